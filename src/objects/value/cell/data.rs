//! Values under the lock of a cell, looked at and changed where they stand, in one step.

use super::{Cell, FIXED, HEAP, ONCE, OPEN, Plain, UNSET};
use crate::objects::value::{Object, Value};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

impl Cell {
    #[inline(always)]
    pub(super) fn is_under_lock(&self) -> bool {
        self.kind() >= ONCE
    }

    #[cold]
    #[inline(never)]
    pub(super) fn is_number_under_lock(&self) -> bool {
        let heap = self.heap.lock();
        self.is_under_lock() && matches!(*heap, Value::Int(_) | Value::Float(_))
    }

    /// The value, when it is an object.
    #[inline]
    pub fn load_object(&self) -> Option<Object> {
        match self.kind() {
            HEAP => {
                // What is not under the lock now has left it empty.
                self.heap.lock().as_object().cloned()
            }
            ONCE => {
                let mut heap = self.heap.lock();
                let object = heap.as_object().cloned();
                self.count_read(&mut heap);
                object
            }
            FIXED => self.opened()?.as_object().cloned(),
            _ => None,
        }
    }

    /// Store an object. Where one stands, that is all that changes.
    pub fn store_object(&self, object: Object) {
        if self.kind() == HEAP {
            let mut heap = self.heap.lock();
            if let Value::Object(stands) = &mut *heap {
                self.reads.store(0, Relaxed);
                let previous = std::mem::replace(stands, object);
                drop(heap);
                return drop(previous);
            }
        }
        self.store(Value::Object(object));
    }

    /// Look at the value where it stands, as one step: nothing is copied. The closure must not run script code.
    #[inline(always)]
    pub fn look<R>(&self, look: impl FnOnce(&Value) -> R) -> Option<R> {
        match self.kind() {
            UNSET => None,
            ONCE | HEAP => {
                let mut heap = self.heap.lock();
                if self.is_under_lock() {
                    let seen = look(&heap);
                    self.count_read(&mut heap);
                    return Some(seen);
                }
                drop(heap);
                Some(look(&self.load()?))
            }
            FIXED | OPEN => Some(look(self.opened()?)),
            _ => Some(look(&self.load()?)),
        }
    }

    /// As [`look`](Self::look), when a text, an array or the like stands here; nothing is looked at when something else does.
    #[inline(always)]
    pub fn look_at_data<R>(&self, look: impl FnOnce(&Value) -> R) -> Option<R> {
        // One place for the closure, so that it is compiled into the caller.
        let mut heap;
        let value = match self.kind() {
            OPEN => self.opened()?,
            ONCE | HEAP => {
                heap = self.heap.lock();
                self.count_read(&mut heap);
                match self.kind() {
                    ONCE | HEAP if heap.is_heap() => &*heap,
                    OPEN => self.opened()?,
                    _ => return None,
                }
            }
            _ => return None,
        };
        Some(look(value))
    }

    /// Look at all that the cell holds beside numbers and the like. False when somebody is changing it.
    pub(in crate::objects::value) fn each_held(&self, mut look: impl FnMut(&Value)) -> bool {
        self.opened().into_iter().for_each(&mut look);
        if !self.is_under_lock() {
            return true;
        }
        let heap = self.heap.try_lock();
        heap.inspect(|heap| look(heap)).is_some()
    }

    /// As [`update`](Self::update), when a text, an array or the like stands here; nothing is done when something else does.
    #[inline(always)]
    pub fn update_data<R>(&self, change: impl FnOnce(&mut Value) -> R) -> Option<R> {
        if self.kind() < OPEN {
            return None;
        }
        let mut heap = self.heap.lock();
        let mut handle = 0;
        match self.kind() {
            ONCE => handle = handle_address(&heap),
            HEAP if heap.is_heap() => self.reads.store(0, Relaxed),
            OPEN => self.close(&mut heap),
            _ => return None,
        }
        let result = change(&mut heap);
        if !heap.is_heap() || handle != 0 {
            self.note_change(&mut heap, handle);
        }
        Some(result)
    }

    /// What stands under the lock may have become something else, by a change where it stood; `handle` is the address of the first value,
    /// if that stood there.
    #[cold]
    #[inline(never)]
    fn note_change(&self, heap: &mut Value, handle: usize) {
        if handle == 0 || handle_address(heap) != handle {
            let value = std::mem::take(heap);
            self.replace(heap, value);
        }
    }

    /// Change the value in place, as one step: nobody sees it half done, and an array is not copied.
    /// The closure must not run script code.
    pub fn update<R>(&self, change: impl FnOnce(&mut Value) -> R) -> Option<R> {
        let mut heap = self.heap.lock();
        let mut handle = 0;
        match self.kind() {
            UNSET => return None,
            OPEN => self.close(&mut heap),
            ONCE => handle = handle_address(&heap),
            HEAP => self.reads.store(0, Relaxed),
            kind => {
                let mut value = self.told();
                let result = change(&mut value);
                if !(kind == FIXED && matches!(value, Value::Object(_))) {
                    self.replace(&mut heap, value);
                }
                return Some(result);
            }
        }
        let result = change(&mut heap);
        if !heap.is_heap() || handle != 0 {
            self.note_change(&mut heap, handle);
        }
        Some(result)
    }

    /// The value, when it is not under the lock.
    fn told(&self) -> Value {
        match self.plain() {
            Plain::Unset | Plain::Unit => Value::Unit,
            Plain::Bool(truth) => Value::Bool(truth),
            Plain::Int(int) => Value::Int(int),
            Plain::Float(float) => Value::Float(float),
            Plain::Char(char) => Value::Char(char),
            Plain::Other => self.opened_now().cloned().unwrap_or_default(),
        }
    }
}

/// Tells a handle or a function apart from all others while it lives; 0 for any other value.
fn handle_address(value: &Value) -> usize {
    match value {
        Value::Object(object) => object.address(),
        Value::Function(closure) => Arc::as_ptr(closure).addr(),
        _ => 0,
    }
}
