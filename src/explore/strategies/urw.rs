//! A uniform random walk over the interleavings: a thread is the likelier the more it has still to do, counted in an earlier schedule
//! together with the threads that it will start. (SURW, ASPLOS 2025, without its choice of events.)

use super::Chooser;
use crate::explore::chance::Chance;
use crate::explore::knowledge::Counts;
use crate::runtime::{Candidate, Operation};
use std::sync::Arc;

pub struct Urw {
    chance: Chance,
    counts: Arc<Counts>,
    /// Steps taken by each thread, by number.
    taken: Vec<u64>,
    /// Threads that have begun, by number.
    begun: Vec<bool>,
}

impl Urw {
    pub fn new(chance: Chance, counts: Arc<Counts>) -> Self {
        Urw {
            chance,
            taken: vec![0; counts.threads()],
            begun: vec![false; counts.threads()],
            counts,
        }
    }

    /// What the thread has still to do, with those it has not started yet.
    fn left(&self, thread: usize) -> u64 {
        let own = |thread: usize| self.counts.steps(thread);
        let taken = self.taken.get(thread).copied().unwrap_or_default();
        let children = self.counts.children(thread).iter();
        let to_start = children.filter(|child| !self.begun[**child]);
        own(thread).saturating_sub(taken).max(1) + to_start.map(|child| own(*child)).sum::<u64>()
    }
}

impl Chooser for Urw {
    fn choose(&mut self, among: &[Candidate]) -> usize {
        let weights: Vec<u64> = (among.iter())
            .map(|candidate| self.left(candidate.thread.0 as usize))
            .collect();
        for candidate in among {
            if let Some(begun) = self.begun.get_mut(candidate.thread.0 as usize) {
                *begun = true;
            }
        }
        let mut point = self.chance.below(weights.iter().sum());
        for (place, weight) in weights.iter().enumerate() {
            if point < *weight {
                return place;
            }
            point -= weight;
        }
        0
    }

    fn took(&mut self, step: &Candidate) {
        let thread = step.thread.0 as usize;
        if let Some(taken) = self.taken.get_mut(thread)
            && step.pending.operation != Operation::Start
        {
            *taken += 1;
        }
    }
}
