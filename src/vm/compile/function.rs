//! The builder of one function's code: registers, constants, emission, jumps, open scopes.

use super::literals::Literals;
use super::{Options, TooLarge};
use crate::lang::hir::tree;
use crate::lang::hir::tree::{FunctionKind, LocalId, Unit};
use crate::messages::{Message, MessageId, message_id};
use crate::objects::abi::Word;
use crate::objects::code::{
    First, Function, Handler, HandlerKind, MethodSite, NameSite, Op, Path, Reg, RegisterName,
    SwitchTable, Template,
};
use crate::objects::value::Value;
use rhai::{ImmutableString, Position};
use std::collections::{HashMap, HashSet};

/// Locals get registers up to here; later ones live in far cells, so that temporaries always find room.
const LOCAL_REGISTERS: usize = 160;
const REGISTERS: usize = 250;

/// Instructions name constants, globals, functions and the like by numbers of 16 bits.
pub(super) const MOST_OF_A_KIND: usize = 1 << 16;

/// Where a local lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Undeclared,
    Register(Reg),
    /// The register holds a cell.
    Cell(Reg),
    /// The far slot holds a cell.
    Far(u16),
}

/// What must be undone when control leaves early.
pub(super) enum Scope {
    Loop(Loop),
    /// `with`: the subject's register and the instructions that its handler watches.
    With {
        subject: Reg,
        watched: Watched,
    },
    /// A `catch` block, which has an error to forget.
    Catch,
}

#[derive(Default)]
pub(super) struct Watched {
    pub ranges: Vec<(u32, u32)>,
    pub open: u32,
}

pub(super) struct Loop {
    pub to: Option<Reg>,
    pub breaks: Vec<usize>,
    pub continues: Vec<usize>,
    /// The register that remembers how many named variables there were.
    pub mark: Option<Reg>,
}

pub(super) struct Builder<'u> {
    pub unit: &'u Unit,
    /// Of all functions of the unit.
    pub function_names: &'u HashSet<&'u ImmutableString>,
    pub tree: &'u tree::Function,
    pub options: Options,
    pub ops: Vec<Op>,
    pub places: Vec<Position>,
    pub brackets: Vec<(u32, Position)>,
    pub constants: Vec<Value>,
    /// Where each text stands among the constants.
    texts: HashMap<ImmutableString, u16>,
    pub names: Vec<NameSite>,
    pub methods: Vec<MethodSite>,
    pub paths: Vec<Path>,
    pub handlers: Vec<Handler>,
    pub switches: Vec<SwitchTable>,
    pub templates: Vec<Template>,
    pub slots: Vec<Slot>,
    pub scopes: Vec<Scope>,
    pub register_names: Vec<RegisterName>,
    /// The name that each register has now: its place among the names.
    pub named: [Option<usize>; REGISTERS],
    /// The first free register.
    pub top: usize,
    pub literals: Literals,
    pub used: usize,
    pub far: u16,
    pub this: Reg,
    pub assigns_this: bool,
    /// The variable of this register is read for the last time: it is moved.
    pub moving: Option<Reg>,
    /// Inside of a `try`: what is declared in registers below this one may be read when the error has been caught.
    pub guarded: usize,
    /// How many blocks are open; the body is one.
    pub blocks: usize,
    /// The place of what is being compiled.
    pub at: Position,
}

pub(super) type Built<T> = Result<T, TooLarge>;

impl<'u> Builder<'u> {
    pub fn new(
        unit: &'u Unit,
        function_names: &'u HashSet<&'u ImmutableString>,
        tree: &'u tree::Function,
        options: Options,
    ) -> Self {
        Builder {
            unit,
            function_names,
            tree,
            options,
            ops: Vec::new(),
            places: Vec::new(),
            brackets: Vec::new(),
            constants: Vec::new(),
            texts: HashMap::new(),
            names: Vec::new(),
            methods: Vec::new(),
            paths: Vec::new(),
            handlers: Vec::new(),
            switches: Vec::new(),
            templates: Vec::new(),
            literals: Literals::default(),
            slots: vec![Slot::Undeclared; tree.locals.len()],
            scopes: Vec::new(),
            register_names: Vec::new(),
            named: [None; REGISTERS],
            top: 0,
            used: 0,
            far: 0,
            this: 0,
            assigns_this: false,
            moving: None,
            guarded: 0,
            blocks: 0,
            at: tree.at,
        }
    }

