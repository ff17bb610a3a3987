//! The order that `sorted`, `min` and `max` go by: of numbers, texts, truth values, and arrays of these.

use crate::builtins::{sort_numbers, sure_in_order, try_in_order};
use crate::messages::message;
use crate::objects::abi::size::PARTS;
use crate::objects::abi::{meter, too_large};
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
    compare_within(left, right, DEPTH, &mut { PARTS })
}

fn compare_within(
    left: &Value,
    right: &Value,
    depth: usize,
    left_to_look: &mut usize,
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
                let order = compare_within(a, b, depth - 1, left_to_look)?;
                if order.is_ne() {
                    return Ok(order);
                }
            }
            Ok(a.len().cmp(&b.len()))
        }
        _ => Err(Error::type_error(message!(
            "no-order",
            left = type_name(left),
            right = type_name(right)
        ))),
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

/// Sort pairs by the first of each, keeping the order of equals. The first error of a comparison ends it.
pub fn sort_by_key(
    items: Vec<(Value, Value)>,
    reverse: bool,
) -> Result<Vec<(Value, Value)>, Error> {
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
