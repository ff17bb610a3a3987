//! Hints about names that no variable has.

use super::Found;
use super::declared::{functions, variables};
use super::look::{Look, when};
use super::problem::{unknown_function, unknown_variable};
use super::rewrite::rhai;
use crate::messages::closest;

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

/// `init() { items = []; }`: what is assigned there is meant to be the object's.
pub fn new_attribute(look: &Look) -> Option<Found> {
    let found = declare(look)?;
    let class = look.class_around(look.here)?;
    // The method that it stands in: the last name before a list of parameters and a brace.
    let is_method = |at: &usize| {
        look.at(at + 1) == "("
            && (look.closing(at + 1)).is_some_and(|close| look.at(close + 1) == "{")
    };
    let method = (class..look.here).rev().find(is_method)?;
    when(look.at(method) == "init")?;
    let code = found.words[1].replacen("let ", "this.", 1);
    Some(Found::words([code]))
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
    let name = unknown_function(look)?.name();
    let functions = functions(look);
    let known = functions
        .iter()
        .map(|(name, ..)| *name)
        .chain(look.names.functions.iter().map(String::as_str))
        .find(|other| *other != name && other.eq_ignore_ascii_case(name))?;
    Some(Found::words([known.to_string()]))
}