    /// The code of the function. Which literals its loops use is known after a first pass; where there are some, a second one finds
    /// them in registers.
    pub fn build(self) -> Built<Function> {
        let (unit, names) = (self.unit, self.function_names);
        let (tree, options) = (self.tree, self.options);
        let first = self.pass()?;
        let Some(literals) = first.literals.to_keep() else {
            return Ok(first.finish());
        };
        let mut second = Builder::new(unit, names, tree, options);
        second.literals = literals;
        // With a few registers less an expression may be too large.
        Ok(second.pass().unwrap_or(first).finish())
    }

    fn pass(mut self) -> Built<Self> {
        if self.tree.params > LOCAL_REGISTERS {
            return Err(self.too_large(message_id!("too-large-parameters")));
        }
        if self.tree.captures.len() > MOST_OF_A_KIND {
            return Err(self.too_large(message_id!("too-large-variables")));
        }
        self.top = self.tree.params + 1;
        self.used = self.top;
        self.this = self.tree.params as Reg;
        self.prologue()?;
        self.load_literals()?;
        self.return_value(&self.tree.body)?;
        Ok(self)
    }

    fn finish(self) -> Function {
        let named = self.tree.kind == FunctionKind::Named;
        Function {
            name: self.tree.name.clone(),
            params: self.tree.params as u8,
            this_type: self.tree.this_type.clone(),
            private: self.tree.private,
            by_name: self.tree.by_name,
            is_plain: !self.tree.by_name && !self.tree.imports && self.far == 0,
            assigns_this: self.assigns_this,
            imports: self.tree.imports,
            is_named: named,
            holds_this: self.tree.holds_this,
            this: self.this,
            literals: self.literals.kept(),
            registers: self.used as u16,
            far: self.far,
            ops: self.ops.into(),
            places: self.places.into(),
            brackets: self.brackets.into(),
            constants: self.constants.into(),
            names: self.names.into(),
            methods: self.methods.into(),
            paths: self.paths.into(),
            handlers: self.handlers.into(),
            switches: self.switches.into(),
            templates: self.templates.into(),
            captures: self
                .tree
                .captures
                .iter()
                .map(|capture| capture.name.clone())
                .collect(),
            register_names: self.register_names.into(),
            doc: self.tree.doc.clone(),
            at: self.tree.at,
        }
    }

    /// Parameters that closures capture move into cells; by-name functions declare theirs.
    fn prologue(&mut self) -> Built<()> {
        if self.tree.by_name {
            for (index, capture) in self.tree.captures.iter().enumerate() {
                let from = self.temporary()?;
                self.emit(Op::CaptureCell {
                    to: from,
                    index: index as u16,
                });
                let name = self.text(&capture.name)?;
                self.emit(Op::DeclareNamed {
                    name,
                    from,
                    constant: capture.constant,
                });
            }
        }
        for local in 0..self.tree.params {
            let register = local as Reg;
            let name = self.tree.locals[local].name.clone();
            self.name_register(register, &name);
            if self.tree.by_name {
                let name = self.text(&name)?;
                self.emit(Op::DeclareNamed {
                    name,
                    from: register,
                    constant: false,
                });
            } else if self.tree.locals[local].captured {
                self.emit(Op::NewCell {
                    to: register,
                    from: register,
                });
                self.slots[local] = Slot::Cell(register);
            } else {
                self.slots[local] = Slot::Register(register);
            }
        }
        Ok(())
    }

    pub fn too_large(&self, id: MessageId) -> TooLarge {
        TooLarge {
            message: Message::known(id),
            at: self.at,
        }
    }

    // Registers.

    pub fn temporary(&mut self) -> Built<Reg> {
        self.temporaries(1)
    }

    /// Consecutive free registers.
    pub fn temporaries(&mut self, count: usize) -> Built<Reg> {
        let first = self.top;
        self.top += count;
        if self.top > REGISTERS {
            return Err(self.too_large(message_id!("too-large-expression")));
        }
        self.used = self.used.max(self.top);
        for register in first..self.top {
            self.forget_name(register);
        }
        Ok(first as Reg)
    }

