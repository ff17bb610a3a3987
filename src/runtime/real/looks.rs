//! How long a thread looks for what it waits for before it sleeps in the kernel. What it waits for is not known here.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// So often: a core that has fallen asleep takes tens of microseconds to wake, about as long as these looks.
const LOOKS: u32 = 300;

/// At most so many waits in a row go without looks.
const MOST_WITHOUT: u32 = 64;

/// Whether to look at all, which it learns: each wait for which the looks were in vain doubles the number of waits that follow
/// without any. Where others keep the cores busy, or the kernel has put both threads on one core, the answer cannot come before
/// the looking thread sleeps.
#[derive(Default)]
pub(crate) struct Looks {
    /// The waits still to come without looks.
    without: AtomicU32,
    /// How many follow the next looks that are in vain.
    next: AtomicU32,
}

impl Looks {
    /// Look until `found`. False when it is time to sleep. Only the thread that waits calls this.
    pub fn look(&self, found: impl Fn() -> bool) -> bool {
        if found() {
            return true;
        }
        let without = self.without.load(Relaxed);
        if without > 0 {
            self.without.store(without - 1, Relaxed);
            return false;
        }
        for _ in 0..LOOKS {
            std::hint::spin_loop();
            if found() {
                self.next.store(0, Relaxed);
                return true;
            }
        }
        let next = self.next.load(Relaxed);
        self.without.store(next, Relaxed);
        self.next.store(MOST_WITHOUT.min(2 * next + 1), Relaxed);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// Whether it looks, apart from the one glance at the beginning, in each of so many waits in which there is nothing to be found.
    fn waits_in_vain<const N: usize>(looks: &Looks) -> [bool; N] {
        std::array::from_fn(|_| {
            let glances = Cell::new(0);
            assert!(!looks.look(|| {
                glances.set(glances.get() + 1);
                false
            }));
            glances.get() > 1
        })
    }

    #[test]
    fn looks_in_vain_get_rare_and_one_that_finds_brings_them_back() {
        let looks = Looks::default();
        let (yes, no) = (true, false);
        assert_eq!(waits_in_vain(&looks), [yes, yes, no, yes, no, no, no, yes]);
        let rare = waits_in_vain::<1000>(&looks);
        assert_eq!(rare.iter().filter(|looked| **looked).count(), 17);
        while looks.without.load(Relaxed) > 0 {
            waits_in_vain::<1>(&looks);
        }
        let glances = Cell::new(0);
        let found = looks.look(|| {
            glances.set(glances.get() + 1);
            glances.get() == 2
        });
        assert!(found, "it looks when it has not to go without");
        assert_eq!(waits_in_vain(&looks), [yes, yes, no]);
    }
}
