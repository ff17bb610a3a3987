//! No test depends on what runs beside it, on who runs it or where: what leads to that is named here, with what to write instead.

use crate::rust_text;

/// Where it may stand, what it is, and what to do instead.
const FENCES: &[(&[&str], &str, &str)] = &[
    (
        &["tests/shared/binary.rs"],
        "CARGO_BIN_EXE_sandbox",
        "`binary::sandbox()` starts the binary without the preferences of who runs the tests",
    ),
    (
        &[],
        "fs::copy(",
        "a program that this process has just written may be refused as busy: start none, keep it in `tests/programs`",
    ),
    (
        &[],
        "env::temp_dir(",
        "`tempfile::tempdir()` gives a folder that nobody else has",
    ),
    (
        &[],
        "env::set_var(",
        "the variables belong to all tests of the process: give them to a child",
    ),
    (
        &[],
        "env::remove_var(",
        "the variables belong to all tests of the process: take them from a child",
    ),
    (
        &[],
        "env::set_current_dir(",
        "the folder belongs to all tests of the process: give it to a child",
    ),
    (
        &[],
        "panic::set_hook(",
        "the hook belongs to all tests of the process: see `apart`",
    ),
    (
        // A stop may come before or in the middle of what a program does there: it is told the same. A watcher asks again until a process
        // that was ended is gone.
        &["tests/all/stops.rs", "tests/hostile/watch.rs"],
        "thread::sleep(",
        "no time is long enough on a busy machine: wait for what is to happen",
    ),
    (
        &[],
        "Command::new(\"kill\")",
        "not every machine has it: `binary::interrupt`, `rustix::process::kill_process`",
    ),
];

#[test]
fn nothing_that_other_tests_or_users_could_disturb_is_written_here() {
    let mut found = Vec::new();
    for (file, text) in rust_text::sources("tests") {
        // This list is none of the places.
        if file.ends_with("tests/all/beside.rs") {
            continue;
        }
        for (index, line) in text.lines().enumerate() {
            for (allowed, fenced, instead) in FENCES {
                let is_allowed = allowed.iter().any(|place| file.ends_with(place));
                if line.contains(fenced) && !is_allowed {
                    found.push(format!("{file}:{}: `{fenced}`: {instead}", index + 1));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
