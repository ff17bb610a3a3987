//! Threads inside of functions: how many at once, with whom, and who passes whom at the entry.

use super::super::condition::{Finding, Judged};
use super::super::reading::{Reading, Section};
use super::super::scene::{Scene, Whose};
use super::cells::missing;
use crate::grade::reason::Reason;
use crate::messages::message;
use crate::runtime::{EventKind, ObjectId, Operation};

fn own<'r>(
    scene: &'r Scene,
    reading: &'r Reading,
    whose: Whose<'r>,
) -> impl Iterator<Item = Section> + 'r {
    let belongs = move |section: &Section| {
        let name = reading.recording.threads.get(&section.thread);
        name.is_some_and(|name| scene.belongs(name, whose))
    };
    reading
        .sections()
        .iter()
        .filter(move |section| belongs(section))
        .cloned()
}

/// The most threads that are in one of the functions at once, and the line at which the last of them entered.
fn most_inside(all: &[Section], functions: &[String]) -> (u64, u32) {
    let meant: Vec<&Section> = (all.iter())
        .filter(|section| functions.contains(&section.function))
        .collect();
    let mut most = (0, 0);
    for section in &meant {
        let mut threads: Vec<_> = (meant.iter())
            .filter(|other| other.runs_at(section.from))
            .map(|other| other.thread)
            .collect();
        threads.sort_unstable();
        threads.dedup();
        if threads.len() as u64 > most.0 {
            most = (threads.len() as u64, section.line);
        }
    }
    most
}

fn lacks(scene: &Scene, functions: &[String]) -> Option<Judged> {
    functions.iter().find_map(|name| missing(scene, name))
}

/// Never more threads are in the functions at once.
pub fn at_most(scene: &Scene, whose: Whose, functions: &[String], most: u64) -> Judged {
    if let Some(missing) = lacks(scene, functions) {
        return missing;
    }
    let Some(reading) = scene.reading() else {
        return Judged::Holds;
    };
    let all: Vec<Section> = own(scene, reading, whose).collect();
    match most_inside(&all, functions) {
        (given, line) if given > most => too_many(scene, &functions.join(", "), given, most, line),
        _ => Judged::Holds,
    }
}

fn too_many(scene: &Scene, function: &str, given: u64, most: u64, line: u32) -> Judged {
    Finding::new(Reason::TooManyInside)
        .with("given", given)
        .with("function", function)
        .with("expected", most)
        .at(scene.place(&scene.job.main, line))
        .fails()
}

/// At some moment so many threads are in the functions at once.
pub fn reaches(scene: &Scene, whose: Whose, functions: &[String], wanted: u64) -> Judged {
    if let Some(missing) = lacks(scene, functions) {
        return missing;
    }
    let Some(reading) = scene.reading() else {
        return Judged::Holds;
    };
    let all: Vec<Section> = own(scene, reading, whose).collect();
    let (given, line) = most_inside(&all, functions);
    if given >= wanted {
        return Judged::Holds;
    }
    let function = functions.join(", ");
    let what = message!("grade-threads-inside", count = wanted, function);
    Finding::new(Reason::TooStrict)
        .with_words("what", &what)
        .at(scene.place(&scene.job.main, line))
        .comes_near(given as f64)
}

/// While a thread is in one of the functions, no other one is in the function that they exclude.
pub fn excludes(scene: &Scene, whose: Whose, functions: &[String], excluded: &str) -> Judged {
    let missing = lacks(scene, functions).or_else(|| missing(scene, excluded));
    if let Some(missing) = missing {
        return missing;
    }
    let Some(reading) = scene.reading() else {
        return Judged::Holds;
    };
    let all: Vec<Section> = own(scene, reading, whose).collect();
    let inside = (all.iter()).filter(|section| functions.contains(&section.function));
    for section in inside {
        let others = all.iter().filter(|other| {
            let together = other.runs_at(section.from) || section.runs_at(other.from);
            other.function == excluded && other.thread != section.thread && together
        });
        if let Some(other) = others.into_iter().next() {
            let function = format!("{}, {excluded}", section.function);
            let line = match other.from > section.from {
                true => other.line,
                false => section.line,
            };
            return too_many(scene, &function, 2, 1, line);
        }
    }
    Judged::Holds
}

/// A thread that wants to enter, and has.
struct Entry {
    section: Section,
    /// The place of its first event on what guards the entry.
    asked: usize,
}

/// Who waits to enter the function is passed by at most so many who came later.
pub fn fair(scene: &Scene, whose: Whose, function: &str, most: u64) -> Judged {
    if let Some(missing) = missing(scene, function) {
        return missing;
    }
    let Some(reading) = scene.reading() else {
        return Judged::Holds;
    };
    let all: Vec<Section> = own(scene, reading, whose).collect();
    let meant = || all.iter().filter(|section| section.function == function);
    let entries: Vec<Entry> = meant()
        .map(|section| {
            let before = meant()
                .filter(|other| other.thread == section.thread && other.from < section.from)
                .filter_map(|other| other.to)
                .max();
            Entry {
                asked: asked(reading, section, before.unwrap_or_default()),
                section: section.clone(),
            }
        })
        .collect();
    let passed = |entry: &Entry| {
        let passes = |other: &&Entry| {
            other.section.thread != entry.section.thread
                && other.asked > entry.asked
                && other.section.from < entry.section.from
        };
        entries.iter().filter(passes).count() as u64
    };
    let worst = entries.iter().map(|entry| (passed(entry), entry));
    let Some((given, entry)) = worst.max_by_key(|(given, _)| *given) else {
        return Judged::Holds;
    };
    if given <= most {
        return Judged::Holds;
    }
    let line = reading.recording.events[entry.asked].line;
    Finding::new(Reason::Overtaken)
        .with("thread", scene.called(entry.section.thread))
        .with("given", given)
        .with("expected", most)
        .at(scene.place(&scene.job.main, line))
        .fails()
}

/// The first event of the thread, after its last time inside, on the object that it used last before it entered: a lock, a condition …
fn asked(reading: &Reading, section: &Section, after: usize) -> usize {
    let events = &reading.recording.events;
    let asks = |at: &usize| {
        let event = &events[*at];
        let waits = matches!(
            event.kind,
            EventKind::Did(Operation::Acquire | Operation::Wait | Operation::Receive)
        );
        event.thread == section.thread && waits && event.object != ObjectId::NONE
    };
    let own: Vec<usize> = (after..section.from).filter(asks).collect();
    let guard = own.last().map(|at| events[*at].object);
    let first = own.iter().find(|at| Some(events[**at].object) == guard);
    first.copied().unwrap_or(section.from)
}
