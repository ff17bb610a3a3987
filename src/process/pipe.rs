//! Our ends of a child's pipes: reading by bytes, characters or lines, and writing, all through the runtime.

use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;

use parking_lot::{Mutex, MutexGuard};
use rustix::buffer::spare_capacity;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, ioctl_fionbio, read, write};

use super::Error;
use crate::messages::message_id;
use crate::runtime::{Interest, Nanos, Operation, Pending, Ready, Task, Thread};

/// How much to read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Amount {
    /// Everything until the end.
    All,
    /// So many bytes, fewer only at the end.
    Bytes(usize),
    /// So many characters of UTF-8, fewer only at the end.
    Characters(usize),
    /// A line with its end.
    Line,
}

/// What one read may give at most, in bytes: a child that prints for ever must not take all memory.
const MOST: usize = 512 << 20;
/// What one look at a pipe takes out of it, in bytes: as much as it holds on Linux.
const CHUNK: usize = 64 << 10;
/// What every pipe that is ready takes in one piece, in bytes: POSIX's smallest `PIPE_BUF`.
const SURE: usize = 512;

/// Our end of a pipe that a child writes into.
pub struct Reader(Mutex<Reading>);

struct Reading {
    end: End,
    /// Read and not given out; what lies before `start` has been given out.
    bytes: Vec<u8>,
    start: usize,
    /// How far from `start` no end of a line was found.
    searched: usize,
    /// The child and all who had its end have closed it.
    ended: bool,
}

/// Our end of a pipe that a child reads from.
pub struct Writer(Mutex<End>);

/// A descriptor that threads wait for until it is closed.
struct End {
    descriptor: Option<Arc<OwnedFd>>,
    waiting: Vec<Arc<Thread>>,
    /// Another child has it too, and expects it to block.
    is_lent: bool,
}

/// What a look at a pipe gave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Filled {
    Some,
    Nothing,
    Ended,
}

impl End {
    fn new(descriptor: OwnedFd) -> Result<Self, Error> {
        // Of this end only: the child's is another one of the same pipe.
        ioctl_fionbio(&descriptor, true)?;
        Ok(End {
            descriptor: Some(Arc::new(descriptor)),
            waiting: Vec::new(),
            is_lent: false,
        })
    }

    fn descriptor(&self) -> Result<Arc<OwnedFd>, Error> {
        self.descriptor.clone().ok_or(Error::Closed)
    }

    /// A copy for another child.
    fn lend(&mut self) -> Result<OwnedFd, Error> {
        let descriptor = self.descriptor()?;
        let copy = descriptor.try_clone()?;
        ioctl_fionbio(&copy, false)?;
        self.is_lent = true;
        Ok(copy)
    }

    /// Would an operation block now? Only to be asked for an end that does block.
    fn would_block(&self, descriptor: &OwnedFd, flags: PollFlags) -> bool {
        let mut polled = [PollFd::new(descriptor, flags)];
        self.is_lent && poll(&mut polled, Some(&Timespec::default())) == Ok(0)
    }

    fn leave(&mut self, thread: &Arc<Thread>) {
        self.waiting.retain(|other| !Arc::ptr_eq(other, thread));
    }
}

/// Close an end; whoever waits for it finds that out.
fn close<T>(mut guard: MutexGuard<'_, T>, end: impl Fn(&mut T) -> &mut End, task: &Task<'_>) {
    let end = end(&mut guard);
    let descriptor = end.descriptor.take();
    let waiting = std::mem::take(&mut end.waiting);
    drop(guard);
    drop(descriptor);
    for thread in waiting {
        task.wake(&thread);
    }
}

impl Reader {
    pub(super) fn new(descriptor: OwnedFd) -> std::io::Result<Self> {
        let end = End::new(descriptor).map_err(system)?;
        Ok(Reader(Mutex::new(Reading {
            end,
            bytes: Vec::new(),
            start: 0,
            searched: 0,
            ended: false,
        })))
    }

