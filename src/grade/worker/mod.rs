//! Running submissions in a sealed process, and the supervisor that starts it, answers it and outlives it.
//!
//! ```text
//! supervisor (no script runs here)                     worker, one for each submission
//!   job ───────────────── its standard input ─────►      reads the job, seals itself
//!   a run ─────────────────────────────────────────►     compiles and explores
//!   ◄─────── its standard output ── outcomes, a report   the script's own output is data, never these pipes
//!   what is wrong with it? ────────────────────────►
//!   wall clock, memory by /proc, the last word
//! ```
//!
//! ```text
//! frame    a length and JSON, over a pipe
//! say      what the two say to each other
//! serve    the worker's side
//! pipe     the supervisor's side of the pipes: never longer than the time allows
//! ended    why a worker is gone, from how it ended
//! sealed   the supervisor: an `Examiner` whose submissions run in workers
//! teacher  the supervisor: the functions of `judge.rhai`, called in a worker of their own
//! ```

mod ended;
mod frame;
mod pipe;
mod say;
mod sealed;
mod serve;
mod teacher;
#[cfg(test)]
mod tests;

pub use sealed::{Bounds, Sealed};
pub use serve::{Limited, Served, prepare, serve};
pub use teacher::SealedFunctions;

/// The word that makes of this program a worker.
pub const WORD: &str = "--worker";

/// Exit codes by which a worker tells what ended it, where nothing else can be said any more.
pub mod exit {
    /// The reserve above the limit of memory is used up.
    pub const MEMORY: i32 = 81;
    /// An outcome is larger than a frame may be.
    pub const OUTPUT: i32 = 82;
    /// What came through the pipe is not what a supervisor says.
    pub const MALFORMED: i32 = 83;
}
