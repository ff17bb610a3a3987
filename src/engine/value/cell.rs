//! The cell: a variable that several threads or closures can reach. Each read and each write is indivisible and sequentially consistent.

use super::dismantle::{Part, dismantle};
use super::{Object, Value};
use parking_lot::Mutex;
use std::sync::OnceLock;
use std::sync::atomic::{
    AtomicBool, AtomicI64, AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering::Relaxed,
    Ordering::SeqCst,
};

const UNSET: u64 = 0;
const UNIT: u64 = 1;
const BOOL: u64 = 2;
const INT: u64 = 3;
const FLOAT: u64 = 4;
/// A handle or function that was the first value: read without a lock.
const FIXED: u64 = 5;
const HEAP: u64 = 6;
/// Data that is only read while several threads run: read without a lock, too. The first change brings it back.
const OPEN: u64 = 7;
const KIND: u64 = 7;
/// The kind word counts its changes above the kind.
const CHANGE: u64 = 8;

/// A shared variable.
///
/// Integers, floats and truth values live in words of their own, so that a write that raced with a change of kind is never read as another
/// type; a reader that finds the kind word unchanged after reading the word has read what the cell held. Changes of kind and all other
/// values go through the mutex, but for handles that were the first value and data that has long been only read: what is in `fixed` is
/// set once and stays as long as the cell, since somebody may be reading it.
pub struct Cell {
    kind: AtomicU64,
    int: AtomicI64,
    float: AtomicU64,
    truth: AtomicBool,
    flags: AtomicU8,
    /// Reads under the mutex since the last change, while several threads run.
    reads: AtomicU16,
    /// In a controlled run, once threads have reached it; 0 before.
    number: AtomicU32,
    fixed: OnceLock<Value>,
    heap: Mutex<Value>,
}

const CAPTURED: u8 = 1;
const CONSTANT: u8 = 2;

/// After so many reads it is first thought of opening data, and then whenever they have doubled.
const MANY_READS: u16 = 64;
/// Larger data stays under the mutex.
const MOST_ITEMS: usize = 1 << 16;

/// Has any script of the process started a second thread?
static SHARED: AtomicBool = AtomicBool::new(false);

/// A script is about to start a second thread. As long as there is none, nobody can see in which order numbers were stored, and the
/// processor need not wait for the order that all threads agree on.
pub fn share_cells() {
    SHARED.store(true, SeqCst);
}

#[inline(always)]
fn is_shared() -> bool {
    SHARED.load(Relaxed)
}

impl Cell {
    /// A cell whose variable is declared but has no value yet.
    pub fn unset() -> Self {
        Cell {
            kind: AtomicU64::new(UNSET),
            int: AtomicI64::new(0),
            float: AtomicU64::new(0),
            truth: AtomicBool::new(false),
            flags: AtomicU8::new(0),
            reads: AtomicU16::new(0),
            number: AtomicU32::new(0),
            fixed: OnceLock::new(),
            heap: Mutex::new(Value::Unit),
        }
    }

    pub fn new(value: Value) -> Self {
        let cell = Cell::unset();
        cell.declare(value);
        cell
    }

    /// Give the variable its first value; a handle becomes readable without a lock.
    pub fn declare(&self, value: Value) {
        if matches!(value, Value::Object(_) | Value::Function(_)) && self.kind.load(SeqCst) == UNSET
        {
            let _guard = self.heap.lock();
            if self.kind.load(SeqCst) == UNSET && self.fixed.set(value.clone()).is_ok() {
                self.kind.store(CHANGE | FIXED, SeqCst);
                return;
            }
        }
        self.store(value);
    }

    /// Does the variable have a value?
    #[inline(always)]
    pub fn is_set(&self) -> bool {
        self.kind.load(SeqCst) & KIND != UNSET
    }

    /// Has a closure captured the variable? (`is_shared`)
    pub fn is_captured(&self) -> bool {
        self.flags.load(SeqCst) & CAPTURED != 0
    }

    pub fn set_captured(&self) {
        self.flags.fetch_or(CAPTURED, SeqCst);
    }

    /// Is the variable a constant, as far as only its cell can tell: one found by name?
    pub fn is_constant(&self) -> bool {
        self.flags.load(SeqCst) & CONSTANT != 0
    }

    pub fn set_constant(&self) {
        self.flags.fetch_or(CONSTANT, SeqCst);
    }

    /// Its number in a controlled run, where one thread runs at a time; the first who asks gives it.
    pub fn number(&self, fresh: impl FnOnce() -> u32) -> u32 {
        match self.number.load(Relaxed) {
            0 => {
                let number = fresh();
                self.number.store(number, Relaxed);
                number
            }
            number => number,
        }
    }

    /// Does an integer or a float stand here?
    #[inline(always)]
    pub fn is_number(&self) -> bool {
        matches!(self.kind.load(SeqCst) & KIND, INT | FLOAT)
    }

