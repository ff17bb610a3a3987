//! Each run of a job where it belongs: schedules in a sealed worker, real threads below a supervisor of their own.

use super::Open;
use crate::grade::job::{Examiner, Job, Judge, Lost, Opinion, Outcome, Report};

/// Examines controlled runs as the first does, and runs of real threads.
pub struct Tiers {
    pub controlled: Box<dyn Examiner>,
    pub open: Open,
}

impl Examiner for Tiers {
    fn examine(&mut self, job: &Job, judge: &mut dyn Judge) -> Result<Report, Lost> {
        if job.runs.iter().all(|run| run.real.is_none()) {
            return self.controlled.examine(job, judge);
        }
        let alone = |runs| Job {
            runs,
            ..job.clone()
        };
        // What does not parse is told as of other runs.
        let read = self.controlled.examine(&alone(Vec::new()), judge)?;
        if !read.broken.is_empty() {
            return Ok(read);
        }
        let mut report = Report::default();
        for (place, run) in job.runs.iter().enumerate() {
            let one = alone(vec![run.clone()]);
            let mut judge = At { place, judge };
            let told = match run.real {
                None => self.controlled.examine(&one, &mut judge),
                Some(times) => {
                    let told = self.open.repeat(&one, run, times, &mut judge);
                    told.map(|run| Report {
                        broken: Vec::new(),
                        runs: vec![run],
                    })
                }
            };
            match told {
                Ok(told) if !told.broken.is_empty() => return Ok(told),
                Ok(told) => report.runs.extend(told.runs),
                Err(lost) => {
                    report.runs.extend(lost.report.runs);
                    return Err(Lost { report, ..lost });
                }
            }
        }
        Ok(report)
    }
}

/// Knows which run of the whole job the only one is.
struct At<'j> {
    place: usize,
    judge: &'j mut dyn Judge,
}

impl Judge for At<'_> {
    fn outcome(&mut self, _: usize, outcome: &Outcome) -> Opinion {
        self.judge.outcome(self.place, outcome)
    }
}
