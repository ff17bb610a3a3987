//! Numbers: `sum`, `round`, `divmod`, and `abs` of what Rhai's does not take.

use super::order::{compare, compare_on};
use crate::builtins::compare_by_method;
use crate::library::Answer;
use crate::library::arguments::check_call_back;
use crate::library::declare::natives;
use crate::messages::message;
use crate::objects::abi::{Call, Native};
use crate::objects::error::{Error, Trouble};
use crate::objects::value::{Value, type_name};
use std::cmp::Ordering;

pub static FUNCTIONS: &[Native] = natives! {
    /// Add up the items, beginning with `start`.
    ///
    /// Floats are added with compensation, as in Python from 3.12 on. Fails with `TypeError` for items that are no numbers.
    ///
    /// `iterable` is what a `for` can walk over: an array, a range, a text, a queue, a file …; of a map the keys.
    ///
    /// ```
    /// print(sum([10, 33, 57]), sum([0.5, 0.25]));  // prints 100 0.75
    /// print(sum(range(5), 100));                   // prints 110
    /// ```
    fn sum(iterable, start = 0) |call| {
        let start = call.optional(1).cloned().unwrap_or(Value::Int(0));
        let mut total = Sum::start(&start)?;
        call.visit_items(0, |item| total.add(item))?;
        Ok(total.value())
    }

    /// Give the smallest of the items, or of several arguments.
    ///
    /// A last map may have `key` (what to compare of an item) and `"default"` (what an empty array gives). Fails with `ValueError` for no items.
    ///
    /// Python writes `min(items, key=f)`. Items that have no order, such as `1` and `"a"`, are a `TypeError`.
    ///
    /// ```
    /// print(min([3, 1, 2]), min(3, 1, 2));         // prints 1 1
    /// print(min([], #{"default": 0}));             // prints 0
    /// ```
    fn min(values...) |call| { extreme(call, Ordering::Less) }

    /// Give the largest of the items, or of several arguments.
    ///
    /// A last map may have `key` (what to compare of an item) and `"default"` (what an empty array gives). Fails with `ValueError` for no items.
    ///
    /// Python writes `max(items, key=f)`. Items that have no order, such as `1` and `"a"`, are a `TypeError`.
    ///
    /// ```
    /// print(max(["a", "ccc", "bb"], #{key: |s| s.len()}));   // prints ccc
    /// ```
    fn max(values...) |call| { extreme(call, Ordering::Greater) }

    /// Round to `digits` behind the point, halves to the even neighbour; with negative `digits` to tens or hundreds.
    ///
    /// `round(x)` without `digits` is Rhai's: it rounds halves away from zero, and gives a float for a float, where Python gives an integer.
    ///
    /// ```
    /// print(round(3.14159, 2), round(1250, -2));   // prints 3.14 1200
    /// print(round(2.5), round(2.5, 0));            // prints 3.0 2.0
    /// ```
    fn round(number, digits = ()) |call| {
        let digits = call.int_or(1, "digits", 0)?;
        match call.args[0] {
            Value::Int(int) if digits >= 0 => Ok(Value::Int(int)),
            Value::Int(int) => round_whole(int, digits),
            _ => Ok(Value::Float(round_float(call.float(0, "number")?, digits))),
        }
    }

    /// Give the quotient, rounded down, and the remainder, which has the sign of the divisor.
    ///
    /// Fails with `ZeroDivisionError` for a `divisor` of zero. Of two floats it gives floats. Python gives a tuple.
    ///
    /// ```
    /// print(divmod(7, 2));               // prints [3, 1]
    /// print(divmod(-7, 2));              // prints [-4, 1]
    /// ```
    fn divmod(number, divisor) |call| {
        let pair = match (&call.args[0], &call.args[1]) {
            (_, Value::Int(0)) => return Err(Error::arithmetic(Trouble::ByZero, "division by zero", None)),
            (Value::Int(a), Value::Int(b)) => match (a.checked_div(*b), a.checked_rem(*b)) {
                (Some(quotient), Some(rest)) => {
                    let wrong_side = rest != 0 && (rest < 0) != (*b < 0);
                    let (quotient, rest) = if wrong_side { (quotient - 1, rest + b) } else { (quotient, rest) };
                    vec![Value::Int(quotient), Value::Int(rest)]
                }
                _ => {
                    let doing = "the quotient is too large for an integer";
                    return Err(Error::arithmetic(Trouble::Overflow, doing, None));
                }
            },
            _ => {
                let (a, b) = (call.float(0, "number")?, call.float(1, "divisor")?);
                if b == 0.0 {
                    return Err(Error::arithmetic(Trouble::ByZero, "division by zero", None));
                }
                let rest = a % b;
                let rest = if rest != 0.0 && (rest < 0.0) != (b < 0.0) { rest + b } else { rest };
                vec![Value::Float(((a - rest) / b).round()), Value::Float(rest)]
            }
        };
        Ok(Value::array(pair))
    }
};

