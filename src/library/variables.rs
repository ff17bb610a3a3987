//! The environment variables of a controlled run that has some of its own.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The variables of a run: the machine's, unless it was given others.
#[derive(Default)]
pub struct Variables(OnceLock<BTreeMap<String, String>>);

impl Variables {
    /// From now on there are only these. To be said before the run begins.
    pub fn set(&self, variables: BTreeMap<String, String>) {
        let _ = self.0.set(variables);
    }

    pub fn get(&self) -> Option<&BTreeMap<String, String>> {
        self.0.get()
    }
}
