//! Where generated programs come from, for the fuzz targets, `examples/fuzz_minutes` and the tests alike; how one is run under limits, and
//! what counts as a finding.

pub mod case;
pub mod classes;
mod data;
pub mod evaluate;
mod expressions;
pub mod grammar;
pub mod measure;
mod modules;
pub mod mutate;
mod natives;
pub mod series;
mod session;
pub mod tape;
mod threads;
pub mod tokens;
pub mod typed;
mod values;
