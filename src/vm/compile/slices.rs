//! `text[a..b]`: the bounds go into registers, and no range is made of them.

use super::function::{Builder, Built};
use crate::lang::hir::tree::{Expr, Node};
use crate::objects::code::{Op, Reg};
use crate::objects::value::Value;
use std::ops::{Range, RangeInclusive};

impl Builder<'_> {
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
