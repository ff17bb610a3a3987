//! Attributes of instances that a place in the code has met before: nothing is looked up, nothing is copied on the way. Whatever is not
//! as expected is left to the walk in `paths`, and nothing has been done then.

use super::Machine;
use super::quick_paths::{self, Reach};
use crate::engine::code::{BinaryOp, Linked, Path, PathRoot, PathStep, Reg, SlotCache};
use crate::engine::value::{Cell, Instance, Object, Value};
use rhai::ImmutableString;

impl Machine<'_> {
    /// The value at the end of a path of attributes.
    #[inline(never)]
    pub(super) fn known_attribute(&self, linked: &Linked, path: &Path) -> Option<Value> {
        if !path.attributes || self.task.is_controlled() {
            return None;
        }
        self.at_root(linked, path.root, |object| {
            at_attribute(object, &path.steps, |_, _, _, cell| cell.load())
        })
    }

    /// `path = value`. False when nothing has been done.
    #[inline(never)]
    pub(super) fn set_known_attribute(&self, linked: &Linked, path: &Path, value: Reg) -> bool {
        if !path.attributes || self.task.is_controlled() {
            return false;
        }
        let value = self.register(value);
        self.at_root(linked, path.root, |object| {
            at_attribute(object, &path.steps, |instance, name, known, cell| {
                if let Value::Int(int) = *value
                    && cell.store_int(int)
                {
                    return Some(());
                }
                if !cell.is_set() {
                    if let Value::Object(object) = value {
                        object.name_it(name);
                    }
                    return instance.declare_known(known, value).then_some(());
                }
                cell.store(value.clone());
                Some(())
            })
        })
        .is_some()
    }

    /// `path += value` and the like, for numbers: read, operate, write. False when nothing has been done.
    #[inline(never)]
    pub(super) fn update_known_attribute(
        &self,
        linked: &Linked,
        path: &Path,
        op: BinaryOp,
        value: Reg,
    ) -> bool {
        if !path.attributes || self.task.is_controlled() {
            return false;
        }
        let operand = self.register(value);
        self.at_root(linked, path.root, |object| {
            at_attribute(object, &path.steps, |_, _, _, cell| {
                quick_paths::update_attribute(cell, op, operand).then_some(())
            })
        })
        .is_some()
    }

    /// The value of a variable.
    pub(super) fn root_value(&self, linked: &Linked, root: PathRoot) -> Option<Value> {
        match root {
            PathRoot::Register(register) => Some(self.register(register).clone()),
            root => self.cell_at(linked, root)?.load(),
        }
    }

    /// What the running call reaches besides its registers.
    #[inline(always)]
    pub(super) fn reach<'m>(&'m self, linked: &'m Linked) -> Reach<'m> {
        Reach {
            linked,
            closure: &self.closure,
            task: self.task,
        }
    }

    /// The cell of a root.
    #[inline(always)]
    pub(super) fn cell_at<'m>(&'m self, linked: &'m Linked, root: PathRoot) -> Option<&'m Cell> {
        self.reach(linked).cell(&self.stack[self.base..], root)
    }

    /// The object that a path leads to, before a method of it is called.
    #[inline(always)]
    pub(super) fn receiver(&self, linked: &Linked, path: &Path) -> Option<Object> {
        if path.steps.is_empty() {
            return self.at_root(linked, path.root, |object| Some(object.clone()));
        }
        if !path.attributes || self.task.is_controlled() {
            return None;
        }
        self.at_root(linked, path.root, |object| {
            at_attribute(object, &path.steps, |_, _, _, cell| cell.load_object())
        })
    }

    /// Do something with the object at the root of a path.
    #[inline(always)]
    fn at_root<R>(
        &self,
        linked: &Linked,
        root: PathRoot,
        act: impl FnOnce(&Object) -> Option<R>,
    ) -> Option<R> {
        match root {
            PathRoot::Register(register) => act(self.register(register).as_object()?),
            root => in_cell(self.cell_at(linked, root)?, act),
        }
    }
}

/// Do something with the object that a cell holds.
#[inline(always)]
fn in_cell<R>(cell: &Cell, act: impl FnOnce(&Object) -> Option<R>) -> Option<R> {
    if let Some(fixed) = cell.fixed() {
        return act(fixed.as_object()?);
    }
    match cell.load()? {
        Value::Object(object) => act(&object),
        _ => None,
    }
}

/// Do something with the cell at the end of a path of attributes.
#[inline(always)]
fn at_attribute<R>(
    object: &Object,
    steps: &[PathStep],
    act: impl FnOnce(&Instance, &ImmutableString, &SlotCache, &Cell) -> Option<R>,
) -> Option<R> {
    let (PathStep::Property { name, known, .. }, between) = steps.split_last()? else {
        return None;
    };
    if between.is_empty() {
        let instance = object.as_instance()?;
        return act(instance, name, known, instance.known_cell(known)?);
    }
    let object = object_at(object, between)?;
    let instance = object.as_instance()?;
    act(instance, name, known, instance.known_cell(known)?)
}

/// The object at the end of a path of attributes.
#[inline(never)]
fn object_at(object: &Object, steps: &[PathStep]) -> Option<Object> {
    let mut at: Option<Object> = None;
    for step in steps {
        let PathStep::Property { known, .. } = step else {
            return None;
        };
        let instance = at.as_ref().unwrap_or(object).as_instance()?;
        at = Some(instance.known_cell(known)?.load_object()?);
    }
    at
}
