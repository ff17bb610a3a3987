//! Why a worker is gone, and what that is called.

use crate::grade::job::{Lost, Report};
use crate::grade::reason::Reason;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use super::exit;

/// What the supervisor saw.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Loss {
    /// Its pipes are closed.
    Ended,
    /// It has said what no worker says.
    Malformed,
    TooLong,
    TooLarge,
    /// What it is to be told is longer than a frame.
    TooMuchToSay,
    /// A person wants all to end.
    Interrupted,
    /// It could not be started.
    Unstarted(String),
    /// A layer is not in force that must be.
    Unsealed(String),
}

/// How it ended, and what was said on its standard error last.
#[derive(Clone, Default, Debug)]
pub struct Last {
    pub status: Option<ExitStatus>,
    pub words: String,
}

/// A limit that the system ended it by, an exit code of ours, a signal.
pub fn lost(loss: Loss, last: &Last, report: Report) -> Lost {
    let (reason, what) = match loss {
        Loss::Ended => ended(last),
        Loss::Malformed => (Reason::Crash, "a malformed frame".to_owned()),
        Loss::TooLong => (Reason::Machine, "wall time".to_owned()),
        Loss::TooLarge => (Reason::MemoryLimit, "resident memory".to_owned()),
        Loss::TooMuchToSay => (Reason::Machine, "a run of more than 8 MiB".to_owned()),
        Loss::Interrupted => (Reason::Machine, "interrupted".to_owned()),
        Loss::Unstarted(what) | Loss::Unsealed(what) => (Reason::Machine, what),
    };
    Lost {
        reason,
        what,
        report,
    }
}

fn ended(last: &Last) -> (Reason, String) {
    let code = last.status.and_then(|status| status.code());
    let signal = last.status.and_then(|status| status.signal());
    match (code, signal) {
        (Some(exit::MEMORY), _) => (Reason::MemoryLimit, "memory".to_owned()),
        (Some(exit::OUTPUT), _) => (
            Reason::OutputLimit,
            "an outcome of more than 8 MiB".to_owned(),
        ),
        (Some(code), _) => (Reason::Crash, with_words(format!("exit code {code}"), last)),
        (None, Some(XCPU)) => (Reason::Endless, "processor time".to_owned()),
        // Nobody but who is outside sends these: the submission has no part in it.
        (None, Some(signal @ (1 | 2 | 3 | KILL | 15))) => (Reason::Machine, named(signal)),
        (None, Some(signal)) => (Reason::Crash, with_words(named(signal), last)),
        (None, None) => (Reason::Crash, with_words("gone".to_owned(), last)),
    }
}

const XCPU: i32 = 24;
const KILL: i32 = 9;

fn named(signal: i32) -> String {
    let name = match signal {
        4 => " (SIGILL)",
        6 => " (SIGABRT)",
        7 => " (SIGBUS)",
        9 => " (SIGKILL)",
        11 => " (SIGSEGV)",
        31 => " (SIGSYS)",
        _ => "",
    };
    format!("signal {signal}{name}")
}

/// With the first line of what was said.
fn with_words(what: String, last: &Last) -> String {
    match last.words.lines().find(|line| !line.trim().is_empty()) {
        Some(line) => format!("{what}: {}", crate::messages::visible(line.trim())),
        None => what,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A status as `wait` gives it.
    fn reason(status: i32, words: &str) -> (Reason, String) {
        let last = Last {
            status: Some(ExitStatus::from_raw(status)),
            words: words.to_owned(),
        };
        let lost = lost(Loss::Ended, &last, Report::default());
        (lost.reason, lost.what)
    }

    #[test]
    fn each_end_has_its_reason() {
        let overflow = "\nthread 'main' has overflowed its stack\nfatal";
        let cases = [
            (exit::MEMORY << 8, "", Reason::MemoryLimit, "memory"),
            (1 << 8, "", Reason::Crash, "exit code 1"),
            (0, "", Reason::Crash, "exit code 0"),
            (XCPU, "", Reason::Endless, "processor time"),
            (9, "", Reason::Machine, "signal 9 (SIGKILL)"),
            (15, "", Reason::Machine, "signal 15"),
            (11, "", Reason::Crash, "signal 11 (SIGSEGV)"),
            (
                6,
                overflow,
                Reason::Crash,
                "signal 6 (SIGABRT): thread 'main' has overflowed its stack",
            ),
            (31, "", Reason::Crash, "signal 31 (SIGSYS)"),
        ];
        for (status, words, expected, what) in cases {
            assert_eq!(reason(status, words), (expected, what.to_owned()));
        }
    }
}
