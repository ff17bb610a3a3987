//! What one schedule has shown.

use super::expected::Expected;
use crate::border::Summary;
use crate::messages::Language;
use crate::runtime::{DeadlockReport, Stop, ThreadId};
use crate::session;

/// What went wrong.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum BugKind {
    Deadlock,
    AssertionFailed,
    Error,
    NeverEnds,
}

impl BugKind {
    /// As the JSON says it, and the first line of a report in English.
    pub fn name(self) -> &'static str {
        match self {
            BugKind::Deadlock => "deadlock",
            BugKind::AssertionFailed => "assertion failed",
            BugKind::Error => "error",
            BugKind::NeverEnds => "never ends",
        }
    }
}

/// A mistake, and where it shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bug {
    pub kind: BugKind,
    pub file: String,
    /// 0 when unknown.
    pub line: usize,
    /// Who met it.
    pub thread: ThreadId,
    /// The message of an error; what was expected, and what was printed in its place.
    pub text: String,
    pub deadlock: Option<DeadlockReport>,
}

/// Of what tells mistakes apart; the table of a deadlock follows from the rest.
impl std::hash::Hash for Bug {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.kind, &self.file, self.line, self.thread, &self.text).hash(state);
    }
}

impl Bug {
    /// Is it the same mistake at the same place?
    pub fn is_same(&self, other: &Bug) -> bool {
        (self.kind, &self.file, self.line) == (other.kind, &other.file, other.line)
    }
}

/// Why a schedule did not come to its end.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Cut {
    /// Too many steps.
    Steps,
    /// A limit of the run: operations, memory, time, calls.
    Limit(Limit),
}

/// Which limit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Limit {
    Operations,
    Memory,
    Time,
    CallDepth,
}

/// How a schedule ended.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Ending {
    /// With this exit code.
    Ended(i32),
    Bug(Bug),
    /// A bound ended it: nothing is known.
    Cut(Cut),
    /// The script wanted what it was not allowed.
    Refused(Summary),
}

/// What can be seen of a run from outside: equal for runs that did the same.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Outcome {
    pub ending: Ending,
    pub stdout: String,
    pub stderr: String,
}

impl Outcome {
    /// Judge a run by how it ended and by what it printed.
    pub fn of(
        run: &session::Outcome,
        stdout: String,
        stderr: String,
        file: &str,
        language: Language,
        expected: Option<&Expected>,
    ) -> Outcome {
        let ending = match ending(run, file, language) {
            Ending::Ended(code) => {
                let refused = |expected: &Expected| {
                    let (line, text) = expected.refuse(&stdout, language)?;
                    Some(Bug {
                        kind: BugKind::AssertionFailed,
                        file: expected.file.clone(),
                        line,
                        thread: ThreadId::MAIN,
                        text,
                        deadlock: None,
                    })
                };
                expected
                    .and_then(refused)
                    .map_or(Ending::Ended(code), Ending::Bug)
            }
            other => other,
        };
        Outcome {
            ending,
            stdout,
            stderr,
        }
    }

    pub fn bug(&self) -> Option<&Bug> {
        match &self.ending {
            Ending::Bug(bug) => Some(bug),
            _ => None,
        }
    }
}

fn ending(run: &session::Outcome, file: &str, language: Language) -> Ending {
    if let Some(panic) = run.panics.first() {
        return Ending::Bug(Bug {
            kind: BugKind::Error,
            file: file.to_string(),
            line: 0,
            thread: panic.thread,
            text: panic.message.clone(),
            deadlock: None,
        });
    }
    let main = || Some((ThreadId::MAIN, Summary::of(run.error.as_ref()?, language)));
    let failed = run.failed.first();
    let failed = failed.map(|failed| (failed.thread, failed.error.clone()));
    if let Some((thread, error)) = failed.or_else(main) {
        return match error.is_refusal {
            true => Ending::Refused(error),
            false => Ending::Bug(of_error(thread, error, file)),
        };
    }
    match run.stopped {
        Some(Stop::Deadlock) => Ending::Bug(of_deadlock(run.deadlock.clone(), file)),
        Some(Stop::PointLimit) => Ending::Cut(Cut::Steps),
        Some(Stop::OperationLimit | Stop::OutputLimit) => {
            Ending::Cut(Cut::Limit(Limit::Operations))
        }
        Some(Stop::MemoryLimit) => Ending::Cut(Cut::Limit(Limit::Memory)),
        Some(Stop::CallDepthLimit) => Ending::Cut(Cut::Limit(Limit::CallDepth)),
        Some(Stop::TimeLimit | Stop::Interrupted) => Ending::Cut(Cut::Limit(Limit::Time)),
        Some(Stop::Exit(_) | Stop::Ended | Stop::DeadlockHere) | None => {
            Ending::Ended(session::exit_code(run))
        }
    }
}

fn of_error(thread: ThreadId, error: Summary, file: &str) -> Bug {
    Bug {
        kind: match error.is_assertion {
            true => BugKind::AssertionFailed,
            false => BugKind::Error,
        },
        file: match error.file.is_empty() {
            true => file.to_string(),
            false => error.file,
        },
        line: error.line,
        thread,
        text: error.text,
        deadlock: None,
    }
}

/// A deadlock is where a thread waits for what another one holds; else where one waits that waits for no thread's end.
fn of_deadlock(report: Option<DeadlockReport>, file: &str) -> Bug {
    let rows = report.as_ref().map_or(&[][..], |report| &report.threads);
    let joins = |line: &crate::runtime::Stuck| line.joins.is_some();
    let shown = rows
        .iter()
        .find(|row| row.held_by.is_some())
        .or_else(|| rows.iter().find(|row| !joins(row)))
        .or_else(|| rows.first());
    let (line, thread) = shown.map_or((0, ThreadId::MAIN), |row| (row.line as usize, row.thread));
    Bug {
        kind: BugKind::Deadlock,
        file: file.to_string(),
        line,
        thread,
        text: String::new(),
        deadlock: report,
    }
}
