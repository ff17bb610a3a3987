//! What the fuzz targets and `examples/fuzz_minutes` share: how one text is run, and where texts come from.

pub mod evaluate;
mod expressions;
pub mod grammar;
pub mod mutate;
pub mod tokens;
