//! Python's `threading` as scripts see it. What waits, waits in `crate::sync`; here are names, arguments, words and docs.

mod barrier;
mod condition;
mod event;
mod failure;
mod handle;
mod hooks;
mod local;
mod locks;
mod old;
mod registry;
mod semaphore;
mod start;
mod thread;
mod timer;

pub use failure::tell_failure;
pub use handle::{ThreadHandle, task_name};
pub use registry::current_name;
pub use start::start_own;
pub use thread::check_target;

use super::Module;
use super::declare::{about, constants};
use crate::objects::error::Error;
use crate::objects::value::Value;
use crate::runtime::time::LONGEST;
use crate::sync;

pub const MODULE: Module = Module {
    name: "threading",
    doc: about! {
        /// Threads, and what they wait for each other with.
        ///
        /// ```
        /// let lock = Lock();
        /// let count = 0;
        /// fn work() { for i in range(100) { with lock { count += 1; } } }
        /// let threads = [Thread(work), Thread(work)];
        /// for t in threads { t.start(); }
        /// for t in threads { t.join(); }
        /// print(count);                         // prints 200
        /// ```
    },
    functions: &[registry::FUNCTIONS, hooks::FUNCTIONS],
    classes: &[
        &thread::THREAD,
        &timer::TIMER,
        &locks::LOCK,
        &locks::RLOCK,
        &condition::CONDITION,
        &semaphore::SEMAPHORE,
        &semaphore::BOUNDED_SEMAPHORE,
        &event::EVENT,
        &barrier::BARRIER,
        &local::LOCAL,
    ],
    constants: constants! {
        /// The longest timeout there can be, in seconds.
        ///
        /// ```
        /// print(Lock().acquire(true, TIMEOUT_MAX));   // prints true
        /// ```
        TIMEOUT_MAX = |_| { Value::Float(LONGEST) }
    },
    qualified_only: &["enumerate"],
};

impl From<sync::Error> for Error {
    fn from(error: sync::Error) -> Self {
        let Some(kind) = error.kind() else {
            return match error {
                sync::Error::Stop(stop) => stop.into(),
                other => Error::runtime_error(other.message()),
            };
        };
        let raised = Error::raised(kind.name(), error.message());
        match error.hint() {
            Some(hint) => raised.with_hint(hint),
            None => raised,
        }
    }
}
