//! Jumps, data and calls in words, for the listing.

use super::dis_steps::{Meaning, NOTHING, Words, symbol};
use super::{First, Op, Reg, SwitchPattern};
use crate::engine::value::{Value, to_debug};
use crate::messages::{message, message_id};

const BACK: Meaning = Some(message_id!("dis-back"));

impl Words<'_> {
    pub(super) fn jumps(&self, op: Op) -> Option<(&'static str, String, Meaning)> {
        let r = |register| self.register(register);
        let unless = |a: Reg, sign: &str, b: String, target: u32| {
            (
                "unless",
                format!("{} {sign} {b} → {}", r(a), (self.label)(target)),
                NOTHING,
            )
        };
        let again = |a: Reg, sign: &str, b: String, target: u32| {
            (
                "loop",
                format!("{} {sign} {b} → {}", r(a), (self.label)(target)),
                BACK,
            )
        };
        let int = |value: i16| value.to_string();
        Some(match op {
            Op::Jump { target } => ("jump", format!("→ {}", (self.label)(target)), NOTHING),
            Op::Loop { target } => ("loop", format!("→ {}", (self.label)(target)), BACK),
            Op::LoopIfLess { a, b, target } => again(a, "<", r(b), target),
            Op::LoopIfLessEqual { a, b, target } => again(a, "<=", r(b), target),
            Op::LoopIfLessInt { a, value, target } => again(a, "<", int(value), target),
            Op::LoopIfLessEqualInt { a, value, target } => again(a, "<=", int(value), target),
            Op::LoopIfGreaterInt { a, value, target } => again(a, ">", int(value), target),
            Op::JumpIf { a, target } => (
                "if",
                format!("{} → {}", r(a), (self.label)(target)),
                NOTHING,
            ),
            Op::JumpIfNot { a, target } => (
                "unless",
                format!("{} → {}", r(a), (self.label)(target)),
                NOTHING,
            ),
            Op::JumpIfUnit { a, target } => (
                "if",
                format!("{} == () → {}", r(a), (self.label)(target)),
                NOTHING,
            ),
            Op::JumpIfNotUnit { a, target } => (
                "if",
                format!("{} != () → {}", r(a), (self.label)(target)),
                NOTHING,
            ),
            Op::JumpUnlessLess { a, b, target } => unless(a, "<", r(b), target),
            Op::JumpUnlessLessEqual { a, b, target } => unless(a, "<=", r(b), target),
            Op::JumpUnlessGreater { a, b, target } => unless(a, ">", r(b), target),
            Op::JumpUnlessGreaterEqual { a, b, target } => unless(a, ">=", r(b), target),
            Op::JumpUnlessEqual { a, b, target } => unless(a, "==", r(b), target),
            Op::JumpUnlessNotEqual { a, b, target } => unless(a, "!=", r(b), target),
            Op::JumpUnlessLessInt { a, value, target } => unless(a, "<", int(value), target),
            Op::JumpUnlessLessEqualInt { a, value, target } => unless(a, "<=", int(value), target),
            Op::JumpUnlessGreaterInt { a, value, target } => unless(a, ">", int(value), target),
            Op::JumpUnlessGreaterEqualInt { a, value, target } => {
                unless(a, ">=", int(value), target)
            }
            Op::JumpUnlessEqualInt { a, value, target } => unless(a, "==", int(value), target),
            Op::JumpUnlessNotEqualInt { a, value, target } => unless(a, "!=", int(value), target),
            Op::Switch { a, table, from } => {
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
                ("switch", format!("{}: {}", r(a), cases.join(", ")), NOTHING)
            }
            Op::CheckBool { a } => ("check", r(a), Some(message_id!("dis-check-bool"))),
            Op::Iterate { to, from } => (
                "iterate",
                format!("{} = {}", r(to), r(from)),
                Some(message_id!("dis-iterate")),
            ),
            Op::Next {
                iterator,
                item,
                target,
            } => (
                "next",
                format!("{} = {} → {}", r(item), r(iterator), (self.label)(target)),
                Some(message_id!("dis-next")),
            ),
            Op::RangeStart {
                state,
                inclusive,
                target,
            } => (
                "range",
                format!(
                    "{} = {}{}{} → {}",
                    r(state + 2),
                    r(state),
                    if inclusive { "..=" } else { ".." },
                    r(state + 1),
                    (self.label)(target)
                ),
                Some(message_id!("dis-range-start")),
            ),
            Op::RangeNext { state, target } => (
                "next",
                format!("{} → {}", r(state + 2), (self.label)(target)),
                Some(message_id!("dis-range-next")),
            ),
            _ => return None,
        })
    }

    pub(super) fn data(&self, op: Op) -> Option<(&'static str, String, Meaning)> {
        let r = |register| self.register(register);
        let list = |first, count: u8| self.registers(first, count as usize);
        let keyed = |first: Reg, keys: u16| match &self.function.constants[keys as usize] {
            // In the order in which they are written, as the registers are.
            Value::Map(keys) => {
                let entries: Vec<String> = keys
                    .unordered()
                    .enumerate()
                    .map(|(index, (key, _))| format!("{key:?}: {}", r(first + index as Reg)))
                    .collect();
                entries.join(", ")
            }
            _ => String::new(),
        };
        Some(match op {
            Op::Array { to, first, count } => (
                "array",
                format!("{} = [{}]", r(to), list(first, count)),
                NOTHING,
            ),
            Op::Extend {
                array,
                first,
                count,
            } => (
                "extend",
                format!("{} += [{}]", r(array), list(first, count)),
                NOTHING,
            ),
            Op::Map { to, first, keys } => (
                "map",
                format!("{} = #{{{}}}", r(to), keyed(first, keys)),
                NOTHING,
            ),
            Op::ExtendMap { map, first, keys } => (
                "extend",
                format!("{} += #{{{}}}", r(map), keyed(first, keys)),
                NOTHING,
            ),
            Op::Interpolate { to, template } => (
                "join",
                format!("{} = `{}`", r(to), self.template(template)),
                NOTHING,
            ),
            Op::Append { array, value } => {
                ("append", format!("{} += [{}]", r(array), r(value)), NOTHING)
            }
            Op::Index { to, object, index } => (
                "get",
                format!("{} = {}[{}]", r(to), r(object), r(index)),
                NOTHING,
            ),
            Op::SetIndex {
                object,
                index,
                value,
            } => (
                "put",
                format!("{}[{}] = {}", r(object), r(index), r(value)),
                NOTHING,
            ),
            Op::ItemOfItem {
                to,
                object,
                first,
                second,
                ..
            } => (
                "get",
                format!("{} = {}[{}][{}]", r(to), r(object), r(first), r(second)),
                NOTHING,
            ),
            Op::SetItemOfItem {
                value,
                object,
                first,
                second,
                ..
            } => (
                "put",
                format!("{}[{}][{}] = {}", r(object), r(first), r(second), r(value)),
                NOTHING,
            ),
            Op::UpdateItem {
                value,
                object,
                index,
                op,
                ..
            } => (
                "update",
                format!("{}[{}] {}= {}", r(object), r(index), symbol(op), r(value)),
                NOTHING,
            ),
            Op::GetPath { to, first, path } => (
                "get",
                format!("{} = {}", r(to), self.path_at(path, first)),
                NOTHING,
            ),
            Op::SetPath { value, first, path } => (
                "put",
                format!("{} = {}", self.path_at(path, first), r(value)),
                Some(message_id!("dis-put-path")),
            ),
            Op::UpdatePath {
                value,
                first,
                op,
                path,
            } => (
                "update",
                format!("{} {}= {}", self.path_at(path, first), symbol(op), r(value)),
                Some(message_id!("dis-update-path")),
            ),
            Op::UpdateInPlace {
                value,
                path,
                target,
            } => (
                "grow",
                format!(
                    "{} += {} → {}",
                    self.path_at(path, 0),
                    r(value),
                    (self.label)(target)
                ),
                Some(message_id!("dis-grow")),
            ),
            _ => return None,
        })
    }

    pub(super) fn calls(&self, op: Op) -> Option<(&'static str, String, Meaning)> {
        let r = |register| self.register(register);
        let call = |name: String, base: Reg, count: usize| {
            (
                "call",
                format!("{} = {name}({})", r(base), self.registers(base, count)),
                NOTHING,
            )
        };
        Some(match op {
            Op::Call { base, function } | Op::CallInScope { base, function } => {
                let function = &self.code.functions[function as usize];
                call(function.name.to_string(), base, function.params as usize)
            }
            Op::CallName { base, count, name } => {
                let mut arguments: Vec<String> = (0..count).map(|index| r(base + index)).collect();
                // The native works on the variable itself; its place among the arguments is empty.
                let site = &self.function.names[name as usize];
                let stands = match &site.first {
                    Some(First::Variable(path)) => Some((path, 0)),
                    Some(First::Part { path, first, .. }) => Some((path, *first)),
                    Some(First::Constant) | None => None,
                };
                if let (Some((path, indices)), Some(argument)) =
                    (stands, arguments.get_mut(site.place()))
                {
                    *argument = self.path(path, indices);
                }
                let name = self.site(name);
                let does = format!("{} = {name}({})", r(base), arguments.join(", "));
                ("call", does, NOTHING)
            }
            Op::CallValue { base, count, .. } => (
                "call",
                format!(
                    "{} = {}({})",
                    r(base),
                    r(base),
                    self.registers(base + 1, count as usize)
                ),
                NOTHING,
            ),
            Op::CallMethod { base, method }
            | Op::CallIntrinsic { base, method }
            | Op::Push { base, method, .. }
            | Op::Len { base, method, .. } => {
                let site = &self.function.methods[method as usize];
                let first = base + site.path.indices() as Reg;
                (
                    "call",
                    format!(
                        "{} = {}{}{}({})",
                        r(base),
                        self.path(&site.path, base),
                        if site.elvis { "?." } else { "." },
                        site.name,
                        self.registers(first, site.args as usize)
                    ),
                    NOTHING,
                )
            }
            Op::Construct { base, count, class } => call(
                self.code.classes[class as usize].name.to_string(),
                base,
                count as usize,
            ),
            Op::Super {
                base, count, name, ..
            } => call(
                format!("super.{}", self.text(name.into())),
                base,
                count as usize,
            ),
            Op::Closure { to, function, .. } => {
                let line = self.code.functions[function as usize]
                    .at
                    .line()
                    .unwrap_or(0);
                (
                    "closure",
                    message!("dis-closure", to = r(to), line).in_language(self.language),
                    NOTHING,
                )
            }
            Op::Return { from } => ("return", r(from), NOTHING),
            Op::ReturnUnit => ("return", "()".to_string(), NOTHING),
            Op::Throw { from } => ("throw", r(from), NOTHING),
            Op::Rethrow { .. } => ("rethrow", String::new(), Some(message_id!("dis-rethrow"))),
            Op::EndCatch => ("caught", String::new(), Some(message_id!("dis-caught"))),
            Op::CheckThis => ("check", "this".to_string(), NOTHING),
            Op::Enter { subject } => ("enter", r(subject), Some(message_id!("dis-enter"))),
            Op::Leave { subject } => ("leave", r(subject), Some(message_id!("dis-leave"))),
            Op::DefineClass { class } => (
                "define",
                self.code.classes[class as usize].name.to_string(),
                NOTHING,
            ),
            Op::Eval { base, .. } => ("eval", r(base), NOTHING),
            Op::Import { path, name, .. } => (
                "import",
                format!("{} = {}", self.site(name), r(path)),
                NOTHING,
            ),
            Op::Fail { name, .. } => ("fail", self.text(name), Some(message_id!("dis-constant"))),
            _ => return None,
        })
    }
}

fn pattern_text(pattern: &SwitchPattern) -> String {
    match pattern {
        SwitchPattern::Value(value) => to_debug(value),
        SwitchPattern::Range(start, end, true) => format!("{start}..={end}"),
        SwitchPattern::Range(start, end, false) => format!("{start}..{end}"),
    }
}
