//! Sockets that live in the process: what a controlled run connects its threads with. One table holds all ends, so that
//! an operation on two of them is one step. The same seed gives the same ports and the same partial reads.
//!
//! Modelled are loopback addresses, Unix paths (as names: no file is made) and pairs. As on Linux: data that was not read when an
//! end closed, or an end that is not to linger, resets the connection; a listener holds as many connections as its backlog says and one more; the first
//! send to a closed end goes through. Not modelled: ports that stay in use for a while after a connection.

mod connection;
mod datagram;
mod pieces;
mod table;

use std::io;
use std::sync::Arc;

use parking_lot::Mutex;
use rustix::io::Errno;

use self::table::{EndId, Table};
use super::endpoint::{Endpoint, Received};
use super::{Address, Family, Kind, Shut, SocketOption};
use crate::messages::{Message, message};
use crate::net::select::Watched;
use crate::runtime::{
    Identity, Interest, Nanos, ObjectId, Operation, Pending, Ready, Resource, Stop, Task, ThreadId,
    Wait, Wake, World,
};

/// The modelled network of one run.
pub(super) struct Model {
    world: Arc<World>,
    /// For policies all operations concern the network as a whole: any two of them may depend on each other.
    object: ObjectId,
    table: Mutex<Table>,
}

/// One end in the table.
pub(super) struct Modelled {
    model: Arc<Model>,
    id: EndId,
    named: Arc<Named>,
}

/// What threads that wait for an end wait for, in reports.
struct Named(Identity);

impl Resource for Named {
    fn identity(&self) -> &Identity {
        &self.0
    }
}

/// A port that somebody shall listen at, in reports.
struct Port {
    identity: Identity,
    port: u16,
}

impl Resource for Port {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn waited_for(&self, _: ThreadId) -> Message {
        message!("wait-listener", port = self.port.to_string())
    }
}

impl Model {
    pub fn new(world: &Arc<World>) -> Arc<Self> {
        Arc::new(Model {
            world: world.clone(),
            object: world.new_part_of_model(),
            table: Mutex::new(Table::new(world.own_chance())),
        })
    }

    pub fn socket(self: &Arc<Self>, family: Family, kind: Kind) -> Modelled {
        let id = self.with(|table| table.add(family, kind));
        self.end(id)
    }

    pub fn pair(self: &Arc<Self>, family: Family, kind: Kind) -> [Modelled; 2] {
        let ids = self.with(|table| table.pair(family, kind));
        ids.map(|id| self.end(id))
    }

    /// Wait until somebody listens at this port.
    pub fn wait_for_listener(&self, task: &Task<'_>, port: u16) -> Result<(), Stop> {
        let identity = self.world.new_identity("port");
        let awaited = Arc::new(Port { identity, port });
        task.point(Pending::on(Operation::Inspect, self.object))?;
        while !self.with(|table| table.await_listener(port, task.thread())) {
            task.park(Wait::Resource(awaited.clone()), None)?;
        }
        task.check()
    }

    /// Has somebody listened at this port, now or before?
    pub fn has_listened(&self, port: u16) -> bool {
        self.with(|table| table.has_listened(port))
    }

    fn end(self: &Arc<Self>, id: EndId) -> Modelled {
        let named = Arc::new(Named(self.world.new_identity("socket")));
        let model = self.clone();
        Modelled { model, id, named }
    }

    /// Do one step on the table, then wake whom it concerns.
    fn with<T>(&self, step: impl FnOnce(&mut Table) -> T) -> T {
        let mut table = self.table.lock();
        let answer = step(&mut table);
        let wakes = std::mem::take(&mut table.wakes);
        drop(table);
        for thread in wakes {
            self.world.wake(&thread);
        }
        answer
    }
}

/// Can the model reach the address?
pub(super) fn reaches(address: &Address) -> bool {
    address
        .ip()
        .is_none_or(|ip| ip.is_loopback() || ip.is_unspecified())
}

impl Endpoint for Modelled {
    fn point(&self, task: &Task<'_>, operation: Operation) -> Result<(), Stop> {
        task.point(Pending::on(operation, self.model.object))
    }

    fn wait(
        &self,
        task: &Task<'_>,
        _what: &'static str,
        _interest: Interest,
        deadline: Option<Nanos>,
    ) -> Result<Ready, Stop> {
        let thread = task.thread();
        // A socket without a variable of its own is called by its address.
        if self.named.0.name().is_none()
            && let Ok(Address::Ip(address)) = self.model.with(|table| table.local(self.id))
        {
            self.named.0.set_name(&format!("socket {address}"));
        }
        self.model.with(|table| table.watch(self.id, thread));
        let wake = task.park(Wait::Resource(self.named.clone()), deadline);
        self.model.with(|table| table.unwatch(self.id, thread));
        Ok(match wake? {
            Wake::Woken => Ready::Woken,
            Wake::TimedOut => Ready::TimedOut,
        })
    }

    fn is_ready(&self, interest: Interest) -> io::Result<bool> {
        Ok(self.model.with(|table| table.is_ready(self.id, interest))?)
    }

    fn watched(&self) -> Watched<'_> {
        Watched::Model(self.named.clone())
    }

    fn watch(&self, task: &Task<'_>, begins: bool) {
        let thread = task.thread();
        self.model.with(|table| match begins {
            true => table.watch(self.id, thread),
            false => table.unwatch(self.id, thread),
        });
    }

    fn bind(&self, address: &Address) -> io::Result<()> {
        Ok(self.model.with(|table| table.bind(self.id, address))?)
    }

    fn listen(&self, backlog: i32) -> io::Result<()> {
        Ok(self.model.with(|table| table.listen(self.id, backlog))?)
    }

    fn accept(&self) -> io::Result<(Arc<dyn Endpoint>, Address)> {
        let (id, address) = self.model.with(|table| table.accept(self.id))?;
        Ok((Arc::new(self.model.end(id)), address))
    }

    fn connect(&self, address: &Address) -> io::Result<()> {
        if !reaches(address) {
            return Err(Errno::NETUNREACH.into());
        }
        Ok(self.model.with(|table| table.connect(self.id, address))?)
    }

    fn connected(&self, _: &Address) -> io::Result<()> {
        Ok(())
    }

    fn send(&self, bytes: &[u8], to: Option<&Address>) -> io::Result<usize> {
        Ok(self.model.with(|table| table.send(self.id, bytes, to))?)
    }

    fn receive(&self, length: usize, peek: bool) -> io::Result<Received> {
        Ok(self
            .model
            .with(|table| table.receive(self.id, length, peek))?)
    }

    fn shutdown(&self, how: Shut) -> io::Result<()> {
        Ok(self.model.with(|table| table.shutdown(self.id, how))?)
    }

    fn close(&self, _in_use: bool) {
        self.model.with(|table| table.close(self.id));
    }

    fn local(&self) -> io::Result<Address> {
        Ok(self.model.with(|table| table.local(self.id))?)
    }

    fn peer(&self) -> io::Result<Address> {
        Ok(self.model.with(|table| table.peer(self.id))?)
    }

    fn option(&self, option: SocketOption) -> io::Result<i64> {
        Ok(self.model.with(|table| table.option(self.id, option))?)
    }

    fn set_option(&self, option: SocketOption, value: i64) -> io::Result<()> {
        Ok(self
            .model
            .with(|table| table.set_option(self.id, option, value))?)
    }

    fn number(&self) -> i64 {
        // As the system counts: after standard input, output and error.
        self.id.0 as i64 + 2
    }

    fn set_name(&self, name: &str) {
        self.named.0.set_name(name);
    }
}
