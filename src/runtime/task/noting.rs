//! What a thread notes of what it does, for those who look on.

use super::Task;
use crate::runtime::epoch::Sign;
use crate::runtime::events::{Detail, EventKind};
use crate::runtime::{ObjectId, Pending, Thread, ThreadId, Wait, Wake};

impl Task<'_> {
    /// What this thread read, wrote or printed last.
    pub fn note_value(&self, value: impl FnOnce() -> String) {
        if self.is_noted() {
            let value = value();
            match self.log() {
                Some(log) => log.set_text(value),
                None => {
                    (self.world).with_recording(|recording| recording.set_value(self.id(), value))
                }
            }
        }
    }

    fn note_detail(&self, detail: Detail) {
        match self.log() {
            Some(log) => log.set_detail(detail),
            None => {
                (self.world).with_recording(|recording| recording.set_detail(self.id(), detail));
            }
        }
    }

    /// What this thread did last concerns that one.
    pub(super) fn note_thread(&self, thread: ThreadId) {
        if self.is_noted() {
            self.note_detail(Detail::Thread(thread));
            if self.is_controlled() {
                self.note_value(|| thread.to_string());
            }
        }
    }

    /// What this thread did last was a look at that one: does it live?
    pub fn note_look(&self, thread: &Thread, lives: bool) {
        if !lives {
            self.hear(Sign::End(thread.id()));
        }
        if self.is_noted() {
            self.note_detail(Detail::Thread(thread.id()));
            self.note_value(|| lives.to_string());
        }
    }

    /// What this thread did last was a look at who lives: it knows of everyone who has ended.
    pub fn note_roll_call(&self) {
        let signs = &self.world.orders.signs;
        if signs.any() {
            self.epoch.hear_ends(signs);
        }
    }

    /// This thread has started that one.
    pub(in crate::runtime) fn note_start(&self, thread: &Thread) {
        self.tell(Sign::Start(thread.id()));
        self.note_thread(thread.id());
        match self.log() {
            Some(log) => log.starts(thread, self.line()),
            None => self.world.with_recording(|recording| {
                recording.note_start(thread.id(), self.id(), self.line());
            }),
        }
    }

    /// While this thread waits for what it did last, that lock is free.
    pub fn note_guard(&self, lock: ObjectId) {
        match self.log() {
            Some(log) => log.set_guard(lock),
            None if self.is_recorded() => self.note_detail(Detail::Guard(lock)),
            None => {}
        }
    }

    /// Note what a thread of a real run is about to do, where the controlled runtime needs no point.
    #[inline]
    pub fn note_did(&self, pending: Pending) {
        if let Some(log) = self.log() {
            log.did(pending.operation, pending.object.0, self.line());
        }
    }

    /// What this thread asked for last is not to be had, and it does not wait for it.
    #[cold]
    pub fn note_refused(&self) {
        if self.is_noted() {
            self.note_detail(Detail::Refused);
        }
    }

    /// What this thread puts needs room, which others make. Of a real run it is not noted.
    #[inline]
    pub fn note_needs_room(&self) {
        if self.is_recorded() {
            self.note_detail(Detail::Room);
        }
    }

    /// What this thread printed last, to standard output or error: `order` counts what was written there.
    pub fn note_output(&self, to_error: bool, order: u64, text: &str) {
        if !self.is_noted() {
            return;
        }
        if to_error {
            self.note_detail(Detail::ErrorStream);
        }
        self.note_value(|| text.to_string());
        if let Some(log) = self.log()
            && !to_error
        {
            log.set_order(order);
        }
    }

    pub(super) fn note_wait(&self, kind: EventKind, wait: &Wait) {
        match (self.log(), kind) {
            (Some(log), EventKind::Wait) => log.waits(&self.thread, wait),
            (Some(log), _) => log.goes_on(&self.thread, wait, Wake::Woken),
            (None, _) => self.world.record_wait(self, kind, wait),
        }
    }

    /// Look at the clock before the next thing that is noted: its order among those of other threads matters.
    #[inline]
    pub fn note_moment(&self) {
        if let Some(log) = self.log() {
            log.look();
        }
    }

    /// What this thread read in a variable or wrote there last, unless such values are left out (`Options::outline`).
    pub fn note_variable(&self, value: impl FnOnce() -> String) {
        if !self.world.options.outline {
            self.note_value(value);
        }
    }

    /// What this thread read or wrote last was this part of a variable (`Detail::Part`).
    pub fn note_part(&self, part: Option<u64>) {
        if self.is_recorded() {
            self.note_detail(Detail::Part(part));
        }
    }

    /// Say, before the next thing that happens, which value a variable has got by what this thread did last: for changes in place, if
    /// somebody wants to know (`Options::values`).
    pub fn note_value_later(&self, value: impl FnOnce() -> String + 'static) {
        if self.is_recorded() && self.world.options.values {
            *self.later.borrow_mut() = Some(Box::new(value));
        }
    }

    pub(super) fn note_what_was_later(&self) {
        if let Some(value) = self.later.take() {
            self.note_value(value);
        }
    }

    /// What an object is called.
    pub fn note_name(&self, object: ObjectId, kind: &'static str, name: &str) {
        self.world
            .with_recording(|recording| recording.set_name(object, kind, Some(name)));
    }

    /// This thread enters a function of this name, or leaves it.
    pub fn note_section(&self, name: &str, enters: bool) {
        if self.is_recorded() {
            let kind = match enters {
                true => EventKind::Enter,
                false => EventKind::Leave,
            };
            self.world.record(&self.thread, kind);
            self.note_value(|| name.to_owned());
        }
    }

    /// An error that nobody caught has ended the thread, or will.
    pub fn note_error(&self, what: impl FnOnce() -> String) {
        if let Some(log) = self.log() {
            log.error(self.line(), what());
        } else if self.is_recorded() {
            self.world.record(&self.thread, EventKind::Error);
            self.note_value(what);
        }
    }

    pub(in crate::runtime) fn record_begin(&self) {
        if self.is_recorded() {
            self.world.record(&self.thread, EventKind::Begin);
            let (id, name) = (self.id(), self.thread.name().to_string());
            self.world.with_recording(|recording| {
                recording.threads.insert(id, name);
                if self.thread.is_daemon() {
                    recording.daemons.insert(id);
                }
            });
        }
    }
}
