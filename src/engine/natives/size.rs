//! How large a text or an array may get, and whether the run's memory has room for it: doubling one in a loop would take
//! all memory in a few dozen steps. What is in use is counted in `memory`.

use super::meter;
use crate::engine::error::Error;
use crate::engine::value::{Array, Value};
use crate::memory;
use crate::messages::message;
use crate::runtime::Stop;
use rhai::{Identifier, ImmutableString};

/// Bytes of the longest text.
const LONGEST: usize = 1 << 28;

/// Items of the longest array.
const MOST_ITEMS: usize = 1 << 25;

/// End the run when more memory is in use than it may take.
///
/// # Errors
/// The memory limit.
#[inline]
pub fn check_memory() -> Result<(), Error> {
    match memory::is_over() {
        false => Ok(()),
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
        false => Err(Stop::MemoryLimit.into()),
    }
}

/// Is there room for the array to take one item more? It doubles when it is full, and is copied when others hold it too.
///
/// # Errors
/// The memory limit.
#[inline]
pub fn check_growth(array: &Array) -> Result<(), Error> {
    check_memory()?;
    meter::settle()?;
    if array.len() == array.capacity() || !array.is_unique() {
        check_room(2 * array.len() * size_of::<Value>())?;
    }
    Ok(())
}

/// Can so many bytes be added to the text in place?
#[inline]
pub fn fits_text(text: &ImmutableString, more: usize) -> bool {
    let bytes = text.len() + more;
    let buffer: &Identifier = text.as_ref();
    bytes <= LONGEST && (bytes <= buffer.capacity() || memory::has_room(bytes))
}

/// Refuse a text of so many bytes.
///
/// # Errors
/// More than 256 MiB, the memory limit.
pub fn check_text(bytes: usize) -> Result<(), Error> {
    if bytes <= LONGEST {
        return check_room(bytes);
    }
    Err(Error::raised("MemoryError", message!("text-joined")))
}

/// Refuse an array of so many items.
///
/// # Errors
/// More than 2²⁵ items, the memory limit.
pub fn check_array(items: usize) -> Result<(), Error> {
    if items <= MOST_ITEMS {
        return check_room(items * size_of::<Value>());
    }
    Err(Error::raised(
        "MemoryError",
        message!("array-joined", most = MOST_ITEMS),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_is_refused_whatever_the_limit() {
        for (refused, message) in [
            (check_text(LONGEST + 1), "longer than 256 MiB"),
            (check_array(MOST_ITEMS + 1), "more than 33554432 items"),
        ] {
            let error = format!("{:?}", refused.expect_err("it is too large"));
            assert!(
                error.contains("MemoryError") && error.contains(message),
                "{error}"
            );
        }
        assert!(check_text(LONGEST).is_ok() && check_array(MOST_ITEMS).is_ok());
    }
}
