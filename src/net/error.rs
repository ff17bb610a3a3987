//! What can go wrong with a socket, with the kinds that scripts tell apart, texts that name the address, and the remedy.

use std::fmt::{self, Display};
use std::io;

use rustix::io::Errno;

use crate::messages::{Message, message};
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
    pub message: Message,
    pub hint: Option<Message>,
}

impl Failure {
    pub fn new(kind: &'static str, message: impl Into<Message>) -> Self {
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

    pub fn hint(mut self, hint: impl Into<Message>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The failure of `operation` (`connect`, `recv` …) on `place`, as the system tells it.
    pub fn of(operation: &str, place: Option<&dyn Display>, error: &io::Error) -> Self {
        let errno = Errno::from_io_error(error).unwrap_or(Errno::IO);
        let place = place.map_or_else(
            || message!("net-the-address"),
            |place| Message::from(place.to_string()),
        );
        let (kind, what, hint) = told(operation, &place, errno);
        let what = what.unwrap_or_else(|| {
            let text = io::Error::from(errno).to_string();
            let text = text.split(" (os error").next().unwrap_or_default();
            Message::from(text.to_lowercase())
        });
        Failure {
            kind,
            errno: Some(errno.raw_os_error()),
            message: message!("net-failed", operation, what),
            hint,
        }
    }
}

type Told = (&'static str, Option<Message>, Option<Message>);

/// Kind, text if ours is clearer than the system's, and remedy.
fn told(operation: &str, place: &Message, errno: Errno) -> Told {
    let text = |kind, text: Message, hint: Message| (kind, Some(text), Some(hint));
    match errno {
        Errno::CONNREFUSED if operation.starts_with("connect") => text(
            "ConnectionRefused",
            message!("net-refused", place),
            message!("net-refused.hint"),
        ),
        Errno::CONNREFUSED => text(
            "ConnectionRefused",
            message!("net-nobody"),
            message!("net-nobody.hint"),
        ),
        Errno::CONNRESET | Errno::CONNABORTED => text(
            "ConnectionReset",
            message!("net-reset"),
            message!("net-reset.hint"),
        ),
        Errno::PIPE => text(
            "BrokenPipe",
            message!("net-pipe"),
            message!("net-pipe.hint"),
        ),
        Errno::ADDRINUSE => text(
            "AddressInUse",
            message!("net-in-use", place),
            message!("net-in-use.hint"),
        ),
        Errno::ADDRNOTAVAIL => text(
            "OSError",
            message!("net-not-here", place),
            message!("net-not-here.hint"),
        ),
        Errno::ACCESS | Errno::PERM if operation == "bind" => text(
            "PermissionDenied",
            message!("net-bind-forbidden", place),
            message!("net-bind-forbidden.hint"),
        ),
        Errno::ACCESS | Errno::PERM => (
            "PermissionDenied",
            Some(message!("net-forbidden", place)),
            None,
        ),
        Errno::NOENT => text(
            "NotFound",
            message!("net-no-socket", place),
            message!("net-no-socket.hint"),
        ),
        Errno::TIMEDOUT => text(
            "TimedOut",
            message!("net-no-answer", place),
            message!("net-no-answer.hint"),
        ),
        Errno::BADF => text(
            "Closed",
            message!("net-closed"),
            message!("net-closed.hint"),
        ),
        Errno::INVAL if operation == "accept" => text(
            "Closed",
            message!("net-not-listening"),
            message!("net-not-listening.hint"),
        ),
        Errno::INVAL if operation == "bind" => {
            text("OSError", message!("net-bound"), message!("net-bound.hint"))
        }
        Errno::AGAIN | Errno::INPROGRESS | Errno::ALREADY => text(
            "WouldBlock",
            message!("net-would-wait"),
            message!("net-would-wait.hint"),
        ),
        Errno::NOTCONN | Errno::DESTADDRREQ => text(
            "OSError",
            message!("net-not-connected"),
            message!("net-not-connected.hint"),
        ),
        Errno::ISCONN => text(
            "OSError",
            message!("net-connected"),
            message!("net-connected.hint"),
        ),
        Errno::OPNOTSUPP => text(
            "OSError",
            message!("net-wrong-kind"),
            message!("net-wrong-kind.hint"),
        ),
        Errno::MSGSIZE => text(
            "OSError",
            message!("net-too-long"),
            message!("net-too-long.hint"),
        ),
        Errno::MFILE | Errno::NFILE => text(
            "OSError",
            message!("net-too-many"),
            message!("net-too-many.hint"),
        ),
        Errno::NETUNREACH | Errno::HOSTUNREACH => {
            ("OSError", Some(message!("net-no-way", place)), None)
        }
        _ => ("OSError", None, None),
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message.fmt(f)
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
