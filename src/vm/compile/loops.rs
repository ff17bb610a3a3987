//! Loops and comprehensions.

use super::function::{Builder, Built, Loop, Scope, Slot};
use crate::builtins;
use crate::lang::hir::tree::{Callee, Clause, Expr, For, Node, StepKind, Var};
use crate::objects::code::{Op, RangeForm, Reg};
use rhai::Position;

impl Builder<'_> {
    fn enter_loop(&mut self, to: Option<Reg>) -> Built<()> {
        let mark = self.mark()?;
        self.scopes.push(Scope::Loop(Loop {
            to,
            breaks: Vec::new(),
            continues: Vec::new(),
            mark,
        }));
        Ok(())
    }

    fn exit_loop(&mut self) -> Loop {
        match self.scopes.pop() {
            Some(Scope::Loop(ended)) => ended,
            _ => unreachable!("scopes are left in the order in which they were entered"),
        }
    }

    /// The innermost loop and how many scopes lie outside of it.
    fn innermost_loop(&mut self) -> Option<(usize, &mut Loop)> {
        self.scopes
            .iter_mut()
            .enumerate()
            .rev()
            .find_map(|(depth, scope)| match scope {
                Scope::Loop(found) => Some((depth, found)),
                _ => None,
            })
    }

    pub fn break_loop(&mut self, value: Option<&Node>) -> Built<()> {
        let Some((depth, found)) = self.innermost_loop() else {
            self.emit(Op::ReturnUnit);
            return Ok(());
        };
        let (to, mark) = (found.to, found.mark);
        match (value, to) {
            (Some(value), Some(to)) => self.into(value, to)?,
            (Some(value), None) => self.statement(value)?,
            (None, to) => self.unit_value(to),
        }
        self.leave_scopes(depth + 1)?;
        self.rewind(mark);
        let jump = self.emit(Op::Jump { target: 0 });
        self.reopen_scopes(depth + 1);
        if let Some((_, found)) = self.innermost_loop() {
            found.breaks.push(jump);
        }
        Ok(())
    }

    pub fn continue_loop(&mut self) -> Built<()> {
        let Some((depth, found)) = self.innermost_loop() else {
            self.emit(Op::ReturnUnit);
            return Ok(());
        };
        let mark = found.mark;
        self.leave_scopes(depth + 1)?;
        self.rewind(mark);
        let jump = self.emit(Op::Jump { target: 0 });
        self.reopen_scopes(depth + 1);
        if let Some((_, found)) = self.innermost_loop() {
            found.continues.push(jump);
        }
        Ok(())
    }

    pub fn while_loop(&mut self, condition: &Node, body: &Node, to: Option<Reg>) -> Built<()> {
        let top = self.top;
        self.enter_loop(to)?;
        let start = self.here();
        let exits = self.jump_unless(condition)?;
        let first = self.here();
        self.statement(body)?;
        let ended = self.exit_loop();
        self.land_all(ended.continues);
        let again = self
            .loop_if(condition, first)
            .unwrap_or(Op::Loop { target: start });
        self.emit_at(again, self.condition_place(condition));
        self.land_all(exits);
        self.unit_value(to);
        self.land_all(ended.breaks);
        self.top = top;
        Ok(())
    }

    pub fn endless_loop(&mut self, body: &Node, to: Option<Reg>) -> Built<()> {
        let top = self.top;
        self.enter_loop(to)?;
        let start = self.here();
        self.statement(body)?;
        let ended = self.exit_loop();
        self.land_all(ended.continues);
        self.emit(Op::Loop { target: start });
        self.land_all(ended.breaks);
        self.top = top;
        Ok(())
    }

    pub fn do_loop(
        &mut self,
        body: &Node,
        condition: &Node,
        until: bool,
        to: Option<Reg>,
    ) -> Built<()> {
        let top = self.top;
        self.enter_loop(to)?;
        let start = self.here();
        self.statement(body)?;
        let ended = self.exit_loop();
        if !ended.continues.is_empty() {
            // As in Rhai, `continue` starts the body again without asking the condition.
            let condition = self.emit(Op::Jump { target: 0 });
            self.land_all(ended.continues);
            self.emit(Op::Loop { target: start });
            self.land(condition);
        }
        if until {
            let again = self.jump_unless(condition)?;
            let out = self.emit(Op::Jump { target: 0 });
            self.land_all(again);
            self.emit(Op::Loop { target: start });
            self.land(out);
        } else {
            let exits = self.jump_unless(condition)?;
            self.emit(Op::Loop { target: start });
            self.land_all(exits);
        }
        self.unit_value(to);
        self.land_all(ended.breaks);
        self.top = top;
        Ok(())
    }

    pub fn for_loop(&mut self, parts: &For, to: Option<Reg>) -> Built<()> {
        let top = self.top;
        let mark = self.mark()?;
        self.iterate(
            &parts.item,
            parts.counter.as_ref(),
            &parts.iterable,
            to,
            |builder| builder.statement(&parts.body),
        )?;
        self.rewind(mark);
        self.top = top;
        Ok(())
    }

    /// Run `body` for each item.
    fn iterate(
        &mut self,
        item: &Var,
        counter: Option<&Var>,
        iterable: &Node,
        to: Option<Reg>,
        body: impl FnOnce(&mut Self) -> Built<()>,
    ) -> Built<()> {
        match int_range(iterable) {
            Some(range) if counter.is_none() => {
                self.iterate_range(item, range, iterable.at, to, body)
            }
            _ => self.iterate_items(item, counter, iterable, to, body),
        }
    }

    fn iterate_range(
        &mut self,
        item: &Var,
        range: IntRange,
        at: Position,
        to: Option<Reg>,
        body: impl FnOnce(&mut Self) -> Built<()>,
    ) -> Built<()> {
        let state = self.temporaries(3)?;
        match range.start {
            Some(start) => self.into(start, state)?,
            None => {
                self.emit(Op::Int {
                    to: state,
                    value: 0,
                });
            }
        }
        self.into(range.end, state + 1)?;
        let step = match range.step {
            Some(step) => {
                let register = self.temporary()?;
                self.into(step, register)?;
                Some(register)
            }
            None => None,
        };
        let variable = self.loop_variable(item, state + 2)?;
        self.enter_loop(to)?;
        let form = range.form;
        let first = match step {
            Some(step) => Op::StepStart {
                state,
                step,
                target: 0,
            },
            None => Op::RangeStart {
                state,
                form,
                target: 0,
            },
        };
        let exit = self.emit_at(first, at);
        let start = self.here();
        self.set_loop_variable(variable, item, state + 2)?;
        body(self)?;
        let ended = self.exit_loop();
        self.land_all(ended.continues);
        let target = start;
        let next = match step {
            Some(step) => Op::StepNext {
                state,
                step,
                target,
            },
            None => Op::RangeNext { state, target },
        };
        self.emit_at(next, at);
        self.land(exit);
        self.unit_value(to);
        self.land_all(ended.breaks);
        Ok(())
    }

    fn iterate_items(
        &mut self,
        item: &Var,
        counter: Option<&Var>,
        iterable: &Node,
        to: Option<Reg>,
        body: impl FnOnce(&mut Self) -> Built<()>,
    ) -> Built<()> {
        let iterator = self.temporary()?;
        self.into(iterable, iterator)?;
        self.emit_at(
            Op::Iterate {
                to: iterator,
                from: iterator,
            },
            iterable.at,
        );
        let count = match counter {
            Some(var) => {
                let count = self.temporary()?;
                self.emit(Op::Int {
                    to: count,
                    value: -1,
                });
                let register = self.temporary()?;
                Some((count, self.loop_variable(var, register)?, register, var))
            }
            None => None,
        };
        let register = self.temporary()?;
        let variable = self.loop_variable(item, register)?;
        self.enter_loop(to)?;
        let entry = self.emit(Op::Jump { target: 0 });
        let start = self.here();
        let first = register;
        if let Some((count, slot, register, var)) = count {
            self.emit(Op::Increment {
                to: count,
                value: 1,
            });
            self.emit(Op::Second {
                to: register,
                item: first,
                iterator,
                count,
                takes_apart: gives_pairs(iterable),
            });
            self.set_loop_variable(slot, var, register)?;
        }
        self.set_loop_variable(variable, item, register)?;
        body(self)?;
        let ended = self.exit_loop();
        self.land_all(ended.continues);
        self.land(entry);
        self.emit_at(
            Op::Next {
                iterator,
                item: register,
                target: start,
            },
            iterable.at,
        );
        self.unit_value(to);
        self.land_all(ended.breaks);
        Ok(())
    }

    /// Where the loop variable lives: the register of the items itself, or one cell for all turns.
    fn loop_variable(&mut self, var: &Var, register: Reg) -> Built<Slot> {
        let Var::Local(local) = var else {
            if let Var::Named(_) = var {
                let unit = self.temporary()?;
                self.emit(Op::Unit { to: unit });
                self.define(var, unit, false)?;
            }
            return Ok(Slot::Undeclared);
        };
        let info = &self.tree.locals[*local];
        let slot = if info.captured {
            let cell = self.temporary()?;
            self.emit(Op::Unit { to: cell });
            self.emit(Op::NewCell {
                to: cell,
                from: cell,
            });
            self.name_register(cell, &info.name);
            Slot::Cell(cell)
        } else {
            self.name_register(register, &info.name);
            Slot::Register(register)
        };
        self.slots[*local] = slot;
        Ok(slot)
    }

    fn set_loop_variable(&mut self, slot: Slot, var: &Var, register: Reg) -> Built<()> {
        match slot {
            Slot::Register(_) => Ok(()),
            _ => self.store(var, register, self.at),
        }
    }

    /// `list[item for … if …]`: nested loops that append.
    pub fn comprehension(&mut self, item: &Node, clauses: &[Clause], to: Reg) -> Built<()> {
        let top = self.top;
        let array = self.temporary()?;
        let mark = self.mark()?;
        self.emit(Op::Array {
            to: array,
            first: array,
            count: 0,
        });
        self.clause(item, clauses, array)?;
        self.rewind(mark);
        self.emit(Op::Take { to, from: array });
        self.top = top;
        Ok(())
    }

    fn clause(&mut self, item: &Node, clauses: &[Clause], array: Reg) -> Built<()> {
        let top = self.top;
        match clauses.split_first() {
            None => {
                let value = self.temporary()?;
                self.into(item, value)?;
                self.emit(Op::Append { array, value });
            }
            Some((Clause::If(condition), rest)) => {
                let jumps = self.jump_unless(condition)?;
                self.clause(item, rest, array)?;
                self.land_all(jumps);
            }
            Some((
                Clause::For {
                    item: var,
                    iterable,
                },
                rest,
            )) => {
                // Clauses nest: boxed, or the compiler would have a type for each depth.
                type Body<'b, B> = Box<dyn FnOnce(&mut B) -> Built<()> + 'b>;
                let body: Body<'_, Self> = Box::new(|builder| builder.clause(item, rest, array));
                self.iterate(var, None, iterable, None, body)?;
            }
        }
        self.top = top;
        Ok(())
    }
}
/// A range of integers that a loop walks over.
struct IntRange<'n> {
    /// 0 where it is not written.
    start: Option<&'n Node>,
    end: &'n Node,
    step: Option<&'n Node>,
    form: RangeForm,
}

