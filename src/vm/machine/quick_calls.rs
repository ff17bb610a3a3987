//! Calls that need no more than registers: of functions, of methods that the call site has met before, of closures, of classes. The
//! arguments stand where the callee's window begins; nothing is built for the call but its frame.

use super::frames::Kind;
use super::{Machine, Outcome, WINDOW};
use crate::objects::code::{Function, Linked, MethodSite, PathRoot, Reg};
use crate::objects::value::{Closure, FunctionTarget, Instance, Object, ObjectKind, Value};
use std::sync::Arc;

/// What has become of a call that was tried the quick way.
pub(super) enum Quick {
    /// It has been entered.
    Entered,
    /// It has been carried out.
    Done,
    /// Nothing has been done.
    No,
}

/// What `this` is in a call.
#[derive(Clone, Copy)]
pub(super) enum This {
    None,
    Bound,
    /// An instance that is made ready: the result of the call.
    Result,
    /// Out of this register of the caller.
    Lent(Reg),
}

impl Machine<'_> {
    /// Can the running function, the caller, call this one the quick way?
    #[inline(always)]
    pub(super) fn can_enter(&self, caller: &Function, base: Reg, callee: &Function) -> bool {
        caller.is_plain
            && callee.is_plain
            && self.fuel > 0
            && self.frames.len() < self.max_depth
            && self.base + base as usize + 2 * WINDOW <= self.stack.len()
    }

    /// Enter the function; its window begins at the register.
    #[inline(always)]
    pub(super) fn enter(&mut self, base: Reg, function: usize, this: This) {
        self.fuel -= 1;
        let frame = self.frames.push(self.function, self.pc, self.base);
        frame.has_this = !matches!(this, This::None);
        frame.kind = match this {
            This::None | This::Bound => Kind::Plain,
            This::Result | This::Lent(_) => Kind::Kept,
        };
        frame.gives_this = matches!(this, This::Result);
        frame.lent = match this {
            This::Lent(register) => u16::from(register) + 1,
            _ => 0,
        };
        if self.closure.is_some() {
            frame.kind = Kind::Kept;
            frame.closure = self.closure.take();
        }
        self.base += base as usize;
        self.function = function;
        self.pc = 0;
    }

    /// A method of an instance, or `f.call(…)`.
    #[inline(always)]
    pub(super) fn quick_method(
        &mut self,
        linked: &Arc<Linked>,
        base: Reg,
        method: u16,
    ) -> Outcome<Quick> {
        let site = &linked.function(self.function).methods[method as usize];
        if site.native.get().is_some()
            && let Some(done) = self.known_method(linked, base, method)
        {
            return done.map(|()| Quick::Done);
        }
        if site.is_call {
            return Ok(self.quick_call(linked, base, site));
        }
        if self.enter_known_method(linked, base, site) {
            return Ok(Quick::Entered);
        }
        let done = self.known_data_method(linked, base, site);
        match done.or_else(|| self.known_library_method(linked, base, site)) {
            Some(done) => done.map(|()| Quick::Done),
            None => Ok(Quick::No),
        }
    }

    /// The same, where data is what is expected.
    #[inline(never)]
    pub(super) fn quick_method_of_object(
        &mut self,
        linked: &Arc<Linked>,
        base: Reg,
        method: u16,
    ) -> Outcome<Quick> {
        self.quick_method(linked, base, method)
    }

    #[inline(always)]
    fn enter_known_method(&mut self, linked: &Linked, base: Reg, site: &MethodSite) -> bool {
        if site.scripts.is_empty() {
            return false;
        }
        if let PathRoot::Register(register) = site.path.root
            && site.path.steps.is_empty()
            && register < base
        {
            return self.lend_to_method(linked, base, register, site);
        }
        let Some(receiver) = self.receiver(linked, base, &site.path) else {
            return false;
        };
        let Some(function) = self.method_of(linked, base, &receiver, site) else {
            return false;
        };
        let indices = site.path.indices();
        if indices > 0 {
            // The arguments take the place of the indices, which have done their service.
            let first = self.base + base as usize;
            for place in first..first + site.args as usize {
                self.stack.swap(place, place + indices);
            }
        }
        let this = linked.function(function).this;
        self.stack[self.base + base as usize + this as usize].set_object(receiver);
        self.enter(base, function, This::Bound);
        true
    }

    /// The function that the call site knows for the receiver's class, when it can be entered.
    #[inline(always)]
    fn method_of(
        &self,
        linked: &Linked,
        base: Reg,
        receiver: &Object,
        site: &MethodSite,
    ) -> Option<usize> {
        let instance = receiver.as_instance()?;
        let function = instance.known(&site.scripts)?;
        let callee = linked.function(function);
        self.can_enter(linked.function(self.function), base, callee)
            .then_some(function)
    }

    /// The object in the caller's register becomes `this` and goes back there at the end of the call: no reference is counted.
    #[inline(always)]
    fn lend_to_method(
        &mut self,
        linked: &Linked,
        base: Reg,
        register: Reg,
        site: &MethodSite,
    ) -> bool {
        let Value::Object(object) = self.register(register) else {
            return false;
        };
        let Some(function) = self.method_of(linked, base, object, site) else {
            return false;
        };
        let callee = linked.function(function);
        let (receiver, this) = match callee.assigns_this {
            true => (self.register(register).clone(), This::Bound),
            // Moved there and back as a whole.
            false => (
                std::mem::take(self.register_mut(register)),
                This::Lent(register),
            ),
        };
        self.stack[self.base + base as usize + callee.this as usize].put(receiver);
        self.enter(base, function, this);
        true
    }

    #[inline(never)]
    fn quick_call(&mut self, linked: &Arc<Linked>, base: Reg, site: &MethodSite) -> Quick {
        if !site.path.steps.is_empty() {
            return Quick::No;
        }
        match self.function_at(linked, site.path.root) {
            Some(closure) => self.enter_closure(linked, base, closure, site.args),
            None => Quick::No,
        }
    }

    /// The function that the variable holds. One that it has held since its declaration is not moved about as a value.
    #[inline(always)]
    fn function_at(&self, linked: &Linked, root: PathRoot) -> Option<Arc<Closure>> {
        let value = match root {
            PathRoot::Register(register) => self.register(register),
            root => {
                let cell = self.cell_at(linked, root)?;
                match cell.fixed() {
                    Some(value) => value,
                    None => match cell.load()? {
                        Value::Function(closure) => return Some(closure),
                        _ => return None,
                    },
                }
            }
        };
        match value {
            Value::Function(closure) => Some(closure.clone()),
            _ => None,
        }
    }

    /// Enter a closure of the running unit whose arguments stand in place.
    fn enter_closure(
        &mut self,
        linked: &Arc<Linked>,
        base: Reg,
        closure: std::sync::Arc<Closure>,
        args: u8,
    ) -> Quick {
        let Some(function) = self.can_enter_closure(linked, base, &closure, args) else {
            return Quick::No;
        };
        let this = closure.this.clone();
        let has_this = this.is_some();
        if let Some(this) = this {
            let slot = self.base + base as usize + linked.function(function).this as usize;
            self.stack[slot].put(this);
        }
        self.enter(
            base,
            function,
            if has_this { This::Bound } else { This::None },
        );
        self.closure = Some(closure);
        if let Some(frame) = self.frames.last_mut() {
            frame.kind = Kind::Kept;
        }
        Quick::Entered
    }

    #[inline(always)]
    fn can_enter_closure(
        &self,
        linked: &Arc<Linked>,
        base: Reg,
        closure: &Closure,
        args: u8,
    ) -> Option<usize> {
        let FunctionTarget::Script { unit, function } = &closure.target else {
            return None;
        };
        let callee = linked.code.functions.get(*function)?;
        (Arc::ptr_eq(unit, linked)
            && callee.params == args
            && closure.curried.is_empty()
            && self.can_enter(linked.function(self.function), base, callee))
        .then_some(*function)
    }

    /// `f(…)` where `f` is a variable: the closure stands before its arguments.
    #[inline(never)]
    pub(super) fn quick_call_value(&mut self, linked: &Arc<Linked>, base: Reg, count: u8) -> Quick {
        let Value::Function(closure) = self.register(base) else {
            return Quick::No;
        };
        if self
            .can_enter_closure(linked, base, closure, count)
            .is_none()
        {
            return Quick::No;
        }
        let Value::Function(closure) = std::mem::take(self.register_mut(base)) else {
            return Quick::No;
        };
        let first = self.base + base as usize;
        self.stack[first..=first + count as usize].rotate_left(1);
        self.enter_closure(linked, base, closure, count)
    }

    /// `Class(…)` of a class of the running unit with an `init` of its own.
    #[inline(never)]
    pub(super) fn quick_construct(
        &mut self,
        linked: &Arc<Linked>,
        base: Reg,
        count: u8,
        class: u16,
    ) -> Quick {
        let Some(class) = linked.classes[class as usize].get() else {
            return Quick::No;
        };
        if class.native_base.is_some() {
            return Quick::No;
        }
        let makes = |form: &&crate::objects::value::Form| form.params == count as usize;
        let Some(form) = class.makers.iter().find(makes) else {
            return Quick::No;
        };
        let callee = linked.function(form.function);
        if callee.assigns_this || !self.can_enter(linked.function(self.function), base, callee) {
            return Quick::No;
        }
        let object = Object::instance(Instance::new(class.clone(), None));
        self.shared.cycles.know(class);
        let this = self.base + base as usize + callee.this as usize;
        self.stack[this].set_object(object);
        self.enter(base, form.function, This::Result);
        Quick::Entered
    }

    /// `super.name(…)` where the base is a class of the running unit.
    #[inline(never)]
    pub(super) fn quick_super(
        &mut self,
        linked: &Arc<Linked>,
        base: Reg,
        count: u8,
        class: u16,
        name: u8,
    ) -> Quick {
        let function = linked.function(self.function);
        let Some(parent) = linked.classes[class as usize]
            .get()
            .and_then(|class| class.base.as_ref())
        else {
            return Quick::No;
        };
        let Value::Str(name) = &function.constants[name as usize] else {
            return Quick::No;
        };
        let Some((owner, method)) = parent.find(name, count as usize) else {
            return Quick::No;
        };
        let callee = linked.code.functions.get(method);
        let Some(callee) = callee.filter(|callee| {
            owner.is_of(linked) && self.can_enter(linked.function(self.function), base, callee)
        }) else {
            return Quick::No;
        };
        let this = match self.register(function.this) {
            Value::Object(object) if matches!(object.kind(), ObjectKind::Instance(_)) => {
                object.clone()
            }
            _ => return Quick::No,
        };
        let slot = self.base + base as usize + callee.this as usize;
        self.stack[slot].set_object(this);
        self.enter(base, method, This::Bound);
        Quick::Entered
    }
}
