//! The primitives of Python's `threading` in plain Rust, for both runtimes. Knows no script and never waits by itself.
//!
//! A handle (`Lock`, `Event` …) is an `Arc` inside: clones are the same primitive. Every operation takes the `Task` of
//! the thread that does it. Errors have Python's kind and words; a `Stop` passes through them.

mod error;
mod lock;
mod raw_lock;
#[cfg(test)]
mod testing;
mod waiters;

pub use error::{Error, ErrorKind};
pub use lock::Lock;
