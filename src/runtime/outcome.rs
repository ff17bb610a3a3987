//! How a run ended.

use std::any::Any;
use std::sync::Arc;

use super::{DeadlockReport, Inversion, Life, Played, Recording, Step, Stop, Thread, ThreadId};

/// A thread whose body panicked: a bug of ours, never of a script.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Panicked {
    pub thread: ThreadId,
    pub name: Arc<str>,
    pub message: String,
}

/// How a run ended.
#[derive(Debug)]
pub struct Outcome<R> {
    /// What the main thread's body gave; none if it panicked or was left behind in a call outside of the runtime.
    pub value: Option<R>,
    /// Why the run was stopped, if it did not end by itself.
    pub stopped: Option<Stop>,
    /// Who waited for whom, if the run was stopped by a deadlock.
    pub deadlock: Option<DeadlockReport>,
    /// Locks that were taken in different orders, as far as the deadlock does not tell of them.
    pub inversions: Vec<Inversion>,
    pub panics: Vec<Panicked>,
    /// What was done in which order, if the controlled run was asked to keep it.
    pub trace: Vec<Step>,
    /// The schedule of the controlled run, if it was asked to note it.
    pub played: Option<Played>,
    /// What happened, if it was asked to note it.
    pub recording: Option<Recording>,
    /// Who lived when, if it was to be kept.
    pub lives: Vec<Life>,
    /// Threads started, main included.
    pub threads: u32,
}

impl Panicked {
    pub(super) fn new(thread: &Thread, panic: &(dyn Any + Send)) -> Self {
        Panicked {
            thread: thread.id(),
            name: thread.name(),
            message: panic_message(panic),
        }
    }
}

pub(super) fn panic_message(panic: &(dyn Any + Send)) -> String {
    match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(text), _) => (*text).to_owned(),
        (_, Some(text)) => text.clone(),
        _ => "panic without a message".to_owned(),
    }
}
