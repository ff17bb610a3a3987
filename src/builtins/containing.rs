//! `item in container`, and `container.contains(item)` where that needs nobody else.

use super::equality::{known_holds, position};
use super::searching::{find, has_char};
use crate::border::call_rhai;
use crate::objects::abi::meter;
use crate::objects::code::SiteCache;
use crate::objects::error::Error;
use crate::objects::value::Value;
use rhai::Position;

/// `item in container`.
pub(crate) fn contains(container: &Value, item: &Value, at: Position) -> Result<bool, Error> {
    match (container, item) {
        (Value::Array(items), item) => {
            meter::walk(items.len())?;
            return Ok(position(items, item, at)?.is_some());
        }
        (Value::Map(entries), Value::Str(key)) => return Ok(entries.contains_key(key.as_str())),
        (Value::Str(text), Value::Char(char)) => {
            meter::walk_bytes(4 * text.len())?;
            return Ok(has_char(text, *char));
        }
        (Value::Str(text), Value::Str(part)) => {
            meter::walk_bytes(4 * text.len())?;
            return Ok(find(text, part).is_some());
        }
        (Value::Object(object), item) => {
            if let Some(found) = object.handle().and_then(|handle| handle.holds(item)) {
                return found.map_err(|error| error.at(at));
            }
        }
        _ => {}
    }
    let mut container = container.clone();
    let found = call_rhai(
        "contains",
        &mut [&mut container, &mut item.clone()],
        true,
        false,
        &SiteCache::default(),
        at,
    )?;
    match found {
        Value::Bool(found) => Ok(found),
        other => Err(wrong_type("bool", &other, at)),
    }
}

/// `item in container`, as far as that is told without a walk that must be counted, and without an error.
#[inline]
pub fn is_in(container: &Value, item: &Value) -> Option<bool> {
    match (container, item) {
        (Value::Map(entries), Value::Str(key)) => Some(entries.contains_key(key)),
        (Value::Array(items), item) if !meter::is_worth_it(items.len()) => known_holds(items, item),
        (Value::Str(text), item) if !meter::is_worth_it(text.len()) => match item {
            Value::Str(part) => Some(find(text, part).is_some()),
            Value::Char(part) => Some(has_char(text, *part)),
            _ => None,
        },
        _ => None,
    }
}

fn wrong_type(wanted: &str, value: &Value, at: Position) -> Error {
    Error::wrong_type(wanted, value).at(at)
}
