//! One instruction in words: its line of the table in `op` with the names that operands have here. What takes more than one operand is in
//! `dis_flow`; the layout of the listing is in `dis`.

use super::operands::operator_name;
use super::{
    BinaryOp, Code, Function, Op, Operand, Path, PathRoot, PathStep, Piece, RangeForm, Reg,
};
use crate::messages::{Language, Message, message_id};
use crate::objects::value::{Value, to_debug};

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
    let mut targets = Vec::new();
    op.operands(|_, operand| match operand {
        Operand::Target(target) => targets.push(target),
        Operand::Cases(table) => {
            let table = &function.switches[table as usize];
            targets.extend(table.cases.iter().map(|(_, target)| *target));
            targets.push(table.otherwise);
        }
        _ => {}
    });
    targets
}

impl Words<'_> {
    /// The instruction in words.
    pub fn step(&self, op: Op) -> Step {
        let (name, line, why) = match op {
            Op::Const { to, .. } if self.is_literal(to) => {
                ("keep", "{index}", Some(message_id!("dis-kept")))
            }
            Op::NewCell { to, from } if to == from => {
                ("share", "{to}", Some(message_id!("dis-share")))
            }
            op => op.words(),
        };
        Step {
            name,
            does: self.fill(line, op),
            meaning: why.map_or(String::new(), |id| {
                Message::known(id).in_language(self.language)
            }),
        }
    }

    /// The line with operands in place of their names.
    fn fill(&self, line: &str, op: Op) -> String {
        let mut operands = Vec::new();
        op.operands(|name, operand| operands.push((name, operand)));
        let mut text = String::new();
        let mut rest = line;
        while let Some((before, named)) = rest.split_once('{') {
            let (name, after) = named.split_once('}').unwrap_or((named, ""));
            text.push_str(before);
            text.push_str(&self.word(name, op, &operands));
            rest = after;
        }
        text + rest
    }

    fn word(&self, name: &str, op: Op, operands: &[(&str, Operand)]) -> String {
        let (name, further) = match name.split_once('+') {
            Some((name, further)) => (name, further.parse().unwrap_or(0)),
            None => (name, 0),
        };
        match operands.iter().find(|(other, _)| *other == name) {
            Some((_, operand)) => self.operand(*operand, further, first_of(operands)),
            None => self.whole(name, op, operands),
        }
    }

    fn operand(&self, operand: Operand, further: Reg, first: Reg) -> String {
        match operand {
            Operand::Out(register)
            | Operand::In(register)
            | Operand::Both(register)
            | Operand::First(register)
            | Operand::Base(register)
            | Operand::Bounds(register)
            | Operand::State(register) => self.register(register + further),
            Operand::Count(count) => count.to_string(),
            Operand::Truth(truth) => truth.to_string(),
            Operand::Dots(inclusive) => if inclusive { "..=" } else { ".." }.to_string(),
            Operand::Form(form) => if form == RangeForm::Closed {
                "..="
            } else {
                ".."
            }
            .to_string(),
            Operand::Small(value) => value.to_string(),
            Operand::Whole(value) => value.to_string(),
            Operand::Sign(op) => symbol(op).to_string(),
            Operand::Relation(test) => test.sign().to_string(),
            Operand::Target(target) => (self.label)(target),
            Operand::Constant(index) => self.constant(index),
            Operand::Text(index) => self.text(index),
            Operand::Letter(index) => self.text(index.into()),
            Operand::Template(index) => self.template(index),
            Operand::Capture(index) => self.function.captures[index as usize].to_string(),
            Operand::Global(index) => self.code.globals[index as usize].name.to_string(),
            Operand::Number(number) | Operand::Far(number) | Operand::Cases(number) => {
                number.to_string()
            }
            Operand::Path(index) => self.path(&self.function.paths[index as usize], first),
            Operand::Name(index) => self.site(index),
            Operand::Method(index) => self.method(index, first),
            Operand::Function(index) => self.code.functions[index as usize].name.to_string(),
            Operand::Class(index) => self.code.classes[index as usize].name.to_string(),
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
            PathRoot::Capture(index) => self.function.captures[index as usize].to_string(),
            PathRoot::Global(index) => self.code.globals[index as usize].name.to_string(),
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
}

/// The register where the indices of a path, or the arguments of a call, begin.
pub(super) fn first_of(operands: &[(&str, Operand)]) -> Reg {
    let first = operands.iter().find_map(|(_, operand)| match operand {
        Operand::First(register) | Operand::Base(register) => Some(*register),
        _ => None,
    });
    first.unwrap_or(0)
}

fn symbol(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Named(_) => "(op)",
        op => operator_name(op),
    }
}
