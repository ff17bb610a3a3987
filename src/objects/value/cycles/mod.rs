//! Reference cycles: found, and freed. Counts free all else, at once.
//!
//! ```text
//! places   where objects and closures are noted when they are made
//! held     what holds what
//! graph    all that is noted or reached from it, numbered
//! look     what is referred to from elsewhere lives; the rest is garbage
//! ```
//!
//! Each cycle goes through an attribute, a captured variable or a handle with contents: all other data is copied before it is changed. It is
//! freed by emptying these. What a cell holds for as long as it lives (`Cell::fixed`) cannot be taken out, so no cycle may consist of such
//! references alone: see [`is_settled`]. Noted are instances from when they have an attribute that can be emptied and leads anywhere,
//! closures with captures, and handles with contents: one in each cycle.
//!
//! When to look, and that all threads stand still meanwhile, is the business of `natives::cycles`.

mod graph;
mod held;
mod look;
mod places;
#[cfg(test)]
mod tests;

pub use look::Garbage;
pub use places::Place;

use super::{Class, Closure, FunctionTarget, Object, ObjectKind, Value};
use parking_lot::Mutex;
use places::Places;
use std::sync::{Arc, Weak};

/// What a handle holds that scripts have put into it.
pub trait Contents {
    /// Look at each value. False when somebody is changing them.
    fn each(&self, look: &mut dyn FnMut(&Value)) -> bool;

    /// Drop them all: nobody can reach the handle any more.
    fn let_go(&self);
}

/// All things of a run that can be part of a cycle.
#[derive(Default)]
pub struct Cycles {
    objects: Places<ObjectKind>,
    closures: Places<Closure>,
    handles: Mutex<Handles>,
}

/// Handles with contents that are no instance's base.
#[derive(Default)]
struct Handles {
    /// Few are made, so those that are gone stay here for a while.
    all: Vec<Weak<ObjectKind>>,
    /// How many have been made since the last look.
    made: usize,
}

impl Cycles {
    /// The instances of the class are this run's. Each is noted when it is given the first attribute that could lead anywhere.
    #[inline(always)]
    pub fn know(self: &Arc<Self>, class: &Class) {
        class.cycles.get_or_init(|| self.clone());
    }

    /// Note a new handle with contents.
    pub fn note_handle(&self, object: &Object) {
        let mut handles = self.handles.lock();
        handles.made += 1;
        if handles.all.len() == handles.all.capacity() {
            handles.all.retain(|handle| handle.strong_count() > 0);
        }
        handles.all.push(Arc::downgrade(object.counted()));
    }

    fn living_handles(&self) -> Vec<Object> {
        let mut handles = self.handles.lock();
        handles.made = 0;
        handles.all.retain(|handle| handle.strong_count() > 0);
        let living = handles.all.iter().filter_map(Weak::upgrade);
        living.map(Object::of).collect()
    }

    /// Note a new closure, if it has captured anything.
    pub fn note_closure(self: &Arc<Self>, closure: &Arc<Closure>) {
        if let FunctionTarget::Script { unit, .. } = &closure.target
            && !closure.captures.is_empty()
        {
            unit.cycles.get_or_init(|| self.clone());
            self.closures.add(closure, &closure.place);
        }
    }

    /// Note an instance, unless it is noted already.
    pub(super) fn note(object: &Object) {
        if let ObjectKind::Instance(instance) = object.kind()
            && let Some(cycles) = instance.class.cycles.get()
        {
            cycles.objects.add(object.counted(), &instance.place);
        }
    }

    /// An object is being freed.
    pub(super) fn forget_object(&self, place: &Place) {
        self.objects.remove(place);
    }

    /// A closure is being freed.
    pub(super) fn forget_closure(&self, place: &Place) {
        self.closures.remove(place);
    }

    /// How many things have been noted since the last look.
    pub fn made(&self) -> usize {
        self.objects.made() + self.closures.made() + self.handles.lock().made
    }

    /// Find what only cycles keep, and how much lives beside it, while no other thread changes anything. Nothing when somebody did, or
    /// `go_on` has said no.
    pub fn look(&self, go_on: &dyn Fn() -> bool) -> Option<(Garbage, usize)> {
        look::look(self, go_on)
    }
}

/// May a cell hold the value for as long as it lives? Only if no way back to the cell can come to be that consists of such references alone.
///
/// An instance gets such references while its `init` runs, and to what is settled already, its own not being so yet; after `init` it is
/// settled. So each of them leads to something that was settled earlier. What a closure holds was there before it, and a handle's
/// contents can be let go of.
pub(super) fn is_settled(value: &Value) -> bool {
    match value {
        Value::Object(object) => object_is_settled(object),
        Value::Function(closure) => {
            let this = closure.this.as_ref();
            this.is_none_or(is_settled_part)
                && closure.curried.iter().all(is_settled_part)
                && match &closure.target {
                    FunctionTarget::Method(object) => object_is_settled(object),
                    FunctionTarget::Script { .. } | FunctionTarget::Named(_) => true,
                }
        }
        _ => false,
    }
}

fn object_is_settled(object: &Object) -> bool {
    (object.as_instance()).is_none_or(|instance| instance.place.is_settled())
}

fn is_settled_part(value: &Value) -> bool {
    match value {
        Value::Object(object) => object_is_settled(object),
        other => !other.is_container(),
    }
}
