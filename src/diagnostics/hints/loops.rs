//! Loops as other languages write them: `for (int i = 0; i < n; i++)`, `for x of xs`, `for i in 1 to 3`.

use super::Found;
use super::look::{Look, when};
use super::problem::parse;
use super::rewrite::rhai;
use crate::lang::{Token, TokenKind};

/// The tokens between `for` and its block, without brackets around them all; and whether there were brackets, and the index of the `for`.
fn header<'a>(look: &Look<'a>) -> Option<(&'a [Token], bool, &'a [Token])> {
    let line = look.line();
    let here = line.partition_point(|token| token.range.end <= look.offset);
    let is_for = |at: &usize| {
        matches!(look.word(&line[*at]), "for" | "foreach")
            && (*at == 0 || matches!(look.word(&line[*at - 1]), ";" | "{" | "}"))
    };
    let start = (0..line.len().min(here + 1)).rev().find(is_for)?;
    let mut from = start + 1;
    if line
        .get(from)
        .is_some_and(|token| matches!(look.word(token), "each" | "all"))
    {
        from += 1;
    }
    let length = line[from..]
        .iter()
        .position(|token| look.word(token) == "{");
    let end = length.map_or(line.len(), |length| from + length);
    let inside = &line[from..end];
    let inside = match inside.split_last() {
        Some((last, rest)) if matches!(look.word(last), ":" | "do") => rest,
        _ => inside,
    };
    let in_brackets = look.first_word(inside) == "("
        && super::look::closing(look, inside, 0)
            .is_some_and(|close| close + 1 == inside.len() || length.is_none());
    let close = super::look::closing(look, inside, 0).filter(|_| in_brackets);
    let inside = match close {
        Some(close) => &inside[1..close],
        None => inside,
    };
    Some((inside, in_brackets, &line[start..from]))
}

/// A bound of `..`, in brackets if it is more than a word, a number or a call.
fn bound(text: &str) -> String {
    let is_simple = text
        .chars()
        .all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '.' | '(' | ')'));
    match is_simple {
        true => text.to_string(),
        false => format!("({text})"),
    }
}

/// `for (int i = 0; i < n; i += 2)`
pub fn counted_loop(look: &Look) -> Option<Found> {
    parse(look)?;
    let (inside, _, word) = header(look)?;
    let semicolons: Vec<usize> = (0..inside.len())
        .filter(|at| look.word(&inside[*at]) == ";")
        .collect();
    let [first, second] = semicolons[..] else {
        return None;
    };
    let (begin, test, step) = (
        &inside[..first],
        &inside[first + 1..second],
        &inside[second + 1..],
    );
    let equals = begin.iter().position(|token| look.word(token) == "=")?;
    let name = look.word(begin.get(equals.checked_sub(1)?)?);
    let start = rhai(look, &begin[equals + 1..]);
    let [left, operator, end @ ..] = test else {
        return None;
    };
    when(look.word(left) == name && !end.is_empty() && !start.is_empty())?;
    let end = bound(&rhai(look, end));
    let start = bound(&start);
    let words: Vec<&str> = step.iter().map(|token| look.word(token)).collect();
    let step = match words[..] {
        [i, "++"] | ["++", i] if i == name => "1".to_string(),
        [i, "--"] | ["--", i] if i == name => "-1".to_string(),
        [i, "+=", ..] if i == name => rhai(look, &step[2..]),
        [i, "-=", ..] if i == name => format!("-{}", bound(&rhai(look, &step[2..]))),
        [i, "=", j, "+", ..] if i == name && j == name => rhai(look, &step[4..]),
        [i, "=", j, "-", ..] if i == name && j == name => {
            format!("-{}", bound(&rhai(look, &step[4..])))
        }
        _ => return None,
    };
    let down = step.starts_with('-');
    let code = match (look.word(operator), down) {
        ("<" | "!=", false) if step == "1" => format!("for {name} in {start}..{end} {{"),
        ("<=", false) if step == "1" => format!("for {name} in {start}..={end} {{"),
        ("<" | "!=", false) => format!("for {name} in range({start}, {end}, {step}) {{"),
        ("<=", false) => format!("for {name} in range({start}, {end} + 1, {step}) {{"),
        (">" | "!=", true) => format!("for {name} in range({start}, {end}, {step}) {{"),
        (">=", true) => format!("for {name} in range({start}, {end} - 1, {step}) {{"),
        _ => return None,
    };
    Some(Found::words([code]).spanning(word))
}

/// `for x of xs {`, `for (String x : xs) {`, `for i = 0 to 3 {`, `for i in 1 to 3 {`
pub fn other_loop(look: &Look) -> Option<Found> {
    parse(look)?;
    let (inside, in_brackets, word) = header(look)?;
    let is = |token: &Token, words: &[&str]| words.contains(&look.word(token));
    let at = inside
        .iter()
        .position(|token| is(token, &["of", ":", "in", "=", "from"]))?;
    let (names, rest) = (&inside[..at], &inside[at + 1..]);
    let sign = look.word(&inside[at]);
    when(
        !names.is_empty()
            && names.iter().all(|name| name.kind == TokenKind::Word)
            && !rest.is_empty(),
    )?;
    let name = look.word(names.last()?);
    let to = rest
        .iter()
        .position(|token| is(token, &["to", "until", "downto"]));
    let code = match to {
        Some(to) if to > 0 && to + 1 < rest.len() => {
            let step = rest.iter().position(|token| is(token, &["step", "by"]));
            let start = bound(&rhai(look, &rest[..to]));
            let end = bound(&rhai(look, &rest[to + 1..step.unwrap_or(rest.len())]));
            let step = step.map(|step| rhai(look, &rest[step + 1..]));
            match (look.word(&rest[to]), step) {
                ("downto", _) => format!("for {name} in range({start}, {end} - 1, -1) {{"),
                ("until", None) => format!("for {name} in {start}..{end} {{"),
                (_, None) => format!("for {name} in {start}..={end} {{"),
                (_, Some(step)) => format!("for {name} in range({start}, {end} + 1, {step}) {{"),
            }
        }
        _ if sign == "=" || sign == "from" => return None,
        // What is right stays for the other rows.
        _ if sign == "in"
            && names.len() == 1
            && !in_brackets
            && word.len() == 1
            && look.first_word(word) == "for" =>
        {
            return None;
        }
        _ => format!("for {name} in {} {{", rhai(look, rest)),
    };
    Some(Found::words([code]).spanning(word))
}
