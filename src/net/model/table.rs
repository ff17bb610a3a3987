//! The ends of the modelled network, who has which address, and who watches what. What flows is in `connection` and `datagram`.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use rustix::io::{Errno, Result};

use super::connection::{Connection, Listener};
use super::datagram::Messages;
use super::pieces::CAPACITY;
use crate::net::endpoint::Received;
use crate::net::{Address, Family, Kind, Shut, SocketOption};
use crate::runtime::{Chance, Thread};

/// Number of an end, never used again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct EndId(pub u64);

/// The first of the ports that the model gives away, as the system does.
const FIRST_FREE_PORT: u16 = 49_152;

pub(super) struct Table {
    ends: BTreeMap<EndId, End>,
    last: u64,
    next_port: u16,
    pub chance: Chance,
    /// To be woken when the step is done.
    pub wakes: Vec<Arc<Thread>>,
    /// Who waits for somebody to listen at a port.
    arrivals: Vec<Arc<Thread>>,
    /// Ports at which somebody has listened.
    pub opened: BTreeSet<u16>,
}

/// One socket.
pub(super) struct End {
    pub family: Family,
    pub kind: Kind,
    pub bound: Option<Address>,
    pub role: Role,
    pub read_shut: bool,
    pub write_shut: bool,
    options: BTreeMap<SocketOption, i64>,
    watchers: Vec<Arc<Thread>>,
    /// Ends that found no place here: told when there is one.
    pub knocking: BTreeSet<EndId>,
}

/// What an end has become.
pub(super) enum Role {
    Fresh,
    Listener(Listener),
    Connection(Connection),
    Messages(Messages),
}

impl Table {
    pub fn new(chance: Chance) -> Self {
        Table {
            ends: BTreeMap::new(),
            last: 0,
            next_port: FIRST_FREE_PORT,
            chance,
            wakes: Vec::new(),
            arrivals: Vec::new(),
            opened: BTreeSet::new(),
        }
    }

    pub fn add(&mut self, family: Family, kind: Kind) -> EndId {
        self.last += 1;
        let end = End {
            family,
            kind,
            bound: None,
            role: match kind {
                Kind::Stream => Role::Fresh,
                Kind::Datagram => Role::Messages(Messages::default()),
            },
            read_shut: false,
            write_shut: false,
            options: BTreeMap::new(),
            watchers: Vec::new(),
            knocking: BTreeSet::new(),
        };
        self.ends.insert(EndId(self.last), end);
        EndId(self.last)
    }

    pub fn pair(&mut self, family: Family, kind: Kind) -> [EndId; 2] {
        let ids = [self.add(family, kind), self.add(family, kind)];
        for (id, other) in [(ids[0], ids[1]), (ids[1], ids[0])] {
            let role = match kind {
                Kind::Stream => Role::Connection(Connection::to(other, family.nowhere())),
                Kind::Datagram => Role::Messages(Messages::to(other)),
            };
            self.ends.get_mut(&id).expect("just added").role = role;
        }
        ids
    }

    pub fn end(&mut self, id: EndId) -> Result<&mut End> {
        self.ends.get_mut(&id).ok_or(Errno::BADF)
    }

    pub fn find(&self, mut is_it: impl FnMut(&End) -> bool) -> Option<EndId> {
        let found = self.ends.iter().find(|(_, end)| is_it(end));
        found.map(|(&id, _)| id)
    }

    pub fn remove(&mut self, id: EndId) -> Option<End> {
        self.ends.remove(&id)
    }

    pub fn watch(&mut self, id: EndId, thread: &Arc<Thread>) {
        match self.ends.get_mut(&id) {
            Some(end) => end.watchers.push(thread.clone()),
            // Closed meanwhile: nothing to wait for.
            None => self.wakes.push(thread.clone()),
        }
    }

    pub fn unwatch(&mut self, id: EndId, thread: &Arc<Thread>) {
        if let Some(end) = self.ends.get_mut(&id) {
            end.watchers.retain(|other| !Arc::ptr_eq(other, thread));
        }
    }

    /// Something happened at the end: those who wait there shall try again.
    pub fn tell(&mut self, id: EndId) {
        if let Some(end) = self.ends.get(&id) {
            self.wakes.extend(end.watchers.iter().cloned());
        }
    }

