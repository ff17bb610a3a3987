//! What Python has without an import, where Rhai has nothing of that name. Rhai's own `len`, `min`, `abs` … stay Rhai's.

mod console;
mod conversions;
mod help;
mod numbers;
mod order;
mod sequences;

use super::Module;
use super::declare::about;
pub(super) use console::{STREAM, Stream, show, stream};
pub use order::{compare, compare_on, sort_by_key};

pub const MODULE: Module = Module {
    name: "builtins",
    doc: about! {
        /// What Python has without an import.
        ///
        /// ```
        /// let places = [3, 1, 2];
        /// print(sorted(places), sum(places), len(places));   // prints [1, 2, 3] 6 3
        /// ```
    },
    functions: &[
        console::FUNCTIONS,
        conversions::FUNCTIONS,
        numbers::FUNCTIONS,
        sequences::FUNCTIONS,
        help::FUNCTIONS,
    ],
    classes: &[&super::collections::SET],
    constants: &[],
    qualified_only: &[],
};
