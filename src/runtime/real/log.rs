//! What one thread of a real run notes while it is observed: small records in a buffer of its own. What becomes of them is `recorder`'s.

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use super::recorder::Recorder;
use crate::runtime::{
    Detail, EventKind, Nanos, ObjectId, Operation, Stop, Thread, ThreadId, Wait, Wake,
};

/// Records of one buffer, a power of two: what a thread has noted is handed in when its buffer is full.
const RECORDS: usize = 256;
/// As many bytes of texts, or so much time, and it is handed in before: a run may be ended by force.
const TEXTS: usize = 1 << 16;
const WHILE: Nanos = 10_000_000;
/// Records of locks that may follow each other without a look at the clock, which costs more than they do. The engine's ticks look at it
/// too, every few thousand operations.
const BLIND: usize = 64;

/// Which record of which thread, in one word; 0 is none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub(super) struct Place(pub u64);

const INDEX: u32 = 40;

impl Place {
    pub fn new(thread: ThreadId, index: u64) -> Self {
        Place(u64::from(thread.0) << INDEX | (index + 1))
    }

    pub fn is_some(self) -> bool {
        self.0 != 0
    }

    pub fn thread(self) -> ThreadId {
        ThreadId((self.0 >> INDEX) as u32)
    }

    pub fn index(self) -> u64 {
        (self.0 & ((1 << INDEX) - 1)) - 1
    }
}

/// One event, as small as can be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    pub time: Nanos,
    /// What made it possible. Of a release: the release before the acquire that it undoes. Of an output: its number among all outputs.
    pub cause: u64,
    /// The object, or what the note is about.
    pub object: u32,
    pub line: u16,
    pub kind: EventKind,
    pub note: Note,
}

impl Record {
    const NONE: Record = Record {
        time: 0,
        cause: 0,
        object: 0,
        line: 0,
        kind: EventKind::Begin,
        note: Note::Nothing,
    };
}

/// `Detail` in one byte.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Note {
    Nothing,
    /// `object` is the number of a thread.
    Thread,
    /// `object` is a place in the recorder's list of what is waited for outside.
    Outside,
    ErrorStream,
    Refused,
    Cut,
    /// A lock is let go, too: it is in `Chunk::guards`, and `cause` is as that of its release.
    Guard,
}

/// Records of one thread, one after the other.
#[derive(Default, Debug)]
pub(super) struct Chunk {
    pub thread: u32,
    /// How many records of the thread were before these.
    pub first: u64,
    pub records: Vec<Record>,
    /// What some of them say, by their place here.
    pub texts: Vec<(u32, String)>,
    pub text_bytes: usize,
    /// The locks that some of them let go, by their place here.
    pub guards: Vec<(u32, u32)>,
}

/// What a thread notes with. Stays on its own stack.
pub(in crate::runtime) struct Log {
    recorder: Arc<Recorder>,
    thread: ThreadId,
    records: Box<[Cell<Record>; RECORDS]>,
    /// How many of them are taken.
    used: Cell<usize>,
    /// How many were handed in.
    before: Cell<u64>,
    /// The place of the first record of the buffer.
    base: Cell<u64>,
    rest: RefCell<Rest>,
    /// What the clock said at the last look.
    time: Cell<Nanos>,
    /// When the thread handed in the last time.
    handed_in: Cell<Nanos>,
}

/// What the records of a buffer say besides.
#[derive(Default)]
struct Rest {
    texts: Vec<(u32, String)>,
    text_bytes: usize,
    guards: Vec<(u32, u32)>,
}

impl Log {
    pub fn begin(recorder: &Arc<Recorder>, thread: &Thread) -> Log {
        recorder.name(thread);
        let log = Log {
            recorder: recorder.clone(),
            thread: thread.id(),
            records: Box::new([const { Cell::new(Record::NONE) }; RECORDS]),
            used: Cell::new(0),
            before: Cell::new(0),
            base: Cell::new(Place::new(thread.id(), 0).0),
            rest: RefCell::default(),
            time: Cell::new(0),
            handed_in: Cell::new(0),
        };
        log.look();
        let from = Some(log.time.get());
        recorder.with_life(thread.id(), |life| life.from = from);
        log.push(EventKind::Begin, (0, Note::Nothing), 0, take_cause(thread));
        log
    }

