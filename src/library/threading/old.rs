//! Old spellings of Python's `threading`: they work, with one hint each per run.

use crate::messages::{Message, message};
use crate::objects::abi::Call;
use crate::objects::error::Error;
use parking_lot::Mutex;
use std::collections::HashSet;

/// The spellings that have had their hint in this run.
#[derive(Default)]
struct Hinted(Mutex<HashSet<&'static str>>);

/// Tell, once, what to write instead.
pub fn old_spelling(call: &Call, now: &str) -> Result<(), Error> {
    let shared = call.host.shared();
    if !shared.state::<Hinted>().0.lock().insert(call.name) {
        return Ok(());
    }
    let language = shared.language;
    let said = |message: Message| message.in_language(language);
    let text = message!("old-spelling", old = call.name, now);
    let text = match call.at.line() {
        Some(line) => message!("at-line", place = message!("line", line), text),
        None => text,
    };
    let (hint, colon) = (said(message!("hint")), language.before_colon());
    let text = format!("{hint}{colon}: {}\n", said(text));
    shared.console.write_error(&text).map(drop)
}
