//! What threads of a world can wait for, as far as it lives: for the tables of sessions, and for a search through all schedules.

use std::sync::{Arc, Weak};

use parking_lot::Mutex;

use super::Resource;

/// A list that others can hold, too.
#[derive(Clone, Default)]
pub struct Resources(Arc<Mutex<Vec<Weak<dyn Resource>>>>);

impl Resources {
    pub fn add(&self, resource: Weak<dyn Resource>) {
        let mut resources = self.0.lock();
        if resources.len().is_power_of_two() {
            resources.retain(|other| other.strong_count() > 0);
        }
        resources.push(resource);
    }

    pub fn living(&self) -> Vec<Arc<dyn Resource>> {
        self.0.lock().iter().filter_map(Weak::upgrade).collect()
    }
}
