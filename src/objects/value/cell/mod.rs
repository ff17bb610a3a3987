//! The cell: a variable that several threads or closures can reach. Each read and each write is indivisible and sequentially consistent.
//!
//! ```text
//! mod      numbers and the like in a word; storing and loading
//! data     values under the lock, looked at and changed where they stand
//! opening  values that are read without the lock
//! ```

mod data;
mod opening;
#[cfg(test)]
mod tests;

use super::Value;
use super::cycles::is_settled;
use super::dismantle::{Part, dismantle};
use once_cell::race::OnceBox;
use opening::Open;
use parking_lot::Mutex;
use std::sync::atomic::{
    AtomicBool, AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering::Relaxed, Ordering::Release,
    Ordering::SeqCst,
};

// The kinds. What is not above `CHAR` holds nothing that must be dropped; from `ONCE` on the value is under the lock.
const UNSET: u8 = 0;
const UNIT: u8 = 1;
const BOOL: u8 = 2;
const INT: u8 = 3;
const FLOAT: u8 = 4;
const CHAR: u8 = 5;
/// A handle or function that was the first value: read without the lock.
const FIXED: u8 = 6;
/// Data of a global that is only read while several threads run: read without the lock, too. The first change brings it back.
const OPEN: u8 = 7;
/// A handle or function that was the first value, and has not been read often.
const ONCE: u8 = 8;
const HEAP: u8 = 9;
const KIND: u8 = 15;

// Flags beside the kind.
const CAPTURED: u8 = 1 << 4;
const CONSTANT: u8 = 1 << 5;
/// A global: what it has held may be kept until the end.
const GLOBAL: u8 = 1 << 6;
/// The word has served one kind while several threads could see it, and serves no other: see [`Cell`].
const WORN: u8 = 1 << 7;

/// A shared variable.
///
/// Numbers, truth values and characters are in a word of their own, read and written without the lock. What the word means is told by the
/// kind. However late a writer comes that has looked at the kind long ago, nobody may read what it writes as another kind, nor take it for
/// newer than it is: once several threads run, the word serves values of one kind, and when the cell has held anything else after them, all
/// further ones are under the lock.
///
/// All other values are under the lock, but for handles that were the first value and data that has long been only read: these are moved
/// to where they are read without it, and stay there as long as the cell, since somebody may be reading them.
pub struct Cell {
    word: AtomicU64,
    open: OnceBox<Open>,
    /// In a controlled run, once threads have reached it; 0 before.
    number: AtomicU32,
    /// Reads under the lock since the last change.
    reads: AtomicU16,
    /// The kind and the flags. Changed under the lock as soon as several threads run.
    state: AtomicU8,
    heap: Mutex<Value>,
}

/// What a cell holds, as far as that is told without its lock.
pub enum Plain {
    Unset,
    Unit,
    Bool(bool),
    Int(i64),
    Float(f64),
    Char(char),
    /// Something else.
    Other,
}

/// Has any script of the process started a second thread?
static SHARED: AtomicBool = AtomicBool::new(false);

/// A script is about to start a second thread beside the first. As long as there is none, nobody can see in which order numbers were stored, and the
/// processor need not wait for the order that all threads agree on.
pub fn share_cells() {
    SHARED.store(true, SeqCst);
}

/// Have several threads come to run?
#[inline(always)]
pub(super) fn is_shared() -> bool {
    SHARED.load(Relaxed)
}

/// The kind and the word of a value that a word can hold.
#[inline(always)]
fn as_word(value: &Value) -> Option<(u8, u64)> {
    match *value {
        Value::Bool(truth) => Some((BOOL, u64::from(truth))),
        Value::Int(int) => Some((INT, int.cast_unsigned())),
        Value::Float(float) => Some((FLOAT, float.to_bits())),
        Value::Char(char) => Some((CHAR, u64::from(char))),
        _ => None,
    }
}

#[inline(always)]
fn is_word(kind: u8) -> bool {
    matches!(kind, BOOL | INT | FLOAT | CHAR)
}

