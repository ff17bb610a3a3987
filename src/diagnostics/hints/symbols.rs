//! Symbols of other languages and of mathematics: `√4`, `i <- xs`; files that are asked for by a call.

use super::Found;
use super::cause::Problem;
use super::look::{Look, when};
use super::problem::{parse, unknown_function};
use super::rewrite::rhai;
use crate::lang::Token;
use rhai::{LexError, ParseErrorType};

/// `√4`, `√(x + 1)`
pub fn root(look: &Look) -> Option<Found> {
    parse(look)?;
    let rest = look.source.get(look.offset..)?.strip_prefix('√')?;
    let mut depth = 0_i32;
    let ends = |(_, letter): &(usize, char)| {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth < 0 || depth == 0 && !letter.is_alphanumeric() && !matches!(letter, '_' | '.' | ')')
    };
    let end = rest
        .char_indices()
        .find(ends)
        .map_or(rest.len(), |(at, _)| at);
    let value = rest[..end].trim();
    when(!value.is_empty())?;
    let inside = value
        .strip_prefix('(')
        .and_then(|inside| inside.strip_suffix(')'));
    let code = format!("sqrt(float({}))", inside.unwrap_or(value));
    Some(Found::words([code]).at(look.offset..look.offset + '√'.len_utf8() + end))
}

/// `for i <- xs {`, `x <- 3`
pub fn left_arrow(look: &Look) -> Option<Found> {
    parse(look)?;
    let Problem::Parse(syntax) = look.problem else {
        return None;
    };
    when(
        matches!(&*syntax.said, ParseErrorType::BadInput(LexError::ImproperSymbol(symbol, _)) if symbol == "<-"),
    )?;
    let line = look.line();
    let begin = line.first()?.range.start;
    let arrow = begin + look.source[begin..].find("<-")?;
    let end = arrow + "<-".len();
    let behind = line.partition_point(|token| token.range.end <= end);
    let last = line.partition_point(|token| token.range.end <= arrow);
    let ends = |token: &Token| matches!(look.word(token), ";" | "{" | "}");
    let start = line[..last].iter().rposition(ends).map_or(0, |at| at + 1);
    let length = line[behind..].iter().position(ends);
    let finish = length.map_or(line.len(), |length| behind + length);
    let (before, value) = (&line[start..last], rhai(look, &line[behind..finish]));
    when(!before.is_empty() && !value.is_empty())?;
    let names = rhai(look, before);
    let code = match look.first_word(before) {
        "for" => format!("{names} in {value} {{"),
        "let" | "const" => format!("{names} = {value};"),
        _ => format!("let {names} = {value};"),
    };
    Some(Found::words([code]).at(arrow..end))
}

/// `require("./tools")`: a script of one's own is imported by a statement.
pub fn required(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    when(matches!(call.name(), "require" | "include" | "__import__") && look.near(1) == "(")?;
    let text = look.near(2).trim_matches(['"', '`', '\'']);
    let file = text.strip_prefix("./").unwrap_or(text);
    let file = file.split('.').next()?;
    let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '/');
    when(!look.is_module(file) && !file.is_empty() && file.chars().all(is_name))?;
    let name = file.rsplit('/').next()?;
    Some(Found::words([
        call.name().to_string(),
        format!("import \"{file}\" as {name};"),
    ]))
}
