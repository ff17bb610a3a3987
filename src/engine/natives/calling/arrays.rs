//! `map`, `filter`, `reduce` … of arrays. The callback sees the array as it was at the start.

use super::callback::{Callback, is_true};
use super::each::{Each, Form, Visit};
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

/// Call for each item from `start` on, the item at `place` of the arguments; gives the loop as it ended. What has become of the items that
/// the callback got as `this` is in the receiver, also after an error.
fn run(
    callback: &mut Callback,
    receiver: &mut Value,
    (start, place): (usize, Option<usize>),
    visit: Visit,
    way: Way,
) -> Result<Box<Each>, Error> {
    let array = match receiver {
        Value::Array(array) => std::mem::take(array),
        _ => Array::default(),
    };
    let args = usize::from(matches!(visit, Visit::Fold(_)));
    let form = callback.form(args, true, place);
    let mut each = Box::new(Each::new(
        array,
        start,
        form.unwrap_or(Form::UNKNOWN),
        visit,
    ));
    if let Way::Backwards = way {
        each.go_backwards();
    }
    let (mut each, outcome) = match form {
        Some(_) => callback.run(each),
        None => callback.search_each(each, place),
    };
    *receiver = Value::Array(std::mem::take(&mut each.receiver));
    outcome.map(|()| each)
}

enum Way {
    Forwards,
    Backwards,
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
    let all = (0, None);
    run(&mut callback, receiver, all, Visit::Nothing, Way::Forwards)?;
    Ok(Value::Unit)
}

pub(super) fn map(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let mut callback = Callback::new(host, first(&mut args))?;
    let mapped = Visit::Map(Vec::with_capacity(items_of(receiver).len()));
    let all = (0, Some(0));
    let each = run(&mut callback, receiver, all, mapped, Way::Forwards)?;
    Ok(gathered(each.visit))
}

pub(super) fn filter(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let mut callback = Callback::new(host, first(&mut args))?;
    let kept = Visit::Filter(Vec::new());
    let each = run(&mut callback, receiver, (0, Some(0)), kept, Way::Forwards)?;
    Ok(gathered(each.visit))
}

/// The array that the loop has made.
fn gathered(visit: Visit) -> Value {
    match visit {
        Visit::Map(items) | Visit::Filter(items) => Value::array(items),
        _ => Value::Unit,
    }
}

fn index_where(
    callback: &mut Callback,
    receiver: &mut Value,
    start: usize,
) -> Result<Option<usize>, Error> {
    let wanted = Visit::Until(true);
    let each = run(callback, receiver, (start, Some(0)), wanted, Way::Forwards)?;
    Ok(each.has_found.then_some(each.at))
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
    let wanted = Visit::UntilSome(Value::Unit);
    let each = run(
        &mut callback,
        receiver,
        (start, Some(0)),
        wanted,
        Way::Forwards,
    )?;
    Ok(match each.visit {
        Visit::UntilSome(found) => found,
        _ => Value::Unit,
    })
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
    let refused = Visit::Until(false);
    let each = run(
        &mut callback,
        receiver,
        (0, Some(0)),
        refused,
        Way::Forwards,
    )?;
    Ok(Value::Bool(!each.has_found))
}

pub(super) fn reduce(
    host: &mut dyn Host,
    receiver: &mut Value,
    args: Args,
    _: Position,
) -> Result<Value, Error> {
    fold(host, receiver, args, Way::Forwards)
}

pub(super) fn reduce_rev(
    host: &mut dyn Host,
    receiver: &mut Value,
    args: Args,
    _: Position,
) -> Result<Value, Error> {
    fold(host, receiver, args, Way::Backwards)
}

fn fold(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    way: Way,
) -> Result<Value, Error> {
    let mut callback = Callback::new(host, first(&mut args))?;
    let initial = args.get_mut(1).map(std::mem::take).unwrap_or_default();
    let each = run(
        &mut callback,
        receiver,
        (0, Some(1)),
        Visit::Fold(initial),
        way,
    )?;
    Ok(match each.visit {
        Visit::Fold(result) => result,
        _ => Value::Unit,
    })
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
