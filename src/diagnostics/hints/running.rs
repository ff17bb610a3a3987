//! Hints about what values and operators cannot do, and about limits.

use super::Found;
use super::look::{Look, when};
use super::problem::{parse, run, unknown_function};
use super::rewrite::rhai;
use crate::lang::{Token, TokenKind};
use crate::objects::error::{ErrorKind, Indexed, Mistake, Trouble};

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

/// `0..x` of a float.
pub fn bound_of_float(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    when(matches!(call.name(), ".." | "..=") && call.takes("f64"))?;
    let range = match look.near(0) {
        ".." | "..=" => look.here,
        _ => look.here + 1,
    };
    let side = |at: usize, kind: Option<&String>| {
        let token = look.tokens().get(at)?;
        when(token.kind != TokenKind::Symbol)?;
        Some(match kind.is_some_and(|kind| kind == "f64") {
            true => format!("int({})", look.word(token)),
            false => look.word(token).to_string(),
        })
    };
    let first = side(range.checked_sub(1)?, call.types.first())?;
    let last = side(range + 1, call.types.get(1))?;
    Some(Found::words([format!("{first}{}{last}", look.at(range))]))
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

/// `m[key] += 1` where there is no such key.
pub fn missing_entry(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    when(call.types.first()? == "()" && look.near(-1) == "]")?;
    let operator = look.near(0).strip_suffix('=')?;
    when(operator == call.name())?;
    let line = look.line();
    let here = line
        .iter()
        .position(|token| token.range == look.tokens()[look.here].range)?;
    let begins = |token: &Token| matches!(look.word(token), ";" | "{" | "}");
    let start = line[..here].iter().rposition(begins).map_or(0, |at| at + 1);
    let entry = rhai(look, &line[start..here]);
    let length = line[here..]
        .iter()
        .position(begins)
        .unwrap_or(line.len() - here);
    let value = rhai(look, &line[here + 1..here + length]);
    let start = match operator {
        "*" | "/" => "1",
        _ if value.starts_with('"') => "\"\"",
        _ => "0",
    };
    Some(Found::words([format!(
        "{entry} = ({entry} ?? {start}) {operator} {value};"
    )]))
}

/// `s[0] = "b"`: one character goes where one stood.
pub fn letter(look: &Look) -> Option<Found> {
    let ErrorKind::WrongType { wanted, got } = run(look)? else {
        return None;
    };
    when(wanted == "char" && got == "string")?;
    let statement = look.statement();
    let equals = statement.iter().position(|token| look.word(token) == "=")?;
    let [text] = &statement[equals + 1..] else {
        return None;
    };
    let inside = look.word(text).strip_prefix('"')?.strip_suffix('"')?;
    when(inside.chars().count() == 1 && inside != "'" && inside != "\\")?;
    Some(Found::words([format!("'{inside}'")]))
}

pub fn nothing_in_operator(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    when(OPERATORS.contains(&call.name()) && call.takes("()"))?;
    Some(Found::words([call.name().to_string()]))
}

/// `"Cycle %d" % n`.
pub fn percent_format(look: &Look) -> Option<Found> {
    let call = unknown_function(look)?;
    when(call.name() == "%" && call.receiver() == "string")?;
    when(!look.is_text(-1) || look.near(-1).contains('%'))?;
    let mut depth = 0_i32;
    let behind = look.tokens().get(look.here + 1..)?;
    let end = behind.iter().position(|token| {
        match look.word(token) {
            "(" | "[" | "#{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        depth < 0 || depth == 0 && matches!(look.word(token), "," | ";")
    });
    let values = &behind[..end.unwrap_or(behind.len())];
    let closes = super::look::closing(look, values, 0) == values.len().checked_sub(1);
    let values = match look.first_word(values) {
        "[" | "(" if closes => &values[1..values.len() - 1],
        _ => values,
    };
    let values = rhai(look, values);
    let code = match look.is_text(-1) {
        true => format!("format({}, {values})", braces(look.near(-1))),
        false => format!("format(…, {values})"),
    };
    Some(Found::words([code]))
}

/// `%d`, `%s`, `%.2f` as `format` writes them.
pub fn braces(text: &str) -> String {
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
    if let Some(Mistake::NotBool(kind)) = parse(look) {
        let value = match look.near(0) {
            "[" | "#{" | "(" => {
                let close = look.closing(look.here)?;
                rhai(look, &look.tokens()[look.here..=close])
            }
            value => value.to_string(),
        };
        let test = match *kind {
            "i64" | "f64" if look.near(-1) == "while" => "true".to_string(),
            "i64" | "f64" => format!("{value} != 0"),
            "array" | "map" => format!("{value}.len() > 0"),
            "string" => format!("{value} != \"\""),
            "()" => "false".to_string(),
            _ => return None,
        };
        return Some(Found::words([test]));
    }
    let ErrorKind::WrongType { wanted, got } = run(look)? else {
        return None;
    };
    when(wanted == "bool")?;
    let value = if look.is_word(0) { look.near(0) } else { "x" };
    let test = match got.as_str() {
        "i64" | "f64" => format!("{value} != 0"),
        "()" => format!("{value} != ()"),
        // A method that is named and not called.
        "Fn" => match [0, 1].into_iter().find(|dot| look.near(*dot) == ".") {
            Some(dot) => format!("{}.{}()", look.near(dot - 1), look.near(dot + 1)),
            None => format!("{value}()"),
        },
        "string" | "array" | "map" | "blob" => format!("{value}.len() > 0"),
        class if look.has_member(class, "len") => format!("{value}.len() > 0"),
        class if look.has_member(class, "empty") => format!("!{value}.empty()"),
        class if look.has_member(class, "is_set") => format!("{value}.is_set()"),
        class if look.has_member(class, "done") => format!("{value}.done()"),
        class if look.has_member(class, "is_alive") => format!("{value}.is_alive()"),
        class if look.has_member(class, "locked") => format!("{value}.locked()"),
        _ => format!("{value} != ()"),
    };
    // `v[0][1] = 3` of a number writes a bit, and is no condition.
    let line = look.line();
    let asks = |token: &Token| {
        matches!(
            look.word(token),
            "if" | "while" | "until" | "&&" | "||" | "!" | "assert"
        )
    };
    when(line.iter().any(asks))?;
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
