//! Changing what a path leads to, where it stands.

use super::{Reach, along, attribute, short};
use crate::builtins;
use crate::objects::code::{BinaryOp, Path, PathRoot, PathStep, Reg};
use crate::objects::value::{Cell, Object, Value};
use crate::runtime::Task;
use crate::vm::machine::WINDOW;
use crate::vm::machine::walk::{Trail, follow};

/// What is done at the end of a path. The registers after the indices are what it works with; nothing when it has not been done.
pub trait Change {
    type Done;

    /// Is it an assignment, which would be lost in a copy?
    const ASSIGNS: bool = false;

    /// May it be done in one step where other threads can see the place?
    #[inline(always)]
    fn is_one_step(&self) -> bool {
        true
    }

    /// In data: at an item, an entry, a variable.
    fn at(&mut self, place: &mut Value, others: &mut [Value]) -> Option<Self::Done>;

    /// In the attribute that the last step names.
    #[inline(always)]
    fn in_attribute(
        &mut self,
        object: &Object,
        trail: Trail,
        others: &mut [Value],
    ) -> Option<Self::Done> {
        let cell = attribute(object, trail)?;
        cell.update_data(|place| self.at(place, others))?
    }
}

/// Act at the place that the path leads to. The registers up to `first` hold its root, those from there on its indices and then what
/// the action works with. Nothing when nothing was done.
#[inline(always)]
pub fn change<C: Change>(
    window: &mut [Value],
    reach: &Reach,
    first: Reg,
    path: &Path,
    act: &mut C,
) -> Option<C::Done> {
    if path.constant {
        return None;
    }
    let (before, after) = window.split_at_mut_checked(first as usize)?;
    let (indices, others) = after.split_at_mut_checked(path.indices())?;
    let trail = Trail {
        steps: &path.steps,
        indices,
    };
    let is_free = reach.is_free();
    match path.root {
        PathRoot::Register(register) => match before.get_mut(register as usize)? {
            Value::Object(object) if !trail.steps.is_empty() => match is_free {
                true => change_on(object, trail, others, act),
                false => None,
            },
            // What a call has given is a copy.
            _ if path.given && C::ASSIGNS => None,
            root => match object_within(root, trail) {
                Some((object, rest)) if is_free => change_behind(object.clone(), rest, others, act),
                Some(_) => None,
                None => change_within(root, trail, others, act),
            },
        },
        root => {
            let cell = reach.cell(before, root)?;
            match cell.fixed() {
                _ if cell.is_constant() => None,
                None => change_in(cell, trail, is_free, others, act),
                Some(Value::Object(object)) if is_free && !trail.steps.is_empty() => {
                    change_on(object, trail, others, act)
                }
                Some(_) => None,
            }
        }
    }
}

#[inline(always)]
fn change_in<C: Change>(
    cell: &Cell,
    trail: Trail,
    is_free: bool,
    others: &mut [Value],
    act: &mut C,
) -> Option<C::Done> {
    if !act.is_one_step() {
        return None;
    }
    let mut left = None;
    let done = cell.update_data(|value| match object_within(value, trail) {
        Some((object, rest)) => {
            left = Some((object.clone(), rest));
            None
        }
        None => change_within(value, trail, others, act),
    });
    match left {
        None => done?,
        Some((object, rest)) if is_free => change_behind(object, rest, others, act),
        Some(_) => None,
    }
}

/// On through attributes of instances, and in the last.
#[inline(always)]
fn change_on<C: Change>(
    object: &Object,
    trail: Trail,
    others: &mut [Value],
    act: &mut C,
) -> Option<C::Done> {
    let (object, trail) = along(object, trail);
    match trail.steps {
        [_] => act.in_attribute(object, trail, others),
        _ => change_in(&*attribute(object, trail)?, trail.rest(), true, others, act),
    }
}

/// The same, for an object that stands in data or in an attribute that may change.
#[inline(never)]
fn change_behind<C: Change>(
    object: Object,
    trail: Trail,
    others: &mut [Value],
    act: &mut C,
) -> Option<C::Done> {
    change_on(&object, trail, others, act)
}

/// The object before one of the properties of a path, and the path from there on. What only leads to an object is not changed.
#[inline(always)]
fn object_within<'v, 'p>(value: &'v Value, trail: Trail<'p>) -> Option<(&'v Object, Trail<'p>)> {
    if let Value::Object(object) = value {
        return (!trail.steps.is_empty()).then_some((object, trail));
    }
    let is_property = |step: &PathStep| matches!(step, PathStep::Property { .. });
    if !trail.steps.get(1..)?.iter().any(is_property) {
        return None;
    }
    match follow(value, trail) {
        (Value::Object(object), rest) if !rest.steps.is_empty() => Some((object, rest)),
        _ => None,
    }
}

#[inline(always)]
fn change_within<C: Change>(
    value: &mut Value,
    trail: Trail,
    others: &mut [Value],
    act: &mut C,
) -> Option<C::Done> {
    let (place, rest) = follow(value, trail);
    match rest.steps {
        [] => act.at(place, others),
        _ => None,
    }
}

/// What an action does at data, with the registers of its arguments.
pub struct At<F>(pub F);

impl<R, F: FnMut(&mut Value, &mut [Value]) -> Option<R>> Change for At<F> {
    type Done = R;

    #[inline(always)]
    fn at(&mut self, place: &mut Value, others: &mut [Value]) -> Option<R> {
        (self.0)(place, others)
    }
}

