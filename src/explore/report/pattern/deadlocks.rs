//! What a deadlock comes from: read from the table of who waits for whom, and from the signals that were given before.

use super::Pattern;
use crate::explore::shrink::Counterexample;
use crate::messages::message;
use crate::runtime::{Event, EventKind, Operation, Recording, Stuck, ThreadId};

/// Who holds what the thread waits for.
fn keeper(row: &Stuck) -> Option<ThreadId> {
    row.held_by.as_ref().map(|keeper| keeper.thread)
}

/// Why nobody can go on.
pub fn deadlock(example: &Counterexample) -> Option<Pattern> {
    let recording = &example.recording;
    let rows = &example.bug.deadlock.as_ref()?.threads;
    if let Some(row) = rows.iter().find(|row| keeper(row) == Some(row.thread)) {
        return Some(Pattern {
            name: "self-deadlock",
            told: message!(
                "explore-self-deadlock",
                thread = row.thread.to_string(),
                what = row.waits_for.clone(),
                line = row.line
            ),
            hint: message!("explore-self-deadlock.hint"),
            lines: vec![row.line],
        });
    }
    lock_cycle(rows)
        .or_else(|| missing_release(rows))
        .or_else(|| missed_signal(recording))
        .or_else(|| empty_queue(rows, recording))
        .or_else(|| join_cycle(rows))
}

fn lock_cycle(rows: &[Stuck]) -> Option<Pattern> {
    let holder = |row: &Stuck| rows.iter().find(|other| Some(other.thread) == keeper(row));
    let starts = rows.iter().filter(|row| row.held_by.is_some());
    for start in starts {
        let mut cycle = vec![start];
        while let Some(next) = cycle.last().and_then(|row| holder(row)) {
            if next.thread == start.thread {
                let first = cycle.first()?;
                let second = cycle.get(1)?;
                return Some(Pattern {
                    name: "lock-order-cycle",
                    told: message!(
                        "explore-lock-cycle",
                        first = first.thread.to_string(),
                        second = second.thread.to_string(),
                        first_line = first.line,
                        second_line = second.line,
                        count = cycle.len()
                    ),
                    hint: message!("explore-lock-cycle.hint"),
                    lines: cycle.iter().map(|row| row.line).collect(),
                });
            }
            if cycle.len() > rows.len() {
                break;
            }
            cycle.push(next);
        }
    }
    None
}

/// Who holds what is waited for has ended.
fn missing_release(rows: &[Stuck]) -> Option<Pattern> {
    let kept = |row: &'_ Stuck| row.held_by.clone().filter(|keeper| keeper.ended);
    let (row, keeper) = rows.iter().find_map(|row| Some((row, kept(row)?)))?;
    Some(Pattern {
        name: "missing-release",
        told: message!(
            "explore-missing-release",
            thread = keeper.thread.to_string(),
            what = row.waits_for.clone(),
            line = keeper.line
        ),
        hint: message!("explore-missing-release.hint"),
        lines: vec![keeper.line, row.line],
    })
}

/// A thread waits for a signal that was given before.
fn missed_signal(recording: &Recording) -> Option<Pattern> {
    let waits = (recording.events.iter().enumerate().rev())
        .filter(|(_, event)| event.kind == EventKind::Did(Operation::Wait));
    for (place, wait) in waits {
        let is_woken = recording.events[place..].iter().any(|event| {
            event.thread == wait.thread
                && matches!(event.kind, EventKind::Wake | EventKind::Deadline)
        });
        if is_woken {
            continue;
        }
        // An event keeps its signal, and a barrier or a queue has none: of them the table tells.
        if recording.objects.get(&wait.object)?.kind != "Condition" {
            return None;
        }
        let name = recording.name(wait.object);
        let signal = recording.events[..place].iter().rev().find(|event| {
            event.object == wait.object && event.kind == EventKind::Did(Operation::Notify)
        });
        let woke_another = |signal: &Event| {
            let since = recording.events.iter().rev();
            let mut since = since.take_while(|event| !std::ptr::eq(*event, signal));
            since.any(|event| event.kind == EventKind::Wake && event.thread != wait.thread)
        };
        return Some(match signal {
            Some(signal) if woke_another(signal) => Pattern {
                name: "one-signal-for-many",
                told: message!(
                    "explore-one-signal",
                    thread = signal.thread.to_string(),
                    line = signal.line,
                    waiter = wait.thread.to_string(),
                    wait_line = wait.line,
                    name
                ),
                hint: message!(
                    "explore-one-signal.hint",
                    name = recording.name(wait.object)
                ),
                lines: vec![signal.line, wait.line],
            },
            Some(signal) => Pattern {
                name: "missed-signal",
                told: message!(
                    "explore-missed-signal",
                    thread = signal.thread.to_string(),
                    line = signal.line,
                    waiter = wait.thread.to_string(),
                    wait_line = wait.line,
                    name
                ),
                hint: message!("explore-missed-signal.hint"),
                lines: vec![signal.line, wait.line],
            },
            None => Pattern {
                name: "no-signal",
                told: message!(
                    "explore-no-signal",
                    waiter = wait.thread.to_string(),
                    line = wait.line,
                    name
                ),
                hint: message!("explore-no-signal.hint"),
                lines: vec![wait.line],
            },
        });
    }
    None
}

fn empty_queue(rows: &[Stuck], recording: &Recording) -> Option<Pattern> {
    let receives = |row: &Stuck| {
        let own =
            |event: &&Event| event.thread == row.thread && matches!(event.kind, EventKind::Did(_));
        (recording.events.iter().rfind(own))
            .filter(|last| last.kind == EventKind::Did(Operation::Receive))
    };
    let (row, last) = rows.iter().find_map(|row| Some((row, receives(row)?)))?;
    let kind = recording
        .objects
        .get(&last.object)
        .map(|object| object.kind);
    let (thread, line, what) = (row.thread.to_string(), row.line, row.waits_for.clone());
    // Sockets are waited at, too.
    let (name, told, hint) = match kind.is_some_and(|kind| kind.ends_with("Queue")) {
        true => (
            "queue-never-filled",
            message!("explore-queue", thread, line, what),
            message!("explore-queue.hint"),
        ),
        false => (
            "nobody-connects",
            message!("explore-no-peer", thread, line, what),
            message!("explore-no-peer.hint"),
        ),
    };
    Some(Pattern {
        name,
        told,
        hint,
        lines: vec![row.line],
    })
}

fn join_cycle(rows: &[Stuck]) -> Option<Pattern> {
    let joins = |row: &&Stuck| row.joins.is_some();
    if rows.len() < 2 || !rows.iter().all(|row| joins(&row)) {
        return None;
    }
    Some(Pattern {
        name: "join-cycle",
        told: message!(
            "explore-join-cycle",
            line = rows[0].line,
            other = rows[1].line
        ),
        hint: message!("explore-join-cycle.hint"),
        lines: rows.iter().map(|row| row.line).collect(),
    })
}
