//! A look at the stop word from inside of long work that has no task at hand.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Instant;

use super::{Stop, Thread, World};

thread_local! {
    /// The thread of the script that this OS thread carries, in the real runtime.
    static CARRIED: RefCell<Option<Arc<Thread>>> = const { RefCell::new(None) };
}

/// Note which thread this OS thread carries.
pub(super) fn carry(thread: Option<Arc<Thread>>) {
    CARRIED.set(thread);
}

/// The thread of the script that this OS thread carries, in the real runtime.
pub(super) fn carried() -> Option<Arc<Thread>> {
    CARRIED.with(|carried| carried.borrow().clone())
}

/// Has the run been stopped, or the running thread been interrupted? In the controlled runtime, nobody else can see the end of the time
/// while this thread works.
pub fn look(world: &World) -> Result<(), Stop> {
    if world.is_controlled() && world.end_of_time().is_some_and(|end| Instant::now() >= end) {
        world.end_by_time();
    }
    if !world.is_alarmed() {
        return Ok(());
    }
    world.check()?;
    let running = match world.running() {
        Some(thread) => Some(thread),
        None => carried(),
    };
    running
        .and_then(|thread| world.take_interrupt(&thread))
        .map_or(Ok(()), Err)
}
