//! Calls from Rust into the script: threads, call-backs of natives, function values. Each runs to its end before Rust goes on.
use super::calls::Entry;
use super::closures::not_callable;
use super::{End, Flow, Machine, Outcome, WINDOW};
use crate::engine::code::{Linked, Reg};
use crate::engine::error::{Error, ErrorKind};
use crate::engine::natives::Args;
use crate::engine::value::{Closure, FunctionTarget, Value};
use crate::memory;
use std::sync::Arc;

impl Machine<'_> {
    /// Run a function from Rust to its end; gives the result and what `this` has become.
    pub(super) fn call_function_of(
        &mut self,
        linked: &Arc<Linked>,
        function: usize,
        closure: Option<triomphe::Arc<Closure>>,
        args: &mut [Value],
        this: Option<Value>,
    ) -> Outcome<(Value, Value)> {
        self.check_native_depth()?;
        // Above everything that the running call may use.
        let base = self
            .linked
            .code
            .functions
            .get(self.function)
            .map_or(0, |function| function.registers) as Reg;
        self.enter_call(
            base,
            Entry {
                linked,
                function,
                closure,
                args,
                this,
                end: End::Boundary,
            },
        )?;
        let result = self.run_nested();
        let this = std::mem::take(&mut self.boundary_this);
        result.map(|value| (value, this))
    }

    /// Run the call that was just entered from Rust, to its end.
    #[inline]
    pub(super) fn run_nested(&mut self) -> Outcome<Value> {
        self.go_deeper();
        let result = self.run();
        self.native_depth -= 1;
        self.keep_nothing();
        result
    }

    /// One more native calls back. Where that is deeper than ever on this thread, the stack has grown: it counts against the memory limit.
    #[inline]
    fn go_deeper(&mut self) {
        self.native_depth += 1;
        if self.native_depth > self.deepest {
            self.deepest = self.native_depth;
            if self.deepest.is_multiple_of(4) {
                memory::look_at_residence();
            }
        }
    }

    /// Enter a closure of the running unit for a native: the way that call-backs take by the hundred thousand. Nothing is done when the
    /// function is none of that kind.
    pub(super) fn enter_callback(
        &mut self,
        function: &Value,
        args: &mut [Value],
    ) -> Option<Outcome<()>> {
        let Value::Function(closure) = function else {
            return None;
        };
        let FunctionTarget::Script { unit, function } = &closure.target else {
            return None;
        };
        let function = *function;
        if !Arc::ptr_eq(unit, &self.linked) || !closure.curried.is_empty() || closure.this.is_some()
        {
            return None;
        }
        let callee = unit.function(function);
        let caller = unit.function(self.function);
        let common = callee.params as usize == args.len()
            && !callee.by_name
            && !callee.imports
            && !caller.by_name
            && self.far.is_empty()
            && self.native_depth < super::MAX_NATIVE_DEPTH;
        if !common {
            return None;
        }
        let base = caller.registers as Reg;
        let start = self.base + base as usize;
        if let Err(error) = self.burn() {
            return Some(Err(error));
        }
        if (self.frames.len() >= self.max_depth || start + 2 * WINDOW > self.stack.len())
            && let Err(error) = self.make_room(base)
        {
            return Some(Err(error));
        }
        for (slot, value) in self.stack[start..].iter_mut().zip(args) {
            slot.take_from(value);
        }
        let needed = !closure.captures.is_empty() || closure.imports.is_some();
        let captured = needed.then(|| closure.clone());
        let frame = self.frames.push();
        frame.function = self.function as u32;
        frame.pc = self.pc as u32;
        frame.base = self.base as u32;
        frame.has_this = false;
        frame.boundary = true;
        frame.plain = false;
        frame.gives_this = false;
        frame.lent = 0;
        frame.closure = std::mem::replace(&mut self.closure, captured);
        self.base = start;
        self.function = function;
        self.pc = 0;
        Some(Ok(()))
    }

    /// End a call that a native has made, when nothing but its result is asked for. False, and nothing is done, for any other call.
    #[inline(never)]
    pub(super) fn end_callback(&mut self, from: Reg) -> bool {
        let simple = self
            .frames
            .last()
            .is_some_and(|frame| frame.boundary && !frame.has_this && frame.rare.is_none());
        if !simple || !self.caught.is_empty() {
            return false;
        }
        let registers = self.linked.function(self.function).registers as usize;
        let registers = &mut self.stack[self.base..self.base + registers];
        self.result.take_from(&mut registers[from as usize]);
        for register in registers {
            if register.is_heap() {
                register.set_unit();
            }
        }
        if let Some(frame) = self.frames.pop() {
            self.base = frame.base as usize;
            self.function = frame.function as usize;
            self.pc = frame.pc as usize;
            if frame.closure.is_some() || self.closure.is_some() {
                self.closure = frame.closure.take();
            }
        }
        true
    }

    /// Run a callable value from Rust to its end.
    pub(super) fn call_from_rust(
        &mut self,
        callee: &Value,
        args: Args,
        this: Option<Value>,
    ) -> Outcome<(Value, Value)> {
        self.check_native_depth()?;
        if let (Value::Function(closure), Some(item)) = (callee, &this)
            && self.means_native(closure, item, args.len())
        {
            let closure = closure.clone();
            return self.call_with_item(&closure, this.unwrap_or_default(), args);
        }
        let base = self.linked.function(self.function).registers as Reg;
        let flow = match callee {
            Value::Function(closure) => {
                self.call_closure(base, closure, args, this.clone(), End::Boundary)?
            }
            other => match self.call_any(base, other, args, End::Boundary)? {
                Some(flow) => flow,
                None => return Err(not_callable(other)),
            },
        };
        match flow {
            Flow::Value(value) => Ok((value, this.unwrap_or_default())),
            Flow::Entered => {
                let result = self.finish_call(flow);
                let this = std::mem::take(&mut self.boundary_this);
                result.map(|value| (value, this))
            }
        }
    }

    /// Each call from Rust takes native stack.
    pub(super) fn check_native_depth(&self) -> Outcome<()> {
        match self.native_depth {
            depth if depth < super::MAX_NATIVE_DEPTH => Ok(()),
            natives => Err(Error::language(ErrorKind::CallDepth { natives })),
        }
    }

    /// The value of a call that has been entered from Rust, or carried out.
    pub(super) fn finish_call(&mut self, flow: Flow) -> Outcome<Value> {
        match flow {
            Flow::Value(value) => Ok(value),
            Flow::Entered => self.run_nested(),
        }
    }
}
