//! Method calls: on objects, function values, maps with functions in them, data.

use super::arities::wrong_count;
use super::calls::Entry;
use super::places::{DataCall, Place};
use super::walk::Action;
use super::{End, Flow, Machine, Outcome};
use crate::messages::message;
use crate::objects::abi::{Args, Call};
use crate::objects::code::{Linked, MethodSite, PathRoot, Reg};
use crate::objects::error::Error;
use crate::objects::value::{Class, Closure, Object, ObjectKind, Value, type_name};
use rhai::Position;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

impl Machine<'_> {
    pub(super) fn call_method(
        &mut self,
        linked: &Arc<Linked>,
        base: Reg,
        method: u16,
    ) -> Outcome<Flow> {
        let site = &linked.function(self.function).methods[method as usize];
        if site.intrinsic.is_some()
            && let Some(done) = self.intrinsic(linked, base, site)
        {
            return done.map(Flow::Value);
        }
        if site.path.steps.is_empty() {
            match site.path.root {
                PathRoot::Global(index) => {
                    if let Some(Value::Object(object)) = linked.globals[index as usize].fixed() {
                        return self.site_method(base, base as usize, object, site);
                    }
                }
                PathRoot::Register(register) => match self.register(register) {
                    Value::Object(object) => {
                        let object = object.clone();
                        return self.site_method(base, base as usize, &object, site);
                    }
                    Value::Array(_) | Value::Str(_) | Value::Int(_) | Value::Foreign(_) => {
                        if let Some(result) = self.plain_data_method(linked, register, base, site) {
                            return result;
                        }
                    }
                    _ => {}
                },
                PathRoot::Capture(_) | PathRoot::CellIn(_) => {
                    if let Some(cell) = self.root_cell(site.path.root)
                        && let Some(Value::Object(object)) = cell.fixed()
                    {
                        return self.site_method(base, base as usize, object, site);
                    }
                }
            }
        }
        if let Some(result) = self.data_method_in_place(linked, base, site) {
            return result;
        }
        self.call_method_slow(linked, base, method)
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
        if let ObjectKind::Instance(instance) = object.kind()
            && instance.known(&site.scripts).is_none()
            && let Some((owner, function)) = instance.class.find(&site.name, site.args as usize)
            && owner.is_of(&self.linked)
        {
            site.scripts.put(instance.class.id.0, function);
        }
        let args = self.take_args(first_arg, site.args);
        self.object_method(base, object, &site.name, args, Some(site.at), End::Plain)
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
                    let curried = Arc::new(curried);
                    self.shared.cycles.note_closure(&curried);
                    return Ok(Flow::Value(Value::Function(curried)));
                }
                _ => {}
            },
            _ if site.name == "call" => {
                return self.call_on_value(base, method, first_arg, &indices, site, receiver);
            }
            Value::Map(map) => {
                if let Some(Value::Function(closure)) = map.get(site.name.as_str()) {
                    let closure = closure.clone();
                    let args = self.take_args(first_arg, site.args);
                    if self.means_native(&closure, &receiver, args.len()) {
                        return self.native_method(site, &indices, &closure, args);
                    }
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
                Entry::of(&unit, function, &mut args)
                    .with_this(receiver)
                    .ending(end),
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
        let scripted = site.scripted || linked.lines.is_some() || linked.caller.is_some();
        let imported = self.shared.typed_modules.load(Relaxed);
        if !scripted && !imported {
            return None;
        }
        self.find_method(linked, &site.name, site.args as usize, &type_name(receiver))
    }

    /// `value.call(f, …)`: the function runs with `this` bound to the value.
    fn call_on_value(
        &mut self,
        base: Reg,
        method: u16,
        first_arg: usize,
        indices: &[Value],
        site: &MethodSite,
        receiver: Value,
    ) -> Outcome<Flow> {
        let mut args = self.take_args(first_arg, site.args);
        if args.is_empty() {
            return Err(Error::wrong_type("Fn", &receiver));
        }
        let function = args.remove(0);
        let Value::Function(closure) = &function else {
            return Err(Error::wrong_type("Fn", &function));
        };
        if self.means_native(closure, &receiver, args.len()) {
            drop(receiver);
            return self.native_method(site, indices, closure, args);
        }
        let end = End::WriteBack { base, method };
        let after = first_arg as Reg;
        self.call_closure(after, closure, args, Some(receiver), end)
    }

    /// A function value that stands for a native runs as a method of what the path leads to.
    fn native_method(
        &mut self,
        site: &MethodSite,
        indices: &[Value],
        closure: &Closure,
        args: Args,
    ) -> Outcome<Flow> {
        let call = DataCall {
            name: &closure.name,
            cache: &site.cache,
            at: site.at,
        };
        let args = closure.curried.iter().cloned().chain(args).collect();
        self.call_in_place(Place::Path(&site.path, indices), &call, args)
    }

    /// A method of an object, found by name.
    pub(super) fn object_method(
        &mut self,
        base: Reg,
        object: &Object,
        name: &rhai::ImmutableString,
        mut args: Args,
        at: Option<Position>,
        end: End,
    ) -> Outcome<Flow> {
        let mut scripted = None;
        match object.kind() {
            ObjectKind::Instance(instance) => {
                if let Some((class, function)) = instance.class.find(name, args.len()) {
                    return self.enter_method(base, object, class, function, &mut args, end);
                }
                if let Some(cell) = instance.attribute(name)
                    && let Some(value @ Value::Function(_)) = cell.load()
                {
                    return self.call_function_value(base, &value, args, end);
                }
                scripted = instance.class.has(name).then_some(&instance.class);
            }
            ObjectKind::Class(class) if class.has(name) => {
                return self.method_of_class(base, class, name, args, end);
            }
            // A class is a function value that makes instances.
            ObjectKind::Class(class) if name == "call" => {
                return self.construct(base, class, args, end);
            }
            _ => {}
        }
        let at = at.unwrap_or_else(|| self.place(self.pc.saturating_sub(1)));
        if let Some(native) = object.native_class().and_then(|class| class.method(name))
            && (scripted.is_none() || native.arity.contains(&args.len()))
        {
            native.check_arity(args.len())?;
            self.before_native(at);
            return (native.run)(&mut Call {
                host: self,
                receiver: Some(object),
                args,
                at,
                name: native.name,
            })
            .map(Flow::Value);
        }
        if let Some(class) = scripted {
            return Err(wrong_count(name, &class.counts(name), args.len()));
        }
        // A property that holds a function; then functions that take any value.
        if let Ok(value) = self.attribute(object, name, at)
            && is_callable(&value)
        {
            return self.call_function_value(base, &value, args, end);
        }
        match name.as_str() {
            "type_of" => Ok(Flow::Value(Value::string(object.class_name()))),
            "to_string" | "to_debug" if args.is_empty() => {
                let value = Value::Object(object.clone());
                Ok(Flow::Value(match name.as_str() {
                    "to_string" => Value::Str(self.text_of_value(&value)?),
                    _ => Value::string(self.debug_of_value(&value)?),
                }))
            }
            _ => {
                let linked = self.linked.clone();
                let typed = self.find_method(&linked, name, args.len(), &object.class_name());
                let Some((unit, function)) = typed else {
                    return Err(self.no_method(object, name));
                };
                let entry = Entry::of(&unit, function, &mut args)
                    .with_this(Value::Object(object.clone()))
                    .ending(end);
                self.enter_call(base, entry)?;
                Ok(Flow::Entered)
            }
        }
    }

    /// `Base.method(instance, …)`, as Python writes it.
    fn method_of_class(
        &mut self,
        base: Reg,
        class: &Arc<Class>,
        name: &rhai::ImmutableString,
        mut args: Args,
        end: End,
    ) -> Outcome<Flow> {
        let Some(Value::Object(instance)) = args.first().cloned() else {
            let class = class.name.as_str();
            return Err(Error::type_error(message!(
                "class-method-alone",
                class,
                name = name.as_str()
            ))
            .with_hint(message!(
                "class-method-alone.hint",
                class,
                name = name.as_str()
            )));
        };
        args.remove(0);
        match class.find(name, args.len()) {
            Some((owner, function)) => {
                self.enter_method(base, &instance, owner, function, &mut args, end)
            }
            None => Err(wrong_count(name, &class.counts(name), args.len())),
        }
    }

    fn no_method(&self, object: &Object, name: &str) -> Error {
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
        match crate::messages::closest(name, known.iter().map(String::as_str)) {
            Some(near) => error.with_hint(message!("did-you-mean", name = near)),
            None if known.is_empty() => error,
            None => error.with_hint(message!("method-unknown.hint", names = known.join(", "))),
        }
    }
}

fn is_callable(value: &Value) -> bool {
    match value {
        Value::Function(_) => true,
        Value::Object(object) => matches!(object.kind(), ObjectKind::Class(_)),
        _ => false,
    }
}

/// The window of the callee begins after the indices, which a write-back needs again.
fn base_after(base: Reg, indices: &[Value]) -> Reg {
    base + indices.len() as Reg
}
