//! Stacks of coroutines that have ended, kept for the next ones: making a stack costs more than a short run.

use std::fmt;
use std::sync::Arc;

use corosensei::stack::DefaultStack;
use parking_lot::Mutex;

/// How many stacks are kept at most.
const MOST: usize = 1024;

/// A stack is made only where so much address space is left besides: without it, the next allocation would end the process.
const ROOM: usize = 8 << 20;

/// A store of stacks. Clones are the same store: worlds made with clones of the same options share theirs.
#[derive(Clone, Default)]
pub struct Stacks(Arc<Mutex<Vec<Stack>>>);

/// A stack and the size that was asked for.
pub(super) struct Stack {
    pub stack: DefaultStack,
    pub size: usize,
}

impl Stacks {
    pub(super) fn take(&self, size: usize) -> std::io::Result<Stack> {
        let mut stacks = self.0.lock();
        let place = stacks.iter().rposition(|kept| kept.size == size);
        match place.map(|place| stacks.swap_remove(place)) {
            Some(stack) => Ok(stack),
            None => {
                let room = DefaultStack::new(size + ROOM)?;
                drop(room);
                DefaultStack::new(size).map(|stack| Stack { stack, size })
            }
        }
    }

    pub(super) fn give_back(&self, stack: DefaultStack, size: usize) {
        let mut stacks = self.0.lock();
        if stacks.len() < MOST {
            stacks.push(Stack { stack, size });
        }
    }
}

impl fmt::Debug for Stacks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stacks({} kept)", self.0.lock().len())
    }
}
