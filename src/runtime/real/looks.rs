//! How long a thread looks for what it waits for before it sleeps in the kernel. What it waits for is not known here.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// At most so often: a core that has fallen asleep takes tens of microseconds to wake, about as long as these looks.
const MOST: u32 = 300;

/// And at least. An answer from another core comes within so many.
const LEAST: u32 = 40;

/// The number of looks, which learns: each wait for which they were in vain halves it, each other one doubles it. Where others keep
/// the cores busy, or the kernel has put both threads on one core, the answer cannot come before the looking thread sleeps.
pub(crate) struct Looks(AtomicU32);

impl Default for Looks {
    fn default() -> Self {
        Looks(AtomicU32::new(MOST))
    }
}

impl Looks {
    /// Look until `found`. False when it is time to sleep. Only the thread that waits calls this.
    pub fn look(&self, found: impl Fn() -> bool) -> bool {
        let looks = self.0.load(Relaxed);
        for look in 0..=looks {
            if look > 0 {
                std::hint::spin_loop();
            }
            if found() {
                if looks < MOST {
                    self.0.store(MOST.min(2 * looks), Relaxed);
                }
                return true;
            }
        }
        if looks > LEAST {
            self.0.store(LEAST.max(looks / 2), Relaxed);
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// How often it looks when there is nothing to be found.
    fn looks_in_vain(looks: &Looks) -> u32 {
        let count = Cell::new(0);
        assert!(!looks.look(|| {
            count.set(count.get() + 1);
            false
        }));
        count.get() - 1
    }

    #[test]
    fn looks_in_vain_get_fewer_and_successful_ones_more() {
        let looks = Looks::default();
        let counts: Vec<u32> = (0..5).map(|_| looks_in_vain(&looks)).collect();
        assert_eq!(counts, [300, 150, 75, 40, 40]);
        assert!(looks.look(|| true) && looks.look(|| true));
        assert_eq!(looks_in_vain(&looks), 160);
    }
}
