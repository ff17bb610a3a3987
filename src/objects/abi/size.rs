//! How large data may get: the one table of limits. Whatever makes data or lets it grow asks here first, and whether the run's memory has
//! room for it: doubling a text in a loop would take all memory in a few dozen steps. What is in use is counted in `memory`.
//!
//! | what | most |
//! |---|---|
//! | a text, a blob, what is read from a file at once | 2²⁸ bytes (256 MiB) |
//! | an array | 2²⁵ items |
//! | a map | 2²⁴ entries |
//! | what one call of a function of the library walks over | 10⁸ items |
//! | data that is compared, or handed to a function of Rhai's | 2²⁵ items in all its parts |
//! | the text that data is shown as | 2²⁴ bytes (16 MiB), then `…` |

use super::{cycles, meter};
use crate::memory;
use crate::messages::message;
use crate::objects::error::Error;
use crate::objects::value::{Array, Key, Map, SHOWN, Text, Value};
use crate::runtime::Stop;
use rhai::Blob;

/// Bytes of the longest text or blob, and of what is read at once.
pub const BYTES: usize = 1 << 28;

/// Items of the longest array.
pub const ITEMS: usize = 1 << 25;

/// Entries of the largest map: few in the tests of this crate, which reach them.
pub const ENTRIES: usize = if cfg!(test) { 1 << 12 } else { 1 << 24 };

/// Items that one call of a function of the library walks over.
pub const WALKED: usize = 100_000_000;

/// Items in all parts of data that is walked over as a whole.
pub const PARTS: usize = 1 << 25;

/// What an entry of a map takes, about.
const ENTRY: usize = size_of::<Key>() + size_of::<Value>();

/// End the run when more memory is in use than it may take.
///
/// # Errors
/// The memory limit.
#[inline]
pub fn check_memory() -> Result<(), Error> {
    match memory::is_over() {
        false => Ok(()),
        true if cycles::relieve() => Ok(()),
        true => Err(Stop::MemoryLimit.into()),
    }
}

/// End the run rather than take so many bytes more than it may.
///
/// # Errors
/// The memory limit.
#[inline]
pub fn check_room(bytes: usize) -> Result<(), Error> {
    match memory::has_room(bytes) {
        true => Ok(()),
        false if cycles::relieve() && memory::has_room(bytes) => Ok(()),
        false => Err(Stop::MemoryLimit.into()),
    }
}

/// Is there room for the array to take one item more? It doubles when it is full, and is copied when others hold it too.
///
/// # Errors
/// More than 2²⁵ items, the memory limit.
#[inline]
pub fn check_growth(array: &Array) -> Result<(), Error> {
    check_memory()?;
    meter::settle()?;
    if array.is_full() || !array.is_unique() {
        check_room(2 * array.len() * size_of::<Value>())?;
    }
    match array.len() < ITEMS {
        true => Ok(()),
        false => check_array(array.len() + 1),
    }
}

/// May the map take an entry of this name?
///
/// # Errors
/// More than 2²⁴ entries.
#[inline]
pub fn check_entry(map: &Map, key: &str) -> Result<(), Error> {
    match map.len() < ENTRIES || map.contains_key(key) {
        true => Ok(()),
        false => check_map(map.len() + 1),
    }
}

/// Can so many bytes be added to the text in place?
#[inline]
pub fn fits_text(text: &Text, more: usize) -> bool {
    let bytes = text.len() + more;
    bytes <= BYTES && (bytes <= text.capacity() || memory::has_room(bytes))
}

/// Refuse a text of so many bytes.
///
/// # Errors
/// More than 256 MiB, the memory limit.
pub fn check_text(bytes: usize) -> Result<(), Error> {
    match bytes <= BYTES {
        true => check_room(bytes),
        false => Err(refused(message!("size-text", most = BYTES >> 20))),
    }
}

/// Refuse a blob of so many bytes.
///
/// # Errors
/// More than 256 MiB, the memory limit.
pub fn check_blob(bytes: usize) -> Result<(), Error> {
    match bytes <= BYTES {
        true => check_room(bytes),
        false => Err(refused(message!("size-blob", most = BYTES >> 20))),
    }
}

