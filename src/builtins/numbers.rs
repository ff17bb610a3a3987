//! Arithmetic and comparison of numbers, with Rhai's overflow errors and its tolerance between floats.

use crate::objects::abi::Word;
use crate::objects::code::{BinaryOp, Test};
use crate::objects::error::{Error, Trouble};
use crate::objects::value::Value;
use rhai::Dynamic;

/// An operator between integers; nothing when there is no such operator.
#[inline]
pub(crate) fn int_operator(op: BinaryOp, x: i64, y: i64) -> Option<Result<Value, Error>> {
    let result = match op {
        BinaryOp::Add => x
            .checked_add(y)
            .ok_or_else(|| overflow("Addition overflow", x, "+", y)),
        BinaryOp::Sub => x
            .checked_sub(y)
            .ok_or_else(|| overflow("Subtraction overflow", x, "-", y)),
        BinaryOp::Mul => x
            .checked_mul(y)
            .ok_or_else(|| overflow("Multiplication overflow", x, "*", y)),
        BinaryOp::Div => {
            if y == 0 {
                Err(no_result(Trouble::ByZero, "Division by zero", x, "/", y))
            } else {
                x.checked_div(y)
                    .ok_or_else(|| overflow("Division overflow", x, "/", y))
            }
        }
        BinaryOp::Rem => x.checked_rem(y).ok_or_else(|| no_remainder(x, y)),
        BinaryOp::Power => power(x, y),
        BinaryOp::ShiftLeft => Ok(shift_left(x, y)),
        BinaryOp::ShiftRight => Ok(shift_right(x, y)),
        BinaryOp::And => Ok(x & y),
        BinaryOp::Or => Ok(x | y),
        BinaryOp::Xor => Ok(x ^ y),
        BinaryOp::Range => return Some(Ok(Value::foreign(Dynamic::from(x..y)))),
        BinaryOp::RangeInclusive => return Some(Ok(Value::foreign(Dynamic::from(x..=y)))),
        _ => return None,
    };
    Some(result.map(Value::Int))
}

#[cold]
fn overflow(doing: &str, x: i64, operator: &str, y: i64) -> Error {
    no_result(Trouble::Overflow, doing, x, operator, y)
}

#[cold]
fn no_result(trouble: Trouble, doing: &str, x: i64, operator: &str, y: i64) -> Error {
    Error::arithmetic(trouble, doing, Some(format!("{x} {operator} {y}")))
}

#[cold]
fn no_remainder(x: i64, y: i64) -> Error {
    let trouble = match y {
        0 => Trouble::Remainder,
        _ => Trouble::Overflow,
    };
    no_result(trouble, "Modulo division by zero or overflow", x, "%", y)
}

fn power(x: i64, y: i64) -> Result<i64, Error> {
    if y < 0 {
        let doing = "Integer raised to a negative power";
        return Err(no_result(Trouble::NegativePower, doing, x, "**", y));
    }
    u32::try_from(y)
        .ok()
        .and_then(|y| x.checked_pow(y))
        .ok_or_else(|| overflow("Exponential overflow", x, "**", y))
}

fn shift_left(x: i64, y: i64) -> i64 {
    if y < 0 {
        return shift_right(x, y.checked_abs().unwrap_or(i64::MAX));
    }
    u32::try_from(y)
        .ok()
        .and_then(|y| x.checked_shl(y))
        .unwrap_or(0)
}

fn shift_right(x: i64, y: i64) -> i64 {
    if y < 0 {
        return shift_left(x, y.checked_abs().unwrap_or(i64::MAX));
    }
    u32::try_from(y)
        .ok()
        .and_then(|y| x.checked_shr(y))
        .unwrap_or_else(|| x.wrapping_shr(u32::MAX))
}

/// An arithmetic operator between floats; nothing when there is no such operator.
#[inline]
pub(crate) fn float_operator(op: BinaryOp, x: f64, y: f64) -> Option<f64> {
    Some(match op {
        BinaryOp::Add => x + y,
        BinaryOp::Sub => x - y,
        BinaryOp::Mul => x * y,
        BinaryOp::Div => x / y,
        BinaryOp::Rem => x % y,
        BinaryOp::Power => x.powf(y),
        _ => return None,
    })
}

