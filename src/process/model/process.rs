//! A modelled process: a thread of the controlled world that plays what the table says. The run ends without waiting for it, as a real
//! child is ended with the run.

use std::fmt;
use std::sync::{Arc, OnceLock};

use parking_lot::Mutex;
use rustix::io::Errno;
use rustix::process::Signal;

use super::super::Error;
use super::answer::Play;
use super::stream::{Input, Output};
use super::table::Program;
use crate::messages::{Language, Message, message};
use crate::runtime::{
    Identity, Nanos, ObjectId, Operation, Pending, Resource, SpawnError, Stop, Task, Thread,
    ThreadId, Wait, World,
};

/// What a process begins with.
pub(in crate::process) struct Start {
    pub program: Arc<Program>,
    pub label: String,
    pub arguments: Vec<String>,
    pub complaint: Message,
    pub language: Language,
    pub input: Arc<dyn Input>,
    pub output: Arc<dyn Output>,
    pub errors: Arc<dyn Output>,
    /// Is one of the three a pipe?
    pub has_pipe: bool,
}

/// One that runs, or has ended.
pub struct Process {
    pid: i32,
    world: Arc<World>,
    going_on: Arc<GoingOn>,
    state: Mutex<State>,
    /// What plays it; set before anybody else has the process.
    thread: OnceLock<Arc<Thread>>,
}

#[derive(Default)]
struct State {
    /// Its exit code, once it has ended.
    code: Option<i32>,
    /// Has somebody been told?
    is_known: bool,
    /// It dies of this signal at its next step.
    signal: Option<i32>,
    /// SIGSTOP came, and no SIGCONT since.
    is_stopped: bool,
}

impl Process {
    /// Begin.
    ///
    /// # Errors
    /// A stop of the run; the system's when there is no stack for it.
    pub(in crate::process) fn start(
        task: &Task<'_>,
        pid: i32,
        start: Start,
    ) -> Result<Arc<Process>, Error> {
        let process = Arc::new(Process {
            pid,
            world: task.world().clone(),
            going_on: Arc::new(GoingOn(task.world().new_identity("process"))),
            state: Mutex::default(),
            thread: OnceLock::new(),
        });
        let (inside, line) = (process.clone(), task.line());
        let label = format!("{}[{pid}]", start.label);
        let body = Box::new(move |task: &Task<'_>| {
            // Reports show the line that started it.
            task.set_line(line);
            inside.live(task, start);
        });
        let thread = task.world().spawn_apart(task, &label, true, body);
        let thread = thread.map_err(|error| match error {
            SpawnError::Stopped(stop) => Error::Stop(stop),
            other => Error::System(std::io::Error::other(other.to_string())),
        })?;
        let _ = process.thread.set(thread);
        Ok(process)
    }

    fn live(&self, task: &Task<'_>, start: Start) {
        let play = Play {
            process: self,
            task,
            start: &start,
            heard: None,
        };
        let ended = play.run();
        // Its ends of pipes are closed when it has ended, not after.
        drop(start);
        let mut state = self.state.lock();
        state.code = match (ended, state.signal) {
            (_, Some(signal)) => Some(-signal),
            (Ok(code), None) => Some(code),
            // The run is over.
            (Err(Error::Stop(_)), None) => return,
            (Err(Error::System(error)), None) if error.kind() == std::io::ErrorKind::BrokenPipe => {
                Some(-Signal::PIPE.as_raw())
            }
            (Err(_), None) => Some(1),
        };
    }

    /// A step of the process: it dies here of a signal, and stands still here while it is stopped.
    pub(super) fn pass(&self, task: &Task<'_>) -> Result<(), Error> {
        task.point(Pending::on(Operation::Inspect, self.going_on.0.id()))?;
        self.stand_still(task)
    }

    /// The last step, with which the thread ends. It closes the process's ends of pipes, which may concern anybody.
    pub(super) fn pass_last(&self, task: &Task<'_>, start: &Start) -> Result<(), Error> {
        let object = match start.has_pipe {
            true => ObjectId::NONE,
            false => self.going_on.0.id(),
        };
        task.point(Pending::on(Operation::Release, object))?;
        self.stand_still(task)
    }

    fn stand_still(&self, task: &Task<'_>) -> Result<(), Error> {
        while self.state.lock().is_stopped {
            task.park(Wait::Resource(self.going_on.clone()), None)?;
        }
        Ok(())
    }

    pub fn pid(&self) -> i32 {
        self.pid
    }

    /// The exit code as far as somebody was told.
    pub fn code(&self) -> Option<i32> {
        let state = self.state.lock();
        state.code.filter(|_| state.is_known)
    }

    pub fn has_ended(&self) -> bool {
        self.state.lock().code.is_some()
    }

    pub fn poll(&self) -> Option<i32> {
        let mut state = self.state.lock();
        state.is_known |= state.code.is_some();
        state.code
    }

    /// As `Child::wait`.
    ///
    /// # Errors
    /// `TimedOut`; a stop of the run.
    pub fn wait(&self, task: &Task<'_>, deadline: Option<Nanos>) -> Result<i32, Error> {
        let thread = self.thread.get().ok_or(Error::Closed)?;
        match task.join(thread, deadline)? {
            true => self.poll().ok_or(Error::Closed),
            false => Err(Error::TimedOut),
        }
    }

    /// End it at its next step.
    pub fn kill(&self) {
        // It is the number of a signal.
        let _ = self.signal(Signal::KILL.as_raw());
    }

    /// As `Child::signal`: it takes effect at the next step of the process.
    ///
    /// # Errors
    /// `InvalidInput` for a number that is no signal.
    pub fn signal(&self, number: i32) -> Result<(), Error> {
        const IGNORED: [Signal; 3] = [Signal::CHILD, Signal::URG, Signal::WINCH];
        const STOPPING: [Signal; 4] = [Signal::STOP, Signal::TSTP, Signal::TTIN, Signal::TTOU];
        let mut state = self.state.lock();
        if state.code.is_some() || number == 0 {
            return Ok(());
        }
        let signal = Signal::from_named_raw(number).ok_or(Errno::INVAL)?;
        if IGNORED.contains(&signal) {
            return Ok(());
        }
        if STOPPING.contains(&signal) {
            state.is_stopped = true;
            return Ok(());
        }
        if signal == Signal::CONT {
            state.is_stopped = false;
        } else {
            state.signal.get_or_insert(number);
        }
        if signal == Signal::KILL {
            (state.signal, state.is_stopped) = (Some(number), false);
        }
        let (dies, goes_on) = (state.signal.is_some(), !state.is_stopped);
        drop(state);
        if let Some(thread) = self.thread.get().filter(|_| goes_on) {
            match dies {
                true => drop(self.world.interrupt(thread.id(), Stop::Ended)),
                false => self.world.wake(thread),
            }
        }
        Ok(())
    }
}

/// What a stopped process waits for: to be let go on.
struct GoingOn(Identity);

impl Resource for GoingOn {
    fn identity(&self) -> &Identity {
        &self.0
    }

    fn waited_for(&self, _: ThreadId) -> Message {
        message!("wait-continue")
    }
}

impl fmt::Debug for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Process({})", self.pid)
    }
}
