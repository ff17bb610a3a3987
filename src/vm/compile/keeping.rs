//! Literals that loops use, in registers: which they are, and their registers.

use super::function::{Builder, Built, Scope};
use super::literals::Literals;
use crate::lang::hir::tree::{Expr, Node};
use crate::objects::code::Reg;
use crate::objects::value::Value;

impl Builder<'_> {
    /// The register that keeps the literal. In the first pass there is none yet, and the literal is noted.
    pub fn literal(&mut self, node: &Node) -> Option<Reg> {
        let in_loop = self
            .scopes
            .iter()
            .any(|scope| matches!(scope, Scope::Loop(_)));
        if !in_loop || self.tree.by_name {
            return None;
        }
        let value = value_of(node)?;
        let place = |values: &[Value]| values.iter().position(|known| same(known, &value));
        match &mut self.literals {
            Literals::Keeping(values, Some(first)) => Some(*first + place(values)? as Reg),
            Literals::Noting(values) if values.len() < MOST && place(values).is_none() => {
                values.push(value);
                None
            }
            _ => None,
        }
    }

    /// Load what is kept, right after `this`; the constants are the function's first.
    pub fn load_literals(&mut self) -> Built<()> {
        let Literals::Keeping(values, _) = &self.literals else {
            return Ok(());
        };
        let values = values.clone();
        let mut loaded = None;
        for value in values.iter().cloned() {
            let to = self.temporary()?;
            loaded.get_or_insert(to);
            self.load_constant(value, to)?;
        }
        self.literals = Literals::Keeping(values, loaded);
        Ok(())
    }
}

fn value_of(node: &Node) -> Option<Value> {
    Some(match &node.expr {
        Expr::Bool(value) => Value::Bool(*value),
        Expr::Int(value) => Value::Int(*value),
        Expr::Float(value) => Value::Float(*value),
        Expr::Char(value) => Value::Char(*value),
        Expr::Str(text) => Value::string(text),
        _ => return None,
    })
}

/// The values of literals; nothing when one of the nodes is something else.
pub(super) fn literals_of(nodes: &[Node]) -> Option<Vec<Value>> {
    let literal = |node: &Node| match &node.expr {
        Expr::Unit => Some(Value::Unit),
        Expr::Array(items) => literals_of(items).map(Value::array),
        _ => value_of(node),
    };
    nodes.iter().map(literal).collect()
}

/// Are they the same to the bit?
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
        (Value::Char(a), Value::Char(b)) => a == b,
        (Value::Str(a), Value::Str(b)) => a == b,
        _ => false,
    }
}

/// A call keeps at most so many: each is loaded at its start, whether the loop is reached or not.
const MOST: usize = 12;
