//! Python's sets and what `collections` has: collections that are references, as in Python, and safe to use from several threads.
//!
//! ```text
//! key       what a value is as a key: numbers of one size are one key
//! keyed     entries by key, in the order in which they came
//! set       set
//! deque     deque
//! dict      defaultdict, and what a Counter has of it
//! counter   Counter
//! ```

mod counter;
mod deque;
mod dict;
mod key;
mod keyed;
mod set;

use super::Module;
use super::declare::about;
use crate::objects::abi::{Call, size};
use crate::objects::error::Error;
use crate::objects::value::{Object, Value, to_debug};
use crate::runtime::{Identity, Operation, Pending};
use std::cell::Cell;

pub use set::SET;

pub const MODULE: Module = Module {
    name: "collections",
    doc: about! {
        /// Collections beside arrays and maps. They are references: what one thread puts in, the others see. Each operation is safe by itself.
        ///
        /// ```
        /// let words = Counter(["un", "deux", "un"]);
        /// print(words["un"], words["trois"], words.most_common(1));   // prints 2 0 [["un", 2]]
        /// ```
    },
    functions: &[],
    classes: &[&deque::DEQUE, &counter::COUNTER, &dict::DEFAULT_DICT],
    constants: &[],
    qualified_only: &[],
};

/// A scheduling point before an operation on a collection that threads may share.
fn point(call: &Call, identity: &Identity, writes: bool) -> Result<(), Error> {
    let operation = match writes {
        true => Operation::Write,
        false => Operation::Read,
    };
    Ok(call.task().point(Pending::on(operation, identity.id()))?)
}

/// A new collection, as a script holds it.
fn made(call: &Call, object: Object) -> Value {
    call.host.shared().cycles.note_handle(&object);
    Value::Object(object)
}

/// Collections inside of collections are shown down to this depth: one may hold itself.
const SHOWN: u32 = 6;

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// `1, "a"`: items as collections show theirs.
fn shown(items: impl Iterator<Item = Value>) -> String {
    let depth = DEPTH.get();
    if depth >= SHOWN {
        return "…".to_string();
    }
    DEPTH.set(depth + 1);
    let all: Vec<String> = items.map(|item| to_debug(&item)).collect();
    DEPTH.set(depth);
    all.join(", ")
}

/// May a collection of so many items take one more?
fn check_room_for(items: usize) -> Result<(), Error> {
    match items.is_multiple_of(1024) {
        true => size::check_map(items + 1024),
        false => Ok(()),
    }
}
