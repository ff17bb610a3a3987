//! Cases that say which warnings `sandbox check` raises in which line, and that it raises no other.

use crate::shared::case::Case;
use crate::shared::warnings::{found, source};
use sandbox::check::errors;
use sandbox::library::LIBRARY;

/// What is wrong, if anything.
pub fn check(case: &Case) -> Result<(), String> {
    let source = source(&case.name, &case.source);
    let mut objections = Vec::new();
    for error in errors(&source, LIBRARY) {
        let line = error.body().at.line().map(|line| case.line + line);
        objections.push(format!("line {line:?}: {:?}", error.kind()));
    }
    let found = found(&source);
    for (line, name) in case.warnings.difference(&found) {
        objections.push(format!(
            "{}:{}: missing: {name}",
            case.file,
            case.line + line
        ));
    }
    for (line, name) in found.difference(&case.warnings) {
        objections.push(format!(
            "{}:{}: false alarm: {name}",
            case.file,
            case.line + line
        ));
    }
    match objections.is_empty() {
        true => Ok(()),
        false => Err(objections.join("\n")),
    }
}
