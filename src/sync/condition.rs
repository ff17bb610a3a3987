//! Python's `threading.Condition`: wait, under a lock, until another thread says that something changed.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use parking_lot::Mutex;

use crate::messages::message_id;
use crate::runtime::{
    Identity, Nanos, Need, Operation, Pending, Resource, Stop, Task, ThreadId, Wait, World, time,
};

use super::raw_lock::RawLock;
use super::waiters::Waiters;
use super::{Error, Lock, RLock};

/// A condition and the lock that guards it. Those who wait are notified in the order in which they came: a notify moves
/// them into the queue of the lock, whose release wakes them. Woken at once they would only find it held.
#[derive(Clone)]
pub struct Condition(Arc<Inner>);

struct Inner {
    lock: Guard,
    waiters: Mutex<Waiters>,
    identity: Identity,
}

/// The lock of a condition.
enum Guard {
    Lock(Lock),
    RLock(RLock),
}

impl Condition {
    /// A condition with an `RLock` of its own.
    pub fn new(world: &World) -> Self {
        Condition::over_rlock(world, RLock::new(world))
    }

    pub fn over_lock(world: &World, lock: Lock) -> Self {
        Condition::over(world, Guard::Lock(lock))
    }

    pub fn over_rlock(world: &World, lock: RLock) -> Self {
        Condition::over(world, Guard::RLock(lock))
    }

    fn over(world: &World, lock: Guard) -> Self {
        let identity = world.new_identity("Condition");
        let inner = Arc::new(Inner {
            lock,
            waiters: Mutex::default(),
            identity,
        });
        world.register(&inner);
        Condition(inner)
    }

    pub fn identity(&self) -> &Identity {
        &self.0.identity
    }

    /// What reports call it, and its lock, unless that has a name of its own.
    pub fn set_name(&self, name: &str) {
        self.0.identity.set_name(name);
        self.raw().identity().set_name(name);
    }

    /// `acquire(blocking, timeout)` of the condition's lock.
    ///
    /// # Errors
    /// As those of its lock.
    pub fn acquire_with(
        &self,
        task: &Task<'_>,
        blocking: bool,
        timeout: Option<f64>,
    ) -> Result<bool, Error> {
        match &self.0.lock {
            Guard::Lock(lock) => lock.acquire_with(task, blocking, timeout),
            Guard::RLock(lock) => lock.acquire_with(task, blocking, timeout),
        }
    }

    /// Wait until the condition's lock is free, then hold it.
    pub fn acquire(&self, task: &Task<'_>) -> Result<(), Stop> {
        match &self.0.lock {
            Guard::Lock(lock) => lock.acquire(task),
            Guard::RLock(lock) => lock.acquire(task),
        }
    }

    /// Let the condition's lock go.
    ///
    /// # Errors
    /// As those of its lock.
    pub fn release(&self, task: &Task<'_>) -> Result<(), Error> {
        match &self.0.lock {
            Guard::Lock(lock) => lock.release(task),
            Guard::RLock(lock) => lock.release(task),
        }
    }

    /// Does somebody hold the condition's lock?
    pub fn locked(&self, task: &Task<'_>) -> Result<bool, Stop> {
        match &self.0.lock {
            Guard::Lock(lock) => lock.locked(task),
            Guard::RLock(lock) => lock.locked(task),
        }
    }

    /// Let the lock go, wait to be notified, at most `timeout` seconds, and take the lock again. False when time ran out.
    ///
    /// # Errors
    /// `RuntimeError` when the lock is not held, `ValueError` for a timeout that is no time.
    pub fn wait(&self, task: &Task<'_>, timeout: Option<f64>) -> Result<bool, Error> {
        let timeout = timeout.map(time::seconds_or_none_left).transpose()?;
        self.wait_until(task, timeout.map(|timeout| task.deadline(timeout)))
    }

