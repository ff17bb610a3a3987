//! The order that `sorted`, `min` and `max` go by: of numbers, texts, truth values, dates, objects with a method `compare`, and arrays of these.

use crate::builtins::{by_method, compare_by_method, sort_numbers, sure_in_order, try_in_order};
use crate::messages::message;
use crate::objects::abi::size::PARTS;
use crate::objects::abi::{Host, meter, too_large};
use crate::objects::error::Error;
use crate::objects::value::{Value, type_name};
use std::cmp::Ordering;

/// Longer texts are compared with a count.
const SHORT: usize = 1 << 12;

/// Arrays of more items, or nested more than so deep, are not looked through for whether they are alike.
const PLACES: usize = 8;
const ALIKE: usize = 2;

/// Arrays nested deeper than this are not compared.
const DEPTH: usize = 100;

/// Which of the two comes first? A `TypeError` for values that have no order.
pub fn compare(left: &Value, right: &Value) -> Result<Ordering, Error> {
    compare_within(left, right, (DEPTH, &mut { PARTS }), &mut |_, _| None)
}

/// As [`compare`]; objects whose class has a method `compare` are asked.
pub fn compare_on(host: &mut dyn Host, left: &Value, right: &Value) -> Result<Ordering, Error> {
    let mut others = |left: &Value, right: &Value| by_method(host, left, right);
    compare_within(left, right, (DEPTH, &mut { PARTS }), &mut others)
}

/// Who is asked about values that have no order of their own.
type Others<'o> = &'o mut dyn FnMut(&Value, &Value) -> Option<Result<Ordering, Error>>;

fn compare_within(
    left: &Value,
    right: &Value,
    (depth, left_to_look): (usize, &mut usize),
    others: Others,
) -> Result<Ordering, Error> {
    if let (Value::Int(a), Value::Int(b)) = (left, right) {
        return Ok(a.cmp(b));
    }
    if let (Some(a), Some(b)) = (number(left), number(right)) {
        return Ok(a.partial_cmp(&b).unwrap_or(Ordering::Equal));
    }
    match (left, right) {
        (Value::Str(a), Value::Str(b)) => {
            meter::walk_bytes(a.len().min(b.len()))?;
            Ok(a.cmp(b))
        }
        (Value::Char(a), Value::Char(b)) => Ok(a.cmp(b)),
        (Value::Char(a), Value::Str(b)) => Ok(a.to_string().as_str().cmp(b)),
        (Value::Str(a), Value::Char(b)) => Ok(a.as_str().cmp(&b.to_string())),
        (Value::Array(a), Value::Array(b)) if depth > 0 => {
            for (a, b) in a.iter().zip(b.iter()) {
                spend(left_to_look)?;
                let order = compare_within(a, b, (depth - 1, left_to_look), others)?;
                if order.is_ne() {
                    return Ok(order);
                }
            }
            Ok(a.len().cmp(&b.len()))
        }
        (Value::Object(a), Value::Object(b)) if a.order(b).is_some() => {
            Ok(a.order(b).unwrap_or(Ordering::Equal))
        }
        _ => others(left, right).unwrap_or_else(|| Err(no_order(left, right))),
    }
}

#[cold]
fn no_order(left: &Value, right: &Value) -> Error {
    let is_instance =
        |value: &Value| (value.as_object()).is_some_and(|o| o.as_instance().is_some());
    let error = Error::type_error(message!(
        "no-order",
        left = type_name(left),
        right = type_name(right)
    ));
    match is_instance(left) || is_instance(right) {
        true => error.with_hint(message!("no-order.hint")),
        false => error,
    }
}

fn spend(left: &mut usize) -> Result<(), Error> {
    *left = left.checked_sub(1).ok_or_else(too_large)?;
    meter::step(1)
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Int(int) => Some(*int as f64),
        Value::Float(float) => Some(*float),
        Value::Bool(truth) => Some(f64::from(u8::from(*truth))),
        _ => None,
    }
}

/// Have all values an order that needs no look at what kinds they are: integers, texts, or arrays of as many items each of which is alike
/// at its place?
fn are_alike<'v>(mut values: impl Iterator<Item = &'v Value> + Clone, depth: usize) -> bool {
    let Some(first) = values.clone().next() else {
        return true;
    };
    match first {
        Value::Int(_) => values.all(|value| matches!(value, Value::Int(_))),
        Value::Str(_) => {
            values.all(|value| matches!(value, Value::Str(text) if text.len() <= SHORT))
        }
        Value::Array(items) if depth > 0 && items.len() <= PLACES => {
            let rows = values.map(|value| match value {
                Value::Array(row) if row.len() == items.len() => Some(row),
                _ => None,
            });
            rows.collect::<Option<Vec<_>>>().is_some_and(|rows| {
                let column = |place| rows.iter().map(move |row| &row[place]).collect::<Vec<_>>();
                (0..items.len()).all(|place| are_alike(column(place).into_iter(), depth - 1))
            })
        }
        _ => false,
    }
}

/// The order of values that are alike.
fn order_of_alike(left: &Value, right: &Value) -> Ordering {
    match (left, right) {
        (Value::Int(left), Value::Int(right)) => left.cmp(right),
        (Value::Str(left), Value::Str(right)) => left.as_str().cmp(right.as_str()),
        (Value::Array(left), Value::Array(right)) => {
            let pairs = left.iter().zip(right.iter());
            pairs.fold(Ordering::Equal, |order, (left, right)| {
                order.then_with(|| order_of_alike(left, right))
            })
        }
        _ => Ordering::Equal,
    }
}

/// Sort values, keeping the order of equals. The first error of a comparison ends it.
pub fn sort(mut items: Vec<Value>, reverse: bool) -> Result<Vec<Value>, Error> {
    match sort_numbers(&mut items, reverse)? {
        true => Ok(items),
        false => sort_ranked(items, |item| item, reverse),
    }
}

/// As [`sort`]; objects whose class has a method `compare` are asked.
pub fn sort_on(host: &mut dyn Host, items: Vec<Value>, reverse: bool) -> Result<Vec<Value>, Error> {
    match compare_by_method(&items) {
        false => sort(items, reverse),
        true => try_in_order(items, &mut |left, right| match reverse {
            true => compare_on(host, right, left),
            false => compare_on(host, left, right),
        }),
    }
}

/// Sort pairs by the first of each, keeping the order of equals. The first error of a comparison ends it.
pub fn sort_by_key(
    host: &mut dyn Host,
    items: Vec<(Value, Value)>,
    reverse: bool,
) -> Result<Vec<(Value, Value)>, Error> {
    if compare_by_method(items.iter().map(|(rank, _)| rank)) {
        return try_in_order(items, &mut |(left, _), (right, _)| match reverse {
            true => compare_on(host, right, left),
            false => compare_on(host, left, right),
        });
    }
    sort_ranked(items, |(rank, _)| rank, reverse)
}

fn sort_ranked<T>(
    items: Vec<T>,
    rank: impl Fn(&T) -> &Value,
    reverse: bool,
) -> Result<Vec<T>, Error> {
    if are_alike(items.iter().map(&rank), ALIKE) {
        return sure_in_order(items, &mut |left, right| match reverse {
            true => order_of_alike(rank(right), rank(left)),
            false => order_of_alike(rank(left), rank(right)),
        });
    }
    try_in_order(items, &mut |left, right| match reverse {
        true => compare(rank(right), rank(left)),
        false => compare(rank(left), rank(right)),
    })
}
