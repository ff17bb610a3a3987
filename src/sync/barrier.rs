//! Python's `threading.Barrier`: a number of threads wait for each other. The action runs under no guard of ours.

use std::sync::Arc;

use parking_lot::Mutex;

use crate::messages::{Message, message, message_id};
use crate::runtime::{
    Identity, Need, Operation, Pending, Resource, Stop, Task, ThreadId, Wait, World, time,
};

use super::waiters::{Call, Waiter, Waiters, wake_all};
use super::{Error, ErrorKind};

/// A barrier, used again and again. Broken by a timeout, an abort or a failing action, until it is reset.
#[derive(Clone)]
pub struct Barrier(Arc<Inner>);

struct Inner {
    parties: usize,
    state: Mutex<State>,
    identity: Identity,
}

#[derive(Default)]
struct State {
    phase: Phase,
    /// How many have arrived in this round.
    arrived: usize,
    /// Counts rounds and resets, so that whoever runs the action knows whether its round is still the one.
    round: u64,
    /// Those who arrived, but the last.
    waiters: Waiters,
    /// Those who came for the next round while the action of this one runs.
    entering: Waiters,
}

#[derive(Default, PartialEq, Eq)]
enum Phase {
    #[default]
    Filling,
    /// All arrived; the last one runs the action.
    Acting,
    Broken,
}

/// How a thread came through `arrive`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arrival {
    /// The barrier opened. The number tells the threads of a round apart: 0 to parties - 1, in the order of arrival.
    Passed(usize),
    /// The others wait: run the action, then call `open`, or `abort` if it failed.
    Last { index: usize, round: u64 },
}

const BROKEN: Error = Error::Misuse(ErrorKind::BrokenBarrier, message_id!("barrier-broken"));

impl Barrier {
    /// A barrier for `parties` threads.
    ///
    /// # Errors
    /// `ValueError` when there is none.
    pub fn new(world: &World, parties: i64) -> Result<Self, Error> {
        let parties = usize::try_from(parties).ok().filter(|&parties| parties > 0);
        let parties = parties.ok_or(Error::value(message_id!("barrier-parties")))?;
        let identity = world.new_identity("Barrier");
        let inner = Arc::new(Inner {
            parties,
            state: Mutex::default(),
            identity,
        });
        world.register(&inner);
        Ok(Barrier(inner))
    }

    pub fn identity(&self) -> &Identity {
        &self.0.identity
    }

    /// Wait for the others, at most `timeout` seconds. The last one to come runs `action` before they all go on.
    /// Answers the thread's number in the round: 0 to parties - 1, in the order of arrival.
    ///
    /// # Errors
    /// `BrokenBarrier` when the barrier is or gets broken, also by this thread's timeout; the action's own error, which
    /// breaks the barrier; `ValueError` for a timeout that is no time.
    pub fn wait<E: From<Error>>(
        &self,
        task: &Task<'_>,
        timeout: Option<f64>,
        action: impl FnOnce() -> Result<(), E>,
    ) -> Result<usize, E> {
        match self.arrive(task, timeout)? {
            Arrival::Passed(index) => Ok(index),
            Arrival::Last { index, round } => {
                if let Err(error) = action() {
                    self.break_round(task);
                    return Err(error);
                }
                self.open(task, round)?;
                Ok(index)
            }
        }
    }

    /// The first half of `wait`: come back when the barrier opened, or when all are there and the action is to be run.
    ///
    /// # Errors
    /// As `wait`.
    pub fn arrive(&self, task: &Task<'_>, timeout: Option<f64>) -> Result<Arrival, Error> {
        let timeout = timeout.map(time::seconds_or_none_left).transpose()?;
        task.point(self.pending(Operation::Wait))?;
        task.signals(self.identity().id());
        let deadline = timeout.map(|timeout| task.deadline(timeout));
        let wait = Wait::Resource(self.0.clone());
        let (index, waiter) = loop {
            let mut state = self.0.state.lock();
            match state.phase {
                Phase::Broken => return Err(BROKEN),
                Phase::Filling => {
                    let index = state.arrived;
                    state.arrived += 1;
                    if state.arrived < self.0.parties {
                        break (index, state.waiters.join(task));
                    }
                    state.phase = Phase::Acting;
                    task.hears(self.identity().id());
                    return Ok(Arrival::Last {
                        index,
                        round: state.round,
                    });
                }
                Phase::Acting => {
                    let waiter = state.entering.join(task);
                    drop(state);
                    let leave = || self.0.state.lock().entering.leave(&waiter);
                    waiter.wait_or_leave(task, wait.clone(), None, leave)?;
                }
            }
        };
        match waiter.wait_or_leave(task, wait, deadline, || self.give_up(task, &waiter))? {
            Some(Call::Granted) => {
                task.hears(self.identity().id());
                Ok(Arrival::Passed(index))
            }
            _ => Err(BROKEN),
        }
    }