    /// As `wait`, at most until `deadline`. After a stop the lock is not taken again.
    ///
    /// # Errors
    /// `RuntimeError` when the lock is not held.
    pub fn wait_until(&self, task: &Task<'_>, deadline: Option<Nanos>) -> Result<bool, Error> {
        task.point(self.pending(Operation::Wait))?;
        if !self.is_owned(task) {
            return Err(Error::runtime(message_id!("condition-wait-free")));
        }
        let waiter = self.0.waiters.lock().join(task);
        let raw = self.raw();
        task.note_guard(raw.identity().id());
        let depth = self.let_go(task);
        let mut call = waiter.wait(task, Wait::Resource(self.0.clone()), deadline);
        let mut notified = true;
        if !matches!(call, Ok(Some(_))) {
            notified = !self.0.waiters.lock().leave(&waiter);
            // Notified in the last moment: then it waits for the lock, or was called by a release already.
            if notified && !raw.leave(&waiter) {
                call = call.map(|_| waiter.call());
            }
        }
        if let Err(stop) = call
            && !task.world().is_stopped()
        {
            // Only this thread was interrupted: as every way out of `wait`, this one holds the lock again.
            raw.acquire_called(task, waiter.call())?;
            raw.depth.store(depth, Relaxed);
            return Err(stop.into());
        }
        raw.acquire_called(task, call?)?;
        raw.depth.store(depth, Relaxed);
        Ok(notified)
    }

    /// Wake the first `count` of those who wait.
    ///
    /// # Errors
    /// `RuntimeError` when the lock is not held.
    pub fn notify(&self, task: &Task<'_>, count: usize) -> Result<(), Error> {
        task.point(self.pending(Operation::Notify))?;
        if !self.is_owned(task) {
            return Err(Error::runtime(message_id!("condition-notify-free")));
        }
        let mut waiters = self.0.waiters.lock();
        // Under both guards: who gives up looks into this queue first, and then finds itself in the other one.
        self.raw().adopt(
            task,
            std::iter::from_fn(|| waiters.take_first()).take(count),
        );
        Ok(())
    }

    /// Wake all who wait.
    ///
    /// # Errors
    /// `RuntimeError` when the lock is not held.
    pub fn notify_all(&self, task: &Task<'_>) -> Result<(), Error> {
        self.notify(task, usize::MAX)
    }

    /// As Python: a plain lock counts as owned whoever holds it.
    fn is_owned(&self, task: &Task<'_>) -> bool {
        match &self.0.lock {
            Guard::Lock(lock) => lock.0.is_held(),
            Guard::RLock(lock) => lock.is_owned(task),
        }
    }

    /// Let the lock go however often it is held; answers how often.
    fn let_go(&self, task: &Task<'_>) -> u32 {
        let raw = self.raw();
        let depth = raw.depth.load(Relaxed);
        raw.release(task);
        depth
    }

    /// It lets the lock go, or puts waiters into its queue.
    fn pending(&self, operation: Operation) -> Pending {
        Pending {
            also: self.raw().identity().id(),
            ..Pending::on(operation, self.identity().id())
        }
    }

    fn raw(&self) -> &Arc<RawLock> {
        self.0.lock.raw()
    }
}

impl Guard {
    fn raw(&self) -> &Arc<RawLock> {
        match self {
            Guard::Lock(lock) => &lock.0,
            Guard::RLock(lock) => &lock.0,
        }
    }
}

impl Resource for Inner {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn need(&self, _waiter: ThreadId) -> Need {
        Need::Notify
    }

