//! Hints about what values and operators cannot do, and about limits.

use super::Found;
use super::look::{Look, when};
use super::problem::{run, unknown_function};
use crate::engine::error::scan::TokenKind;
use rhai::EvalAltResult;

fn is_text_type(name: &str) -> bool {
    name.contains("String") || name == "string"
}

/// `let d = {};` is an empty block, whose value is `()`.
pub fn empty_map(look: &Look) -> Option<Found> {
    let EvalAltResult::ErrorIndexingType(kind, _) = run(look)? else {
        return None;
    };
    when(kind.starts_with("()"))?;
    Some(Found::words([]))
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

/// `x & 1 == 0`: the comparison comes first. Only plain operands, so that the line is sure to be what was meant.
pub fn precedence(look: &Look) -> Option<Found> {
    const COMPARISONS: &[&str] = &["==", "!=", "<", "<=", ">", ">="];
    let (name, types) = unknown_function(look)?;
    when(matches!(name, "&" | "|" | "^") && look.near(0) == name)?;
    let is_plain = |delta: isize| {
        look.token(delta)
            .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
            && !matches!(look.near(delta + 1), "." | "?." | "(" | "[" | "::")
            && !matches!(look.near(delta - 1), "." | "?." | "::" | "-" | "!")
    };
    let both = format!("({} {name} {})", look.near(-1), look.near(1));
    let (other, comparison) = match types.as_slice() {
        ["i64", "bool"] => (3, look.near(2)),
        ["bool", "i64"] => (-3, look.near(-2)),
        _ => return None,
    };
    when([-1, 1, other].into_iter().all(is_plain))?;
    let value = look.near(other);
    let code = match other {
        3 => format!("{both} {comparison} {value}"),
        _ => format!("{value} {comparison} {both}"),
    };
    when(COMPARISONS.contains(&comparison))?;
    Some(Found::words([
        comparison.to_string(),
        name.to_string(),
        code,
    ]))
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
