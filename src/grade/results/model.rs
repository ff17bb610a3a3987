//! The results as values; as JSON they are `data/schemas/results.v1.json`.

use crate::grade::bilingual::Bilingual;
use crate::grade::job::{Counterexample, Evidence, Place};
use crate::grade::points::Points;
use crate::grade::reason::Reason;
use serde::{Deserialize, Serialize};

/// A class.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Results {
    pub tool: Tool,
    pub assignment: Marked,
    /// Left out when results shall not depend on the machine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub machine: Option<Machine>,
    /// How many submissions are still to be marked.
    pub left: usize,
    pub submissions: Vec<Submission>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Tool {
    pub name: String,
    pub version: String,
    pub engine: String,
}

/// By what it was marked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Marked {
    pub id: String,
    pub title: Bilingual,
    pub digest: String,
    pub seed: u64,
    pub out_of: Points,
}

/// Which layers of isolation were in force.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Machine {
    pub layers: Vec<String>,
    pub missing: Vec<String>,
    pub cores: usize,
}

/// What one student handed in, and its marks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Submission {
    pub student: String,
    pub id: String,
    pub folder: String,
    pub files: Vec<HandedIn>,
    pub ignored: Vec<String>,
    /// Another submission with the same bytes, whose result this is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
    pub status: Status,
    pub note: Points,
    pub points: Points,
    pub total: Points,
    pub checks: Vec<CheckResult>,
    /// The marks that other seeds gave, if it was marked again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verified: Vec<Points>,
    #[serde(rename = "cost")]
    pub spent: Spent,
}

/// A file that counts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HandedIn {
    pub name: String,
    /// `sha256:…` of its bytes.
    pub digest: String,
    pub bytes: u64,
    /// `utf-8`, `utf-16le`, `windows-1252` …
    pub encoding: String,
    /// The name that the assignment asks for, if the file has another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_as: Option<String>,
    /// Nobody asked for it, and no script imports it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unasked: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// Of a submission.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Marked,
    /// Nothing under the expected name.
    Empty,
    /// Marked, and something needs a person.
    Review,
}

/// Of one check.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CheckResult {
    pub id: String,
    pub title: Bilingual,
    pub visible: Visibility,
    pub run: String,
    #[serde(rename = "status")]
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
    #[serde(with = "super::example")]
    pub counterexample: Option<Counterexample>,
    /// The command that replays it.
    pub replay: Option<String>,
    pub output: Option<Output>,
}

/// As the assignment says it.
pub use crate::grade::assignment::Visible as Visibility;

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Output {
    pub stdout: String,
    pub stderr: String,
    pub truncated: bool,
}

/// What marking it took.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Spent {
    pub schedules: u64,
    pub operations: u64,
    pub points: u64,
    /// Left out when results shall not depend on the machine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wall_ms: Option<u64>,
    pub worker_restarts: u64,
}
