//! What the system holds for the process beyond what is in use: pieces that were freed and wait for the same thread, pages with a few
//! pieces left in them, stacks. Looked at whenever a few MiB have been taken or given back.

use super::{GIVEN_LIMIT, LIMIT, allocator, exhausted};
use rustix::fs::{Mode, OFlags, open};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// So much is taken or given back by all threads between two looks.
const STEP: usize = 4 << 20;

/// Beyond the limit by so much, free pages are given back; a large heap takes some milliseconds, so not more often than each `PAUSE`.
const SOFT: isize = 24 << 20;
const PAUSE: usize = 32 << 20;

/// Beyond the limit by so much although all free pages were given back, the run is over the limit.
const FULL: isize = 40 << 20;

/// By so much, there is no time to end it in order.
const HARD: isize = 56 << 20;

/// Bytes taken and given back so far, and how many it were when pages were given back last.
static TURNOVER: AtomicUsize = AtomicUsize::new(0);
static LAST_TRIM: AtomicUsize = AtomicUsize::new(0);

/// The system is not asked any more.
static SEALED: AtomicBool = AtomicBool::new(false);

/// Held by the thread that gives pages back.
#[expect(
    clippy::disallowed_types,
    reason = "runs inside the allocator: waiting for it must take no memory"
)]
static TRIMMING: std::sync::Mutex<()> = std::sync::Mutex::new(());

/// So many bytes have been taken or given back, of memory or of a stack.
pub fn note(bytes: usize) {
    let before = TURNOVER.fetch_add(bytes, Ordering::Relaxed);
    if before / STEP != before.wrapping_add(bytes) / STEP {
        look();
    }
}

/// From now on only what is in use counts against the limit: whoever watches the process from outside sees what the system holds for it.
pub fn seal() {
    // When it first gives much back, the system's allocator may read how freely the system promises memory.
    let pieces: Vec<Vec<u8>> = (0..128).map(|_| Vec::with_capacity(64 << 10)).collect();
    drop(std::hint::black_box(pieces));
    SEALED.store(true, Ordering::Relaxed);
}

/// Hold the residence against the limit.
#[cold]
pub fn look() {
    let limit = GIVEN_LIMIT.load(Ordering::Relaxed);
    if limit == isize::MAX || SEALED.load(Ordering::Relaxed) {
        return;
    }
    let Some(mut beyond) = beyond(limit) else {
        return;
    };
    let turnover = TURNOVER.load(Ordering::Relaxed);
    let since = turnover.wrapping_sub(LAST_TRIM.load(Ordering::Relaxed));
    if beyond > SOFT && (since > PAUSE || beyond > FULL) {
        match TRIMMING.try_lock() {
            Ok(_held) => {
                LAST_TRIM.store(turnover, Ordering::Relaxed);
                allocator::trim();
            }
            // One thread is enough; the others go on meanwhile, but where there is too much already: then they take no more until it is done.
            Err(_) if beyond <= FULL => return,
            Err(_) => drop(TRIMMING.lock()),
        }
        beyond = self::beyond(limit).unwrap_or(beyond);
    }
    LIMIT.store(if beyond > FULL { -1 } else { limit }, Ordering::Relaxed);
    if beyond > HARD {
        exhausted();
    }
}

/// By how many bytes the residence is larger than the limit. Runs inside the allocator: it must take no memory.
fn beyond(limit: isize) -> Option<isize> {
    let resident = read(c"/proc/self/statm")?;
    Some(isize::try_from(resident).ok()?.saturating_sub(limit))
}

/// How many bytes the system holds for another process; none when it has ended, or nobody tells.
pub fn of(process: u32) -> Option<u64> {
    let file = std::ffi::CString::new(format!("/proc/{process}/statm")).ok()?;
    read(&file).map(|bytes| bytes as u64)
}

/// Takes no memory.
fn read(file: &std::ffi::CStr) -> Option<usize> {
    let file = open(file, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty()).ok()?;
    let mut text = [0; 128];
    let read = rustix::io::read(&file, &mut text).ok()?;
    let mut numbers = text.get(..read)?.split(|byte| *byte == b' ');
    let pages: usize = std::str::from_utf8(numbers.nth(1)?).ok()?.parse().ok()?;
    pages.checked_mul(allocator::page_size())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_says_what_it_holds() {
        let resident = beyond(0).expect("Linux has /proc");
        assert!(resident > 1 << 20, "{resident}");
    }
}
