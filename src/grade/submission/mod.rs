//! What students hand in.

use crate::grade::bilingual::Bilingual;
use crate::grade::reason::Reason;
use crate::grade::results::HandedIn;
use std::collections::BTreeMap;

/// What one student handed in, read.
#[derive(Clone, Debug)]
pub struct HandIn {
    pub student: String,
    /// Of the learning management system; empty when there is none.
    pub id: String,
    /// As it is called where it was found.
    pub folder: String,
    pub files: Vec<HandedIn>,
    pub ignored: Vec<String>,
    /// The name under which the program is run: as the assignment says it.
    pub main: String,
    /// All scripts by name, the program among them.
    pub scripts: BTreeMap<String, String>,
    /// Why nothing of it can be run.
    pub problem: Option<Problem>,
}

/// Something that cannot be run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// `MissingFile` or `Syntax`.
    pub reason: Reason,
    pub message: Bilingual,
    pub hint: Option<Bilingual>,
}
