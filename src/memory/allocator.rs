//! The allocator of the process: the system's, with every piece counted. The only file with `unsafe` in it: the trait of
//! allocators has no safe face.
//!
//! Why not a crate: `cap` counts with two atomics that all threads share, for every piece, and at its limit gives null, on
//! which Rust aborts without our message and exit code; `stats_alloc`, `peak_alloc` and `accounting-allocator` know no limit.

#![expect(
    unsafe_code,
    reason = "`GlobalAlloc` is an unsafe trait; each call is handed on to the system as it came"
)]

use super::count;
use std::alloc::{GlobalAlloc, Layout, System};

struct Counting;

#[global_allocator]
static COUNTING: Counting = Counting;

#[cfg(target_env = "gnu")]
unsafe extern "C" {
    fn malloc_trim(kept: usize) -> i32;
}

#[cfg(unix)]
unsafe extern "C" {
    safe fn getpagesize() -> i32;
}

/// Bytes of a page. The C library's word: `rustix::param` reads the program's own headers for it, which is a crash under valgrind.
pub(super) fn page_size() -> usize {
    #[cfg(unix)]
    return usize::try_from(getpagesize()).unwrap_or(4096);
    #[cfg(not(unix))]
    return 4096;
}

/// Give the pages that hold nothing back to the system: glibc keeps what one thread has freed for that thread.
pub(super) fn trim() {
    #[cfg(target_env = "gnu")]
    // SAFETY: it takes no pointer, and waits for the locks of the allocator, none of which the caller holds.
    unsafe {
        malloc_trim(0);
    }
}

/// What the piece costs in memory: glibc puts 8 bytes before it and rounds up to 16, another 8 in the mean.
#[inline]
fn cost(bytes: usize) -> isize {
    bytes.cast_signed() + 16
}

// SAFETY: every call goes to the system's allocator with the arguments that it came with. Counting touches no memory but
// a counter of the thread that is never dropped, and neither allocates nor unwinds.
unsafe impl GlobalAlloc for Counting {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(cost(layout.size()));
        unsafe { System.alloc(layout) }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(cost(layout.size()));
        unsafe { System.alloc_zeroed(layout) }
    }

    #[inline]
    unsafe fn dealloc(&self, piece: *mut u8, layout: Layout) {
        unsafe { System.dealloc(piece, layout) };
        count(-cost(layout.size()));
    }

    #[inline]
    unsafe fn realloc(&self, piece: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // Rhai's texts ask for this at each piece that is appended, also where there is room.
        if size == layout.size() {
            return piece;
        }
        count(size.cast_signed() - layout.size().cast_signed());
        unsafe { System.realloc(piece, layout, size) }
    }
}
