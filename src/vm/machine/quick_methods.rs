//! Method calls that a call site has met before, or that mean one thing only: nothing is looked up.
use super::quick_paths::{self, Reach};
use super::texts::asks_for_text;
use super::walk::Action;
use super::{Flow, Machine, Outcome};
use crate::builtins;
use crate::objects::abi::{Call, NativeClass};
use crate::objects::code::{Linked, MethodSite, PathRoot, Reg};
use crate::objects::error::Error;
use crate::objects::value::{Object, ObjectKind, Value};
use std::sync::atomic::Ordering::Relaxed;

impl Machine<'_> {
    /// A method of a native handle that the call site has met before: nothing is looked up, and no reference is counted, which threads
    /// that use the same lock would fight for. Nothing when it is something else.
    #[inline(never)]
    pub(super) fn known_method(
        &mut self,
        linked: &Linked,
        base: Reg,
        method: u16,
    ) -> Option<Outcome<()>> {
        let site = &linked.function(self.function).methods[method as usize];
        site.native.get()?;
        if !site.path.steps.is_empty() {
            if site.path.indices() > 0 {
                return None;
            }
            let owner = self.receiver(linked, base, &site.path)?;
            return self.known_native(base, &owner, site);
        }
        if site.args == 0
            && let Some((class, native)) = site.native.get()
            && let Some(alone) = native.alone
        {
            self.keep_nothing();
            let object = self.standing_object(linked, site.path.root)?;
            if !std::ptr::eq(native_class(object)?, *class) {
                return None;
            }
            self.task.set_line(site.at.line().unwrap_or(0) as u32);
            let answer = alone(object, self.task);
            return Some(self.native_answer(base, answer, site));
        }
        match site.path.root {
            PathRoot::Global(index) => {
                let object = linked.globals[index as usize].fixed()?.as_object()?;
                self.known_native(base, object, site)
            }
            // The owner of the reference is put aside, so that the machine is free to run the method.
            PathRoot::Register(register) | PathRoot::CellIn(register) => {
                let owner = std::mem::take(self.register_mut(register));
                let object = match &owner {
                    Value::Object(object) => Some(object),
                    Value::Cell(cell) => cell.fixed().and_then(Value::as_object),
                    _ => None,
                };
                let done = object.and_then(|object| self.known_native(base, object, site));
                // A temporary has made way for the result.
                if done.is_none() || register != base {
                    self.register_mut(register).put(owner);
                }
                done
            }
            PathRoot::Capture(index) => {
                let closure = self.closure.take()?;
                let object = closure.captures[index as usize].fixed();
                let object = object.and_then(Value::as_object);
                let done = object.and_then(|object| self.known_native(base, object, site));
                self.closure = Some(closure);
                done
            }
        }
    }

    #[inline(always)]
    fn known_native(
        &mut self,
        base: Reg,
        object: &Object,
        site: &MethodSite,
    ) -> Option<Outcome<()>> {
        let (class, native) = site.native.get()?;
        match object.kind() {
            ObjectKind::Native(handle) if std::ptr::eq(handle.class(), *class) => {}
            _ => return None,
        }
        self.before_native(site.at);
        let args = self.take_args(base as usize, site.args);
        let answer = (native.run)(&mut Call {
            host: self,
            receiver: Some(object),
            args,
            at: site.at,
            name: native.name,
        });
        Some(self.native_answer(base, answer, site))
    }

    /// The object at the root of a path, where it stands: no reference is counted.
    #[inline(always)]
    fn standing_object<'a>(&'a self, linked: &'a Linked, root: PathRoot) -> Option<&'a Object> {
        let value = match root {
            PathRoot::Register(register) => self.register(register),
            root => self.cell_at(linked, root)?.fixed()?,
        };
        value.as_object()
    }

    /// The answer is put in its register at once: moved as a whole, it would be waited for.
    #[inline(always)]
    fn native_answer(
        &mut self,
        base: Reg,
        answer: Outcome<Value>,
        site: &MethodSite,
    ) -> Outcome<()> {
        match answer {
            Ok(Value::Unit) => {
                if site.wanted {
                    self.register_mut(base).set_unit();
                }
                Ok(())
            }
            Ok(Value::Bool(truth)) => {
                if site.wanted {
                    self.register_mut(base).set_bool(truth);
                }
                Ok(())
            }
            Ok(value) => {
                self.register_mut(base).set(value);
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    /// `push`, `pop` and `len`, where the dispatch has left them.
    pub(super) fn intrinsic(
        &mut self,
        linked: &Linked,
        base: Reg,
        site: &MethodSite,
    ) -> Option<Outcome<Value>> {
        let window = super::stack::window(&mut self.stack, self.base);
        let reach = Reach {
            linked,
            closure: &self.closure,
            task: self.task,
        };
        let done = quick_paths::intrinsic(window, &reach, base, site)?;
        Some(done.map(|()| std::mem::take(&mut window[base as usize])))
    }

    /// A method of data in a register that no function of a script can be meant by: nothing to look up but the method itself.
    pub(super) fn plain_data_method(
        &mut self,
        linked: &Linked,
        register: Reg,
        base: Reg,
        site: &MethodSite,
    ) -> Option<Outcome<Flow>> {
        if site.path.constant || !self.means_data_method(linked, site) {
            return None;
        }
        let first = self.base + base as usize;
        let arguments = first..first + site.args as usize;
        let arguments_are = &self.stack[arguments.clone()];
        if !is_plain_call(site, self.register(register), arguments_are) {
            return None;
        }
        let mut receiver = std::mem::take(self.register_mut(register));
        let result = builtins::method(
            &site.name,
            &mut receiver,
            &mut self.stack[arguments.clone()],
            false,
            &site.cache,
            site.at,
        );
        *self.register_mut(register) = receiver;
        Some(match result {
            Ok(value) => Ok(Flow::Value(value)),
            Err(error) => {
                let args = std::iter::once(self.register(register).clone())
                    .chain(self.stack[arguments].iter().cloned())
                    .collect();
                self.library_instead(error, &site.name, args, site.at)
            }
        })
    }

    /// A method of data that stands in a cell, in an attribute or in other data: a look at a copy, which is a reference, or a change
    /// where it stands. Nothing when anything else may be meant.
    pub(super) fn data_method_in_place(
        &mut self,
        linked: &Linked,
        base: Reg,
        site: &MethodSite,
    ) -> Option<Outcome<Flow>> {
        if !self.means_data_method(linked, site) {
            return None;
        }
        let constant = self.is_constant(&site.path);
        let reach = &Reach {
            linked,
            closure: &self.closure,
            task: self.task,
        };
        let window = &mut self.stack[self.base..];
        let count = site.args as usize;
        let (name, cache, at) = (&site.name, &site.cache, site.at);
        let result = if site.changes {
            quick_paths::act(window, reach, base, &site.path, |place, args| {
                let args = &mut args[..count];
                is_plain_call(site, place, args)
                    .then(|| builtins::method(name, place, args, constant, cache, at))
            })
        } else {
            let first = base as usize + site.path.indices();
            let args = first..first + count;
            let seen = quick_paths::look(window, reach, base, &site.path, |value: &Value| {
                is_plain_call(site, value, &window[args.clone()]).then(|| value.clone())
            });
            seen.map(|mut value| {
                let args = &mut window[args];
                builtins::method(name, &mut value, args, constant, cache, at)
            })
        };
        Some(match result? {
            Ok(value) => Ok(Flow::Value(value)),
            Err(error) => self.method_of_library(error, base, site),
        })
    }

    /// Rhai has no such method for these types: the library may.
    #[cold]
    fn method_of_library(&mut self, error: Error, base: Reg, site: &MethodSite) -> Outcome<Flow> {
        let indices = self.indices(&site.path, base);
        let receiver = self.walk_path(&site.path, &indices, Action::Get)?;
        let mut args = self.take_args(base as usize + indices.len(), site.args);
        args.insert(0, receiver);
        self.library_instead(error, &site.name, args, site.at)
    }

    /// Can the method only be one of data, or one of an object?
    fn means_data_method(&self, linked: &Linked, site: &MethodSite) -> bool {
        !site.scripted
            && !is_engine_word(&site.name)
            && matches!(site.library.get(), Some(None))
            && !self.shared.typed_modules.load(Relaxed)
            && !linked
                .lines
                .as_ref()
                .is_some_and(|lines| lines.has_function(&site.name))
    }
}

/// The class of a native handle.
#[inline(always)]
pub(super) fn native_class(object: &Object) -> Option<&'static NativeClass> {
    match object.kind() {
        ObjectKind::Native(handle) => Some(handle.class()),
        _ => None,
    }
}

/// Methods that the machine itself answers, for some receivers.
fn is_engine_word(name: &str) -> bool {
    matches!(name, "call" | "curry" | "is_shared" | "type_of")
}

/// Does the call run no script code?
fn is_plain_call(site: &MethodSite, receiver: &Value, args: &[Value]) -> bool {
    let may_be_called = |value: &Value| match value {
        Value::Function(_) | Value::Str(_) => true,
        Value::Object(object) => object.is_class(),
        _ => false,
    };
    match receiver {
        Value::Array(_) if args.iter().any(may_be_called) => return false,
        Value::Map(entries) => {
            // A function of the map's own, or a call-back.
            let own = matches!(entries.get(site.name.as_str()), Some(Value::Function(_)));
            if own || args.iter().any(|value| matches!(value, Value::Function(_))) {
                return false;
            }
        }
        Value::Array(_) | Value::Str(_) | Value::Int(_) | Value::Foreign(_) => {}
        _ => return false,
    }
    !asks_for_text(&site.name, receiver, args)
}
