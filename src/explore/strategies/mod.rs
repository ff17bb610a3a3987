//! Strategies: each decides the turns of one schedule. `Sampler` makes a policy of one.

mod hold;
mod pct;
mod pos;
mod random;
mod urw;

pub use hold::Hold;
pub use pct::Pct;
pub use pos::Pos;
pub use random::Uniform;
pub use urw::Urw;

use crate::runtime::{Candidate, ObjectId, Operation, Pending, Policy, ThreadId};

/// So many steps in a row that only look, and a thread rests until somebody has done something.
const LOOKS: u32 = 30;

/// Chooses who takes the next step.
pub trait Chooser: Send {
    /// The place of one of them; there are at least two.
    fn choose(&mut self, among: &[Candidate]) -> usize;

    /// Who was chosen has taken the step, or the only one who could.
    fn took(&mut self, _step: &Candidate) {}
}

/// A policy that asks a strategy where it matters. A thread that is about to look at what never changes goes on, and who only looks
/// again and again rests while others can do something: otherwise a strategy with priorities would let it look for ever.
pub struct Sampler<C> {
    chooser: C,
    /// How often each thread, by number, has looked in a row.
    looks: Vec<u32>,
    awake: Vec<Candidate>,
}

impl<C: Chooser> Sampler<C> {
    pub fn new(chooser: C) -> Self {
        Sampler {
            chooser,
            looks: Vec::new(),
            awake: Vec::new(),
        }
    }

    fn looks(&mut self, thread: ThreadId) -> &mut u32 {
        let place = thread.0 as usize;
        if place >= self.looks.len() {
            self.looks.resize(place + 1, 0);
        }
        &mut self.looks[place]
    }

    fn took(&mut self, step: &Candidate) {
        if step.pending.operation.only_looks() {
            *self.looks(step.thread) += 1;
        } else {
            self.looks.fill(0);
        }
        self.chooser.took(step);
    }
}

impl<C: Chooser> Policy for Sampler<C> {
    fn next(&mut self, runnable: &[Candidate], current: Option<ThreadId>) -> ThreadId {
        let goes_on =
            |candidate: &&Candidate| Some(candidate.thread) == current && candidate.pending.quiet;
        if let Some(quiet) = runnable.iter().find(goes_on).copied() {
            self.took(&quiet);
            return quiet.thread;
        }
        let mut awake = std::mem::take(&mut self.awake);
        awake.clear();
        awake.extend(runnable.iter().filter(|candidate| {
            let looks = self.looks.get(candidate.thread.0 as usize);
            looks.is_none_or(|looks| *looks < LOOKS)
        }));
        if awake.is_empty() {
            self.looks.fill(0);
            awake.extend(runnable);
        }
        let chosen = match awake[..] {
            [only] => only,
            _ => awake[self.chooser.choose(&awake)],
        };
        self.awake = awake;
        self.took(&chosen);
        chosen.thread
    }

    fn forced(&mut self, only: &Candidate) {
        self.took(only);
    }
}

/// Can the order of the two make a difference?
pub fn conflict(a: &Pending, b: &Pending) -> bool {
    let touches = |pending: &Pending| {
        pending.object != ObjectId::NONE
            || matches!(
                pending.operation,
                Operation::Read | Operation::Write | Operation::Output | Operation::Chance
            )
    };
    let reads =
        |pending: &Pending| matches!(pending.operation, Operation::Read | Operation::Inspect);
    let same = match (a.object, b.object) {
        (ObjectId::NONE, ObjectId::NONE) => a.operation == b.operation || reads(a) || reads(b),
        (a, b) => a == b,
    };
    same && touches(a) && touches(b) && !(reads(a) && reads(b))
}
