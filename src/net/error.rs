//! What can go wrong with a socket, with the kinds that scripts tell apart, texts that name the address, and the remedy.

use std::fmt::{self, Display};
use std::io;

use rustix::io::Errno;

use crate::runtime::Stop;

/// Why an operation on a socket did not do what was asked.
#[derive(Debug)]
pub enum Error {
    /// The run is ending; to be handed upwards at once.
    Stop(Stop),
    Failed(Box<Failure>),
}

/// A failure that a script can catch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// `ConnectionRefused`, `TimedOut`, `Closed` …
    pub kind: &'static str,
    /// The system's number of the error, if it has one.
    pub errno: Option<i32>,
    pub message: String,
    pub hint: Option<&'static str>,
}

impl Failure {
    pub fn new(kind: &'static str, message: impl Into<String>) -> Self {
        Failure {
            kind,
            errno: None,
            message: message.into(),
            hint: None,
        }
    }

    pub fn errno(mut self, errno: Errno) -> Self {
        self.errno = Some(errno.raw_os_error());
        self
    }

    pub fn hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The failure of `operation` (`connect`, `recv` …) on `place`, as the system tells it.
    pub fn of(operation: &str, place: Option<&dyn Display>, error: &io::Error) -> Self {
        let errno = Errno::from_io_error(error).unwrap_or(Errno::IO);
        let place = place.map_or_else(|| "the address".to_owned(), |place| place.to_string());
        let (kind, what, hint) = told(operation, &place, errno);
        let what = what.unwrap_or_else(|| {
            let text = io::Error::from(errno).to_string();
            let text = text.split(" (os error").next().unwrap_or_default();
            text.to_lowercase()
        });
        Failure {
            kind,
            errno: Some(errno.raw_os_error()),
            message: format!("`{operation}`: {what}"),
            hint,
        }
    }
}

type Told = (&'static str, Option<String>, Option<&'static str>);

/// Kind, text if ours is clearer than the system's, and remedy.
fn told(operation: &str, place: &str, errno: Errno) -> Told {
    let text = |kind, text: String, hint| (kind, Some(text), Some(hint));
    match errno {
        Errno::CONNREFUSED if operation.starts_with("connect") => text(
            "ConnectionRefused",
            format!("{place} refused the connection"),
            "nobody listens there: start the server first, and compare host and port with its own",
        ),
        Errno::CONNREFUSED => text(
            "ConnectionRefused",
            "nobody receives at the other end".into(),
            "start the other program first, and compare host and port with its own",
        ),
        Errno::CONNRESET | Errno::CONNABORTED => text(
            "ConnectionReset",
            "the other side has dropped the connection".into(),
            "it closed its socket, or ended, before it had read everything",
        ),
        Errno::PIPE => text(
            "BrokenPipe",
            "the other side has closed the connection, or this one was shut down".into(),
            "nothing can be sent any more: close the socket",
        ),
        Errno::ADDRINUSE => text(
            "AddressInUse",
            format!("{place} is in use"),
            "another socket has it: close that one, choose another port (0 lets the system choose), or set SO_REUSEADDR before `bind`",
        ),
        Errno::ADDRNOTAVAIL => text(
            "OSError",
            format!("{place} is no address of this machine"),
            "bind to \"localhost\", or to \"\" for all addresses of the machine",
        ),
        Errno::ACCESS | Errno::PERM if operation == "bind" => text(
            "PermissionDenied",
            format!("{place} may not be used"),
            "ports below 1024 are for the administrator: choose a greater one; for a path, look at the folder's permissions",
        ),
        Errno::ACCESS | Errno::PERM => (
            "PermissionDenied",
            Some(format!("{place} may not be reached")),
            None,
        ),
        Errno::NOENT => text(
            "NotFound",
            format!("there is no socket at {place}"),
            "start the server first, and compare the path with its own",
        ),
        Errno::TIMEDOUT => text(
            "TimedOut",
            format!("{place} did not answer in time"),
            "is the other machine there, and is no firewall between?",
        ),
        Errno::BADF => text(
            "Closed",
            "the socket is closed".into(),
            "make a new one: a closed socket cannot be opened again",
        ),
        Errno::INVAL if operation == "accept" => text(
            "Closed",
            "the socket does not listen, or not any more".into(),
            "call `bind` and `listen` first",
        ),
        Errno::INVAL if operation == "bind" => text(
            "OSError",
            "the socket has an address already".into(),
            "bind once only",
        ),
        Errno::AGAIN | Errno::INPROGRESS | Errno::ALREADY => text(
            "WouldBlock",
            "that would have to wait, and the socket is set not to".into(),
            "`settimeout(())` lets it wait, `settimeout(seconds)` for so long",
        ),
        Errno::NOTCONN | Errno::DESTADDRREQ => text(
            "OSError",
            "the socket is not connected".into(),
            "`connect` first; a server talks over the socket that `accept` gives",
        ),
        Errno::ISCONN => text(
            "OSError",
            "the socket is connected already".into(),
            "make a new socket for each connection",
        ),
        Errno::OPNOTSUPP => text(
            "OSError",
            "a socket of this kind cannot do that".into(),
            "connections are for `SOCK_STREAM`, single messages for `SOCK_DGRAM`",
        ),
        Errno::MSGSIZE => text(
            "OSError",
            "the message is too long".into(),
            "a message of UDP has at most 65507 bytes: send several, or use `SOCK_STREAM`",
        ),
        Errno::MFILE | Errno::NFILE => text(
            "OSError",
            "too many sockets and files are open".into(),
            "close those that are not needed any more; `with` closes in every case",
        ),
        Errno::NETUNREACH | Errno::HOSTUNREACH => {
            ("OSError", Some(format!("no way leads to {place}")), None)
        }
        _ => ("OSError", None, None),
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<Stop> for Error {
    fn from(stop: Stop) -> Self {
        Error::Stop(stop)
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Error::Failed(Box::new(failure))
    }
}
