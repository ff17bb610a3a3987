//! Our engine behind one function; nothing else in the tests knows how it is called.

use std::path::PathBuf;

use rhai::Position;
use sandbox::border::{errors, to_dynamic};
use sandbox::library::LIBRARY;
use sandbox::objects::error::{Error, ErrorKind, Kind};
use sandbox::objects::value::{Value, caught_text, to_debug, type_name};
use sandbox::runtime::Stop;
use sandbox::session;
use sandbox::session::{Limits, Runtime};

use super::oracle::{MAX_CALL_DEPTH, MAX_OPERATIONS};
use super::outcome::{Failure, Outcome, describe};

/// Run `source` as a script of its own and describe what it did.
pub fn evaluate(source: &str) -> Outcome {
    evaluate_in(None, source)
}

/// The same, for a script that imports modules from a folder.
pub fn evaluate_in(folder: Option<PathBuf>, source: &str) -> Outcome {
    let limits = Limits {
        operations: Some(MAX_OPERATIONS),
        call_depth: Some(MAX_CALL_DEPTH),
        ..Limits::default()
    };
    let evaluation = session::evaluate_in(folder, source, Runtime::Real, limits, LIBRARY, None);
    Outcome::new(
        &evaluation.output,
        match evaluation.result {
            Ok(value) => Ok((type_name(&value), text_of(value))),
            Err(error) => Err(failure(&error)),
        },
    )
}

fn text_of(value: Value) -> String {
    match value {
        Value::Object(_) | Value::Iterator(_) => to_debug(&value),
        value => describe(&to_dynamic(as_rhai_catches(value))),
    }
}

/// Errors of the language that a script has caught, without the `kind` that only ours have.
fn as_rhai_catches(value: Value) -> Value {
    match value {
        Value::Array(items) => Value::array(
            items
                .into_items()
                .into_iter()
                .map(as_rhai_catches)
                .collect(),
        ),
        Value::Map(map) => {
            let mut map = map;
            if caught_text(&map).is_some() {
                map.remove("kind");
            }
            let entries = map.into_iter();
            Value::Map(
                entries
                    .map(|(name, value)| (name, as_rhai_catches(value)))
                    .collect(),
            )
        }
        value => value,
    }
}

fn failure(error: &Error) -> Failure {
    let kind = match error.kind() {
        Kind::Language(kind @ ErrorKind::Syntax(_)) => {
            Failure::from_rhai(&errors::as_rhais(kind, Position::NONE)).kind
        }
        Kind::Language(kind) => errors::fields(kind).0,
        Kind::Thrown(value) => format!("ErrorRuntime({})", text_of(value.clone())),
        Kind::Raised(raised) => raised.kind.to_string(),
        Kind::Stop(Stop::OperationLimit) => "ErrorTooManyOperations".to_string(),
        Kind::Stop(stop) => format!("{stop:?}"),
    };
    let line = error.body().at.line();
    Failure { kind, line }
}
