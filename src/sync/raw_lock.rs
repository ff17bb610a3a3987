//! The mutual exclusion below `Lock`, `RLock` and `Condition`: free or held, and who waits. No recursion, no Python rules.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use parking_lot::Mutex;

use crate::runtime::{
    Enders, Holder, Identity, Nanos, Need, Operation, Pending, Resource, Shut, Stop, Task,
    ThreadId, Wait, World,
};

use super::waiters::{Call, Waiter, Waiters, wake_all};

/// The kind of lock that its holder may take again, and nobody else can let go.
pub(super) const RLOCK: &str = "RLock";

/// Somebody holds the lock.
const HELD: u32 = 1;
/// Somebody is in the queue. Changes only under the queue's guard.
const QUEUED: u32 = 2;
/// The lock was taken inside of another, or another inside of it: who releases it is looked at. Never set for other locks, whose
/// release is one exchange.
const WATCHED: u32 = 4;

/// A waiter that was called this often and found the lock taken again gets it handed over (about half a millisecond).
const PATIENCE: u32 = 16;

/// How long a thread that found the lock held waits before it looks again (in pauses of the processor, some microseconds in all before
/// it gives way to other threads). A look takes the lock's memory away from the core of the holder: with shorter waits two threads
/// around one short critical section slow each other down, with longer ones a lock that is handed over lies idle.
const FIRST_PAUSES: u32 = 16;

/// A lock that barges: whoever comes while it is free takes it, also past those in the queue. A release calls at most one
/// waiter, which competes again; strict hand-over made two threads with short critical sections seven times slower.
pub(super) struct RawLock {
    state: AtomicU32,
    /// Times that an `RLock` is held by its holder; only the holder touches it.
    pub depth: AtomicU32,
    /// Who holds the lock, as `Task::holder_word`, for reports and for `RLock`; 0 when nobody does, or has only just taken it.
    holder: AtomicU64,
    waiters: Mutex<Waiters>,
    identity: Identity,
}

impl RawLock {
    pub fn new(world: &World, kind: &'static str) -> Arc<Self> {
        let lock = Arc::new(RawLock {
            state: AtomicU32::new(0),
            depth: AtomicU32::new(0),
            holder: AtomicU64::new(0),
            waiters: Mutex::default(),
            identity: world.new_identity(kind),
        });
        world.register(&lock);
        lock
    }

    #[inline]
    pub fn is_held(&self) -> bool {
        self.state.load(Ordering::Acquire) & HELD != 0
    }

    /// May its holder take it again, and nobody else let it go?
    fn is_for_its_holder(&self) -> bool {
        self.identity.kind() == RLOCK
    }

    /// Does the calling thread hold it?
    #[inline]
    pub fn is_owned(&self, task: &Task<'_>) -> bool {
        self.holder.load(Ordering::Relaxed) >> 32 == u64::from(task.id().0) + 1
    }

    /// The calling thread holds the lock now, and would have waited for it for ever if it `waits`.
    #[inline(always)]
    fn note_holder(self: &Arc<Self>, task: &Task<'_>, waits: bool) {
        self.holder.store(task.holder_word(), Ordering::Relaxed);
        task.took(self, waits);
    }

    /// Take the lock if it is free.
    #[inline]
    pub fn try_acquire(self: &Arc<Self>, task: &Task<'_>) -> bool {
        let taken = self.take();
        if taken {
            self.note_holder(task, false);
        }
        taken
    }

    #[inline(always)]
    fn take(&self) -> bool {
        let free = self
            .state
            .compare_exchange(0, HELD, Ordering::Acquire, Ordering::Relaxed);
        match free {
            Ok(_) => true,
            Err(state) => state & HELD == 0 && self.take_from_queue(),
        }
    }

    #[cold]
    fn take_from_queue(&self) -> bool {
        let take = |state| (state & HELD == 0).then_some(state | HELD);
        self.state
            .fetch_update(Ordering::Acquire, Ordering::Relaxed, take)
            .is_ok()
    }

    /// Wait until the lock is free, at most until `deadline`, and hold it. False when time ran out.
    #[inline(always)]
    pub fn acquire(
        self: &Arc<Self>,
        task: &Task<'_>,
        deadline: Option<Nanos>,
    ) -> Result<bool, Stop> {
        if self.take() {
            self.note_holder(task, deadline.is_none());
            Ok(true)
        } else {
            self.acquire_slow(task, deadline, 0)
        }
    }

    /// Let `waiters`, who wait elsewhere, wait for this lock instead: one after the other they are called by its releases,
    /// rather than all at once to find it held.
    pub fn adopt(self: &Arc<Self>, task: &Task<'_>, waiters: impl Iterator<Item = Arc<Waiter>>) {
        let mut queue = self.waiters.lock();
        for waiter in waiters {
            let announce = |state| (state & HELD != 0).then_some(state | QUEUED);
            let held = self
                .state
                .fetch_update(Ordering::Acquire, Ordering::Relaxed, announce);
            if held.is_ok() {
                task.notifies(waiter.thread());
                queue.adopt(waiter);
            } else {
                waiter.set_call(Call::Look);
                task.wake(waiter.thread());
            }
        }
    }

    /// Take the lock after having been adopted and called, or having left (None).
    pub fn acquire_called(
        self: &Arc<Self>,
        task: &Task<'_>,
        call: Option<Call>,
    ) -> Result<(), Stop> {
        if call == Some(Call::Granted) {
            self.note_holder(task, true);
            return Ok(());
        }
        task.point(Pending::on(Operation::Acquire, self.identity.id()).that_waits(true))?;
        if self.take() {
            self.note_holder(task, true);
            return Ok(());
        }
        let misses = u32::from(call.is_some());
        self.acquire_slow(task, None, misses).map(drop)
    }

