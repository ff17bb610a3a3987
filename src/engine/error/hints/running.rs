//! Hints about what values and operators cannot do, and about limits.

use super::Found;
use super::look::{Look, when};
use super::problem::{run, unknown_function};
use crate::engine::error::scan::TokenKind;
use crate::engine::error::{ErrorKind, Indexed, Trouble};

/// `let d = {};` is an empty block, whose value is `()`.
pub fn empty_map(look: &Look) -> Option<Found> {
    when(matches!(run(look)?, ErrorKind::NoIndex { receiver, .. } if receiver == "()"))?;
    Some(Found::words([]))
}

pub fn range_of_floats(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    when(call.name() == "range" && call.takes("f64"))?;
    Some(Found::words([]))
}

pub fn inside(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    when(call.name() == "contains" && matches!(look.near(0), "in" | "!"))?;
    Some(Found::words([call.types.first()?.clone()]))
}

/// `x & 1 == 0`: the comparison comes first. Only plain operands, so that the line is sure to be what was meant.
pub fn precedence(look: &Look) -> Option<Found> {
    const COMPARISONS: &[&str] = &["==", "!=", "<", "<=", ">", ">="];
    let call = unknown_function(look)?;
    let name = call.name();
    when(matches!(name, "&" | "|" | "^") && look.near(0) == name)?;
    let is_plain = |delta: isize| {
        look.token(delta)
            .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
            && !matches!(look.near(delta + 1), "." | "?." | "(" | "[" | "::")
            && !matches!(look.near(delta - 1), "." | "?." | "::" | "-" | "!")
    };
    let both = format!("({} {name} {})", look.near(-1), look.near(1));
    let (other, comparison) = match &call.types[..] {
        [a, b] if a == "i64" && b == "bool" => (3, look.near(2)),
        [a, b] if a == "bool" && b == "i64" => (-3, look.near(-2)),
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
    let call = unknown_function(look)?;
    when(OPERATORS.contains(&call.name()) && call.takes("()"))?;
    Some(Found::words([call.name().to_string()]))
}

/// `"Cycle %d" % n`.
pub fn percent_format(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    when(call.name() == "%" && call.receiver() == "string")?;
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
    let call = unknown_function(look)?;
    when(OPERATORS.contains(&call.name()) && call.takes("string"))?;
    when(call.takes("i64") || call.takes("f64"))?;
    Some(Found::words([call.name().to_string()]))
}

pub fn bounds(look: &Look) -> Option<Found> {
    match run(look)? {
        ErrorKind::OutOfBounds { of, length, .. } if *of != Indexed::Bits => {
            Some(Found::words([length.checked_sub(1)?.to_string()]))
        }
        _ => None,
    }
}

pub fn recursion(look: &Look) -> Option<Found> {
    when(matches!(run(look)?, ErrorKind::CallDepth { .. }))?;
    Some(Found::words([]))
}

pub fn condition(look: &Look) -> Option<Found> {
    let ErrorKind::WrongType { wanted, got } = run(look)? else {
        return None;
    };
    when(wanted == "bool")?;
    let value = if look.is_word(0) { look.near(0) } else { "x" };
    let test = match got.as_str() {
        "i64" | "f64" => format!("{value} != 0"),
        "()" => format!("{value} != ()"),
        _ => format!("{value}.len() > 0"),
    };
    Some(Found::words([test]))
}

pub fn overflow(look: &Look) -> Option<Found> {
    match run(look)? {
        ErrorKind::Arithmetic(arithmetic) if arithmetic.trouble == Trouble::Overflow => {
            Some(Found::words([]))
        }
        _ => None,
    }
}

pub fn constant(look: &Look) -> Option<Found> {
    match run(look)? {
        ErrorKind::Constant(name) => Some(Found::words([name.clone()])),
        ErrorKind::ChangedConstant(changed) => Some(Found::words([changed.variable.clone()?])),
        _ => None,
    }
}

pub fn unbound_this(look: &Look) -> Option<Found> {
    when(matches!(run(look)?, ErrorKind::UnboundThis))?;
    Some(Found::words([]))
}
