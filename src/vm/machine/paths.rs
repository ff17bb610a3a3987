//! Paths `root.a[i].b`: reading, assigning and calling at their end. In a cell, all of it is one step under the cell, as long as
//! the path stays within data; at an object the walk lets go of the cell and goes on with the reference.

use super::points::{part, short};
use super::texts::tells;
use super::walk::{Action, Indices, Trail, Walk, read, walk};
use super::{Machine, Outcome};
use crate::builtins;
use crate::messages::message;
use crate::objects::abi;
use crate::objects::code::{BinaryOp, Linked, Path, PathRoot, PathStep, Reg, operator_name};
use crate::objects::error::{Error, ErrorKind};
use crate::objects::value::{Cell, Value};
use rhai::Position;

impl Machine<'_> {
    pub(super) fn get_path(&mut self, linked: &Linked, first: Reg, path: u16) -> Outcome<Value> {
        let path = &linked.function(self.function).paths[path as usize];
        match self.read_path(path, &self.stack[self.base + first as usize..])? {
            Walk::Done(value) => Ok(value),
            walk => {
                let indices = self.indices(path, first);
                self.finish_walk(walk, path.trail(&indices), Action::Get)
            }
        }
    }

    pub(super) fn set_path(
        &mut self,
        linked: &Linked,
        value: Reg,
        first: Reg,
        path: u16,
    ) -> Outcome<()> {
        let path = &linked.function(self.function).paths[path as usize];
        let value = self.register(value).clone();
        let indices = self.indices(path, first);
        self.walk_path(path, &indices, Action::Set(value)).map(drop)
    }

    pub(super) fn update_path(
        &mut self,
        linked: &Linked,
        value: Reg,
        first: Reg,
        (op, path): (BinaryOp, u16),
    ) -> Outcome<()> {
        let path = &linked.function(self.function).paths[path as usize];
        let indices = self.indices(path, first);
        self.update_at(value, op, path, &indices)
    }

    /// `path op= value`.
    pub(super) fn update_at(
        &mut self,
        value: Reg,
        op: BinaryOp,
        path: &Path,
        indices: &[Value],
    ) -> Outcome<()> {
        let value = self.register(value).clone();
        if op == BinaryOp::Add && tells(&value) {
            // Objects say their text before the place is reached: nothing is held while they do.
            let before = self.walk_path(path, indices, Action::Get)?;
            if matches!(before, Value::Str(_))
                && let Some(joined) = self.joined_with_told(op, &before, &value)
            {
                let joined = Action::Set(joined?);
                return self.walk_path(path, indices, joined).map(drop);
            }
        }
        self.walk_path(path, indices, Action::Update(op, value))
            .map(drop)
    }

    /// `a[i][j]`, where the dispatch has not found it: from the registers of the indices.
    pub(super) fn get_item_of_item(
        &mut self,
        linked: &Linked,
        (first, second): (Reg, Reg),
        path: u16,
    ) -> Outcome<Value> {
        let path = &linked.function(self.function).paths[path as usize];
        let indices = [self.register(first).clone(), self.register(second).clone()];
        self.walk_path(path, &indices, Action::Get)
    }

    /// `a[i][j] = v`.
    pub(super) fn set_item_of_item(
        &mut self,
        linked: &Linked,
        value: Reg,
        (first, second): (Reg, Reg),
        path: u16,
    ) -> Outcome<()> {
        let path = &linked.function(self.function).paths[path as usize];
        let indices = [self.register(first).clone(), self.register(second).clone()];
        let value = self.register(value).clone();
        self.walk_path(path, &indices, Action::Set(value)).map(drop)
    }

    /// `a[i] op= v`.
    pub(super) fn update_item(
        &mut self,
        linked: &Linked,
        value: Reg,
        index: Reg,
        (op, path): (BinaryOp, u16),
    ) -> Outcome<()> {
        let path = &linked.function(self.function).paths[path as usize];
        let index = [self.register(index).clone()];
        self.update_at(value, op, path, &index)
    }

    /// The index values of a path, from consecutive registers.
    pub(super) fn indices(&self, path: &Path, first: Reg) -> Indices {
        let first = self.base + first as usize;
        let count = path.indices();
        self.stack[first..first + count].iter().cloned().collect()
    }

    /// `+=` on an array, map or blob in a cell: in place, as one step. On a text: read, then written, where it stands if nobody else has
    /// written meanwhile. False when something else stands there.
    pub(super) fn update_in_place(
        &mut self,
        linked: &Linked,
        value: Reg,
        path: u16,
    ) -> Outcome<bool> {
        let path = &linked.function(self.function).paths[path as usize];
        let operand = self.register(value).clone();
        let Some(cell) = self.root_cell(path.root) else {
            return Ok(false);
        };
        let at = self.place(self.pc.saturating_sub(1));
        if let Value::Str(_) | Value::Char(_) | Value::Int(_) = operand
            && !self.task.is_controlled()
            && !cell.is_constant()
            && let Some(read @ Value::Str(_)) = cell.load()
        {
            return builtins::write_sum(&cell, read, operand, at).map(|()| true);
        }
        cell.update(|target| match target {
            Value::Array(_) | Value::Map(_) | Value::Foreign(_) => {
                builtins::update(BinaryOp::Add, "+", target, operand, at).map(|()| true)
            }
            _ => Ok(false),
        })
        .unwrap_or(Ok(false))
    }

    /// Is what the path leads to part of a constant?
    pub(super) fn is_constant(&self, path: &Path) -> bool {
        path.constant
            || self
                .root_cell(path.root)
                .is_some_and(|cell| cell.is_constant())
    }

    pub(super) fn root_cell(&self, root: PathRoot) -> Option<triomphe::Arc<Cell>> {
        match root {
            PathRoot::Register(_) => None,
            PathRoot::CellIn(register) => match self.register(register) {
                Value::Cell(cell) => Some(cell.clone()),
                _ => None,
            },
            PathRoot::Capture(index) => self
                .closure
                .as_ref()
                .map(|closure| closure.captures[index as usize].clone()),
            PathRoot::Global(index) => Some(self.linked.globals[index as usize].clone()),
        }
    }

    /// Read what a path leads to, as far as data goes: in a cell, under the cell.
    fn read_path(&self, path: &Path, indices: &[Value]) -> Outcome<Walk> {
        let trail = path.trail(indices);
        let cell = match path.root {
            PathRoot::Register(register) => return read(self.register(register), trail),
            PathRoot::CellIn(register) => match self.register(register) {
                Value::Cell(cell) => Some(cell),
                // A name that stands for no variable has no cell, but a value.
                value => return read(value, trail),
            },
            PathRoot::Capture(index) => self
                .closure
                .as_ref()
                .map(|closure| &closure.captures[index as usize]),
            PathRoot::Global(index) => Some(&self.linked.globals[index as usize]),
        };
        cell.and_then(|cell| cell.look(|root| read(root, trail)))
            .ok_or_else(|| self.missing_variable(&self.root_name(path.root)))?
    }

    /// Walk a path from its root and act at its end.
    pub(super) fn walk_path(
        &mut self,
        path: &Path,
        indices: &[Value],
        action: Action,
    ) -> Outcome<Value> {
        let mut action = action;
        let trail = path.trail(indices);
        if !action.changes() {
            let walk = self.read_path(path, indices)?;
            return self.finish_walk(walk, trail, action);
        }
        abi::check_memory()?;
        let walk = match self.root_cell(path.root) {
            None => {
                // A name that stands for no variable has no cell, but a value.
                let (PathRoot::Register(register) | PathRoot::CellIn(register)) = path.root else {
                    return Err(self.missing_variable(&self.root_name(path.root)));
                };
                let mut root = std::mem::take(self.register_mut(register));
                let lost = path.given && action.assigns() && !root.is_unit();
                let walk = walk(&mut root, trail, &mut action);
                *self.register_mut(register) = root;
                match walk? {
                    Walk::Done(_) if lost => return Err(assigned_to_copy()),
                    walk => walk,
                }
            }
            Some(cell) if action.assigns() && cell.is_constant() => {
                let constant = ErrorKind::Constant(self.name_of(&cell));
                return Err(Error::language(constant).at(path.root_at));
            }
            Some(cell) => {
                self.divide(&cell, trail, &mut action)?;
                match cell.update(|root| walk(root, trail, &mut action)) {
                    Some(walk) => walk?,
                    None => return Err(self.missing_variable(&self.root_name(path.root))),
                }
            }
        };
        self.finish_walk(walk, trail, action)
    }

    /// Go on from an object that the walk has met.
    fn finish_walk(&mut self, walk_so_far: Walk, trail: Trail, action: Action) -> Outcome<Value> {
        let (object, trail) = match walk_so_far {
            Walk::Done(value) => return Ok(value),
            Walk::Object(object, left) => (object, trail.last(left)),
        };
        let Some(first) = trail.steps.first() else {
            let mut place = Value::Object(object);
            return match action {
                Action::Place { act, .. } => act(&mut place),
                _ => Ok(place),
            };
        };
        let rest = trail.rest();
        let is_last = rest.steps.is_empty();
        match first {
            PathStep::Property {
                name, at, known, ..
            } => {
                if let Some(instance) = object.as_instance()
                    && let Some(cell) = instance.attribute_at(name, known)
                {
                    if action.changes() {
                        object.note();
                    }
                    return self.at_attribute(&cell, name, rest, action);
                }
                match action {
                    Action::Set(value) if is_last => {
                        self.set_attribute(&object, name, value, *at)?;
                        Ok(Value::Unit)
                    }
                    Action::Update(op, operand) if is_last => {
                        let mut value = self.attribute(&object, name, *at)?;
                        builtins::update(op, operator_name(op), &mut value, operand, *at)?;
                        self.set_attribute(&object, name, value, *at)?;
                        Ok(Value::Unit)
                    }
                    action => {
                        let value = self.attribute(&object, name, *at)?;
                        self.in_value(value, rest, action)
                    }
                }
            }
            PathStep::Index { at, .. } => {
                let index = trail.index()?;
                match action {
                    Action::Set(value) if is_last => {
                        self.object_set_index(&object, index, value)
                            .map_err(|error| error.at(*at))?;
                        Ok(Value::Unit)
                    }
                    Action::Update(op, operand) if is_last => {
                        let mut value = self.object_index(&object, index)?;
                        builtins::update(op, operator_name(op), &mut value, operand, *at)?;
                        self.object_set_index(&object, index, value)?;
                        Ok(Value::Unit)
                    }
                    mut action => {
                        let value = self.object_index(&object, index)?;
                        if !action.changes() {
                            return self.in_value(value, rest, action);
                        }
                        let mut walked = None;
                        let is_changed = object.handle().is_some_and(|handle| {
                            handle.change_item(index, &mut |value| {
                                walked = Some(walk(value, rest, &mut action));
                            })
                        });
                        match walked {
                            Some(walked) if is_changed => self.finish_walk(walked?, rest, action),
                            _ => self.in_value(value, rest, action),
                        }
                    }
                }
            }
        }
    }

    /// The rest of a path in an attribute, which is a cell. `x.n += 1` is read, operate, write.
    fn at_attribute(
        &mut self,
        cell: &Cell,
        name: &str,
        rest: Trail,
        action: Action,
    ) -> Outcome<Value> {
        if self.task.is_controlled() {
            self.point_at_attribute(cell, name, &action, rest.steps.is_empty())?;
        }
        let is_last = rest.steps.is_empty();
        match action {
            Action::Get if is_last => Ok(cell.load().unwrap_or_default()),
            Action::Set(value) if is_last => {
                cell.store(value);
                Ok(Value::Unit)
            }
            Action::Update(op, operand) if is_last => {
                let at = self.place(self.pc.saturating_sub(1));
                let in_place = cell.update(|value| match value {
                    Value::Array(_) | Value::Map(_) => Some(builtins::update(
                        op,
                        operator_name(op),
                        value,
                        operand.clone(),
                        at,
                    )),
                    _ => None,
                });
                if let Some(Some(result)) = in_place {
                    return result.map(|()| Value::Unit);
                }
                let mut value = cell.load().unwrap_or_default();
                if self.task.is_controlled() {
                    self.point_on(cell, true)?;
                }
                if op == BinaryOp::Add && matches!(value, Value::Str(_)) {
                    builtins::write_sum(cell, value, operand, at)?;
                    return Ok(Value::Unit);
                }
                builtins::update(op, operator_name(op), &mut value, operand, at)?;
                self.task.note_variable(|| short(&value));
                cell.store(value);
                Ok(Value::Unit)
            }
            mut action => {
                self.divide(cell, rest, &mut action)?;
                let walked = match action.changes() {
                    true => cell.update(|root| walk(root, rest, &mut action)),
                    false => cell.look(|root| read(root, rest)),
                };
                let walk = walked.unwrap_or(Ok(Walk::Done(Value::Unit)))?;
                self.finish_walk(walk, rest, action)
            }
        }
    }

    /// `part op= value` of data in a cell is read, operate, write, as it is for a whole variable: when other threads are there it becomes the
    /// assignment of what was computed from what stood there. What an operator changes where it stands (an array, a map, outside of an
    /// exploration a text) is changed in one step, which `xs += [1]` is too.
    fn divide(&mut self, cell: &Cell, trail: Trail, action: &mut Action) -> Outcome<()> {
        let Action::Update(op, operand) = action else {
            return Ok(());
        };
        if self.task.is_alone() {
            return Ok(());
        }
        let is_controlled = self.task.is_controlled();
        // An object on the way, or an error: the walk meets it again.
        let Some(Ok(Walk::Done(mut value))) = cell.look(|root| read(root, trail)) else {
            return Ok(());
        };
        if is_controlled {
            self.point_on(cell, true)?;
            self.task
                .note_part(part(trail.steps, trail.indices.first()));
        }
        let is_divided = match value {
            Value::Int(_) | Value::Float(_) => true,
            Value::Str(_) | Value::Char(_) => is_controlled,
            _ => false,
        };
        if is_divided {
            let operand = std::mem::take(operand);
            builtins::update(*op, operator_name(*op), &mut value, operand, Position::NONE)?;
            *action = Action::Set(value);
        }
        Ok(())
    }

    fn in_value(&mut self, mut value: Value, rest: Trail, mut action: Action) -> Outcome<Value> {
        let walk = walk(&mut value, rest, &mut action)?;
        self.finish_walk(walk, rest, action)
    }
}

/// A part of data that a call has given is assigned to: nobody would ever see it.
fn assigned_to_copy() -> Error {
    Error::type_error(message!("assigned-to-copy")).with_hint(message!("assigned-to-copy.hint"))
}

impl Path {
    /// The whole path, with the values of its indices.
    fn trail<'p>(&'p self, indices: &'p [Value]) -> Trail<'p> {
        Trail {
            steps: &self.steps,
            indices,
        }
    }
}
