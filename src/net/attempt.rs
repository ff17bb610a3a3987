//! How an operation on a socket waits: it is tried, and tried again when there is something new, until it succeeds, its time is over or
//! the socket is closed.

use std::fmt::Display;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use rustix::io::Errno;

use super::endpoint::Endpoint;
use super::socket::{Inner, Socket};
use super::{Error, Failure};
use crate::messages::{Message, message};
use crate::runtime::{Interest, Nanos, Operation, Ready, Stop, Task, Thread, Wait, Wake};

/// Until when an operation waits.
#[derive(Clone, Copy)]
pub(super) enum Patience {
    None,
    Until(Nanos, Duration),
    Endless,
}

impl Patience {
    fn deadline(self) -> Option<Nanos> {
        match self {
            Patience::Until(deadline, _) => Some(deadline),
            Patience::None | Patience::Endless => None,
        }
    }
}

/// What an operation is called, waits for and concerns.
pub(super) struct Doing<'a> {
    pub name: &'a str,
    pub operation: Operation,
    pub waits_for: &'static str,
    pub interest: Interest,
    pub place: Option<&'a dyn Display>,
    /// Try again after so long: for what the system cannot tell the moment of.
    pub retries: Option<Duration>,
}

/// How often a Unix socket knocks at a server whose backlog is full: Linux has no event for a free place.
pub(super) const KNOCKS: Duration = Duration::from_millis(1);

/// A thread in the list of those that wait, for as long as it does.
pub(super) struct Waiter<'a> {
    socket: &'a Inner,
    thread: &'a Arc<Thread>,
}

impl Drop for Waiter<'_> {
    fn drop(&mut self) {
        let mut waiters = self.socket.waiters.lock();
        if let Some(place) = (waiters.iter()).position(|other| Arc::ptr_eq(other, self.thread)) {
            waiters.swap_remove(place);
        }
    }
}

impl Socket {
    /// How long an operation that begins now waits.
    pub(super) fn patience(&self, task: &Task<'_>) -> Patience {
        match self.timeout() {
            None => Patience::Endless,
            Some(Duration::ZERO) => Patience::None,
            Some(timeout) => Patience::Until(task.deadline(timeout), timeout),
        }
    }

    /// Do something with the endpoint that never waits.
    pub(super) fn at_once<T>(
        &self,
        task: &Task<'_>,
        name: &str,
        operation: Operation,
        place: Option<&dyn Display>,
        act: impl FnOnce(&dyn Endpoint) -> io::Result<T>,
    ) -> Result<T, Error> {
        self.endpoint(name)?.point(task, operation)?;
        let endpoint = self.endpoint(name)?;
        act(&*endpoint).map_err(|error| Failure::of(name, place, &error).into())
    }

    /// Try again and again to do something with the endpoint, waiting in between for what `doing` says.
    pub(super) fn attempt<T>(
        &self,
        task: &Task<'_>,
        doing: &Doing<'_>,
        patience: Patience,
        mut act: impl FnMut(&dyn Endpoint) -> io::Result<T>,
    ) -> Result<T, Error> {
        self.endpoint(doing.name)?.point(task, doing.operation)?;
        let endpoint = self.endpoint(doing.name)?;
        let mut waiter = None;
        loop {
            let blocked = match act(&*endpoint) {
                Err(error) => match Errno::from_io_error(&error) {
                    Some(Errno::INTR) => continue,
                    Some(Errno::AGAIN | Errno::INPROGRESS | Errno::ALREADY) => error,
                    _ => return Err(Failure::of(doing.name, doing.place, &error).into()),
                },
                Ok(answer) => return Ok(answer),
            };
            if let Patience::None = patience {
                return Err(Failure::of(doing.name, doing.place, &blocked).into());
            }
            waiter.get_or_insert_with(|| self.join_waiters(task));
            // Closed before the thread was in the list, nobody would wake it.
            if self.is_closed() {
                return Err(closed_meanwhile(doing.name).into());
            }
            let ready = match doing.retries {
                Some(pause) if !task.is_controlled() => wait_a_while(task, doing, patience, pause)?,
                _ => endpoint.wait(task, doing.waits_for, doing.interest, patience.deadline())?,
            };
            if self.is_closed() {
                return Err(closed_meanwhile(doing.name).into());
            }
            if ready == Ready::TimedOut {
                return Err(timed_out(doing, patience).into());
            }
        }
    }

    pub(super) fn join_waiters<'a>(&'a self, task: &'a Task<'_>) -> Waiter<'a> {
        let thread = task.thread();
        self.0.waiters.lock().push(thread.clone());
        Waiter {
            socket: &self.0,
            thread,
        }
    }
}

/// Wait for a moment, or for somebody who closes the socket.
fn wait_a_while(
    task: &Task<'_>,
    doing: &Doing<'_>,
    patience: Patience,
    pause: Duration,
) -> Result<Ready, Stop> {
    let end = patience.deadline().unwrap_or(Nanos::MAX);
    let until = task.deadline(pause).min(end);
    let wake = task.park(Wait::External(doing.waits_for), Some(until))?;
    Ok(match wake == Wake::TimedOut && until == end {
        true => Ready::TimedOut,
        false => Ready::Woken,
    })
}

pub(super) fn closed(name: &str) -> Failure {
    Failure::of(name, None, &Errno::BADF.into())
}

fn closed_meanwhile(name: &str) -> Failure {
    let text = message!("net-closed-meanwhile", name);
    Failure::new("Closed", text).errno(Errno::BADF)
}

fn timed_out(doing: &Doing<'_>, patience: Patience) -> Failure {
    let (name, waits_for) = (doing.name, doing.waits_for);
    let seconds = match patience {
        Patience::Until(_, timeout) => timeout.as_secs_f64(),
        Patience::None | Patience::Endless => 0.0,
    };
    let text = message!(
        "net-timed-out",
        name,
        seconds,
        what = Message::known(waits_for)
    );
    Failure::new("TimedOut", text)
}
