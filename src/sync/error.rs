//! What can go wrong in a primitive, with Python's kinds and words.

use std::fmt;

use crate::messages::{Message, MessageId, message};
use crate::runtime::Stop;
use crate::runtime::time::BadTime;

/// The Python exception that a mistake corresponds to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorKind {
    RuntimeError,
    ValueError,
    BrokenBarrier,
    Empty,
    Full,
    ShutDown,
    InvalidState,
}

impl ErrorKind {
    /// The kind as scripts see it.
    pub fn name(self) -> &'static str {
        match self {
            ErrorKind::RuntimeError => "RuntimeError",
            ErrorKind::ValueError => "ValueError",
            ErrorKind::BrokenBarrier => "BrokenBarrier",
            ErrorKind::Empty => "Empty",
            ErrorKind::Full => "Full",
            ErrorKind::ShutDown => "ShutDown",
            ErrorKind::InvalidState => "InvalidState",
        }
    }
}

/// Why an operation on a primitive did not do what was asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Error {
    /// The run is ending; to be handed upwards at once.
    Stop(Stop),
    /// A mistake of the script, a broken barrier, or a queue that has nothing to give or no room.
    Misuse(ErrorKind, MessageId),
    /// A number of seconds that is no duration: a `ValueError`.
    Time(BadTime),
}

impl Error {
    pub(super) const fn runtime(id: MessageId) -> Self {
        Error::Misuse(ErrorKind::RuntimeError, id)
    }

    pub(super) const fn value(id: MessageId) -> Self {
        Error::Misuse(ErrorKind::ValueError, id)
    }

    /// The kind for scripts; none for a stop, which no script sees.
    pub fn kind(&self) -> Option<ErrorKind> {
        match *self {
            Error::Stop(_) => None,
            Error::Misuse(kind, _) => Some(kind),
            Error::Time(_) => Some(ErrorKind::ValueError),
        }
    }
}

impl Error {
    /// What went wrong, in words.
    pub fn message(&self) -> Message {
        match self {
            Error::Stop(_) => message!("run-ended"),
            Error::Misuse(_, id) => Message::known(id),
            Error::Time(bad) => bad.message(),
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<Message> {
        let Error::Misuse(_, id) = self else {
            return None;
        };
        Some(match *id {
            "lock-release-free" => message!("lock-release-free.hint"),
            "rlock-release-foreign" => message!("rlock-release-foreign.hint"),
            "condition-wait-free" => message!("condition-wait-free.hint"),
            "condition-notify-free" => message!("condition-notify-free.hint"),
            "semaphore-bound" => message!("semaphore-bound.hint"),
            "queue-task-done" => message!("queue-task-done.hint"),
            _ => return None,
        })
    }
}

/// In English.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl From<Stop> for Error {
    fn from(stop: Stop) -> Self {
        Error::Stop(stop)
    }
}

impl From<BadTime> for Error {
    fn from(bad: BadTime) -> Self {
        Error::Time(bad)
    }
}
