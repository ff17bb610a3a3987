//! Python's `socket` as scripts see it. What waits, waits in `crate::net`; here are names, arguments, permissions, words and docs.

mod address;
mod class;
mod data;
mod file;
mod functions;

use super::Module;
use super::declare::constants;
use crate::engine::error::Error;
use crate::engine::natives::Shared;
use crate::engine::value::Value;
use crate::net::{self, Network};
use std::sync::{Arc, OnceLock};

pub const MODULE: Module = Module {
    name: "socket",
    doc: "Connections between programs: TCP, UDP and Unix sockets that wait, and that `close()` from another thread wakes.\n\n\
          An address is an array `[host, port]`, a path for Unix sockets. Texts are sent as UTF-8; lengths count bytes. \
          Errors have a `kind`: `ConnectionRefused`, `ConnectionReset`, `BrokenPipe`, `TimedOut`, `AddressInUse`, `Closed`, \
          `WouldBlock`, `NotFound`, `PermissionDenied`, `ValueError`, `TypeError` or `OSError`, and an `errno`, `()` where the system has no number for it.\n\n\
          Under `--seed` and `--virtual-time` sockets connect only the script's own threads, over loopback addresses and Unix paths \
          modelled in the process: the same seed gives the same ports and the same partial reads (a piece of at most four bytes \
          arrives whole), and who waits for data that nobody can send is in a deadlock, which is reported. Other hosts cannot be reached then.\n",
    functions: &[functions::FUNCTIONS],
    classes: &[&class::SOCKET, &file::SOCKET_FILE],
    constants: constants! {
        /// Addresses of IPv4: `[host, port]`.
        AF_INET = |_| { Value::Int(2) }
        /// Addresses of IPv6: `[host, port]`.
        AF_INET6 = |_| { Value::Int(10) }
        /// Sockets within the machine; an address is a path.
        AF_UNIX = |_| { Value::Int(1) }
        /// A connection that carries a stream of bytes: TCP.
        SOCK_STREAM = |_| { Value::Int(1) }
        /// Single messages: UDP.
        SOCK_DGRAM = |_| { Value::Int(2) }
        /// Level of the options of all sockets.
        SOL_SOCKET = |_| { Value::Int(1) }
        /// Option: bind to a port that was in use a moment ago.
        SO_REUSEADDR = |_| { Value::Int(2) }
        /// Option: several sockets may bind to one port.
        SO_REUSEPORT = |_| { Value::Int(15) }
        /// Option: find out now and then whether the other side is still there.
        SO_KEEPALIVE = |_| { Value::Int(9) }
        /// Option: messages to all may be sent.
        SO_BROADCAST = |_| { Value::Int(6) }
        /// Option: bytes that may wait to be received.
        SO_RCVBUF = |_| { Value::Int(8) }
        /// Option: bytes that may wait to be sent.
        SO_SNDBUF = |_| { Value::Int(7) }
        /// Option, read only: the error of a connection that was made without waiting.
        SO_ERROR = |_| { Value::Int(4) }
        /// Option, read only: the type of the socket.
        SO_TYPE = |_| { Value::Int(3) }
        /// Option, read only: does the socket listen?
        SO_ACCEPTCONN = |_| { Value::Int(30) }
        /// Level of the options of TCP.
        IPPROTO_TCP = |_| { Value::Int(6) }
        /// The protocol UDP.
        IPPROTO_UDP = |_| { Value::Int(17) }
        /// Level of the options of IPv6.
        IPPROTO_IPV6 = |_| { Value::Int(41) }
        /// Option: send small pieces at once.
        TCP_NODELAY = |_| { Value::Int(1) }
        /// Option: IPv6 only, not IPv4 too.
        IPV6_V6ONLY = |_| { Value::Int(26) }
        /// For `shutdown`: nothing more will be received.
        SHUT_RD = |_| { Value::Int(0) }
        /// For `shutdown`: nothing more will be sent.
        SHUT_WR = |_| { Value::Int(1) }
        /// For `shutdown`: both.
        SHUT_RDWR = |_| { Value::Int(2) }
        /// The most connections that may wait for `accept`.
        SOMAXCONN = |_| { Value::Int(4096) }
        /// For `recv`: leave what is read where it is.
        MSG_PEEK = |_| { Value::Int(2) }
        /// For `recv`: do not wait.
        MSG_DONTWAIT = |_| { Value::Int(0x40) }
        /// For `recv`: wait until all that was asked for is there.
        MSG_WAITALL = |_| { Value::Int(0x100) }
    },
    qualified_only: &[],
};

/// The sockets of the run.
#[derive(Default)]
struct Sockets(OnceLock<Arc<Network>>);

fn network(shared: &Shared) -> Arc<Network> {
    let sockets = shared.state::<Sockets>();
    sockets
        .0
        .get_or_init(|| Network::new(&shared.world))
        .clone()
}

impl From<net::Error> for Error {
    fn from(error: net::Error) -> Self {
        let failure = match error {
            net::Error::Stop(stop) => return stop.into(),
            net::Error::Failed(failure) => *failure,
        };
        let errno = failure
            .errno
            .map_or(Value::Unit, |errno| Value::Int(errno.into()));
        let raised = Error::raised(failure.kind, failure.message).with_field("errno", errno);
        match failure.hint {
            Some(hint) => raised.with_hint(hint),
            None => raised,
        }
    }
}
