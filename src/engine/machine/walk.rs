//! The walk along a path within data: down to the end, where something is read, put or done, and back up with what has changed.
//! Finding where a path begins, and what happens at objects, is in `paths`.

use super::Outcome;
use crate::engine::code::{BinaryOp, PathStep};
use crate::engine::error::{Error, ErrorKind};
use crate::engine::natives::{self, operator_name};
use crate::engine::value::{Object, Value};
use crate::messages::message;
use rhai::Position;
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
pub(super) enum Walk {
    Done(Value),
    /// An object stands before the step of this number; so many indices have been used.
    Object(Object, usize, usize),
}

impl Action<'_> {
    /// May the action change the place, so that copies on the way must be put back?
    pub fn changes(&self) -> bool {
        !matches!(self, Action::Get)
    }

    pub fn assigns(&self) -> bool {
        matches!(self, Action::Set(_) | Action::Update(..))
    }
}

pub(super) fn walk(
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
        if let Some(place) = natives::property_mut(value, name) {
            return walk_from(place, steps, number + 1, indices, used, action);
        }
        let mut missing = Value::Unit;
        let result = walk_from(&mut missing, steps, number + 1, indices, used, action)?;
        // A missing key: what is not assigned is not kept.
        if last && action.assigns() {
            natives::set_property(value, name, missing, at)?;
        }
        return Ok(result);
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
    if let Some(place) = natives::index_mut(value, index, at)? {
        return walk_from(place, steps, number + 1, indices, used + 1, action);
    }
    if last && let Action::Set(new) = action {
        natives::set_index(value, index, std::mem::take(new), at, operator_at)?;
        return Ok(Walk::Done(Value::Unit));
    }
    let mut copy = natives::get_index(value, index, at, operator_at)?;
    let result = walk_from(&mut copy, steps, number + 1, indices, used + 1, action)?;
    let is_copy = match value {
        // A missing key: what is not assigned is not kept.
        Value::Map(_) => !(last && action.assigns()),
        _ => matches!(action, Action::Return(_)) && natives::gives_copies(value),
    };
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
        error.as_language(),
        Some(ErrorKind::NoIndex { .. } | ErrorKind::UnknownProperty { .. })
    )
}
