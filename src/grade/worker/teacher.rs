//! The supervisor: the functions of `judge.rhai` in a sealed worker of their own. What a submission printed is data there, and what a
//! function does reaches nothing.

use super::ended::{Last, Loss, lost};
use super::pipe::Worker;
use super::say::{Asked, Kept, Told};
use super::sealed::{Bounds, Sealed};
use crate::grade::job::Report;
use crate::grade::judge::{self, Calls, Mistake, Script};
use crate::grade::outcomes::Said;
use std::time::Duration;

/// The time is that of one call, which its own count of operations ends long before; the processor's is that of all calls for a submission.
const BOUNDS: Bounds = Bounds {
    wall: Duration::from_secs(60),
    processor: 3600,
    memory: judge::MEMORY + Bounds::ABOVE,
};

/// Calls the functions of a script in a sealed worker, started at the first call.
pub struct SealedFunctions {
    sealed: Sealed,
    script: Script,
    worker: Option<Worker>,
}

impl SealedFunctions {
    pub fn new(sealed: Sealed, script: Script) -> SealedFunctions {
        SealedFunctions {
            sealed,
            script,
            worker: None,
        }
    }

    fn asked(&mut self, call: &Asked) -> Result<Result<Said, Mistake>, (Loss, Last)> {
        let mut worker = match self.worker.take() {
            Some(worker) => worker,
            None => {
                let begin = Asked::Teach {
                    script: self.script.clone(),
                    bounds: Kept {
                        processor: BOUNDS.processor,
                    },
                };
                self.sealed.started(&BOUNDS, &begin)?
            }
        };
        worker.give(BOUNDS.wall);
        let told = worker.say(call).and_then(|()| worker.hear());
        let told = told.and_then(|told| match told {
            Told::Said(said) => Ok(said),
            _ => Err(Loss::Malformed),
        });
        match told {
            Ok(said) => {
                self.worker = Some(worker);
                Ok(said)
            }
            Err(loss) => {
                let last = worker.last(&loss);
                Err((loss, last))
            }
        }
    }
}

impl Calls for SealedFunctions {
    fn call(&mut self, function: &str, input: &str) -> Result<Said, Mistake> {
        let call = Asked::Call {
            function: function.to_owned(),
            input: input.to_owned(),
        };
        // Who was ended from outside is asked again, once.
        let said = self.asked(&call).or_else(|_| self.asked(&call));
        said.unwrap_or_else(|(loss, last)| {
            Err(Mistake::Lost(lost(loss, &last, Report::default()).what))
        })
    }
}
