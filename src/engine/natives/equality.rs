//! Comparison of values by Rhai's rules, without conversion: equality goes into arrays and maps, all other types compare by order or not at all.

use super::convert::{DEPTH, MOST_ITEMS, too_deep, too_large, type_id};
use super::meter;
use super::numbers::{compare_floats, test};
use super::operators::{compare, is_not_found};
use super::timestamps;
use crate::engine::code::Test;
use crate::engine::error::Error;
use crate::engine::value::Value;
use rhai::Position;
use std::cmp::Ordering;

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
        (Value::Str(a), Value::Str(b)) => {
            meter::walk_bytes(a.len().min(b.len()))?;
            test(what, a.as_str(), b.as_str())
        }
        (Value::Bool(a), Value::Bool(b)) => test(what, a, b),
        (Value::Char(a), Value::Char(b)) => test(what, a, b),
        (Value::Char(a), Value::Str(b)) => test(what, &[Some(*a), None], &first_two(b)),
        (Value::Str(a), Value::Char(b)) => test(what, &first_two(a), &[Some(*b), None]),
        (Value::Unit, Value::Unit) => what == Test::Equal,
        (Value::Array(_), Value::Array(_)) | (Value::Map(_), Value::Map(_)) => match what {
            Test::Equal => equal(a, b, at)?,
            Test::NotEqual => !equal(a, b, at)?,
            _ => return Ok(None),
        },
        (Value::Object(first), Value::Object(second)) => {
            let order = timestamps::order(a, b).or_else(|| first.order(second));
            match (order, what) {
                (Some(order), what) => test(what, &order, &Ordering::Equal),
                (None, Test::Equal) => first.same(second),
                (None, Test::NotEqual) => !first.same(second),
                _ => return Ok(None),
            }
        }
        (Value::Foreign(_), _) | (_, Value::Foreign(_)) => return Ok(None),
        _ if type_id(a) != type_id(b) => what == Test::NotEqual,
        _ => return Ok(None),
    }))
}

fn first_two(text: &str) -> [Option<char>; 2] {
    let mut chars = text.chars();
    [chars.next(), chars.next()]
}

/// Are the values equal? Errors: a pair of one type that has no `==`, data nested too deeply, data that shares its items so often that
/// comparing would not end.
pub(super) fn equal(a: &Value, b: &Value, at: Position) -> Result<bool, Error> {
    Walk::new(at, MOST_ITEMS).equal(a, b, DEPTH)
}

/// Are an item and a value equal, as `contains` and `index_of` compare them?
pub fn same_item(a: &Value, b: &Value, at: Position) -> Result<bool, Error> {
    Walk::new(at, MOST_ITEMS).equal_item(a, b, DEPTH)
}

/// One comparison of nested data.
struct Walk {
    /// Pairs that may still be looked at.
    left: usize,
    at: Position,
}

impl Walk {
    fn new(at: Position, left: usize) -> Self {
        Walk { left, at }
    }

    /// Spend the budget on the items of one array or map.
    fn spend(&mut self, items: usize) -> Result<(), Error> {
        match self.left.checked_sub(items) {
            Some(left) => {
                self.left = left;
                meter::step(items)
            }
            None => Err(too_large().at(self.at)),
        }
    }

    fn equal(&mut self, a: &Value, b: &Value, depth: usize) -> Result<bool, Error> {
        match (a, b) {
            (Value::Array(_), Value::Array(_)) | (Value::Map(_), Value::Map(_)) if depth == 0 => {
                Err(too_deep().at(self.at))
            }
            (Value::Array(a), Value::Array(b)) => {
                if a.len() != b.len() {
                    return Ok(false);
                }
                self.spend(a.len())?;
                for (a, b) in a.iter().zip(b.iter()) {
                    if !self.equal_item(a, b, depth - 1)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            (Value::Map(a), Value::Map(b)) => {
                if a.len() != b.len() {
                    return Ok(false);
                }
                self.spend(a.len())?;
                for (key, a) in a.iter() {
                    match b.get(key) {
                        Some(b) if self.equal(a, b, depth - 1)? => {}
                        _ => return Ok(false),
                    }
                }
                Ok(true)
            }
            _ => match compare(Test::Equal, a, b, self.at)? {
                Value::Bool(truth) => Ok(truth),
                _ => Ok(false),
            },
        }
    }

    /// Inside arrays, values of different types that have no `==` are different.
    fn equal_item(&mut self, a: &Value, b: &Value, depth: usize) -> Result<bool, Error> {
        match self.equal(a, b, depth) {
            Err(error) if is_not_found(&error, "==") && type_id(a) != type_id(b) => Ok(false),
            result => result,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nested(depth: usize, width: usize) -> Value {
        (0..depth).fold(Value::Int(1), |item, _| Value::array(vec![item; width]))
    }

    #[test]
    fn deep_data_is_refused_and_not_followed() {
        let (a, b) = (nested(100_000, 1), nested(100_000, 1));
        let error = equal(&a, &b, Position::NONE).unwrap_err();
        assert!(format!("{error:?}").contains("nested too deeply"));
        assert!(crate::engine::natives::try_to_dynamic(a).is_err());
    }

    #[test]
    fn data_that_shares_its_items_is_refused_before_it_explodes() {
        let (a, b) = (nested(60, 2), nested(60, 2));
        let error = Walk::new(Position::NONE, 10_000)
            .equal(&a, &b, DEPTH)
            .unwrap_err();
        assert!(format!("{error:?}").contains("too many items"));
    }

    #[test]
    fn equal_data_is_equal() {
        assert!(equal(&nested(150, 1), &nested(150, 1), Position::NONE).unwrap());
        assert!(!equal(&nested(15, 2), &nested(14, 2), Position::NONE).unwrap());
    }
}
