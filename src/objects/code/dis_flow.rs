//! Parts of a listing's line that take more than one operand: calls, lists, the cases of a `switch`.

use super::dis_steps::{Words, first_of};
use super::{First, Op, Operand, Reg, SwitchPattern};
use crate::messages::message;
use crate::objects::value::{Value, to_debug};

impl Words<'_> {
    /// The part of this name in the line of an instruction.
    pub(super) fn whole(&self, name: &str, op: Op, operands: &[(&str, Operand)]) -> String {
        match (name, op) {
            ("list", _) => self.list(operands),
            ("cases", Op::Switch { table, from, .. }) => self.cases(table, from),
            ("entries", Op::Map { first, keys, .. } | Op::ExtendMap { first, keys, .. }) => {
                self.entries(first, keys)
            }
            ("closure", Op::Closure { to, function, .. }) => {
                let at = self.code.functions[function as usize].at;
                let line = at.line().unwrap_or(0);
                message!("dis-closure", to = self.register(to), line).in_language(self.language)
            }
            ("call", op) => self.call(op),
            (name, _) => format!("{{{name}}}"),
        }
    }

    /// Consecutive registers.
    fn list(&self, operands: &[(&str, Operand)]) -> String {
        let count = operands.iter().find_map(|(_, operand)| match operand {
            Operand::Count(number) => Some(*number),
            _ => None,
        });
        self.registers(first_of(operands), count.unwrap_or(0).into())
    }

    fn cases(&self, table: u16, from: u16) -> String {
        let table = &self.function.switches[table as usize];
        let mut cases: Vec<String> = table
            .cases
            .iter()
            .skip(from as usize)
            .map(|(pattern, target)| {
                format!("{} → {}", pattern_text(pattern), (self.label)(*target))
            })
            .collect();
        cases.push(format!("_ → {}", (self.label)(table.otherwise)));
        cases.join(", ")
    }

    fn entries(&self, first: Reg, keys: u16) -> String {
        let Value::Map(keys) = &self.function.constants[keys as usize] else {
            return "{}".to_string();
        };
        // In the order in which they are written, as the registers are.
        let entries: Vec<String> = keys
            .unordered()
            .enumerate()
            .map(|(index, (key, _))| format!("{key:?}: {}", self.register(first + index as Reg)))
            .collect();
        format!("{{{}}}", entries.join(", "))
    }

    fn call(&self, op: Op) -> String {
        match op {
            Op::Call { base, function } | Op::CallInScope { base, function } => {
                let function = &self.code.functions[function as usize];
                let arguments = self.registers(base, function.params.into());
                format!("{}({arguments})", function.name)
            }
            Op::CallValue { base, count, .. } => format!(
                "{}({})",
                self.register(base),
                self.registers(base + 1, count.into())
            ),
            Op::CallName { base, count, name } => {
                let arguments = (0..count).map(|index| self.register(base + index));
                self.named_call(name, arguments.collect())
            }
            Op::In { base, item, name } => {
                self.named_call(name, vec![self.register(base), self.register(item)])
            }
            _ => String::new(),
        }
    }

    /// A call by name. The native works on the variable itself, whose place among the arguments is empty.
    fn named_call(&self, name: u16, mut arguments: Vec<String>) -> String {
        let site = &self.function.names[name as usize];
        let stands = match &site.first {
            Some(First::Variable(path)) => Some((path, 0)),
            Some(First::Part { path, first, .. }) => Some((path, *first)),
            Some(First::Constant) | None => None,
        };
        if let (Some((path, indices)), Some(argument)) = (stands, arguments.get_mut(site.place())) {
            *argument = self.path(path, indices);
        }
        format!("{}({})", self.site(name), arguments.join(", "))
    }

    pub(super) fn method(&self, method: u16, base: Reg) -> String {
        let site = &self.function.methods[method as usize];
        let first = base + site.path.indices() as Reg;
        format!(
            "{}{}{}({})",
            self.path(&site.path, base),
            if site.elvis { "?." } else { "." },
            site.name,
            self.registers(first, site.args as usize)
        )
    }
}

fn pattern_text(pattern: &SwitchPattern) -> String {
    match pattern {
        SwitchPattern::Value(value) => to_debug(value),
        SwitchPattern::Range(start, end, true) => format!("{start}..={end}"),
        SwitchPattern::Range(start, end, false) => format!("{start}..{end}"),
    }
}
