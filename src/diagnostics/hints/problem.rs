//! The questions that hints ask about what went wrong.

use super::cause::Problem;
use super::look::Look;
use crate::messages::Argument;
use crate::objects::error::{ErrorKind, Mistake, UnknownFunction};

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
