//! Functions of maps that call no script code, directly on our values, with exactly the behaviour of Rhai's `map_basic.rs`.

use super::equality::equal;
use super::meter;
use super::size::{check_entry, check_maps};
use crate::engine::error::Error;
use crate::engine::value::{Map, Value};
use rhai::Position;

/// Functions that leave the map alone; all others refuse a constant.
const PURE: &[&str] = &[
    "len", "is_empty", "contains", "get", "keys", "values", "==", "!=", "+",
];

/// Functions that take hardly longer for a large map.
const QUICK: &[&str] = &["len", "is_empty", "contains", "get", "set", "remove"];

/// Call the function, if it is one of maps for arguments of these types.
pub(super) fn call(
    name: &str,
    map: &mut Map,
    args: &mut [Value],
    constant: bool,
    at: Position,
) -> Option<Result<Value, Error>> {
    if constant && !PURE.contains(&name) {
        return None;
    }
    if !QUICK.contains(&name)
        && let Err(stop) = meter::walk(4 * map.len())
    {
        return Some(Err(stop));
    }
    Some(Ok(match (name, &mut *args) {
        ("len", []) => Value::Int(map.len() as i64),
        ("is_empty", []) => Value::Bool(map.is_empty()),
        ("contains", [Value::Str(key)]) => Value::Bool(map.contains_key(key)),
        ("get", [Value::Str(key)]) => map.get(key).cloned().unwrap_or_default(),
        ("set", [Value::Str(key), value]) => {
            if let Err(error) = check_entry(map, key) {
                return Some(Err(error.at(at)));
            }
            map.set(key, std::mem::take(value));
            Value::Unit
        }
        ("remove", [Value::Str(key)]) => map.remove(key).unwrap_or_default(),
        ("keys", []) => {
            map.put_in_order();
            Value::array(map.keys().map(|key| Value::Str(key.text())).collect())
        }
        ("values", []) => {
            map.put_in_order();
            Value::array(map.values().cloned().collect())
        }
        ("clear", []) => {
            if !map.is_empty() {
                *map = Map::default();
            }
            Value::Unit
        }
        ("mixin", [Value::Map(more)]) => {
            if !more.is_empty() {
                if let Err(error) = check_maps(map, more) {
                    return Some(Err(error.at(at)));
                }
                map.extend(std::mem::take(more));
            }
            Value::Unit
        }
        ("fill_with", [Value::Map(more)]) => {
            let more = std::mem::take(more);
            if map.is_empty() {
                *map = more;
            } else if !more.is_empty() {
                if let Err(error) = check_maps(map, &more) {
                    return Some(Err(error.at(at)));
                }
                for (key, value) in more {
                    if !map.contains_key(&key) {
                        map.set(&key, value);
                    }
                }
            }
            Value::Unit
        }
        ("==", [other @ Value::Map(_)]) => {
            return Some(equal(&Value::Map(map.clone()), other, at).map(Value::Bool));
        }
        ("!=", [other @ Value::Map(_)]) => {
            return Some(
                equal(&Value::Map(map.clone()), other, at).map(|equal| Value::Bool(!equal)),
            );
        }
        _ => return None,
    }))
}
