//! What can go wrong with a child or a pipe, before a script gives it a kind and a hint.

use std::io;

use crate::runtime::Stop;

/// Why an operation on a child or a pipe did not do what was asked.
#[derive(Debug)]
pub enum Error {
    /// The run is ending; to be handed upwards at once.
    Stop(Stop),
    /// The deadline passed.
    TimedOut,
    /// The pipe was closed on our side.
    Closed,
    /// Another thread is in the middle of the same operation.
    Busy,
    /// As many children as allowed are alive.
    TooMany(usize),
    /// More bytes than one read may give.
    TooLong(usize),
    /// What the system says.
    System(io::Error),
}

impl From<Stop> for Error {
    fn from(stop: Stop) -> Self {
        Error::Stop(stop)
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Error::System(error)
    }
}

impl From<rustix::io::Errno> for Error {
    fn from(errno: rustix::io::Errno) -> Self {
        Error::System(errno.into())
    }
}
