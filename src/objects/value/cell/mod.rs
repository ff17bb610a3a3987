//! The cell: a variable that several threads or closures can reach. Each read and each write is indivisible and sequentially consistent.

mod opening;
#[cfg(test)]
mod tests;

use super::cycles::is_settled;
use super::dismantle::{Part, dismantle};
use super::{Object, Value};
use parking_lot::Mutex;
use std::sync::OnceLock;
use std::sync::atomic::{
    AtomicBool, AtomicI64, AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering::Relaxed,
    Ordering::Release, Ordering::SeqCst,
};

const UNSET: u64 = 0;
const UNIT: u64 = 1;
const BOOL: u64 = 2;
const INT: u64 = 3;
const FLOAT: u64 = 4;
/// A handle or function that was the first value: read without a lock.
const FIXED: u64 = 5;
const HEAP: u64 = 6;
/// Data of a global that is only read while several threads run: read without a lock, too. The first change brings it back.
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
/// A global: what it has held may be kept until the end.
const GLOBAL: u8 = 4;

/// Has any script of the process started a second thread?
static SHARED: AtomicBool = AtomicBool::new(false);

/// A script is about to start a second thread beside the first. As long as there is none, nobody can see in which order numbers were stored, and the
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

    /// The cell of a variable of the top level.
    pub fn global() -> Self {
        let cell = Cell::unset();
        cell.flags.store(GLOBAL, SeqCst);
        cell
    }

    pub fn new(value: Value) -> Self {
        let cell = Cell::unset();
        cell.declare(value);
        cell
    }

    /// Give the variable its first value without the mutex, when that is a number or the like and no second thread runs that could do so,
    /// too. False when nothing was done.
    #[inline]
    pub fn begin(&self, value: &Value) -> bool {
        if is_shared() || self.is_set() {
            return false;
        }
        let kind = match *value {
            Value::Int(int) => {
                self.int.store(int, Relaxed);
                INT
            }
            Value::Float(float) => {
                self.float.store(float.to_bits(), Relaxed);
                FLOAT
            }
            Value::Bool(truth) => {
                self.truth.store(truth, Relaxed);
                BOOL
            }
            Value::Unit => UNIT,
            _ => return false,
        };
        // Whoever sees the kind later on sees the value.
        self.kind.store(CHANGE | kind, Release);
        true
    }

    /// Give the variable its first value; a handle becomes readable without a lock.
    #[inline]
    pub fn declare(&self, value: Value) {
        if let Err(value) = self.fix(value) {
            self.store(value);
        }
    }

    /// Hold a handle or function for as long as the cell lives, if it is the first value and may be held so. Gives back what is not.
    #[inline]
    pub(super) fn fix(&self, value: Value) -> Result<(), Value> {
        // A closure that has captured the variable may be what the value leads to.
        if matches!(value, Value::Object(_) | Value::Function(_))
            && self.kind.load(SeqCst) == UNSET
            && !self.is_captured()
            && is_settled(&value)
        {
            let _guard = self.heap.lock();
            if self.kind.load(SeqCst) == UNSET && self.fixed.set(value.clone()).is_ok() {
                self.kind.store(CHANGE | FIXED, SeqCst);
                return Ok(());
            }
        }
        Err(value)
    }

    /// Does the variable have a value?
    #[inline(always)]
    pub fn is_set(&self) -> bool {
        self.kind.load(SeqCst) & KIND != UNSET
    }

    /// Is the value `()`? Nothing when the declaration has not run yet.
    #[inline(always)]
    pub fn is_unit(&self) -> Option<bool> {
        match self.kind.load(SeqCst) & KIND {
            UNSET => None,
            kind => Some(kind == UNIT),
        }
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
        let mut value = Value::Unit;
        self.load_to(&mut value).then_some(value)
    }

    /// Put the value where nothing stands yet. False when the declaration has not run.
    #[inline]
    pub fn load_to(&self, place: &mut Value) -> bool {
        loop {
            if let Some(is_set) = self.load_unlocked(place) {
                return is_set;
            }
            // A try that came to nothing may have left something: it is not dropped under the mutex.
            place.set_unit();
            let mut heap = self.heap.lock();
            if self.kind.load(SeqCst) & KIND == HEAP {
                place.set_copy(&heap);
                self.count_read(&mut heap);
                return true;
            }
        }
    }

    /// As [`load_to`](Self::load_to). Nothing when the value is under the mutex.
    #[inline]
    pub fn load_unlocked(&self, place: &mut Value) -> Option<bool> {
        loop {
            let kind = self.kind.load(SeqCst);
            match kind & KIND {
                UNSET => return Some(false),
                HEAP => return None,
                UNIT => place.set_unit(),
                BOOL => place.set_bool(self.truth.load(SeqCst)),
                INT => place.set_int(self.int.load(SeqCst)),
                FLOAT => place.set_float(f64::from_bits(self.float.load(SeqCst))),
                _ => match self.fixed.get() {
                    Some(fixed) => place.set_copy(fixed),
                    None => return Some(false),
                },
            }
            if self.kind.load(SeqCst) == kind {
                return Some(true);
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

    /// Store a copy of the value.
    #[inline(always)]
    pub fn store_copy(&self, value: &Value) {
        match value {
            Value::Object(object) => self.store_object(object.clone()),
            value => self.store(value.copy()),
        }
    }

    /// Store an object. Where one stands, that is all that changes.
    pub fn store_object(&self, object: Object) {
        if self.kind.load(SeqCst) & KIND == HEAP {
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

    /// Look at all that the cell holds beside numbers and the like. False when somebody is changing it.
    pub(super) fn each_held(&self, mut look: impl FnMut(&Value)) -> bool {
        self.fixed.get().into_iter().for_each(&mut look);
        if self.kind.load(SeqCst) & KIND != HEAP {
            return true;
        }
        let heap = self.heap.try_lock();
        heap.inspect(|heap| look(heap)).is_some()
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
                let previous = std::mem::take(&mut *heap);
                heap.set(value);
                previous
            }
            false => self.replace(&mut heap, value),
        };
        drop(heap);
        drop(previous);
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
                let previous = std::mem::take(heap);
                heap.set(value);
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
