//! Closures and pointers to functions.

use super::dismantle::{Part, dismantle};
use super::{Cell, Object, Value};
use crate::engine::code::Linked;
use rhai::ImmutableString;
use triomphe::Arc;

/// A function as a value: what it runs, what it has captured, which arguments it already has.
#[derive(Clone)]
pub struct Closure {
    /// The name that Rhai shows: `anon$…` for a closure.
    pub name: ImmutableString,
    pub target: FunctionTarget,
    /// The captured variables, in the order of the function's captures.
    pub captures: Box<[Arc<Cell>]>,
    /// The `this` of the method that made it, for calls that bind no other.
    pub this: Option<Value>,
    /// Arguments given in advance by `curry`.
    pub curried: Vec<Value>,
}

#[derive(Clone)]
pub enum FunctionTarget {
    /// A function of a script, found when the value was made.
    Script {
        unit: std::sync::Arc<Linked>,
        function: usize,
    },
    /// `Fn("name")`: looked up when it is called.
    Named,
    /// A method together with its receiver: `lock.acquire` as a value.
    Method(Object),
}

impl Closure {
    /// `Fn("name")`.
    pub fn named(name: ImmutableString) -> Self {
        Closure {
            name,
            target: FunctionTarget::Named,
            captures: Box::new([]),
            this: None,
            curried: Vec::new(),
        }
    }

    pub fn is_anonymous(&self) -> bool {
        self.name.starts_with("anon$")
    }
}

impl Drop for Closure {
    fn drop(&mut self) {
        if let Some(this) = self.this.take() {
            dismantle(Part::Value(this));
        }
        if !self.captures.is_empty() {
            dismantle(Part::Captures(std::mem::take(&mut self.captures)));
        }
        if self.curried.iter().any(Value::is_container) {
            dismantle(Part::Values(std::mem::take(&mut self.curried).into_iter()));
        }
    }
}
