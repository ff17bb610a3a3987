//! What is known of a class: `sandbox-results.v1`. Every format is made from it.

mod model;

pub use model::{
    CheckResult, HandedIn, Machine, Marked, Output, Results, Spent, Status, Submission, Tool,
    Verdict, Visibility,
};
