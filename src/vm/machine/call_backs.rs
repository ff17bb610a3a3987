//! Calls from Rust into the script: threads, call-backs of natives, function values. Each runs to its end before Rust goes on.
use super::calls::Entry;
use super::closures::not_callable;
use super::{End, Flow, Machine, Outcome, WINDOW};
use crate::memory;
use crate::objects::abi::{Args, Each, MOST_ARGUMENTS, Prepared};
use crate::objects::code::{Linked, Reg};
use crate::objects::error::{Error, ErrorKind};
use crate::objects::value::{Closure, FunctionTarget, Value};
use crate::runtime::NoRoom;
use std::sync::Arc;

/// A loop of a native that calls a function of the script for each item.
pub(super) struct Loop {
    each: Each,
    /// How many calls are open while the function runs.
    depth: usize,
    /// The `this` of a method.
    this: Option<Value>,
}

/// What has become of a call that a native has made.
pub(super) enum Ended {
    /// It returns to the native.
    Done,
    /// The same function has been entered again, for the next item of the native's loop.
    Again,
    /// Nothing has been done.
    Not,
}

#[inline(always)]
fn clear(registers: &mut [Value]) {
    for register in registers {
        if register.is_heap() {
            register.set_unit();
        }
    }
}

/// No call of a native that calls back takes more native stack than this, in bytes: `MAX_NATIVE_DEPTH` of them fit a thread's stack.
const LEVEL: usize = 32 << 10;

