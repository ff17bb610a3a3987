//! References: handles of native classes and instances of the script's classes.

use super::Value;
use super::class::{Class, Instance};
use super::cycles::{Contents, Cycles};
use super::dismantle::{Part, dismantle, dismantle_handle};
use super::iterate::Iteration;
use crate::objects::abi::{Host, NativeClass};
use crate::objects::code::BinaryOp;
use crate::objects::error::Error;
use rhai::ImmutableString;
use std::any::Any;
use std::cmp::Ordering;
use std::sync::Arc;

/// A native thing that scripts hold by reference: a lock, a queue, a socket.
pub trait Handle: Any + Send + Sync {
    /// The class that names its methods and properties.
    fn class(&self) -> &'static NativeClass;

    /// The variable that it was first bound to: what reports call it.
    fn name_it(&self, _name: &str) {}

    /// What `print` shows, in the manner of Python's `repr`.
    fn describe(&self) -> String {
        format!("<{}>", self.class().name)
    }

    /// The value of an attribute that no property of the class has: those of `local()`, which any name may have.
    fn attribute(&self, _host: &dyn Host, _name: &str) -> Option<Value> {
        None
    }

    /// Set such an attribute. False when handles of this class have none.
    fn set_attribute(&self, _host: &dyn Host, _name: &ImmutableString, _value: Value) -> bool {
        false
    }

    /// `handle op other`, where its class defines the operator: dates.
    fn operate(&self, _op: BinaryOp, _other: &Value) -> Option<Result<Value, Error>> {
        None
    }

    /// How it compares with another object, where that is by value and not by identity.
    fn order(&self, _other: &Object) -> Option<Ordering> {
        None
    }

    /// Is it equal to another object, where that is by value and the handles have no order: sets, deques.
    fn equals(&self, _other: &Object) -> Option<bool> {
        None
    }

    /// How many items it has, where it is a collection.
    fn length(&self) -> Option<usize> {
        None
    }

    /// `item in handle`, where it is a collection.
    fn holds(&self, _item: &Value) -> Option<Result<bool, Error>> {
        None
    }

    /// `handle[key]`, where it has items.
    fn item(&self, _host: &mut dyn Host, _key: &Value) -> Option<Result<Value, Error>> {
        None
    }

    /// `handle[key] = value`, where it has items.
    fn set_item(
        &self,
        _host: &mut dyn Host,
        _key: &Value,
        _value: Value,
    ) -> Option<Result<(), Error>> {
        None
    }

    /// Change the item that `item` gives where it stands, in one step: `handle[key].push(x)`. False when it has none.
    fn change_item(&self, _key: &Value, _change: &mut dyn FnMut(&mut Value)) -> bool {
        false
    }

    /// The items that a `for` walks over, taken all at once: a collection may change meanwhile.
    fn walk(&self) -> Option<Iteration> {
        None
    }

    /// What it holds that scripts have put into it, if it can hold any values. A handle that says nothing of its values keeps them, and
    /// itself when they lead back to it.
    fn contents(&self) -> Option<&dyn Contents> {
        None
    }

    /// Can a `for` walk over it? Then `next_item` gives its items.
    fn is_iterable(&self) -> bool {
        false
    }

    /// The next item of a `for` that walks over it; nothing ends the loop. May wait.
    fn next_item(&self, _host: &mut dyn Host) -> Result<Option<Value>, Error> {
        Ok(None)
    }
}

/// A reference to a handle, an instance, or a class.
#[derive(Clone)]
pub struct Object(Arc<ObjectKind>);

pub enum ObjectKind {
    Native(Box<dyn Handle>),
    Instance(Instance),
    /// A class of the script as a value: calling it makes an instance.
    Class(Arc<Class>),
}

impl Object {
    pub fn new(handle: impl Handle) -> Self {
        Object(Arc::new(ObjectKind::Native(Box::new(handle))))
    }

    pub fn instance(instance: Instance) -> Self {
        Object(Arc::new(ObjectKind::Instance(instance)))
    }

    pub fn class_value(class: Arc<Class>) -> Self {
        Object(Arc::new(ObjectKind::Class(class)))
    }

    pub(super) fn of(counted: Arc<ObjectKind>) -> Self {
        Object(counted)
    }

    #[inline(always)]
    pub(super) fn counted(&self) -> &Arc<ObjectKind> {
        &self.0
    }

    /// The value is about to be stored in an attribute: from now on the object can be part of a cycle, if the value can.
    #[inline(always)]
    pub fn before_storing(&self, value: &Value) {
        if value.is_container() {
            self.note();
        }
    }

