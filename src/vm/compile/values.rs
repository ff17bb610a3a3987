//! Expressions that give values: constants, variables, data, declarations, assignments.

use super::function::{Builder, Built, Slot};
use super::keeping::literals_of;
use crate::border::from_dynamic;
use crate::lang::hir::parts;
use crate::lang::hir::tree::{
    Assign, Callee, Expr, FunctionKind, Node, Step, StepKind, Target, Var,
};
use crate::lang::watch;
use crate::messages::message_id;
use crate::objects::code::{Op, Piece, Reg};
use crate::objects::value::{Closure, Map, Value};
use rhai::{ImmutableString, Position};

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
        if let Some(register) = self.literal(node) {
            return Ok(register);
        }
        let to = self.temporary()?;
        self.into(node, to)?;
        Ok(to)
    }

    /// The value in a register that later code does not change: a variable is copied when `later` may assign it.
    pub fn stable_value(&mut self, node: &Node, later: &[&Node]) -> Built<Reg> {
        let is_variable = matches!(node.expr, Expr::Var(Var::Local(_)) | Expr::This);
        let is_stable = !is_variable || later.iter().all(|node| is_calm(node));
        self.value_before(node, is_stable)
    }

    /// As `stable_value`, where it is known whether what follows leaves the variables as they are.
    fn value_before(&mut self, node: &Node, is_stable: bool) -> Built<Reg> {
        let is_variable = matches!(node.expr, Expr::Var(Var::Local(_)) | Expr::This);
        if is_variable && !is_stable {
            let to = self.temporary()?;
            self.into(node, to)?;
            return Ok(to);
        }
        self.value(node)
    }

    /// Evaluate into a register. The register is written last, so the expression may read its old value,
    /// except in the kinds that `Expr::is_gradual` names.
    pub fn into(&mut self, node: &Node, to: Reg) -> Built<()> {
        if !watch::goes_on() {
            return Err(self.too_large(message_id!("too-large-method")));
        }
        let outer = self.move_to(node.at);
        let top = self.top;
        self.put_into(node, to)?;
        self.top = top;
        self.at = outer;
        Ok(())
    }

    fn put_into(&mut self, node: &Node, to: Reg) -> Built<()> {
        let at = node.at;
        match &node.expr {
            Expr::ClassDefinition(class) => {
                self.class_definition(*class);
                self.emit(Op::Unit { to });
            }
            Expr::Unit | Expr::Export => {
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
                let template = self.template(parts)?;
                self.emit(Op::Interpolate { to, template });
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

    /// What an interpolation joins: texts that stand in it, and registers of what was computed.
    fn template(&mut self, parts: &[Node]) -> Built<u16> {
        let mut pieces = Vec::new();
        // From here on no part changes a variable.
        let calm = parts
            .iter()
            .rposition(|part| !is_calm(part))
            .map_or(0, |last| last + 1);
        for (index, part) in parts.iter().enumerate() {
            pieces.push(match &part.expr {
                Expr::Str(text) => Piece::Text(Value::string(text)),
                _ => {
                    let is_stable = index + 1 >= calm;
                    Piece::Register(self.value_before(out_of_block(part), is_stable)?)
                }
            });
        }
        self.templates.push(pieces.into());
        u16::try_from(self.templates.len() - 1)
            .map_err(|_| self.too_large(message_id!("too-large-constants")))
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

    /// Array literals of literals are made once; long ones of other things are built in pieces.
    fn array(&mut self, items: &[Node], to: Reg) -> Built<()> {
        if !items.is_empty()
            && let Some(values) = literals_of(items)
        {
            let index = self.constant(Value::array(values))?;
            self.emit(Op::ConstArray { to, index });
            return Ok(());
        }
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
            let keys: Map = piece.iter().map(|(key, _)| (key, Value::Unit)).collect();
            let keys = self.constant(Value::Map(keys))?;
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

    /// An assignment; its value is `()`, which nobody needs mostly.
    pub fn assign(&mut self, assign: &Assign) -> Built<()> {
        let top = self.top;
        match &assign.target {
            Target::Var(var, at) if self.is_constant(var) => {
                let from = self.temporary()?;
                self.into(&assign.value, from)?;
                let name = self.variable_name(var);
                let name = self.text(&name)?;
                self.emit_at(Op::Fail { name }, *at);
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
                self.assigns_this = true;
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
        let Var::Local(local) = var else {
            let from = self.temporary()?;
            self.into(value, from)?;
            return self.store(var, from, at);
        };
        if let Slot::Register(to) = self.slots[*local]
            && writes_last(value)
        {
            return self.overwriting(*local, value, |builder| builder.into(value, to));
        }
        if let Slot::Register(to) = self.slots[*local]
            && let Expr::Chain(chain) = &value.expr
            && self.attribute(chain, to)?
        {
            return Ok(());
        }
        let from = self.temporary()?;
        self.overwriting(*local, value, |builder| builder.into(value, from))?;
        // Nothing jumps behind the instruction that reads a path.
        if let Slot::Register(register) = self.slots[*local]
            && is_path(value)
            && let Some(Op::GetPath { to, .. }) = self.ops.last_mut()
            && *to == from
        {
            *to = register;
            return Ok(());
        }
        self.store(var, from, at)
    }

    /// A closure: the cells of its captures, side by side, then the instruction that collects them.
    fn closure(&mut self, function: usize, captures: &[Var], to: Reg, at: Position) -> Built<()> {
        if captures.is_empty() && self.unit.functions[function].kind == FunctionKind::Named {
            let name = self.unit.functions[function].name.clone();
            let closure = Closure::named(name);
            return self.load_constant(Value::Function(std::sync::Arc::new(closure)), to);
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
}

/// `a.b[c]`, without `?.`
pub(super) fn is_path(node: &Node) -> bool {
    matches!(&node.expr, Expr::Chain(chain) if chain.steps.iter().all(Step::leads_to_part))
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
        | Expr::Array(_)
        | Expr::Interpolate(_) => true,
        Expr::Chain(chain) => {
            chain.steps.len() == 1
                && !chain.steps[0].elvis
                && matches!(chain.steps[0].kind, StepKind::Index(_))
        }
        _ => false,
    }
}

/// `${x}` is a block in a text; where that only computes a value, the value itself.
fn out_of_block(node: &Node) -> &Node {
    match &node.expr {
        Expr::Block(nodes) => match nodes.as_slice() {
            [only] if is_calm(only) => out_of_block(only),
            _ => node,
        },
        _ => node,
    }
}

/// Does evaluating it run no code?
pub(super) fn is_still(node: &Node) -> bool {
    matches!(
        node.expr,
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
            | Expr::Closure { .. }
    )
}

/// Does evaluating the node leave all variables of the function as they are?
pub(super) fn is_calm(node: &Node) -> bool {
    match &node.expr {
        _ if is_still(node) => true,
        Expr::Unknown(_) => true,
        Expr::Interpolate(_)
        | Expr::Array(_)
        | Expr::And(_)
        | Expr::Or(_)
        | Expr::Coalesce(_)
        | Expr::Block(_)
        | Expr::Map(_)
        | Expr::Unary(..)
        | Expr::Binary(..) => parts(node).into_iter().all(is_calm),
        // A script function cannot reach the registers of its caller; a native may change its first argument.
        Expr::Call(call) => {
            matches!(call.callee, Callee::Script(_) | Callee::Class(_))
                && parts(node).into_iter().all(is_calm)
        }
        _ => false,
    }
}
