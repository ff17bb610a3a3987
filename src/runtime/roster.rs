//! The list of a world's living threads. Knows who lives, not who runs.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::lives::Lives;
use super::{Panicked, SpawnError, Thread, ThreadId};

/// The living threads of a world, in the order in which they were started.
#[derive(Default)]
pub(super) struct Roster {
    pub(super) threads: BTreeMap<ThreadId, Arc<Thread>>,
    /// How many of them are no daemons.
    foreground: usize,
    started: u32,
    /// Places taken of those that the limit allows.
    places: usize,
    pub panics: Vec<Panicked>,
    /// Who lived when, if it is kept.
    pub lives: Lives,
    /// Somebody saw every thread blocked: the host shall look (real runtime).
    pub suspect: bool,
}

impl Roster {
    /// An empty one, which keeps who lived when if it is asked for.
    pub fn new(keeps_lives: bool) -> Self {
        Roster {
            lives: Lives::kept(keeps_lives),
            ..Roster::default()
        }
    }

    /// Add a new thread, unless `limit` threads that have a limit are alive.
    pub fn add(
        &mut self,
        name: &str,
        daemon: bool,
        limit: Option<usize>,
    ) -> Result<Arc<Thread>, SpawnError> {
        if let Some(limit) = limit.filter(|limit| self.places >= *limit) {
            return Err(SpawnError::Limit(limit));
        }
        self.places += usize::from(limit.is_some());
        let id = ThreadId(self.started);
        let thread = Arc::new(Thread::new(id, name, daemon, limit.is_some()));
        self.started += 1;
        self.foreground += usize::from(!daemon);
        self.threads.insert(thread.id(), thread.clone());
        self.lives.begin(&thread, limit.is_none());
        Ok(thread)
    }

    /// Let another thread have the place of this one, which ends. To be called once, before `remove`.
    pub fn leave_place(&mut self, thread: &Thread) {
        self.places -= usize::from(thread.takes_place());
    }

    pub fn remove(&mut self, thread: &Thread) {
        if self.threads.remove(&thread.id()).is_some() {
            self.foreground -= usize::from(!thread.is_daemon());
        }
    }

    pub fn get(&self, id: ThreadId) -> Option<&Arc<Thread>> {
        self.threads.get(&id)
    }

    pub fn living(&self) -> impl Iterator<Item = &Arc<Thread>> + Clone {
        self.threads.values()
    }

    /// Living threads that keep the run alive.
    pub fn foreground(&self) -> usize {
        self.foreground
    }

    /// Threads started so far, main included.
    pub fn started(&self) -> u32 {
        self.started
    }

    /// Are all living threads in calls outside of the runtime, where no stop can reach them?
    pub fn only_outside_left(&self) -> bool {
        self.threads.values().all(|thread| thread.is_outside())
    }
}
