//! Source → AST → tree → code → running machine.
pub mod lower;
