//! The commonest paths, without a walk: `list[i]` and `object.name` of a variable in a cell, `object.list[i]` and `object.part.name`. What
//! stands under the mutex of one cell is looked at there, and nothing is counted on the way.

use super::Reach;
use crate::builtins;
use crate::objects::code::{BinaryOp, Path, PathRoot, PathStep, Reg};
use crate::objects::value::{Cell, Value};
use crate::vm::machine::WINDOW;

/// Where a short path ends.
enum End<'w> {
    /// At an item of the array, or a character of the text, in the cell.
    Item(&'w Cell, usize),
    /// At the attribute of the object, or the entry of the map, in the cell that the step names.
    Attribute(&'w Cell, &'w PathStep),
}

/// The end of a path of this kind.
#[inline(always)]
fn end<'w>(
    window: &'w [Value; WINDOW],
    reach: &Reach<'w>,
    first: Reg,
    path: &'w Path,
) -> Option<End<'w>> {
    let (cell, last) = match (path.root, &*path.steps) {
        (PathRoot::Register(root), [PathStep::Property { known, .. }, last]) if reach.is_free() => {
            let instance = window[root as usize].as_object()?.as_instance()?;
            (instance.known_cell(known)?, last)
        }
        (root, [last @ PathStep::Index { .. }]) => (reach.cell(window, root)?, last),
        (root, [last]) if reach.is_free() => (reach.cell(window, root)?, last),
        _ => return None,
    };
    match last {
        PathStep::Property { .. } => Some(End::Attribute(cell, last)),
        PathStep::Index { .. } => match window[first as usize] {
            Value::Int(index) => Some(End::Item(cell, usize::try_from(index).ok()?)),
            _ => None,
        },
    }
}

/// The attribute that the step names, of an object that may stand under the mutex of a cell.
#[inline(always)]
fn attribute<'v>(value: &'v Value, step: &PathStep) -> Option<&'v Cell> {
    match step {
        PathStep::Property { known, .. } => value.as_object()?.as_instance()?.known_cell(known),
        PathStep::Index { .. } => None,
    }
}

/// Put a copy of what the path leads to where nothing stands yet. False when nothing was done.
#[inline(always)]
pub(super) fn get(
    window: &[Value; WINDOW],
    reach: &Reach,
    first: Reg,
    path: &Path,
    place: &mut Value,
) -> bool {
    let done = match end(window, reach, first, path) {
        Some(End::Item(cell, index)) => cell.look_at_data(|value| match value {
            Value::Array(items) => match items.item(index) {
                Some(item) => {
                    place.set_copy(item);
                    true
                }
                None => false,
            },
            Value::Str(text) if text.is_known() => match text.character(index) {
                Some(char) => {
                    place.set_char(char);
                    true
                }
                None => false,
            },
            _ => false,
        }),
        Some(End::Attribute(cell, step)) => match cell.fixed() {
            Some(value) => attribute(value, step).map(|last| last.load_to(place)),
            // Who is in one cell waits for no other.
            None => cell.look_at_data(|value| match (value, step) {
                (Value::Map(entries), PathStep::Property { key, .. }) => match entries.get(key) {
                    Some(entry) => {
                        place.set_copy(entry);
                        true
                    }
                    None => false,
                },
                _ => match attribute(value, step) {
                    Some(last) => last.load_unlocked(place) == Some(true),
                    None => false,
                },
            }),
        },
        None => None,
    };
    done.unwrap_or(false)
}

/// Put a copy of the value where the path leads to. False when nothing was done.
#[inline(always)]
pub(super) fn set(
    window: &[Value; WINDOW],
    reach: &Reach,
    (first, value): (Reg, Reg),
    path: &Path,
) -> bool {
    if path.constant || path.given {
        return false;
    }
    let new = &window[value as usize];
    let done = match end(window, reach, first, path) {
        Some(End::Item(cell, index)) if !cell.is_constant() => cell.update_data(|value| {
            let Value::Array(items) = value else {
                return None;
            };
            // What stood there is dropped when the cell has been let go of.
            let item = items.own_items()?.get_mut(index)?;
            match new.is_heap() || item.is_heap() {
                true => {
                    let previous = std::mem::take(item);
                    item.set_copy(new);
                    Some(previous)
                }
                false => {
                    item.set_copy(new);
                    Some(Value::Unit)
                }
            }
        }),
        Some(End::Attribute(cell, step)) => match (cell.fixed(), new) {
            (Some(value), new) => match attribute(value, step) {
                Some(last) if last.is_set() => {
                    if let Some(owner) = value.as_object() {
                        owner.before_storing(new);
                    }
                    last.store_copy(new);
                    return true;
                }
                _ => None,
            },
            (None, Value::Int(int)) => {
                return cell.look_at_data(|value| {
                    attribute(value, step).is_some_and(|last| last.store_int(*int))
                }) == Some(true);
            }
            _ => None,
        },
        _ => None,
    };
    done.flatten().is_some()
}

/// Operate on a number where the path leads to, in data. False when nothing was done.
#[inline(always)]
pub(super) fn update(
    window: &[Value; WINDOW],
    reach: &Reach,
    (first, operand): (Reg, &Value),
    op: BinaryOp,
    path: &Path,
) -> bool {
    if path.constant || path.given {
        return false;
    }
    match end(window, reach, first, path) {
        Some(End::Item(cell, index)) if !cell.is_constant() => {
            cell.update_data(|value| match value {
                Value::Array(items) => items
                    .own_items()
                    .and_then(|items| items.get_mut(index))
                    .is_some_and(|item| builtins::update_number(op, item, operand)),
                _ => false,
            }) == Some(true)
        }
        _ => false,
    }
}
