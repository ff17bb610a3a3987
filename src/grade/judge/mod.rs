//! Functions of the teacher's `judge.rhai`, called with outcomes. What a submission printed is data there: it comes in as the text of a
//! line of standard input. Where submissions are marked, the functions run in a sealed worker of their own (`worker::SealedFunctions`).
//!
//! ```text
//! input      an outcome, as the functions get it
//! functions  the functions, called in this process
//! said       what they give
//! ```

mod functions;
mod input;
mod said;

pub use functions::{Functions, MEMORY};

use super::assignment::{Assignment, Run};
use super::job::Outcome;
use super::outcomes::{Caller, Said};
use crate::diagnostics::render::Options;
use crate::messages::{Language, Message, message, visible};
use serde::{Deserialize, Serialize};

/// What is wrong with a function of the teacher's.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Mistake {
    /// It failed, or does not parse: the report, with its line.
    Error(String),
    /// What it gave is no answer.
    Answer { function: String, given: String },
    /// It ended the program.
    Ended { function: String },
    /// Who ran it is gone, and so was who ran it again.
    Lost(String),
}

impl Mistake {
    /// What is said of it, with the remedy: the report of an error is said as it is.
    ///
    /// # Errors
    /// The report.
    pub fn told(&self) -> Result<(Message, Message), &str> {
        match self {
            Mistake::Error(report) => Err(report),
            Mistake::Answer { function, given } => Ok((
                message!(
                    "marks-judge-answer",
                    function = visible(function),
                    given = visible(given)
                ),
                message!("marks-judge-answer.hint"),
            )),
            Mistake::Ended { function } => Ok((
                message!("marks-judge-ended", function = visible(function)),
                message!("marks-judge-ended.hint"),
            )),
            Mistake::Lost(what) => Ok((
                message!("marks-judge-lost", what = visible(what)),
                message!("marks-judge-lost.hint"),
            )),
        }
    }
}

/// The file, and how its mistakes are told.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Script {
    pub name: String,
    pub text: String,
    language: Language,
    has_color: bool,
}

impl Script {
    /// Of an assignment; empty where there is none, since nobody calls a function then.
    pub fn of(assignment: &Assignment, style: &Options) -> Script {
        let file = assignment.judge.as_ref();
        Script {
            text: file.map_or_else(String::new, |file| {
                String::from_utf8_lossy(&file.bytes).into_owned()
            }),
            name: file.map_or_else(|| "judge.rhai".to_string(), |file| file.name.clone()),
            language: style.language,
            has_color: style.color,
        }
    }

    fn style(&self) -> Options {
        Options {
            color: self.has_color,
            language: self.language,
            limits: functions::told_limits(),
            ..Options::default()
        }
    }
}

/// Who runs the functions of a script: this process, or a sealed one.
pub trait Calls {
    /// What the function says of an outcome, which comes as a line of JSON.
    ///
    /// # Errors
    /// The teacher's mistake.
    fn call(&mut self, function: &str, input: &str) -> Result<Said, Mistake>;
}

/// The functions of an assignment, asked about outcomes until one has a mistake.
pub struct JudgeScript {
    calls: Box<dyn Calls>,
    /// Of each run: its name, arguments and standard input.
    runs: Vec<(String, Vec<String>, String)>,
    mistake: Option<Mistake>,
}

impl JudgeScript {
    pub fn new(assignment: &Assignment, calls: Box<dyn Calls>) -> JudgeScript {
        let run = |run: &Run| (run.name.clone(), run.arguments.clone(), run.stdin.clone());
        JudgeScript {
            calls,
            runs: assignment.runs.iter().map(run).collect(),
            mistake: None,
        }
    }

    /// What was wrong; from then on no function is called.
    pub fn mistake(&self) -> Option<&Mistake> {
        self.mistake.as_ref()
    }

    /// What was wrong.
    pub fn into_mistake(self) -> Option<Mistake> {
        self.mistake
    }
}

impl Caller for JudgeScript {
    fn call(&mut self, function: &str, run: usize, outcome: &Outcome) -> Option<Said> {
        if self.has_failed() {
            return None;
        }
        let run = self.runs.get(run).cloned().unwrap_or_default();
        match self.calls.call(function, &input::line_of(outcome, &run)) {
            Ok(said) => Some(said),
            Err(mistake) => {
                self.mistake = Some(mistake);
                None
            }
        }
    }

    fn has_failed(&self) -> bool {
        self.mistake.is_some()
    }
}
