//! What the fuzz targets, `examples/fuzz_minutes` and `tests/all/fuzzed.rs` share: where programs come from, how one is run, and what
//! counts as a finding.

pub mod case;
mod data;
pub mod evaluate;
mod expressions;
pub mod grammar;
pub mod measure;
mod modules;
pub mod mutate;
mod natives;
mod session;
mod threads;
pub mod tokens;
mod values;
