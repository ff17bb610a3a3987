//! Python's `threading.RLock`: the thread that holds it may acquire it again, and releases it as many times.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use crate::messages::message_id;
use crate::runtime::{Identity, Nanos, Operation, Pending, Resource, Stop, Task, World};

use super::Error;
use super::lock::{Limit, limit};
use super::raw_lock::{RLOCK, RawLock};

/// A lock that its holder may acquire again.
#[derive(Clone)]
pub struct RLock(pub(super) Arc<RawLock>);

impl RLock {
    pub fn new(world: &World) -> Self {
        RLock(RawLock::new(world, RLOCK))
    }

    pub fn identity(&self) -> &Identity {
        self.0.identity()
    }

    /// Wait until the lock is free or the caller's own, then hold it once more: `acquire()`.
    #[inline]
    pub fn acquire(&self, task: &Task<'_>) -> Result<(), Stop> {
        task.point(self.pending(Operation::Acquire).that_waits(true))?;
        self.acquire_until(task, None).map(drop)
    }

    /// `acquire(blocking, timeout)`, the timeout in seconds; none or -1 is for ever. Is the lock held now?
    ///
    /// # Errors
    /// `ValueError` for a timeout without blocking, a negative one, or one that is no time.
    pub fn acquire_with(
        &self,
        task: &Task<'_>,
        blocking: bool,
        timeout: Option<f64>,
    ) -> Result<bool, Error> {
        let limit = limit(blocking, timeout)?;
        let waits = matches!(limit, Limit::Forever);
        task.point(self.pending(Operation::Acquire).that_waits(waits))?;
        Ok(match limit {
            Limit::Forever => self.acquire_until(task, None)?,
            Limit::Within(duration) => self.acquire_until(task, Some(task.deadline(duration)))?,
            Limit::AtOnce if self.is_owned(task) => self.acquire_until(task, None)?,
            Limit::AtOnce => {
                let taken = self.0.try_acquire(task);
                match taken {
                    true => self.0.depth.store(1, Relaxed),
                    false => task.note_refused(),
                }
                taken
            }
        })
    }

    fn acquire_until(&self, task: &Task<'_>, deadline: Option<Nanos>) -> Result<bool, Stop> {
        if self.is_owned(task) {
            self.0.depth.store(self.0.depth.load(Relaxed) + 1, Relaxed);
            return Ok(true);
        }
        let held = self.0.acquire(task, deadline)?;
        if held {
            self.0.depth.store(1, Relaxed);
        }
        Ok(held)
    }

    /// Undo one acquire; the last one lets the lock go.
    ///
    /// # Errors
    /// `RuntimeError` when the calling thread does not hold it.
    #[inline]
    pub fn release(&self, task: &Task<'_>) -> Result<(), Error> {
        task.point(self.pending(Operation::Release))?;
        if !self.is_owned(task) {
            return Err(Error::runtime(message_id!("rlock-release-foreign")));
        }
        let depth = self.0.depth.load(Relaxed) - 1;
        self.0.depth.store(depth, Relaxed);
        if depth == 0 {
            self.0.release(task);
        }
        Ok(())
    }

    /// Does somebody hold the lock? For texts: no scheduling point.
    pub fn is_held(&self) -> bool {
        self.0.is_held()
    }

    /// Does somebody hold the lock?
    pub fn locked(&self, task: &Task<'_>) -> Result<bool, Stop> {
        task.point(self.pending(Operation::Inspect))?;
        Ok(self.0.is_held())
    }

    /// Does the calling thread hold the lock?
    #[inline]
    pub fn is_owned(&self, task: &Task<'_>) -> bool {
        self.0.is_owned(task)
    }

    #[inline]
    fn pending(&self, operation: Operation) -> Pending {
        Pending::on(operation, self.identity().id())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU64;

    use super::super::testing::{join_all, on_both, start};
    use super::*;

    #[test]
    fn the_holder_may_acquire_again_and_others_wait_for_the_last_release() {
        on_both(|task| {
            let lock = RLock::new(task.world());
            let counter = Arc::new(AtomicU64::new(0));
            let threads: Vec<_> = (0..3)
                .map(|_| {
                    let (lock, counter) = (lock.clone(), counter.clone());
                    start(task, move |task| {
                        for _ in 0..100 {
                            lock.acquire(task).unwrap();
                            lock.acquire(task).unwrap();
                            assert_eq!(lock.acquire_with(task, false, None), Ok(true));
                            lock.release(task).unwrap();
                            let seen = counter.load(Relaxed);
                            lock.release(task).unwrap();
                            counter.store(seen + 1, Relaxed);
                            lock.release(task).unwrap();
                        }
                    })
                })
                .collect();
            join_all(task, threads);
            assert_eq!(counter.load(Relaxed), 300);
            assert!(!lock.locked(task).unwrap());
        });
    }

    #[test]
    fn only_the_holder_may_release() {
        on_both(|task| {
            let lock = RLock::new(task.world());
            let words = "cannot release un-acquired lock";
            assert_eq!(lock.release(task).unwrap_err().to_string(), words);
            lock.acquire(task).unwrap();
            let other = lock.clone();
            let thread = start(task, move |task| {
                assert_eq!(other.release(task).unwrap_err().to_string(), words);
                assert_eq!(other.acquire_with(task, false, None), Ok(false));
                assert_eq!(other.acquire_with(task, true, Some(0.001)), Ok(false));
            });
            join_all(task, [thread]);
            lock.release(task).unwrap();
            assert!(lock.release(task).is_err());
        });
    }
}
