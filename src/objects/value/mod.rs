//! What a script computes with: values, the cells that threads share, closures, objects.
//! How values meet Rhai's natives is in `border`; what running them means is in `vm`.

mod cell;
mod characters;
mod class;
mod closure;
mod collections;
mod cycles;
mod dismantle;
mod display;
mod equality;
mod foreign;
pub(crate) mod iterate;
mod key;
mod map;
mod object;
mod slot;
mod text;
pub mod work;

pub use cell::{Cell, Plain, share_cells};
pub use class::{Attribute, Class, ClassId, Form, INIT, Instance, Slot, Slots};
pub use closure::{Closure, FunctionTarget};
pub use collections::Array;
pub use cycles::{Contents, Cycles, Garbage};
pub use display::{
    SHOWN, Teller, add_text, caught_text, float_text, to_debug, to_text, told_debug, told_text,
    type_name,
};
pub use equality::equal;
pub use foreign::{Opaque, type_id};
pub use iterate::{Iteration, iterate, stepped};
pub use key::{Key, Search};
pub use map::Map;
pub use object::{Handle, Object, ObjectKind};
pub use text::Text;

use rhai::Dynamic;
use std::sync::Arc;

/// A value of the language in 16 bytes. Arrays and maps are copied when they are assigned, as in Rhai; the copy happens at the first change.
#[derive(Clone, Default)]
pub enum Value {
    /// First, and what is on the heap before what is not: the kind is told by what a text leaves unused of its last byte, so that one
    /// comparison tells both apart.
    Str(Text),
    Array(Array),
    Map(Map),
    /// A closure or a pointer to a function.
    Function(Arc<Closure>),
    /// A reference: a lock, a thread, an instance of a class …
    Object(Object),
    /// A variable that more than one thread or closure can reach. Only in registers and captures, never inside other values.
    Cell(triomphe::Arc<Cell>),
    /// A walk over items, as `text.chars()` and `range(0, 10, 2)` give.
    Iterator(Box<Iteration>),
    /// Rhai's other types: blobs, ranges, timestamps.
    Foreign(Box<Dynamic>),
    #[default]
    Unit,
    Bool(bool),
    Int(i64),
    Float(f64),
    Char(char),
}

impl Value {
    /// Does dropping or copying the value cost more than copying its bytes?
    #[inline(always)]
    pub fn is_heap(&self) -> bool {
        !matches!(
            self,
            Value::Unit | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Char(_)
        )
    }

    pub fn is_unit(&self) -> bool {
        matches!(self, Value::Unit)
    }

    /// Can the value hold other values, so that its drop could go deep?
    fn is_container(&self) -> bool {
        matches!(
            self,
            Value::Array(_)
                | Value::Map(_)
                | Value::Function(_)
                | Value::Cell(_)
                | Value::Object(_)
                | Value::Iterator(_)
        )
    }

    pub fn string(text: impl Into<Text>) -> Value {
        Value::Str(text.into())
    }

    pub fn array(items: Vec<Value>) -> Value {
        Value::Array(Array::new(items))
    }

    pub fn foreign(value: Dynamic) -> Value {
        Value::Foreign(Box::new(value))
    }

    /// The value of a literal of the code. Threads have their own: counting references of the same data, they would wait for each other.
    pub fn copy_of_literal(&self) -> Value {
        match self {
            Value::Array(items) if cell::is_shared() => {
                Value::array(items.iter().map(Value::copy_of_literal).collect())
            }
            value => value.clone(),
        }
    }

    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::Str(text) => Some(text.as_str()),
            _ => None,
        }
    }

    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&to_debug(self))
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Value::Int(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Value::Float(value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::Str(value.into())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Value::Str(value.into())
    }
}

impl From<()> for Value {
    fn from((): ()) -> Self {
        Value::Unit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_and_its_result_take_sixteen_bytes() {
        assert_eq!(size_of::<Value>(), 16);
        assert_eq!(size_of::<Result<Value, Box<u8>>>(), 16);
    }

    #[test]
    fn deep_data_is_dropped_without_recursion() {
        let mut value = Value::array(Vec::new());
        for _ in 0..1_000_000 {
            value = Value::array(vec![value]);
        }
        drop(value);
    }
}
