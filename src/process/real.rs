//! A child of the machine, from its start until its exit code is known. Only from here it is reaped, so a signal never meets a stranger.

use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use rustix::process::{Pid, Signal, kill_process, test_kill_process};

use super::keeper::Kept;
use super::{Error, family, notice};
use crate::messages::message_id;
use crate::runtime::{Interest, Nanos, Operation, Pending, Ready, Task};

/// A program of the machine that runs beside the script, or has ended.
pub(super) struct Real {
    pid: Pid,
    state: Mutex<State>,
}

struct State {
    record: Record,
    code: Option<i32>,
    /// Readable when the child has ended. Made for the first who waits, gone when the code is known.
    end: Option<Arc<OwnedFd>>,
}

/// Whose child it is.
enum Record {
    /// Ours: the system's record, which holds the process number until it is reaped.
    Own(std::process::Child),
    /// The keeper's.
    Kept(Kept),
}

/// How long a thread waits before it looks again, when no descriptor is left to be told by.
const LOOK_AGAIN: Duration = Duration::from_millis(10);

impl Real {
    pub(super) fn new(record: std::process::Child) -> Self {
        Real::of(Pid::from_child(&record), Record::Own(record))
    }

    pub(super) fn kept(kept: Kept) -> Self {
        Real::of(kept.pid, Record::Kept(kept))
    }

    fn of(pid: Pid, record: Record) -> Self {
        Real {
            pid,
            state: Mutex::new(State {
                record,
                code: None,
                end: None,
            }),
        }
    }

    /// The number of the process.
    pub fn pid(&self) -> i32 {
        self.pid.as_raw_nonzero().get()
    }

    /// The exit code as far as it is known: that of the program, or minus the number of the signal that ended it.
    pub fn code(&self) -> Option<i32> {
        self.state.lock().code
    }

    /// Has it ended? Then its exit code.
    pub fn poll(&self) -> Result<Option<i32>, Error> {
        self.state.lock().poll()
    }

    /// Wait until it has ended, at most until `deadline`. Gives the exit code.
    ///
    /// # Errors
    /// `TimedOut`; a stop of the run.
    pub fn wait(&self, task: &Task<'_>, deadline: Option<Nanos>) -> Result<i32, Error> {
        task.point(Pending::of(Operation::Wait))?;
        loop {
            let end = {
                let mut state = self.state.lock();
                if let Some(code) = state.poll()? {
                    drop(state);
                    task.check()?;
                    return Ok(code);
                }
                state.end(self.pid)
            };
            let woken = match end {
                Some(end) => task.wait_ready(
                    message_id!("wait-child"),
                    end.as_fd(),
                    Interest::Readable,
                    deadline,
                )?,
                None => self.look_again(task, deadline)?,
            };
            if woken == Ready::TimedOut {
                return self.poll()?.ok_or(Error::TimedOut);
            }
        }
    }

    fn look_again(&self, task: &Task<'_>, deadline: Option<Nanos>) -> Result<Ready, Error> {
        let next = task.deadline(LOOK_AGAIN);
        let next = deadline.map_or(next, |deadline| deadline.min(next));
        let woken = task.wait_any_ready(message_id!("wait-child"), &[], Some(next))?;
        Ok(match woken {
            Ready::TimedOut if deadline != Some(next) => Ready::Woken,
            other => other,
        })
    }

    /// Send it a signal, unless it is known to have ended. Signal 0 only asks.
    ///
    /// # Errors
    /// What the system says; for a number that is no signal, `InvalidInput`.
    pub fn signal(&self, number: i32) -> Result<(), Error> {
        let mut state = self.state.lock();
        if state.poll()?.is_some() {
            return Ok(());
        }
        let sent = match (&state.record, number, Signal::from_named_raw(number)) {
            (Record::Kept(_), 0, _) => Ok(()),
            (Record::Own(_), 0, _) => test_kill_process(self.pid),
            #[cfg(target_os = "linux")]
            (Record::Kept(kept), _, Some(signal)) => {
                rustix::process::pidfd_send_signal(&kept.process, signal)
            }
            (_, _, Some(signal)) => kill_process(self.pid, signal),
            (_, _, None) => Err(rustix::io::Errno::INVAL),
        };
        Ok(sent?)
    }

    /// End it at once, and with it all that it started and that is still below it.
    pub fn kill_family(&self) {
        let below = family::below(&[self.pid], &[]);
        // A child that has ended meanwhile needs no signal.
        let _ = self.signal(Signal::KILL.as_raw());
        for relative in below {
            relative.kill();
        }
    }

    /// A descriptor that is readable once it has ended; none when it has, or when there is no descriptor left.
    pub(super) fn end(&self) -> Option<Arc<OwnedFd>> {
        let mut state = self.state.lock();
        match state.poll() {
            Ok(None) => state.end(self.pid),
            _ => None,
        }
    }

    pub(super) fn raw_pid(&self) -> Pid {
        self.pid
    }
}

impl State {
    fn poll(&mut self) -> Result<Option<i32>, Error> {
        if self.code.is_some() {
            return Ok(self.code);
        }
        let ended = match &mut self.record {
            Record::Own(record) => record.try_wait()?,
            Record::Kept(kept) => kept.status()?,
        };
        if let Some(status) = ended {
            self.code = Some(code_of(status));
            self.end = None;
        }
        Ok(self.code)
    }

    fn end(&mut self, pid: Pid) -> Option<Arc<OwnedFd>> {
        if let Record::Kept(kept) = &self.record {
            return Some(kept.process.clone());
        }
        if self.end.is_none() {
            self.end = notice::end_of(pid).ok().map(Arc::new);
        }
        self.end.clone()
    }
}

/// As Python's `returncode`.
fn code_of(status: ExitStatus) -> i32 {
    match (status.code(), status.signal()) {
        (Some(code), _) => code,
        (None, Some(signal)) => -signal,
        (None, None) => status.into_raw(),
    }
}