/// Compare floats (or a float and an integer) as Rhai does: numbers that differ by a rounding error are equal.
#[inline]
pub fn compare_floats(test: Test, x: f64, y: f64) -> bool {
    let scale = if x * y == 0.0 {
        1.0
    } else {
        x.abs().max(y.abs())
    };
    // Rhai divides the difference by the scale and compares with ε. That is a power of two, so ε · scale is exact where nothing
    // underflows, and the comparison comes out the same.
    if !(1e-270..=f64::MAX).contains(&scale) {
        return compare_extremes(test, x, y, scale);
    }
    let margin = f64::EPSILON * scale;
    match test {
        Test::Equal => (x - y).abs() <= margin,
        Test::NotEqual => (x - y).abs() > margin,
        Test::Greater => x - y > margin,
        Test::GreaterEqual => x - y > -margin,
        Test::Less => y - x > margin,
        Test::LessEqual => y - x > -margin,
    }
}

/// Tiny and infinite numbers, and what is none.
#[cold]
fn compare_extremes(test: Test, x: f64, y: f64, scale: f64) -> bool {
    // Only for not-a-number against zero: Rhai takes them for equal.
    if scale == 0.0 {
        return matches!(test, Test::Equal | Test::LessEqual | Test::GreaterEqual);
    }
    match test {
        Test::Equal => (x - y).abs() / scale <= f64::EPSILON,
        Test::NotEqual => (x - y).abs() / scale > f64::EPSILON,
        Test::Greater => (x - y) / scale > f64::EPSILON,
        Test::GreaterEqual => (x - y) / scale > -f64::EPSILON,
        Test::Less => (y - x) / scale > f64::EPSILON,
        Test::LessEqual => (y - x) / scale > -f64::EPSILON,
    }
}

/// Put two ordered things through a test.
#[inline]
pub(crate) fn test<T: PartialOrd + ?Sized>(test: Test, x: &T, y: &T) -> bool {
    match test {
        Test::Less => x < y,
        Test::LessEqual => x <= y,
        Test::Greater => x > y,
        Test::GreaterEqual => x >= y,
        Test::Equal => x == y,
        Test::NotEqual => x != y,
    }
}

/// Call the function, if it is a common one of numbers for arguments of these types.
#[inline]
pub(crate) fn call(word: Word, number: &Value, args: &[Value]) -> Option<Value> {
    Some(match (word, number, args) {
        (Word::Abs, Value::Int(x), []) => Value::Int(x.checked_abs()?),
        (Word::Abs, Value::Float(x), []) => Value::Float(x.abs()),
        (Word::Sqrt, Value::Float(x), []) => Value::Float(x.sqrt()),
        (Word::Floor, Value::Float(x), []) => Value::Float(x.floor()),
        (Word::Ceiling, Value::Float(x), []) => Value::Float(x.ceil()),
        (Word::Round, Value::Float(x), []) => Value::Float(x.round()),
        (Word::Sin, Value::Float(x), []) => Value::Float(x.sin()),
        (Word::Cos, Value::Float(x), []) => Value::Float(x.cos()),
        (Word::ToFloat, Value::Int(x), []) => Value::Float(*x as f64),
        (Word::ToInt, Value::Float(x), []) if x.abs() < 9e18 => Value::Int(x.trunc() as i64),
        (Word::Min, Value::Int(x), [Value::Int(y)]) => Value::Int(*x.min(y)),
        (Word::Max, Value::Int(x), [Value::Int(y)]) => Value::Int(*x.max(y)),
        (Word::IsEven, Value::Int(x), []) => Value::Bool(x % 2 == 0),
        (Word::IsOdd, Value::Int(x), []) => Value::Bool(x % 2 != 0),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a comparison gives is what its division gives, also where a difference is just the margin.
    #[test]
    fn the_margin_is_that_of_the_division() {
        let mut numbers = vec![0.0, 1.0, 1.5, 3.0, 1e-300, 5e-324, 1e300, f64::MAX];
        numbers.extend([f64::INFINITY, f64::NAN, 4.0, 0.1, 0.3, 1e-269]);
        for number in numbers.clone() {
            for steps in 1..5 {
                numbers.push(f64::from_bits(number.to_bits().wrapping_add(steps)));
                numbers.push(f64::from_bits(number.to_bits().wrapping_sub(steps)));
            }
        }
        numbers.extend(numbers.clone().iter().map(|number| -number));
        for &x in &numbers {
            for &y in &numbers {
                let scale = if x * y == 0.0 {
                    1.0
                } else {
                    x.abs().max(y.abs())
                };
                for test in [
                    Test::Less,
                    Test::LessEqual,
                    Test::Greater,
                    Test::GreaterEqual,
                    Test::Equal,
                    Test::NotEqual,
                ] {
                    let (quick, divided) = (
                        compare_floats(test, x, y),
                        compare_extremes(test, x, y, scale),
                    );
                    assert_eq!(quick, divided, "{x:e} {test:?} {y:e}");
                }
            }
        }
    }
}
