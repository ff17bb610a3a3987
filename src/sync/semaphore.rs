//! Python's `threading.Semaphore` and `BoundedSemaphore`: a number of permits, taken and given back.

use std::sync::Arc;

use parking_lot::Mutex;

use crate::messages::{Message, message, message_id};
use crate::runtime::{
    Identity, Need, Operation, Pending, Resource, Shut, Stop, Task, ThreadId, Wait, World, shut_if,
    time,
};

use super::Error;
use super::waiters::{Call, Waiters, wake_all};

/// A number of permits. Those who wait get theirs in the order in which they came.
#[derive(Clone)]
pub struct Semaphore(Arc<Inner>);

struct Inner {
    state: Mutex<State>,
    /// A bounded semaphore never has more permits than this.
    bound: Option<u64>,
    /// How many permits it had at first.
    first: u64,
    identity: Identity,
}

#[derive(Default)]
struct State {
    /// Zero while somebody waits.
    value: u64,
    waiters: Waiters,
}

impl Semaphore {
    /// A semaphore with `value` permits.
    ///
    /// # Errors
    /// `ValueError` for a negative number.
    pub fn new(world: &World, value: i64) -> Result<Self, Error> {
        Semaphore::build(world, "Semaphore", value, |_| None)
    }

    /// A semaphore that never has more than its first `value` permits.
    ///
    /// # Errors
    /// `ValueError` for a negative number.
    pub fn bounded(world: &World, value: i64) -> Result<Self, Error> {
        Semaphore::build(world, "BoundedSemaphore", value, Some)
    }

    fn build(
        world: &World,
        kind: &'static str,
        value: i64,
        bound: fn(u64) -> Option<u64>,
    ) -> Result<Self, Error> {
        let value =
            u64::try_from(value).map_err(|_| Error::value(message_id!("semaphore-negative")))?;
        let state = Mutex::new(State {
            value,
            waiters: Waiters::default(),
        });
        let identity = world.new_identity(kind);
        let inner = Arc::new(Inner {
            state,
            bound: bound(value),
            first: value,
            identity,
        });
        world.register(&inner);
        Ok(Semaphore(inner))
    }

    pub fn identity(&self) -> &Identity {
        &self.0.identity
    }

    /// Wait until there is a permit, then take it: `acquire()`.
    pub fn acquire(&self, task: &Task<'_>) -> Result<(), Stop> {
        match self.acquire_with(task, true, None) {
            Err(Error::Stop(stop)) => Err(stop),
            _ => Ok(()),
        }
    }

    /// `acquire(blocking, timeout)`, the timeout in seconds. Was a permit taken?
    ///
    /// # Errors
    /// `ValueError` for a timeout without blocking, or one that is no time.
    pub fn acquire_with(
        &self,
        task: &Task<'_>,
        blocking: bool,
        timeout: Option<f64>,
    ) -> Result<bool, Error> {
        if !blocking && timeout.is_some() {
            return Err(Error::value(message_id!("semaphore-timeout")));
        }
        let timeout = timeout.map(time::seconds_or_none_left).transpose()?;
        task.note_moment();
        let waits = blocking && timeout.is_none();
        let acquires = Pending::on(Operation::Acquire, self.identity().id());
        task.point(acquires.that_waits(waits))?;
        let mut state = self.0.state.lock();
        if state.value > 0 {
            state.value -= 1;
            drop(state);
            self.took(task);
            return Ok(true);
        }
        if !blocking {
            task.note_refused();
            return Ok(false);
        }
        let waiter = state.waiters.join(task);
        drop(state);
        let deadline = timeout.map(|timeout| task.deadline(timeout));
        let wait = Wait::Resource(self.0.clone());
        let leave = || self.0.state.lock().waiters.leave(&waiter);
        let is_taken = waiter.wait_or_leave(task, wait, deadline, leave)?.is_some();
        if is_taken {
            self.took(task);
        }
        Ok(is_taken)
    }

    /// A permit was taken. Of a semaphore that began without one it is a signal.
    #[inline]
    fn took(&self, task: &Task<'_>) {
        match self.0.first {
            0 => task.hears(self.identity().id()),
            first => task.took_permit(self.identity().id(), first),
        }
    }

    /// Give `count` permits back.
    ///
    /// # Errors
    /// `ValueError` when `count` is not positive, or when a bounded semaphore would get more permits than it had at first.
    pub fn release(&self, task: &Task<'_>, count: i64) -> Result<(), Error> {
        let count = u64::try_from(count).ok().filter(|&count| count > 0);
        let count = count.ok_or(Error::value(message_id!("semaphore-release-count")))?;
        task.note_moment();
        task.point(Pending::on(Operation::Release, self.identity().id()))?;
        match self.0.first {
            0 => task.signals(self.identity().id()),
            _ => task.gives_permits(self.identity().id(), count),
        }
        let mut state = self.0.state.lock();
        let value = state.value.saturating_add(count);
        if self.0.bound.is_some_and(|bound| value > bound) {
            return Err(Error::value(message_id!("semaphore-bound")));
        }
        let served = count.min(state.waiters.len() as u64);
        state.value += count - served;
        let called: Vec<_> = (0..served)
            .filter_map(|_| state.waiters.call_first(Call::Granted))
            .collect();
        drop(state);
        wake_all(task, called);
        Ok(())
    }

