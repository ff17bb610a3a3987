//! `switch`: tables of cases, ranges, guards.

use super::function::{Builder, Built, MOST_OF_A_KIND};
use crate::border::from_dynamic;
use crate::lang::hir::tree::{Pattern, Switch};
use crate::messages::message_id;
use crate::objects::code::{Op, Reg, SwitchPattern, SwitchTable};
use crate::objects::value::Value;
use std::collections::HashMap;

impl Builder<'_> {
    /// Cases are tried in order; a guard that fails goes on with the next one.
    pub fn switch(&mut self, switch: &Switch, to: Option<Reg>) -> Built<()> {
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
        let mut blocks: HashMap<usize, u32> = HashMap::new();
        if switch.cases.len() >= MOST_OF_A_KIND {
            return Err(self.too_large(message_id!("too-large-cases")));
        }
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
            if let Some(&target) = blocks.get(&case.id) {
                self.emit(Op::Jump { target });
                continue;
            }
            blocks.insert(case.id, self.here());
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
                let int = |(pattern, target): &(SwitchPattern, u32)| match pattern {
                    SwitchPattern::Value(Value::Int(int)) => Some((*int, *target)),
                    _ => None,
                };
                let mut ints: Vec<(i64, u32)> = cases.iter().map(int).collect::<Option<_>>()?;
                // Of equal ones, the first counts.
                ints.sort_by_key(|(int, _)| *int);
                ints.dedup_by_key(|(int, _)| *int);
                Some(ints.into_boxed_slice())
            })
            .flatten();
        self.switches[table as usize] = SwitchTable {
            cases,
            ints,
            otherwise,
        };
        Ok(())
    }
}
