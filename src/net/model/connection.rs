//! Modelled connections: listening, connecting, accepting, streams of bytes, and how the two ends part.

use std::collections::VecDeque;

use rustix::io::{Errno, Result};

use super::pieces::Pieces;
use super::table::{End, EndId, Role, Table, overlap, seen_from_outside};
use crate::net::{Address, Family, Kind};
use crate::runtime::Interest;

/// An end that waits for connections.
pub(super) struct Listener {
    backlog: usize,
    /// Connected, not accepted yet.
    arrived: VecDeque<EndId>,
}

/// An end of a connection.
pub(super) struct Connection {
    /// None once the other end is closed.
    pub peer: Option<EndId>,
    pub peer_address: Address,
    pub was_accepted: bool,
    /// The other side sends no more than what has arrived.
    pub ended: bool,
    /// Told once, when all that has arrived is read.
    pub failed: Option<Errno>,
    /// What is sent gets an error: the other side is known to be gone.
    is_reset: bool,
    incoming: Pieces,
}

impl Connection {
    pub fn to(peer: EndId, peer_address: Address) -> Self {
        Connection {
            peer: Some(peer),
            peer_address,
            was_accepted: false,
            ended: false,
            failed: None,
            is_reset: false,
            incoming: Pieces::default(),
        }
    }
}

impl Table {
    pub fn listen(&mut self, id: EndId, backlog: i32) -> Result<()> {
        let end = self.end(id)?;
        let backlog = usize::try_from(backlog).unwrap_or(0);
        match &mut end.role {
            Role::Listener(listener) => listener.backlog = backlog,
            Role::Messages(_) => return Err(Errno::OPNOTSUPP),
            Role::Connection(_) => return Err(Errno::INVAL),
            Role::Fresh => {
                self.bind_anywhere(id)?;
                let arrived = VecDeque::new();
                let end = self.end(id)?;
                end.role = Role::Listener(Listener { backlog, arrived });
                if let Some(Address::Ip(ip)) = &end.bound {
                    let port = ip.port();
                    self.opened.insert(port);
                }
                self.tell_arrivals();
            }
        }
        Ok(())
    }

    pub fn accept(&mut self, id: EndId) -> Result<(EndId, Address)> {
        let end = self.end(id)?;
        let listener = match &mut end.role {
            _ if end.read_shut => return Err(Errno::INVAL),
            Role::Listener(listener) => listener,
            Role::Messages(_) => return Err(Errno::OPNOTSUPP),
            Role::Fresh | Role::Connection(_) => return Err(Errno::INVAL),
        };
        let arrived = listener.arrived.pop_front().ok_or(Errno::AGAIN)?;
        self.tell_knocking(id);
        let address = self.peer(arrived)?;
        Ok((arrived, address))
    }

    pub fn connect(&mut self, id: EndId, address: &Address) -> Result<()> {
        let end = self.end(id)?;
        let (family, kind) = (end.family, end.kind);
        match &mut end.role {
            Role::Fresh => {}
            Role::Messages(messages) => {
                messages.peer = Some(seen_from_outside(address.clone()));
                return self.bind_anywhere(id);
            }
            Role::Listener(_) | Role::Connection(_) => return Err(Errno::ISCONN),
        }
        let server = self.listener_at(family, kind, address)?;
        let Role::Listener(listener) = &self.end(server)?.role else {
            return Err(Errno::CONNREFUSED);
        };
        if listener.arrived.len() > listener.backlog {
            self.end(server)?.knocking.insert(id);
            return Err(Errno::AGAIN);
        }
        self.bind_anywhere(id)?;
        let client_address = seen_from_outside(self.local(id)?);
        let server_address = seen_from_outside(address.clone());
        let arrived = self.add(family, kind);
        let end = self.end(arrived)?;
        end.bound = Some(server_address.clone());
        end.role = Role::Connection(Connection {
            was_accepted: true,
            ..Connection::to(id, client_address)
        });
        self.end(id)?.role = Role::Connection(Connection::to(arrived, server_address));
        if let Role::Listener(listener) = &mut self.end(server)?.role {
            listener.arrived.push_back(arrived);
        }
        self.tell(server);
        Ok(())
    }

    fn listener_at(&self, family: Family, kind: Kind, address: &Address) -> Result<EndId> {
        let at = |end: &End| {
            end.kind == kind && (end.bound.as_ref()).is_some_and(|bound| overlap(bound, address))
        };
        let listens =
            |end: &End| at(end) && matches!(end.role, Role::Listener(_)) && !end.read_shut;
        self.find(listens).ok_or_else(|| match family {
            Family::Unix if self.find(at).is_none() => Errno::NOENT,
            _ => Errno::CONNREFUSED,
        })
    }

