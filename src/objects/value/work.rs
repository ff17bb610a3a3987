//! Work on data that is done where no error can be told: how much a thread owes for it. Natives account for it (`meter`).

use std::cell::Cell;

thread_local! {
    /// Items that were walked over and not accounted for yet.
    pub static OWED: Cell<u64> = const { Cell::new(0) };
}

/// Smaller data is not worth the look.
pub const FREE: usize = 512;

/// An item moves as fast as so many bytes.
pub const BYTES: usize = 16;

/// Is a walk over so many items one that is counted?
#[inline]
pub fn is_worth_it(items: usize) -> bool {
    items >= FREE
}

/// Note work where no error can be told; `meter::settle` accounts for it.
#[inline]
pub fn owe(items: usize) {
    OWED.set(OWED.get().saturating_add(items as u64));
}

/// As [`owe`], for bytes; of short texts nothing is noted.
#[inline]
pub fn owe_bytes(bytes: usize) {
    if bytes >= FREE * BYTES {
        owe(bytes / BYTES);
    }
}
