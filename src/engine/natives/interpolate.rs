//! The text of `` `…${…}…` ``.

use crate::engine::value::{Value, to_text};
use rhai::ImmutableString;
use std::fmt::Write;

/// Join the texts of the parts.
pub fn interpolate(parts: &[Value]) -> ImmutableString {
    let length = parts
        .iter()
        .map(|part| part.as_str().map_or(8, str::len))
        .sum();
    let mut text = String::with_capacity(length);
    for part in parts {
        match part {
            Value::Str(part) => text.push_str(part),
            Value::Char(char) => text.push(*char),
            Value::Int(int) => {
                let _ = write!(text, "{int}");
            }
            part => text.push_str(&to_text(part)),
        }
    }
    text.into()
}
