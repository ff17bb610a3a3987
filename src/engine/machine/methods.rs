//! Method calls: on objects, function values, maps with functions in them, data.

use super::calls::Entry;
use super::paths::Action;
use super::{End, Flow, Machine, Outcome};
use crate::engine::code::{Intrinsic, Linked, MethodSite, PathRoot, Reg};
use crate::engine::error::{Error, Kind};
use crate::engine::natives::{self, Args, Call};
use crate::engine::value::{Object, ObjectKind, Value, type_name};
use crate::messages::message;
use rhai::{EvalAltResult, Position};
use std::sync::Arc;

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
        if !site.path.steps.is_empty() || site.native.get().is_none() {
            return None;
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
                    *self.register_mut(register) = owner;
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

    /// The answer is put in its register at once: moved as a whole, it would be waited for.
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
        self.task.set_line(site.at.line().unwrap_or(0) as u32);
        let answer = match (native.alone, site.args) {
            (Some(alone), 0) => alone(object, self.task),
            (_, count) => {
                let args = self.take_args(base as usize, count);
                (native.run)(&mut Call {
                    host: self,
                    receiver: Some(object),
                    args,
                    at: site.at,
                    name: native.name,
                })
            }
        };
        Some(match answer {
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
        })
    }

    pub(super) fn call_method(
        &mut self,
        linked: &Arc<Linked>,
        base: Reg,
        method: u16,
    ) -> Outcome<Flow> {
        let site = &linked.function(self.function).methods[method as usize];
        if site.path.steps.is_empty() {
            match site.path.root {
                PathRoot::Global(index) => {
                    if let Some(Value::Object(object)) = linked.globals[index as usize].fixed() {
                        return self.site_method(base, base as usize, object, site);
                    }
                }
                PathRoot::Register(register) => {
                    if let Some(value) = self.intrinsic(register, base, site) {
                        return value.map(Flow::Value);
                    }
                    match self.register(register) {
                        Value::Object(object) => {
                            let object = object.clone();
                            return self.site_method(base, base as usize, &object, site);
                        }
                        Value::Array(_) | Value::Str(_) | Value::Int(_) | Value::Foreign(_) => {
                            if let Some(result) =
                                self.plain_data_method(linked, register, base, site)
                            {
                                return result;
                            }
                        }
                        _ => {}
                    }
                }
                PathRoot::Capture(_) | PathRoot::CellIn(_) => {
                    if let Some(cell) = self.root_cell(site.path.root)
                        && let Some(Value::Object(object)) = cell.fixed()
                    {
                        return self.site_method(base, base as usize, object, site);
                    }
                }
            }
        }
        self.call_method_slow(linked, base, method)
    }

    /// A method of data in a register that no function of a script can be meant by: nothing to look up but the method itself.
    fn plain_data_method(
        &mut self,
        linked: &Linked,
        register: Reg,
        base: Reg,
        site: &MethodSite,
    ) -> Option<Outcome<Flow>> {
        if site.scripted
            || site.path.constant
            || is_engine_word(&site.name)
            || !matches!(site.library.get(), Some(None))
            || !linked.imports.read().is_empty()
            || linked
                .lines
                .as_ref()
                .is_some_and(|lines| lines.has_function(&site.name))
        {
            return None;
        }
        let first = self.base + base as usize;
        let arguments = first..first + site.args as usize;
        let calls_back = matches!(self.register(register), Value::Array(_))
            && self.stack[arguments.clone()]
                .iter()
                .any(|value| matches!(value, Value::Function(_) | Value::Str(_)));
        if calls_back {
            return None;
        }
        let mut receiver = std::mem::take(self.register_mut(register));
        let result = natives::method(
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

    /// The commonest methods of an array in a register.
    #[inline(always)]
    fn intrinsic(&mut self, register: Reg, base: Reg, site: &MethodSite) -> Option<Outcome<Value>> {
        let intrinsic = site.intrinsic?;
        match self.register(register) {
            Value::Array(_) => {}
            Value::Str(text) if intrinsic == Intrinsic::Len => {
                return Some(Ok(Value::Int(natives::text_length(text))));
            }
            _ => return None,
        }
        let argument = match intrinsic {
            Intrinsic::Push => std::mem::take(self.register_mut(base)),
            _ => Value::Unit,
        };
        let Value::Array(array) = self.register_mut(register) else {
            return None;
        };
        Some(Ok(match intrinsic {
            Intrinsic::Push => {
                if let Err(error) = natives::check_growth(array) {
                    return Some(Err(error));
                }
                array.items_mut().push(argument);
                Value::Unit
            }
            Intrinsic::Pop => array.items_mut().pop().unwrap_or_default(),
            Intrinsic::Len => Value::Int(array.len() as i64),
        }))
    }

    /// A method of an object, with what the call site knows of its class.
    fn site_method(
        &mut self,
        base: Reg,
        first_arg: usize,
        object: &Object,
        site: &MethodSite,
    ) -> Outcome<Flow> {
        if let ObjectKind::Native(handle) = object.kind() {
            let class = handle.class();
            if site.native.get().is_none()
                && let Some(native) = class.method(&site.name)
                && native.arity.contains(&(site.args as usize))
            {
                let _ = site.native.set((class, native));
            }
        }
        let args = self.take_args(first_arg, site.args);
        self.object_method(base, object, &site.name, args, Some(site.at))
    }

    #[inline(never)]
    fn call_method_slow(&mut self, linked: &Arc<Linked>, base: Reg, method: u16) -> Outcome<Flow> {
        let site = &linked.function(self.function).methods[method as usize];
        let indices = self.indices(&site.path, base);
        let first_arg = base as usize + indices.len();
        // A look at the receiver decides who answers. A clone of data is a reference to it.
        let receiver = self.walk_path(&site.path, &indices, Action::Get)?;
        if site.elvis && receiver.is_unit() {
            return Ok(Flow::Value(Value::Unit));
        }
        match &receiver {
            Value::Object(object) => {
                let object = object.clone();
                return self.site_method(base, first_arg, &object, site);
            }
            Value::Function(closure) => match site.name.as_str() {
                "call" => {
                    let args = self.take_args(first_arg, site.args);
                    let closure = closure.clone();
                    return self.call_closure(base, &closure, args, None, End::Plain);
                }
                "curry" => {
                    let args = self.take_args(first_arg, site.args);
                    let mut curried = (**closure).clone();
                    curried.curried.extend(args);
                    return Ok(Flow::Value(Value::Function(triomphe::Arc::new(curried))));
                }
                _ => {}
            },
            _ if site.name == "call" => {
                return self.call_on_value(base, method, first_arg, site, receiver);
            }
            Value::Map(map) => {
                if let Some(Value::Function(closure)) = map.get(site.name.as_str()) {
                    let closure = closure.clone();
                    let args = self.take_args(first_arg, site.args);
                    let end = End::WriteBack { base, method };
                    // The map keeps its only owner where it can, so that a change of `this` copies nothing.
                    return self.call_closure(
                        base_after(base, &indices),
                        &closure,
                        args,
                        Some(receiver),
                        end,
                    );
                }
            }
            _ => {}
        }
        if site.name == "is_shared" && site.args == 0 {
            let shared = site.path.steps.is_empty()
                && self
                    .root_cell(site.path.root)
                    .is_some_and(|cell| cell.is_captured());
            return Ok(Flow::Value(Value::Bool(shared)));
        }
        if site.name == "type_of" && site.args == 0 {
            return Ok(Flow::Value(Value::string(type_name(&receiver))));
        }
        if let Some((unit, function)) = self.script_method(linked, site, &receiver) {
            let mut args = self.take_args(first_arg, site.args);
            let end = End::WriteBack { base, method };
            self.enter_call(
                base_after(base, &indices),
                Entry {
                    linked: &unit,
                    function,
                    closure: None,
                    args: &mut args,
                    this: Some(receiver),
                    end,
                },
            )?;
            return Ok(Flow::Entered);
        }
        self.data_method(first_arg, site, &indices, receiver)
    }

    /// A function of the script that can run as a method of this value.
    fn script_method(
        &self,
        linked: &Arc<Linked>,
        site: &MethodSite,
        receiver: &Value,
    ) -> Option<(Arc<Linked>, usize)> {
        let arity = site.args as usize;
        if (site.scripted || linked.lines.is_some())
            && let Some(found) = linked.find_method_in(&site.name, arity, &type_name(receiver))
        {
            return Some(found);
        }
        let imports = linked.imports.read();
        imports
            .iter()
            .rev()
            .filter(|(alias, _)| alias.is_empty())
            .find_map(|(_, unit)| {
                unit.find_method(&site.name, arity, &type_name(receiver))
                    .map(|function| (unit.clone(), function))
            })
    }

    /// `value.call(f, …)`: the function runs with `this` bound to the value.
    fn call_on_value(
        &mut self,
        base: Reg,
        method: u16,
        first_arg: usize,
        site: &MethodSite,
        receiver: Value,
    ) -> Outcome<Flow> {
        let mut args = self.take_args(first_arg, site.args);
        if args.is_empty() {
            return Err(mismatch("Fn", &receiver));
        }
        let function = args.remove(0);
        let Value::Function(closure) = &function else {
            return Err(mismatch("Fn", &function));
        };
        let end = End::WriteBack { base, method };
        let after = first_arg as Reg;
        self.call_closure(after, closure, args, Some(receiver), end)
    }

    /// Functions on the language's own types: those that call back work on a copy, all others in place.
    fn data_method(
        &mut self,
        first_arg: usize,
        site: &MethodSite,
        indices: &[Value],
        receiver: Value,
    ) -> Outcome<Flow> {
        let mut args = self.take_args(first_arg, site.args);
        if let Some(calling) = natives::calling(&receiver, &site.name, &args) {
            let constant = self.is_constant(&site.path);
            if constant && natives::changes_receiver(&receiver, &site.name, &args) {
                return Err(Error::language(
                    EvalAltResult::ErrorNonPureMethodCallOnConstant(site.name.to_string(), site.at),
                ));
            }
            let mut copy = receiver.clone();
            let result = calling(self, &mut copy, args, site.at);
            if !same_data(&receiver, &copy) {
                drop(receiver);
                if constant {
                    return Err(Error::language(
                        EvalAltResult::ErrorNonPureMethodCallOnConstant(
                            site.name.to_string(),
                            site.at,
                        ),
                    ));
                }
                let mut changed = Some(copy);
                self.walk_path(
                    &site.path,
                    indices,
                    Action::Place(&mut |place| {
                        if let Some(changed) = changed.take() {
                            *place = changed;
                        }
                        Ok(Value::Unit)
                    }),
                )?;
            }
            return result.map(Flow::Value);
        }
        let from_library = site
            .library
            .get_or_init(|| self.library_first(&site.name, args.len() + 1));
        if let Some(native) = from_library {
            args.insert(0, receiver);
            native.check_arity(args.len())?;
            self.task.set_line(site.at.line().unwrap_or(0) as u32);
            return (native.run)(&mut Call {
                host: self,
                receiver: None,
                args,
                at: site.at,
                name: native.name,
            })
            .map(Flow::Value);
        }
        drop(receiver);
        let constant = self.is_constant(&site.path);
        let result = self.walk_path(
            &site.path,
            indices,
            Action::Place(&mut |place| {
                natives::method(&site.name, place, &mut args, constant, &site.cache, site.at)
            }),
        );
        match result {
            Ok(value) => Ok(Flow::Value(value)),
            Err(error) => {
                let receiver = self.walk_path(&site.path, indices, Action::Get)?;
                args.insert(0, receiver);
                self.library_instead(error, &site.name, args, site.at)
            }
        }
    }

    /// `this` has changed: put it back where the method call took it from.
    pub(super) fn write_back(&mut self, base: Reg, method: u16, this: Value) -> Outcome<()> {
        let linked = self.linked.clone();
        let site = &linked.function(self.function).methods[method as usize];
        let indices = self.indices(&site.path, base);
        if self.is_constant(&site.path) {
            let before = self.walk_path(&site.path, &indices, Action::Get)?;
            if crate::engine::value::equal(&before, &this) {
                return Ok(());
            }
            return Err(Error::language(EvalAltResult::ErrorAssignmentToConstant(
                self.root_name(site.path.root),
                site.at,
            )));
        }
        match self.walk_path(&site.path, &indices, Action::Return(this)) {
            Err(error) if matches!(error.kind(), Kind::Stop(_)) => Err(error),
            _ => Ok(()),
        }
    }

    /// A method of an object, found by name.
    pub(super) fn object_method(
        &mut self,
        base: Reg,
        object: &Object,
        name: &rhai::ImmutableString,
        mut args: Args,
        at: Option<Position>,
    ) -> Outcome<Flow> {
        if let Some(instance) = object.as_instance() {
            if let Some((class, function)) = instance.class.find(name) {
                return self.enter_method(base, object, &class, function, name, &mut args);
            }
            if let Some(cell) = instance.attributes.get(name)
                && let Some(value @ Value::Function(_)) = cell.load()
                && let Some(flow) = self.call_any(base, &value, args.clone(), End::Plain)?
            {
                return Ok(flow);
            }
        }
        if let ObjectKind::Class(class) = object.kind()
            && let Some((class, function)) = class.find(name)
            && !args.is_empty()
        {
            // `Base.method(instance, …)`, as Python writes it.
            if let Value::Object(instance) = args.remove(0) {
                return self.enter_method(base, &instance, &class, function, name, &mut args);
            }
        }
        let at = at.unwrap_or_else(|| self.place(self.pc.saturating_sub(1)));
        if let Some(native) = object.native_class().and_then(|class| class.method(name)) {
            native.check_arity(args.len())?;
            self.task.set_line(at.line().unwrap_or(0) as u32);
            return (native.run)(&mut Call {
                host: self,
                receiver: Some(object),
                args,
                at,
                name: native.name,
            })
            .map(Flow::Value);
        }
        // A property that holds a function; then functions that take any value.
        if let Ok(value) = self.attribute(object, name, at)
            && let Some(flow) = self.call_any(base, &value, args.clone(), End::Plain)?
        {
            return Ok(flow);
        }
        let mut all: Args = std::iter::once(Value::Object(object.clone()))
            .chain(args)
            .collect();
        match name.as_str() {
            "type_of" => Ok(Flow::Value(Value::string(object.class_name()))),
            "to_string" | "to_debug" => Ok(Flow::Value(Value::string(object.describe()))),
            _ => Err(self.no_method(object, name, &mut all)),
        }
    }

    fn no_method(&self, object: &Object, name: &str, _args: &mut Args) -> Error {
        let class = object.class_name();
        let mut known: Vec<String> = object
            .native_class()
            .map(|class| {
                class
                    .methods
                    .iter()
                    .map(|native| native.name.to_string())
                    .collect()
            })
            .unwrap_or_default();
        if let Some(instance) = object.as_instance() {
            let mut class = Some(instance.class.clone());
            while let Some(this) = class {
                known.extend(this.methods.keys().map(|name| name.to_string()));
                class = this.base.clone();
            }
        }
        let error = Error::raised("AttributeError", message!("method-unknown", class, name));
        match crate::engine::error::closest(name, known.iter().map(String::as_str)) {
            Some(near) => error.with_hint(message!("did-you-mean", name = near)),
            None if known.is_empty() => error,
            None => error.with_hint(message!("method-unknown.hint", names = known.join(", "))),
        }
    }
}

/// Methods that the machine itself answers, for some receivers.
fn is_engine_word(name: &str) -> bool {
    matches!(name, "call" | "curry" | "is_shared" | "type_of")
}

/// The window of the callee begins after the indices, which a write-back needs again.
fn base_after(base: Reg, indices: &[Value]) -> Reg {
    base + indices.len() as Reg
}

fn mismatch(wanted: &str, found: &Value) -> Error {
    Error::language(EvalAltResult::ErrorMismatchDataType(
        wanted.into(),
        type_name(found),
        Position::NONE,
    ))
}

/// Has a function that worked on a copy left it alone?
fn same_data(before: &Value, after: &Value) -> bool {
    match (before, after) {
        (Value::Array(a), Value::Array(b)) => a.same(b),
        (Value::Map(a), Value::Map(b)) => a.same(b),
        _ => crate::engine::value::equal(before, after),
    }
}
