//! Where the lines go, from which level on, and how they look.

use super::percent::{InTurn, fill};
use super::record::line;
use crate::border::headline::{Limits, Words, heading, headline};
use crate::library::builtins::Stream;
use crate::library::function;
use crate::messages::{message, visible};
use crate::objects::abi::{Args, Call, Host};
use crate::objects::error::{Error, Kind};
use crate::objects::value::{Object, Value, to_text};
use parking_lot::Mutex;
use std::collections::HashMap;

pub const DEBUG: i64 = 10;
pub const INFO: i64 = 20;
pub const WARNING: i64 = 30;
pub const ERROR: i64 = 40;
pub const CRITICAL: i64 = 50;

/// The level that an argument says: a number, or its name.
pub fn level_of(call: &Call, name: &str, value: &Value) -> Result<i64, Error> {
    match value {
        Value::Int(level) => Ok(*level),
        Value::Str(text) => {
            let logging = call.host.shared().state::<Logging>();
            let level = logging.0.lock().level_named(text.as_str());
            level.ok_or_else(|| {
                let level = text.as_str();
                Error::value_error(message!("logging-level", level))
                    .with_hint(message!("logging-level.hint"))
            })
        }
        _ => {
            let (owner, kind) = (call.name, crate::objects::value::type_name(value));
            Err(Error::type_error(message!(
                "logging-level-kind",
                owner,
                name,
                kind
            )))
        }
    }
}

/// Levels by their names; the first name of a level is the one that lines say.
const NAMES: &[(&str, i64)] = &[
    ("NOTSET", 0),
    ("DEBUG", DEBUG),
    ("INFO", INFO),
    ("WARNING", WARNING),
    ("WARN", WARNING),
    ("ERROR", ERROR),
    ("CRITICAL", CRITICAL),
    ("FATAL", CRITICAL),
];

/// What the loggers of a run have in common.
#[derive(Default)]
pub struct Logging(pub Mutex<State>);

#[derive(Default)]
pub struct State {
    /// How lines look and where they go, once that was said.
    pub config: Option<Config>,
    /// The levels that were set, by the names of their loggers; "" is the root.
    pub levels: HashMap<String, i64>,
    pub loggers: HashMap<String, Object>,
    /// Names that the script has given to levels.
    pub names: HashMap<i64, String>,
    /// Lines up to this level are not written, whatever else is said.
    pub disabled: i64,
}

#[derive(Clone)]
pub struct Config {
    pub format: String,
    pub date: Option<String>,
    /// An open file, or a stream; none for standard error.
    pub file: Option<Value>,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            format: "%(levelname)s:%(name)s:%(message)s".to_string(),
            date: None,
            file: None,
        }
    }
}

impl State {
    /// The name of a level; `Level 35` for one that has none.
    pub fn name_of(&self, level: i64) -> String {
        if let Some(name) = self.names.get(&level) {
            return name.clone();
        }
        let known = NAMES.iter().find(|(_, known)| *known == level);
        known.map_or_else(|| format!("Level {level}"), |(name, _)| (*name).to_string())
    }

    /// The level of this name.
    pub fn level_named(&self, name: &str) -> Option<i64> {
        let name = name.to_uppercase();
        let own = self.names.iter();
        let own = own.map(|(level, known)| (known.to_uppercase(), *level));
        let known = NAMES
            .iter()
            .map(|(name, level)| ((*name).to_string(), *level));
        let mut all = own.chain(known);
        all.find(|(known, _)| *known == name)
            .map(|(_, level)| level)
    }

    /// Does a logger write lines of this level?
    pub fn is_written(&self, logger: &str, level: i64) -> bool {
        level > self.disabled && level >= self.level(logger)
    }

    /// The level from which on a logger writes: its own, or that of the next one above it that has one.
    pub fn level(&self, name: &str) -> i64 {
        let mut name = name;
        loop {
            match self.levels.get(name) {
                Some(level) if *level > 0 => return *level,
                _ if name.is_empty() => return WARNING,
                _ => name = name.rsplit_once('.').map_or("", |(above, _)| above),
            }
        }
    }
}

