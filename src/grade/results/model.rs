//! The results as values; as JSON they are `data/schemas/results.v1.json`.

use crate::grade::bilingual::Bilingual;
use crate::grade::job::{Counterexample, Evidence, Place};
use crate::grade::points::Points;
use crate::grade::reason::Reason;

/// A class.
#[derive(Clone, Debug)]
pub struct Results {
    pub tool: Tool,
    pub assignment: Marked,
    pub machine: Machine,
    pub submissions: Vec<Submission>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tool {
    pub name: String,
    pub version: String,
    pub engine: String,
}

/// By what it was marked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Marked {
    pub id: String,
    pub title: Bilingual,
    pub digest: String,
    pub seed: u64,
    pub out_of: Points,
}

/// Which layers of isolation were in force.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Machine {
    pub layers: Vec<String>,
    pub missing: Vec<String>,
    pub cores: usize,
}

/// What one student handed in, and its marks.
#[derive(Clone, Debug)]
pub struct Submission {
    pub student: String,
    pub id: String,
    pub folder: String,
    pub files: Vec<HandedIn>,
    pub ignored: Vec<String>,
    /// Another submission with the same bytes, whose result this is.
    pub same_as: Option<String>,
    pub status: Status,
    pub note: Points,
    pub points: Points,
    pub total: Points,
    pub checks: Vec<CheckResult>,
    pub spent: Spent,
}

/// A file that counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HandedIn {
    pub name: String,
    /// `sha256:…` of its bytes.
    pub digest: String,
    pub bytes: u64,
    /// `utf-8`, `utf-16le`, `windows-1252` …
    pub encoding: String,
}

/// Of a submission.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    Marked,
    /// Nothing under the expected name.
    Empty,
    /// Marked, and something needs a person.
    Review,
}

/// Of one check.
#[derive(Clone, Debug)]
pub struct CheckResult {
    pub id: String,
    pub title: Bilingual,
    pub visible: Visibility,
    pub run: String,
    pub verdict: Verdict,
    pub reason: Option<Reason>,
    pub points: Points,
    pub max: Points,
    pub bonus: bool,
    pub message: Bilingual,
    pub hint: Option<Bilingual>,
    pub place: Option<Place>,
    pub expected: Option<String>,
    pub given: Option<String>,
    pub evidence: Option<Evidence>,
    pub counterexample: Option<Counterexample>,
    /// The command that replays it.
    pub replay: Option<String>,
    pub output: Option<Output>,
}

/// As the assignment says it.
pub use crate::grade::assignment::Visible as Visibility;

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Verdict {
    Pass,
    Fail,
    /// It could not do its work.
    Error,
    /// A check that it needs did not pass.
    Skipped,
    /// Points as passed, flagged for a person.
    Inconclusive,
}

/// What a schedule printed, the beginning and the end of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Output {
    pub stdout: String,
    pub stderr: String,
    pub truncated: bool,
}

/// What marking it took.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Spent {
    pub schedules: u64,
    pub operations: u64,
    pub points: u64,
    pub wall_ms: u64,
    pub worker_restarts: u64,
}
