//! Hints about modules: Python's imports, and names with a module before them.

use super::Found;
use super::cause::Problem;
use super::declared::{functions, variables};
use super::handles::meant;
use super::look::{Look, when};
use super::members::other_function;
use super::problem::{run, unknown_function, unknown_property, unknown_variable};
use super::rewrite::rhai;
use crate::lang::TokenKind;
use crate::messages::{Argument, closest};
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
        && look.is_module(name)
    {
        return Some(Found::words([]).spanning(statement));
    }
    when(statement[1].kind == TokenKind::Word)?;
    Some(Found::words([]).spanning(statement))
}

/// `from collections import deque, Counter`: the names that are there, as they are written here.
pub fn imported_names(look: &Look) -> Option<Found> {
    super::problem::parse(look)?;
    let line = [look.line(), look.line_before()]
        .into_iter()
        .find(|line| look.first_word(line) == "from")?;
    let word = |at: usize| line.get(at).map_or("", |token| look.word(token));
    let import = (0..line.len()).find(|at| word(*at) == "import")?;
    let is_alias = |at: &usize| word(at - 1) == "as";
    let names = (import + 1..line.len())
        .filter(|at| line[*at].kind == TokenKind::Word && word(*at) != "as" && !is_alias(at));
    let said: Vec<String> = names
        .filter_map(|at| {
            let name = word(at);
            let module = look.home_of(name)?;
            Some(match look.content(module, name)?.is_bare {
                true => format!("`{name}`"),
                false => format!("`{module}::{name}`"),
            })
        })
        .collect();
    when(!said.is_empty())?;
    Some(Found::words([said.join(", ")]).spanning(line))
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
            let (last, code) = in_module(look, start)?;
            let range = look.tokens()[start].range.start..look.tokens().get(last)?.range.end;
            let python = look.source[range.clone()].to_string();
            return Some(Found::words([python, code]).at(range));
        }
    };
    Some(Found::words([format!("{module}.{name}"), text]).at(range))
}

/// A name behind modules that begin here, `threading.Lock`, `concurrent.futures.wait`, `Queue.Queue`: the last token of the path, and how the
/// path is written.
fn in_module(look: &Look, start: usize) -> Option<(usize, String)> {
    let before = start.checked_sub(1).map_or("", |before| look.at(before));
    when(look.is_name(start) && !matches!(before, "." | "?."))?;
    let mut at = start;
    while matches!(look.at(at + 1), "." | "::") && look.is_name(at + 2) {
        at += 2;
        let (owner, name) = (look.at(at - 2), look.at(at));
        // Where there is no library, all modules have all names.
        let has =
            |owner: &str| look.names.contents.is_none() || look.content(owner, name).is_some();
        if look.is_module(owner) && has(owner) {
            return Some((at, format!("{owner}::{name}")));
        }
    }
    // The modules may have other names: what is known by the last name is meant.
    when(look.names.contents.is_some() && at > start)?;
    let root = look.at(start);
    let is_unknown = unknown_variable(look) == Some(root) || look.at(start + 1) == "::";
    let is_function = || look.names.functions.iter().any(|known| known == root);
    when(is_unknown || is_function())?;
    let own = functions(look);
    when(own.iter().all(|(name, ..)| *name != root))?;
    let name = look.at(at);
    if let Some(module) = look.home_of(name) {
        let is_bare = look.content(module, name)?.is_bare;
        let code = if is_bare {
            name.to_string()
        } else {
            format!("{module}::{name}")
        };
        return Some((at, code));
    }
    // Of names that the module has otherwise: `logging.warn`.
    let close = look.closing(at + 1).filter(|_| look.at(at + 1) == "(");
    if let Some(code) = other_function(look, at) {
        return Some((close?, code));
    }
    let owner = look.at(at - 2);
    let members = look.contents(owner);
    when(look.is_module(owner))?;
    let ours = meant(&members, name, look.count(at + 1)).map(|member| member.name);
    let ours = ours.or_else(|| closest(name, members.iter().map(|member| member.name)))?;
    Some((at, format!("{owner}::{ours}")))
}

/// `info("x")`: what is reached through its module only.
pub fn needs_module(look: &Look) -> Option<Found> {
    let name = match unknown_variable(look) {
        Some(name) => name,
        None => {
            let call = unknown_function(look)?;
            when(!call.is_method())?;
            call.name()
        }
    };
    when(look.near(0) == name && !matches!(look.near(-1), "." | "::"))?;
    let module = look.home_of(name)?;
    let member = look.content(module, name)?;
    when(!member.is_bare && member.calls.is_empty() == (look.near(1) != "("))?;
    let end = match look.near(1) {
        "(" => look.closing(look.here + 1)?,
        _ => look.here,
    };
    let code = rhai(look, &look.tokens()[look.here..=end]);
    Some(Found::words([format!("{module}::{code}")]))
}

/// `logging::warn("x")`, `multiprocessing::Pool(4)`: a name that the module does not have, or a module that is none.
pub fn module_path(look: &Look) -> Option<Found> {
    let is_unknown = match look.problem {
        Problem::Raised(message) => message.id() == Some("module-function"),
        _ => {
            matches!(run(look)?, ErrorKind::UnknownModule(_))
                || unknown_function(look).is_some_and(|call| call.path.contains("::"))
        }
    };
    let mut start = look.here;
    if look.at(start) == "::" {
        start = start.checked_sub(1)?;
    }
    while start > 1 && look.at(start - 1) == "::" {
        start -= 2;
    }
    when(is_unknown && look.at(start + 1) == "::")?;
    let (last, code) = in_module(look, start)?;
    let range = look.tokens()[start].range.start..look.tokens().get(last)?.range.end;
    let python = look.source[range.clone()].to_string();
    when(python != code)?;
    Some(Found::words([python, code]).at(range))
}

/// `logging::StreamHandler()`: what Python's module has, and ours has not.
pub fn python_of_module(look: &Look) -> Option<Found> {
    let (module, name) = match look.problem {
        Problem::Raised(message) => {
            when(message.id() == Some("module-function"))?;
            let text = |name: &str| match message.argument(name)? {
                Argument::Text(text) => Some(text.as_str()),
                _ => None,
            };
            (text("module")?, text("name")?)
        }
        _ => match run(look)? {
            ErrorKind::UnknownModule(name) => (name.as_str(), look.near(0)),
            _ => return None,
        },
    };
    let module = module.replace("::", ".");
    Some(Found::words([look.saying(&format!("{module}.{name}"))?]))
}

/// `os.system("ls")`: what the module does not have here.
pub fn module_member(look: &Look) -> Option<Found> {
    let module = match unknown_variable(look) {
        Some(name) => (look.near(0) == name && look.near(1) == ".").then_some(name)?,
        // `select.poll()`, where `select` is a function too.
        None => {
            let call = unknown_function(look)?;
            when(call.receiver() == "Fn" && look.near(-1) == "." && look.is_module(look.near(-2)))?;
            let range = look.token(-2)?.range.start..look.token(0)?.range.end;
            let saying = look.saying(&format!("{}.{}", look.near(-2), look.near(0)))?;
            return Some(Found::words([saying]).at(range));
        }
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
    Some(Found::words([closest(
        name,
        look.names.modules.iter().map(String::as_str),
    )?
    .to_string()]))
}
