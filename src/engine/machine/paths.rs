//! Paths `root.a[i].b`: reading, assigning and calling at their end. In a cell, all of it is one step under the cell, as long as
//! the path stays within data; at an object the walk lets go of the cell and goes on with the reference.

use super::{Machine, Outcome};
use crate::engine::code::{BinaryOp, Path, PathRoot, PathStep, Reg};
use crate::engine::error::Error;
use crate::engine::natives::{self, operator_name};
use crate::engine::value::{Cell, Object, Value};
use crate::messages::message;
use rhai::{EvalAltResult, Position};
use smallvec::SmallVec;

pub(super) type Indices = SmallVec<[Value; 3]>;

/// What to do at the end of a path.
pub(super) enum Action<'a> {
    Get,
    Set(Value),
    Update(BinaryOp, Value),
    /// Look at, or change, the place itself. It must not run script code.
    Place(&'a mut dyn FnMut(&mut Value) -> Outcome<Value>),
    /// What a script's method made of `this`. As in Rhai, it does not reach slices, characters, bits and bytes, which are copies.
    Return(Value),
}

/// How far a walk through data came.
enum Walk {
    Done(Value),
    /// An object stands before the step of this number; so many indices have been used.
    Object(Object, usize, usize),
}

impl Action<'_> {
    /// May the action change the place, so that copies on the way must be put back?
    fn changes(&self) -> bool {
        !matches!(self, Action::Get)
    }

    fn assigns(&self) -> bool {
        matches!(self, Action::Set(_) | Action::Update(..))
    }
}