    fn connection(&mut self, id: EndId) -> Result<&mut Connection> {
        match &mut self.end(id)?.role {
            Role::Connection(connection) => Ok(connection),
            _ => Err(Errno::NOTCONN),
        }
    }

    /// Would reading, accepting or writing not have to wait?
    pub fn is_ready(&mut self, id: EndId, interest: Interest) -> Result<bool> {
        let end = self.end(id)?;
        let is_shut = match interest {
            Interest::Readable => end.read_shut,
            Interest::Writable => end.write_shut,
        };
        let peer = match (&end.role, interest) {
            (Role::Fresh, _) => return Ok(true),
            (Role::Listener(listener), Interest::Readable) => {
                return Ok(is_shut || !listener.arrived.is_empty());
            }
            (Role::Listener(_), Interest::Writable) => return Ok(is_shut),
            (Role::Messages(messages), Interest::Readable) => {
                return Ok(is_shut || messages.has_any());
            }
            (Role::Messages(_), Interest::Writable) => return Ok(true),
            (Role::Connection(connection), Interest::Readable) => {
                let has_news = !connection.incoming.is_empty() || connection.failed.is_some();
                return Ok(is_shut || has_news || connection.ended);
            }
            (Role::Connection(connection), Interest::Writable) => connection.peer,
        };
        match peer {
            Some(peer) if !is_shut => Ok(self.connection(peer)?.incoming.space() > 0),
            _ => Ok(true),
        }
    }

    pub fn send_piece(&mut self, id: EndId, bytes: &[u8]) -> Result<usize> {
        let end = self.end(id)?;
        let (is_shut, family) = (end.write_shut, end.family);
        let connection = self.connection(id)?;
        if let Some(errno) = connection.failed.take() {
            return Err(errno);
        }
        if is_shut || connection.is_reset {
            return Err(Errno::PIPE);
        }
        let Some(peer) = connection.peer else {
            // The other side is closed, and says so to what it gets.
            connection.is_reset = true;
            return match family {
                Family::Unix => Err(Errno::PIPE),
                Family::Inet | Family::Inet6 => Ok(bytes.len()),
            };
        };
        if self.end(peer)?.read_shut {
            return Ok(bytes.len());
        }
        let length = self.connection(peer)?.incoming.push(bytes);
        if length == 0 && !bytes.is_empty() {
            return Err(Errno::AGAIN);
        }
        self.tell(peer);
        Ok(length)
    }

    pub fn receive_piece(&mut self, id: EndId, length: usize, peek: bool) -> Result<Vec<u8>> {
        let is_shut = self.end(id)?.read_shut;
        let connection = self.connection(id)?;
        if !connection.incoming.is_empty() && !is_shut {
            if peek {
                return Ok(connection.incoming.peek(length));
            }
            // Out of the table for the moment: the chance is in it too.
            let mut incoming = std::mem::take(&mut connection.incoming);
            let peer = connection.peer;
            let bytes = incoming.take(length, &self.chance);
            self.connection(id)?.incoming = incoming;
            if let Some(peer) = peer {
                self.tell(peer);
            }
            return Ok(bytes);
        }
        if let Some(errno) = connection.failed.take() {
            return Err(errno);
        }
        match connection.ended || is_shut {
            true => Ok(Vec::new()),
            false => Err(Errno::AGAIN),
        }
    }

    pub fn close(&mut self, id: EndId) {
        self.tell(id);
        self.tell_knocking(id);
        let Some(end) = self.remove(id) else {
            return;
        };
        let breaks_off = end.breaks_off();
        match end.role {
            Role::Fresh => {}
            Role::Listener(listener) => {
                for arrived in listener.arrived {
                    if let Some(End {
                        role: Role::Connection(connection),
                        ..
                    }) = self.remove(arrived)
                    {
                        self.part(connection.peer, Some(Errno::CONNRESET));
                    }
                }
            }
            Role::Connection(connection) => {
                let unread = !connection.incoming.is_empty() && !end.read_shut;
                let failed = (unread || breaks_off).then_some(Errno::CONNRESET);
                self.part(connection.peer, failed);
            }
            Role::Messages(messages) => self.part_messages(messages),
        }
    }

    /// The other end of `left` is closed.
    fn part(&mut self, left: Option<EndId>, failed: Option<Errno>) {
        let Some(left) = left else {
            return;
        };
        if let Ok(connection) = self.connection(left) {
            connection.peer = None;
            connection.ended = true;
            connection.failed = failed;
            connection.is_reset = failed.is_some();
        }
        self.tell(left);
    }

    /// Is a socket of this kind there for `is_it`?
    pub fn messages_at(&self, is_it: impl Fn(&End) -> bool) -> Option<EndId> {
        self.find(|end| end.kind == Kind::Datagram && is_it(end))
    }
}
