//! What went wrong, and the questions that hints ask about it.

use super::look::Look;
use crate::engine::error::{ErrorKind, Mistake, Syntax, UnknownFunction};
use crate::messages::{Argument, Message};

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

/// What the parser met.
pub fn parse<'a>(look: &Look<'a>) -> Option<&'a Mistake> {
    match look.problem {
        Problem::Parse(syntax) => Some(&syntax.mistake),
        _ => None,
    }
}

pub fn missing(look: &Look, wanted: &[&str]) -> Option<()> {
    match parse(look)? {
        Mistake::Missing(token) if wanted.contains(&token.as_str()) => Some(()),
        _ => None,
    }
}

pub fn run<'a>(look: &Look<'a>) -> Option<&'a ErrorKind> {
    match look.problem {
        Problem::Run(kind) => Some(kind),
        _ => None,
    }
}

/// The message of this id that a native gave, and the type that it speaks of.
pub fn raised<'a>(look: &Look<'a>) -> Option<(&'a str, &'a str)> {
    match look.problem {
        Problem::Raised(message) => match message.argument("kind")? {
            Argument::Text(kind) => Some((message.id()?, kind)),
            _ => None,
        },
        _ => None,
    }
}

/// The id of the message that a native gave.
pub fn raised_any<'a>(look: &Look<'a>) -> Option<&'a str> {
    match look.problem {
        Problem::Raised(message) => message.id(),
        _ => None,
    }
}

pub fn unknown_variable<'a>(look: &Look<'a>) -> Option<&'a str> {
    match run(look)? {
        ErrorKind::UnknownVariable(name) => Some(name),
        _ => None,
    }
}

pub fn unknown_property<'a>(look: &Look<'a>) -> Option<(&'a str, &'a str)> {
    match run(look)? {
        ErrorKind::UnknownProperty { name, receiver, .. } => Some((name, receiver)),
        _ => None,
    }
}

pub fn unknown_function<'a>(look: &Look<'a>) -> Option<&'a UnknownFunction> {
    match run(look)? {
        ErrorKind::UnknownFunction(call) => Some(call),
        _ => None,
    }
}
