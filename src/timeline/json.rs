//! `sandbox-trace.v1`, described in `data/schemas/trace.v1.json`: one event, thread or span a line, so that it can be read and compared.

use std::collections::HashMap;
use std::io::{Result, Write};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::trace::{Lane, Trace};
use crate::runtime::{Detail, ObjectId};

/// Numbers of the objects in the trace: by their first events.
struct Numbers(HashMap<ObjectId, usize>);

impl Numbers {
    fn get(&self, object: ObjectId) -> Option<usize> {
        self.0.get(&object).copied()
    }
}

/// Write the trace.
///
/// # Errors
/// What the writer says.
pub fn write_json(trace: &Trace, out: &mut dyn Write) -> Result<()> {
    let objects = trace.objects();
    let places = objects.iter().enumerate();
    let numbers = Numbers(places.map(|(place, (id, _))| (*id, place)).collect());
    writeln!(out, "{{")?;
    member(out, "schema", json!("sandbox-trace.v1"))?;
    member(out, "program", program(trace))?;
    member(out, "run", run(trace))?;
    list(out, "threads", trace.lanes.iter().map(lane))?;
    let named = objects.iter().enumerate();
    list(
        out,
        "objects",
        named.map(|(place, (id, line))| object(trace, place, *id, *line)),
    )?;
    let columns = [
        "index", "time", "thread", "kind", "object", "line", "value", "cause",
    ];
    member(out, "events_columns", json!(columns))?;
    let events = 0..trace.recording.events.len();
    list(out, "events", events.map(|at| event(trace, &numbers, at)))?;
    let columns = [
        "thread", "from", "to", "first", "last", "state", "object", "line",
    ];
    member(out, "spans_columns", json!(columns))?;
    let spans = trace.spans.iter().map(|span| {
        let object = numbers.get(span.object);
        json!([
            span.thread.0,
            span.from,
            span.to,
            span.first,
            span.last,
            span.state.name(),
            object,
            known(span.line)
        ])
    });
    list(out, "spans", spans)?;
    let output = trace.output().map(|(at, to_error, text)| {
        let stream = if to_error { "stderr" } else { "stdout" };
        json!([at, trace.recording.events[at].thread.0, stream, text])
    });
    list(out, "output", output)?;
    member(out, "verdict", verdict(trace))?;
    member(out, "other", other(trace))?;
    writeln!(out, "\"dropped\": {}\n}}", trace.recording.dropped)
}

fn member(out: &mut dyn Write, name: &str, value: Value) -> Result<()> {
    write!(out, "\"{name}\": ")?;
    serde_json::to_writer(&mut *out, &value)?;
    writeln!(out, ",")
}

fn list(out: &mut dyn Write, name: &str, values: impl Iterator<Item = Value>) -> Result<()> {
    write!(out, "\"{name}\": [")?;
    for (place, value) in values.enumerate() {
        out.write_all(if place > 0 { b",\n" } else { b"\n" })?;
        serde_json::to_writer(&mut *out, &value)?;
    }
    writeln!(out, "\n],")
}

/// A line, unless it is unknown.
fn known(line: u32) -> Option<u32> {
    (line > 0).then_some(line)
}

fn program(trace: &Trace) -> Value {
    let source = &trace.about.source;
    let digest = Sha256::digest(source.text.as_bytes());
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let lines: Vec<&str> = source.text.lines().collect();
    json!({ "file": source.name, "digest": format!("sha256:{digest}"), "source": lines })
}

fn run(trace: &Trace) -> Value {
    let about = &trace.about;
    json!({
        "args": about.arguments,
        "seed": about.seed,
        "schedule": about.schedule,
        "runtime": if about.is_controlled { "controlled" } else { "real" },
        "clock": if about.is_controlled { "virtual" } else { "real" },
        "unit": "ns",
        "start": about.start,
    })
}

fn lane(lane: &Lane) -> Value {
    // `Thread-2 (servir)` is named after its function.
    let function = lane
        .name
        .strip_suffix(')')
        .and_then(|name| name.split_once(" ("));
    let function = function
        .filter(|(name, _)| name.starts_with("Thread-"))
        .map(|it| it.1);
    json!({
        "id": lane.id.0,
        "name": lane.name,
        "function": function,
        "program": 0,
        "line": known(lane.line),
        "daemon": lane.daemon,
        "parent": lane.parent.map(|parent| parent.0),
        "from": lane.from,
        "to": lane.to,
        "end": lane.end,
    })
}

fn object(trace: &Trace, place: usize, id: ObjectId, line: u32) -> Value {
    let named = trace.recording.objects.get(&id);
    let kind = match named.map(|named| named.kind) {
        Some("variable") => "cell".to_owned(),
        Some(kind) => kind.to_lowercase(),
        None if id.is_cell() => "cell".to_owned(),
        None => "object".to_owned(),
    };
    let name = named.and_then(|named| named.name.as_deref());
    json!({ "id": place, "kind": kind, "name": name, "line": known(line) })
}

fn event(trace: &Trace, numbers: &Numbers, at: usize) -> Value {
    let event = &trace.recording.events[at];
    let value = match (event.detail, &event.value) {
        (Detail::Thread(thread), _) => json!(thread.0),
        (_, value) => json!(value),
    };
    json!([
        at,
        event.time,
        event.thread.0,
        trace.kinds[at].name(),
        numbers.get(event.object),
        known(event.line),
        value,
        trace.causes[at]
    ])
}

fn verdict(trace: &Trace) -> Value {
    let finding = &trace.about.finding;
    let failed = finding.reason.is_some() || finding.exit != 0;
    json!({
        "status": if failed { "fail" } else { "pass" },
        "exit": finding.exit,
        "reason": finding.reason,
        "lines": finding.lines,
        "events": finding.events,
    })
}

fn other(trace: &Trace) -> Value {
    match trace.about.outcomes.as_slice() {
        [] => Value::Null,
        outcomes => json!({ "outcomes": outcomes, "good": null }),
    }
}
