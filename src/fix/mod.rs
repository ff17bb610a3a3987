//! Rewriting what is certain: Python's ways in a script as the dialect writes them.
//!
//! ```text
//! python   a whole file of Python        script   a script with single mistakes
//! ```

mod python;
mod script;

use crate::diagnostics::hints::python_file;
pub use python::Note;

/// The text with all that is certain rewritten; nothing where nothing is. `calls` gives the parameters of what the library has under a name.
#[must_use]
pub fn rewritten(source: &str, calls: fn(&str) -> Vec<String>) -> Option<String> {
    match python_file(source) {
        Some(_) => python::rewritten(source, calls),
        None => script::rewritten(source),
    }
}

/// What a text of Python does otherwise once it is rewritten, though it runs; nothing of other texts.
#[must_use]
pub fn notes(source: &str, calls: fn(&str) -> Vec<String>) -> Vec<Note> {
    match python_file(source) {
        Some(_) => python::notes(source, calls),
        None => Vec::new(),
    }
}
