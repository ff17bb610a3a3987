//! When a hint about a failing run applies, and the words that fill it. The texts are in `table`.

use super::look::{Look, Problem, split, when};
use super::rewrite::rhai;
use super::similar::closest;
use super::{Found, MODULES};
use crate::engine::error::scan::TokenKind;
use rhai::EvalAltResult;

/// Python's name of a method, and what to type here.
const METHODS: &[(&str, &str)] = &[
    ("append", "push(x)"),
    ("upper", "to_upper()"),
    ("lower", "to_lower()"),
    ("startswith", "starts_with(text)"),
    ("endswith", "ends_with(text)"),
    ("find", "index_of(x)"),
    ("index", "index_of(x)"),
    ("items", "keys()"),
    ("update", "mixin(other)"),
    ("isdigit", "to_chars().all(|c| c >= '0' && c <= '9')"),
    ("extend", "append(other)"),
    ("copy", "extract(0)"),
    ("lstrip", "strip()"),
    ("rstrip", "strip()"),
    ("length", "len()"),
    ("size", "len()"),
    ("add", "push(x)"),
    ("run_forever", "run()"),
    ("toString", "to_string()"),
];

/// Methods that change the variable before the dot and give nothing.
const GIVE_NOTHING: &[&str] = &[
    "trim",
    "push",
    "insert",
    "append",
    "reverse",
    "sort",
    "clear",
    "replace",
    "truncate",
    "pad",
    "make_upper",
    "make_lower",
    "dedup",
    "remove_all",
];

fn run<'a>(look: &Look<'a>) -> Option<&'a EvalAltResult> {
    match look.problem {
        Problem::Run(error) => Some(error),
        Problem::Parse(_) | Problem::Raised(_) => None,
    }
}

fn unknown_variable<'a>(look: &Look<'a>) -> Option<&'a str> {
    match run(look)? {
        EvalAltResult::ErrorVariableNotFound(name, _) => Some(name),
        _ => None,
    }
}

/// Name of the function that was not found, and the types of its arguments as Rhai lists them.
fn unknown_function<'a>(look: &Look<'a>) -> Option<(&'a str, Vec<&'a str>)> {
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

fn is_text_type(name: &str) -> bool {
    name.contains("String") || name == "string"
}

pub fn import(look: &Look) -> Option<Found> {
    when(matches!(
        run(look)?,
        EvalAltResult::ErrorVariableNotFound(..)
            | EvalAltResult::ErrorModuleNotFound(..)
            | EvalAltResult::ErrorMismatchDataType(..)
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

/// `let d = {};` is an empty block, whose value is `()`.
pub fn empty_map(look: &Look) -> Option<Found> {
    let EvalAltResult::ErrorIndexingType(kind, _) = run(look)? else {
        return None;
    };
    when(kind.starts_with("()"))?;
    Some(Found::words([]))
}

pub fn constant_name(look: &Look) -> Option<Found> {
    let name = unknown_variable(look)?;
    let ours = match name {
        "True" | "TRUE" => "true",
        "False" | "FALSE" => "false",
        "None" | "NULL" | "Null" | "undefined" => "()",
        _ => return None,
    };
    Some(Found::words([name.to_string(), ours.to_string()]))
}

pub fn self_name(look: &Look) -> Option<Found> {
    when(unknown_variable(look)? == "self")?;
    Some(Found::words([match look.near(1) {
        "." => format!("this.{}", look.near(2)),
        _ => "this".to_string(),
    }]))
}

pub fn pass(look: &Look) -> Option<Found> {
    when(unknown_variable(look)? == "pass")?;
    Some(Found::words([]))
}

/// The variables that the text declares: name and line (from 1).
fn variables<'a>(look: &Look<'a>) -> Vec<(&'a str, usize)> {
    let tokens = look.tokens();
    let word = |index: usize| tokens.get(index).map_or("", |token| look.word(token));
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let mut add = |at: usize| {
            if tokens
                .get(at)
                .is_some_and(|token| token.kind == TokenKind::Word)
            {
                found.push((word(at), token.line + 1));
            }
        };
        match look.word(token) {
            "let" | "const" => add(index + 1),
            "for" if word(index + 1) == "(" => {
                add(index + 2);
                add(index + 4);
            }
            "for" => add(index + 1),
            "catch" if word(index + 1) == "(" => add(index + 2),
            "fn" => {
                let inside = tokens[index..]
                    .iter()
                    .skip_while(|token| look.word(token) != "(")
                    .take_while(|token| look.word(token) != ")");
                for parameter in inside.filter(|token| token.kind == TokenKind::Word) {
                    found.push((look.word(parameter), parameter.line + 1));
                }
            }
            _ => {}
        }
    }
    found
}

/// The functions and classes that the text defines: name, number of parameters (none: a class), line.
fn functions<'a>(look: &Look<'a>) -> Vec<(&'a str, Option<usize>, usize)> {
    let tokens = look.tokens();
    let word = |index: usize| tokens.get(index).map_or("", |token| look.word(token));
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match look.word(token) {
            "fn" if word(index + 2) == "(" => {
                let Some(close) = look.closing(index + 2) else {
                    continue;
                };
                let parameters = split(look, &tokens[index + 3..close], ",").len();
                found.push((word(index + 1), Some(parameters), token.line + 1));
            }
            "class" => found.push((word(index + 1), None, token.line + 1)),
            _ => {}
        }
    }
    found
}

