//! The binary under test, started in the same way whatever machine, user and environment the tests run in.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

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

/// What a run left behind.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("what it writes is text");
        Ended {
            code: output.status.code(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

/// What tests do with a command.
pub trait Run {
    /// Start it, with pipes for what it writes.
    fn started(&mut self) -> Child;

    /// Run it to its end.
    fn ended(&mut self) -> Ended {
        let output = self.started().wait_with_output();
        output.expect("it was started").into()
    }

    /// Run it to its end with something to read.
    fn ended_after(&mut self, input: &str) -> Ended;
}

impl Run for Command {
    fn started(&mut self) -> Child {
        let piped = self.stdout(Stdio::piped()).stderr(Stdio::piped());
        piped.spawn().expect("the program can be started")
    }

    fn ended_after(&mut self, input: &str) -> Ended {
        let mut child = self.stdin(Stdio::piped()).started();
        let mut pipe = child.stdin.take().expect("standard input is a pipe");
        // Who does not read it may be gone already.
        let _ = pipe.write_all(input.as_bytes());
        drop(pipe);
        let output = child.wait_with_output();
        output.expect("it was started").into()
    }
}

/// `sandbox` with these words.
pub fn command(words: &[&str]) -> Command {
    let mut command = sandbox();
    command.args(words);
    command
}

/// `sandbox` with these words, run to its end.
pub fn run(words: &[&str]) -> Ended {
    command(words).ended()
}

/// A file that is gone when the test is over.
pub struct File {
    path: PathBuf,
    folder: TempDir,
}

impl File {
    pub fn new(name: &str, text: impl AsRef<[u8]>) -> File {
        let folder = tempfile::tempdir().expect("the folder for temporary files can be written");
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("the folder for temporary files can be written");
        File { path, folder }
    }

    pub fn path(&self) -> &str {
        self.path.to_str().expect("the path is text")
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// The binary in English with nothing else set, in a folder that is there, with nobody to type.
pub fn sandbox() -> Command {
    without_preferences(Command::new(BINARY))
}

/// The same, in this folder.
pub fn sandbox_in(folder: &Path) -> Command {
    let mut command = sandbox();
    command.current_dir(folder);
    command
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

/// Start it, press Ctrl-C once it has said on standard error that it is ready, and tell what it says from then on.
pub fn interrupted(command: &mut Command, ready: &str) -> Ended {
    let mut child = command.started();
    let mut errors = BufReader::new(child.stderr.take().expect("a pipe"));
    let (mut line, mut rest) = (String::new(), String::new());
    errors.read_line(&mut line).expect("a line comes");
    assert_eq!(line.trim_end(), ready);
    interrupt(&child);
    errors.read_to_string(&mut rest).expect("messages are text");
    let output = child.wait_with_output().expect("it was started");
    Ended {
        err: rest,
        ..output.into()
    }
}

/// As Ctrl-C does.
pub fn interrupt(child: &Child) {
    kill_process(Pid::from_child(child), Signal::INT).expect("it has not been waited for");
}

/// The package's folder.
pub fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
