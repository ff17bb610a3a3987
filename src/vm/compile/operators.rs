//! Unary and binary operators, op-assignments, short circuits.

use super::function::{Builder, Built, Slot};
use crate::lang::hir::tree::{Expr, Node, Operator, Var};
use crate::messages::message_id;
use crate::objects::code::{BinaryOp, Op, Path, PathRoot, Reg, Test, operator_of};
use rhai::Position;

impl Builder<'_> {
    pub fn unary(&mut self, operator: &Operator, operand: &Node, to: Reg) -> Built<()> {
        let a = self.value(operand)?;
        let at = operator.at;
        match operator.name.as_str() {
            "-" => self.emit_at(Op::Negate { to, a }, at),
            "!" => self.emit_at(Op::Not { to, a }, at),
            _ => {
                let name = self.name_site(&operator.name, &[], None, at)?;
                self.emit_at(Op::Unary { to, a, name }, at)
            }
        };
        Ok(())
    }

    pub fn binary(&mut self, operator: &Operator, left: &Node, right: &Node, to: Reg) -> Built<()> {
        let at = operator.at;
        if let Expr::Int(value) = right.expr
            && let Ok(value) = i16::try_from(value)
        {
            let fused: Option<fn(Reg, Reg, i16) -> Op> = match operator.name.as_str() {
                "+" => Some(|to, a, value| Op::AddInt { to, a, value }),
                "-" => Some(|to, a, value| Op::SubInt { to, a, value }),
                "*" => Some(|to, a, value| Op::MulInt { to, a, value }),
                "/" => Some(|to, a, value| Op::DivInt { to, a, value }),
                "%" => Some(|to, a, value| Op::RemInt { to, a, value }),
                _ => None,
            };
            if let Some(fused) = fused {
                let a = self.value(left)?;
                self.emit_at(fused(to, a, value), at);
                return Ok(());
            }
        }
        let a = self.stable_value(left, &[right])?;
        let b = self.value(right)?;
        let op = match operator.name.as_str() {
            "+" => Op::Add { to, a, b },
            "-" => Op::Sub { to, a, b },
            "*" => Op::Mul { to, a, b },
            "/" => Op::Div { to, a, b },
            "%" => Op::Rem { to, a, b },
            name => match comparison(name) {
                Some(test) => Op::Compare { to, a, b, test },
                None => Op::Binary {
                    to,
                    a,
                    b,
                    op: self.operator(operator)?,
                },
            },
        };
        self.emit_at(op, at);
        Ok(())
    }

    /// The operator as an instruction names it.
    pub fn operator(&mut self, operator: &Operator) -> Built<BinaryOp> {
        match operator_of(&operator.name) {
            BinaryOp::Named(_) => {
                let site = self.name_site(&operator.name, &[], None, operator.at)?;
                let site = u8::try_from(site)
                    .map_err(|_| self.too_large(message_id!("too-large-calls-before-operator")))?;
                Ok(BinaryOp::Named(site))
            }
            op => Ok(op),
        }
    }

    /// `variable op= value`: the value first; then, for a cell, load, operate, store.
    pub fn update_variable(
        &mut self,
        var: &Var,
        operator: &Operator,
        value: &Node,
        at: Position,
        operator_at: Position,
    ) -> Built<()> {
        if let Var::Local(local) = var
            && let Slot::Register(to) = self.slots[*local]
        {
            if let Some(op) = increment(to, operator, value) {
                self.emit_at(op, operator_at);
                return Ok(());
            }
            let b = self.value(value)?;
            return self.update_register(to, operator, b, operator_at);
        }
        let small = increment(0, operator, value).is_some();
        let b = if small { 0 } else { self.value(value)? };
        let in_place = match operator.name.as_str() {
            "+" if !small && !matches!(value.expr, Expr::Int(_) | Expr::Float(_)) => {
                self.cell_path(var, at)?
            }
            _ => None,
        };
        let skip = match in_place {
            Some(path) => {
                let path = self.path(path)?;
                Some(self.emit_at(
                    Op::UpdateInPlace {
                        value: b,
                        path,
                        target: 0,
                    },
                    operator_at,
                ))
            }
            None => None,
        };
        let to = self.temporary()?;
        self.load(var, to, at)?;
        match increment(to, operator, value) {
            Some(op) => {
                self.emit_at(op, operator_at);
            }
            None => self.update_register(to, operator, b, operator_at)?,
        }
        self.store(var, to, at)?;
        if let Some(skip) = skip {
            self.land(skip);
        }
        Ok(())
    }

    /// The path of no steps to a variable in a cell.
    fn cell_path(&mut self, var: &Var, at: Position) -> Built<Option<Path>> {
        let root = match var {
            Var::Local(local) => match self.slots[*local] {
                Slot::Cell(register) => PathRoot::CellIn(register),
                _ => return Ok(None),
            },
            Var::Capture(index) => PathRoot::Capture(*index as u16),
            Var::Global(index) => PathRoot::Global(*index as u16),
            _ => return Ok(None),
        };
        Ok(Some(Path {
            root,
            root_at: at,
            constant: false,
            given: false,
            attribute_of: None,
            steps: Box::new([]),
        }))
    }

    pub fn update_register(
        &mut self,
        to: Reg,
        operator: &Operator,
        b: Reg,
        at: Position,
    ) -> Built<()> {
        match self.operator(operator)? {
            BinaryOp::Add => self.emit_at(Op::AddTo { to, b }, at),
            op => self.emit_at(Op::Update { to, b, op }, at),
        };
        Ok(())
    }

    /// Does the condition hold?
    fn truth_of(&mut self, condition: &Node, to: Reg) -> Built<()> {
        let fails = self.jump_unless(condition)?;
        self.emit(Op::Bool { to, value: true });
        let end = self.emit(Op::Jump { target: 0 });
        self.land_all(fails);
        self.emit(Op::Bool { to, value: false });
        self.land(end);
        Ok(())
    }

    /// `&&`, `||`, `??` as values. The result is built beside `to`, which the operands may still read.
    pub fn short_circuit(&mut self, node: &Node, to: Reg) -> Built<()> {
        if is_test(node) {
            return self.truth_of(node, to);
        }
        let result = self.temporary()?;
        let (operands, coalesce, or) = match &node.expr {
            Expr::And(operands) => (operands, false, false),
            Expr::Or(operands) => (operands, false, true),
            Expr::Coalesce(operands) => (operands, true, false),
            _ => unreachable!("only short circuits come here"),
        };
        let mut done = Vec::new();
        let last = operands.len().saturating_sub(1);
        for (index, operand) in operands.iter().enumerate() {
            self.into(operand, result)?;
            if coalesce {
                if index < last {
                    done.push(self.emit(Op::JumpIfNotUnit {
                        a: result,
                        target: 0,
                    }));
                }
                continue;
            }
            if index < last {
                let jump = if or {
                    Op::JumpIf {
                        a: result,
                        target: 0,
                    }
                } else {
                    Op::JumpIfNot {
                        a: result,
                        target: 0,
                    }
                };
                done.push(self.emit_at(jump, operand.at));
            } else {
                self.emit_at(Op::CheckBool { a: result }, operand.at);
            }
        }
        self.land_all(done);
        self.emit(Op::Take { to, from: result });
        Ok(())
    }
}

pub(super) fn comparison(name: &str) -> Option<Test> {
    Some(match name {
        "<" => Test::Less,
        "<=" => Test::LessEqual,
        ">" => Test::Greater,
        ">=" => Test::GreaterEqual,
        "==" => Test::Equal,
        "!=" => Test::NotEqual,
        _ => return None,
    })
}

/// Is the value of the condition that of comparisons, and so a truth value?
pub(super) fn is_test(condition: &Node) -> bool {
    match &condition.expr {
        Expr::Binary(operator, ..) => comparison(&operator.name).is_some(),
        Expr::And(operands) | Expr::Or(operands) => operands.iter().all(is_test),
        _ => false,
    }
}

/// `x += 1` in one instruction.
fn increment(to: Reg, operator: &Operator, value: &Node) -> Option<Op> {
    let Expr::Int(value) = value.expr else {
        return None;
    };
    let value = i16::try_from(value).ok()?;
    match operator.name.as_str() {
        "+" => Some(Op::Increment { to, value }),
        "-" => Some(Op::Decrement { to, value }),
        _ => None,
    }
}
