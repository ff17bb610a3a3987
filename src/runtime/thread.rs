//! The record of one thread, by which others name, wake and join it. How it waits is the vehicle's business.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering::Relaxed, Ordering::SeqCst};

use parking_lot::Mutex;
use smallvec::SmallVec;

use crate::messages::visible;

use super::real::{Looks, Parker};
use super::{Nanos, Stop, ThreadId, Wait};

/// One thread of a world, known to all of them.
pub struct Thread {
    id: ThreadId,
    daemon: bool,
    /// Does it count among the threads of which there may be only so many?
    takes_place: bool,
    name: Mutex<Arc<str>>,
    line: AtomicU32,
    /// In a call that waits outside of the runtime (`Task::outside`).
    outside: AtomicBool,
    /// It does nothing that others could see: it waits, or has not begun, or has ended (real runtime).
    still: AtomicBool,
    waiting: Mutex<Option<Waiting>>,
    end: Mutex<End>,
    /// Why the thread shall give up what it does, until it hears of it. `World` counts those that are set.
    pub(super) interrupt: Mutex<Option<Stop>>,
    pub(super) parker: Parker,
    /// In a recorded real run, what made its next step possible: who woke it.
    pub(super) cause: AtomicU64,
    /// Likewise, who told it that what it waits for has happened, when somebody else will wake it.
    pub(super) notice: AtomicU64,
    /// How long it looks for a permit before it goes to sleep.
    pub(super) looks: Looks,
}

/// What a parked thread published about its wait.
#[derive(Clone)]
pub(super) struct Waiting {
    pub wait: Wait,
    pub since: Nanos,
}

/// Who waits for the end of a thread: rarely more than one.
type Joiners = SmallVec<[Arc<Thread>; 1]>;

#[derive(Default)]
struct End {
    ended: bool,
    joiners: Joiners,
}

/// What a thread is doing, for tables and reports.
#[derive(Clone)]
pub enum ThreadState {
    Runnable,
    Waiting { wait: Wait, since: Nanos },
    Ended,
}

impl Thread {
    pub(super) fn new(id: ThreadId, name: &str, daemon: bool, takes_place: bool) -> Self {
        Thread {
            id,
            daemon,
            takes_place,
            name: Mutex::new(name.into()),
            line: AtomicU32::new(0),
            outside: AtomicBool::new(false),
            still: AtomicBool::new(true),
            waiting: Mutex::new(None),
            end: Mutex::default(),
            interrupt: Mutex::new(None),
            parker: Parker::default(),
            cause: AtomicU64::new(0),
            notice: AtomicU64::new(0),
            looks: Looks::default(),
        }
    }

    pub fn id(&self) -> ThreadId {
        self.id
    }

    pub fn name(&self) -> Arc<str> {
        self.name.lock().clone()
    }

    /// What reports and tables call the thread: its name, in one line.
    pub fn label(&self) -> String {
        visible(&self.name())
    }

    pub fn set_name(&self, name: &str) {
        *self.name.lock() = name.into();
    }

    /// Does the run end without waiting for this thread?
    pub fn is_daemon(&self) -> bool {
        self.daemon
    }

    pub(super) fn takes_place(&self) -> bool {
        self.takes_place
    }

    /// Line of the script that the thread noted last; 0 when it never did.
    pub fn line(&self) -> u32 {
        self.line.load(Relaxed)
    }

    #[inline]
    pub(super) fn set_line(&self, line: u32) {
        self.line.store(line, Relaxed);
    }

    pub(super) fn is_interrupted(&self) -> bool {
        self.interrupt.lock().is_some()
    }

    pub fn is_alive(&self) -> bool {
        !self.end.lock().ended
    }

    pub fn state(&self) -> ThreadState {
        if !self.is_alive() {
            return ThreadState::Ended;
        }
        let waiting = self.waiting.lock().clone();
        match waiting {
            Some(Waiting { wait, since }) => ThreadState::Waiting {
                wait: wait.by_now(self.id),
                since,
            },
            None => ThreadState::Runnable,
        }
    }

    /// Be woken with a permit when the thread ends. False when it has ended already.
    pub fn add_joiner(&self, joiner: &Arc<Thread>) -> bool {
        let mut end = self.end.lock();
        if !end.ended {
            end.joiners.push(joiner.clone());
        }
        !end.ended
    }

    /// Undo `add_joiner` after a wait that was given up.
    pub fn remove_joiner(&self, joiner: &Arc<Thread>) {
        self.end
            .lock()
            .joiners
            .retain(|other| !Arc::ptr_eq(other, joiner));
    }

    /// Note the end; answers who waits for it.
    pub(super) fn set_ended(&self) -> Joiners {
        let mut end = self.end.lock();
        end.ended = true;
        std::mem::take(&mut end.joiners)
    }

    pub(super) fn publish(&self, waiting: Option<Waiting>) {
        let before = std::mem::replace(&mut *self.waiting.lock(), waiting);
        // Dropped here, after the guard: a resource may be freed by it.
        drop(before);
    }

    pub(super) fn publish_wait(&self, wait: Wait, since: Nanos) {
        self.publish(Some(Waiting { wait, since }));
    }

    pub(super) fn stands_still(&self) -> bool {
        self.still.load(SeqCst)
    }

    pub(super) fn set_still(&self, still: bool) {
        self.still.store(still, SeqCst);
    }

    pub(super) fn is_outside(&self) -> bool {
        self.outside.load(SeqCst)
    }

    pub(super) fn set_outside(&self, outside: bool) {
        self.outside.store(outside, SeqCst);
    }
}
