//! What a world and its threads are made with, and why a thread could not be made.

use crate::messages::{Message, message};
use std::time::Duration;

use super::{Nanos, Stacks, Stop, Task};

/// What a thread does from start to end.
pub type Body = Box<dyn FnOnce(&Task<'_>) + Send>;

/// What a world is made with.
#[derive(Clone, Debug)]
pub struct Options {
    /// Stack of the main thread, in bytes of address space; only what is touched takes memory.
    pub main_stack: usize,
    /// Stack of every other thread, likewise. In the controlled runtime it grows by pieces of this size.
    pub thread_stack: usize,
    /// So many bytes of a thread's stack are left at least where a native calls back into the script: what the script may do until it calls
    /// back again has room there.
    pub stack_reserve: usize,
    /// How many threads besides main may be alive at once.
    pub max_threads: usize,
    /// Wall time after which the run is stopped, under both runtimes.
    pub time_limit: Option<Duration>,
    /// Where chance starts: the scheduler's (controlled runtime) and the script's. None: from the machine, or 0 when controlled.
    pub seed: Option<u64>,
    /// Where controlled worlds take their stacks from: the same for all that are made with clones of these options.
    pub stacks: Stacks,
    /// Keep the steps of a controlled run.
    pub trace: bool,
    /// Note the schedule of a controlled run.
    pub record: bool,
    /// Note what happens, in at most so many bytes: the oldest is left out.
    pub events: Option<usize>,
    /// Leave out the values of variables.
    pub outline: bool,
    /// Note the values of variables after changes in place, too.
    pub values: bool,
    /// For a search through all schedules: threads say at their points whether they have come back to where they were, and the policy hears
    /// which operations would have to wait.
    pub proves: bool,
    /// Count the operations of each thread, for a policy that wants to hear of them.
    pub counts_work: bool,
    /// The run reaches nothing of the machine, on one OS thread: for a process that has given up the right to (controlled runtime).
    pub sealed: bool,
    /// Scheduling points after which a controlled run is stopped.
    pub max_points: Option<u64>,
    /// Virtual time after which a controlled run is stopped as by `max_points`.
    pub max_time: Option<Nanos>,
    /// What the virtual clock says at the start, since 1970: another moment than usual.
    pub virtual_start: Option<Duration>,
    /// Keep who lived when.
    pub lives: bool,
    /// So many steps in a row that only look, and time passes although somebody could run (controlled runtime).
    pub patience: u32,
    /// Note in which orders locks are taken inside of each other.
    pub lock_orders: bool,
    /// What is done about threads that can never continue.
    pub on_deadlock: OnDeadlock,
    /// When time passes in a controlled run.
    pub clock: Clock,
    /// The main thread serves a prompt: it parks with `Wait::Prompt` between the lines that it runs. A deadlock ends the line
    /// rather than the run, and a controlled world stands still while the prompt waits.
    pub prompt: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            main_stack: 64 << 20,
            thread_stack: 2 << 20,
            stack_reserve: 256 << 10,
            max_threads: 1000,
            time_limit: None,
            seed: None,
            trace: false,
            record: false,
            events: None,
            outline: false,
            values: false,
            proves: false,
            counts_work: false,
            sealed: false,
            max_points: None,
            max_time: None,
            virtual_start: None,
            lives: false,
            patience: 10_000,
            lock_orders: true,
            clock: Clock::default(),
            on_deadlock: OnDeadlock::default(),
            prompt: false,
            stacks: Stacks::default(),
        }
    }
}

/// When the time passes that threads of a controlled run wait for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Clock {
    /// When nobody can run.
    #[default]
    Virtual,
    /// At any moment that the policy chooses, the nearest deadline first: as if threads could be as slow as they like.
    Explored,
}

/// What is done about threads that can never continue.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum OnDeadlock {
    /// The run ends, with the table.
    #[default]
    Report,
    /// The table is told, and one of the waits fails with an error that the script can catch: the others go on.
    Throw,
}

/// Why a thread could not be started.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SpawnError {
    /// As many threads as allowed are alive.
    Limit(usize),
    /// The system refused.
    System(String),
    /// The run is ending.
    Stopped(Stop),
}

impl SpawnError {
    /// What went wrong, in words.
    pub fn message(&self) -> Message {
        match self {
            SpawnError::Limit(limit) => message!("spawn-limit", limit = *limit),
            SpawnError::System(reason) => message!("spawn-refused", reason),
            SpawnError::Stopped(_) => message!("spawn-stopped"),
        }
    }
}

/// In English.
impl std::fmt::Display for SpawnError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.message().fmt(f)
    }
}
