//! Python's `threading.Lock`: held by at most one thread, released by any.

use std::sync::Arc;

use crate::messages::message_id;
use crate::runtime::{Identity, Operation, Pending, Resource, Stop, Task, World, time};

use super::Error;
use super::raw_lock::RawLock;

/// A lock. It may be released by another thread than the one that acquired it.
#[derive(Clone)]
pub struct Lock(pub(super) Arc<RawLock>);

impl Lock {
    pub fn new(world: &World) -> Self {
        Lock(RawLock::new(world, "Lock"))
    }

    pub fn identity(&self) -> &Identity {
        self.0.identity()
    }

    /// Wait until the lock is free, then hold it: `acquire()`.
    #[inline(always)]
    pub fn acquire(&self, task: &Task<'_>) -> Result<(), Stop> {
        task.point(self.pending(Operation::Acquire).that_waits(true))?;
        self.0.acquire(task, None).map(drop)
    }

    /// Hold the lock if it is free: `acquire(false)`.
    #[inline]
    pub fn try_acquire(&self, task: &Task<'_>) -> Result<bool, Stop> {
        task.point(self.pending(Operation::Acquire))?;
        let taken = self.0.try_acquire(task);
        if !taken {
            task.note_refused();
        }
        Ok(taken)
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
        match limit(blocking, timeout)? {
            Limit::Forever => self.acquire(task).map(|()| true).map_err(Error::from),
            Limit::AtOnce => Ok(self.try_acquire(task)?),
            Limit::Within(duration) => {
                task.point(self.pending(Operation::Acquire))?;
                Ok(self.0.acquire(task, Some(task.deadline(duration)))?)
            }
        }
    }

    /// Let the lock go.
    ///
    /// # Errors
    /// `RuntimeError` when nobody holds it.
    #[inline(always)]
    pub fn release(&self, task: &Task<'_>) -> Result<(), Error> {
        task.point(self.pending(Operation::Release))?;
        if self.0.release(task) {
            Ok(())
        } else {
            Err(Error::runtime(message_id!("lock-release-free")))
        }
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

    #[inline]
    fn pending(&self, operation: Operation) -> Pending {
        Pending::on(operation, self.identity().id())
    }
}

/// How long an acquire waits.
pub(super) enum Limit {
    Forever,
    AtOnce,
    Within(std::time::Duration),
}

/// The rules of `Lock.acquire` and `RLock.acquire` for their two arguments (CPython's `lock_acquire_parse_args`).
pub(super) fn limit(blocking: bool, timeout: Option<f64>) -> Result<Limit, Error> {
    match timeout.filter(|&timeout| timeout != -1.0) {
        Some(_) if !blocking => Err(Error::value(message_id!("lock-timeout"))),
        Some(timeout) => Ok(Limit::Within(time::seconds(timeout)?)),
        None if blocking => Ok(Limit::Forever),
        None => Ok(Limit::AtOnce),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

    use super::super::testing::{join_all, on_both, start};
    use super::super::{Error, ErrorKind};
    use super::*;

    #[test]
    fn an_increment_under_the_lock_loses_nothing() {
        on_both(|task| {
            let lock = Lock::new(task.world());
            let counter = Arc::new(AtomicU64::new(0));
            let threads: Vec<_> = (0..4)
                .map(|_| {
                    let (lock, counter) = (lock.clone(), counter.clone());
                    start(task, move |task| {
                        for _ in 0..250 {
                            lock.acquire(task).unwrap();
                            let seen = counter.load(Relaxed);
                            task.point(Pending::of(Operation::Yield)).unwrap();
                            counter.store(seen + 1, Relaxed);
                            lock.release(task).unwrap();
                        }
                    })
                })
                .collect();
            join_all(task, threads);
            assert_eq!(counter.load(Relaxed), 1000);
        });
    }

    #[test]
    fn release_by_another_thread_is_allowed_as_in_python() {
        on_both(|task| {
            let lock = Lock::new(task.world());
            lock.acquire(task).unwrap();
            let other = lock.clone();
            let thread = start(task, move |task| other.release(task).unwrap());
            lock.acquire(task).unwrap();
            join_all(task, [thread]);
            assert!(lock.locked(task).unwrap());
        });
    }

    #[test]
    fn mistakes_have_pythons_words() {
        on_both(|task| {
            let lock = Lock::new(task.world());
            let said = |result: Result<bool, Error>| {
                let error = result.unwrap_err();
                assert!(error.kind().is_some());
                error.to_string()
            };
            let error = lock.release(task).unwrap_err();
            assert_eq!(error.kind(), Some(ErrorKind::RuntimeError));
            assert_eq!(error.to_string(), "release unlocked lock");
            assert_eq!(
                said(lock.acquire_with(task, false, Some(1.0))),
                "can't specify a timeout for a non-blocking call"
            );
            assert_eq!(
                said(lock.acquire_with(task, true, Some(-2.0))),
                "timeout value must be a non-negative number"
            );
            assert_eq!(
                said(lock.acquire_with(task, true, Some(1e10))),
                "timestamp too large"
            );
            assert!(!lock.locked(task).unwrap());
        });
    }

    #[test]
    fn acquire_gives_up_when_it_may_not_wait_or_time_runs_out() {
        on_both(|task| {
            let lock = Lock::new(task.world());
            assert_eq!(lock.acquire_with(task, true, Some(-1.0)), Ok(true));
            assert_eq!(lock.acquire_with(task, false, None), Ok(false));
            assert_eq!(lock.acquire_with(task, true, Some(0.0)), Ok(false));
            assert_eq!(lock.acquire_with(task, true, Some(0.02)), Ok(false));
            lock.release(task).unwrap();
            assert_eq!(lock.acquire_with(task, true, Some(0.02)), Ok(true));
        });
    }

    #[test]
    fn who_gives_up_leaves_the_others_their_turn() {
        on_both(|task| {
            let lock = Lock::new(task.world());
            lock.acquire(task).unwrap();
            let threads: Vec<_> = (0..8)
                .map(|number| {
                    let lock = lock.clone();
                    let timeout = (number % 2 == 0).then_some(0.001);
                    start(task, move |task| {
                        if lock.acquire_with(task, true, timeout).unwrap() {
                            lock.release(task).unwrap();
                        }
                    })
                })
                .collect();
            task.sleep(std::time::Duration::from_millis(1)).unwrap();
            lock.release(task).unwrap();
            join_all(task, threads);
            assert!(!lock.locked(task).unwrap());
        });
    }
}
