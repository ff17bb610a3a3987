//! What happened in a run, in its order, each event with its cause: what reports and pictures are made of. Kept only when asked for.

use std::collections::{BTreeMap, BTreeSet};

use super::{Lifetime, Nanos, ObjectId, Operation, ThreadId};

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
    /// What else is known of it.
    pub detail: Detail,
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
    /// It enters a function whose entries and exits are noted, or leaves it.
    Enter,
    Leave,
    /// An error that nobody caught.
    Error,
    /// A thread has ended.
    End,
}

/// What an event says besides its object and its value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Detail {
    #[default]
    Nothing,
    /// Of a start, a join or a wait for an end: which thread.
    Thread(ThreadId),
    /// Of a wait for somebody outside of the run: for what, as the name of a message.
    Outside(&'static str),
    /// Of an output: it went to standard error.
    ErrorStream,
    /// What was asked for was not to be had, and nobody waits for it: a lock that is held, an empty queue.
    Refused,
    /// Of a put: it needed room, which a get may have made.
    Room,
    /// Of an end: the run was stopped before.
    Cut,
    /// Of a wait for a condition: the lock that is let go meanwhile.
    Guard(ObjectId),
    /// Of an access to a variable: it concerns only a part of what stands there, of which a number stands for index or key; without one, any
    /// part, in a step that nobody comes into.
    Part(Option<u64>),
}

/// What an object is called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// `Lock`, `Queue`, `variable` …
    pub kind: &'static str,
    pub name: Option<String>,
}

/// The events of a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recording {
    pub events: Vec<Event>,
    /// The objects that events speak of.
    pub objects: BTreeMap<ObjectId, Named>,
    /// The names of the threads, by number.
    pub threads: BTreeMap<ThreadId, String>,
    /// Those of them that are daemons.
    pub daemons: BTreeSet<ThreadId>,
    /// When they lived: also of those whose events were left out.
    pub lifetimes: BTreeMap<ThreadId, Lifetime>,
    /// When the run was over.
    pub end: Nanos,
    /// Events that were left out, the oldest, because there were too many.
    pub dropped: usize,
    /// Bytes that are kept, and that are taken.
    most: usize,
    bytes: usize,
    /// The last event of each thread, counted with those that were left out.
    last: BTreeMap<ThreadId, usize>,
    /// What made the next step of a thread possible.
    causes: BTreeMap<ThreadId, usize>,
    /// Who told a thread that what it waits for has happened, when another one will wake it.
    notices: BTreeMap<ThreadId, usize>,
}

/// Bytes of events that are kept when nothing else is said.
pub const RECORDED: usize = 64 << 20;

/// What an event takes.
fn bytes(event: &Event) -> usize {
    size_of::<Event>() + event.value.as_ref().map_or(0, String::len)
}

impl Default for Recording {
    fn default() -> Self {
        Recording::of_at_most(RECORDED)
    }
}

impl Recording {
    /// A recording of the last events, of so many bytes.
    pub(super) fn of_at_most(most: usize) -> Self {
        Recording {
            events: Vec::new(),
            objects: BTreeMap::new(),
            threads: BTreeMap::new(),
            daemons: BTreeSet::new(),
            lifetimes: BTreeMap::new(),
            end: 0,
            dropped: 0,
            most,
            bytes: 0,
            last: BTreeMap::new(),
            causes: BTreeMap::new(),
            notices: BTreeMap::new(),
        }
    }

    pub(super) fn note(&mut self, event: Event) {
        if self.bytes >= self.most {
            let oldest = self.events.len().div_ceil(4);
            self.bytes -= self
                .events
                .drain(..oldest)
                .map(|event| bytes(&event))
                .sum::<usize>();
            self.dropped += oldest;
        }
        self.bytes += bytes(&event);
        self.note_life(&event);
        self.last
            .insert(event.thread, self.dropped + self.events.len());
        self.events.push(event);
    }

    fn note_life(&mut self, event: &Event) {
        if !matches!(
            event.kind,
            EventKind::Begin | EventKind::Error | EventKind::End
        ) {
            return;
        }
        let life = self.lifetimes.entry(event.thread).or_default();
        match event.kind {
            EventKind::Begin => life.from = Some(event.time),
            EventKind::Error => life.failed = true,
            _ => (life.to, life.cut) = (Some(event.time), event.detail == Detail::Cut),
        }
    }

    /// This thread is started there.
    pub(super) fn note_start(&mut self, thread: ThreadId, by: ThreadId, line: u32) {
        let life = self.lifetimes.entry(thread).or_default();
        (life.parent, life.line) = (Some(by), line);
    }

    /// The recording, once nothing more will happen: causes are places among the events that were kept.
    pub(super) fn finished(mut self, end: Nanos) -> Self {
        let dropped = self.dropped;
        for event in &mut self.events {
            event.cause = event.cause.and_then(|cause| cause.checked_sub(dropped));
        }
        self.end = end;
        self
    }

    /// What the running thread did last wakes this one, or begins it.
    pub(super) fn note_cause(&mut self, of: ThreadId, by: ThreadId) {
        if let Some(&event) = self.last.get(&by) {
            self.causes.insert(of, event);
        }
    }

    /// What the running thread did last is what this one waits for; somebody else will wake it.
    pub(super) fn note_notice(&mut self, of: ThreadId, by: ThreadId) {
        if let Some(&event) = self.last.get(&by) {
            self.notices.insert(of, event);
        }
    }

    pub(super) fn take_cause(&mut self, of: ThreadId) -> Option<usize> {
        let woken = self.causes.remove(&of);
        self.notices.remove(&of).or(woken)
    }

    fn last_of(&mut self, thread: ThreadId) -> Option<&mut Event> {
        let place = self.last.get(&thread)?.checked_sub(self.dropped)?;
        self.events.get_mut(place)
    }

    /// Say more of what the thread did last.
    pub(super) fn set_value(&mut self, thread: ThreadId, value: String) {
        let more = value.len();
        if let Some(event) = self.last_of(thread) {
            let less = event.value.replace(value).map_or(0, |value| value.len());
            self.bytes = self.bytes + more - less;
        }
    }

    pub(super) fn set_detail(&mut self, thread: ThreadId, detail: Detail) {
        if let Some(event) = self.last_of(thread) {
            event.detail = detail;
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