    /// From here on the register holds this variable.
    pub fn name_register(&mut self, register: Reg, name: &ImmutableString) {
        self.forget_name(register as usize);
        self.named[register as usize] = Some(self.register_names.len());
        self.register_names.push(RegisterName {
            register,
            name: name.clone(),
            start: self.here(),
            end: u32::MAX,
        });
    }

    fn forget_name(&mut self, register: usize) {
        if let Some(index) = self.named[register].take() {
            self.register_names[index].end = self.here();
        }
    }

    /// Give a home to a local that is being declared.
    pub fn declare(&mut self, local: LocalId) -> Built<Slot> {
        let info = &self.tree.locals[local];
        let slot = if self.top >= LOCAL_REGISTERS {
            let Some(next) = self.far.checked_add(1) else {
                return Err(self.too_large(message_id!("too-large-variables")));
            };
            self.far = next;
            Slot::Far(next - 1)
        } else {
            let register = self.temporary()?;
            self.name_register(register, &info.name);
            if info.captured {
                Slot::Cell(register)
            } else {
                Slot::Register(register)
            }
        };
        Ok(slot)
    }

    // Constants and names.

    pub fn constant(&mut self, value: Value) -> Built<u16> {
        self.constants.push(value);
        u16::try_from(self.constants.len() - 1)
            .map_err(|_| self.too_large(message_id!("too-large-constants")))
    }

    /// A text among the constants; equal texts share one.
    pub fn text(&mut self, text: &ImmutableString) -> Built<u16> {
        if let Some(index) = self.texts.get(text) {
            return Ok(*index);
        }
        let index = self.constant(Value::string(text))?;
        self.texts.insert(text.clone(), index);
        Ok(index)
    }

    pub fn name_site(
        &mut self,
        name: &ImmutableString,
        namespace: &[ImmutableString],
        first: Option<First>,
        at: Position,
    ) -> Built<u16> {
        self.names.push(NameSite {
            name: name.clone(),
            namespace: namespace.to_vec(),
            first,
            at,
            native: Default::default(),
            word: Word::of(name).filter(|_| namespace.is_empty()),
            cache: Default::default(),
        });
        u16::try_from(self.names.len() - 1)
            .map_err(|_| self.too_large(message_id!("too-large-calls")))
    }

    pub fn path(&mut self, path: Path) -> Built<u16> {
        self.paths.push(path);
        u16::try_from(self.paths.len() - 1)
            .map_err(|_| self.too_large(message_id!("too-large-chains")))
    }

    // Emission.

    pub fn emit(&mut self, op: Op) -> usize {
        self.ops.push(op);
        self.places.push(self.at);
        self.ops.len() - 1
    }

    /// What follows stands at this place; gives the place so far, to go back to.
    pub fn move_to(&mut self, at: Position) -> Position {
        let outer = self.at;
        if !at.is_none() {
            self.at = at;
        }
        outer
    }

    pub fn emit_at(&mut self, op: Op, at: Position) -> usize {
        self.ops.push(op);
        self.places.push(if at.is_none() { self.at } else { at });
        self.ops.len() - 1
    }

    /// Where the `[` of the next instruction stands.
    pub fn bracket(&mut self, at: Position) {
        self.brackets.push((self.here(), at));
    }

    pub fn here(&self) -> u32 {
        self.ops.len() as u32
    }

    /// A scheduling point before an access to a cell, in code for the controlled runtime.
    pub fn point(&mut self, write: bool, at: Position) {
        if self.options.points {
            self.emit_at(Op::Point { write }, at);
        }
    }

    /// Let the jump at this instruction land here.
    pub fn land(&mut self, jump: usize) {
        let here = self.here();
        match self.ops[jump].target_mut() {
            Some(target) => *target = here,
            None => unreachable!("{:?} is no jump", self.ops[jump]),
        }
    }

    pub fn land_all(&mut self, jumps: Vec<usize>) {
        for jump in jumps {
            self.land(jump);
        }
    }

    /// Watch the instructions for errors; the ranges leave out what runs on the way out.
    pub fn watch(&mut self, watched: Watched, target: u32, error: Reg, kind: HandlerKind) {
        let end = self.here();
        let ranges = watched
            .ranges
            .into_iter()
            .chain([(watched.open, end)])
            .filter(|(start, end)| start < end);
        for (start, end) in ranges {
            self.handlers.push(Handler {
                start,
                end,
                target,
                error,
                kind,
            });
        }
    }
}
