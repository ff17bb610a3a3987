//! Which kind of mistake a schedule shows, read from its events.

mod accesses;
mod clock;
mod deadlocks;
mod half_done;
mod order;

use crate::explore::shrink::Counterexample;
use crate::explore::subject::Trial;
use crate::explore::verdict::{Bug, BugKind};
use crate::messages::Message;
use crate::objects::error::Source;
use crate::runtime::ThreadId;

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
    /// The race that it is a case of.
    pub race: Option<Race>,
}

/// A thread has read a variable, another one has written it, and then the first one went on with what it had read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Race {
    /// Was it read to decide something? Else to compute a new value.
    pub is_check: bool,
    /// Did the first thread change it then? Else it only looked again.
    pub writes: bool,
    pub variable: String,
    /// What was read.
    pub value: String,
    pub threads: (ThreadId, ThreadId),
    /// Where the first thread went on.
    pub line: u32,
}

/// The pattern of a run that is wrong by what it printed, or by an error.
pub fn find_in(trial: &Trial, source: &Source) -> Option<Pattern> {
    let usual = || Bug {
        kind: BugKind::AssertionFailed,
        file: source.name.clone(),
        line: 0,
        thread: ThreadId::MAIN,
        text: String::new(),
        deadlock: None,
    };
    let example = Counterexample {
        bug: trial.outcome.bug().cloned().unwrap_or_else(usual),
        schedule: trial.played.schedule.clone(),
        played: trial.played.clone(),
        recording: trial.recording.clone()?,
        stdout: String::new(),
        stderr: String::new(),
        replayed: 0,
    };
    find(&example, source)
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
