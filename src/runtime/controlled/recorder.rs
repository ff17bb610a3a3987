//! Where the events of a controlled run are noted, if somebody wants them.

use parking_lot::Mutex;

use super::Controlled;
use crate::runtime::events::{Event, EventKind, Recording};
use crate::runtime::{ObjectId, Pending, Task, ThreadId, Wait, World};

impl Controlled {
    /// The thread has passed this point, and does what was pending.
    pub(super) fn record_step(&self, task: &Task<'_>, pending: Pending) {
        let Some(recording) = &self.recording else {
            return;
        };
        self.learn_name(recording, task.world(), pending.object);
        let kind = EventKind::Did(pending.operation);
        self.note(recording, task.id(), kind, pending.object, pending.line);
    }

    /// The thread waits, or goes on after a wait.
    pub(super) fn record_wait(&self, task: &Task<'_>, kind: EventKind, wait: &Wait) {
        let Some(recording) = &self.recording else {
            return;
        };
        let object = match wait {
            Wait::Resource(resource) => {
                let identity = resource.identity();
                let mut recording = recording.lock();
                recording.set_name(identity.id(), identity.kind(), identity.name());
                identity.id()
            }
            _ => ObjectId::NONE,
        };
        self.note(recording, task.id(), kind, object, task.line());
    }

    /// A beginning, an end, an error.
    pub fn record(&self, thread: ThreadId, kind: EventKind, line: u32) {
        if let Some(recording) = &self.recording {
            self.note(recording, thread, kind, ObjectId::NONE, line);
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
        object: ObjectId,
        line: u32,
    ) {
        let time = self.now();
        let mut recording = recording.lock();
        let cause = match kind {
            EventKind::Begin | EventKind::Wake => recording.take_cause(thread),
            _ => None,
        };
        recording.note(Event {
            thread,
            time,
            kind,
            object,
            line,
            value: None,
            cause,
        });
    }

    /// Objects get their names after they are made.
    fn learn_name(&self, recording: &Mutex<Recording>, world: &World, object: ObjectId) {
        if object == ObjectId::NONE || recording.lock().is_named(object) {
            return;
        }
        let resources = world.resources();
        let found = (resources.iter()).find(|resource| resource.identity().id() == object);
        if let Some(identity) = found.map(|resource| resource.identity()) {
            let mut recording = recording.lock();
            recording.set_name(object, identity.kind(), identity.name());
        }
    }
}