    /// The value, when it is an integer.
    #[inline(always)]
    pub fn load_int(&self) -> Option<i64> {
        let kind = self.kind.load(SeqCst);
        if kind & KIND == INT {
            let int = self.int.load(SeqCst);
            if self.kind.load(SeqCst) == kind {
                return Some(int);
            }
        }
        None
    }

    /// The value, when it is a float.
    #[inline(always)]
    pub fn load_float(&self) -> Option<f64> {
        let kind = self.kind.load(SeqCst);
        if kind & KIND == FLOAT {
            let float = self.float.load(SeqCst);
            if self.kind.load(SeqCst) == kind {
                return Some(f64::from_bits(float));
            }
        }
        None
    }

    /// The value, when it is an object.
    #[inline]
    pub fn load_object(&self) -> Option<Object> {
        let kind = self.kind.load(SeqCst) & KIND;
        if kind == HEAP {
            let heap = self.heap.lock();
            // What is not on the heap now has left it empty.
            return heap.as_object().cloned();
        }
        if kind == FIXED {
            return self.fixed.get()?.as_object().cloned();
        }
        None
    }

    /// Store an integer where one stands. False, and nothing is done, when something else does.
    #[inline(always)]
    pub fn store_int(&self, int: i64) -> bool {
        let stands = self.kind.load(SeqCst) & KIND == INT;
        if stands {
            match is_shared() {
                true => self.int.store(int, SeqCst),
                false => self.int.store(int, Relaxed),
            }
        }
        stands
    }

    /// The value, or nothing when the declaration has not run yet.
    pub fn load(&self) -> Option<Value> {
        loop {
            let kind = self.kind.load(SeqCst);
            let value = match kind & KIND {
                UNSET => return None,
                UNIT => Value::Unit,
                BOOL => Value::Bool(self.truth.load(SeqCst)),
                INT => Value::Int(self.int.load(SeqCst)),
                FLOAT => Value::Float(f64::from_bits(self.float.load(SeqCst))),
                FIXED | OPEN => self.fixed.get()?.clone(),
                _ => {
                    let mut heap = self.heap.lock();
                    if self.kind.load(SeqCst) & KIND == HEAP {
                        let value = heap.clone();
                        self.count_read(&mut heap);
                        return Some(value);
                    }
                    continue;
                }
            };
            if self.kind.load(SeqCst) == kind {
                return Some(value);
            }
        }
    }

    /// The handle that the variable has held since its declaration, without counting a reference.
    #[inline(always)]
    pub fn fixed(&self) -> Option<&Value> {
        if self.kind.load(SeqCst) & KIND == FIXED {
            self.fixed.get()
        } else {
            None
        }
    }

    /// Look at the value where it stands, as one step: nothing is copied. The closure must not run script code.
    #[inline(always)]
    pub fn look<R>(&self, look: impl FnOnce(&Value) -> R) -> Option<R> {
        match self.kind.load(SeqCst) & KIND {
            HEAP => {
                let mut heap = self.heap.lock();
                if self.kind.load(SeqCst) & KIND == HEAP {
                    let seen = look(&heap);
                    self.count_read(&mut heap);
                    return Some(seen);
                }
            }
            FIXED | OPEN => return Some(look(self.fixed.get()?)),
            _ => {}
        }
        Some(look(&self.load()?))
    }

    /// As [`look`](Self::look), when a text, an array or the like stands here; nothing is looked at when something else does.
    #[inline(always)]
    pub fn look_at_data<R>(&self, look: impl FnOnce(&Value) -> R) -> Option<R> {
        // One place for the closure, so that it is compiled into the caller.
        let mut heap;
        let value = match self.kind.load(SeqCst) & KIND {
            OPEN => self.fixed.get()?,
            HEAP => {
                heap = self.heap.lock();
                self.count_read(&mut heap);
                match self.kind.load(SeqCst) & KIND {
                    HEAP => &*heap,
                    OPEN => self.fixed.get()?,
                    _ => return None,
                }
            }
            _ => return None,
        };
        Some(look(value))
    }

    pub fn store(&self, value: Value) {
        let kind = self.kind.load(SeqCst) & KIND;
        match &value {
            Value::Int(int) if kind == INT => {
                self.store_int(*int);
                return;
            }
            Value::Bool(truth) if kind == BOOL => return self.truth.store(*truth, SeqCst),
            Value::Float(float) if kind == FLOAT => {
                return match is_shared() {
                    true => self.float.store(float.to_bits(), SeqCst),
                    false => self.float.store(float.to_bits(), Relaxed),
                };
            }
            _ => {}
        }
        let mut heap = self.heap.lock();
        let previous = match value.is_heap() && self.kind.load(SeqCst) & KIND == HEAP {
            true => {
                self.reads.store(0, Relaxed);
                std::mem::replace(&mut *heap, value)
            }
            false => self.replace(&mut heap, value),
        };
        drop(heap);
        drop(previous);
    }

