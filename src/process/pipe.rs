//! Our ends of a child's pipes: reading by bytes, characters or lines, and writing, all through the runtime.

use std::os::fd::OwnedFd;
use std::sync::Arc;

use super::channel::{Channel, wait_any};
use super::{Error, Redirect};
use crate::messages::message_id;
use crate::runtime::{Interest, Nanos, ObjectId, Operation, Pending, Ready, Task, Thread};
use parking_lot::{Mutex, MutexGuard};

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

/// A channel that threads wait for until it is closed.
struct End {
    channel: Option<Channel>,
    waiting: Vec<Arc<Thread>>,
}

/// What a look at a pipe gave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Filled {
    Some,
    Nothing,
    Ended,
}

impl End {
    fn new(channel: Channel) -> Self {
        End {
            channel: Some(channel),
            waiting: Vec::new(),
        }
    }

    fn channel(&self) -> Result<Channel, Error> {
        self.channel.clone().ok_or(Error::Closed)
    }

    /// The modelled pipe, for policies; none for one of the system, or a closed end.
    fn object(&self) -> ObjectId {
        let object = self.channel.as_ref().map(Channel::object);
        object.unwrap_or(ObjectId::NONE)
    }

    fn leave(&mut self, thread: &Arc<Thread>) {
        self.waiting.retain(|other| !Arc::ptr_eq(other, thread));
    }
}

/// Close an end; whoever waits for it finds that out.
fn close<T>(mut guard: MutexGuard<'_, T>, end: impl Fn(&mut T) -> &mut End, task: &Task<'_>) {
    let end = end(&mut guard);
    let channel = end.channel.take();
    let waiting = std::mem::take(&mut end.waiting);
    drop(guard);
    drop(channel);
    for thread in waiting {
        task.wake(&thread);
    }
}

impl Reader {
    pub(super) fn new(descriptor: OwnedFd) -> std::io::Result<Self> {
        Ok(Reader::of(Channel::system(descriptor)?))
    }

    pub(super) fn of(channel: Channel) -> Self {
        Reader(Mutex::new(Reading {
            end: End::new(channel),
            bytes: Vec::new(),
            start: 0,
            searched: 0,
            ended: false,
        }))
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
        task.point(Pending::on(Operation::Receive, self.object()))?;
        loop {
            let mut reading = self.0.lock();
            let channel = reading.end.channel()?;
            if let Some(length) = reading.enough_for(amount) {
                return Ok(reading.take(length));
            }
            if reading.fill(&channel)? != Filled::Nothing {
                drop(reading);
                task.check()?;
                continue;
            }
            let me = task.thread().clone();
            reading.end.waiting.push(me.clone());
            drop(reading);
            let woken = wait_any(
                task,
                message_id!("wait-child-output"),
                &[(channel, Interest::Readable)],
                deadline,
            );
            self.0.lock().end.leave(&me);
            if woken? == Ready::TimedOut {
                return Err(Error::TimedOut);
            }
        }
    }

    /// The pipe, for policies; none for one of the system.
    pub fn object(&self) -> ObjectId {
        self.0.lock().end.object()
    }

    /// Close it: threads that read fail with `Closed`, and a child that writes on gets a broken pipe.
    pub fn close(&self, task: &Task<'_>) {
        close(self.0.lock(), |reading| &mut reading.end, task);
    }

    pub fn is_closed(&self) -> bool {
        self.0.lock().end.channel.is_none()
    }

    /// The same end, for another child to read from.
    pub fn lend(&self) -> Result<Redirect, Error> {
        self.0.lock().end.channel()?.lend()
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

    /// Look into the pipe once; the channel to wait for when nothing is there.
    pub(super) fn look(&self) -> Result<(Filled, Channel), Error> {
        let mut reading = self.0.lock();
        let channel = reading.end.channel()?;
        if reading.ended {
            return Ok((Filled::Ended, channel));
        }
        Ok((reading.fill(&channel)?, channel))
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

    fn fill(&mut self, channel: &Channel) -> Result<Filled, Error> {
        if self.unread().len() >= MOST {
            return Err(Error::TooLong(MOST));
        }
        let filled = channel.read(&mut self.bytes, CHUNK)?;
        self.ended |= filled == Filled::Ended;
        Ok(filled)
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
        Ok(Writer::of(Channel::system(descriptor)?))
    }

    pub(super) fn of(channel: Channel) -> Self {
        Writer(Mutex::new(End::new(channel)))
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
        task.point(Pending::on(Operation::Send, self.object()))?;
        while !bytes.is_empty() {
            task.check()?;
            let (sent, channel) = self.push(bytes)?;
            bytes = &bytes[sent..];
            if sent > 0 {
                continue;
            }
            let me = task.thread().clone();
            self.0.lock().waiting.push(me.clone());
            let woken = match self.is_closed() {
                true => Ok(Ready::Woken),
                false => wait_any(
                    task,
                    message_id!("wait-child-input"),
                    &[(channel, Interest::Writable)],
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

    /// Write as much as the pipe takes now; the channel to wait for when that is nothing.
    pub(super) fn push(&self, bytes: &[u8]) -> Result<(usize, Channel), Error> {
        let channel = self.0.lock().channel()?;
        Ok((channel.write(bytes)?, channel))
    }

    /// The pipe, for policies; none for one of the system.
    pub fn object(&self) -> ObjectId {
        self.0.lock().object()
    }

    /// Close it: the child reads the end.
    pub fn close(&self, task: &Task<'_>) {
        close(self.0.lock(), |end| end, task);
    }

    pub fn is_closed(&self) -> bool {
        self.0.lock().channel.is_none()
    }

    /// The same end, for another child to write into.
    pub fn lend(&self) -> Result<Redirect, Error> {
        self.0.lock().channel()?.lend()
    }
}
