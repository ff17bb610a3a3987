//! Scheduling points before accesses to shared cells, in code for the controlled runtime: which cell it is that the next instruction
//! reaches, and what a record of the run says of the access.

use super::walk::Action;
use super::{Machine, Outcome};
use crate::builtins::may_change;
use crate::objects::code::{First, Op, PathRoot, PathStep, Reg};
use crate::objects::value::{Cell, Value, to_debug};
use crate::runtime::{ObjectId, Operation, Pending};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Longer values are cut in records.
const LONGEST: usize = 60;

/// A cell that the next instruction reaches.
struct Reached<'m> {
    root: PathRoot,
    cell: &'m Cell,
    /// Is it changed, whatever stands there?
    writes: bool,
    /// What it gets then, when that stands in a register.
    written: Option<Reg>,
    /// Is it changed, when data stands there? A handle is only read.
    changes_data: bool,
    /// Does the instruction say itself when it changes what it has read?
    reads_first: bool,
}

impl Machine<'_> {
    /// `Op::Point`: the next instruction reaches a cell.
    pub(super) fn point(&mut self, write: bool) -> Outcome<()> {
        self.note_line();
        self.keep_nothing();
        let pending = match self.reached() {
            Some(reached) => {
                let changes = write && !reached.reads_first || reached.changes_data;
                let writes = reached.writes || changes && holds_data(reached.cell);
                self.access(reached.cell, writes)
            }
            None => Pending::on(operation(write), ObjectId::NONE),
        };
        self.task.point(pending)?;
        if self.task.is_recorded()
            && let Some(reached) = self.reached()
        {
            self.record_access(pending, &reached);
        }
        Ok(())
    }

    /// A point before an access to an attribute.
    pub(super) fn point_at_attribute(
        &mut self,
        cell: &Cell,
        name: &str,
        action: &Action,
        is_last: bool,
    ) -> Outcome<()> {
        let writes = match action {
            Action::Get => false,
            Action::Set(_) | Action::Return(_) => true,
            // Of a number it is read first; `part op= value` says itself when it writes.
            Action::Update(..) => is_last && holds_container(cell),
            Action::Place { changes, .. } => *changes && holds_data(cell),
        };
        let id = self.point_on(cell, writes)?;
        if self.task.is_recorded() {
            self.task.note_name(id, "attribute", name);
            match action {
                Action::Set(value) => self.task.note_variable(|| short(value)),
                _ if !writes => self.note_held(cell),
                _ => self.task.note_part(None),
            }
        }
        Ok(())
    }

    /// A point before this cell is read or written; gives its number.
    pub(super) fn point_on(&mut self, cell: &Cell, writes: bool) -> Outcome<ObjectId> {
        self.note_line();
        self.keep_nothing();
        let pending = self.access(cell, writes);
        self.task.point(pending)?;
        Ok(pending.object)
    }

    fn note_line(&self) {
        if let Some(line) = self.at().line() {
            self.task.set_line(line as u32);
        }
    }

    fn access(&self, cell: &Cell, writes: bool) -> Pending {
        let number = cell.number(|| self.task.world().new_cell());
        Pending {
            quiet: !writes && cell.is_first_handle(),
            state: match self.task.tells_state() {
                true => self.state(),
                false => 0,
            },
            ..Pending::on(operation(writes), ObjectId::of_cell(number))
        }
    }

    /// Equal when the thread has come back to where it was, with the same in all its registers: it would do the same again. 0 when that
    /// cannot be known.
    fn state(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let here = (self.function, self.pc, self.base);
        (here, Arc::as_ptr(&self.linked).addr(), self.frames.len()).hash(&mut hasher);
        for frame in self.frames.open() {
            (frame.function, frame.pc, frame.base).hash(&mut hasher);
        }
        (self.named.len(), self.caught.len(), self.native_depth).hash(&mut hasher);
        let end = self.base + self.linked.function(self.function).registers as usize;
        for value in &self.stack[..end.min(self.stack.len())] {
            match value {
                Value::Unit => 0.hash(&mut hasher),
                Value::Bool(truth) => (1, truth).hash(&mut hasher),
                Value::Int(int) => (2, int).hash(&mut hasher),
                Value::Float(float) => (3, float.to_bits()).hash(&mut hasher),
                Value::Char(char) => (4, char).hash(&mut hasher),
                Value::Str(text) => (5, text.as_str()).hash(&mut hasher),
                Value::Array(_) | Value::Map(_) => (6, to_debug(value)).hash(&mut hasher),
                Value::Function(closure) => {
                    (7, std::ptr::from_ref(&**closure).addr()).hash(&mut hasher);
                }
                Value::Object(object) => {
                    (8, std::ptr::from_ref(object.kind()).addr()).hash(&mut hasher);
                }
                Value::Cell(cell) => (9, std::ptr::from_ref(&**cell).addr()).hash(&mut hasher),
                // How far a walk has come is not seen.
                Value::Iterator(_) | Value::Foreign(_) => return 0,
            }
        }
        hasher.finish() | 1
    }

    /// The cell that the next instruction reaches, if it is known before.
    fn reached(&self) -> Option<Reached<'_>> {
        let function = self.linked.function(self.function);
        let read = |root| (root, None, false);
        let written = |root, from| (root, Some(from), false);
        let (root, written, changes_data) = match *function.ops.get(self.pc)? {
            Op::LoadCell { cell, .. } => read(PathRoot::CellIn(cell)),
            Op::LoadCapture { index, .. } => read(PathRoot::Capture(index)),
            Op::LoadGlobal { index, .. } => read(PathRoot::Global(index)),
            Op::GetPath { path, .. } => read(function.paths[path as usize].root),
            Op::StoreCell { cell, from } => written(PathRoot::CellIn(cell), from),
            Op::StoreCapture { index, from } => written(PathRoot::Capture(index), from),
            Op::StoreGlobal { index, from } | Op::DeclareGlobal { index, from } => {
                written(PathRoot::Global(index), from)
            }
            Op::SetPath { path, .. } => (function.paths[path as usize].root, None, true),
            // It is read first, and says itself when it writes.
            Op::UpdatePath { path, .. } => read(function.paths[path as usize].root),
            Op::CallMethod { method, .. } | Op::CallIntrinsic { method, .. } => {
                let site = &function.methods[method as usize];
                (site.path.root, None, site.changes || site.scripted)
            }
            Op::CallName { name, .. } | Op::In { name, .. } => {
                let site = &function.names[name as usize];
                let (First::Variable(path) | First::Part { path, .. }) = site.first.as_ref()?
                else {
                    return None;
                };
                (path.root, None, may_change(&site.name))
            }
            _ => return None,
        };
        let reads_first = matches!(function.ops.get(self.pc), Some(Op::UpdatePath { .. }));
        Some(Reached {
            reads_first,
            root,
            cell: self.cell_at(&self.linked, root)?,
            writes: written.is_some(),
            written,
            changes_data,
        })
    }

    /// The name of the variable that the next instruction reaches, and what it reads or writes there.
    fn record_access(&self, pending: Pending, reached: &Reached) {
        let name = self.root_name(reached.root);
        self.task.note_name(pending.object, "variable", &name);
        match (pending.operation, reached.written) {
            (_, Some(from)) => self.task.note_variable(|| short(self.register(from))),
            (Operation::Read, None) => {
                self.note_held(reached.cell);
                if let Some(part) = self.part() {
                    self.task.note_part(Some(part));
                }
            }
            _ => {
                self.task.note_part(self.part());
                if let Some(cell) = self.shared_cell(reached.root) {
                    let value = move || cell.load().map_or_else(String::new, |value| short(&value));
                    self.task.note_value_later(value);
                }
            }
        }
    }

    /// A number for the index or key of the part that the next instruction reads or writes, if it is one part only.
    fn part(&self) -> Option<u64> {
        let function = self.linked.function(self.function);
        let (first, path) = match *function.ops.get(self.pc)? {
            Op::GetPath { first, path, .. }
            | Op::SetPath { first, path, .. }
            | Op::UpdatePath { first, path, .. } => (first, path),
            _ => return None,
        };
        part(
            &function.paths[path as usize].steps,
            Some(self.register(first)),
        )
    }

    /// The cell of a root, to be looked at later.
    fn shared_cell(&self, root: PathRoot) -> Option<triomphe::Arc<Cell>> {
        match root {
            PathRoot::Global(index) => self.linked.globals.get(index as usize).cloned(),
            PathRoot::Capture(index) => {
                let closure = self.closure.as_ref()?;
                closure.captures.get(index as usize).cloned()
            }
            PathRoot::CellIn(register) => match self.register(register) {
                Value::Cell(cell) => Some(cell.clone()),
                _ => None,
            },
            PathRoot::Register(_) => None,
        }
    }

    fn note_held(&self, cell: &Cell) {
        if let Some(value) = cell.load() {
            self.task.note_variable(|| short(&value));
        }
    }
}

