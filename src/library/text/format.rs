//! `format("{0:2d} {name}", …)`: replacement fields in a text, as Python's `str.format`. What stands behind a field's colon is in `spec`.

use super::spec::format_value;
use crate::library::builtins::show;
use crate::library::declare::natives;
use crate::messages::{Message, message};
use crate::objects::abi::{Call, Native, check_text};
use crate::objects::error::Error;
use crate::objects::value::{Value, type_name};
use std::borrow::Cow;

pub static FUNCTIONS: &[Native] = natives! {
    /// Fill the values into the fields of a text: `{}` in turn, `{0}` by number, `{name}` from a last map.
    ///
    /// Behind a colon stands how: `{0:2d}` two wide, `{:>10}` to the right, `{:.2f}` two digits behind the point; Python's whole mini-language. `{{` is a brace. With
    /// a value that is no text first, it is Python's `format(value, spec)`. Errors are Python's: `ValueError`, `IndexError`, `KeyError`.
    ///
    /// ```
    /// print(format("{0:2d} bouteille(s)", 7));          // prints  7 bouteille(s)
    /// print("{:<6}|{:>6.2f}".format("a", 2.5));         // prints a     |  2.50
    /// print("{hote} : {0}".format("VIVANT", #{hote: "localhost"}));   // prints localhost : VIVANT
    /// print(format(3.14159, ".2f"));                    // prints 3.14
    /// ```
    fn format(template, values...) |call| {
        if !matches!(call.args[0], Value::Str(_)) {
            let spec = call.optional_text(1, "spec")?.unwrap_or_default();
            return match call.args.len() {
                1 | 2 => Ok(format_value(&call.args[0], &spec)?.into()),
                _ => Err(call.wrong(0, "template", message!("a-string"))),
            };
        }
        let template = call.text(0, "template")?;
        let values: Vec<Value> = call.args.drain(1..).collect();
        let text = Template { values: &values, next: Next::Undecided }.fill(call, &template, 0)?;
        Ok(text.into())
    }
};

/// A field may stand in the specification of another one, and so on, so often.
const DEEPEST: usize = 2;

/// How the fields without a name are numbered.
enum Next {
    Undecided,
    /// `{}`: by themselves; the number of the next one.
    Automatic(usize),
    /// `{0}`: by the author.
    Manual,
}

struct Template<'v> {
    values: &'v [Value],
    next: Next,
}