    /// Leave the queue and break the barrier for the others. False when it opened or broke already.
    fn give_up(&self, task: &Task<'_>, waiter: &Arc<Waiter>) -> bool {
        let mut state = self.0.state.lock();
        if !state.waiters.leave(waiter) {
            return false;
        }
        let called = state.start_again(Phase::Broken, Call::Refused);
        drop(state);
        wake_all(task, called);
        true
    }

    /// The second half: let the others go on, after the action of `round` ended well.
    ///
    /// # Errors
    /// `BrokenBarrier` when the barrier was reset or aborted meanwhile.
    pub fn open(&self, task: &Task<'_>, round: u64) -> Result<(), Error> {
        let mut state = self.0.state.lock();
        if state.phase != Phase::Acting || state.round != round {
            return Err(BROKEN);
        }
        let called = state.start_again(Phase::Filling, Call::Granted);
        drop(state);
        wake_all(task, called);
        Ok(())
    }

    /// Make the barrier like new. Those who wait get `BrokenBarrier`.
    pub fn reset(&self, task: &Task<'_>) -> Result<(), Stop> {
        task.point(self.pending(Operation::Notify))?;
        let called = self
            .0
            .state
            .lock()
            .start_again(Phase::Filling, Call::Refused);
        wake_all(task, called);
        Ok(())
    }

    /// Break the barrier: those who wait, and those who will, get `BrokenBarrier`, until a reset.
    pub fn abort(&self, task: &Task<'_>) -> Result<(), Stop> {
        task.point(self.pending(Operation::Notify))?;
        task.signals(self.identity().id());
        self.break_round(task);
        Ok(())
    }

    pub fn parties(&self) -> usize {
        self.0.parties
    }

    /// How many threads wait at the barrier.
    pub fn waiting(&self, task: &Task<'_>) -> Result<usize, Stop> {
        task.point(self.pending(Operation::Inspect))?;
        let arrived = self.0.state.lock().arrived;
        if arrived > 0 {
            task.hears(self.identity().id());
        }
        Ok(arrived)
    }

    pub fn is_broken(&self, task: &Task<'_>) -> Result<bool, Stop> {
        task.point(self.pending(Operation::Inspect))?;
        let is_broken = self.0.state.lock().phase == Phase::Broken;
        if is_broken {
            task.hears(self.identity().id());
        }
        Ok(is_broken)
    }

    fn break_round(&self, task: &Task<'_>) {
        let called = self
            .0
            .state
            .lock()
            .start_again(Phase::Broken, Call::Refused);
        wake_all(task, called);
    }

    fn pending(&self, operation: Operation) -> Pending {
        Pending::on(operation, self.identity().id())
    }
}

impl State {
    /// End the round in one way or the other. Answers whom to wake.
    fn start_again(&mut self, phase: Phase, call: Call) -> Vec<Arc<Waiter>> {
        self.phase = phase;
        self.round += 1;
        self.arrived = 0;
        let mut called = self.waiters.call_all(call);
        called.append(&mut self.entering.call_all(Call::Look));
        called
    }
}

impl Resource for Inner {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn need(&self, _waiter: ThreadId) -> Need {
        let arrived = self.state.lock().arrived;
        Need::Parties(self.parties.saturating_sub(arrived))
    }

    fn contents(&self) -> Option<Message> {
        let arrived = self.state.lock().arrived;
        Some(message!("barrier-arrived", arrived, parties = self.parties))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

    use super::super::testing::{join_all, on_both, start};
    use super::*;

    fn nothing_to_do() -> Result<(), Error> {
        Ok(())
    }

    fn until_waiting(task: &Task<'_>, barrier: &Barrier, count: usize) {
        while barrier.waiting(task).unwrap() < count {
            task.yield_now().unwrap();
        }
    }

    #[test]
    fn nobody_passes_before_all_have_come_and_each_has_its_number() {
        on_both(|task| {
            let barrier = Barrier::new(task.world(), 3).unwrap();
            let arrived = Arc::new(AtomicUsize::new(0));
            let numbers = Arc::new(Mutex::new(Vec::new()));
            let threads: Vec<_> = (0..3)
                .map(|_| {
                    let (barrier, arrived) = (barrier.clone(), arrived.clone());
                    let numbers = numbers.clone();
                    start(task, move |task| {
                        for round in 1..=10 {
                            arrived.fetch_add(1, SeqCst);
                            let number = barrier.wait(task, None, nothing_to_do).unwrap();
                            assert!(arrived.load(SeqCst) >= 3 * round);
                            numbers.lock().push((round, number));
                        }
                    })
                })
                .collect();
            join_all(task, threads);
            let mut numbers = std::mem::take(&mut *numbers.lock());
            numbers.sort_unstable();
            let expected: Vec<_> = (1..=10)
                .flat_map(|round| (0..3).map(move |n| (round, n)))
                .collect();
            assert_eq!(numbers, expected);
        });
    }

    #[test]
    fn the_last_one_runs_the_action_before_anybody_goes_on() {
        on_both(|task| {
            let barrier = Barrier::new(task.world(), 2).unwrap();
            let actions = Arc::new(AtomicUsize::new(0));
            let rounds = |barrier: &Barrier, actions: &Arc<AtomicUsize>, task: &Task<'_>| {
                for round in 1..=5 {
                    let act = || -> Result<(), Error> {
                        task.yield_now()?;
                        actions.fetch_add(1, SeqCst);
                        Ok(())
                    };
                    barrier.wait(task, None, act).unwrap();
                    assert!(actions.load(SeqCst) >= round);
                }
            };
            let (inside, its_actions) = (barrier.clone(), actions.clone());
            let thread = start(task, move |task| rounds(&inside, &its_actions, task));
            rounds(&barrier, &actions, task);
            join_all(task, [thread]);
            assert_eq!(actions.load(SeqCst), 5);
        });
    }

