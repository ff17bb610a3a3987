//! A schedule as a counterexample: as few switches as can be found, replayed, drawn.

use super::looking::Found;
use crate::explore::report::{steps, table};
use crate::explore::{Note, Subject, Trial, shrink_while};
use crate::grade::bilingual::Bilingual;
use crate::grade::job::Counterexample;
use crate::messages::Language;
use crate::objects::error::Source;
use crate::runtime::{Recording, Schedule, Stacks};

use super::world::text_of;

/// Runs that shrinking a schedule may take; of those that a bound cuts, which take long, a fortieth.
const SHRINKS: usize = 200;
/// Replays of a counterexample; of one that a bound cuts, a fifth.
const REPLAYS: u32 = 10;
/// Rows of its table; the last ones tell most.
const MOST_ROWS: usize = 200;

/// A counterexample, and the run of it, with its events.
pub struct Example {
    pub counterexample: Counterexample,
    pub trial: Trial,
}

/// The shortest schedule like the one that was found in which it still `holds`, of which this is noted to know.
pub fn example(
    subject: &Subject,
    found: &Found,
    note: Note,
    holds: &dyn Fn(&Trial) -> bool,
) -> Example {
    let stacks = Stacks::default();
    let replay = |schedule: &Schedule, note| subject.replay(schedule, note, &stacks);
    let usual = replay(&Schedule::default(), note);
    let schedule = match holds(&usual) {
        true => Schedule::default(),
        false => {
            let most = match found.is_cut {
                true => SHRINKS / 40,
                false => SHRINKS,
            };
            shrink_while(subject, &found.schedule, note, holds, most)
        }
    };
    told(subject, found, schedule, note, holds)
}

/// The schedule as it was found: what shows in one schedule of its own is shown by that one.
pub fn shown_as_found(subject: &Subject, found: &Found) -> Example {
    let stacks = Stacks::default();
    let first = subject.replay(&found.schedule, Note::Nothing, &stacks);
    let same = |trial: &Trial| trial.played.timeline == first.played.timeline;
    told(subject, found, found.schedule.clone(), Note::Nothing, &same)
}

/// Replay and draw it.
fn told(
    subject: &Subject,
    found: &Found,
    schedule: Schedule,
    note: Note,
    holds: &dyn Fn(&Trial) -> bool,
) -> Example {
    let stacks = Stacks::default();
    let replay = |schedule: &Schedule, note| subject.replay(schedule, note, &stacks);
    let replays = match found.is_cut {
        true => REPLAYS / 5,
        false => REPLAYS,
    };
    let replayed = (0..replays)
        .filter(|_| holds(&replay(&schedule, note)))
        .count() as u32;
    let trial = replay(&schedule, Note::Events);
    let recording = trial.recording.clone().unwrap_or_default();
    Example {
        counterexample: Counterexample {
            schedule: schedule.to_string(),
            switches: trial.played.switches.into(),
            preemptions: trial.played.preemptions.into(),
            replayed: (replayed, replays),
            found_at: found.at,
            table: rows(subject, &recording),
            drawn: drawn(subject, &recording),
            outcome: None,
        },
        trial,
    }
}

fn drawn(subject: &Subject, recording: &Recording) -> Bilingual {
    let source_of = |thread: &str| -> &Source { subject.source_of(thread) };
    let drawn = |language| table(recording, &source_of, language);
    Bilingual {
        en: drawn(Language::English),
        fr: drawn(Language::French),
    }
}

/// For tools: thread, line, text, what it does, and no shared values.
fn rows(subject: &Subject, recording: &Recording) -> Vec<[String; 5]> {
    let steps = steps(recording, Language::English);
    let skipped = steps.len().saturating_sub(MOST_ROWS);
    let rows = steps.into_iter().skip(skipped).map(|step| {
        let name = recording.threads.get(&step.thread);
        let source = subject.source_of(name.map_or("", String::as_str));
        [
            step.thread.to_string(),
            step.line.to_string(),
            text_of(&source.text, step.line).to_owned(),
            step.said.join(", "),
            String::new(),
        ]
    });
    rows.collect()
}