/// Do something at data that the path leads to, with the registers that follow the indices. Nothing when nothing was done.
#[inline(never)]
pub fn act<R>(
    window: &mut [Value],
    reach: &Reach,
    first: Reg,
    path: &Path,
    act: impl FnMut(&mut Value, &mut [Value]) -> Option<R>,
) -> Option<R> {
    change(window, reach, first, path, &mut At(act))
}

/// `variable.name = value`, where the class knows the attribute and the instance does not have it yet. False when nothing was done.
#[inline(never)]
pub fn begin(window: &[Value; WINDOW], path: &Path, value: &Value) -> bool {
    let (Some(root), [PathStep::Property { name, known, .. }]) = (path.attribute_of, &*path.steps)
    else {
        return false;
    };
    let Some(owner) = window[root as usize].as_object() else {
        return false;
    };
    let instance = owner.as_instance();
    let begun = instance.is_some_and(|instance| instance.begin_known(owner, known, value));
    if begun && let Value::Object(object) = value {
        object.name_it(name);
    }
    begun
}

/// `path = object`: the commonest of what is not a number.
struct SetObject(Option<Object>);

impl Change for SetObject {
    type Done = ();
    const ASSIGNS: bool = true;

    #[inline(always)]
    fn at(&mut self, place: &mut Value, _: &mut [Value]) -> Option<()> {
        place.set_object(self.0.take()?);
        Some(())
    }

    #[inline(always)]
    fn in_attribute(&mut self, object: &Object, trail: Trail, _: &mut [Value]) -> Option<()> {
        let Some(PathStep::Property { name, known, .. }) = trail.steps.first() else {
            return None;
        };
        let instance = object.as_instance()?;
        let new = self.0.take()?;
        match instance.known_cell(known) {
            Some(cell) if cell.is_set() => {
                object.note();
                cell.store_object(new);
            }
            Some(_) => {
                new.name_it(name);
                return instance
                    .declare_known(object, known, Value::Object(new))
                    .then_some(());
            }
            None => {
                object.note();
                instance.attribute_at(name, known)?.store_object(new);
            }
        }
        Some(())
    }
}

/// `path = value`
struct Set(Value);

impl Change for Set {
    type Done = ();
    const ASSIGNS: bool = true;

    #[inline(always)]
    fn at(&mut self, place: &mut Value, _: &mut [Value]) -> Option<()> {
        place.take_from(&mut self.0);
        Some(())
    }

    #[inline(always)]
    fn in_attribute(&mut self, object: &Object, trail: Trail, _: &mut [Value]) -> Option<()> {
        let Some(PathStep::Property { name, known, .. }) = trail.steps.first() else {
            return None;
        };
        let instance = object.as_instance()?;
        let new = std::mem::take(&mut self.0);
        match instance.known_cell(known) {
            Some(cell) if cell.is_set() => {
                object.before_storing(&new);
                cell.store(new);
            }
            Some(_) => {
                if let Value::Object(object) = &new {
                    object.name_it(name);
                }
                let is_done = instance.declare_known(object, known, new);
                return is_done.then_some(());
            }
            None => {
                let cell = instance.attribute_at(name, known)?;
                object.before_storing(&new);
                cell.store(new);
            }
        }
        Some(())
    }
}

/// Put the value where the path leads to. False when nothing was done.
#[inline(never)]
pub fn set(
    window: &mut [Value; WINDOW],
    reach: &Reach,
    (first, value): (Reg, Reg),
    path: &Path,
) -> bool {
    if short::set(window, reach, (first, value), path) {
        return true;
    }
    if let Value::Object(object) = &window[value as usize] {
        let object = Some(object.clone());
        return change(window, reach, first, path, &mut SetObject(object)).is_some();
    }
    let new = window[value as usize].copy();
    change(window, reach, first, path, &mut Set(new)).is_some()
}

/// `path op= number`; the task says whether others may come in between.
struct Update<'t>(BinaryOp, Value, &'t Task<'t>);

impl Change for Update<'_> {
    type Done = ();
    const ASSIGNS: bool = true;

    #[inline(always)]
    fn is_one_step(&self) -> bool {
        self.2.is_alone()
    }

    #[inline(always)]
    fn at(&mut self, place: &mut Value, _: &mut [Value]) -> Option<()> {
        builtins::update_number(self.0, place, &self.1).then_some(())
    }

    #[inline(always)]
    fn in_attribute(&mut self, object: &Object, trail: Trail, _: &mut [Value]) -> Option<()> {
        let cell = attribute(object, trail)?;
        update_attribute(&cell, self.0, &self.1).then_some(())
    }
}

/// Operate on a number where the path leads to. False when nothing was done.
#[inline(never)]
pub fn update(
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
    // Where others may come in between, it is a read and a write.
    if reach.task.is_alone() && short::update(window, reach, (first, &operand), op, path) {
        return true;
    }
    change(
        window,
        reach,
        first,
        path,
        &mut Update(op, operand, reach.task),
    )
    .is_some()
}

/// `object.name op= number`: read, operate, write. False when nothing was done.
#[inline(never)]
pub fn update_attribute(cell: &Cell, op: BinaryOp, operand: &Value) -> bool {
    let number = match cell.load_int() {
        Some(int) => Some(Value::Int(int)),
        None => cell.load_float().map(Value::Float),
    };
    let Some(mut number) = number else {
        return false;
    };
    let done = !operand.is_heap() && builtins::update_number(op, &mut number, operand);
    if done {
        cell.store(number);
    }
    done
}
