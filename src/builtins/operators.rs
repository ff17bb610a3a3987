//! Operators on all values as Rhai's `builtin.rs` and packages define them: who is asked for which. Numbers are in `numbers`, texts,
//! arrays and maps in `sums`, comparisons in `equality`; the rest are Rhai's own functions.

use super::containing::contains;
use super::equality::compare;
use super::numbers::{float_operator, int_operator};
use super::sums::{add, check_sum, repeat, repeat_items};
use super::timestamps;
use crate::border::bridge::call_uncached;
use crate::objects::abi::meter;
use crate::objects::code::{BinaryOp, Test, operator_name};
use crate::objects::error::{Error, Trouble};
use crate::objects::value::Value;
use rhai::Position;

pub use super::numbers::compare_floats;

fn test_of(op: BinaryOp) -> Option<Test> {
    Some(match op {
        BinaryOp::Equal => Test::Equal,
        BinaryOp::NotEqual => Test::NotEqual,
        BinaryOp::Less => Test::Less,
        BinaryOp::LessEqual => Test::LessEqual,
        BinaryOp::Greater => Test::Greater,
        BinaryOp::GreaterEqual => Test::GreaterEqual,
        _ => return None,
    })
}

/// `a op b` where `a` is an object whose class defines the operator.
fn operate_object(op: BinaryOp, a: &Value, b: &Value) -> Option<Result<Value, Error>> {
    let handle = a.as_object()?.handle()?;
    timestamps::operate(op, a, b).or_else(|| handle.operate(op, b))
}

/// `a op b`. `name` counts only for [`BinaryOp::Named`]. Errors: Rhai's for the operator and types.
pub fn binary(
    op: BinaryOp,
    name: &str,
    a: &Value,
    b: &Value,
    at: Position,
) -> Result<Value, Error> {
    if op == BinaryOp::Add {
        check_sum(a, b).map_err(|error| error.at(at))?;
        meter::walk(weight(a) + weight(b))?;
        if let Some(sum) = add(a, b) {
            return Ok(sum);
        }
    }
    if let Some(test) = test_of(op) {
        return compare(test, a, b, at);
    }
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => {
            if let Some(result) = int_operator(op, *a, *b) {
                return result.map_err(|error| error.at(at));
            }
        }
        (Value::Float(a), Value::Float(b)) => {
            if let Some(result) = float_operator(op, *a, *b) {
                return Ok(Value::Float(result));
            }
        }
        (Value::Float(a), Value::Int(b)) => {
            if let Some(result) = float_operator(op, *a, *b as f64) {
                return Ok(Value::Float(result));
            }
        }
        (Value::Int(a), Value::Float(b)) => {
            if let Some(result) = float_operator(op, *a as f64, *b) {
                return Ok(Value::Float(result));
            }
        }
        (Value::Bool(a), Value::Bool(b)) => match op {
            BinaryOp::And => return Ok(Value::Bool(a & b)),
            BinaryOp::Or => return Ok(Value::Bool(a | b)),
            BinaryOp::Xor => return Ok(Value::Bool(a ^ b)),
            _ => {}
        },
        _ => {}
    }
    if let Some(result) = operate_object(op, a, b) {
        return result.map_err(|error| error.at(at));
    }
    match op {
        BinaryOp::Mul => match (a, b) {
            (Value::Str(text), Value::Int(times)) | (Value::Int(times), Value::Str(text)) => {
                return repeat(text, *times).map_err(|error| error.at(at));
            }
            (Value::Array(items), Value::Int(times)) | (Value::Int(times), Value::Array(items)) => {
                return repeat_items(items, *times).map_err(|error| error.at(at));
            }
            _ => {}
        },
        BinaryOp::In => return contains(b, a, at).map(Value::Bool),
        BinaryOp::NotIn => return contains(b, a, at).map(|found| Value::Bool(!found)),
        _ => {}
    }
    let name = match operator_name(op) {
        "" => name,
        name => name,
    };
    call_uncached(name, &mut [&mut a.clone(), &mut b.clone()], at)
}

/// How much is moved when the value is copied with its items, in items.
fn weight(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.len(),
        Value::Map(entries) => 4 * entries.len(),
        Value::Str(text) => text.len() / 16,
        _ => 0,
    }
}

