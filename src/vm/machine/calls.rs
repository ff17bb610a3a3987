//! Entering and ending calls of script functions.

use super::objects::settle;
use super::{End, Flow, Frame, Machine, Next, Outcome, Rare, WINDOW};
use crate::objects::abi::Args;
use crate::objects::code::{Linked, Reg};
use crate::objects::error::{Error, ErrorKind};
use crate::objects::value::{Closure, Value};
use std::sync::Arc;

/// A call about to be entered.
pub(super) struct Entry<'a> {
    pub linked: &'a Arc<Linked>,
    pub function: usize,
    pub closure: Option<std::sync::Arc<Closure>>,
    /// Arguments; they are taken.
    pub args: &'a mut [Value],
    pub this: Option<Value>,
    pub end: End,
}

impl<'a> Entry<'a> {
    /// A call of a function, on its own and with the result for the caller.
    pub fn of(linked: &'a Arc<Linked>, function: usize, args: &'a mut [Value]) -> Self {
        Entry {
            linked,
            function,
            closure: None,
            args,
            this: None,
            end: End::Plain,
        }
    }

    pub fn with_this(self, this: impl Into<Option<Value>>) -> Self {
        let this = this.into();
        Entry { this, ..self }
    }

    pub fn ending(self, end: End) -> Self {
        Entry { end, ..self }
    }
}

