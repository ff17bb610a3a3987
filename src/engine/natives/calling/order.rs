//! `sort`, `order` and `dedup` with a comparer of the script.

use super::callback::{Callback, is_true};
use crate::engine::error::{Error, Kind};
use crate::engine::natives::convert::type_id;
use crate::engine::natives::{Args, Host};
use crate::engine::value::{Array, Value};
use rhai::Position;

pub(super) fn sort(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let Value::Array(array) = receiver else {
        return Ok(Value::Unit);
    };
    let comparer = args.first_mut().map(std::mem::take).unwrap_or_default();
    let mut callback = Callback::new(host, comparer)?;
    if array.len() > 1 {
        *array = Array::new(merge_sort(array.to_vec(), &mut |a, b| {
            is_less(&mut callback, a, b)
        })?);
    }
    Ok(Value::Unit)
}

pub(super) fn order(
    host: &mut dyn Host,
    receiver: &mut Value,
    args: Args,
    at: Position,
) -> Result<Value, Error> {
    let mut copy = receiver.clone();
    sort(host, &mut copy, args, at)?;
    Ok(copy)
}

/// As in Rhai, an error of the language or a thrown value is no answer of a comparer; all other errors go up.
fn is_no_answer(error: &Error) -> bool {
    matches!(error.kind(), Kind::Language(_) | Kind::Thrown(_)) && error.is_catchable()
}

/// Does the comparer put `a` before `b`? It says so by a negative number or by `true`; anything else leaves the order of types.
fn is_less(callback: &mut Callback, a: &Value, b: &Value) -> Result<bool, Error> {
    match callback.call_with_pair(a, b) {
        Ok(Value::Int(order)) => Ok(order < 0),
        Ok(Value::Bool(before)) => Ok(before),
        Err(error) if !is_no_answer(&error) => Err(error),
        _ => Ok(type_id(a) < type_id(b)),
    }
}

type Less<'f> = &'f mut dyn FnMut(&Value, &Value) -> Result<bool, Error>;

/// A stable sort that stops at the first error, and ends in some order whatever the comparer says.
fn merge_sort(items: Vec<Value>, less: Less) -> Result<Vec<Value>, Error> {
    /// Runs of this many items are sorted by insertion.
    const RUN: usize = 8;
    let mut runs: Vec<Vec<Value>> = Vec::with_capacity(items.len() / RUN + 1);
    let mut items = items.into_iter();
    loop {
        let run: Vec<Value> = items.by_ref().take(RUN).collect();
        if run.is_empty() {
            break;
        }
        runs.push(insertion_sort(run, less)?);
    }
    while runs.len() > 1 {
        let mut merged = Vec::with_capacity(runs.len().div_ceil(2));
        let mut pairs = runs.into_iter();
        while let Some(left) = pairs.next() {
            merged.push(match pairs.next() {
                Some(right) => merge(left, right, less)?,
                None => left,
            });
        }
        runs = merged;
    }
    Ok(runs.pop().unwrap_or_default())
}

fn insertion_sort(items: Vec<Value>, less: Less) -> Result<Vec<Value>, Error> {
    let mut sorted: Vec<Value> = Vec::with_capacity(items.len());
    for item in items {
        // Most often the item already stands after all others.
        let (mut low, mut high) = (0, sorted.len());
        if high > 0 && !less(&item, &sorted[high - 1])? {
            low = high;
        } else {
            high = high.saturating_sub(1);
        }
        while low < high {
            let middle = (low + high) / 2;
            if less(&item, &sorted[middle])? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        sorted.insert(low, item);
    }
    Ok(sorted)
}

fn merge(left: Vec<Value>, right: Vec<Value>, less: Less) -> Result<Vec<Value>, Error> {
    let mut merged = Vec::with_capacity(left.len() + right.len());
    if let (Some(last), Some(first)) = (left.last(), right.first())
        && !less(first, last)?
    {
        merged.extend(left);
        merged.extend(right);
        return Ok(merged);
    }
    let mut left = left.into_iter().peekable();
    let mut right = right.into_iter().peekable();
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        let next = match less(b, a)? {
            true => right.next(),
            false => left.next(),
        };
        if let Some(next) = next {
            merged.push(next);
        }
    }
    merged.extend(left);
    merged.extend(right);
    Ok(merged)
}

/// `dedup(f)`: of neighbours for which `f(first, next)` is true, the first stays.
pub(super) fn dedup(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let Value::Array(array) = receiver else {
        return Ok(Value::Unit);
    };
    let comparer = args.first_mut().map(std::mem::take).unwrap_or_default();
    let mut callback = Callback::new(host, comparer)?;
    let mut kept: Vec<Value> = Vec::with_capacity(array.len());
    for item in array.iter() {
        let same = match kept.last() {
            Some(last) => match callback.call_with_pair(last, item) {
                Ok(same) => is_true(&same),
                Err(error) if is_no_answer(&error) => false,
                Err(error) => return Err(error),
            },
            None => false,
        };
        if !same {
            kept.push(item.clone());
        }
    }
    *array = Array::new(kept);
    Ok(Value::Unit)
}
