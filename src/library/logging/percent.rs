//! Texts with `%` fields, as Python's old formatting: `%s`, `%5d`, `%.2f`, `%(name)-8s`.

use crate::library::text::format_value;
use crate::messages::message;
use crate::objects::abi::{Call, check_text};
use crate::objects::error::Error;
use crate::objects::value::{Value, to_debug};

/// Where the value of a field comes from: by name, or the next one in turn.
pub trait Values {
    /// # Errors
    /// `KeyError`, or `TypeError` when there are too few.
    fn value(&mut self, name: Option<&str>) -> Result<Value, Error>;
}

/// The values that stand behind a message.
pub struct InTurn<'v> {
    pub values: &'v [Value],
    pub next: usize,
}

impl Values for InTurn<'_> {
    fn value(&mut self, name: Option<&str>) -> Result<Value, Error> {
        if let (Some(name), [Value::Map(map)]) = (name, self.values) {
            let missing = || Error::raised("KeyError", message!("percent-key", name));
            return map.get(name).cloned().ok_or_else(missing);
        }
        let value = self.values.get(self.next).cloned();
        self.next += 1;
        value.ok_or_else(|| {
            Error::type_error(message!("percent-few")).with_hint(message!("percent-few.hint"))
        })
    }
}

/// The names of the fields of a text.
///
/// # Errors
/// `ValueError` for a name that does not end.
pub fn names(text: &str) -> Result<Vec<&str>, Error> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let field = &rest[at + 1..];
        rest = match field.strip_prefix('(') {
            None => field.strip_prefix('%').unwrap_or(field),
            Some(inside) => {
                let (name, after) = inside.split_once(')').ok_or_else(|| bad_field(text))?;
                found.push(name);
                after
            }
        };
    }
    Ok(found)
}

/// Fill the fields of a text.
///
/// # Errors
/// `ValueError` for a field that is none, those of the values.
pub fn fill(call: &mut Call, text: &str, values: &mut dyn Values) -> Result<String, Error> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        filled += &rest[..at];
        let field = &rest[at + 1..];
        let (name, after) = match field.strip_prefix('(') {
            Some(inside) => match inside.split_once(')') {
                Some((name, after)) => (Some(name), after),
                None => return Err(bad_field(text)),
            },
            None => (None, field),
        };
        let end = after.find(|char: char| !matches!(char, '-' | '+' | ' ' | '#' | '.' | '0'..='9'));
        let Some(kind) = end.and_then(|end| after[end..].chars().next()) else {
            return Err(bad_field(text));
        };
        let (flags, after) = (&after[..end.unwrap_or(0)], &after[end.unwrap_or(0)..]);
        rest = &after[kind.len_utf8()..];
        match kind {
            '%' => filled.push('%'),
            _ => filled += &one(call, (flags, kind), values.value(name)?)?,
        }
        check_text(filled.len())?;
    }
    Ok(filled + rest)
}

/// One value, as its field says.
fn one(call: &mut Call, (flags, kind): (&str, char), value: Value) -> Result<String, Error> {
    let left = flags.contains('-');
    let spec = flags.replace('-', "");
    let (value, spec) = match kind {
        's' | 'r' | 'a' => {
            let text = match kind {
                's' => call.host.text_of(&value)?.to_string(),
                _ => to_debug(&value),
            };
            let side = if left { '<' } else { '>' };
            (
                Value::string(text),
                format!("{side}{}s", spec.trim_start_matches('0')),
            )
        }
        'd' | 'i' | 'u' => {
            let whole = match value {
                Value::Float(float) => Value::Int(float as i64),
                other => other,
            };
            let side = if left { "<" } else { "" };
            (whole, format!("{side}{spec}d"))
        }
        'f' | 'F' | 'e' | 'E' | 'g' | 'G' | 'x' | 'X' | 'o' | 'c' => {
            let side = if left { "<" } else { "" };
            (value, format!("{side}{spec}{kind}"))
        }
        _ => return Err(bad_field(&format!("%{flags}{kind}"))),
    };
    format_value(&value, &spec)
}

fn bad_field(text: &str) -> Error {
    Error::value_error(message!("percent-field", text)).with_hint(message!("percent-field.hint"))
}
