//! What happened in a controlled run, in its order, each event with its cause: what reports and pictures are made of. Kept only when asked for.

use std::collections::BTreeMap;

use super::{Nanos, ObjectId, Operation, ThreadId};

/// One thing that happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    pub thread: ThreadId,
    /// Since the start of the run.
    pub time: Nanos,
    pub kind: EventKind,
    pub object: ObjectId,
    /// Line of the script, 0 when unknown.
    pub line: u32,
    /// What was read, written, printed or thrown; which thread was started or joined (`T1`).
    pub value: Option<String>,
    /// The earlier event that made this one possible: the release before an acquire that had to wait, the start before a beginning.
    pub cause: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum EventKind {
    /// A thread begins.
    Begin,
    /// It did this.
    Did(Operation),
    /// What it began to do has to wait.
    Wait,
    /// The wait is over; somebody has woken it.
    Wake,
    /// The wait is over; its time has come.
    Deadline,
    /// An error that nobody caught.
    Error,
    /// A thread has ended.
    End,
}

/// What an object is called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// `Lock`, `Queue`, `variable` …
    pub kind: &'static str,
    pub name: Option<String>,
}

/// The events of a run.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Recording {
    pub events: Vec<Event>,
    /// The objects that events speak of.
    pub objects: BTreeMap<ObjectId, Named>,
    /// The names of the threads, by number.
    pub threads: BTreeMap<ThreadId, String>,
    /// Events that were left out, because there were too many.
    pub dropped: usize,
    /// The last event of each thread.
    last: BTreeMap<ThreadId, usize>,
    /// What made the next step of a thread possible.
    causes: BTreeMap<ThreadId, usize>,
}

/// More events are not kept.
const MOST: usize = 200_000;

impl Recording {
    pub(super) fn note(&mut self, event: Event) {
        if self.events.len() >= MOST {
            self.dropped += 1;
            return;
        }
        self.last.insert(event.thread, self.events.len());
        self.events.push(event);
    }

    /// What the running thread did last wakes this one, or begins it.
    pub(super) fn note_cause(&mut self, of: ThreadId, by: ThreadId) {
        if let Some(&event) = self.last.get(&by) {
            self.causes.insert(of, event);
        }
    }

    pub(super) fn take_cause(&mut self, of: ThreadId) -> Option<usize> {
        self.causes.remove(&of)
    }

    /// Say more of what the thread did last.
    pub(super) fn set_value(&mut self, thread: ThreadId, value: String) {
        if let Some(event) = self
            .last
            .get(&thread)
            .and_then(|&last| self.events.get_mut(last))
        {
            event.value = Some(value);
        }
    }

    pub(super) fn set_name(&mut self, object: ObjectId, kind: &'static str, name: Option<&str>) {
        let named = self
            .objects
            .entry(object)
            .or_insert(Named { kind, name: None });
        if named.name.is_none() {
            named.name = name.map(str::to_owned);
        }
    }

    /// Does the object have a name already?
    pub(super) fn is_named(&self, object: ObjectId) -> bool {
        (self.objects.get(&object)).is_some_and(|named| named.name.is_some())
    }

    /// What reports call an object.
    pub fn name(&self, object: ObjectId) -> String {
        match self.objects.get(&object) {
            Some(Named {
                name: Some(name), ..
            }) => name.clone(),
            Some(Named { kind, .. }) => format!("{kind} #{}", object.0 as u32),
            None => String::new(),
        }
    }
}
