//! Calls of the functions of Rhai's packages.

/// What a call site found last time: Rhai's function for the types of the arguments.
#[derive(Debug, Default)]
pub struct SiteCache {}