impl Machine<'_> {
    /// Run a function from Rust to its end; gives the result and what `this` has become.
    pub(super) fn call_function_of(
        &mut self,
        linked: &Arc<Linked>,
        function: usize,
        closure: Option<std::sync::Arc<Closure>>,
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
        let result = match self.task.is_short_of_stack() {
            false => self.run(),
            true => self.run_on_more_stack(),
        };
        self.native_depth -= 1;
        self.keep_nothing();
        result
    }

    #[cold]
    #[inline(never)]
    fn run_on_more_stack(&mut self) -> Outcome<Value> {
        let (task, natives) = (self.task, self.native_depth);
        match task.on_more_stack(|| self.run()) {
            Ok(result) => result,
            Err(NoRoom) => {
                // The call has been entered, and is left like every other.
                self.unwind(Error::language(ErrorKind::CallDepth { natives }))?;
                self.run()
            }
        }
    }

    /// One more native calls back. Where that is deeper than ever on this thread, the stack has grown: it counts against the memory limit. The
    /// system is not asked each time how much it holds: in an exploration of short runs, that took a third of the time.
    #[inline]
    fn go_deeper(&mut self) {
        self.native_depth += 1;
        if self.native_depth > self.deepest {
            self.deepest = self.native_depth;
            memory::note_growth(LEVEL);
        }
    }

    /// Find the function of a script that a native is about to call many times.
    pub(super) fn prepare_callback(&self, function: &Value, count: usize) -> Option<Prepared> {
        let Value::Function(closure) = function else {
            return None;
        };
        if !closure.curried.is_empty() || self.native_depth >= super::MAX_NATIVE_DEPTH {
            return None;
        }
        let prepared = match &closure.target {
            FunctionTarget::Script { unit, function } => {
                self.prepared(closure, unit, *function, closure.this.clone())
            }
            FunctionTarget::Method(object) => {
                let class = &object.as_instance()?.class;
                let (owner, function) = class.find(&closure.name, count)?;
                let this = Value::Object(object.clone());
                self.prepared(closure, &self.unit_of(owner).ok()?, function, Some(this))
            }
            FunctionTarget::Named(home) => {
                let home = home.as_ref().unwrap_or(&self.linked);
                // Lines of a session, and what they evaluate, may define the function anew at any time.
                if home.lines.is_some() {
                    return None;
                }
                let (unit, function) = home.find_in(&closure.name, count)?;
                self.prepared(closure, &unit, function, None)
            }
        };
        let unit = prepared.unit.as_ref().unwrap_or(&self.linked);
        let takes = unit.function(prepared.function).params as usize;
        (takes == count).then_some(prepared)
    }

    /// As [`prepare_callback`](Self::prepare_callback), of a closure that finds the machine in each call as in the one before, for as many
    /// arguments as it takes.
    pub(super) fn steady_callback(&self, function: &Value) -> Option<(usize, Prepared)> {
        let Value::Function(closure) = function else {
            return None;
        };
        let FunctionTarget::Script { unit, function } = &closure.target else {
            return None;
        };
        if !closure.curried.is_empty() {
            return None;
        }
        let prepared = self.prepared(closure, unit, *function, closure.this.clone());
        let takes = unit.function(*function).params as usize;
        prepared.is_steady.then_some((takes, prepared))
    }

    #[inline(always)]
    fn prepared(
        &self,
        closure: &std::sync::Arc<Closure>,
        unit: &Arc<Linked>,
        function: usize,
        this: Option<Value>,
    ) -> Prepared {
        let (callee, caller) = (unit.function(function), self.linked.function(self.function));
        let is_steady = !callee.by_name && !callee.imports && callee.far == 0;
        let is_simple =
            Arc::ptr_eq(unit, &self.linked) && is_steady && !caller.by_name && self.far.is_empty();
        let is_needed = !closure.captures.is_empty() || closure.imports.is_some();
        Prepared {
            unit: (!is_simple).then(|| unit.clone()),
            function,
            closure: is_needed.then(|| closure.clone()),
            this,
            is_steady,
        }
    }

    /// Call what was prepared for the running native: the way that call-backs take by the hundred thousand.
    pub(super) fn call_prepared_callback(
        &mut self,
        prepared: &Prepared,
        args: &mut [Value],
        this: Option<&mut Value>,
    ) -> Outcome<Value> {
        let mut this = this;
        let bound = match &mut this {
            Some(this) => Some(std::mem::take(*this)),
            None => prepared.this.clone(),
        };
        if let Some(unit) = &prepared.unit {
            let (function, closure) = (prepared.function, prepared.closure.clone());
            let called = self.call_function_of(unit, function, closure, args, bound)?;
            if let Some(this) = this {
                *this = called.1;
            }
            return Ok(called.0);
        }
        let registers = self.linked.function(self.function).registers;
        self.burn()?;
        self.room_for_call(registers)?;
        let start = self.base + registers as usize;
        for (slot, value) in self.stack[start..].iter_mut().zip(args) {
            slot.take_from(value);
        }
        let has_this = bound.is_some();
        if let Some(bound) = bound {
            let callee = self.linked.function(prepared.function);
            self.stack[start + callee.this as usize].set(bound);
        }
        self.enter_boundary(start, prepared, has_this);
        let result = self.run_nested();
        if has_this {
            let now = std::mem::take(&mut self.boundary_this);
            if let Some(this) = this {
                *this = now;
            }
        }
        result
    }

    /// Run a loop of the running native. From one call to the next, the dispatch goes on by itself; it comes back here at the end, and when a
    /// call has ended in another way.
    pub(super) fn run_loop(&mut self, prepared: &Prepared, each: Each) -> (Each, Outcome<()>) {
        let this = match each.form().binds_this {
            true => None,
            false => prepared.this.clone(),
        };
        let depth = self.frames.len() + 1;
        self.loops.push(Loop { each, depth, this });
        let outcome = self.run_calls(prepared);
        let ended = self
            .loops
            .pop()
            .expect("a loop that a call runs in ends with it, and takes itself off");
        (ended.each, outcome)
    }

    fn run_calls(&mut self, prepared: &Prepared) -> Outcome<()> {
        self.check_native_depth()?;
        while self.enter_turn(prepared)? {
            let result = self.run_nested();
            let this = std::mem::take(&mut self.boundary_this);
            let each = self.running_loop();
            if each.is_over {
                return result.map(drop);
            }
            match result {
                Ok(mut value) => {
                    let binds_this = each.form().binds_this;
                    if !each.visit(&mut value, binds_this.then_some(this)) {
                        return Ok(());
                    }
                }
                Err(error) if each.forgives(&error) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Enter the call for the next item of the innermost loop. False when there is none.
    fn enter_turn(&mut self, prepared: &Prepared) -> Outcome<bool> {
        let registers = self.linked.function(self.function).registers;
        if let Some(unit) = &prepared.unit {
            return self.enter_turn_in(unit, registers as Reg, prepared);
        }
        self.room_for_call(registers)?;
        let this = self.linked.function(prepared.function).this as usize;
        let start = self.base + registers as usize;
        let window = super::stack::window(&mut self.stack, start);
        let running = self.loops.last_mut();
        let running = running.expect("it is taken off at its end");
        if !running.each.put(window, this) {
            return Ok(false);
        }
        if let Some(object) = &running.this {
            window[this].set_copy(object);
        }
        let has_this = running.this.is_some() || running.each.form().binds_this;
        self.burn()?;
        self.enter_boundary(start, prepared, has_this);
        Ok(true)
    }

    /// As [`enter_turn`](Self::enter_turn), in another unit, or from a function that has more than registers.
    fn enter_turn_in(
        &mut self,
        unit: &Arc<Linked>,
        base: Reg,
        prepared: &Prepared,
    ) -> Outcome<bool> {
        let mut args = [const { Value::Unit }; MOST_ARGUMENTS + 1];
        let each = self.running_loop();
        if !each.put(&mut args, MOST_ARGUMENTS) {
            return Ok(false);
        }
        let form = each.form();
        let this = match form.binds_this {
            true => Some(std::mem::take(&mut args[MOST_ARGUMENTS])),
            false => prepared.this.clone(),
        };
        let entry = Entry {
            linked: unit,
            function: prepared.function,
            closure: prepared.closure.clone(),
            args: &mut args[..usize::from(form.count)],
            this,
            end: End::Boundary,
        };
        self.enter_call(base, entry)?;
        Ok(true)
    }

    /// Can one more call be made, from a function with so many registers?
    #[inline(always)]
    fn room_for_call(&mut self, registers: u16) -> Outcome<()> {
        let start = self.base + registers as usize;
        if self.frames.len() >= self.max_depth || start + 2 * WINDOW > self.stack.len() {
            self.make_room(registers as Reg)?;
        }
        Ok(())
    }

    /// Enter a call from Rust of what was prepared; its window begins there, its arguments are in it.
    #[inline(always)]
    fn enter_boundary(&mut self, start: usize, prepared: &Prepared, has_this: bool) {
        let frame = self.frames.push(self.function, self.pc, self.base);
        frame.has_this = has_this;
        frame.boundary = true;
        frame.closure = std::mem::replace(&mut self.closure, prepared.closure.clone());
        self.base = start;
        self.function = prepared.function;
        self.pc = 0;
    }

    fn running_loop(&mut self) -> &mut Each {
        let running = self.loops.last_mut();
        &mut running.expect("it is taken off at its end").each
    }

    /// A call that a native has made returns: with the value in the register, or with none. Nothing is done for calls that ask for more than
    /// their result.
    #[inline(never)]
    pub(super) fn end_callback(&mut self, from: Option<Reg>) -> Outcome<Ended> {
        let depth = self.frames.len();
        let Some(frame) = self.frames.last() else {
            return Ok(Ended::Not);
        };
        let is_clean = (self.caught.last()).is_none_or(|(held, _)| *held < depth);
        if !frame.boundary || !is_clean {
            return Ok(Ended::Not);
        }
        let (has_this, is_rare) = (frame.has_this, frame.rare.is_some());
        let function = self.linked.function(self.function);
        let this = function.this as usize;
        let registers = &mut self.stack[self.base..self.base + function.registers as usize];
        if let Some(running) = self.loops.last_mut()
            && running.depth == depth
        {
            let changed = running
                .each
                .form()
                .binds_this
                .then(|| std::mem::take(&mut registers[this]));
            let mut nothing = Value::Unit;
            let result = match from {
                Some(from) => &mut registers[from as usize],
                None => &mut nothing,
            };
            let goes_on = running.each.visit(result, changed);
            clear(registers);
            if goes_on && running.each.put(registers, this) {
                if let Some(object) = &running.this {
                    registers[this].set_copy(object);
                }
                self.burn()?;
                return Ok(Ended::Again);
            }
            running.each.is_over = true;
            self.result.set_unit();
        } else {
            if is_rare {
                return Ok(Ended::Not);
            }
            match from {
                Some(from) => self.result.take_from(&mut registers[from as usize]),
                None => self.result.set_unit(),
            }
            if has_this {
                self.boundary_this = std::mem::take(&mut registers[this]);
            }
            clear(registers);
        }
        if is_rare {
            if let Some(frame) = self.frames.pop().map(std::mem::take) {
                self.leave(frame);
            }
        } else if let Some(frame) = self.frames.pop() {
            self.base = frame.base as usize;
            self.function = frame.function as usize;
            self.pc = frame.pc as usize;
            if frame.closure.is_some() || self.closure.is_some() {
                self.closure = frame.closure.take();
            }
        }
        Ok(Ended::Done)
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
