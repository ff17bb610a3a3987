//! Slow paths of operators, comparisons, data construction, iteration.

use super::{Machine, Outcome};
use crate::builtins;
use crate::objects::abi;
use crate::objects::code::{BinaryOp, Reg, Test, operator_name};
use crate::objects::error::Error;
use crate::objects::value::Value;
use rhai::{ImmutableString, Position};

impl Machine<'_> {
    pub(super) fn at(&self) -> Position {
        self.place(self.pc.saturating_sub(1))
    }

    pub(super) fn bracket(&self) -> Option<Position> {
        self.linked
            .function(self.function)
            .bracket(self.pc.saturating_sub(1))
    }

    #[inline(always)]
    pub(super) fn register(&self, register: Reg) -> &Value {
        &self.stack[self.base + register as usize]
    }

    #[inline(always)]
    pub(super) fn register_mut(&mut self, register: Reg) -> &mut Value {
        &mut self.stack[self.base + register as usize]
    }

    pub(super) fn constant_text(&self, index: u16) -> ImmutableString {
        match &self.linked.function(self.function).constants[index as usize] {
            Value::Str(text) => text.into(),
            _ => ImmutableString::new(),
        }
    }

    fn operator_text(&self, op: BinaryOp) -> String {
        match op {
            BinaryOp::Named(site) => self.linked.function(self.function).names[site as usize]
                .name
                .to_string(),
            op => operator_name(op).to_string(),
        }
    }

    /// A function of the script that gives an operator a meaning for these operands.
    pub(super) fn apply(&self, op: BinaryOp, a: &Value, b: &Value) -> Outcome<Value> {
        match op {
            BinaryOp::Named(_) => {
                let name = self.operator_text(op);
                builtins::binary(op, &name, a, b, self.at())
            }
            op => builtins::binary(op, operator_name(op), a, b, self.at()),
        }
    }

    #[inline]
    pub(super) fn binary(&mut self, op: BinaryOp, a: Reg, b: Reg) -> Outcome<Value> {
        if op == BinaryOp::Add && may_tell(self.register(a), self.register(b)) {
            let (a, b) = (self.register(a).clone(), self.register(b).clone());
            if let Some(joined) = self.joined_with_told(op, &a, &b) {
                return joined;
            }
        }
        self.apply(op, self.register(a), self.register(b))
    }

    #[inline(never)]
    pub(super) fn binary_int(&mut self, op: BinaryOp, a: Reg, b: i64) -> Outcome<Value> {
        self.apply(op, self.register(a), &Value::Int(b))
    }

    #[inline]
    pub(super) fn update(&mut self, op: BinaryOp, to: Reg, b: Reg) -> Outcome<()> {
        if op == BinaryOp::Add && self.append_text(to, b) {
            return Ok(());
        }
        let operand = self.register(b).clone();
        // An array takes a text in as an item.
        let before = self.register(to);
        if op == BinaryOp::Add
            && !matches!(before, Value::Array(_) | Value::Map(_))
            && may_tell(before, &operand)
        {
            let before = self.register(to).clone();
            if let Some(joined) = self.joined_with_told(op, &before, &operand) {
                *self.register_mut(to) = joined?;
                return Ok(());
            }
        }
        self.update_with(op, to, operand)
    }

    /// `text + value`, where that is a text.
    #[inline(always)]
    pub(super) fn joined(&self, a: Reg, b: Reg) -> Option<Value> {
        match self.register(a) {
            Value::Str(text) => builtins::joined(text, self.register(b)).map(Value::Str),
            _ => None,
        }
    }

    /// `text += text`, without counting a reference.
    pub(super) fn append_text(&mut self, to: Reg, b: Reg) -> bool {
        let mut target = std::mem::take(self.register_mut(to));
        let appended = match (&mut target, self.register(b)) {
            (Value::Str(text), Value::Str(more)) if abi::fits_text(text, more.len()) => {
                if text.is_empty() {
                    *text = more.clone();
                } else {
                    text.append(more);
                }
                true
            }
            _ => false,
        };
        *self.register_mut(to) = target;
        appended
    }

    #[inline(never)]
    pub(super) fn update_int(&mut self, op: BinaryOp, to: Reg, b: i64) -> Outcome<()> {
        self.update_with(op, to, Value::Int(b))
    }

    fn update_with(&mut self, op: BinaryOp, to: Reg, operand: Value) -> Outcome<()> {
        let at = self.at();
        if let BinaryOp::Named(_) = op {
            let name = self.operator_text(op);
            return builtins::update(op, &name, self.register_mut(to), operand, at);
        }
        builtins::update(op, operator_name(op), self.register_mut(to), operand, at)
    }

    #[inline(never)]
    pub(super) fn compare(&mut self, test: Test, a: Reg, b: Reg) -> Outcome<Value> {
        builtins::compare(test, self.register(a), self.register(b), self.at())
    }

    #[inline(never)]
    pub(super) fn test(&mut self, test: Test, a: Reg, b: Reg) -> Outcome<bool> {
        self.truth(builtins::compare(
            test,
            self.register(a),
            self.register(b),
            self.at(),
        )?)
    }

    #[inline(never)]
    pub(super) fn test_int(&mut self, test: Test, a: Reg, b: i64) -> Outcome<bool> {
        self.truth(builtins::compare(
            test,
            self.register(a),
            &Value::Int(b),
            self.at(),
        )?)
    }

    pub(super) fn truth(&self, value: Value) -> Outcome<bool> {
        match value {
            Value::Bool(truth) => Ok(truth),
            other => Err(Error::wrong_type("bool", &other)),
        }
    }

    pub(super) fn negate(&mut self, a: Reg) -> Outcome<Value> {
        builtins::negate(self.register(a), self.at())
    }

    pub(super) fn not(&mut self, a: Reg) -> Outcome<Value> {
        builtins::not(self.register(a), self.at())
    }

    pub(super) fn unary(&mut self, a: Reg, name: u16) -> Outcome<Value> {
        let name = self.linked.function(self.function).names[name as usize]
            .name
            .clone();
        builtins::unary(&name, self.register(a).clone(), self.at())
    }
}

/// Is one of them a text, and the other something that may have a text of its own?
fn may_tell(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Str(_) | Value::Char(_), other) | (other, Value::Str(_)) => {
            matches!(other, Value::Object(_) | Value::Array(_) | Value::Map(_))
        }
        _ => false,
    }
}
