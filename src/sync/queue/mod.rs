//! Python's `queue` in plain Rust: queues, stacks and priority queues, bounded or not, through which threads hand over items.
//! What the items are is not known here. The store of items and the lines of threads are in the files beside.

mod line;
mod store;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use smallvec::SmallVec;

use self::line::{Line, Place, wake};
use self::store::Store;
use super::waiters::{Call, Waiters, wake_all};
use super::{Error, ErrorKind};
use crate::messages::{Message, message, message_id};
use crate::runtime::{
    Identity, Need, Operation, Pending, Resource, Shut, Stop, Task, ThreadId, Wait, World, time,
};

pub use self::store::{Discipline, partition};

/// What can be put into a queue.
pub trait Item: Send + 'static {
    /// Why two items cannot be compared.
    type Disorder: Send + 'static;

    /// Which of the two comes out of a priority queue first? Called under the queue's guard: never to run script code.
    fn order(&self, other: &Self) -> Result<Ordering, Self::Disorder>;
}

/// Why an item was not put.
#[derive(PartialEq, Eq, Debug)]
pub enum Refusal<D> {
    /// As for all operations.
    Error(Error),
    /// A priority queue cannot compare it with what is there.
    Disorder(D),
}

/// How long a `put` or a `get` waits.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Patience {
    Forever,
    AtOnce,
    /// Seconds.
    Within(f64),
}

impl Patience {
    /// From the arguments `block` and `timeout`, as Python has them.
    pub fn of(block: bool, timeout: Option<f64>) -> Self {
        match timeout {
            _ if !block => Patience::AtOnce,
            None => Patience::Forever,
            Some(seconds) => Patience::Within(seconds),
        }
    }

    /// The longest wait; none is for ever.
    fn limit(self) -> Result<Option<Duration>, Error> {
        match self {
            Patience::Within(seconds) if seconds < 0.0 => {
                Err(Error::value(message_id!("queue-timeout")))
            }
            Patience::Within(seconds) => Ok(Some(time::seconds(seconds)?)),
            Patience::Forever | Patience::AtOnce => Ok(None),
        }
    }
}

const EMPTY: Error = Error::Misuse(ErrorKind::Empty, message_id!("queue-empty-alone"));
const FULL: Error = Error::Misuse(ErrorKind::Full, message_id!("queue-full-alone"));
const SHUT_DOWN: Error = Error::Misuse(ErrorKind::ShutDown, message_id!("queue-shut-down-alone"));

/// A queue. Those who wait for an item get theirs in the order in which they came; so do those who wait for room.
pub struct Queue<T: Item>(Arc<Inner<T>>);

struct Inner<T: Item> {
    state: Mutex<State<T>>,
    /// Items that fit; none is any number.
    bound: Option<usize>,
    identity: Identity,
}

struct State<T: Item> {
    store: Store<T>,
    /// Threads that wait for an item; nobody while there is one. Whoever puts one hands it to the first of them.
    getters: Line<Option<T>>,
    /// Threads that wait for room, each with its item; nobody while there is room. Whoever gets one puts the first one's in.
    putters: Line<Offer<T>>,
    /// Threads that wait until all is done; nobody while `unfinished` is 0.
    joiners: Waiters,
    /// Items that were put and not yet said to be done.
    unfinished: u64,
    is_shut_down: bool,
}

/// The item of a thread that waits for room.
#[derive(Default)]
enum Offer<T: Item> {
    Offered(T),
    /// It only waits for room, and will look for the place of its item itself.
    Room,
    #[default]
    Accepted,
    Refused(T::Disorder),
}

impl<T: Item> Clone for Queue<T> {
    fn clone(&self) -> Self {
        Queue(self.0.clone())
    }
}

impl<T: Item> Queue<T> {
    /// An empty queue, called `kind` in reports, for at most `bound` items.
    pub fn new(
        world: &World,
        kind: &'static str,
        discipline: Discipline,
        bound: Option<usize>,
    ) -> Self {
        let state = Mutex::new(State {
            store: Store::new(discipline),
            getters: Line::default(),
            putters: Line::default(),
            joiners: Waiters::default(),
            unfinished: 0,
            is_shut_down: false,
        });
        let identity = world.new_identity(kind);
        let inner = Arc::new(Inner {
            state,
            bound,
            identity,
        });
        world.register(&inner);
        Queue(inner)
    }

