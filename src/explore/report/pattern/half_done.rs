//! A change in two steps, and somebody who saw only one.

use super::Pattern;
use super::accesses::{Access, accesses};
use crate::explore::shrink::Counterexample;
use crate::messages::message;

/// The thread that failed has seen one of two changes of another thread, and not the other one.
pub fn half_done(example: &Counterexample) -> Option<Pattern> {
    let recording = &example.recording;
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
            race: None,
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
