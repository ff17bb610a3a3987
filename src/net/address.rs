//! Where a socket is: family, kind, and the addresses of each family. Names of hosts are `names`' business.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// Longest path of a Unix socket on Linux, in bytes.
pub const UNIX_PATH_LIMIT: usize = 107;

/// The family of addresses that a socket speaks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Family {
    Unix,
    Inet,
    Inet6,
}

/// What a socket carries.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// A stream of bytes over a connection (TCP).
    Stream,
    /// Messages, each on its own (UDP).
    Datagram,
}

/// The address of a socket.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Address {
    Ip(SocketAddr),
    /// The bytes of the path: empty for a socket without a name, beginning with 0 for a name outside of the file system.
    Unix(Vec<u8>),
}

impl Family {
    /// The number that Python and Linux have for it.
    pub fn number(self) -> i64 {
        match self {
            Family::Unix => 1,
            Family::Inet => 2,
            Family::Inet6 => 10,
        }
    }

    pub fn from_number(number: i64) -> Option<Self> {
        [Family::Unix, Family::Inet, Family::Inet6]
            .into_iter()
            .find(|family| family.number() == number)
    }

    /// The address that means none: where a socket is before it is bound.
    pub fn nowhere(self) -> Address {
        match self {
            Family::Unix => Address::Unix(Vec::new()),
            Family::Inet => Address::Ip((Ipv4Addr::UNSPECIFIED, 0).into()),
            Family::Inet6 => Address::Ip((Ipv6Addr::UNSPECIFIED, 0).into()),
        }
    }
}

impl Kind {
    pub fn number(self) -> i64 {
        match self {
            Kind::Stream => 1,
            Kind::Datagram => 2,
        }
    }

    pub fn from_number(number: i64) -> Option<Self> {
        [Kind::Stream, Kind::Datagram]
            .into_iter()
            .find(|kind| kind.number() == number)
    }
}

impl Address {
    pub fn family(&self) -> Family {
        match self {
            Address::Ip(SocketAddr::V4(_)) => Family::Inet,
            Address::Ip(SocketAddr::V6(_)) => Family::Inet6,
            Address::Unix(_) => Family::Unix,
        }
    }

    pub fn ip(&self) -> Option<IpAddr> {
        match self {
            Address::Ip(address) => Some(address.ip()),
            Address::Unix(_) => None,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Ip(address) => address.fmt(f),
            Address::Unix(path) if path.is_empty() => f.write_str("a socket without a name"),
            Address::Unix(path) => {
                let path = String::from_utf8_lossy(path);
                write!(f, "`{}`", path.replace('\0', "@"))
            }
        }
    }
}
