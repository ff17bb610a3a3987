//! Values that are read without the lock: handles that were the first value, and data of globals that several threads only read. They move
//! to where that is possible, and come back to be changed.

use super::{Cell, FIXED, GLOBAL, HEAP, ONCE, OPEN, is_shared};
use crate::objects::value::Value;
use crate::objects::value::dismantle::{Part, dismantle};
use std::sync::atomic::Ordering::{Relaxed, SeqCst};

/// A handle that has been read so often is worth a place of its own.
const FEW_READS: u16 = 16;
/// After so many reads it is first thought of opening data, and then whenever they have doubled.
const MANY_READS: u16 = 64;
/// Larger and deeper data stays under the lock.
const MOST_ITEMS: usize = 1 << 16;
const DEEPEST: usize = 16;

/// A value that is read without the lock, for as long as its cell lives: somebody may be reading it.
pub(super) struct Open(Value);

impl Drop for Open {
    fn drop(&mut self) {
        if self.0.is_container() {
            dismantle(Part::Value(std::mem::take(&mut self.0)));
        }
    }
}

impl Cell {
    /// What can be read without the lock, now or formerly.
    #[inline(always)]
    pub(super) fn opened(&self) -> Option<&Value> {
        self.open.get().map(|open| &open.0)
    }

    /// What is to be read without the lock now.
    #[inline(always)]
    pub(super) fn opened_now(&self) -> Option<&Value> {
        match self.kind() {
            FIXED | OPEN => self.opened(),
            _ => None,
        }
    }

    /// The handle that the variable has held since its declaration, without counting a reference.
    #[inline(always)]
    pub fn fixed(&self) -> Option<&Value> {
        match self.kind() {
            FIXED => self.opened(),
            _ => None,
        }
    }

    /// Count a read under the lock.
    #[inline(always)]
    pub(super) fn count_read(&self, heap: &mut Value) {
        if is_shared() || self.kind() == ONCE {
            self.count_shared_read(heap);
        }
    }

    /// Many reads and no change: the value is moved to where it is read without the lock. A handle stays there, and so does data, if
    /// bringing it back costs little more than the reads that have been. Data then stays as long as the cell, so that must be a global's,
    /// and keep nothing alive but itself.
    #[inline(never)]
    fn count_shared_read(&self, heap: &mut Value) {
        let reads = self.reads.load(Relaxed).saturating_add(1);
        self.reads.store(reads, Relaxed);
        match self.kind() {
            ONCE if reads >= FEW_READS => self.open(heap, FIXED),
            HEAP if reads >= MANY_READS && reads.is_power_of_two() => {
                let is_global = self.state.load(SeqCst) & GLOBAL != 0;
                let most = MOST_ITEMS.min(usize::from(reads) * 16);
                if is_global && left_of(most, heap, DEEPEST).is_some() {
                    self.open(heap, OPEN);
                }
            }
            _ => {}
        }
    }

    /// The handle of a global is read without the lock from the beginning.
    pub(super) fn open_handle(&self) {
        let mut heap = self.heap.lock();
        if self.kind() == ONCE {
            self.open(&mut heap, FIXED);
        }
    }

    /// Move the value to where it is read without the lock, unless another one has been there.
    fn open(&self, heap: &mut Value, kind: u8) {
        if self.open.get().is_none() {
            let open = Box::new(Open(std::mem::take(heap)));
            let lost = self.open.set(open);
            debug_assert!(lost.is_ok(), "only who holds the lock sets it");
            self.set_kind(kind);
        }
    }

    /// Data that is read without the lock comes back, to be changed.
    #[cold]
    #[inline(never)]
    pub(super) fn close(&self, heap: &mut Value) {
        *heap = self.opened().cloned().unwrap_or_default();
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
