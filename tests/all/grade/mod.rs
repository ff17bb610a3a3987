//! Marking.

mod command;
pub mod fake;
mod formats;
mod handed_in;
mod judging;
mod marks;
mod outputs;
mod public;
mod real;
