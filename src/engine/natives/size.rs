//! How large a text or an array may get by joining: doubling one in a loop would take all memory in a few dozen steps.

use crate::engine::error::Error;

/// Bytes of the longest text.
const LONGEST: usize = 1 << 28;

/// Items of the longest array.
const MOST_ITEMS: usize = 1 << 25;

/// May a text of so many bytes be made?
#[inline]
pub fn fits_text(bytes: usize) -> bool {
    bytes <= LONGEST
}

/// Refuse a text of so many bytes.
///
/// # Errors
/// More than 256 MiB.
pub fn check_text(bytes: usize) -> Result<(), Error> {
    if fits_text(bytes) {
        return Ok(());
    }
    Err(Error::raised(
        "MemoryError",
        "the joined text would be longer than 256 MiB",
    ))
}

/// Refuse an array of so many items.
///
/// # Errors
/// More than 2²⁵ items.
pub fn check_array(items: usize) -> Result<(), Error> {
    if items <= MOST_ITEMS {
        return Ok(());
    }
    Err(Error::raised(
        "MemoryError",
        format!("the joined array would have more than {MOST_ITEMS} items"),
    ))
}
