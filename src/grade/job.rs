//! What is asked of the one who runs a submission, and what comes back: plain data that goes through a pipe. Nothing in it says what is
//! expected to be printed, how many points a check has, or what is hidden.

use super::bilingual::Bilingual;
use super::property::Property;
use super::reason::Reason;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A submission, and how it is to be run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Job {
    /// The program: its name as submitted.
    pub main: String,
    /// All scripts of the submission by name, the program among them, as text.
    pub scripts: BTreeMap<String, String>,
    pub seed: u64,
    pub start_time: NaiveDateTime,
    /// Fake programs, as TOML.
    pub programs: String,
    pub runs: Vec<RunJob>,
}

/// One way to run it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RunJob {
    pub name: String,
    pub arguments: Vec<String>,
    pub stdin: String,
    pub files: BTreeMap<String, Vec<u8>>,
    pub programs: Option<Vec<String>>,
    pub environment: BTreeMap<String, String>,
    pub companions: Vec<CompanionJob>,
    /// Schedules; with `exhaustive`, executions of the exhaustive search, and nothing else is done.
    pub schedules: u64,
    pub exhaustive: bool,
    pub clock: Clock,
    /// The script is a module that companions call.
    pub is_called: bool,
    pub limits: Limits,
    /// Properties of this run that are judged by facts.
    pub properties: Vec<Property>,
    /// Which of them are about a companion (a check with `of`): place and name.
    #[serde(default)]
    pub of: Vec<(usize, String)>,
    /// On real threads, so often.
    #[serde(default)]
    pub real: Option<u32>,
    /// Are who printed what and when part of an outcome? Only when somebody looks at it, since it makes more outcomes differ.
    pub pieces: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CompanionJob {
    pub name: String,
    pub script: String,
    pub text: String,
    pub arguments: Vec<String>,
    pub start: Start,
    pub ends: bool,
}

/// When a companion begins.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Start {
    With,
    Listening(u16),
    /// Virtual milliseconds.
    At(u64),
}

/// When deadlines fire.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Clock {
    Virtual,
    /// In any order that their threads allow.
    Any,
}

/// Bounds of one schedule. All are counts, so that they do not depend on the machine.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Limits {
    pub operations: u64,
    pub points: u64,
    /// Virtual seconds.
    pub virtual_time: u64,
    pub memory: u64,
    pub output: u64,
    pub threads: u64,
    pub call_depth: u64,
    pub source: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            operations: 50_000_000,
            points: 50_000,
            virtual_time: 10_000,
            memory: 128 << 20,
            output: 256 << 10,
            threads: 256,
            call_depth: 1_000,
            source: 256 << 10,
        }
    }
}

/// How a run or a companion ended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ended {
    Ended,
    Deadlock,
    Error,
    Endless,
    Limit,
}

/// What can be seen of one schedule from outside.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Outcome {
    pub ended: Ended,
    pub exit: i32,
    pub stdout: String,
    pub stderr: String,
    /// Files that it wrote, with what is in them at the end.
    pub files: BTreeMap<String, String>,
    /// Virtual seconds.
    pub duration: f64,
    /// Lines of standard output, if they are asked for.
    pub lines: Vec<Line>,
    pub threads: Vec<ThreadFact>,
    pub companions: BTreeMap<String, Outcome>,
}

/// A piece of standard output with who wrote it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub text: String,
    /// Names are the script's to choose: who is who is told by the number.
    pub thread: String,
    /// Of the thread, in the order in which its program starts them; 0 is its main thread.
    pub number: u32,
    /// Of the script.
    pub line: u32,
    pub time: f64,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ThreadFact {
    pub name: String,
    pub daemon: bool,
    pub started: bool,
    pub ended: bool,
    pub joined: bool,
}

/// What the one who knows what is expected says of an outcome.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Opinion {
    /// Numbers of the conditions that this outcome breaks: of the supervisor's own choosing.
    pub broken: Vec<usize>,
    /// All that was to be known of this run's outcomes is known.
    pub enough: bool,
}

/// Who knows what is expected.
pub trait Judge {
    /// An outcome of run `run` that has not come before, or comes again while a schedule is made shorter.
    fn outcome(&mut self, run: usize, outcome: &Outcome) -> Opinion;
}

/// What came out.
#[derive(Clone, Default, Debug, Serialize, Deserialize)]
pub struct Report {
    /// The script does not parse, or does not start: nothing was run.
    pub broken: Vec<Failure>,
    /// As many as the job has, in its order, unless it is broken.
    pub runs: Vec<RunReport>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RunReport {
    pub evidence: Evidence,
    /// For each property judged by facts that does not hold: its place in `RunJob::properties`, and why. The first schedule that shows it.
    pub facts: Vec<(usize, Failure)>,
    /// For each condition that an opinion called broken, the counterexample of the first schedule that shows it.
    pub outcomes: Vec<(usize, Failure)>,
    /// Something outside was asked for that marking does not have (a file, a host, a program), and where.
    pub refused: Vec<(String, Place)>,
    pub cost: Cost,
}

/// A property that does not hold.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Failure {
    /// Of a condition that the supervisor judges: the name of a pattern that its shrunk schedule shows, if there is one.
    pub reason: Option<Reason>,
    /// What fills the reason's sentence (`said::sentence`). What reads differently in French stands under `NAME.fr` too.
    pub arguments: BTreeMap<String, String>,
    /// Our hint, if there is one.
    pub hint: Option<Bilingual>,
    pub place: Option<Place>,
    /// How far a list-valued property holds: held, asked.
    pub held: Option<(u64, u64)>,
    pub counterexample: Option<Counterexample>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Place {
    pub file: String,
    /// From 1; 0 when unknown.
    pub line: u32,
    pub column: u32,
    pub text: String,
}

/// A schedule that shows a failure.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Counterexample {
    /// As `--schedule` takes it; empty for the schedule that is always first.
    pub schedule: String,
    pub switches: u64,
    pub preemptions: u64,
    /// How often it came again, of how many.
    pub replayed: (u32, u32),
    /// Which of the schedules showed it first; from 1.
    pub found_at: u64,
    /// One row for each step: thread, line, text, what it does, shared values.
    pub table: Vec<[String; 5]>,
    /// The columns as `explore` prints them.
    pub drawn: Bilingual,
    pub outcome: Option<Outcome>,
}

/// How hard it was looked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Evidence {
    Proved {
        executions: u64,
    },
    Sampled {
        schedules: u64,
        distinct: u64,
        cut: u64,
    },
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cost {
    pub schedules: u64,
    pub operations: u64,
    pub points: u64,
}

/// Who runs submissions: in this process, or in a sealed one.
pub trait Examiner {
    /// # Errors
    /// The one who ran it is gone.
    fn examine(&mut self, job: &Job, judge: &mut dyn Judge) -> Result<Report, Lost>;
}

/// A worker that did not come back: what is known of why, and what it had told of before.
#[derive(Clone, Debug)]
pub struct Lost {
    /// `Crash` for a mistake of ours, `Machine` for a machine that is too slow or too full, a limit, `Endless`.
    pub reason: Reason,
    /// For people: a signal, an exit code.
    pub what: String,
    /// Runs that were finished before.
    pub report: Report,
}
