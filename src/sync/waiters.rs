//! A queue of waiting threads, in FIFO order: the shape shared by all primitives. Whose state they wait for is theirs.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use crate::runtime::{Nanos, Stop, Task, Thread, ThreadId, Wait, Wake};

/// How a waiter was taken out of its queue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Call {
    /// Look again: what you wait for may be there.
    Look = 1,
    /// What you wait for is yours.
    Granted = 2,
    /// It will never come: the barrier was broken.
    Refused = 3,
}

/// One thread in a queue.
pub(super) struct Waiter {
    thread: Arc<Thread>,
    /// 0 while in the queue, then a `Call`. Written under the guard of the queue.
    call: AtomicU8,
    /// How often this thread was called and found nothing.
    pub misses: u32,
}

impl Waiter {
    /// A waiter for the thread of `task`, in no queue yet.
    pub fn new(task: &Task<'_>) -> Self {
        Waiter {
            thread: task.thread().clone(),
            call: AtomicU8::new(0),
            misses: 0,
        }
    }

    pub fn call(&self) -> Option<Call> {
        match self.call.load(Ordering::Acquire) {
            1 => Some(Call::Look),
            2 => Some(Call::Granted),
            3 => Some(Call::Refused),
            _ => None,
        }
    }

    pub fn set_call(&self, call: Call) {
        self.call.store(call as u8, Ordering::Release);
    }

    pub fn thread(&self) -> &Arc<Thread> {
        &self.thread
    }

    /// Park until called. None when the deadline passed first: then `Waiters::leave`, which has the last word.
    pub fn wait(
        &self,
        task: &Task<'_>,
        wait: Wait,
        deadline: Option<Nanos>,
    ) -> Result<Option<Call>, Stop> {
        loop {
            if let Some(call) = self.call() {
                return Ok(Some(call));
            }
            if task.park(wait.clone(), deadline)? == Wake::TimedOut {
                return Ok(self.call());
            }
        }
    }

    /// As `wait`, and out of the queue afterwards: `leave` shall call `Waiters::leave` under the guard of the queue.
    /// None when the deadline passed before anybody called.
    pub fn wait_or_leave(
        &self,
        task: &Task<'_>,
        wait: Wait,
        deadline: Option<Nanos>,
        leave: impl FnOnce() -> bool,
    ) -> Result<Option<Call>, Stop> {
        let call = self.wait(task, wait, deadline);
        if matches!(call, Ok(Some(_))) {
            return call;
        }
        let left = leave();
        if let Err(stop) = call
            && !left
            && !task.world().is_stopped()
        {
            // It was given what it waited for while only this thread was interrupted: nothing may be lost.
            task.interrupt_later(stop);
            return Ok(self.call());
        }
        call.map(|_| if left { None } else { self.call() })
    }
}

/// The queue. Lives under its primitive's guard; those that it hands out are woken after the guard is dropped.
#[derive(Default)]
pub(super) struct Waiters(VecDeque<Arc<Waiter>>);

impl Waiters {
    fn waiter(task: &Task<'_>, misses: u32) -> Arc<Waiter> {
        Arc::new(Waiter {
            misses,
            ..Waiter::new(task)
        })
    }

    pub fn join(&mut self, task: &Task<'_>) -> Arc<Waiter> {
        let waiter = Self::waiter(task, 0);
        self.0.push_back(waiter.clone());
        waiter
    }

    /// Join at the front: for a thread that was called, and found that another one had been quicker.
    pub fn join_again(&mut self, task: &Task<'_>, misses: u32) -> Arc<Waiter> {
        let waiter = Self::waiter(task, misses);
        self.0.push_front(waiter.clone());
        waiter
    }

    pub fn first(&self) -> Option<&Arc<Waiter>> {
        self.0.front()
    }

    /// Take the first waiter out of the queue and call it.
    pub fn call_first(&mut self, call: Call) -> Option<Arc<Waiter>> {
        let waiter = self.take_first()?;
        waiter.set_call(call);
        Some(waiter)
    }

    /// Take the first waiter out of the queue, to go on waiting in another one.
    pub fn take_first(&mut self) -> Option<Arc<Waiter>> {
        self.0.pop_front()
    }

    pub fn adopt(&mut self, waiter: Arc<Waiter>) {
        self.0.push_back(waiter);
    }

    /// Take all waiters out of the queue, in its order.
    pub fn call_all(&mut self, call: Call) -> Vec<Arc<Waiter>> {
        std::iter::from_fn(|| self.call_first(call)).collect()
    }

    /// Give up waiting. False when the waiter was called already.
    pub fn leave(&mut self, waiter: &Arc<Waiter>) -> bool {
        let place = self.0.iter().position(|other| Arc::ptr_eq(other, waiter));
        place.is_some_and(|place| self.0.remove(place).is_some())
    }

    pub fn contains(&self, thread: ThreadId) -> bool {
        self.0.iter().any(|waiter| waiter.thread.id() == thread)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// Wake those who were called, after the guard of their queue was dropped.
pub(super) fn wake_all(task: &Task<'_>, called: impl IntoIterator<Item = Arc<Waiter>>) {
    for waiter in called {
        task.wake(waiter.thread());
    }
}
