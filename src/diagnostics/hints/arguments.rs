//! Arguments that are not what a function takes: a method that was not called, a key that stands alone, an integer for a float.

use super::Found;
use super::cause::Problem;
use super::declared::functions;
use super::look::{Look, split, when};
use super::members::chain_start;
use super::problem::{raised_any, unknown_function};
use super::rewrite::rhai;
use crate::lang::{Token, TokenKind};

/// `f.result + 1`, `range(q.qsize)`: a method that is named and not called.
pub fn not_called(look: &Look) -> Option<Found> {
    let is_function = match unknown_function(look) {
        Some(call) => !call.is_method() && call.takes("Fn"),
        None => match look.problem {
            Problem::Raised(message) => message.to_string().ends_with("not `Fn`"),
            _ => false,
        },
    };
    when(is_function)?;
    let line = look.line();
    let is_member = |at: &usize| {
        let is_named =
            line[*at].kind == TokenKind::Word && *at > 0 && look.word(&line[*at - 1]) == ".";
        let next = line.get(*at + 1).map_or("", |token| look.word(token));
        is_named && !matches!(next, "(" | "." | "[" | "=")
    };
    let mut members = (0..line.len()).filter(is_member);
    let at = members.next()?;
    // With two of them it is not certain which one.
    when(members.next().is_none())?;
    let first = look
        .tokens()
        .partition_point(|token| token.range.start < line[at].range.start);
    let start = chain_start(look, first)?;
    let code = format!("{}()", rhai(look, &look.tokens()[start..=first]));
    let range = look.tokens()[start].range.start..look.tokens()[first].range.end;
    Some(Found::words([look.at(first).to_string(), code]).at(range))
}

/// `max(xs, |x| len(x))`: what the values are compared by stands in a map.
pub fn key_alone(look: &Look) -> Option<Found> {
    when(raised_any(look).is_some() || matches!(look.problem, Problem::Run(_)))?;
    let name = look.near(0);
    when(matches!(name, "max" | "min" | "sorted") && look.near(1) == "(")?;
    let close = look.closing(look.here + 1)?;
    let inside = &look.tokens()[look.here + 2..close];
    let parts = split(look, inside, ",");
    let [first, rest @ ..] = &parts[..] else {
        return None;
    };
    let second = look
        .tokens()
        .partition_point(|token| token.range.start < first.last().map_or(0, |last| last.range.end));
    let key = look.tokens().get(second + 1..close)?;
    when(!rest.is_empty() && is_function(look, key))?;
    let code = format!(
        "{name}({}, #{{key: {}}})",
        rhai(look, first),
        rhai(look, key)
    );
    Some(Found::words([code]))
}

/// Is it a closure, or the name of a function?
fn is_function(look: &Look, tokens: &[Token]) -> bool {
    match tokens {
        [name] => {
            let word = look.word(name);
            functions(look).iter().any(|(known, ..)| *known == word)
                || name.kind == TokenKind::Word
                    && look.names.functions.iter().any(|known| known == word)
        }
        tokens => matches!(look.first_word(tokens), "|" | "||"),
    }
}

/// Functions of floats alone.
const OF_FLOATS: &[&str] = &[
    "sqrt", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "exp", "ln",
    "log", "floor", "ceiling",
];

/// `sqrt(4)`
pub fn float_wanted(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    let name = call.name();
    when(OF_FLOATS.contains(&name) && call.types.first()? == "i64" && call.types.len() == 1)?;
    let code = match call.is_method() || look.near(-1) == "." {
        true => {
            let start = chain_start(look, look.here.checked_sub(2)?)?;
            let value = rhai(look, &look.tokens()[start..look.here - 1]);
            format!("float({value}).{name}()")
        }
        false => {
            when(look.near(0) == name && look.near(1) == "(")?;
            let close = look.closing(look.here + 1)?;
            format!(
                "{name}(float({}))",
                rhai(look, &look.tokens()[look.here + 2..close])
            )
        }
    };
    Some(Found::words([name.to_string(), code]))
}
