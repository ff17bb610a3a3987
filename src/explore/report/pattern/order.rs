//! Threads that go on too early, or look for ever at what nobody changes.

use super::Pattern;
use crate::explore::report::columns::is_handle;
use crate::explore::shrink::Counterexample;
use crate::messages::message;
use crate::runtime::{Detail, Event, EventKind, Operation, ThreadId};
use std::collections::BTreeSet;

/// A thread looks at a variable again and again.
pub fn never_ends(example: &Counterexample) -> Option<Pattern> {
    let thread = example.bug.thread;
    // That a lock is read out of its variable is no look at it.
    let looks = |event: &&Event| {
        event.thread == thread
            && event.object.is_cell()
            && event.kind == EventKind::Did(Operation::Read)
            && !event.value.as_deref().is_some_and(is_handle)
    };
    let look = example.recording.events.iter().rfind(looks)?;
    Some(Pattern {
        race: None,
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

/// The main thread goes on while threads that it has started still work.
pub fn before_the_end(example: &Counterexample) -> Option<Pattern> {
    let (bug, events) = (&example.bug, &example.recording.events);
    if bug.thread != ThreadId::MAIN {
        return None;
    }
    let fails = |event: &Event| event.thread == bug.thread && event.kind == EventKind::Error;
    let failure = events.iter().position(fails).unwrap_or(events.len());
    let events = &events[..failure];
    let ended: BTreeSet<String> = (events.iter())
        .filter(|event| event.kind == EventKind::End)
        .map(|event| event.thread.to_string())
        .collect();
    let mut started = (events.iter())
        .filter(|event| matches!(event.detail, Detail::Thread(_)))
        .filter(|event| event.kind == EventKind::Did(Operation::Spawn))
        .filter_map(|event| event.value.as_ref());
    let working = started.find(|thread| !ended.contains(*thread))?;
    Some(Pattern {
        race: None,
        name: "read-before-end",
        told: message!("explore-before-end", thread = working, line = bug.line),
        hint: message!("explore-before-end.hint"),
        lines: vec![bug.line as u32],
    })
}

/// A thread that was woken went on though what it had waited for was gone again.
pub fn if_instead_of_while(example: &Counterexample) -> Option<Pattern> {
    let (thread, recording) = (example.bug.thread, &example.recording);
    let own: Vec<&Event> = (recording.events.iter())
        .filter(|event| event.thread == thread)
        .collect();
    let is = |kind| move |event: &&Event| event.kind == kind;
    let place = own.iter().rposition(is(EventKind::Did(Operation::Wait)))?;
    let (before, after) = own.split_at(place);
    let wait = after.first()?;
    let woken = after.iter().position(is(EventKind::Wake))?;
    if recording.objects.get(&wait.object)?.kind != "Condition" {
        return None;
    }
    // Who looks again, at the same place, at what it had looked at before it waited, does so in a loop.
    let is_look = is(EventKind::Did(Operation::Read));
    let taken = before
        .iter()
        .rposition(is(EventKind::Did(Operation::Acquire)));
    let looks = &before[taken.unwrap_or_default()..];
    let looks_again = |event: &&Event| {
        let same = |look: &&&Event| (look.object, look.line) == (event.object, event.line);
        is_look(event)
            && looks
                .iter()
                .filter(|look| is_look(look))
                .any(|look| same(&look))
    };
    if after[woken..].iter().any(looks_again) {
        return None;
    }
    Some(Pattern {
        race: None,
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
