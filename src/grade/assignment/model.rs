//! What an assignment says, read and without contradictions.

use crate::grade::bilingual::Bilingual;
use crate::grade::job::{Clock, Limits, Start};
use crate::grade::points::Points;
use crate::grade::property::Property;
use crate::grade::reason::Reason;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A file with its name inside of the assignment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// An assignment.
#[derive(Clone, Debug)]
pub struct Assignment {
    pub id: String,
    /// As people named it: for commands that name it again.
    pub typed: String,
    pub title: Bilingual,
    /// Names of the scripts that are handed in; the first is the program.
    pub submit: Vec<String>,
    /// Globs of further files that are kept.
    pub extra: Vec<String>,
    pub out_of: Points,
    pub round: Points,
    pub minimum: Points,
    pub seed: u64,
    /// What the virtual clock says at the start.
    pub start_time: NaiveDateTime,
    /// The table of fake programs, as TOML that `session::read_programs` reads; empty for none.
    pub programs: String,
    pub runs: Vec<Run>,
    /// In the order of the file; `syntax` first.
    pub checks: Vec<Check>,
    pub judge: Option<Named>,
    pub right: Vec<Proof>,
    pub wrong: Vec<Proof>,
    /// `statement.en.md`, `statement.fr.md`, starter files.
    pub statements: Vec<Named>,
    pub starter: Vec<Named>,
    /// `sha256:…` of all that decides a mark.
    pub digest: String,
}

/// One way to run the script.
#[derive(Clone, Debug)]
pub struct Run {
    pub name: String,
    pub arguments: Vec<String>,
    pub stdin: String,
    pub files: BTreeMap<String, Vec<u8>>,
    /// Which of the fake programs exist: all when none is named.
    pub programs: Option<Vec<String>>,
    pub environment: BTreeMap<String, String>,
    pub companions: Vec<Companion>,
    pub explore: Explore,
    pub clock: Clock,
    pub main: Main,
    pub limits: Limits,
    /// On real threads, so often: never for points unless the teacher insists.
    pub real: Option<u32>,
}

/// Another script of the same world.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Companion {
    /// Its name without `.rhai`: as `of` and threads say it.
    pub name: String,
    pub script: Named,
    pub arguments: Vec<String>,
    pub start: Start,
    /// Must it end before the run is over?
    pub ends: bool,
}

/// How many schedules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Explore {
    Schedules(u64),
    All,
}

/// What starts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Main {
    /// The script.
    Script,
    /// Companions, which call its functions: `import "submission" as s;`.
    Call,
}

/// A condition on one or several runs.
#[derive(Clone, Debug)]
pub struct Check {
    pub id: String,
    pub title: Bilingual,
    /// Places in `Assignment::runs`: it must hold in each.
    pub runs: Vec<usize>,
    pub points: Points,
    pub bonus: bool,
    /// Is the mark capped although this counts above the total?
    pub cap: bool,
    pub needs: Vec<String>,
    pub visible: Visible,
    pub hint: Option<Bilingual>,
    /// Points by how many of a list hold?
    pub partial: bool,
    /// A companion's name: output and exit are its.
    pub of: Option<String>,
    pub proof: bool,
    /// In the order of `Property`.
    pub properties: Vec<Property>,
}

/// Who sees a check.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visible {
    Always,
    /// Not in the students' archive; told after marking.
    Later,
    /// Told only as "hidden check", with its points.
    Never,
}

/// A solution that must get full points, or must be refused.
#[derive(Clone, Debug)]
pub struct Proof {
    pub file: Named,
    /// Any one of them is right; empty for right solutions.
    pub refused: Vec<Reason>,
}
