//! Objects: instances of the script's classes, attributes, native properties, `with`, `super`.

use super::arities::wrong_count;
use super::calls::Entry;
use super::{End, Flow, Machine, Outcome};
use crate::messages::message;
use crate::objects::abi::{Args, Call};
use crate::objects::code::{Linked, Reg};
use crate::objects::error::Error;
use crate::objects::value::{Class, INIT, Instance, Object, Value};
use std::sync::Arc;

impl Machine<'_> {
    fn class_at(&mut self, index: u16) -> Outcome<Arc<Class>> {
        match self.linked.classes[index as usize].get() {
            Some(class) => Ok(class.clone()),
            None => self.make_late_class(index as usize),
        }
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
        let object = Object::instance(Instance::new(class.clone(), native_part));
        self.shared.cycles.know(class);
        if class.native_base.is_some() {
            // The handle inside may lead back, as the function of a thread does.
            object.note();
        }
        if let Some((owner, function)) = class.find(INIT, args.len()) {
            let unit = self.unit_of(owner)?;
            if matches!(end, End::Boundary) {
                // Entered from Rust: the result of `init` is not what the caller wants.
                self.call_function_of(
                    &unit,
                    function,
                    None,
                    &mut args,
                    Some(Value::Object(object.clone())),
                )?;
                let object = Value::Object(object);
                settle(&object);
                return Ok(Flow::Value(object));
            }
            self.enter_call(
                base,
                Entry::of(&unit, function, &mut args)
                    .with_this(Value::Object(object.clone()))
                    .ending(End::Instance(object)),
            )?;
            return Ok(Flow::Entered);
        }
        if class.has(INIT) {
            return Err(wrong_count(&class.name, &class.counts(INIT), args.len()));
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
        let object = Value::Object(object);
        settle(&object);
        Ok(Flow::Value(object))
    }

    pub(super) fn unit_of(&self, class: &Arc<Class>) -> Outcome<Arc<Linked>> {
        class.unit.upgrade().ok_or_else(|| {
            Error::runtime_error(message!("class-gone", class = class.name.as_str()))
        })
    }

    /// Enter a method of the script's class that takes as many arguments as there are.
    pub(super) fn enter_method(
        &mut self,
        base: Reg,
        object: &Object,
        class: &Arc<Class>,
        function: usize,
        args: &mut Args,
        end: End,
    ) -> Outcome<Flow> {
        let unit = self.unit_of(class)?;
        self.enter_call(
            base,
            Entry::of(&unit, function, args)
                .with_this(Value::Object(object.clone()))
                .ending(end),
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
            && let Some((owner, function)) = parent.find(&name, args.len())
        {
            return self.enter_method(base, &object, owner, function, &mut args, End::Plain);
        }
        let native = class.native_base.and_then(|native| match &*name {
            INIT => native.constructor,
            _ => native.method(&name),
        });
        let scripted = class.base.as_ref().filter(|parent| parent.has(&name));
        if let Some(parent) = scripted
            && (name == INIT || !native.is_some_and(|native| native.arity.contains(&args.len())))
        {
            return Err(wrong_count(&name, &parent.counts(&name), args.len()));
        }
        let Some(native_class) = class.native_base else {
            if name == INIT && args.is_empty() {
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
        let Some(method) = native else {
            return Err(Error::raised(
                "AttributeError",
                message!(
                    "method-unknown",
                    class = native_class.name,
                    name = name.as_str()
                ),
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

/// The `init` of the object has ended.
#[inline(never)]
pub(super) fn settle(made: &Value) {
    if let Some(instance) = made.as_object().and_then(Object::as_instance) {
        instance.settle();
    }
}
