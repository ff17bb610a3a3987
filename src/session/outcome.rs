//! How a run ended, and the exit code that tells it.

use crate::border::{Failed, Failures};
use crate::objects::abi::Shared;
use crate::objects::error::{Error, Kind};
use crate::objects::value::Value;
use crate::runtime;
use crate::runtime::{
    DeadlockReport, Inversion, Life, Misfit, Panicked, Played, Recording, Step, Stop,
};

/// How a run ended.
pub struct Outcome {
    /// The value of the script's last statement.
    pub value: Option<Value>,
    /// The uncaught error of the main thread.
    pub error: Option<Error>,
    /// How many other threads ended by an uncaught error; they have been reported when it happened.
    pub failures: usize,
    /// The first of them, in their order.
    pub failed: Vec<Failed>,
    /// How many of them by a permission that was refused.
    pub refusals: usize,
    /// Why the run was stopped, if it did not end by itself.
    pub stopped: Option<Stop>,
    /// Who waited for whom, if the run was stopped by a deadlock.
    pub deadlock: Option<DeadlockReport>,
    /// Locks that were taken in different orders, as far as the deadlock does not tell of them.
    pub inversions: Vec<Inversion>,
    /// Threads that a mistake of ours ended.
    pub panics: Vec<Panicked>,
    /// Where the main thread was when the run was stopped: the error that stopped it there.
    pub stopped_at: Option<Error>,
    /// The schedule, if it was to be noted.
    pub played: Option<Played>,
    /// The steps, if they were to be noted.
    pub trace: Vec<Step>,
    /// What happened, if it was to be noted.
    pub recording: Option<Recording>,
    /// Who lived when, if it was to be kept.
    pub lives: Vec<Life>,
    /// Where the schedule that was replayed did not fit the program.
    pub misfit: Option<Misfit>,
}

impl Outcome {
    pub(super) fn new(ended: runtime::Outcome<Result<Value, Error>>, shared: &Shared) -> Self {
        let (value, error) = match ended.value {
            Some(Ok(value)) => (Some(value), None),
            Some(Err(error)) => (None, Some(error)),
            None => (None, None),
        };
        let (error, stopped_at) = match error {
            Some(error) if matches!(error.kind(), Kind::Stop(_)) => (None, Some(error)),
            other => (other, None),
        };
        Outcome {
            value,
            error,
            failures: shared.state::<Failures>().count(),
            failed: shared.state::<Failures>().known(),
            refusals: shared.state::<Failures>().refused(),
            stopped: ended.stopped,
            deadlock: ended.deadlock,
            inversions: ended.inversions,
            panics: ended.panics,
            stopped_at,
            played: ended.played,
            trace: ended.trace,
            recording: ended.recording,
            lives: ended.lives,
            misfit: None,
        }
    }
}

/// 0 all threads ended well · 1 one failed · 3 deadlock · 4 a limit, or a permission that was refused · 130 interrupted; `exit(n)` of the script wins.
pub fn exit_code(outcome: &Outcome) -> i32 {
    match outcome.stopped {
        Some(Stop::Exit(code)) => return code,
        Some(Stop::Deadlock) => return 3,
        Some(Stop::Interrupted) => return 130,
        Some(
            Stop::TimeLimit
            | Stop::OperationLimit
            | Stop::CallDepthLimit
            | Stop::PointLimit
            | Stop::OutputLimit
            | Stop::MemoryLimit,
        ) => {
            return 4;
        }
        Some(Stop::Ended | Stop::DeadlockHere) | None => {}
    }
    // It was told, and one of the threads went on with an error.
    if outcome.deadlock.is_some() {
        return 3;
    }
    if let Some(Kind::Stop(Stop::Exit(code))) =
        outcome.stopped_at.as_ref().map(|error| error.kind())
    {
        return *code;
    }
    match &outcome.error {
        Some(error) if error.is_call_depth() || error.is_refusal() => 4,
        Some(_) => 1,
        None if !outcome.panics.is_empty() || outcome.failures > outcome.refusals => 1,
        // Nothing else went wrong in any thread.
        None if outcome.refusals > 0 => 4,
        None => 0,
    }
}
