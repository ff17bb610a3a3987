//! All schedules that can make a difference: source-set dynamic partial order reduction with sleep sets (Abdulla, Aronis, Jonsson, Sagonas,
//! POPL 2014). Each execution is looked through for pairs of steps whose order may matter and was free; the other order is run later.
//!
//! A step is what a thread does from one scheduling point to the next. A thread that would have to wait for ever stands before a gate and is
//! not asked to begin: in which order threads come to a lock that is held makes no difference, only in which order they take it (Flanagan and
//! Godefroid, POPL 2005: steps that cannot both be taken are no race). Waits of other kinds (a condition, a barrier, a timeout) are steps that
//! park.

mod dependence;
mod loops;
mod path;
mod races;

pub use path::{Path, Walk};

use super::subject::{Note, Subject, Trial};
use super::verdict::Ending;
use crate::runtime::Stacks;
use parking_lot::Mutex;
use std::sync::Arc;

/// A search through all schedules.
pub struct Search {
    path: Arc<Mutex<Path>>,
    stacks: Stacks,
    /// Executions so far, also those that turned out to repeat others.
    pub executions: u64,
    /// Has an execution shown that the search cannot be complete?
    pub is_incomplete: bool,
}

impl Default for Search {
    fn default() -> Self {
        Search {
            path: Arc::new(Mutex::new(Path::default())),
            stacks: Stacks::default(),
            executions: 0,
            is_incomplete: false,
        }
    }
}

/// What a further execution gave.
pub enum Next {
    New(Box<Trial>),
    /// It repeats others, and has no outcome of its own. There may be very many of these in a row.
    Repeated,
    /// There is none: all have been run.
    All,
}

impl Search {
    /// A search in which threads also begin to wait at locks, queues … in every order: for who asks how threads wait, and not only what comes of
    /// it. It takes many times as long.
    pub fn with_waits() -> Self {
        let search = Search::default();
        search.path.lock().begins_waits = true;
        search
    }

    /// Run one more execution, of which this is noted.
    pub fn next(&mut self, subject: &Subject, note: Note) -> Next {
        if self.executions > 0 && !self.path.lock().turn_back() {
            return Next::All;
        }
        self.path.lock().begin();
        self.executions += 1;
        let walk = Walk::new(self.path.clone());
        let trial = subject.run_once(Box::new(walk), note, &self.stacks);
        let mut path = self.path.lock();
        races::plan(&mut path);
        let is_redundant = path.is_redundant();
        let only_looks = path.only_looks();
        drop(path);
        if is_redundant {
            return Next::Repeated;
        }
        if only_looks {
            // Do they look for ever? Time may still change something.
            let schedule = &trial.played.schedule;
            let longer = subject.replay(schedule, note, &self.stacks);
            self.is_incomplete |= longer.outcome.bug().is_none();
            return Next::New(Box::new(longer));
        }
        // What ends a wait in time, or cuts a thread, depends on all other threads at once.
        let played = &trial.played;
        let is_cut = matches!(trial.outcome.ending, Ending::Cut(_));
        self.is_incomplete |= is_cut || played.time > 0 || played.cuts_others;
        Next::New(Box::new(trial))
    }
}
