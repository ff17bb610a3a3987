//! What both executables of tests stand on: the binary, the case files, Rhai's evaluator and ours behind one face.

pub mod binary;
pub mod case;
pub mod differential;
pub mod examples;
pub mod oracle;
pub mod ours;
pub mod outcome;
pub mod warnings;
