//! Comparison of values by Rhai's rules, without conversion: equality goes into arrays and maps, all other types compare by order or not at all.

use super::numbers::{compare_floats, test};
use super::timestamps;
use crate::border::bridge::call_uncached;
use crate::border::convert::DEPTH;
use crate::objects::abi::size::{PARTS, too_deep};
use crate::objects::abi::{meter, too_large};
use crate::objects::code::Test;
use crate::objects::error::Error;
use crate::objects::value::{Value, type_id};
use rhai::Position;
use std::cmp::Ordering;

/// Compare; nothing when only a registered operator can tell.
pub(crate) fn compare_known(
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
                (None, Test::Equal) => first.same(second) || first.equals(second).unwrap_or(false),
                (None, Test::NotEqual) => {
                    !first.same(second) && !first.equals(second).unwrap_or(false)
                }
                _ => return Ok(None),
            }
        }
        (Value::Foreign(_), _) | (_, Value::Foreign(_)) => return Ok(None),
        _ if type_id(a) != type_id(b) => what == Test::NotEqual,
        _ => return Ok(None),
    }))
}

/// Are the values equal, as far as that takes no walk? Nothing for data, long texts, types that only a registered operator compares.
#[inline]
pub fn known_equal(a: &Value, b: &Value) -> Option<bool> {
    known_test(Test::Equal, a, b)
}

/// `a == b` or `a != b`, as `known_equal` tells. For floats one is not the opposite of the other.
#[inline(never)]
pub fn known_test(what: Test, a: &Value, b: &Value) -> Option<bool> {
    let equal = match (a, b) {
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Str(a), Value::Str(b)) => {
            a.len() == b.len() && {
                if a.len() > SHORT {
                    return None;
                }
                a.as_bytes() == b.as_bytes()
            }
        }
        (Value::Unit, Value::Unit) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Char(a), Value::Char(b)) => a == b,
        (Value::Char(char), Value::Str(text)) | (Value::Str(text), Value::Char(char)) => {
            let mut chars = text.chars();
            chars.next() == Some(*char) && chars.as_str().is_empty()
        }
        (Value::Float(a), Value::Float(b)) => return Some(compare_floats(what, *a, *b)),
        (Value::Float(a), Value::Int(b)) => return Some(compare_floats(what, *a, *b as f64)),
        (Value::Int(a), Value::Float(b)) => return Some(compare_floats(what, *a as f64, *b)),
        (Value::Unit, other) | (other, Value::Unit) => match other {
            Value::Foreign(_) | Value::Cell(_) => return None,
            _ => false,
        },
        (Value::Object(first), Value::Object(second)) => match first.as_instance() {
            // Without a native base there is no order but identity.
            Some(instance) if instance.base.is_none() => first.same(second),
            _ => return None,
        },
        _ => return None,
    };
    match what {
        Test::Equal => Some(equal),
        Test::NotEqual => Some(!equal),
        _ => None,
    }
}

/// `a < b` and its sisters, of characters and of short texts; nothing for other values.
#[inline(never)]
pub fn known_order(what: Test, a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Char(a), Value::Char(b)) => Some(test(what, a, b)),
        (Value::Str(a), Value::Str(b)) if a.len().min(b.len()) <= SHORT => {
            Some(test(what, a.as_str(), b.as_str()))
        }
        _ => None,
    }
}

/// Longer texts take a walk that must be counted.
const SHORT: usize = 4096;

fn first_two(text: &str) -> [Option<char>; 2] {
    let mut chars = text.chars();
    [chars.next(), chars.next()]
}

/// Are the values equal? Errors: a pair of one type that has no `==`, data nested too deeply, data that shares its items so often that
/// comparing would not end.
pub(crate) fn equal(a: &Value, b: &Value, at: Position) -> Result<bool, Error> {
    Walk::new(at, PARTS).equal(a, b, DEPTH)
}

/// Are an item and a value equal, as `contains` and `index_of` compare them?
pub fn same_item(a: &Value, b: &Value, at: Position) -> Result<bool, Error> {
    match known_equal(a, b) {
        Some(equal) => Ok(equal),
        None => Walk::new(at, PARTS).equal_item(a, b, DEPTH),
    }
}

/// The place of the first item that is equal to the value.
pub fn position(items: &[Value], value: &Value, at: Position) -> Result<Option<usize>, Error> {
    match value {
        // The commonest: what is of another type is passed over without a comparison.
        Value::Int(wanted) => first_equal(items, value, at, |item| match item {
            Value::Int(item) => item == wanted,
            item => matches!(item, Value::Float(_) | Value::Foreign(_) | Value::Cell(_)),
        }),
        Value::Str(wanted) => first_equal(items, value, at, |item| match item {
            Value::Str(item) => item.len() == wanted.len(),
            item => matches!(item, Value::Char(_) | Value::Foreign(_) | Value::Cell(_)),
        }),
        _ => first_equal(items, value, at, |_| true),
    }
}

/// Is one of the items equal to the value? Nothing when [`known_equal`] cannot tell.
pub fn known_holds(items: &[Value], value: &Value) -> Option<bool> {
    for item in items {
        let equal = match (item, value) {
            (Value::Int(item), Value::Int(wanted)) => item == wanted,
            (Value::Foreign(_) | Value::Cell(_), _) => return None,
            (Value::Float(_), Value::Int(_)) => known_equal(item, value)?,
            // What is of another type is passed over without a comparison.
            (_, Value::Int(_)) => false,
            (Value::Str(_) | Value::Char(_), Value::Str(_)) => known_equal(item, value)?,
            (_, Value::Str(_)) => false,
            _ => known_equal(item, value)?,
        };
        if equal {
            return Some(true);
        }
    }
    Some(false)
}

/// The first item that may be equal, and is.
#[inline(always)]
fn first_equal(
    items: &[Value],
    value: &Value,
    at: Position,
    may_equal: impl Fn(&Value) -> bool,
) -> Result<Option<usize>, Error> {
    let mut next = 0;
    while let Some(found) = items[next..].iter().position(&may_equal) {
        next += found + 1;
        if same_item(&items[next - 1], value, at)? {
            return Ok(Some(next - 1));
        }
    }
    Ok(None)
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
        if let Some(equal) = known_equal(a, b) {
            return Ok(equal);
        }
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
            Err(error) if error.is_unknown_function("==") && type_id(a) != type_id(b) => Ok(false),
            result => result,
        }
    }
}

/// `a test b`; the result is a truth value unless a registered operator gives something else.
pub fn compare(test: Test, a: &Value, b: &Value, at: Position) -> Result<Value, Error> {
    if let Some(truth) = compare_known(test, a, b, at)? {
        return Ok(Value::Bool(truth));
    }
    call_uncached(test.sign(), &mut [&mut a.clone(), &mut b.clone()], at)
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
        assert!(crate::border::try_to_dynamic(a).is_err());
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
