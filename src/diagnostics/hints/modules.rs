//! Hints about modules: Python's imports, and names with a module before them.

use super::cause::Problem;
use super::look::{Look, when};
use super::problem::{run, unknown_function, unknown_property, unknown_variable};
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
    // `import "threading" as threading;`
    if let ErrorKind::UnknownModule(name) = run(look)?
        && MODULES.contains(&name.as_str())
    {
        return Some(Found::words([]).spanning(statement));
    }
    when(statement[1].kind == TokenKind::Word)?;
    Some(Found::words([]).spanning(statement))
}

/// `threading.Lock()`.
pub fn module_dot(look: &Look) -> Option<Found> {
    let start = if let Some(name) = unknown_variable(look) {
        when(look.near(0) == name && look.near(1) == ".")?;
        look.here
    } else {
        let of_module = unknown_property(look).is_some_and(|(_, kind)| kind == "Fn");
        when(
            matches!(look.problem, Problem::Raised(_))
                || unknown_function(look).is_some()
                || of_module,
        )?;
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
        ("math", "pi") | ("Math", "PI") => "PI()".to_string(),
        ("Math", "random") => "random::random".to_string(),
        ("Math", "max" | "min" | "abs") => name.to_string(),
        ("Math", "pow") => "x ** y".to_string(),
        ("Math", _) => format!("x.{name}()"),
        ("Integer" | "Number", "parseInt" | "valueOf" | "parse") => "int".to_string(),
        ("Double" | "Float", "parseDouble" | "parseFloat" | "valueOf") => "float".to_string(),
        ("String", "valueOf") => "str".to_string(),
        ("JSON", "parse") => "parse_json".to_string(),
        ("JSON", "stringify") => "to_json".to_string(),
        ("Date", "now") => "time::time".to_string(),
        ("math", _) => format!("x.{name}()"),
        _ => {
            when(MODULES.contains(&module))?;
            // There may be no such function, as `os.system`.
            let is_ours = look.names.calls.is_none_or(|calls| !calls(name).is_empty());
            when(is_ours || look.saying(&format!("{module}.{name}")).is_none())?;
            format!("{module}::{name}")
        }
    };
    Some(Found::words([format!("{module}.{name}"), text]).at(range))
}

/// `os.system("ls")`: what the module does not have here.
pub fn module_member(look: &Look) -> Option<Found> {
    let module = match unknown_variable(look) {
        Some(name) => (look.near(0) == name && look.near(1) == ".").then_some(name)?,
        None => return None,
    };
    let name = look.near(2);
    let range = look.token(0)?.range.start..look.token(2)?.range.end;
    Some(Found::words([look.saying(&format!("{module}.{name}"))?]).at(range))
}

/// `Thread.sleep(1000)` of Java, in milliseconds.
pub fn sleep_of_thread(look: &Look) -> Option<Found> {
    when(matches!(look.problem, Problem::Raised(_)) || unknown_function(look).is_some())?;
    when(look.near(0) == "sleep" && look.near(-1) == "." && look.near(-2) == "Thread")?;
    let milliseconds: f64 = look.near(2).replace('_', "").parse().ok()?;
    when(look.near(1) == "(" && look.near(3) == ")")?;
    let range = look.token(-2)?.range.start..look.token(3)?.range.end;
    Some(Found::words([format!("sleep({:?})", milliseconds / 1000.0)]).at(range))
}

/// Modules of Python that have no counterpart.
const ABSENT: &[&str] = &[
    "sys",
    "re",
    "json",
    "math",
    "datetime",
    "itertools",
    "functools",
    "multiprocessing",
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
