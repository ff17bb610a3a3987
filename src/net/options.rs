//! The options of sockets that scripts can set, by Python's (and Linux's) numbers.

/// An option that `setsockopt` and `getsockopt` know.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum SocketOption {
    ReuseAddress,
    ReusePort,
    KeepAlive,
    Broadcast,
    ReceiveBuffer,
    SendBuffer,
    /// Read only: the error of a connection that was made without waiting; reading clears it.
    Error,
    /// Read only: the kind of the socket.
    Type,
    /// Read only: does the socket listen?
    Listens,
    /// Seconds that closing waits for what was sent; -1: the system sees to it by itself.
    Linger,
    NoDelay,
    OnlyIpv6,
}

use SocketOption::*;

/// Option, level, number.
const NUMBERS: [(SocketOption, i64, i64); 12] = [
    (ReuseAddress, 1, 2),
    (ReusePort, 1, 15),
    (KeepAlive, 1, 9),
    (Broadcast, 1, 6),
    (ReceiveBuffer, 1, 8),
    (SendBuffer, 1, 7),
    (Error, 1, 4),
    (Type, 1, 3),
    (Listens, 1, 30),
    (Linger, 1, 13),
    (NoDelay, 6, 1),
    (OnlyIpv6, 41, 26),
];

impl SocketOption {
    /// The option of these numbers: `SOL_SOCKET`, `SO_REUSEADDR`.
    pub fn from_numbers(level: i64, number: i64) -> Option<Self> {
        let found = NUMBERS
            .iter()
            .find(|(_, its_level, its_number)| (*its_level, *its_number) == (level, number));
        found.map(|(option, ..)| *option)
    }

    pub fn is_read_only(self) -> bool {
        matches!(self, Error | Type | Listens)
    }
}
