//! Threads that wait by looking: one that has come back to where it was, has only looked since, and would see the same again, has
//! nothing to do until somebody changes what it looks at. Going round once more is no other schedule.

use super::dependence::depend;
use crate::runtime::{Candidate, Operation, Pending, ThreadId};
use std::collections::BTreeMap;

/// What each thread has looked at since it has done anything else, and since what it looked at was changed.
#[derive(Default)]
pub struct Loops(BTreeMap<ThreadId, Vec<Pending>>);

impl Loops {
    /// Note a step.
    pub fn took(&mut self, step: &Candidate) {
        for (thread, looks) in &mut self.0 {
            let sees = |look: &Pending| depend(look, &step.pending);
            if *thread != step.thread && looks.iter().any(sees) {
                looks.clear();
            }
        }
        let looks = self.0.entry(step.thread).or_default();
        match step.pending.operation {
            Operation::Read | Operation::Inspect => looks.push(step.pending),
            Operation::Yield => {}
            _ => looks.clear(),
        }
    }

    /// Would its next step be one that it has taken already, in the same state, and nothing has changed since?
    pub fn goes_round(&self, candidate: &Candidate) -> bool {
        candidate.pending.state != 0
            && (self.0.get(&candidate.thread))
                .is_some_and(|looks| looks.contains(&candidate.pending))
    }
}
