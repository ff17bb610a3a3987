//! Every case file's cases and every example of the library's documentation, each a test of its own that cargo can name and filter:
//! `cargo test --test cases`, `cargo test --test cases threading/locks`, `cargo test --test cases -- --exact rhai/core/types/take_const`.
//!
//! `tests/shared/case.rs` says how cases are written. What one is compared with depends on its folder:
//!
//! ```text
//! rhai, imports                          Rhai's evaluator                     dialect
//! threading, library, socket, modules    what it prints, on both runtimes     inside
//! doors                                  what the binary does with the file   door
//! check                                  the warnings of `sandbox check`      warned
//! ```
//!
//! `SANDBOX_SHOW=file.rhai cargo test --test cases` shows what both engines do with a file.

mod dialect;
mod door;
mod inside;
#[path = "../shared/mod.rs"]
#[allow(dead_code, reason = "the other executable uses the rest")]
mod shared;
mod warned;

use libtest_mimic::{Arguments, Failed, Trial};
use std::process::ExitCode;

use shared::binary::Ended;
use shared::case::{Case, under};
use shared::{differential, examples};

type Check = fn(&Case) -> Result<(), String>;

const FOLDERS: [(&str, Check); 8] = [
    // What takes long comes first, so that nothing is waited for at the end.
    ("doors", door::check),
    ("modules", inside::check),
    ("socket", inside::check),
    ("threading", inside::check),
    ("library", inside::check),
    ("imports", dialect::check_imports),
    ("rhai", dialect::check),
    ("check", warned::check),
];

fn main() -> ExitCode {
    if let Ok(file) = std::env::var("SANDBOX_SHOW") {
        println!("{}", differential::show(&file));
        return ExitCode::SUCCESS;
    }
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for (folder, check) in FOLDERS {
        trials.extend(under(folder).into_iter().map(|case| trial(case, check)));
    }
    for (name, check) in examples::checks() {
        trials.push(Trial::test(name.clone(), move || {
            check().map_err(|wrong| failed("", &name, &wrong))
        }));
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn trial(case: Case, check: Check) -> Trial {
    Trial::test(case.name.clone(), move || {
        let place = format!("{}:{}: ", case.file, case.line.max(1));
        check(&case).map_err(|wrong| failed(&place, &case.name, &wrong))
    })
}

fn failed(place: &str, name: &str, wrong: &str) -> Failed {
    format!("{place}{wrong}\nalone: cargo test --test cases -- --exact '{name}'").into()
}

/// What is wrong with a run, with the lines of the file that say so.
fn compare(case: &Case, way: &str, run: &Ended) -> Result<(), String> {
    let complaints = case.complaints(run);
    if complaints.is_empty() {
        return Ok(());
    }
    let told = complaints.iter();
    let told = told.map(|(at, wrong)| format!("{}:{at}\n  {wrong}\n", case.file));
    let told: String = told.collect();
    Err(format!(
        "{way}\n{told}-- standard output:\n{}\n-- standard error:\n{}",
        run.out, run.err
    ))
}