impl Cell {
    /// A cell whose variable is declared but has no value yet.
    pub const fn unset() -> Self {
        Cell {
            word: AtomicU64::new(0),
            open: OnceBox::new(),
            number: AtomicU32::new(0),
            reads: AtomicU16::new(0),
            state: AtomicU8::new(UNSET),
            heap: Mutex::new(Value::Unit),
        }
    }

    /// The cell of a variable of the top level.
    pub fn global() -> Self {
        let cell = Cell::unset();
        cell.set_flag(GLOBAL);
        cell
    }

    pub fn new(value: Value) -> Self {
        let cell = Cell::unset();
        cell.declare(value);
        cell
    }

    #[inline(always)]
    fn kind(&self) -> u8 {
        self.state.load(SeqCst) & KIND
    }

    /// Change the kind, under the lock.
    fn set_kind(&self, kind: u8) {
        let state = self.state.load(SeqCst);
        let next = state & !KIND | kind;
        match is_shared() {
            true if is_word(state & KIND) || is_word(kind) => self.state.store(next | WORN, SeqCst),
            true => self.state.store(next, SeqCst),
            false => self.state.store(next, Release),
        }
    }

    fn has_flag(&self, flag: u8) -> bool {
        self.state.load(SeqCst) & flag != 0
    }

    fn set_flag(&self, flag: u8) {
        if !self.has_flag(flag) {
            let _guard = self.heap.lock();
            self.state.fetch_or(flag, SeqCst);
        }
    }

    /// Has a closure captured the variable? (`is_shared`)
    pub fn is_captured(&self) -> bool {
        self.has_flag(CAPTURED)
    }

    pub fn set_captured(&self) {
        self.set_flag(CAPTURED);
    }

    /// Is the variable a constant, as far as only its cell can tell: one found by name?
    pub fn is_constant(&self) -> bool {
        self.has_flag(CONSTANT)
    }

    pub fn set_constant(&self) {
        self.set_flag(CONSTANT);
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

    /// Does the variable have a value?
    #[inline(always)]
    pub fn is_set(&self) -> bool {
        self.kind() != UNSET
    }

    /// Is the value `()`? Nothing when the declaration has not run yet.
    #[inline(always)]
    pub fn is_unit(&self) -> Option<bool> {
        match self.kind() {
            UNSET => None,
            kind => Some(kind == UNIT),
        }
    }

    /// Does an integer or a float stand here?
    #[inline(always)]
    pub fn is_number(&self) -> bool {
        match self.kind() {
            INT | FLOAT => true,
            HEAP => self.is_number_under_lock(),
            _ => false,
        }
    }

    /// Is what stands here the handle or function that was the first value?
    pub fn is_first_handle(&self) -> bool {
        matches!(self.kind(), FIXED | ONCE)
    }

    /// What stands here, when a word holds it.
    #[inline(always)]
    pub fn plain(&self) -> Plain {
        match self.kind() {
            UNSET => Plain::Unset,
            UNIT => Plain::Unit,
            BOOL => Plain::Bool(self.word.load(SeqCst) != 0),
            INT => Plain::Int(self.word.load(SeqCst).cast_signed()),
            FLOAT => Plain::Float(f64::from_bits(self.word.load(SeqCst))),
            CHAR => Plain::Char(char_of(self.word.load(SeqCst))),
            _ => Plain::Other,
        }
    }

    /// The value, when it is an integer.
    #[inline(always)]
    pub fn load_int(&self) -> Option<i64> {
        (self.kind() == INT).then(|| self.word.load(SeqCst).cast_signed())
    }

    /// The value, when it is a float.
    #[inline(always)]
    pub fn load_float(&self) -> Option<f64> {
        (self.kind() == FLOAT).then(|| f64::from_bits(self.word.load(SeqCst)))
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
            let mut heap = self.heap.lock();
            if self.is_under_lock() {
                place.set_copy(&heap);
                self.count_read(&mut heap);
                return true;
            }
        }
    }

    /// As [`load_to`](Self::load_to). Nothing when the value is under the lock.
    #[inline]
    pub fn load_unlocked(&self, place: &mut Value) -> Option<bool> {
        match self.plain() {
            Plain::Unset => return Some(false),
            Plain::Unit => place.set_unit(),
            Plain::Bool(truth) => place.set_bool(truth),
            Plain::Int(int) => place.set_int(int),
            Plain::Float(float) => place.set_float(float),
            Plain::Char(char) => place.set_char(char),
            Plain::Other => match self.opened_now() {
                Some(value) => place.set_copy(value),
                None => return None,
            },
        }
        Some(true)
    }

