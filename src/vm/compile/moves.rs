//! Variables that are read for the last time: they are moved, so that a function that is given an array, map or text has it alone and
//! changes it without a copy.

use super::function::{Builder, Built, Slot};
use crate::lang::hir::parts;
use crate::lang::hir::tree::{Callee, Expr, LocalId, Node, Root, StepKind, Var};

impl Builder<'_> {
    /// Compile with `code` what overwrites the variable by the value of the node: `v = f(v)`.
    pub fn overwriting<R>(
        &mut self,
        local: LocalId,
        node: &Node,
        code: impl FnOnce(&mut Self) -> Built<R>,
    ) -> Built<R> {
        let Slot::Register(register) = self.slots[local] else {
            return code(self);
        };
        let is_last = register as usize >= self.guarded && Mentions::of(local, node).count() == 1;
        let outer = std::mem::replace(&mut self.moving, is_last.then_some(register));
        let result = code(self);
        self.moving = outer;
        result
    }

    /// Compile with `code` what ends the call with the value of the node: `return f(v)`.
    pub fn ending<R>(&mut self, node: &Node, code: impl FnOnce(&mut Self) -> Built<R>) -> Built<R> {
        match argument(node) {
            Some(local) => self.overwriting(local, node, code),
            None => code(self),
        }
    }
}

/// The first variable among the arguments of a call.
fn argument(node: &Node) -> Option<LocalId> {
    let args = match &node.expr {
        Expr::Call(call) => &call.args,
        Expr::Chain(chain) => match &chain.steps.last()?.kind {
            StepKind::Method { args, .. } => args,
            _ => return None,
        },
        Expr::Super { args, .. } => args,
        _ => return None,
    };
    args.iter().find_map(|node| match node.expr {
        Expr::Var(Var::Local(local)) => Some(local),
        _ => None,
    })
}

/// How often a variable is read when an expression is evaluated.
struct Mentions {
    local: LocalId,
    /// Nothing when that cannot be told: the expression has statements in it.
    count: Option<usize>,
}

impl Mentions {
    fn of(local: LocalId, node: &Node) -> Self {
        let mut mentions = Mentions {
            local,
            count: Some(0),
        };
        mentions.node(node);
        mentions
    }

    fn count(self) -> usize {
        self.count.unwrap_or(usize::MAX)
    }

    fn var(&mut self, var: &Var) {
        if *var == Var::Local(self.local) {
            self.count = self.count.map(|count| count + 1);
        }
    }

    fn node(&mut self, node: &Node) {
        match &node.expr {
            Expr::Unit
            | Expr::Bool(_)
            | Expr::Int(_)
            | Expr::Float(_)
            | Expr::Char(_)
            | Expr::Str(_)
            | Expr::Constant(_)
            | Expr::This
            | Expr::FunctionValue(_)
            | Expr::ClassValue(_)
            | Expr::Unknown(_)
            | Expr::Interpolate(_)
            | Expr::Array(_)
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Coalesce(_)
            | Expr::Map(_)
            | Expr::Unary(..)
            | Expr::Binary(..)
            | Expr::Super { .. } => {}
            Expr::Var(var) => self.var(var),
            Expr::Call(call) => match &call.callee {
                Callee::Variable(var) => self.var(var),
                // A native may be told where the variable stands, and `eval` finds all of them.
                Callee::Named(_) | Callee::Qualified(..) | Callee::ScriptInScope(_) => {
                    self.count = None;
                }
                Callee::Script(_) | Callee::Class(_) | Callee::Value => {}
            },
            Expr::Chain(chain) => {
                if let Root::Var(var) = &chain.root {
                    self.var(var);
                }
            }
            _ => self.count = None,
        }
        for part in parts(node) {
            if self.count.is_none() {
                return;
            }
            self.node(part);
        }
    }
}
