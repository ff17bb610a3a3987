//! `text[a..b]`: the bounds go into registers, and no range is made of them.

use super::function::{Builder, Built};
use crate::lang::hir::tree::{Chain, Expr, Node, Root, Step, StepKind};
use crate::objects::code::{Op, Reg};
use crate::objects::value::Value;
use std::ops::{Range, RangeInclusive};

impl Builder<'_> {
    /// `object.name[a..b]`: what the properties lead to, and a slice of that. As in any path, the bounds are evaluated before. False, and
    /// nothing is done, for any other chain.
    pub fn slice_of_property(&mut self, chain: &Chain, to: Reg) -> Built<bool> {
        let is_property = |step: &Step| !step.elvis && matches!(step.kind, StepKind::Property(_));
        let [
            properties @ ..,
            Step {
                kind: StepKind::Index(index),
                elvis: false,
                at,
                operator_at,
            },
        ] = chain.steps.as_slice()
        else {
            return Ok(false);
        };
        let Some(last) = properties.last() else {
            return Ok(false);
        };
        let is_variable = matches!(chain.root, Root::This | Root::Var(_));
        if !is_variable || !properties.iter().all(is_property) || !is_range(index) {
            return Ok(false);
        }
        let root = self.root(chain)?;
        let Some((bounds, inclusive)) = self.bounds(index)? else {
            return Ok(false);
        };
        let object = self.temporary()?;
        let path = self.segment(root, chain, properties);
        let path = self.path(path)?;
        self.path_point(root, false, last.at);
        let get = Op::GetPath {
            to: object,
            first: object,
            path,
        };
        self.emit_at(get, last.at);
        self.bracket(*operator_at);
        let slice = Op::Slice {
            to,
            object,
            first: bounds,
            inclusive,
        };
        self.emit_at(slice, *at);
        Ok(true)
    }

    /// The bounds of an index that is written as a range, in two registers, and whether the last one belongs to it. Nothing, and nothing is
    /// done, for any other index.
    pub fn bounds(&mut self, index: &Node) -> Built<Option<(Reg, bool)>> {
        match &index.expr {
            Expr::Binary(operator, start, end) => {
                let inclusive = match operator.name.as_str() {
                    ".." => false,
                    "..=" => true,
                    _ => return Ok(None),
                };
                let first = self.temporaries(2)?;
                self.into(start, first)?;
                self.into(end, first + 1)?;
                Ok(Some((first, inclusive)))
            }
            Expr::Constant(range) => {
                let bounds = range
                    .read_lock::<Range<i64>>()
                    .map(|range| (range.start, range.end, false));
                let bounds = bounds.or_else(|| {
                    let range = range.read_lock::<RangeInclusive<i64>>()?;
                    Some((*range.start(), *range.end(), true))
                });
                let Some((start, end, inclusive)) = bounds else {
                    return Ok(None);
                };
                let first = self.temporaries(2)?;
                self.whole_number(start, first)?;
                self.whole_number(end, first + 1)?;
                Ok(Some((first, inclusive)))
            }
            _ => Ok(None),
        }
    }

    fn whole_number(&mut self, value: i64, to: Reg) -> Built<()> {
        let op = match i32::try_from(value) {
            Ok(value) => Op::Int { to, value },
            Err(_) => {
                let index = self.constant(Value::Int(value))?;
                Op::Const { to, index }
            }
        };
        self.emit(op);
        Ok(())
    }
}

/// Is the index written as a range?
fn is_range(index: &Node) -> bool {
    match &index.expr {
        Expr::Binary(operator, ..) => matches!(operator.name.as_str(), ".." | "..="),
        Expr::Constant(range) => range.is::<Range<i64>>() || range.is::<RangeInclusive<i64>>(),
        _ => false,
    }
}
