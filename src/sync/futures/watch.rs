//! A group of futures, in the order in which they end: what `as_completed` and `wait` look at.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Weak};

use parking_lot::Mutex;

use super::Future;
use crate::messages::{Message, message};
use crate::runtime::{
    Enders, Identity, Nanos, Need, Operation, Pending, Resource, Stop, Task, ThreadId, Wait,
};
use crate::sync::waiters::{Call, Waiters, wake_all};

/// Futures that somebody waits for, by their numbers.
pub struct Watch(Arc<Inner>);

struct Inner {
    state: Mutex<State>,
    identity: Identity,
}

#[derive(Default)]
struct State {
    /// Those that have ended and that nobody has asked for.
    ended: VecDeque<usize>,
    /// How many have not been asked for.
    left: usize,
    /// Those that have not ended, by their numbers: told of here, and kept by others.
    open: BTreeMap<usize, Weak<dyn Resource>>,
    waiters: Waiters,
}

/// One future of a watch.
pub(super) struct Watcher {
    watch: Weak<Inner>,
    number: usize,
}

impl Watcher {
    /// Does anybody still wait?
    pub fn is_wanted(&self) -> bool {
        self.watch.strong_count() > 0
    }

    /// The future has ended.
    pub fn tell(self, task: &Task<'_>) {
        let Some(watch) = self.watch.upgrade() else {
            return;
        };
        let mut state = watch.state.lock();
        state.ended.push_back(self.number);
        state.open.remove(&self.number);
        let called = state.waiters.call_first(Call::Look);
        drop(state);
        wake_all(task, called);
    }
}

impl Watch {
    /// Watch these: they have the numbers 0, 1, 2 …, and those that have ended come first.
    pub fn over<R: Clone + Send + 'static, C: Send + 'static>(
        task: &Task<'_>,
        futures: &[Future<R, C>],
    ) -> Result<Watch, Stop> {
        let identity = task.world().new_identity("Futures");
        task.point(Pending::on(Operation::Inspect, identity.id()))?;
        let inner = Arc::new(Inner {
            state: Mutex::new(State {
                left: futures.len(),
                open: futures.iter().map(Future::resource).enumerate().collect(),
                ..State::default()
            }),
            identity,
        });
        for (number, future) in futures.iter().enumerate() {
            let watch = Arc::downgrade(&inner);
            future.watch(task, Watcher { watch, number });
        }
        Ok(Watch(inner))
    }

    /// How many have not come out of `next`.
    pub fn left(&self) -> usize {
        self.0.state.lock().left
    }

    /// The next one that ends; nothing when time ran out, or all have come.
    pub fn next(&self, task: &Task<'_>, deadline: Option<Nanos>) -> Result<Option<usize>, Stop> {
        task.point(Pending::on(Operation::Wait, self.0.identity.id()))?;
        loop {
            let mut state = self.0.state.lock();
            if let Some(number) = state.ended.pop_front() {
                state.left -= 1;
                return Ok(Some(number));
            }
            if state.left == 0 {
                return Ok(None);
            }
            let waiter = state.waiters.join(task);
            drop(state);
            let wait = Wait::Resource(self.0.clone());
            let leave = || self.0.state.lock().waiters.leave(&waiter);
            if waiter.wait_or_leave(task, wait, deadline, leave)?.is_none() {
                return Ok(None);
            }
        }
    }
}

impl Inner {
    /// Those that have not ended. Nothing when one of them is held by nobody any more.
    fn open(&self) -> Option<Vec<Arc<dyn Resource>>> {
        let state = self.state.lock();
        state.open.values().map(Weak::upgrade).collect()
    }
}

impl Resource for Inner {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn waited_for(&self, _waiter: ThreadId) -> Message {
        message!("wait-futures", count = self.state.lock().left)
    }

    fn need(&self, waiter: ThreadId) -> Need {
        let needs_worker = |future: &Arc<dyn Resource>| future.need(waiter) == Need::Worker;
        match self
            .open()
            .is_some_and(|open| open.iter().any(needs_worker))
        {
            true => Need::Worker,
            false => Need::Other,
        }
    }

    /// Of each of the futures one of those who can end it.
    fn enders(&self) -> Option<Enders> {
        let mut all = Vec::new();
        for future in self.open()? {
            match future.enders()? {
                Enders::OneOf(threads) => all.extend(threads),
                Enders::Holder(_) => return None,
            }
        }
        Some(Enders::OneOf(all))
    }
}
