//! Expressions that give values: constants, variables, data, declarations, assignments.

use super::function::{Builder, Built, Slot};
use crate::engine::code::{Op, Reg};
use crate::engine::lower::tree::{Assign, Callee, Expr, FunctionKind, Node, Target, Var};
use crate::engine::natives::from_dynamic;
use crate::engine::value::{Closure, Value};
use rhai::{ImmutableString, Position};

/// What is wrong with an instruction that always fails (`Op::Fail`).
pub const FAIL_CONSTANT: u8 = 0;

impl Builder<'_> {
    /// The value in some register: a variable's own, or a temporary.
    pub fn value(&mut self, node: &Node) -> Built<Reg> {
        match &node.expr {
            Expr::Var(Var::Local(local)) => {
                if let Slot::Register(register) = self.slots[*local] {
                    return Ok(register);
                }
            }
            Expr::This => {
                self.check_this(node.at);
                return Ok(self.this);
            }
            _ => {}
        }
        let to = self.temporary()?;
        self.into(node, to)?;
        Ok(to)
    }

    /// The value in a register that later code does not change: a variable is copied when `later` may assign it.
    pub fn stable_value(&mut self, node: &Node, later: &[&Node]) -> Built<Reg> {
        let changeable = match &node.expr {
            Expr::Var(Var::Local(_)) | Expr::This => !later.iter().all(|node| is_calm(node)),
            _ => false,
        };
        if changeable {
            let to = self.temporary()?;
            self.into(node, to)?;
            return Ok(to);
        }
        self.value(node)
    }

    /// Evaluate into a register. The register is written last, so the expression may read its old value,
    /// except in the kinds that `Expr::is_gradual` names.
    pub fn into(&mut self, node: &Node, to: Reg) -> Built<()> {
        let outer = self.move_to(node.at);
        let top = self.top;
        self.into_inner(node, to)?;
        self.top = top;
        self.at = outer;
        Ok(())
    }

    fn into_inner(&mut self, node: &Node, to: Reg) -> Built<()> {
        let at = node.at;
        match &node.expr {
            Expr::Unit | Expr::Export | Expr::ClassDefinition(_) => {
                self.emit(Op::Unit { to });
            }
            Expr::Bool(value) => {
                self.emit(Op::Bool { to, value: *value });
            }
            Expr::Int(value) => match i32::try_from(*value) {
                Ok(value) => {
                    self.emit(Op::Int { to, value });
                }
                Err(_) => self.load_constant(Value::Int(*value), to)?,
            },
            Expr::Float(value) => self.load_constant(Value::Float(*value), to)?,
            Expr::Char(value) => self.load_constant(Value::Char(*value), to)?,
            Expr::Str(text) => {
                let index = self.text(text)?;
                self.emit(Op::Const { to, index });
            }
            Expr::Constant(value) => self.load_constant(from_dynamic(value.clone()), to)?,
            Expr::Interpolate(parts) => {
                let (first, count) = self.consecutive(parts)?;
                self.emit(Op::Interpolate { to, first, count });
            }
            Expr::Array(items) => self.array(items, to)?,
            Expr::Map(entries) => self.map(entries, to)?,
            Expr::Var(var) => self.load(var, to, at)?,
            Expr::This => {
                self.check_this(at);
                let from = self.this;
                self.emit(Op::Move { to, from });
            }
            Expr::FunctionValue(name) => {
                let site = self.name_site(&"Fn".into(), &[], None, at)?;
                let base = self.temporary()?;
                let index = self.text(name)?;
                self.emit(Op::Const { to: base, index });
                self.emit(Op::CallName {
                    base,
                    count: 1,
                    name: site,
                });
                self.emit(Op::Take { to, from: base });
            }
            Expr::ClassValue(class) => {
                let name =
                    self.name_site(&self.unit.classes[*class].name.clone(), &[], None, at)?;
                self.emit(Op::LoadOuter { to, name });
            }
            Expr::Unknown(name) => {
                let name = self.name_site(name, &[], None, at)?;
                self.emit(Op::LoadOuter { to, name });
            }
            Expr::Closure { function, captures } => self.closure(*function, captures, to, at)?,
            Expr::Unary(operator, operand) => self.unary(operator, operand, to)?,
            Expr::Binary(operator, left, right) => self.binary(operator, left, right, to)?,
            Expr::And(_) | Expr::Or(_) | Expr::Coalesce(_) => self.short_circuit(node, to)?,
            Expr::Call(call) => self.call(call, to, at)?,
            Expr::Chain(chain) => self.chain(chain, to)?,
            Expr::Assign(assign) => {
                self.assign(assign)?;
                self.emit(Op::Unit { to });
            }
            Expr::Let { .. } => {
                self.statement(node)?;
                self.emit(Op::Unit { to });
            }
            Expr::Super {
                class,
                method,
                args,
            } => self.super_call(*class, method, args, to, at)?,
            Expr::Block(_)
            | Expr::If(_)
            | Expr::Switch(_)
            | Expr::While(_)
            | Expr::Loop(_)
            | Expr::DoWhile { .. }
            | Expr::For(_)
            | Expr::Try(_)
            | Expr::With(_)
            | Expr::Comprehension { .. }
            | Expr::Return(_)
            | Expr::Throw(_)
            | Expr::Break(_)
            | Expr::Continue
            | Expr::Import { .. } => self.flow(node, Some(to))?,
        }
        Ok(())
    }

    pub fn load_constant(&mut self, value: Value, to: Reg) -> Built<()> {
        let index = self.constant(value)?;
        self.emit(Op::Const { to, index });
        Ok(())
    }

    /// Evaluate nodes into fresh consecutive registers.
    pub fn consecutive(&mut self, nodes: &[Node]) -> Built<(Reg, u8)> {
        let first = self.top as Reg;
        for node in nodes {
            let to = self.temporary()?;
            self.into(node, to)?;
        }
        Ok((first, nodes.len() as u8))
    }

    /// Long array literals are built in pieces.
    fn array(&mut self, items: &[Node], to: Reg) -> Built<()> {
        if items.len() <= 32 {
            let (first, count) = self.consecutive(items)?;
            self.emit(Op::Array { to, first, count });
            return Ok(());
        }
        let array = self.temporary()?;
        self.emit(Op::Array {
            to: array,
            first: array,
            count: 0,
        });
        for piece in items.chunks(32) {
            let top = self.top;
            let (first, count) = self.consecutive(piece)?;
            self.emit(Op::Extend {
                array,
                first,
                count,
            });
            self.top = top;
        }
        self.emit(Op::Take { to, from: array });
        Ok(())
    }

    fn map(&mut self, entries: &[(ImmutableString, Node)], to: Reg) -> Built<()> {
        let map = self.temporary()?;
        let mut pieces = entries.chunks(32);
        let mut first_piece = true;
        loop {
            let piece = pieces.next().unwrap_or(&[]);
            if piece.is_empty() && !first_piece {
                break;
            }
            let top = self.top;
            let first = self.top as Reg;
            for (_, node) in piece {
                let to = self.temporary()?;
                self.into(node, to)?;
            }
            let keys = piece
                .iter()
                .map(|(key, _)| Value::Str(key.clone()))
                .collect();
            let keys = self.constant(Value::array(keys))?;
            if first_piece {
                self.emit(Op::Map {
                    to: map,
                    first,
                    keys,
                });
            } else {
                self.emit(Op::ExtendMap { map, first, keys });
            }
            first_piece = false;
            self.top = top;
        }
        self.emit(Op::Take { to, from: map });
        Ok(())
    }

    /// Read a variable into a register.
    pub fn load(&mut self, var: &Var, to: Reg, at: Position) -> Built<()> {
        match var {
            Var::Local(local) => match self.slots[*local] {
                Slot::Register(from) => {
                    if from != to {
                        self.emit(Op::Move { to, from });
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
                self.emit_at(
                    Op::Fail {
                        kind: FAIL_CONSTANT,
                        name,
                    },
                    at,
                );
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
        if !matches!(var, Var::Local(_)) {
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
                    name.starts_with(|c: char| c.is_uppercase())
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

    /// An assignment; its value is `()`, which nobody needs mostly.
    pub fn assign(&mut self, assign: &Assign) -> Built<()> {
        let top = self.top;
        match &assign.target {
            Target::Var(var, at) if self.is_constant(var) => {
                let from = self.temporary()?;
                self.into(&assign.value, from)?;
                let name = self.variable_name(var);
                let name = self.text(&name)?;
                self.emit_at(
                    Op::Fail {
                        kind: FAIL_CONSTANT,
                        name,
                    },
                    *at,
                );
            }
            Target::Var(var, at) => match &assign.operator {
                None => self.assign_variable(var, &assign.value, *at)?,
                Some(operator) => {
                    self.update_variable(var, operator, &assign.value, *at, assign.operator_at)?;
                }
            },
            Target::This(at) => {
                self.check_this(*at);
                let value = self.value(&assign.value)?;
                let this = self.this;
                match &assign.operator {
                    None => {
                        self.emit(Op::Move {
                            to: this,
                            from: value,
                        });
                    }
                    Some(operator) => {
                        self.update_register(this, operator, value, assign.operator_at)?;
                    }
                }
            }
            Target::Chain(chain) => self.assign_chain(chain, assign)?,
        }
        self.top = top;
        Ok(())
    }

    fn assign_variable(&mut self, var: &Var, value: &Node, at: Position) -> Built<()> {
        if let Var::Local(local) = var
            && let Slot::Register(to) = self.slots[*local]
            && writes_last(value)
        {
            return self.into(value, to);
        }
        let from = self.temporary()?;
        self.into(value, from)?;
        self.store(var, from, at)
    }

    /// A closure: the cells of its captures, side by side, then the instruction that collects them.
    fn closure(&mut self, function: usize, captures: &[Var], to: Reg, at: Position) -> Built<()> {
        if captures.is_empty() && self.unit.functions[function].kind == FunctionKind::Named {
            let name = self.unit.functions[function].name.clone();
            let closure = Closure::named(name);
            return self.load_constant(Value::Function(triomphe::Arc::new(closure)), to);
        }
        let first = self.top as Reg;
        for var in captures {
            let register = self.temporary()?;
            self.load_cell(var, register, at)?;
        }
        self.emit(Op::Closure {
            to,
            first,
            function: function as u16,
        });
        Ok(())
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

/// Does the code of the expression write its result register last, and never before it has read all variables?
fn writes_last(node: &Node) -> bool {
    match &node.expr {
        Expr::Binary(..)
        | Expr::Unary(..)
        | Expr::Int(_)
        | Expr::Float(_)
        | Expr::Bool(_)
        | Expr::Str(_)
        | Expr::Unit
        | Expr::Var(_)
        | Expr::Call(_)
        | Expr::Array(_)
        | Expr::Interpolate(_) => true,
        Expr::Chain(chain) => chain.steps.len() == 1 && !chain.steps[0].elvis,
        _ => false,
    }
}

/// Does evaluating the node leave all variables of the function as they are?
pub(super) fn is_calm(node: &Node) -> bool {
    match &node.expr {
        Expr::Unit
        | Expr::Bool(_)
        | Expr::Int(_)
        | Expr::Float(_)
        | Expr::Char(_)
        | Expr::Str(_)
        | Expr::Constant(_)
        | Expr::Var(_)
        | Expr::This
        | Expr::FunctionValue(_)
        | Expr::ClassValue(_)
        | Expr::Unknown(_)
        | Expr::Closure { .. } => true,
        Expr::Interpolate(nodes)
        | Expr::Array(nodes)
        | Expr::And(nodes)
        | Expr::Or(nodes)
        | Expr::Coalesce(nodes) => nodes.iter().all(is_calm),
        Expr::Map(entries) => entries.iter().all(|(_, node)| is_calm(node)),
        Expr::Unary(_, node) => is_calm(node),
        Expr::Binary(_, left, right) => is_calm(left) && is_calm(right),
        // A script function cannot reach the registers of its caller; a native may change its first argument.
        Expr::Call(call) => {
            matches!(call.callee, Callee::Script(_) | Callee::Class(_))
                && call.args.iter().all(is_calm)
        }
        _ => false,
    }
}