/// `target op= b`, by the form that changes the target in place where the types have one, else as `target = target op b`.
/// `name` is the name of the operator without `=` and counts only for [`BinaryOp::Named`].
pub fn update(
    op: BinaryOp,
    name: &str,
    target: &mut Value,
    b: Value,
    at: Position,
) -> Result<(), Error> {
    if op == BinaryOp::Add {
        check_sum(target, &b).map_err(|error| error.at(at))?;
        meter::walk(weight(&b))?;
    }
    let result = match (&mut *target, op) {
        (Value::Int(_) | Value::Float(_) | Value::Bool(_), _) => updated_number(op, target, &b),
        (Value::Str(text), BinaryOp::Add) => match b {
            Value::Str(b) => {
                if text.is_empty() {
                    *text = b;
                } else {
                    text.append(&b);
                }
                return Ok(());
            }
            Value::Char(b) => {
                text.append(b.encode_utf8(&mut [0; 4]));
                return Ok(());
            }
            Value::Unit => return Ok(()),
            Value::Int(b) => {
                text.append(itoa::Buffer::new().format(b));
                return Ok(());
            }
            b => return update_by_rhai("+", target, b, at),
        },
        (Value::Array(items), BinaryOp::Add) => {
            match b {
                Value::Array(b) if b.is_empty() => {}
                Value::Array(b) if items.is_empty() => *items = b,
                Value::Array(b) => items.items_mut().extend(b.into_items()),
                b => items.items_mut().push(b),
            }
            return Ok(());
        }
        (Value::Map(entries), BinaryOp::Add) => match b {
            Value::Map(b) => {
                if !b.is_empty() {
                    entries.extend(b);
                }
                return Ok(());
            }
            b => return update_by_rhai("+", target, b, at),
        },
        (Value::Str(text), BinaryOp::Mul) if matches!(b, Value::Int(_)) => {
            let Value::Int(times) = b else { return Ok(()) };
            Some(repeat(text, times))
        }
        (Value::Array(items), BinaryOp::Mul) if matches!(b, Value::Int(_)) => {
            let Value::Int(times) = b else { return Ok(()) };
            Some(repeat_items(items, times))
        }
        (Value::Object(_), _) => operate_object(op, target, &b),
        (Value::Char(first), BinaryOp::Add) => match &b {
            Value::Str(rest) if rest.is_empty() => return Ok(()),
            Value::Str(rest) => Some(Ok(Value::string(format!("{first}{rest}")))),
            _ => add(&Value::Char(*first), &b).map(Ok),
        },
        _ => None,
    };
    match result {
        Some(result) => {
            *target = result.map_err(|error| error.at(at))?;
            Ok(())
        }
        None => {
            let name = match operator_name(op) {
                "" => name,
                name => name,
            };
            update_by_rhai(name, target, b, at)
        }
    }
}

/// `target op= b` where both are numbers, and the result is one of the same type. False, and nothing is done, for anything else.
#[inline(always)]
pub fn update_number(op: BinaryOp, target: &mut Value, b: &Value) -> bool {
    match (target, b) {
        (Value::Int(a), Value::Int(b)) => {
            let result = match op {
                BinaryOp::Add => a.checked_add(*b),
                BinaryOp::Sub => a.checked_sub(*b),
                BinaryOp::Mul => a.checked_mul(*b),
                _ => None,
            };
            match result {
                Some(result) => *a = result,
                None => return false,
            }
        }
        (Value::Float(a), b) => {
            let b = match b {
                Value::Float(b) => *b,
                Value::Int(b) => *b as f64,
                _ => return false,
            };
            match op {
                BinaryOp::Add => *a += b,
                BinaryOp::Sub => *a -= b,
                BinaryOp::Mul => *a *= b,
                BinaryOp::Div => *a /= b,
                _ => return false,
            }
        }
        _ => return false,
    }
    true
}

fn updated_number(op: BinaryOp, target: &Value, b: &Value) -> Option<Result<Value, Error>> {
    match (target, b) {
        (Value::Int(a), Value::Int(b)) => int_operator(op, *a, *b),
        (Value::Float(a), Value::Float(b)) => float_operator(op, *a, *b).map(|f| Ok(f.into())),
        (Value::Float(a), Value::Int(b)) => float_operator(op, *a, *b as f64).map(|f| Ok(f.into())),
        (Value::Int(a), Value::Float(b)) => float_operator(op, *a as f64, *b).map(|f| Ok(f.into())),
        (Value::Bool(a), Value::Bool(b)) => Some(Ok(Value::Bool(match op {
            BinaryOp::And => a & b,
            BinaryOp::Or => a | b,
            BinaryOp::Xor => a ^ b,
            _ => return None,
        }))),
        _ => None,
    }
}

/// As `Engine::eval_op_assignment`: the assigning function first, then the plain one.
fn update_by_rhai(name: &str, target: &mut Value, mut b: Value, at: Position) -> Result<(), Error> {
    let assigning = format!("{name}=");
    if crate::border::bridge::exists(&assigning, &[target, &mut b]) {
        return call_uncached(&assigning, &mut [target, &mut b], at).map(|_| ());
    }
    let result = call_uncached(name, &mut [&mut target.clone(), &mut b], at)?;
    *target = result;
    Ok(())
}

/// `-a`.
pub fn negate(a: &Value, at: Position) -> Result<Value, Error> {
    match a {
        Value::Int(int) => int
            .checked_neg()
            .map(Value::Int)
            .ok_or_else(|| Error::arithmetic(Trouble::Overflow, "integer overflow", None).at(at)),
        Value::Float(float) => Ok(Value::Float(-float)),
        _ => unary("-", a.clone(), at),
    }
}

/// `!a`.
pub fn not(a: &Value, at: Position) -> Result<Value, Error> {
    match a {
        Value::Bool(truth) => Ok(Value::Bool(!truth)),
        _ => unary("!", a.clone(), at),
    }
}

/// Any operator before its operand.
pub fn unary(name: &str, a: Value, at: Position) -> Result<Value, Error> {
    match (name, &a) {
        ("+", Value::Int(_) | Value::Float(_)) => Ok(a),
        ("-", Value::Int(_) | Value::Float(_)) => negate(&a, at),
        ("!", Value::Bool(_)) => not(&a, at),
        _ => {
            let mut a = a;
            call_uncached(name, &mut [&mut a], at)
        }
    }
}
