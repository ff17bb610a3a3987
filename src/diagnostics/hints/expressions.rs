//! Python's way of writing expressions.

use super::Found;
use super::blocks::corrected;
use super::look::{Look, split, when};
use super::problem::{missing, parse};
use super::rewrite::{array_of, lambda_text, rhai};
use crate::lang::{Token, TokenKind};

pub fn lambda(look: &Look) -> Option<Found> {
    parse(look)?;
    let line = look.line();
    let start = line
        .iter()
        .position(|token| look.word(token) == "lambda" && token.range.start <= look.offset)?;
    Some(Found::words([lambda_text(look, &line[start..])]).spanning(&line[start..start + 1]))
}

pub fn word_operator(look: &Look) -> Option<Found> {
    parse(look)?;
    let (delta, word) = [(0, look.near(0)), (-1, look.near(-1))]
        .into_iter()
        .find(|(_, word)| matches!(*word, "and" | "or" | "not" | "is"))?;
    let following = look.near(delta + 1);
    let (word, ours) = match (word, following) {
        ("is", "not") => ("is not", "!="),
        ("is", _) => ("is", "=="),
        ("not", "in") => ("not in", "!in"),
        ("not", _) if look.near(delta - 1) == "is" => ("is not", "!="),
        ("not", _) => ("not", "!"),
        ("and", _) => ("and", "&&"),
        _ => ("or", "||"),
    };
    let token = look.token(delta)?;
    let line = look.line_of(look.here.checked_add_signed(delta)?);
    Some(
        Found::words([word.to_string(), ours.to_string(), corrected(look, line)])
            .at(token.range.clone()),
    )
}

pub fn comprehension(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "for")?;
    let open = look.open_bracket()?;
    when(matches!(look.word(&look.tokens()[open]), "[" | "("))?;
    let close = look.closing(open).unwrap_or(look.tokens().len());
    let inside = rhai(look, &look.tokens()[open + 1..close]);
    let end = look.tokens().get(close).or(look.tokens().last())?;
    Some(
        Found::words([format!("list[{inside}]")])
            .at(look.tokens()[open].range.start..end.range.end),
    )
}

/// `pool.submit(f, (3,))`: what a task gets stands behind its function, one by one.
pub fn tuple_of_task(look: &Look) -> Option<Found> {
    let found = tuple(look)?;
    let open = look.open_bracket()?;
    when(look.at(open.checked_sub(1)?) == ",")?;
    let mut depth = 0_i32;
    let outer = (0..open).rev().find(|at| {
        match look.at(*at) {
            ")" | "]" | "}" => depth += 1,
            "(" | "[" | "{" | "#{" => depth -= 1,
            _ => {}
        }
        depth < 0
    })?;
    when(
        look.at(outer) == "(" && matches!(look.at(outer.checked_sub(1)?), "submit" | "apply_async"),
    )?;
    let code = found.words[0]
        .strip_prefix('[')?
        .strip_suffix(']')?
        .to_string();
    Some(Found::words([code]).at(found.at?))
}

pub fn tuple(look: &Look) -> Option<Found> {
    missing(look, &[")"])?;
    when(look.near(0) == ",")?;
    let open = look.open_bracket()?;
    when(look.word(&look.tokens()[open]) == "(")?;
    let close = look.closing(open)?;
    // `(a, b) => …` is a function.
    when(look.at(close + 1) != "=>")?;
    Some(
        Found::words([array_of(look, &look.tokens()[open..=close])])
            .at(look.tokens()[open].range.start..look.tokens()[close].range.end),
    )
}

pub fn several_variables(look: &Look) -> Option<Found> {
    missing(look, &[";"])?;
    when(look.near(0) == ",")?;
    let mut statement = look.statement();
    let declares = look.first_word(statement) == "let";
    if declares {
        statement = &statement[1..];
    }
    let equals = statement.iter().position(|token| look.word(token) == "=")?;
    let part = |tokens: &[Token]| -> Vec<String> {
        split(look, tokens, ",")
            .into_iter()
            .map(|part| rhai(look, part))
            .collect()
    };
    let names = part(&statement[..equals]);
    let values = part(&statement[equals + 1..]);
    let word = if declares { "let " } else { "" };
    Some(Found::words([assignments(look, &names, &values, word)?]))
}

/// `a = 1; b = 2;` for these names and values; `word` is what stands before each name.
pub fn assignments(look: &Look, names: &[String], values: &[String], word: &str) -> Option<String> {
    let lines: Vec<String> = match (names, values) {
        ([a, b], [c, d]) if a == d && b == c => {
            let other = fresh_name(look);
            return Some(format!("let {other} = {a}; {a} = {b}; {b} = {other};"));
        }
        _ if names.len() == values.len() => (names.iter().zip(values))
            .map(|(name, value)| format!("{word}{name} = {value};"))
            .collect(),
        (_, [value]) => {
            let all = fresh_name(look);
            let parts = (names.iter().enumerate())
                .map(|(index, name)| format!("{word}{name} = {all}[{index}];"));
            [format!("let {all} = {value};")]
                .into_iter()
                .chain(parts)
                .collect()
        }
        _ => return None,
    };
    Some(lines.join(" "))
}

