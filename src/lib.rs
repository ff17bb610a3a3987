//! `sandbox` runs Rhai scripts with real threads.
pub mod runtime;
