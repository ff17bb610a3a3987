//! Old spellings of Python's `threading`: they work, with one hint each per run.

use crate::engine::error::Error;
use crate::engine::natives::Call;
use parking_lot::Mutex;
use std::collections::HashSet;

/// The spellings that have had their hint in this run.
#[derive(Default)]
struct Hinted(Mutex<HashSet<&'static str>>);

/// Tell, once, what to write instead.
pub fn old_spelling(call: &Call, now: &str) -> Result<(), Error> {
    let shared = call.host.shared();
    if !shared.state::<Hinted>().0.lock().insert(call.name) {
        return Ok(());
    }
    let place = call
        .at
        .line()
        .map_or(String::new(), |line| format!("line {line}: "));
    let old = call.name;
    shared.console.write_error(&format!(
        "hint: {place}`{old}` is an old spelling; write `{now}`\n"
    ))
}
