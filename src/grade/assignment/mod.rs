//! An assignment: the teacher's folder with `assignment.toml`.
//!
//! ```text
//! model        what it says, read and without contradictions
//! mistake      what is wrong with it, with its place
//! package      its files, from a folder or a zip
//! table        TOML with types and places
//! top          what stands at the top of `assignment.toml`
//! runs         `[run.NAME]`; limits, companions, programs: their parts
//! checks       `[[check]]`; properties, concurrency, texts, invariant: their parts
//! context      what checks may speak of
//! agree        contradictions
//! proofs       right and wrong solutions
//! pack         the archive for students
//! words        what a check asks for, in words
//! ```

mod agree;
mod checks;
mod companions;
mod concurrency;
mod context;
mod invariant;
mod limits;
mod mistake;
mod model;
mod pack;
mod package;
mod programs;
mod proofs;
mod properties;
mod runs;
mod table;
mod texts;
mod top;
mod words;

pub use mistake::{MOST, Mistake, Warning};
pub use model::*;
pub use pack::Pack;
pub use package::{MAIN, Package};
pub use words::{describe, title};

use std::path::Path;

impl Assignment {
    /// Read a folder with `assignment.toml`, or a zip of one.
    ///
    /// # Errors
    /// All mistakes at once, but not more than [`MOST`].
    pub fn read(path: &Path) -> Result<(Assignment, Vec<Warning>), Vec<Mistake>> {
        Assignment::of(&Package::read(path)?)
    }

    /// Read files that are at hand.
    ///
    /// # Errors
    /// As [`Assignment::read`].
    pub fn of(package: &Package) -> Result<(Assignment, Vec<Warning>), Vec<Mistake>> {
        top::read(package)
    }
}
