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
        let chosen = stays.unwrap_or_else(|| after(runnable, current));
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
            turn: None,
            looks: 0,
            steps: 0,
        }
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
fn able(candidates: &[Candidate]) -> impl Iterator<Item = &Candidate> {
    let is_able = |candidate: &&Candidate| candidate.pending.operation != Operation::Timeout;
    candidates.iter().filter(is_able)
}

/// The next one in the order of thread ids, and round again.
fn after(runnable: &[Candidate], current: Option<ThreadId>) -> &Candidate {
    let later = able(runnable).find(|candidate| Some(candidate.thread) > current);
    later
        .or_else(|| able(runnable).next())
        .unwrap_or(&runnable[0])
}
