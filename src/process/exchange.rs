//! Feeding and hearing a child at once, as Python's `communicate`: whoever fills one pipe first stops nobody.

use std::time::Duration;

use parking_lot::Mutex;

use super::channel::{Channel, wait_any};
use super::pipe::Filled;
use super::{Child, Error, Reader, Writer};
use crate::messages::message_id;
use crate::runtime::{Interest, Nanos, Operation, Pending, Ready, Task};

/// What has been sent so far, kept when time ran out: the next call goes on from there. What was heard waits in the readers.
#[derive(Default)]
pub struct Exchange(Mutex<State>);

#[derive(Default)]
struct State {
    input: Vec<u8>,
    sent: usize,
    has_begun: bool,
    /// A thread is at it.
    is_busy: bool,
}

/// So many looks into the pipes count as a millisecond of virtual time: hearing a child takes time too.
const LOOKS_PER_MILLISECOND: u32 = 16;

impl Exchange {
    /// Has a call begun already? Then there is no other input any more.
    pub fn has_begun(&self) -> bool {
        self.0.lock().has_begun
    }

    /// Send `input`, hear both pipes to their end, wait for the end of the child; at most until `deadline`.
    /// The readers then hold what was heard.
    ///
    /// # Errors
    /// `TimedOut`, `Closed`, `Busy`, `TooLong`; a stop of the run.
    pub fn run(
        &self,
        task: &Task<'_>,
        child: &Child,
        writer: Option<&Writer>,
        readers: &[&Reader],
        input: Option<Vec<u8>>,
        deadline: Option<Nanos>,
    ) -> Result<i32, Error> {
        // Waiting for a modelled child alone is a step of its own.
        if !child.is_modelled() || writer.is_some() || !readers.is_empty() {
            task.point(Pending::of(Operation::Receive))?;
        }
        let mut state = self.begin(input)?;
        let result = converse(task, &mut state, writer, readers, deadline);
        *self.0.lock() = State {
            is_busy: false,
            ..state
        };
        result?;
        child.wait(task, deadline)
    }

    fn begin(&self, input: Option<Vec<u8>>) -> Result<State, Error> {
        let mut state = self.0.lock();
        if state.is_busy {
            return Err(Error::Busy);
        }
        if let Some(input) = input {
            state.input = input;
        }
        let begun = State {
            has_begun: true,
            ..std::mem::take(&mut *state)
        };
        (state.has_begun, state.is_busy) = (true, true);
        Ok(begun)
    }
}

fn converse(
    task: &Task<'_>,
    state: &mut State,
    writer: Option<&Writer>,
    readers: &[&Reader],
    deadline: Option<Nanos>,
) -> Result<(), Error> {
    let mut looks = 0;
    loop {
        let mut waited: Vec<(Channel, Interest)> = Vec::new();
        if let Some(writer) = writer.filter(|writer| !writer.is_closed())
            && let Some(full) = send(task, state, writer)?
        {
            waited.push((full, Interest::Writable));
        }
        for reader in readers {
            match reader.look()? {
                (Filled::Ended, _) => {}
                (Filled::Some | Filled::Nothing, channel) => {
                    waited.push((channel, Interest::Readable));
                }
            }
        }
        if waited.is_empty() {
            return Ok(());
        }
        let what = message_id!("wait-child-exchange");
        if wait_any(task, what, &waited, deadline)? == Ready::TimedOut {
            return Err(Error::TimedOut);
        }
        looks += u32::from(waited.iter().any(|(channel, _)| channel.is_system()));
        if task.is_controlled()
            && deadline.is_some()
            && looks > 0
            && looks % LOOKS_PER_MILLISECOND == 0
        {
            task.sleep(Duration::from_millis(1))?;
        }
    }
}

/// Send what the pipe takes; when all is sent, or nobody reads, close it. The descriptor to wait for when more is to be sent.
fn send(task: &Task<'_>, state: &mut State, writer: &Writer) -> Result<Option<Channel>, Error> {
    let mut full = None;
    if state.sent < state.input.len() {
        match writer.push(&state.input[state.sent..]) {
            Ok((sent, channel)) => {
                state.sent += sent;
                full = Some(channel);
            }
            // The child wants no more: its output may still be worth hearing.
            Err(Error::System(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {
                state.sent = state.input.len();
            }
            // Closed by another thread.
            Err(Error::Closed) => return Ok(None),
            Err(error) => return Err(error),
        }
    }
    if state.sent >= state.input.len() {
        writer.close(task);
        state.input = Vec::new();
        state.sent = 0;
        return Ok(None);
    }
    Ok(full)
}
