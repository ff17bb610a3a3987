//! Which kind of mistake a schedule shows, read from its events.

mod accesses;
mod clock;
mod deadlocks;
mod half_done;
mod order;

use crate::explore::shrink::Counterexample;
use crate::explore::verdict::BugKind;
use crate::messages::Message;
use crate::objects::error::Source;

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
pub fn find(example: &Counterexample, source: &Source) -> Option<Pattern> {
    if example.played.fires > 0 {
        return clock::too_early(example, source);
    }
    match example.bug.kind {
        BugKind::Deadlock => deadlocks::deadlock(example),
        BugKind::NeverEnds => order::never_ends(example),
        BugKind::AssertionFailed | BugKind::Error => order::if_instead_of_while(example)
            .or_else(|| accesses::interrupted(&example.recording, source))
            .or_else(|| half_done::half_done(example))
            .or_else(|| order::before_the_end(example)),
    }
}
