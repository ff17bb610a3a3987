//! Partial order sampling (Yuan, Yang, Gu, CAV 2018): every pending operation has a random priority, the highest goes first, and those
//! that conflict with it draw again. Orders that make a difference are chosen more evenly than by a step-wise coin.

use super::{Chooser, conflict};
use crate::explore::chance::Chance;
use crate::runtime::Candidate;

pub struct Pos {
    chance: Chance,
    /// Of each thread's pending operation, by number of the thread; 0: not drawn.
    priorities: Vec<u64>,
}

impl Pos {
    pub fn new(chance: Chance) -> Self {
        Pos {
            chance,
            priorities: Vec::new(),
        }
    }

    fn priority(&mut self, candidate: &Candidate) -> u64 {
        let place = candidate.thread.0 as usize;
        if place >= self.priorities.len() {
            self.priorities.resize(place + 1, 0);
        }
        if self.priorities[place] == 0 {
            self.priorities[place] = self.chance.next() | 1;
        }
        self.priorities[place]
    }
}

impl Chooser for Pos {
    fn choose(&mut self, among: &[Candidate]) -> usize {
        let mut best = (0, 0);
        for (place, candidate) in among.iter().enumerate() {
            let priority = self.priority(candidate);
            if priority > best.1 {
                best = (place, priority);
            }
        }
        let chosen = among[best.0];
        for candidate in among {
            if conflict(&candidate.pending, &chosen.pending) {
                self.priorities[candidate.thread.0 as usize] = 0;
            }
        }
        best.0
    }

    fn took(&mut self, step: &Candidate) {
        if let Some(priority) = self.priorities.get_mut(step.thread.0 as usize) {
            *priority = 0;
        }
    }
}
