//! Mistakes that show only when a wait for time is over before the others have done what it was to give them time for.

use super::Pattern;
use crate::explore::shrink::Counterexample;
use crate::messages::{message, visible};
use crate::objects::error::Source;
use crate::runtime::{Event, EventKind, FIRED, Operation};

/// The script is right only because of a wait for time: the first one whose end came early and that could not be shrunk away.
pub fn too_early(example: &Counterexample, source: &Source) -> Option<Pattern> {
    let events = &example.recording.events;
    let is_early =
        |event: &Event| event.kind == EventKind::Deadline && event.value.as_deref() == Some(FIRED);
    let place = events.iter().position(is_early)?;
    let early = &events[place];
    // What it had begun to do.
    let begun = events[..place]
        .iter()
        .rfind(|event| event.thread == early.thread && matches!(event.kind, EventKind::Did(_)))?;
    let line = early.line;
    let code = source.text.lines().nth((line as usize).checked_sub(1)?)?;
    let (code, thread) = (visible(code.trim()), early.thread.to_string());
    let is_sleep = begun.kind == EventKind::Did(Operation::Sleep);
    Some(Pattern {
        race: None,
        name: match is_sleep {
            true => "sleep-as-synchronisation",
            false => "timeout-as-synchronisation",
        },
        told: match is_sleep {
            true => message!("explore-sleep", code, line, thread),
            false => message!("explore-time-limit", code, line, thread),
        },
        hint: match is_sleep {
            true => message!("explore-sleep.hint", line),
            false => message!("explore-time-limit.hint", line),
        },
        lines: vec![line],
    })
}
