//! What a task will give: asked for by `result`, fulfilled by the worker that runs it, or cancelled before it begins.

use std::sync::{Arc, Weak};

use parking_lot::Mutex;

use super::crew::Place;
use super::watch::Watcher;
use crate::messages::{Message, message, message_id};
use crate::runtime::{
    Enders, Identity, Need, Operation, Pending, Resource, Shut, Stop, Task, ThreadId, Wait, World,
    shut_if, time,
};
use crate::sync::waiters::{Call, Waiter, Waiters, wake_all};
use crate::sync::{Error, ErrorKind};

/// How a future has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended<R> {
    Done(R),
    Cancelled,
}

/// What a task will give, an `R`. Whoever is to be told of its end leaves a `C`.
pub struct Future<R, C>(Arc<Inner<R, C>>);

struct Inner<R, C> {
    state: Mutex<State<R, C>>,
    identity: Identity,
    /// Where the task stands in line; none for a future that no pool has made.
    place: Option<Place>,
}

struct State<R, C> {
    stage: Stage<R>,
    /// Empty once it has ended.
    waiters: Waiters,
    watchers: Vec<Watcher>,
    callbacks: Vec<C>,
}

enum Stage<R> {
    Pending,
    Running(ThreadId),
    Ended(Ended<R>),
}

/// The stage that a future is in, for those who describe it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Pending,
    Running(ThreadId),
    Done,
    Cancelled,
}

/// Its end was there before.
const INVALID: Error = Error::Misuse(ErrorKind::InvalidState, message_id!("future-invalid-state"));

impl<R, C> Clone for Future<R, C> {
    fn clone(&self) -> Self {
        Future(self.0.clone())
    }
}

impl<R: Clone + Send + 'static, C: Send + 'static> Future<R, C> {
    /// A future that is pending: of a task that stands in line at `place`, or of one that is nobody's yet.
    pub fn new(world: &World, place: Option<Place>) -> Self {
        let identity = world.new_identity("Future");
        let inner = Arc::new(Inner {
            state: Mutex::new(State {
                stage: Stage::Pending,
                waiters: Waiters::default(),
                watchers: Vec::new(),
                callbacks: Vec::new(),
            }),
            identity,
            place,
        });
        world.register(&inner);
        Future(inner)
    }

    pub fn identity(&self) -> &Identity {
        &self.0.identity
    }

    /// Wait for the end, at most `timeout` seconds. Nothing when time ran out.
    ///
    /// # Errors
    /// `ValueError` for a timeout that is no time.
    pub fn wait(&self, task: &Task<'_>, timeout: Option<f64>) -> Result<Option<Ended<R>>, Error> {
        let timeout = timeout.map(time::seconds_or_none_left).transpose()?;
        let waits = Pending::on(Operation::Wait, self.identity().id());
        task.point(waits.that_waits(timeout.is_none()))?;
        let mut state = self.0.state.lock();
        if let Stage::Ended(ended) = &state.stage {
            task.hears(self.identity().id());
            return Ok(Some(ended.clone()));
        }
        let waiter = state.waiters.join(task);
        drop(state);
        let deadline = timeout.map(|timeout| task.deadline(timeout));
        let wait = Wait::Resource(self.0.clone());
        let leave = || self.0.state.lock().waiters.leave(&waiter);
        match waiter.wait_or_leave(task, wait, deadline, leave)? {
            None => Ok(None),
            Some(_) => {
                task.hears(self.identity().id());
                Ok(self.ended())
            }
        }
    }

    /// How it has ended, without a look of the scheduler.
    fn ended(&self) -> Option<Ended<R>> {
        match &self.0.state.lock().stage {
            Stage::Ended(ended) => Some(ended.clone()),
            _ => None,
        }
    }

    /// The stage that it is in.
    pub fn step(&self, task: &Task<'_>) -> Result<Step, Stop> {
        self.point(task, Operation::Inspect)?;
        let step = self.glance();
        if matches!(step, Step::Done | Step::Cancelled) {
            task.hears(self.identity().id());
        }
        Ok(step)
    }

    /// As `step`, for descriptions: no point of the scheduler.
    pub fn glance(&self) -> Step {
        self.0.state.lock().stage.step()
    }

    /// Give the task up unless it has begun. Is it cancelled now? With the callbacks that are to be told, the first time.
    pub fn cancel(&self, task: &Task<'_>) -> Result<(bool, Vec<C>), Stop> {
        self.point(task, Operation::Write)?;
        Ok(match self.glance() {
            Step::Cancelled => (true, Vec::new()),
            Step::Pending => match self.end(task, Ended::Cancelled, |step| step == Step::Pending) {
                Some(callbacks) => (true, callbacks),
                None => (self.glance() == Step::Cancelled, Vec::new()),
            },
            Step::Running(_) | Step::Done => (false, Vec::new()),
        })
    }

    /// The calling thread is about to run the task. False when that was cancelled.
    ///
    /// # Errors
    /// `InvalidState` when it runs or has run.
    pub fn begin(&self, task: &Task<'_>) -> Result<bool, Error> {
        self.point(task, Operation::Write)?;
        let mut state = self.0.state.lock();
        match state.stage.step() {
            Step::Pending => {
                state.stage = Stage::Running(task.id());
                Ok(true)
            }
            Step::Cancelled => Ok(false),
            Step::Running(_) | Step::Done => Err(INVALID),
        }
    }

