//! Python's `socket` as scripts see it. What waits, waits in `crate::net`; here are names, arguments, permissions, words and docs.

mod address;
mod class;
mod constants;
mod data;
mod file;
mod functions;
mod own_address;
mod select;

pub use select::MODULE as SELECT;

use super::Module;
use super::declare::about;
use crate::net;
use crate::net::Network;
use crate::objects::abi::Shared;
use crate::objects::error::Error;
use crate::objects::value::Value;
use crate::places::SocketPlaces;
use std::sync::{Arc, OnceLock};

pub const MODULE: Module = Module {
    name: "socket",
    doc: about! {
        /// Connections between programs: TCP, UDP and Unix sockets that wait, and that `close()` from another thread wakes.
        ///
        /// An address is an array `[host, port]`, a path for Unix sockets. Texts are sent as UTF-8; lengths count bytes. Errors have a `kind`:
        /// `ConnectionRefused`, `ConnectionReset`, `BrokenPipe`, `TimedOut`, `AddressInUse`, `Closed`, `WouldBlock`, `NotFound`, `PermissionDenied`,
        /// `ValueError`, `TypeError` or `OSError`, and an `errno`, `()` where the system has no number for it.
        ///
        /// Under `--seed` and `--virtual-time` sockets connect only the script's own threads, over loopback addresses and Unix paths modelled in the
        /// process: the same seed gives the same ports and the same partial reads (a piece of at most four bytes arrives whole), and who waits for data that
        /// nobody can send is in a deadlock, which is reported. Other hosts cannot be reached then.
        ///
        /// ```
        /// let server = create_server(["localhost", 0]);
        /// let serving = Thread(|| {
        ///     let conn = server.accept()[0];
        ///     conn.sendall("bonjour");
        ///     conn.close();
        /// });
        /// serving.start();
        /// let client = create_connection(server.getsockname());
        /// print(client.makefile().read());      // prints bonjour
        /// serving.join();
        /// ```
    },
    functions: &[functions::FUNCTIONS],
    classes: &[&class::SOCKET, &file::SOCKET_FILE],
    constants: constants::CONSTANTS,
    qualified_only: &[],
};

/// The sockets of the run.
#[derive(Default)]
struct Sockets(OnceLock<Arc<Network>>);

/// Have the sockets of another program of the same world in common with it.
pub fn share(shared: &Shared, other: &Shared) {
    shared.share::<Sockets>(other);
}

/// The sockets of the run.
pub fn network(shared: &Shared) -> Arc<Network> {
    let sockets = shared.state::<Sockets>();
    sockets
        .0
        .get_or_init(|| {
            let places = shared.state::<SocketPlaces>();
            Network::new(&shared.world, places.0.clone())
        })
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
