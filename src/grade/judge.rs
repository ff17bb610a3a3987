//! Functions of the teacher's `judge.rhai`, called with outcomes. What a submission printed is data there: it comes in as the text of a
//! line of standard input. Each call has a world of its own, in which there are no files, programs or hosts.

use super::assignment::Assignment;
use super::job::{Outcome, ThreadFact};
use super::outcomes::{Caller, Said};
use super::points::Points;
use crate::files::model::Image;
use crate::library::LIBRARY;
use crate::messages::{Language, Message, message, visible};
use crate::objects::abi::{Captured, Console};
use crate::objects::error::{Error, Kind, Source};
use crate::objects::value::{Map, Value, to_text};
use crate::permissions::{Flags, Permissions};
use crate::process::model::Programs;
use crate::runtime::Stop;
use crate::runtime::time::Allowance;
use crate::session::{Limits, Making, Model, Play, Program, Runtime, Session};
use crate::vm::modules::Modules;
use serde_json::{Map as Json, Value as JsonValue, json};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

/// What one call may take. That it ends is a matter of operations; the time ends what hangs in a native.
const OPERATIONS: u64 = 10_000_000;
const TIME: Duration = Duration::from_secs(20);

/// What is wrong with a function of the teacher's.
#[derive(Debug)]
pub enum Mistake {
    /// It failed, or does not parse; with its line.
    Error(Error),
    /// What it gave is no answer.
    Answer(Message),
}

/// The functions of an assignment.
pub struct JudgeScript {
    text: String,
    name: String,
    language: Language,
    /// Of each run: its name, arguments and standard input.
    runs: Vec<(String, Vec<String>, String)>,
    compiled: BTreeMap<String, Program>,
    mistake: Option<Mistake>,
}

