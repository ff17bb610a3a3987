//! One text, parsed, compiled and run under limits. What it answers does not matter; that it answers does.

use std::time::Duration;

use sandbox::engine::code::listing;
use sandbox::engine::error::render::{Options, render};
use sandbox::engine::error::{Language, Source};
use sandbox::library::LIBRARY;
use sandbox::memory;
use sandbox::session::{Limits, Runtime, compile};

/// Bytes that one program may use.
const MEMORY: usize = 512 << 20;

/// Run a text to its end, show its steps, and put its error into words. Only a panic, a crash or a hang is a finding; every error of the
/// script is welcome.
pub fn evaluate(source: &str) {
    let limits = Limits {
        operations: Some(200_000),
        threads: Some(20),
        // What earlier programs leaked (closures that hold themselves) is not this one's.
        memory: Some((memory::in_use() + MEMORY) as u64),
        // A net: operations should end every program long before.
        time: Some(Duration::from_secs(5)),
        ..Limits::default()
    };
    let runtime = Runtime::Controlled { seed: 42 };
    let evaluation = sandbox::session::evaluate(source, runtime, limits, LIBRARY);
    let source = Source {
        name: "<fuzz>".into(),
        text: source.into(),
    };
    if let Ok(code) = compile(source, runtime) {
        drop(listing(&code, Language::English));
    }
    if let Err(error) = evaluation.result {
        for language in [Language::English, Language::French] {
            let options = Options {
                language,
                ..Options::default()
            };
            drop(render(&error, &options));
        }
    }
}