pub fn out_of_sight(look: &Look) -> Option<Found> {
    let name = unknown_variable(look)?;
    let (_, line) = variables(look)
        .into_iter()
        .find(|(other, _)| *other == name)?;
    Some(Found::words([name.to_string(), line.to_string()]))
}

pub fn similar_variable(look: &Look) -> Option<Found> {
    let name = unknown_variable(look)?;
    let variables = variables(look);
    let functions = functions(look);
    let known = variables
        .iter()
        .map(|(name, _)| *name)
        .chain(functions.iter().map(|(name, ..)| *name))
        .chain(look.names.functions.iter().map(String::as_str));
    Some(Found::words([closest(name, known)?.to_string()]))
}

/// `x = 5` without `let`.
pub fn declare(look: &Look) -> Option<Found> {
    let name = unknown_variable(look)?;
    when(look.near(0) == name && look.near(1) == "=")?;
    let statement = look.statement();
    when(look.first_word(statement) == name)?;
    Some(Found::words([
        name.to_string(),
        format!("let {};", rhai(look, statement)),
    ]))
}

/// `x += 1` where there is no `x` yet.
pub fn declare_first(look: &Look) -> Option<Found> {
    let name = unknown_variable(look)?;
    // The error may speak of the operator.
    let variable = match look.near(0) == name {
        true => look.here,
        false => look.here.checked_sub(1)?,
    };
    let token = look.tokens().get(variable)?;
    let operator = look.word(look.tokens().get(variable + 1)?);
    when(look.word(token) == name)?;
    when(matches!(operator, "+=" | "-=" | "*=" | "/=" | "%=" | "**="))?;
    Some(Found::words([name.to_string()]).at(token.range.clone()))
}

/// A class without its capital: `lock()`.
pub fn capital(look: &Look) -> Option<Found> {
    let (name, _) = unknown_function(look)?;
    let functions = functions(look);
    let known = functions
        .iter()
        .map(|(name, ..)| *name)
        .chain(look.names.functions.iter().map(String::as_str))
        .find(|other| *other != name && other.eq_ignore_ascii_case(name))?;
    Some(Found::words([known.to_string()]))
}

/// The function exists, with another number of parameters.
pub fn argument_count(look: &Look) -> Option<Found> {
    let (name, types) = unknown_function(look)?;
    let (_, Some(parameters), line) = functions(look)
        .into_iter()
        .find(|(other, parameters, _)| *other == name && parameters.is_some())?
    else {
        return None;
    };
    let given = if look.near(-1) == "." {
        types.len().saturating_sub(1)
    } else {
        types.len()
    };
    when(given != parameters)?;
    Some(Found::words([
        name.to_string(),
        parameters.to_string(),
        line.to_string(),
        given.to_string(),
    ]))
}

