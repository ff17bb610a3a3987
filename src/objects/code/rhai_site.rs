//! What a place in the code that calls functions of Rhai's packages found there last time.

use rhai::{ImmutableString, RhaiFunc};
use smallvec::SmallVec;
use std::any::TypeId;
use std::sync::{Arc, OnceLock};

/// What a call site found first: Rhai's function for the types of the arguments. Other types go through a table that all sites share.
#[derive(Default)]
pub struct SiteCache {
    pub first: OnceLock<Site>,
}

/// A function of Rhai and what it was found for.
pub struct Site {
    pub name: ImmutableString,
    pub types: Types,
    pub function: Arc<RhaiFunc>,
}

impl std::fmt::Debug for SiteCache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.first.get() {
            Some(site) => write!(f, "SiteCache({}/{})", site.name, site.types.len()),
            None => f.write_str("SiteCache(-)"),
        }
    }
}

/// The types of the arguments of a call.
pub type Types = SmallVec<[TypeId; 4]>;
