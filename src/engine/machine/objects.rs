//! Objects: instances of the script's classes, attributes, native properties, `with`, `super`.

use super::calls::Entry;
use super::{End, Flow, Machine, Outcome};
use crate::engine::code::Reg;
use crate::engine::error::Error;
use crate::engine::natives::{Args, Call};
use crate::engine::value::{Attributes, Class, Instance, Object, Value};
use crate::messages::message;
use rhai::ImmutableString;
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
                Entry::of(&unit, function, &mut args)
                    .with_this(Value::Object(object.clone()))
                    .ending(End::Instance(object)),
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
            Entry::of(&unit, function, args).with_this(Value::Object(object.clone())),
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
}