    /// The thread has ended, or gives up because the run was stopped; gives the place of that.
    pub fn end(&self, thread: &Thread, is_cut: bool) {
        self.look();
        let note = if is_cut { Note::Cut } else { Note::Nothing };
        self.push(EventKind::End, (0, note), thread.line(), 0);
        thread.cause.store(self.last().0, Relaxed);
        self.recorder.name(thread);
        let to = Some(self.time.get());
        self.recorder
            .with_life(thread.id(), |life| (life.to, life.cut) = (to, is_cut));
        self.hand_in();
    }

    /// The thread is about to do this. Locks come by the million: where it is known when compiling that it is one, some twenty instructions.
    #[inline(always)]
    pub fn did(&self, operation: Operation, object: u64, line: u32) {
        let kind = EventKind::Did(operation);
        let object = object as u32;
        let cause = match operation {
            Operation::Release => self.recorder.released(object, self.next()).0,
            Operation::Acquire => 0,
            _ => return self.did_at(kind, object, line),
        };
        self.push(kind, (object, Note::Nothing), line, cause);
    }

    /// The thread does this now, by the clock.
    #[inline(never)]
    fn did_at(&self, kind: EventKind, object: u32, line: u32) {
        self.look();
        self.push(kind, (object, Note::Nothing), line, 0);
    }

    #[inline(always)]
    fn push(&self, kind: EventKind, about: (u32, Note), line: u32, cause: u64) {
        let mut used = self.used.get();
        if used.is_multiple_of(BLIND) {
            self.look();
            used = self.used.get();
        }
        self.records[used % RECORDS].set(Record {
            time: self.time.get(),
            cause,
            object: about.0,
            line: line as u16,
            kind,
            note: about.1,
        });
        self.used.set(used + 1);
    }

    /// Hand in what was noted so far; others follow.
    #[cold]
    pub fn hand_in(&self) {
        let used = self.used.replace(0);
        let rest = self.rest.take();
        self.recorder.take_in(Chunk {
            thread: self.thread.0,
            first: self.before.get(),
            records: self.records[..used].iter().map(Cell::get).collect(),
            texts: rest.texts,
            text_bytes: rest.text_bytes,
            guards: rest.guards,
        });
        self.before.set(self.before.get() + used as u64);
        self.base.set(self.base.get() + used as u64);
        self.handed_in.set(self.time.get());
    }

    /// Look at the clock, and whether it is time to hand in.
    #[inline(never)]
    pub fn look(&self) {
        self.time.set(self.recorder.now());
        let used = self.used.get();
        let is_late = self.time.get() - self.handed_in.get() > WHILE;
        if used >= RECORDS || used > 0 && (is_late || self.rest.borrow().text_bytes >= TEXTS) {
            self.hand_in();
        }
    }

    #[inline(always)]
    fn next(&self) -> Place {
        Place(self.base.get() + self.used.get() as u64)
    }

    /// What was noted last.
    fn last(&self) -> Place {
        Place(self.next().0 - 1)
    }

    /// The thread waits for this.
    pub fn waits(&self, thread: &Thread, wait: &Wait) {
        self.look();
        let about = match wait {
            Wait::Resource(resource) => (resource.identity().id().0 as u32, Note::Nothing),
            Wait::Join(other) => (other.id().0, Note::Thread),
            Wait::External(what) => (self.recorder.outside(what), Note::Outside),
            Wait::Sleep | Wait::Prompt => (0, Note::Nothing),
        };
        self.push(EventKind::Wait, about, thread.line(), 0);
        // Waits for other threads are many and short; from the others a thread may never come back.
        if !matches!(wait, Wait::Resource(_)) {
            self.hand_in();
        }
    }

