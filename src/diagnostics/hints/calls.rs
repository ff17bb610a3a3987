//! Hints about calls: unknown functions and methods, wrong arguments, results that are none.

use super::Found;
use super::declared::{functions, variables};
use super::look::{Look, when};
use super::problem::{raised, unknown_function, unknown_property};
use crate::builtins;
use crate::messages::closest;

/// The function exists, with another number of parameters.
pub fn argument_count(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    when(!call.path.starts_with("anon$"))?;
    let own = call.defined().first()?;
    when(call.given() != own.parameters)?;
    Some(Found::words([
        call.name().to_string(),
        own.parameters.to_string(),
        own.line.to_string(),
        call.given().to_string(),
    ]))
}

pub fn gives_nothing(look: &Look) -> Option<Found> {
    let receiver = raised(look)
        .or_else(|| unknown_property(look))
        .map(|(_, kind)| kind)
        .or_else(|| Some(unknown_function(look)?.receiver()))?;
    when(receiver == "()" && look.near(-1) == "." && look.near(-2) == ")")?;
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
    when(builtins::gives_nothing(method))?;
    let remedy = if method == "trim" { "strip" } else { method };
    Some(Found::words([method.to_string(), remedy.to_string()]))
}

pub fn trim(look: &Look) -> Option<Found> {
    let found = gives_nothing(look)?;
    when(found.words[0] == "trim")?;
    Some(found)
}

pub fn length_of_number(look: &Look) -> Option<Found> {
    let kind = match raised(look) {
        Some((id, kind)) => (id == "no-length").then_some(kind)?,
        None => {
            let call = unknown_function(look)?;
            when(call.name() == "len" && call.types.len() == 1)?;
            call.receiver()
        }
    };
    when(matches!(kind, "i64" | "f64" | "bool"))?;
    Some(Found::words([]))
}

/// `list.extend`, `dict.items`, as Python names them by the type.
const OWNERS: &[(&str, &str)] = &[
    ("array", "list"),
    ("map", "dict"),
    ("string", "str"),
    ("blob", "bytes"),
];

/// A method that Python's lists, dictionaries or texts have.
pub fn python_member(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    let (_, owner) = OWNERS.iter().find(|(ours, _)| *ours == call.receiver())?;
    let name = format!("{owner}.{}", call.name());
    Some(Found::words([look.saying(&name)?]))
}

/// `dir()`, `set()`: one of Python's own functions.
pub fn python_name(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    when(!call.is_method())?;
    Some(Found::words([look.saying(call.name())?]))
}

pub fn similar_function(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    let name = call.name();
    let functions = functions(look);
    let variables = variables(look);
    let here = look.token(0)?.line + 1;
    let own = functions
        .iter()
        .map(|(name, ..)| *name)
        // What is declared on this line is not there yet.
        .chain(
            variables
                .iter()
                .filter(|(_, line)| *line != here)
                .map(|(name, _)| *name),
        );
    let closest = if call.is_method() {
        // Other values have the method: the name is not what is wrong.
        when(!look.names.methods.iter().any(|known| known == name))?;
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
    let (name, _) = unknown_property(look)?;
    let methods = look.names.methods.iter().map(String::as_str);
    Some(Found::words([closest(name, methods)?.to_string()]))
}
