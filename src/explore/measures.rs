//! Schedules of their own for what no sample shows: the balanced one tells how much can be done at once, the patient ones, from either end of
//! the threads, which loops wait by looking.

use super::idle::{IdleLoop, idle_loops};
use super::subject::{Note, Subject, Trial};
use crate::runtime::{Balanced, Patient, Stacks, Work};

/// Steps that a thread may take in a row under the patient policy, even when it only looks: enough turns of a loop to know it by.
const LONG_TURN: u32 = 400;

impl Subject {
    /// Run once with a processor for each thread; gives the run, and its work and span.
    pub fn run_balanced(&self, stacks: &Stacks) -> (Trial, Work) {
        let (policy, gauge) = Balanced::new();
        let trial = self.run_once(Box::new(policy), Note::Nothing, stacks);
        (trial, gauge.read())
    }

    /// Run once with each thread going on until it waits, or for long; gives the run with its events, and the loops in it that wait by
    /// looking.
    pub fn run_patiently(&self, stacks: &Stacks) -> (Trial, Vec<IdleLoop>) {
        self.run_by_turns(Patient::with_looks(LONG_TURN), stacks)
    }

    /// As `run_patiently`, with the youngest thread first: who waits for an older one by looking has its turn before that one.
    pub fn run_youngest_first(&self, stacks: &Stacks) -> (Trial, Vec<IdleLoop>) {
        self.run_by_turns(Patient::youngest_first(LONG_TURN), stacks)
    }

    /// The loops that wait by looking, whoever comes first; one for each line.
    pub fn idle_loops(&self, stacks: &Stacks) -> Vec<IdleLoop> {
        let mut found = self.run_patiently(stacks).1;
        for idle in self.run_youngest_first(stacks).1 {
            if !found.iter().any(|known| known.line == idle.line) {
                found.push(idle);
            }
        }
        found
    }

    fn run_by_turns(&self, policy: Patient, stacks: &Stacks) -> (Trial, Vec<IdleLoop>) {
        let trial = self.run_once(Box::new(policy), Note::Events, stacks);
        let loops = trial.recording.as_ref().map(idle_loops);
        (trial, loops.unwrap_or_default())
    }
}
