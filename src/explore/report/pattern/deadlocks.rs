//! What a deadlock comes from: read from the table of who waits for whom, and from the signals that were given before.

use super::Pattern;
use crate::explore::shrink::Counterexample;
use crate::messages::{Message, message};
use crate::runtime::{
    Cause, DeadlockReport, Event, EventKind, Need, Operation, Recording, Stuck, ThreadId,
};

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
            race: None,
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
        .or_else(|| holding(example.bug.deadlock.as_ref()?))
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
                return Some(Pattern {
                    race: None,
                    name: "lock-order-cycle",
                    told: message!(
                        "explore-lock-cycle",
                        count = cycle.len(),
                        links = links(&cycle)
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

/// So many threads of a cycle are told one by one.
const MOST_LINKS: usize = 5;

/// What each thread of a cycle waits for.
fn links(cycle: &[&Stuck]) -> Message {
    let link = |row: &&Stuck| {
        message!(
            "explore-lock-link",
            thread = row.thread.to_string(),
            line = row.line,
            what = &row.object,
            holder = keeper(row).map_or_else(String::new, |holder| holder.to_string())
        )
    };
    let told = cycle.iter().take(MOST_LINKS).map(link);
    let told = told.reduce(|before, link| message!("explore-lock-links", before, link));
    let told = told.unwrap_or_else(|| Message::from(""));
    match cycle.len() > MOST_LINKS {
        true => message!("explore-lock-more", before = told),
        false => told,
    }
}

/// Somebody holds a lock that another thread needs, and waits for something else meanwhile: it may be for what that thread was to do.
fn holding(report: &DeadlockReport) -> Option<Pattern> {
    let rows = &report.threads;
    let is_holding = matches!(
        report.cause,
        Some(Cause::WaitHolding { .. } | Cause::JoinHolding { .. })
    );
    let waits = |row: &&Stuck| {
        let is_wait = row.joins.is_some() || !matches!(row.need, Need::Other | Need::Release);
        is_holding && is_wait && !row.holds.is_empty()
    };
    let row = rows.iter().find(waits)?;
    let held = row.holds.first()?;
    let other = (rows.iter())
        .find(|other| keeper(other) == Some(row.thread) && other.object == held.what)?;
    Some(Pattern {
        race: None,
        name: "wait-holding-lock",
        told: message!(
            "explore-wait-holding",
            thread = row.thread.to_string(),
            what = row.waits_for.clone(),
            line = row.line,
            lock = &held.what,
            since = held.line,
            other = other.thread.to_string(),
            other_line = other.line
        ),
        hint: message!(
            "explore-wait-holding.hint",
            lock = &held.what,
            line = row.line
        ),
        lines: vec![held.line, row.line, other.line],
    })
}

/// Who holds what is waited for has ended.
fn missing_release(rows: &[Stuck]) -> Option<Pattern> {
    let kept = |row: &'_ Stuck| row.held_by.clone().filter(|keeper| keeper.ended);
    let (row, keeper) = rows.iter().find_map(|row| Some((row, kept(row)?)))?;
    Some(Pattern {
        race: None,
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
                race: None,
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
                race: None,
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
                race: None,
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
        race: None,
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
        race: None,
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
