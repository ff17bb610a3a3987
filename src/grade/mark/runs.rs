//! Running what is planned: what is lost is told so, and the rest goes on.

use super::plan::Plan;
use crate::grade::job::{Cost, Examiner, Failure, Job, Report, RunJob, RunReport};
use crate::grade::outcomes::{Caller, Conditions};
use crate::grade::reason::Reason;

/// What came of a run.
#[derive(Debug)]
pub enum RunResult {
    Told(RunReport),
    Lost { reason: Reason, what: String },
}

/// What came of a submission's runs.
#[derive(Default, Debug)]
pub struct Reports {
    /// The script does not parse: nothing was run.
    pub broken: Vec<Failure>,
    /// Place in the assignment, how it was run, what came of it.
    pub runs: Vec<(usize, RunJob, RunResult)>,
    pub restarts: u64,
}

impl Reports {
    pub fn of(&self, run: usize) -> Option<(&RunJob, &RunResult)> {
        let found = self.runs.iter().find(|(place, ..)| *place == run);
        found.map(|(_, job, result)| (job, result))
    }

    pub fn cost(&self) -> Cost {
        self.runs
            .iter()
            .fold(Cost::default(), |sum, (_, _, result)| match result {
                RunResult::Told(report) => Cost {
                    schedules: sum.schedules + report.cost.schedules,
                    operations: sum.operations + report.cost.operations,
                    points: sum.points + report.cost.points,
                },
                RunResult::Lost { .. } => sum,
            })
    }

    fn take(&mut self, places: &[usize], job: &Job, report: Report) {
        self.broken.extend(report.broken);
        let runs = places.iter().zip(&job.runs).zip(report.runs);
        let told = |((place, run), report): ((&usize, &RunJob), RunReport)| {
            (*place, run.clone(), RunResult::Told(report))
        };
        self.runs.extend(runs.map(told));
    }
}

/// Run a plan. A run for which the machine was too slow is tried once more; after each loss the runs behind it go on.
pub fn examined(
    plan: &Plan,
    conditions: &mut Conditions,
    examiner: &mut dyn Examiner,
    caller: &mut dyn Caller,
) -> Reports {
    let mut reports = Reports::default();
    let mut first = 0;
    let mut tried_again = false;
    loop {
        let rest = plan.from(first);
        let told = examiner.examine(&rest.job, &mut conditions.judge(&rest.places, caller));
        let lost = match told {
            Ok(report) => {
                reports.take(&rest.places, &rest.job, report);
                return reports;
            }
            Err(lost) => lost,
        };
        reports.restarts += 1;
        first += lost.report.runs.len();
        reports.take(&rest.places, &rest.job, lost.report);
        let Some(run) = plan.job.runs.get(first) else {
            return reports;
        };
        if lost.reason == Reason::Machine && !tried_again {
            tried_again = true;
            continue;
        }
        let (reason, what) = (lost.reason, lost.what);
        reports.runs.push((
            plan.places[first],
            run.clone(),
            RunResult::Lost { reason, what },
        ));
        (first, tried_again) = (first + 1, false);
        if first == plan.job.runs.len() {
            return reports;
        }
    }
}
