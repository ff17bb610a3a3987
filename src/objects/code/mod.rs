//! Compiled code: the instruction set (`op`), functions, units, and units linked to the cells of a run.

mod dis;
mod dis_flow;
mod dis_steps;
mod instructions;
mod lines;
mod linked;
mod op;
mod operands;
mod rhai_site;
mod site;
mod verify;

pub use dis::listing;
pub use instructions::{Flow, Operand};
pub use lines::{Imports, Lines};
pub use linked::{Import, Linked};
pub use op::Op;
pub use operands::{BinaryOp, RangeForm, Reg, Test, operator_name, operator_of};
pub use rhai_site::{Site, SiteCache, Types};
pub use site::{First, Intrinsic, MethodSite, NameSite, Path, PathRoot, PathStep, SlotCache};
pub use verify::verify;

use crate::objects::error::Source;
use crate::objects::value::Value;
use rhai::{ImmutableString, Position};
use std::sync::Arc;

/// One compiled source text; shared by all its runs.
#[derive(Debug)]
pub struct Code {
    /// The top level is the first.
    pub functions: Vec<Function>,
    pub globals: Vec<GlobalInfo>,
    pub classes: Vec<ClassCode>,
    pub source: Arc<Source>,
}

#[derive(Debug, Clone)]
pub struct GlobalInfo {
    pub name: ImmutableString,
    pub constant: bool,
    /// A variable of the session, whose cell is there already.
    pub existing: bool,
    pub exported_as: Vec<ImmutableString>,
}

#[derive(Debug)]
pub struct ClassCode {
    pub name: ImmutableString,
    /// As it is written: `Thread`, `shapes::Circle`.
    pub base: Option<ImmutableString>,
    pub methods: Vec<(ImmutableString, usize)>,
    pub at: Position,
}

#[derive(Debug)]
pub struct Function {
    pub name: ImmutableString,
    pub params: u8,
    pub this_type: Option<ImmutableString>,
    pub private: bool,
    /// A closure or a method of a class is not found by name.
    pub by_name: bool,
    /// Do its calls, and the calls that it makes, need no more than registers: no variables that are found by name or live beyond the
    /// registers, no imports in its blocks?
    pub is_plain: bool,
    /// Does it assign to `this` itself?
    pub assigns_this: bool,
    /// Do its blocks import modules?
    pub imports: bool,
    /// Only `f(…)` calls of its own unit and `Fn` find it.
    pub is_named: bool,
    /// A closure that takes along the `this` of the method that makes it.
    pub holds_this: bool,
    /// The register of `this`, after the parameters.
    pub this: Reg,
    /// So many registers after `this` hold the first constants all through the call: literals that loops use.
    pub literals: u8,
    /// Registers used: what a return clears.
    pub registers: u16,
    /// Locals beyond the registers.
    pub far: u16,
    pub ops: Box<[Op]>,
    /// The place of each instruction in the source.
    pub places: Box<[Position]>,
    /// Where the `[` of indexing instructions stands, by instruction.
    pub brackets: Box<[(u32, Position)]>,
    pub constants: Box<[Value]>,
    pub names: Box<[NameSite]>,
    pub methods: Box<[MethodSite]>,
    pub paths: Box<[Path]>,
    /// Innermost first: a failing instruction is caught by the first range that holds it.
    pub handlers: Box<[Handler]>,
    pub switches: Box<[SwitchTable]>,
    pub templates: Box<[Template]>,
    pub captures: Box<[ImmutableString]>,
    /// Which variable a register holds, for messages and the listing.
    pub register_names: Box<[RegisterName]>,
    pub doc: Vec<String>,
    pub at: Position,
}

impl Function {
    /// The names `x` of all `this.x = …` and `this.x += …`.
    pub fn assigned_attributes(&self) -> impl Iterator<Item = &ImmutableString> {
        self.ops.iter().filter_map(|op| {
            let (Op::SetPath { path, .. } | Op::UpdatePath { path, .. }) = *op else {
                return None;
            };
            let path = &self.paths[path as usize];
            match (path.root, &*path.steps) {
                (PathRoot::Register(root), [PathStep::Property { name, .. }])
                    if root == self.this =>
                {
                    Some(name)
                }
                _ => None,
            }
        })
    }

    /// The second place of an instruction: its bracket.
    pub fn bracket(&self, op: usize) -> Option<Position> {
        let index = self
            .brackets
            .binary_search_by_key(&(op as u32), |(op, _)| *op)
            .ok()?;
        self.brackets.get(index).map(|(_, at)| *at)
    }
}

/// `` `a ${b}` ``: what is joined, in its order.
pub type Template = Box<[Piece]>;

#[derive(Debug)]
pub enum Piece {
    /// A text that stands in the template itself.
    Text(Value),
    Register(Reg),
}

/// Instructions `start..end` know the register as the variable.
#[derive(Debug, Clone)]
pub struct RegisterName {
    pub register: Reg,
    pub name: ImmutableString,
    pub start: u32,
    pub end: u32,
}

impl Function {
    /// The variable that the register holds at this instruction; none for a temporary.
    pub fn register_name(&self, register: Reg, at: usize) -> Option<&ImmutableString> {
        self.register_names
            .iter()
            .rev()
            .find(|named| {
                named.register == register
                    && (named.start as usize..named.end as usize).contains(&at)
            })
            .map(|named| &named.name)
    }
}

/// `try`: instructions `start..end` are watched.
#[derive(Debug, Clone, Copy)]
pub struct Handler {
    pub start: u32,
    pub end: u32,
    pub target: u32,
    /// The register that receives the caught value.
    pub error: Reg,
    pub kind: HandlerKind,
}

impl Handler {
    pub fn watches(&self, at: usize) -> bool {
        (self.start as usize..self.end as usize).contains(&at)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandlerKind {
    /// `catch`: the register gets what scripts see; errors that end the run pass by. A following `Rethrow` finds the original error.
    Catch,
    /// An error in a `catch` block: `throw` without a value goes on with the caught error.
    Again,
    /// The end of `with`: the instructions at the target, `Leave` and `Rethrow`, run for every error but a stop, and go on with it.
    Finally,
}

/// The cases of a `switch` over constants: tried in order.
#[derive(Debug)]
pub struct SwitchTable {
    pub cases: Vec<(SwitchPattern, u32)>,
    /// Integers of single cases and their targets, in order, when all patterns are such.
    pub ints: Option<Box<[(i64, u32)]>>,
    pub otherwise: u32,
}

#[derive(Debug)]
pub enum SwitchPattern {
    Value(Value),
    Range(i64, i64, bool),
}
