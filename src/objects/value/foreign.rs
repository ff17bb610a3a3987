//! Under which of Rhai's types its functions are looked up for our values.

use super::Value;
use rhai::{FnPtr, ImmutableString};
use std::any::TypeId;

/// A value that Rhai does not know: an object, an iterator.
#[derive(Clone)]
pub struct Opaque(pub Value);

/// The type under which Rhai looks up functions for the value.
pub fn type_id(value: &Value) -> TypeId {
    match value {
        Value::Unit => TypeId::of::<()>(),
        Value::Bool(_) => TypeId::of::<bool>(),
        Value::Int(_) => TypeId::of::<i64>(),
        Value::Float(_) => TypeId::of::<f64>(),
        Value::Char(_) => TypeId::of::<char>(),
        Value::Str(_) => TypeId::of::<ImmutableString>(),
        Value::Array(_) => TypeId::of::<rhai::Array>(),
        Value::Map(_) => TypeId::of::<rhai::Map>(),
        Value::Function(_) => TypeId::of::<FnPtr>(),
        Value::Object(_) | Value::Iterator(_) => TypeId::of::<Opaque>(),
        Value::Cell(cell) => cell
            .load()
            .map_or(TypeId::of::<()>(), |value| type_id(&value)),
        Value::Foreign(dynamic) => dynamic.type_id(),
    }
}
