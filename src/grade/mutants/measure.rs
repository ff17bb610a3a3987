//! Mutants, marked: which are refused, which are no other program, which would get full points.

use super::{Mutant, mutants};
use crate::grade::job::Outcome;
use crate::grade::mark::outcomes::{Seen, seen};
use crate::grade::prove::{Proving, Stopped, is_full};
use crate::grade::submission::HandIn;
use std::sync::atomic::Ordering::SeqCst;

/// What became of a mutant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    Refused,
    /// In all schedules of all runs it does what the solution does.
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
                original = Some(self.outcomes(&hand_in(solution))?);
            }
            let of_solution = original.clone().flatten();
            let is_same = match of_solution {
                // When the solution's are not all known, no mutant's need be.
                None => false,
                Some(outcomes) => self.outcomes(hand_in_of_mutant)? == Some(outcomes),
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

    /// All that a program does, run by run; nothing when it is not known whether that is all.
    fn outcomes(&self, hand_in: &HandIn) -> Result<Option<Vec<Done>>, Stopped> {
        let mut examiner = (self.proving.examiner)();
        let seen = seen(
            self.proving.assignment,
            hand_in,
            self.seed,
            examiner.as_mut(),
        );
        let seen = seen.map_err(Stopped::Lost)?;
        let known = |seen: Seen| seen.is_proved.then_some((seen.outcomes, seen.facts));
        Ok(seen.into_iter().map(known).collect())
    }
}
