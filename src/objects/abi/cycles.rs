//! When to look for reference cycles that nothing else keeps, and freeing them.
//!
//! In the real runtime the bytes in use decide: a look is due when they have doubled since the last one, or grown to four times as much
//! when that found little. In the controlled runtime they
//! would not do, since other runs of the process have a part in them and the same seed must give the same run, up to when a socket in a
//! cycle is closed: there it is the number of objects and closures made that decides. In both, a look is tried before the memory limit
//! ends the run.

use super::{Shared, meter};
use crate::memory;
use crate::runtime::look;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::time::Duration;

/// Bytes that may be added at least before the next look.
const LEAST_GROWTH: usize = 40 << 20;
/// As [`LEAST_GROWTH`], near the memory limit.
const LAST_GROWTH: usize = 1 << 20;
/// Objects and closures that may be made at least before the next look in the controlled runtime.
const LEAST_MADE: usize = 50_000;
/// How long the threads may take until they stand still. One that is in a long native comes too late; the look is tried again later.
const PATIENCE: Duration = Duration::from_millis(100);
/// As [`PATIENCE`], when the run ends otherwise. Not longer: who asks from inside of a native may hold what the others wait for.
const LAST_PATIENCE: Duration = Duration::from_millis(400);
/// How often a look is tried before the memory limit ends the run: another thread may come first.
const ATTEMPTS: usize = 3;

/// What is known of the last look.
#[derive(Default)]
pub(crate) struct Watch {
    /// Bytes in use at which the next look is due; 0 before the first question.
    due: AtomicUsize,
    /// Bytes in use after the last look.
    left: AtomicUsize,
    /// The last look found little.
    barren: AtomicBool,
    /// In the controlled runtime: how many objects and closures may be made until the next look is due.
    most_made: AtomicUsize,
}

impl Shared {
    /// Free what only cycles keep, when much has been made since the last look. No lock of a cell may be held.
    #[inline]
    pub fn look_for_cycles(&self) {
        if self.is_look_due() {
            self.free_cycles(PATIENCE);
        }
    }

    #[inline]
    fn is_look_due(&self) -> bool {
        if self.world.is_controlled() {
            return self.cycles.made() >= self.watch.most_made.load(Relaxed).max(LEAST_MADE);
        }
        let in_use = memory::in_use();
        match self.watch.due.load(Relaxed) {
            0 => {
                self.note_due();
                false
            }
            due => in_use >= due,
        }
    }

    /// The run is over and its variables are empty: free what cycles have kept until now. In the real runtime the process ends soon.
    pub fn free_cycles_at_end(&self) {
        if self.world.is_controlled() {
            self.free_cycles(PATIENCE);
        }
    }

    /// Look for cycles and free what only they keep, if the other threads come to stand still within this time. Was there a look?
    #[cold]
    #[inline(never)]
    fn free_cycles(&self, patience: Duration) -> bool {
        let pause = self.world.pause_others(patience);
        if pause.is_none() {
            self.note_due();
            return false;
        }
        let go_on = || look(&self.world).is_ok() || self.world.is_over();
        let found = self.cycles.look(&go_on);
        let is_done = found.is_some();
        if let Some((garbage, living)) = found {
            let is_barren = garbage.count() < living / 8;
            self.watch.barren.store(is_barren, Relaxed);
            // Whoever is near the memory limit as well goes on when there is room again.
            garbage.free();
            self.watch.most_made.store(living, Relaxed);
            memory::settle();
            self.watch.left.store(memory::in_use(), Relaxed);
        }
        self.note_due();
        drop(pause);
        is_done
    }

    fn note_due(&self) {
        let in_use = memory::in_use();
        let growth = match self.watch.barren.load(Relaxed) {
            true => 3 * in_use,
            false => in_use,
        };
        // Well before the limit, which is hard to hold from inside of a native.
        let growth = growth.max(LEAST_GROWTH).min(memory::room() / 2);
        let due = in_use + growth.max(LAST_GROWTH);
        self.watch.due.store(due, Relaxed);
    }
}

/// More memory is in use than the run may take: free what cycles keep. True when the run may go on. Where no look is possible (a native
/// changes a cell, another thread does not stop) it may, as far as the reserve allows: at its next loop turns there will be one.
#[cold]
#[inline(never)]
pub(crate) fn relieve() -> bool {
    let Some(shared) = meter::run() else {
        return false;
    };
    for _ in 0..ATTEMPTS {
        let since = memory::in_use().saturating_sub(shared.watch.left.load(Relaxed));
        // Where the system holds more than is in use, a look gives nothing back as long as little has been made.
        if since < LAST_GROWTH.max(memory::room() / 8) {
            break;
        }
        let is_done = shared.free_cycles(LAST_PATIENCE);
        memory::look_at_residence();
        if !memory::is_over() || !is_done && !memory::is_far_over() {
            return true;
        }
    }
    !memory::is_over()
}
