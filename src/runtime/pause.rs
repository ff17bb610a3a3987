//! All threads of a world stand still, so that one of them can look at what they share.
//!
//! A thread stands still where it waits, and at the next tick (`Task::tick`) when somebody asks for it. In the controlled runtime one
//! thread runs at a time, so all others stand still already.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::{Duration, Instant};

use parking_lot::{Condvar, Mutex};

use super::{Thread, World, look};

/// How long who waits for the others goes without a look at the end of the run.
const LOOK_AGAIN: Duration = Duration::from_millis(10);

/// Who asks for threads to stand still.
#[derive(Default)]
pub(super) struct Pauses {
    wanted: AtomicBool,
    /// The one that asked hears here of who has come to stand still. Not the others: a thousand would wake each other a thousand times.
    stands: Condvar,
    /// Threads that stand still hear here that they may go on.
    over: Condvar,
    guard: Mutex<()>,
}

/// As long as this lives, no other thread of the world runs script code.
pub struct Pause<'w>(&'w World);

impl World {
    /// Wait until all other threads of the world stand still, at most for `patience`. Nothing when they do not. When another thread has
    /// asked for the same, stand still until it is done; then nothing, too. To be called by a thread of the world, or when there is none
    /// left.
    pub fn pause_others(&self, patience: Duration) -> Option<Pause<'_>> {
        let pauses = &self.pauses;
        let own = look::carried();
        if (pauses.wanted.compare_exchange(false, true, SeqCst, SeqCst)).is_err() {
            own.inspect(|own| self.pause_if_wanted(own));
            return None;
        }
        let pause = Pause(self);
        if self.is_controlled() {
            return Some(pause);
        }
        let others: Vec<Arc<Thread>> = (self.roster.lock().living())
            .filter(|thread| !own.as_ref().is_some_and(|own| Arc::ptr_eq(own, thread)))
            .cloned()
            .collect();
        let end = Instant::now() + patience;
        let mut guard = pauses.guard.lock();
        for thread in others {
            while !thread.stands_still() {
                if self.is_stopped() || Instant::now() >= end {
                    return None;
                }
                pauses.stands.wait_for(&mut guard, LOOK_AGAIN);
            }
        }
        drop(guard);
        Some(pause)
    }

    /// The thread does nothing that others could see until it calls `resume`.
    pub(super) fn stand_still(&self, thread: &Thread) {
        thread.set_still(true);
        if self.pauses.wanted.load(SeqCst) {
            let _guard = self.pauses.guard.lock();
            self.pauses.stands.notify_one();
        }
    }

    /// Go on, when nobody wants the thread to stand still.
    pub(super) fn resume(&self, thread: &Thread) {
        // Who asks sets the word and then looks at the threads: one of the two sees the other.
        thread.set_still(false);
        while self.pauses.wanted.load(SeqCst) {
            self.stand_still(thread);
            let mut guard = self.pauses.guard.lock();
            while self.pauses.wanted.load(SeqCst) {
                self.pauses.over.wait(&mut guard);
            }
            drop(guard);
            thread.set_still(false);
        }
    }

    /// Stand still as long as somebody wants it: at places where the thread holds no lock and is in the middle of nothing.
    #[inline]
    pub(super) fn pause_if_wanted(&self, thread: &Thread) {
        if self.pauses.wanted.load(SeqCst) {
            self.resume(thread);
        }
    }
}

impl Drop for Pause<'_> {
    fn drop(&mut self) {
        let pauses = &self.0.pauses;
        let _guard = pauses.guard.lock();
        pauses.wanted.store(false, SeqCst);
        pauses.over.notify_all();
    }
}
