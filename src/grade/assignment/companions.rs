//! Companions of a run: other scripts of the same world, `with = [{ script = "clients.rhai" }]`.

use super::mistake::Mistake;
use super::model::Companion;
use super::package::Package;
use super::runs;
use super::table::Entry;
use crate::check::errors;
use crate::grade::job::Start;
use crate::library::LIBRARY;
use crate::messages::message;

/// In virtual milliseconds, the latest start of one.
const LATEST: f64 = 1e9;

/// In the order of the text.
pub fn read(entry: &Entry, package: &Package) -> Vec<Companion> {
    let mut found = Vec::new();
    for one in entry
        .list(message!("assignment-some-companions"))
        .unwrap_or_default()
    {
        if let Some(companion) = companion(&one, package, &found) {
            found.push(companion);
        }
    }
    found
}

fn companion(entry: &Entry, package: &Package, others: &[Companion]) -> Option<Companion> {
    let table = entry.table("with")?;
    table.check_keys(&["script", "args", "start", "ends"]);
    let script = table.required("script")?;
    let name = script.text()?;
    let file = runs::file(&script, &name, "with", package)?;
    match package.source(&format!("with/{name}"))? {
        Err(mistake) => entry.notes.add(mistake),
        Ok(source) => {
            for error in errors(&source, LIBRARY) {
                entry.notes.add(Mistake::script(error));
            }
        }
    }
    let start = match table.get("start") {
        None => Start::With,
        Some(start) => start_of(&start)?,
    };
    let arguments = match table.get("args") {
        None => Vec::new(),
        Some(arguments) => arguments.strings()?,
    };
    let ends = match table.get("ends") {
        None => true,
        Some(ends) => ends.boolean()?,
    };
    Some(Companion {
        name: Companion::name_of(&name, others),
        script: file,
        arguments,
        start,
        ends,
    })
}

/// `"with"`, `"listening:50007"`, or virtual seconds.
fn start_of(entry: &Entry) -> Option<Start> {
    let seconds = |seconds: f64| {
        let millis = (seconds * 1000.0).round();
        (0.0..=LATEST)
            .contains(&millis)
            .then_some(Start::At(millis as u64))
    };
    let wanted = || message!("assignment-a-start");
    let Some(text) = entry.as_str() else {
        let is_number = entry
            .given
            .value()
            .is_some_and(|value| value.as_integer().is_some() || value.as_float().is_some());
        if !is_number {
            return entry.unlike(wanted());
        }
        let start = seconds(entry.number()?);
        return start.or_else(|| entry.unlike(wanted()));
    };
    if text == "with" {
        return Some(Start::With);
    }
    let port = text
        .strip_prefix("listening:")
        .and_then(|port| port.parse().ok());
    if let Some(port) = port.filter(|port| *port > 0) {
        return Some(Start::Listening(port));
    }
    if let Some(start) = text
        .strip_prefix("at:")
        .and_then(|time| seconds(time.parse().ok()?))
    {
        return Some(start);
    }
    let given = format!("\"{text}\"");
    entry.wrong(
        message!("model-wrong", key = &entry.key, wanted = wanted(), given),
        None,
    );
    None
}
