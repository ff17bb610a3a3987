//! Companions: other programs in the same controlled world, such as the clients of a server.

use crate::session::Program;
use std::path::PathBuf;
use std::time::Duration;

/// A program that runs beside the one that is asked for: with its own top-level variables, arguments and output, and in common with it the
/// modelled network, files and programs, and the clock.
#[derive(Clone)]
pub struct Companion {
    /// What reports call it: `clients`; its threads are `clients/MainThread`, `clients/Thread-1` …
    pub name: String,
    /// Compiled for the same runtime.
    pub program: Program,
    /// The script's name as given, then its arguments.
    pub arguments: Vec<String>,
    /// Where its modules lie.
    pub folder: Option<PathBuf>,
    pub begins: Begins,
    /// Is the run over only when it has ended? Others are cut like daemons.
    pub ends: bool,
}

/// When a companion begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    /// With the program.
    AtOnce,
    /// When somebody listens at this port. A run in which nobody ever does ends without it.
    Listening(u16),
    /// After so much virtual time.
    At(Duration),
}

impl Companion {
    /// A line of its output, told from the program's.
    pub fn line(&self, line: &str) -> String {
        format!("[{}] {line}\n", self.name)
    }

    /// Is a thread of this name one of its own?
    pub fn owns(&self, thread: &str) -> bool {
        let rest = thread.strip_prefix(&self.name);
        rest.is_some_and(|rest| rest.starts_with('/'))
    }

    /// The script's name without folder and ending.
    pub fn script(&self) -> &str {
        let file = self.arguments.first().map_or("", String::as_str);
        let file = file.rsplit('/').next().unwrap_or_default();
        file.rsplit_once('.').map_or(file, |(stem, _)| stem)
    }
}
