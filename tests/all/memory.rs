//! The memory of a whole process stays near the limit, whatever a script does: measured from outside. What the scripts
//! print and how they end is asked in `doors`.

use std::path::Path;
use std::process::Stdio;

use wait4::Wait4;

use crate::apart::apart;
use crate::binary::sandbox;
use crate::corpus::{cases, scripts_under};

/// The limit that the cases set, and what a process may take beyond it: stacks, the program itself, what is counted late.
const LIMIT: u64 = 64 << 20;
const BEYOND: u64 = 64 << 20;

#[test]
fn a_process_never_takes_much_more_than_its_limit() {
    apart(
        "memory::a_process_never_takes_much_more_than_its_limit",
        || {
            let mut scripts = scripts_under(&cases().join("doors/limits"));
            scripts.retain(|script| script.to_string_lossy().contains("/memory_"));
            assert!(scripts.len() >= 8, "the cases have gone: {scripts:?}");
            scripts
                .iter()
                .for_each(|script| stays_near_its_limit(script));
        },
    );
}

fn stays_near_its_limit(script: &Path) {
    let mut child = sandbox()
        .args(["run", "--max-memory", "64m", "--max-time", "60"])
        .arg(script)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary is built with the tests");
    let ended = child.wait4().expect("the process was started");
    let code = ended.status.code();
    assert!(matches!(code, Some(0 | 4)), "{script:?} ends with {code:?}");
    let peak = ended.rusage.maxrss;
    assert!(peak <= LIMIT + BEYOND, "{script:?} takes {peak} bytes");
}
