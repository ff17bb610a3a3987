//! Who runs next in a controlled world: the contract of a policy, and those that every run can have. Strategies that search for mistakes
//! are `explore`'s.

mod manual;
mod patient;
mod random;
mod replay;

use crate::runtime::{Pending, ThreadId};

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

/// Decides at every scheduling point. To replay, to explore or to let a student decide, write another one.
pub trait Policy: Send {
    /// Choose one of `runnable`, which is never empty and in the order of thread ids. `current` ran last; it is among
    /// them unless it waits or has ended. Every source of chance must come from a seed, and every collection must have a
    /// fixed order: the same choices make the same run.
    fn next(&mut self, runnable: &[Candidate], current: Option<ThreadId>) -> ThreadId;

    /// Only this thread can run: it takes a step without a choice.
    fn forced(&mut self, _only: &Candidate) {}

    /// Is the run of no use any more? It is stopped at the next point then, as by `Options::max_points`.
    fn gives_up(&self) -> bool {
        false
    }
}
