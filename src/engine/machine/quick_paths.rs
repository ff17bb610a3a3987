//! Paths that lead through data only, for the dispatch: to parts of arrays and maps that are there, in registers, in cells, and in
//! attributes of instances. What is anything else is left, untouched, to `paths`, which knows the whole meaning.

use super::quick_data::has_own;
use super::walk::{Part, Trail, follow};
use super::{Outcome, WINDOW};
use crate::engine::code::{BinaryOp, Intrinsic, Linked, MethodSite, Path, PathRoot, PathStep, Reg};
use crate::engine::natives;
use crate::engine::value::{Attribute, Cell, Closure, Object, Value};
use crate::runtime::Task;
use rhai::Position;
use std::borrow::Cow;
use triomphe::Arc;

/// What the running call reaches besides its registers.
#[derive(Clone, Copy)]
pub(super) struct Reach<'m> {
    pub linked: &'m Linked,
    pub closure: &'m Option<Arc<Closure>>,
    pub task: &'m Task<'m>,
}

/// What looks at a value; false when it is of no use.
type See<'a> = &'a mut dyn FnMut(&Value) -> bool;

/// What changes a value, with the registers that follow the indices; false when it has not done so.
type Act<'a> = &'a mut dyn FnMut(&mut Value, &mut [Value]) -> bool;

impl<'m> Reach<'m> {
    /// Does nothing have to happen before an attribute is read or written?
    #[inline(always)]
    fn is_free(&self) -> bool {
        !self.task.is_controlled()
    }

    /// The cell of a root.
    #[inline(always)]
    pub fn cell(&self, window: &'m [Value], root: PathRoot) -> Option<&'m Cell> {
        match root {
            PathRoot::Register(_) => None,
            PathRoot::CellIn(register) => match window.get(register as usize) {
                Some(Value::Cell(cell)) => Some(cell),
                _ => None,
            },
            PathRoot::Capture(index) => {
                let closure = self.closure.as_ref()?;
                Some(&closure.captures[index as usize])
            }
            PathRoot::Global(index) => Some(&self.linked.globals[index as usize]),
        }
    }
}

/// A copy of what the path leads to.
#[inline(never)]
pub(super) fn get(
    window: &[Value; WINDOW],
    reach: &Reach,
    first: Reg,
    path: &Path,
) -> Option<Value> {
    let trail = trail(window, first, path);
    if let PathRoot::Register(register) = path.root {
        let (value, rest) = follow(&window[register as usize], trail);
        if rest.steps.is_empty() {
            return Some(value.copy());
        }
        if let Some(part) = part_of_text(value, rest) {
            return Some(part);
        }
    } else {
        let cell = reach.cell(window, path.root)?;
        let copy = cell.look_at_data(|value| {
            let (value, rest) = follow(value, trail);
            match rest.steps {
                [] => Some(value.copy()),
                _ => part_of_text(value, rest),
            }
        });
        if let Some(Some(copy)) = copy {
            return Some(copy);
        }
    }
    let mut copy = None;
    look(window, reach, path.root, trail, &mut |value| {
        copy = Some(value.copy());
        true
    });
    copy
}

/// `text[index]` at the end of a path.
fn part_of_text(value: &Value, rest: Trail) -> Option<Value> {
    match (value, rest.steps, rest.indices) {
        (Value::Str(text), [PathStep::Index { .. }], [index @ Value::Int(_), ..])
            if text.is_known() =>
        {
            natives::part_of_text(text, index)
        }
        _ => None,
    }
}

#[inline(always)]
fn trail<'p>(window: &'p [Value], first: Reg, path: &'p Path) -> Trail<'p> {
    Trail {
        steps: &path.steps,
        indices: &window[first as usize..],
    }
}

/// Look at what the path leads to. False when nothing was seen.
#[inline(never)]
pub(super) fn look_at(window: &[Value], reach: &Reach, first: Reg, path: &Path, see: See) -> bool {
    look(window, reach, path.root, trail(window, first, path), see)
}

fn look(window: &[Value], reach: &Reach, root: PathRoot, trail: Trail, see: See) -> bool {
    let within = match root {
        PathRoot::Register(register) => look_within(&window[register as usize], trail, see),
        root => match reach.cell(window, root) {
            None => return false,
            Some(cell) => cell.look(|value| look_within(value, trail, see)),
        }
        .unwrap_or(Within::Nothing),
    };
    match within {
        Within::Seen => true,
        Within::Object(object, rest) if reach.is_free() => look_through(object, rest, see),
        _ => false,
    }
}

/// What a look has found.
enum Within<'p> {
    Seen,
    /// An object before the rest of the path. A cell must be let go of first.
    Object(Object, Trail<'p>),
    Nothing,
}

#[inline(always)]
fn look_within<'p>(value: &Value, trail: Trail<'p>, see: See) -> Within<'p> {
    let (value, rest) = follow(value, trail);
    match (value, rest.steps) {
        (value, []) if see(value) => Within::Seen,
        (Value::Object(object), [_, ..]) => Within::Object(object.clone(), rest),
        _ => match part_of_text(value, rest) {
            Some(part) if see(&part) => Within::Seen,
            _ => Within::Nothing,
        },
    }
}