    /// The wait that was noted last is over.
    pub fn goes_on(&self, thread: &Thread, wait: &Wait, wake: Wake) {
        self.look();
        let cause = take_cause(thread);
        let about = match wait {
            Wait::Resource(resource) => (resource.identity().id().0 as u32, Note::Nothing),
            Wait::Join(other) => (other.id().0, Note::Thread),
            _ => (0, Note::Nothing),
        };
        match wake {
            Wake::Woken => self.push(EventKind::Wake, about, thread.line(), cause),
            Wake::TimedOut => self.push(EventKind::Deadline, about, thread.line(), 0),
        }
    }

    /// What was noted last starts this thread, there.
    pub fn starts(&self, thread: &Thread, line: u32) {
        self.wakes(thread);
        self.recorder.name(thread);
        let parent = Some(self.thread);
        (self.recorder).with_life(thread.id(), |life| {
            (life.parent, life.line) = (parent, line)
        });
    }

    /// What was noted last wakes this thread.
    pub fn wakes(&self, thread: &Thread) {
        thread.cause.store(self.last().0, Relaxed);
    }

    /// What was noted last is what this thread waits for; somebody else will wake it.
    pub fn notifies(&self, thread: &Thread) {
        thread.notice.store(self.last().0, Relaxed);
    }

    pub fn error(&self, line: u32, text: String) {
        self.look();
        self.push(EventKind::Error, (0, Note::Nothing), line, 0);
        (self.recorder).with_life(self.thread, |life| life.failed = true);
        self.set_text(text);
    }

    /// Say more of what was noted last, unless it was handed in.
    fn with_last(&self, change: impl FnOnce(&mut Record, u32)) {
        let Some(last) = self.used.get().checked_sub(1) else {
            return;
        };
        let mut record = self.records[last % RECORDS].get();
        change(&mut record, last as u32);
        self.records[last % RECORDS].set(record);
    }

    pub fn set_detail(&self, detail: Detail) {
        self.with_last(|record, _| match detail {
            Detail::Thread(thread) => (record.object, record.note) = (thread.0, Note::Thread),
            Detail::ErrorStream => record.note = Note::ErrorStream,
            Detail::Refused => record.note = Note::Refused,
            Detail::Cut => record.note = Note::Cut,
            Detail::Outside(_)
            | Detail::Guard(_)
            | Detail::Part(_)
            | Detail::Room
            | Detail::Nothing => {}
        });
    }

    /// While the thread waits for what it noted last, it lets this lock go, which it holds still.
    pub fn set_guard(&self, lock: ObjectId) {
        let lock = lock.0 as u32;
        let before = self.recorder.released(lock, self.last());
        self.with_last(|record, place| {
            (record.cause, record.note) = (before.0, Note::Guard);
            self.rest.borrow_mut().guards.push((place, lock));
        });
    }

    /// What was noted last is this output among all.
    pub fn set_order(&self, order: u64) {
        self.with_last(|record, _| record.cause = order + 1);
    }

    /// What was noted last says this.
    pub fn set_text(&self, text: String) {
        self.with_last(|_, place| {
            let mut rest = self.rest.borrow_mut();
            rest.text_bytes += text.len();
            rest.texts.push((place, text));
        });
    }
}

/// Who told the thread what it waited for, or else who woke it.
fn take_cause(thread: &Thread) -> u64 {
    let cause = thread.cause.swap(0, Relaxed);
    match thread.notice.swap(0, Relaxed) {
        0 => cause,
        notice => notice,
    }
}

/// What a stop says to `goes_on`: nothing, the wait just ends.
pub(in crate::runtime) fn noted(
    log: &Log,
    thread: &Thread,
    wait: Wait,
    park: impl FnOnce(Wait) -> Result<Wake, Stop>,
) -> Result<Wake, Stop> {
    log.waits(thread, &wait);
    let wake = park(wait.clone())?;
    log.goes_on(thread, &wait, wake);
    Ok(wake)
}
