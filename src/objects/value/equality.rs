//! Equality of values, as Rhai's `==` on data: numbers of both kinds compare by value, objects by identity.

use super::Value;
use super::work;
use rhai::{Blob, Dynamic};
use std::sync::Arc;

/// Pairs of items that are looked at: this comparison can tell no error.
const MOST_PAIRS: usize = 1 << 22;

/// Are the values equal? Data nested deeper than the limit counts as different, and so does data that shares its items so often that
/// comparing would not end.
pub fn equal(left: &Value, right: &Value) -> bool {
    equal_within(left, right, 200, &mut { MOST_PAIRS })
}

fn equal_within(left: &Value, right: &Value, depth: usize, pairs: &mut usize) -> bool {
    if depth == 0 {
        return false;
    }
    match (left, right) {
        (Value::Unit, Value::Unit) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Float(a), Value::Float(b)) => a == b,
        (Value::Int(a), Value::Float(b)) | (Value::Float(b), Value::Int(a)) => *a as f64 == *b,
        (Value::Char(a), Value::Char(b)) => a == b,
        (Value::Str(a), Value::Str(b)) => a == b,
        (Value::Char(a), Value::Str(b)) | (Value::Str(b), Value::Char(a)) => {
            let mut chars = b.chars();
            chars.next() == Some(*a) && chars.next().is_none()
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len()
                && spend(pairs, a.len())
                && a.iter()
                    .zip(b.iter())
                    .all(|(a, b)| equal_within(a, b, depth - 1, pairs))
        }
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len()
                && spend(pairs, a.len())
                && a.unordered().all(|(key, a)| {
                    b.get(key)
                        .is_some_and(|b| equal_within(a, b, depth - 1, pairs))
                })
        }
        (Value::Function(a), Value::Function(b)) => {
            Arc::ptr_eq(a, b)
                || (a.name == b.name
                    && a.captures.len() == b.captures.len()
                    && a.captures
                        .iter()
                        .zip(b.captures.iter())
                        .all(|(a, b)| triomphe::Arc::ptr_eq(a, b))
                    && a.curried.len() == b.curried.len()
                    && a.curried
                        .iter()
                        .zip(&b.curried)
                        .all(|(a, b)| equal_within(a, b, depth - 1, pairs)))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.same(b)
                || a.order(b) == Some(std::cmp::Ordering::Equal)
                || a.equals(b).unwrap_or(false)
        }
        (Value::Iterator(a), Value::Iterator(b)) => a.gives_the_same(b),
        (Value::Foreign(a), Value::Foreign(b)) => equal_foreign(a, b),
        _ => false,
    }
}

/// Take so many pairs from those that may still be looked at.
fn spend(left: &mut usize, pairs: usize) -> bool {
    work::owe(pairs);
    let rest = left.checked_sub(pairs);
    *left = rest.unwrap_or(0);
    rest.is_some()
}

fn equal_foreign(left: &Dynamic, right: &Dynamic) -> bool {
    if let (Some(a), Some(b)) = (left.read_lock::<Blob>(), right.read_lock::<Blob>()) {
        return *a == *b;
    }
    type Range = std::ops::Range<i64>;
    type RangeInclusive = std::ops::RangeInclusive<i64>;
    if let (Some(a), Some(b)) = (left.read_lock::<Range>(), right.read_lock::<Range>()) {
        return *a == *b;
    }
    if let (Some(a), Some(b)) = (
        left.read_lock::<RangeInclusive>(),
        right.read_lock::<RangeInclusive>(),
    ) {
        return *a == *b;
    }
    false
}
