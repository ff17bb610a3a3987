//! Stacks of coroutines that have ended, kept for the next ones: making a stack costs more than a short run.

use std::fmt;
use std::sync::{Arc, Weak};

use corosensei::stack::{DefaultStack, Stack as _};
use parking_lot::Mutex;

/// How many stacks are kept at most.
const MOST: usize = 1024;

/// A stack is made only where so much address space is left besides, and more for each that is in use, whose thread will want memory too:
/// without it, one of the next allocations would end the process.
const ROOM: usize = 8 << 20;
const ROOM_OF_EACH: usize = 128 << 10;

/// A store of stacks. Clones are the same store: worlds made with clones of the same options share theirs.
#[derive(Clone)]
pub struct Stacks(Arc<Mutex<Store>>);

/// All stores that there are: where address space is limited, what one keeps is what another lacks.
static STORES: Mutex<Vec<Weak<Mutex<Store>>>> = Mutex::new(Vec::new());

impl Default for Stacks {
    fn default() -> Self {
        let store = Arc::default();
        let mut stores = STORES.lock();
        stores.retain(|store| store.strong_count() > 0);
        stores.push(Arc::downgrade(&store));
        Stacks(store)
    }
}

/// Give back what the stores keep, but for those that are in use at this moment.
fn forget_kept() {
    let stores: Vec<_> = STORES.lock().iter().filter_map(Weak::upgrade).collect();
    for store in stores {
        if let Some(mut store) = store.try_lock() {
            store.kept.clear();
        }
    }
}

#[derive(Default)]
struct Store {
    kept: Vec<Stack>,
    /// How many are in use.
    used: usize,
}

/// A stack and the size that was asked for.
pub(in crate::runtime) struct Stack {
    stack: DefaultStack,
    size: usize,
}

impl Stack {
    fn new(size: usize) -> std::io::Result<Self> {
        DefaultStack::new(size).map(|stack| Stack { stack, size })
    }

    /// A stack, if so much is left besides.
    fn new_beside(room: usize, size: usize) -> std::io::Result<Self> {
        drop(Stack::new(size + room)?);
        Stack::new(size)
    }

    /// A stack that a coroutine has left.
    pub fn left(stack: DefaultStack, size: usize) -> Self {
        Stack { stack, size }
    }

    /// For a coroutine, and the size to give it back with.
    pub fn into_parts(self) -> (DefaultStack, usize) {
        (self.stack, self.size)
    }

    /// The lowest address that may be used.
    pub fn end(&self) -> usize {
        self.stack.base().get() - self.size
    }

    /// Call on this stack. The coroutine that calls may give way meanwhile, and goes on here.
    pub fn carry<R>(&mut self, call: impl FnOnce() -> R) -> R {
        corosensei::on_stack(&mut self.stack, call)
    }
}

impl Stacks {
    pub(in crate::runtime) fn take(&self, size: usize) -> std::io::Result<Stack> {
        let mut store = self.0.lock();
        let place = store.kept.iter().rposition(|kept| kept.size == size);
        let stack = match place.map(|place| store.kept.swap_remove(place)) {
            Some(stack) => stack,
            None => {
                let room = ROOM + store.used * ROOM_OF_EACH;
                Stack::new_beside(room, size).or_else(|_| {
                    // Those of other sizes take the room, and those of others.
                    store.kept.clear();
                    forget_kept();
                    Stack::new_beside(room, size)
                })?
            }
        };
        store.used += 1;
        Ok(stack)
    }

    pub(in crate::runtime) fn give_back(&self, stack: Stack) {
        let mut store = self.0.lock();
        store.used = store.used.saturating_sub(1);
        if store.kept.len() < MOST {
            store.kept.push(stack);
        }
    }
}

impl fmt::Debug for Stacks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stacks({} kept)", self.0.lock().kept.len())
    }
}