    /// Count a read under the mutex.
    #[inline(always)]
    fn count_read(&self, heap: &mut Value) {
        if is_shared() {
            self.count_shared_read(heap);
        }
    }

    /// Many reads and no change: data is moved to where it is read without the mutex, if bringing it back costs little more than the
    /// reads that have been.
    #[inline(never)]
    fn count_shared_read(&self, heap: &mut Value) {
        let reads = self.reads.load(Relaxed).saturating_add(1);
        self.reads.store(reads, Relaxed);
        if reads < MANY_READS || !reads.is_power_of_two() || self.fixed.get().is_some() {
            return;
        }
        let most = usize::from(reads) * 16;
        let is_worth = match heap {
            Value::Array(items) => items.len() <= most.min(MOST_ITEMS),
            Value::Map(entries) => entries.len() <= most.min(MOST_ITEMS),
            Value::Str(text) => text.len() <= MOST_ITEMS,
            _ => false,
        };
        if is_worth && self.kind.load(SeqCst) & KIND == HEAP {
            let lost = self.fixed.set(std::mem::take(heap));
            debug_assert!(lost.is_ok(), "only who holds the mutex sets it");
            self.set_kind(OPEN);
        }
    }

    /// Data that is read without the mutex comes back, to be changed.
    #[cold]
    #[inline(never)]
    fn close(&self, heap: &mut Value) {
        *heap = self.fixed.get().cloned().unwrap_or_default();
        self.set_kind(HEAP);
    }

    /// Store under the mutex and give back what the heap slot held.
    fn replace(&self, heap: &mut Value, value: Value) -> Value {
        self.reads.store(0, Relaxed);
        let kind = match value {
            Value::Unit => UNIT,
            Value::Bool(truth) => {
                self.truth.store(truth, SeqCst);
                BOOL
            }
            Value::Int(int) => {
                self.int.store(int, SeqCst);
                INT
            }
            Value::Float(float) => {
                self.float.store(float.to_bits(), SeqCst);
                FLOAT
            }
            value => {
                let previous = std::mem::replace(heap, value);
                self.set_kind(HEAP);
                return previous;
            }
        };
        self.set_kind(kind);
        std::mem::take(heap)
    }

    fn set_kind(&self, kind: u64) {
        let now = self.kind.load(SeqCst);
        if now & KIND != kind {
            self.kind
                .store(((now & !KIND).wrapping_add(CHANGE)) | kind, SeqCst);
        }
    }

    /// As [`update`](Self::update), when a text, an array or the like stands here; nothing is done when something else does.
    #[inline(always)]
    pub fn update_data<R>(&self, change: impl FnOnce(&mut Value) -> R) -> Option<R> {
        if !matches!(self.kind.load(SeqCst) & KIND, HEAP | OPEN) {
            return None;
        }
        let mut heap = self.heap.lock();
        match self.kind.load(SeqCst) & KIND {
            HEAP => self.reads.store(0, Relaxed),
            OPEN => self.close(&mut heap),
            _ => return None,
        }
        let result = change(&mut heap);
        if !heap.is_heap() {
            self.leave_heap(&mut heap);
        }
        Some(result)
    }

    /// What stands under the mutex has become a number or the like.
    #[cold]
    fn leave_heap(&self, heap: &mut Value) {
        let value = std::mem::take(heap);
        self.replace(heap, value);
    }

    /// Change the value in place, as one step: nobody sees it half done, and an array is not copied.
    /// The closure must not run script code.
    pub fn update<R>(&self, change: impl FnOnce(&mut Value) -> R) -> Option<R> {
        let mut heap = self.heap.lock();
        if self.kind.load(SeqCst) & KIND == OPEN {
            self.close(&mut heap);
        }
        if self.kind.load(SeqCst) & KIND == HEAP {
            self.reads.store(0, Relaxed);
            let result = change(&mut heap);
            if !heap.is_heap() {
                let value = std::mem::take(&mut *heap);
                self.replace(&mut heap, value);
            }
            return Some(result);
        }
        let mut value = match self.kind.load(SeqCst) & KIND {
            UNSET => return None,
            BOOL => Value::Bool(self.truth.load(SeqCst)),
            INT => Value::Int(self.int.load(SeqCst)),
            FLOAT => Value::Float(f64::from_bits(self.float.load(SeqCst))),
            FIXED => self.fixed.get()?.clone(),
            _ => Value::Unit,
        };
        let fixed = matches!(value, Value::Object(_) | Value::Function(_));
        let result = change(&mut value);
        if !(fixed && matches!(value, Value::Object(_))) {
            self.replace(&mut heap, value);
        }
        Some(result)
    }
}

