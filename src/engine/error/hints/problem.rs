//! What went wrong, as Rhai or a native tells it, and the questions that hints ask about it.

use super::look::Look;
use rhai::{EvalAltResult, LexError, ParseErrorType};

/// What went wrong, as Rhai tells it.
#[derive(Clone, Copy)]
pub enum Problem<'a> {
    Parse(&'a ParseErrorType),
    Run(&'a EvalAltResult),
    /// An error of a native: what it says.
    Raised(&'a str),
}

pub fn parse<'a>(look: &Look<'a>) -> Option<&'a ParseErrorType> {
    match look.problem {
        Problem::Parse(error) => Some(error),
        Problem::Run(_) | Problem::Raised(_) => None,
    }
}

pub fn lexical<'a>(look: &Look<'a>) -> Option<&'a LexError> {
    match parse(look)? {
        ParseErrorType::BadInput(error) => Some(error),
        _ => None,
    }
}

pub fn missing(look: &Look, wanted: &[&str]) -> Option<()> {
    match parse(look)? {
        ParseErrorType::MissingToken(token, _) if wanted.contains(&token.as_str()) => Some(()),
        _ => None,
    }
}

pub fn run<'a>(look: &Look<'a>) -> Option<&'a EvalAltResult> {
    match look.problem {
        Problem::Run(error) => Some(error),
        Problem::Parse(_) | Problem::Raised(_) => None,
    }
}

pub fn unknown_variable<'a>(look: &Look<'a>) -> Option<&'a str> {
    match run(look)? {
        EvalAltResult::ErrorVariableNotFound(name, _) => Some(name),
        _ => None,
    }
}

/// Name of the function that was not found, and the types of its arguments as Rhai lists them.
pub fn unknown_function<'a>(look: &Look<'a>) -> Option<(&'a str, Vec<&'a str>)> {
    let EvalAltResult::ErrorFunctionNotFound(signature, _) = run(look)? else {
        return None;
    };
    let Some((name, types)) = signature.split_once(" (") else {
        return Some((signature, Vec::new()));
    };
    let types = types.strip_suffix(')').unwrap_or(types);
    let types = match types {
        "" => Vec::new(),
        _ => types.split(", ").collect(),
    };
    let name = name.rsplit("::").next().unwrap_or(name);
    Some((name, types))
}
