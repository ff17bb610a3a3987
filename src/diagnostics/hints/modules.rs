//! Hints about modules: Python's imports, and names with a module before them.

use super::cause::Problem;
use super::look::{Look, when};
use super::problem::{run, unknown_function, unknown_variable};
use super::variables::variables;
use super::{Found, MODULES};
use crate::lang::TokenKind;
use crate::messages::closest;
use crate::objects::error::ErrorKind;

pub fn import(look: &Look) -> Option<Found> {
    when(matches!(
        run(look)?,
        ErrorKind::UnknownVariable(_) | ErrorKind::UnknownModule(_) | ErrorKind::WrongType { .. }
    ))?;
    let statement = look.statement();
    when(look.first_word(statement) == "import" && statement.len() > 1)?;
    when(statement[1].kind == TokenKind::Word)?;
    Some(Found::words([]).spanning(statement))
}

/// `threading.Lock()`.
pub fn module_dot(look: &Look) -> Option<Found> {
    let start = if let Some(name) = unknown_variable(look) {
        when(look.near(0) == name && look.near(1) == ".")?;
        look.here
    } else {
        when(matches!(look.problem, Problem::Raised(_)) || unknown_function(look).is_some())?;
        when(look.near(-1) == ".")?;
        when(
            variables(look)
                .iter()
                .all(|(name, _)| *name != look.near(-2)),
        )?;
        look.here.checked_sub(2)?
    };
    let word = |index: usize| {
        look.tokens()
            .get(index)
            .map_or("", |token| look.word(token))
    };
    let module = word(start);
    let name = word(start + 2);
    let range = look.tokens()[start].range.start..look.tokens().get(start + 2)?.range.end;
    let text = match (module, name) {
        ("sys", "argv") => "argv".to_string(),
        ("sys", "exit") => "exit(code)".to_string(),
        ("sys", "stdout" | "stderr" | "stdin") => format!("{name}.{}", word(start + 4)),
        ("os", "path") => format!("os_path::{}", word(start + 4)),
        ("datetime", "now" | "strptime" | "today") | ("date", "today") => {
            format!("{module}::{name}")
        }
        ("math", "pi") => "PI()".to_string(),
        ("math", _) => format!("x.{name}()"),
        _ => {
            when(MODULES.contains(&module))?;
            format!("{module}::{name}")
        }
    };
    Some(Found::words([format!("{module}.{name}"), text]).at(range))
}

/// Modules of Python that have no counterpart.
const ABSENT: &[&str] = &[
    "sys",
    "re",
    "json",
    "math",
    "logging",
    "datetime",
    "collections",
    "itertools",
    "functools",
    "multiprocessing",
    "concurrent",
    "asyncio",
    "numpy",
];

pub fn absent_module(look: &Look) -> Option<Found> {
    let name = unknown_variable(look)?;
    when(look.near(1) == "." && ABSENT.contains(&name))?;
    Some(Found::words([name.to_string()]))
}

pub fn similar_module(look: &Look) -> Option<Found> {
    let ErrorKind::UnknownModule(name) = run(look)? else {
        return None;
    };
    Some(Found::words([
        closest(name, MODULES.iter().copied())?.to_string()
    ]))
}
