//! Python's statements, and calls with names before their arguments.

use super::Found;
use super::look::{Look, call, is_definition, split, when};
use super::problem::{Problem, parse};
use super::rewrite::{rhai, thread_call};
use crate::engine::error::scan::{Token, TokenKind};

pub fn thread_keywords(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "=")?;
    let (name, open, close) = call(look)?;
    when(name == "Thread")?;
    Some(Found::words([thread_call(
        look,
        &look.tokens()[open + 1..close],
    )]))
}

pub fn print_keywords(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "=" && call(look)?.0 == "print")?;
    when(matches!(look.near(-1), "end" | "sep" | "flush" | "file"))?;
    Some(Found::words([look.near(-1).to_string()]))
}

pub fn keywords(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "=")?;
    let (name, open, close) = call(look)?;
    when(!is_definition(look, open))?;
    let values: Vec<String> = split(look, &look.tokens()[open + 1..close], ",")
        .into_iter()
        .map(|part| match part.get(1) {
            Some(token) if look.word(token) == "=" => rhai(look, &part[2..]),
            _ => rhai(look, part),
        })
        .collect();
    Some(Found::words([format!("{name}({})", values.join(", "))]))
}

pub fn delete_item(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(-1) == "del" && look.near(1) == "[")?;
    let close = look.closing(look.here + 1)?;
    let index = rhai(look, &look.tokens()[look.here + 2..close]);
    Some(
        Found::words([format!("{}.remove({index});", look.near(0))])
            .at(look.token(-1)?.range.clone()),
    )
}

pub fn delete_variable(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(-1) == "del")?;
    Some(Found::words([]).at(look.token(-1)?.range.clone()))
}

pub fn global(look: &Look) -> Option<Found> {
    parse(look)?;
    when(matches!(look.near(-1), "global" | "nonlocal"))?;
    Some(
        Found::words([look.near(-1).to_string(), look.near(0).to_string()])
            .at(look.token(-1)?.range.clone()),
    )
}

pub fn raise(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(-1) == "raise")?;
    let value = if look.near(1) == "(" {
        let close = look.closing(look.here + 1)?;
        rhai(look, &look.tokens()[look.here + 2..close])
    } else {
        rhai(look, &look.tokens()[look.here..=look.here])
    };
    let value = if value.is_empty() {
        format!("\"{}\"", look.near(0))
    } else {
        value
    };
    Some(Found::words([format!("throw {value};")]).at(look.token(-1)?.range.clone()))
}

pub fn assert(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(-1) == "assert")?;
    let statement = look.statement();
    let parts = split(look, statement.get(1..)?, ",");
    let condition = rhai(look, parts.first()?);
    let message = parts
        .get(1)
        .map_or("\"…\"".to_string(), |part| rhai(look, part));
    Some(
        Found::words([format!("if !({condition}) {{ throw {message}; }}")])
            .at(look.token(-1)?.range.clone()),
    )
}

pub fn print(look: &Look) -> Option<Found> {
    parse(look)?;
    let start = if look.near(0) == "print" && look.near(1) != "(" {
        look.here + 1
    } else {
        when(look.near(-1) == "print")?;
        look.here
    };
    let end = look.tokens()[start..]
        .iter()
        .position(|token| look.word(token) == ";" || token.line > look.tokens()[start - 1].line)
        .map_or(look.tokens().len(), |length| start + length);
    let print = &look.tokens()[start - 1];
    Some(
        Found::words([format!(
            "print({});",
            rhai(look, &look.tokens()[start..end])
        )])
        .at(print.range.clone()),
    )
}

/// `help(Thread.join)`, `help(with)`: a name that is no value, to be asked about as a text.
pub fn help_of_name(look: &Look) -> Option<Found> {
    let line = look.line();
    let help = line.windows(2).position(|pair| {
        look.word(&pair[0]) == "help"
            && look.word(&pair[1]) == "("
            && pair[0].range.end <= look.offset
    })?;
    let asked = &line[help + 2..];
    let length = asked.iter().position(|token| look.word(token) == ")");
    let asked = &asked[..length.unwrap_or(asked.len())];
    let is_of_name =
        |token: &Token| token.kind == TokenKind::Word || matches!(look.word(token), "." | "::");
    when(!asked.is_empty() && asked.iter().all(is_of_name))?;
    let name: String = asked.iter().map(|token| look.word(token)).collect();
    let is_known = match look.problem {
        Problem::Parse(_) => true,
        Problem::Run(_) => asked.len() > 1 || look.saying(&name).is_some(),
        Problem::Raised(_) => false,
    };
    when(is_known && asked.first()?.range.start <= look.offset)?;
    Some(Found::words([format!("help(\"{name}\")")]).spanning(asked))
}

/// `Thread(print, ["a"])`: the one function whose bare name is no value.
pub fn print_as_value(look: &Look) -> Option<Found> {
    parse(look)?;
    let print = match look.near(0) {
        "print" => look.here,
        _ => look.here.checked_sub(1)?,
    };
    let word = |index: usize| {
        look.tokens()
            .get(index)
            .map_or("", |token| look.word(token))
    };
    when(word(print) == "print" && matches!(word(print + 1), "," | ")" | ";" | "]"))?;
    when(matches!(word(print.checked_sub(1)?), "(" | "," | "=" | "["))?;
    Some(Found::words([]).at(look.tokens()[print].range.clone()))
}
