//! One instruction with all that it can mean. `run` comes here with what it does not do itself; the program counter is past the
//! instruction already. Most of the work is in the other files.

use super::{Flow, Machine, Next, Outcome};
use crate::objects::abi;
use crate::objects::abi::{meter, size};
use crate::objects::code::{BinaryOp, Linked, Op, Reg, Test};
use crate::objects::error::{Error, Kind};
use crate::objects::value::Value;
use std::sync::Arc;

impl Machine<'_> {
    #[inline(never)]
    pub(super) fn step(&mut self, linked: &Arc<Linked>) -> Outcome<Next> {
        let function = linked.function(self.function);
        match function.ops[self.pc - 1] {
            Op::Unit { to } => self.put(to, Value::Unit),
            Op::Bool { to, value } => self.put(to, Value::Bool(value)),
            Op::Int { to, value } => self.put(to, Value::Int(value.into())),
            Op::Const { to, index } => self.put(to, function.constants[index as usize].clone()),
            Op::ConstArray { to, index } => {
                self.put(to, function.constants[index as usize].copy_of_literal());
            }
            Op::Move { to, from } => self.put(to, self.register(from).clone()),
            Op::Take { to, from } => {
                let value = std::mem::take(self.register_mut(from));
                self.put(to, value);
            }

            Op::NewCell { to, from } => self.new_cell(to, from)?,
            Op::LoadCell { to, cell } => {
                let value = match self.register(cell) {
                    Value::Cell(cell) => cell.load(),
                    _ => None,
                };
                self.put(to, value.ok_or_else(|| self.unset_variable())?);
            }
            Op::StoreCell { cell, from } => match self.register(cell) {
                Value::Cell(cell) => cell.store(self.register(from).clone()),
                _ => return Err(self.unset_variable()),
            },
            Op::LoadCapture { to, index } => {
                let value = match &self.closure {
                    Some(closure) => closure.captures[index as usize].load(),
                    None => None,
                };
                self.put(to, value.ok_or_else(|| self.unset_capture(index))?);
            }
            Op::StoreCapture { index, from } => {
                if let Some(closure) = &self.closure {
                    closure.captures[index as usize].store(self.register(from).clone());
                }
            }
            Op::LoadGlobal { to, index } => {
                let value = linked.globals[index as usize].load();
                self.put(to, value.ok_or_else(|| self.unset_global(index))?);
            }
            Op::StoreGlobal { index, from } => {
                linked.globals[index as usize].store(self.register(from).clone());
            }
            Op::DeclareGlobal { index, from } => {
                linked.globals[index as usize].declare(self.register(from).clone());
            }
            Op::LoadFar { to, index } => {
                let cell = self.far.get(index as usize).cloned();
                self.put(to, cell.map_or(Value::Unit, Value::Cell));
            }
            Op::StoreFar { index, from } => self.store_far(index, from)?,
            Op::CaptureCell { to, index } => {
                if let Some(closure) = &self.closure {
                    let cell = closure.captures[index as usize].clone();
                    self.put(to, Value::Cell(cell));
                }
            }
            Op::GlobalCell { to, index } => {
                self.put(to, Value::Cell(linked.globals[index as usize].clone()));
            }
            Op::NamedCell { to, name } => {
                let cell = self.named_cell(name)?;
                self.put(to, cell);
            }
            Op::LoadNamed { to, name } => {
                let value = self.load_named(name)?;
                self.put(to, value);
            }
            Op::StoreNamed { name, from } => self.store_named(name, from)?,
            Op::DeclareNamed {
                name,
                from,
                constant,
            } => self.declare_named(name, from, constant)?,
            Op::MarkNamed { to } => {
                let mark = self.named.len() | self.imports.len() << 32;
                self.put(to, Value::Int(mark as i64));
            }
            Op::RewindNamed { mark } => {
                if let Value::Int(mark) = *self.register(mark) {
                    self.named.truncate(mark as u32 as usize);
                    self.rewind_imports((mark >> 32) as usize);
                }
            }
            Op::LoadOuter { to, name } => {
                let value = self.load_outer(name)?;
                self.put(to, value);
            }
            Op::Name { object, name } => {
                if let (Value::Object(object), Value::Str(name)) =
                    (self.register(object), &function.constants[name as usize])
                {
                    object.name_it(name);
                }
            }
            Op::Point { write } => self.point(write)?,

            // `text = text + more`, as people write it who do not know `+=`.
            Op::Add { to, a, b } if to == a && self.append_text(to, b) => {}
            Op::Add { to, a, b } => match self.joined(a, b) {
                Some(text) => self.put(to, text),
                None => return self.operate(to, BinaryOp::Add, a, b),
            },
            Op::Sub { to, a, b } => return self.operate(to, BinaryOp::Sub, a, b),
            Op::Mul { to, a, b } => return self.operate(to, BinaryOp::Mul, a, b),
            Op::Div { to, a, b } => return self.operate(to, BinaryOp::Div, a, b),
            Op::Rem { to, a, b } => return self.operate(to, BinaryOp::Rem, a, b),
            Op::Binary { to, a, b, op } => return self.operate(to, op, a, b),
            Op::AddInt { to, a, value } => return self.operate_int(to, BinaryOp::Add, a, value),
            Op::SubInt { to, a, value } => return self.operate_int(to, BinaryOp::Sub, a, value),
            Op::MulInt { to, a, value } => return self.operate_int(to, BinaryOp::Mul, a, value),
            Op::DivInt { to, a, value } => return self.operate_int(to, BinaryOp::Div, a, value),
            Op::RemInt { to, a, value } => return self.operate_int(to, BinaryOp::Rem, a, value),
            Op::Increment { to, value } => self.update_int(BinaryOp::Add, to, value.into())?,
            Op::Decrement { to, value } => self.update_int(BinaryOp::Sub, to, value.into())?,
            Op::AddTo { to, b } => self.update(BinaryOp::Add, to, b)?,
            Op::Update { to, b, op } => self.update(op, to, b)?,
            Op::UpdateInPlace {
                value,
                path,
                target,
            } => {
                if self.update_in_place(linked, value, path)? {
                    self.pc = target as usize;
                }
                meter::settle()?;
            }
            Op::Compare { to, a, b, test } => {
                let value = self.compare(test, a, b)?;
                self.put(to, value);
            }
            Op::Negate { to, a } => {
                let value = self.negate(a)?;
                self.put(to, value);
            }
            Op::Not { to, a } => {
                let value = self.not(a)?;
                self.put(to, value);
            }
            Op::Unary { to, a, name } => {
                let value = self.unary(a, name)?;
                self.put(to, value);
            }

            Op::Jump { target } => self.pc = target as usize,
            Op::Loop { target } => {
                self.burn()?;
                self.pc = target as usize;
            }
            Op::LoopIfLess { a, b, target } => return self.loop_if(Test::Less, a, b, target),
            Op::LoopIfLessEqual { a, b, target } => {
                return self.loop_if(Test::LessEqual, a, b, target);
            }
            Op::LoopIfLessInt { a, value, target } => {
                return self.loop_if_int(Test::Less, a, value, target);
            }
            Op::LoopIfLessEqualInt { a, value, target } => {
                return self.loop_if_int(Test::LessEqual, a, value, target);
            }
            Op::LoopIfGreaterInt { a, value, target } => {
                return self.loop_if_int(Test::Greater, a, value, target);
            }
            Op::JumpIf { a, target } => {
                if self.is_true(a)? {
                    self.pc = target as usize;
                }
            }
            Op::JumpIfNot { a, target } => {
                if !self.is_true(a)? {
                    self.pc = target as usize;
                }
            }
            Op::JumpIfUnit { a, target } => {
                if self.register(a).is_unit() {
                    self.pc = target as usize;
                }
            }
            Op::JumpIfNotUnit { a, target } => {
                if !self.register(a).is_unit() {
                    self.pc = target as usize;
                }
            }
            Op::JumpUnlessLess { a, b, target } => return self.unless(Test::Less, a, b, target),
            Op::JumpUnlessLessEqual { a, b, target } => {
                return self.unless(Test::LessEqual, a, b, target);
            }
            Op::JumpUnlessGreater { a, b, target } => {
                return self.unless(Test::Greater, a, b, target);
            }
            Op::JumpUnlessGreaterEqual { a, b, target } => {
                return self.unless(Test::GreaterEqual, a, b, target);
            }
            Op::JumpUnlessEqual { a, b, target } => return self.unless(Test::Equal, a, b, target),
            Op::JumpUnlessNotEqual { a, b, target } => {
                return self.unless(Test::NotEqual, a, b, target);
            }
            Op::JumpUnlessLessInt { a, value, target } => {
                return self.unless_int(Test::Less, a, value, target);
            }
            Op::JumpUnlessLessEqualInt { a, value, target } => {
                return self.unless_int(Test::LessEqual, a, value, target);
            }
            Op::JumpUnlessGreaterInt { a, value, target } => {
                return self.unless_int(Test::Greater, a, value, target);
            }
            Op::JumpUnlessGreaterEqualInt { a, value, target } => {
                return self.unless_int(Test::GreaterEqual, a, value, target);
            }
            Op::JumpUnlessEqualInt { a, value, target } => {
                return self.unless_int(Test::Equal, a, value, target);
            }
            Op::JumpUnlessNotEqualInt { a, value, target } => {
                return self.unless_int(Test::NotEqual, a, value, target);
            }
            Op::Switch { a, table, from } => self.pc = self.switch(a, table, from),
            Op::CheckBool { a } => {
                self.is_true(a)?;
            }

            Op::Iterate { to, from } => {
                let iterator = self.iterate(from)?;
                self.put(to, iterator);
            }
            Op::Next {
                iterator,
                item,
                target,
            } => match self.next_item(iterator)? {
                Some(value) => {
                    self.put(item, value);
                    self.burn()?;
                    self.pc = target as usize;
                }
                None => self.put(iterator, Value::Unit),
            },
            Op::Second {
                to,
                item,
                iterator,
                count,
                takes_apart,
            } => self.second(to, item, (iterator, count), takes_apart),
            Op::RangeStart {
                state,
                form,
                target,
            } => {
                if !self.range_start(state, form)? {
                    self.pc = target as usize;
                }
            }
            Op::RangeNext { state, target } => {
                self.burn()?;
                if self.range_next(state)? {
                    self.pc = target as usize;
                }
            }

            Op::StepStart {
                state,
                step,
                target,
            } => {
                if !self.step_start(state, step)? {
                    self.pc = target as usize;
                }
            }
            Op::StepNext {
                state,
                step,
                target,
            } => {
                self.burn()?;
                if self.step_next(state, step)? {
                    self.pc = target as usize;
                }
            }

            Op::Array { to, first, count } => {
                let first = self.base + first as usize;
                let items = self.stack[first..first + count as usize]
                    .iter_mut()
                    .map(std::mem::take)
                    .collect();
                self.put(to, Value::array(items));
            }
            Op::Extend {
                array,
                first,
                count,
            } => self.extend(array, first, count)?,
            Op::Map { to, first, keys } => {
                let map = self.map(first, keys)?;
                self.put(to, map);
            }
            Op::ExtendMap { map, first, keys } => self.extend_map(map, first, keys)?,
            Op::Interpolate { to, template } => {
                let text = self.interpolate(&function.templates[template as usize])?;
                self.put(to, text);
            }
            Op::Append { array, value } => {
                let value = std::mem::take(self.register_mut(value));
                if let Value::Array(array) = self.register_mut(array) {
                    if array.is_full() || array.len() >= size::ITEMS {
                        abi::check_growth(array)?;
                    }
                    array.push(value);
                }
            }
            Op::Index { to, object, index } => {
                let flow = self.index(object, index)?;
                meter::settle()?;
                return Ok(self.settle(to, flow));
            }
            Op::Slice {
                to,
                object,
                first,
                inclusive,
            } => {
                let flow = self.slice(object, first, inclusive)?;
                meter::settle()?;
                return Ok(self.settle(to, flow));
            }
            Op::SetIndex {
                object,
                index,
                value,
            } => {
                self.set_index(object, index, value)?;
                meter::settle()?;
            }
            Op::ItemOfItem {
                to,
                first,
                second,
                path,
                ..
            } => {
                let value = self.get_item_of_item(linked, (first, second), path)?;
                meter::settle()?;
                self.put(to, value);
            }
            Op::SetItemOfItem {
                value,
                first,
                second,
                path,
                ..
            } => {
                self.set_item_of_item(linked, value, (first, second), path)?;
                meter::settle()?;
            }
            Op::UpdateItem {
                value,
                index,
                op,
                path,
                ..
            } => {
                self.update_item(linked, value, index, (op, path))?;
                meter::settle()?;
            }
            Op::GetPath { to, first, path } => {
                let value = self.get_path(linked, first, path)?;
                self.put(to, value);
            }
            Op::IsUnit { to, path } => {
                let value = self.get_path(linked, to, path)?;
                self.put(to, Value::Bool(value.is_unit()));
            }
            Op::SetPath { value, first, path } => {
                self.set_path(linked, value, first, path)?;
                meter::settle()?;
            }
            Op::UpdatePath {
                value,
                first,
                op,
                path,
            } => {
                self.update_path(linked, value, first, (op, path))?;
                meter::settle()?;
            }

            Op::Call { base, function } => {
                self.enter_plain(base, function)?;
                return Ok(Next::Other);
            }
            Op::CallInScope { base, function } => {
                let flow = self.call_in_scope(base, function)?;
                return Ok(self.settle(base, flow));
            }
            // The dispatch has put the item behind the container.
            Op::In { base, name, .. } => {
                let flow = self.call_name(base, 2, name)?;
                return Ok(self.settle(base, flow));
            }
            Op::CallName { base, count, name } => {
                let flow = self.call_name(base, count, name)?;
                return Ok(self.settle(base, flow));
            }
            Op::CallValue { base, count, name } => {
                let flow = self.call_value(base, count, name)?;
                return Ok(self.settle(base, flow));
            }
            Op::CallMethod { base, method }
            | Op::CallIntrinsic { base, method }
            | Op::Push { base, method, .. }
            | Op::Len { base, method, .. } => {
                let flow = self.call_method(linked, base, method)?;
                return Ok(self.settle(base, flow));
            }
            Op::Construct { base, count, class } => {
                let flow = self.construct_class(base, count, class)?;
                return Ok(self.settle(base, flow));
            }
            Op::Super {
                base,
                count,
                class,
                name,
            } => {
                let flow = self.call_super(base, count, class, name)?;
                return Ok(self.settle(base, flow));
            }
            Op::Closure {
                to,
                first,
                function,
            } => {
                let closure = self.make_closure(linked, first, function);
                self.put(to, Value::Function(closure));
            }
            Op::Return { from } => {
                let value = std::mem::take(self.register_mut(from));
                return self.end_call(value);
            }
            Op::ReturnUnit => return self.end_call(Value::Unit),

            Op::Throw { from } => {
                let value = std::mem::take(self.register_mut(from));
                return Err(Error::new(Kind::Thrown(value)));
            }
            Op::Rethrow { .. } => match self.caught.pop() {
                Some((_, error)) => return Err(error),
                None => unreachable!("a handler keeps its error until it rethrows"),
            },
            Op::EndCatch => {
                self.caught.pop();
            }
            Op::CheckThis => {
                if !self.frames.last().is_some_and(|frame| frame.has_this) {
                    return Err(self.unbound_this());
                }
            }
            Op::Enter { subject } => self.enter_subject(subject)?,
            Op::Leave { subject } => self.leave_subject(subject)?,
            Op::DefineClass { class } => self.define_class(class)?,
            Op::Eval { base, top } => {
                let flow = self.eval(base, top)?;
                return Ok(self.settle(base, flow));
            }
            Op::Import { path, name, top } => self.import(path, name, top)?,
            Op::Fail { name } => return Err(self.failure(name)),
        }
        Ok(Next::Same)
    }

    #[inline(always)]
    pub(super) fn put(&mut self, to: Reg, value: Value) {
        self.register_mut(to).set(value);
    }

    /// The value of a call that was carried out at once goes to its register.
    #[inline(always)]
    fn settle(&mut self, to: Reg, flow: Flow) -> Next {
        match flow {
            Flow::Value(value) => {
                self.put(to, value);
                Next::Same
            }
            Flow::Entered => Next::Other,
        }
    }

    fn is_true(&self, a: Reg) -> Outcome<bool> {
        match self.register(a) {
            Value::Bool(truth) => Ok(*truth),
            _ => Err(self.not_a_bool(a)),
        }
    }

    fn operate(&mut self, to: Reg, op: BinaryOp, a: Reg, b: Reg) -> Outcome<Next> {
        let value = self.binary(op, a, b)?;
        self.put(to, value);
        Ok(Next::Same)
    }

    fn operate_int(&mut self, to: Reg, op: BinaryOp, a: Reg, b: i16) -> Outcome<Next> {
        let value = self.binary_int(op, a, b.into())?;
        self.put(to, value);
        Ok(Next::Same)
    }

    fn unless(&mut self, test: Test, a: Reg, b: Reg, target: u32) -> Outcome<Next> {
        if !self.test(test, a, b)? {
            self.pc = target as usize;
        }
        Ok(Next::Same)
    }

    fn unless_int(&mut self, test: Test, a: Reg, b: i16, target: u32) -> Outcome<Next> {
        if !self.test_int(test, a, b.into())? {
            self.pc = target as usize;
        }
        Ok(Next::Same)
    }

    fn loop_if(&mut self, test: Test, a: Reg, b: Reg, target: u32) -> Outcome<Next> {
        if self.test(test, a, b)? {
            self.burn()?;
            self.pc = target as usize;
        }
        Ok(Next::Same)
    }

    fn loop_if_int(&mut self, test: Test, a: Reg, b: i16, target: u32) -> Outcome<Next> {
        if self.test_int(test, a, b.into())? {
            self.burn()?;
            self.pc = target as usize;
        }
        Ok(Next::Same)
    }
}
