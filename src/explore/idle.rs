//! Loops that wait for other threads by looking again and again: told from the events of a run. A loop *spins* when it does the same so many
//! times in a row, never waits, changes nothing, and goes on when what it looks at has changed, or never. It *polls* when it sleeps, or waits
//! for at most so long, between equal looks.

use crate::runtime::{Detail, Event, EventKind, Nanos, ObjectId, Operation, Recording, ThreadId};
use std::collections::BTreeMap;

/// So many equal turns in a row, and a loop that never waits spins.
const SPINS: usize = 50;
/// So many equal looks with a wait for time between them, and a loop polls.
const POLLS: usize = 3;
/// Events of one turn at most.
const LONGEST: usize = 64;

/// A loop that waits by looking.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IdleLoop {
    pub thread: ThreadId,
    /// Line of the first look of a turn.
    pub line: u32,
    /// Equal turns in a row.
    pub turns: usize,
    /// Time between two looks; none: it spins.
    pub every: Option<Nanos>,
    /// The names of what it looks at.
    pub looks_at: Vec<String>,
}

/// The loops of a run that wait by looking, one for each line.
pub fn idle_loops(recording: &Recording) -> Vec<IdleLoop> {
    let mut threads: BTreeMap<ThreadId, Vec<&Event>> = BTreeMap::new();
    for event in &recording.events {
        threads.entry(event.thread).or_default().push(event);
    }
    let mut found: Vec<IdleLoop> = Vec::new();
    for (thread, events) in threads {
        // What a loop prints while it waits makes no difference to how it waits.
        let silent: Vec<&Event> = events
            .iter()
            .copied()
            .filter(|event| !prints(event))
            .collect();
        for (events, least) in [(&events, SPINS), (&silent, POLLS)] {
            for turns in repeated(events, least) {
                let idle = turns.idle(thread, recording, least == POLLS);
                let is_known = |idle: &IdleLoop| found.iter().any(|known| known.line == idle.line);
                found.extend(idle.filter(|idle| !is_known(idle)));
            }
        }
    }
    found.sort_by_key(|idle| idle.line);
    found
}

fn prints(event: &Event) -> bool {
    matches!(event.kind, EventKind::Did(Operation::Output))
}

/// Do the two do the same in the same place?
fn same_place(a: &Event, b: &Event) -> bool {
    (a.kind, a.object, a.line) == (b.kind, b.object, b.line)
}

/// And with the same answer?
fn same(a: &Event, b: &Event) -> bool {
    same_place(a, b) && a.value == b.value && a.detail == b.detail
}

/// A part of a thread's events in which the same turn comes again and again.
struct Turns<'e> {
    /// The first turn.
    turn: &'e [&'e Event],
    count: usize,
    /// What came instead of one more.
    next: Option<&'e Event>,
    /// What one more would have gone on with.
    expected: &'e Event,
}

/// The parts of the events in which a turn comes at least so often in a row.
fn repeated<'e>(events: &'e [&'e Event], least: usize) -> Vec<Turns<'e>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < events.len() {
        let lengths = 1..=LONGEST.min((events.len() - start) / least);
        let equal = |length: &usize| {
            let again = events[start + length..].iter().zip(&events[start..]);
            again.take_while(|(a, b)| same(a, b)).count()
        };
        let longest = lengths
            .map(|length| (equal(&length), length))
            .find(|(equal, length)| equal + length >= least * length);
        let Some((equal, length)) = longest else {
            start += 1;
            continue;
        };
        let end = start + length + equal;
        found.push(Turns {
            turn: &events[start..start + length],
            count: equal / length + 1,
            next: events.get(end).copied(),
            expected: events[end - length],
        });
        start = end;
    }
    found
}

impl Turns<'_> {
    fn idle(&self, thread: ThreadId, recording: &Recording, polls: bool) -> Option<IdleLoop> {
        let first = self.turn.iter().find(|event| looks(event))?;
        let waits = self
            .turn
            .iter()
            .any(|event| event.kind == EventKind::Deadline);
        let is_woken = self.turn.iter().any(|event| event.kind == EventKind::Wake);
        let is_idle = !is_woken && waits == polls && self.all_idle();
        if !is_idle || !self.waited_for_others() {
            return None;
        }
        let mut looks_at: Vec<String> = Vec::new();
        for event in self.turn.iter().filter(|event| looks(event)) {
            let name = recording.name(event.object);
            if event.object != ObjectId::NONE && !looks_at.contains(&name) {
                looks_at.push(name);
            }
        }
        let span = |name: EventKind| self.turn.iter().filter(move |event| event.kind == name);
        let began = span(EventKind::Wait).map(|event| event.time).sum::<Nanos>();
        let ended = span(EventKind::Deadline)
            .map(|event| event.time)
            .sum::<Nanos>();
        Some(IdleLoop {
            thread,
            line: first.line,
            turns: self.count,
            every: polls.then(|| ended.saturating_sub(began)),
            looks_at,
        })
    }

    /// Does nothing in the turn change anything? A `get` that waits until its time is over changes nothing either.
    fn all_idle(&self) -> bool {
        let next = |at: usize| self.turn[(at + 1) % self.turn.len()];
        self.turn.iter().enumerate().all(|(at, event)| {
            idles(event)
                || event.kind == EventKind::Did(Operation::Receive)
                    && next(at).kind == EventKind::Wait
        })
    }

    /// Did the loop end because an answer was another one, or not at all? A loop that counts to a hundred looks at the same too.
    fn waited_for_others(&self) -> bool {
        let Some(next) = self.next else {
            return true;
        };
        let is_cut = next.kind == EventKind::End && next.detail == Detail::Cut;
        let place = |event: &Event| (event.object, event.line);
        let woken_instead = next.kind == EventKind::Wake
            && self.expected.kind == EventKind::Deadline
            && place(next) == place(self.expected);
        // What `is_alive` and its like have answered is not noted.
        let is_unknown = |event: &&Event| {
            event.kind == EventKind::Did(Operation::Inspect) && event.value.is_none()
        };
        is_cut
            || woken_instead
            || same_place(next, self.expected)
            || self.turn.iter().any(is_unknown)
    }
}

/// Does the thread learn from this what others have done?
fn looks(event: &Event) -> bool {
    match event.kind {
        EventKind::Did(Operation::Read | Operation::Inspect | Operation::Receive) => true,
        EventKind::Did(Operation::Wait | Operation::Join) => true,
        EventKind::Did(Operation::Acquire) => event.detail == Detail::Refused,
        _ => false,
    }
}

/// Is it nothing that a loop that only waits would not do? What it writes it writes in each turn, and so changes nothing.
fn idles(event: &Event) -> bool {
    match event.kind {
        EventKind::Did(operation) => {
            operation.only_looks()
                || operation == Operation::Write
                || operation == Operation::Receive && event.detail != Detail::Nothing
                || operation == Operation::Chance
        }
        EventKind::Wait | EventKind::Deadline => true,
        EventKind::Enter | EventKind::Leave => true,
        EventKind::Begin | EventKind::Wake | EventKind::Error | EventKind::End => false,
    }
}
