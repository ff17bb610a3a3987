//! Where the lines go, from which level on, and how they look.

use super::percent::{InTurn, Values, fill};
use crate::library::builtins::Stream;
use crate::library::function;
use crate::library::threading::current_name;
use crate::library::time::{now, since_epoch, written};
use crate::messages::message;
use crate::objects::abi::{Args, Call};
use crate::objects::error::Error;
use crate::objects::value::{Object, Value};
use parking_lot::Mutex;
use std::collections::HashMap;

pub const DEBUG: i64 = 10;
pub const INFO: i64 = 20;
pub const WARNING: i64 = 30;
pub const ERROR: i64 = 40;
pub const CRITICAL: i64 = 50;

/// The name of a level; `Level 35` for one that has none.
pub fn level_name(level: i64) -> String {
    match level {
        0 => "NOTSET".to_string(),
        DEBUG => "DEBUG".to_string(),
        INFO => "INFO".to_string(),
        WARNING => "WARNING".to_string(),
        ERROR => "ERROR".to_string(),
        CRITICAL => "CRITICAL".to_string(),
        other => format!("Level {other}"),
    }
}

/// The level that an argument says: a number, or its name.
pub fn level_of(call: &Call, name: &str, value: &Value) -> Result<i64, Error> {
    match value {
        Value::Int(level) => Ok(*level),
        Value::Str(text) => [0, DEBUG, INFO, WARNING, ERROR, CRITICAL]
            .into_iter()
            .find(|level| level_name(*level) == text.to_uppercase())
            .ok_or_else(|| {
                let level = text.as_str();
                Error::value_error(message!("logging-level", level))
                    .with_hint(message!("logging-level.hint"))
            }),
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
}

#[derive(Clone)]
pub struct Config {
    pub format: String,
    pub date: Option<String>,
    /// An open file; none for standard error.
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

/// A line about to be written.
struct Record<'r> {
    level: i64,
    logger: &'r str,
    message: String,
    date: Option<&'r str>,
    now: (String, i64, f64),
    thread: (String, i64),
    at: (String, i64),
    elapsed: i64,
}

impl Values for Record<'_> {
    fn value(&mut self, name: Option<&str>) -> Result<Value, Error> {
        let name = name.unwrap_or_default();
        let (time, milliseconds, created) = &self.now;
        let stem = |path: &str| {
            let file = path.rsplit('/').next().unwrap_or(path);
            file.rsplit_once('.')
                .map_or(file, |(stem, _)| stem)
                .to_string()
        };
        Ok(match name {
            "message" => Value::string(self.message.as_str()),
            "levelname" => Value::string(level_name(self.level)),
            "levelno" => Value::Int(self.level),
            "name" if self.logger.is_empty() => "root".into(),
            "name" => self.logger.into(),
            "threadName" => Value::string(self.thread.0.as_str()),
            "thread" => Value::Int(self.thread.1),
            "asctime" => match self.date {
                Some(_) => Value::string(time.as_str()),
                None => Value::string(format!("{time},{milliseconds:03}")),
            },
            "msecs" => Value::Int(*milliseconds),
            "created" => Value::Float(*created),
            "relativeCreated" => Value::Int(self.elapsed),
            "filename" => Value::string(self.at.0.rsplit('/').next().unwrap_or_default()),
            "pathname" => Value::string(self.at.0.as_str()),
            "module" => Value::string(stem(&self.at.0)),
            "lineno" => Value::Int(self.at.1),
            "process" => Value::Int(1),
            "processName" => "MainProcess".into(),
            _ => {
                return Err(Error::value_error(message!("logging-field", name))
                    .with_hint(message!("logging-field.hint")));
            }
        })
    }
}

/// Write a line of this level, if the logger does from its level on. `values` fill the `%` fields of the message.
pub fn write(
    call: &mut Call,
    logger: &str,
    level: i64,
    text: &Value,
    values: &[Value],
) -> Result<(), Error> {
    let logging = call.host.shared().state::<Logging>();
    let (least, config) = {
        let state = logging.0.lock();
        (state.level(logger), state.config.clone())
    };
    if level < least {
        return Ok(());
    }
    let text = call.host.text_of(text)?.to_string();
    let message = match values {
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
    let line = line(call, &config, (level, logger), message)?;
    match &config.file {
        None => Stream::Error.write(call, &line),
        Some(file) => {
            let args: Args = std::iter::once(Value::string(line)).collect();
            call.host.call_method(file, "write", args)?;
            call.host.call_method(file, "flush", Args::new()).map(drop)
        }
    }
}

fn line(
    call: &mut Call,
    config: &Config,
    (level, logger): (i64, &str),
    message: String,
) -> Result<String, Error> {
    let moment = now(call);
    let nanoseconds = since_epoch(call);
    let date = config.date.as_deref();
    let task = call.host.task();
    let mut record = Record {
        level,
        logger,
        message,
        date,
        now: (
            written(&moment, date.unwrap_or("%Y-%m-%d %H:%M:%S")),
            (nanoseconds / 1_000_000 % 1000) as i64,
            nanoseconds as f64 / 1e9,
        ),
        thread: (current_name(&*call.host), i64::from(task.id().0) + 1),
        elapsed: (task.world().now() / 1_000_000) as i64,
        at: (
            call.host.source().name.clone(),
            call.at.line().unwrap_or(0) as i64,
        ),
    };
    Ok(fill(call, &config.format, &mut record)? + "\n")
}
