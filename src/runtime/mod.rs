//! Who runs, who waits and what time it is: the runtimes every primitive waits through. Knows no primitive and no script.
//!
//! ```text
//! World      one run: its threads, clock, chance and stop word; shared by all its threads
//! Task       what a running thread holds: its identity and its only way to wait; never leaves its thread
//! Thread     the shared record of a thread: name, state, what it waits for; others wake and join it through this
//! Recording  what happened in a run, in its order, with causes
//! Wait       what a thread waits for (a Resource, another thread, time, the outside), for reports
//! Pending    the operation a thread is about to do, for the policy of the controlled runtime
//! Schedule   the turns that the threads had, or shall have
//! Stop       why the whole run ends now; a script cannot catch it
//! Prompt     a living world that is handed its work piece by piece: a session
//! ```
//!
//! Two vehicles carry the threads. `World::real`: one OS thread each, the machine's clock. `World::controlled`:
//! coroutines in the caller's OS thread, one at a time, virtual time, a seeded policy that decides at every point.
//!
//! Rules for whoever writes an operation that may wait:
//! 1. call `task.point(…)` before touching shared state, so that the controlled runtime can switch there;
//! 2. note the thread in a queue of waiters, let go of every guard, then `task.park(…)`;
//! 3. a park ends by a permit (`Wake::Woken`), by time (`Wake::TimedOut`) or by `Err(Stop)`. A permit may be an old one:
//!    look at your own state again and park again. There are no other spurious returns;
//! 4. hand an `Err(Stop)` upwards at once, without waiting again, but leave your queues: when only this thread was interrupted,
//!    the others go on. A permit comes before an interrupt, a stop of the run before a permit;
//! 5. for sockets, pipes and children, try without blocking, then `task.wait_ready(…)`, then try again.

#![expect(
    clippy::disallowed_methods,
    reason = "the fences lead here: threads, waiting, the clock and chance are this floor's"
)]

mod cause;
mod chance;
mod controlled;
mod epoch;
mod events;
mod interrupt;
mod inversion;
mod knot;
mod lifetime;
mod lives;
mod look;
mod names;
mod options;
mod orders;
mod outcome;
mod pause;
mod prompt;
mod ready;
mod real;
mod report;
mod resources;
mod room;
mod roster;
mod schedule;
mod task;
#[cfg(test)]
mod tests;
mod thread;
pub mod time;
mod vehicle;
mod wait;
mod world;

pub use cause::Cause;
pub use chance::Chance;
pub use controlled::{
    Balanced, Candidate, Choice, FIRED, Gate, Gauge, Manual, Misfit, NotReady, Patient, Policy,
    Random, Replay, Stacks, Step, Stepper, Work,
};
pub use events::{Detail, Event, EventKind, Named, RECORDED, Recording};
pub use inversion::{Inversion, InversionStep};
pub use lifetime::Lifetime;
pub use lives::{Interrupted, Life};
pub use look::look;
pub use options::{Body, Clock, OnDeadlock, Options, SpawnError};
pub use outcome::{Outcome, Panicked};
pub use pause::Pause;
pub use prompt::{NoAnswer, Prompt};
pub use ready::{Interest, Ready, Source};
pub use report::{DeadlockReport, Failed, Held, Keeper, Stuck};
pub use room::NoRoom;
pub use schedule::{Played, Schedule, Turn};
pub use task::Task;
pub use thread::{Thread, ThreadState};
pub use time::Nanos;
pub use wait::{
    Enders, Holder, Identity, Need, ObjectId, Operation, Pending, Resource, Shut, Wait, shut_if,
};
pub use world::World;

/// Which thread of its world: 0 is main, the others count up in the order in which they were started.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct ThreadId(pub u32);

impl ThreadId {
    /// The thread that runs the script's top level.
    pub const MAIN: ThreadId = ThreadId(0);
}

impl std::fmt::Display for ThreadId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            ThreadId::MAIN => f.write_str("main"),
            ThreadId(number) => write!(f, "T{number}"),
        }
    }
}

/// Why a park ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wake {
    /// Somebody called `unpark`, now or since the last park.
    Woken,
    /// The deadline passed.
    TimedOut,
}

/// Why a whole run must end now, or one thread of it (`World::interrupt`). Scripts cannot catch it, but for one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Stop {
    /// Ctrl-C.
    Interrupted,
    /// The run took longer than its limit of wall time.
    TimeLimit,
    /// The threads together did more operations than allowed.
    OperationLimit,
    /// In one thread more calls were open than allowed.
    CallDepthLimit,
    /// The threads together passed more scheduling points than allowed (controlled runtime).
    PointLimit,
    /// The threads together printed more than allowed.
    OutputLimit,
    /// The threads together used more memory than allowed.
    MemoryLimit,
    /// The script asked for the end of the run with this exit code.
    Exit(i32),
    /// No thread can ever continue.
    Deadlock,
    /// This thread's wait is part of a deadlock and ends so that the others can go on (`OnDeadlock::Throw`): an error for the script, of
    /// the kind `Deadlock`. Never the end of a run.
    DeadlockHere,
    /// Every non-daemon thread has ended: what daemons hear.
    Ended,
}
