//! What may end the reading and compiling of a text before its end: the run is stopped, its time or its memory is used up. The parser,
//! the lowering and the compiler look every few hundred steps; whoever has them work says where to look.

use crate::memory;
use crate::runtime::Stop;
use std::cell::RefCell;

/// Is it to go on?
pub type Look = Box<dyn Fn() -> Result<(), Stop>>;

/// Steps between two looks. The dearest step is a variable in Rhai's parser, which goes through all functions and variables so far.
const STEPS: u32 = 64;

/// What the work may take when the memory is used up already: at a prompt, the line that gives some back must be compiled.
const LITTLE: usize = 4 << 20;

#[derive(Default)]
struct Watch {
    look: Option<Look>,
    /// Bytes in use when the work began.
    before: usize,
    stopped: Option<Stop>,
    left: u32,
}

thread_local! {
    /// Of the text that this thread is compiling.
    static WATCH: RefCell<Watch> = RefCell::default();
}

/// Do the work, which ends early when `look` says so.
///
/// # Errors
/// The stop that ended it; otherwise what the work gives.
pub fn watched<T, E: From<Stop>>(look: Look, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let before = WATCH.replace(Watch {
        look: Some(look),
        before: memory::in_use(),
        ..Watch::default()
    });
    let result = work();
    let Watch { stopped, .. } = WATCH.replace(before);
    match stopped {
        Some(stop) => Err(stop.into()),
        None => result,
    }
}

/// To be called at every step. False when the work must end, in whatever way: its result will not be looked at.
#[inline]
pub fn goes_on() -> bool {
    WATCH.with_borrow_mut(|watch| match watch.left {
        0 => watch.looks(),
        _ => {
            watch.left -= 1;
            true
        }
    })
}

impl Watch {
    #[cold]
    fn looks(&mut self) -> bool {
        let Some(look) = &self.look else {
            return true;
        };
        if self.stopped.is_none() {
            let takes_much = memory::in_use() > self.before + LITTLE;
            let memory = || match takes_much && memory::is_over() {
                true => Err(Stop::MemoryLimit),
                false => Ok(()),
            };
            self.stopped = look().and_then(|()| memory()).err();
        }
        if self.stopped.is_none() {
            self.left = STEPS;
        }
        self.stopped.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work() -> Result<u32, Stop> {
        let mut steps = 0;
        while goes_on() && steps < 10_000 {
            steps += 1;
        }
        Ok(steps)
    }

    #[test]
    fn a_look_ends_the_work() {
        assert_eq!(watched(Box::new(|| Ok(())), work), Ok(10_000));
        let out_of_time: Look = Box::new(|| Err(Stop::TimeLimit));
        assert_eq!(watched(out_of_time, work), Err(Stop::TimeLimit));
        assert_eq!(work(), Ok(10_000), "the watch is over");
    }
}