    fn moved_on(&self, waiter: ThreadId) -> Option<Arc<dyn Resource>> {
        let waits = self.waiters.lock().contains(waiter);
        (!waits).then(|| self.lock.raw().clone() as Arc<dyn Resource>)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{join_all, on_both, start};
    use super::*;

    /// Start `count` threads that wait one after the other, and come back when all of them do.
    fn line_up(
        task: &Task<'_>,
        condition: &Condition,
        count: usize,
        woken: &Arc<Mutex<Vec<usize>>>,
    ) -> Vec<Arc<crate::runtime::Thread>> {
        let threads = (0..count).map(|number| {
            let (inside, woken) = (condition.clone(), woken.clone());
            let thread = start(task, move |task| {
                inside.acquire(task).unwrap();
                assert_eq!(inside.wait(task, None), Ok(true));
                woken.lock().push(number);
                inside.release(task).unwrap();
            });
            while condition.0.waiters.lock().len() <= number {
                task.yield_now().unwrap();
            }
            thread
        });
        threads.collect()
    }

    fn until(task: &Task<'_>, done: impl Fn() -> bool) {
        while !done() {
            task.yield_now().unwrap();
        }
    }

    #[test]
    fn those_who_wait_are_notified_in_their_order() {
        on_both(|task| {
            let condition = Condition::new(task.world());
            let woken = Arc::new(Mutex::new(Vec::new()));
            let threads = line_up(task, &condition, 4, &woken);
            for number in 0..4 {
                condition.acquire(task).unwrap();
                condition.notify(task, 1).unwrap();
                condition.release(task).unwrap();
                until(task, || woken.lock().len() == number + 1);
            }
            join_all(task, threads);
            assert_eq!(*woken.lock(), [0, 1, 2, 3]);
        });
    }

    #[test]
    fn notify_wakes_as_many_as_asked_and_notify_all_the_rest() {
        on_both(|task| {
            let condition = Condition::over_lock(task.world(), Lock::new(task.world()));
            let woken = Arc::new(Mutex::new(Vec::new()));
            let threads = line_up(task, &condition, 5, &woken);
            condition.acquire(task).unwrap();
            condition.notify(task, 2).unwrap();
            condition.release(task).unwrap();
            until(task, || woken.lock().len() == 2);
            assert_eq!(condition.0.waiters.lock().len(), 3);
            condition.acquire(task).unwrap();
            condition.notify_all(task).unwrap();
            condition.release(task).unwrap();
            join_all(task, threads);
            assert_eq!(woken.lock().len(), 5);
        });
    }

    #[test]
    fn a_wait_lets_a_nested_rlock_go_and_takes_it_again_as_often() {
        on_both(|task| {
            let lock = RLock::new(task.world());
            let condition = Condition::over_rlock(task.world(), lock.clone());
            lock.acquire(task).unwrap();
            lock.acquire(task).unwrap();
            let (inside, its_lock) = (condition.clone(), lock.clone());
            let thread = start(task, move |task| {
                its_lock.acquire(task).unwrap();
                inside.notify_all(task).unwrap();
                its_lock.release(task).unwrap();
            });
            assert_eq!(condition.wait(task, None), Ok(true));
            join_all(task, [thread]);
            lock.release(task).unwrap();
            lock.release(task).unwrap();
            assert!(lock.release(task).is_err());
        });
    }

    #[test]
    fn a_wait_gives_up_after_its_time_and_holds_the_lock_again() {
        on_both(|task| {
            let condition = Condition::new(task.world());
            condition.acquire(task).unwrap();
            for timeout in [0.001, 0.0, -1.0] {
                assert_eq!(condition.wait(task, Some(timeout)), Ok(false));
            }
            assert_eq!(condition.0.waiters.lock().len(), 0);
            condition.release(task).unwrap();
            assert!(condition.release(task).is_err());
        });
    }

    #[test]
    fn without_the_lock_python_says_what_is_wrong() {
        on_both(|task| {
            let world = task.world();
            for condition in [
                Condition::new(world),
                Condition::over_lock(world, Lock::new(world)),
            ] {
                let error = condition.wait(task, None).unwrap_err();
                assert_eq!(error.to_string(), "cannot wait on un-acquired lock");
                let error = condition.notify(task, 1).unwrap_err();
                assert_eq!(error.to_string(), "cannot notify on un-acquired lock");
                assert_eq!(condition.notify_all(task), Err(error));
            }
            let condition = Condition::new(world);
            condition.acquire(task).unwrap();
            assert_eq!(
                condition
                    .wait(task, Some(f64::NAN))
                    .unwrap_err()
                    .to_string(),
                "invalid value NaN (not a number)"
            );
        });
    }
}