/// The first of the items that come before, or after, all others.
fn leader<'v>(
    call: &Call,
    items: &'v [Value],
    wanted: Ordering,
) -> Result<Option<&'v Value>, Error> {
    let mut best: Option<&Value> = None;
    for (index, item) in items.iter().enumerate() {
        call.count(index)?;
        let leads = match best {
            Some(leader) => compare(item, leader)? == wanted,
            None => true,
        };
        if leads {
            best = Some(item);
        }
    }
    Ok(best)
}

fn extreme(call: &mut Call, wanted: Ordering) -> Answer {
    // The commonest: nothing but items.
    let best = match call.args.as_slice() {
        [Value::Array(items)] if !compare_by_method(items.iter()) => leader(call, items, wanted)?,
        [_, .., last] if !matches!(last, Value::Map(_)) && !compare_by_method(&call.args) => {
            leader(call, &call.args, wanted)?
        }
        _ => None,
    };
    if let Some(best) = best {
        return Ok(best.clone());
    }
    let has_options = |map: &crate::objects::value::Map| {
        !map.is_empty()
            && map
                .keys()
                .all(|key| ["key", "default"].contains(&key.as_str()))
    };
    let options = match call.args.last() {
        Some(Value::Map(map)) if call.args.len() > 1 && has_options(map) => {
            call.options(call.args.len() - 1, call.name, &["key", "default"])?
        }
        _ => Default::default(),
    };
    if !options.is_empty() {
        call.args.pop();
    }
    let items = match call.args.len() {
        1 => call.items(0)?,
        _ => Box::new(std::mem::take(&mut call.args).into_iter().map(Ok)),
    };
    let key = options.get("key").filter(|key| !key.is_unit());
    if let Some(key) = key {
        check_call_back(&*call.host, key, 1)?;
    }
    let mut best: Option<(Value, Value)> = None;
    for (index, item) in items.enumerate() {
        call.count(index)?;
        let item = item?;
        let rank = match key {
            Some(key) => call.host.call(key, [item.clone()].into_iter().collect())?,
            None => item.clone(),
        };
        if match &best {
            Some((leader, _)) => compare_on(call.host, &rank, leader)? == wanted,
            None => true,
        } {
            best = Some((rank, item));
        }
    }
    match (best, options.get("default")) {
        (Some((_, item)), _) => Ok(item),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(Error::value_error(message!(
            "empty-iterable",
            name = call.name
        ))),
    }
}

/// A sum in the making.
enum Sum {
    Int(i64),
    /// The sum and what rounding has lost so far (Neumaier's variant of Kahan's sum).
    Float(f64, f64),
}

impl Sum {
    fn start(value: &Value) -> Result<Sum, Error> {
        let mut sum = Sum::Int(0);
        sum.add(value)?;
        Ok(sum)
    }