    #[test]
    fn more_threads_than_parties_take_turns() {
        on_both(|task| {
            let barrier = Barrier::new(task.world(), 2).unwrap();
            let acting = Arc::new(AtomicUsize::new(0));
            let threads: Vec<_> = (0..6)
                .map(|_| {
                    let (barrier, acting) = (barrier.clone(), acting.clone());
                    start(task, move |task| {
                        let act = || -> Result<(), Error> {
                            assert_eq!(acting.fetch_add(1, SeqCst), 0);
                            task.yield_now()?;
                            acting.fetch_sub(1, SeqCst);
                            Ok(())
                        };
                        assert!(barrier.wait(task, None, act).unwrap() < 2);
                    })
                })
                .collect();
            join_all(task, threads);
            assert_eq!(barrier.waiting(task), Ok(0));
        });
    }

    #[test]
    fn a_timeout_breaks_the_barrier_until_it_is_reset() {
        on_both(|task| {
            let barrier = Barrier::new(task.world(), 3).unwrap();
            let inside = barrier.clone();
            let thread = start(task, move |task| {
                assert_eq!(inside.wait(task, None, nothing_to_do), Err(BROKEN));
            });
            until_waiting(task, &barrier, 1);
            assert_eq!(barrier.wait(task, Some(0.001), nothing_to_do), Err(BROKEN));
            join_all(task, [thread]);
            assert_eq!(barrier.is_broken(task), Ok(true));
            assert_eq!(barrier.wait(task, None, nothing_to_do), Err(BROKEN));
            barrier.reset(task).unwrap();
            assert_eq!(barrier.is_broken(task), Ok(false));
        });
    }

    #[test]
    fn abort_and_reset_send_those_who_wait_away() {
        on_both(|task| {
            let barrier = Barrier::new(task.world(), 2).unwrap();
            for abort in [true, false] {
                let inside = barrier.clone();
                let thread = start(task, move |task| {
                    assert_eq!(inside.wait(task, None, nothing_to_do), Err(BROKEN));
                });
                until_waiting(task, &barrier, 1);
                if abort {
                    barrier.abort(task).unwrap()
                } else {
                    barrier.reset(task).unwrap()
                }
                join_all(task, [thread]);
                assert_eq!(barrier.is_broken(task), Ok(abort));
                barrier.reset(task).unwrap();
            }
        });
    }

    #[test]
    fn a_failing_action_breaks_the_barrier_and_its_error_goes_up() {
        on_both(|task| {
            let barrier = Barrier::new(task.world(), 2).unwrap();
            let inside = barrier.clone();
            let thread = start(task, move |task| {
                assert_eq!(inside.wait(task, None, nothing_to_do), Err(BROKEN));
            });
            until_waiting(task, &barrier, 1);
            let failed = Error::runtime("the action failed");
            assert_eq!(barrier.wait(task, None, || Err(failed)), Err(failed));
            join_all(task, [thread]);
            assert_eq!(barrier.is_broken(task), Ok(true));
        });
    }

    #[test]
    fn a_barrier_needs_parties() {
        on_both(|task| {
            for parties in [0, -1] {
                let error = Barrier::new(task.world(), parties).err().unwrap();
                assert_eq!(error, Error::value(message_id!("barrier-parties")));
            }
            let barrier = Barrier::new(task.world(), 1).unwrap();
            assert_eq!(barrier.wait(task, None, nothing_to_do), Ok(0));
            assert_eq!(barrier.parties(), 1);
        });
    }
}
