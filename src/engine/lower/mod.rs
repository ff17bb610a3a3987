//! Rhai's AST → our tree: names become slots, cells, globals and functions.
pub mod tree;
