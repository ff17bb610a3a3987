//! The records of all threads as one list of events: by time, and every cause before what it made possible, which no clock can tell of
//! things that happen within a microsecond.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

use super::log::{Chunk, Note, Place, Record};
use super::recorder::Kept;
use crate::runtime::{Detail, Event, EventKind, Nanos, ObjectId, Operation, ThreadId};

/// The records of one thread, without those that were left out.
#[derive(Default)]
struct Lane {
    first: u64,
    records: Vec<Record>,
    texts: HashMap<usize, String>,
    guards: HashMap<usize, u32>,
    /// Where its records have come to stand, as far as they are placed.
    places: Vec<usize>,
    /// The time of the last that was placed.
    time: Nanos,
}

/// The events, in their order.
pub(super) fn events(kept: Kept, outside: &[&'static str]) -> Vec<Event> {
    let mut lanes: BTreeMap<ThreadId, Lane> = BTreeMap::new();
    for chunk in kept.chunks {
        add(lanes.entry(ThreadId(chunk.thread)).or_default(), chunk);
    }
    for lane in lanes.values_mut() {
        give_causes_to_acquires(lane);
    }
    let before = outputs_before(&lanes);
    Merge {
        lanes,
        before,
        ..Merge::default()
    }
    .merged(outside)
}

fn add(lane: &mut Lane, chunk: Chunk) {
    let next = lane.first + lane.records.len() as u64;
    if lane.records.is_empty() || chunk.first != next {
        *lane = Lane {
            first: chunk.first,
            ..Lane::default()
        };
    }
    let start = lane.records.len();
    let texts = chunk.texts.into_iter();
    lane.texts
        .extend(texts.map(|(place, text)| (start + place as usize, text)));
    let guards = chunk.guards.into_iter();
    lane.guards
        .extend(guards.map(|(place, lock)| (start + place as usize, lock)));
    lane.records.extend(chunk.records);
}

/// A release knows which one came before the acquire that it undoes: there it belongs.
fn give_causes_to_acquires(lane: &mut Lane) {
    let records = &mut lane.records;
    // For each lock that is held, where it was taken: asked for, or gone on after a wait.
    let mut open: HashMap<u32, (usize, u32)> = HashMap::new();
    for place in 0..records.len() {
        let Record { kind, object, .. } = records[place];
        if let Some(lock) = lane.guards.get(&place) {
            let cause = std::mem::take(&mut records[place].cause);
            if let Some((taken, _)) = open.remove(lock) {
                give(records, taken, cause);
            }
            continue;
        }
        match kind {
            EventKind::Did(Operation::Acquire) if records[place].note != Note::Refused => {
                open.entry(object).or_insert((place, 0)).1 += 1;
            }
            EventKind::Wake => {
                if let Some((taken, 1)) = open.get_mut(&object) {
                    *taken = place;
                }
            }
            EventKind::Deadline => drop(open.remove(&object)),
            EventKind::Did(Operation::Release) => {
                let cause = std::mem::take(&mut records[place].cause);
                let Some((taken, depth)) = open.get_mut(&object) else {
                    continue;
                };
                give(records, *taken, cause);
                *depth -= 1;
                if *depth == 0 {
                    open.remove(&object);
                }
            }
            _ => {}
        }
    }
}

fn give(records: &mut [Record], taken: usize, cause: u64) {
    let taken = &mut records[taken];
    if taken.cause == 0 {
        taken.cause = cause;
    }
}

/// For each output, the one before it.
fn outputs_before(lanes: &BTreeMap<ThreadId, Lane>) -> HashMap<Place, Place> {
    let is_output =
        |record: &Record| record.kind == EventKind::Did(Operation::Output) && record.cause > 0;
    let mut outputs: Vec<(u64, Place)> = Vec::new();
    for (thread, lane) in lanes {
        for (place, record) in lane.records.iter().enumerate() {
            if is_output(record) {
                outputs.push((record.cause, Place::new(*thread, lane.first + place as u64)));
            }
        }
    }
    outputs.sort_unstable();
    let pairs = outputs.windows(2);
    pairs.map(|pair| (pair[1].1, pair[0].1)).collect()
}

#[derive(Default)]
struct Merge {
    lanes: BTreeMap<ThreadId, Lane>,
    /// What must come before an output.
    before: HashMap<Place, Place>,
    /// The next record of each thread that can be placed.
    ready: BinaryHeap<Reverse<(Nanos, ThreadId)>>,
    /// Threads whose next record must come after this one.
    held_up: HashMap<Place, Vec<ThreadId>>,
    events: Vec<Event>,
}

impl Merge {
    fn merged(mut self, outside: &[&'static str]) -> Vec<Event> {
        let threads: Vec<ThreadId> = self.lanes.keys().copied().collect();
        for thread in threads {
            self.offer(thread, true);
        }
        loop {
            while let Some(Reverse((time, thread))) = self.ready.pop() {
                self.place(thread, time, outside);
            }
            // Causes make no circle; if they did, one of them would be given up.
            let Some(thread) = self.held_up.values().flatten().min().copied() else {
                return self.events;
            };
            for threads in self.held_up.values_mut() {
                threads.retain(|other| *other != thread);
            }
            self.held_up.retain(|_, threads| !threads.is_empty());
            self.offer(thread, false);
        }
    }

    /// What the next record of a lane must come after.
    fn needed(&self, thread: ThreadId, lane: &Lane, record: &Record) -> Option<Place> {
        let here = Place::new(thread, lane.first + lane.places.len() as u64);
        match record.kind {
            EventKind::Did(Operation::Output) => self.before.get(&here).copied(),
            _ => self.fitting(thread, record),
        }
    }

    /// The cause, if it was kept and is of another thread.
    fn fitting(&self, thread: ThreadId, record: &Record) -> Option<Place> {
        let cause = Place(record.cause);
        if !cause.is_some() || cause.thread() == thread {
            return None;
        }
        let lane = self.lanes.get(&cause.thread())?;
        let place = cause.index().checked_sub(lane.first)?;
        let other = lane.records.get(place as usize)?;
        let takes = matches!(record.kind, EventKind::Did(Operation::Acquire));
        let fits = other.object == record.object || other.note == Note::Guard;
        (!takes || fits).then_some(cause)
    }

    fn placed(&self, place: Place) -> Option<usize> {
        let lane = self.lanes.get(&place.thread())?;
        let index = place.index().checked_sub(lane.first)?;
        lane.places.get(index as usize).copied()
    }

    /// The next record of a thread can be placed, or waits for another one.
    fn offer(&mut self, thread: ThreadId, may_wait: bool) {
        let Some(lane) = self.lanes.get(&thread) else {
            return;
        };
        let Some(record) = lane.records.get(lane.places.len()) else {
            return;
        };
        let mut time = record.time.max(lane.time);
        if let Some(needed) = self.needed(thread, lane, record) {
            match self.placed(needed) {
                Some(place) => time = time.max(self.events[place].time),
                None if may_wait => {
                    self.held_up.entry(needed).or_default().push(thread);
                    return;
                }
                None => {}
            }
        }
        self.ready.push(Reverse((time, thread)));
    }

    fn place(&mut self, thread: ThreadId, time: Nanos, outside: &[&'static str]) {
        let here = self.events.len();
        let Some(lane) = self.lanes.get(&thread) else {
            return;
        };
        let index = lane.places.len();
        let record = lane.records[index];
        let cause = match record.kind {
            EventKind::Did(Operation::Output) => None,
            _ => (self.fitting(thread, &record)).and_then(|cause| self.placed(cause)),
        };
        let Some(lane) = self.lanes.get_mut(&thread) else {
            return;
        };
        let text = lane.texts.remove(&index);
        let guard = lane.guards.get(&index).map(|lock| ObjectId((*lock).into()));
        lane.places.push(here);
        lane.time = time;
        let itself = Place::new(thread, lane.first + index as u64);
        let mut event = event(&record, thread, time, cause, text, outside);
        if let Some(lock) = guard {
            event.detail = Detail::Guard(lock);
        }
        self.events.push(event);
        self.offer(thread, true);
        for other in self.held_up.remove(&itself).unwrap_or_default() {
            self.offer(other, true);
        }
    }
}

fn event(
    record: &Record,
    thread: ThreadId,
    time: Nanos,
    cause: Option<usize>,
    text: Option<String>,
    outside: &[&'static str],
) -> Event {
    let object = ObjectId(record.object.into());
    let (object, detail) = match record.note {
        Note::Nothing | Note::Guard => (object, Detail::Nothing),
        Note::Thread => (ObjectId::NONE, Detail::Thread(ThreadId(record.object))),
        Note::Outside => {
            let what = outside.get(record.object as usize).copied();
            (
                ObjectId::NONE,
                what.map_or(Detail::Nothing, Detail::Outside),
            )
        }
        Note::ErrorStream => (object, Detail::ErrorStream),
        Note::Refused => (object, Detail::Refused),
        Note::Cut => (object, Detail::Cut),
    };
    let thread_named = match detail {
        Detail::Thread(thread) => Some(thread.to_string()),
        _ => None,
    };
    Event {
        thread,
        time,
        kind: record.kind,
        object,
        line: record.line.into(),
        value: text.or(thread_named),
        detail,
        cause,
    }
}
