//! Control flow: blocks, branches, `switch`, `try`, `with`, and leaving early.

use super::function::{Builder, Built, Scope, Slot, Watched};
use crate::engine::code::{HandlerKind, Op, Reg, SwitchPattern, SwitchTable};
use crate::engine::lower::tree::{Expr, Node, Pattern, Switch, Try, Var};
use crate::engine::natives::from_dynamic;
use crate::messages::message_id;

impl Builder<'_> {
    /// Run a node for its effect.
    pub fn statement(&mut self, node: &Node) -> Built<()> {
        let outer = self.move_to(node.at);
        let top = self.top;
        match &node.expr {
            Expr::Let {
                var,
                constant,
                value,
            } => {
                // The register of the new variable stays taken until the block ends.
                self.let_statement(var, *constant, value)?;
                self.at = outer;
                return Ok(());
            }
            Expr::Assign(assign) => self.assign(assign)?,
            Expr::Unit | Expr::Export | Expr::ClassDefinition(_) => {}
            Expr::Block(_)
            | Expr::If(_)
            | Expr::Switch(_)
            | Expr::While(_)
            | Expr::Loop(_)
            | Expr::DoWhile { .. }
            | Expr::For(_)
            | Expr::Try(_)
            | Expr::With(_)
            | Expr::Return(_)
            | Expr::Throw(_)
            | Expr::Break(_)
            | Expr::Continue
            | Expr::Import { .. } => self.flow(node, None)?,
            _ => {
                let to = self.temporary()?;
                self.into(node, to)?;
                self.want_no_result();
            }
        }
        self.top = top;
        self.at = outer;
        Ok(())
    }

    /// A method call as a statement need not put its result anywhere.
    fn want_no_result(&mut self) {
        match self.ops.last_mut() {
            Some(Op::Push { wanted, .. }) => *wanted = false,
            Some(Op::CallMethod { method, .. }) => self.methods[*method as usize].wanted = false,
            _ => {}
        }
    }

    /// Control flow, with a register for its value or without.
    pub fn flow(&mut self, node: &Node, to: Option<Reg>) -> Built<()> {
        match &node.expr {
            Expr::Block(statements) => self.block(statements, to),
            Expr::If(parts) => self.branch(&parts.0, &parts.1, parts.2.as_ref(), to),
            Expr::Switch(switch) => self.switch(switch, to),
            Expr::While(parts) => self.while_loop(&parts.0, &parts.1, to),
            Expr::Loop(body) => self.endless_loop(body, to),
            Expr::DoWhile {
                body,
                condition,
                until,
            } => self.do_loop(body, condition, *until, to),
            Expr::For(parts) => self.for_loop(parts, to),
            Expr::Try(parts) => self.try_catch(parts, to),
            Expr::With(parts) => self.with(&parts.0, &parts.1, to),
            Expr::Comprehension { item, clauses } => {
                let to = match to {
                    Some(to) => to,
                    None => self.temporary()?,
                };
                self.comprehension(item, clauses, to)
            }
            Expr::Return(value) => {
                match value {
                    Some(value) => {
                        let from = self.returned(value)?;
                        self.leave_scopes(0)?;
                        self.emit(Op::Return { from });
                    }
                    None => {
                        self.leave_scopes(0)?;
                        self.emit(Op::ReturnUnit);
                    }
                }
                self.reopen_scopes(0);
                Ok(())
            }
            Expr::Throw(value) => {
                let from = self.temporary()?;
                match value {
                    Some(value) => self.into(value, from)?,
                    None => {
                        self.emit(Op::Unit { to: from });
                    }
                }
                self.emit_at(Op::Throw { from }, node.at);
                Ok(())
            }
            Expr::Break(value) => self.break_loop(value.as_deref()),
            Expr::Continue => self.continue_loop(),
            Expr::Import { path, alias } => {
                let register = self.temporary()?;
                self.into(path, register)?;
                let name =
                    self.name_site(&alias.clone().unwrap_or_default(), &[], None, path.at)?;
                self.emit_at(
                    Op::Import {
                        path: register,
                        name,
                    },
                    path.at,
                );
                self.unit_value(to);
                Ok(())
            }
            other => unreachable!("{other:?} is no control flow"),
        }
    }

    pub fn unit_value(&mut self, to: Option<Reg>) {
        if let Some(to) = to {
            self.emit(Op::Unit { to });
        }
    }

    /// A node whose value goes to the register, or nowhere.
    pub fn node(&mut self, node: &Node, to: Option<Reg>) -> Built<()> {
        match to {
            Some(to) => self.into(node, to),
            None => self.statement(node),
        }
    }

    /// In a function whose variables are found by name: a register that remembers how many there are.
    pub fn mark(&mut self) -> Built<Option<Reg>> {
        if !self.tree.by_name {
            return Ok(None);
        }
        let to = self.temporary()?;
        self.emit(Op::MarkNamed { to });
        Ok(Some(to))
    }

    pub fn rewind(&mut self, mark: Option<Reg>) {
        if let Some(mark) = mark {
            self.emit(Op::RewindNamed { mark });
        }
    }

    fn block(&mut self, statements: &[Node], to: Option<Reg>) -> Built<()> {
        let top = self.top;
        let mark = self.mark()?;
        self.statements(statements, to)?;
        self.rewind(mark);
        self.top = top;
        Ok(())
    }

    pub fn statements(&mut self, statements: &[Node], to: Option<Reg>) -> Built<()> {
        let Some((last, rest)) = statements.split_last() else {
            self.unit_value(to);
            return Ok(());
        };
        for statement in rest {
            self.statement(statement)?;
        }
        match (&last.expr, to) {
            (Expr::Let { .. }, _) => {
                self.statement(last)?;
                self.unit_value(to);
                Ok(())
            }
            _ => self.node(last, to),
        }
    }

    /// The body of a function: its value is returned from where it arises.
    pub fn return_value(&mut self, node: &Node) -> Built<()> {
        let outer = self.move_to(node.at);
        match &node.expr {
            Expr::Block(statements) if !self.tree.by_name => match statements.split_last() {
                Some((last, rest)) => {
                    for statement in rest {
                        self.statement(statement)?;
                    }
                    self.return_value(last)?;
                }
                None => {
                    self.emit(Op::ReturnUnit);
                }
            },
            Expr::Block(statements) => {
                let from = self.temporary()?;
                self.statements(statements, Some(from))?;
                self.emit(Op::Return { from });
            }
            Expr::If(parts) => {
                let jumps = self.jump_unless(&parts.0)?;
                let top = self.top;
                self.return_value(&parts.1)?;
                self.top = top;
                self.land_all(jumps);
                match &parts.2 {
                    Some(otherwise) => self.return_value(otherwise)?,
                    None => {
                        self.emit(Op::ReturnUnit);
                    }
                }
            }
            Expr::Unit
            | Expr::Assign(_)
            | Expr::Let { .. }
            | Expr::Return(_)
            | Expr::Export
            | Expr::ClassDefinition(_) => {
                self.statement(node)?;
                self.emit(Op::ReturnUnit);
            }
            _ => {
                let from = self.returned(node)?;
                self.emit(Op::Return { from });
            }
        }
        self.at = outer;
        Ok(())
    }

    /// A value to return. `this` is copied: what it has become goes back to the receiver.
    fn returned(&mut self, node: &Node) -> Built<Reg> {
        if matches!(node.expr, Expr::This) {
            let to = self.temporary()?;
            self.into(node, to)?;
            return Ok(to);
        }
        self.value(node)
    }

    fn branch(
        &mut self,
        condition: &Node,
        body: &Node,
        otherwise: Option<&Node>,
        to: Option<Reg>,
    ) -> Built<()> {
        let jumps = self.jump_unless(condition)?;
        self.node(body, to)?;
        if otherwise.is_none() && to.is_none() {
            self.land_all(jumps);
            return Ok(());
        }
        let end = self.emit(Op::Jump { target: 0 });
        self.land_all(jumps);
        match otherwise {
            Some(otherwise) => self.node(otherwise, to)?,
            None => self.unit_value(to),
        }
        self.land(end);
        Ok(())
    }

    /// Cases are tried in order; a guard that fails goes on with the next one.
    fn switch(&mut self, switch: &Switch, to: Option<Reg>) -> Built<()> {
        let a = self.temporary()?;
        self.into(&switch.value, a)?;
        let table = u16::try_from(self.switches.len())
            .map_err(|_| self.too_large(message_id!("too-large-switches")))?;
        self.switches.push(SwitchTable {
            cases: Vec::new(),
            ints: None,
            otherwise: 0,
        });
        self.emit(Op::Switch { a, table, from: 0 });
        let mut ends = Vec::new();
        let mut cases = Vec::new();
        let mut blocks: Vec<(usize, u32)> = Vec::new();
        for (index, case) in switch.cases.iter().enumerate() {
            let pattern = match &case.pattern {
                Pattern::Value(value) => SwitchPattern::Value(from_dynamic(value.clone())),
                Pattern::Range(start, end, inclusive) => {
                    SwitchPattern::Range(*start, *end, *inclusive)
                }
            };
            cases.push((pattern, self.here()));
            if let Some(guard) = &case.guard {
                let jumps = self.jump_unless(guard)?;
                if !jumps.is_empty() {
                    let body = self.emit(Op::Jump { target: 0 });
                    self.land_all(jumps);
                    self.emit(Op::Switch {
                        a,
                        table,
                        from: (index + 1) as u16,
                    });
                    self.land(body);
                }
            }
            if let Some((_, target)) = blocks.iter().find(|(id, _)| *id == case.id) {
                let target = *target;
                self.emit(Op::Jump { target });
                continue;
            }
            blocks.push((case.id, self.here()));
            self.node(&case.block, to)?;
            ends.push(self.emit(Op::Jump { target: 0 }));
        }
        let otherwise = self.here();
        match &switch.default {
            Some(default) => self.node(default, to)?,
            None => self.unit_value(to),
        }
        self.land_all(ends);
        let single_ints = switch.cases.iter().all(|case| case.guard.is_none());
        let ints = single_ints
            .then(|| {
                let mut ints = std::collections::HashMap::new();
                for (pattern, target) in &cases {
                    match pattern {
                        SwitchPattern::Value(crate::engine::value::Value::Int(int)) => {
                            ints.entry(*int).or_insert(*target);
                        }
                        _ => return None,
                    }
                }
                Some(ints)
            })
            .flatten();
        self.switches[table as usize] = SwitchTable {
            cases,
            ints,
            otherwise,
        };
        Ok(())
    }

    fn try_catch(&mut self, parts: &Try, to: Option<Reg>) -> Built<()> {
        let top = self.top;
        let error = self.temporary()?;
        let mark = self.mark()?;
        let open = self.here();
        self.node(&parts.body, to)?;
        self.watch_from(open, |builder, watched| {
            let target = builder.here() + 1;
            builder.watch(watched, target, error, HandlerKind::Catch);
        });
        let end = self.emit(Op::Jump { target: 0 });
        self.rewind(mark);
        let open = self.here();
        self.scopes.push(Scope::Catch);
        match &parts.error {
            Some(Var::Local(local)) if !self.tree.locals[*local].captured => {
                self.slots[*local] = Slot::Register(error);
            }
            Some(var) => self.define(var, error, false)?,
            None => {}
        }
        self.statement(&parts.handler)?;
        self.unit_value(to);
        self.scopes.pop();
        let end_of_handler = self.here();
        self.watch_from(open, |builder, watched| {
            builder.watch(watched, end_of_handler, error, HandlerKind::Again);
        });
        self.emit(Op::EndCatch);
        self.rewind(mark);
        self.land(end);
        self.top = top;
        Ok(())
    }

    fn watch_from(&mut self, open: u32, watch: impl FnOnce(&mut Self, Watched)) {
        watch(
            self,
            Watched {
                ranges: Vec::new(),
                open,
            },
        );
    }

    fn with(&mut self, subject: &Node, body: &Node, to: Option<Reg>) -> Built<()> {
        let top = self.top;
        let register = self.temporary()?;
        let error = self.temporary()?;
        self.into(subject, register)?;
        self.emit_at(Op::Enter { subject: register }, subject.at);
        let open = self.here();
        self.scopes.push(Scope::With {
            subject: register,
            watched: Watched {
                ranges: Vec::new(),
                open,
            },
        });
        self.node(body, to)?;
        let Some(Scope::With { watched, .. }) = self.scopes.pop() else {
            unreachable!("scopes are left in the order in which they were entered")
        };
        let target = self.here() + 2;
        self.watch(watched, target, error, HandlerKind::Finally);
        self.emit_at(Op::Leave { subject: register }, subject.at);
        let end = self.emit(Op::Jump { target: 0 });
        self.emit_at(Op::Leave { subject: register }, subject.at);
        self.emit(Op::Rethrow { error });
        self.land(end);
        self.top = top;
        Ok(())
    }

    /// Undo what the scopes above `depth` have begun, innermost first, outside the ranges that watch them.
    pub fn leave_scopes(&mut self, depth: usize) -> Built<()> {
        let here = self.here();
        for scope in &mut self.scopes[depth..] {
            if let Scope::With { watched, .. } = scope {
                watched.ranges.push((watched.open, here));
            }
        }
        for index in (depth..self.scopes.len()).rev() {
            match &self.scopes[index] {
                Scope::With { subject, .. } => {
                    let subject = *subject;
                    self.emit(Op::Leave { subject });
                }
                Scope::Catch => {
                    self.emit(Op::EndCatch);
                }
                Scope::Loop(_) => {}
            }
        }
        Ok(())
    }

    /// After the jump out: code that follows is inside the scopes again.
    pub fn reopen_scopes(&mut self, depth: usize) {
        let here = self.here();
        for scope in &mut self.scopes[depth..] {
            if let Scope::With { watched, .. } = scope {
                watched.open = here;
            }
        }
    }
}