    pub fn identity(&self) -> &Identity {
        &self.0.identity
    }

    /// How many items fit; none is any number.
    pub fn bound(&self) -> Option<usize> {
        self.0.bound
    }

    /// Put an item, after waiting for room if there is none: `put(item, block, timeout)`.
    ///
    /// # Errors
    /// `Full` when there is no room in time, `ShutDown`, `ValueError` for a wait that is no time, and an item that a priority queue cannot compare.
    pub fn put(
        &self,
        task: &Task<'_>,
        item: T,
        patience: Patience,
    ) -> Result<(), Refusal<T::Disorder>> {
        self.comes_with_item(task, patience)?;
        task.signals(self.identity().id());
        if self.0.bound.is_some() {
            task.note_needs_room();
        }
        let mut state = self.0.state.lock();
        if state.is_shut_down {
            task.note_refused();
            return Err(Refusal::Error(SHUT_DOWN));
        }
        // As in Python, an unbounded queue does not look at the timeout.
        let limit = match self.0.bound {
            Some(_) => patience.limit()?,
            None => None,
        };
        if let Some(getter) = state.getters.take_first() {
            state.unfinished += 1;
            getter.answer(Some(item), Call::Granted);
            drop(state);
            task.wake(getter.waiter.thread());
            return Ok(());
        }
        if self.0.bound.is_none_or(|bound| state.store.len() < bound) {
            state.store.insert(item).map_err(Refusal::Disorder)?;
            state.unfinished += 1;
            return Ok(());
        }
        if patience == Patience::AtOnce {
            task.note_refused();
            return Err(Refusal::Error(FULL));
        }
        let place = state.putters.join(task, Offer::Offered(item));
        drop(state);
        let deadline = limit.map(|limit| task.deadline(limit));
        let leave = || self.0.state.lock().putters.leave(&place);
        let call = (place.waiter).wait_or_leave(task, self.wait(), deadline, leave)?;
        match (call, place.take()) {
            (None, _) => Err(Refusal::Error(FULL)),
            (_, Offer::Accepted) => Ok(()),
            (_, Offer::Refused(disorder)) => Err(Refusal::Disorder(disorder)),
            (_, Offer::Offered(_) | Offer::Room) => Err(Refusal::Error(SHUT_DOWN)),
        }
    }

    /// The items in the order in which they come out, for who looks for a place among them without holding the guard, and what tells whether
    /// they have changed since.
    pub fn items(&self) -> (Vec<T>, u64)
    where
        T: Clone,
    {
        let state = self.0.state.lock();
        (
            state.store.items().cloned().collect(),
            state.store.version(),
        )
    }

    /// As `put`, at the place that was found among the items of this version. The item comes back when the queue has changed since, or was
    /// full until now: look again.
    ///
    /// # Errors
    /// As `put`.
    pub fn put_at(
        &self,
        task: &Task<'_>,
        item: T,
        (place, version): (usize, u64),
        patience: Patience,
    ) -> Result<Option<T>, Error> {
        self.comes_with_item(task, patience)?;
        task.signals(self.identity().id());
        let limit = match self.0.bound {
            Some(_) => {
                task.note_needs_room();
                patience.limit()?
            }
            None => None,
        };
        let mut state = self.0.state.lock();
        if state.is_shut_down {
            task.note_refused();
            return Err(SHUT_DOWN);
        }
        if let Some(getter) = state.getters.take_first() {
            state.unfinished += 1;
            getter.answer(Some(item), Call::Granted);
            drop(state);
            task.wake(getter.waiter.thread());
            return Ok(None);
        }
        if self.0.bound.is_none_or(|bound| state.store.len() < bound) {
            if state.store.version() != version {
                return Ok(Some(item));
            }
            state.store.insert_at(place, item);
            state.unfinished += 1;
            return Ok(None);
        }
        if patience == Patience::AtOnce {
            task.note_refused();
            return Err(FULL);
        }
        let waits = state.putters.join(task, Offer::Room);
        drop(state);
        let deadline = limit.map(|limit| task.deadline(limit));
        let leave = || self.0.state.lock().putters.leave(&waits);
        match (waits.waiter).wait_or_leave(task, self.wait(), deadline, leave)? {
            None => Err(FULL),
            Some(_) => Ok(Some(item)),
        }
    }

