//! Who runs next in a controlled world: the contract of a policy, and those that every run can have. Strategies that search for mistakes
//! are `explore`'s.

mod balanced;
mod manual;
mod patient;
mod random;
mod replay;

use crate::runtime::{ObjectId, Operation, Pending, ThreadId};

pub use balanced::{Balanced, Gauge, Work};
pub use manual::{Choice, Manual, NotReady, Stepper};
pub use patient::Patient;
pub use random::Random;
pub use replay::{Misfit, Replay};

/// A thread that can run, and what it will do first when it does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Candidate {
    pub thread: ThreadId,
    pub pending: Pending,
}

/// An operation on an object that would have to wait now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Gate {
    pub object: ObjectId,
    pub operation: Operation,
    /// This thread would not: the holder of an `RLock`.
    pub but: Option<ThreadId>,
}

impl Gate {
    /// Would the thread have to wait that is about to do this?
    pub fn holds_up(&self, thread: ThreadId, pending: &Pending) -> bool {
        pending.waits
            && (self.object, self.operation) == (pending.object, pending.operation)
            && self.but != Some(thread)
    }
}

/// Decides at every scheduling point. To replay, to explore or to let a student decide, write another one.
pub trait Policy: Send {
    /// Choose one of `runnable`, which is never empty and in the order of thread ids. `current` ran last; it is among
    /// them unless it waits or has ended. Every source of chance must come from a seed, and every collection must have a
    /// fixed order: the same choices make the same run.
    fn next(&mut self, runnable: &[Candidate], current: Option<ThreadId>) -> ThreadId;

    /// Only this thread can run: it takes a step without a choice.
    fn forced(&mut self, _only: &Candidate) {}

    /// The thread has done so much since it was heard of last: told only who wants it.
    fn worked(&mut self, _thread: ThreadId, _operations: u64) {}

    /// Does it want to hear how much threads work?
    fn wants_work(&self) -> bool {
        false
    }

    /// What would have to wait at the step that is chosen next: told only in a search through all schedules (`Options::proves`).
    fn shut(&mut self, _gates: Vec<Gate>) {}

    /// What `by` has just done lets `thread` begin, or go on.
    fn woke(&mut self, _by: ThreadId, _thread: ThreadId) {}

    /// Is the run of no use any more? It is stopped at the next point then, as by `Options::max_points`.
    fn gives_up(&self) -> bool {
        false
    }
}