/// The range that is written here, so that no iterator is needed.
fn int_range(iterable: &Node) -> Option<IntRange<'_>> {
    let (start, end, step, form) = match &iterable.expr {
        Expr::Binary(operator, start, end) => match operator.name.as_str() {
            ".." => (Some(&**start), &**end, None, RangeForm::Open),
            "..=" => (Some(&**start), &**end, None, RangeForm::Closed),
            _ => return None,
        },
        Expr::Call(call) => match (&call.callee, call.args.as_slice()) {
            (Callee::Named(name), args) if name == "range" => match args {
                [start, end, step] => (Some(start), end, Some(step), RangeForm::Called),
                [start, end] => (Some(start), end, None, RangeForm::Called),
                [end] => (None, end, None, RangeForm::CalledTo),
                _ => return None,
            },
            _ => return None,
        },
        _ => return None,
    };
    Some(IntRange {
        start,
        end,
        step,
        form,
    })
}

/// Is it a method that gives pairs?
fn gives_pairs(iterable: &Node) -> bool {
    let Expr::Chain(chain) = &iterable.expr else {
        return false;
    };
    match chain.steps.last().map(|step| &step.kind) {
        Some(StepKind::Method { name, .. }) => builtins::gives_pairs(name),
        _ => false,
    }
}
