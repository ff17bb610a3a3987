//! The walk along a path within data: down to the end, where something is read, put or done, and back up with what has changed.
//! Finding where a path begins, and what happens at objects, is in `paths`.

use super::Outcome;
use crate::builtins;
use crate::messages::message;
use crate::objects::code::{BinaryOp, PathStep, operator_name};
use crate::objects::error::{Error, ErrorKind};
use crate::objects::value::{Key, Object, Value};
use rhai::{ImmutableString, Position};
use smallvec::SmallVec;

pub(super) type Indices = SmallVec<[Value; 3]>;

/// What to do at the end of a path.
pub(super) enum Action<'a> {
    Get,
    Set(Value),
    Update(BinaryOp, Value),
    /// Look at, or change, the place itself. It must not run script code.
    Place {
        act: &'a mut dyn FnMut(&mut Value) -> Outcome<Value>,
        /// May it change what stands there, as far as is known before?
        changes: bool,
    },
    /// What a script's method made of `this`. As in Rhai, it does not reach slices, characters, bits and bytes, which are copies.
    Return(Value),
}

/// How far a walk through data came.
pub(super) enum Walk {
    Done(Value),
    /// An object stands before the last so many steps.
    Object(Object, usize),
}

impl Action<'_> {
    /// May the action change the place, so that copies on the way must be put back?
    pub fn changes(&self) -> bool {
        !matches!(self, Action::Get)
    }

    pub fn assigns(&self) -> bool {
        matches!(self, Action::Set(_) | Action::Update(..))
    }

    /// Do it with the value at the end.
    fn act(&mut self, value: &mut Value) -> Outcome<Value> {
        Ok(match self {
            Action::Get => value.clone(),
            Action::Set(new) | Action::Return(new) => {
                *value = std::mem::take(new);
                Value::Unit
            }
            Action::Update(op, operand) => {
                let operand = std::mem::take(operand);
                builtins::update(*op, operator_name(*op), value, operand, Position::NONE)?;
                Value::Unit
            }
            Action::Place { act, .. } => act(value)?,
        })
    }
}

/// The part of a path that is still to go.
#[derive(Clone, Copy)]
pub(super) struct Trail<'p> {
    pub steps: &'p [PathStep],
    /// Of the steps that are indices, in order.
    pub indices: &'p [Value],
}

impl<'p> Trail<'p> {
    /// The last so many steps.
    pub fn last(self, count: usize) -> Self {
        let (before, steps) = self.steps.split_at(self.steps.len() - count);
        let used = before
            .iter()
            .filter(|step| matches!(step, PathStep::Index { .. }))
            .count();
        Trail {
            steps,
            indices: &self.indices[used..],
        }
    }

    /// The part after the first step.
    #[inline(always)]
    pub fn rest(self) -> Self {
        let is_index = matches!(self.steps.first(), Some(PathStep::Index { .. }));
        Trail {
            steps: self.steps.get(1..).unwrap_or_default(),
            indices: match is_index {
                true => self.indices.get(1..).unwrap_or_default(),
                false => self.indices,
            },
        }
    }

    fn is_last(self) -> bool {
        self.steps.len() == 1
    }

    pub fn index(self) -> Outcome<&'p Value> {
        let missing = || Error::runtime_error(message!("index-missing"));
        self.indices.first().ok_or_else(missing)
    }
}

/// A part of data that a walk stands at: a reference to look through, or one to change through.
pub(super) trait Part: Sized {
    /// The item of an array or a map that has it; else the part itself.
    fn item(self, index: &Value) -> Result<Self, Self>;

    /// The entry of a map that has it; else the part itself.
    fn entry(self, key: &Key) -> Result<Self, Self>;
}

impl Part for &Value {
    #[inline(always)]
    fn item(self, index: &Value) -> Result<Self, Self> {
        builtins::item(self, index).ok_or(self)
    }

    #[inline(always)]
    fn entry(self, key: &Key) -> Result<Self, Self> {
        builtins::entry(self, key).ok_or(self)
    }
}

impl Part for &mut Value {
    #[inline(always)]
    fn item(self, index: &Value) -> Result<Self, Self> {
        builtins::item_mut(self, index)
    }

    #[inline(always)]
    fn entry(self, key: &Key) -> Result<Self, Self> {
        builtins::entry_mut(self, key)
    }
}

/// Go along the path as far as it leads to items of arrays and entries of maps that are there.
#[inline(always)]
pub(super) fn follow<'p, P: Part>(mut part: P, trail: Trail<'p>) -> (P, Trail<'p>) {
    let (mut steps, mut indices) = (trail.steps, trail.indices);
    while let [step, more @ ..] = steps {
        let next = match (step, indices) {
            (PathStep::Index { .. }, [index, others @ ..]) => {
                let next = part.item(index);
                if next.is_ok() {
                    indices = others;
                }
                next
            }
            (PathStep::Index { .. }, []) => Err(part),
            (PathStep::Property { key, .. }, _) => part.entry(key),
        };
        match next {
            Ok(next) => part = next,
            Err(last) => return (last, Trail { steps, indices }),
        }
        steps = more;
    }
    (part, Trail { steps, indices })
}

