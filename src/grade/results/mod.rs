//! What is known of a class: `sandbox-results.v1`. Every format is made from it.
//!
//! ```text
//! model     the results as values
//! example   counterexamples as results tell them
//! file      written whole or not at all, and read again
//! csv       sheets as text
//! moodle    Moodle's grading worksheet
//! formats   what other programs and people read
//! ```

pub mod csv;
mod example;
pub mod file;
pub mod formats;
mod model;
pub mod moodle;

pub use model::{
    CheckResult, HandedIn, Machine, Marked, Output, Results, Spent, Status, Submission, Tool,
    Verdict, Visibility,
};
