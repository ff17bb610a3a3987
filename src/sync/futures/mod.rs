//! Python's `concurrent.futures` in plain Rust: what a task will give, the crew of workers that runs tasks, and waiting for the first of many.
//! What a task does, and what it gives, is not known here.
//!
//! ```text
//! future   pending, running, ended: `result`, `cancel`, `done`
//! crew     the tasks in line and the workers that take them
//! watch    the futures of a group, in the order in which they end
//! ```

mod crew;
mod future;
#[cfg(test)]
mod tests;
mod watch;

pub use crew::{Crew, Place};
pub use future::{Ended, Future, Step};
pub use watch::Watch;
