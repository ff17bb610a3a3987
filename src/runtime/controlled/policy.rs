//! Who runs next in a controlled world: the contract of a policy, and the seeded random one.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::RngCore;

use crate::runtime::{Pending, ThreadId, chance};

/// A thread that can run, and what it will do first when it does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Candidate {
    pub thread: ThreadId,
    pub pending: Pending,
}

/// Decides at every scheduling point. To replay, to explore or to let a student decide, write another one.
pub trait Policy: Send {
    /// Choose one of `runnable`, which is never empty and in the order of thread ids. `current` ran last; it is among
    /// them unless it waits or has ended. Every source of chance must come from a seed, and every collection must have a
    /// fixed order: the same choices make the same run.
    fn next(&mut self, runnable: &[Candidate], current: Option<ThreadId>) -> ThreadId;
}

/// Every thread that can run is as likely as any other, at every point.
pub struct Random(ChaCha8Rng);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(chance::of_scheduler(seed))
    }
}

impl Policy for Random {
    fn next(&mut self, runnable: &[Candidate], _current: Option<ThreadId>) -> ThreadId {
        // 32 random bits scaled to the number of threads: the bias is below one in a million, the result everywhere the same.
        let place = (u64::from(self.0.next_u32()) * runnable.len() as u64) >> 32;
        runnable[place as usize].thread
    }
}
