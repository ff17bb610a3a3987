//! An error in one line: its kind, what happened, where. For all who need no more than that; the whole report is `render`'s.

use super::messages::{parse_message, run_message, thrown_message};
use crate::border::caught;
use crate::messages::{Language, Message, grouped, message, visible};
use crate::objects::error::{Error, ErrorKind, Kind, Raised};
use crate::runtime::Stop;
use std::time::Duration;

/// In which language an error is told, and the limits that it may speak of.
pub struct Words<'a> {
    pub language: Language,
    pub limits: &'a Limits,
}

impl Words<'_> {
    fn say(&self, message: &Message) -> String {
        message.in_language(self.language)
    }

    /// A word that a colon follows.
    fn label(&self, word: &str) -> String {
        format!("{word}{}", self.language.before_colon())
    }
}

/// The limits of the run, for the message of the one that ended it.
#[derive(Debug, Clone, Default)]
pub struct Limits {
    pub operations: Option<u64>,
    pub call_depth: Option<usize>,
    pub time: Option<Duration>,
    /// In bytes.
    pub memory: Option<u64>,
}

/// The error in one line, with its place.
pub fn headline(error: &Error, words: &Words) -> String {
    let (name, title) = heading(error, words);
    let title = visible(&format!("{name}: {title}"));
    match error.body().at.line() {
        Some(line) => format!("{title}, {}", words.say(&message!("line", line))),
        None => title,
    }
}

/// What stands before the colon of the first line, and after it.
pub fn heading(error: &Error, words: &Words) -> (String, String) {
    let (name, mut title) = whole_heading(error, words);
    if let Some((end, _)) = title.char_indices().nth(MOST_OF_TITLE) {
        title.truncate(end);
        title.push('…');
    }
    (name, title)
}

fn whole_heading(error: &Error, words: &Words) -> (String, String) {
    let name = || words.label(&words.say(&message!("error")));
    let told = |raised: &Raised| {
        let kind = match raised.kind {
            // As what the parser itself finds.
            "SyntaxError" => words.say(&message!("syntax-error")),
            kind => kind.to_string(),
        };
        (words.label(&kind), words.say(&raised.message))
    };
    match error.kind() {
        Kind::Language(ErrorKind::CallDepth { natives }) => {
            let message = match *natives {
                0 => call_depth_message(words),
                depth => message!("limit-native-depth", depth),
            };
            (name(), words.say(&message))
        }
        Kind::Language(ErrorKind::Syntax(syntax)) => (
            words.label(&words.say(&message!("syntax-error"))),
            parse_message(syntax, words.language),
        ),
        Kind::Language(kind) => (name(), run_message(kind, words.language)),
        Kind::Raised(raised) => told(raised),
        Kind::Thrown(value) => match caught(value) {
            Some(raised) => told(raised),
            None => {
                let shown = error.body().told.as_ref().unwrap_or(value);
                (name(), thrown_message(shown, words.language))
            }
        },
        Kind::Stop(stop) => (name(), words.say(&stop_message(stop, words.limits))),
    }
}

fn call_depth_message(words: &Words) -> Message {
    match words.limits.call_depth {
        Some(depth) => message!("limit-call-depth", depth = grouped(depth as u64)),
        None => message!("limit-call-depth-alone"),
    }
}

/// Why the run was ended, naming the limit and its flag.
pub fn stop_message(stop: &Stop, limits: &Limits) -> Message {
    match stop {
        Stop::Interrupted => message!("interrupted"),
        Stop::TimeLimit => {
            let seconds = limits.time.unwrap_or_default().as_secs_f64();
            message!("limit-time", seconds)
        }
        Stop::OperationLimit => {
            let count = grouped(limits.operations.unwrap_or_default());
            message!("limit-operations", count)
        }
        // Which thread it was, and how deep, has been told.
        Stop::CallDepthLimit => message!("limit-call-depth-stop"),
        Stop::PointLimit => message!("limit-points"),
        Stop::OutputLimit => message!("limit-output"),
        Stop::MemoryLimit => {
            let size = (limits.memory.unwrap_or_default() >> 20).max(1);
            message!("limit-memory", size = size.to_string())
        }
        Stop::Deadlock => message!("deadlock-somewhere"),
        Stop::DeadlockHere => message!("deadlock-here"),
        Stop::Exit(code) => Message::from(format!("exit({code})")),
        Stop::Ended => message!("run-ended"),
    }
}

/// Characters of what a script has thrown, or put into a message: shared arrays can look like megabytes.
const MOST_OF_TITLE: usize = 10_000;