    /// The task has given this. Gives the callbacks that are to be told.
    ///
    /// # Errors
    /// `InvalidState` when it has ended before.
    pub fn finish(&self, task: &Task<'_>, result: R) -> Result<Vec<C>, Error> {
        self.point(task, Operation::Notify)?;
        let goes_on = |step| matches!(step, Step::Pending | Step::Running(_));
        let callbacks = self.end(task, Ended::Done(result), goes_on);
        callbacks.ok_or(INVALID)
    }

    /// End it, if its step allows that, and tell those who wait.
    fn end(&self, task: &Task<'_>, ended: Ended<R>, may: impl Fn(Step) -> bool) -> Option<Vec<C>> {
        let mut state = self.0.state.lock();
        if !may(state.stage.step()) {
            return None;
        }
        task.signals(self.identity().id());
        state.stage = Stage::Ended(ended);
        let called: Vec<Arc<Waiter>> = state.waiters.call_all(Call::Granted);
        let watchers = std::mem::take(&mut state.watchers);
        let callbacks = std::mem::take(&mut state.callbacks);
        drop(state);
        wake_all(task, called);
        for watcher in watchers {
            watcher.tell(task);
        }
        Some(callbacks)
    }

    /// Leave word for its end. Gives the word back when that has come.
    pub fn call_back(&self, task: &Task<'_>, callback: C) -> Result<Option<C>, Stop> {
        self.point(task, Operation::Write)?;
        let mut state = self.0.state.lock();
        if matches!(state.stage, Stage::Ended(_)) {
            return Ok(Some(callback));
        }
        state.callbacks.push(callback);
        Ok(None)
    }

    /// What threads wait for, without keeping it.
    pub(super) fn resource(&self) -> Weak<dyn Resource> {
        let inner: Weak<Inner<R, C>> = Arc::downgrade(&self.0);
        inner
    }

    /// Tell the watcher of the end, or that it has come already.
    pub(super) fn watch(&self, task: &Task<'_>, watcher: Watcher) {
        let mut state = self.0.state.lock();
        if matches!(state.stage, Stage::Ended(_)) {
            drop(state);
            watcher.tell(task);
            return;
        }
        // Who looks again and again leaves many behind that nobody waits for.
        if state.watchers.len().is_power_of_two() {
            state.watchers.retain(Watcher::is_wanted);
        }
        state.watchers.push(watcher);
    }

    /// Look at what it holds. False when somebody is changing that.
    pub fn look(&self, result: &mut dyn FnMut(&R), callback: &mut dyn FnMut(&C)) -> bool {
        let Some(state) = self.0.state.try_lock() else {
            return false;
        };
        if let Stage::Ended(Ended::Done(value)) = &state.stage {
            result(value);
        }
        state.callbacks.iter().for_each(callback);
        true
    }

    /// Drop what it holds: nobody can reach it any more.
    pub fn abandon(&self) {
        let mut state = self.0.state.lock();
        let callbacks = std::mem::take(&mut state.callbacks);
        let stage = match state.stage {
            Stage::Ended(_) => std::mem::replace(&mut state.stage, Stage::Ended(Ended::Cancelled)),
            _ => Stage::Pending,
        };
        drop(state);
        drop((callbacks, stage));
    }

    fn point(&self, task: &Task<'_>, operation: Operation) -> Result<(), Stop> {
        task.point(Pending::on(operation, self.identity().id()))
    }
}

impl<R> Stage<R> {
    fn step(&self) -> Step {
        match self {
            Stage::Pending => Step::Pending,
            Stage::Running(thread) => Step::Running(*thread),
            Stage::Ended(Ended::Done(_)) => Step::Done,
            Stage::Ended(Ended::Cancelled) => Step::Cancelled,
        }
    }
}

impl<R: Send, C: Send> Inner<R, C> {
    fn step(&self) -> Step {
        self.state.lock().stage.step()
    }
}

impl<R: Send, C: Send> Resource for Inner<R, C> {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn waited_for(&self, _waiter: ThreadId) -> Message {
        let alone = || message!("wait-future", future = self.identity.to_string());
        let Some(place) = &self.place else {
            return alone();
        };
        let (pool, task) = (place.crew_name(), &**place.task());
        match self.step() {
            Step::Pending => message!("wait-future-in-line", task, pool),
            Step::Running(_) => message!("wait-future-running", task, pool),
            Step::Done | Step::Cancelled => alone(),
        }
    }

    /// A worker that waits for a task in its own line keeps the place that the task needs.
    fn need(&self, waiter: ThreadId) -> Need {
        match &self.place {
            Some(place) if self.step() == Step::Pending => match place.has_worker(waiter) {
                true => Need::Worker,
                false => Need::WorkerElsewhere,
            },
            _ => Need::Other,
        }
    }

    /// The worker that runs the task; before that, one of the workers, when there will be no more of them.
    fn enders(&self) -> Option<Enders> {
        match self.step() {
            Step::Running(thread) => Some(Enders::OneOf(vec![thread])),
            Step::Pending => self.place.as_ref()?.workers().map(Enders::OneOf),
            Step::Done | Step::Cancelled => None,
        }
    }

    fn shut(&self) -> Shut {
        shut_if(
            !matches!(self.state.lock().stage, Stage::Ended(_)),
            Operation::Wait,
        )
    }

    fn done_by(&self) -> Option<(ThreadId, Message)> {
        let (Step::Running(thread), Some(place)) = (self.step(), &self.place) else {
            return None;
        };
        Some((thread, message!("future-task", task = &**place.task())))
    }

    fn contents(&self) -> Option<Message> {
        Some(match self.step() {
            Step::Pending => message!("future-pending"),
            Step::Running(_) => message!("future-running"),
            Step::Done => message!("future-done"),
            Step::Cancelled => message!("future-cancelled"),
        })
    }
}
