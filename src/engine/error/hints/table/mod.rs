//! The known mistakes; the first that fits is shown. When a row applies is told in `hints::{habits, syntax, running}`.

mod habits;
mod running;
mod syntax;

use super::Hint;

/// All rows, in the order in which they are tried.
pub fn hints() -> impl Iterator<Item = &'static Hint> {
    [habits::ROWS, syntax::ROWS, running::ROWS]
        .into_iter()
        .flatten()
}
