//! The policy of processors without number: each thread has a clock that counts its own operations, and who is behind goes next, as if each
//! had a processor of its own. Work is what all have done, span is the greatest clock, after Cilkview (He, Leiserson, Leiserson, SPAA 2010):
//! counts, and so the same on every machine.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use super::{Candidate, Policy};
use crate::runtime::{Operation, ThreadId};

/// How much was done in a run, and how much of it one after the other. Operations are what `--max-operations` counts, and one for each
/// scheduling point.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Work {
    /// All operations.
    pub total: u64,
    /// Those of the longest chain in which each had to wait for the one before.
    pub span: u64,
}

impl Work {
    /// How many processors the program can keep busy: 1.0 when everything happens one after the other.
    pub fn parallelism(&self) -> f64 {
        match self.span {
            0 => 1.0,
            span => self.total as f64 / span as f64,
        }
    }
}

/// Where a balanced policy counts.
#[derive(Default)]
pub struct Gauge {
    total: AtomicU64,
    span: AtomicU64,
}

impl Gauge {
    pub fn read(&self) -> Work {
        Work {
            total: self.total.load(Relaxed),
            span: self.span.load(Relaxed),
        }
    }
}

/// Who has done least goes next.
pub struct Balanced {
    /// By number of the thread: when it will have done what it has begun.
    clocks: Vec<u64>,
    gauge: Arc<Gauge>,
}

impl Balanced {
    /// The policy, and where it counts.
    pub fn new() -> (Balanced, Arc<Gauge>) {
        let gauge = Arc::new(Gauge::default());
        let balanced = Balanced {
            clocks: Vec::new(),
            gauge: gauge.clone(),
        };
        (balanced, gauge)
    }

    fn clock(&mut self, thread: ThreadId) -> &mut u64 {
        let place = thread.0 as usize;
        if place >= self.clocks.len() {
            self.clocks.resize(place + 1, 0);
        }
        &mut self.clocks[place]
    }
}

impl Policy for Balanced {
    fn next(&mut self, runnable: &[Candidate], _: Option<ThreadId>) -> ThreadId {
        let clock = |candidate: &&Candidate| {
            // No time comes while somebody can run.
            let is_late = candidate.pending.operation == Operation::Timeout;
            let clock = self.clocks.get(candidate.thread.0 as usize);
            (is_late, clock.copied().unwrap_or(0))
        };
        // Of those who are equally far, the first.
        let behind = runnable.iter().min_by_key(clock);
        behind.map_or(ThreadId::MAIN, |candidate| candidate.thread)
    }

    fn worked(&mut self, thread: ThreadId, operations: u64) {
        let clock = self.clock(thread);
        *clock += operations;
        let clock = *clock;
        self.gauge.total.fetch_add(operations, Relaxed);
        self.gauge.span.fetch_max(clock, Relaxed);
    }

    fn wants_work(&self) -> bool {
        true
    }

    fn woke(&mut self, by: ThreadId, thread: ThreadId) {
        let since = *self.clock(by);
        let clock = self.clock(thread);
        *clock = since.max(*clock);
    }
}
