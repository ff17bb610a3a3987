//! The main thread of a session: it runs one piece of work after the other, as somebody outside hands them over, and its threads go on
//! in between. What the work is, is not known here.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread::JoinHandle;

use parking_lot::{Condvar, Mutex};

use super::outcome::panic_message;
use super::{Outcome, Task, ThreadId, Wait, World};

type Work<R> = Box<dyn FnOnce(&Task<'_>) -> R + Send>;

/// A living world whose main thread waits for work. Dropped without `close`, it leaves the world to itself.
pub struct Prompt<R> {
    world: Arc<World>,
    desk: Arc<Desk<R>>,
    host: JoinHandle<Outcome<()>>,
}

/// Why a piece of work gave no answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NoAnswer {
    /// The work panicked: a mistake of ours.
    Panicked(String),
    /// The world has been stopped.
    Ended,
}

struct Desk<R> {
    state: Mutex<State<R>>,
    changed: Condvar,
}

struct State<R> {
    work: Option<Work<R>>,
    answer: Option<Result<R, NoAnswer>>,
    /// The main thread is alive and takes work.
    begun: bool,
    /// No more work will come.
    closed: bool,
    /// The main thread takes no more work.
    ended: bool,
}

impl<R: Send + 'static> Prompt<R> {
    /// Bring `world` to life, made with `Options::prompt`: its main thread is among the living when this returns.
    ///
    /// # Errors
    /// The system has no thread left for it.
    pub fn open(world: Arc<World>, name: &str) -> std::io::Result<Prompt<R>> {
        let desk = Arc::new(Desk {
            state: Mutex::new(State {
                work: None,
                answer: None,
                begun: false,
                closed: false,
                ended: false,
            }),
            changed: Condvar::new(),
        });
        let (inside, its_world, name) = (desk.clone(), world.clone(), name.to_owned());
        let host = std::thread::Builder::new()
            .name("host of the session".to_owned())
            .spawn(move || {
                let working = inside.clone();
                let outcome = its_world.run_main(&name, move |task| working.serve(task));
                inside.end();
                outcome
            })?;
        let mut state = desk.state.lock();
        while !state.begun && !state.ended {
            desk.changed.wait(&mut state);
        }
        drop(state);
        Ok(Prompt { world, desk, host })
    }

    pub fn world(&self) -> &Arc<World> {
        &self.world
    }

    /// Let the main thread do `work`, and wait for its answer. One caller at a time.
    ///
    /// # Errors
    /// The work panicked, or the world has been stopped.
    pub fn run(&self, work: impl FnOnce(&Task<'_>) -> R + Send + 'static) -> Result<R, NoAnswer> {
        let mut state = self.desk.state.lock();
        if state.ended {
            return Err(NoAnswer::Ended);
        }
        state.work = Some(Box::new(work));
        drop(state);
        self.world.unpark(ThreadId::MAIN);
        let mut state = self.desk.state.lock();
        loop {
            if let Some(answer) = state.answer.take() {
                return answer;
            }
            if state.ended {
                return Err(NoAnswer::Ended);
            }
            self.desk.changed.wait(&mut state);
        }
    }

    /// No more work: wait for the non-daemon threads, end the others. Stop the world first to end them all.
    pub fn close(self) -> Option<Outcome<()>> {
        self.desk.state.lock().closed = true;
        self.world.unpark(ThreadId::MAIN);
        self.host.join().ok()
    }
}

impl<R> Desk<R> {
    /// The life of the main thread.
    fn serve(&self, task: &Task<'_>) {
        self.state.lock().begun = true;
        self.changed.notify_all();
        loop {
            let mut state = self.state.lock();
            let work = state.work.take();
            let closed = state.closed;
            drop(state);
            if let Some(work) = work {
                // What was interrupted before has ended.
                task.world().forget_interrupt(task.thread());
                task.world().begin_line();
                let answer = catch_unwind(AssertUnwindSafe(|| work(task)));
                task.world().end_line();
                task.forget_locks();
                let answer =
                    answer.map_err(|panic| NoAnswer::Panicked(panic_message(panic.as_ref())));
                self.state.lock().answer = Some(answer);
                self.changed.notify_all();
            } else if closed
                || (task.park(Wait::Prompt, None).is_err() && task.world().is_stopped())
            {
                return;
            }
        }
    }

    fn end(&self) {
        self.state.lock().ended = true;
        self.changed.notify_all();
    }
}
