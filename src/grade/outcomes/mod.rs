//! Properties that outcomes decide: what was printed and written, by whom, and how it ended. They are judged where what is expected is
//! known, and that is never where the submission runs.
//!
//! ```text
//! text        texts against what they must be
//! pieces      who printed which line
//! condition   one property, ready to be asked
//! breach      what an outcome has against it
//! ```

mod breach;
mod condition;
mod pieces;
mod text;

pub use breach::{Breach, shown};
pub use text::{compiled, compiled_block, number};

use super::assignment::Check;
use super::job::{Ended, Judge, Opinion, Outcome};
use super::points::Points;
use super::reason::Reason;
use crate::messages::{Message, message};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use condition::{Asked, asked, cut};

/// What a function of `judge.rhai` says of an outcome.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Said {
    /// At most `Points::ONE`.
    pub score: Points,
    pub message: Option<String>,
    /// Of the submission.
    pub line: Option<u32>,
}

/// Who calls the functions of `judge.rhai`. What is wrong with them is kept there: an outcome is then no longer looked at.
pub trait Caller {
    /// None: the function failed, or gave what is no answer.
    fn call(&mut self, function: &str, run: usize, outcome: &Outcome) -> Option<Said>;

    /// Something was wrong: nothing more needs to be known.
    fn has_failed(&self) -> bool;
}

/// A condition: which property of which check, on which companion.
#[derive(Debug)]
struct Condition {
    check: usize,
    property: usize,
    of: Option<String>,
    asked: Asked,
    worst: Option<Breach>,
}

/// All conditions of an assignment on outcomes, run by run, and what was seen so far.
#[derive(Debug)]
pub struct Conditions {
    runs: Vec<Vec<Condition>>,
}

impl Conditions {
    /// The conditions of these checks on so many runs. `solution`: what the solution prints in a run.
    ///
    /// # Errors
    /// An expression that does not compile, with the check that it stands in.
    pub fn new(
        checks: &[Check],
        runs: usize,
        solution: &dyn Fn(usize) -> Vec<String>,
    ) -> Result<Conditions, (usize, regex::Error)> {
        let mut conditions = Conditions {
            runs: (0..runs).map(|_| Vec::new()).collect(),
        };
        for (number, check) in checks.iter().enumerate() {
            for (place, property) in check.properties.iter().enumerate() {
                for &run in &check.runs {
                    let asked = asked(property, &solution(run)).map_err(|wrong| (number, wrong))?;
                    conditions.runs[run].extend(asked.map(|asked| Condition {
                        check: number,
                        property: place,
                        of: check.of.clone(),
                        asked,
                        worst: None,
                    }));
                }
            }
        }
        Ok(conditions)
    }

    /// Does somebody want to know who printed what in this run?
    pub fn needs_pieces(&self, run: usize) -> bool {
        self.runs[run]
            .iter()
            .any(|condition| condition.asked.needs_pieces())
    }

    /// Whom there are conditions on in this run: the submission (none), companions.
    pub fn companions(&self, run: usize) -> BTreeSet<Option<String>> {
        self.runs[run]
            .iter()
            .map(|condition| condition.of.clone())
            .collect()
    }

    /// The number of a condition in its run, as opinions say it.
    pub fn number(&self, run: usize, check: usize, property: usize) -> Option<usize> {
        let is_it =
            |condition: &Condition| (condition.check, condition.property) == (check, property);
        self.runs[run].iter().position(is_it)
    }

    /// What was seen against a condition, once the run is over: the worst of it.
    pub fn breach(&self, run: usize, number: usize) -> Option<Breach> {
        let condition = &self.runs[run][number];
        condition
            .worst
            .clone()
            .or_else(|| condition.asked.never_seen())
    }

    /// What this outcome has against a condition, as if it were the only one.
    pub fn breach_by(&self, run: usize, number: usize, outcome: &Outcome) -> Option<Breach> {
        let condition = &self.runs[run][number];
        let mut asked = condition.asked.clone();
        asked.breach(of(outcome, condition.of.as_deref())?)
    }

    /// The one who forms opinions, with who calls functions of `judge.rhai`. `places`: which run each run of the job is.
    pub fn judge<'c>(
        &'c mut self,
        places: &'c [usize],
        caller: &'c mut dyn Caller,
    ) -> impl Judge + 'c {
        Judging {
            conditions: self,
            places,
            caller,
        }
    }
}

/// The outcome that is meant.
fn of<'o>(outcome: &'o Outcome, companion: Option<&str>) -> Option<&'o Outcome> {
    match companion {
        None => Some(outcome),
        Some(name) => outcome.companions.get(name),
    }
}

struct Judging<'c> {
    conditions: &'c mut Conditions,
    places: &'c [usize],
    caller: &'c mut dyn Caller,
}

impl Judge for Judging<'_> {
    fn outcome(&mut self, run: usize, outcome: &Outcome) -> Opinion {
        let run = self.places[run];
        let mut opinion = Opinion {
            broken: Vec::new(),
            enough: true,
        };
        for (number, condition) in self.conditions.runs[run].iter_mut().enumerate() {
            let breach = match (of(outcome, condition.of.as_deref()), &condition.asked) {
                (None, _) => Some(absent(condition.of.as_deref().unwrap_or_default())),
                (Some(outcome), Asked::Judge(function)) => {
                    judged(function, run, outcome, self.caller)
                }
                (Some(outcome), _) => condition.asked.breach(outcome),
            };
            if let Some(breach) = breach {
                opinion.broken.push(number);
                // Of two that are as bad, the first: it is the one that was found first.
                let share = |breach: &Breach| {
                    Points::ONE.scaled(Points(breach.held.0 as i64), Points(breach.held.1 as i64))
                };
                if condition
                    .worst
                    .as_ref()
                    .is_none_or(|worst| share(&breach) < share(worst))
                {
                    condition.worst = Some(breach);
                }
            }
            opinion.enough &= condition.asked.is_decided(condition.worst.as_ref());
        }
        opinion.enough |= self.caller.has_failed();
        opinion
    }
}

/// A companion that never began.
fn absent(companion: &str) -> Breach {
    let message: Message = message!("marks-companion-absent", name = shown(companion));
    Breach::new(Reason::NoOutput, message)
}

fn judged(
    function: &str,
    run: usize,
    outcome: &Outcome,
    caller: &mut dyn Caller,
) -> Option<Breach> {
    if matches!(outcome.ended, Ended::Endless | Ended::Limit) {
        return Some(cut(outcome.ended));
    }
    let said = caller.call(function, run, outcome)?;
    if said.score >= Points::ONE {
        return None;
    }
    let message = match &said.message {
        // In the words of the teacher.
        Some(text) => Message::from(text.clone()),
        None => message!("marks-judge-no", function = shown(function)),
    };
    let breach = Breach::new(Reason::Judge, message);
    let held = said.score.0.max(0) as u64;
    Some(Breach {
        line: said.line,
        ..breach.holding(held, 1000)
    })
}
