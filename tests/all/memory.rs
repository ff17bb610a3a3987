//! The memory of a whole process stays near the limit, whatever a script does: measured from outside. What the scripts
//! print and how they end is asked in `doors`.

use std::process::{Command, Stdio};

use wait4::Wait4;

use crate::corpus::{cases, scripts_under};

/// The limit that the cases set, and what a process may take beyond it: stacks, the program itself, what is counted late.
const LIMIT: u64 = 64 << 20;
const BEYOND: u64 = 64 << 20;

#[test]
fn a_process_never_takes_much_more_than_its_limit() {
    let mut scripts = scripts_under(&cases().join("doors/limits"));
    scripts.retain(|script| script.to_string_lossy().contains("/memory_"));
    assert!(scripts.len() >= 8, "the cases have gone: {scripts:?}");
    // The system counts what the parent had in use when it started the child: much, when other tests run beside this one.
    let inherited = peak_of(&["-e", ""]);
    for script in scripts {
        let mut child = Command::new(env!("CARGO_BIN_EXE_sandbox"))
            .args(["run", "--max-memory", "64m", "--max-time", "20"])
            .arg(&script)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary is built with the tests");
        let ended = child.wait4().expect("the process was started");
        let code = ended.status.code();
        assert!(matches!(code, Some(0 | 4)), "{script:?} ends with {code:?}");
        let peak = ended.rusage.maxrss;
        let most = (LIMIT + BEYOND).max(inherited);
        assert!(peak <= most, "{script:?} takes {peak} bytes");
    }
}

/// The peak of a run that takes next to nothing.
fn peak_of(words: &[&str]) -> u64 {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sandbox"))
        .args(words)
        .spawn()
        .expect("the binary is built with the tests");
    let ended = child.wait4().expect("the process was started");
    ended.rusage.maxrss
}
