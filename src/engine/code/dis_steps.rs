//! One instruction in words: what it is called, what it does to which variable, why. Values and variables are here, jumps, data
//! and calls in `dis_flow`; the layout of the listing is in `dis`.

use super::{BinaryOp, Code, Function, Op, Path, PathRoot, PathStep, Piece, Reg};
use crate::engine::natives::operator_name;
use crate::engine::value::{Value, to_debug};
use crate::messages::{Language, Message, MessageId, message_id};

/// A step as the listing shows it.
pub struct Step {
    pub name: &'static str,
    /// `x = x + 1`
    pub does: String,
    pub meaning: String,
}

/// Where the words of one instruction come from.
pub struct Words<'a> {
    pub code: &'a Code,
    pub function: &'a Function,
    /// The instruction's number.
    pub at: usize,
    /// The name of a jump's target: `L1`.
    pub label: &'a dyn Fn(u32) -> String,
    pub language: Language,
}

/// The instructions that the code can go on with besides the next one.
pub fn targets(function: &Function, op: Op) -> Vec<u32> {
    match op {
        Op::Jump { target }
        | Op::Loop { target }
        | Op::LoopIfLess { target, .. }
        | Op::LoopIfLessEqual { target, .. }
        | Op::LoopIfLessInt { target, .. }
        | Op::LoopIfLessEqualInt { target, .. }
        | Op::LoopIfGreaterInt { target, .. }
        | Op::JumpIf { target, .. }
        | Op::JumpIfNot { target, .. }
        | Op::JumpIfUnit { target, .. }
        | Op::JumpIfNotUnit { target, .. }
        | Op::JumpUnlessLess { target, .. }
        | Op::JumpUnlessLessEqual { target, .. }
        | Op::JumpUnlessGreater { target, .. }
        | Op::JumpUnlessGreaterEqual { target, .. }
        | Op::JumpUnlessEqual { target, .. }
        | Op::JumpUnlessNotEqual { target, .. }
        | Op::JumpUnlessLessInt { target, .. }
        | Op::JumpUnlessLessEqualInt { target, .. }
        | Op::JumpUnlessGreaterInt { target, .. }
        | Op::JumpUnlessGreaterEqualInt { target, .. }
        | Op::JumpUnlessEqualInt { target, .. }
        | Op::JumpUnlessNotEqualInt { target, .. }
        | Op::UpdateInPlace { target, .. }
        | Op::Next { target, .. }
        | Op::RangeStart { target, .. }
        | Op::RangeNext { target, .. } => vec![target],
        Op::Switch { table, .. } => {
            let table = &function.switches[table as usize];
            let cases = table.cases.iter().map(|(_, target)| *target);
            cases.chain([table.otherwise]).collect()
        }
        _ => Vec::new(),
    }
}

/// Why a step is there, where its name does not tell.
pub(super) type Meaning = Option<MessageId>;

pub(super) const NOTHING: Meaning = None;
const READ: Meaning = Some(message_id!("dis-read-shared"));
const WRITE: Meaning = Some(message_id!("dis-write"));
const CAPTURED: Meaning = Some(message_id!("dis-read-captured"));
const KEPT: Meaning = Some(message_id!("dis-kept"));
const CELL: Meaning = Some(message_id!("dis-cell"));

