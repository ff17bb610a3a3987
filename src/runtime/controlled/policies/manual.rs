//! The policy of whoever steps through a run: each step is shown before it is taken, and somebody outside says whose it is.

use std::sync::mpsc::{Receiver, Sender, channel};

use super::{Candidate, Patient, Policy};
use crate::runtime::ThreadId;

/// A step that is about to be taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// How many were taken before.
    pub step: u64,
    /// The threads that can take it, in the order of their numbers, each with what it will do; never none. With one only there is nothing
    /// to decide, but it is shown too.
    pub ready: Vec<Candidate>,
    /// Who took the last one.
    pub current: Option<ThreadId>,
}

/// Such a thread is not ready.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NotReady(pub ThreadId);

/// The policy: waits for the answer at every step. The run stands still meanwhile, a stop of it too: whoever wants to end it lets go of
/// the stepper first.
pub struct Manual {
    asks: Sender<Choice>,
    answers: Receiver<ThreadId>,
    step: u64,
    /// Decides when nobody is there any more.
    rest: Patient,
}

/// Who decides. When it is dropped, the run goes on by itself: each thread until it waits.
pub struct Stepper {
    asks: Receiver<Choice>,
    answers: Sender<ThreadId>,
    open: Option<Choice>,
}

impl Manual {
    /// The policy for the world, and the one who decides, on another thread of the machine.
    pub fn new() -> (Manual, Stepper) {
        let (asks, asked) = channel();
        let (answer, answers) = channel();
        let manual = Manual {
            asks,
            answers,
            step: 0,
            rest: Patient::default(),
        };
        let stepper = Stepper {
            asks: asked,
            answers: answer,
            open: None,
        };
        (manual, stepper)
    }

    fn ask(&mut self, ready: &[Candidate], current: Option<ThreadId>) -> ThreadId {
        let choice = Choice {
            step: self.step,
            ready: ready.to_vec(),
            current,
        };
        self.step += 1;
        let asked = self.asks.send(choice).is_ok();
        let answer = if asked {
            self.answers.recv().ok()
        } else {
            None
        };
        match ready.iter().find(|one| Some(one.thread) == answer) {
            Some(chosen) => {
                self.rest.step(chosen);
                chosen.thread
            }
            None => self.rest.next(ready, current),
        }
    }
}

impl Policy for Manual {
    fn next(&mut self, runnable: &[Candidate], current: Option<ThreadId>) -> ThreadId {
        self.ask(runnable, current)
    }

    fn forced(&mut self, only: &Candidate) {
        let _ = self.ask(std::slice::from_ref(only), None);
    }
}

impl Stepper {
    /// The step that is to be decided; the same one again until it is. Waits for the run to come there. None: the run is over.
    pub fn choice(&mut self) -> Option<&Choice> {
        if self.open.is_none() {
            self.open = self.asks.recv().ok();
        }
        self.open.as_ref()
    }

    /// Let this thread take the step.
    ///
    /// # Errors
    /// It is not ready: the step is still to be decided.
    pub fn take(&mut self, thread: ThreadId) -> Result<(), NotReady> {
        let ready = self.choice().map(|choice| choice.ready.as_slice());
        let is_ready = ready.is_some_and(|ready| ready.iter().any(|one| one.thread == thread));
        if !is_ready {
            return Err(NotReady(thread));
        }
        self.open = None;
        // The run waits for it.
        let _ = self.answers.send(thread);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
    use std::thread::JoinHandle;

    use super::*;
    use crate::runtime::{ObjectId, Operation, Options, Outcome, Pending, Stop, World};

    const MAIN: ThreadId = ThreadId::MAIN;
    const COUNTER: ObjectId = ObjectId::of_cell(1);

    /// Two threads add one each, in two steps, as scripts do.
    fn counting() -> (Stepper, Arc<World>, JoinHandle<Outcome<u32>>) {
        let (manual, stepper) = Manual::new();
        let world = World::controlled_by(Options::default(), Box::new(manual));
        let inside = world.clone();
        let run = std::thread::spawn(move || {
            inside.run_main("main", |task| {
                let counter = Arc::new(AtomicU32::new(0));
                let threads: Vec<_> = (0..2)
                    .map(|_| {
                        let counter = counter.clone();
                        let body = Box::new(move |task: &crate::runtime::Task<'_>| {
                            if task.point(Pending::on(Operation::Read, COUNTER)).is_err() {
                                return;
                            }
                            let seen = counter.load(SeqCst);
                            if task.point(Pending::on(Operation::Write, COUNTER)).is_ok() {
                                counter.store(seen + 1, SeqCst);
                            }
                        });
                        task.world().spawn(task, "adds", false, body).unwrap()
                    })
                    .collect();
                for thread in &threads {
                    let _ = task.join(thread, None);
                }
                counter.load(SeqCst)
            })
        });
        (stepper, world, run)
    }

