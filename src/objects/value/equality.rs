//! Equality of values, as Rhai's `==` on data: numbers of both kinds compare by value, objects by identity.

use super::work;
use super::{Object, Value};
use rhai::{Blob, Dynamic};
use std::cell::Cell;
use std::sync::Arc;

/// Pairs of items that are looked at: this comparison can tell no error.
const MOST_PAIRS: usize = 1 << 22;

/// Are the values equal? Data nested deeper than the limit counts as different, and so does data that shares its items so often that
/// comparing would not end.
pub fn equal(left: &Value, right: &Value) -> bool {
    let (depth, mut pairs) = LEFT.get().unwrap_or((DEEPEST, MOST_PAIRS));
    let equal = equal_within(left, right, depth, &mut pairs);
    LEFT.set(LEFT.get().map(|(depth, _)| (depth, pairs)));
    equal
}

/// Levels that data may nest.
const DEEPEST: usize = 200;
/// Levels that an object in them counts for: its class takes more of the stack than an array does.
const OBJECT: usize = 4;

thread_local! {
    /// Levels and pairs that are left to the class of an object that is being compared, which comes back here with what it holds.
    static LEFT: Cell<Option<(usize, usize)>> = const { Cell::new(None) };
}

/// What was left before, once the object is compared.
struct Outer(Option<(usize, usize)>);

impl Drop for Outer {
    fn drop(&mut self) {
        LEFT.set(self.0);
    }
}

/// Objects that hold each other are compared as far as data is.
fn equal_objects(left: &Object, right: &Object, depth: usize, pairs: &mut usize) -> bool {
    if depth <= OBJECT || !spend(pairs, 1) {
        return false;
    }
    let _outer = Outer(LEFT.replace(Some((depth - OBJECT, *pairs))));
    let equal = left.equals(right).unwrap_or(false);
    *pairs = LEFT.get().map_or(0, |(_, pairs)| pairs);
    equal
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
                || equal_objects(a, b, depth, pairs)
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
