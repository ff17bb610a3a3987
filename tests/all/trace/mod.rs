//! `--trace`: the time line of a run, in each of its forms, under both runtimes.

mod chrome;
mod doors;
mod facts;
pub mod schema;

use std::process::Command;

use serde_json::Value;

use crate::binary::{Ended, File, Run, package, sandbox_in};

/// A run and the trace that it left.
pub struct Traced {
    pub ended: Ended,
    /// As it was written.
    pub text: String,
    pub trace: Value,
}

/// `sandbox run FLAGS --trace FILE.json SCRIPT…`, in the folder of the package.
pub fn traced(flags: &[&str], script: &[&str]) -> Traced {
    written("run", flags, script)
}

/// The same for another command.
pub fn written(action: &str, flags: &[&str], script: &[&str]) -> Traced {
    let file = File::new("trace.json", "");
    let mut command = sandbox_in(package());
    command
        .arg(action)
        .args(flags)
        .args(["--trace", file.path()]);
    read(command.args(script), file.path())
}

/// Run the command, then read the trace that it has written.
pub fn read(command: &mut Command, path: &str) -> Traced {
    let ended = command.ended();
    let text = std::fs::read_to_string(path).expect("the trace can be read");
    let trace = serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("no JSON: {error}\n{text}\n{}", ended.err));
    Traced { ended, text, trace }
}

/// A list in the trace.
pub fn list<'t>(trace: &'t Value, name: &str) -> &'t [Value] {
    trace[name]
        .as_array()
        .unwrap_or_else(|| panic!("no `{name}`"))
}

pub fn number(value: &Value) -> u64 {
    value
        .as_u64()
        .unwrap_or_else(|| panic!("{value} is no number"))
}

pub fn word(value: &Value) -> &str {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no text"))
}
