//! Comparison of values by Rhai's rules, without conversion: equality goes into arrays and maps, all other types compare by order or not at all.

use super::convert::{DEPTH, type_id};
use super::numbers::{compare_floats, test};
use super::operators::{compare, is_not_found};
use crate::engine::code::Test;
use crate::engine::error::Error;
use crate::engine::value::Value;
use rhai::Position;

/// Compare; nothing when only a registered operator can tell.
pub(super) fn compare_known(
    what: Test,
    a: &Value,
    b: &Value,
    at: Position,
) -> Result<Option<bool>, Error> {
    Ok(Some(match (a, b) {
        (Value::Int(a), Value::Int(b)) => test(what, a, b),
        (Value::Float(a), Value::Float(b)) => compare_floats(what, *a, *b),
        (Value::Float(a), Value::Int(b)) => compare_floats(what, *a, *b as f64),
        (Value::Int(a), Value::Float(b)) => compare_floats(what, *a as f64, *b),
        (Value::Str(a), Value::Str(b)) => test(what, a.as_str(), b.as_str()),
        (Value::Bool(a), Value::Bool(b)) => test(what, a, b),
        (Value::Char(a), Value::Char(b)) => test(what, a, b),
        (Value::Char(a), Value::Str(b)) => test(what, &[Some(*a), None], &first_two(b)),
        (Value::Str(a), Value::Char(b)) => test(what, &first_two(a), &[Some(*b), None]),
        (Value::Unit, Value::Unit) => what == Test::Equal,
        (Value::Array(_), Value::Array(_)) | (Value::Map(_), Value::Map(_)) => match what {
            Test::Equal => equal_within(a, b, at, DEPTH)?,
            Test::NotEqual => !equal_within(a, b, at, DEPTH)?,
            _ => return Ok(None),
        },
        (Value::Object(a), Value::Object(b)) => match what {
            Test::Equal => a.same(b),
            Test::NotEqual => !a.same(b),
            _ => return Ok(None),
        },
        (Value::Foreign(_), _) | (_, Value::Foreign(_)) => return Ok(None),
        _ if type_id(a) != type_id(b) => what == Test::NotEqual,
        _ => return Ok(None),
    }))
}

fn first_two(text: &str) -> [Option<char>; 2] {
    let mut chars = text.chars();
    [chars.next(), chars.next()]
}

/// Are the values equal? Errors: a pair of one type that has no `==`, data nested too deeply.
pub(super) fn equal(a: &Value, b: &Value, at: Position) -> Result<bool, Error> {
    equal_within(a, b, at, DEPTH)
}

fn equal_within(a: &Value, b: &Value, at: Position, depth: usize) -> Result<bool, Error> {
    if depth == 0 {
        return Err(Error::runtime_error("data is nested too deeply").at(at));
    }
    match (a, b) {
        (Value::Array(a), Value::Array(b)) => {
            if a.len() != b.len() {
                return Ok(false);
            }
            for (a, b) in a.iter().zip(b.iter()) {
                if !equal_item(a, b, at, depth - 1)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        (Value::Map(a), Value::Map(b)) => {
            if a.len() != b.len() {
                return Ok(false);
            }
            for (key, a) in a.iter() {
                match b.get(key) {
                    Some(b) if equal_within(a, b, at, depth - 1)? => {}
                    _ => return Ok(false),
                }
            }
            Ok(true)
        }
        _ => match compare(Test::Equal, a, b, at)? {
            Value::Bool(truth) => Ok(truth),
            _ => Ok(false),
        },
    }
}

/// Inside arrays, values of different types that have no `==` are different.
fn equal_item(a: &Value, b: &Value, at: Position, depth: usize) -> Result<bool, Error> {
    match equal_within(a, b, at, depth) {
        Err(error) if is_not_found(&error, "==") && type_id(a) != type_id(b) => Ok(false),
        result => result,
    }
}

/// Are an item and a value equal, as `contains` and `index_of` compare them?
pub(super) fn same_item(a: &Value, b: &Value, at: Position) -> Result<bool, Error> {
    equal_item(a, b, at, DEPTH)
}
