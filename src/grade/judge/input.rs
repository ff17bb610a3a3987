//! What a function of the teacher's gets: an outcome as data.

use crate::grade::job::{Outcome, ThreadFact};
use serde_json::{Map as Json, Value as JsonValue, json};

/// The map, in a line of JSON, of an outcome of the run of this name, with its arguments and standard input.
pub fn line_of(
    outcome: &Outcome,
    (name, arguments, stdin): &(String, Vec<String>, String),
) -> String {
    let mut map = as_json(outcome);
    map.insert("run".into(), json!(name));
    map.insert("args".into(), json!(arguments));
    map.insert("stdin".into(), json!(stdin));
    JsonValue::Object(map).to_string() + "\n"
}

fn as_json(outcome: &Outcome) -> Json<String, JsonValue> {
    let lines = outcome.lines.iter().map(|line| {
        json!({ "text": line.text, "thread": line.thread, "number": line.number, "line": line.line, "time": line.time })
    });
    let thread = |thread: &ThreadFact| {
        json!({
            "name": thread.name, "daemon": thread.daemon, "started": thread.started,
            "ended": thread.ended, "joined": thread.joined,
        })
    };
    let companions = outcome.companions.iter();
    let companions =
        companions.map(|(name, outcome)| (name.clone(), JsonValue::Object(as_json(outcome))));
    let map = json!({
        "stdout": outcome.stdout,
        "stderr": outcome.stderr,
        "exit": outcome.exit,
        "verdict": outcome.ended,
        "files": outcome.files,
        "duration": outcome.duration,
        "lines": lines.collect::<Vec<_>>(),
        "threads": outcome.threads.iter().map(thread).collect::<Vec<_>>(),
        "companions": companions.collect::<Json<_, _>>(),
    });
    match map {
        JsonValue::Object(map) => map,
        _ => Json::new(),
    }
}