    /// Wait for so much of what the child writes, and take it. Nothing at the end. What was not enough when the deadline passed
    /// stays for the next read.
    ///
    /// # Errors
    /// `Closed`, `TimedOut`, `TooLong`; a stop of the run.
    pub fn read(
        &self,
        task: &Task<'_>,
        amount: Amount,
        deadline: Option<Nanos>,
    ) -> Result<Vec<u8>, Error> {
        task.point(Pending::of(Operation::Receive))?;
        loop {
            let mut reading = self.0.lock();
            let descriptor = reading.end.descriptor()?;
            if let Some(length) = reading.enough_for(amount) {
                return Ok(reading.take(length));
            }
            if reading.fill(&descriptor)? != Filled::Nothing {
                drop(reading);
                task.check()?;
                continue;
            }
            let me = task.thread().clone();
            reading.end.waiting.push(me.clone());
            drop(reading);
            let woken = task.wait_ready(
                message_id!("wait-child-output"),
                descriptor.as_fd(),
                Interest::Readable,
                deadline,
            );
            self.0.lock().end.leave(&me);
            if woken? == Ready::TimedOut {
                return Err(Error::TimedOut);
            }
        }
    }

    /// Close it: threads that read fail with `Closed`, and a child that writes on gets a broken pipe.
    pub fn close(&self, task: &Task<'_>) {
        close(self.0.lock(), |reading| &mut reading.end, task);
    }

    pub fn is_closed(&self) -> bool {
        self.0.lock().end.descriptor.is_none()
    }

    /// A copy of the descriptor, for another child to read from.
    pub fn lend(&self) -> Result<OwnedFd, Error> {
        self.0.lock().end.lend()
    }

    /// What was read and not given out.
    pub fn take_unread(&self) -> Vec<u8> {
        let mut reading = self.0.lock();
        let length = reading.unread().len();
        reading.take(length)
    }

    /// What was read and not given out, left there.
    pub fn unread(&self) -> Vec<u8> {
        self.0.lock().unread().to_vec()
    }

    /// Look into the pipe once; the descriptor to wait for when nothing is there.
    pub(super) fn look(&self) -> Result<(Filled, Arc<OwnedFd>), Error> {
        let mut reading = self.0.lock();
        let descriptor = reading.end.descriptor()?;
        if reading.ended {
            return Ok((Filled::Ended, descriptor));
        }
        Ok((reading.fill(&descriptor)?, descriptor))
    }
}

impl Reading {
    fn unread(&self) -> &[u8] {
        &self.bytes[self.start..]
    }

    /// How many bytes to give out, if they are there.
    fn enough_for(&mut self, amount: Amount) -> Option<usize> {
        let unread = &self.bytes[self.start..];
        let there = match amount {
            Amount::All => None,
            Amount::Bytes(count) => (unread.len() >= count).then_some(count),
            Amount::Characters(count) => length_of_characters(unread, count),
            Amount::Line => {
                let found = unread[self.searched..]
                    .iter()
                    .position(|&byte| byte == b'\n');
                let length = found.map(|at| self.searched + at + 1);
                self.searched = if length.is_some() { 0 } else { unread.len() };
                length
            }
        };
        there.or(self.ended.then_some(unread.len()))
    }

    fn take(&mut self, length: usize) -> Vec<u8> {
        self.searched = 0;
        if self.start == 0 && length == self.bytes.len() {
            let mut all = std::mem::take(&mut self.bytes);
            if all.capacity() > 2 * length {
                all.shrink_to_fit();
            }
            return all;
        }
        let taken = self.bytes[self.start..self.start + length].to_vec();
        self.start += length;
        // Move the rest down only when that costs less than what was given out.
        if self.start > self.bytes.len() / 2 {
            self.bytes.drain(..self.start);
            self.start = 0;
        }
        taken
    }