/// A name for what a hint keeps for a moment, that the text does not have.
pub fn fresh_name(look: &Look) -> &'static str {
    const NAMES: &[&str] = &["t", "pair", "kept", "all_values"];
    let is_free = |name: &&&str| (0..look.tokens().len()).all(|at| look.at(at) != **name);
    NAMES.iter().find(is_free).unwrap_or(&"kept_value")
}

pub fn slice(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == ":")?;
    let open = look.open_bracket()?;
    when(look.word(&look.tokens()[open]) == "[" && open > 0)?;
    let close = look.closing(open)?;
    let name = look.word(&look.tokens()[open - 1]);
    when(name.starts_with(|first: char| first.is_alphanumeric() || "_)]\"'`".contains(first)))?;
    let start = rhai(look, &look.tokens()[open + 1..look.here]);
    let end = rhai(look, &look.tokens()[look.here + 1..close]);
    let start = if start.is_empty() { "0" } else { &start };
    let counts = |number: &str| number.parse::<i64>().ok();
    let (array, text) = if let Some(back) = counts(&end).filter(|end| *end < 0) {
        // The length is counted from the end.
        let array = match counts(start)? {
            first if first < 0 => format!("{name}.extract({first}, {})", (back - first).max(0)),
            0 => format!("{name}.extract(0, {name}.len() - {})", -back),
            first => format!("{name}.extract({first}, {name}.len() - {})", first - back),
        };
        (array, format!("{name}[{start}..{end}]"))
    } else if end.is_empty() {
        (
            format!("{name}.extract({start})"),
            format!("{name}.sub_string({start})"),
        )
    } else {
        (
            format!("{name}.extract({start}..{end})"),
            format!("{name}[{start}..{end}]"),
        )
    };
    Some(Found::words([array, text]))
}

pub fn dictionary(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == ":" && look.near(-2) == "{")?;
    let open = look.here - 2;
    let close = look.closing(open)?;
    Some(
        Found::words([format!("#{}", keyed(look, &look.tokens()[open..=close]))])
            .at(look.tokens()[open].range.clone()),
    )
}

/// The map with texts for keys.
fn keyed(look: &Look, tokens: &[Token]) -> String {
    let mut code = rhai(look, tokens);
    for pair in tokens.windows(2) {
        if pair[0].kind == TokenKind::Number && look.word(&pair[1]) == ":" {
            let key = look.word(&pair[0]);
            code = code.replacen(&format!("{key}:"), &format!("\"{key}\":"), 1);
        }
    }
    code
}

pub fn conditional_value(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.near(0) == "?" || look.near(0) == "if" && !look.starts_line())?;
    let statement = look.statement();
    let here = statement
        .iter()
        .position(|token| token.range.start >= look.offset)?;
    let other = statement
        .iter()
        .position(|token| matches!(look.word(token), "else" | ":"));
    // `x = 5 if ok` alone.
    let (other, has_other) = match other {
        Some(other) => (other, true),
        None => {
            when(look.near(0) == "if")?;
            (statement.len(), false)
        }
    };
    let start = statement[..here]
        .iter()
        .rposition(|token| matches!(look.word(token), "=" | "return" | "(" | ","))
        .map_or(0, |index| index + 1);
    // In a call or a list, the value ends with its bracket or the next comma.
    let mut depth = 0;
    let end = statement.get(other..)?.iter().position(|token| {
        match look.word(token) {
            "(" | "[" | "{" | "#{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        depth < 0 || depth == 0 && look.word(token) == ","
    });
    let end = end.map_or(statement.len(), |length| other + length);
    when(start < here && here + 1 < other && (other + 1 < end || !has_other))?;
    let first = rhai(look, &statement[start..here]);
    let second = rhai(look, &statement[here + 1..other]);
    let third = match has_other {
        true => rhai(look, &statement[other + 1..end]),
        false => "()".to_string(),
    };
    let after = rhai(look, &statement[end..]);
    let (condition, value) = if look.near(0) == "?" {
        (first, second)
    } else {
        (second, first)
    };
    let before = rhai(look, &statement[..start]);
    let space = if before.ends_with(['(', '[']) {
        ""
    } else {
        " "
    };
    let text = format!("{before}{space}if {condition} {{ {value} }} else {{ {third} }}{after};");
    Some(Found::words([text.trim().to_string()]))
}
