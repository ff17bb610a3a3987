//! Attributes and properties of objects, and their items.
use super::{Machine, Outcome};
use crate::messages;
use crate::messages::message;
use crate::objects::abi::{Args, Call, Host};
use crate::objects::error::Error;
use crate::objects::value::{Object, ObjectKind, Value};
use rhai::{ImmutableString, Position};

impl Machine<'_> {
    /// `object.name`.
    pub(super) fn attribute(
        &mut self,
        object: &Object,
        name: &ImmutableString,
        at: Position,
    ) -> Outcome<Value> {
        if let Some(instance) = object.as_instance() {
            if let Some(cell) = instance.attribute(name) {
                return Ok(cell.load().unwrap_or_default());
            }
            if instance.class.has(name) {
                return Ok(Self::method_value(object, name));
            }
        }
        if let Some(class) = object.native_class() {
            if let Some(property) = class.property(name) {
                self.before_native(at);
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
                return Ok(Value::string(&class.name));
            }
            if class.has(name) {
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
                self.before_native(at);
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
                instance.set_attribute(object, name, value);
                Ok(())
            }
            None => Err(self.no_attribute(object, name)),
        }
    }

    fn no_attribute(&self, object: &Object, name: &str) -> Error {
        let class = object.class_name();
        let mut known: Vec<String> = Vec::new();
        if let Some(instance) = object.as_instance() {
            known.extend(instance.names().iter().map(|n| n.to_string()));
        }
        if let Some(class) = object.native_class() {
            known.extend(class.properties.iter().map(|p| p.name.to_string()));
            known.extend(class.methods.iter().map(|m| m.name.to_string()));
        }
        let error = Error::raised("AttributeError", message!("attribute-unknown", class, name));
        match messages::closest(name, known.iter().map(String::as_str)) {
            Some(near) => error.with_hint(message!("did-you-mean", name = near)),
            None => error,
        }
    }

    /// `object[index]`: handles with an `index` method, attributes of instances by name.
    pub(super) fn object_index(&mut self, object: &Object, index: &Value) -> Outcome<Value> {
        let at = self.place(self.pc.saturating_sub(1));
        if let Some(handle) = object.handle() {
            self.before_native(at);
            if let Some(item) = handle.item(self, index) {
                return item;
            }
        }
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
            Value::Str(name) => self.attribute(object, &name.into(), at),
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
        if let Some(handle) = object.handle() {
            self.before_native(at);
            if let Some(done) = handle.set_item(self, index, value.clone()) {
                return done;
            }
        }
        match index {
            Value::Str(name) => self.set_attribute(object, &name.into(), value, at),
            _ => Err(Error::type_error(message!(
                "object-index",
                class = object.class_name()
            ))),
        }
    }
}