    /// From now on the object can be part of a cycle.
    #[inline]
    pub fn note(&self) {
        let instance = self.as_instance();
        if instance.is_some_and(|instance| !instance.place.is_noted()) {
            Cycles::note(self);
        }
    }

    /// How many references there are to it.
    pub(super) fn references(&self) -> usize {
        Arc::strong_count(&self.0)
    }

    #[inline(always)]
    pub fn kind(&self) -> &ObjectKind {
        &self.0
    }

    /// The native handle as its own type; an instance answers for its native base.
    #[inline(always)]
    pub fn downcast<T: Handle>(&self) -> Option<&T> {
        match &*self.0 {
            ObjectKind::Native(handle) => {
                let any: &dyn Any = &**handle;
                any.downcast_ref()
            }
            ObjectKind::Instance(instance) => instance.base.as_ref()?.downcast(),
            ObjectKind::Class(_) => None,
        }
    }

    /// The native handle, or that of an instance's native base.
    pub fn handle(&self) -> Option<&dyn Handle> {
        match &*self.0 {
            ObjectKind::Native(handle) => Some(&**handle),
            ObjectKind::Instance(instance) => instance.base.as_ref()?.handle(),
            ObjectKind::Class(_) => None,
        }
    }

    /// Is it equal to another one, as its own class tells?
    pub fn equals(&self, other: &Object) -> Option<bool> {
        self.handle()?.equals(other)
    }

    /// The handle, if a `for` can walk over it.
    pub fn as_iterable(&self) -> Option<&dyn Handle> {
        self.handle().filter(|handle| handle.is_iterable())
    }

    /// How the handles compare, if that is by value.
    pub fn order(&self, other: &Object) -> Option<Ordering> {
        self.handle()?.order(other)
    }

    pub fn as_instance(&self) -> Option<&Instance> {
        match &*self.0 {
            ObjectKind::Instance(instance) => Some(instance),
            _ => None,
        }
    }

    pub fn is_class(&self) -> bool {
        matches!(&*self.0, ObjectKind::Class(_))
    }

    /// The native class of the handle, or of an instance's native base.
    #[inline(always)]
    pub fn native_class(&self) -> Option<&'static NativeClass> {
        match &*self.0 {
            ObjectKind::Native(handle) => Some(handle.class()),
            ObjectKind::Instance(instance) => instance.class.native_base,
            ObjectKind::Class(_) => None,
        }
    }

    pub fn same(&self, other: &Object) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// A number that tells objects apart while they live.
    pub fn address(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }

    pub fn class_name(&self) -> String {
        match &*self.0 {
            ObjectKind::Native(handle) => handle.class().name.to_string(),
            ObjectKind::Instance(instance) => instance.class.name.to_string(),
            ObjectKind::Class(_) => "class".to_string(),
        }
    }

    pub fn describe(&self) -> String {
        match &*self.0 {
            ObjectKind::Native(handle) => handle.describe(),
            ObjectKind::Instance(instance) => match &instance.base {
                Some(base) => base.describe().replacen(
                    &format!("<{}", base.class_name()),
                    &format!("<{}", instance.class.name),
                    1,
                ),
                None => format!("<{} object>", instance.class.name),
            },
            ObjectKind::Class(class) => format!("<class {}>", class.name),
        }
    }

    pub fn name_it(&self, name: &str) {
        match &*self.0 {
            ObjectKind::Native(handle) => handle.name_it(name),
            ObjectKind::Instance(Instance {
                base: Some(base), ..
            }) => base.name_it(name),
            _ => {}
        }
    }
}

impl Drop for ObjectKind {
    fn drop(&mut self) {
        match self {
            ObjectKind::Native(handle) => dismantle_handle(handle),
            ObjectKind::Instance(instance) => {
                instance.forget();
                // The cells of the attributes hand their values over themselves.
                if let Some(base) = instance.base.take() {
                    dismantle(Part::Object(base));
                }
            }
            ObjectKind::Class(_) => {}
        }
    }
}

/// Stands where a handle was, in an object that is being dropped.
pub(super) struct Hollow;

impl Handle for Hollow {
    fn class(&self) -> &'static NativeClass {
        static HOLLOW: NativeClass = NativeClass {
            name: "",
            module: "",
            doc: "",
            parent: None,
            constructor: None,
            methods: &[],
            properties: &[],
            blank: None,
        };
        &HOLLOW
    }
}