/// Open the file of the lines, as `open(path, mode)` would.
pub fn open_file(call: &mut Call, path: Value, mode: Value) -> Result<Value, Error> {
    let Some(open) = function("open") else {
        return Ok(Value::Unit);
    };
    let args: Args = [path, mode].into_iter().collect();
    (open.run)(&mut Call {
        host: &mut *call.host,
        receiver: None,
        args,
        at: call.at,
        name: "basicConfig",
    })
}

/// What a line says.
pub struct Said<'s> {
    pub level: i64,
    pub text: &'s Value,
    /// They fill the `%` fields of the text.
    pub values: &'s [Value],
    /// Does it tell of the error that has been caught?
    pub tells_error: bool,
}

/// Write a line, if the logger does from this level on.
pub fn write(call: &mut Call, logger: &str, said: &Said) -> Result<(), Error> {
    let logging = call.host.shared().state::<Logging>();
    let (is_written, config, level_name) = {
        let state = logging.0.lock();
        // As in Python, nothing below `WARNING` is shown where nobody has said how.
        let is_shown = state.config.is_some() || said.level >= WARNING;
        let is_written = is_shown && state.is_written(logger, said.level);
        (is_written, state.config.clone(), state.name_of(said.level))
    };
    if !is_written {
        return Ok(());
    }
    let text = call.host.text_of(said.text)?.to_string();
    let message = match said.values {
        [] => text,
        values => {
            let mut in_turn = InTurn { values, next: 0 };
            let filled = fill(call, &text, &mut in_turn)?;
            if in_turn.next != 0 && in_turn.next < values.len()
                || in_turn.next == 0 && !matches!(values, [Value::Map(_)])
            {
                return Err(Error::type_error(message!("percent-many"))
                    .with_hint(message!("percent-few.hint")));
            }
            filled
        }
    };
    // As in Python, a logger that nobody has configured writes nothing but the message.
    let config = config.unwrap_or_else(|| Config {
        format: "%(message)s".to_string(),
        ..Config::default()
    });
    let level = (said.level, level_name);
    let form = (config.format.as_str(), config.date.as_deref());
    let mut line = line(call, form, level, logger, message)?;
    if said.tells_error {
        line += &caught(&*call.host);
    }
    match &config.file {
        None => Stream::Error.write(call, &line),
        Some(file) => {
            let args: Args = std::iter::once(Value::string(line)).collect();
            call.host.call_method(file, "write", args)?;
            call.host.call_method(file, "flush", Args::new()).map(drop)
        }
    }
}

/// The error that has been caught, as lines below the message: nothing outside of a `catch`.
fn caught(host: &dyn Host) -> String {
    let Some(error) = host.caught() else {
        return String::new();
    };
    let language = host.shared().language;
    let limits = &Limits::default();
    let words = Words { language, limits };
    let line = error.body().at.line().unwrap_or(0);
    let mut text = match error.kind() {
        Kind::Thrown(value) if error.as_raised().is_none() => {
            let value = visible(&to_text(value));
            message!("logging-thrown", value, line).in_language(language)
        }
        Kind::Language(kind) => {
            let (_, title) = heading(error, &words);
            let (kind, title) = (kind.python(), visible(&title));
            message!("logging-caught", kind, title, line).in_language(language)
        }
        _ => headline(error, &words),
    };
    text.push('\n');
    let calls = error.body().trace.iter().take(MOST_CALLS);
    for call in calls.filter(|call| !call.function.is_empty()) {
        let (function, line) = (visible(&call.function), call.at.line().unwrap_or(0));
        let place = message!("line", line);
        let call = message!(
            "trace-call-alone",
            function = format!("`{function}`"),
            place
        );
        text += &format!("  {}\n", call.in_language(language));
    }
    text
}

/// So many of the calls that were open are told.
const MOST_CALLS: usize = 10;
