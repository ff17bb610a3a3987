//! Variables that threads share: the lock that guards them, and the order of what is done with them.

use super::super::condition::{Finding, Judged};
use super::super::reading::{Access, Pair, Reading, accesses};
use super::super::scene::{Scene, Whose};
use crate::grade::reason::Reason;
use crate::messages::message;
use crate::runtime::{ObjectId, ThreadId};
use std::collections::BTreeMap;

/// The submission does not have what is asked for.
pub fn missing(scene: &Scene, name: &str) -> Option<Judged> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let last = name.rsplit('.').next().unwrap_or(name);
    let mut texts = scene.job.scripts.values();
    let occurs = texts.any(|text| text.split(|c| !is_word(c)).any(|word| word == last));
    (!occurs).then(|| {
        Finding::new(Reason::MissingConstruct)
            .with("what", name)
            .fails()
    })
}

fn line(reading: &Reading, access: Access) -> u32 {
    reading.recording.events[access.at].line
}

fn belongs(scene: &Scene, reading: &Reading, pair: &Pair, whose: Whose) -> bool {
    let own = |access: Access| {
        let name = reading.recording.threads.get(&access.thread);
        name.is_some_and(|name| scene.belongs(name, whose))
    };
    own(pair.first) && own(pair.second)
}

/// The first pair, by the place of its second access, of a variable that is called so.
fn first_pair(
    scene: &Scene,
    reading: &Reading,
    whose: Whose,
    name: Option<&str>,
    counts: bool,
) -> Option<(ObjectId, Pair)> {
    let own = reading.unordered(counts).iter().filter(|(object, pair)| {
        let is_called = name.is_none_or(|name| reading.is_called(**object, name));
        is_called && belongs(scene, reading, pair, whose)
    });
    own.min_by_key(|(_, pair)| pair.second.at)
        .map(|(object, pair)| (*object, *pair))
}

/// The same lock is held whenever threads that share the variable use it, or their accesses are ordered otherwise.
pub fn guarded(scene: &Scene, whose: Whose, name: &str, lock: Option<&str>) -> Judged {
    if let Some(missing) = missing(scene, name) {
        return missing;
    }
    let Some(reading) = scene.reading() else {
        return Judged::Holds;
    };
    if let Some(lock) = lock {
        return guarded_by(scene, reading, name, lock);
    }
    let Some((object, pair)) = first_pair(scene, reading, whose, Some(name), true) else {
        return Judged::Holds;
    };
    let holds = |access: &Access| reading.held_by(access.thread, access.at).next().is_some();
    let (bare, other) = match holds(&pair.second) && !holds(&pair.first) {
        true => (pair.first, pair.second),
        false => (pair.second, pair.first),
    };
    let lock_of = |access: Access| reading.held_by(access.thread, access.at).next();
    let there = line(reading, other);
    let (kind, hint) = match (lock_of(bare), lock_of(other)) {
        (None, None) => ("nowhere", message!("grade-hold-one-lock")),
        (Some(_), _) => ("different", message!("grade-hold-same-lock")),
        (None, Some(held)) => {
            let lock = reading.name(held.lock);
            let hint = match there == line(reading, bare) {
                true => message!("grade-hold-in-each", lock),
                false => message!("grade-hold-as-there", lock, line = there),
            };
            ("elsewhere", hint)
        }
    };
    Finding {
        hint: Some((&hint).into()),
        ..unguarded(scene, reading, object, bare, kind)
    }
    .with("line", there)
    .fails()
}

/// `kind`: which locks are held at this access and at the others.
fn unguarded(
    scene: &Scene,
    reading: &Reading,
    object: ObjectId,
    access: Access,
    kind: &str,
) -> Finding {
    let line = line(reading, access);
    Finding::new(Reason::UnguardedAccess)
        .with("cell", reading.name(object))
        .with("kind", kind)
        .at(scene.place(&scene.job.main, line))
}

/// From the second thread's first access until only one of those who use the variable lives, each access is made under this lock.
fn guarded_by(scene: &Scene, reading: &Reading, name: &str, lock: &str) -> Judged {
    let ends: BTreeMap<ThreadId, usize> = reading.ends().collect();
    for (object, accesses) in accesses(reading) {
        if !reading.is_called(object, name) {
            continue;
        }
        let first = accesses[0].thread;
        let begins = accesses.iter().find(|access| access.thread != first);
        let Some(begins) = begins.map(|access| access.at) else {
            continue;
        };
        let mut threads: Vec<ThreadId> = accesses.iter().map(|access| access.thread).collect();
        threads.sort_unstable();
        threads.dedup();
        let lives = |thread: &&ThreadId, at| ends.get(thread).is_none_or(|end| *end > at);
        let is_shared = |at| threads.iter().filter(|thread| lives(thread, at)).count() > 1;
        let holds = |access: &Access| {
            let mut held = reading.held_by(access.thread, access.at);
            held.any(|held| reading.is_called(held.lock, lock))
        };
        let bare = accesses
            .iter()
            .find(|access| access.at >= begins && is_shared(access.at) && !holds(access));
        if let Some(bare) = bare {
            let hint = message!("grade-hold-here", lock);
            return Finding {
                hint: Some((&hint).into()),
                ..unguarded(scene, reading, object, *bare, "named")
            }
            .with("lock", lock)
            .fails();
        }
    }
    Judged::Holds
}

/// Any two accesses by different threads, one of them a write, are ordered.
pub fn ordered(scene: &Scene, whose: Whose, name: Option<&str>) -> Judged {
    if let Some(missing) = name.and_then(|name| missing(scene, name)) {
        return missing;
    }
    let Some(reading) = scene.reading() else {
        return Judged::Holds;
    };
    let Some((object, pair)) = first_pair(scene, reading, whose, name, false) else {
        return Judged::Holds;
    };
    let is_early = |access: Access| access.thread == ThreadId::MAIN && !access.writes;
    let reads = match (is_early(pair.first), is_early(pair.second)) {
        (_, true) => Some((pair.second, pair.first)),
        (true, _) => Some((pair.first, pair.second)),
        _ => None,
    };
    let cell = reading.name(object);
    match reads {
        Some((read, write)) => Finding::new(Reason::ReadBeforeEnd)
            .with("cell", cell)
            .with("thread", scene.called(write.thread))
            .at(scene.place(&scene.job.main, line(reading, read))),
        None => {
            let second = line(reading, pair.second);
            Finding::new(Reason::UnorderedAccess)
                .with("cell", cell)
                .at(scene.place(&scene.job.main, second))
        }
    }
    .fails()
}
