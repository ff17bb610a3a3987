//! One socket as threads share it: addresses, connecting, accepting, options, closing. Sending and receiving are in `transfer`.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use parking_lot::Mutex;
use rustix::io::Errno;

use super::attempt::{Doing, KNOCKS, closed};
use super::endpoint::{Endpoint, Shut};
use super::network::Detached;
use super::{Address, Error, Failure, Family, Kind, Network, SocketOption};
use crate::messages::{message, message_id};
use crate::places::Place;
use crate::runtime::{Interest, Operation, Task, Thread, World};

/// A socket. Clones are the same socket.
#[derive(Clone)]
pub struct Socket(pub(super) Arc<Inner>);

pub(super) struct Inner {
    network: Weak<Network>,
    world: Arc<World>,
    /// None once the socket is closed.
    held: Mutex<Option<Arc<Held>>>,
    family: Family,
    kind: Kind,
    /// How long operations wait; none: as long as it takes; zero: not at all.
    timeout: Mutex<Option<Duration>>,
    /// Was it ever connected?
    pub(super) has_peer: AtomicBool,
    /// Bytes that were received and belong to the next read: a character whose end is still on its way.
    pub(super) kept: Mutex<Vec<u8>>,
    /// In an operation that waits: to be woken when the socket is closed.
    pub(super) waiters: Mutex<Vec<Arc<Thread>>>,
}

/// The hold of a socket, and of the files made of it, on their endpoint: it is closed with the last of them.
pub(super) struct Held {
    pub endpoint: Arc<dyn Endpoint>,
    /// Was it given an address, or may it have any that the system gives?
    has_address: AtomicBool,
    _place: Place,
}

impl Held {
    pub fn new(endpoint: Arc<dyn Endpoint>, place: Place) -> Arc<Self> {
        Arc::new(Held {
            endpoint,
            has_address: AtomicBool::new(false),
            _place: place,
        })
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.endpoint.close(Arc::strong_count(&self.endpoint) > 1);
    }
}

impl Inner {
    pub(super) fn new(
        network: &Arc<Network>,
        held: Arc<Held>,
        family: Family,
        kind: Kind,
        timeout: Option<Duration>,
    ) -> Self {
        Inner {
            network: Arc::downgrade(network),
            world: network.world.clone(),
            held: Mutex::new(Some(held)),
            family,
            kind,
            timeout: Mutex::new(timeout),
            has_peer: AtomicBool::new(false),
            kept: Mutex::default(),
            waiters: Mutex::default(),
        }
    }
}

impl Socket {
    pub fn family(&self) -> Family {
        self.0.family
    }

    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// The number of the descriptor; -1 once the socket is closed, as in Python.
    pub fn number(&self) -> i64 {
        let held = self.0.held.lock().clone();
        held.map_or(-1, |held| held.endpoint.number())
    }

    pub fn is_closed(&self) -> bool {
        self.0.held.lock().is_none()
    }

    pub fn set_name(&self, name: &str) {
        if let Some(held) = &*self.0.held.lock() {
            held.endpoint.set_name(name);
        }
    }

    pub fn timeout(&self) -> Option<Duration> {
        *self.0.timeout.lock()
    }

    pub fn set_timeout(&self, timeout: Option<Duration>) {
        *self.0.timeout.lock() = timeout;
    }

    pub(super) fn endpoint(&self, name: &str) -> Result<Arc<dyn Endpoint>, Error> {
        let held = self.0.held.lock();
        match &*held {
            Some(held) => Ok(held.endpoint.clone()),
            None => Err(closed(name).into()),
        }
    }

    pub fn bind(&self, task: &Task<'_>, address: &Address) -> Result<(), Error> {
        self.at_once(task, "bind", Operation::Write, Some(address), |endpoint| {
            endpoint.bind(address)
        })?;
        self.set_has_address();
        Ok(())
    }

    /// Has the socket an address of the script's choice, or has the script the choice of all? Also of a socket that is closed.
    pub fn has_address(&self) -> bool {
        let held = self.0.held.lock();
        (held.as_ref()).is_none_or(|held| held.has_address.load(Ordering::Acquire))
    }

    /// Whatever address the system gives it is a good one.
    pub fn set_has_address(&self) {
        if let Some(held) = &*self.0.held.lock() {
            held.has_address.store(true, Ordering::Release);
        }
    }

    /// Let others connect; `backlog` of them may wait for `accept`.
    pub fn listen(&self, task: &Task<'_>, backlog: i32) -> Result<(), Error> {
        let place = "the port";
        self.at_once(task, "listen", Operation::Write, Some(&place), |endpoint| {
            endpoint.listen(backlog)
        })
    }

    /// Wait for somebody who connects: the socket to talk over, and the other side's address.
    pub fn accept(&self, task: &Task<'_>) -> Result<(Socket, Address), Error> {
        let doing = Doing {
            name: "accept",
            operation: Operation::Receive,
            waits_for: message_id!("wait-connection"),
            interest: Interest::Readable,
            place: None,
            retries: None,
        };
        let accept = |endpoint: &dyn Endpoint| match endpoint.accept() {
            // Gone before it was accepted: the next one, please.
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {
                Err(Errno::INTR.into())
            }
            answer => answer,
        };
        let network = self.network("accept")?;
        // Before somebody comes: who cannot be let in is not to be accepted.
        let place = network.place("accept")?;
        let (endpoint, address) = self.attempt(task, &doing, self.patience(task), accept)?;
        let socket = network.adopt(Held::new(endpoint, place), self.0.family, self.0.kind);
        socket.0.has_peer.store(true, Ordering::Relaxed);
        Ok((socket, address))
    }

