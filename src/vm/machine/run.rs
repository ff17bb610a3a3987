//! The dispatch: one instruction after the other. Here is what is quick and common: numbers, truth values, elements of arrays, plain
//! calls. An instruction that meets anything else is carried out by `step`, which knows the whole meaning of each.

use super::call_backs::Ended;
use super::data::choose;
use super::frames::Kind;
use super::objects::settle;
use super::quick_calls::{Quick, This};
use super::quick_data::has_own;
use super::quick_paths::{self, Reach};
use super::stack::window;
use super::{Machine, Next, Outcome, WINDOW, quick_registers, quick_texts};
use crate::builtins;
use crate::objects::abi::meter;
use crate::objects::code::{BinaryOp, Function, Linked, Op, Path, PathStep, Reg, Test};
use crate::objects::value;
use crate::objects::value::{Cell, Plain, Value};
use std::sync::Arc;

/// Why the inner loop ended.
enum Pause {
    /// The call that was entered from Rust has returned.
    Done,
    /// The running call belongs to another unit.
    Unit,
}

/// The cell of `register.name`, where the place has met the class before.
#[inline(always)]
fn attribute_cell<'w>(w: &'w [Value; WINDOW], path: &Path) -> Option<&'w Cell> {
    let root = path.attribute_of?;
    let (Value::Object(object), [PathStep::Property { known, .. }]) =
        (&w[root as usize], &*path.steps)
    else {
        return None;
    };
    object.as_instance()?.known_cell(known)
}

/// The value is about to be stored in the attribute at the end of the path.
#[inline(always)]
fn note_owner(w: &[Value; WINDOW], path: &Path, new: &Value) {
    if let Some(root) = path.attribute_of
        && let Value::Object(owner) = &w[root as usize]
    {
        owner.before_storing(new);
    }
}