    /// Take the next item, after waiting for one if there is none: `get(block, timeout)`.
    ///
    /// # Errors
    /// `Empty` when there is none in time, `ShutDown` when there is none and none will come, `ValueError` for a wait that is no time.
    pub fn get(&self, task: &Task<'_>, patience: Patience) -> Result<T, Error> {
        self.point(task, Operation::Receive, patience == Patience::Forever)?;
        let mut state = self.0.state.lock();
        let limit = patience.limit();
        if limit.is_ok()
            && let Some(item) = state.store.take()
        {
            let called = self.fill_up(&mut state);
            drop(state);
            wake(task, called);
            task.hears(self.identity().id());
            return Ok(item);
        }
        if state.is_shut_down && state.store.len() == 0 {
            task.note_refused();
            return Err(SHUT_DOWN);
        }
        let limit = limit?;
        if patience == Patience::AtOnce {
            task.note_refused();
            return Err(EMPTY);
        }
        let place = state.getters.join(task, None);
        drop(state);
        let deadline = limit.map(|limit| task.deadline(limit));
        let leave = || self.0.state.lock().getters.leave(&place);
        let call = (place.waiter).wait_or_leave(task, self.wait(), deadline, leave);
        if call.is_err()
            && let Some(item) = place.take()
        {
            self.give_back(task, item);
        }
        match call? {
            None => Err(EMPTY),
            Some(_) => {
                task.hears(self.identity().id());
                place.take().ok_or(SHUT_DOWN)
            }
        }
    }

    /// The thread that was given the item was interrupted in that moment: the next one gets it.
    #[cold]
    fn give_back(&self, task: &Task<'_>, item: T) {
        let mut state = self.0.state.lock();
        let getter = state.getters.take_first();
        match &getter {
            Some(getter) => getter.answer(Some(item), Call::Granted),
            None => state.store.put_back(item),
        }
        drop(state);
        wake(task, getter);
    }

    /// There is room: put in the items of those who waited for it. Gives the threads to wake.
    #[inline]
    fn fill_up(&self, state: &mut State<T>) -> SmallVec<[Arc<Place<Offer<T>>>; 1]> {
        let mut called = SmallVec::new();
        while self.0.bound.is_some_and(|bound| state.store.len() < bound)
            && let Some(putter) = state.putters.take_first()
        {
            let answer = match putter.take() {
                Offer::Offered(item) => match state.store.insert(item) {
                    Ok(()) => {
                        state.unfinished += 1;
                        Offer::Accepted
                    }
                    Err(disorder) => Offer::Refused(disorder),
                },
                Offer::Room => Offer::Accepted,
                answered => answered,
            };
            putter.answer(answer, Call::Granted);
            called.push(putter);
        }
        called
    }

    /// Say that an item that was got is dealt with.
    ///
    /// # Errors
    /// `ValueError` when that was said as often as items were put.
    pub fn task_done(&self, task: &Task<'_>) -> Result<(), Error> {
        self.point(task, Operation::Notify, false)?;
        task.signals(self.identity().id());
        let mut state = self.0.state.lock();
        let left = state.unfinished.checked_sub(1);
        state.unfinished = left.ok_or(Error::value(message_id!("queue-task-done")))?;
        let called = state.all_done();
        drop(state);
        wake_all(task, called);
        Ok(())
    }

    /// Wait until all that was put was said to be done.
    pub fn join(&self, task: &Task<'_>) -> Result<(), Stop> {
        task.point(Pending::on(Operation::Wait, self.identity().id()).that_waits(true))?;
        let mut state = self.0.state.lock();
        if state.unfinished == 0 {
            task.hears(self.identity().id());
            return Ok(());
        }
        let waiter = state.joiners.join(task);
        drop(state);
        let leave = || self.0.state.lock().joiners.leave(&waiter);
        waiter.wait_or_leave(task, self.wait(), None, leave)?;
        task.hears(self.identity().id());
        Ok(())
    }

    /// Take nothing more; `immediately` also throws away what is there. Those who wait for what cannot come any more are told.
    pub fn shut_down(&self, task: &Task<'_>, immediately: bool) -> Result<(), Stop> {
        task.point(Pending::on(Operation::Notify, self.identity().id()))?;
        task.note_value(|| "shutdown".to_owned());
        let mut state = self.0.state.lock();
        state.is_shut_down = true;
        let mut thrown_away = Vec::new();
        if immediately {
            thrown_away.extend(state.store.drain());
            state.unfinished = state.unfinished.saturating_sub(thrown_away.len() as u64);
        }
        let getters = state.getters.refuse_all();
        let putters = state.putters.refuse_all();
        let joiners = state.all_done();
        drop(state);
        wake(task, getters);
        wake(task, putters);
        wake_all(task, joiners);
        Ok(())
    }