impl Machine<'_> {
    pub(super) fn get_path(&mut self, first: Reg, path: u16) -> Outcome<Value> {
        self.at_path(first, path, Action::Get)
    }

    pub(super) fn set_path(&mut self, value: Reg, first: Reg, path: u16) -> Outcome<()> {
        let value = self.register(value).clone();
        self.at_path(first, path, Action::Set(value)).map(drop)
    }

    pub(super) fn update_path(
        &mut self,
        value: Reg,
        first: Reg,
        op: BinaryOp,
        path: u16,
    ) -> Outcome<()> {
        let value = self.register(value).clone();
        self.at_path(first, path, Action::Update(op, value))
            .map(drop)
    }

    fn at_path(&mut self, first: Reg, path: u16, action: Action) -> Outcome<Value> {
        let linked = self.linked.clone();
        let path = &linked.function(self.function).paths[path as usize];
        let indices = self.indices(path, first);
        self.walk_path(path, &indices, action)
    }

    /// The index values of a path, from consecutive registers.
    pub(super) fn indices(&self, path: &Path, first: Reg) -> Indices {
        let count = path
            .steps
            .iter()
            .filter(|step| matches!(step, PathStep::Index { .. }))
            .count();
        let first = self.base + first as usize;
        self.stack[first..first + count].iter().cloned().collect()
    }

    /// `+=` on an array, map or blob in a cell: in place, as one step. False when something else stands there.
    pub(super) fn update_in_place(&mut self, value: Reg, path: u16) -> Outcome<bool> {
        let linked = self.linked.clone();
        let path = &linked.function(self.function).paths[path as usize];
        let operand = self.register(value).clone();
        let Some(cell) = self.root_cell(path.root) else {
            return Ok(false);
        };
        let at = self.place(self.pc.saturating_sub(1));
        cell.update(|target| match target {
            Value::Array(_) | Value::Map(_) | Value::Foreign(_) => {
                natives::update(BinaryOp::Add, "+", target, operand, at).map(|()| true)
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

    /// Walk a path from its root and act at its end.
    pub(super) fn walk_path(
        &mut self,
        path: &Path,
        indices: &[Value],
        action: Action,
    ) -> Outcome<Value> {
        natives::check_memory()?;
        let mut action = action;
        let walk = match self.root_cell(path.root) {
            None => {
                let PathRoot::Register(register) = path.root else {
                    return Err(self.missing_variable(&self.root_name(path.root)));
                };
                let mut root = std::mem::take(self.register_mut(register));
                let walk = walk(&mut root, &path.steps, indices, &mut action);
                *self.register_mut(register) = root;
                walk?
            }
            Some(cell) if action.assigns() && cell.is_constant() => {
                return Err(Error::language(EvalAltResult::ErrorAssignmentToConstant(
                    self.name_of(&cell),
                    path.root_at,
                )));
            }
            Some(cell) => match cell.update(|root| walk(root, &path.steps, indices, &mut action)) {
                Some(walk) => walk?,
                None => return Err(self.missing_variable(&self.root_name(path.root))),
            },
        };
        self.finish_walk(walk, &path.steps, indices, action)
    }

    /// Go on from an object that the walk has met.
    fn finish_walk(
        &mut self,
        walk_so_far: Walk,
        steps: &[PathStep],
        indices: &[Value],
        action: Action,
    ) -> Outcome<Value> {
        let (object, step, used) = match walk_so_far {
            Walk::Done(value) => return Ok(value),
            Walk::Object(object, step, used) => (object, step, used),
        };
        let steps = &steps[step..];
        let indices = &indices[used..];
        let Some((first, rest)) = steps.split_first() else {
            let mut place = Value::Object(object);
            return match action {
                Action::Place(act) => act(&mut place),
                _ => Ok(place),
            };
        };
        match first {
            PathStep::Property { name, at, .. } => {
                if let Some(cell) = object.as_instance().and_then(|i| i.attributes.get(name)) {
                    return self.at_attribute(&cell, rest, indices, action);
                }
                match action {
                    Action::Set(value) if rest.is_empty() => {
                        self.set_attribute(&object, name, value, *at)?;
                        Ok(Value::Unit)
                    }
                    Action::Update(op, operand) if rest.is_empty() => {
                        let mut value = self.attribute(&object, name, *at)?;
                        natives::update(op, operator_name(op), &mut value, operand, *at)?;
                        self.set_attribute(&object, name, value, *at)?;
                        Ok(Value::Unit)
                    }
                    action => {
                        let value = self.attribute(&object, name, *at)?;
                        self.in_value(value, rest, indices, action)
                    }
                }
            }
            PathStep::Index { at, .. } => {
                let (index, indices) = indices
                    .split_first()
                    .ok_or_else(|| Error::runtime_error(message!("index-missing")))?;
                match action {
                    Action::Set(value) if rest.is_empty() => {
                        self.object_set_index(&object, index, value)
                            .map_err(|error| error.at(*at))?;
                        Ok(Value::Unit)
                    }
                    Action::Update(op, operand) if rest.is_empty() => {
                        let mut value = self.object_index(&object, index)?;
                        natives::update(op, operator_name(op), &mut value, operand, *at)?;
                        self.object_set_index(&object, index, value)?;
                        Ok(Value::Unit)
                    }
                    action => {
                        let value = self.object_index(&object, index)?;
                        self.in_value(value, rest, indices, action)
                    }
                }
            }
        }
    }

    /// The rest of a path in an attribute, which is a cell. `x.n += 1` is read, operate, write.
    fn at_attribute(
        &mut self,
        cell: &Cell,
        rest: &[PathStep],
        indices: &[Value],
        action: Action,
    ) -> Outcome<Value> {
        if self.task.is_controlled() {
            self.point(action.changes())?;
        }
        match action {
            Action::Get if rest.is_empty() => Ok(cell.load().unwrap_or_default()),
            Action::Set(value) if rest.is_empty() => {
                cell.store(value);
                Ok(Value::Unit)
            }
            Action::Update(op, operand) if rest.is_empty() => {
                let at = self.place(self.pc.saturating_sub(1));
                let in_place = cell.update(|value| match value {
                    Value::Array(_) | Value::Map(_) => Some(natives::update(
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
                    self.point(true)?;
                }
                natives::update(op, operator_name(op), &mut value, operand, at)?;
                cell.store(value);
                Ok(Value::Unit)
            }
            mut action => {
                let walk = cell
                    .update(|root| walk(root, rest, indices, &mut action))
                    .unwrap_or(Ok(Walk::Done(Value::Unit)))?;
                self.finish_walk(walk, rest, indices, action)
            }
        }
    }

    fn in_value(
        &mut self,
        mut value: Value,
        rest: &[PathStep],
        indices: &[Value],
        mut action: Action,
    ) -> Outcome<Value> {
        let walk = walk(&mut value, rest, indices, &mut action)?;
        self.finish_walk(walk, rest, indices, action)
    }
}

fn walk(
    value: &mut Value,
    steps: &[PathStep],
    indices: &[Value],
    action: &mut Action,
) -> Outcome<Walk> {
    walk_from(value, steps, 0, indices, 0, action)
}

fn walk_from(
    value: &mut Value,
    steps: &[PathStep],
    number: usize,
    indices: &[Value],
    used: usize,
    action: &mut Action,
) -> Outcome<Walk> {
    let Some(step) = steps.get(number) else {
        return Ok(Walk::Done(match action {
            Action::Get => value.clone(),
            Action::Set(new) | Action::Return(new) => {
                *value = std::mem::take(new);
                Value::Unit
            }
            Action::Update(op, operand) => {
                natives::update(
                    *op,
                    operator_name(*op),
                    value,
                    std::mem::take(operand),
                    Position::NONE,
                )?;
                Value::Unit
            }
            Action::Place(act) => act(value)?,
        }));
    };
    if let Value::Object(object) = value {
        return Ok(Walk::Object(object.clone(), number, used));
    }
    if let Value::Cell(cell) = value {
        let cell = cell.clone();
        return cell
            .update(|value| walk_from(value, steps, number, indices, used, action))
            .unwrap_or(Ok(Walk::Done(Value::Unit)));
    }
    match step {
        PathStep::Property { elvis: true, .. } | PathStep::Index { elvis: true, .. }
            if value.is_unit() =>
        {
            Ok(Walk::Done(Value::Unit))
        }
        PathStep::Property { name, at, .. } => {
            walk_property(value, name, *at, steps, number, indices, used, action)
        }
        PathStep::Index {
            at, operator_at, ..
        } => {
            let Some(index) = indices.get(used) else {
                return Err(Error::runtime_error(message!("index-missing")));
            };
            let places = (*at, *operator_at);
            walk_index(value, index, places, steps, number, indices, used, action)
        }
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "the state of one walk, passed on as it is"
)]
fn walk_property(
    value: &mut Value,
    name: &rhai::ImmutableString,
    at: Position,
    steps: &[PathStep],
    number: usize,
    indices: &[Value],
    used: usize,
    action: &mut Action,
) -> Outcome<Walk> {
    let last = number + 1 == steps.len();
    let is_map = matches!(value, Value::Map(_));
    if is_map {
        let create = last && action.changes();
        if !action.changes() {
            // Reading leaves the map, which others may share, as it is.
            let Value::Map(map) = value else {
                return Ok(Walk::Done(Value::Unit));
            };
            return match map.get(name.as_str()) {
                Some(item) => read_from(item, steps, number + 1, indices, used, action),
                None => walk_from(&mut Value::Unit, steps, number + 1, indices, used, action),
            };
        }
        return match natives::property_mut(value, name, create) {
            Some(place) => walk_from(place, steps, number + 1, indices, used, action),
            None => walk_from(&mut Value::Unit, steps, number + 1, indices, used, action),
        };
    }
    if last && let Action::Set(new) = action {
        natives::set_property(value, name, std::mem::take(new), at)?;
        return Ok(Walk::Done(Value::Unit));
    }
    let mut copy = natives::get_property(value, name, at)?;
    let result = walk_from(&mut copy, steps, number + 1, indices, used, action)?;
    if action.changes() && matches!(result, Walk::Done(_)) {
        match natives::set_property(value, name, copy, at) {
            Err(error) if !(last && matches!(action, Action::Update(..))) && is_missing(&error) => {
            }
            other => other?,
        }
    }
    Ok(result)
}

#[expect(
    clippy::too_many_arguments,
    reason = "the state of one walk, passed on as it is"
)]
fn walk_index(
    value: &mut Value,
    index: &Value,
    (at, operator_at): (Position, Position),
    steps: &[PathStep],
    number: usize,
    indices: &[Value],
    used: usize,
    action: &mut Action,
) -> Outcome<Walk> {
    let last = number + 1 == steps.len();
    if !action.changes() {
        if let (Value::Array(items), Value::Int(index)) = (&*value, index)
            && let Some(item) = items.get(*index as usize)
        {
            return read_from(item, steps, number + 1, indices, used + 1, action);
        }
        let mut copy = natives::get_index(value, index, at, operator_at)?;
        return walk_from(&mut copy, steps, number + 1, indices, used + 1, action);
    }
    let create = last;
    if let Some(place) = natives::index_mut(value, index, create, at, operator_at)? {
        return walk_from(place, steps, number + 1, indices, used + 1, action);
    }
    if last && let Action::Set(new) = action {
        natives::set_index(value, index, std::mem::take(new), at, operator_at)?;
        return Ok(Walk::Done(Value::Unit));
    }
    let mut copy = natives::get_index(value, index, at, operator_at)?;
    let result = walk_from(&mut copy, steps, number + 1, indices, used + 1, action)?;
    let is_copy = matches!(action, Action::Return(_)) && natives::gives_copies(value);
    if matches!(result, Walk::Done(_)) && !is_copy {
        match natives::set_index(value, index, copy, at, operator_at) {
            Err(error) if !(last && matches!(action, Action::Update(..))) && is_missing(&error) => {
            }
            other => other?,
        }
    }
    Ok(result)
}

/// A read through data that stays where it is.
fn read_from(
    value: &Value,
    steps: &[PathStep],
    number: usize,
    indices: &[Value],
    used: usize,
    action: &mut Action,
) -> Outcome<Walk> {
    if number == steps.len() {
        return Ok(Walk::Done(value.clone()));
    }
    // A clone of an array or map is a reference to it.
    let mut copy = value.clone();
    walk_from(&mut copy, steps, number, indices, used, action)
}

/// The type has no setter: a read-only property is not put back.
fn is_missing(error: &Error) -> bool {
    matches!(
        error.kind(),
        crate::engine::error::Kind::Language(inner)
            if matches!(**inner, EvalAltResult::ErrorIndexingType(..) | EvalAltResult::ErrorDotExpr(..))
    )
}
