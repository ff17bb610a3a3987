//! The report for tools: `sandbox-explore.v1`, described in `data/schemas/explore.v1.json`.

use super::pattern::find;
use super::text::Telling;
use crate::explore::search::{Evidence, Exploration, Seen};
use crate::explore::shrink::Counterexample;
use crate::runtime::{Event, EventKind, Recording};
use serde_json::{Value, json};

/// Everything that was found, as one line of JSON.
pub fn to_json(
    exploration: &Exploration,
    example: Option<&Counterexample>,
    telling: &Telling,
) -> String {
    let verdict = match (&exploration.found, exploration.evidence) {
        (Some(_), _) => "bug",
        (None, Evidence::Proved { .. }) => "proved",
        (None, Evidence::Sampled { ended: 0, .. } | Evidence::Partial { ended: 0, .. }) => "cut",
        (None, Evidence::Sampled { .. } | Evidence::Partial { .. }) => "none",
    };
    let evidence = match exploration.evidence {
        Evidence::Proved { executions } => json!({ "proved": executions }),
        Evidence::Partial { ended, cut } => json!({ "partial": ended, "cut": cut }),
        Evidence::Sampled {
            ended,
            distinct,
            cut,
        } => json!({ "sampled": ended, "distinct": distinct, "cut": cut }),
    };
    let outcome = |seen: &Seen| {
        json!({
            "stdout": seen.stdout,
            "exit": seen.exit,
            "count": seen.count,
            "schedule": seen.schedule.to_string(),
        })
    };
    let outcomes: Vec<Value> = exploration.outcomes.iter().map(outcome).collect();
    let found = exploration.found.as_ref().zip(example);
    let bug = found.map(|(found, example)| bug(found.after, example, telling));
    let report = json!({
        "schema": "sandbox-explore.v1",
        "file": telling.source.name,
        "strategy": telling.strategy,
        "seed": telling.seed,
        "schedules": exploration.schedules,
        "stopped": telling.stopped,
        "verdict": verdict,
        "evidence": evidence,
        "bug": bug,
        "outcomes": outcomes,
    });
    format!("{report}\n")
}

fn bug(after: u64, example: &Counterexample, telling: &Telling) -> Value {
    let bug = &example.bug;
    let pattern = find(example, telling.source).map(|pattern| {
        json!({
            "name": pattern.name,
            "message": pattern.told.in_language(telling.language),
            "hint": pattern.hint.in_language(telling.language),
            "lines": pattern.lines,
        })
    });
    let deadlock = bug.deadlock.as_ref();
    json!({
        "after": after,
        "kind": bug.kind.name(),
        "file": bug.file,
        "line": bug.line,
        "thread": bug.thread.to_string(),
        "message": bug.text,
        "deadlock": deadlock.map(|report| report.in_language(telling.language)),
        "pattern": pattern,
        "schedule": example.schedule.to_string(),
        "replay": telling.replay_of(example),
        "replayed": example.replayed,
        "switches": example.played.switches,
        "preemptions": example.played.preemptions,
        "stdout": example.stdout,
        "stderr": example.stderr,
        "events_columns": ["index", "time", "thread", "kind", "object", "line", "value", "cause"],
        "events": events(&example.recording),
    })
}

fn events(recording: &Recording) -> Vec<Value> {
    let row = |(index, event): (usize, &Event)| {
        let object = recording.name(event.object);
        json!([
            index,
            event.time,
            event.thread.0,
            kind(event),
            (!object.is_empty()).then_some(object),
            event.line,
            event.value,
            event.cause,
        ])
    };
    recording.events.iter().enumerate().map(row).collect()
}

/// The name of a kind of event.
fn kind(event: &Event) -> String {
    match event.kind {
        EventKind::Begin => "start".to_string(),
        EventKind::End => "end".to_string(),
        EventKind::Enter => "enter".to_string(),
        EventKind::Leave => "leave".to_string(),
        EventKind::Wait => "wait".to_string(),
        EventKind::Wake => "wake".to_string(),
        EventKind::Deadline => "deadline".to_string(),
        EventKind::Error => "error".to_string(),
        EventKind::Did(operation) => format!("{operation:?}").to_lowercase(),
    }
}
