//! One socket as threads share it: addresses, connecting, accepting, options, closing. Sending and receiving are in `transfer`.

use std::fmt::Display;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use parking_lot::Mutex;
use rustix::io::Errno;

use super::endpoint::{Endpoint, Shut};
use super::network::Detached;
use super::{Address, Error, Failure, Family, Kind, Network, SocketOption};
use crate::messages::{Message, message, message_id};
use crate::places::Place;
use crate::runtime::{Interest, Nanos, Operation, Ready, Stop, Task, Thread, Wait, Wake, World};

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
    waiters: Mutex<Vec<Arc<Thread>>>,
}

/// The hold of a socket, and of the files made of it, on their endpoint: it is closed with the last of them.
pub(super) struct Held {
    pub endpoint: Arc<dyn Endpoint>,
    _place: Place,
}

impl Held {
    pub fn new(endpoint: Arc<dyn Endpoint>, place: Place) -> Arc<Self> {
        Arc::new(Held {
            endpoint,
            _place: place,
        })
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.endpoint.close(Arc::strong_count(&self.endpoint) > 1);
    }
}

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
const KNOCKS: Duration = Duration::from_millis(1);

/// A thread in the list of those that wait, for as long as it does.
struct Waiter<'a> {
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

    /// How long an operation that begins now waits.
    pub(super) fn patience(&self, task: &Task<'_>) -> Patience {
        match self.timeout() {
            None => Patience::Endless,
            Some(Duration::ZERO) => Patience::None,
            Some(timeout) => Patience::Until(task.deadline(timeout), timeout),
        }
    }

    fn endpoint(&self, name: &str) -> Result<Arc<dyn Endpoint>, Error> {
        let held = self.0.held.lock();
        match &*held {
            Some(held) => Ok(held.endpoint.clone()),
            None => Err(closed(name).into()),
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

    fn join_waiters<'a>(&'a self, task: &'a Task<'_>) -> Waiter<'a> {
        let thread = task.thread();
        self.0.waiters.lock().push(thread.clone());
        Waiter {
            socket: &self.0,
            thread,
        }
    }

    pub fn bind(&self, task: &Task<'_>, address: &Address) -> Result<(), Error> {
        self.at_once(task, "bind", Operation::Write, Some(address), |endpoint| {
            endpoint.bind(address)
        })
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

    pub(super) fn close_now(&self) {
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

fn closed(name: &str) -> Failure {
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

/// A modelled network has no way to the address.
pub(super) fn out_of_reach(name: &str, address: &Address) -> Failure {
    let text = message!("net-modelled", name, address = address.to_string());
    let failure = Failure::new("OSError", text).errno(Errno::NETUNREACH);
    failure.hint(message!("net-modelled.hint"))
}
