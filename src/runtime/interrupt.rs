//! Ending what one thread does while the others go on: Ctrl-C in a session, and threads that are ended by name. The end of a whole
//! run is `World::stop`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use super::{Stop, Thread, ThreadId, World};

impl World {
    /// Let one thread give up what it does: the wait that it is in, or else its next wait, point or check, answers `Err(reason)`,
    /// once; then it unwinds. A wait that has got what it waited for ends well first. False when there is no such thread.
    pub fn interrupt(&self, id: ThreadId, reason: Stop) -> bool {
        let roster = self.roster.lock();
        let Some(thread) = roster.get(id).cloned() else {
            return false;
        };
        // Under the guard: a thread that has left the roster gets no interrupt that nobody would take back.
        self.raise(&thread, reason);
        drop(roster);
        self.wake_to_look(&thread);
        true
    }

    /// Note the interrupt; the thread hears of it when it looks.
    pub(crate) fn raise(&self, thread: &Thread, reason: Stop) {
        let mut count = self.interrupted.lock();
        let before = thread.interrupt.lock().replace(reason);
        *count += usize::from(before.is_none());
        self.alarm.store(true, SeqCst);
    }

    /// Forget an interrupt that came too late: the line, or the thread, that it meant has ended.
    pub fn forget_interrupt(&self, thread: &Thread) {
        let _ = self.take_interrupt(thread);
    }

    #[inline]
    pub(super) fn is_alarmed(&self) -> bool {
        self.alarm.load(std::sync::atomic::Ordering::Acquire)
    }

    /// What a thread that looks closer hears: the stop of the run, or its own interrupt, which is over then.
    #[cold]
    pub(super) fn heard_by(&self, thread: &Arc<Thread>) -> Result<(), Stop> {
        self.check()?;
        self.take_interrupt(thread).map_or(Ok(()), Err)
    }

    pub(super) fn take_interrupt(&self, thread: &Thread) -> Option<Stop> {
        if !self.is_alarmed() {
            return None;
        }
        let mut count = self.interrupted.lock();
        let reason = thread.interrupt.lock().take()?;
        *count -= 1;
        lower(&self.alarm, *count == 0 && !self.is_stopped());
        Some(reason)
    }
}

fn lower(alarm: &AtomicBool, quiet: bool) {
    if quiet {
        alarm.store(false, SeqCst);
    }
}
