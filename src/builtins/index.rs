//! `object[index]` and `object.name` on the language's own types, as Rhai's `get_indexed_mut`, `call_indexer_…` and property accessors do.
//! Objects (locks, instances …) are the machine's.

use super::slices::{self, Span, mismatch};
use crate::border::bridge::call_uncached;
use crate::border::call_rhai;
use crate::objects::abi::check_room;
use crate::objects::abi::size::check_entry;
use crate::objects::code::SiteCache;
use crate::objects::error::{Error, ErrorKind, Indexed};
use crate::objects::value::iterate::place;
use crate::objects::value::{Key, Map, Search, Value};
use rhai::{Blob, Position};

fn out_of_bounds(length: usize, index: i64, at: Position) -> Error {
    Error::language(ErrorKind::out_of_bounds(Indexed::Array, length, index)).at(at)
}

fn int(index: &Value, at: Position) -> Result<i64, Error> {
    match index {
        Value::Int(index) => Ok(*index),
        other => Err(mismatch("i64", other, at)),
    }
}

fn blob(value: &Value) -> Option<impl std::ops::Deref<Target = Blob> + '_> {
    match value {
        Value::Foreign(dynamic) => dynamic.read_lock::<Blob>(),
        _ => None,
    }
}

/// `object[index]`. `at` is where the index stands, `operator_at` the bracket.
///
/// Errors: `ErrorArrayBounds`, `ErrorStringBounds`, `ErrorBitFieldBounds`, `ErrorMismatchDataType` for an index of another type,
/// `ErrorIndexingType` for an object without items.
pub fn get_index(
    object: &Value,
    index: &Value,
    at: Position,
    operator_at: Position,
) -> Result<Value, Error> {
    match object {
        Value::Array(items) => {
            let index = int(index, at)?;
            match place(items.len(), index) {
                Some(place) => Ok(items[place].clone()),
                None => Err(out_of_bounds(items.len(), index, at)),
            }
        }
        Value::Map(entries) => match index {
            Value::Str(key) => Ok(entries.get(key).cloned().unwrap_or_default()),
            other => Err(mismatch("string", other, at)),
        },
        Value::Str(text) => match Span::of(index) {
            Some(span) => slices::slice(text, span, at),
            None => {
                let index = int(index, at)?;
                slices::char_at(text, index)
                    .map(Value::Char)
                    .ok_or_else(|| slices::out_of_bounds(text, index, at))
            }
        },
        Value::Int(value) => match Span::of(index) {
            Some(span) => slices::get_bits(*value, span, at).map(Value::Int),
            None => slices::get_bit(*value, int(index, at)?, at).map(Value::Bool),
        },
        Value::Cell(cell) => get_index(&cell.load().unwrap_or_default(), index, at, operator_at),
        other => {
            if let Some(bytes) = blob(other) {
                let index = int(index, at)?;
                return match place(bytes.len(), index) {
                    Some(place) => Ok(Value::Int(i64::from(bytes[place]))),
                    None => Err(out_of_bounds(bytes.len(), index, at)),
                };
            }
            call_uncached(
                "index$get$",
                &mut [&mut other.clone(), &mut index.clone()],
                operator_at,
            )
        }
    }
}

/// Are the parts that an index names copies, which only an assignment puts back?
pub fn gives_copies(object: &Value) -> bool {
    match object {
        Value::Str(_) | Value::Int(_) => true,
        Value::Foreign(dynamic) => dynamic.is_blob(),
        _ => false,
    }
}

/// The item of an array or a map that the index names, when it is there: what needs no copy and no error.
#[inline(always)]
pub fn item<'a>(object: &'a Value, index: &Value) -> Option<&'a Value> {
    match (object, index) {
        (Value::Array(items), Value::Int(index)) => match items.get(*index as usize) {
            None if *index < 0 => items.get(place(items.len(), *index)?),
            item => item,
        },
        (Value::Map(entries), Value::Str(key)) => entries.get(key),
        _ => None,
    }
}

/// [`item`], to be changed; else the object itself. Data that others share is copied only when it has the item.
#[inline(always)]
pub fn item_mut<'a>(object: &'a mut Value, index: &Value) -> Result<&'a mut Value, &'a mut Value> {
    let place = match (&*object, index) {
        (Value::Array(items), Value::Int(index)) => match (*index as usize) < items.len() {
            true => Some(*index as usize),
            false => place(items.len(), *index),
        },
        (Value::Map(entries), Value::Str(key)) => entries.place(key),
        _ => None,
    };
    match (object, place) {
        (Value::Array(items), Some(place)) => Ok(&mut items.items_mut()[place]),
        (Value::Map(entries), Some(place)) => Ok(entries.value_at_mut(place)),
        (object, _) => Err(object),
    }
}

/// The entry of a map that has it.
#[inline(always)]
pub fn entry<'a>(object: &'a Value, key: &Key) -> Option<&'a Value> {
    match object {
        Value::Map(entries) => entries.get(key),
        _ => None,
    }
}