    pub(super) fn is_out_of_reach(&self, address: &Address) -> bool {
        (self.0.network.upgrade()).is_some_and(|network| network.is_out_of_reach(address))
    }

    fn network(&self, name: &str) -> Result<Arc<Network>, Error> {
        let network = self.0.network.upgrade();
        network.ok_or_else(|| closed(name).into())
    }

    /// Connect to `address`.
    pub fn connect(&self, task: &Task<'_>, address: &Address) -> Result<(), Error> {
        if self.is_out_of_reach(address) {
            return Err(out_of_reach("connect", address).into());
        }
        let doing = Doing {
            name: "connect",
            operation: Operation::Send,
            waits_for: message_id!("wait-answer"),
            interest: Interest::Writable,
            place: Some(address),
            retries: (address.family() == Family::Unix).then_some(KNOCKS),
        };
        let mut begun = false;
        let answer = self.attempt(task, &doing, self.patience(task), |endpoint| {
            if begun {
                return endpoint.connected(address);
            }
            let answer = endpoint.connect(address);
            begun = matches!(&answer, Err(error) if Errno::from_io_error(error) == Some(Errno::INPROGRESS));
            answer
        });
        if begun || answer.is_ok() {
            self.0.has_peer.store(true, Ordering::Relaxed);
        }
        answer
    }

    pub fn shutdown(&self, task: &Task<'_>, how: Shut) -> Result<(), Error> {
        self.at_once(task, "shutdown", Operation::Write, None, |endpoint| {
            endpoint.shutdown(how)
        })?;
        self.wake_waiters();
        Ok(())
    }

    /// Close the socket; whoever waits in an operation on it hears of it. Closing again does nothing.
    pub fn close(&self, task: &Task<'_>) -> Result<(), Error> {
        if let Ok(endpoint) = self.endpoint("close") {
            endpoint.point(task, Operation::Write)?;
        }
        self.close_now();
        Ok(())
    }

    /// As `close`, without a scheduling point.
    pub fn close_now(&self) {
        let held = self.0.held.lock().take();
        drop(held);
        self.wake_waiters();
    }

    fn wake_waiters(&self) {
        let waiters = self.0.waiters.lock().clone();
        for thread in waiters {
            self.0.world.wake(&thread);
        }
    }

    /// Close the socket but not its descriptor, which stays open until the end of the run or until it is taken up again.
    pub fn detach(&self) -> i64 {
        let held = self.0.held.lock().take();
        self.wake_waiters();
        let (Some(held), Some(network)) = (held, self.0.network.upgrade()) else {
            return -1;
        };
        let number = held.endpoint.number();
        let (family, kind) = (self.0.family, self.0.kind);
        network.keep_detached(number, Detached { held, family, kind });
        number
    }

    /// Another socket for the same connection, which is closed when both are: what a file is made of.
    pub fn share(&self, name: &str) -> Result<Socket, Error> {
        let held = self.0.held.lock().clone();
        let held = held.ok_or_else(|| closed(name))?;
        let socket = self.network(name)?.adopt(held, self.0.family, self.0.kind);
        socket.set_timeout(self.timeout());
        socket.0.has_peer.store(true, Ordering::Relaxed);
        Ok(socket)
    }

    pub fn local(&self, task: &Task<'_>) -> Result<Address, Error> {
        self.at_once(task, "getsockname", Operation::Inspect, None, |endpoint| {
            endpoint.local()
        })
    }

    pub fn peer(&self, task: &Task<'_>) -> Result<Address, Error> {
        self.at_once(task, "getpeername", Operation::Inspect, None, |endpoint| {
            endpoint.peer()
        })
    }

    /// Local and remote address, for a description: no scheduling point, no errors.
    pub fn addresses(&self) -> [Option<Address>; 2] {
        let Ok(endpoint) = self.endpoint("") else {
            return [None, None];
        };
        [endpoint.local().ok(), endpoint.peer().ok()]
    }

    pub fn option(&self, task: &Task<'_>, option: SocketOption) -> Result<i64, Error> {
        let inspect = Operation::Inspect;
        self.at_once(task, "getsockopt", inspect, None, |endpoint| {
            endpoint.option(option)
        })
    }

    pub fn set_option(
        &self,
        task: &Task<'_>,
        option: SocketOption,
        value: i64,
    ) -> Result<(), Error> {
        let write = Operation::Write;
        self.at_once(task, "setsockopt", write, None, |endpoint| {
            endpoint.set_option(option, value)
        })
    }
}

/// A modelled network has no way to the address.
pub(super) fn out_of_reach(name: &str, address: &Address) -> Failure {
    let text = message!("net-modelled", name, address = address.to_string());
    let failure = Failure::new("OSError", text).errno(Errno::NETUNREACH);
    failure.hint(message!("net-modelled.hint"))
}
