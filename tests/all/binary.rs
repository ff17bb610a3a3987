//! The binary under test, started in the same way whatever machine, user and environment the tests run in.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};

/// Where the build has put it. Nothing is started that a test has just written, not even a copy of this: another test may be starting a
/// program at that moment, whose process holds the open descriptor until it is done, and the system runs no file that is open for
/// writing ("Text file busy").
pub const BINARY: &str = env!("CARGO_BIN_EXE_sandbox");

/// What else than `SANDBOX_…` the person who runs the tests may have set to be served otherwise.
const PREFERENCES: [&str; 14] = [
    "LC_ALL",
    "LC_MESSAGES",
    "LANG",
    "LANGUAGE",
    "NO_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "LINES",
    "TZ",
    "EDITOR",
    "VISUAL",
    "PAGER",
    "TERM",
];

/// The binary in English with nothing else set, in a folder that is there, with nobody to type.
pub fn sandbox() -> Command {
    without_preferences(Command::new(BINARY))
}

/// A command whose children see none of the preferences of who runs the tests.
pub fn without_preferences(mut command: Command) -> Command {
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("SANDBOX_") || PREFERENCES.contains(&&*text) {
            command.env_remove(&name);
        }
    }
    command
        .env("SANDBOX_LANG", "en")
        .env("PATH", search_path())
        .stdin(Stdio::null());
    command
}

/// `PATH` without folders that may not be looked into: there, a program that does not exist counts as one that may not be run.
pub fn search_path() -> OsString {
    let path = std::env::var_os("PATH").unwrap_or_else(|| "/usr/local/bin:/usr/bin:/bin".into());
    let may_be_looked_into = |folder: &std::path::PathBuf| std::fs::read_dir(folder).is_ok();
    let folders = std::env::split_paths(&path).filter(may_be_looked_into);
    std::env::join_paths(folders).expect("they came from a path")
}

/// As Ctrl-C does.
pub fn interrupt(child: &Child) {
    kill_process(Pid::from_child(child), Signal::INT).expect("it has not been waited for");
}

/// The package's folder.
pub fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
