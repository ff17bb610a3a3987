//! What an uncaught error in a thread does: it is shown on standard error and counted; the other threads go on.

use crate::engine::error::{Error, Kind};
use crate::engine::natives::Host;
use crate::engine::value::to_text;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many threads besides main have failed: the run's exit code is 1 then.
#[derive(Default)]
pub struct Failures(AtomicUsize);

impl Failures {
    pub fn count(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

/// Show and count the error that ended a thread. A stop of the run, and the thread's own `exit`, are no failures.
pub fn note(host: &dyn Host, thread: &str, error: &Error) {
    if matches!(error.kind(), Kind::Stop(_)) {
        return;
    }
    let shared = host.shared();
    shared.state::<Failures>().0.fetch_add(1, Ordering::SeqCst);
    let text = format!("Exception in thread {thread}:\n{}\n", summary(error));
    // Standard error may be closed; the exit code tells then.
    let _ = shared.console.write_error(&text);
}

/// The error in one line, as the last line of Python's traceback.
fn summary(error: &Error) -> String {
    let text = match error.kind() {
        Kind::Thrown(value) => format!("error: {}", to_text(value)),
        Kind::Language(error) => error.to_string(),
        Kind::Raised(raised) => format!("{}: {}", raised.kind, raised.message),
        Kind::Stop(stop) => format!("{stop:?}"),
    };
    match error.body().at.line() {
        Some(line) => format!("{text} (line {line})"),
        None => text,
    }
}