    fn add(&mut self, value: &Value) -> Result<(), Error> {
        match (&mut *self, value) {
            (Sum::Int(sum), Value::Int(_) | Value::Bool(_)) => {
                let item = match value {
                    Value::Int(int) => *int,
                    other => i64::from(matches!(other, Value::Bool(true))),
                };
                *sum = sum.checked_add(item).ok_or_else(|| {
                    let operation = format!("{sum} + {item}");
                    Error::arithmetic(Trouble::Overflow, "Addition overflow", Some(operation))
                })?;
            }
            (Sum::Int(sum), Value::Float(float)) => {
                *self = Sum::Float(*sum as f64, 0.0);
                self.add(&Value::Float(*float))?;
            }
            (Sum::Float(..), Value::Int(int)) => self.add(&Value::Float(*int as f64))?,
            (Sum::Float(sum, lost), Value::Float(item)) => {
                let next = *sum + item;
                *lost += if sum.abs() >= item.abs() {
                    (*sum - next) + item
                } else {
                    (item - next) + *sum
                };
                *sum = next;
            }
            (_, Value::Str(_) | Value::Char(_)) => {
                return Err(Error::type_error(message!("sum-of-texts"))
                    .with_hint(message!("sum-of-texts.hint")));
            }
            (_, other) => {
                let kind = type_name(other);
                return Err(Error::type_error(message!("sum-of-kind", kind)));
            }
        }
        Ok(())
    }

    fn value(self) -> Value {
        match self {
            Sum::Int(sum) => Value::Int(sum),
            Sum::Float(sum, lost) if (sum + lost).is_finite() => Value::Float(sum + lost),
            Sum::Float(sum, _) => Value::Float(sum),
        }
    }
}

/// Correctly rounded, as Python's `round`: the text of the exact value is rounded, halves to even.
fn round_float(float: f64, digits: i64) -> f64 {
    if !float.is_finite() || digits > 330 {
        return float;
    }
    if digits >= 0 {
        return format!("{float:.*}", digits as usize)
            .parse()
            .unwrap_or(float);
    }
    if digits < -308 {
        return 0.0;
    }
    let unit = 10_f64.powi(-digits as i32);
    (float / unit).round_ties_even() * unit
}

fn round_whole(int: i64, digits: i64) -> Answer {
    let Some(unit) = 10_i128.checked_pow(digits.unsigned_abs().min(38) as u32) else {
        return Ok(Value::Int(0));
    };
    let (below, rest) = (
        i128::from(int).div_euclid(unit),
        i128::from(int).rem_euclid(unit),
    );
    let up = rest * 2 > unit || (rest * 2 == unit && below % 2 != 0);
    let rounded = (below + i128::from(up))
        .checked_mul(unit)
        .and_then(|rounded| i64::try_from(rounded).ok());
    rounded.map(Value::Int).ok_or_else(|| {
        let doing = "the rounded number is too large for an integer";
        Error::arithmetic(Trouble::RoundedTooLarge, doing, None)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_pythons() {
        for (number, digits, rounded) in [
            (2.675, 2, 2.67),
            (0.5, 0, 0.0),
            (1.5, 0, 2.0),
            (1234.0, -2, 1200.0),
            (-0.125, 2, -0.12),
        ] {
            assert_eq!(
                round_float(number, digits),
                rounded,
                "round({number}, {digits})"
            );
        }
        for (number, digits, rounded) in [(15, -1, 20), (25, -1, 20), (-15, -1, -20), (7, -3, 0)] {
            assert!(
                matches!(round_whole(number, digits), Ok(Value::Int(value)) if value == rounded)
            );
        }
        assert!(round_whole(i64::MAX, -1).is_err());
    }

    #[test]
    fn a_sum_of_floats_is_compensated() {
        let mut sum = Sum::Int(0);
        for _ in 0..10 {
            sum.add(&Value::Float(0.1)).unwrap();
        }
        assert!(matches!(sum.value(), Value::Float(1.0)));
    }
}