    /// How many items are there.
    pub fn len(&self, task: &Task<'_>) -> Result<usize, Stop> {
        task.point(Pending::on(Operation::Inspect, self.identity().id()))?;
        let length = self.0.state.lock().store.len();
        if length > 0 {
            task.hears(self.identity().id());
        }
        Ok(length)
    }

    pub fn is_empty(&self, task: &Task<'_>) -> Result<bool, Stop> {
        Ok(self.len(task)? == 0)
    }

    pub fn is_full(&self, task: &Task<'_>) -> Result<bool, Stop> {
        let length = self.len(task)?;
        Ok(self.0.bound.is_some_and(|bound| length >= bound))
    }

    /// How many items there are and whether it was shut down. For texts: no scheduling point.
    pub fn glance(&self) -> (usize, bool) {
        let state = self.0.state.lock();
        (state.store.len(), state.is_shut_down)
    }

    /// Look at each item, where nobody is changing them. False when somebody is.
    pub fn look(&self, look: &mut dyn FnMut(&T)) -> bool {
        let Some(state) = self.0.state.try_lock() else {
            return false;
        };
        state.store.items().for_each(look);
        true
    }

    /// Drop all items of a queue that no thread can reach any more.
    pub fn abandon(&self) {
        let items = self.0.state.lock().store.drain();
        drop(items);
    }

    fn point(&self, task: &Task<'_>, operation: Operation, waits: bool) -> Result<(), Error> {
        let pending = Pending::on(operation, self.identity().id());
        Ok(task.point(pending.that_waits(waits))?)
    }

    /// An unbounded queue has room at once.
    fn comes_with_item(&self, task: &Task<'_>, patience: Patience) -> Result<(), Error> {
        let waits = self.0.bound.is_some() && patience == Patience::Forever;
        self.point(task, Operation::Send, waits)
    }

    fn wait(&self) -> Wait {
        Wait::Resource(self.0.clone())
    }
}

impl<T: Item> State<T> {
    /// Those who wait until all is done, if it is.
    fn all_done(&mut self) -> Vec<Arc<super::waiters::Waiter>> {
        match self.unfinished {
            0 => self.joiners.call_all(Call::Granted),
            _ => Vec::new(),
        }
    }
}

impl<T: Item> Resource for Inner<T> {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn contents(&self) -> Option<Message> {
        let count = self.state.lock().store.len();
        Some(match self.bound {
            Some(bound) => message!("queue-items-of", count, bound),
            None => message!("queue-items", count),
        })
    }

    fn need(&self, waiter: ThreadId) -> Need {
        let state = self.state.lock();
        if state.getters.contains(waiter) {
            Need::Item
        } else if state.putters.contains(waiter) {
            Need::Room
        } else {
            Need::TaskDone
        }
    }

    fn shut(&self) -> Shut {
        let state = self.state.lock();
        let goes_on = !state.is_shut_down;
        let is_full = self.bound.is_some_and(|bound| state.store.len() >= bound);
        [
            (goes_on && state.store.len() == 0, Operation::Receive),
            (goes_on && is_full, Operation::Send),
            (state.unfinished > 0, Operation::Wait),
        ]
        .into_iter()
        .filter_map(|(is_shut, operation)| is_shut.then_some((operation, None)))
        .collect()
    }

    /// `queue "fifo" (empty)`
    fn waited_for(&self, waiter: ThreadId) -> Message {
        let why = match self.need(waiter) {
            Need::Item => message!("queue-is-empty"),
            Need::Room => message!("queue-is-full"),
            _ => message!("queue-not-done", count = self.state.lock().unfinished),
        };
        let queue = match self.identity.name() {
            Some(name) => message!("queue-named", name),
            None => Message::from(self.identity.to_string()),
        };
        message!("wait-queue", queue, why)
    }
}

impl<D> From<Error> for Refusal<D> {
    fn from(error: Error) -> Self {
        Refusal::Error(error)
    }
}

impl<D> From<Stop> for Refusal<D> {
    fn from(stop: Stop) -> Self {
        Refusal::Error(stop.into())
    }
}
