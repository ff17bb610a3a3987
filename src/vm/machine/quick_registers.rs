//! What the dispatch does with data in registers, out of its way: arrays, walks, entries of maps, functions that only look. What is not of
//! that kind is left, untouched, to the general way.

use super::WINDOW;
use super::quick_paths::{self, Reach};
use super::walk::Part;
use crate::builtins;
use crate::objects::code::{BinaryOp, First, NameSite, Path, PathRoot, PathStep, Reg};
use crate::objects::value::{Array, Cell, Iteration, Value};
use rhai::Position;

/// An array of what stands in consecutive registers, which are left empty but for numbers.
#[inline(never)]
pub(super) fn array(window: &mut [Value; WINDOW], to: Reg, first: Reg, count: u8) {
    let first = first as usize;
    let items = window[first..first + count as usize].iter_mut();
    let items: Vec<Value> = items.map(Value::transfer).collect();
    window[to as usize].put(Value::array(items));
}

/// Put what the cell holds into a register. False, and nothing is done, when that has no value yet.
#[inline(never)]
pub(super) fn load(cell: &Cell, place: &mut Value) -> bool {
    let mut value = Value::Unit;
    let is_set = cell.load_to(&mut value);
    if is_set {
        place.set(value);
    }
    is_set
}

/// Sums of arrays from this length on are left to who accounts for them.
const LONG: usize = 512;

/// `a + b` of short arrays. What nobody else holds grows in place. False, and nothing is done, for anything else.
#[inline(never)]
pub(super) fn joined(window: &mut [Value; WINDOW], to: Reg, a: Reg, b: Reg) -> bool {
    let (Value::Array(first), Value::Array(second)) = (&window[a as usize], &window[b as usize])
    else {
        return false;
    };
    let length = first.len() + second.len();
    if length >= LONG || first.is_empty() || second.is_empty() {
        return false;
    }
    if to == a
        && let Ok([Value::Array(sum), Value::Array(more)]) =
            window.get_disjoint_mut([a as usize, b as usize])
        && let Some(items) = sum.own_items()
    {
        items.extend_from_slice(more);
        return true;
    }
    let (first, second) = match (&window[a as usize], &window[b as usize]) {
        (Value::Array(first), Value::Array(second)) => (first, second),
        _ => return false,
    };
    let mut items = Vec::with_capacity(length);
    items.extend_from_slice(first);
    items.extend_from_slice(second);
    window[to as usize].set_array(Array::new(items));
    true
}

/// Begin a walk over an array. False, and nothing is done, for anything else.
#[inline(never)]
pub(super) fn iterate(window: &mut [Value; WINDOW], to: Reg, from: Reg) -> bool {
    if !matches!(window[from as usize], Value::Array(_)) {
        return false;
    }
    if let Value::Array(items) = std::mem::take(&mut window[from as usize]) {
        let walk = Box::new(Iteration::over(items));
        window[to as usize].put(Value::Iterator(walk));
    }
    true
}

/// `object[index]` in registers: an item of an array, an entry of a map.
#[inline(never)]
pub(super) fn item(window: &[Value; WINDOW], object: Reg, index: Reg) -> Option<&Value> {
    builtins::item(&window[object as usize], &window[index as usize])
}

/// `object[index][index]` in registers, of what is there.
#[inline(never)]
pub(super) fn item_of_item(
    window: &[Value; WINDOW],
    object: Reg,
    indices: [Reg; 2],
) -> Option<Value> {
    let [first, second] = indices.map(|index| &window[index as usize]);
    match builtins::item(&window[object as usize], first)? {
        Value::Str(text) if text.is_known() => builtins::part_of_text(text, second),
        row => builtins::item(row, second).cloned(),
    }
}

/// `map[key] = value` in registers. False when nothing was done.
#[inline(never)]
pub(super) fn set_item(window: &mut [Value; WINDOW], object: Reg, index: Reg, value: Reg) -> bool {
    match window.get_disjoint_mut([object as usize, index as usize, value as usize]) {
        Ok([map @ Value::Map(_), Value::Str(key), value]) => {
            builtins::set_property(map, key, value.copy(), Position::NONE).is_ok()
        }
        _ => false,
    }
}

/// `object[index] op= number` in registers. False when nothing was done.
#[inline(never)]
pub(super) fn update_item(window: &mut [Value; WINDOW], registers: [Reg; 3], op: BinaryOp) -> bool {
    let Ok([object, index, value]) = window.get_disjoint_mut(registers.map(usize::from)) else {
        return false;
    };
    match object.item(index) {
        Ok(item) => builtins::update_number(op, item, value),
        Err(_) => false,
    }
}