    /// How many permits there are to take.
    pub fn value(&self, task: &Task<'_>) -> Result<u64, Stop> {
        task.point(Pending::on(Operation::Inspect, self.identity().id()))?;
        let value = self.0.state.lock().value;
        if value > 0 && self.0.first == 0 {
            task.hears(self.identity().id());
        }
        Ok(value)
    }
}

impl Resource for Inner {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn need(&self, _waiter: ThreadId) -> Need {
        Need::Permit
    }

    fn shut(&self) -> Shut {
        shut_if(self.state.lock().value == 0, Operation::Acquire)
    }

    fn contents(&self) -> Option<Message> {
        Some(message!("semaphore-value", value = self.state.lock().value))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

    use super::super::testing::{join_all, on_both, start};
    use super::*;

    #[test]
    fn no_more_threads_get_in_than_there_are_permits() {
        on_both(|task| {
            let semaphore = Semaphore::new(task.world(), 2).unwrap();
            let inside = Arc::new(AtomicUsize::new(0));
            let threads: Vec<_> = (0..5)
                .map(|_| {
                    let (semaphore, inside) = (semaphore.clone(), inside.clone());
                    start(task, move |task| {
                        for _ in 0..20 {
                            semaphore.acquire(task).unwrap();
                            assert!(inside.fetch_add(1, SeqCst) < 2);
                            task.yield_now().unwrap();
                            inside.fetch_sub(1, SeqCst);
                            semaphore.release(task, 1).unwrap();
                        }
                    })
                })
                .collect();
            join_all(task, threads);
            assert_eq!(semaphore.value(task), Ok(2));
        });
    }

    #[test]
    fn permits_go_to_those_who_wait_in_their_order() {
        on_both(|task| {
            let semaphore = Semaphore::new(task.world(), 0).unwrap();
            let served = Arc::new(Mutex::new(Vec::new()));
            let mut threads = Vec::new();
            for number in 0..4 {
                let (inside, served) = (semaphore.clone(), served.clone());
                threads.push(start(task, move |task| {
                    inside.acquire(task).unwrap();
                    served.lock().push(number);
                }));
                while semaphore.0.state.lock().waiters.len() <= number {
                    task.yield_now().unwrap();
                }
            }
            for number in 0..2 {
                semaphore.release(task, 1).unwrap();
                while served.lock().len() <= number {
                    task.yield_now().unwrap();
                }
            }
            assert_eq!(*served.lock(), [0, 1]);
            semaphore.release(task, 3).unwrap();
            join_all(task, threads);
            assert_eq!(served.lock().len(), 4);
            assert_eq!(semaphore.value(task), Ok(1));
        });
    }

    #[test]
    fn who_gives_up_takes_no_permit() {
        on_both(|task| {
            let semaphore = Semaphore::new(task.world(), 1).unwrap();
            assert_eq!(semaphore.acquire_with(task, false, None), Ok(true));
            assert_eq!(semaphore.acquire_with(task, false, None), Ok(false));
            assert_eq!(semaphore.acquire_with(task, true, Some(0.001)), Ok(false));
            assert_eq!(semaphore.acquire_with(task, true, Some(-1.0)), Ok(false));
            semaphore.release(task, 1).unwrap();
            assert_eq!(semaphore.value(task), Ok(1));
        });
    }

    #[test]
    fn mistakes_have_pythons_words() {
        on_both(|task| {
            let world = task.world();
            let said = |error: Error| {
                assert!(error.kind().is_some());
                error.to_string()
            };
            assert_eq!(
                said(Semaphore::new(world, -1).err().unwrap()),
                "semaphore initial value must be >= 0"
            );
            let bounded = Semaphore::bounded(world, 1).unwrap();
            let too_many = "Semaphore released too many times";
            assert_eq!(said(bounded.release(task, 1).unwrap_err()), too_many);
            bounded.acquire(task).unwrap();
            assert_eq!(said(bounded.release(task, 2).unwrap_err()), too_many);
            bounded.release(task, 1).unwrap();
            assert_eq!(
                said(bounded.release(task, 0).unwrap_err()),
                "n must be one or more"
            );
            assert_eq!(
                said(bounded.acquire_with(task, false, Some(1.0)).unwrap_err()),
                "can't specify timeout for non-blocking acquire"
            );
        });
    }
}
