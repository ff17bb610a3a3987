//! What is known of a run besides how it ended and what it printed: for who judges it by more.

use super::subject::Papers;
use crate::border::{Failed, Summary};
use crate::files::Files;
use crate::library::Missed;
use crate::messages::Language;
use crate::objects::abi::Shared;
use crate::runtime::{DeadlockReport, Inversion, Life, Stop};
use crate::session;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Facts of one run.
#[derive(Default)]
pub struct Facts {
    /// What the program printed, without its companions.
    pub stdout: String,
    /// Output and errors of each companion.
    pub companions: Vec<(String, String)>,
    pub exit: i32,
    pub stopped: Option<Stop>,
    /// The uncaught error of the main thread.
    pub error: Option<Summary>,
    /// Other threads that ended by an uncaught error, the first of them.
    pub failed: Vec<Failed>,
    /// What a mistake of ours did, if there was one.
    pub panic: Option<String>,
    pub deadlock: Option<DeadlockReport>,
    pub lives: Vec<Life>,
    pub inversions: Vec<Inversion>,
    /// Operations of the program, without its companions, if they are limited.
    pub operations: u64,
    /// What was asked for outside of the run and was not there: its name and the line.
    pub missed: Vec<(String, u32)>,
    /// What files of the run hold that was not in them at the beginning.
    pub files: BTreeMap<String, Arc<Vec<u8>>>,
}

impl Facts {
    pub(super) fn of(
        run: &session::Outcome,
        shared: &Shared,
        papers: &Papers,
        language: Language,
    ) -> Facts {
        let written = |disk: &Arc<crate::files::model::Disk>| disk.written();
        let error = run.error.as_ref();
        Facts {
            stdout: papers.out.text(),
            companions: (papers.guests.iter())
                .map(|(out, err)| (out.text(), err.text()))
                .collect(),
            exit: session::exit_code(run),
            stopped: run.stopped,
            error: error.map(|error| Summary::of(error, language)),
            failed: run.failed.clone(),
            panic: run.panics.first().map(|panic| panic.message.clone()),
            deadlock: run.deadlock.clone(),
            lives: run.lives.clone(),
            inversions: run.inversions.clone(),
            missed: shared.state::<Missed>().all(),
            operations: shared.operations.used(),
            files: (shared.state::<Files>().disk()).map_or_else(BTreeMap::new, written),
        }
    }
}