/// On through attributes of instances, each of them a cell.
#[inline(never)]
fn look_through(mut object: Object, mut trail: Trail, see: See) -> bool {
    loop {
        let within = match attribute(&object, trail) {
            Some(cell) => cell.look(|value| look_within(value, trail.rest(), see)),
            None => None,
        };
        match within {
            Some(Within::Seen) => return true,
            Some(Within::Object(next, rest)) => (object, trail) = (next, rest),
            _ => return false,
        }
    }
}

/// The cell of the attribute that the next step names.
#[inline(always)]
fn attribute<'o>(object: &'o Object, trail: Trail) -> Option<Attribute<'o>> {
    match trail.steps.first() {
        Some(PathStep::Property { name, known, .. }) => {
            object.as_instance()?.attribute_at(name, known)
        }
        _ => None,
    }
}

/// The object before the last property of a path, and the path from there on.
fn last_object<'m, 'p>(
    window: &'m [Value],
    reach: &Reach<'m>,
    root: PathRoot,
    trail: Trail<'p>,
) -> Option<(Cow<'m, Object>, Trail<'p>)> {
    let is_property = |step: &PathStep| matches!(step, PathStep::Property { .. });
    let last = trail.steps.iter().rposition(is_property)?;
    let from = trail.last(trail.steps.len() - last);
    if last == 0 {
        let value = match root {
            PathRoot::Register(register) => window.get(register as usize),
            root => reach.cell(window, root)?.fixed(),
        };
        if let Some(value) = value {
            return Some((Cow::Borrowed(value.as_object()?), from));
        }
    }
    let before = Trail {
        steps: &trail.steps[..last],
        indices: trail.indices,
    };
    let mut found = None;
    look(window, reach, root, before, &mut |value| {
        found = value.as_object().cloned();
        found.is_some()
    });
    Some((Cow::Owned(found?), from))
}

/// Act at the place that the path leads to. The registers up to `first` hold its root, those from there on its indices and then what
/// the action works with, which gets them. False when nothing was done.
#[inline(never)]
pub(super) fn change(
    window: &mut [Value],
    reach: &Reach,
    first: Reg,
    path: &Path,
    act: Act,
) -> bool {
    let Some((before, after)) = window.split_at_mut_checked(first as usize) else {
        return false;
    };
    let (indices, others) = after.split_at_mut(path.indices());
    let trail = Trail {
        steps: &path.steps,
        indices,
    };
    // An object may stand before each property.
    let may_leave = path.steps.len() > 1
        && (path.steps.iter()).any(|step| matches!(step, PathStep::Property { .. }));
    match path.root {
        PathRoot::Register(register) => match before.get_mut(register as usize) {
            Some(Value::Object(_)) | None => {}
            Some(root) if !may_leave => return change_within(root, trail, others, act),
            Some(_) => {}
        },
        root => match reach.cell(before, root) {
            Some(cell) if cell.is_constant() => return false,
            Some(cell) if !may_leave && cell.fixed().is_none() => {
                let done = cell.update_data(|root| change_within(root, trail, others, act));
                return done.unwrap_or(false);
            }
            _ => {}
        },
    }
    change_through(before, reach, path.root, trail, others, act)
}

#[inline(always)]
fn change_within(value: &mut Value, trail: Trail, others: &mut [Value], act: Act) -> bool {
    let (place, rest) = follow(value, trail);
    rest.steps.is_empty() && act(place, others)
}

