//! Data of globals that several threads only read: it moves to where it is read without the mutex, and comes back to be changed.

use super::{Cell, GLOBAL, HEAP, KIND, OPEN, is_shared};
use crate::objects::value::Value;
use std::sync::atomic::Ordering::{Relaxed, SeqCst};

/// After so many reads it is first thought of opening data, and then whenever they have doubled.
const MANY_READS: u16 = 64;
/// Larger and deeper data stays under the mutex.
const MOST_ITEMS: usize = 1 << 16;
const DEEPEST: usize = 16;

impl Cell {
    /// Count a read under the mutex.
    #[inline(always)]
    pub(super) fn count_read(&self, heap: &mut Value) {
        if is_shared() {
            self.count_shared_read(heap);
        }
    }

    /// Many reads and no change: data is moved to where it is read without the mutex, if bringing it back costs little more than the
    /// reads that have been. It then stays there as long as the cell, so it must be that of a global, and keep nothing alive but itself.
    #[inline(never)]
    fn count_shared_read(&self, heap: &mut Value) {
        let reads = self.reads.load(Relaxed).saturating_add(1);
        self.reads.store(reads, Relaxed);
        let is_global = self.flags.load(Relaxed) & GLOBAL != 0;
        if !is_global || reads < MANY_READS || !reads.is_power_of_two() {
            return;
        }
        let most = MOST_ITEMS.min(usize::from(reads) * 16);
        let may_open = self.fixed.get().is_none() && self.kind.load(SeqCst) & KIND == HEAP;
        if may_open && left_of(most, heap, DEEPEST).is_some() {
            let lost = self.fixed.set(std::mem::take(heap));
            debug_assert!(lost.is_ok(), "only who holds the mutex sets it");
            self.set_kind(OPEN);
        }
    }

    /// Data that is read without the mutex comes back, to be changed.
    #[cold]
    #[inline(never)]
    pub(super) fn close(&self, heap: &mut Value) {
        *heap = self.fixed.get().cloned().unwrap_or_default();
        self.set_kind(HEAP);
    }
}

/// What is left of so many items after those of the value; nothing when they are more, or when there is more to it than data: a handle
/// that is kept would stay open.
fn left_of(most: usize, value: &Value, depth: usize) -> Option<usize> {
    let all = |mut values: std::slice::Iter<Value>| {
        let depth = depth.checked_sub(1)?;
        values.try_fold(most, |left, value| left_of(left, value, depth))
    };
    match value {
        Value::Unit | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Char(_) => {
            most.checked_sub(1)
        }
        Value::Str(text) => most.checked_sub(1 + text.len() / size_of::<Value>()),
        Value::Array(items) => all(items.iter())?.checked_sub(1),
        Value::Map(entries) => {
            let depth = depth.checked_sub(1)?;
            let mut values = entries.unordered().map(|(_, value)| value);
            values.try_fold(most, |left, value| {
                left_of(left.checked_sub(1)?, value, depth)
            })
        }
        _ => None,
    }
}
