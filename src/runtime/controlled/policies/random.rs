//! The policy of `--seed`: chance decides at every point.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::RngCore;

use super::{Candidate, Policy};
use crate::runtime::{ThreadId, chance};

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
