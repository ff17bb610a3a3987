//! Errors as people read them: excerpt, hint, trace.

mod braces;
pub mod hints;
mod known;
pub(crate) mod mistakes;
pub mod render;
pub(crate) mod report;
pub(crate) mod trace;

pub use known::known_names;
pub use mistakes::{mistakes, single_mistakes};
pub use report::Reporting;