/// Refuse an array of so many items.
///
/// # Errors
/// More than 2²⁵ items, the memory limit.
pub fn check_array(items: usize) -> Result<(), Error> {
    match items <= ITEMS {
        true => check_room(items * size_of::<Value>()),
        false => Err(refused(message!("size-array", most = ITEMS))),
    }
}

/// Refuse a map of so many entries.
///
/// # Errors
/// More than 2²⁴ entries, the memory limit.
pub fn check_map(entries: usize) -> Result<(), Error> {
    match entries <= ENTRIES {
        true => check_room(entries * ENTRY),
        false => Err(refused(message!("size-map", most = ENTRIES))),
    }
}

/// Refuse to copy so many times so much: a text `times` times, or what replaces a part of it.
///
/// # Errors
/// More than 256 MiB, the memory limit.
pub fn check_repeated(bytes: usize, times: usize) -> Result<(), Error> {
    check_text(bytes.saturating_mul(times))
}

/// Refuse what two maps would be together.
///
/// # Errors
/// More than 2²⁴ entries, the memory limit.
pub fn check_maps(a: &Map, b: &Map) -> Result<(), Error> {
    match a.len() + b.len() <= ENTRIES {
        true => check_room(b.len() * ENTRY),
        false => {
            let more = b.keys().filter(|key| !a.contains_key(key.as_str()));
            check_map(a.len() + more.count())
        }
    }
}

/// Refuse JSON of too many items: a comma stands between two of them.
///
/// # Errors
/// More than 2²⁵ in all parts.
pub fn check_json(text: &str) -> Result<(), Error> {
    match text.bytes().filter(|byte| *byte == b',').count() < PARTS {
        true => Ok(()),
        false => Err(too_large()),
    }
}

/// Refuse what one of Rhai's functions has made too large. They join two values at most, so that this comes in time.
///
/// # Errors
/// A text, blob, array or map beyond its limit.
pub fn check_made(value: &Value) -> Result<(), Error> {
    match value {
        Value::Str(text) if text.len() > BYTES => check_text(text.len()),
        Value::Array(items) if items.len() > ITEMS => check_array(items.len()),
        Value::Map(entries) if entries.len() > ENTRIES => check_map(entries.len()),
        Value::Foreign(_) => check_blob(blob_length(value)),
        _ => Ok(()),
    }
}

/// Bytes of a value as it is added to a text: of what is not a text, what that can be at most.
pub fn shown_length(value: &Value) -> usize {
    match value {
        Value::Str(text) => text.len(),
        Value::Char(char) => char.len_utf8(),
        Value::Unit => 0,
        Value::Int(int) => itoa::Buffer::new().format(*int).len(),
        Value::Array(_) | Value::Map(_) => SHOWN,
        _ => 32,
    }
}

/// The bytes of a blob; 0 for all else.
pub fn blob_length(value: &Value) -> usize {
    match value {
        Value::Foreign(dynamic) if dynamic.is_blob() => {
            dynamic.read_lock::<Blob>().map_or(0, |bytes| bytes.len())
        }
        _ => 0,
    }
}

/// May the items take one more? Asked before each is added to what has no other limit.
///
/// # Errors
/// More than 2²⁵ items, the memory limit.
#[inline]
pub fn check_item(items: &Vec<Value>) -> Result<(), Error> {
    match items.len() < ITEMS && items.len() < items.capacity() {
        true => Ok(()),
        false => check_array(items.len() + 1),
    }
}

/// A text that was made of one that is within the limit, and can be three times as long.
///
/// # Errors
/// More than 256 MiB.
pub fn made_text(text: String) -> Result<Value, Error> {
    check_text(text.len())?;
    Ok(Value::string(text))
}

#[cold]
fn refused(message: crate::messages::Message) -> Error {
    Error::raised("MemoryError", message)
}

#[cold]
pub(crate) fn too_deep() -> Error {
    Error::runtime_error(message!("data-nested")).with_hint(message!("data-nested.hint"))
}

#[cold]
pub fn too_large() -> Error {
    Error::raised("MemoryError", message!("data-large"))
}

#[cfg(test)]
mod tests;
