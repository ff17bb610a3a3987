//! Sending and receiving: bytes, texts whose characters arrive in parts, messages.

use std::io;
use std::sync::atomic::Ordering;

use rustix::io::Errno;

use super::attempt::{Doing, Patience};
use super::endpoint::{Endpoint, Received};
use super::socket::out_of_reach;
use super::{Address, Error, Failure, Kind, Socket};
use crate::messages::{Message, message, message_id};
use crate::runtime::{Interest, Operation, Task};

/// How `recv` differs from its usual self.
#[derive(Clone, Copy, Default, Debug)]
pub struct Flags {
    /// Leave what is read where it is.
    pub peek: bool,
    /// Do not wait.
    pub no_wait: bool,
    /// Wait until all that was asked for is there.
    pub all: bool,
}

/// More is not read from a stream at once, however much is asked for.
const MOST_AT_ONCE: usize = 1 << 18;

fn sending<'a>(name: &'a str, place: Option<&'a dyn std::fmt::Display>) -> Doing<'a> {
    Doing {
        name,
        operation: Operation::Send,
        waits_for: message_id!("wait-room"),
        interest: Interest::Writable,
        place,
        retries: None,
    }
}

fn receiving(name: &str) -> Doing<'_> {
    Doing {
        name,
        operation: Operation::Receive,
        waits_for: message_id!("wait-data"),
        interest: Interest::Readable,
        place: None,
        retries: None,
    }
}

impl Socket {
    /// Send some of the bytes, as many as there is room for; tells how many.
    pub fn send(&self, task: &Task<'_>, bytes: &[u8]) -> Result<usize, Error> {
        let patience = self.patience(task);
        self.attempt(task, &sending("send", None), patience, |endpoint| {
            self.send_on(endpoint, bytes)
        })
    }

    fn send_on(&self, endpoint: &dyn Endpoint, bytes: &[u8]) -> io::Result<usize> {
        let broken = |error: &io::Error| Errno::from_io_error(error) == Some(Errno::PIPE);
        match endpoint.send(bytes, None) {
            // Linux calls broken what never was whole: a server's own socket, say.
            Err(error) if broken(&error) && !self.0.has_peer.load(Ordering::Relaxed) => {
                Err(Errno::NOTCONN.into())
            }
            answer => answer,
        }
    }

    /// Send all the bytes; a timeout is for all of them together.
    pub fn send_all(&self, task: &Task<'_>, mut bytes: &[u8]) -> Result<(), Error> {
        let patience = self.patience(task);
        let doing = sending("sendall", None);
        loop {
            let sent = self.attempt(task, &doing, patience, |endpoint| {
                self.send_on(endpoint, bytes)
            })?;
            bytes = &bytes[sent..];
            if bytes.is_empty() {
                return Ok(());
            }
        }
    }

    pub fn send_to(&self, task: &Task<'_>, bytes: &[u8], to: &Address) -> Result<usize, Error> {
        if self.is_out_of_reach(to) {
            return Err(out_of_reach("sendto", to).into());
        }
        let patience = self.patience(task);
        let doing = sending("sendto", Some(to));
        self.attempt(task, &doing, patience, |endpoint| {
            endpoint.send(bytes, Some(to))
        })
    }

    /// Receive at most `length` bytes; none at the end of the stream.
    pub fn receive(&self, task: &Task<'_>, length: usize, flags: Flags) -> Result<Vec<u8>, Error> {
        let patience = match flags.no_wait {
            true => Patience::None,
            false => self.patience(task),
        };
        let mut bytes = self.receive_some(task, "recv", length, flags.peek, patience)?;
        while flags.all && !flags.peek && bytes.len() < length && self.kind() == Kind::Stream {
            let rest = length - bytes.len();
            let more = self.receive_some(task, "recv", rest, false, patience)?;
            if more.is_empty() {
                break;
            }
            bytes.extend(more);
        }
        Ok(bytes)
    }

