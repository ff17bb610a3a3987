//! The policy without surprises: each thread runs until it waits. What a schedule leaves open is decided so.

use super::{Candidate, Policy};
use crate::runtime::{Operation, ThreadId};

/// So many steps in a row that only look, and the thread waits for the others by looking: their turn, unless more is asked for.
const LOOKS: u32 = 50;
/// So many steps of any kind: a loop may wait for the others in a way that looks like work.
const LONGEST: u32 = 400;

/// No time comes while somebody can run; each thread runs until it waits, or only looks, or has had a long turn; then the next one in the order of their start.
pub struct Patient {
    /// Steps in a row that only look, at most.
    most_looks: u32,
    /// Does the youngest begin, and then the next older one?
    is_youngest_first: bool,
    /// Whose turn it is.
    turn: Option<ThreadId>,
    looks: u32,
    steps: u32,
}

impl Default for Patient {
    fn default() -> Self {
        Patient::with_looks(LOOKS)
    }
}

impl Policy for Patient {
    fn next(&mut self, runnable: &[Candidate], current: Option<ThreadId>) -> ThreadId {
        let stays = current
            .filter(|_| self.looks < self.most_looks && self.steps < LONGEST)
            .and_then(|current| able(runnable).find(|other| other.thread == current));
        let chosen = stays.unwrap_or_else(|| self.after(runnable, current));
        self.step(chosen);
        chosen.thread
    }

    fn forced(&mut self, only: &Candidate) {
        self.step(only);
    }
}

impl Patient {
    /// A thread that only looks keeps its turn for so many steps.
    pub fn with_looks(most_looks: u32) -> Self {
        Patient {
            most_looks,
            is_youngest_first: false,
            turn: None,
            looks: 0,
            steps: 0,
        }
    }

    /// As `with_looks`, from the youngest thread to the oldest one: who waits for an older one by looking does so here.
    pub fn youngest_first(most_looks: u32) -> Self {
        Patient {
            is_youngest_first: true,
            ..Patient::with_looks(most_looks)
        }
    }

    /// Whose turn comes after that of `current`, and round again.
    fn after<'c>(&self, runnable: &'c [Candidate], current: Option<ThreadId>) -> &'c Candidate {
        let next = match self.is_youngest_first {
            false => able(runnable).find(|other| Some(other.thread) > current),
            true => able(runnable).rfind(|other| current.is_none_or(|id| other.thread < id)),
        };
        let again = || match self.is_youngest_first {
            false => able(runnable).next(),
            true => able(runnable).next_back(),
        };
        next.or_else(again).unwrap_or(&runnable[0])
    }

    /// Note a step that another policy has decided.
    pub fn step(&mut self, chosen: &Candidate) {
        if self.turn != Some(chosen.thread) {
            (self.turn, self.looks, self.steps) = (Some(chosen.thread), 0, 0);
        }
        self.steps += 1;
        self.looks = match chosen.pending.operation.only_looks() {
            true => self.looks + 1,
            false => 0,
        };
    }
}

/// Those who can run, without the one whose time can come.
fn able(candidates: &[Candidate]) -> impl DoubleEndedIterator<Item = &Candidate> {
    let is_able = |candidate: &&Candidate| candidate.pending.operation != Operation::Timeout;
    candidates.iter().filter(is_able)
}
