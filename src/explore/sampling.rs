//! One schedule after the other, the same that `explore` runs, for who looks at each by himself.

use super::knowledge::Knowledge;
use super::portfolio::Strategy;
use super::search::{end_of_round, is_learned_from};
use super::subject::{Note, Subject, Trial};
use crate::runtime::{Stacks, Step};

/// Schedules of the portfolio.
pub struct Sampling {
    seed: u64,
    next: u64,
    /// Where the running round ends, whose schedules all know the same.
    end: u64,
    knowledge: Knowledge,
    /// What the running round teaches the next one.
    traces: Vec<Vec<Step>>,
    stacks: Stacks,
}

impl Sampling {
    pub fn new(seed: u64) -> Sampling {
        Sampling {
            seed,
            next: 0,
            end: end_of_round(0),
            knowledge: Knowledge::default(),
            traces: Vec::new(),
            stacks: Stacks::default(),
        }
    }

    /// Schedules that were run.
    pub fn count(&self) -> u64 {
        self.next
    }

    /// Run the next schedule, of which this is noted. The first one is the patient one: each thread runs until it waits.
    pub fn next(&mut self, subject: &Subject, note: Note) -> Trial {
        if self.next == self.end {
            for trace in self.traces.drain(..) {
                self.knowledge.learn(&trace);
            }
            self.end = end_of_round(self.next);
        }
        let policy = Strategy::Portfolio.policy(self.seed, self.next, &self.knowledge);
        let note = match is_learned_from(self.next) {
            true => note.with_trace(),
            false => note,
        };
        let mut trial = subject.run(policy, note, &self.stacks);
        let trace = std::mem::take(&mut trial.trace);
        if !trace.is_empty() {
            self.traces.push(trace);
        }
        self.next += 1;
        trial
    }
}
