//! Paths that lead through data only, for the dispatch: to parts of arrays and maps that are there, in registers, in cells, and in
//! attributes of instances. What is anything else is left, untouched, to `paths`, which knows the whole meaning.

mod change;
mod intrinsics;
mod look;
mod short;

pub(super) use change::{act, begin, set, update, update_attribute};
pub(super) use intrinsics::intrinsic;
pub(super) use look::{get, look};

use super::Machine;
use super::walk::Trail;
use crate::objects::code::{Linked, Path, PathRoot, PathStep, Reg};
use crate::objects::value::{Attribute, Cell, Closure, Object, Value};
use crate::runtime::Task;
use std::sync::Arc;

/// What the running call reaches besides its registers.
#[derive(Clone, Copy)]
pub(super) struct Reach<'m> {
    pub linked: &'m Linked,
    pub closure: &'m Option<Arc<Closure>>,
    pub task: &'m Task<'m>,
}

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

impl Machine<'_> {
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
    pub(super) fn receiver(&self, linked: &Linked, base: Reg, path: &Path) -> Option<Object> {
        let window = &self.stack[self.base..];
        look(window, &self.reach(linked), base, path, look::Receiver)
    }
}

/// The cell of the attribute that the next step names.
#[inline(always)]
fn attribute<'o>(object: &'o Object, trail: Trail) -> Option<Attribute<'o>> {
    let Some(PathStep::Property { name, known, .. }) = trail.steps.first() else {
        return None;
    };
    let instance = object.as_instance()?;
    match instance.known_cell(known) {
        Some(cell) if cell.is_set() => Some(Attribute::Slot(cell)),
        _ => instance.attribute_at(name, known),
    }
}

/// Along attributes whose objects stay what they are, so that no reference need be counted: the last object, and the path from there on.
#[inline(always)]
fn along<'o, 'p>(mut object: &'o Object, mut trail: Trail<'p>) -> (&'o Object, Trail<'p>) {
    while let [PathStep::Property { known, .. }, rest @ ..] = trail.steps
        && let [PathStep::Property { .. }, ..] = rest
        && let Some(instance) = object.as_instance()
        && let Some(cell) = instance.known_cell(known)
        && let Some(Value::Object(next)) = cell.fixed()
    {
        object = next;
        trail.steps = rest;
    }
    (object, trail)
}
