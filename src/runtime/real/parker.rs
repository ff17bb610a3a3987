//! The permit of one OS thread: park until somebody gives it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering::SeqCst};
use std::time::Instant;

const EMPTY: u8 = 0;
const PERMIT: u8 = 1;
/// Parked with a deadline, or for somebody outside.
const PARKED: u8 = 2;
/// Parked until another thread of the world gives a permit; counted as blocked in the census.
const BLOCKED: u8 = 3;

#[derive(Default)]
pub(crate) struct Parker {
    state: AtomicU8,
    thread: OnceLock<std::thread::Thread>,
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
        self.state
            .compare_exchange(PERMIT, EMPTY, SeqCst, SeqCst)
            .is_ok()
    }

    /// Announce the wait. False, and the permit is taken, when there is one.
    pub fn begin(&self, blocked: bool) -> bool {
        let parked = if blocked { BLOCKED } else { PARKED };
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

    pub fn give_permit(&self) -> Given {
        let given = match self.state.swap(PERMIT, SeqCst) {
            BLOCKED => Given::Blocked,
            PARKED => Given::Parked,
            _ => Given::Running,
        };
        if given != Given::Running {
            self.wake_to_look();
        }
        given
    }

    /// Wake the OS thread without a permit, to look at the stop word.
    pub fn wake_to_look(&self) {
        if let Some(thread) = self.thread.get() {
            thread.unpark();
        }
    }

    pub fn is_blocked(&self) -> bool {
        self.state.load(SeqCst) == BLOCKED
    }
}
