//! What Python has without an import, where Rhai has nothing of that name. Rhai's own `len`, `min`, `abs` … stay Rhai's.

mod console;
mod conversions;
mod numbers;
mod order;
mod sequences;

use super::Module;
pub(super) use console::{STREAM, Stream, show, stream};
pub use order::compare;

pub const MODULE: Module = Module {
    name: "builtins",
    doc: "What Python has without an import.",
    functions: &[
        console::FUNCTIONS,
        conversions::FUNCTIONS,
        numbers::FUNCTIONS,
        sequences::FUNCTIONS,
    ],
    classes: &[],
    constants: &[],
    qualified_only: &[],
};