impl Machine<'_> {
    /// A call needs a deeper stack, or too many are open.
    #[inline(never)]
    pub(super) fn make_room(&mut self, base: Reg) -> Outcome<()> {
        if self.frames.len() >= self.max_depth {
            return Err(Error::language(ErrorKind::CallDepth { natives: 0 }));
        }
        let needed = self.base + base as usize + 2 * WINDOW;
        if needed > self.stack.len() {
            self.stack.resize(needed.next_power_of_two(), Value::Unit);
        }
        Ok(())
    }

    /// Enter a call whose arguments are given; its window begins at register `base` of the running one.
    pub(super) fn enter_call(&mut self, base: Reg, entry: Entry) -> Outcome<()> {
        let Entry {
            linked,
            function,
            closure,
            args,
            this,
            end,
        } = entry;
        let callee = linked.function(function);
        self.fuel -= 1;
        if self.fuel < 0 {
            self.refuel()?;
        }
        self.make_room(base)?;
        let start = self.base + base as usize;
        for (index, value) in args.iter_mut().enumerate() {
            self.stack[start + index] = std::mem::take(value);
        }
        let has_this = this.is_some();
        if let Some(this) = this {
            self.stack[start + callee.this as usize] = this;
        }
        let other = (!Arc::ptr_eq(linked, &self.linked))
            .then(|| std::mem::replace(&mut self.linked, linked.clone()));
        let boundary = matches!(end, End::Boundary);
        let plain = (boundary || matches!(end, End::Plain))
            && other.is_none()
            && self.far.is_empty()
            && !callee.by_name
            && !callee.imports
            && !self.linked.function(self.function).by_name;
        let rare = (!plain).then(|| {
            Box::new(Rare {
                end,
                linked: other,
                named_base: self.named_base,
                named_length: self.named.len(),
                imports_length: self.imports.len(),
                far: std::mem::take(&mut self.far),
            })
        });
        let frame = self.frames.push(self.function, self.pc, self.base);
        frame.has_this = has_this;
        frame.boundary = boundary;
        frame.closure = std::mem::replace(&mut self.closure, closure);
        frame.rare = rare;
        self.base = start;
        self.function = function;
        self.pc = 0;
        self.named_base = self.named.len();
        Ok(())
    }

    /// A plain call that must remember more than most: its arguments stand in the callee's first registers already.
    #[inline(never)]
    pub(super) fn enter_plain(&mut self, base: Reg, function: u16) -> Outcome<()> {
        let linked = self.linked.clone();
        let count = linked.function(function as usize).params;
        let mut args = self.take_args(base as usize, count);
        self.enter_call(base, Entry::of(&linked, function as usize, &mut args))
    }

    /// The running call has returned: do what its frame asks for.
    #[inline(never)]
    pub(super) fn end_call(&mut self, value: Value) -> Outcome<Next> {
        let this = self.clear_call();
        let Some(frame) = self.frames.pop().map(std::mem::take) else {
            self.result = value;
            return Ok(Next::Rust);
        };
        let depth = self.frames.len();
        while self.caught.last().is_some_and(|(at, _)| *at > depth) {
            self.caught.pop();
        }
        let (gives_this, lent) = (frame.gives_this, frame.lent);
        match self.leave(frame) {
            End::Plain | End::KeepNamed => {
                let value = match (gives_this, lent) {
                    (true, _) => {
                        settle(&this);
                        this
                    }
                    (false, 0) => value,
                    (false, lent) => {
                        *self.register_mut((lent - 1) as Reg) = this;
                        value
                    }
                };
                let slot = self.result_slot();
                self.stack[slot].set(value);
                Ok(Next::Other)
            }
            End::Boundary => {
                self.boundary_this = this;
                self.result.set(value);
                Ok(Next::Rust)
            }
            End::WriteBack { base, method } => {
                self.write_back(base, method, this)?;
                self.stack[self.base + base as usize] = value;
                Ok(Next::Other)
            }
            End::Instance(object) => {
                let object = Value::Object(object);
                settle(&object);
                let slot = self.result_slot();
                self.stack[slot] = object;
                Ok(Next::Other)
            }
        }
    }

    /// Where the result of the call that the last instruction made goes.
    fn result_slot(&self) -> usize {
        let op = self.linked.function(self.function).ops[self.pc - 1];
        let to = op
            .result()
            .unwrap_or_else(|| unreachable!("{op:?} makes no call"));
        self.base + to as usize
    }

    /// What `this` is in the running call, if it is bound.
    pub(super) fn bound_this(&self) -> Option<Value> {
        let is_bound = self.frames.last().is_some_and(|frame| frame.has_this);
        is_bound.then(|| {
            let this = self.linked.function(self.function).this;
            self.register(this).clone()
        })
    }

    /// Empty the registers of the running call; gives what `this` has become.
    pub(super) fn clear_call(&mut self) -> Value {
        let function = self.linked.function(self.function);
        let registers = &mut self.stack[self.base..self.base + function.registers as usize];
        let this = std::mem::take(&mut registers[function.this as usize]);
        for register in registers {
            if register.is_heap() {
                *register = Value::Unit;
            }
        }
        this
    }

    /// Go back to the caller that the frame describes.
    pub(super) fn leave(&mut self, mut frame: Frame) -> End {
        self.base = frame.base as usize;
        self.function = frame.function as usize;
        self.pc = frame.pc as usize;
        self.closure = frame.closure.take();
        let rare = match frame.take_rare() {
            Ok(rare) => rare,
            Err(end) => return end,
        };
        self.named_base = rare.named_base;
        match rare.end {
            End::KeepNamed => self.keep_definitions(&rare),
            _ => {
                self.named.truncate(rare.named_length);
                self.rewind_imports(rare.imports_length);
            }
        }
        if let Some(linked) = rare.linked {
            self.linked = linked;
        }
        self.far = rare.far;
        rare.end
    }

    /// Take argument registers out of the window.
    pub(super) fn take_args(&mut self, first: usize, count: u8) -> Args {
        if count == 0 {
            return Args::new();
        }
        let first = self.base + first;
        self.stack[first..first + count as usize]
            .iter_mut()
            .map(std::mem::take)
            .collect()
    }

    pub(super) fn call_in_scope(&mut self, base: Reg, function: u16) -> Outcome<Flow> {
        let linked = self.linked.clone();
        let count = linked.function(function as usize).params;
        let mut args = self.take_args(base as usize, count);
        let visible = self.named_base;
        self.enter_call(base, Entry::of(&linked, function as usize, &mut args))?;
        self.named_base = visible;
        Ok(Flow::Entered)
    }
}
