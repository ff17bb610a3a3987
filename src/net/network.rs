//! The sockets of one run: makes them, of the system's kind or modelled, and closes at the end what was left open.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::time::Duration;

use parking_lot::Mutex;

use super::endpoint::Endpoint;
use super::model::{self, Model};
use super::real::Real;
use super::socket::{Held, Inner};
use super::{Address, Error, Failure, Family, Kind, Socket};
use crate::messages::message;
use crate::places::{Full, Place, Places};
use crate::runtime::{Stop, Task, World};

/// The sockets of one run.
pub struct Network {
    pub(super) world: Arc<World>,
    /// In a controlled run all sockets are modelled.
    model: Option<Arc<Model>>,
    sockets: Mutex<Sockets>,
    /// One for each socket that is open, or about to be.
    places: Places,
    default_timeout: Mutex<Option<Duration>>,
    /// Descriptors that scripts took out of their sockets: open until the end, or until a socket takes them up.
    detached: Mutex<BTreeMap<i64, Detached>>,
}

/// What is left of a detached socket.
pub(super) struct Detached {
    pub held: Arc<Held>,
    pub family: Family,
    pub kind: Kind,
}

/// All sockets there are, to be closed at the end.
#[derive(Default)]
struct Sockets {
    open: Vec<Weak<Inner>>,
    /// At this length the list is cleared of those that are gone.
    clear_at: usize,
}

impl Network {
    pub fn new(world: &Arc<World>, places: Places) -> Arc<Self> {
        Arc::new(Network {
            world: world.clone(),
            model: world.is_controlled().then(|| Model::new(world)),
            sockets: Mutex::default(),
            places,
            default_timeout: Mutex::default(),
            detached: Mutex::default(),
        })
    }

    /// Does the run have a modelled network, which reaches only itself?
    pub fn is_modelled(&self) -> bool {
        self.model.is_some()
    }

    /// Wait until a socket of a modelled network listens at this port.
    ///
    /// # Errors
    /// A stop of the run.
    pub fn wait_for_listener(&self, task: &Task<'_>, port: u16) -> Result<(), Stop> {
        match &self.model {
            Some(model) => model.wait_for_listener(task, port),
            None => Ok(()),
        }
    }

    /// Has a socket of a modelled network listened at this port, now or before?
    pub fn has_listened(&self, port: u16) -> bool {
        (self.model.as_ref()).is_some_and(|model| model.has_listened(port))
    }

    /// Is the address outside of what this run can reach at all?
    pub(super) fn is_out_of_reach(&self, address: &Address) -> bool {
        self.is_modelled() && !model::reaches(address)
    }

    /// A place for one more socket.
    ///
    /// # Errors
    /// As many as allowed are open.
    pub(super) fn place(&self, operation: &str) -> Result<Place, Failure> {
        self.places.take().map_err(|Full(limit)| {
            let failure = Failure::new("OSError", message!("net-limit", operation, limit));
            let failure = failure.errno(rustix::io::Errno::MFILE);
            failure.hint(message!("net-limit.hint"))
        })
    }

    /// A new socket.
    ///
    /// # Errors
    /// As many as allowed are open. The system's: too many descriptors, an address family that it does not have.
    pub fn socket(self: &Arc<Self>, family: Family, kind: Kind) -> Result<Socket, Error> {
        let place = self.place("socket")?;
        let endpoint: io::Result<Arc<dyn Endpoint>> = match &self.model {
            Some(model) => Ok(Arc::new(model.socket(family, kind))),
            None => Real::new(family, kind).map(|real| Arc::new(real) as _),
        };
        let endpoint = endpoint.map_err(|error| Failure::of("socket", None, &error))?;
        Ok(self.adopt(Held::new(endpoint, place), family, kind))
    }

    /// Two sockets that are connected with each other.
    ///
    /// # Errors
    /// As many as allowed are open. The system's: only Unix sockets come in pairs.
    pub fn pair(self: &Arc<Self>, family: Family, kind: Kind) -> Result<[Socket; 2], Error> {
        let places = [self.place("socketpair")?, self.place("socketpair")?];
        let failed = |error| Failure::of("socketpair", None, &error);
        let endpoints: [Arc<dyn Endpoint>; 2] = match &self.model {
            Some(_) if family != Family::Unix => {
                return Err(failed(rustix::io::Errno::OPNOTSUPP.into()).into());
            }
            Some(model) => model.pair(family, kind).map(|end| Arc::new(end) as _),
            None => (Real::pair(family, kind).map_err(failed)?).map(|real| Arc::new(real) as _),
        };
        let ([one, other], [its, others]) = (endpoints, places);
        Ok([(one, its), (other, others)].map(|(endpoint, place)| {
            let socket = self.adopt(Held::new(endpoint, place), family, kind);
            socket.0.has_peer.store(true, Ordering::Relaxed);
            socket
        }))
    }

    /// Take up a descriptor that a socket of this run was detached from.
    pub fn attach(self: &Arc<Self>, number: i64) -> Option<Socket> {
        let Detached { held, family, kind } = self.detached.lock().remove(&number)?;
        let socket = self.adopt(held, family, kind);
        socket.0.has_peer.store(true, Ordering::Relaxed);
        Some(socket)
    }

    pub(super) fn keep_detached(&self, number: i64, detached: Detached) {
        self.detached.lock().insert(number, detached);
    }

    pub(super) fn adopt(self: &Arc<Self>, held: Arc<Held>, family: Family, kind: Kind) -> Socket {
        let timeout = *self.default_timeout.lock();
        let inner = Arc::new(Inner::new(self, held, family, kind, timeout));
        let mut sockets = self.sockets.lock();
        if sockets.open.len() >= sockets.clear_at {
            sockets.open.retain(|socket| socket.strong_count() > 0);
            sockets.clear_at = (2 * sockets.open.len()).max(64);
        }
        sockets.open.push(Arc::downgrade(&inner));
        drop(sockets);
        Socket(inner)
    }

    /// How long operations of new sockets wait; none: as long as it takes.
    pub fn default_timeout(&self) -> Option<Duration> {
        *self.default_timeout.lock()
    }

    pub fn set_default_timeout(&self, timeout: Option<Duration>) {
        *self.default_timeout.lock() = timeout;
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        let open = std::mem::take(&mut self.sockets.get_mut().open);
        for socket in open.iter().filter_map(Weak::upgrade) {
            Socket(socket).close_now();
        }
    }
}
