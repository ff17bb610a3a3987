//! What a person reads of an exploration: the verdict, the mistake step by step, what kind of mistake it is and what to change.

mod columns;
mod json;
mod pattern;
mod text;

pub use json::to_json;
pub use pattern::{Pattern, find};
pub use text::{Telling, verdict};
