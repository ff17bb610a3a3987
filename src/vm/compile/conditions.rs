//! Conditions: compare and jump in one instruction where both sides are plain.

use super::function::{Builder, Built, Slot};
use super::operators::{comparison, is_test};
use super::values::is_path;
use crate::lang::hir::tree::{Expr, Node, Var};
use crate::objects::code::{Op, Test};

impl Builder<'_> {
    /// Code that goes on when the condition holds; gives the jumps taken when it does not.
    pub fn jump_unless(&mut self, condition: &Node) -> Built<Vec<usize>> {
        let top = self.top;
        let jumps = self.jump_unless_inner(condition)?;
        self.top = top;
        Ok(jumps)
    }

    /// The end of a loop that tests a plain condition once more, in one instruction.
    pub fn loop_if(&self, condition: &Node, target: u32) -> Option<Op> {
        let Expr::Binary(operator, left, right) = &condition.expr else {
            return None;
        };
        let test = comparison(&operator.name)?;
        let a = self.plain(left)?;
        if let Expr::Int(value) = right.expr {
            let value = i16::try_from(value).ok()?;
            return Some(match test {
                Test::Less => Op::LoopIfLessInt { a, value, target },
                Test::LessEqual => Op::LoopIfLessEqualInt { a, value, target },
                Test::Greater => Op::LoopIfGreaterInt { a, value, target },
                _ => return None,
            });
        }
        let b = self.plain(right)?;
        Some(match test {
            Test::Less => Op::LoopIfLess { a, b, target },
            Test::LessEqual => Op::LoopIfLessEqual { a, b, target },
            _ => return None,
        })
    }

    /// Where an error of the condition is shown.
    pub fn condition_place(&self, condition: &Node) -> rhai::Position {
        match &condition.expr {
            Expr::Binary(operator, ..) => operator.at,
            _ => condition.at,
        }
    }

    /// The register of a variable that lives in one.
    pub fn plain(&self, node: &Node) -> Option<u8> {
        match &node.expr {
            Expr::Var(Var::Local(local)) => match self.slots[*local] {
                Slot::Register(register) => Some(register),
                _ => None,
            },
            _ => None,
        }
    }

    /// When the value in the register has just been read as `variable.name`, ask instead whether it is `()`.
    fn asks_for_unit(&mut self, node: &Node, register: u8) -> bool {
        // Nothing jumps behind the instruction that reads a path.
        if is_path(node)
            && let Some(Op::GetPath { to, path, .. }) = self.ops.last_mut()
            && *to == register
            && self.paths[*path as usize].attribute_of.is_some()
        {
            let (to, path) = (*to, *path);
            *self.ops.last_mut().expect("it is there") = Op::IsUnit { to, path };
            return true;
        }
        false
    }

    /// Code that goes on when the condition does not hold; gives the jump taken when it does.
    fn jump_if(&mut self, condition: &Node) -> Built<usize> {
        if !is_test(condition) {
            let a = self.value(condition)?;
            return Ok(self.emit_at(Op::JumpIf { a, target: 0 }, condition.at));
        }
        let fails = self.jump_unless(condition)?;
        let holds = self.emit(Op::Jump { target: 0 });
        self.land_all(fails);
        Ok(holds)
    }

    fn jump_unless_inner(&mut self, condition: &Node) -> Built<Vec<usize>> {
        match &condition.expr {
            Expr::Bool(true) => return Ok(Vec::new()),
            Expr::And(operands) => {
                let mut jumps = Vec::new();
                for operand in operands {
                    jumps.extend(self.jump_unless(operand)?);
                }
                return Ok(jumps);
            }
            Expr::Or(operands) if !operands.is_empty() => {
                let mut holds = Vec::new();
                let (last, rest) = operands.split_last().expect("it is not empty");
                for operand in rest {
                    holds.push(self.jump_if(operand)?);
                }
                let jumps = self.jump_unless(last)?;
                self.land_all(holds);
                return Ok(jumps);
            }
            Expr::Unary(operator, operand) if operator.name == "!" => {
                let a = self.value(operand)?;
                let to = self.temporary()?;
                self.emit_at(Op::Not { to, a }, operator.at);
                return Ok(vec![
                    self.emit_at(Op::JumpIfNot { a: to, target: 0 }, condition.at),
                ]);
            }
            Expr::Binary(operator, left, right) => {
                if let Some(test) = comparison(&operator.name) {
                    if let Expr::Int(value) = right.expr
                        && let Ok(value) = i16::try_from(value)
                    {
                        let a = self.value(left)?;
                        let op = with_int(test, a, value);
                        return Ok(vec![self.emit_at(op, operator.at)]);
                    }
                    if let (Expr::Unit, Test::Equal | Test::NotEqual) = (&right.expr, test) {
                        let (a, target) = (self.value(left)?, 0);
                        let op = match (self.asks_for_unit(left, a), test) {
                            (true, Test::Equal) => Op::JumpIfNot { a, target },
                            (true, _) => Op::JumpIf { a, target },
                            (false, Test::Equal) => Op::JumpIfNotUnit { a, target },
                            (false, _) => Op::JumpIfUnit { a, target },
                        };
                        return Ok(vec![self.emit_at(op, operator.at)]);
                    }
                    let a = self.stable_value(left, &[right])?;
                    let b = self.value(right)?;
                    return Ok(vec![self.emit_at(with_register(test, a, b), operator.at)]);
                }
            }
            _ => {}
        }
        let a = self.value(condition)?;
        Ok(vec![
            self.emit_at(Op::JumpIfNot { a, target: 0 }, condition.at),
        ])
    }
}

fn with_int(test: Test, a: u8, value: i16) -> Op {
    let target = 0;
    match test {
        Test::Less => Op::JumpUnlessLessInt { a, value, target },
        Test::LessEqual => Op::JumpUnlessLessEqualInt { a, value, target },
        Test::Greater => Op::JumpUnlessGreaterInt { a, value, target },
        Test::GreaterEqual => Op::JumpUnlessGreaterEqualInt { a, value, target },
        Test::Equal => Op::JumpUnlessEqualInt { a, value, target },
        Test::NotEqual => Op::JumpUnlessNotEqualInt { a, value, target },
    }
}

fn with_register(test: Test, a: u8, b: u8) -> Op {
    let target = 0;
    match test {
        Test::Less => Op::JumpUnlessLess { a, b, target },
        Test::LessEqual => Op::JumpUnlessLessEqual { a, b, target },
        Test::Greater => Op::JumpUnlessGreater { a, b, target },
        Test::GreaterEqual => Op::JumpUnlessGreaterEqual { a, b, target },
        Test::Equal => Op::JumpUnlessEqual { a, b, target },
        Test::NotEqual => Op::JumpUnlessNotEqual { a, b, target },
    }
}