    /// Store an integer where one stands. False, and nothing is done, when something else does.
    #[inline(always)]
    pub fn store_int(&self, int: i64) -> bool {
        let stands = self.kind() == INT;
        if stands {
            self.set_word(int.cast_unsigned());
        }
        stands
    }

    #[inline(always)]
    fn set_word(&self, word: u64) {
        match is_shared() {
            true => self.word.store(word, SeqCst),
            false => self.word.store(word, Relaxed),
        }
    }

    /// Store what a word can hold, or `()`, as far as that needs no lock. False when nothing was done.
    #[inline(always)]
    pub fn store_plain(&self, value: &Value) -> bool {
        let (kind, word) = match (value, as_word(value)) {
            (Value::Unit, _) => (UNIT, 0),
            (_, Some(known)) => known,
            _ => return false,
        };
        let state = self.state.load(SeqCst);
        if state & KIND == kind {
            if kind != UNIT {
                self.set_word(word);
            }
            return true;
        }
        // Nobody else can be changing it, and there is nothing to be dropped.
        let is_free = state & KIND <= CHAR && !is_shared();
        if is_free {
            self.word.store(word, Relaxed);
            self.state.store(state & !KIND | kind, Release);
        }
        is_free
    }

    /// Give the variable its first value, when that needs no lock. False when nothing was done.
    #[inline]
    pub fn begin(&self, value: &Value) -> bool {
        !self.is_set() && self.store_plain(value)
    }

    /// Give the variable its first value; a handle becomes readable without the lock.
    #[inline]
    pub fn declare(&self, value: Value) {
        match self.fix(value) {
            Ok(()) if self.has_flag(GLOBAL) => self.open_handle(),
            Ok(()) => {}
            Err(value) => self.store(value),
        }
    }

    /// Hold a handle or function that may later be held for as long as the cell lives: the first value, if it may be held so. Gives back
    /// what is not.
    #[inline]
    pub(super) fn fix(&self, value: Value) -> Result<(), Value> {
        // A closure that has captured the variable may be what the value leads to.
        if matches!(value, Value::Object(_) | Value::Function(_))
            && self.kind() == UNSET
            && !self.is_captured()
            && is_settled(&value)
        {
            let mut heap = self.heap.lock();
            if self.kind() == UNSET {
                heap.put(value);
                self.set_kind(ONCE);
                return Ok(());
            }
        }
        Err(value)
    }

    /// Store a copy of the value.
    #[inline(always)]
    pub fn store_copy(&self, value: &Value) {
        match value {
            Value::Object(object) => self.store_object(object.clone()),
            value if self.store_plain(value) => {}
            value => self.store(value.clone()),
        }
    }

    pub fn store(&self, value: Value) {
        if self.store_plain(&value) {
            return;
        }
        let mut heap = self.heap.lock();
        let previous = self.replace(&mut heap, value);
        drop(heap);
        drop(previous);
    }

    /// Store under the lock and give back what stood there.
    fn replace(&self, heap: &mut Value, value: Value) -> Value {
        self.reads.store(0, Relaxed);
        let now = self.kind();
        let kind = match as_word(&value) {
            Some((kind, word)) if kind == now || !self.has_flag(WORN) => {
                self.set_word(word);
                self.set_kind(kind);
                return std::mem::take(heap);
            }
            None if value.is_unit() => UNIT,
            _ => HEAP,
        };
        let previous = std::mem::take(heap);
        heap.put(value);
        if now != kind {
            self.set_kind(kind);
        }
        previous
    }
}

#[inline(always)]
fn char_of(word: u64) -> char {
    char::from_u32(word as u32).unwrap_or(char::REPLACEMENT_CHARACTER)
}

impl Drop for Cell {
    fn drop(&mut self) {
        let heap = self.heap.get_mut();
        if heap.is_container() {
            dismantle(Part::Value(std::mem::take(heap)));
        }
    }
}