/// Read through data that stays where it is.
pub(super) fn read(value: &Value, trail: Trail) -> Outcome<Walk> {
    let (value, trail) = follow(value, trail);
    let Some(step) = trail.steps.first() else {
        return Ok(Walk::Done(value.clone()));
    };
    let part = match (value, step) {
        (Value::Object(object), _) => {
            return Ok(Walk::Object(object.clone(), trail.steps.len()));
        }
        (Value::Cell(cell), _) => {
            let read = cell.look(|value| read(value, trail));
            return read.unwrap_or(Ok(Walk::Done(Value::Unit)));
        }
        (Value::Unit, step) if step.is_optional() => return Ok(Walk::Done(Value::Unit)),
        (value, PathStep::Property { name, at, .. }) => builtins::get_property(value, name, *at)?,
        (
            value,
            PathStep::Index {
                at, operator_at, ..
            },
        ) => builtins::get_index(value, trail.index()?, *at, *operator_at)?,
    };
    read(&part, trail.rest())
}

/// Walk through data to its end, and act there.
pub(super) fn walk(value: &mut Value, trail: Trail, action: &mut Action) -> Outcome<Walk> {
    if !action.changes() {
        return read(value, trail);
    }
    let (value, trail) = follow(value, trail);
    let Some(step) = trail.steps.first() else {
        return action.act(value).map(Walk::Done);
    };
    match (value, step) {
        (Value::Object(object), _) => Ok(Walk::Object(object.clone(), trail.steps.len())),
        (Value::Cell(cell), _) => {
            let walked = cell.update(|value| walk(value, trail, action));
            walked.unwrap_or(Ok(Walk::Done(Value::Unit)))
        }
        (Value::Unit, step) if step.is_optional() => Ok(Walk::Done(Value::Unit)),
        (value, PathStep::Property { name, at, .. }) => {
            walk_property(value, name, *at, trail, action)
        }
        (value, PathStep::Index { .. }) => walk_index(value, trail, action),
    }
}

/// A property that is no entry of a map.
fn walk_property(
    value: &mut Value,
    name: &ImmutableString,
    at: Position,
    trail: Trail,
    action: &mut Action,
) -> Outcome<Walk> {
    let last = trail.is_last();
    if last && let Action::Set(new) = action {
        builtins::set_property(value, name, std::mem::take(new), at)?;
        return Ok(Walk::Done(Value::Unit));
    }
    if matches!(value, Value::Map(_)) {
        let mut missing = Value::Unit;
        let result = walk(&mut missing, trail.rest(), action)?;
        // A missing key: what is not assigned is not kept.
        if last && action.assigns() {
            builtins::set_property(value, name, missing, at)?;
        }
        return Ok(result);
    }
    let mut copy = builtins::get_property(value, name, at)?;
    let result = walk(&mut copy, trail.rest(), action)?;
    if matches!(result, Walk::Done(_)) {
        match builtins::set_property(value, name, copy, at) {
            Err(error) if !(last && matches!(action, Action::Update(..))) && is_missing(&error) => {
            }
            other => other?,
        }
    }
    Ok(result)
}

/// An index that names no item of an array and no entry of a map.
fn walk_index(value: &mut Value, trail: Trail, action: &mut Action) -> Outcome<Walk> {
    let Some(PathStep::Index {
        at, operator_at, ..
    }) = trail.steps.first()
    else {
        unreachable!("the caller found an index");
    };
    let (at, operator_at) = (*at, *operator_at);
    let index = trail.index()?;
    let last = trail.is_last();
    if last && let Action::Set(new) = action {
        builtins::set_index(value, index, std::mem::take(new), at, operator_at)?;
        return Ok(Walk::Done(Value::Unit));
    }
    let mut copy = builtins::get_index(value, index, at, operator_at)?;
    let result = walk(&mut copy, trail.rest(), action)?;
    let is_copy = match value {
        // A missing key: what is not assigned is not kept.
        Value::Map(_) => !(last && action.assigns()),
        _ => matches!(action, Action::Return(_)) && builtins::gives_copies(value),
    };
    if matches!(result, Walk::Done(_)) && !is_copy {
        match builtins::set_index(value, index, copy, at, operator_at) {
            Err(error) if !(last && matches!(action, Action::Update(..))) && is_missing(&error) => {
            }
            other => other?,
        }
    }
    Ok(result)
}

/// The type has no setter: a read-only property is not put back.
fn is_missing(error: &Error) -> bool {
    matches!(
        error.as_language(),
        Some(ErrorKind::NoIndex { .. } | ErrorKind::UnknownProperty { .. })
    )
}
