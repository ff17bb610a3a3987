//! How much memory the process has in use, and the limit on it. Who ends the run when it is reached is not known here.
//!
//! Each thread counts what it takes and gives back for itself and tells the total now and then, so that counting costs
//! next to nothing; the total is wrong by at most 32 KiB a thread. The limit has two steps:
//!
//! * the *limit* itself, which the engine looks at ([`is_over`]) before it takes more and before large single pieces
//!   ([`has_room`]): it ends the run in order, with the line;
//! * a *reserve* above it, for what nobody asked about before. When that is used up too, the allocator has the last
//!   words said ([`on_exhaustion`]) instead of leaving it to the system to kill the process without any.
//!
//! What the system holds for the process (its *residence*) is more: what one thread has freed waits for the same thread, half-empty
//! pages, stacks. It is looked at now and then, and given back or the run ended when it goes beyond the limit: see `residence`.

mod allocator;
mod residence;

pub use residence::{look as look_at_residence, note as note_growth, of as resident, seal};

use std::cell::Cell;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicIsize, Ordering};

/// What a thread counts for itself before it tells.
const BATCH: usize = 32 << 10;

/// The reserve above the limit: a quarter of it, within these bounds.
const LEAST_RESERVE: isize = 8 << 20;
const MOST_RESERVE: isize = 40 << 20;

/// The least limit: the program itself needs a part of it.
pub const LEAST_LIMIT: u64 = 16 << 20;

thread_local! {
    /// Bytes taken less bytes given back, not yet told.
    static UNTOLD: Cell<isize> = const { Cell::new(0) };
}

thread_local! {
    /// Does this thread say the last words?
    static SPEAKS: Cell<bool> = const { Cell::new(false) };
}

/// The last words are being said.
static ENDING: AtomicBool = AtomicBool::new(false);

static IN_USE: AtomicIsize = AtomicIsize::new(0);
static LIMIT: AtomicIsize = AtomicIsize::new(isize::MAX);
/// The limit as it was set; `LIMIT` is below zero while the residence is too large.
static GIVEN_LIMIT: AtomicIsize = AtomicIsize::new(isize::MAX);
static HARD_LIMIT: AtomicIsize = AtomicIsize::new(isize::MAX);
static LAST_WORDS: OnceLock<Box<dyn Fn() + Send + Sync>> = OnceLock::new();

/// Limit the memory of the whole process to so many bytes, or take the limit away.
pub fn set_limit(bytes: Option<u64>) {
    let limit = bytes.map_or(isize::MAX, |bytes| {
        isize::try_from(bytes.max(LEAST_LIMIT)).unwrap_or(isize::MAX)
    });
    let reserve = (limit / 4).clamp(LEAST_RESERVE, MOST_RESERVE);
    GIVEN_LIMIT.store(limit, Ordering::Relaxed);
    LIMIT.store(limit, Ordering::Relaxed);
    HARD_LIMIT.store(limit.saturating_add(reserve), Ordering::Relaxed);
}

/// What to do when the reserve is used up: say so and end the process. Runs inside the allocator of any thread, which may
/// hold any lock: it must not wait for one. Only the first call counts.
pub fn on_exhaustion(last_words: impl Fn() + Send + Sync + 'static) {
    let _ = LAST_WORDS.set(Box::new(last_words));
}

/// Is more in use than the limit allows?
#[inline]
pub fn is_over() -> bool {
    IN_USE.load(Ordering::Relaxed) > LIMIT.load(Ordering::Relaxed)
}

/// Is more in use than the limit and half of the reserve?
pub fn is_far_over() -> bool {
    let (limit, hard) = (
        GIVEN_LIMIT.load(Ordering::Relaxed),
        HARD_LIMIT.load(Ordering::Relaxed),
    );
    IN_USE.load(Ordering::Relaxed) > limit.saturating_add((hard - limit) / 2)
}

/// Can so many bytes more be taken within the limit? Small pieces always can: `is_over` sees their sum.
#[inline]
pub fn has_room(bytes: usize) -> bool {
    bytes < BATCH || has_room_for_much(bytes)
}

#[cold]
fn has_room_for_much(bytes: usize) -> bool {
    let wanted = isize::try_from(bytes).unwrap_or(isize::MAX);
    let left = LIMIT.load(Ordering::Relaxed) - IN_USE.load(Ordering::Relaxed).max(0);
    wanted <= left
}

/// Is there a limit?
pub fn is_limited() -> bool {
    GIVEN_LIMIT.load(Ordering::Relaxed) != isize::MAX
}

/// Bytes that can be taken within the limit.
pub fn room() -> usize {
    let left = GIVEN_LIMIT.load(Ordering::Relaxed) - IN_USE.load(Ordering::Relaxed).max(0);
    left.max(0).unsigned_abs()
}

/// Bytes in use, as far as they have been told.
pub fn in_use() -> usize {
    IN_USE.load(Ordering::Relaxed).max(0).unsigned_abs()
}

/// Tell what the calling thread has counted: to be called when a thread of the system ends or rests.
pub fn settle() {
    tell(UNTOLD.replace(0));
}

/// Count bytes taken (or, below zero, given back) by the calling thread.
#[inline]
fn count(bytes: isize) {
    UNTOLD.with(|untold| {
        let now = untold.get().wrapping_add(bytes);
        // Between minus and plus one batch, in one comparison.
        if now.wrapping_add(BATCH.cast_signed()).cast_unsigned() < 2 * BATCH {
            untold.set(now);
        } else {
            untold.set(0);
            tell(now);
        }
    });
}

#[cold]
fn tell(bytes: isize) {
    let total = IN_USE.fetch_add(bytes, Ordering::Relaxed) + bytes;
    residence::note(bytes.unsigned_abs());
    if bytes > 0 && (total > HARD_LIMIT.load(Ordering::Relaxed) || ENDING.load(Ordering::Relaxed)) {
        exhausted();
    }
}

/// The last words need memory themselves, so the hard limit ends with them.
fn exhausted() {
    let Some(say) = LAST_WORDS.get() else {
        return;
    };
    if ENDING.swap(true, Ordering::AcqRel) {
        if !SPEAKS.get() {
            wait_for_the_end();
        }
        return;
    }
    SPEAKS.set(true);
    HARD_LIMIT.store(isize::MAX, Ordering::Relaxed);
    say();
}

/// Another thread says the last words: this one must not take more meanwhile.
#[expect(
    clippy::disallowed_methods,
    reason = "the process ends in a moment, and the runtime may be what holds this thread"
)]
fn wait_for_the_end() {
    loop {
        std::thread::sleep(std::time::Duration::from_secs(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_counted_and_given_back() {
        settle();
        let before = UNTOLD.get();
        let piece = std::hint::black_box(Box::new([1u8; 1000]));
        assert_eq!(UNTOLD.get() - before, 1016);
        drop(piece);
        assert_eq!(UNTOLD.get(), before);
    }

    #[test]
    fn a_large_piece_is_told_at_once() {
        settle();
        let piece = std::hint::black_box(vec![1u8; 2 * BATCH]);
        assert_eq!(UNTOLD.get(), 0);
        assert!(in_use() > piece.len());
    }

    #[test]
    fn without_a_limit_there_is_room() {
        assert!(has_room(1 << 60) && !is_over());
    }
}