impl Words<'_> {
    /// The instruction in words.
    pub fn step(&self, op: Op) -> Step {
        let (name, does, meaning) = self
            .values(op)
            .or_else(|| self.variables(op))
            .or_else(|| self.jumps(op))
            .or_else(|| self.data(op))
            .or_else(|| self.calls(op))
            .unwrap_or_else(|| ("", format!("{op:?}"), NOTHING));
        Step {
            name,
            does,
            meaning: meaning.map_or(String::new(), |id| {
                Message::known(id).in_language(self.language)
            }),
        }
    }

    pub(super) fn register(&self, register: Reg) -> String {
        let named = self.function.register_name(register, self.at);
        match named {
            Some(name) => name.to_string(),
            None if register == self.function.this => "this".to_string(),
            None if self.is_literal(register) => {
                self.constant(u16::from(register - self.function.this - 1))
            }
            None => format!("%{register}"),
        }
    }

    /// Does the register keep a literal all through the call?
    fn is_literal(&self, register: Reg) -> bool {
        let this = self.function.this;
        register > this && register - this <= self.function.literals
    }

    pub(super) fn template(&self, template: u16) -> String {
        let pieces = self.function.templates[template as usize].iter();
        let words = pieces.map(|piece| match piece {
            Piece::Text(text) => to_debug(text),
            Piece::Register(register) => self.register(*register),
        });
        words.collect::<Vec<_>>().join(", ")
    }

    pub(super) fn registers(&self, first: Reg, count: usize) -> String {
        let list: Vec<String> = (0..count)
            .map(|index| self.register(first + index as Reg))
            .collect();
        list.join(", ")
    }

    fn constant(&self, index: u16) -> String {
        let text = match &self.function.constants[index as usize] {
            Value::Function(_) => "…".to_string(),
            value => to_debug(value),
        };
        match text.char_indices().nth(40) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        }
    }

    pub(super) fn text(&self, index: u16) -> String {
        match &self.function.constants[index as usize] {
            Value::Str(text) => text.to_string(),
            other => to_debug(other),
        }
    }

    fn global(&self, index: u16) -> String {
        self.code.globals[index as usize].name.to_string()
    }

    fn capture(&self, index: u16) -> String {
        self.function.captures[index as usize].to_string()
    }

    pub(super) fn site(&self, index: u16) -> String {
        let site = &self.function.names[index as usize];
        let mut text = String::new();
        for part in &site.namespace {
            text.push_str(part);
            text.push_str("::");
        }
        text + site.name.as_str()
    }

    pub(super) fn path(&self, path: &Path, first: Reg) -> String {
        let mut text = match path.root {
            PathRoot::Register(register) | PathRoot::CellIn(register) => self.register(register),
            PathRoot::Capture(index) => self.capture(index),
            PathRoot::Global(index) => self.global(index),
        };
        let mut index = first;
        for step in &path.steps {
            match step {
                PathStep::Property { name, elvis, .. } => {
                    text.push_str(if *elvis { "?." } else { "." });
                    text.push_str(name);
                }
                PathStep::Index { elvis, .. } => {
                    text.push_str(if *elvis { "?[" } else { "[" });
                    text.push_str(&self.register(index));
                    text.push(']');
                    index += 1;
                }
            }
        }
        text
    }

    pub(super) fn path_at(&self, path: u16, first: Reg) -> String {
        self.path(&self.function.paths[path as usize], first)
    }

    fn values(&self, op: Op) -> Option<(&'static str, String, Meaning)> {
        let r = |register| self.register(register);
        let set = |to: Reg, value: String| ("set", format!("{} = {value}", r(to)), NOTHING);
        let math = |name, to: Reg, a: Reg, symbol: &str, b: String| {
            (name, format!("{} = {} {symbol} {b}", r(to), r(a)), NOTHING)
        };
        Some(match op {
            Op::Unit { to } => set(to, "()".to_string()),
            Op::Bool { to, value } => set(to, value.to_string()),
            Op::Int { to, value } => set(to, value.to_string()),
            Op::Const { to, index } if self.is_literal(to) => ("keep", self.constant(index), KEPT),
            Op::Const { to, index } => set(to, self.constant(index)),
            Op::Move { to, from } => ("copy", format!("{} = {}", r(to), r(from)), NOTHING),
            Op::Take { to, from } => ("move", format!("{} = {}", r(to), r(from)), NOTHING),
            Op::Add { to, a, b } => math("add", to, a, "+", r(b)),
            Op::Sub { to, a, b } => math("subtract", to, a, "-", r(b)),
            Op::Mul { to, a, b } => math("multiply", to, a, "*", r(b)),
            Op::Div { to, a, b } => math("divide", to, a, "/", r(b)),
            Op::Rem { to, a, b } => math("remain", to, a, "%", r(b)),
            Op::AddInt { to, a, value } => math("add", to, a, "+", value.to_string()),
            Op::SubInt { to, a, value } => math("subtract", to, a, "-", value.to_string()),
            Op::MulInt { to, a, value } => math("multiply", to, a, "*", value.to_string()),
            Op::DivInt { to, a, value } => math("divide", to, a, "/", value.to_string()),
            Op::RemInt { to, a, value } => math("remain", to, a, "%", value.to_string()),
            Op::Increment { to, value } => math("add", to, to, "+", value.to_string()),
            Op::Decrement { to, value } => math("subtract", to, to, "-", value.to_string()),
            Op::Binary { to, a, b, op } => math("compute", to, a, symbol(op), r(b)),
            Op::AddTo { to, b } => math("add", to, to, "+", r(b)),
            Op::Update { to, b, op } => math("compute", to, to, symbol(op), r(b)),
            Op::Compare { to, a, b, test } => math("compare", to, a, test.sign(), r(b)),
            Op::Negate { to, a } => ("negate", format!("{} = -{}", r(to), r(a)), NOTHING),
            Op::Not { to, a } => ("not", format!("{} = !{}", r(to), r(a)), NOTHING),
            Op::Unary { to, a, name } => (
                "compute",
                format!("{} = {}{}", r(to), self.site(name), r(a)),
                NOTHING,
            ),
            _ => return None,
        })
    }

    fn variables(&self, op: Op) -> Option<(&'static str, String, Meaning)> {
        let r = |register| self.register(register);
        let load = |to, name: String, meaning| ("load", format!("{} = {name}", r(to)), meaning);
        let store =
            |name: String, from, meaning| ("store", format!("{name} = {}", r(from)), meaning);
        Some(match op {
            Op::NewCell { to, from } => (
                "share",
                match to == from {
                    true => r(to),
                    false => format!("{} = {}", r(to), r(from)),
                },
                Some(message_id!("dis-share")),
            ),
            Op::LoadCell { to, cell } => load(to, r(cell), CAPTURED),
            Op::StoreCell { cell, from } => store(r(cell), from, WRITE),
            Op::LoadCapture { to, index } => load(to, self.capture(index), CAPTURED),
            Op::StoreCapture { index, from } => store(self.capture(index), from, WRITE),
            Op::LoadGlobal { to, index } => load(to, self.global(index), READ),
            Op::StoreGlobal { index, from } => store(self.global(index), from, WRITE),
            Op::DeclareGlobal { index, from } => (
                "declare",
                format!("{} = {}", self.global(index), r(from)),
                Some(message_id!("dis-declare")),
            ),
            Op::LoadFar { to, index } => load(to, format!("far {index}"), NOTHING),
            Op::StoreFar { index, from } => store(format!("far {index}"), from, NOTHING),
            Op::CaptureCell { to, index } => {
                ("cell", format!("{} = {}", r(to), self.capture(index)), CELL)
            }
            Op::GlobalCell { to, index } => {
                ("cell", format!("{} = {}", r(to), self.global(index)), CELL)
            }
            Op::NamedCell { to, name } => {
                ("cell", format!("{} = {}", r(to), self.text(name)), CELL)
            }
            Op::LoadNamed { to, name } => load(to, self.text(name), NOTHING),
            Op::StoreNamed { name, from } => store(self.text(name), from, NOTHING),
            Op::DeclareNamed { name, from, .. } => (
                "declare",
                format!("{} = {}", self.text(name), r(from)),
                NOTHING,
            ),
            Op::MarkNamed { to } => ("mark", r(to), NOTHING),
            Op::RewindNamed { mark } => ("rewind", r(mark), NOTHING),
            Op::LoadOuter { to, name } => load(to, self.site(name), NOTHING),
            Op::Name { object, name } => (
                "name",
                format!("{}: `{}`", r(object), self.text(name)),
                Some(message_id!("dis-name")),
            ),
            Op::Point { .. } => ("point", String::new(), Some(message_id!("dis-point"))),
            _ => return None,
        })
    }
}

pub(super) fn symbol(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Named(_) => "(op)",
        op => operator_name(op),
    }
}
