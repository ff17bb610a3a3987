//! A line of threads that wait at a queue, each with a slot through which an item is handed over. Lives under the queue's guard.

use std::collections::VecDeque;
use std::sync::Arc;

use parking_lot::Mutex;

use crate::runtime::{Task, ThreadId};
use crate::sync::waiters::{Call, Waiter};

/// A thread in the line and what is handed over.
pub(super) struct Place<S> {
    pub waiter: Waiter,
    slot: Mutex<S>,
}

impl<S: Default> Place<S> {
    /// Take what is in the slot.
    pub fn take(&self) -> S {
        std::mem::take(&mut self.slot.lock())
    }

    /// Fill the slot and call the thread, which is out of the line.
    pub fn answer(&self, content: S, call: Call) {
        *self.slot.lock() = content;
        self.waiter.set_call(call);
    }
}

/// Threads in the order in which they came.
pub(super) struct Line<S>(VecDeque<Arc<Place<S>>>);

impl<S> Default for Line<S> {
    fn default() -> Self {
        Line(VecDeque::new())
    }
}

impl<S> Line<S> {
    pub fn join(&mut self, task: &Task<'_>, content: S) -> Arc<Place<S>> {
        let place = Arc::new(Place {
            waiter: Waiter::new(task),
            slot: Mutex::new(content),
        });
        self.0.push_back(place.clone());
        place
    }

    #[inline]
    pub fn take_first(&mut self) -> Option<Arc<Place<S>>> {
        self.0.pop_front()
    }

    /// Give up waiting. False when the thread was called already.
    pub fn leave(&mut self, place: &Arc<Place<S>>) -> bool {
        let at = self.0.iter().position(|other| Arc::ptr_eq(other, place));
        at.is_some_and(|at| self.0.remove(at).is_some())
    }

    /// Take everybody out of the line and tell them that it will never come.
    pub fn refuse_all(&mut self) -> Vec<Arc<Place<S>>> {
        let all: Vec<_> = std::mem::take(&mut self.0).into();
        for place in &all {
            place.waiter.set_call(Call::Refused);
        }
        all
    }

    pub fn contains(&self, thread: ThreadId) -> bool {
        let is_its = |place: &Arc<Place<S>>| place.waiter.thread().id() == thread;
        self.0.iter().any(is_its)
    }

    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// Wake those who were called, after the guard of the queue was dropped.
pub(super) fn wake<S>(task: &Task<'_>, called: impl IntoIterator<Item = Arc<Place<S>>>) {
    for place in called {
        task.wake(place.waiter.thread());
    }
}
