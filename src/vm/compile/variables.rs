//! Variables: reading, writing, declaring, and the cells themselves.

use super::function::{Builder, Built, Slot};
use crate::lang::hir::tree::{Callee, Expr, FunctionKind, Node, Var};
use crate::objects::code::{Op, Reg};
use rhai::{ImmutableString, Position};

/// Functions that make a handle though they are not called like a class.
const MAKERS: [&str; 3] = ["socket", "create_server", "create_connection"];

impl Builder<'_> {
    /// Read a variable into a register.
    pub fn load(&mut self, var: &Var, to: Reg, at: Position) -> Built<()> {
        match var {
            Var::Local(local) => match self.slots[*local] {
                Slot::Register(from) => {
                    if from != to {
                        self.emit(match self.moving == Some(from) {
                            true => Op::Take { to, from },
                            false => Op::Move { to, from },
                        });
                    }
                }
                Slot::Cell(cell) => {
                    self.point(false, at);
                    self.emit(Op::LoadCell { to, cell });
                }
                Slot::Far(index) => {
                    let cell = self.temporary()?;
                    self.emit(Op::LoadFar { to: cell, index });
                    self.point(false, at);
                    self.emit(Op::LoadCell { to, cell });
                }
                Slot::Undeclared => {
                    let name = self.tree.locals[*local].name.clone();
                    let name = self.name_site(&name, &[], None, at)?;
                    self.emit(Op::LoadOuter { to, name });
                }
            },
            Var::Capture(index) => {
                self.point(false, at);
                self.emit(Op::LoadCapture {
                    to,
                    index: *index as u16,
                });
            }
            Var::Global(index) => {
                self.point(false, at);
                self.emit(Op::LoadGlobal {
                    to,
                    index: *index as u16,
                });
            }
            Var::Named(name) => {
                let name = self.text(name)?;
                self.point(false, at);
                self.emit(Op::LoadNamed { to, name });
            }
            Var::Qualified(namespace, name) => {
                let name = self.name_site(name, namespace, None, at)?;
                self.emit(Op::LoadOuter { to, name });
            }
        }
        Ok(())
    }

    /// Write a register into an existing variable.
    pub fn store(&mut self, var: &Var, from: Reg, at: Position) -> Built<()> {
        match var {
            Var::Local(local) => match self.slots[*local] {
                Slot::Register(to) => {
                    if from != to {
                        self.emit(Op::Take { to, from });
                    }
                }
                Slot::Cell(cell) => {
                    self.point(true, at);
                    self.emit(Op::StoreCell { cell, from });
                }
                Slot::Far(index) => {
                    let cell = self.temporary()?;
                    self.emit(Op::LoadFar { to: cell, index });
                    self.point(true, at);
                    self.emit(Op::StoreCell { cell, from });
                }
                Slot::Undeclared => {
                    let name = self.tree.locals[*local].name.clone();
                    let name = self.text(&name)?;
                    self.emit(Op::StoreNamed { name, from });
                }
            },
            Var::Capture(index) => {
                self.point(true, at);
                self.emit(Op::StoreCapture {
                    index: *index as u16,
                    from,
                });
            }
            Var::Global(index) => {
                self.point(true, at);
                self.emit(Op::StoreGlobal {
                    index: *index as u16,
                    from,
                });
            }
            Var::Named(name) => {
                let name = self.text(name)?;
                self.point(true, at);
                self.emit_at(Op::StoreNamed { name, from }, at);
            }
            Var::Qualified(_, name) => {
                let name = self.text(name)?;
                self.emit_at(Op::Fail { name }, at);
            }
        }
        Ok(())
    }

    /// Give a declared variable its first value.
    pub fn define(&mut self, var: &Var, from: Reg, constant: bool) -> Built<()> {
        match var {
            Var::Local(local) => {
                let slot = self.declare(*local)?;
                match slot {
                    Slot::Register(to) => {
                        self.emit(Op::Take { to, from });
                    }
                    Slot::Cell(to) => {
                        self.emit(Op::NewCell { to, from });
                    }
                    Slot::Far(index) => {
                        self.emit(Op::NewCell { to: from, from });
                        self.emit(Op::StoreFar { index, from });
                    }
                    Slot::Undeclared => {}
                }
                self.slots[*local] = slot;
            }
            Var::Global(index) => {
                self.point(true, self.at);
                self.emit(Op::DeclareGlobal {
                    index: *index as u16,
                    from,
                });
            }
            Var::Named(name) => {
                let name = self.text(name)?;
                self.emit(Op::DeclareNamed {
                    name,
                    from,
                    constant,
                });
            }
            Var::Capture(_) | Var::Qualified(..) => self.store(var, from, self.at)?,
        }
        Ok(())
    }

    /// `let` and `const`: the value is computed straight into the new register where it can be.
    pub fn let_statement(&mut self, var: &Var, constant: bool, value: &Node) -> Built<()> {
        if let Var::Local(local) = var
            && !self.tree.locals[*local].captured
        {
            let slot = self.declare(*local)?;
            if let Slot::Register(to) = slot {
                self.into(value, to)?;
                self.name_handle(to, &self.tree.locals[*local].name.clone(), value)?;
                self.slots[*local] = slot;
                return Ok(());
            }
        }
        let before = self.top;
        let from = self.temporary()?;
        self.into(value, from)?;
        let name = match var {
            Var::Local(local) => Some(self.tree.locals[*local].name.clone()),
            Var::Global(index) => Some(self.unit.globals[*index].name.clone()),
            Var::Named(name) => Some(name.clone()),
            _ => None,
        };
        if let Some(name) = name {
            self.name_handle(from, &name, value)?;
        }
        self.define(var, from, constant)?;
        let keeps_register = match var {
            Var::Local(local) => !matches!(self.slots[*local], Slot::Far(_)),
            _ => false,
        };
        if !keeps_register {
            self.top = before;
        }
        Ok(())
    }

    /// A lock's name in reports is the variable that it was first bound to.
    fn name_handle(&mut self, object: Reg, name: &ImmutableString, value: &Node) -> Built<()> {
        let makes_handle = match &value.expr {
            Expr::Call(call) => match &call.callee {
                Callee::Class(_) => true,
                Callee::Named(name) | Callee::Qualified(_, name) => {
                    name.starts_with(|c: char| c.is_uppercase()) || MAKERS.contains(&name.as_str())
                }
                _ => false,
            },
            _ => false,
        };
        if makes_handle {
            let name = self.text(name)?;
            self.emit(Op::Name { object, name });
        }
        Ok(())
    }

    pub fn is_constant(&self, var: &Var) -> bool {
        match var {
            Var::Local(local) => self.tree.locals[*local].constant,
            Var::Capture(index) => self.tree.captures[*index].constant,
            Var::Global(index) => self.unit.globals[*index].constant,
            Var::Named(_) => false,
            Var::Qualified(..) => true,
        }
    }

    pub fn variable_name(&self, var: &Var) -> ImmutableString {
        match var {
            Var::Local(local) => self.tree.locals[*local].name.clone(),
            Var::Capture(index) => self.tree.captures[*index].name.clone(),
            Var::Global(index) => self.unit.globals[*index].name.clone(),
            Var::Named(name) | Var::Qualified(_, name) => name.clone(),
        }
    }

    /// `this` can be unbound in a function that is not called as a method.
    pub fn check_this(&mut self, at: Position) {
        if self.tree.kind != FunctionKind::Method {
            self.emit_at(Op::CheckThis, at);
        }
    }

    /// The cell of a variable itself.
    pub fn load_cell(&mut self, var: &Var, to: Reg, at: Position) -> Built<()> {
        match var {
            Var::Local(local) => match self.slots[*local] {
                Slot::Cell(from) => {
                    self.emit(Op::Move { to, from });
                }
                Slot::Far(index) => {
                    self.emit(Op::LoadFar { to, index });
                }
                // Captured before its declaration has run: a cell of its own that stays empty.
                _ => {
                    self.emit(Op::Unit { to });
                    self.emit(Op::NewCell { to, from: to });
                }
            },
            Var::Capture(index) => {
                self.emit(Op::CaptureCell {
                    to,
                    index: *index as u16,
                });
            }
            Var::Global(index) => {
                self.emit(Op::GlobalCell {
                    to,
                    index: *index as u16,
                });
            }
            Var::Named(name) => {
                let name = self.text(name)?;
                self.emit_at(Op::NamedCell { to, name }, at);
            }
            Var::Qualified(..) => {
                self.load(var, to, at)?;
                self.emit(Op::NewCell { to, from: to });
            }
        }
        Ok(())
    }
}