pub fn gives_nothing(look: &Look) -> Option<Found> {
    let receiver = match look.problem {
        Problem::Raised(text) => text.contains("`()`"),
        Problem::Run(EvalAltResult::ErrorDotExpr(text, _)) => text.contains("type '()'"),
        _ => unknown_function(look)?.1.first() == Some(&"()"),
    };
    when(receiver && look.near(-1) == "." && look.near(-2) == ")")?;
    let mut depth = 0;
    let close = look.here.checked_sub(2)?;
    let open = (0..=close).rev().find(|index| {
        match look.word(&look.tokens()[*index]) {
            ")" => depth += 1,
            "(" => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    let method = look.word(look.tokens().get(open.checked_sub(1)?)?);
    when(GIVE_NOTHING.contains(&method))?;
    let remedy = if method == "trim" { "strip" } else { method };
    Some(Found::words([method.to_string(), remedy.to_string()]))
}

pub fn trim(look: &Look) -> Option<Found> {
    let found = gives_nothing(look)?;
    when(found.words[0] == "trim")?;
    Some(found)
}

pub fn length_of_number(look: &Look) -> Option<Found> {
    if let Problem::Raised(text) = look.problem {
        when(matches!(text, "`i64` has no len()" | "`f64` has no len()"))?;
    } else {
        let (name, types) = unknown_function(look)?;
        when(name == "len" && matches!(types[..], ["i64" | "f64" | "bool"]))?;
    }
    Some(Found::words([]))
}

pub fn python_method(look: &Look) -> Option<Found> {
    let name = match run(look)? {
        EvalAltResult::ErrorDotExpr(text, _) => text.split('\'').nth(1)?,
        _ => unknown_function(look)?.0,
    };
    when(look.near(-1) == ".")?;
    let (_, ours) = METHODS.iter().find(|(python, _)| *python == name)?;
    Some(Found::words([name.to_string(), ours.to_string()]))
}

pub fn range_of_floats(look: &Look) -> Option<Found> {
    let (name, types) = unknown_function(look)?;
    when(name == "range" && types.contains(&"f64"))?;
    Some(Found::words([]))
}

pub fn inside(look: &Look) -> Option<Found> {
    let (name, types) = unknown_function(look)?;
    when(name == "contains" && look.near(0) != "contains" && types.len() == 2)?;
    Some(Found::words([types[0].to_string()]))
}

const OPERATORS: &[&str] = &[
    "+", "-", "*", "/", "%", "**", "<", ">", "<=", ">=", "+=", "-=", "*=", "/=",
];

pub fn nothing_in_operator(look: &Look) -> Option<Found> {
    let (name, types) = unknown_function(look)?;
    when(OPERATORS.contains(&name) && types.contains(&"()"))?;
    Some(Found::words([name.to_string()]))
}

/// `"Cycle %d" % n`.
pub fn percent_format(look: &Look) -> Option<Found> {
    let (name, types) = unknown_function(look)?;
    when(name == "%" && types.first().is_some_and(|first| is_text_type(first)))?;
    let code = match look.is_text(-1) {
        true => format!("format({}, …)", braces(look.near(-1))),
        false => "format(…, …)".to_string(),
    };
    Some(Found::words([code]))
}

/// `%d`, `%s`, `%.2f` as `format` writes them.
fn braces(text: &str) -> String {
    let mut pieces = text.split('%');
    let mut written = pieces.next().unwrap_or_default().to_string();
    let mut count = 0;
    for piece in pieces {
        let end = piece.find(|letter: char| letter.is_ascii_alphabetic());
        let Some(end) = end else {
            written = format!("{written}%{piece}");
            continue;
        };
        let spec = match (&piece[..end], &piece[end..=end]) {
            ("", _) => String::new(),
            (width, "s") if width.starts_with('-') => format!(":<{}", &width[1..]),
            (width, "s") => format!(":>{width}"),
            (width, "i") => format!(":{width}d"),
            (width, kind) => format!(":{width}{kind}"),
        };
        written += &format!("{{{count}{spec}}}{}", &piece[end + 1..]);
        count += 1;
    }
    written
}

pub fn text_in_operator(look: &Look) -> Option<Found> {
    let (name, types) = unknown_function(look)?;
    when(OPERATORS.contains(&name) && types.len() == 2)?;
    when(types.iter().any(|one| is_text_type(one)))?;
    when(types.iter().any(|one| matches!(*one, "i64" | "f64")))?;
    Some(Found::words([name.to_string()]))
}

/// `list.extend`, `dict.items`, as Python names them by the type.
const OWNERS: &[(&str, &str)] = &[
    ("array", "list"),
    ("map", "dict"),
    ("string", "str"),
    ("&str | ImmutableString | String", "str"),
    ("blob", "bytes"),
];

/// A method that Python's lists, dictionaries or texts have.
pub fn python_member(look: &Look) -> Option<Found> {
    let (name, types) = unknown_function(look)?;
    let (_, owner) = OWNERS
        .iter()
        .find(|(ours, _)| Some(ours) == types.first())?;
    Some(Found::words([look.saying(&format!("{owner}.{name}"))?]))
}

/// `dir()`, `set()`: one of Python's own functions.
pub fn python_name(look: &Look) -> Option<Found> {
    let (name, _) = unknown_function(look)?;
    when(look.near(-1) != ".")?;
    Some(Found::words([look.saying(name)?]))
}

pub fn similar_function(look: &Look) -> Option<Found> {
    let (name, _) = unknown_function(look)?;
    let functions = functions(look);
    let variables = variables(look);
    let own = functions
        .iter()
        .map(|(name, ..)| *name)
        .chain(variables.iter().map(|(name, _)| *name));
    let closest = if look.near(-1) == "." {
        let methods = look.names.methods.iter().map(String::as_str);
        closest(name, methods.chain(own))
    } else {
        closest(
            name,
            own.chain(look.names.functions.iter().map(String::as_str)),
        )
    };
    Some(Found::words([closest?.to_string()]))
}

pub fn similar_property(look: &Look) -> Option<Found> {
    let EvalAltResult::ErrorDotExpr(text, _) = run(look)? else {
        return None;
    };
    let name = text.split('\'').nth(1)?;
    let methods = look.names.methods.iter().map(String::as_str);
    Some(Found::words([closest(name, methods)?.to_string()]))
}

pub fn similar_module(look: &Look) -> Option<Found> {
    let EvalAltResult::ErrorModuleNotFound(name, _) = run(look)? else {
        return None;
    };
    Some(Found::words([
        closest(name, MODULES.iter().copied())?.to_string()
    ]))
}

pub fn bounds(look: &Look) -> Option<Found> {
    let (EvalAltResult::ErrorArrayBounds(count, ..) | EvalAltResult::ErrorStringBounds(count, ..)) =
        run(look)?
    else {
        return None;
    };
    let last = count.checked_sub(1)?;
    Some(Found::words([last.to_string()]))
}

pub fn recursion(look: &Look) -> Option<Found> {
    match run(look)? {
        EvalAltResult::ErrorStackOverflow(_) => Some(Found::words([])),
        _ => None,
    }
}

pub fn condition(look: &Look) -> Option<Found> {
    let EvalAltResult::ErrorMismatchDataType(expected, actual, _) = run(look)? else {
        return None;
    };
    when(expected == "bool")?;
    let value = if look.is_word(0) { look.near(0) } else { "x" };
    let test = match actual.as_str() {
        "i64" | "f64" => format!("{value} != 0"),
        "()" => format!("{value} != ()"),
        _ => format!("{value}.len() > 0"),
    };
    Some(Found::words([test]))
}

pub fn overflow(look: &Look) -> Option<Found> {
    let EvalAltResult::ErrorArithmetic(text, _) = run(look)? else {
        return None;
    };
    when(text.contains("overflow") && !text.contains("zero"))?;
    Some(Found::words([]))
}

pub fn loop_over_value(look: &Look) -> Option<Found> {
    when(matches!(run(look)?, EvalAltResult::ErrorFor(_)))?;
    Some(Found::words([]))
}

pub fn constant(look: &Look) -> Option<Found> {
    match run(look)? {
        EvalAltResult::ErrorAssignmentToConstant(name, _) => Some(Found::words([name.clone()])),
        EvalAltResult::ErrorNonPureMethodCallOnConstant(..) => {
            when(look.near(-1) == "." && look.is_word(-2))?;
            Some(Found::words([look.near(-2).to_string()]))
        }
        _ => None,
    }
}

pub fn unbound_this(look: &Look) -> Option<Found> {
    when(matches!(run(look)?, EvalAltResult::ErrorUnboundThis(_)))?;
    Some(Found::words([]))
}
