//! Where the events of a controlled run are noted, if somebody wants them.

use parking_lot::Mutex;

use super::Controlled;
use crate::runtime::events::{Detail, Event, EventKind, Recording};
use crate::runtime::{ObjectId, Pending, Task, Thread, ThreadId, Wait};

impl Controlled {
    /// The thread has passed this point, and does what was pending.
    pub(super) fn record_step(&self, task: &Task<'_>, pending: Pending) {
        if let Some(recording) = &self.recording {
            let kind = EventKind::Did(pending.operation);
            let about = (pending.object, Detail::Nothing);
            self.note(recording, task.id(), kind, about, pending.line);
        }
    }

    /// The thread waits, or goes on after a wait.
    pub fn record_wait(&self, task: &Task<'_>, kind: EventKind, wait: &Wait) {
        let Some(recording) = &self.recording else {
            return;
        };
        let about = match wait {
            Wait::Resource(resource) => (resource.identity().id(), Detail::Nothing),
            Wait::Join(other) => (ObjectId::NONE, Detail::Thread(other.id())),
            Wait::External(what) => (ObjectId::NONE, Detail::Outside(what)),
            Wait::Sleep | Wait::Prompt => (ObjectId::NONE, Detail::Nothing),
        };
        self.note(recording, task.id(), kind, about, task.line());
    }

    /// A beginning, an error.
    pub fn record(&self, thread: ThreadId, kind: EventKind, line: u32) {
        if let Some(recording) = &self.recording {
            let about = (ObjectId::NONE, Detail::Nothing);
            self.note(recording, thread, kind, about, line);
        }
    }

    /// The thread has ended, or gives up because the run was stopped. By now it may have another name.
    pub(super) fn record_end(&self, thread: &Thread, is_cut: bool) {
        let Some(recording) = &self.recording else {
            return;
        };
        let detail = if is_cut { Detail::Cut } else { Detail::Nothing };
        let about = (ObjectId::NONE, detail);
        self.note(recording, thread.id(), EventKind::End, about, thread.line());
        if let Some(name) = recording.lock().threads.get_mut(&thread.id()) {
            *name = thread.name().to_string();
        }
    }

    /// What the running thread did last lets this one go on.
    pub(super) fn record_cause(&self, of: ThreadId) {
        if let Some(recording) = &self.recording {
            recording.lock().note_cause(of, self.running());
        }
    }

    fn note(
        &self,
        recording: &Mutex<Recording>,
        thread: ThreadId,
        kind: EventKind,
        (object, detail): (ObjectId, Detail),
        line: u32,
    ) {
        let time = self.now();
        let mut recording = recording.lock();
        let cause = match kind {
            EventKind::Begin | EventKind::Wake => recording.take_cause(thread),
            EventKind::Deadline => {
                recording.take_cause(thread);
                None
            }
            _ => None,
        };
        recording.note(Event {
            thread,
            time,
            kind,
            object,
            line,
            value: None,
            detail,
            cause,
        });
    }
}
