//! Python's `threading` as scripts see it. What waits, waits in `crate::sync`; here are names, arguments, words and docs.

mod barrier;
mod condition;
mod event;
mod failure;
mod hooks;
mod local;
mod locks;
mod old;
mod registry;
mod semaphore;
mod start;
mod thread;
mod timer;

use super::Module;
use super::declare::constants;
use crate::engine::error::Error;
use crate::engine::value::Value;
use crate::runtime::time::LONGEST;
use crate::sync;

pub const MODULE: Module = Module {
    name: "threading",
    doc: "Threads, and what they wait for each other with.",
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
        TIMEOUT_MAX = |_| { Value::Float(LONGEST) }
    },
    qualified_only: &["enumerate"],
};

impl From<sync::Error> for Error {
    fn from(error: sync::Error) -> Self {
        let Some(kind) = error.kind() else {
            return match error {
                sync::Error::Stop(stop) => stop.into(),
                other => Error::runtime_error(other.to_string()),
            };
        };
        let raised = Error::raised(kind.name(), error.to_string());
        match remedy(&error.to_string()) {
            Some(hint) => raised.with_hint(hint),
            None => raised,
        }
    }
}

fn remedy(message: &str) -> Option<&'static str> {
    Some(match message {
        "release unlocked lock" => "acquire the lock first; release it once for each time",
        "cannot release un-acquired lock" => "only the thread that holds an `RLock` can release it",
        "cannot wait on un-acquired lock" | "cannot notify on un-acquired lock" => {
            "hold the condition first: `with condition { … }`"
        }
        "Semaphore released too many times" => {
            "each `release` of a bounded semaphore follows an `acquire`"
        }
        "task_done() called too many times" => "call it once for each item that was put",
        _ => return None,
    })
}
