//! Functions of maps that call no script code, directly on our values, with exactly the behaviour of Rhai's `map_basic.rs`.

use super::equality::equal;
use crate::messages::message;
use crate::objects::abi::size::{check_entry, check_maps};
use crate::objects::abi::{Word, meter};
use crate::objects::error::{Error, ErrorKind};
use crate::objects::value::{Key, Map, Text, Value};
use rhai::Position;

/// Does the function leave the map alone? All others refuse a constant.
fn is_pure(word: Word) -> bool {
    use Word::{Contains, Equal, Get, IsEmpty, Items, Keys, Len, NotEqual, Values};
    matches!(
        word,
        Len | IsEmpty | Contains | Get | Items | Keys | Values | Equal | NotEqual
    )
}

/// Does the function take hardly longer for a large map?
fn is_quick(word: Word) -> bool {
    use Word::{Contains, Get, IsEmpty, Len, Pop, Remove, Set, SetDefault};
    matches!(
        word,
        Len | IsEmpty | Contains | Get | Pop | Set | SetDefault | Remove
    )
}

/// Call the function, if it is one of maps for arguments of these types.
pub(crate) fn call(
    word: Word,
    map: &mut Map,
    args: &mut [Value],
    constant: bool,
    at: Position,
) -> Option<Result<Value, Error>> {
    if constant && !is_pure(word) {
        // Those that Rhai does not have; it speaks for its own.
        let is_ours = match (word, &*args) {
            (Word::Pop | Word::SetDefault, [Value::Str(_), ..]) => args.len() < 3,
            (Word::Update, [Value::Map(_)]) => true,
            _ => false,
        };
        let changed = ErrorKind::changed_constant(word.name());
        return is_ours.then(|| Err(Error::language(changed).at(at)));
    }
    if !is_quick(word)
        && let Err(stop) = meter::walk(4 * map.len())
    {
        return Some(Err(stop));
    }
    Some(Ok(match (word, &mut *args) {
        (Word::Len, []) => Value::Int(map.len() as i64),
        (Word::IsEmpty, []) => Value::Bool(map.is_empty()),
        (Word::Contains, [Value::Str(key)]) => Value::Bool(map.contains_key(key)),
        (Word::Get, [Value::Str(key)]) => map.get(key).cloned().unwrap_or_default(),
        (Word::Set, [Value::Str(key), value]) => {
            if let Err(error) = check_entry(map, key) {
                return Some(Err(error.at(at)));
            }
            map.set(key, std::mem::take(value));
            Value::Unit
        }
        (Word::Get, [Value::Str(key), default]) => match map.get(key) {
            Some(value) => value.clone(),
            None => std::mem::take(default),
        },
        (Word::Pop, [Value::Str(key)]) => match map.remove(key) {
            Some(value) => value,
            None => return Some(Err(no_key(key, at))),
        },
        (Word::Pop, [Value::Str(key), default]) => {
            map.remove(key).unwrap_or_else(|| std::mem::take(default))
        }
        (Word::SetDefault, [Value::Str(key), rest @ ..]) if rest.len() < 2 => {
            if let Some(value) = map.get(key) {
                return Some(Ok(value.clone()));
            }
            if let Err(error) = check_entry(map, key) {
                return Some(Err(error.at(at)));
            }
            let default = rest.first_mut().map(std::mem::take).unwrap_or_default();
            map.set(key, default.clone());
            default
        }
        (Word::Items, []) => {
            map.put_in_order();
            let pair = |(key, value): (&Key, &Value)| {
                Value::array(vec![Value::Str(key.text()), value.clone()])
            };
            Value::array(map.iter().map(pair).collect())
        }
        (Word::Remove, [Value::Str(key)]) => map.remove(key).unwrap_or_default(),
        (Word::Keys, []) => {
            map.put_in_order();
            Value::array(map.keys().map(|key| Value::Str(key.text())).collect())
        }
        (Word::Values, []) => {
            map.put_in_order();
            Value::array(map.values().cloned().collect())
        }
        (Word::Clear, []) => {
            if !map.is_empty() {
                *map = Map::default();
            }
            Value::Unit
        }
        (Word::Mixin | Word::Update, [Value::Map(more)]) => {
            if !more.is_empty() {
                if let Err(error) = check_maps(map, more) {
                    return Some(Err(error.at(at)));
                }
                map.extend(std::mem::take(more));
            }
            Value::Unit
        }
        (Word::FillWith, [Value::Map(more)]) => {
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
        (Word::Equal, [other @ Value::Map(_)]) => {
            return Some(equal(&Value::Map(map.clone()), other, at).map(Value::Bool));
        }
        (Word::NotEqual, [other @ Value::Map(_)]) => {
            return Some(
                equal(&Value::Map(map.clone()), other, at).map(|equal| Value::Bool(!equal)),
            );
        }
        _ => return None,
    }))
}

/// As Python's `KeyError`: nothing was to be given in its place.
fn no_key(key: &Text, at: Position) -> Error {
    Error::raised("KeyError", message!("key-missing", key = key.as_str()))
        .with_hint(message!("key-missing.hint"))
        .at(at)
}