/// The value under the only name of the path, of a map in the register that has it.
#[inline(never)]
pub(super) fn entry<'w>(window: &'w [Value; WINDOW], map: Reg, path: &Path) -> Option<&'w Value> {
    match (&window[map as usize], &*path.steps) {
        (Value::Map(entries), [PathStep::Property { key, .. }]) => entries.get(key),
        _ => None,
    }
}

/// `map.name = value` where the map has the entry. False, and nothing is done, for anything else.
#[inline(never)]
pub(super) fn set_entry(window: &mut [Value; WINDOW], map: Reg, path: &Path, value: Reg) -> bool {
    match entry_and_value(window, map, path, value) {
        Some((entry, value)) => {
            entry.set_copy(value);
            true
        }
        None => false,
    }
}

/// `map[key] = value` where the map stands in a cell. False, and nothing is done, for anything else.
#[inline(never)]
pub(super) fn set_entry_in_cell(
    window: &[Value; WINDOW],
    reach: &Reach,
    (first, value): (Reg, Reg),
    path: &Path,
) -> bool {
    let (Value::Str(key), [PathStep::Index { .. }]) = (&window[first as usize], &*path.steps)
    else {
        return false;
    };
    let Some(cell) = reach.cell(window, path.root) else {
        return false;
    };
    if path.constant || cell.is_constant() {
        return false;
    }
    let value = window[value as usize].copy();
    let set = |map: &mut Value| match map {
        Value::Map(_) => builtins::set_property(map, key, value, Position::NONE).is_ok(),
        _ => false,
    };
    cell.update_data(set).unwrap_or(false)
}

/// `map.name op= number`, as [`set_entry`].
#[inline(never)]
pub(super) fn update_entry(
    window: &mut [Value; WINDOW],
    map: Reg,
    path: &Path,
    (op, value): (BinaryOp, Reg),
) -> bool {
    match entry_and_value(window, map, path, value) {
        Some((entry, value)) => builtins::update_number(op, entry, value),
        None => false,
    }
}

#[inline(always)]
fn entry_and_value<'w>(
    window: &'w mut [Value; WINDOW],
    map: Reg,
    path: &Path,
    value: Reg,
) -> Option<(&'w mut Value, &'w Value)> {
    // What a call has given is a copy, and what is a constant stays as it is.
    if path.constant || path.given {
        return None;
    }
    let [map, value] = window
        .get_disjoint_mut([map as usize, value as usize])
        .ok()?;
    match (map, &*path.steps) {
        (Value::Map(entries), [PathStep::Property { key, .. }]) => {
            Some((entries.get_mut(key)?, value))
        }
        _ => None,
    }
}

/// A call by name of a function that only looks at its first argument, where that stands: `contains`, which `in` stands for, `len`, and
/// those of numbers. Nothing when it is something else.
#[inline(never)]
pub(super) fn look(
    window: &[Value; WINDOW],
    reach: &Reach,
    base: Reg,
    others: &[Value],
    site: &NameSite,
) -> Option<Value> {
    let word = site.word?;
    if !is_known(reach, site) {
        return None;
    }
    let look = |value: &Value| builtins::look(word, value, others);
    match &site.first {
        None => look(&window[base as usize]),
        Some(First::Variable(path)) => match path.root {
            PathRoot::Register(register) => look(&window[register as usize]),
            root => {
                let cell = reach.cell(window, root)?;
                match cell.load_int() {
                    Some(int) => look(&Value::Int(int)),
                    None => cell.look_at_data(look)?,
                }
            }
        },
        Some(First::Part {
            path,
            first,
            evaluated: false,
        }) => quick_paths::look(window, reach, *first, path, look),
        Some(_) => None,
    }
}

/// Is it sure that the name means a function of data? Lines of a session and the text of an `eval` may define it at any time.
#[inline(always)]
fn is_known(reach: &Reach, site: &NameSite) -> bool {
    matches!(site.native.get(), Some(None))
        && reach.linked.lines.is_none()
        && reach.linked.caller.is_none()
}

/// `item in container`, where the container stands in a register. Nothing when that takes more than a short look.
#[inline(never)]
pub(super) fn is_in(
    window: &[Value; WINDOW],
    reach: &Reach,
    base: Reg,
    item: Reg,
    site: &NameSite,
) -> Option<bool> {
    let container = match &site.first {
        None => base,
        Some(First::Variable(path)) => match path.root {
            PathRoot::Register(register) => register,
            _ => return None,
        },
        Some(_) => return None,
    };
    if site.word.is_none() || !is_known(reach, site) {
        return None;
    }
    builtins::is_in(&window[container as usize], &window[item as usize])
}
