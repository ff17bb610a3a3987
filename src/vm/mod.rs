//! Hir → code → running machine.

pub mod compile;
pub mod machine;
pub mod modules;
