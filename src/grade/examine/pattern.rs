//! The mistake with a name that a schedule is a case of: it says more than that the output is wrong.

use super::condition::Finding;
use super::scene::Scene;
use crate::explore::Ending;
use crate::explore::report::{Pattern, find_in};
use crate::grade::bilingual::Bilingual;
use crate::grade::reason::Reason;
use crate::messages::message;
use crate::runtime::{Event, EventKind, Operation, Recording, ThreadId};

/// What kind of mistake shows in the schedule, if it is one of those that have a name.
pub fn pattern(scene: &Scene) -> Option<Finding> {
    let recording = scene.trial.recording.as_ref()?;
    if let Some(found) = early(scene) {
        return Some(found);
    }
    let found = find_in(scene.trial, &scene.source());
    let race = found.as_ref().and_then(|pattern| of_race(scene, pattern));
    // What the main thread reads too early explains what it prints, and its own errors.
    let is_main = match &scene.trial.outcome.ending {
        Ending::Ended(_) => true,
        Ending::Bug(bug) => bug.thread == ThreadId::MAIN && bug.deadlock.is_none(),
        Ending::Cut(_) | Ending::Refused(_) => false,
    };
    race.or_else(|| read_before_end(scene, recording).filter(|_| is_main))
}

/// A wait for time that was over early: the schedule shows it only for that.
pub fn early(scene: &Scene) -> Option<Finding> {
    if scene.trial.played.fires == 0 {
        return None;
    }
    let found = find_in(scene.trial, &scene.source())?;
    let line = *found.lines.first()?;
    let finding = Finding::new(Reason::SleepAsSynchronisation).with("line", line);
    let place = scene.place(&scene.job.main, line);
    Some(with_hint(finding.at(place), &found))
}

fn with_hint(finding: Finding, pattern: &Pattern) -> Finding {
    let hint = Some(Bilingual::from(&pattern.hint));
    Finding { hint, ..finding }
}

fn of_race(scene: &Scene, pattern: &Pattern) -> Option<Finding> {
    let race = pattern.race.as_ref().filter(|race| race.writes)?;
    let reason = match race.is_check {
        true => Reason::CheckThenAct,
        false => Reason::LostUpdate,
    };
    let finding = Finding::new(reason)
        .with("a", scene.called(race.threads.0))
        .with("b", scene.called(race.threads.1))
        .with("cell", &race.variable)
        .with("value", &race.value)
        .at(scene.place(&scene.job.main, race.line));
    Some(with_hint(finding, pattern))
}

/// Does the main thread show after this place what it knows: does it print or send anything, or fail?
fn shows_after(recording: &Recording, place: usize) -> bool {
    let mut later = recording.events[place..].iter();
    later.any(|event| {
        let shows = matches!(
            event.kind,
            EventKind::Error | EventKind::Did(Operation::Output | Operation::Send)
        );
        shows && event.thread == ThreadId::MAIN
    })
}

/// The main thread reads, for the last time, what another thread that lives writes later, and shows it.
fn read_before_end(scene: &Scene, recording: &Recording) -> Option<Finding> {
    let did = |event: &Event, operation| event.kind == EventKind::Did(operation);
    let is_handle = |value: &str| value.starts_with('<') || value.starts_with("Fn");
    let looks = |event: &Event| {
        event.thread == ThreadId::MAIN
            && event.object.is_cell()
            && did(event, Operation::Read)
            && !event.value.as_deref().is_some_and(is_handle)
    };
    let events = &recording.events;
    let reads = events.iter().enumerate().rev();
    let mut known = std::collections::BTreeSet::new();
    for (place, read) in reads.filter(|(_, event)| looks(event)) {
        if !known.insert(read.object) || !shows_after(recording, place) {
            continue;
        }
        let later = events[place..].iter();
        let write = later.into_iter().find(|event| {
            event.object == read.object
                && event.thread != ThreadId::MAIN
                && did(event, Operation::Write)
        });
        let Some(write) = write else {
            continue;
        };
        let hint = message!("explore-before-end.hint");
        return Some(Finding {
            hint: Some(Bilingual::from(&hint)),
            ..Finding::new(Reason::ReadBeforeEnd)
                .with("cell", recording.name(read.object))
                .with("thread", scene.called(write.thread))
                .at(scene.place(&scene.job.main, read.line))
        });
    }
    None
}