    /// There is a place at the end: those who found none shall try again.
    pub fn tell_knocking(&mut self, id: EndId) {
        let knocking = self
            .ends
            .get_mut(&id)
            .map(|end| std::mem::take(&mut end.knocking));
        for other in knocking.into_iter().flatten() {
            self.tell(other);
        }
    }

    pub fn bind(&mut self, id: EndId, address: &Address) -> Result<()> {
        let end = self.end(id)?;
        if end.bound.is_some() || !matches!(end.role, Role::Fresh | Role::Messages(_)) {
            return Err(Errno::INVAL);
        }
        if !super::reaches(address) {
            return Err(Errno::ADDRNOTAVAIL);
        }
        let (kind, reuses) = (end.kind, end.reuses());
        let address = match address {
            Address::Ip(ip) if ip.port() == 0 => self.free_address(kind, ip.ip())?,
            address => address.clone(),
        };
        if self.is_taken(kind, &address, reuses) {
            return Err(Errno::ADDRINUSE);
        }
        self.end(id)?.bound = Some(address);
        Ok(())
    }

    /// Give an end that has none an address to be answered at: on the loopback, as what it talks to.
    pub fn bind_anywhere(&mut self, id: EndId) -> Result<()> {
        let end = self.end(id)?;
        if end.bound.is_some() {
            return Ok(());
        }
        let (kind, ip) = match end.family {
            Family::Unix => return Ok(()),
            Family::Inet => (end.kind, Ipv4Addr::LOCALHOST.into()),
            Family::Inet6 => (end.kind, Ipv6Addr::LOCALHOST.into()),
        };
        let address = self.free_address(kind, ip)?;
        self.end(id)?.bound = Some(address);
        Ok(())
    }

    fn free_address(&mut self, kind: Kind, ip: IpAddr) -> Result<Address> {
        for _ in FIRST_FREE_PORT..=u16::MAX {
            let port = self.next_port;
            self.next_port = port.checked_add(1).unwrap_or(FIRST_FREE_PORT);
            let address = Address::Ip(SocketAddr::new(ip, port));
            if !self.is_taken(kind, &address, false) {
                return Ok(address);
            }
        }
        Err(Errno::ADDRINUSE)
    }

    fn is_taken(&self, kind: Kind, address: &Address, reuses: bool) -> bool {
        let in_the_way = |end: &End| {
            let shares = reuses && end.reuses() && !matches!(end.role, Role::Listener(_));
            end.kind == kind
                && !end.was_accepted()
                && !shares
                && (end.bound.as_ref()).is_some_and(|bound| overlap(bound, address))
        };
        *address != Address::Unix(Vec::new()) && self.find(in_the_way).is_some()
    }

    /// Does somebody listen at this port? If not, the thread is woken when somebody begins to listen anywhere.
    pub fn await_listener(&mut self, port: u16, thread: &Arc<Thread>) -> bool {
        let at = |end: &End| matches!(&end.bound, Some(Address::Ip(ip)) if ip.port() == port);
        let listens = |end: &End| matches!(end.role, Role::Listener(_)) && at(end);
        let there = self.find(listens).is_some();
        if !there {
            self.arrivals.push(thread.clone());
        }
        there
    }

    /// Has somebody listened at this port, now or before?
    pub fn has_listened(&self, port: u16) -> bool {
        self.opened.contains(&port)
    }

    /// Somebody has begun to listen.
    pub fn tell_arrivals(&mut self) {
        self.wakes.append(&mut self.arrivals);
    }

    pub fn local(&mut self, id: EndId) -> Result<Address> {
        let end = self.end(id)?;
        Ok(end.bound.clone().unwrap_or_else(|| end.family.nowhere()))
    }

    pub fn peer(&mut self, id: EndId) -> Result<Address> {
        match &self.end(id)?.role {
            Role::Connection(connection) => Ok(connection.peer_address.clone()),
            Role::Messages(messages) => messages.peer.clone().ok_or(Errno::NOTCONN),
            Role::Fresh | Role::Listener(_) => Err(Errno::NOTCONN),
        }
    }

