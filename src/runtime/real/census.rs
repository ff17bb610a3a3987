//! How many threads live and how many of them are blocked: when all are, no thread can ever continue.

use std::sync::atomic::{
    AtomicBool, AtomicU64,
    Ordering::{Relaxed, SeqCst},
};

const LIVING: u64 = 1 << 32;
const BLOCKED: u64 = 1;

/// Both counts in one word, so that whoever makes them equal sees it in the answer of that very operation.
/// The running threads pay nothing: only parking, waking, starting and ending touch the word.
#[derive(Default)]
pub(crate) struct Census {
    counts: AtomicU64,
    /// Counts the wakings of blocked threads.
    wakings: AtomicU64,
    /// Somebody waits for a thread: the host shall look from time to time whether they wait for each other.
    watched: AtomicBool,
}

impl Census {
    pub fn born(&self) {
        self.counts.fetch_add(LIVING, SeqCst);
    }

    /// Are all that are left blocked?
    pub fn died(&self) -> bool {
        all_blocked(self.counts.fetch_sub(LIVING, SeqCst) - LIVING)
    }

    /// Count the caller as blocked. Are all blocked now?
    pub fn block(&self) -> bool {
        all_blocked(self.counts.fetch_add(BLOCKED, SeqCst) + BLOCKED)
    }

    /// The caller, counted as blocked, did not block after all or gave up.
    pub fn unblock(&self) {
        self.counts.fetch_sub(BLOCKED, SeqCst);
    }

    /// Somebody woke a blocked thread.
    pub fn woken(&self) {
        self.wakings.fetch_add(1, SeqCst);
        self.counts.fetch_sub(BLOCKED, SeqCst);
    }

    pub fn all_blocked(&self) -> bool {
        all_blocked(self.counts.load(SeqCst))
    }

    /// Is one left that is not blocked, and are there others?
    pub fn all_but_one_blocked(&self) -> bool {
        let (living, blocked) = split(self.counts.load(SeqCst));
        living > 1 && living == blocked + 1
    }

    /// The caller waits for a thread. Is it the first, so that the host has to be told?
    pub fn watch(&self) -> bool {
        !self.watched.load(Relaxed) && !self.watched.swap(true, SeqCst)
    }

    pub fn is_watched(&self) -> bool {
        self.watched.load(SeqCst)
    }

    /// To be called by the host: nobody is watched any more when no thread is blocked, until the next one waits.
    pub fn rest(&self) {
        self.watched.store(false, SeqCst);
        // Who has blocked before that has not told, and is seen here.
        if split(self.counts.load(SeqCst)).1 > 0 {
            self.watched.store(true, SeqCst);
        }
    }

    pub fn wakings(&self) -> u64 {
        self.wakings.load(SeqCst)
    }
}

fn split(counts: u64) -> (u64, u64) {
    (counts >> 32, counts & (LIVING - 1))
}

fn all_blocked(counts: u64) -> bool {
    let (living, blocked) = split(counts);
    living == blocked && living > 0
}
