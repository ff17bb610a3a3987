//! Closures and pointers to functions.

use super::cycles::Place;
use super::dismantle::{Part, dismantle};
use super::{Cell, Object, Value};
use crate::objects::code::{Import, Linked};
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
    /// The modules that blocks around it have imported.
    pub imports: Option<std::sync::Arc<Vec<Import>>>,
    /// Where it is noted, when it has captured anything.
    pub place: Place,
}

#[derive(Clone)]
pub enum FunctionTarget {
    /// A function of a script, found when the value was made.
    Script {
        unit: std::sync::Arc<Linked>,
        function: usize,
    },
    /// A name, looked up when it is called, which finds functions for any number of arguments and those that come later. The unit is
    /// where the name was written: from there it is looked up, whoever calls. Without one, it is looked up from where the call stands.
    Named(Option<std::sync::Arc<Linked>>),
    /// A method together with its receiver: `lock.acquire` as a value.
    Method(Object),
}

impl Closure {
    /// The name of a function, as data: it says nothing of where it comes from.
    pub fn named(name: ImmutableString) -> Self {
        Self::new(name, FunctionTarget::Named(None))
    }

    /// `Fn("name")`, or a function's name as a value, in the code of a unit.
    pub fn named_in(unit: &std::sync::Arc<Linked>, name: ImmutableString) -> Self {
        Self::new(name, FunctionTarget::Named(Some(unit.home().clone())))
    }

    fn new(name: ImmutableString, target: FunctionTarget) -> Self {
        Closure {
            name,
            target,
            captures: Box::new([]),
            this: None,
            curried: Vec::new(),
            imports: None,
            place: Place::default(),
        }
    }

    /// Does it hold anything that could lead back to it?
    pub(super) fn can_hold(&self) -> bool {
        !self.captures.is_empty()
            || self.this.is_some()
            || !self.curried.is_empty()
            || matches!(self.target, FunctionTarget::Method(_))
    }

    /// The values that it holds beside what it has captured.
    pub(super) fn each_held(&self, mut look: impl FnMut(&Value)) {
        self.this.iter().for_each(&mut look);
        self.curried.iter().for_each(&mut look);
        if let FunctionTarget::Method(object) = &self.target {
            look(&Value::Object(object.clone()));
        }
    }

    pub fn is_anonymous(&self) -> bool {
        self.name.starts_with("anon$")
    }
}

impl Drop for Closure {
    fn drop(&mut self) {
        if self.place.is_noted()
            && let FunctionTarget::Script { unit, .. } = &self.target
            && let Some(cycles) = unit.cycles.get()
        {
            cycles.forget_closure(&self.place);
        }
        // Cells, instances and data see to what they hold themselves.
        if matches!(self.this, Some(Value::Function(_)))
            && let Some(this) = self.this.take()
        {
            dismantle(Part::Value(this));
        }
        if self.curried.iter().any(Value::is_container) {
            dismantle(Part::Values(std::mem::take(&mut self.curried).into_iter()));
        }
    }
}
