//! What one thread of a real run notes while it is observed: small records in a buffer of its own. What becomes of them is `recorder`'s.

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use super::recorder::Recorder;
use crate::runtime::{
    Detail, EventKind, Nanos, ObjectId, Operation, Stop, Thread, ThreadId, Wait, Wake,
};

/// Records of one buffer. What a thread has noted is handed in when its buffer is full.
const RECORDS: usize = 1024;
/// As many bytes of texts, and it is handed in before.
const TEXTS: usize = 1 << 16;
/// Records of locks that may follow each other without a look at the clock, which costs more than they do. The engine's ticks look at it
/// too, every few thousand operations.
const BLIND: u32 = 64;

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
    chunk: RefCell<Chunk>,
    /// How many records it has made.
    count: Cell<u64>,
    /// What the clock said at the last look.
    time: Cell<Nanos>,
    /// Records until the next look.
    blind: Cell<u32>,
}

impl Log {
    pub fn begin(recorder: &Arc<Recorder>, thread: &Thread) -> Log {
        recorder.name(thread);
        let log = Log {
            recorder: recorder.clone(),
            thread: thread.id(),
            chunk: RefCell::new(Chunk {
                thread: thread.id().0,
                ..Chunk::default()
            }),
            count: Cell::new(0),
            time: Cell::new(0),
            blind: Cell::new(0),
        };
        log.look();
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
        self.hand_in();
    }

    /// The thread is about to do this.
    #[inline]
    pub fn did(&self, operation: Operation, object: u64, line: u32) {
        let kind = EventKind::Did(operation);
        let object = object as u32;
        let cause = match operation {
            Operation::Release => self.recorder.released(object, self.next()).0,
            Operation::Acquire => 0,
            _ => {
                self.look();
                0
            }
        };
        self.push(kind, (object, Note::Nothing), line, cause);
    }

    #[inline]
    fn push(&self, kind: EventKind, about: (u32, Note), line: u32, cause: u64) {
        match self.blind.get() {
            0 => self.look(),
            left => self.blind.set(left - 1),
        }
        self.count.set(self.count.get() + 1);
        let mut chunk = self.chunk.borrow_mut();
        chunk.records.push(Record {
            time: self.time.get(),
            cause,
            object: about.0,
            line: line as u16,
            kind,
            note: about.1,
        });
    }

    /// The records are handed in; others follow.
    #[cold]
    fn exchange(&self, chunk: &mut Chunk) {
        let next = Chunk {
            thread: chunk.thread,
            first: chunk.first + chunk.records.len() as u64,
            ..Chunk::default()
        };
        let full = std::mem::replace(chunk, next);
        chunk.records = self.recorder.take_in(full);
    }

    /// Hand in what was noted so far: the thread ends, or may be left behind.
    pub fn hand_in(&self) {
        self.exchange(&mut self.chunk.borrow_mut());
    }

    /// Look at the clock, and whether the buffer is full.
    #[inline(never)]
    pub fn look(&self) {
        self.time.set(self.recorder.now());
        self.blind.set(BLIND);
        let mut chunk = self.chunk.borrow_mut();
        if chunk.records.len() >= RECORDS || chunk.text_bytes >= TEXTS {
            self.exchange(&mut chunk);
        }
    }

    fn next(&self) -> Place {
        Place::new(self.thread, self.count.get())
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
        self.set_text(text);
    }

    fn with_last(&self, change: impl FnOnce(&mut Record)) {
        if let Some(record) = self.chunk.borrow_mut().records.last_mut() {
            change(record);
        }
    }

    pub fn set_detail(&self, detail: Detail) {
        self.with_last(|record| match detail {
            Detail::Thread(thread) => (record.object, record.note) = (thread.0, Note::Thread),
            Detail::ErrorStream => record.note = Note::ErrorStream,
            Detail::Refused => record.note = Note::Refused,
            Detail::Cut => record.note = Note::Cut,
            Detail::Outside(_) | Detail::Guard(_) | Detail::Nothing => {}
        });
    }

    /// While the thread waits for what it noted last, it lets this lock go, which it holds still.
    pub fn set_guard(&self, lock: ObjectId) {
        let lock = lock.0 as u32;
        let before = self.recorder.released(lock, self.last());
        let mut chunk = self.chunk.borrow_mut();
        let Some(place) = chunk.records.len().checked_sub(1) else {
            return;
        };
        let record = &mut chunk.records[place];
        (record.cause, record.note) = (before.0, Note::Guard);
        chunk.guards.push((place as u32, lock));
    }

    /// What was noted last is this output among all.
    pub fn set_order(&self, order: u64) {
        self.with_last(|record| record.cause = order + 1);
    }

    /// What was noted last says this.
    pub fn set_text(&self, text: String) {
        let mut chunk = self.chunk.borrow_mut();
        let Some(place) = chunk.records.len().checked_sub(1) else {
            return;
        };
        chunk.text_bytes += text.len();
        chunk.texts.push((place as u32, text));
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
