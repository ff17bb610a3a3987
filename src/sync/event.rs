//! Python's `threading.Event`: a flag that threads wait for.

use crate::messages::{Message, message};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use parking_lot::Mutex;

use crate::runtime::{
    Identity, Need, Operation, Pending, Resource, Shut, Stop, Task, ThreadId, Wait, World, shut_if,
    time,
};

use super::Error;
use super::waiters::{Call, Waiters, wake_all};

/// A flag that threads wait for. Clear at first.
#[derive(Clone)]
pub struct Event(Arc<Inner>);

struct Inner {
    /// Changes only under the guard of `waiters`.
    is_set: AtomicBool,
    /// Empty while the flag is set.
    waiters: Mutex<Waiters>,
    identity: Identity,
}

impl Event {
    pub fn new(world: &World) -> Self {
        let identity = world.new_identity("Event");
        let is_set = AtomicBool::new(false);
        let inner = Arc::new(Inner {
            is_set,
            waiters: Mutex::default(),
            identity,
        });
        world.register(&inner);
        Event(inner)
    }

    pub fn identity(&self) -> &Identity {
        &self.0.identity
    }

    /// Set the flag and wake all who wait for it.
    pub fn set(&self, task: &Task<'_>) -> Result<(), Stop> {
        task.point(Pending::on(Operation::Notify, self.identity().id()))?;
        task.signals(self.identity().id());
        let mut waiters = self.0.waiters.lock();
        self.0.is_set.store(true, SeqCst);
        let called = waiters.call_all(Call::Granted);
        drop(waiters);
        wake_all(task, called);
        Ok(())
    }

    /// Clear the flag: those who come now wait for the next `set`.
    pub fn clear(&self, task: &Task<'_>) -> Result<(), Stop> {
        task.point(Pending::on(Operation::Write, self.identity().id()))?;
        let _guard = self.0.waiters.lock();
        self.0.is_set.store(false, SeqCst);
        Ok(())
    }

    pub fn is_set(&self, task: &Task<'_>) -> Result<bool, Stop> {
        task.point(Pending::on(Operation::Inspect, self.identity().id()))?;
        Ok(self.has_been_set(task))
    }

    /// Wait until the flag is set, at most `timeout` seconds. False when time ran out.
    ///
    /// # Errors
    /// `ValueError` for a timeout that is no time.
    pub fn wait(&self, task: &Task<'_>, timeout: Option<f64>) -> Result<bool, Error> {
        let timeout = timeout.map(time::seconds_or_none_left).transpose()?;
        let waits = Pending::on(Operation::Wait, self.identity().id());
        task.point(waits.that_waits(timeout.is_none()))?;
        if self.has_been_set(task) {
            return Ok(true);
        }
        let mut waiters = self.0.waiters.lock();
        if self.has_been_set(task) {
            return Ok(true);
        }
        let waiter = waiters.join(task);
        drop(waiters);
        if timeout.is_some_and(|timeout| timeout.is_zero()) {
            task.note_refused();
        }
        let deadline = timeout.map(|timeout| task.deadline(timeout));
        let wait = Wait::Resource(self.0.clone());
        let leave = || self.0.waiters.lock().leave(&waiter);
        let is_called = waiter.wait_or_leave(task, wait, deadline, leave)?.is_some();
        if is_called {
            task.hears(self.identity().id());
        }
        Ok(is_called)
    }

    #[inline]
    fn has_been_set(&self, task: &Task<'_>) -> bool {
        let is_set = self.0.is_set.load(SeqCst);
        if is_set {
            task.hears(self.identity().id());
        }
        is_set
    }
}

impl Resource for Inner {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn need(&self, _waiter: ThreadId) -> Need {
        Need::Set
    }

    fn shut(&self) -> Shut {
        shut_if(!self.is_set.load(SeqCst), Operation::Wait)
    }

    fn contents(&self) -> Option<Message> {
        Some(match self.is_set.load(SeqCst) {
            true => message!("event-set"),
            false => message!("event-not-set"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{join_all, on_both, start};
    use super::*;

    #[test]
    fn set_wakes_all_who_wait_and_lets_later_ones_pass() {
        on_both(|task| {
            let event = Event::new(task.world());
            let threads: Vec<_> = (0..4)
                .map(|_| {
                    let event = event.clone();
                    start(task, move |task| {
                        assert_eq!(event.wait(task, None), Ok(true))
                    })
                })
                .collect();
            event.set(task).unwrap();
            join_all(task, threads);
            assert_eq!(event.wait(task, Some(0.0)), Ok(true));
            assert_eq!(event.is_set(task), Ok(true));
        });
    }

    #[test]
    fn a_clear_event_is_waited_for_again_and_time_runs_out() {
        on_both(|task| {
            let event = Event::new(task.world());
            event.set(task).unwrap();
            event.clear(task).unwrap();
            assert_eq!(event.is_set(task), Ok(false));
            assert_eq!(event.wait(task, Some(0.001)), Ok(false));
            assert_eq!(event.wait(task, Some(-1.0)), Ok(false));
            assert!(event.0.waiters.lock().is_empty());
            assert!(event.wait(task, Some(f64::INFINITY)).is_err());
        });
    }

    #[test]
    fn who_was_woken_passes_even_if_the_flag_is_cleared_at_once() {
        on_both(|task| {
            let event = Event::new(task.world());
            let inside = event.clone();
            let thread = start(task, move |task| {
                assert_eq!(inside.wait(task, None), Ok(true))
            });
            while event.0.waiters.lock().is_empty() {
                task.yield_now().unwrap();
            }
            event.set(task).unwrap();
            event.clear(task).unwrap();
            join_all(task, [thread]);
        });
    }
}
