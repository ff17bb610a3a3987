//! Runs on real threads (`runtime = "real"`), each below the supervisor of `sandbox run --sealed`: what needs the machine's own network or
//! programs. What is seen depends on luck, so that nothing is ever proved by it.
//!
//! ```text
//! tiers    an `Examiner` that gives each run to whom it belongs
//! once     one repetition: a folder of its own, the process, its time and its output
//! seen     what a repetition shows: its trace, its output, its files
//! facts    properties that are judged by it
//! ```

mod facts;
mod once;
mod seen;
mod tiers;

pub use tiers::Tiers;

use super::examine::text_of;
use super::job::{
    Cost, Counterexample, Evidence, Examiner, Failure, Job, Judge, Lost, Outcome, Report, RunJob,
    RunReport,
};
use super::reason::Reason;
use crate::grade::bilingual::Bilingual;
use facts::Facts;
use once::{Folder, Repetition};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

/// Who runs submissions on real threads.
pub struct Open {
    /// This program's file.
    program: PathBuf,
    /// Let the kernel hold it to what it is granted.
    is_sealed: bool,
    interrupted: Option<Arc<AtomicBool>>,
}

impl Open {
    pub fn new(is_sealed: bool) -> Open {
        Open {
            // The file of this process, also when another has been put in its place.
            program: PathBuf::from("/proc/self/exe"),
            is_sealed,
            interrupted: None,
        }
    }

    /// With who examines controlled runs in this process.
    pub fn beside(self, controlled: impl Examiner + 'static) -> Tiers {
        Tiers {
            controlled: Box::new(controlled),
            open: self,
        }
    }

    /// Stop when this is set.
    pub fn until(self, interrupted: Arc<AtomicBool>) -> Open {
        Open {
            interrupted: Some(interrupted),
            ..self
        }
    }

    /// Repeat a run so often.
    ///
    /// # Errors
    /// The machine does not do it.
    pub fn repeat(
        &self,
        job: &Job,
        run: &RunJob,
        times: u32,
        judge: &mut dyn Judge,
    ) -> Result<RunReport, Lost> {
        let lost = |what: String| Lost {
            reason: Reason::Machine,
            what,
            report: Report::default(),
        };
        let mut facts = Facts::of(run);
        let mut outcomes: Vec<(usize, Failure)> = Vec::new();
        let mut told: Vec<Outcome> = Vec::new();
        let (mut cut, mut done) = (0, 0);
        for number in 1..=u64::from(times) {
            let is_interrupted = (self.interrupted.as_ref()).is_some_and(|flag| flag.load(SeqCst));
            if is_interrupted {
                return Err(lost("interrupted".to_owned()));
            }
            let folder = Folder::lay(job, run).map_err(|error| lost(error.to_string()))?;
            let repetition = Repetition {
                program: &self.program,
                is_sealed: self.is_sealed,
                folder: &folder,
                job,
                run,
            };
            let ended = repetition.run().map_err(|error| lost(error.to_string()))?;
            let seen = seen::seen(&ended, &folder, job, run).map_err(lost)?;
            done = number;
            cut += u64::from(seen.is_cut);
            facts.add(&seen, number);
            if !told.contains(&seen.outcome) {
                let opinion = judge.outcome(0, &seen.outcome);
                for place in opinion.broken {
                    if !outcomes.iter().any(|(other, _)| *other == place) {
                        outcomes.push((place, broken(number, &seen.outcome)));
                    }
                }
                told.push(seen.outcome);
            }
            // Who never ends is waited for once.
            if seen.is_cut {
                break;
            }
        }
        Ok(RunReport {
            evidence: Evidence::Sampled {
                schedules: done,
                distinct: told.len() as u64,
                cut,
            },
            facts: facts
                .failures()
                .into_iter()
                .map(|(place, failure)| (place, placed(job, failure)))
                .collect(),
            outcomes,
            refused: Vec::new(),
            cost: Cost {
                schedules: done,
                ..Cost::default()
            },
        })
    }
}

/// Repetitions tell lines of the submitted script: its name, and what stands there.
fn placed(job: &Job, mut failure: Failure) -> Failure {
    if let Some(place) = &mut failure.place {
        let text = job.scripts.get(&job.main).map(String::as_str);
        place.text = text_of(text.unwrap_or_default(), place.line).to_owned();
        place.file = job.main.clone();
    }
    failure
}

/// A condition on outcomes that this one breaks.
fn broken(number: u64, outcome: &Outcome) -> Failure {
    Failure {
        reason: None,
        arguments: Default::default(),
        hint: None,
        place: None,
        held: None,
        counterexample: Some(example(number, Some(outcome))),
    }
}

/// What was seen in a repetition: nobody can make it come again.
fn example(number: u64, outcome: Option<&Outcome>) -> Counterexample {
    Counterexample {
        schedule: String::new(),
        switches: 0,
        preemptions: 0,
        replayed: (0, 0),
        found_at: number,
        table: Vec::new(),
        drawn: Bilingual::default(),
        outcome: outcome.cloned(),
    }
}
