//! How many arguments the values take that a script can call.

use super::Machine;
use crate::messages::message;
use crate::objects::abi::Counts;
use crate::objects::code::{Function, Linked};
use crate::objects::error::Error;
use crate::objects::value::{Closure, FunctionTarget, INIT, Object, ObjectKind, Value};
use std::sync::Arc;

impl Machine<'_> {
    /// What `Host::counts_of` answers.
    pub(super) fn counts_of_value(&self, callee: &Value) -> Option<Counts> {
        match callee {
            Value::Function(closure) => {
                Some(self.counts_of_target(closure)?.after(closure.curried.len()))
            }
            Value::Object(object) => match object.kind() {
                ObjectKind::Class(class) if class.has(INIT) => Some(Counts::of(class.counts(INIT))),
                ObjectKind::Class(class) => {
                    let native = class.native_base.and_then(|native| native.constructor);
                    Some(Counts::new([
                        native.map_or(0..=0, |native| native.arity.clone())
                    ]))
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn counts_of_target(&self, closure: &Closure) -> Option<Counts> {
        match &closure.target {
            FunctionTarget::Script { unit, function } => {
                Some(Counts::of([unit.function(*function).params as usize]))
            }
            FunctionTarget::Named(home) => {
                self.counts_of_name(home.as_ref().unwrap_or(&self.linked), &closure.name)
            }
            FunctionTarget::Method(object) => counts_of_method(object, &closure.name),
        }
    }

    /// Of a function of the unit, then of the library.
    fn counts_of_name(&self, linked: &Arc<Linked>, name: &str) -> Option<Counts> {
        let count = |function: &Function| {
            let is_meant = function.is_named && function.name == name;
            is_meant.then_some(function.params as usize)
        };
        let mut own: Vec<usize> = linked.code.functions.iter().filter_map(count).collect();
        if let Some(lines) = &linked.lines {
            let known = lines.functions();
            own.extend(
                known
                    .iter()
                    .filter_map(|(unit, index)| count(unit.function(*index))),
            );
        }
        if !own.is_empty() {
            return Some(Counts::of(own));
        }
        if linked.find_class(name).is_some() {
            return None;
        }
        let library = self.shared.library;
        let native = library.function(name)?;
        let alone = library.replaces(name) || !library.shares(name);
        alone.then(|| Counts::new([native.arity.clone()]))
    }
}

/// Of a method as a value: every form that its class and the classes above have.
fn counts_of_method(object: &Object, name: &str) -> Option<Counts> {
    let native = object.native_class().and_then(|class| class.method(name));
    let native = native.map(|native| native.arity.clone());
    let own = match object.kind() {
        ObjectKind::Instance(instance) => instance.class.counts(name),
        // `Base.method(instance, …)`.
        ObjectKind::Class(class) => class.counts(name).iter().map(|count| count + 1).collect(),
        ObjectKind::Native(_) => Vec::new(),
    };
    let own = own.into_iter().map(|count| count..=count);
    let all: Vec<_> = own.chain(native).collect();
    (!all.is_empty()).then(|| Counts::new(all))
}

/// No form of the method, or of `init`, takes so many arguments.
pub(super) fn wrong_count(name: &str, counts: &[usize], given: usize) -> Error {
    let count = Counts::of(counts.iter().copied()).in_words();
    Error::type_error(message!("arity", name, count, given))
}
