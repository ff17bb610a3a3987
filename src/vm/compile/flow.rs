//! Control flow: statements, blocks, branches, `return`. `switch`, `try`, `with` and loops have files of their own.

use super::function::{Builder, Built};
use crate::lang::hir::tree::{Class, Expr, FunctionKind, Node};
use crate::objects::code::{Op, Reg};

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
            Expr::ClassDefinition(class) => self.class_definition(*class),
            Expr::Unit | Expr::Export => {}
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
            Some(Op::CallMethod { method, .. } | Op::CallIntrinsic { method, .. }) => {
                self.methods[*method as usize].wanted = false
            }
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
                        top: self.is_outermost(),
                    },
                    path.at,
                );
                self.unit_value(to);
                Ok(())
            }
            other => unreachable!("{other:?} is no control flow"),
        }
    }

    /// A class whose base is in a module is made here: the module is there now.
    pub fn class_definition(&mut self, class: usize) {
        if is_late(&self.unit.classes, class) {
            self.emit(Op::DefineClass {
                class: class as u16,
            });
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

    /// At the top level, outside of all blocks?
    pub fn is_outermost(&self) -> bool {
        self.tree.kind == FunctionKind::Main && self.blocks == 1
    }

    /// In a function whose variables are found by name, or whose blocks import modules: a register that remembers how many there are.
    pub fn mark(&mut self) -> Built<Option<Reg>> {
        if !self.tree.by_name && !self.tree.imports {
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
        self.blocks += 1;
        self.statements(statements, to)?;
        self.blocks -= 1;
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
        let blocks = self.blocks;
        self.blocks += usize::from(matches!(node.expr, Expr::Block(_)));
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
        self.blocks = blocks;
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
        self.ending(node, |builder| builder.value(node))
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
}

/// Is the base of the class in a module, or does it extend such a class?
fn is_late(classes: &[Class], class: usize) -> bool {
    let mut index = class;
    while let Some(base) = &classes[index].base {
        if base.contains("::") {
            return true;
        }
        let earlier = classes[..index].iter();
        match earlier.rev().position(|known| known.name == *base) {
            Some(back) => index -= back + 1,
            None => return false,
        }
    }
    false
}
