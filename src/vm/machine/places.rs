//! Natives that may change their first argument: they work where it stands, in one step under its cell.

use super::texts::asks_for_text;
use super::walk::Action;
use super::{Flow, Machine, Outcome};
use crate::builtins;
use crate::objects::abi::Args;
use crate::objects::code::{First, Linked, NameSite, Path, PathRoot, Reg, SiteCache};
use crate::objects::error::{Error, ErrorKind};
use crate::objects::value::{FunctionTarget, Value};
use rhai::{ImmutableString, Position};
use std::sync::Arc;

/// Where a first argument stands.
pub(super) enum Place<'p> {
    /// At the end of a path with these indices.
    Path(&'p Path, &'p [Value]),
    /// A constant that has been read already.
    Constant(Value),
}

/// A native of Rhai's packages, or one that calls back, as it is called.
pub(super) struct DataCall<'c> {
    pub name: &'c ImmutableString,
    pub cache: &'c SiteCache,
    pub at: Position,
}

/// What works on a value where it stands. It must not run script code.
type Act<'a> = &'a mut dyn FnMut(&mut Value) -> Outcome<Value>;

impl Machine<'_> {
    /// The value of the variable at the root of a path without steps.
    pub(super) fn variable(&self, root: PathRoot) -> Outcome<Value> {
        match root {
            PathRoot::Register(register) => Ok(self.register(register).clone()),
            PathRoot::CellIn(register) => match self.register(register) {
                Value::Cell(cell) => cell.load().ok_or_else(|| self.unset_variable()),
                value => Ok(value.clone()),
            },
            PathRoot::Capture(index) => self
                .closure
                .as_ref()
                .and_then(|closure| closure.captures[index as usize].load())
                .ok_or_else(|| self.unset_capture(index)),
            PathRoot::Global(index) => self.linked.globals[index as usize]
                .load()
                .ok_or_else(|| self.unset_global(index)),
        }
    }

    /// The native that `call(f, a, …)` hands its other arguments on to, so that `a` is changed in place.
    pub(super) fn handed_on(
        &self,
        base: Reg,
        count: u8,
        site: &NameSite,
    ) -> Option<ImmutableString> {
        if site.first.is_none() || site.place() != 1 {
            return None;
        }
        let Value::Function(closure) = self.register(base) else {
            return None;
        };
        let FunctionTarget::Named(home) = &closure.target else {
            return None;
        };
        let linked = home.as_ref().unwrap_or(&self.linked);
        let native = closure.curried.is_empty()
            && self.means_data(linked, &closure.name, count as usize - 1);
        native.then(|| closure.name.clone())
    }

    /// Is nothing but a native of the language's own types meant by the name?
    pub(super) fn means_data(&self, linked: &Arc<Linked>, name: &str, arity: usize) -> bool {
        linked.find_in(name, arity).is_none()
            && linked.find_class(name).is_none()
            && self.library_first(name, arity).is_none()
    }

    /// Call a native whose first argument stands where the call site says.
    pub(super) fn call_first(
        &mut self,
        base: Reg,
        count: u8,
        site: &NameSite,
        name: &ImmutableString,
    ) -> Outcome<Flow> {
        let call = DataCall {
            name,
            cache: &site.cache,
            at: site.at,
        };
        let from = site.place();
        let others = (count as usize - from).saturating_sub(1);
        let after = base as usize + from + 1;
        match &site.first {
            Some(First::Variable(path)) => {
                let args = self.take_args(after, others as u8);
                self.call_in_place(Place::Path(path, &[]), &call, args)
            }
            // What only looks at a part gets it as a value.
            Some(First::Part { .. }) if from == 0 && !builtins::may_change(name) => {
                let mut args = self.site_args(base, count, site)?;
                self.call_data(name, &mut args, &site.cache, site.at)
            }
            Some(First::Part { path, first, .. }) => {
                let indices = self.indices(path, *first);
                let args = self.take_args(after, others as u8);
                self.call_in_place(Place::Path(path, &indices), &call, args)
            }
            first => {
                let mut args = self.take_args(base as usize + from, count - from as u8);
                if let Some(First::Constant) = first {
                    let value = args.remove(0);
                    return self.call_in_place(Place::Constant(value), &call, args);
                }
                self.call_data(name, &mut args, &site.cache, site.at)
            }
        }
    }

    /// Call a native with the value that stands in the place as its first argument: it changes it there. A constant must come out as it
    /// went in.
    pub(super) fn call_in_place(
        &mut self,
        place: Place,
        call: &DataCall,
        mut args: Args,
    ) -> Outcome<Flow> {
        let constant = self.is_constant_place(&place);
        // What must not work under the cell: natives that call back, methods of objects. Of a constant, a copy is tried first.
        let mut aside = None;
        let changes = builtins::may_change_receiver(call.name);
        let result = self.at_place(&place, changes, &mut |value| {
            let apart = constant
                || matches!(value, Value::Object(_))
                || asks_for_text(call.name, value, &args)
                || builtins::calling(value, call.name, &args).is_some();
            if apart {
                aside = Some(value.clone());
                return Ok(Value::Unit);
            }
            builtins::method(call.name, value, &mut args, false, call.cache, call.at)
        });
        if let Some(receiver) = aside {
            if asks_for_text(call.name, &receiver, &args) {
                return match self.told_method(call.name, &receiver, &mut args) {
                    Some(told) => told.map(Flow::Value),
                    // The arguments have become their texts.
                    None => self.call_in_place(place, call, args),
                };
            }
            return self.call_aside(&place, call, receiver, args, constant);
        }
        match result {
            Ok(value) => Ok(Flow::Value(value)),
            Err(error) => {
                args.insert(
                    0,
                    self.at_place(&place, false, &mut |value| Ok(value.clone()))?,
                );
                self.library_instead(error, call.name, args, call.at)
            }
        }
    }

    fn call_aside(
        &mut self,
        place: &Place,
        call: &DataCall,
        mut receiver: Value,
        mut args: Args,
        constant: bool,
    ) -> Outcome<Flow> {
        let before = receiver.clone();
        let result = match builtins::calling(&receiver, call.name, &args) {
            Some(calling) => calling(self, &mut receiver, args, call.at),
            None if constant && !matches!(receiver, Value::Object(_)) => {
                let mut run = |constant| {
                    let (name, at) = (call.name, call.at);
                    builtins::method(name, &mut receiver, &mut args, constant, call.cache, at)
                };
                match run(true) {
                    Err(error) if is_refusal(&error) => run(false),
                    result => result,
                }
                .or_else(|error| {
                    args.insert(0, before.clone());
                    let args = std::mem::take(&mut args);
                    match self.library_instead(error, call.name, args, call.at)? {
                        Flow::Value(value) => Ok(value),
                        Flow::Entered => Ok(Value::Unit),
                    }
                })
            }
            None => {
                args.insert(0, receiver);
                return self.call_data(call.name, &mut args, call.cache, call.at);
            }
        };
        self.put_back(place, call, &before, receiver, constant)?;
        result.map(Flow::Value)
    }

    /// What a native that worked on a copy has made of it.
    fn put_back(
        &mut self,
        place: &Place,
        call: &DataCall,
        before: &Value,
        after: Value,
        constant: bool,
    ) -> Outcome<()> {
        if same_data(before, &after) {
            return Ok(());
        }
        if constant {
            return match crate::objects::value::equal(before, &after) {
                true => Ok(()),
                false => Err(changes_constant(call.name, call.at)),
            };
        }
        let mut after = Some(after);
        self.at_place(place, true, &mut |value| {
            if let Some(after) = after.take() {
                *value = after;
            }
            Ok(Value::Unit)
        })?;
        Ok(())
    }

    fn is_constant_place(&self, place: &Place) -> bool {
        match place {
            Place::Path(path, _) => self.is_constant(path),
            Place::Constant(_) => true,
        }
    }

    fn at_place(&mut self, place: &Place, changes: bool, act: Act) -> Outcome<Value> {
        match place {
            Place::Path(path, indices) => {
                self.walk_path(path, indices, Action::Place { act, changes })
            }
            Place::Constant(value) => act(&mut value.clone()),
        }
    }
}

/// Rhai's error for changing a constant by a native.
pub(super) fn changes_constant(name: &str, at: Position) -> Error {
    Error::language(ErrorKind::changed_constant(name)).at(at)
}

fn is_refusal(error: &Error) -> bool {
    matches!(error.as_language(), Some(ErrorKind::ChangedConstant(_)))
}

/// Has a function that worked on a copy left it alone?
pub(super) fn same_data(before: &Value, after: &Value) -> bool {
    match (before, after) {
        (Value::Array(a), Value::Array(b)) => a.same(b),
        (Value::Map(a), Value::Map(b)) => a.same(b),
        _ => crate::objects::value::equal(before, after),
    }
}
