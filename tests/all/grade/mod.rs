//! Marking.

mod fake;
mod judging;
mod marks;
mod outputs;
