//! An assignment: the teacher's folder with `assignment.toml`.

mod model;

pub use model::{Assignment, Check, Companion, Explore, Main, Named, Proof, Run, Visible};
