//! A test in a process of its own, where nothing of the other tests is seen: neither their memory nor their descriptors nor their children.
//!
//! The system counts, for one, the peak of a parent to the children that it starts; that of a process with all other tests in it says nothing.

use std::process::Command;

/// Tells the process which test it is there for.
const APART: &str = "SANDBOX_TEST_APART";

/// Run the body of the test with this name (`module::function`) in a process of its own.
pub fn apart(name: &str, body: impl FnOnce()) {
    if std::env::var(APART).is_ok_and(|alone| alone == name) {
        return body();
    }
    let tests = std::env::current_exe().expect("this is a program");
    let output = Command::new(tests)
        .args(["--exact", name, "--nocapture"])
        .env(APART, name)
        .output()
        .expect("these tests can be started once more");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && told.contains("1 passed"),
        "{told}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
