//! What a value is as a key of a set or a dictionary.

use crate::messages::message;
use crate::objects::error::Error;
use crate::objects::value::{Object, Value, type_name};
use rhai::Blob;
use std::cmp::Ordering;
use std::sync::Arc;

/// A value as a key: values that are equal are one key, as in Python: `1`, `1.0` and `true`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Key {
    Unit,
    Int(i64),
    /// The bits of a float that is no whole number.
    Float(u64),
    Text(Box<str>),
    Bytes(Box<[u8]>),
    Items(Box<[Key]>),
    /// An object, by identity.
    Object(usize),
    /// An object that compares by value, by its class and how it shows: a date.
    Shown(Box<str>),
    Function(usize),
}

/// Arrays nested deeper are no keys.
const DEPTH: usize = 50;

impl Key {
    /// The key that a value is.
    ///
    /// # Errors
    /// `TypeError` for what has no hash in Python: a map, a set, a deque.
    pub fn of(value: &Value) -> Result<Key, Error> {
        Key::within(value, DEPTH)
    }

    fn within(value: &Value, depth: usize) -> Result<Key, Error> {
        Ok(match value {
            Value::Unit => Key::Unit,
            Value::Bool(truth) => Key::Int(i64::from(*truth)),
            Value::Int(int) => Key::Int(*int),
            Value::Float(float) => whole(*float).map_or(Key::Float(float.to_bits()), Key::Int),
            Value::Char(char) => Key::Text(char.encode_utf8(&mut [0; 4]).into()),
            Value::Str(text) => Key::Text(text.as_str().into()),
            Value::Array(items) if depth > 0 => {
                let keys = items.iter().map(|item| Key::within(item, depth - 1));
                Key::Items(keys.collect::<Result<_, _>>()?)
            }
            Value::Function(closure) => Key::Function(Arc::as_ptr(closure).addr()),
            Value::Object(object) => return Key::of_object(object, value),
            Value::Foreign(dynamic) => match dynamic.read_lock::<Blob>() {
                Some(bytes) => Key::Bytes(bytes.as_slice().into()),
                None => return Err(no_key(value)),
            },
            _ => return Err(no_key(value)),
        })
    }

    fn of_object(object: &Object, value: &Value) -> Result<Key, Error> {
        let handle = object.handle();
        if handle.is_some_and(|handle| handle.length().is_some()) {
            return Err(no_key(value));
        }
        Ok(match object.order(object) {
            Some(Ordering::Equal) => {
                Key::Shown(format!("{} {}", object.class_name(), object.describe()).into())
            }
            _ => Key::Object(object.address()),
        })
    }
}

/// The whole number that a float is.
fn whole(float: f64) -> Option<i64> {
    let int = float as i64;
    (int as f64 == float && int != i64::MAX).then_some(int)
}

#[cold]
fn no_key(value: &Value) -> Error {
    Error::type_error(message!("unhashable", kind = type_name(value)))
        .with_hint(message!("unhashable.hint"))
}
