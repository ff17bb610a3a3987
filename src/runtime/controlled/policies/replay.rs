//! The policy of `--schedule`: the turns that were written down.

use std::sync::{Arc, OnceLock};

use super::{Candidate, Patient, Policy};
use crate::runtime::{Operation, Schedule, ThreadId, Turn};

/// Gives the threads the turns of a schedule. A turn of a thread that cannot run is passed over; after the last turn each thread runs
/// until it waits.
pub struct Replay {
    turns: std::vec::IntoIter<Turn>,
    /// The running turn, and how many steps are left of it.
    turn: Option<Turn>,
    left: u32,
    taken: u64,
    rest: Patient,
    misfit: Arc<OnceLock<Misfit>>,
}

/// The first turn that could not be taken as it was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Misfit {
    /// After so many steps.
    pub step: u64,
    /// Whose turn it was.
    pub thread: ThreadId,
}

impl Replay {
    /// The policy, and where it notes that the schedule does not fit the program.
    pub fn new(schedule: &Schedule) -> (Replay, Arc<OnceLock<Misfit>>) {
        let misfit = Arc::new(OnceLock::new());
        let replay = Replay {
            turns: schedule.turns().to_vec().into_iter(),
            turn: None,
            left: 0,
            taken: 0,
            rest: Patient::default(),
            misfit: misfit.clone(),
        };
        (replay, misfit)
    }

    /// Whose step the schedule says is next, if it says so.
    fn said(&mut self, runnable: &[Candidate]) -> Option<ThreadId> {
        let can_take = |turn: &Turn| {
            let place = runnable.binary_search_by_key(&turn.thread, |candidate| candidate.thread);
            place.is_ok_and(|place| {
                turn.fires == (runnable[place].pending.operation == Operation::Timeout)
            })
        };
        loop {
            if let Some(turn) = self.turn {
                let goes_on = turn.steps.is_none() || self.left > 0;
                if goes_on && can_take(&turn) {
                    self.left = self.left.saturating_sub(1);
                    return Some(turn.thread);
                }
                // A turn without a number ends when it cannot go on.
                let is_done = turn.steps.is_none() && self.left < u32::MAX;
                if goes_on && !is_done {
                    let _ = self.misfit.set(Misfit {
                        step: self.taken,
                        thread: turn.thread,
                    });
                }
            }
            self.turn = self.turns.next();
            self.left = self.turn?.steps.unwrap_or(u32::MAX);
        }
    }

    fn note(&mut self, chosen: &Candidate) {
        self.taken += 1;
        self.rest.step(chosen);
    }
}

impl Policy for Replay {
    fn next(&mut self, runnable: &[Candidate], current: Option<ThreadId>) -> ThreadId {
        let Some(thread) = self.said(runnable) else {
            self.taken += 1;
            return self.rest.next(runnable, current);
        };
        if let Ok(place) = runnable.binary_search_by_key(&thread, |candidate| candidate.thread) {
            self.note(&runnable[place]);
        }
        thread
    }

    fn forced(&mut self, only: &Candidate) {
        self.said(std::slice::from_ref(only));
        self.note(only);
    }
}
