//! What can go wrong in a primitive, with Python's kinds and words.

use std::fmt;

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
        }
    }
}

/// Why an operation on a primitive did not do what was asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Error {
    /// The run is ending; to be handed upwards at once.
    Stop(Stop),
    /// A mistake of the script, a broken barrier, or a queue that has nothing to give or no room.
    Misuse(ErrorKind, &'static str),
    /// A number of seconds that is no duration: a `ValueError`.
    Time(BadTime),
}

impl Error {
    pub(super) const fn runtime(text: &'static str) -> Self {
        Error::Misuse(ErrorKind::RuntimeError, text)
    }

    pub(super) const fn value(text: &'static str) -> Self {
        Error::Misuse(ErrorKind::ValueError, text)
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

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Stop(stop) => write!(f, "the run is ending: {stop:?}"),
            Error::Misuse(_, text) => f.write_str(text),
            Error::Time(bad) => bad.fmt(f),
        }
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
