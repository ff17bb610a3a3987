//! Entering and ending calls of script functions.

use super::{End, Flow, Frame, Machine, Next, Outcome, Rare, WINDOW};
use crate::engine::code::{Function, Linked, Op, Reg};
use crate::engine::error::Error;
use crate::engine::natives::{self, Args, not_found};
use crate::engine::value::{Cell, Closure, FunctionTarget, Object, ObjectKind, Value};
use crate::messages::message;
use rhai::{EvalAltResult, Position};
use std::sync::Arc;

/// A call about to be entered.
pub(super) struct Entry<'a> {
    pub linked: &'a Arc<Linked>,
    pub function: usize,
    pub closure: Option<triomphe::Arc<Closure>>,
    /// Arguments; they are taken.
    pub args: &'a mut [Value],
    pub this: Option<Value>,
    pub end: End,
}

impl Machine<'_> {
    /// Look for a stop and take the next batch of operations.
    #[inline(never)]
    pub(super) fn refuel(&mut self) -> Outcome<()> {
        self.task.set_line(self.line().unwrap_or(0) as u32);
        natives::check_memory()?;
        self.task.tick()?;
        self.fuel = 0;
        let taken = self.shared.operations.take(super::BATCH as u64);
        if taken == 0 {
            self.shared.world.stop(crate::runtime::Stop::OperationLimit);
            self.task.check()?;
        }
        self.fuel = taken as i64 - 1;
        Ok(())
    }

    /// A call needs a deeper stack, or too many are open.
    #[inline(never)]
    pub(super) fn make_room(&mut self, base: Reg) -> Outcome<()> {
        if self.frames.len() >= self.max_depth {
            return Err(Error::language(EvalAltResult::ErrorStackOverflow(
                Position::NONE,
            )));
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
            && !self.linked.function(self.function).by_name;
        let rare = (!plain).then(|| {
            Box::new(Rare {
                end,
                linked: other,
                named_base: self.named_base,
                named_length: self.named.len(),
                far: std::mem::take(&mut self.far),
            })
        });
        let frame = self.frames.push();
        frame.function = self.function as u32;
        frame.pc = self.pc as u32;
        frame.base = self.base as u32;
        frame.has_this = has_this;
        frame.boundary = boundary;
        frame.plain = false;
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
        self.enter_call(
            base,
            Entry {
                linked: &linked,
                function: function as usize,
                closure: None,
                args: &mut args,
                this: None,
                end: End::Plain,
            },
        )
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
        match self.leave(frame) {
            End::Plain | End::KeepNamed => {
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
                let slot = self.result_slot();
                self.stack[slot] = Value::Object(object);
                Ok(Next::Other)
            }
        }
    }

    /// Where the result of the call that the last instruction made goes.
    fn result_slot(&self) -> usize {
        let op = self.linked.function(self.function).ops[self.pc - 1];
        let to = match op {
            Op::Call { base, .. }
            | Op::CallInScope { base, .. }
            | Op::CallName { base, .. }
            | Op::CallValue { base, .. }
            | Op::CallMethod { base, .. }
            | Op::Push { base, .. }
            | Op::Len { base, .. }
            | Op::Construct { base, .. }
            | Op::Super { base, .. }
            | Op::Eval { base } => base,
            Op::Enter { subject } => subject,
            other => unreachable!("{other:?} makes no call"),
        };
        self.base + to as usize
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
        if !matches!(rare.end, End::KeepNamed) {
            self.named.truncate(rare.named_length);
        }
        if let Some(linked) = rare.linked {
            self.linked = linked;
        }
        self.far = rare.far;
        rare.end
    }

    /// Run a function from Rust to its end; gives the result and what `this` has become.
    pub(super) fn call_function_of(
        &mut self,
        linked: &Arc<Linked>,
        function: usize,
        closure: Option<triomphe::Arc<Closure>>,
        args: &mut [Value],
        this: Option<Value>,
    ) -> Outcome<(Value, Value)> {
        if self.native_depth >= super::MAX_NATIVE_DEPTH {
            return Err(Error::language(EvalAltResult::ErrorStackOverflow(
                Position::NONE,
            )));
        }
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
        self.native_depth += 1;
        let result = self.run();
        self.native_depth -= 1;
        let this = std::mem::take(&mut self.boundary_this);
        result.map(|value| (value, this))
    }

    /// Enter, or carry out, a call of a function value.
    pub(super) fn call_closure(
        &mut self,
        base: Reg,
        closure: &triomphe::Arc<Closure>,
        args: Args,
        this: Option<Value>,
        end: End,
    ) -> Outcome<Flow> {
        let mut args = with_curried(closure, args);
        match &closure.target {
            FunctionTarget::Script { unit, function } => {
                let callee = unit.function(*function);
                if callee.params as usize != args.len() {
                    return Err(arity_error(&closure.name, &mut args));
                }
                self.enter_call(
                    base,
                    Entry {
                        linked: unit,
                        function: *function,
                        closure: Some(closure.clone()),
                        args: &mut args,
                        this,
                        end,
                    },
                )?;
                Ok(Flow::Entered)
            }
            FunctionTarget::Method(object) => {
                let object = object.clone();
                if matches!(end, End::Boundary) {
                    return self
                        .call_method_of(&Value::Object(object), &closure.name, args)
                        .map(Flow::Value);
                }
                self.object_method(base, &object, &closure.name, args, None)
            }
            FunctionTarget::Named => {
                let linked = self.linked.clone();
                if let Some(this) = &this {
                    let type_name = crate::engine::value::type_name(this);
                    if let Some((unit, function)) =
                        linked.find_method_in(&closure.name, args.len(), &type_name)
                    {
                        self.enter_call(
                            base,
                            Entry {
                                linked: &unit,
                                function,
                                closure: None,
                                args: &mut args,
                                this: Some(this.clone()),
                                end,
                            },
                        )?;
                        return Ok(Flow::Entered);
                    }
                    args.insert(0, this.clone());
                } else if let Some((unit, function)) = linked.find_in(&closure.name, args.len()) {
                    self.enter_call(
                        base,
                        Entry {
                            linked: &unit,
                            function,
                            closure: None,
                            args: &mut args,
                            this: None,
                            end,
                        },
                    )?;
                    return Ok(Flow::Entered);
                }
                let name = closure.name.clone();
                self.call_by_name(base, &name, &mut args, end)
            }
        }
    }

    /// Enter, or carry out, a call of any value that can be called; nothing when it cannot be.
    pub(super) fn call_any(
        &mut self,
        base: Reg,
        callee: &Value,
        args: Args,
        end: End,
    ) -> Outcome<Option<Flow>> {
        match callee {
            Value::Function(closure) => self.call_closure(base, closure, args, None, end).map(Some),
            Value::Object(object) => match object.kind() {
                ObjectKind::Class(class) => {
                    let class = class.clone();
                    self.construct(base, &class, args, end).map(Some)
                }
                _ => Ok(None),
            },
            Value::Cell(cell) => {
                let value = cell.load().unwrap_or_default();
                self.call_any(base, &value, args, end)
            }
            _ => Ok(None),
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
        if !Arc::ptr_eq(unit, &self.linked) || !closure.curried.is_empty() {
            return None;
        }
        let callee = unit.function(function);
        let caller = unit.function(self.function);
        let common = callee.params as usize == args.len()
            && !callee.by_name
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
        let captured = (!closure.captures.is_empty()).then(|| closure.clone());
        let frame = self.frames.push();
        frame.function = self.function as u32;
        frame.pc = self.pc as u32;
        frame.base = self.base as u32;
        frame.has_this = false;
        frame.boundary = true;
        frame.plain = false;
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
        if self.native_depth >= super::MAX_NATIVE_DEPTH {
            return Err(Error::language(EvalAltResult::ErrorStackOverflow(
                Position::NONE,
            )));
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
                self.native_depth += 1;
                let result = self.run();
                self.native_depth -= 1;
                let this = std::mem::take(&mut self.boundary_this);
                result.map(|value| (value, this))
            }
        }
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
        self.enter_call(
            base,
            Entry {
                linked: &linked,
                function: function as usize,
                closure: None,
                args: &mut args,
                this: None,
                end: End::Plain,
            },
        )?;
        self.named_base = visible;
        Ok(Flow::Entered)
    }

    pub(super) fn call_value(&mut self, base: Reg, count: u8, name: u16) -> Outcome<Flow> {
        let callee = std::mem::take(&mut self.stack[self.base + base as usize]);
        let args = self.take_args(base as usize + 1, count);
        if let Some(flow) = self.call_any(base, &callee, args.clone(), End::Plain)? {
            return Ok(flow);
        }
        let linked = self.linked.clone();
        let site = &linked.function(self.function).names[name as usize];
        let mut args = args;
        self.call_by_name(base, &site.name, &mut args, End::Plain)
            .map_err(|error| match error.kind() {
                crate::engine::error::Kind::Language(inner)
                    if matches!(**inner, EvalAltResult::ErrorFunctionNotFound(..)) =>
                {
                    not_callable(&callee)
                        .with_hint(message!("not-callable.variable", name = site.name.as_str()))
                }
                _ => error,
            })
    }

    /// A closure around the cells in consecutive registers.
    pub(super) fn make_closure(&mut self, first: Reg, function: u16) -> Outcome<Value> {
        let linked = self.linked.clone();
        let callee: &Function = linked.function(function as usize);
        let start = self.base + first as usize;
        let captures: Box<[triomphe::Arc<Cell>]> = self.stack[start..start + callee.captures.len()]
            .iter_mut()
            .map(|register| match std::mem::take(register) {
                Value::Cell(cell) => {
                    cell.set_captured();
                    cell
                }
                other => triomphe::Arc::new(Cell::new(other)),
            })
            .collect();
        Ok(Value::Function(triomphe::Arc::new(Closure {
            name: callee.name.clone(),
            target: FunctionTarget::Script {
                unit: linked.clone(),
                function: function as usize,
            },
            captures,
            curried: Vec::new(),
        })))
    }

    pub(super) fn method_value(object: &Object, name: &rhai::ImmutableString) -> Value {
        Value::Function(triomphe::Arc::new(Closure {
            name: name.clone(),
            target: FunctionTarget::Method(object.clone()),
            captures: Box::new([]),
            curried: Vec::new(),
        }))
    }
}

fn with_curried(closure: &Closure, args: Args) -> Args {
    if closure.curried.is_empty() {
        return args;
    }
    closure.curried.iter().cloned().chain(args).collect()
}

/// The function has another number of parameters: to Rhai, that is another function, which does not exist.
fn arity_error(name: &str, args: &mut [Value]) -> Error {
    let all: Vec<&mut Value> = args.iter_mut().collect();
    not_found(name, &all, Position::NONE)
}

pub(super) fn not_callable(value: &Value) -> Error {
    Error::type_error(message!(
        "not-callable",
        kind = crate::engine::value::type_name(value)
    ))
}
