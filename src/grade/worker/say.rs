//! What supervisor and worker say to each other. The worker is told nothing of what is expected.

use crate::grade::job::{Job, Opinion, Outcome, Report, RunJob};
use crate::grade::judge::{Mistake, Script};
use crate::grade::outcomes::Said;
use crate::seal::Sealing;
use serde::{Deserialize, Serialize};

/// What a supervisor says.
#[derive(Debug, Serialize, Deserialize)]
pub enum Asked {
    /// The submission, without its runs; before anything else.
    Begin { job: Job, bounds: Kept },
    /// Run it so; none: only see whether it can be started.
    Run(Option<RunJob>),
    /// Of the outcome that was told last.
    Opinion(Opinion),
    /// The teacher's functions; before anything else, in the place of a submission.
    Teach { script: Script, bounds: Kept },
    /// What does this function say of an outcome?
    Call { function: String, input: String },
}

/// What the worker keeps to by itself.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Kept {
    /// Seconds of the processor.
    pub processor: u64,
}

/// What a worker says.
#[derive(Debug, Serialize, Deserialize)]
pub enum Told {
    /// It has read the job and is sealed.
    Ready(Sealing),
    /// Of the run that it is at.
    Outcome(Outcome),
    /// Of that run alone.
    Report(Report),
    /// What the function said.
    Said(Result<Said, Mistake>),
}