    pub fn send(&mut self, id: EndId, bytes: &[u8], to: Option<&Address>) -> Result<usize> {
        match self.end(id)?.kind {
            Kind::Stream => self.send_piece(id, bytes),
            Kind::Datagram => self.send_message(id, bytes, to),
        }
    }

    pub fn receive(&mut self, id: EndId, length: usize, peek: bool) -> Result<Received> {
        match self.end(id)?.kind {
            Kind::Stream => Ok((self.receive_piece(id, length, peek)?, None)),
            Kind::Datagram => self.receive_message(id, length, peek),
        }
    }

    pub fn shutdown(&mut self, id: EndId, how: Shut) -> Result<()> {
        let end = self.end(id)?;
        let other = match &end.role {
            Role::Fresh => return Err(Errno::NOTCONN),
            Role::Messages(messages) if !messages.is_connected() => return Err(Errno::NOTCONN),
            Role::Connection(connection) => connection.peer,
            Role::Listener(_) | Role::Messages(_) => None,
        };
        end.read_shut |= how.reads();
        end.write_shut |= how.writes();
        self.tell(id);
        if how.writes()
            && let Some(other) = other
            && let Role::Connection(connection) = &mut self.end(other)?.role
        {
            connection.ended = true;
            self.tell(other);
        }
        Ok(())
    }

    pub fn option(&mut self, id: EndId, option: SocketOption) -> Result<i64> {
        let end = self.end(id)?;
        Ok(match option {
            SocketOption::Type => end.kind.number(),
            SocketOption::Listens => matches!(end.role, Role::Listener(_)).into(),
            SocketOption::Error => match end.take_error() {
                Some(errno) => errno.raw_os_error().into(),
                None => 0,
            },
            SocketOption::ReceiveBuffer | SocketOption::SendBuffer => CAPACITY as i64,
            SocketOption::Linger => end.options.get(&option).copied().unwrap_or(-1),
            flag => end.options.get(&flag).copied().unwrap_or(0),
        })
    }

    pub fn set_option(&mut self, id: EndId, option: SocketOption, value: i64) -> Result<()> {
        if option.is_read_only() {
            return Err(Errno::NOPROTOOPT);
        }
        let kept = match option {
            SocketOption::Linger => value,
            _ => i64::from(value != 0),
        };
        self.end(id)?.options.insert(option, kept);
        Ok(())
    }
}

impl End {
    /// Does closing drop what is still on its way?
    pub fn breaks_off(&self) -> bool {
        self.options.get(&SocketOption::Linger) == Some(&0)
    }

    fn reuses(&self) -> bool {
        (self.options.get(&SocketOption::ReuseAddress)).is_some_and(|&on| on != 0)
    }

    /// Does the end have its address from a listener?
    fn was_accepted(&self) -> bool {
        matches!(&self.role, Role::Connection(connection) if connection.was_accepted)
    }

    fn take_error(&mut self) -> Option<Errno> {
        match &mut self.role {
            Role::Connection(connection) => connection.failed.take(),
            Role::Messages(messages) => messages.failed.take(),
            Role::Fresh | Role::Listener(_) => None,
        }
    }
}

/// Would a socket at one address get what is sent to the other?
pub(super) fn overlap(one: &Address, other: &Address) -> bool {
    match (one, other) {
        (Address::Ip(one), Address::Ip(other)) => {
            one.port() == other.port()
                && one.is_ipv4() == other.is_ipv4()
                && (one.ip() == other.ip()
                    || one.ip().is_unspecified()
                    || other.ip().is_unspecified())
        }
        (one, other) => one == other,
    }
}

/// The address as the other side sees it: the loopback in place of "all addresses of the machine".
pub(super) fn seen_from_outside(address: Address) -> Address {
    match address {
        Address::Ip(SocketAddr::V4(ip)) if ip.ip().is_unspecified() => {
            Address::Ip((Ipv4Addr::LOCALHOST, ip.port()).into())
        }
        Address::Ip(SocketAddr::V6(ip)) if ip.ip().is_unspecified() => {
            Address::Ip((Ipv6Addr::LOCALHOST, ip.port()).into())
        }
        address => address,
    }
}
