//! What a person reads of an exploration: the verdict, the mistake step by step, what kind of mistake it is and what to change.

mod columns;
mod json;
mod pattern;
mod text;

pub use columns::{Step, steps, table};
pub use json::to_json;
pub use pattern::{Pattern, Race, find, find_in};
pub use text::{Telling, verdict};
