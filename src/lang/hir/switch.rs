//! `switch`: Rhai keeps the cases in a table by hash; here they lie in the order in which they are tried.

use rhai::{Expr as Source, RangeCase, SwitchCasesCollection};

use super::LowerError;
use super::lowering::Lowering;
use super::statement::node;
use super::tree::{Case, Expr, Pattern, Switch};

impl Lowering<'_> {
    pub fn switch(
        &mut self,
        value: &Source,
        source: &SwitchCasesCollection,
    ) -> Result<Expr, LowerError> {
        let value = self.expression(value)?;
        let mut patterns: Vec<(usize, Pattern)> = Vec::new();
        for case in source.cases.values() {
            for &id in &case.blocks {
                patterns.push((id, Pattern::Value(case.value.clone())));
            }
        }
        // Values of one case differ, so that their order only matters to readers.
        patterns.sort_by_cached_key(|(id, pattern)| (*id, format!("{pattern:?}")));
        patterns.extend(source.ranges.iter().map(|range| match range {
            RangeCase::ExclusiveInt(range, id) => {
                (*id, Pattern::Range(range.start, range.end, false))
            }
            RangeCase::InclusiveInt(range, id) => {
                (*id, Pattern::Range(*range.start(), *range.end(), true))
            }
        }));

        let mut seen = vec![false; source.expressions.len()];
        let mut cases = Vec::with_capacity(patterns.len());
        for (id, pattern) in patterns {
            let parts = &source.expressions[id];
            let repeats = std::mem::replace(&mut seen[id], true);
            self.repeating += usize::from(repeats);
            let guard = match &parts.lhs {
                Source::BoolConstant(true, _) => None,
                guard => Some(self.expression(guard)?),
            };
            self.repeating -= usize::from(repeats);
            let block = match repeats {
                true => node(Expr::Unit, parts.rhs.position()),
                false => self.expression(&parts.rhs)?,
            };
            cases.push(Case {
                pattern,
                guard,
                id,
                block,
            });
        }
        let default = match source.def_case {
            Some(id) => Some(self.expression(&source.expressions[id].rhs)?),
            None => None,
        };
        Ok(Expr::Switch(Box::new(Switch {
            value,
            cases,
            default,
        })))
    }
}
