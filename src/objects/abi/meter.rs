//! What natives do is counted like the loop turns and calls of the script: by the items they walk over and the bytes they move. Whoever goes
//! through much says so here, before it or as it goes, and hears of the limits and of the end of the run.

use super::Shared;
use crate::objects::error::Error;
use crate::objects::value::work::{BYTES, FREE, OWED};
use crate::runtime::{Stop, look};
use std::cell::RefCell;
use std::sync::{Arc, Weak};

pub use crate::objects::value::work::{is_worth_it, owe, owe_bytes};

/// So many items are one operation: a loop of the script takes about as long for one as a native for these.
const ITEMS: u64 = 16;

/// Items between two looks of who counts them one by one.
const STEP: u64 = 4096;

thread_local! {
    /// The run that natives on this OS thread work for.
    static RUN: RefCell<Weak<Shared>> = const { RefCell::new(Weak::new()) };
}

/// From now on natives on this OS thread work for this run.
pub fn work_for(shared: &Arc<Shared>) {
    RUN.with(|run| {
        let mut run = run.borrow_mut();
        if !std::ptr::eq(run.as_ptr(), Arc::as_ptr(shared)) {
            *run = Arc::downgrade(shared);
            OWED.set(0);
        }
    });
}

/// The run that natives on this OS thread work for.
pub(crate) fn run() -> Option<Arc<Shared>> {
    RUN.try_with(|run| run.borrow().upgrade()).ok().flatten()
}

/// A native is about to walk over so many items, or has done so.
///
/// # Errors
/// The operation limit, and each stop of the run or of this thread.
#[inline]
pub fn walk(items: usize) -> Result<(), Error> {
    match items < FREE {
        true => Ok(()),
        false => account(items as u64),
    }
}

/// A native is about to move so many bytes, or has done so.
///
/// # Errors
/// As [`walk`].
#[inline]
pub fn walk_bytes(bytes: usize) -> Result<(), Error> {
    walk(bytes / BYTES)
}

/// As [`walk`], for small pieces of something larger: each counts, whatever its size.
///
/// # Errors
/// As [`walk`].
#[inline]
pub fn step(items: usize) -> Result<(), Error> {
    owe(items);
    settle()
}

/// Account for the work that was noted, once it is worth it.
///
/// # Errors
/// As [`walk`].
#[inline]
pub fn settle() -> Result<(), Error> {
    match OWED.get() < STEP {
        true => Ok(()),
        false => account(OWED.take()),
    }
}

#[cold]
#[inline(never)]
fn account(items: u64) -> Result<(), Error> {
    let Some(shared) = run() else {
        return Ok(());
    };
    look(&shared.world)?;
    if shared.operations.spend(items / ITEMS) {
        return Ok(());
    }
    shared.world.reach_limit(Stop::OperationLimit);
    shared.world.check()?;
    Err(Stop::OperationLimit.into())
}
