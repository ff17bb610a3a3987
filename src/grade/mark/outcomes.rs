//! What a program can do, as far as it is seen: for comparing programs, and for writing down what one does.

use super::plan::{Plan, used};
use crate::grade::assignment::Assignment;
use crate::grade::job::{Evidence, Examiner, Judge, Lost, Opinion, Outcome};
use crate::grade::outcomes::Conditions;
use crate::grade::property::{Number, Property};
use crate::grade::submission::HandIn;
use std::collections::{BTreeMap, BTreeSet};

/// What was seen of a program in one run.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Each once, in an order that is always the same. Lines of the script are left out: another program has others.
    pub outcomes: Vec<Outcome>,
    /// Which of some facts do not hold: how many threads live at once, whether somebody spins, what is held meanwhile.
    pub facts: Vec<usize>,
    /// Are these all?
    pub is_proved: bool,
    /// How many executions showed that.
    pub executions: u64,
}

/// What a program does in each run that is looked at.
///
/// # Errors
/// The one who ran it is gone.
pub fn seen(
    assignment: &Assignment,
    hand_in: &HandIn,
    seed: u64,
    examiner: &mut dyn Examiner,
) -> Result<Vec<Seen>, Lost> {
    looked(assignment, hand_in, seed, examiner, &used(assignment), None)
}

/// What a program does in these runs, in all schedules that can make a difference if they are no more than `most`.
///
/// # Errors
/// As [`seen`].
pub fn searched(
    assignment: &Assignment,
    hand_in: &HandIn,
    seed: u64,
    examiner: &mut dyn Examiner,
    runs: &[usize],
    most: u64,
) -> Result<Vec<Seen>, Lost> {
    looked(assignment, hand_in, seed, examiner, runs, Some(most))
}

fn looked(
    assignment: &Assignment,
    hand_in: &HandIn,
    seed: u64,
    examiner: &mut dyn Examiner,
    runs: &[usize],
    exhaustive: Option<u64>,
) -> Result<Vec<Seen>, Lost> {
    let Ok(nothing) = Conditions::new(&[], assignment.runs.len(), &|_| Vec::new()) else {
        return Ok(Vec::new());
    };
    let mut plan = Plan::new(assignment, runs, hand_in, &nothing, seed);
    for run in &mut plan.job.runs {
        if let Some(most) = exhaustive {
            (run.schedules, run.exhaustive) = (most, true);
        }
        run.properties = facts();
        run.of.clear();
        run.pieces = true;
    }
    let mut noting = Noting(vec![BTreeMap::new(); runs.len()]);
    let report = examiner.examine(&plan.job, &mut noting)?;
    let seen = noting.0.into_iter().zip(report.runs);
    let seen = seen.map(|(outcomes, run)| Seen {
        outcomes: outcomes.into_values().collect(),
        facts: run
            .facts
            .iter()
            .map(|(place, _)| *place)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        is_proved: matches!(run.evidence, Evidence::Proved { .. }),
        executions: match run.evidence {
            Evidence::Proved { executions } => executions,
            Evidence::Sampled { .. } => 0,
        },
    });
    Ok(seen.collect())
}

/// What tells programs apart that print the same.
fn facts() -> Vec<Property> {
    let waits = ["sleep", "call", "recv", "accept", "join"];
    let peak = |least: u32| Property::Threads {
        started: None,
        daemon: None,
        peak: Some(Number::AtLeast(f64::from(least))),
    };
    let held = Property::NotHeldWhile {
        calls: waits.map(str::to_owned).to_vec(),
        lock: None,
    };
    let others = [
        Property::NoBusyWait,
        Property::OrderOfLocks,
        Property::Released,
        held,
    ];
    (1..=8).map(peak).chain(others).collect()
}

struct Noting(Vec<BTreeMap<String, Outcome>>);

impl Judge for Noting {
    fn outcome(&mut self, run: usize, outcome: &Outcome) -> Opinion {
        let mut outcome = outcome.clone();
        for line in &mut outcome.lines {
            line.line = 0;
        }
        let key = serde_json::to_string(&outcome).unwrap_or_default();
        self.0[run].insert(key, outcome);
        Opinion::default()
    }
}
