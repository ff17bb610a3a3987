//! The workers of a pool and the tasks that stand in line for them. Who starts the workers, and what a task is, is not known here.

use std::collections::VecDeque;
use std::sync::Arc;

use parking_lot::Mutex;

use crate::messages::{Message, message};
use crate::runtime::{
    Identity, Need, Operation, Pending, Resource, Stop, Task, ThreadId, Wait, World,
};
use crate::sync::waiters::{Call, Waiter, wake_all};

/// A line of tasks, and at most so many workers that take them. Tasks are taken in the order in which they came.
pub struct Crew<J>(Arc<Inner<J>>);

struct Inner<J> {
    state: Mutex<State<J>>,
    members: Arc<Members>,
}

/// What the tasks of a crew know of it.
struct Members {
    identity: Identity,
    /// So many workers at most.
    most: usize,
    workers: Mutex<Vec<ThreadId>>,
}

struct State<J> {
    line: VecDeque<J>,
    /// Workers without a task; who came last is called first, since it may not sleep yet.
    idle: Vec<Arc<Waiter>>,
    /// So many workers have been called and have not come yet. While one is on its way, nobody else is woken: it calls the next one when it
    /// finds more than one task.
    called: usize,
    /// So many workers were asked for.
    started: usize,
    is_closed: bool,
}

impl<J> State<J> {
    /// Call the worker that came last, unless one is on its way.
    fn call_one(&mut self) -> Option<Arc<Waiter>> {
        if self.called > 0 {
            return None;
        }
        let idle = self.idle.pop()?;
        idle.set_call(Call::Look);
        self.called += 1;
        Some(idle)
    }
}

/// Where the task of a future stands in line.
#[derive(Clone)]
pub struct Place {
    members: Arc<Members>,
    /// The function, for reports.
    task: Arc<str>,
}

impl Place {
    /// What reports call the pool.
    pub(super) fn crew_name(&self) -> String {
        self.members.identity.to_string()
    }

    /// The function that the task calls.
    pub fn task(&self) -> &Arc<str> {
        &self.task
    }

    /// All workers, when the pool has as many as it may have.
    pub(super) fn workers(&self) -> Option<Vec<ThreadId>> {
        let workers = self.members.workers.lock();
        (workers.len() == self.members.most).then(|| workers.clone())
    }

    pub(super) fn has_worker(&self, thread: ThreadId) -> bool {
        self.members.workers.lock().contains(&thread)
    }
}

impl<J> Clone for Crew<J> {
    fn clone(&self) -> Self {
        Crew(self.0.clone())
    }
}

