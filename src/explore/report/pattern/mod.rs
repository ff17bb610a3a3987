//! Which kind of mistake a schedule shows, read from its events.

use crate::explore::shrink::Counterexample;
use crate::explore::verdict::BugKind;
use crate::messages::{Message, message};
use crate::runtime::{Event, EventKind, ObjectId, Operation, Recording, Stuck, ThreadId};
use std::collections::BTreeSet;

/// A kind of mistake that has a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pattern {
    /// For tools.
    pub name: &'static str,
    /// In a sentence, with the lines.
    pub told: Message,
    pub hint: Message,
    /// The lines that the sentence speaks of.
    pub lines: Vec<u32>,
}

/// The pattern of a counterexample, if it has one that is known.
pub fn find(example: &Counterexample) -> Option<Pattern> {
    match example.bug.kind {
        BugKind::Deadlock => deadlock(example),
        BugKind::NeverEnds => never_ends(example),
        BugKind::AssertionFailed | BugKind::Error => {
            let recording = &example.recording;
            if_instead_of_while(recording, example)
                .or_else(|| interrupted(recording))
                .or_else(|| half_done(recording, example))
                .or_else(|| before_the_end(recording, example))
        }
    }
}

/// Who holds what the thread waits for.
fn keeper(row: &Stuck) -> Option<ThreadId> {
    row.held_by.as_ref().map(|keeper| keeper.thread)
}

