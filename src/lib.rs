//! `sandbox` runs Rhai scripts with real threads.
pub mod cli;
pub mod engine;
pub mod library;
pub mod runtime;
pub mod session;
pub mod sync;