/// In the last attribute on the way, in the first, which holds maps then, or in data after all.
fn change_through(
    window: &mut [Value],
    reach: &Reach,
    root: PathRoot,
    trail: Trail,
    others: &mut [Value],
    act: Act,
) -> bool {
    if !reach.is_free() {
        return match root {
            PathRoot::Register(register) => match window.get_mut(register as usize) {
                Some(root) => change_within(root, trail, others, act),
                None => false,
            },
            _ => false,
        };
    }
    if let Some((object, from)) = last_object(window, reach, root, trail) {
        return change_attribute(&object, from, others, act);
    }
    match root {
        PathRoot::Register(register) => match window.get_mut(register as usize) {
            Some(Value::Object(object)) => change_attribute(object, trail, others, act),
            Some(root) => change_within(root, trail, others, act),
            None => false,
        },
        root => match reach.cell(window, root) {
            Some(cell) => match cell.fixed() {
                Some(Value::Object(object)) => change_attribute(object, trail, others, act),
                Some(_) => false,
                None => {
                    let done = cell.update_data(|root| change_within(root, trail, others, act));
                    done.unwrap_or(false)
                }
            },
            None => false,
        },
    }
}

/// In the data that the attribute holds which the first step names.
fn change_attribute(object: &Object, trail: Trail, others: &mut [Value], act: Act) -> bool {
    let Some(cell) = attribute(object, trail) else {
        return false;
    };
    let done = cell.update_data(|value| change_within(value, trail.rest(), others, act));
    done.unwrap_or(false)
}

/// Do something with the cell of the attribute that a path ends with.
#[inline(always)]
fn at_last_attribute<R>(
    window: &[Value],
    reach: &Reach,
    first: Reg,
    path: &Path,
    act: impl FnOnce(&Cell) -> R,
) -> Option<R> {
    let is_property = matches!(path.steps.last(), Some(PathStep::Property { .. }));
    if !is_property || !reach.is_free() {
        return None;
    }
    // A map in a register, mostly.
    if let (PathRoot::Register(register), 1) = (path.root, path.steps.len())
        && !matches!(window[register as usize], Value::Object(_))
    {
        return None;
    }
    if reach.cell(window, path.root).is_some_and(Cell::is_constant) {
        return None;
    }
    let (object, from) = last_object(window, reach, path.root, trail(window, first, path))?;
    attribute(&object, from).map(|cell| act(&cell))
}

/// Put the value where the path leads to. False when nothing was done.
#[inline(never)]
pub(super) fn set(
    window: &mut [Value; WINDOW],
    reach: &Reach,
    (first, value): (Reg, Reg),
    path: &Path,
) -> bool {
    if path.constant {
        return false;
    }
    let new = &window[value as usize];
    if let Some(()) = at_last_attribute(window, reach, first, path, |cell| cell.store(new.clone()))
    {
        return true;
    }
    if path.given {
        return false;
    }
    let mut new = window[value as usize].copy();
    change(window, reach, first, path, &mut |place, _| {
        place.take_from(&mut new);
        true
    })
}

/// Operate on a number where the path leads to. False when nothing was done.
#[inline(never)]
pub(super) fn update(
    window: &mut [Value; WINDOW],
    reach: &Reach,
    (first, value): (Reg, Reg),
    op: BinaryOp,
    path: &Path,
) -> bool {
    let operand = match &window[value as usize] {
        Value::Int(operand) => Value::Int(*operand),
        Value::Float(operand) => Value::Float(*operand),
        _ => return false,
    };
    if path.constant {
        return false;
    }
    let update = |cell: &Cell| update_attribute(cell, op, &operand);
    if let Some(done) = at_last_attribute(window, reach, first, path, update) {
        return done;
    }
    if path.given {
        return false;
    }
    change(window, reach, first, path, &mut |place, _| {
        natives::update_number(op, place, &operand)
    })
}

/// `object.name op= number`: read, operate, write.
pub(super) fn update_attribute(cell: &Cell, op: BinaryOp, operand: &Value) -> bool {
    let number = match cell.load_int() {
        Some(int) => Some(Value::Int(int)),
        None => cell.load_float().map(Value::Float),
    };
    let Some(mut number) = number else {
        return false;
    };
    let done = natives::update_number(op, &mut number, operand);
    if done {
        cell.store(number);
    }
    done
}

/// `object[index]` in registers: an item of an array, an entry of a map.
#[inline(never)]
pub(super) fn item(window: &[Value; WINDOW], object: Reg, index: Reg) -> Option<Value> {
    natives::item(&window[object as usize], &window[index as usize]).map(Value::copy)
}

