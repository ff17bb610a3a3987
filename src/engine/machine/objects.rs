//! Objects: instances of the script's classes, attributes, native properties, `with`, `super`.

use super::calls::Entry;
use super::{End, Flow, Machine, Outcome};
use crate::engine::code::Reg;
use crate::engine::error::{self, Error};
use crate::engine::natives::{Args, Call, Host};
use crate::engine::value::{Attributes, Class, Instance, Object, ObjectKind, Value};
use crate::messages::message;
use rhai::{ImmutableString, Position};
use std::sync::Arc;

impl Machine<'_> {
    /// A class of the running unit or of a module imported without an alias.
    pub(super) fn find_class(&self, name: &str) -> Option<Arc<Class>> {
        if let Some(lines) = &self.linked.lines
            && let Some(class) = lines.class(name)
        {
            return Some(class);
        }
        let own = self
            .linked
            .classes
            .get()?
            .iter()
            .find(|class| class.name == name)
            .cloned();
        own.or_else(|| {
            let imports = self.linked.imports.read();
            imports
                .iter()
                .rev()
                .filter(|(alias, _)| alias.is_empty())
                .find_map(|(_, unit)| {
                    unit.classes
                        .get()?
                        .iter()
                        .find(|class| class.name == name)
                        .cloned()
                })
        })
    }

    fn class_at(&self, index: u16) -> Outcome<Arc<Class>> {
        self.linked
            .classes
            .get()
            .and_then(|classes| classes.get(index as usize))
            .cloned()
            .ok_or_else(|| Error::runtime_error(message!("class-not-linked")))
    }

    pub(super) fn construct_class(&mut self, base: Reg, count: u8, class: u16) -> Outcome<Flow> {
        let class = self.class_at(class)?;
        let args = self.take_args(base as usize, count);
        self.construct(base, &class, args, End::Plain)
    }

    /// A new instance; its `init` runs as a call whose result is the instance.
    pub(super) fn construct(
        &mut self,
        base: Reg,
        class: &Arc<Class>,
        mut args: Args,
        end: End,
    ) -> Outcome<Flow> {
        let native_part = class
            .native_base
            .and_then(|native| native.blank)
            .map(|blank| blank(&self.shared));
        let object = Object::instance(Instance {
            class: class.clone(),
            attributes: Attributes::default(),
            base: native_part,
        });
        if let Some((owner, function)) = class.find("init") {
            if matches!(end, End::Boundary) {
                // Entered from Rust: the result of `init` is not what the caller wants.
                let name: ImmutableString = "init".into();
                let unit = self.unit_of(&owner)?;
                self.check_method_arity(&unit, function, &name, &args)?;
                self.call_function_of(
                    &unit,
                    function,
                    None,
                    &mut args,
                    Some(Value::Object(object.clone())),
                )?;
                return Ok(Flow::Value(Value::Object(object)));
            }
            let unit = self.unit_of(&owner)?;
            self.check_method_arity(&unit, function, &class.name, &args)?;
            self.enter_call(
                base,
                Entry {
                    linked: &unit,
                    function,
                    closure: None,
                    args: &mut args,
                    this: Some(Value::Object(object.clone())),
                    end: End::Instance(object),
                },
            )?;
            return Ok(Flow::Entered);
        }
        match class.native_base.and_then(|native| native.constructor) {
            Some(constructor) => {
                constructor.check_arity(args.len())?;
                let at = self.place(self.pc.saturating_sub(1));
                (constructor.run)(&mut Call {
                    host: self,
                    receiver: Some(&object),
                    args,
                    at,
                    name: constructor.name,
                })?;
            }
            None if !args.is_empty() => {
                return Err(Error::type_error(message!(
                    "class-without-init",
                    class = class.name.as_str()
                )));
            }
            None => {}
        }
        Ok(Flow::Value(Value::Object(object)))
    }

    fn unit_of(&self, class: &Arc<Class>) -> Outcome<Arc<crate::engine::code::Linked>> {
        class.unit.upgrade().ok_or_else(|| {
            Error::runtime_error(message!("class-gone", class = class.name.as_str()))
        })
    }

    fn check_method_arity(
        &self,
        unit: &crate::engine::code::Linked,
        function: usize,
        name: &ImmutableString,
        args: &Args,
    ) -> Outcome<()> {
        let params = unit.function(function).params as usize;
        if params == args.len() {
            return Ok(());
        }
        let (name, given) = (name.as_str(), args.len());
        Err(Error::type_error(message!(
            "arity",
            name,
            count = params,
            given
        )))
    }

    /// Enter a method of the script's class.
    pub(super) fn enter_method(
        &mut self,
        base: Reg,
        object: &Object,
        class: &Arc<Class>,
        function: usize,
        name: &ImmutableString,
        args: &mut Args,
    ) -> Outcome<Flow> {
        let unit = self.unit_of(class)?;
        self.check_method_arity(&unit, function, name, args)?;
        self.enter_call(
            base,
            Entry {
                linked: &unit,
                function,
                closure: None,
                args,
                this: Some(Value::Object(object.clone())),
                end: End::Plain,
            },
        )?;
        Ok(Flow::Entered)
    }

    /// `super.name(args)` in a method of the class.
    pub(super) fn call_super(
        &mut self,
        base: Reg,
        count: u8,
        class: u16,
        name: u8,
    ) -> Outcome<Flow> {
        let class = self.class_at(class)?;
        let name = self.constant_text(name as u16);
        let mut args = self.take_args(base as usize, count);
        let this = self.linked.function(self.function).this;
        let Value::Object(object) = self.register(this).clone() else {
            return Err(self.unbound_this());
        };
        if let Some(parent) = &class.base
            && let Some((owner, function)) = parent.find(&name)
        {
            return self.enter_method(base, &object, &owner, function, &name, &mut args);
        }
        let Some(native) = class.native_base else {
            if name == "init" && args.is_empty() {
                return Ok(Flow::Value(Value::Unit));
            }
            return Err(Error::raised(
                "AttributeError",
                message!(
                    "base-method",
                    class = class.name.as_str(),
                    name = name.as_str()
                ),
            ));
        };
        let method = if name == "init" {
            native.constructor
        } else {
            native.method(&name)
        };
        let Some(method) = method else {
            return Err(Error::raised(
                "AttributeError",
                message!("method-unknown", class = native.name, name = name.as_str()),
            ));
        };
        method.check_arity(args.len())?;
        let at = self.place(self.pc.saturating_sub(1));
        (method.run)(&mut Call {
            host: self,
            receiver: Some(&object),
            args,
            at,
            name: method.name,
        })
        .map(Flow::Value)
    }

    /// `object.name`.
    pub(super) fn attribute(
        &mut self,
        object: &Object,
        name: &ImmutableString,
        at: Position,
    ) -> Outcome<Value> {
        if let Some(instance) = object.as_instance() {
            if let Some(cell) = instance.attributes.get(name) {
                return Ok(cell.load().unwrap_or_default());
            }
            if instance.class.find(name).is_some() {
                return Ok(Self::method_value(object, name));
            }
        }
        if let Some(class) = object.native_class() {
            if let Some(property) = class.property(name) {
                self.task.set_line(at.line().unwrap_or(0) as u32);
                return (property.get)(&mut Call {
                    host: self,
                    receiver: Some(object),
                    args: Args::new(),
                    at,
                    name: property.name,
                });
            }
            if let ObjectKind::Native(handle) = object.kind()
                && let Some(value) = handle.attribute(self as &dyn Host, name)
            {
                return Ok(value);
            }
            if class.method(name).is_some() {
                return Ok(Self::method_value(object, name));
            }
        }
        if let ObjectKind::Class(class) = object.kind() {
            if name == "name" {
                return Ok(Value::Str(class.name.clone()));
            }
            if class.find(name).is_some() {
                return Ok(Self::method_value(object, name));
            }
        }
        Err(self.no_attribute(object, name))
    }

    /// `object.name = value`.
    pub(super) fn set_attribute(
        &mut self,
        object: &Object,
        name: &ImmutableString,
        value: Value,
        at: Position,
    ) -> Outcome<()> {
        if let Some(class) = object.native_class() {
            if let Some(property) = class.property(name) {
                let Some(set) = property.set else {
                    return Err(Error::raised(
                        "AttributeError",
                        message!("property-fixed", name = name.as_str(), class = class.name),
                    ));
                };
                self.task.set_line(at.line().unwrap_or(0) as u32);
                set(&mut Call {
                    host: self,
                    receiver: Some(object),
                    args: std::iter::once(value).collect(),
                    at,
                    name: property.name,
                })?;
                return Ok(());
            }
            if let ObjectKind::Native(handle) = object.kind() {
                if handle.set_attribute(self as &dyn Host, name, value) {
                    return Ok(());
                }
                return Err(self.no_attribute(object, name));
            }
        }
        match object.as_instance() {
            Some(instance) => {
                if let Value::Object(handle) = &value {
                    handle.name_it(name);
                }
                instance.attributes.set(name, value);
                Ok(())
            }
            None => Err(self.no_attribute(object, name)),
        }
    }

    fn no_attribute(&self, object: &Object, name: &str) -> Error {
        let class = object.class_name();
        let mut known: Vec<String> = Vec::new();
        if let Some(instance) = object.as_instance() {
            known.extend(instance.attributes.names().iter().map(|n| n.to_string()));
        }
        if let Some(class) = object.native_class() {
            known.extend(class.properties.iter().map(|p| p.name.to_string()));
            known.extend(class.methods.iter().map(|m| m.name.to_string()));
        }
        let error = Error::raised("AttributeError", message!("attribute-unknown", class, name));
        match error::closest(name, known.iter().map(String::as_str)) {
            Some(near) => error.with_hint(message!("did-you-mean", name = near)),
            None => error,
        }
    }

    /// `object[index]`: handles with an `index` method, attributes of instances by name.
    pub(super) fn object_index(&mut self, object: &Object, index: &Value) -> Outcome<Value> {
        let at = self.place(self.pc.saturating_sub(1));
        if let Some(native) = object
            .native_class()
            .and_then(|class| class.method("index"))
        {
            return (native.run)(&mut Call {
                host: self,
                receiver: Some(object),
                args: std::iter::once(index.clone()).collect(),
                at,
                name: native.name,
            });
        }
        match index {
            Value::Str(name) => self.attribute(object, name, at),
            _ => Err(Error::type_error(message!(
                "object-index",
                class = object.class_name()
            ))),
        }
    }

    pub(super) fn object_set_index(
        &mut self,
        object: &Object,
        index: &Value,
        value: Value,
    ) -> Outcome<()> {
        let at = self.place(self.pc.saturating_sub(1));
        match index {
            Value::Str(name) => self.set_attribute(object, name, value, at),
            _ => Err(Error::type_error(message!(
                "object-index",
                class = object.class_name()
            ))),
        }
    }

    /// `with subject`: `enter` where the class has it, else `acquire`.
    pub(super) fn enter_subject(&mut self, subject: Reg) -> Outcome<()> {
        self.with_step(subject, &["enter", "acquire"])
    }

    pub(super) fn leave_subject(&mut self, subject: Reg) -> Outcome<()> {
        self.with_step(subject, &["leave", "release", "close"])
    }

    /// The step of a lock: no reference is counted.
    fn with_step_alone(&self, subject: Reg, names: &[&str]) -> Option<Outcome<()>> {
        let object = self.register(subject).as_object()?;
        let ObjectKind::Native(handle) = object.kind() else {
            return None;
        };
        let native = names.iter().find_map(|name| handle.class().method(name))?;
        let alone = native.alone?;
        let at = self.place(self.pc.saturating_sub(1));
        self.task.set_line(at.line().unwrap_or(0) as u32);
        Some(alone(object, self.task).map(drop))
    }

    fn with_step(&mut self, subject: Reg, names: &[&str]) -> Outcome<()> {
        if let Some(done) = self.with_step_alone(subject, names) {
            return done;
        }
        let value = self.register(subject).clone();
        let Value::Object(object) = &value else {
            return Err(Error::type_error(message!(
                "with-needs",
                kind = crate::engine::value::type_name(&value)
            )));
        };
        for name in names {
            let scripted = object
                .as_instance()
                .and_then(|instance| instance.class.find(name))
                .is_some();
            let native = object
                .native_class()
                .is_some_and(|class| class.method(name).is_some());
            if scripted || native {
                self.call_method_of(&value, name, Args::new())?;
                return Ok(());
            }
        }
        if names.contains(&"enter")
            && object
                .native_class()
                .is_some_and(|c| c.method("close").is_some())
        {
            return Ok(());
        }
        Err(Error::type_error(message!(
            "with-cannot-hold",
            class = object.class_name()
        )))
    }
}
