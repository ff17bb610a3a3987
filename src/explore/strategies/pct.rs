//! Probabilistic concurrency testing (Burckhardt and others, ASPLOS 2010): threads have random priorities, the highest runs, and at a few
//! random steps the running one falls to the bottom. Finds mistakes that need `depth` orderings with a probability that is known.

use super::Chooser;
use crate::explore::chance::Chance;
use crate::runtime::Candidate;

pub struct Pct {
    chance: Chance,
    /// By number of the thread; 0: not drawn.
    priorities: Vec<u64>,
    /// Choices at which the running thread falls, the next one last.
    falls: Vec<u64>,
    choices: u64,
}

/// Priorities below this are for those who have fallen.
const FALLEN: u64 = 1 << 32;

impl Pct {
    /// For schedules of about so many choices.
    pub fn new(mut chance: Chance, depth: u64, choices: u64) -> Self {
        let mut falls: Vec<u64> = (1..depth).map(|_| chance.below(choices.max(1))).collect();
        falls.sort_unstable_by(|a, b| b.cmp(a));
        Pct {
            chance,
            priorities: Vec::new(),
            falls,
            choices: 0,
        }
    }

    fn highest(&mut self, among: &[Candidate]) -> usize {
        let mut best = (0, 0);
        for (place, candidate) in among.iter().enumerate() {
            let thread = candidate.thread.0 as usize;
            if thread >= self.priorities.len() {
                self.priorities.resize(thread + 1, 0);
            }
            if self.priorities[thread] == 0 {
                self.priorities[thread] = FALLEN | self.chance.next();
            }
            if self.priorities[thread] > best.1 {
                best = (place, self.priorities[thread]);
            }
        }
        best.0
    }
}

impl Chooser for Pct {
    fn choose(&mut self, among: &[Candidate]) -> usize {
        let mut chosen = self.highest(among);
        while self.falls.last().is_some_and(|fall| *fall <= self.choices) {
            self.falls.pop();
            self.priorities[among[chosen].thread.0 as usize] = self.falls.len() as u64 + 1;
            chosen = self.highest(among);
        }
        self.choices += 1;
        chosen
    }
}
