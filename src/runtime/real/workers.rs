//! OS threads that carry no thread of the script right now: the next one that starts is put on the last that came to rest,
//! which costs a waking instead of a creation. Whose threads they carry is not known here.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::Thread as SystemThread;

use parking_lot::Mutex;

use super::looks::Looks;
use crate::runtime::{Body, Thread};

/// How many OS threads rest at most; more than this end.
const MOST_AT_REST: usize = 16;

/// A thread of the script, to be carried.
pub(crate) struct Job {
    pub thread: Arc<Thread>,
    pub body: Body,
}

/// The OS threads of a world that are at rest.
#[derive(Default)]
pub(crate) struct Workers(Mutex<AtRest>);

#[derive(Default)]
struct AtRest {
    workers: Vec<Arc<Worker>>,
    closed: bool,
}

/// One OS thread.
pub(crate) struct Worker {
    next: Mutex<Next>,
    /// Set after `next` was.
    told: AtomicBool,
    system: SystemThread,
    /// A script that starts one short thread after the other finds the worker awake.
    looks: Looks,
}

enum Next {
    Unknown,
    Job(Job),
    End,
}

impl Workers {
    /// Give `job` to a worker at rest. The job comes back when there is none.
    pub fn give(&self, job: Job) -> Result<(), Job> {
        let Some(worker) = self.0.lock().workers.pop() else {
            return Err(job);
        };
        worker.tell(Next::Job(job));
        Ok(())
    }

    /// Offer `worker` for another job, which it may get at once. False when it shall end.
    pub fn rest(&self, worker: &Arc<Worker>) -> bool {
        let mut at_rest = self.0.lock();
        let wanted = !at_rest.closed && at_rest.workers.len() < MOST_AT_REST;
        if wanted {
            at_rest.workers.push(worker.clone());
        }
        wanted
    }

    /// End all workers at rest, and those that will come to rest.
    pub fn close(&self) {
        let mut at_rest = self.0.lock();
        at_rest.closed = true;
        let workers = std::mem::take(&mut at_rest.workers);
        drop(at_rest);
        for worker in workers {
            worker.tell(Next::End);
        }
    }
}

impl Worker {
    /// The calling OS thread as a worker.
    pub fn here() -> Arc<Self> {
        Arc::new(Worker {
            next: Mutex::new(Next::Unknown),
            told: AtomicBool::new(false),
            system: std::thread::current(),
            looks: Looks::default(),
        })
    }

    fn tell(&self, next: Next) {
        *self.next.lock() = next;
        self.told.store(true, Ordering::Release);
        self.system.unpark();
    }

    /// Wait for the next job. None when there will be none.
    pub fn next_job(&self) -> Option<Job> {
        self.looks.look(|| self.told.load(Ordering::Relaxed));
        loop {
            self.told.store(false, Ordering::Relaxed);
            match std::mem::replace(&mut *self.next.lock(), Next::Unknown) {
                Next::Job(job) => return Some(job),
                Next::End => return None,
                Next::Unknown => {}
            }
            std::thread::park();
        }
    }
}
