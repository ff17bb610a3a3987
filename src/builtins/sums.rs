//! `a + b` of texts, arrays and maps, and `text * n`: what they give, and how large that may get.

use crate::objects::abi::size::{check_array, check_maps, check_repeated};
use crate::objects::abi::{check_text, meter, size};
use crate::objects::error::Error;
use crate::objects::value::{Array, Text, Value, caught_text};

/// `text + other` for texts, whole numbers and characters. None for other types, and where the sum would be too large.
pub fn joined(text: &Text, other: &Value) -> Option<Text> {
    let (mut digits, mut bytes) = (itoa::Buffer::new(), [0; 4]);
    let more = match other {
        Value::Str(more) if text.is_empty() => return Some(more.clone()),
        Value::Str(more) => more.as_str(),
        Value::Int(int) => digits.format(*int),
        Value::Char(char) => char.encode_utf8(&mut bytes),
        _ => return None,
    };
    if more.is_empty() {
        return Some(text.clone());
    }
    check_text(text.len() + more.len()).ok()?;
    Some(Text::joined(text, more))
}

/// Refuse `a + b` that would be too large.
pub(crate) fn check_sum(a: &Value, b: &Value) -> Result<(), Error> {
    /// Bytes of the longest number or character.
    const SHORT: usize = 32;
    match (a, b) {
        (Value::Str(a), Value::Str(b)) => check_text(a.len() + b.len()),
        (Value::Str(text), _) | (_, Value::Str(text)) if text.len() + SHORT > size::BYTES => {
            check_text(size::shown_length(a) + size::shown_length(b))
        }
        (Value::Array(a), Value::Array(b)) => check_array(a.len() + b.len()),
        (Value::Array(a), _) => check_array(a.len() + 1),
        (Value::Map(a), Value::Map(b)) => check_maps(a, b),
        (Value::Foreign(_), _) => size::check_blob(size::blob_length(a) + size::blob_length(b)),
        _ => Ok(()),
    }
}

/// `a + b` of texts and arrays; nothing for other types.
pub(crate) fn add(a: &Value, b: &Value) -> Option<Value> {
    Some(match (a, b) {
        (Value::Str(text), Value::Str(_) | Value::Int(_) | Value::Char(_)) => {
            Value::Str(joined(text, b)?)
        }
        // A caught error reads as it does when it is printed.
        (Value::Str(a), Value::Map(b)) => Value::string(format!("{a}{}", caught_text(b)?)),
        (Value::Str(text), Value::Unit) | (Value::Unit, Value::Str(text)) => {
            Value::Str(text.clone())
        }
        (Value::Char(a), Value::Char(b)) => Value::Str([*a, *b].iter().collect::<String>().into()),
        (Value::Char(a), Value::Str(b)) => {
            let mut text = String::with_capacity(b.len() + 4);
            text.push(*a);
            text.push_str(b);
            Value::Str(text.into())
        }
        (Value::Array(a), Value::Array(b)) => {
            if b.is_empty() {
                Value::Array(a.clone())
            } else if a.is_empty() {
                Value::Array(b.clone())
            } else {
                let mut items = Vec::with_capacity(a.len() + b.len());
                items.extend_from_slice(a);
                items.extend_from_slice(b);
                Value::array(items)
            }
        }
        (Value::Map(a), Value::Map(b)) => {
            let mut sum = a.clone();
            if !b.is_empty() {
                sum.extend(
                    b.unordered()
                        .map(|(key, value)| (key.clone(), value.clone())),
                );
            }
            Value::Map(sum)
        }
        _ => return None,
    })
}

/// `"ab" * 3`, as in Python: nothing for a count below 1.
pub(crate) fn repeat(text: &Text, times: i64) -> Result<Value, Error> {
    let times = usize::try_from(times.max(0)).unwrap_or(usize::MAX);
    check_repeated(text.len(), times)?;
    meter::walk_bytes(text.len() * times)?;
    Ok(Value::Str(text.repeat(times)))
}

/// An array so many times in a row; none for a number below 1, as in Python.
///
/// # Errors
/// More than 2²⁵ items, the memory limit.
pub(crate) fn repeat_items(items: &Array, times: i64) -> Result<Value, Error> {
    let times = usize::try_from(times).unwrap_or(0);
    let length = items.len().saturating_mul(times);
    check_array(length)?;
    meter::walk(length)?;
    let mut repeated = Vec::with_capacity(length);
    for _ in 0..times {
        repeated.extend(items.iter().cloned());
    }
    Ok(Value::array(repeated))
}
