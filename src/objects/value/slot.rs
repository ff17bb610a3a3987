//! Writing a value where another one stands. What is a number, a truth value or one pointer is written and read by its own width, never as a
//! whole: a processor that is asked for sixteen bytes right after eight and one of them were written waits until these have reached the cache.

use super::{Array, Cell, Closure, Map, Object, Text, Value};
use triomphe::Arc;

macro_rules! setter {
    ($name:ident, $fresh:ident, $variant:ident, $type:ty) => {
        #[inline(always)]
        pub fn $name(&mut self, value: $type) {
            if let Value::$variant(old) = self {
                *old = value;
            } else {
                self.$fresh(value);
            }
        }

        #[inline(never)]
        fn $fresh(&mut self, value: $type) {
            self.put(Value::$variant(value));
        }
    };
}

impl Value {
    setter!(set_bool, set_fresh_bool, Bool, bool);
    setter!(set_int, set_fresh_int, Int, i64);
    setter!(set_float, set_fresh_float, Float, f64);
    setter!(set_char, set_fresh_char, Char, char);
    setter!(set_object, set_fresh_object, Object, Object);
    setter!(set_array, set_fresh_array, Array, Array);
    setter!(set_map, set_fresh_map, Map, Map);
    setter!(
        set_function,
        set_fresh_function,
        Function,
        std::sync::Arc<Closure>
    );
    setter!(set_cell, set_fresh_cell, Cell, Arc<Cell>);

    #[inline(always)]
    pub fn set_unit(&mut self) {
        if !self.is_unit() {
            self.clear();
        }
    }

    #[inline(never)]
    fn clear(&mut self) {
        *self = Value::Unit;
    }

    /// Put a value that was computed just now.
    #[inline(always)]
    pub fn set(&mut self, value: Value) {
        match value {
            Value::Int(int) => self.set_int(int),
            Value::Float(float) => self.set_float(float),
            Value::Bool(truth) => self.set_bool(truth),
            Value::Unit => self.set_unit(),
            other => self.set_other(other),
        }
    }

    /// Each kind in a way of its own, so that none goes through memory that all kinds share.
    #[inline(never)]
    fn set_other(&mut self, value: Value) {
        match value {
            Value::Object(object) => self.set_object(object),
            Value::Array(items) => self.set_array(items),
            Value::Map(entries) => self.set_map(entries),
            Value::Function(closure) => self.set_function(closure),
            Value::Char(char) => self.set_char(char),
            other => self.put(other),
        }
    }

    /// As [`set`](Self::set), what a call has given, which may be nothing: false then. It is not moved on the way.
    #[inline(always)]
    pub fn set_some(&mut self, value: &mut Option<Value>) -> bool {
        match value {
            Some(value) => self.take_from(value),
            None => return false,
        }
        true
    }

    /// A copy, where numbers are the commonest.
    #[inline(always)]
    pub fn copy(&self) -> Value {
        match *self {
            Value::Int(int) => Value::Int(int),
            Value::Float(float) => Value::Float(float),
            ref value => value.clone(),
        }
    }

    /// Put a copy of a value.
    #[inline(always)]
    pub fn set_copy(&mut self, from: &Value) {
        match *from {
            Value::Int(int) => self.set_int(int),
            Value::Float(float) => self.set_float(float),
            Value::Bool(truth) => self.set_bool(truth),
            Value::Unit => self.set_unit(),
            ref value => self.put_copy(value),
        }
    }

    /// As [`set_other`](Self::set_other), of a copy.
    #[inline(never)]
    fn put_copy(&mut self, from: &Value) {
        match from {
            Value::Object(object) => self.set_object(object.clone()),
            Value::Array(items) => self.set_array(items.clone()),
            Value::Map(entries) => self.set_map(entries.clone()),
            Value::Function(closure) => self.set_function(closure.clone()),
            Value::Cell(cell) => self.set_cell(cell.clone()),
            Value::Char(char) => self.set_char(*char),
            Value::Str(text) => self.put_text(text),
            other => self.put(other.clone()),
        }
    }

    #[inline(always)]
    fn put_text(&mut self, text: &Text) {
        if self.is_heap() {
            self.clear();
        }
        text.copy_to(self);
    }

    /// Move a value here; numbers may stay behind.
    #[inline(always)]
    pub fn take_from(&mut self, from: &mut Value) {
        match *from {
            Value::Int(int) => self.set_int(int),
            Value::Float(float) => self.set_float(float),
            Value::Bool(truth) => self.set_bool(truth),
            Value::Unit => self.set_unit(),
            ref mut value => self.put(std::mem::take(value)),
        }
    }

    /// Move the value out.
    #[inline(always)]
    pub fn transfer(&mut self) -> Value {
        match self {
            Value::Int(int) => Value::Int(*int),
            Value::Float(float) => Value::Float(*float),
            Value::Bool(truth) => Value::Bool(*truth),
            Value::Unit => Value::Unit,
            value => std::mem::take(value),
        }
    }

    /// Copy what stands in one place of a window to another.
    #[inline(always)]
    pub fn copy_within<const N: usize>(window: &mut [Value; N], from: u8, to: u8) {
        match window[from as usize] {
            Value::Int(int) => window[to as usize].set_int(int),
            Value::Float(float) => window[to as usize].set_float(float),
            Value::Bool(truth) => window[to as usize].set_bool(truth),
            Value::Unit => window[to as usize].set_unit(),
            Value::Object(ref object) => {
                let object = object.clone();
                window[to as usize].set_object(object);
            }
            _ => {
                if let Ok([from, to]) = window.get_disjoint_mut([from as usize, to as usize]) {
                    to.put_copy(from);
                }
            }
        }
    }

    /// Move what stands in one place of a window to another; numbers may stay behind.
    #[inline(always)]
    pub fn move_within<const N: usize>(window: &mut [Value; N], from: u8, to: u8) {
        match window[from as usize] {
            Value::Int(int) => window[to as usize].set_int(int),
            Value::Float(float) => window[to as usize].set_float(float),
            Value::Bool(truth) => window[to as usize].set_bool(truth),
            Value::Unit => window[to as usize].set_unit(),
            _ => {
                if let Ok([from, to]) = window.get_disjoint_mut([from as usize, to as usize]) {
                    to.put(std::mem::take(from));
                }
            }
        }
    }

    /// Put a value; what stood here is dropped, out of line when that is more than forgetting it.
    #[inline(always)]
    pub fn put(&mut self, value: Value) {
        if self.is_heap() {
            self.clear();
        }
        std::mem::forget(std::mem::replace(self, value));
    }
}
