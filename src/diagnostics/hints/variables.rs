//! Hints about names that no variable has.

use super::Found;
use super::look::{Look, split, when};
use super::problem::{unknown_function, unknown_variable};
use super::rewrite::rhai;
use crate::lang::TokenKind;
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

/// The variables that the text declares: name and line (from 1).
pub fn variables<'a>(look: &Look<'a>) -> Vec<(&'a str, usize)> {
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
pub fn functions<'a>(look: &Look<'a>) -> Vec<(&'a str, Option<usize>, usize)> {
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
