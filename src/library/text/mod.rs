//! What Python's strings can do. Called as methods of a string, or as functions with the string first. Rhai's own functions that change
//! a string in place (`trim`, `replace`, `make_upper`) stay as they are; these give a new string.

mod coding;
mod format;
mod methods;
mod plain;
mod spec;

pub use coding::{Encoding, Faults};
pub use spec::format_value;

use super::Module;
use super::declare::about;

pub const MODULE: Module = Module {
    name: "str",
    doc: about! {
        /// What Python's strings can do, with the string first or as methods: `" a ".strip()`.
        ///
        /// ```
        /// print("[" + " ping ".strip().upper().center(8) + "]");   // prints [  PING  ]
        /// print(strip(" ping "));                                  // prints ping
        /// ```
    },
    functions: &[methods::FUNCTIONS, format::FUNCTIONS],
    classes: &[],
    constants: &[],
    qualified_only: &[],
};
