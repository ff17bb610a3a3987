//! Source → AST → tree → code → running machine.
pub mod code;
pub mod compile;
pub mod error;
pub mod lower;
pub mod machine;
pub mod modules;
pub mod natives;
pub mod syntax;
pub mod value;
pub mod watch;
