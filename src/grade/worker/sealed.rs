//! The supervisor: each submission in a worker of its own. It runs no script, and knows more than it tells.

use super::ended::{Last, Loss, lost};
use super::pipe::Worker;
use super::say::{Asked, Kept, Told};
use crate::grade::job::{Examiner, Job, Judge, Lost, Report, RunReport};
use crate::seal::Sealing;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// What ends a worker from outside: broken workers and loaded machines, never a mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bounds {
    pub wall: Duration,
    /// Seconds of the processor.
    pub processor: u64,
    /// Resident bytes.
    pub memory: u64,
}

impl Bounds {
    /// Whatever is to be done.
    const LEAST: Duration = Duration::from_secs(30);
    /// So much for each schedule: ten times what one takes.
    const SCHEDULE: Duration = Duration::from_millis(10);
    /// Above the limit: what the process itself needs, and what its allocator holds back.
    pub(super) const ABOVE: u64 = 60 << 20;

    pub fn of(job: &Job) -> Bounds {
        let schedules: u64 = job.runs.iter().map(|run| run.schedules).sum();
        let schedules = u32::try_from(schedules).unwrap_or(u32::MAX);
        let wall = Self::LEAST.saturating_add(Self::SCHEDULE.saturating_mul(schedules));
        let most = job.runs.iter().map(|run| run.limits.memory).max();
        Bounds {
            wall,
            // Who computes all the time is ended by this first: then it is not the machine that is too slow.
            processor: wall.as_secs() * 9 / 10,
            memory: most.unwrap_or_default().saturating_add(Self::ABOVE),
        }
    }
}

/// Runs submissions in sealed workers.
pub struct Sealed {
    program: PathBuf,
    /// Names of layers without which nothing is run.
    require: Vec<String>,
    bounds: Option<Bounds>,
    interrupted: Option<Arc<AtomicBool>>,
    sealing: Sealing,
}

impl Default for Sealed {
    fn default() -> Self {
        // The file of this process, also when another has been put in its place.
        Sealed::of(PathBuf::from("/proc/self/exe"))
    }
}

impl Sealed {
    /// With this file of `sandbox`.
    pub fn of(program: PathBuf) -> Sealed {
        Sealed {
            program,
            require: Vec::new(),
            bounds: None,
            interrupted: None,
            sealing: Sealing::default(),
        }
    }

    /// Run nothing unless these layers are in force.
    pub fn requiring(self, layers: &[String]) -> Sealed {
        Sealed {
            require: layers.to_vec(),
            ..self
        }
    }

    /// These bounds instead of those that a job has.
    pub fn within(self, bounds: Bounds) -> Sealed {
        Sealed {
            bounds: Some(bounds),
            ..self
        }
    }

    /// Stop when this is set.
    pub fn until(self, interrupted: Arc<AtomicBool>) -> Sealed {
        Sealed {
            interrupted: Some(interrupted),
            ..self
        }
    }

    /// Which layers the worker had that was started last.
    pub fn sealing(&self) -> &Sealing {
        &self.sealing
    }

    /// Start a worker that has nothing to do, to see which layers it gets.
    ///
    /// # Errors
    /// It cannot be started, or lacks a layer that is required.
    pub fn try_out(&mut self) -> Result<Sealing, Lost> {
        let job = Job {
            main: String::new(),
            scripts: Default::default(),
            seed: 0,
            start_time: Default::default(),
            programs: String::new(),
            runs: Vec::new(),
        };
        match self.begun(&job) {
            Ok(_) => Ok(self.sealing.clone()),
            Err((loss, last)) => Err(lost(loss, &last, Report::default())),
        }
    }

    /// A worker that has read the job and is sealed.
    fn begun(&mut self, job: &Job) -> Result<Worker, (Loss, Last)> {
        let bounds = self.bounds.unwrap_or_else(|| Bounds::of(job));
        let without_runs = Job {
            runs: Vec::new(),
            ..job.clone()
        };
        let begin = Asked::Begin {
            job: without_runs,
            bounds: Kept {
                processor: bounds.processor,
            },
        };
        self.started(&bounds, &begin)
    }

    /// A worker that has heard this, and is sealed.
    pub(super) fn started(
        &mut self,
        bounds: &Bounds,
        begin: &Asked,
    ) -> Result<Worker, (Loss, Last)> {
        let started = Worker::start(&self.program, bounds, self.interrupted.clone());
        let mut worker = started.map_err(|error| {
            let loss = Loss::Unstarted(error.to_string());
            (loss, Last::default())
        })?;
        match self.seal(&mut worker, begin) {
            Ok(()) => Ok(worker),
            Err(loss) => {
                let last = worker.last(&loss);
                Err((loss, last))
            }
        }
    }

    fn seal(&mut self, worker: &mut Worker, begin: &Asked) -> Result<(), Loss> {
        worker.say(begin)?;
        let Told::Ready(sealing) = worker.hear()? else {
            return Err(Loss::Malformed);
        };
        self.sealing = sealing;
        let required = self.sealing.requires(&self.require);
        required.map_err(|missing| Loss::Unsealed(missing.message().to_string()))
    }
}

impl Examiner for Sealed {
    fn examine(&mut self, job: &Job, judge: &mut dyn Judge) -> Result<Report, Lost> {
        let mut report = Report::default();
        let mut worker = match self.begun(job) {
            Ok(worker) => worker,
            Err((loss, last)) => return Err(lost(loss, &last, report)),
        };
        match examined(&mut worker, job, judge, &mut report) {
            Ok(()) => Ok(report),
            Err(loss) => {
                let last = worker.last(&loss);
                Err(lost(loss, &last, report))
            }
        }
    }
}

/// One run after the other, so that what is known of the first is not lost with the second.
fn examined(
    worker: &mut Worker,
    job: &Job,
    judge: &mut dyn Judge,
    report: &mut Report,
) -> Result<(), Loss> {
    if job.runs.is_empty() {
        worker.say(&Asked::Run(None))?;
        *report = heard(worker, 0, judge)?;
        return Ok(());
    }
    for (number, run) in job.runs.iter().enumerate() {
        worker.say(&Asked::Run(Some(run.clone())))?;
        let one = heard(worker, number, judge)?;
        if !one.broken.is_empty() {
            *report = one;
            return Ok(());
        }
        match <[RunReport; 1]>::try_from(one.runs) {
            Ok([run]) => report.runs.push(run),
            Err(_) => return Err(Loss::Malformed),
        }
    }
    Ok(())
}

/// Answer what it asks about a run until it has its report.
fn heard(worker: &mut Worker, run: usize, judge: &mut dyn Judge) -> Result<Report, Loss> {
    loop {
        match worker.hear()? {
            Told::Report(report) => return Ok(report),
            Told::Outcome(outcome) => {
                let opinion = judge.outcome(run, &outcome);
                worker.say(&Asked::Opinion(opinion))?;
            }
            Told::Ready(_) | Told::Said(_) => return Err(Loss::Malformed),
        }
    }
}
