//! Hostile scripts, each in a folder of its own with what must become of it, run through the binary as a person would run them:
//! `cargo test --test hostile`, `cargo test --test hostile memory`, `cargo test --test hostile -- --exact 'loop_forever/sealed'`.
//!
//! ```text
//! case    a folder: script.rhai, expect.toml
//! watch   a process between this one and the run: who is left behind becomes its child
//! check   what must hold after every run, and what a case says of its own
//! marked  submissions: how they lie there, and what must hold of the results
//! ```
//!
//! Each case is run plainly and sealed (`sandbox run --sealed`), and where two layers stand behind each other, once with each of them left
//! off: `[without.permissions]` in expect.toml. Only a build for tests leaves a layer off.

mod case;
mod check;
mod marked;
#[path = "../shared/mod.rs"]
#[allow(dead_code, reason = "the other executables use the rest")]
mod shared;
#[expect(
    clippy::disallowed_methods,
    reason = "who watches a run from outside belongs to no runtime"
)]
mod watch;

use case::{Case, Way};
use libtest_mimic::{Arguments, Trial};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1);
    if words.next().is_some_and(|word| word == watch::WORD) {
        return watch::watch(words);
    }
    if !cfg!(target_os = "linux") {
        println!("skipped: who is left behind can only be seen on Linux");
        return ExitCode::SUCCESS;
    }
    let mut arguments = Arguments::from_args();
    // Most of them wait for a limit.
    arguments.test_threads.get_or_insert(6);
    let trials = case::all().into_iter().flat_map(trials).collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn trials(case: Case) -> Vec<Trial> {
    let ways = case.ways.clone();
    let trial = |way: Way| {
        let case = case.clone();
        let name = format!("{}/{}", case.name, way.name());
        Trial::test(name, move || check::check(&case, &way).map_err(Into::into))
    };
    ways.into_iter().map(trial).collect()
}
