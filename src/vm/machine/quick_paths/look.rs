//! Looking at what a path leads to, where it stands.

use super::{Reach, along, attribute, short};
use crate::builtins;
use crate::objects::code::{Path, PathRoot, PathStep, Reg};
use crate::objects::value::{Cell, Object, Value};
use crate::vm::machine::WINDOW;
use crate::vm::machine::walk::{Trail, follow};

/// What looks at the end of a path; nothing when what stands there is of no use.
pub trait See<R> {
    fn see(&mut self, value: &Value) -> Option<R>;

    /// In an attribute or a variable of its own.
    #[inline(always)]
    fn in_cell(&mut self, cell: &Cell) -> Option<R> {
        cell.look(|value| self.see(value))?
    }
}

impl<R, F: FnMut(&Value) -> Option<R>> See<R> for F {
    #[inline(always)]
    fn see(&mut self, value: &Value) -> Option<R> {
        self(value)
    }
}

/// A copy, put into a place where nothing stands yet.
struct Copied<'p>(&'p mut Value);

impl See<()> for Copied<'_> {
    #[inline(always)]
    fn see(&mut self, value: &Value) -> Option<()> {
        self.0.set_copy(value);
        Some(())
    }

    #[inline(always)]
    fn in_cell(&mut self, cell: &Cell) -> Option<()> {
        cell.load_to(self.0).then_some(())
    }
}

/// The object before a method.
pub struct Receiver;

impl See<Object> for Receiver {
    #[inline(always)]
    fn see(&mut self, value: &Value) -> Option<Object> {
        value.as_object().cloned()
    }

    #[inline(always)]
    fn in_cell(&mut self, cell: &Cell) -> Option<Object> {
        cell.load_object()
    }
}

/// Put a copy of what the path leads to where nothing stands yet. False when nothing was done.
#[inline(never)]
pub fn get(
    window: &[Value; WINDOW],
    reach: &Reach,
    first: Reg,
    path: &Path,
    place: &mut Value,
) -> bool {
    short::get(window, reach, first, path, place)
        || look(window, reach, first, path, Copied(place)).is_some()
}

/// Look at what the path leads to, where it stands; nothing when it leads to something else than data and attributes that are there, or
/// what was seen is of no use.
#[inline(always)]
pub fn look<R>(
    window: &[Value],
    reach: &Reach,
    first: Reg,
    path: &Path,
    mut see: impl See<R>,
) -> Option<R> {
    let trail = Trail {
        steps: &path.steps,
        indices: &window[first as usize..],
    };
    let value = match path.root {
        PathRoot::Register(register) => &window[register as usize],
        root => {
            let cell = reach.cell(window, root)?;
            match cell.fixed() {
                Some(value) => value,
                None => return look_in(cell, trail, reach.is_free(), &mut see),
            }
        }
    };
    if let Value::Object(object) = value
        && !trail.steps.is_empty()
    {
        return match reach.is_free() {
            true => look_on(object, trail, &mut see),
            false => None,
        };
    }
    let mut behind = None;
    let seen = within(value, trail, &mut see, &mut behind);
    match behind {
        None => seen,
        Some((object, rest)) if reach.is_free() => look_behind(object, rest, &mut see),
        Some(_) => None,
    }
}

/// An object that stands before the rest of a path. A cell must be let go of before its object is asked.
type Behind<'p> = Option<(Object, Trail<'p>)>;

#[inline(always)]
fn within<'p, R>(
    value: &Value,
    trail: Trail<'p>,
    see: &mut impl See<R>,
    behind: &mut Behind<'p>,
) -> Option<R> {
    let (value, rest) = follow(value, trail);
    match (value, rest.steps) {
        (value, []) => see.see(value),
        (Value::Object(object), _) => {
            *behind = Some((object.clone(), rest));
            None
        }
        (value, _) => part_of_text(value, rest).and_then(|part| see.see(&part)),
    }
}

#[inline(always)]
fn look_in<R>(cell: &Cell, trail: Trail, is_free: bool, see: &mut impl See<R>) -> Option<R> {
    if trail.steps.is_empty() {
        return see.in_cell(cell);
    }
    let mut behind = None;
    let seen = cell.look_at_data(|value| within(value, trail, see, &mut behind))?;
    match behind {
        None => seen,
        Some((object, rest)) if is_free => look_behind(object, rest, see),
        Some(_) => None,
    }
}

/// On through attributes of instances.
#[inline(always)]
fn look_on<R>(object: &Object, trail: Trail, see: &mut impl See<R>) -> Option<R> {
    let (object, trail) = along(object, trail);
    let cell = attribute(object, trail)?;
    look_in(&cell, trail.rest(), true, see)
}

/// The same, for an object that stands in data or in an attribute that may change.
#[inline(never)]
fn look_behind<R>(object: Object, trail: Trail, see: &mut impl See<R>) -> Option<R> {
    look_on(&object, trail, see)
}

/// `text[index]` at the end of a path.
fn part_of_text(value: &Value, rest: Trail) -> Option<Value> {
    match (value, rest.steps, rest.indices) {
        (Value::Str(text), [PathStep::Index { .. }], [index @ Value::Int(_), ..])
            if text.is_known() =>
        {
            builtins::part_of_text(text, index)
        }
        _ => None,
    }
}