    #[cold]
    fn acquire_slow(
        self: &Arc<Self>,
        task: &Task<'_>,
        deadline: Option<Nanos>,
        mut misses: u32,
    ) -> Result<bool, Stop> {
        loop {
            if !task.is_controlled() && self.spin() {
                break;
            }
            let Some(waiter) = self.enqueue(task, misses) else {
                break;
            };
            let call = waiter.wait(task, Wait::Resource(self.clone()), deadline);
            match call {
                Ok(Some(Call::Granted)) => break,
                Ok(Some(_)) => misses += 1,
                Ok(None) | Err(_) => {
                    if self.leave(&waiter) {
                        return call.map(|_| false);
                    }
                    // Called in the last moment: whoever holds the lock now will call the next, but if it is free, nobody will.
                    if waiter.call() != Some(Call::Granted) && !self.take() {
                        return call.map(|_| false);
                    }
                    // A thread that is stopped does not go on with a lock that another one's unwinding let go.
                    if let Err(stop) = call {
                        self.note_holder(task, false);
                        self.release(task);
                        return Err(stop);
                    }
                    break;
                }
            }
        }
        self.note_holder(task, deadline.is_none());
        Ok(true)
    }

    /// Look for a short while whether the lock comes free: cheaper than parking when critical sections are short.
    fn spin(&self) -> bool {
        for round in 0..8 {
            if round < 4 {
                for _ in 0..FIRST_PAUSES << round {
                    std::hint::spin_loop();
                }
            } else {
                std::thread::yield_now();
            }
            if self.state.load(Ordering::Relaxed) & HELD == 0 && self.take() {
                return true;
            }
        }
        false
    }

    /// Join the queue, or take the lock if it came free: then None.
    fn enqueue(&self, task: &Task<'_>, misses: u32) -> Option<Arc<Waiter>> {
        let mut waiters = self.waiters.lock();
        let announce = |state| {
            Some(if state & HELD == 0 {
                state | HELD
            } else {
                state | QUEUED
            })
        };
        let before = self
            .state
            .fetch_update(Ordering::Acquire, Ordering::Relaxed, announce);
        if before.is_ok_and(|state| state & HELD == 0) {
            return None;
        }
        Some(if misses == 0 {
            waiters.join(task)
        } else {
            waiters.join_again(task, misses)
        })
    }

    pub fn leave(&self, waiter: &Arc<Waiter>) -> bool {
        let mut waiters = self.waiters.lock();
        let left = waiters.leave(waiter);
        if waiters.is_empty() {
            self.state.fetch_and(!QUEUED, Ordering::Relaxed);
        }
        left
    }

    /// Let the lock go. False when nobody held it.
    #[inline(always)]
    pub fn release(&self, task: &Task<'_>) -> bool {
        // Before the lock is free: from then on nobody may take the next holder for this one.
        self.holder.store(0, Ordering::Relaxed);
        let alone = self
            .state
            .compare_exchange(HELD, 0, Ordering::Release, Ordering::Relaxed);
        alone.is_ok() || self.release_slow(task)
    }

    #[cold]
    fn release_slow(&self, task: &Task<'_>) -> bool {
        if self.state.load(Ordering::Relaxed) & WATCHED != 0 {
            task.lets_go(self.identity.id());
            let alone = self.state.compare_exchange(
                HELD | WATCHED,
                WATCHED,
                Ordering::Release,
                Ordering::Relaxed,
            );
            if alone.is_ok() {
                return true;
            }
        }
        let called = {
            let mut waiters = self.waiters.lock();
            let hand_over = waiters
                .first()
                .is_some_and(|first| first.misses >= PATIENCE);
            let queued = if waiters.len() > 1 { QUEUED } else { 0 };
            let after = if hand_over { HELD | queued } else { queued };
            let release = |state| (state & HELD != 0).then_some(after | state & WATCHED);
            if self
                .state
                .fetch_update(Ordering::Release, Ordering::Relaxed, release)
                .is_err()
            {
                return false;
            }
            waiters.call_first(if hand_over { Call::Granted } else { Call::Look })
        };
        wake_all(task, called);
        true
    }
}

impl Resource for RawLock {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn need(&self, _waiter: ThreadId) -> Need {
        Need::Release
    }

    fn shut(&self) -> Shut {
        let holder = self.holder().map(|holder| holder.thread);
        let but = holder.filter(|_| self.is_for_its_holder());
        let shut = self.is_held().then_some((Operation::Acquire, but));
        shut.into_iter().collect()
    }

    /// A lock that its holder may take again is let go by nobody else.
    fn enders(&self) -> Option<Enders> {
        let holder = self.holder()?.thread;
        Some(match self.is_for_its_holder() {
            true => Enders::OneOf(vec![holder]),
            false => Enders::Holder(holder),
        })
    }

    fn is_held_by(&self, word: u64) -> bool {
        self.holder.load(Ordering::Relaxed) >> 32 == word >> 32
    }

    fn watch_releases(&self) {
        self.state.fetch_or(WATCHED, Ordering::Relaxed);
    }

    fn holder(&self) -> Option<Holder> {
        if !self.is_held() {
            return None;
        }
        let word = self.holder.load(Ordering::Relaxed);
        let thread = (word >> 32).checked_sub(1)?;
        Some(Holder {
            thread: ThreadId(thread as u32),
            line: word as u32,
        })
    }
}
