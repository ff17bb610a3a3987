//! What holds what: the references from one thing to others that could be part of a cycle.

use crate::objects::value::map::Entry;
use crate::objects::value::{Array, Cell, Closure, Map, Object, ObjectKind, Value};
use smallvec::SmallVec;
use std::slice;
use std::sync::Arc;

/// Something that counts its references; a node is one of them itself.
pub(super) enum Node {
    Object(Object),
    Closure(Arc<Closure>),
    Cell(triomphe::Arc<Cell>),
    Array(Array),
    Map(Map),
}

/// A reference where it stands.
#[derive(Clone, Copy)]
pub(super) enum Held<'v> {
    Object(&'v Object),
    Closure(&'v Arc<Closure>),
    Cell(&'v triomphe::Arc<Cell>),
    Array(&'v Array),
    Map(&'v Map),
}

/// Somebody is changing what should be looked at, so nothing is known.
#[derive(Debug)]
pub(super) struct Busy;

impl Held<'_> {
    pub fn to_node(self) -> Node {
        match self {
            Held::Object(object) => Node::Object(object.clone()),
            Held::Closure(closure) => Node::Closure(closure.clone()),
            Held::Cell(cell) => Node::Cell(cell.clone()),
            Held::Array(array) => Node::Array(array.clone()),
            Held::Map(map) => Node::Map(map.clone()),
        }
    }

    /// Tells it apart from all others while it lives.
    pub fn address(self) -> usize {
        match self {
            Held::Object(object) => object.address(),
            Held::Closure(closure) => Arc::as_ptr(closure).addr(),
            Held::Cell(cell) => triomphe::Arc::as_ptr(cell).addr(),
            Held::Array(array) => array.address(),
            Held::Map(map) => map.address(),
        }
    }
}

impl Node {
    /// The references to it besides this one.
    pub fn references(&self) -> usize {
        let all = match self {
            Node::Object(object) => object.references(),
            Node::Closure(closure) => Arc::strong_count(closure),
            Node::Cell(cell) => triomphe::Arc::count(cell),
            Node::Array(array) => array.references(),
            Node::Map(map) => map.references(),
        };
        all - 1
    }

    /// Meet each reference that it holds to something that could be part of a cycle.
    pub fn each(&self, meet: &mut dyn FnMut(Held)) -> Result<(), Busy> {
        match self {
            Node::Object(object) => each_of_object(object, meet)?,
            Node::Closure(closure) => {
                closure.each_held(|value| each_in(value, meet));
                for cell in &closure.captures {
                    meet(Held::Cell(cell));
                }
            }
            Node::Cell(cell) => each_in_cell(cell, meet)?,
            Node::Array(array) => each_of(Items::Array(array.iter()), meet),
            Node::Map(map) => each_of(Items::Map(map.entries()), meet),
        }
        Ok(())
    }

    /// Let go of what can be let go of. Each cycle has something that can be: see `settled`.
    pub fn empty(&self) {
        match self {
            Node::Object(object) => match object.kind() {
                ObjectKind::Instance(instance) => {
                    instance.each_cell(|cell| cell.store(Value::Unit));
                }
                ObjectKind::Native(handle) => {
                    if let Some(contents) = handle.contents() {
                        contents.let_go();
                    }
                }
                ObjectKind::Class(_) => {}
            },
            Node::Cell(cell) => cell.store(Value::Unit),
            Node::Closure(_) | Node::Array(_) | Node::Map(_) => {}
        }
    }
}

fn each_of_object(object: &Object, meet: &mut dyn FnMut(Held)) -> Result<(), Busy> {
    match object.kind() {
        ObjectKind::Instance(instance) => {
            if let Some(base) = instance.base.as_ref().filter(|base| can_hold(base)) {
                meet(Held::Object(base));
            }
            let mut seen = Ok(());
            instance.each_cell(|cell| {
                if seen.is_ok() {
                    seen = each_in_cell(cell, meet);
                }
            });
            seen
        }
        ObjectKind::Native(handle) => match handle.contents() {
            Some(contents) => known(contents.each(&mut |value| each_in(value, meet))),
            None => Ok(()),
        },
        ObjectKind::Class(_) => Ok(()),
    }
}

fn each_in_cell(cell: &Cell, meet: &mut dyn FnMut(Held)) -> Result<(), Busy> {
    known(cell.each_held(|value| each_in(value, meet)))
}

fn known(all_seen: bool) -> Result<(), Busy> {
    all_seen.then_some(()).ok_or(Busy)
}

/// Can the object hold any values?
fn can_hold(object: &Object) -> bool {
    match object.kind() {
        ObjectKind::Instance(_) => true,
        ObjectKind::Native(handle) => handle.contents().is_some(),
        ObjectKind::Class(_) => false,
    }
}

fn each_in(value: &Value, meet: &mut dyn FnMut(Held)) {
    if value.is_container() {
        each_of(Items::Array(slice::from_ref(value).iter()), meet);
    }
}

/// The items of data that is being walked over.
enum Items<'v> {
    Array(slice::Iter<'v, Value>),
    Map(slice::Iter<'v, Entry>),
}

impl<'v> Iterator for Items<'v> {
    type Item = &'v Value;

    fn next(&mut self) -> Option<&'v Value> {
        match self {
            Items::Array(items) => items.next(),
            Items::Map(entries) => entries.next().map(|entry| &entry.value),
        }
    }
}

/// What the items refer to. Data that nobody else holds is a part of what holds it, however deep.
fn each_of(items: Items, meet: &mut dyn FnMut(Held)) {
    let mut open: SmallVec<[Items; 4]> = SmallVec::new();
    open.push(items);
    while let Some(last) = open.last_mut() {
        match last.next() {
            Some(Value::Array(array)) if array.is_unique() => {
                open.push(Items::Array(array.iter()));
            }
            Some(Value::Array(array)) => meet(Held::Array(array)),
            Some(Value::Map(map)) if map.is_unique() => open.push(Items::Map(map.entries())),
            Some(Value::Map(map)) => meet(Held::Map(map)),
            Some(Value::Function(closure)) if closure.can_hold() => meet(Held::Closure(closure)),
            Some(Value::Object(object)) if can_hold(object) => meet(Held::Object(object)),
            Some(Value::Cell(cell)) => meet(Held::Cell(cell)),
            Some(Value::Iterator(walk)) => {
                for array in walk.arrays() {
                    meet(Held::Array(array));
                }
            }
            Some(_) => {}
            None => {
                open.pop();
            }
        }
    }
}
