//! Modelled messages (UDP, and Unix sockets of that kind): each arrives whole, in order, or not at all when nobody is there.

use std::collections::VecDeque;

use rustix::io::{Errno, Result};

use super::table::{End, EndId, Role, Table, overlap, seen_from_outside};
use crate::net::endpoint::Received;
use crate::net::{Address, Family};

/// More bytes do not fit into a message of UDP.
const LONGEST: usize = 65_507;
/// More messages than this wait nowhere: those of UDP are lost, the others' senders wait.
const MOST: usize = 256;

/// An end for messages.
#[derive(Default)]
pub(super) struct Messages {
    /// Whom `send` sends to, and the only one that `recv` hears.
    pub peer: Option<Address>,
    /// The other end of a pair.
    pair: Option<EndId>,
    is_pair: bool,
    /// Told once by the next operation.
    pub failed: Option<Errno>,
    queue: VecDeque<(Vec<u8>, Address)>,
}

impl Messages {
    pub fn to(other: EndId) -> Self {
        Messages {
            pair: Some(other),
            is_pair: true,
            ..Messages::default()
        }
    }

    /// Is there something to receive, or to be told?
    pub fn has_any(&self) -> bool {
        !self.queue.is_empty() || self.failed.is_some()
    }

    pub fn is_connected(&self) -> bool {
        self.peer.is_some() || self.is_pair
    }
}

impl Table {
    fn messages(&mut self, id: EndId) -> Result<&mut Messages> {
        match &mut self.end(id)?.role {
            Role::Messages(messages) => Ok(messages),
            _ => Err(Errno::OPNOTSUPP),
        }
    }

    pub fn send_message(&mut self, id: EndId, bytes: &[u8], to: Option<&Address>) -> Result<usize> {
        let end = self.end(id)?;
        let (family, is_shut) = (end.family, end.write_shut);
        let messages = self.messages(id)?;
        if let Some(errno) = messages.failed.take() {
            return Err(errno);
        }
        if is_shut {
            return Err(Errno::PIPE);
        }
        if bytes.len() > LONGEST {
            return Err(Errno::MSGSIZE);
        }
        let is_connected = messages.is_connected() && to.is_none();
        let (pair, is_pair, peer) = (messages.pair, messages.is_pair, messages.peer.clone());
        let receiver = if is_pair && to.is_none() {
            pair
        } else {
            let address = to.cloned().or(peer).ok_or(Errno::DESTADDRREQ)?;
            if !super::reaches(&address) {
                return Err(Errno::NETUNREACH);
            }
            self.bind_anywhere(id)?;
            let from = seen_from_outside(self.local(id)?);
            let hears = |end: &End| {
                let hears_all = match &end.role {
                    Role::Messages(messages) => {
                        !messages.is_pair && messages.peer.as_ref().is_none_or(|peer| *peer == from)
                    }
                    _ => false,
                };
                hears_all && (end.bound.as_ref()).is_some_and(|bound| overlap(bound, &address))
            };
            self.messages_at(hears)
        };
        let Some(receiver) = receiver else {
            if family == Family::Unix {
                return Err(Errno::CONNREFUSED);
            }
            if is_connected {
                self.messages(id)?.failed = Some(Errno::CONNREFUSED);
                self.tell(id);
            }
            return Ok(bytes.len());
        };
        let from = seen_from_outside(self.local(id)?);
        let queue = &mut self.messages(receiver)?.queue;
        if queue.len() < MOST {
            queue.push_back((bytes.to_vec(), from));
            self.tell(receiver);
        } else if family == Family::Unix {
            self.end(receiver)?.knocking.insert(id);
            return Err(Errno::AGAIN);
        }
        Ok(bytes.len())
    }

    pub fn receive_message(&mut self, id: EndId, length: usize, peek: bool) -> Result<Received> {
        let is_shut = self.end(id)?.read_shut;
        let messages = self.messages(id)?;
        if let Some(errno) = messages.failed.take() {
            return Err(errno);
        }
        let received = match peek {
            true => messages.queue.front().cloned(),
            false => messages.queue.pop_front(),
        };
        match received {
            Some((mut bytes, from)) => {
                bytes.truncate(length);
                self.tell_knocking(id);
                Ok((bytes, Some(from)))
            }
            None if is_shut => Ok((Vec::new(), None)),
            None => Err(Errno::AGAIN),
        }
    }

    /// An end for messages is closed.
    pub fn part_messages(&mut self, messages: Messages) {
        if let Some(other) = messages.pair
            && let Ok(left) = self.messages(other)
        {
            left.pair = None;
        }
    }
}
