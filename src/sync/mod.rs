//! The primitives of Python's `threading` and `queue` in plain Rust, for both runtimes. Knows no script and never waits by itself.
//!
//! A handle (`Lock`, `Event` …) is an `Arc` inside: clones are the same primitive. Every operation takes the `Task` of
//! the thread that does it. Errors have Python's kind and words; a `Stop` passes through them.

mod barrier;
mod condition;
mod error;
mod event;
mod futures;
mod lock;
mod queue;
mod raw_lock;
mod rlock;
mod semaphore;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod waiters;

pub use barrier::{Arrival, Barrier};
pub use condition::Condition;
pub use error::{Error, ErrorKind};
pub use event::Event;
pub use futures::{Crew, Ended, Future, Place, Step, Watch};
pub use lock::Lock;
pub use queue::{Discipline, Item, Patience, Queue, Refusal, partition};
pub use rlock::RLock;
pub use semaphore::Semaphore;