impl JudgeScript {
    /// Of an assignment without `judge.rhai` nobody calls a function.
    pub fn new(assignment: &Assignment, language: Language) -> JudgeScript {
        let file = assignment.judge.as_ref();
        let run = |run: &super::assignment::Run| {
            (run.name.clone(), run.arguments.clone(), run.stdin.clone())
        };
        JudgeScript {
            text: file.map_or_else(String::new, |file| {
                String::from_utf8_lossy(&file.bytes).into_owned()
            }),
            name: file.map_or_else(|| "judge.rhai".to_string(), |file| file.name.clone()),
            language,
            runs: assignment.runs.iter().map(run).collect(),
            compiled: BTreeMap::new(),
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

    fn program(&mut self, function: &str) -> Result<Program, Error> {
        if let Some(program) = self.compiled.get(function) {
            return Ok(program.clone());
        }
        let source = Source {
            name: self.name.clone(),
            text: format!("{}\n{function}(parse_json(input()))\n", self.text),
        };
        let runtime = Runtime::Controlled { seed: 0 };
        let program = Program::new(
            source,
            runtime,
            LIBRARY,
            &limits(),
            Allowance::begin(Some(TIME)),
        )?;
        self.compiled.insert(function.to_string(), program.clone());
        Ok(program)
    }

    fn called(&mut self, function: &str, run: usize, outcome: &Outcome) -> Result<Said, Mistake> {
        let program = self.program(function).map_err(Mistake::Error)?;
        let (name, arguments, stdin) = self.runs.get(run).cloned().unwrap_or_default();
        let mut map = as_json(outcome);
        map.insert("run".into(), json!(name));
        map.insert("args".into(), json!(arguments));
        map.insert("stdin".into(), json!(stdin));
        let input = JsonValue::Object(map).to_string() + "\n";
        let making = making(self.language, input).map_err(Mistake::Answer)?;
        let session = Session::of(&program, making, Play::default()).map_err(Mistake::Error)?;
        let ended = session.run();
        let stopped_at = ended
            .stopped_at
            .filter(|error| !matches!(error.kind(), Kind::Stop(Stop::Exit(_))));
        match (ended.value, ended.error.or(stopped_at), ended.stopped) {
            (_, Some(error), _) => Err(Mistake::Error(error)),
            (None, None, Some(stop)) if !matches!(stop, Stop::Exit(_)) => {
                Err(Mistake::Error(Error::from(stop)))
            }
            (Some(value), None, _) => said(&value).ok_or_else(|| {
                let given = visible(&to_text(&value));
                Mistake::Answer(message!(
                    "marks-judge-answer",
                    function = visible(function),
                    given
                ))
            }),
            (None, None, _) => Err(Mistake::Answer(message!(
                "marks-judge-ended",
                function = visible(function)
            ))),
        }
    }
}

impl Caller for JudgeScript {
    fn call(&mut self, function: &str, run: usize, outcome: &Outcome) -> Option<Said> {
        if self.has_failed() {
            return None;
        }
        match self.called(function, run, outcome) {
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

fn limits() -> Limits {
    Limits {
        operations: Some(OPERATIONS),
        time: Some(TIME),
        threads: Some(16),
        ..Limits::default()
    }
}

/// Nothing of the machine can be reached.
fn making(language: Language, input: String) -> Result<Making, Message> {
    let model = Model {
        files: Some(Image::default()),
        programs: Some(Programs::default()),
        modules: Some(Arc::new(Modules::new([], None))),
        variables: Some(BTreeMap::new()),
        ..Model::default()
    };
    let paper = || Box::new(Captured::default());
    Ok(Making {
        arguments: vec!["judge.rhai".to_string()],
        limits: limits(),
        console: Console::new(paper(), paper())
            .with_input(Box::new(Cursor::new(input.into_bytes()))),
        folder: None,
        permissions: Arc::new(Permissions::new(&Flags::default())?),
        language,
        model,
        consoles: Vec::new(),
    })
}

/// `true`, `false`, a text, or `#{ ok, message, line, score }`.
fn said(value: &Value) -> Option<Said> {
    let (no, yes) = (Points(0), Points::ONE);
    match value {
        Value::Bool(ok) => Some(Said {
            score: if *ok { yes } else { no },
            message: None,
            line: None,
        }),
        Value::Str(text) => Some(Said {
            score: no,
            message: Some(text.to_string()),
            line: None,
        }),
        Value::Map(map) => of_map(map),
        _ => None,
    }
}

fn of_map(map: &Map) -> Option<Said> {
    let known = ["ok", "message", "line", "score"];
    if map.keys().any(|key| !known.contains(&key.text().as_str())) {
        return None;
    }
    let score = match (map.get("score"), map.get("ok")) {
        (Some(Value::Float(score)), _) => Points::of(score.clamp(0.0, 1.0))?,
        (Some(Value::Int(score)), _) => Points(1000 * (*score).clamp(0, 1)),
        (Some(_), _) => return None,
        (None, Some(Value::Bool(ok))) => Points(if *ok { 1000 } else { 0 }),
        (None, _) => return None,
    };
    // What is not right is not right, whatever its score.
    let score = match map.get("ok") {
        Some(Value::Bool(false)) => score.min(Points(999)),
        _ => score,
    };
    Some(Said {
        score,
        message: match map.get("message") {
            Some(Value::Str(text)) => Some(text.to_string()),
            None => None,
            Some(_) => return None,
        },
        line: match map.get("line") {
            Some(Value::Int(line)) => u32::try_from(*line).ok().filter(|line| *line > 0),
            None => None,
            Some(_) => return None,
        },
    })
}

/// The map that a function gets.
fn as_json(outcome: &Outcome) -> Json<String, JsonValue> {
    let lines = outcome.lines.iter().map(|line| {
        json!({ "text": line.text, "thread": line.thread, "number": line.number, "line": line.line, "time": line.time })
    });
    let thread = |thread: &ThreadFact| {
        json!({
            "name": thread.name, "daemon": thread.daemon, "started": thread.started,
            "ended": thread.ended, "joined": thread.joined,
        })
    };
    let companions = outcome.companions.iter();
    let companions =
        companions.map(|(name, outcome)| (name.clone(), JsonValue::Object(as_json(outcome))));
    let map = json!({
        "stdout": outcome.stdout,
        "stderr": outcome.stderr,
        "exit": outcome.exit,
        "verdict": outcome.ended,
        "files": outcome.files,
        "duration": outcome.duration,
        "lines": lines.collect::<Vec<_>>(),
        "threads": outcome.threads.iter().map(thread).collect::<Vec<_>>(),
        "companions": companions.collect::<Json<_, _>>(),
    });
    match map {
        JsonValue::Object(map) => map,
        _ => Json::new(),
    }
}