impl Drop for Cell {
    fn drop(&mut self) {
        let heap = self.heap.get_mut();
        if heap.is_container() {
            dismantle(Part::Value(std::mem::take(heap)));
        }
        if self.fixed.get().is_some_and(Value::is_container)
            && let Some(value) = self.fixed.take()
        {
            dismantle(Part::Value(value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_takes_values_of_every_kind_in_turn() {
        let cell = Cell::new(Value::Int(1));
        for value in [
            Value::Float(2.5),
            Value::Unit,
            Value::Bool(true),
            Value::string("text"),
            Value::Int(7),
            Value::array(vec![Value::Int(1)]),
        ] {
            cell.store(value.clone());
            assert_eq!(format!("{:?}", cell.load().unwrap()), format!("{value:?}"));
        }
    }

    fn items(cell: &Cell) -> usize {
        let length = |value: &Value| matches!(value, Value::Array(items) if !items.is_empty());
        assert_eq!(cell.look_at_data(length), Some(true));
        match cell.load() {
            Some(Value::Array(items)) => items.len(),
            other => panic!("{other:?}"),
        }
    }

    fn push(cell: &Cell) {
        let pushed = cell.update_data(|value| match value {
            Value::Array(items) => items.items_mut().push(Value::Unit),
            other => panic!("{other:?}"),
        });
        assert_eq!(pushed, Some(()));
    }

    #[test]
    fn data_that_is_only_read_is_opened_once_and_each_change_is_seen() {
        share_cells();
        let kind = |cell: &Cell| cell.kind.load(SeqCst) & KIND;
        let cell = Cell::new(Value::array(vec![Value::Int(1)]));
        for length in 1..4 {
            for _ in 0..200 {
                assert_eq!(items(&cell), length);
            }
            assert_eq!(kind(&cell) == OPEN, length == 1);
            push(&cell);
            assert_eq!(kind(&cell), HEAP);
        }
        let cell = Cell::new(Value::string("a text that stands on the heap"));
        (0..200).for_each(|_| drop(cell.load()));
        assert_eq!(kind(&cell), OPEN);
        cell.store(Value::Int(5));
        assert!(matches!(cell.load(), Some(Value::Int(5))));
        cell.store(Value::array(vec![Value::Unit]));
        cell.update(|value| *value = Value::Bool(true));
        assert!(matches!(cell.load(), Some(Value::Bool(true))));
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "cells know no runtime")]
    fn readers_of_opened_data_see_changes_in_their_order() {
        share_cells();
        for _ in 0..50 {
            let cell = Cell::new(Value::array(vec![Value::Unit]));
            std::thread::scope(|scope| {
                for _ in 0..2 {
                    scope.spawn(|| {
                        let mut last = 1;
                        while last < 4 {
                            let now = items(&cell);
                            assert!(now >= last, "{now} after {last}");
                            last = now;
                        }
                    });
                }
                for done in 1..4 {
                    (0..300).for_each(|_| assert_eq!(items(&cell), done));
                    push(&cell);
                    assert_eq!(items(&cell), done + 1);
                }
            });
        }
    }

    #[test]
    fn an_unset_cell_has_no_value() {
        assert!(Cell::unset().load().is_none());
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "cells know no runtime")]
    fn racing_writers_of_different_kinds_never_show_a_third_value() {
        let cell = Cell::new(Value::Int(7));
        std::thread::scope(|scope| {
            for value in [Value::Int(7), Value::Float(1.5), Value::Bool(true)] {
                let cell = &cell;
                scope.spawn(move || {
                    for _ in 0..20_000 {
                        cell.store(value.clone());
                    }
                });
            }
            for _ in 0..20_000 {
                let seen = cell.load().unwrap();
                assert!(
                    matches!(seen, Value::Int(7) | Value::Bool(true))
                        || matches!(seen, Value::Float(f) if f == 1.5),
                    "{seen:?}"
                );
            }
        });
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "cells know no runtime")]
    fn pushes_from_two_threads_lose_nothing_and_copy_nothing() {
        let cell = Cell::new(Value::array(Vec::new()));
        let moves = AtomicU64::new(0);
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    for i in 0..150_000 {
                        cell.update(|value| match value {
                            Value::Array(array) => {
                                let before = array.as_ptr();
                                array.items_mut().push(Value::Int(i));
                                moves.fetch_add(u64::from(array.as_ptr() != before), SeqCst);
                            }
                            other => panic!("{other:?}"),
                        });
                    }
                });
            }
        });
        assert!(matches!(cell.load(), Some(Value::Array(array)) if array.len() == 300_000));
        // It doubles when it is full, and stays where it is for all other pushes.
        assert!(moves.load(SeqCst) <= 20, "{moves:?} moves");
    }
}
