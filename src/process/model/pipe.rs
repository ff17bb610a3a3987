//! A modelled pipe: a line of bytes with two ends. An end is closed when the last who has it drops it.

use std::collections::VecDeque;
use std::sync::Arc;

use parking_lot::{Mutex, MutexGuard};
use rustix::io::Errno;

use super::super::Error;
use super::super::pipe::Filled;
use super::stream::{Input, Output};
use crate::messages::{Message, message};
use crate::runtime::{
    Identity, Interest, Nanos, ObjectId, Operation, Pending, Ready, Resource, Stop, Task, Thread,
    ThreadId, Wait, Wake, World,
};

/// Bytes that are kept, as on Linux.
const CAPACITY: usize = 64 << 10;

pub struct Pipe {
    world: Arc<World>,
    identity: Identity,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    bytes: VecDeque<u8>,
    no_reader: bool,
    no_writer: bool,
    watchers: Vec<(Arc<Thread>, Interest)>,
}

/// The end that is read from; dropping it closes it.
pub struct ReadEnd(Arc<Pipe>);

/// The end that is written to; dropping it closes it.
pub struct WriteEnd(Arc<Pipe>);

/// A new pipe.
pub(in crate::process) fn pipe(world: &Arc<World>) -> (Arc<ReadEnd>, Arc<WriteEnd>) {
    let pipe = Arc::new(Pipe {
        world: world.clone(),
        identity: world.new_identity("pipe"),
        state: Mutex::default(),
    });
    (Arc::new(ReadEnd(pipe.clone())), Arc::new(WriteEnd(pipe)))
}

impl Pipe {
    /// The state has changed: let those look who watch the pipe. Only then, or two who wait would wake each other for ever.
    fn tell(&self, state: MutexGuard<'_, State>) {
        let watchers: Vec<_> = state.watchers.iter().map(|(who, _)| who.clone()).collect();
        drop(state);
        for thread in watchers {
            self.world.wake(&thread);
        }
    }

    fn close(&self, end: impl FnOnce(&mut State) -> &mut bool) {
        let mut state = self.state.lock();
        *end(&mut state) = true;
        self.tell(state);
    }

    fn watch(&self, thread: &Arc<Thread>, interest: Interest) {
        self.state.lock().watchers.push((thread.clone(), interest));
    }

    fn unwatch(&self, thread: &Arc<Thread>) {
        let mut state = self.state.lock();
        state.watchers.retain(|(who, _)| !Arc::ptr_eq(who, thread));
    }

    fn is_ready(&self, interest: Interest) -> bool {
        let state = self.state.lock();
        match interest {
            Interest::Readable => !state.bytes.is_empty() || state.no_writer,
            _ => state.bytes.len() < CAPACITY || state.no_reader,
        }
    }
}

impl Resource for Pipe {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn waited_for(&self, waiter: ThreadId) -> Message {
        let state = self.state.lock();
        let mine = |(who, _): &&(Arc<Thread>, Interest)| who.id() == waiter;
        match state.watchers.iter().find(mine) {
            Some((_, Interest::Readable)) | None => message!("wait-pipe-bytes"),
            Some(_) => message!("wait-pipe-room"),
        }
    }
}

/// Wait until one of the pipes may be ready for what is of interest, at most until `deadline`.
pub(in crate::process) fn wait_any(
    task: &Task<'_>,
    pipes: &[(&Arc<Pipe>, Interest)],
    deadline: Option<Nanos>,
) -> Result<Ready, Stop> {
    let ready = |(pipe, interest): &(&Arc<Pipe>, Interest)| pipe.is_ready(*interest);
    let Some((first, _)) = pipes.first().filter(|_| !pipes.iter().any(ready)) else {
        task.check()?;
        return Ok(Ready::Ready);
    };
    let me = task.thread();
    for (pipe, interest) in pipes {
        pipe.watch(me, *interest);
    }
    let wake = task.park(Wait::Resource((*first).clone()), deadline);
    for (pipe, _) in pipes {
        pipe.unwatch(me);
    }
    Ok(match wake? {
        Wake::Woken => Ready::Woken,
        Wake::TimedOut => Ready::TimedOut,
    })
}

impl ReadEnd {
    pub(in crate::process) fn pipe(&self) -> &Arc<Pipe> {
        &self.0
    }

    pub(in crate::process) fn object(&self) -> ObjectId {
        self.0.identity.id()
    }

    /// Take at most so many bytes of what is there.
    pub(in crate::process) fn take(&self, into: &mut Vec<u8>, most: usize) -> Filled {
        let mut state = self.0.state.lock();
        let there = state.bytes.len().min(most);
        if there == 0 {
            return match state.no_writer {
                true => Filled::Ended,
                false => Filled::Nothing,
            };
        }
        into.extend(state.bytes.drain(..there));
        self.0.tell(state);
        Filled::Some
    }
}

impl Drop for ReadEnd {
    fn drop(&mut self) {
        self.0.close(|state| &mut state.no_reader);
    }
}

impl Input for ReadEnd {
    fn read(&self, task: &Task<'_>) -> Result<Vec<u8>, Error> {
        task.point(Pending::on(Operation::Receive, self.object()))?;
        let mut bytes = Vec::new();
        while self.take(&mut bytes, CAPACITY) == Filled::Nothing {
            wait_any(task, &[(&self.0, Interest::Readable)], None)?;
        }
        Ok(bytes)
    }
}

impl WriteEnd {
    pub(in crate::process) fn pipe(&self) -> &Arc<Pipe> {
        &self.0
    }

    pub(in crate::process) fn object(&self) -> ObjectId {
        self.0.identity.id()
    }

    /// Put in what there is room for; gives how much that was.
    ///
    /// # Errors
    /// `EPIPE` when nobody reads any more.
    pub(in crate::process) fn put(&self, bytes: &[u8]) -> Result<usize, Errno> {
        let mut state = self.0.state.lock();
        if state.no_reader {
            return Err(Errno::PIPE);
        }
        let room = (CAPACITY - state.bytes.len()).min(bytes.len());
        if room > 0 {
            state.bytes.extend(&bytes[..room]);
            self.0.tell(state);
        }
        Ok(room)
    }
}

impl Drop for WriteEnd {
    fn drop(&mut self) {
        self.0.close(|state| &mut state.no_writer);
    }
}

impl Output for WriteEnd {
    fn write(&self, task: &Task<'_>, mut bytes: &[u8]) -> Result<(), Error> {
        task.point(Pending::on(Operation::Send, self.object()))?;
        loop {
            bytes = &bytes[self.put(bytes)?..];
            if bytes.is_empty() {
                return Ok(());
            }
            wait_any(task, &[(&self.0, Interest::Writable)], None)?;
        }
    }
}