/// A number for the part of data that a path leads to, by its first step, whose index is given if it is one.
pub(super) fn part(steps: &[PathStep], index: Option<&Value>) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    match steps.first()? {
        PathStep::Property { name, .. } => name.as_str().hash(&mut hasher),
        PathStep::Index { .. } => match index? {
            // Counted from the end, it may be any.
            Value::Int(index) if *index >= 0 => index.hash(&mut hasher),
            Value::Str(key) => key.as_str().hash(&mut hasher),
            _ => return None,
        },
    }
    Some(hasher.finish())
}

fn operation(writes: bool) -> Operation {
    match writes {
        true => Operation::Write,
        false => Operation::Read,
    }
}

/// Can what stands there be changed where it stands?
fn holds_data(cell: &Cell) -> bool {
    let is_data = |value: &Value| !matches!(value, Value::Object(_) | Value::Function(_));
    cell.look_at_data(is_data).unwrap_or_default()
}

/// Does an array, a map or a blob stand there, which an operator changes where it stands?
fn holds_container(cell: &Cell) -> bool {
    let is_container =
        |value: &Value| matches!(value, Value::Array(_) | Value::Map(_) | Value::Foreign(_));
    cell.look_at_data(is_container).unwrap_or_default()
}

/// A value as records show it.
pub(super) fn short(value: &Value) -> String {
    let text = to_debug(value);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => text[..end].to_owned() + "…",
        None => text,
    }
}