fn deadlock(example: &Counterexample) -> Option<Pattern> {
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
        .or_else(|| missing_release(rows, recording))
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
fn missing_release(rows: &[Stuck], recording: &Recording) -> Option<Pattern> {
    let gone = |row: &&Stuck| row.held_by.as_ref().is_some_and(|keeper| keeper.ended);
    let row = rows.iter().find(gone)?;
    let holder = keeper(row)?;
    let taken =
        recording.events.iter().rev().find(|event| {
            event.thread == holder && event.kind == EventKind::Did(Operation::Acquire)
        });
    let line = taken.map_or(0, |event| event.line);
    Some(Pattern {
        name: "missing-release",
        told: message!(
            "explore-missing-release",
            thread = holder.to_string(),
            what = row.waits_for.clone(),
            line
        ),
        hint: message!("explore-missing-release.hint"),
        lines: vec![line, row.line],
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
    let blocked = |row: &&Stuck| {
        let last = recording.events.iter().rev();
        let mut last = last.filter(|event| event.thread == row.thread);
        last.find(|event| matches!(event.kind, EventKind::Did(_)))
            .is_some_and(|event| event.kind == EventKind::Did(Operation::Receive))
    };
    let row = rows.iter().find(blocked)?;
    Some(Pattern {
        name: "queue-never-filled",
        told: message!(
            "explore-queue",
            thread = row.thread.to_string(),
            line = row.line,
            what = row.waits_for.clone()
        ),
        hint: message!("explore-queue.hint"),
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

fn never_ends(example: &Counterexample) -> Option<Pattern> {
    let thread = example.bug.thread;
    let last = example.recording.events.iter().rev();
    let look = last
        .filter(|event| event.thread == thread)
        .find(|event| event.object.is_cell() && event.kind == EventKind::Did(Operation::Read))?;
    Some(Pattern {
        name: "endless-busy-wait",
        told: message!(
            "explore-busy-wait",
            thread = thread.to_string(),
            line = look.line,
            name = example.recording.name(look.object)
        ),
        hint: message!("explore-busy-wait.hint"),
        lines: vec![look.line],
    })
}

/// An access of a thread to a variable.
#[derive(Clone, Copy)]
struct Access<'r> {
    place: usize,
    event: &'r Event,
}

impl Access<'_> {
    fn writes(&self) -> bool {
        self.event.kind == EventKind::Did(Operation::Write)
    }
}

/// Accesses to variables, in their order.
fn accesses(recording: &Recording) -> Vec<Access<'_>> {
    let access = |kind| {
        matches!(
            kind,
            EventKind::Did(Operation::Read) | EventKind::Did(Operation::Write)
        )
    };
    (recording.events.iter().enumerate())
        .filter(|(_, event)| event.object.is_cell() && access(event.kind))
        .map(|(place, event)| Access { place, event })
        .collect()
}

/// A thread has read a variable; another one has written it; then the first one went on with what it had read. The latest such place.
fn interrupted(recording: &Recording) -> Option<Pattern> {
    let all = accesses(recording);
    let mut looks = None;
    for (index, second) in all.iter().enumerate().rev() {
        let object = second.event.object;
        let thread = second.event.thread;
        let Some(start) = (all[..index].iter())
            .rposition(|access| access.event.object == object && access.event.thread == thread)
        else {
            continue;
        };
        let first = all[start];
        let between = (all[start + 1..index].iter())
            .rfind(|access| access.event.object == object && access.writes());
        let Some(between) = between.filter(|_| !first.writes()) else {
            continue;
        };
        if second.writes() {
            return Some(lost_update(recording, first, *between, *second));
        }
        if first.event.line != second.event.line {
            looks.get_or_insert((first, *between, *second));
        }
    }
    looks.map(|(first, between, second)| check_then_act(recording, first, between, second))
}

fn lost_update(recording: &Recording, first: Access, between: Access, second: Access) -> Pattern {
    let name = recording.name(first.event.object);
    let (thread, other) = (first.event.thread, between.event.thread);
    let value = first.event.value.clone().unwrap_or_default();
    let lines = vec![first.event.line, between.event.line, second.event.line];
    if let Some(pattern) = locked(recording, first, between, second) {
        return pattern;
    }
    let is_one_line = first.event.line == second.event.line;
    Pattern {
        name: "lost-update",
        told: message!(
            "explore-lost-update",
            name,
            thread = thread.to_string(),
            other = other.to_string(),
            value,
            line = first.event.line,
            other_line = between.event.line,
            write_line = second.event.line
        ),
        hint: match is_one_line {
            true => message!("explore-lost-update.hint", line = first.event.line),
            false => message!(
                "explore-between.hint",
                from = first.event.line.min(second.event.line),
                to = first.event.line.max(second.event.line)
            ),
        },
        lines,
    }
}

fn check_then_act(
    recording: &Recording,
    first: Access,
    between: Access,
    second: Access,
) -> Pattern {
    if let Some(pattern) = locked(recording, first, between, second) {
        return pattern;
    }
    let (from, to) = (first.event.line, second.event.line);
    Pattern {
        name: "check-then-act",
        told: message!(
            "explore-check-then-act",
            name = recording.name(first.event.object),
            thread = first.event.thread.to_string(),
            other = between.event.thread.to_string(),
            from,
            to,
            other_line = between.event.line
        ),
        hint: message!(
            "explore-between.hint",
            from = from.min(to),
            to = from.max(to)
        ),
        lines: vec![from, between.event.line, to],
    }
}

fn locked_apart(
    recording: &Recording,
    lock: ObjectId,
    first: Access,
    between: Access,
    second: Access,
) -> Pattern {
    let (from, to) = (first.event.line, second.event.line);
    Pattern {
        name: "atomicity-violation",
        told: message!(
            "explore-locked-apart",
            name = recording.name(first.event.object),
            lock = recording.name(lock),
            thread = first.event.thread.to_string(),
            other = between.event.thread.to_string(),
            from,
            to
        ),
        hint: message!(
            "explore-locked-apart.hint",
            lock = recording.name(lock),
            from = from.min(to),
            to = from.max(to)
        ),
        lines: vec![from, between.event.line, to],
    }
}

/// What a lock that the thread held at both accesses has to do with it: it was let go in between, or the other thread does not take it.
fn locked(
    recording: &Recording,
    first: Access,
    between: Access,
    second: Access,
) -> Option<Pattern> {
    let held = held_by(recording, first.event.thread, first.place);
    let later = held_by(recording, second.event.thread, second.place);
    let others = held_by(recording, between.event.thread, between.place);
    let is_let_go = |lock: &ObjectId| {
        (recording.events[first.place..second.place].iter()).any(|event| {
            event.thread == first.event.thread
                && event.object == *lock
                && event.kind == EventKind::Did(Operation::Release)
        })
    };
    let mut both = held.intersection(&later);
    if let Some(lock) = both.clone().find(|lock| is_let_go(lock)) {
        return Some(locked_apart(recording, *lock, first, between, second));
    }
    let lock = both.find(|lock| !others.contains(lock))?;
    Some(other_lock(recording, *lock, first, between, second))
}

/// The other thread changes the variable without the lock that this one holds.
fn other_lock(
    recording: &Recording,
    lock: ObjectId,
    first: Access,
    between: Access,
    second: Access,
) -> Pattern {
    let name = recording.name(first.event.object);
    Pattern {
        name: "different-locks",
        told: message!(
            "explore-other-lock",
            name = name.clone(),
            lock = recording.name(lock),
            thread = first.event.thread.to_string(),
            line = first.event.line,
            other = between.event.thread.to_string(),
            other_line = between.event.line
        ),
        hint: message!("explore-other-lock.hint", name, lock = recording.name(lock)),
        lines: vec![first.event.line, between.event.line, second.event.line],
    }
}

/// What the thread held when this event came.
fn held_by(recording: &Recording, thread: ThreadId, place: usize) -> BTreeSet<ObjectId> {
    let mut held = BTreeSet::new();
    for event in recording.events[..place].iter() {
        match event.kind {
            EventKind::Did(Operation::Acquire) if event.thread == thread => {
                held.insert(event.object);
            }
            EventKind::Did(Operation::Release) if event.thread == thread => {
                held.remove(&event.object);
            }
            _ => {}
        }
    }
    held
}

/// The thread that failed has seen one of two changes of another thread, and not the other one.
fn half_done(recording: &Recording, example: &Counterexample) -> Option<Pattern> {
    let thread = example.bug.thread;
    let all = accesses(recording);
    let (own, others): (Vec<Access>, Vec<Access>) = all
        .iter()
        .copied()
        .partition(|access| access.event.thread == thread);
    let writes = || others.iter().filter(|access| access.writes());
    for seen in own.iter().rev() {
        let object = seen.event.object;
        let first =
            writes().rfind(|write| write.event.object == object && write.place < seen.place);
        let Some(first) = first else {
            continue;
        };
        let second = writes().find(|write| {
            let looked = |access: &Access| {
                access.event.object == write.event.object
                    && access.place > first.place
                    && access.place < write.place
            };
            write.event.thread == first.event.thread
                && write.event.object != object
                && write.place > seen.place
                && own.iter().any(looked)
        });
        let Some(second) = second else {
            continue;
        };
        let (from, to) = (first.event.line, second.event.line);
        return Some(Pattern {
            name: "half-done-change",
            told: message!(
                "explore-half-done",
                thread = first.event.thread.to_string(),
                first = recording.name(object),
                second = recording.name(second.event.object),
                first_line = from,
                second_line = to,
                other = thread.to_string(),
                line = seen.event.line
            ),
            hint: message!(
                "explore-half-done.hint",
                from = from.min(to),
                to = from.max(to)
            ),
            lines: vec![from, seen.event.line, to],
        });
    }
    None
}

/// The main thread goes on while threads that it has started still work.
fn before_the_end(recording: &Recording, example: &Counterexample) -> Option<Pattern> {
    if example.bug.thread != ThreadId::MAIN {
        return None;
    }
    let begun = |kind| {
        recording
            .events
            .iter()
            .filter(move |event| event.kind == kind)
    };
    let ended: BTreeSet<ThreadId> = begun(EventKind::End).map(|event| event.thread).collect();
    let started = (recording.events.iter())
        .filter(|event| event.kind == EventKind::Did(Operation::Spawn))
        .count();
    let working = begun(EventKind::Begin)
        .map(|event| event.thread)
        .find(|thread| *thread != ThreadId::MAIN && !ended.contains(thread));
    let never_begun = begun(EventKind::Begin).count() <= started / 2;
    let thread = match working {
        Some(thread) => thread.to_string(),
        None if never_begun && started > 0 => ThreadId(1).to_string(),
        None => return None,
    };
    Some(Pattern {
        name: "read-before-end",
        told: message!("explore-before-end", thread, line = example.bug.line),
        hint: message!("explore-before-end.hint"),
        lines: vec![example.bug.line as u32],
    })
}

/// A thread that was woken went on though what it had waited for was gone again.
fn if_instead_of_while(recording: &Recording, example: &Counterexample) -> Option<Pattern> {
    let thread = example.bug.thread;
    let own = |event: &&Event| event.thread == thread;
    let wait = recording.events.iter().rev().filter(own);
    let wait = wait
        .clone()
        .find(|event| event.kind == EventKind::Did(Operation::Wait))?;
    let woken = recording.events.iter().filter(own);
    let is_condition = recording.objects.get(&wait.object)?.kind == "Condition";
    let is_woken = woken.filter(|event| event.kind == EventKind::Wake).count() > 0;
    (is_condition && is_woken).then(|| Pattern {
        name: "if-instead-of-while",
        told: message!(
            "explore-woken",
            thread = thread.to_string(),
            line = wait.line
        ),
        hint: message!("explore-woken.hint", line = wait.line),
        lines: vec![wait.line],
    })
}
