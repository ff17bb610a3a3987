//! From an assignment and a submission to marks.
//!
//! ```text
//! plan      what is to be run, and where the answers will be
//! runs      running it, with what is lost
//! finding   why a check does not hold
//! sleeping  what holds only as long as waits last
//! solution  what the teacher's solution prints
//! outcomes  all that a program can do
//! parts     parts of what is asked for, for partial points
//! told      the result of each check
//! total     from what checks gave to points and a mark
//! ```

mod finding;
pub mod outcomes;
mod parts;
mod plan;
mod runs;
mod sleeping;
pub mod solution;
mod told;
mod total;

use super::assignment::{Assignment, Check};
use super::job::{Clock, Counterexample, Examiner, Failure, Job};
use super::outcomes::{Caller, Conditions};
use super::property::{Judged, Property};
use super::reason::Reason;
use super::results::Submission;
use super::submission::HandIn;
use finding::{Finding, Looking};
use parts::Share;
pub use parts::parts;
use plan::Plan;
pub use plan::{MOST_EXECUTIONS, used};
use runs::{Reports, examined};
use sleeping::by_sleeping;

/// The check that every assignment has: the script parses.
pub const SYNTAX: &str = "syntax";

/// Who marks submissions of an assignment.
pub struct Marking<'m> {
    pub assignment: &'m Assignment,
    pub seed: u64,
    /// What the solution prints in a run, each outcome once; empty when no check asks.
    pub solution: &'m dyn Fn(usize) -> Vec<String>,
    /// What a property of the text has against it.
    pub text: &'m dyn Fn(&Property, &HandIn) -> Option<Failure>,
}

/// What is asked of who runs this run alone.
///
/// # Errors
/// An expression of the assignment that does not compile, with its check.
pub fn job(
    assignment: &Assignment,
    run: usize,
    hand_in: &HandIn,
    seed: u64,
) -> Result<Job, (usize, regex::Error)> {
    let conditions = Conditions::new(&assignment.checks, assignment.runs.len(), &|_| Vec::new())?;
    Ok(Plan::new(assignment, &[run], hand_in, &conditions, seed).job)
}

impl Marking<'_> {
    /// The marks of a submission. What is wrong with functions of `judge.rhai` is kept by who calls them.
    ///
    /// # Errors
    /// An expression of the assignment that does not compile, with its check.
    pub fn mark(
        &self,
        hand_in: &HandIn,
        examiner: &mut dyn Examiner,
        caller: &mut dyn Caller,
    ) -> Result<Submission, (usize, regex::Error)> {
        let mut conditions = self.conditions()?;
        let mut reports = Reports::default();
        if hand_in.problem.is_none() {
            let plan = Plan::new(
                self.assignment,
                &plan::used(self.assignment),
                hand_in,
                &conditions,
                self.seed,
            );
            reports = examined(&plan, &mut conditions, examiner, caller);
        }
        let mut findings = self.findings(hand_in, &conditions, &reports);
        let mut extra = Reports::default();
        let moved = self.moved(&findings);
        if !moved.is_empty() {
            let mut again = self.conditions()?;
            let plan =
                Plan::new(self.assignment, &moved, hand_in, &again, self.seed).with_virtual_clock();
            extra = examined(&plan, &mut again, examiner, caller);
            let calm = self.findings(hand_in, &again, &extra);
            for (found, calm) in findings.iter_mut().zip(calm) {
                *found = match (found.take(), calm) {
                    (Some(found), None) if self.is_moved(&found) => Some(by_sleeping(found)),
                    // It is wrong however long waits last.
                    (Some(found), Some(calm)) if found.reason == Reason::SleepAsSynchronisation => {
                        Some(calm)
                    }
                    (found, _) => found,
                };
            }
        }
        Ok(self.submission(hand_in, &reports, &extra, findings))
    }

    fn conditions(&self) -> Result<Conditions, (usize, regex::Error)> {
        Conditions::new(
            &self.assignment.checks,
            self.assignment.runs.len(),
            self.solution,
        )
    }

    /// For each check why it does not hold, as if it needed nothing.
    fn findings(
        &self,
        hand_in: &HandIn,
        conditions: &Conditions,
        reports: &Reports,
    ) -> Vec<Option<Finding>> {
        let looking = Looking {
            hand_in,
            conditions,
            reports,
        };
        let checks = self.assignment.checks.iter().enumerate();
        checks.map(|check| self.finding(check, &looking)).collect()
    }

    fn finding(&self, check: (usize, &Check), looking: &Looking) -> Option<Finding> {
        let (mut first, mut share) = (None, Share::default());
        for property in check.1.properties.iter().enumerate() {
            let found = match property.1.judged() {
                Judged::ByTheText => (self.text)(property.1, looking.hand_in)
                    .map(|failure| Finding::of_failure(&failure)),
                _ => {
                    let runs = check.1.runs.iter();
                    // The run in which least of it holds.
                    let found = runs.filter_map(|run| looking.finding(check, property, *run));
                    found.reduce(|one, other| {
                        if other.share() < one.share() {
                            other
                        } else {
                            one
                        }
                    })
                }
            };
            share.add(property.1, found.as_ref().map(|found| found.held));
            first = first.or(found);
        }
        first.map(|found| Finding {
            held: share.of_check(check.1),
            ..found
        })
    }

    /// Runs that let time pass at any moment, and in which something does not hold that may have held by waiting long enough.
    fn moved(&self, findings: &[Option<Finding>]) -> Vec<usize> {
        let moved = findings
            .iter()
            .flatten()
            .filter(|found| self.is_moved(found));
        let mut runs: Vec<usize> = moved.filter_map(|found| found.run).collect();
        runs.sort_unstable();
        runs.dedup();
        runs
    }

    /// Did a wait end early in the schedule that shows it?
    fn is_moved(&self, found: &Finding) -> bool {
        let any = |run: usize| self.assignment.runs[run].clock == Clock::Any;
        let fired = |example: &Counterexample| example.schedule.contains('@');
        found.run.is_some_and(any) && found.counterexample.as_ref().is_some_and(fired)
    }
}
