//! One thread between two steps of another: lost updates, checks that no longer hold, locks let go in between.

use super::{Pattern, Race};
use crate::messages::message;
use crate::objects::error::Source;
use crate::runtime::{Event, EventKind, ObjectId, Operation, Recording, ThreadId};
use std::collections::BTreeSet;

/// An access of a thread to a variable.
#[derive(Clone, Copy)]
pub struct Access<'r> {
    pub place: usize,
    pub event: &'r Event,
}

impl Access<'_> {
    pub fn writes(&self) -> bool {
        self.event.kind == EventKind::Did(Operation::Write)
    }
}

/// Accesses to variables, in their order.
pub fn accesses(recording: &Recording) -> Vec<Access<'_>> {
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
pub fn interrupted(recording: &Recording, source: &Source) -> Option<Pattern> {
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
            let check = check_before(&all[..start], first, recording, source)
                .or_else(|| checks(first, recording, source).then_some(first));
            let pattern = match check {
                Some(check) => check_then_act(recording, check, *between, *second),
                None => lost_update(recording, first, *between, *second),
            };
            return Some(in_race(
                pattern,
                recording,
                check,
                (first, *between, *second),
            ));
        }
        let decides = first.event.line != second.event.line || checks(first, recording, source);
        if decides && !looks_again(first, *second, recording, source) {
            looks.get_or_insert((first, *between, *second));
        }
    }
    looks.map(|(first, between, second)| {
        let pattern = check_then_act(recording, first, between, second);
        let mut pattern = in_race(pattern, recording, Some(first), (first, between, second));
        // It looked again to change it: `stock -= 1`.
        let own = |access: &&Access| {
            (access.event.thread, access.event.object) == (second.event.thread, second.event.object)
        };
        let mut later = all.iter().filter(|access| access.place > second.place);
        let changes = later
            .find(own)
            .is_some_and(|next| next.writes() && next.event.line == second.event.line);
        if let Some(race) = &mut pattern.race {
            race.writes |= changes;
        }
        pattern
    })
}

/// Are the two looks turns of one loop, which looks again because it has waited, or does nothing but look? Then the second one is no act
/// upon the first.
fn looks_again(first: Access, second: Access, recording: &Recording, source: &Source) -> bool {
    let (thread, line) = (second.event.thread, second.event.line);
    if first.event.line != line {
        return false;
    }
    let own = |from: usize, to: usize| {
        let events = recording.events[from..to].iter();
        events.filter(|event| event.thread == thread)
    };
    let waits = own(first.place, second.place).any(|event| event.kind == EventKind::Wait);
    let code = line_of(source, line);
    let repeats = words(code)
        .iter()
        .any(|word| ["while", "until", "loop"].contains(&&**word));
    let mut later = own(second.place + 1, recording.events.len());
    let changes = later
        .find(|event| event.object == second.event.object)
        .is_some_and(|next| next.kind == EventKind::Did(Operation::Write) && next.line == line);
    match waits {
        true => repeats || !code.contains("wait"),
        false => repeats && !changes,
    }
}

fn line_of(source: &Source, line: u32) -> &str {
    let place = (line as usize).checked_sub(1);
    let line = place.and_then(|place| source.text.lines().nth(place));
    line.unwrap_or_default()
}

fn words(text: &str) -> Vec<String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let words = text.split(|c| !is_word(c));
    words.map(str::to_owned).collect()
}

/// The pattern with the race that it is a case of.
fn in_race(
    pattern: Pattern,
    recording: &Recording,
    check: Option<Access>,
    (first, between, second): (Access, Access, Access),
) -> Pattern {
    let race = Race {
        is_check: check.is_some(),
        writes: second.writes(),
        variable: recording.name(first.event.object),
        value: first.event.value.clone().unwrap_or_default(),
        threads: (first.event.thread, between.event.thread),
        line: second.event.line,
    };
    Pattern {
        race: Some(race),
        ..pattern
    }
}

/// The look of the same thread at the same variable right before this one, if it was to decide something.
fn check_before<'r>(
    before: &[Access<'r>],
    look: Access,
    recording: &Recording,
    source: &Source,
) -> Option<Access<'r>> {
    let object = |access: &&Access| access.event.object == look.event.object;
    let last = before.iter().rfind(object)?;
    let is_own = last.event.thread == look.event.thread && !last.writes();
    (is_own && checks(*last, recording, source)).then_some(*last)
}

/// Does the line of this look decide something by the variable? Only the text of the script says what is done with a value.
fn checks(look: Access, recording: &Recording, source: &Source) -> bool {
    let name = recording.name(look.event.object);
    line_of(source, look.event.line).split('{').any(|piece| {
        let words = words(piece);
        let decides = words
            .iter()
            .position(|word| ["if", "while", "switch", "until"].contains(&&**word));
        decides.is_some_and(|place| words[place..].contains(&name))
    })
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
        race: None,
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
        race: None,
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
        hint: match from == to {
            true => message!("explore-lost-update.hint", line = from),
            false => message!(
                "explore-between.hint",
                from = from.min(to),
                to = from.max(to)
            ),
        },
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
        race: None,
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
        race: None,
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