/// `map[key] = value` in registers. False when nothing was done.
#[inline(never)]
pub(super) fn set_entry(window: &mut [Value; WINDOW], object: Reg, index: Reg, value: Reg) -> bool {
    match window.get_disjoint_mut([object as usize, index as usize, value as usize]) {
        Ok([map @ Value::Map(_), Value::Str(key), value]) => {
            natives::set_property(map, key, value.copy(), Position::NONE).is_ok()
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
        Ok(item) => natives::update_number(op, item, value),
        Err(_) => false,
    }
}

/// `push`, `pop` and `len` of an array, and `len` of a text, wherever it stands. The result goes to the first register. Nothing when it
/// is something else.
#[inline(never)]
pub(super) fn intrinsic(
    window: &mut [Value; WINDOW],
    reach: &Reach,
    base: Reg,
    site: &MethodSite,
) -> Option<Outcome<()>> {
    let is_variable = site.path.steps.is_empty();
    match site.intrinsic? {
        Intrinsic::Len => {
            let length = match is_variable {
                true => look_at_root(window, reach, site.path.root, |value| length(value, site))?,
                false => length_at(window, reach, base, site)?,
            };
            window[base as usize].set_int(length);
            Some(natives::meter::settle())
        }
        Intrinsic::Push if is_variable => change_root(window, reach, base, site, push)?,
        Intrinsic::Pop if is_variable => change_root(window, reach, base, site, pop)?,
        Intrinsic::Push => change_at(window, reach, base, site, push),
        Intrinsic::Pop => change_at(window, reach, base, site, pop),
    }
}

/// What an intrinsic method does at a place, with the registers of its arguments, the first of which gets the result.
type Method = fn(&mut Value, &mut [Value]) -> Option<Outcome<()>>;

/// Look at data in a variable.
#[inline(always)]
fn look_at_root<R>(
    window: &[Value],
    reach: &Reach,
    root: PathRoot,
    see: impl Fn(&Value) -> Option<R>,
) -> Option<R> {
    match root {
        PathRoot::Register(register) => see(&window[register as usize]),
        root => reach.cell(window, root)?.look_at_data(see)?,
    }
}

#[inline(never)]
fn length_at(window: &[Value], reach: &Reach, base: Reg, site: &MethodSite) -> Option<i64> {
    let mut seen = None;
    look_at(window, reach, base, &site.path, &mut |value| {
        seen = length(value, site);
        seen.is_some()
    });
    seen
}

/// Change data in a variable.
#[inline(always)]
fn change_root(
    window: &mut [Value],
    reach: &Reach,
    first: Reg,
    site: &MethodSite,
    method: impl Fn(&mut Value, &mut [Value]) -> Option<Outcome<()>>,
) -> Option<Option<Outcome<()>>> {
    let (before, others) = window.split_at_mut_checked(first as usize)?;
    if let PathRoot::Register(register) = site.path.root {
        return Some(method(before.get_mut(register as usize)?, others));
    }
    let cell = reach.cell(before, site.path.root)?;
    match cell.is_constant() {
        true => None,
        false => cell.update_data(|value| method(value, others)),
    }
}

#[inline(never)]
fn change_at(
    window: &mut [Value],
    reach: &Reach,
    first: Reg,
    site: &MethodSite,
    method: Method,
) -> Option<Outcome<()>> {
    let mut done = None;
    change(window, reach, first, &site.path, &mut |place, others| {
        done = method(place, others);
        done.is_some()
    });
    // The result replaces the first index.
    let indices = site.path.indices();
    if indices > 0 && done.is_some() {
        let first = first as usize;
        window[first] = std::mem::take(&mut window[first + indices]);
    }
    done
}

#[inline(always)]
fn length(value: &Value, site: &MethodSite) -> Option<i64> {
    match value {
        Value::Map(entries) if !has_own(entries, &site.key) => Some(entries.len() as i64),
        Value::Array(items) => Some(items.len() as i64),
        Value::Str(text) => Some(text.length() as i64),
        _ => None,
    }
}

#[inline(always)]
fn push(place: &mut Value, args: &mut [Value]) -> Option<Outcome<()>> {
    let (Value::Array(array), [item, ..]) = (place, args) else {
        return None;
    };
    match array.own_items() {
        Some(items) if items.len() < items.capacity() => items.push(item.transfer()),
        _ => {
            if let Err(error) = natives::check_growth(array) {
                return Some(Err(error));
            }
            array.items_mut().push(item.transfer());
        }
    }
    item.set_unit();
    Some(Ok(()))
}

#[inline(always)]
fn pop(place: &mut Value, args: &mut [Value]) -> Option<Outcome<()>> {
    let (Value::Array(array), [result, ..]) = (place, args) else {
        return None;
    };
    result.set(array.items_mut().pop().unwrap_or_default());
    Some(natives::meter::settle())
}
