//! What a socket is made of: attempts that never wait, and one way to wait. `real` and `model` are the two that there are.

use std::io;
use std::sync::Arc;

use super::select::Watched;
use super::{Address, SocketOption};
use crate::runtime::{Interest, Nanos, Operation, Ready, Stop, Task};

/// Which direction of a connection is shut.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shut {
    Read,
    Write,
    Both,
}

impl Shut {
    pub fn reads(self) -> bool {
        self != Shut::Write
    }

    pub fn writes(self) -> bool {
        self != Shut::Read
    }
}

/// A message or a piece of a stream, and who sent it if that is known.
pub(super) type Received = (Vec<u8>, Option<Address>);

/// The operations of a socket. Where one would have to wait it fails with `WouldBlock`. Errors are the system's, by errno.
pub(super) trait Endpoint: Send + Sync {
    /// Scheduling point before an operation.
    fn point(&self, task: &Task<'_>, operation: Operation) -> Result<(), Stop>;

    /// Wait until an attempt may succeed. A hint: try again.
    fn wait(
        &self,
        task: &Task<'_>,
        what: &'static str,
        interest: Interest,
        deadline: Option<Nanos>,
    ) -> Result<Ready, Stop>;

    /// Would an attempt not have to wait? Also when it would fail.
    fn is_ready(&self, interest: Interest) -> io::Result<bool>;

    /// How to wait for this endpoint among others.
    fn watched(&self) -> Watched<'_>;

    /// Have the thread woken when something changes, or no longer: of modelled ends.
    fn watch(&self, _task: &Task<'_>, _begins: bool) {}

    fn bind(&self, address: &Address) -> io::Result<()>;
    fn listen(&self, backlog: i32) -> io::Result<()>;
    fn accept(&self) -> io::Result<(Arc<dyn Endpoint>, Address)>;
    /// Begin to connect: `EINPROGRESS` when `connected` will tell how it ended.
    fn connect(&self, address: &Address) -> io::Result<()>;
    fn connected(&self, address: &Address) -> io::Result<()>;
    fn send(&self, bytes: &[u8], to: Option<&Address>) -> io::Result<usize>;
    fn receive(&self, length: usize, peek: bool) -> io::Result<Received>;
    fn shutdown(&self, how: Shut) -> io::Result<()>;
    /// Nobody will use the endpoint any more, except those who are in a wait or an attempt right now (`in_use`).
    fn close(&self, in_use: bool);
    fn local(&self) -> io::Result<Address>;
    fn peer(&self) -> io::Result<Address>;
    fn option(&self, option: SocketOption) -> io::Result<i64>;
    fn set_option(&self, option: SocketOption, value: i64) -> io::Result<()>;
    /// The number of the descriptor.
    fn number(&self) -> i64;
    /// The variable that the socket was first bound to, for reports.
    fn set_name(&self, _name: &str) {}
}
