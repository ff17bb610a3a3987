//! What methods of strings give for short texts in ASCII: nothing has to be counted, and nothing can fail. And short paddings.

use crate::objects::value::{Text, Value};

/// Characters in a narrow column.
const COLUMN: i64 = 64;

/// A short text without white space at its ends, or at one of them.
pub(super) fn plainly_stripped(
    text: &Value,
    others: &[Value],
    strip: fn(&str) -> &str,
) -> Option<Value> {
    match (text, others) {
        (Value::Str(text), []) if text.is_short_ascii() => Some(strip(text).into()),
        _ => None,
    }
}

/// How a short text begins or ends.
pub(super) fn plainly_tested(
    text: &Value,
    others: &[Value],
    test: impl Fn(&str, &str) -> bool,
) -> Option<Value> {
    match (text, others) {
        (Value::Str(text), [Value::Str(part)]) if text.is_short_ascii() => {
            Some(Value::Bool(test(text, part)))
        }
        _ => None,
    }
}

/// Is each byte of a short text in ASCII of a kind, and is there one?
pub(super) fn all_bytes(text: &Value, test: fn(&u8) -> bool) -> Option<Value> {
    match text {
        Value::Str(text) if text.is_short_ascii() => Some(Value::Bool(
            !text.is_empty() && text.bytes().all(|byte| test(&byte)),
        )),
        _ => None,
    }
}

/// A short text between spaces, in a narrow column.
pub(super) fn plainly_padded(
    text: &Value,
    others: &[Value],
    sides: fn(usize) -> (usize, usize),
) -> Option<Value> {
    match (text, others) {
        (Value::Str(text), [Value::Int(width @ 0..=COLUMN)]) if text.is_short_ascii() => {
            let (before, after) = sides((*width as usize).saturating_sub(text.len()));
            let mut padded = Text::with_capacity(before + text.len() + after);
            fill_up(&mut padded, " ", before);
            padded.append(text);
            fill_up(&mut padded, " ", after);
            Some(Value::Str(padded))
        }
        _ => None,
    }
}

/// Add a character so many times.
pub(super) fn fill_up(text: &mut Text, fill: &str, times: usize) {
    const SPACES: &str = "                                                                ";
    match fill == " " && times <= SPACES.len() {
        true => text.append(&SPACES[..times]),
        false => text.append(&fill.repeat(times)),
    }
}
