//! A line of a log: its fields, filled into the format.

use super::percent::{Values, fill, names};
use crate::library::threading::current_name;
use crate::library::time::{now, since_epoch, written};
use crate::messages::message;
use crate::objects::abi::{Call, Host};
use crate::objects::error::Error;
use crate::objects::value::Value;

/// A line about to be written.
struct Record<'r> {
    level: (i64, String),
    logger: &'r str,
    message: String,
    /// How `asctime` looks, if that was said.
    date: Option<&'r str>,
    /// Since 1970.
    nanoseconds: u64,
    time: String,
    thread: (String, i64),
    at: (String, i64),
    function: String,
    elapsed: u64,
    process: i64,
}

/// A field of a line, by its name.
type Field = (&'static str, fn(&Record) -> Value);

const FIELDS: &[Field] = &[
    ("asctime", |record| match record.date {
        Some(_) => Value::string(record.time.as_str()),
        None => Value::string(format!("{},{:03}", record.time, record.milliseconds())),
    }),
    ("levelname", |record| Value::string(record.level.1.as_str())),
    ("message", |record| Value::string(record.message.as_str())),
    ("name", |record| match record.logger {
        "" => "root".into(),
        name => name.into(),
    }),
    ("threadName", |record| {
        Value::string(record.thread.0.as_str())
    }),
    ("thread", |record| Value::Int(record.thread.1)),
    ("funcName", |record| match record.function.as_str() {
        "" => "<module>".into(),
        name if name.starts_with("anon$") => "<lambda>".into(),
        name => name.into(),
    }),
    ("lineno", |record| Value::Int(record.at.1)),
    ("filename", |record| file_name(&record.at.0).into()),
    ("pathname", |record| Value::string(record.at.0.as_str())),
    ("module", |record| {
        let file = file_name(&record.at.0);
        file.rsplit_once('.').map_or(file, |(stem, _)| stem).into()
    }),
    ("msecs", |record| Value::Int(record.milliseconds())),
    ("created", |record| {
        Value::Float(record.nanoseconds as f64 / 1e9)
    }),
    ("relativeCreated", |record| {
        Value::Float(record.elapsed as f64 / 1e6)
    }),
    ("levelno", |record| Value::Int(record.level.0)),
    ("process", |record| Value::Int(record.process)),
    ("processName", |_| "MainProcess".into()),
];

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

impl Record<'_> {
    fn milliseconds(&self) -> i64 {
        (self.nanoseconds / 1_000_000 % 1000) as i64
    }
}

impl Values for Record<'_> {
    fn value(&mut self, name: Option<&str>) -> Result<Value, Error> {
        let name = name.unwrap_or_default();
        let field = FIELDS.iter().find(|(known, _)| *known == name);
        field.map_or_else(|| Err(no_field(name)), |(_, value)| Ok(value(self)))
    }
}

fn no_field(name: &str) -> Error {
    let known: Vec<String> = (FIELDS.iter())
        .map(|(known, _)| format!("`{known}`"))
        .collect();
    let error = Error::value_error(message!("logging-field", name));
    error.with_hint(message!("logging-field.hint", known = known.join(", ")))
}

/// Is it the format of a line?
///
/// # Errors
/// `ValueError` when it has no field, or one that lines do not have.
pub fn check_format(format: &str) -> Result<(), Error> {
    let names = names(format)?;
    if names.is_empty() {
        let error = Error::value_error(message!("logging-format", format));
        return Err(error.with_hint(message!("logging-format.hint")));
    }
    let is_known = |name: &str| FIELDS.iter().any(|(known, _)| *known == name);
    let unknown = names.into_iter().find(|name| !is_known(name));
    unknown.map_or(Ok(()), |name| Err(no_field(name)))
}

/// The number of the process; always the same in a run whose time is virtual.
fn process(host: &dyn Host) -> i64 {
    match host.task().is_controlled() {
        true => 1,
        false => i64::from(std::process::id()),
    }
}

/// A line in this format, with its end; its time looks as `date` says.
pub fn line(
    call: &mut Call,
    (format, date): (&str, Option<&str>),
    level: (i64, String),
    logger: &str,
    message: String,
) -> Result<String, Error> {
    let moment = now(call);
    let mut record = Record {
        level,
        logger,
        message,
        date,
        nanoseconds: since_epoch(call) as u64,
        time: written(&moment, date.unwrap_or("%Y-%m-%d %H:%M:%S")),
        thread: (current_name(&*call.host), i64::from(call.task().id().0) + 1),
        at: (
            call.host.source().name.clone(),
            call.at.line().unwrap_or(0) as i64,
        ),
        function: call.host.function(),
        elapsed: call.task().world().now(),
        process: process(&*call.host),
    };
    Ok(fill(call, format, &mut record)? + "\n")
}