impl<J: Send + 'static> Crew<J> {
    /// A crew without workers yet, called `kind` in reports.
    pub fn new(world: &World, kind: &'static str, most: usize) -> Self {
        let inner = Arc::new(Inner {
            state: Mutex::new(State {
                line: VecDeque::new(),
                idle: Vec::new(),
                called: 0,
                started: 0,
                is_closed: false,
            }),
            members: Arc::new(Members {
                identity: world.new_identity(kind),
                most,
                workers: Mutex::default(),
            }),
        });
        world.register(&inner);
        Crew(inner)
    }

    pub fn identity(&self) -> &Identity {
        &self.0.members.identity
    }

    /// So many workers at most.
    pub fn most(&self) -> usize {
        self.0.members.most
    }

    /// A place in the line for a task of this name.
    pub fn place(&self, task: Arc<str>) -> Place {
        Place {
            members: self.0.members.clone(),
            task,
        }
    }

    /// How many tasks stand in line, how many workers there are, and whether the line is closed.
    pub fn glance(&self) -> (usize, usize, bool) {
        let state = self.0.state.lock();
        (state.line.len(), state.started, state.is_closed)
    }

    /// Put a task into the line. Gives the number of the worker that is to be started for it, if one is. The task comes back when the line is
    /// closed.
    pub fn put(&self, task: &Task<'_>, job: J) -> Result<Result<Option<usize>, J>, Stop> {
        self.point(task, Operation::Send)?;
        task.signals(self.identity().id());
        let mut state = self.0.state.lock();
        if state.is_closed {
            return Ok(Err(job));
        }
        state.line.push_back(job);
        let idle = state.call_one();
        let free = state.idle.len() + state.called;
        let starts = state.line.len() > free && state.started < self.0.members.most;
        let number = starts.then_some(state.started);
        state.started += usize::from(starts);
        drop(state);
        wake_all(task, idle);
        Ok(Ok(number))
    }

    /// The worker that `put` asked for could not be started. Gives the tasks that nobody will take, if there is no other worker.
    pub fn not_started(&self) -> Vec<J> {
        let mut state = self.0.state.lock();
        state.started -= 1;
        match state.started {
            0 => state.line.drain(..).collect(),
            _ => state.line.pop_back().into_iter().collect(),
        }
    }

    /// The calling thread is one of the workers.
    pub fn enlist(&self, task: &Task<'_>) {
        self.0.members.workers.lock().push(task.id());
    }

    /// Take the next task, after waiting for one. Nothing when the line is closed and empty: the worker's end.
    pub fn take(&self, task: &Task<'_>) -> Result<Option<J>, Stop> {
        self.point(task, Operation::Receive)?;
        let mut was_called = false;
        loop {
            let mut state = self.0.state.lock();
            state.called -= usize::from(was_called);
            if let Some(job) = state.line.pop_front() {
                let next = match state.line.is_empty() {
                    true => None,
                    false => state.call_one(),
                };
                drop(state);
                wake_all(task, next);
                task.hears(self.identity().id());
                return Ok(Some(job));
            }
            if state.is_closed {
                return Ok(None);
            }
            let waiter = Arc::new(Waiter::new(task));
            state.idle.push(waiter.clone());
            drop(state);
            let leave = || {
                let mut state = self.0.state.lock();
                let place = (state.idle.iter()).position(|other| Arc::ptr_eq(other, &waiter));
                place.is_some_and(|place| {
                    state.idle.remove(place);
                    true
                })
            };
            let call = waiter.wait_or_leave(task, Wait::Resource(self.0.clone()), None, leave)?;
            was_called = call == Some(Call::Look);
        }
    }

    /// Take no more tasks; workers end when the line is empty. With `empties` the tasks that stand in it come out here.
    pub fn close(&self, task: &Task<'_>, empties: bool) -> Result<Vec<J>, Stop> {
        self.point(task, Operation::Notify)?;
        let (idle, jobs) = self.shut(empties);
        wake_all(task, idle);
        Ok(jobs)
    }

    /// As `close`, when nobody can put a task any more: from wherever that shows.
    pub fn close_for_good(&self, world: &World) {
        let (idle, _) = self.shut(false);
        for waiter in idle {
            world.wake(waiter.thread());
        }
    }

    fn shut(&self, empties: bool) -> (Vec<Arc<Waiter>>, Vec<J>) {
        let mut state = self.0.state.lock();
        state.is_closed = true;
        let idle = std::mem::take(&mut state.idle);
        for waiter in &idle {
            waiter.set_call(Call::Refused);
        }
        let jobs = match empties {
            true => state.line.drain(..).collect(),
            false => Vec::new(),
        };
        (idle, jobs)
    }

    /// Look at each task in the line. False when somebody is changing it.
    pub fn look(&self, look: &mut dyn FnMut(&J)) -> bool {
        let Some(state) = self.0.state.try_lock() else {
            return false;
        };
        state.line.iter().for_each(look);
        true
    }

    /// Drop all tasks of a crew that no thread can reach any more.
    pub fn abandon(&self) {
        let jobs = std::mem::take(&mut self.0.state.lock().line);
        drop(jobs);
    }

    fn point(&self, task: &Task<'_>, operation: Operation) -> Result<(), Stop> {
        task.point(Pending::on(operation, self.identity().id()))
    }
}

impl<J: Send> Resource for Inner<J> {
    fn identity(&self) -> &Identity {
        &self.members.identity
    }

    fn waited_for(&self, _waiter: ThreadId) -> Message {
        message!("wait-task", pool = self.members.identity.to_string())
    }

    fn need(&self, _waiter: ThreadId) -> Need {
        Need::Other
    }

    fn contents(&self) -> Option<Message> {
        let state = self.state.lock();
        let (workers, idle) = (state.started, state.idle.len());
        Some(message!(
            "crew-contents",
            tasks = state.line.len(),
            busy = workers.saturating_sub(idle),
            workers
        ))
    }
}
