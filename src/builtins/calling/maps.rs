//! `map`, `filter`, `drain` and `retain` of maps: the callback gets `(key, value)`, or the key with the value as `this`.

use super::callback::Callback;
use crate::objects::abi::answers::{is_true, is_unchanged};
use crate::objects::abi::{Args, Host};
use crate::objects::error::Error;
use crate::objects::value::{Key, Map, Value};
use rhai::Position;

fn entries_of(receiver: &Value) -> Map {
    match receiver {
        Value::Map(map) => map.clone(),
        _ => Map::default(),
    }
}

/// Call for each entry; `visit` gets the key, the value as it is then, and the result.
fn walk(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    mut visit: impl FnMut(&Key, Value, Value),
) -> Result<(), Error> {
    let function = args.first_mut().map(std::mem::take).unwrap_or_default();
    let mut callback = Callback::new(host, function)?;
    for (key, value) in entries_of(receiver).iter() {
        let called = callback.each(value, &[Value::Str(key.text())], None, Some(1))?;
        let now = match called.this {
            Some(this) if !is_unchanged(value, &this) => {
                if let Value::Map(map) = receiver {
                    map.set(key, this.clone());
                }
                this
            }
            _ => value.clone(),
        };
        visit(key, now, called.result);
    }
    Ok(())
}

pub(super) fn map(
    host: &mut dyn Host,
    receiver: &mut Value,
    args: Args,
    _: Position,
) -> Result<Value, Error> {
    let mut mapped = Map::default();
    walk(host, receiver, args, |key, _, result| {
        mapped.insert(key.clone(), result);
    })?;
    Ok(Value::Map(mapped))
}

pub(super) fn filter(
    host: &mut dyn Host,
    receiver: &mut Value,
    args: Args,
    _: Position,
) -> Result<Value, Error> {
    let mut kept = Map::default();
    walk(host, receiver, args, |key, value, result| {
        if is_true(&result) {
            kept.insert(key.clone(), value);
        }
    })?;
    Ok(Value::Map(kept))
}

pub(super) fn drain(
    host: &mut dyn Host,
    receiver: &mut Value,
    args: Args,
    _: Position,
) -> Result<Value, Error> {
    separate(host, receiver, args, true)
}

pub(super) fn retain(
    host: &mut dyn Host,
    receiver: &mut Value,
    args: Args,
    _: Position,
) -> Result<Value, Error> {
    separate(host, receiver, args, false)
}

/// Take out the entries for which the callback's answer is `removed`; gives them. After an error, entries that were not asked about stay.
fn separate(
    host: &mut dyn Host,
    receiver: &mut Value,
    args: Args,
    removed: bool,
) -> Result<Value, Error> {
    let mut taken = Map::default();
    let outcome = walk(host, receiver, args, |key, value, result| {
        if is_true(&result) == removed {
            taken.insert(key.clone(), value);
        }
    });
    if let Value::Map(map) = receiver
        && !taken.is_empty()
    {
        map.retain(|key, _| !taken.contains_key(key));
    }
    outcome.map(|()| Value::Map(taken))
}