impl Machine<'_> {
    /// Run until the call that was entered last returns to Rust.
    pub(super) fn run(&mut self) -> Outcome<Value> {
        loop {
            // Call-backs come by the hundred thousand: a reference to the unit is kept from one to the next.
            let linked = match self.spare.take() {
                Some(spare) if Arc::ptr_eq(&spare, &self.linked) => spare,
                _ => self.linked.clone(),
            };
            let pause = self.run_in(&linked);
            self.spare = Some(linked);
            if let Pause::Done = pause? {
                return Ok(self.result.transfer());
            }
        }
    }

    fn run_in(&mut self, linked: &Arc<Linked>) -> Outcome<Pause> {
        let functions: &[Function] = &linked.code.functions;
        let mut function: &Function = &functions[self.function];
        // The instructions that follow. Where they begin is only counted when the call is left.
        let mut rest: &[Op] = &function.ops[self.pc..];
        let mut w = window(&mut self.stack, self.base);

        macro_rules! go {
            ($target:expr) => {{
                rest = &function.ops[$target as usize..];
                continue;
            }};
        }
        // The instruction has been carried out.
        macro_rules! next {
            () => {
                break
            };
        }
        macro_rules! here {
            () => {
                function.ops.len() - rest.len() + 1
            };
        }
        // In what follows, an arm that has carried out its instruction goes on with the next one by `next!` or `go!`; an arm that
        // falls through has changed nothing and leaves the instruction to `step`.
        macro_rules! arithmetic {
            ($to:expr, $a:expr, $b:expr, $int:ident, $float:tt) => {
                match (&w[$a as usize], &w[$b as usize]) {
                    (Value::Int(a), Value::Int(b)) => {
                        if let Some(result) = a.$int(*b) {
                            w[$to as usize].set_int(result);
                            next!();
                        }
                    }
                    (Value::Float(a), Value::Float(b)) => {
                        let result = a $float b;
                        w[$to as usize].set_float(result);
                        next!();
                    }
                    (Value::Float(a), Value::Int(b)) => {
                        let result = *a $float *b as f64;
                        w[$to as usize].set_float(result);
                        next!();
                    }
                    (Value::Int(a), Value::Float(b)) => {
                        let result = *a as f64 $float *b;
                        w[$to as usize].set_float(result);
                        next!();
                    }
                    _ => {}
                }
            };
        }
        macro_rules! arithmetic_int {
            ($to:expr, $a:expr, $value:expr, $int:ident, $float:tt) => {
                match &w[$a as usize] {
                    Value::Int(a) => {
                        if let Some(result) = a.$int($value as i64) {
                            w[$to as usize].set_int(result);
                            next!();
                        }
                    }
                    Value::Float(a) => {
                        let result = a $float $value as f64;
                        w[$to as usize].set_float(result);
                        next!();
                    }
                    _ => {}
                }
            };
        }
        macro_rules! unless {
            ($a:expr, $b:expr, $target:expr, $test:tt, $name:ident) => {{
                let holds = match (&w[$a as usize], &w[$b as usize]) {
                    (Value::Int(a), Value::Int(b)) => Some(a $test b),
                    (Value::Float(a), Value::Float(b)) => {
                        Some(builtins::compare_floats(Test::$name, *a, *b))
                    }
                    (Value::Char(a), Value::Char(b)) => Some(a $test b),
                    (a, b) => builtins::known_order(Test::$name, a, b),
                };
                match holds {
                    Some(true) => next!(),
                    Some(false) => {
                        go!($target);
                    }
                    None => {}
                }
            }};
        }
        macro_rules! unless_equal {
            ($a:expr, $b:expr, $target:expr, $test:tt, $name:ident) => {{
                let holds = match (&w[$a as usize], &w[$b as usize]) {
                    (Value::Int(a), Value::Int(b)) => Some(a $test b),
                    (Value::Char(a), Value::Char(b)) => Some(a $test b),
                    (a, b) => builtins::known_test(Test::$name, a, b),
                };
                match holds {
                    Some(true) => next!(),
                    Some(false) => {
                        go!($target);
                    }
                    None => {}
                }
            }};
        }
        macro_rules! unless_int {
            ($a:expr, $value:expr, $target:expr, $test:tt) => {
                if let Value::Int(a) = w[$a as usize] {
                    if !(a $test $value as i64) {
                        go!($target);
                    }
                    next!();
                }
            };
        }
        macro_rules! loop_if {
            ($a:expr, $b:expr, $target:expr, $test:tt) => {
                if let (Value::Int(a), Value::Int(b)) = (&w[$a as usize], &w[$b as usize]) {
                    if !(a $test b) {
                        next!();
                    }
                    if self.fuel > 0 {
                        self.fuel -= 1;
                        go!($target);
                    }
                }
            };
        }
        macro_rules! loop_if_int {
            ($a:expr, $value:expr, $target:expr, $test:tt) => {
                if let Value::Int(a) = w[$a as usize] {
                    if !(a $test $value as i64) {
                        next!();
                    }
                    if self.fuel > 0 {
                        self.fuel -= 1;
                        go!($target);
                    }
                }
            };
        }
        // What a cell holds in a word goes to a register.
        macro_rules! put_plain {
            ($to:expr, $cell:expr) => {
                match $cell.plain() {
                    Plain::Int(int) => {
                        w[$to as usize].set_int(int);
                        next!();
                    }
                    Plain::Float(float) => {
                        w[$to as usize].set_float(float);
                        next!();
                    }
                    Plain::Bool(truth) => {
                        w[$to as usize].set_bool(truth);
                        next!();
                    }
                    Plain::Char(char) => {
                        w[$to as usize].set_char(char);
                        next!();
                    }
                    Plain::Unit => {
                        w[$to as usize].set_unit();
                        next!();
                    }
                    Plain::Unset | Plain::Other => {}
                }
            };
        }
        macro_rules! load {
            ($to:expr, $cell:expr) => {{
                put_plain!($to, $cell);
                if quick_registers::load(&$cell, &mut w[$to as usize]) {
                    next!();
                }
            }};
        }
        macro_rules! reach {
            () => {
                &Reach {
                    linked,
                    closure: &self.closure,
                    task: self.task,
                }
            };
        }
        // What was put aside goes to a register.
        macro_rules! put_seen {
            ($to:expr, $seen:expr) => {{
                // Not by a call: what was written by its width would be moved as a whole.
                match $seen {
                    Value::Int(int) => w[$to as usize].set_int(int),
                    Value::Float(float) => w[$to as usize].set_float(float),
                    Value::Bool(truth) => w[$to as usize].set_bool(truth),
                    Value::Unit => w[$to as usize].set_unit(),
                    Value::Char(char) => w[$to as usize].set_char(char),
                    Value::Object(object) => w[$to as usize].set_object(object),
                    Value::Array(items) => w[$to as usize].set_array(items),
                    other => w[$to as usize].set(other),
                }
                next!();
            }};
        }
        // An item of what stands in a register goes to another one.
        macro_rules! put_item {
            ($to:expr, $item:expr) => {{
                match *$item {
                    Value::Int(int) => w[$to as usize].set_int(int),
                    Value::Float(float) => w[$to as usize].set_float(float),
                    Value::Bool(truth) => w[$to as usize].set_bool(truth),
                    Value::Object(ref object) => {
                        let object = object.clone();
                        w[$to as usize].set_object(object);
                    }
                    ref item => {
                        let mut copy = Value::Unit;
                        copy.set_copy(item);
                        put_seen!($to, copy);
                    }
                }
                next!();
            }};
        }
        // The instruction has been carried out; what was copied for it is accounted for.
        macro_rules! settle {
            ($run:lifetime) => {
                match meter::settle() {
                    Ok(()) => next!(),
                    Err(stop) => {
                        self.pc = here!();
                        break $run Err(stop);
                    }
                }
            };
        }
        macro_rules! store {
            ($cell:expr, $from:expr) => {{
                let value = &w[$from as usize];
                if !$cell.store_plain(value) {
                    $cell.store_copy(value);
                }
                next!();
            }};
        }

        // What was called has been carried out, has failed, or has done nothing.
        macro_rules! done {
            ($run:lifetime, $outcome:expr) => {
                match $outcome {
                    Some(Ok(())) => {
                        w = window(&mut self.stack, self.base);
                        next!();
                    }
                    Some(Err(error)) => break $run Err(error),
                    None => {}
                }
            };
        }

        // A method of whatever stands there, by what the place knows of it.
        macro_rules! method {
            ($run:lifetime, $quick:ident, $base:expr, $method:expr) => {
                self.pc = here!();
                match self.$quick(linked, $base, $method) {
                    Ok(Quick::Entered) => take_up!(),
                    Ok(Quick::Done) => {
                        w = window(&mut self.stack, self.base);
                        next!();
                    }
                    Ok(Quick::No) => {}
                    Err(error) => break $run Err(error),
                }
            };
        }

        // The result goes where the window of the call begins: there the caller expects it. The other registers are emptied.
        macro_rules! leave_window {
            ($from:expr) => {
                match $from {
                    Some(0) => {}
                    Some(from) => Value::move_within(w, from, 0),
                    None => w[0].set_unit(),
                }
                for register in &mut w[1..function.registers as usize] {
                    if register.is_heap() {
                        register.set_unit();
                    }
                }
            };
        }
        macro_rules! go_back {
            ($base:expr, $caller:expr, $place:expr) => {
                self.base = $base as usize;
                self.function = $caller as usize;
                function = &functions[$caller as usize];
                rest = &function.ops[$place as usize..];
                w = window(&mut self.stack, $base as usize);
            };
        }
        // End a call that was entered the quick way.
        macro_rules! give_back {
            ($from:expr) => {
                if let Some(frame) = self.frames.last()
                    && self.caught.is_empty()
                {
                    let (base, caller, place) = (frame.base, frame.function, frame.pc);
                    match frame.kind {
                        Kind::Plain => {
                            self.frames.pop_plain();
                            leave_window!($from);
                            go_back!(base, caller, place);
                            continue;
                        }
                        Kind::Kept => {
                            let this = function.this;
                            let lent = frame.lent as usize;
                            let from = match frame.gives_this {
                                true => {
                                    settle(&w[this as usize]);
                                    Some(this)
                                }
                                false => $from,
                            };
                            let closure = self.frames.pop_kept();
                            if closure.is_some() || self.closure.is_some() {
                                self.closure = closure.take();
                            }
                            if lent > 0 {
                                let receiver = match from == Some(this) {
                                    true => w[this as usize].clone(),
                                    false => std::mem::take(&mut w[this as usize]),
                                };
                                leave_window!(from);
                                go_back!(base, caller, place);
                                w[lent - 1].put(receiver);
                            } else {
                                leave_window!(from);
                                go_back!(base, caller, place);
                            }
                            continue;
                        }
                        Kind::Any => {}
                    }
                }
            };
        }

        // Go on in the call that has been entered.
        macro_rules! take_up {
            () => {{
                function = &functions[self.function];
                rest = &function.ops;
                w = window(&mut self.stack, self.base);
                continue;
            }};
        }

        // A call that a native has made ends, or goes on with the next item.
        macro_rules! end_callback {
            ($run:lifetime, $from:expr) => {{
                self.pc = here!();
                match self.end_callback($from) {
                    Ok(Ended::Done) => return Ok(Pause::Done),
                    Ok(Ended::Again) => {
                        rest = &function.ops;
                        w = window(&mut self.stack, self.base);
                        continue;
                    }
                    Ok(Ended::Not) => {}
                    Err(error) => break $run Err(error),
                }
            }};
        }

        loop {
            let outcome = 'run: loop {
                loop {
                    let [op, ..] = rest else {
                        unreachable!("code ends with an instruction that leaves it");
                    };
                    match *op {
                        Op::Unit { to } => {
                            w[to as usize].set_unit();
                            next!();
                        }
                        Op::Bool { to, value } => {
                            w[to as usize].set_bool(value);
                            next!();
                        }
                        Op::Int { to, value } => {
                            w[to as usize].set_int(value as i64);
                            next!();
                        }
                        Op::Const { to, index } => {
                            w[to as usize].set_copy(&function.constants[index as usize]);
                            next!();
                        }
                        Op::ConstArray { to, index } => {
                            let literal = function.constants[index as usize].copy_of_literal();
                            w[to as usize].put(literal);
                            next!();
                        }
                        Op::Move { to, from } => {
                            Value::copy_within(w, from, to);
                            next!();
                        }
                        Op::Take { to, from } => {
                            Value::move_within(w, from, to);
                            next!();
                        }

                        Op::LoadCell { to, cell } => {
                            if let Ok([place, Value::Cell(cell)]) =
                                w.get_disjoint_mut([to as usize, cell as usize])
                                && quick_registers::load(cell, place)
                            {
                                next!();
                            }
                        }
                        Op::StoreCell { cell, from } => {
                            if let Value::Cell(cell) = &w[cell as usize] {
                                store!(cell, from);
                            }
                        }
                        Op::LoadCapture { to, index } => {
                            if let Some(closure) = &self.closure {
                                load!(to, closure.captures[index as usize]);
                            }
                        }
                        Op::StoreCapture { index, from } => {
                            if let Some(closure) = &self.closure {
                                store!(closure.captures[index as usize], from);
                            }
                        }
                        Op::LoadGlobal { to, index } => load!(to, linked.globals[index as usize]),
                        Op::StoreGlobal { index, from } => {
                            store!(linked.globals[index as usize], from)
                        }

                        Op::Add { to, a, b } => {
                            arithmetic!(to, a, b, checked_add, +);
                            match to == a {
                                true if quick_texts::append(w, to, b) => next!(),
                                true => {}
                                false => {
                                    if let Some(sum) = quick_texts::joined(w, a, b) {
                                        w[to as usize].put(Value::Str(sum));
                                        next!();
                                    }
                                }
                            }
                            if quick_registers::joined(w, to, a, b) {
                                next!();
                            }
                        }
                        Op::Sub { to, a, b } => arithmetic!(to, a, b, checked_sub, -),
                        Op::Mul { to, a, b } => {
                            arithmetic!(to, a, b, checked_mul, *);
                            if let Value::Int(times) = w[b as usize]
                                && let Some(text) = quick_texts::repeated(&w[a as usize], times)
                            {
                                w[to as usize].put(text);
                                next!();
                            }
                        }
                        Op::Div { to, a, b } => arithmetic!(to, a, b, checked_div, /),
                        Op::Rem { to, a, b } => arithmetic!(to, a, b, checked_rem, %),
                        Op::AddInt { to, a, value } => {
                            arithmetic_int!(to, a, value, checked_add, +)
                        }
                        Op::SubInt { to, a, value } => {
                            arithmetic_int!(to, a, value, checked_sub, -)
                        }
                        Op::MulInt { to, a, value } => {
                            arithmetic_int!(to, a, value, checked_mul, *);
                            let text = &w[a as usize];
                            if let Some(text) = quick_texts::repeated(text, value.into()) {
                                w[to as usize].put(text);
                                next!();
                            }
                        }
                        Op::DivInt { to, a, value } => {
                            arithmetic_int!(to, a, value, checked_div, /)
                        }
                        Op::RemInt { to, a, value } => {
                            arithmetic_int!(to, a, value, checked_rem, %)
                        }
                        Op::Increment { to, value } => {
                            if let Value::Int(int) = &mut w[to as usize]
                                && let Some(result) = int.checked_add(value as i64)
                            {
                                *int = result;
                                next!();
                            }
                        }
                        Op::Decrement { to, value } => {
                            if let Value::Int(int) = &mut w[to as usize]
                                && let Some(result) = int.checked_sub(value as i64)
                            {
                                *int = result;
                                next!();
                            }
                        }
                        Op::AddTo { to, b } => {
                            arithmetic!(to, to, b, checked_add, +);
                            if quick_texts::append(w, to, b) {
                                next!();
                            }
                        }
                        Op::Interpolate { to, template } => {
                            let template = &function.templates[template as usize];
                            match quick_texts::interpolate(w, template) {
                                Some(Ok(text)) => {
                                    w[to as usize].put(Value::Str(text));
                                    next!();
                                }
                                Some(Err(error)) => {
                                    self.pc = here!();
                                    break 'run Err(error.at(self.at()));
                                }
                                None => {}
                            }
                        }
                        Op::Update { to, b, op } => match op {
                            BinaryOp::Sub => arithmetic!(to, to, b, checked_sub, -),
                            BinaryOp::Mul => arithmetic!(to, to, b, checked_mul, *),
                            _ => {}
                        },
                        Op::UpdateInPlace { value, path, .. } => {
                            let root = function.paths[path as usize].root;
                            // Two numbers: load, add and store follow.
                            if !w[value as usize].is_heap()
                                && reach!().cell(w, root).is_some_and(Cell::is_number)
                            {
                                next!();
                            }
                        }
                        Op::Compare { to, a, b, test } => {
                            let holds = match (&w[a as usize], &w[b as usize]) {
                                (Value::Int(a), Value::Int(b)) => Some(test_of(test, a.cmp(b))),
                                (Value::Char(a), Value::Char(b)) => Some(test_of(test, a.cmp(b))),
                                (Value::Float(a), Value::Float(b)) => {
                                    Some(builtins::compare_floats(test, *a, *b))
                                }
                                (a, b) => match test {
                                    Test::Equal | Test::NotEqual => {
                                        builtins::known_test(test, a, b)
                                    }
                                    _ => builtins::known_order(test, a, b),
                                },
                            };
                            if let Some(holds) = holds {
                                w[to as usize].set_bool(holds);
                                next!();
                            }
                        }
                        Op::Negate { to, a } => {
                            if let Value::Float(float) = w[a as usize] {
                                w[to as usize].set_float(-float);
                                next!();
                            }
                        }
                        Op::Not { to, a } => {
                            if let Value::Bool(truth) = w[a as usize] {
                                w[to as usize].set_bool(!truth);
                                next!();
                            }
                        }

                        Op::Jump { target } => {
                            go!(target);
                        }
                        Op::Loop { target } if self.fuel > 0 => {
                            self.fuel -= 1;
                            go!(target);
                        }
                        Op::LoopIfLess { a, b, target } => loop_if!(a, b, target, <),
                        Op::LoopIfLessEqual { a, b, target } => loop_if!(a, b, target, <=),
                        Op::LoopIfLessInt { a, value, target } => loop_if_int!(a, value, target, <),
                        Op::LoopIfLessEqualInt { a, value, target } => {
                            loop_if_int!(a, value, target, <=)
                        }
                        Op::LoopIfGreaterInt { a, value, target } => {
                            loop_if_int!(a, value, target, >)
                        }
                        Op::JumpIf { a, target } => {
                            if let Value::Bool(truth) = w[a as usize] {
                                if truth {
                                    go!(target);
                                }
                                next!();
                            }
                        }
                        Op::JumpIfNot { a, target } => {
                            if let Value::Bool(truth) = w[a as usize] {
                                if !truth {
                                    go!(target);
                                }
                                next!();
                            }
                        }
                        Op::JumpIfUnit { a, target } => {
                            if w[a as usize].is_unit() {
                                go!(target);
                            }
                            next!();
                        }
                        Op::JumpIfNotUnit { a, target } => {
                            if !w[a as usize].is_unit() {
                                go!(target);
                            }
                            next!();
                        }
                        Op::JumpUnlessLess { a, b, target } => unless!(a, b, target, <, Less),
                        Op::JumpUnlessLessEqual { a, b, target } => {
                            unless!(a, b, target, <=, LessEqual)
                        }
                        Op::JumpUnlessGreater { a, b, target } => unless!(a, b, target, >, Greater),
                        Op::JumpUnlessGreaterEqual { a, b, target } => {
                            unless!(a, b, target, >=, GreaterEqual)
                        }
                        Op::JumpUnlessEqual { a, b, target } => {
                            unless_equal!(a, b, target, ==, Equal)
                        }
                        Op::JumpUnlessNotEqual { a, b, target } => {
                            unless_equal!(a, b, target, !=, NotEqual)
                        }
                        Op::JumpUnlessLessInt { a, value, target } => {
                            unless_int!(a, value, target, <)
                        }
                        Op::JumpUnlessLessEqualInt { a, value, target } => {
                            unless_int!(a, value, target, <=)
                        }
                        Op::JumpUnlessGreaterInt { a, value, target } => {
                            unless_int!(a, value, target, >)
                        }
                        Op::JumpUnlessGreaterEqualInt { a, value, target } => {
                            unless_int!(a, value, target, >=)
                        }
                        Op::JumpUnlessEqualInt { a, value, target } => {
                            unless_int!(a, value, target, ==)
                        }
                        Op::JumpUnlessNotEqualInt { a, value, target } => {
                            unless_int!(a, value, target, !=)
                        }

                        Op::RangeStart {
                            state,
                            form,
                            target,
                        } => {
                            let state = state as usize;
                            let is_ours = !form.is_call()
                                || linked.lines.is_none() && linked.caller.is_none();
                            if let (&Value::Int(start), &Value::Int(end)) =
                                (&w[state], &w[state + 1])
                                && let Some(last) = form.last(end)
                                && is_ours
                            {
                                if start <= last {
                                    w[state + 1].set_int(last);
                                    w[state + 2].set_int(start);
                                } else {
                                    go!(target);
                                }
                                next!();
                            }
                        }
                        Op::RangeNext { state, target } => {
                            let state = state as usize;
                            if self.fuel > 0
                                && let (&Value::Int(now), &Value::Int(last)) =
                                    (&w[state], &w[state + 1])
                            {
                                self.fuel -= 1;
                                if now < last {
                                    w[state].set_int(now + 1);
                                    w[state + 2].set_int(now + 1);
                                    go!(target);
                                }
                                next!();
                            }
                        }
                        Op::StepStart {
                            state,
                            step,
                            target,
                        } => {
                            let at = state as usize;
                            if let (&Value::Int(start), &Value::Int(end), &Value::Int(step)) =
                                (&w[at], &w[at + 1], &w[step as usize])
                                && step != 0
                                && linked.lines.is_none()
                                && linked.caller.is_none()
                            {
                                match value::stepped(start, end, step) {
                                    true => w[at + 2].set_int(start),
                                    false => go!(target),
                                }
                                next!();
                            }
                        }
                        Op::StepNext {
                            state,
                            step,
                            target,
                        } => {
                            let at = state as usize;
                            if self.fuel > 0
                                && let (&Value::Int(now), &Value::Int(end), &Value::Int(step)) =
                                    (&w[at], &w[at + 1], &w[step as usize])
                            {
                                self.fuel -= 1;
                                let following = now.wrapping_add(step);
                                if value::stepped(following, end, step) {
                                    w[at].set_int(following);
                                    w[at + 2].set_int(following);
                                    go!(target);
                                }
                                next!();
                            }
                        }
                        Op::Iterate { to, from } if quick_registers::iterate(w, to, from) => {
                            next!()
                        }
                        Op::Next {
                            iterator,
                            item,
                            target,
                        } => {
                            if self.fuel > 0
                                && let Ok([Value::Iterator(iteration), item]) =
                                    w.get_disjoint_mut([iterator as usize, item as usize])
                            {
                                if iteration.put_element(item)
                                    || iteration.put_char(item)
                                    || iteration.put_next(item)
                                {
                                    self.fuel -= 1;
                                    go!(target);
                                } else {
                                    w[iterator as usize].set_unit();
                                }
                                next!();
                            }
                        }
                        Op::Switch { a, table, from } => {
                            let table = &function.switches[table as usize];
                            go!(choose(table, &w[a as usize], from));
                        }
                        Op::Array { to, first, count } => {
                            quick_registers::array(w, to, first, count);
                            next!();
                        }
                        Op::Append { array, value } => {
                            if let Ok([Value::Array(array), value]) =
                                w.get_disjoint_mut([array as usize, value as usize])
                                && array.push_from(value)
                            {
                                next!();
                            }
                        }
                        Op::Index { to, object, index } => {
                            if let (Value::Array(array), Value::Int(index)) =
                                (&w[object as usize], &w[index as usize])
                                && let Some(item) = array.item(*index as usize)
                            {
                                put_item!(to, item);
                            }
                            if let Some(item) = quick_registers::item(w, object, index) {
                                put_item!(to, item);
                            }
                            if let Some(part) = quick_texts::part(w, object, index) {
                                w[to as usize].put(part);
                                settle!('run);
                            }
                        }
                        Op::Slice {
                            to,
                            object,
                            first,
                            inclusive,
                        } => {
                            if let Some(part) = quick_texts::slice(w, object, first, inclusive) {
                                w[to as usize].put(part);
                                settle!('run);
                            }
                        }
                        Op::SetIndex {
                            object,
                            index,
                            value,
                        } => {
                            if let Value::Int(index) = w[index as usize]
                                && let Ok([Value::Array(array), value]) =
                                    w.get_disjoint_mut([object as usize, value as usize])
                                && let Some(items) = array.own_items()
                                && let Some(slot) = items.get_mut(index as usize)
                            {
                                slot.set_copy(value);
                                next!();
                            }
                            if quick_registers::set_item(w, object, index, value) {
                                settle!('run);
                            }
                        }

                        Op::ItemOfItem {
                            to,
                            object,
                            first,
                            second,
                            ..
                        } => {
                            if let (Value::Array(rows), Value::Int(first), Value::Int(second)) =
                                (&w[object as usize], &w[first as usize], &w[second as usize])
                                && let Some(Value::Array(row)) = rows.item(*first as usize)
                                && let Some(item) = row.item(*second as usize)
                            {
                                put_item!(to, item);
                            }
                            if let Some(item) =
                                quick_registers::item_of_item(w, object, [first, second])
                            {
                                w[to as usize].put(item);
                                settle!('run);
                            }
                        }
                        Op::SetItemOfItem {
                            value,
                            object,
                            first,
                            second,
                            ..
                        } => {
                            if let (&Value::Int(first), &Value::Int(second)) =
                                (&w[first as usize], &w[second as usize])
                                && let Ok([Value::Array(rows), value]) =
                                    w.get_disjoint_mut([object as usize, value as usize])
                                && let Some(rows) = rows.own_items()
                                && let Some(Value::Array(row)) = rows.get_mut(first as usize)
                                && let Some(row) = row.own_items()
                                && let Some(slot) = row.get_mut(second as usize)
                            {
                                slot.set_copy(value);
                                next!();
                            }
                        }
                        Op::UpdateItem {
                            value,
                            object,
                            index,
                            op,
                            ..
                        } => {
                            if let Value::Int(index) = w[index as usize]
                                && let Ok([Value::Array(items), value]) =
                                    w.get_disjoint_mut([object as usize, value as usize])
                                && let Some(items) = items.own_items()
                                && let Some(slot) = items.get_mut(index as usize)
                                && builtins::update_number(op, slot, value)
                            {
                                next!();
                            }
                            if quick_registers::update_item(w, [object, index, value], op) {
                                settle!('run);
                            }
                        }
                        Op::Push {
                            base,
                            array,
                            wanted,
                            method,
                        } => {
                            if let Value::Object(_) = w[array as usize] {
                                method!('run, quick_method_of_object, base, method);
                            } else if let Ok([item, Value::Array(array)]) =
                                w.get_disjoint_mut([base as usize, array as usize])
                                && array.push_from(item)
                            {
                                if wanted {
                                    item.set_unit();
                                }
                                next!();
                            }
                        }
                        Op::CallIntrinsic { base, method } => {
                            let site = &function.methods[method as usize];
                            match quick_paths::intrinsic(w, reach!(), base, site) {
                                Some(Ok(())) => next!(),
                                Some(Err(error)) => {
                                    self.pc = here!();
                                    break 'run Err(error);
                                }
                                None => {}
                            }
                            // Objects have methods of these names too.
                            method!('run, quick_method_of_object, base, method);
                        }
                        Op::CallMethod { base, method } => {
                            method!('run, quick_method, base, method);
                        }
                        Op::CallValue { base, count, .. } => {
                            self.pc = here!();
                            if let Quick::Entered = self.quick_call_value(linked, base, count) {
                                take_up!();
                            }
                        }
                        Op::Construct { base, count, class } => {
                            self.pc = here!();
                            if let Quick::Entered = self.quick_construct(linked, base, count, class)
                            {
                                take_up!();
                            }
                        }
                        Op::Super {
                            base,
                            count,
                            class,
                            name,
                        } => {
                            self.pc = here!();
                            if let Quick::Entered =
                                self.quick_super(linked, base, count, class, name)
                            {
                                take_up!();
                            }
                        }
                        Op::CheckThis if self.frames.last().is_some_and(|frame| frame.has_this) => {
                            next!();
                        }
                        Op::GetPath { to, first, path } => {
                            let path = &function.paths[path as usize];
                            if let Some(cell) = attribute_cell(w, path) {
                                put_plain!(to, cell);
                                if let Some(object) = cell.load_object() {
                                    w[to as usize].set_object(object);
                                    next!();
                                }
                                let mut value = Value::Unit;
                                if cell.load_to(&mut value) {
                                    put_seen!(to, value);
                                }
                            } else if let Some(root) = path.attribute_of
                                && let Some(item) = quick_registers::entry(w, root, path)
                            {
                                put_item!(to, item);
                            }
                            let mut value = Value::Unit;
                            if quick_paths::get(w, reach!(), first, path, &mut value) {
                                put_seen!(to, value);
                            }
                        }
                        Op::IsUnit { to, path } => {
                            let path = &function.paths[path as usize];
                            if let Some(cell) = attribute_cell(w, path)
                                && let Some(is_unit) = cell.is_unit()
                            {
                                w[to as usize].set_bool(is_unit);
                                next!();
                            }
                        }
                        Op::SetPath { value, first, path } => {
                            let path = &function.paths[path as usize];
                            if let Some(cell) = attribute_cell(w, path) {
                                let new = &w[value as usize];
                                if cell.is_set() {
                                    if !cell.store_plain(new) {
                                        note_owner(w, path, new);
                                        cell.store_copy(new);
                                    }
                                    next!();
                                }
                                if quick_paths::begin(w, path, new) {
                                    next!();
                                }
                            }
                            if let Some(root) = path.attribute_of
                                && !matches!(w[root as usize], Value::Object(_))
                            {
                                if quick_registers::set_entry(w, root, path, value) {
                                    settle!('run);
                                }
                            } else if path.is_item_in_cell()
                                && quick_registers::set_entry_in_cell(
                                    w,
                                    reach!(),
                                    (first, value),
                                    path,
                                )
                                || quick_paths::set(w, reach!(), (first, value), path)
                            {
                                settle!('run);
                            }
                        }
                        Op::UpdatePath {
                            value,
                            first,
                            op,
                            path,
                        } => {
                            let path = &function.paths[path as usize];
                            if op == BinaryOp::Add
                                && let Value::Int(int) = w[value as usize]
                                && let Some(cell) = attribute_cell(w, path)
                                && let Some(before) = cell.load_int()
                                && let Some(after) = before.checked_add(int)
                                && cell.store_int(after)
                            {
                                next!();
                            }
                            if let Some(cell) = attribute_cell(w, path)
                                && (quick_paths::update_attribute(cell, op, &w[value as usize])
                                    || op == BinaryOp::Add
                                        && self.task.is_alone()
                                        && quick_texts::append_in(cell, &w[value as usize]))
                            {
                                next!();
                            }
                            if let Some(root) = path.attribute_of
                                && quick_registers::update_entry(w, root, path, (op, value))
                            {
                                settle!('run);
                            }
                            if quick_paths::update(w, reach!(), (first, value), op, path) {
                                settle!('run);
                            }
                        }
                        Op::Enter { subject } => {
                            self.pc = here!();
                            done!('run, Some(self.enter_subject(subject)));
                        }
                        Op::Leave { subject } => {
                            self.pc = here!();
                            done!('run, Some(self.leave_subject(subject)));
                        }
                        Op::CallName { base, count, name } => {
                            let site = &function.names[name as usize];
                            let first = base as usize;
                            if site.word.is_some()
                                && let Some(others) = w.get(first + 1..first + count as usize)
                            {
                                let mut seen =
                                    quick_registers::look(w, reach!(), base, others, site);
                                if w[first].set_some(&mut seen) {
                                    next!();
                                }
                            }
                            self.pc = here!();
                            done!('run, self.known_name(linked, base, count, name));
                        }
                        Op::In { base, item, name } => {
                            let site = &function.names[name as usize];
                            if let Some(holds) =
                                quick_registers::is_in(w, reach!(), base, item, site)
                            {
                                w[base as usize].set_bool(holds);
                                next!();
                            }
                            let items = std::slice::from_ref(&w[item as usize]);
                            let mut seen = quick_registers::look(w, reach!(), base, items, site);
                            if w[base as usize].set_some(&mut seen) {
                                next!();
                            }
                            if item != base + 1 {
                                Value::copy_within(w, item, base + 1);
                            }
                            self.pc = here!();
                            done!('run, self.known_name(linked, base, 2, name));
                        }
                        Op::Len { base, of, method } => {
                            let length = match &w[of as usize] {
                                Value::Array(array) => Some(array.len() as i64),
                                Value::Map(entries)
                                    if !has_own(
                                        entries,
                                        &function.methods[method as usize].key,
                                    ) =>
                                {
                                    Some(entries.len() as i64)
                                }
                                value => quick_texts::length(value),
                            };
                            if let Some(length) = length {
                                w[base as usize].set_int(length);
                                next!();
                            }
                            if let Value::Object(_) = w[of as usize] {
                                method!('run, quick_method_of_object, base, method);
                            }
                        }

                        Op::Call {
                            base,
                            function: callee,
                        } => {
                            self.pc = here!();
                            if self.can_enter(function, base, &functions[callee as usize]) {
                                self.enter(base, callee as usize, This::None);
                                take_up!();
                            }
                        }
                        Op::Closure {
                            to,
                            first,
                            function,
                        } => {
                            let closure = self.make_closure(linked, first, function);
                            w = window(&mut self.stack, self.base);
                            w[to as usize].put(Value::Function(closure));
                            next!();
                        }
                        Op::Return { from } => {
                            give_back!(Some(from));
                            end_callback!('run, Some(from));
                        }
                        Op::ReturnUnit => {
                            give_back!(None::<Reg>);
                            end_callback!('run, None);
                        }
                        _ => {}
                    }
                    self.pc = here!();
                    break 'run self.step(linked);
                }
                rest = &rest[1..];
            };
            match outcome {
                Ok(Next::Same) => {
                    rest = &function.ops[self.pc..];
                    w = window(&mut self.stack, self.base);
                    continue;
                }
                Ok(Next::Other) => {}
                Ok(Next::Rust) => return Ok(Pause::Done),
                Err(error) => self.unwind(error)?,
            }
            // Take up the call that has been entered or gone back to.
            if !Arc::ptr_eq(&self.linked, linked) {
                return Ok(Pause::Unit);
            }
            function = &functions[self.function];
            rest = &function.ops[self.pc..];
            w = window(&mut self.stack, self.base);
        }
    }
}

#[inline(always)]
fn test_of(test: Test, order: std::cmp::Ordering) -> bool {
    match test {
        Test::Less => order.is_lt(),
        Test::LessEqual => order.is_le(),
        Test::Greater => order.is_gt(),
        Test::GreaterEqual => order.is_ge(),
        Test::Equal => order.is_eq(),
        Test::NotEqual => order.is_ne(),
    }
}
