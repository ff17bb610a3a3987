//! What the answers of call-backs mean.

use crate::objects::error::{Error, Kind};
use crate::objects::value::Value;
use std::sync::Arc;

/// As in Rhai, an error of the language or a thrown value is no answer of a comparer; all other errors go up.
pub(crate) fn is_no_answer(error: &Error) -> bool {
    matches!(error.kind(), Kind::Language(_) | Kind::Thrown(_)) && error.is_catchable()
}

/// Rhai takes everything but `true` for `false`.
pub(crate) fn is_true(value: &Value) -> bool {
    matches!(value, Value::Bool(true))
}

/// Is `new` plainly what `old` was, so that there is nothing to write back?
pub(crate) fn is_unchanged(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Unit, Value::Unit) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
        (Value::Char(a), Value::Char(b)) => a == b,
        (Value::Str(a), Value::Str(b)) => a.as_ptr() == b.as_ptr() && a.len() == b.len() || a == b,
        (Value::Array(a), Value::Array(b)) => a.is_same(b),
        (Value::Map(a), Value::Map(b)) => a.is_same(b),
        (Value::Function(a), Value::Function(b)) => Arc::ptr_eq(a, b),
        (Value::Object(a), Value::Object(b)) => a.same(b),
        _ => false,
    }
}
