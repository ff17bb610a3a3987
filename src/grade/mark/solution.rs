//! What the teacher's solution prints, where checks compare with it.

use super::plan::{Plan, used};
use crate::grade::assignment::Assignment;
use crate::grade::job::{Evidence, Examiner, Judge, Lost, Opinion, Outcome};
use crate::grade::outcomes::Conditions;
use crate::grade::property::{Condition, Outcomes, Property, Text};
use crate::grade::submission::HandIn;
use std::collections::{BTreeMap, BTreeSet};

/// What the solution prints in a run.
#[derive(Clone, Default, Debug)]
pub struct Printed {
    /// Each once, in order.
    pub texts: Vec<String>,
    /// Are these all?
    pub is_proved: bool,
}

/// Does a check compare with what the solution does?
pub fn is_compared(property: &Property) -> bool {
    let of_text = |text: &Text| match text {
        Text::Equal(_) => false,
        Text::With(with) => with.contains(&Condition::SameAsSolution),
    };
    match property {
        Property::Stdout(text) | Property::Stderr(text) => of_text(text),
        Property::File(files) => files.iter().any(|(_, text)| of_text(text)),
        Property::Outcomes(outcomes) | Property::Reaches(outcomes) => match outcomes {
            Outcomes::OfTheSolution => true,
            Outcomes::These(texts) => texts.iter().any(of_text),
        },
        _ => false,
    }
}

/// Run the solution in the runs in which checks compare with it, and note what it prints. The solution is the first right proof.
///
/// # Errors
/// The one who ran it is gone.
pub fn printed(
    assignment: &Assignment,
    seed: u64,
    examiner: &mut dyn Examiner,
) -> Result<BTreeMap<usize, Printed>, Lost> {
    let compared = |run: &usize| {
        let mut checks = assignment
            .checks
            .iter()
            .filter(|check| check.runs.contains(run));
        checks.any(|check| check.properties.iter().any(is_compared))
    };
    let runs: Vec<usize> = used(assignment).into_iter().filter(compared).collect();
    let (Some(solution), false) = (assignment.right.first(), runs.is_empty()) else {
        return Ok(BTreeMap::new());
    };
    let Ok(nothing) = Conditions::new(&[], assignment.runs.len(), &|_| Vec::new()) else {
        return Ok(BTreeMap::new());
    };
    let hand_in = HandIn::of_text(
        assignment,
        String::from_utf8_lossy(&solution.file.bytes).into_owned(),
    );
    let mut plan = Plan::new(assignment, &runs, &hand_in, &nothing, seed);
    for run in &mut plan.job.runs {
        // Only what it prints is looked at.
        run.properties.clear();
        run.of.clear();
    }
    let mut noting = Noting(vec![BTreeSet::new(); runs.len()]);
    let report = examiner.examine(&plan.job, &mut noting)?;
    let printed = runs
        .into_iter()
        .zip(noting.0)
        .zip(report.runs)
        .map(|((run, texts), report)| {
            let printed = Printed {
                texts: texts.into_iter().collect(),
                is_proved: matches!(report.evidence, Evidence::Proved { .. }),
            };
            (run, printed)
        });
    Ok(printed.collect())
}

/// Has no opinion, and wants to see everything.
struct Noting(Vec<BTreeSet<String>>);

impl Judge for Noting {
    fn outcome(&mut self, run: usize, outcome: &Outcome) -> Opinion {
        self.0[run].insert(outcome.stdout.clone());
        Opinion::default()
    }
}
