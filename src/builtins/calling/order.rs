//! `sort`, `order` and `dedup` with a comparer of the script.

use super::callback::Callback;
use crate::builtins::sorting::try_in_order;
use crate::messages::message;
use crate::objects::abi::answers::{is_no_answer, is_true};
use crate::objects::abi::each::{Form, Visit};
use crate::objects::abi::sorter::Sorter;
use crate::objects::abi::{Args, Each, Host};
use crate::objects::error::Error;
use crate::objects::value::{Array, Value, type_name};
use rhai::Position;
use std::cmp::Ordering;

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
    if array.len() <= 1 {
        return Callback::new(host, comparer).map(|_| Value::Unit);
    }
    let each = || {
        let sorter = Visit::Sort(Box::new(Sorter::new(array.to_vec())));
        Each::new(array.clone(), 0, Form::PAIR, sorter)
    };
    let (each, outcome) = match host.steady(&comparer) {
        Some((2, prepared)) => host.run_each(&prepared, each()),
        _ => Callback::new(host, comparer)?.run(each()),
    };
    outcome?;
    if let Visit::Sort(sorter) = each.visit {
        *array = Array::new(sorter.into_items());
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

/// The method by which objects of a script's class have an order: `a.compare(b)` gives a number, below zero when `a` comes first.
const COMPARE: &str = "compare";

/// Items of arrays that are looked at, and levels of them: data that shares its items, or nests deeper, has no end that can be waited for.
const LOOKS: usize = 1 << 22;
const LEVELS: usize = 200;

/// Is one of them an object whose class says how it compares, or an array that holds one? True as well when that would take too long to find:
/// who compares by [`by_method`] then counts each comparison.
pub fn compare_by_method<'v>(values: impl IntoIterator<Item = &'v Value>) -> bool {
    let mut looks = LOOKS;
    values
        .into_iter()
        .any(|value| compares_within(value, LEVELS, &mut looks))
}

fn compares_within(value: &Value, levels: usize, looks: &mut usize) -> bool {
    match value {
        Value::Object(object) => {
            let instance = object.as_instance();
            instance.is_some_and(|instance| instance.class.find(COMPARE, 1).is_some())
        }
        Value::Array(items) => match looks.checked_sub(items.len()) {
            Some(rest) if levels > 0 => {
                *looks = rest;
                let mut items = items.iter();
                items.any(|item| compares_within(item, levels - 1, looks))
            }
            _ => true,
        },
        _ => false,
    }
}

/// Which of the two comes first, as the class of one of them says; nothing when none does.
pub fn by_method(
    host: &mut dyn Host,
    left: &Value,
    right: &Value,
) -> Option<Result<Ordering, Error>> {
    let is_asked = |value: &Value| matches!(value, Value::Object(_)) && compare_by_method([value]);
    let mut ask = |asked: &Value, other: &Value| {
        let args: Args = std::iter::once(other.clone()).collect();
        match host.call_method(asked, COMPARE, args)? {
            Value::Int(order) => Ok(order.cmp(&0)),
            Value::Float(order) => Ok(order.partial_cmp(&0.0).unwrap_or(Ordering::Equal)),
            other => Err(
                Error::type_error(message!("compare-gives", kind = type_name(&other)))
                    .with_hint(message!("compare-gives.hint")),
            ),
        }
    };
    if is_asked(left) {
        return Some(ask(left, right));
    }
    is_asked(right).then(|| ask(right, left).map(Ordering::reverse))
}

/// `sort()` of objects.
pub(super) fn sort_objects(
    host: &mut dyn Host,
    receiver: &mut Value,
    _: Args,
    _: Position,
) -> Result<Value, Error> {
    by_their_order(host, receiver, false)
}

/// `sort_desc()` of objects.
pub(super) fn sort_objects_desc(
    host: &mut dyn Host,
    receiver: &mut Value,
    _: Args,
    _: Position,
) -> Result<Value, Error> {
    by_their_order(host, receiver, true)
}

/// `order()` of objects.
pub(super) fn order_objects(
    host: &mut dyn Host,
    receiver: &mut Value,
    _: Args,
    _: Position,
) -> Result<Value, Error> {
    let mut copy = receiver.clone();
    by_their_order(host, &mut copy, false)?;
    Ok(copy)
}

/// `order_desc()` of objects.
pub(super) fn order_objects_desc(
    host: &mut dyn Host,
    receiver: &mut Value,
    _: Args,
    _: Position,
) -> Result<Value, Error> {
    let mut copy = receiver.clone();
    by_their_order(host, &mut copy, true)?;
    Ok(copy)
}

fn by_their_order(
    host: &mut dyn Host,
    receiver: &mut Value,
    descends: bool,
) -> Result<Value, Error> {
    let Value::Array(array) = receiver else {
        return Ok(Value::Unit);
    };
    let sorted = try_in_order(array.to_vec(), &mut |left: &Value, right: &Value| {
        let (left, right) = match descends {
            true => (right, left),
            false => (left, right),
        };
        by_method(host, left, right).unwrap_or_else(|| {
            let (left, right) = (type_name(left), type_name(right));
            Err(Error::type_error(message!("no-order", left, right)))
        })
    })?;
    *array = Array::new(sorted);
    Ok(Value::Unit)
}
