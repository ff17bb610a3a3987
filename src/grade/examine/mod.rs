//! Running a submission in many schedules, in this process: what it does, what that says of the properties that are asked for, and the
//! schedules that show what is wrong. The same job gives the same report, whatever the machine does meanwhile: all bounds are counts.
//!
//! ```text
//! world        a job's scripts and what they find outside, as a subject of exploration
//! scene        one schedule, and all that can be read of it
//! reading      what the events of a schedule say: waits, locks, orders
//! condition    what can be asked of a schedule: properties are made of conditions
//! conditions   how each is judged
//! looking      which schedules of a run are looked at, and until when
//! outcome      what can be seen of a schedule from outside
//! pattern      mistakes that have a name, which a schedule is a case of
//! numbers      bounds that are asked for, in words
//! example      a schedule as a counterexample: short, replayed, drawn
//! ```

mod condition;
mod conditions;
mod example;
mod looking;
pub mod numbers;
mod outcome;
mod pattern;
mod reading;
mod scene;
mod world;

use super::job::{Examiner, Job, Judge, Lost, Report};
use super::reason::Reason;
use looking::Looking;
pub use world::{Scripts, text_of};

/// Runs submissions in this process.
#[derive(Clone, Copy, Default, Debug)]
pub struct InProcess {
    /// Count the memory of the whole process as the script's (`Limits::memory`): only where nobody else works in it.
    pub limits_memory: bool,
}

impl Examiner for InProcess {
    fn examine(&mut self, job: &Job, judge: &mut dyn Judge) -> Result<Report, Lost> {
        let mut report = Report::default();
        let scripts = match Scripts::compiled(job) {
            Ok(scripts) => scripts,
            Err(failure) => {
                report.broken.push(*failure);
                return Ok(report);
            }
        };
        for (place, run) in job.runs.iter().enumerate() {
            let subject = match scripts.subject(job, run, self.limits_memory) {
                Ok(subject) => subject,
                Err(failure) => {
                    report.broken.push(*failure);
                    return Ok(report);
                }
            };
            let mut looking = Looking::new(job, run, &subject, place, judge);
            let looked = looking.look();
            match looked {
                Ok(()) => report.runs.push(looking.report()),
                Err(what) => {
                    return Err(Lost {
                        reason: Reason::Crash,
                        what,
                        report,
                    });
                }
            }
        }
        Ok(report)
    }
}
