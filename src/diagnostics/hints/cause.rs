//! What went wrong, for hints.

use crate::messages::Message;
use crate::objects::error::{ErrorKind, Mistake, Syntax};

/// What went wrong.
#[derive(Clone, Copy)]
pub enum Problem<'a> {
    Parse(&'a Syntax),
    Run(&'a ErrorKind),
    /// An error of a native: what it says.
    Raised(&'a Message),
}

impl<'a> From<&'a ErrorKind> for Problem<'a> {
    fn from(kind: &'a ErrorKind) -> Self {
        match kind {
            ErrorKind::Syntax(syntax) => Problem::Parse(syntax),
            kind => Problem::Run(kind),
        }
    }
}

impl<'a> Problem<'a> {
    /// The type of what a `for` could not walk over. The table has a row for literal numbers.
    pub fn walked(&self) -> Option<&'a str> {
        match self {
            Problem::Run(ErrorKind::NotIterable(kind)) => Some(kind)
                .filter(|kind| !kind.is_empty())
                .map(String::as_str),
            Problem::Parse(syntax) => match syntax.mistake {
                Mistake::NotIterable(kind) => Some(kind).filter(|kind| *kind != "i64"),
                _ => None,
            },
            _ => None,
        }
    }
}
