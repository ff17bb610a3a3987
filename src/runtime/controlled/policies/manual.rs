//! The policy of whoever steps through a run: somebody is asked at every choice.

use super::{Candidate, Policy};
use crate::runtime::ThreadId;

/// Says who takes the next step, of these; `current` ran last. None: nobody is there any more.
pub type Ask = Box<dyn FnMut(&[Candidate], Option<ThreadId>) -> Option<ThreadId> + Send>;

/// Asks at every choice; an answer that cannot be is taken as the wish to go on as before.
pub struct Manual {
    ask: Ask,
    rest: super::Patient,
}

impl Manual {
    pub fn new(
        ask: impl FnMut(&[Candidate], Option<ThreadId>) -> Option<ThreadId> + Send + 'static,
    ) -> Self {
        Manual {
            ask: Box::new(ask),
            rest: super::Patient::default(),
        }
    }
}

impl Policy for Manual {
    fn next(&mut self, runnable: &[Candidate], current: Option<ThreadId>) -> ThreadId {
        let answer = (self.ask)(runnable, current);
        match runnable
            .iter()
            .find(|candidate| Some(candidate.thread) == answer)
        {
            Some(chosen) => {
                self.rest.step(chosen);
                chosen.thread
            }
            None => self.rest.next(runnable, current),
        }
    }

    fn forced(&mut self, only: &Candidate) {
        self.rest.step(only);
    }
}
