//! What bytes of a child go through: a descriptor of the system, or an end of a modelled pipe. Nothing blocks here but `wait_any`.

use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use rustix::buffer::spare_capacity;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, ioctl_fionbio, read, write};

use super::model::{self, ReadEnd, Stream, WriteEnd};
use super::pipe::Filled;
use super::{Error, Redirect};
use crate::messages::MessageId;
use crate::runtime::{Interest, Nanos, ObjectId, Ready, Source, Stop, Task};

/// What every pipe that is ready takes in one piece, in bytes: POSIX's smallest `PIPE_BUF`.
const SURE: usize = 512;

/// One end. Clones are the same end.
#[derive(Clone)]
pub(super) enum Channel {
    System(Arc<Descriptor>),
    Reads(Arc<ReadEnd>),
    Writes(Arc<WriteEnd>),
}

pub(super) struct Descriptor {
    descriptor: OwnedFd,
    /// Another child has it too, and expects it to block.
    is_lent: AtomicBool,
}

impl Channel {
    pub fn system(descriptor: OwnedFd) -> std::io::Result<Self> {
        // Of this end only: the child's is another one of the same pipe.
        ioctl_fionbio(&descriptor, true)?;
        Ok(Channel::System(Arc::new(Descriptor {
            descriptor,
            is_lent: AtomicBool::new(false),
        })))
    }

    pub fn is_system(&self) -> bool {
        matches!(self, Channel::System(_))
    }

    /// For policies: the pipe; what lies outside has no number.
    pub fn object(&self) -> ObjectId {
        match self {
            Channel::System(_) => ObjectId::NONE,
            Channel::Reads(end) => end.object(),
            Channel::Writes(end) => end.object(),
        }
    }

    /// The same end for another child.
    ///
    /// # Errors
    /// What the system says.
    pub fn lend(&self) -> Result<Redirect, Error> {
        Ok(match self {
            Channel::System(system) => {
                let copy = system.descriptor.try_clone()?;
                ioctl_fionbio(&copy, false)?;
                system.is_lent.store(true, Relaxed);
                Redirect::File(copy)
            }
            Channel::Reads(end) => Redirect::Modelled(Stream::Input(end.clone())),
            Channel::Writes(end) => Redirect::Modelled(Stream::Output(end.clone())),
        })
    }

    /// Add what is there to `bytes`, at most so many.
    ///
    /// # Errors
    /// What the system says.
    pub fn read(&self, bytes: &mut Vec<u8>, most: usize) -> Result<Filled, Error> {
        let system = match self {
            Channel::System(system) => system,
            Channel::Reads(end) => return Ok(end.take(bytes, most)),
            Channel::Writes(_) => return Err(Errno::BADF.into()),
        };
        if system.would_block(PollFlags::IN) {
            return Ok(Filled::Nothing);
        }
        bytes.reserve(most);
        match read(&system.descriptor, spare_capacity(bytes)) {
            Ok(0) => Ok(Filled::Ended),
            Ok(_) => Ok(Filled::Some),
            Err(Errno::AGAIN) => Ok(Filled::Nothing),
            Err(Errno::INTR) => Ok(Filled::Some),
            Err(errno) => Err(errno.into()),
        }
    }

    /// Write what goes in without waiting; gives how much that was.
    ///
    /// # Errors
    /// A broken pipe, and what else the system says.
    pub fn write(&self, bytes: &[u8]) -> Result<usize, Error> {
        let system = match self {
            Channel::System(system) => system,
            Channel::Writes(end) => return Ok(end.put(bytes)?),
            Channel::Reads(_) => return Err(Errno::BADF.into()),
        };
        if system.would_block(PollFlags::OUT) {
            return Ok(0);
        }
        // What a pipe that is ready takes without blocking.
        let most = match system.is_lent.load(Relaxed) {
            true => SURE,
            false => usize::MAX,
        };
        match write(&system.descriptor, &bytes[..bytes.len().min(most)]) {
            Ok(sent) => Ok(sent),
            Err(Errno::AGAIN | Errno::INTR) => Ok(0),
            Err(errno) => Err(errno.into()),
        }
    }
}

impl Descriptor {
    /// Would an operation block now? An end that is not lent never does.
    fn would_block(&self, flags: PollFlags) -> bool {
        let mut polled = [PollFd::new(&self.descriptor, flags)];
        self.is_lent.load(Relaxed) && poll(&mut polled, Some(&Timespec::default())) == Ok(0)
    }
}

/// Wait until one of the channels may be ready, at most until `deadline`; a permit ends the wait too. The channels of one child are all of
/// the system, or all modelled.
///
/// # Errors
/// A stop of the run.
pub(super) fn wait_any(
    task: &Task<'_>,
    what: MessageId,
    channels: &[(Channel, Interest)],
    deadline: Option<Nanos>,
) -> Result<Ready, Stop> {
    let (mut sources, mut pipes) = (Vec::new(), Vec::new());
    for (channel, interest) in channels {
        match channel {
            Channel::System(system) => {
                sources.push(Source::new(system.descriptor.as_fd(), *interest));
            }
            Channel::Reads(end) => pipes.push((end.pipe(), *interest)),
            Channel::Writes(end) => pipes.push((end.pipe(), *interest)),
        }
    }
    match pipes.is_empty() {
        true => task.wait_any_ready(what, &sources, deadline),
        false => model::wait_any(task, &pipes, deadline),
    }
}
