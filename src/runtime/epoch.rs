//! Which nested acquires can never meet: a start, a join, an event, a queue or a barrier lies between them. Vector clocks that tick only where
//! a thread has noted a nested acquire since the last signal that it gave; a program without nested acquires pays one load for each signal.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use parking_lot::Mutex;

use super::{ObjectId, ThreadId};

/// Of so many other threads something is remembered, the youngest.
const MOST_HEARD: usize = 64;
/// So many signals are remembered.
const MOST_SIGNS: usize = 10_000;

/// Through what one thread hears of what others have done.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Sign {
    /// An event, a queue, a barrier, a semaphore that begins without a permit.
    Object(ObjectId),
    Start(ThreadId),
    End(ThreadId),
}

/// For each thread, the tick of its clock that was heard of.
type Heard = BTreeMap<ThreadId, u32>;

/// What threads have told each other by signals.
#[derive(Default)]
pub(super) struct Signs {
    /// Has anybody noted a nested acquire?
    any: AtomicBool,
    told: Mutex<BTreeMap<Sign, Heard>>,
}

impl Signs {
    #[inline]
    pub fn any(&self) -> bool {
        self.any.load(Relaxed)
    }
}

/// When a nested acquire was noted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Moment {
    own: u32,
    heard: Heard,
}

impl Moment {
    /// Was the section of `thread` left before the other one began?
    pub fn is_before(&self, thread: ThreadId, other: &Moment) -> bool {
        other
            .heard
            .get(&thread)
            .is_some_and(|tick| *tick > self.own)
    }
}

/// The clock of one thread, and what it has heard of the others.
#[derive(Default)]
pub(super) struct Epoch {
    own: Cell<u32>,
    /// It has noted nested acquires since its clock ticked last.
    is_new: Cell<bool>,
    heard: RefCell<Heard>,
    /// Changes with what the thread knows.
    version: Cell<u32>,
}

impl Epoch {
    pub fn version(&self) -> u32 {
        self.version.get()
    }

    /// A nested acquire is noted now.
    pub fn moment(&self, signs: &Signs) -> Moment {
        signs.any.store(true, Relaxed);
        self.is_new.set(true);
        self.own.set(self.own.get().max(1));
        Moment {
            own: self.own.get(),
            heard: self.heard.borrow().clone(),
        }
    }

    /// The thread gives a sign; it `holds` locks whose sections go on.
    #[cold]
    pub fn tell(&self, thread: ThreadId, signs: &Signs, sign: Sign, holds: impl FnOnce() -> bool) {
        if self.is_new.get() && !holds() {
            self.is_new.set(false);
            self.own.set(self.own.get() + 1);
            self.version.set(self.version.get() + 1);
        }
        let heard = self.heard.borrow();
        if self.own.get() == 0 && heard.is_empty() {
            return;
        }
        let mut told = signs.told.lock();
        if told.len() >= MOST_SIGNS {
            told.pop_first();
        }
        let known = told.entry(sign).or_default();
        add(known, &heard);
        if self.own.get() > 0 {
            known.insert(thread, self.own.get());
        }
    }

    /// The thread has had this sign.
    #[cold]
    pub fn hear(&self, thread: ThreadId, signs: &Signs, sign: Sign) {
        let mut told = signs.told.lock();
        let Some(known) = told.get(&sign) else {
            return;
        };
        if add(&mut self.heard.borrow_mut(), known) {
            self.version.set(self.version.get() + 1);
        }
        if sign == Sign::Start(thread) {
            told.remove(&sign);
        }
    }
    /// The thread has seen who lives, and with that who has ended.
    #[cold]
    pub fn hear_ends(&self, signs: &Signs) {
        let told = signs.told.lock();
        let mut heard = self.heard.borrow_mut();
        let mut any = false;
        for (sign, known) in told.iter() {
            any |= matches!(sign, Sign::End(_)) && add(&mut heard, known);
        }
        if any {
            self.version.set(self.version.get() + 1);
        }
    }
}

/// Has anything been added?
fn add(to: &mut Heard, from: &Heard) -> bool {
    let mut any = false;
    for (thread, tick) in from {
        let known = to.entry(*thread).or_insert(0);
        any |= tick > known;
        *known = (*known).max(*tick);
    }
    while to.len() > MOST_HEARD {
        to.pop_first();
    }
    any
}
