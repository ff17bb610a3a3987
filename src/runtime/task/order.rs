//! What a thread tells of the order in which it takes locks, and of what lies between: starts, joins, signals.

use std::sync::Arc;

use super::Task;
use crate::runtime::epoch::Sign;
use crate::runtime::orders::Taker;
use crate::runtime::{ObjectId, Resource};

impl Task<'_> {
    /// To be called when the thread has taken something exclusive: the order of such things is noted. `waits`: would it have
    /// waited for ever? Two instructions for who takes the same again and again.
    #[inline(always)]
    pub fn took<R: Resource + 'static>(&self, lock: &Arc<R>, waits: bool) {
        if self.last.get() != Arc::as_ptr(lock).cast() {
            self.took_another(lock, waits);
        }
    }

    #[inline(never)]
    fn took_another<R: Resource + 'static>(&self, lock: &Arc<R>, waits: bool) {
        let place = Arc::as_ptr(lock).cast();
        self.last.set(place);
        if self.world.options.lock_orders {
            let taker = Taker {
                thread: &self.thread,
                word: self.holder,
                epoch: &self.epoch,
                orders: &self.world.orders,
            };
            let mut held = self.held.borrow_mut();
            held.add(&taker, place, || lock.clone(), waits);
        }
    }

    /// Keep no lock alive that the thread does not hold: between the lines of a session.
    pub(in crate::runtime) fn forget_locks(&self) {
        self.last.set(std::ptr::null());
        self.held.borrow_mut().forget(self.holder);
    }

    /// To be called when the thread has taken one of `all` permits: who has one keeps others outside.
    #[inline]
    pub fn took_permit(&self, semaphore: ObjectId, all: u64) {
        if self.world.options.lock_orders {
            self.held.borrow_mut().take_permit(semaphore, all);
        }
    }

    /// To be called when the thread gives permits back.
    #[inline]
    pub fn gives_permits(&self, semaphore: ObjectId, count: u64) {
        if self.world.options.lock_orders && !self.held.borrow_mut().give_permits(semaphore, count)
        {
            self.world.orders.note_signal(semaphore);
        }
    }

    /// To be called before the thread lets others go on through this object: what it has done so far comes before what they will do.
    #[inline]
    pub fn signals(&self, object: ObjectId) {
        self.tell(Sign::Object(object));
    }

    /// To be called when the thread has gone on through this object.
    #[inline]
    pub fn hears(&self, object: ObjectId) {
        self.hear(Sign::Object(object));
    }

    #[inline]
    pub(in crate::runtime) fn tell(&self, sign: Sign) {
        let signs = &self.world.orders.signs;
        if signs.any() {
            let holds = || self.held.borrow().holds_any(self.holder);
            self.epoch.tell(self.id(), signs, sign, holds);
        }
    }

    #[inline]
    pub(in crate::runtime) fn hear(&self, sign: Sign) {
        let signs = &self.world.orders.signs;
        if signs.any() {
            self.epoch.hear(self.id(), signs, sign);
        }
    }

    /// To be called when the thread lets something go whose releases are watched.
    pub fn lets_go(&self, lock: ObjectId) {
        if !self.held.borrow_mut().let_go(lock) {
            self.world.orders.note_signal(lock);
        }
    }

    /// The body of the thread is about to run.
    pub(in crate::runtime) fn begins(&self) {
        self.hear(Sign::Start(self.id()));
        self.record_begin();
    }

    /// The body of the thread has run.
    pub(in crate::runtime) fn ends(&self) {
        self.tell(Sign::End(self.id()));
    }
}