    fn ready(choice: &Choice) -> Vec<(u32, Operation)> {
        let pairs = choice.ready.iter();
        pairs
            .map(|one| (one.thread.0, one.pending.operation))
            .collect()
    }

    /// Main to where it waits for the first thread.
    fn to_the_join(stepper: &mut Stepper) {
        while stepper
            .choice()
            .unwrap()
            .ready
            .iter()
            .any(|one| one.thread == MAIN)
        {
            stepper.take(MAIN).unwrap();
        }
    }

    #[test]
    fn every_step_is_shown_and_decided() {
        let (mut stepper, _, run) = counting();
        let first = stepper.choice().unwrap().clone();
        assert_eq!(
            (first.step, ready(&first)),
            (0, vec![(0, Operation::Start)])
        );
        assert_eq!(stepper.choice(), Some(&first), "asked again, the same");
        to_the_join(&mut stepper);
        assert_eq!(
            ready(stepper.choice().unwrap()),
            [(1, Operation::Start), (2, Operation::Start)]
        );
        // Both read before either writes.
        for (thread, next) in [
            (1, Operation::Read),
            (1, Operation::Write),
            (2, Operation::Read),
        ] {
            stepper.take(ThreadId(thread)).unwrap();
            let choice = stepper.choice().unwrap();
            assert!(ready(choice).contains(&(thread, next)), "{choice:?}");
        }
        stepper.take(ThreadId(2)).unwrap();
        while let Some(choice) = stepper.choice() {
            let thread = choice.ready[0].thread;
            stepper.take(thread).unwrap();
        }
        assert_eq!(run.join().unwrap().value, Some(1), "one update is lost");
    }

    #[test]
    fn a_thread_that_is_not_ready_cannot_be_taken() {
        let (mut stepper, _, run) = counting();
        to_the_join(&mut stepper);
        let before = stepper.choice().unwrap().clone();
        for other in [MAIN, ThreadId(7)] {
            assert_eq!(stepper.take(other), Err(NotReady(other)));
            assert_eq!(stepper.choice(), Some(&before));
        }
        drop(stepper);
        assert_eq!(run.join().unwrap().value, Some(2));
    }

    #[test]
    fn when_nobody_decides_any_more_the_run_goes_on_or_is_stopped() {
        let (stepper, _, run) = counting();
        drop(stepper);
        assert_eq!(run.join().unwrap().value, Some(2));
        let (mut stepper, world, run) = counting();
        to_the_join(&mut stepper);
        let stop = std::thread::spawn(move || world.stop(Stop::Interrupted));
        drop(stepper);
        stop.join().unwrap();
        let outcome = run.join().unwrap();
        assert!(outcome.stopped.is_some() || outcome.value == Some(2));
    }

    #[test]
    fn the_same_answers_make_the_same_run() {
        let steps = || {
            let (mut stepper, _, run) = counting();
            let mut shown = Vec::new();
            while let Some(choice) = stepper.choice().cloned() {
                let last = choice.ready.last().unwrap().thread;
                shown.push(choice);
                stepper.take(last).unwrap();
            }
            (shown, run.join().unwrap().value)
        };
        assert_eq!(steps(), steps());
    }
}
