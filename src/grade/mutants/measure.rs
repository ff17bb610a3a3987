//! Mutants, marked: which are refused, which are no other program, which would get full points.

use super::{Mutant, mutants};
use crate::grade::job::Outcome;
use crate::grade::mark::outcomes::{Seen, searched};
use crate::grade::mark::used;
use crate::grade::prove::{Proving, Stopped, is_full};
use crate::grade::submission::HandIn;
use std::sync::atomic::Ordering::SeqCst;

/// What became of a mutant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    Refused,
    /// In all schedules of all runs that can be searched to their end it does what the solution does.
    Equivalent,
    /// It gets full points.
    Passes,
}

/// All mutants of a solution.
#[derive(Clone, Debug)]
pub struct Measured {
    pub mutants: Vec<(Mutant, Fate)>,
}

impl Measured {
    pub fn count(&self, fate: Fate) -> usize {
        self.mutants
            .iter()
            .filter(|(_, other)| *other == fate)
            .count()
    }
}

/// What a program does in a run: its outcomes, and the facts that do not hold.
type Done = (Vec<Outcome>, Vec<usize>);

/// So many executions are searched for all that a program does in a run.
const SEARCHED: u64 = 5_000;

/// How mutants are marked.
pub struct Measuring<'m> {
    pub proving: &'m Proving<'m>,
    pub seed: u64,
}

impl Measuring<'_> {
    /// Mark the mutants of a program that gets full points.
    ///
    /// # Errors
    /// Nothing could be marked.
    pub fn measure(&self, solution: &str) -> Result<Measured, Stopped> {
        let made = mutants(solution);
        let hand_in = |text: &str| HandIn::of_text(self.proving.assignment, text.to_owned());
        let hand_ins: Vec<HandIn> = made.iter().map(|mutant| hand_in(&mutant.text)).collect();
        let marked = self.proving.mark(&hand_ins, self.seed)?;
        let mut original = None;
        let mut found = Vec::new();
        for ((mutant, hand_in_of_mutant), marked) in made.into_iter().zip(&hand_ins).zip(&marked) {
            if self.proving.interrupted.load(SeqCst) {
                return Err(Stopped::Interrupted);
            }
            if !is_full(marked) {
                found.push((mutant, Fate::Refused));
                continue;
            }
            if original.is_none() {
                original = Some(self.known(&hand_in(solution))?);
            }
            let is_same = match &original {
                Some(known) => self.is_same(hand_in_of_mutant, known)?,
                None => false,
            };
            let fate = if is_same {
                Fate::Equivalent
            } else {
                Fate::Passes
            };
            found.push((mutant, fate));
        }
        Ok(Measured { mutants: found })
    }

    /// What the solution does in the runs of which all schedules can be looked at. Nothing when none of these has more than one: then
    /// they tell nothing of threads.
    fn known(&self, solution: &HandIn) -> Result<Vec<(usize, Done)>, Stopped> {
        let runs = used(self.proving.assignment);
        let seen = self.searched(solution, &runs)?;
        let has_choice = seen.iter().any(|seen| seen.executions > 1);
        let known = runs.into_iter().zip(seen);
        let known = known.filter(|(_, seen)| seen.is_proved && has_choice);
        Ok(known.map(|(run, seen)| (run, done(seen))).collect())
    }

    /// Does a program do the same in all schedules of these runs?
    fn is_same(&self, mutant: &HandIn, known: &[(usize, Done)]) -> Result<bool, Stopped> {
        for (run, of_solution) in known {
            let seen = self.searched(mutant, &[*run])?;
            let is_same = |seen: Seen| seen.is_proved && done(seen) == *of_solution;
            if !seen.into_iter().all(is_same) {
                return Ok(false);
            }
        }
        Ok(!known.is_empty())
    }

    fn searched(&self, hand_in: &HandIn, runs: &[usize]) -> Result<Vec<Seen>, Stopped> {
        let mut examiner = (self.proving.examiner)();
        let assignment = self.proving.assignment;
        searched(
            assignment,
            hand_in,
            self.seed,
            examiner.as_mut(),
            runs,
            SEARCHED,
        )
        .map_err(Stopped::Lost)
    }
}

fn done(seen: Seen) -> Done {
    (seen.outcomes, seen.facts)
}
