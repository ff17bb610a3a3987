//! The permit of one OS thread: park until somebody gives it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering::Relaxed, Ordering::SeqCst, fence};
use std::time::Instant;

use crate::runtime::ready;
use crate::runtime::ready::{Alarm, Source};

const EMPTY: u8 = 0;
const PERMIT: u8 = 1;
/// Parked with a deadline, or for somebody outside.
const PARKED: u8 = 2;
/// Parked until another thread of the world gives a permit; counted as blocked in the census.
const BLOCKED: u8 = 3;
/// Waiting for descriptors: woken by the alarm.
const POLLING: u8 = 4;

#[derive(Default)]
pub(crate) struct Parker {
    state: AtomicU8,
    thread: OnceLock<std::thread::Thread>,
    /// Made for the first wait for descriptors. None when there was no descriptor left to make it of.
    alarm: OnceLock<Option<Alarm>>,
}

/// Whom a permit was given to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Given {
    Running,
    Parked,
    Blocked,
}

impl Parker {
    /// To be called by the OS thread itself before it is ever woken.
    pub fn settle(&self) {
        let _ = self.thread.set(std::thread::current());
    }

    pub fn take_permit(&self) -> bool {
        // Who looks again and again leaves the word to its givers.
        self.state.load(Relaxed) == PERMIT
            && self
                .state
                .compare_exchange(PERMIT, EMPTY, SeqCst, SeqCst)
                .is_ok()
    }

    pub fn has_permit(&self) -> bool {
        self.state.load(SeqCst) == PERMIT
    }

    /// Announce the wait. False, and the permit is taken, when there is one.
    pub fn begin(&self, blocked: bool) -> bool {
        self.begin_as(if blocked { BLOCKED } else { PARKED })
    }

    /// As `begin`, for a wait for descriptors.
    pub fn begin_to_poll(&self) -> bool {
        // Before the announcement: who sees it finds the alarm.
        self.alarm.get_or_init(|| Alarm::new().ok());
        let begun = self.begin_as(POLLING);
        // Orders the announcement before the look at the stop word, as a stop sets the word before it looks here.
        fence(SeqCst);
        begun
    }

    fn begin_as(&self, parked: u8) -> bool {
        let begun = self
            .state
            .compare_exchange(EMPTY, parked, SeqCst, SeqCst)
            .is_ok();
        if !begun {
            // Only a permit can be there. A swap, so that what its latest giver wrote is seen.
            self.state.swap(EMPTY, SeqCst);
        }
        begun
    }

    /// Take back the announcement. True when no permit came meanwhile; otherwise the permit is taken.
    pub fn give_up(&self) -> bool {
        self.state.swap(EMPTY, SeqCst) != PERMIT
    }

    /// Sleep in the kernel until a permit or `wake_to_look`; may also return for no reason.
    pub fn wait(&self, deadline: Option<Instant>) {
        match deadline {
            None => std::thread::park(),
            Some(deadline) => {
                std::thread::park_timeout(deadline.saturating_duration_since(Instant::now()))
            }
        }
    }

    /// Wait in the kernel until a source is ready (then true), a permit comes, or `wake_to_look`; may also return for no reason.
    pub fn poll(&self, sources: &[Source<'_>], deadline: Option<Instant>) -> bool {
        ready::wait(sources, self.alarm.get().and_then(Option::as_ref), deadline)
    }

    pub fn give_permit(&self) -> Given {
        match self.state.swap(PERMIT, SeqCst) {
            BLOCKED => {
                self.unpark();
                Given::Blocked
            }
            PARKED => {
                self.unpark();
                Given::Parked
            }
            POLLING => {
                self.ring();
                Given::Parked
            }
            _ => Given::Running,
        }
    }

    /// Wake the OS thread without a permit, to look at the stop word.
    pub fn wake_to_look(&self) {
        self.unpark();
        if self.state.load(SeqCst) == POLLING {
            self.ring();
        }
    }

    fn ring(&self) {
        if let Some(Some(alarm)) = self.alarm.get() {
            alarm.ring();
        }
    }

    fn unpark(&self) {
        if let Some(thread) = self.thread.get() {
            thread.unpark();
        }
    }

    pub fn is_blocked(&self) -> bool {
        self.state.load(SeqCst) == BLOCKED
    }
}
