//! `map`, `filter`, `reduce` … of arrays. The callback sees the array as it was at the start.

use super::callback::{Callback, Called, is_true, is_unchanged};
use crate::engine::error::Error;
use crate::engine::natives::arrays::{index_of as index_of_value, part};
use crate::engine::natives::{Args, Host};
use crate::engine::value::{Array, Value};
use rhai::Position;

/// The array of the receiver: a second reference to its items, which stay as they are while callbacks run.
fn items_of(receiver: &Value) -> Array {
    match receiver {
        Value::Array(array) => array.clone(),
        _ => Array::default(),
    }
}

/// Write back what the item has become as `this`.
fn write_back(receiver: &mut Value, index: usize, old: &Value, called: &mut Called) {
    if let Some(this) = called.this.take()
        && !is_unchanged(old, &this)
        && let Value::Array(array) = receiver
        && let Some(item) = array.items_mut().get_mut(index)
    {
        *item = this;
    }
}

/// Call for each item from `start` on, the item at `place` of the arguments, until `visit` has a result.
fn walk<R>(
    callback: &mut Callback,
    receiver: &mut Value,
    start: usize,
    place: Option<usize>,
    mut visit: impl FnMut(usize, &Value, Value) -> Option<R>,
) -> Result<Option<R>, Error> {
    let items = items_of(receiver);
    for (index, item) in items.iter().enumerate().skip(start) {
        let mut called = callback.each(item, &[], Some(index as i64), place)?;
        write_back(receiver, index, item, &mut called);
        if let Some(found) = visit(index, item, called.result) {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn first(args: &mut Args) -> Value {
    args.first_mut().map(std::mem::take).unwrap_or_default()
}

/// Where the optional second argument says to start.
fn start(receiver: &Value, args: &Args) -> usize {
    let length = match receiver {
        Value::Array(array) => array.len(),
        _ => 0,
    };
    match args.get(1) {
        Some(Value::Int(start)) => part(length, *start, 0).0,
        _ => 0,
    }
}

/// The item as it is now: a callback may have changed it as `this`.
fn now(receiver: &Value, index: usize) -> Value {
    match receiver {
        Value::Array(array) => array.get(index).cloned().unwrap_or_default(),
        _ => Value::Unit,
    }
}

pub(super) fn for_each(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let mut callback = Callback::new(host, first(&mut args))?;
    walk(&mut callback, receiver, 0, None, |_, _, _| None::<()>)?;
    Ok(Value::Unit)
}

pub(super) fn map(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let mut callback = Callback::new(host, first(&mut args))?;
    let mut mapped = Vec::with_capacity(items_of(receiver).len());
    walk(&mut callback, receiver, 0, Some(0), |_, _, result| {
        mapped.push(result);
        None::<()>
    })?;
    Ok(Value::array(mapped))
}

pub(super) fn filter(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let mut callback = Callback::new(host, first(&mut args))?;
    let mut kept = Vec::new();
    let before = items_of(receiver);
    for (index, item) in before.iter().enumerate() {
        let mut called = callback.each(item, &[], Some(index as i64), Some(0))?;
        let bound = called.this.is_some();
        write_back(receiver, index, item, &mut called);
        if is_true(&called.result) {
            kept.push(if bound {
                now(receiver, index)
            } else {
                item.clone()
            });
        }
    }
    Ok(Value::array(kept))
}

fn index_where(
    callback: &mut Callback,
    receiver: &mut Value,
    start: usize,
) -> Result<Option<usize>, Error> {
    walk(callback, receiver, start, Some(0), |index, _, result| {
        is_true(&result).then_some(index)
    })
}

/// `index_of(f)`, `index_of(f, start)`; a text is the name of a function if there is such a function, else the value to look for.
pub(super) fn index_of(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    at: Position,
) -> Result<Value, Error> {
    let start = start(receiver, &args);
    let function = first(&mut args);
    let by_name = function.as_str().map(str::to_string);
    if items_of(receiver).is_empty() {
        return Ok(Value::Int(-1));
    }
    let found = match Callback::new(host, function.clone()) {
        Ok(mut callback) => index_where(&mut callback, receiver, start),
        Err(_) if by_name.is_some() => {
            return index_of_value(&items_of(receiver), &function, start, at).map(Value::Int);
        }
        Err(error) => Err(error),
    };
    match (found, by_name) {
        (Err(error), Some(name)) if error.is_unknown_function(&name) => {
            index_of_value(&items_of(receiver), &function, start, at).map(Value::Int)
        }
        (found, _) => Ok(Value::Int(found?.map_or(-1, |index| index as i64))),
    }
}

pub(super) fn find(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let start = start(receiver, &args);
    let mut callback = Callback::new(host, first(&mut args))?;
    let found = index_where(&mut callback, receiver, start)?;
    Ok(found.map_or(Value::Unit, |index| now(receiver, index)))
}

pub(super) fn find_map(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let start = start(receiver, &args);
    let mut callback = Callback::new(host, first(&mut args))?;
    let found = walk(&mut callback, receiver, start, Some(0), |_, _, result| {
        (!result.is_unit()).then_some(result)
    })?;
    Ok(found.unwrap_or_default())
}

pub(super) fn some(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let mut callback = Callback::new(host, first(&mut args))?;
    let found = index_where(&mut callback, receiver, 0)?;
    Ok(Value::Bool(found.is_some()))
}

pub(super) fn all(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let mut callback = Callback::new(host, first(&mut args))?;
    let refused = walk(&mut callback, receiver, 0, Some(0), |_, _, result| {
        (!is_true(&result)).then_some(())
    })?;
    Ok(Value::Bool(refused.is_none()))
}

pub(super) fn reduce(
    host: &mut dyn Host,
    receiver: &mut Value,
    args: Args,
    _: Position,
) -> Result<Value, Error> {
    fold(host, receiver, args, false)
}

pub(super) fn reduce_rev(
    host: &mut dyn Host,
    receiver: &mut Value,
    args: Args,
    _: Position,
) -> Result<Value, Error> {
    fold(host, receiver, args, true)
}

fn fold(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    backwards: bool,
) -> Result<Value, Error> {
    let mut callback = Callback::new(host, first(&mut args))?;
    let mut result = args.get_mut(1).map(std::mem::take).unwrap_or_default();
    let items = items_of(receiver);
    for step in 0..items.len() {
        let index = if backwards {
            items.len() - 1 - step
        } else {
            step
        };
        let item = &items[index];
        let mut called = callback.each(item, &[result], Some(index as i64), Some(1))?;
        write_back(receiver, index, item, &mut called);
        result = called.result;
    }
    Ok(result)
}

/// `zip(array, f)`: `f(x, y)` or `f(x, y, index)`, as far as both arrays go.
pub(super) fn zip(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let other = items_of(&first(&mut args));
    let function = args.get_mut(1).map(std::mem::take).unwrap_or_default();
    let mut callback = Callback::new(host, function)?;
    let name = callback.name.clone();
    let count = callback.takes_pair_or_more();
    let items = items_of(receiver);
    let mut zipped = Vec::with_capacity(items.len().min(other.len()));
    for (index, (x, y)) in items.iter().zip(other.iter()).enumerate() {
        let mut call = |count| {
            let mut args = [x.clone(), y.clone(), Value::Int(index as i64)];
            callback.call(&mut args[..count])
        };
        let result = match count {
            Some(count) => call(count),
            None => match call(2) {
                Err(error) if error.is_unknown_function(&name) => call(3),
                result => result,
            },
        };
        zipped.push(result?);
    }
    Ok(Value::array(zipped))
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

/// Take out the items for which the callback's answer is `removed`; gives them. After an error, the items that were not asked about stay.
fn separate(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    removed: bool,
) -> Result<Value, Error> {
    let mut callback = Callback::new(host, first(&mut args))?;
    let items = items_of(receiver);
    let mut kept = Vec::new();
    let mut taken = Vec::new();
    let mut failed = None;
    for (index, item) in items.iter().enumerate() {
        if failed.is_some() {
            kept.push(item.clone());
            continue;
        }
        match callback.each(item, &[], Some(index as i64), Some(0)) {
            Ok(called) => {
                let item = called.this.unwrap_or_else(|| item.clone());
                if is_true(&called.result) == removed {
                    taken.push(item);
                } else {
                    kept.push(item);
                }
            }
            Err(error) => {
                failed = Some(error);
                kept.push(item.clone());
            }
        }
    }
    *receiver = Value::array(kept);
    match failed {
        Some(error) => Err(error),
        None => Ok(Value::array(taken)),
    }
}
