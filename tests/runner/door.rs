//! Cases through the door that people use: the binary runs the file, on real threads and under some seeds.

use std::process::Command;

use crate::shared::binary::{BINARY, Ended, Run, package, without_preferences};
use crate::shared::case::Case;

/// Seeds that a case is run with under the controlled runtime.
const SEEDS: [&str; 3] = ["1", "7", "42"];
/// Seconds after which a case is taken to hang.
const MAX_TIME: &str = "120";

/// What is wrong, if anything.
pub fn check(case: &Case) -> Result<(), String> {
    let seeds = SEEDS.map(|seed| vec!["--seed", seed]);
    let real = std::iter::once(Vec::new()).filter(|_| case.runs_on("real"));
    let controlled = seeds.into_iter().filter(|_| case.runs_on("controlled"));
    for flags in real.chain(controlled) {
        crate::compare(case, &format!("flags {flags:?}"), &run(case, &flags))?;
    }
    Ok(())
}

fn run(case: &Case, flags: &[&str]) -> Ended {
    // Another build of the binary, the released one say, can be put to the same test.
    let binary = std::env::var("SANDBOX_BINARY").unwrap_or_else(|_| BINARY.to_string());
    without_preferences(Command::new(binary))
        .current_dir(package())
        .args(["run", "--max-time", MAX_TIME])
        .args(flags)
        .args(&case.flags)
        .arg(case.script.as_ref().unwrap_or(&case.file))
        .args(&case.args)
        .ended_after(&case.input)
}
