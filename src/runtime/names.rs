//! What the objects of a run are called, for who notes what happens: an object may be gone before anybody asks.

use std::collections::BTreeMap;

use parking_lot::Mutex;

use super::{Named, ObjectId, Recording};

/// Of so many objects, the youngest.
const MOST: usize = 100_000;

/// Kinds and names of objects that threads share.
#[derive(Debug, Default)]
pub struct Names(Mutex<BTreeMap<ObjectId, Named>>);

impl Names {
    /// There is a new object of this kind.
    pub(super) fn add(&self, object: ObjectId, kind: &'static str) {
        let mut names = self.0.lock();
        if names.len() >= MOST {
            names.pop_first();
        }
        names.insert(object, Named { kind, name: None });
    }

    /// Somebody has named it.
    pub(super) fn set(&self, object: ObjectId, name: &str) {
        if let Some(named) = self.0.lock().get_mut(&object) {
            named.name = Some(name.to_owned());
        }
    }

    /// Tell what the objects are called of which the recording speaks.
    pub(super) fn tell(&self, recording: &mut Recording) {
        let names = self.0.lock();
        let named = |object| Some((object, names.get(&object)?.clone()));
        let spoken: Vec<_> = (recording.events.iter())
            .filter_map(|event| named(event.object))
            .collect();
        recording.objects.extend(spoken);
    }
}
