//! The dispatch: one instruction after the other, fast paths for integers, floats and arrays here, all else in the other files.

use super::{Flow, Machine, Outcome, WINDOW};
use crate::engine::code::{BinaryOp, Function, Linked, Op, Test};
use crate::engine::error::Error;
use crate::engine::natives;
use crate::engine::value::Value;

/// No instruction: a loop's condition does not hold.
const EXIT: u32 = u32::MAX;

/// Why the inner loop ended.
pub(super) enum Pause {
    /// The call that was entered from Rust has returned.
    Done(Value),
    /// The running call belongs to another unit.
    Unit,
}

/// The registers of the running call.
#[inline(always)]
fn window(stack: &mut [Value], base: usize) -> &mut [Value; WINDOW] {
    (&mut stack[base..base + WINDOW])
        .try_into()
        .expect("the slice has the length of a window")
}

#[inline(always)]
fn set_int(slot: &mut Value, int: i64) {
    if let Value::Int(old) = slot {
        *old = int;
    } else {
        *slot = Value::Int(int);
    }
}

#[inline(always)]
fn set_float(slot: &mut Value, float: f64) {
    if let Value::Float(old) = slot {
        *old = float;
    } else {
        *slot = Value::Float(float);
    }
}

impl Machine<'_> {
    /// Run until the call that was entered last returns to Rust.
    pub(super) fn run(&mut self) -> Outcome<Value> {
        loop {
            // Call-backs come by the hundred thousand: a reference to the unit is kept from one to the next.
            let linked = match self.spare.take() {
                Some(spare) if std::sync::Arc::ptr_eq(&spare, &self.linked) => spare,
                _ => self.linked.clone(),
            };
            let pause = self.run_in(&linked);
            self.spare = Some(linked);
            if let Pause::Done(value) = pause? {
                return Ok(value);
            }
        }
    }

    #[expect(
        unused_assignments,
        reason = "the registers are looked up again after every slow path, also where the next step does so too"
    )]
    fn run_in(&mut self, linked: &std::sync::Arc<Linked>) -> Outcome<Pause> {
        let functions: &[Function] = &linked.code.functions;
        let mut function: &Function = &functions[self.function];
        let mut pc = self.pc;
        let mut w = window(&mut self.stack, self.base);

        // Take up the call that a slow path has entered or gone back to.
        macro_rules! reload {
            () => {{
                if !std::sync::Arc::ptr_eq(&self.linked, linked) {
                    return Ok(Pause::Unit);
                }
                function = &functions[self.function];
                pc = self.pc;
                w = window(&mut self.stack, self.base);
            }};
        }
        // An error: a handler goes on with it, or it leaves this run.
        macro_rules! fail {
            ($error:expr) => {{
                self.pc = pc;
                self.unwind($error)?;
                reload!();
                continue;
            }};
        }
        // A slow path that gives nothing.
        macro_rules! slow {
            ($call:expr) => {{
                self.pc = pc;
                match $call {
                    Ok(()) => w = window(&mut self.stack, self.base),
                    Err(error) => fail!(error),
                }
            }};
        }
        // A slow path whose value goes to a register.
        macro_rules! slow_value {
            ($to:expr, $call:expr) => {{
                self.pc = pc;
                match $call {
                    Ok(value) => {
                        w = window(&mut self.stack, self.base);
                        put(&mut w[$to as usize], value);
                    }
                    Err(error) => fail!(error),
                }
            }};
        }
        // A slow path that may have entered a call; otherwise its value goes to the register.
        macro_rules! flow {
            ($to:expr, $call:expr) => {{
                self.pc = pc;
                match $call {
                    Ok(Flow::Value(value)) => {
                        w = window(&mut self.stack, self.base);
                        put(&mut w[$to as usize], value);
                    }
                    Ok(Flow::Entered) => reload!(),
                    Err(error) => fail!(error),
                }
            }};
        }
        macro_rules! burn {
            () => {{
                self.fuel -= 1;
                if self.fuel < 0 {
                    slow!(self.refuel());
                }
            }};
        }
        macro_rules! arithmetic {
            ($to:expr, $a:expr, $b:expr, $int:ident, $float:tt, $op:ident) => {{
                match (&w[$a as usize], &w[$b as usize]) {
                    (Value::Int(a), Value::Int(b)) => {
                        if let Some(result) = a.$int(*b) {
                            set_int(&mut w[$to as usize], result);
                            continue;
                        }
                    }
                    (Value::Float(a), Value::Float(b)) => {
                        let result = a $float b;
                        set_float(&mut w[$to as usize], result);
                        continue;
                    }
                    _ => {}
                }
                slow_value!($to, self.binary(BinaryOp::$op, $a, $b));
            }};
        }
        macro_rules! arithmetic_int {
            ($to:expr, $a:expr, $value:expr, $int:ident, $float:tt, $op:ident) => {{
                match &w[$a as usize] {
                    Value::Int(a) => {
                        if let Some(result) = a.$int($value as i64) {
                            set_int(&mut w[$to as usize], result);
                            continue;
                        }
                    }
                    Value::Float(a) => {
                        let result = a $float $value as f64;
                        set_float(&mut w[$to as usize], result);
                        continue;
                    }
                    _ => {}
                }
                slow_value!($to, self.binary_int(BinaryOp::$op, $a, $value as i64));
            }};
        }
        macro_rules! compare_jump {
            ($a:expr, $b:expr, $target:expr, $test:tt, $name:ident) => {{
                let holds = match (&w[$a as usize], &w[$b as usize]) {
                    (Value::Int(a), Value::Int(b)) => a $test b,
                    (Value::Float(a), Value::Float(b)) => {
                        natives::compare_floats(Test::$name, *a, *b)
                    }
                    _ => {
                        self.pc = pc;
                        match self.test(Test::$name, $a, $b) {
                            Ok(holds) => {
                                w = window(&mut self.stack, self.base);
                                holds
                            }
                            Err(error) => fail!(error),
                        }
                    }
                };
                if !holds {
                    pc = $target as usize;
                }
            }};
        }
        macro_rules! compare_jump_int {
            ($a:expr, $value:expr, $target:expr, $test:tt, $name:ident) => {{
                let holds = match &w[$a as usize] {
                    Value::Int(a) => *a $test $value as i64,
                    Value::Float(a) => natives::compare_floats(Test::$name, *a, $value as f64),
                    _ => {
                        self.pc = pc;
                        match self.test_int(Test::$name, $a, $value as i64) {
                            Ok(holds) => {
                                w = window(&mut self.stack, self.base);
                                holds
                            }
                            Err(error) => fail!(error),
                        }
                    }
                };
                if !holds {
                    pc = $target as usize;
                }
            }};
        }
        macro_rules! loop_if {
            ($a:expr, $b:expr, $target:expr, $test:tt, $name:ident) => {{
                let next = pc;
                compare_jump!($a, $b, EXIT, $test, $name);
                if pc == EXIT as usize {
                    pc = next;
                } else {
                    burn!();
                    pc = $target as usize;
                }
            }};
        }
        macro_rules! loop_if_int {
            ($a:expr, $value:expr, $target:expr, $test:tt, $name:ident) => {{
                let next = pc;
                compare_jump_int!($a, $value, EXIT, $test, $name);
                if pc == EXIT as usize {
                    pc = next;
                } else {
                    burn!();
                    pc = $target as usize;
                }
            }};
        }
        macro_rules! jump_on {
            ($a:expr, $target:expr, $when:expr) => {{
                match &w[$a as usize] {
                    Value::Bool(truth) => {
                        if *truth == $when {
                            pc = $target as usize;
                        }
                    }
                    _ => fail!(self.not_a_bool($a)),
                }
            }};
        }

        loop {
            let op = function.ops[pc];
            pc += 1;
            match op {
                Op::Unit { to } => put(&mut w[to as usize], Value::Unit),
                Op::Bool { to, value } => put(&mut w[to as usize], Value::Bool(value)),
                Op::Int { to, value } => set_int(&mut w[to as usize], value as i64),
                Op::Const { to, index } => match &function.constants[index as usize] {
                    Value::Float(float) => set_float(&mut w[to as usize], *float),
                    value => w[to as usize] = value.clone(),
                },
                Op::Move { to, from } => match &w[from as usize] {
                    Value::Int(int) => {
                        let int = *int;
                        set_int(&mut w[to as usize], int);
                    }
                    Value::Float(float) => {
                        let float = *float;
                        set_float(&mut w[to as usize], float);
                    }
                    value => {
                        let value = copy(value);
                        put(&mut w[to as usize], value);
                    }
                },
                Op::Take { to, from } => match &mut w[from as usize] {
                    Value::Int(int) => {
                        let int = *int;
                        set_int(&mut w[to as usize], int);
                    }
                    value => {
                        let value = std::mem::take(value);
                        put(&mut w[to as usize], value);
                    }
                },

                Op::NewCell { to, from } => slow!(self.new_cell(to, from)),
                Op::LoadCell { to, cell } => {
                    let value = match &w[cell as usize] {
                        Value::Cell(cell) => cell.load(),
                        _ => None,
                    };
                    match value {
                        Some(Value::Int(int)) => set_int(&mut w[to as usize], int),
                        Some(value) => put(&mut w[to as usize], value),
                        None => fail!(self.unset_variable()),
                    }
                }
                Op::StoreCell { cell, from } => {
                    let value = copy(&w[from as usize]);
                    match &w[cell as usize] {
                        Value::Cell(cell) => cell.store(value),
                        _ => fail!(self.unset_variable()),
                    }
                }
                Op::LoadCapture { to, index } => {
                    let value = match &self.closure {
                        Some(closure) => closure.captures[index as usize].load(),
                        None => None,
                    };
                    match value {
                        Some(Value::Int(int)) => set_int(&mut w[to as usize], int),
                        Some(value) => put(&mut w[to as usize], value),
                        None => fail!(self.unset_capture(index)),
                    }
                }
                Op::StoreCapture { index, from } => {
                    let value = copy(&w[from as usize]);
                    if let Some(closure) = &self.closure {
                        closure.captures[index as usize].store(value);
                    }
                }
                Op::LoadGlobal { to, index } => match linked.globals[index as usize].load() {
                    Some(Value::Int(int)) => set_int(&mut w[to as usize], int),
                    Some(value) => put(&mut w[to as usize], value),
                    None => fail!(self.unset_global(index)),
                },
                Op::StoreGlobal { index, from } => {
                    linked.globals[index as usize].store(copy(&w[from as usize]));
                }
                Op::DeclareGlobal { index, from } => {
                    linked.globals[index as usize].declare(copy(&w[from as usize]));
                }
                Op::LoadFar { to, index } => {
                    w[to as usize] = match self.far.get(index as usize) {
                        Some(cell) => Value::Cell(cell.clone()),
                        None => Value::Unit,
                    };
                }
                Op::StoreFar { index, from } => slow!(self.store_far(index, from)),
                Op::CaptureCell { to, index } => {
                    if let Some(closure) = &self.closure {
                        w[to as usize] = Value::Cell(closure.captures[index as usize].clone());
                    }
                }
                Op::GlobalCell { to, index } => {
                    w[to as usize] = Value::Cell(linked.globals[index as usize].clone());
                }
                Op::NamedCell { to, name } => slow_value!(to, self.named_cell(name)),
                Op::LoadNamed { to, name } => slow_value!(to, self.load_named(name)),
                Op::StoreNamed { name, from } => slow!(self.store_named(name, from)),
                Op::DeclareNamed {
                    name,
                    from,
                    constant,
                } => slow!(self.declare_named(name, from, constant)),
                Op::MarkNamed { to } => {
                    let length = self.named.len() as i64;
                    set_int(&mut w[to as usize], length);
                }
                Op::RewindNamed { mark } => {
                    if let Value::Int(length) = w[mark as usize] {
                        self.named.truncate(length as usize);
                    }
                }
                Op::LoadOuter { to, name } => slow_value!(to, self.load_outer(name)),
                Op::Name { object, name } => {
                    if let (Value::Object(object), Value::Str(name)) =
                        (&w[object as usize], &function.constants[name as usize])
                    {
                        object.name_it(name);
                    }
                }
                Op::Point { write } => slow!(self.point(write)),

                Op::Add { to, a, b } => arithmetic!(to, a, b, checked_add, +, Add),
                Op::Sub { to, a, b } => arithmetic!(to, a, b, checked_sub, -, Sub),
                Op::Mul { to, a, b } => arithmetic!(to, a, b, checked_mul, *, Mul),
                Op::Div { to, a, b } => arithmetic!(to, a, b, checked_div, /, Div),
                Op::Rem { to, a, b } => arithmetic!(to, a, b, checked_rem, %, Rem),
                Op::AddInt { to, a, value } => {
                    arithmetic_int!(to, a, value, checked_add, +, Add)
                }
                Op::SubInt { to, a, value } => {
                    arithmetic_int!(to, a, value, checked_sub, -, Sub)
                }
                Op::MulInt { to, a, value } => {
                    arithmetic_int!(to, a, value, checked_mul, *, Mul)
                }
                Op::DivInt { to, a, value } => {
                    arithmetic_int!(to, a, value, checked_div, /, Div)
                }
                Op::RemInt { to, a, value } => {
                    arithmetic_int!(to, a, value, checked_rem, %, Rem)
                }
                Op::Increment { to, value } => {
                    if let Value::Int(int) = &mut w[to as usize]
                        && let Some(result) = int.checked_add(value as i64)
                    {
                        *int = result;
                        continue;
                    }
                    slow!(self.update_int(BinaryOp::Add, to, value as i64));
                }
                Op::Decrement { to, value } => {
                    if let Value::Int(int) = &mut w[to as usize]
                        && let Some(result) = int.checked_sub(value as i64)
                    {
                        *int = result;
                        continue;
                    }
                    slow!(self.update_int(BinaryOp::Sub, to, value as i64));
                }
                Op::AddTo { to, b } => {
                    match (&w[to as usize], &w[b as usize]) {
                        (Value::Int(x), Value::Int(y)) => {
                            if let Some(result) = x.checked_add(*y) {
                                set_int(&mut w[to as usize], result);
                                continue;
                            }
                        }
                        (Value::Float(x), Value::Float(y)) => {
                            let result = x + y;
                            set_float(&mut w[to as usize], result);
                            continue;
                        }
                        _ => {}
                    }
                    slow!(self.update(BinaryOp::Add, to, b));
                }
                Op::Update { to, b, op } => {
                    let result = match (&w[to as usize], &w[b as usize]) {
                        (Value::Int(x), Value::Int(y)) => match op {
                            BinaryOp::Sub => x.checked_sub(*y).map(Value::Int),
                            BinaryOp::Mul => x.checked_mul(*y).map(Value::Int),
                            _ => None,
                        },
                        (Value::Float(x), Value::Float(y)) => match op {
                            BinaryOp::Sub => Some(Value::Float(x - y)),
                            BinaryOp::Mul => Some(Value::Float(x * y)),
                            _ => None,
                        },
                        _ => None,
                    };
                    match result {
                        Some(value) => put(&mut w[to as usize], value),
                        None => slow!(self.update(op, to, b)),
                    }
                }
                Op::Binary { to, a, b, op } => slow_value!(to, self.binary(op, a, b)),
                Op::UpdateInPlace {
                    value,
                    path,
                    target,
                } => {
                    self.pc = pc;
                    match self.update_in_place(value, path) {
                        Ok(done) => {
                            w = window(&mut self.stack, self.base);
                            if done {
                                pc = target as usize;
                            }
                        }
                        Err(error) => fail!(error),
                    }
                }
                Op::Compare { to, a, b, test } => {
                    let holds = match (&w[a as usize], &w[b as usize]) {
                        (Value::Int(a), Value::Int(b)) => test_of(test, a.cmp(b)),
                        _ => {
                            slow_value!(to, self.compare(test, a, b));
                            continue;
                        }
                    };
                    put(&mut w[to as usize], Value::Bool(holds));
                }
                Op::Negate { to, a } => match &w[a as usize] {
                    Value::Float(float) => {
                        let result = -float;
                        set_float(&mut w[to as usize], result);
                    }
                    _ => slow_value!(to, self.negate(a)),
                },
                Op::Not { to, a } => match &w[a as usize] {
                    Value::Bool(truth) => {
                        let result = !truth;
                        w[to as usize] = Value::Bool(result);
                    }
                    _ => slow_value!(to, self.not(a)),
                },
                Op::Unary { to, a, name } => slow_value!(to, self.unary(a, name)),

                Op::Jump { target } => pc = target as usize,
                Op::Loop { target } => {
                    burn!();
                    pc = target as usize;
                }
                Op::LoopIfLess { a, b, target } => loop_if!(a, b, target, <, Less),
                Op::LoopIfLessEqual { a, b, target } => loop_if!(a, b, target, <=, LessEqual),
                Op::LoopIfLessInt { a, value, target } => loop_if_int!(a, value, target, <, Less),
                Op::LoopIfLessEqualInt { a, value, target } => {
                    loop_if_int!(a, value, target, <=, LessEqual)
                }
                Op::LoopIfGreaterInt { a, value, target } => {
                    loop_if_int!(a, value, target, >, Greater)
                }
                Op::JumpIf { a, target } => jump_on!(a, target, true),
                Op::JumpIfNot { a, target } => jump_on!(a, target, false),
                Op::JumpIfUnit { a, target } => {
                    if w[a as usize].is_unit() {
                        pc = target as usize;
                    }
                }
                Op::JumpIfNotUnit { a, target } => {
                    if !w[a as usize].is_unit() {
                        pc = target as usize;
                    }
                }
                Op::JumpUnlessLess { a, b, target } => compare_jump!(a, b, target, <, Less),
                Op::JumpUnlessLessEqual { a, b, target } => {
                    compare_jump!(a, b, target, <=, LessEqual)
                }
                Op::JumpUnlessGreater { a, b, target } => {
                    compare_jump!(a, b, target, >, Greater)
                }
                Op::JumpUnlessGreaterEqual { a, b, target } => {
                    compare_jump!(a, b, target, >=, GreaterEqual)
                }
                Op::JumpUnlessEqual { a, b, target } => compare_jump!(a, b, target, ==, Equal),
                Op::JumpUnlessNotEqual { a, b, target } => {
                    compare_jump!(a, b, target, !=, NotEqual)
                }
                Op::JumpUnlessLessInt { a, value, target } => {
                    compare_jump_int!(a, value, target, <, Less)
                }
                Op::JumpUnlessLessEqualInt { a, value, target } => {
                    compare_jump_int!(a, value, target, <=, LessEqual)
                }
                Op::JumpUnlessGreaterInt { a, value, target } => {
                    compare_jump_int!(a, value, target, >, Greater)
                }
                Op::JumpUnlessGreaterEqualInt { a, value, target } => {
                    compare_jump_int!(a, value, target, >=, GreaterEqual)
                }
                Op::JumpUnlessEqualInt { a, value, target } => {
                    compare_jump_int!(a, value, target, ==, Equal)
                }
                Op::JumpUnlessNotEqualInt { a, value, target } => {
                    compare_jump_int!(a, value, target, !=, NotEqual)
                }
                Op::Switch { a, table, from } => {
                    self.pc = pc;
                    pc = self.switch(a, table, from);
                    w = window(&mut self.stack, self.base);
                }
                Op::CheckBool { a } => {
                    if !matches!(w[a as usize], Value::Bool(_)) {
                        fail!(self.not_a_bool(a));
                    }
                }

                Op::Iterate { to, from } => slow_value!(to, self.iterate(from)),
                Op::Next {
                    iterator,
                    item,
                    target,
                } => {
                    let next = match &mut w[iterator as usize] {
                        Value::Iterator(iteration) => iteration.next(),
                        Value::Object(_) => {
                            self.pc = pc;
                            let next = self.next_of_object(iterator).transpose();
                            w = window(&mut self.stack, self.base);
                            next
                        }
                        _ => None,
                    };
                    match next {
                        Some(Ok(value)) => put(&mut w[item as usize], value),
                        Some(Err(error)) => fail!(error),
                        None => {
                            w[iterator as usize] = Value::Unit;
                            pc = target as usize;
                        }
                    }
                }
                Op::RangeStart {
                    state,
                    inclusive,
                    target,
                } => {
                    let state = state as usize;
                    if let (&Value::Int(start), &Value::Int(end)) = (&w[state], &w[state + 1]) {
                        // The end register holds the last item.
                        let last = if inclusive {
                            Some(end)
                        } else {
                            end.checked_sub(1)
                        };
                        match last {
                            Some(last) if start <= last => {
                                set_int(&mut w[state + 1], last);
                                set_int(&mut w[state + 2], start);
                            }
                            _ => pc = target as usize,
                        }
                    } else {
                        self.pc = pc;
                        match self.range_items(state as u8, inclusive) {
                            Ok(more) => {
                                w = window(&mut self.stack, self.base);
                                if !more {
                                    pc = target as usize;
                                }
                            }
                            Err(error) => fail!(error),
                        }
                    }
                }
                Op::RangeNext { state, target } => {
                    burn!();
                    let state = state as usize;
                    if let (&Value::Int(now), &Value::Int(last)) = (&w[state], &w[state + 1])
                        && now < last
                    {
                        set_int(&mut w[state], now + 1);
                        set_int(&mut w[state + 2], now + 1);
                        pc = target as usize;
                    } else if let Value::Iterator(iteration) = &mut w[state] {
                        match iteration.next() {
                            Some(Ok(item)) => {
                                put(&mut w[state + 2], item);
                                pc = target as usize;
                            }
                            Some(Err(error)) => fail!(error),
                            None => {}
                        }
                    }
                }

                Op::Array { to, first, count } => {
                    let first = first as usize;
                    let items = w[first..first + count as usize]
                        .iter_mut()
                        .map(std::mem::take)
                        .collect();
                    w[to as usize] = Value::array(items);
                }
                Op::Extend {
                    array,
                    first,
                    count,
                } => slow!(self.extend(array, first, count)),
                Op::Map { to, first, keys } => slow_value!(to, self.map(first, keys)),
                Op::ExtendMap { map, first, keys } => slow!(self.extend_map(map, first, keys)),
                Op::Interpolate { to, first, count } => {
                    slow_value!(to, self.interpolate(first, count));
                }
                Op::Append { array, value } => {
                    let value = std::mem::take(&mut w[value as usize]);
                    if let Value::Array(array) = &mut w[array as usize] {
                        array.items_mut().push(value);
                    }
                }
                Op::Index { to, object, index } => {
                    if let (Value::Array(array), Value::Int(index)) =
                        (&w[object as usize], &w[index as usize])
                        && let Some(item) = array.get(*index as usize)
                    {
                        match item {
                            Value::Int(int) => {
                                let int = *int;
                                set_int(&mut w[to as usize], int);
                            }
                            item => {
                                let item = copy(item);
                                put(&mut w[to as usize], item);
                            }
                        }
                        continue;
                    }
                    flow!(to, self.index(object, index));
                }
                Op::SetIndex {
                    object,
                    index,
                    value,
                } => {
                    if let Value::Int(index) = w[index as usize] {
                        let item = copy(&w[value as usize]);
                        if let Value::Array(array) = &mut w[object as usize]
                            && let Some(slot) = array.items_mut().get_mut(index as usize)
                        {
                            put(slot, item);
                            continue;
                        }
                    }
                    slow!(self.set_index(object, index, value));
                }
                Op::GetPath { to, first, path } => slow_value!(to, self.get_path(first, path)),
                Op::SetPath { value, first, path } => slow!(self.set_path(value, first, path)),
                Op::UpdatePath {
                    value,
                    first,
                    op,
                    path,
                } => slow!(self.update_path(value, first, op, path)),

                Op::Call {
                    base,
                    function: callee,
                } => {
                    burn!();
                    if self.frames.len() >= self.max_depth
                        || self.base + base as usize + 2 * WINDOW > self.stack.len()
                    {
                        self.pc = pc;
                        match self.make_room(base) {
                            Ok(()) => w = window(&mut self.stack, self.base),
                            Err(error) => fail!(error),
                        }
                    }
                    let callee_code = &functions[callee as usize];
                    if callee_code.by_name || function.by_name || !self.far.is_empty() {
                        slow!(self.enter_plain(base, callee));
                        reload!();
                        continue;
                    }
                    let frame = self.frames.push();
                    frame.function = self.function as u32;
                    frame.pc = pc as u32;
                    frame.base = self.base as u32;
                    frame.has_this = false;
                    frame.boundary = false;
                    if self.closure.is_some() {
                        frame.closure = self.closure.take();
                    }
                    self.base += base as usize;
                    self.function = callee as usize;
                    function = callee_code;
                    pc = 0;
                    w = window(&mut self.stack, self.base);
                }
                Op::CallInScope { base, function } => {
                    flow!(base, self.call_in_scope(base, function));
                }
                Op::CallName { base, count, name } => {
                    flow!(base, self.call_name(base, count, name));
                }
                Op::CallValue { base, count, name } => {
                    flow!(base, self.call_value(base, count, name));
                }
                Op::CallMethod { base, method } => {
                    flow!(base, self.call_method(linked, base, method));
                }
                Op::Construct { base, count, class } => {
                    flow!(base, self.construct_class(base, count, class));
                }
                Op::Super {
                    base,
                    count,
                    class,
                    name,
                } => flow!(base, self.call_super(base, count, class, name)),
                Op::Closure {
                    to,
                    first,
                    function: callee,
                } => slow_value!(to, self.make_closure(first, callee)),

                Op::Return { from } => {
                    let value = w[from as usize].transfer();
                    if self.caught.is_empty()
                        && let Some(frame) = self.frames.last()
                        && frame.rare.is_none()
                        && !(frame.boundary && frame.has_this)
                    {
                        for register in &mut w[..function.registers as usize] {
                            if register.is_heap() {
                                *register = Value::Unit;
                            }
                        }
                        self.base = frame.base as usize;
                        self.function = frame.function as usize;
                        let boundary = frame.boundary;
                        pc = frame.pc as usize;
                        if let Some(frame) = self.frames.pop()
                            && (frame.closure.is_some() || self.closure.is_some())
                        {
                            self.closure = frame.closure.take();
                        }
                        if boundary {
                            self.pc = pc;
                            return Ok(Pause::Done(value));
                        }
                        match value {
                            Value::Int(int) => set_int(&mut w[0], int),
                            value => put(&mut w[0], value),
                        }
                        function = &functions[self.function];
                        w = window(&mut self.stack, self.base);
                        continue;
                    }
                    self.pc = pc;
                    match self.end_call(value) {
                        Ok(None) => reload!(),
                        Ok(Some(value)) => return Ok(Pause::Done(value)),
                        Err(error) => fail!(error),
                    }
                }
                Op::ReturnUnit => {
                    self.pc = pc;
                    match self.end_call(Value::Unit) {
                        Ok(None) => reload!(),
                        Ok(Some(value)) => return Ok(Pause::Done(value)),
                        Err(error) => fail!(error),
                    }
                }

                Op::Throw { from } => {
                    let value = std::mem::take(&mut w[from as usize]);
                    fail!(Error::new(crate::engine::error::Kind::Thrown(value)));
                }
                Op::Rethrow { .. } => match self.caught.pop() {
                    Some((_, error)) => fail!(error),
                    None => unreachable!("a handler keeps its error until it rethrows"),
                },
                Op::EndCatch => {
                    self.caught.pop();
                }
                Op::CheckThis => {
                    if !self.frames.last().is_some_and(|frame| frame.has_this) {
                        fail!(self.unbound_this());
                    }
                }
                Op::Enter { subject } => flow!(subject, self.enter_subject(subject)),
                Op::Leave { subject } => slow!(self.leave_subject(subject)),
                Op::Eval { base } => flow!(base, self.eval(base)),
                Op::Import { path, name } => slow!(self.import(path, name)),
                Op::Fail { name } => fail!(self.failure(name)),
            }
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

/// Copy a register's value, quickly for what needs no reference counted.
#[inline(always)]
fn copy(value: &Value) -> Value {
    match value {
        Value::Int(int) => Value::Int(*int),
        Value::Float(float) => Value::Float(*float),
        Value::Bool(truth) => Value::Bool(*truth),
        Value::Char(char) => Value::Char(*char),
        Value::Unit => Value::Unit,
        value => value.clone(),
    }
}

/// Put a value where another one may have to be dropped.
#[inline(always)]
fn put(slot: &mut Value, value: Value) {
    if slot.is_heap() {
        *slot = value;
    } else {
        std::mem::forget(std::mem::replace(slot, value));
    }
}