    pub fn receive_from(
        &self,
        task: &Task<'_>,
        length: usize,
    ) -> Result<(Vec<u8>, Option<Address>), Error> {
        let patience = self.patience(task);
        let received = self.receive_message(task, "recvfrom", length, false, patience)?;
        Ok(match received {
            (bytes, None) if self.kind() == Kind::Stream => {
                let [_, peer] = self.addresses();
                (bytes, peer)
            }
            received => received,
        })
    }

    /// Receive a text of at most `length` bytes, but at least one character; empty at the end of the stream. Bytes of a character
    /// whose end has not arrived are kept for the next read.
    ///
    /// # Errors
    /// `ValueError` for what is no UTF-8, and for a character that the end of the stream cuts off.
    pub fn receive_text(&self, task: &Task<'_>, length: usize) -> Result<String, Error> {
        let patience = self.patience(task);
        let mut bytes = self.receive_some(task, "recv_text", length, false, patience)?;
        loop {
            match std::str::from_utf8(&bytes) {
                Ok(_) => break,
                Err(error) if error.error_len().is_some() => {
                    let at = error.valid_up_to();
                    let byte = format!("{:#04x}", bytes[at]);
                    return Err(not_utf8(message!("net-bad-byte", byte, at)).into());
                }
                Err(error) if error.valid_up_to() > 0 && self.kind() == Kind::Stream => {
                    let rest = bytes.split_off(error.valid_up_to());
                    let mut kept = self.0.kept.lock();
                    kept.splice(0..0, rest);
                    break;
                }
                Err(_) => {}
            }
            // Not one whole character yet. What is there must not be lost to a timeout.
            if self.kind() == Kind::Datagram || length == 0 {
                return Err(not_utf8(message!("net-message-cut")).into());
            }
            let more = self.receive_some_after(task, &bytes, patience)?;
            if more.is_empty() {
                return Err(not_utf8(message!("net-stream-cut")).into());
            }
            bytes.extend(more);
        }
        Ok(String::from_utf8(bytes).expect("looked at above"))
    }

    /// One byte more of a character that has begun with `begun`.
    fn receive_some_after(
        &self,
        task: &Task<'_>,
        begun: &[u8],
        patience: Patience,
    ) -> Result<Vec<u8>, Error> {
        let more = self.receive_some(task, "recv_text", 1, false, patience);
        if more.is_err() {
            self.0.kept.lock().splice(0..0, begun.iter().copied());
        }
        more
    }

    fn receive_some(
        &self,
        task: &Task<'_>,
        name: &str,
        length: usize,
        peek: bool,
        patience: Patience,
    ) -> Result<Vec<u8>, Error> {
        Ok(self.receive_message(task, name, length, peek, patience)?.0)
    }

    fn receive_message(
        &self,
        task: &Task<'_>,
        name: &str,
        length: usize,
        peek: bool,
        patience: Patience,
    ) -> Result<Received, Error> {
        if let Some(bytes) = self.take_kept(length, peek) {
            return Ok((bytes, None));
        }
        let length = length.min(MOST_AT_ONCE);
        self.attempt(task, &receiving(name), patience, |endpoint| {
            receive(endpoint, length, peek)
        })
    }

    fn take_kept(&self, length: usize, peek: bool) -> Option<Vec<u8>> {
        let mut kept = self.0.kept.lock();
        if kept.is_empty() || self.is_closed() {
            return None;
        }
        let length = length.min(kept.len());
        Some(match peek {
            true => kept[..length].to_vec(),
            false => kept.drain(..length).collect(),
        })
    }
}

fn receive(endpoint: &dyn Endpoint, length: usize, peek: bool) -> io::Result<Received> {
    if length > 0 {
        return endpoint.receive(length, peek);
    }
    // Nothing is asked for, so nothing is waited for, except that the socket must be one to read from.
    match endpoint.receive(0, true) {
        Err(error) if Errno::from_io_error(&error) == Some(Errno::AGAIN) => Ok((Vec::new(), None)),
        answer => answer,
    }
}

fn not_utf8(what: Message) -> Failure {
    Failure::new("ValueError", message!("net-not-text", what)).hint(message!("net-not-text.hint"))
}