impl Template<'_> {
    fn fill(&mut self, call: &mut Call, template: &str, depth: usize) -> Result<String, Error> {
        if depth > DEEPEST {
            return Err(Error::value_error(message!("format-nested")));
        }
        let mut text = String::with_capacity(2 * template.len());
        let mut rest = template;
        while let Some(at) = rest.find(['{', '}']) {
            text.push_str(&rest[..at]);
            let (brace, after) = rest[at..].split_at(1);
            if after.starts_with(brace) {
                text.push_str(brace);
                rest = &after[1..];
            } else if brace == "}" {
                return Err(Error::value_error(message!("format-single-close")));
            } else {
                let end = field_end(after)?;
                let field = self.field(call, &after[..end], depth)?;
                check_text(text.len() + field.len() + rest.len())?;
                text.push_str(&field);
                rest = &after[end + 1..];
            }
        }
        text.push_str(rest);
        Ok(text)
    }

    fn field(&mut self, call: &mut Call, field: &str, depth: usize) -> Result<String, Error> {
        let split = field.find(['!', ':']).unwrap_or(field.len());
        let value = self.value(call, &field[..split])?;
        let (conversion, spec) = match field[split..].strip_prefix('!') {
            None => (None, field[split..].strip_prefix(':').unwrap_or_default()),
            Some(rest) => {
                let mut chars = rest.chars();
                let conversion = chars.next();
                match (conversion, chars.as_str().strip_prefix(':'), chars.as_str()) {
                    (Some(_), Some(spec), _) => (conversion, spec),
                    (Some(_), None, "") => (conversion, ""),
                    _ => {
                        return Err(Error::value_error(message!("format-colon")));
                    }
                }
            }
        };
        let value = match conversion {
            None => value,
            Some('s') => Value::Str(show(call, &value)?),
            Some('r' | 'a') => call.host.debug_of(&value)?.into(),
            Some(other) => {
                return Err(Error::value_error(message!("format-conversion", other)));
            }
        };
        let spec = match depth >= DEEPEST || spec.contains(['{', '}']) {
            true => Cow::Owned(self.fill(call, spec, depth + 1)?),
            false => Cow::Borrowed(spec),
        };
        match &value {
            Value::Object(_) | Value::Array(_) | Value::Map(_) if spec.is_empty() => {
                Ok(show(call, &value)?.to_string())
            }
            value => format_value(value, &spec),
        }
    }

    /// The value that `0`, `name`, `0.attribute` or `0[key]` stands for; an empty name is the next value.
    fn value(&mut self, call: &mut Call, path: &str) -> Result<Value, Error> {
        let split = path.find(['.', '[']).unwrap_or(path.len());
        let (name, mut path) = path.split_at(split);
        let mut value = match (name.parse::<usize>(), &self.next) {
            (Ok(_), Next::Automatic(_)) => {
                return Err(Error::value_error(message!("format-to-manual")));
            }
            (Ok(number), _) => {
                self.next = Next::Manual;
                self.numbered(number)?
            }
            (Err(_), Next::Manual) if name.is_empty() => {
                return Err(Error::value_error(message!("format-to-automatic")));
            }
            (Err(_), next) if name.is_empty() => {
                let number = if let Next::Automatic(number) = next {
                    *number
                } else {
                    0
                };
                self.next = Next::Automatic(number + 1);
                self.numbered(number)?
            }
            (Err(_), _) => match self.values.last() {
                Some(Value::Map(map)) if let Some(value) = map.get(name) => value.clone(),
                _ => {
                    return Err(
                        Error::raised("KeyError", Message::from(format!("'{name}'")))
                            .with_hint(message!("format-name.hint", name)),
                    );
                }
            },
        };
        while !path.is_empty() {
            let (key, after) = match (path.strip_prefix('.'), path.strip_prefix('[')) {
                (Some(rest), _) => rest.split_at(rest.find(['.', '[']).unwrap_or(rest.len())),
                (_, Some(rest)) => rest
                    .split_once(']')
                    .ok_or_else(|| Error::value_error(message!("format-bracket")))?,
                _ => {
                    return Err(Error::value_error(message!("format-after-bracket")));
                }
            };
            value = element(call, &value, key)?;
            path = after;
        }
        Ok(value)
    }

    fn numbered(&self, number: usize) -> Result<Value, Error> {
        self.values.get(number).cloned().ok_or_else(|| {
            Error::raised("IndexError", message!("format-index", number))
                .with_hint(message!("format-index.hint", count = self.values.len()))
        })
    }
}

/// Where the field ends that starts behind the brace.
fn field_end(text: &str) -> Result<usize, Error> {
    let mut depth = 0;
    for (at, char) in text.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth == 0 => return Ok(at),
            '}' => depth -= 1,
            _ => {}
        }
    }
    Err(Error::value_error(match text.is_empty() {
        true => message!("format-single-open"),
        false => message!("format-open"),
    }))
}

fn element(call: &mut Call, value: &Value, key: &str) -> Result<Value, Error> {
    let missing = |kind: &'static str, message: Message| Err(Error::raised(kind, message));
    match (value, key.parse::<i64>()) {
        (Value::Array(items), Ok(index)) => match usize::try_from(index)
            .ok()
            .and_then(|index| items.get(index))
        {
            Some(item) => Ok(item.clone()),
            None => missing("IndexError", message!("format-list-index")),
        },
        (Value::Map(map), _) => match map.get(key) {
            Some(item) => Ok(item.clone()),
            None => missing("KeyError", Message::from(format!("'{key}'"))),
        },
        (Value::Object(object), _) => {
            let cell = object
                .as_instance()
                .and_then(|instance| instance.attribute(key));
            let property = object.native_class().and_then(|class| class.property(key));
            match (cell.and_then(|cell| cell.load()), property) {
                (Some(value), _) => Ok(value),
                (None, Some(property)) => (property.get)(&mut Call {
                    host: &mut *call.host,
                    receiver: Some(object),
                    args: Default::default(),
                    at: call.at,
                    name: property.name,
                }),
                _ => missing(
                    "AttributeError",
                    message!("format-attribute", class = object.class_name(), key),
                ),
            }
        }
        _ => missing(
            "TypeError",
            message!("format-element", kind = type_name(value), key),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_ends_at_its_own_brace() {
        assert_eq!(field_end("0:{1}} b").unwrap(), 5);
        assert_eq!(field_end("} b").unwrap(), 0);
        assert!(field_end("0").is_err());
        assert!(field_end("").is_err());
    }
}
