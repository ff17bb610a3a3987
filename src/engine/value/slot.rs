//! Writing a value where another one stands. Numbers and truth values are written and read by their own width, never as a whole: a
//! processor that is asked for sixteen bytes right after eight and one of them were written waits until these have reached the cache.

use super::{Object, Value};

macro_rules! setter {
    ($(#[$doc:meta])* $name:ident, $fresh:ident, $variant:ident, $type:ty) => {
        $(#[$doc])*
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
            *self = Value::$variant(value);
        }
    };
}

impl Value {
    setter!(set_bool, set_fresh_bool, Bool, bool);
    setter!(set_int, set_fresh_int, Int, i64);
    setter!(set_float, set_fresh_float, Float, f64);
    setter!(set_char, set_fresh_char, Char, char);

    setter!(set_object, set_fresh_object, Object, Object);

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
            Value::Str(text) => self.put(Value::Str(text)),
            value => self.put(value),
        }
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
            ref value => self.put(value.clone()),
        }
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
            ref value => {
                let value = value.clone();
                window[to as usize].put(value);
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
            ref mut value => {
                let value = std::mem::take(value);
                window[to as usize].put(value);
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
