//! Evaluate a text in one call: what tests and fuzzers use.

use super::{Limits, Options, Runtime, Session};
use crate::border::{Reporter, Reports};
use crate::messages::{Language, message};
use crate::objects::abi::{Captured, Console, Library};
use crate::objects::error::{Error, Source};
use crate::objects::value::Value;
use crate::permissions::Permissions;
use std::path::PathBuf;
use std::sync::Arc;

/// What an evaluation gave.
pub struct Evaluation {
    /// All that was written to standard output.
    pub output: String,
    /// All that was written to standard error.
    pub errors: String,
    pub result: Result<Value, Error>,
    pub exit_code: i32,
}

/// Evaluate a program under limits; nothing is printed.
pub fn evaluate(
    text: &str,
    runtime: Runtime,
    limits: Limits,
    library: &'static dyn Library,
) -> Evaluation {
    evaluate_in(None, text, runtime, limits, library, None)
}

/// [`evaluate`] a program that may import modules from a folder. Uncaught errors are told by `reporter`; without one, in a line each.
pub fn evaluate_in(
    folder: Option<PathBuf>,
    text: &str,
    runtime: Runtime,
    limits: Limits,
    library: &'static dyn Library,
    reporter: Option<Arc<dyn Reporter>>,
) -> Evaluation {
    let (out, err) = (Captured::default(), Captured::default());
    let session = Session::new(Options {
        source: Source {
            name: "<test>".into(),
            text: text.into(),
        },
        arguments: vec!["<test>".into()],
        runtime,
        limits,
        console: Console::new(Box::new(out.clone()), Box::new(err.clone())),
        library,
        folder,
        permissions: Permissions::default(),
        language: Language::English,
    });
    let outcome = session.map(|session| {
        if let Some(reporter) = reporter {
            session.shared().state::<Reports>().set(reporter);
        }
        session.run()
    });
    let (result, exit_code) = match outcome {
        Err(error) => (Err(error), 1),
        Ok(outcome) => {
            let code = super::exit_code(&outcome);
            let result = match (outcome.value, outcome.error.or(outcome.stopped_at)) {
                (_, Some(error)) => Err(error),
                (Some(value), None) => Ok(value),
                (None, None) => Err(Error::runtime_error(match outcome.panics.first() {
                    Some(panic) => message!("thread-panicked", what = &*panic.message),
                    None => message!("main-gave-nothing"),
                })),
            };
            (result, code)
        }
    };
    Evaluation {
        output: out.take(),
        errors: err.take(),
        result,
        exit_code,
    }
}
