//! All outcomes of a program, where they are few enough to be known.

use super::plan::{Plan, used};
use crate::grade::assignment::Assignment;
use crate::grade::job::{Evidence, Examiner, Judge, Lost, Opinion, Outcome};
use crate::grade::outcomes::Conditions;
use crate::grade::submission::HandIn;
use std::collections::BTreeSet;

/// For each run that is looked at, what the program can do, in words that two programs may be compared by; nothing when some run has more
/// schedules than are looked at.
///
/// # Errors
/// The one who ran it is gone.
pub fn all_outcomes(
    assignment: &Assignment,
    hand_in: &HandIn,
    seed: u64,
    examiner: &mut dyn Examiner,
) -> Result<Option<Vec<Vec<String>>>, Lost> {
    let Ok(nothing) = Conditions::new(&[], assignment.runs.len(), &|_| Vec::new()) else {
        return Ok(None);
    };
    let runs = used(assignment);
    let mut plan = Plan::new(assignment, &runs, hand_in, &nothing, seed);
    for run in &mut plan.job.runs {
        run.properties.clear();
        run.of.clear();
        run.pieces = true;
    }
    let mut noting = Noting(vec![BTreeSet::new(); runs.len()]);
    let report = examiner.examine(&plan.job, &mut noting)?;
    let is_proved = report.runs.len() == runs.len()
        && (report.runs.iter()).all(|run| matches!(run.evidence, Evidence::Proved { .. }));
    let sets = noting.0.into_iter().map(|set| set.into_iter().collect());
    Ok(is_proved.then(|| sets.collect()))
}

struct Noting(Vec<BTreeSet<String>>);

impl Judge for Noting {
    fn outcome(&mut self, run: usize, outcome: &Outcome) -> Opinion {
        let mut outcome = outcome.clone();
        // Another program has other lines.
        for line in &mut outcome.lines {
            line.line = 0;
        }
        self.0[run].insert(serde_json::to_string(&outcome).unwrap_or_default());
        Opinion::default()
    }
}