    fn fill(&mut self, descriptor: &OwnedFd) -> Result<Filled, Error> {
        if self.unread().len() >= MOST {
            return Err(Error::TooLong(MOST));
        }
        if self.end.would_block(descriptor, PollFlags::IN) {
            return Ok(Filled::Nothing);
        }
        self.bytes.reserve(CHUNK);
        match read(descriptor, spare_capacity(&mut self.bytes)) {
            Ok(0) => {
                self.ended = true;
                Ok(Filled::Ended)
            }
            Ok(_) => Ok(Filled::Some),
            Err(Errno::AGAIN) => Ok(Filled::Nothing),
            Err(Errno::INTR) => Ok(Filled::Some),
            Err(errno) => Err(errno.into()),
        }
    }
}

/// The bytes of the first `count` characters, if they are all there and whole.
fn length_of_characters(bytes: &[u8], count: usize) -> Option<usize> {
    let mut length = 0;
    for _ in 0..count {
        let width = match bytes.get(length)? {
            0xf0.. => 4,
            0xe0.. => 3,
            0xc0.. => 2,
            _ => 1,
        };
        // A broken character ends where the next one begins.
        let mut end = length + 1;
        while end < length + width && bytes.get(end)? & 0xc0 == 0x80 {
            end += 1;
        }
        length = end;
    }
    Some(length)
}

impl Writer {
    pub(super) fn new(descriptor: OwnedFd) -> std::io::Result<Self> {
        End::new(descriptor)
            .map(|end| Writer(Mutex::new(end)))
            .map_err(system)
    }

    /// Write all of it; waits while the pipe is full.
    ///
    /// # Errors
    /// `Closed`, `TimedOut`; a broken pipe when the child reads no more; a stop of the run.
    pub fn write(
        &self,
        task: &Task<'_>,
        mut bytes: &[u8],
        deadline: Option<Nanos>,
    ) -> Result<(), Error> {
        task.point(Pending::of(Operation::Send))?;
        while !bytes.is_empty() {
            task.check()?;
            let (sent, descriptor) = self.push(bytes)?;
            bytes = &bytes[sent..];
            if sent > 0 {
                continue;
            }
            let me = task.thread().clone();
            self.0.lock().waiting.push(me.clone());
            let woken = match self.is_closed() {
                true => Ok(Ready::Woken),
                false => task.wait_ready(
                    message_id!("wait-child-input"),
                    descriptor.as_fd(),
                    Interest::Writable,
                    deadline,
                ),
            };
            self.0.lock().leave(&me);
            if woken? == Ready::TimedOut {
                return Err(Error::TimedOut);
            }
        }
        Ok(())
    }

    /// Write as much as the pipe takes now; the descriptor to wait for when that is nothing.
    pub(super) fn push(&self, bytes: &[u8]) -> Result<(usize, Arc<OwnedFd>), Error> {
        let end = self.0.lock();
        let descriptor = end.descriptor()?;
        if end.would_block(&descriptor, PollFlags::OUT) {
            return Ok((0, descriptor));
        }
        // What a pipe that is ready takes without blocking.
        let most = if end.is_lent { SURE } else { usize::MAX };
        drop(end);
        match write(&descriptor, &bytes[..bytes.len().min(most)]) {
            Ok(sent) => Ok((sent, descriptor)),
            Err(Errno::AGAIN | Errno::INTR) => Ok((0, descriptor)),
            Err(errno) => Err(errno.into()),
        }
    }

    /// Close it: the child reads the end.
    pub fn close(&self, task: &Task<'_>) {
        close(self.0.lock(), |end| end, task);
    }

    pub fn is_closed(&self) -> bool {
        self.0.lock().descriptor.is_none()
    }

    /// A copy of the descriptor, for another child to write into.
    pub fn lend(&self) -> Result<OwnedFd, Error> {
        self.0.lock().lend()
    }
}

fn system(error: Error) -> std::io::Error {
    match error {
        Error::System(error) => error,
        other => std::io::Error::other(format!("{other:?}")),
    }
}