/// [`entry`], to be changed; else the object itself.
#[inline(always)]
pub fn entry_mut<'a>(object: &'a mut Value, key: &Key) -> Result<&'a mut Value, &'a mut Value> {
    let place = match &*object {
        Value::Map(entries) => entries.place(key),
        _ => None,
    };
    match (object, place) {
        (Value::Map(entries), Some(place)) => Ok(entries.value_at_mut(place)),
        (object, _) => Err(object),
    }
}

/// `object[index] = value`. Errors as [`get_index`], and a value of a type that the place cannot take.
pub fn set_index(
    object: &mut Value,
    index: &Value,
    value: Value,
    at: Position,
    operator_at: Position,
) -> Result<(), Error> {
    match object {
        Value::Array(items) => {
            let index = int(index, at)?;
            let Some(place) = place(items.len(), index) else {
                return Err(out_of_bounds(items.len(), index, at));
            };
            items.items_mut()[place] = value;
            Ok(())
        }
        Value::Map(entries) => match index {
            Value::Str(key) => put(entries, key, value, at),
            other => Err(mismatch("string", other, at)),
        },
        Value::Str(text) => match Span::of(index) {
            Some(span) => slices::set_slice(text, span, &value, at),
            None => slices::set_char(text, int(index, at)?, &value, at, operator_at),
        },
        Value::Int(bits) => match Span::of(index) {
            Some(span) => slices::set_bits(bits, span, &value, at, operator_at),
            None => slices::set_bit(bits, int(index, at)?, &value, at, operator_at),
        },
        Value::Foreign(dynamic) if dynamic.is_blob() => {
            let Some(mut bytes) = dynamic.write_lock::<Blob>() else {
                return Ok(());
            };
            let index = int(index, at)?;
            let Some(place) = place(bytes.len(), index) else {
                return Err(out_of_bounds(bytes.len(), index, at));
            };
            match value {
                Value::Int(byte) => {
                    bytes[place] = (byte & 0xff) as u8;
                    Ok(())
                }
                other => Err(mismatch("INT", &other, operator_at)),
            }
        }
        other => call_uncached(
            "index$set$",
            &mut [other, &mut index.clone(), &mut value.clone()],
            operator_at,
        )
        .map(|_| ()),
    }
}

/// `object.name`. A missing key of a map is `()`. Errors: `ErrorDotExpr` for a property that the type does not have.
pub fn get_property(object: &Value, name: &str, at: Position) -> Result<Value, Error> {
    match object {
        Value::Map(entries) => return Ok(entries.get(name).cloned().unwrap_or_default()),
        Value::Array(items) => match name {
            "len" => return Ok(Value::Int(items.len() as i64)),
            "is_empty" => return Ok(Value::Bool(items.is_empty())),
            _ => {}
        },
        Value::Str(text) => match name {
            "len" => return Ok(Value::Int(text.length() as i64)),
            "is_empty" => return Ok(Value::Bool(text.is_empty())),
            _ => {}
        },
        Value::Cell(cell) => return get_property(&cell.load().unwrap_or_default(), name, at),
        _ => {}
    }
    let getter = format!("get${name}");
    let no_cache = SiteCache::default();
    call_rhai(
        &getter,
        &mut [&mut object.clone()],
        true,
        false,
        &no_cache,
        at,
    )
    .or_else(|error| {
        if !is_unknown_property(&error) {
            return Err(error);
        }
        let mut key = Value::string(name);
        match call_uncached("index$get$", &mut [&mut object.clone(), &mut key], at) {
            Err(other) if is_unknown_index(&other) => Err(error),
            result => result,
        }
    })
}

/// Put a value into a map, if there is room for it.
fn put<K: Search + AsRef<str>>(
    entries: &mut Map,
    key: &K,
    value: Value,
    at: Position,
) -> Result<(), Error> {
    check_entry(entries, key.as_ref()).map_err(|error| error.at(at))?;
    match entries.growth() {
        0 => {}
        bytes => check_room(bytes)?,
    }
    entries.set(key, value);
    Ok(())
}

/// `object.name = value`. Errors: `ErrorDotExpr` for a property that cannot be set.
pub fn set_property<K: Search + AsRef<str>>(
    object: &mut Value,
    name: &K,
    value: Value,
    at: Position,
) -> Result<(), Error> {
    if let Value::Map(entries) = object {
        return put(entries, name, value, at);
    }
    let name = name.as_ref();
    let setter = format!("set${name}");
    let mut value = value;
    let mut copy = value.clone();
    let no_cache = SiteCache::default();
    call_rhai(
        &setter,
        &mut [object, &mut value],
        true,
        false,
        &no_cache,
        at,
    )
    .or_else(|error| {
        if !is_unknown_property(&error) {
            return Err(error);
        }
        let mut key = Value::string(name);
        match call_uncached("index$set$", &mut [object, &mut key, &mut copy], at) {
            Err(other) if is_unknown_index(&other) => Err(error),
            result => result,
        }
    })
    .map(|_| ())
}

fn is_unknown_property(error: &Error) -> bool {
    matches!(error.as_language(), Some(ErrorKind::UnknownProperty { .. }))
}

fn is_unknown_index(error: &Error) -> bool {
    matches!(error.as_language(), Some(ErrorKind::NoIndex { .. }))
}
