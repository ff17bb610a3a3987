//! What the first schedules teach the others: how much each thread does, and at which lines an order may matter.

use crate::runtime::{Operation, Pending, Step, ThreadId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A line of the script that does something.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Site {
    line: u32,
    operation: Operation,
}

impl Site {
    pub fn of(pending: &Pending) -> Self {
        Site {
            line: pending.line,
            operation: pending.operation,
        }
    }

    fn key(&self) -> (u32, u8) {
        (self.line, self.operation as u8)
    }
}

/// How much each thread did in schedule 0.
#[derive(Default)]
pub struct Counts {
    /// By number of the thread.
    steps: Vec<u64>,
    children: Vec<Vec<usize>>,
    /// Steps of all threads since there were two.
    pub choices: u64,
}

impl Counts {
    pub fn threads(&self) -> usize {
        self.steps.len()
    }

    /// Of a thread that was not there, as much as of an average one.
    pub fn steps(&self, thread: usize) -> u64 {
        let average = || self.steps.iter().sum::<u64>() / (self.steps.len() as u64).max(1);
        self.steps.get(thread).copied().unwrap_or_else(average)
    }

    /// The threads that it started, and those that they started.
    pub fn children(&self, thread: usize) -> &[usize] {
        self.children.get(thread).map_or(&[], Vec::as_slice)
    }

    /// Count the steps of a schedule. Who took a step before a thread was first seen has started it.
    pub fn of(trace: &[Step]) -> Counts {
        let mut counts = Counts::default();
        let mut spawners: Vec<usize> = Vec::new();
        let mut parents: BTreeMap<usize, usize> = BTreeMap::new();
        for step in trace {
            let thread = step.thread.0 as usize;
            if thread >= counts.steps.len() {
                counts.steps.resize(thread + 1, 0);
                counts.children.resize(thread + 1, Vec::new());
            }
            match step.pending.operation {
                Operation::Start => {}
                _ => counts.steps[thread] += u64::from(!step.pending.quiet),
            }
            if step.pending.operation == Operation::Spawn {
                spawners.push(thread);
            }
            counts.choices += u64::from(!spawners.is_empty());
        }
        // Each start passes two points: before and in the runtime. Threads are numbered in the order of their starts.
        let starts = spawners.len() / counts.steps.len().saturating_sub(1).max(1);
        for child in 1..counts.steps.len() {
            if let Some(parent) = spawners.get((child - 1) * starts.max(1)) {
                parents.insert(child, *parent);
            }
        }
        for (child, parent) in &parents {
            let mut above = Some(*parent);
            while let Some(thread) = above {
                counts.children[thread].push(*child);
                above = parents.get(&thread).copied().filter(|next| *next != thread);
            }
        }
        counts
    }
}

/// What is known before a round.
#[derive(Default, Clone)]
pub struct Knowledge {
    pub counts: Arc<Counts>,
    /// Lines at which the order may matter, in the order in which they were seen.
    pub sites: Vec<Site>,
    known: BTreeSet<(u32, u8)>,
}

/// What a thread has done so far, as far as it makes lines interesting.
#[derive(Default)]
struct Past {
    holds: Vec<u64>,
    read: BTreeSet<u64>,
    locked: BTreeSet<u64>,
}

impl Knowledge {
    /// Learn from a schedule.
    pub fn learn(&mut self, trace: &[Step]) {
        if self.counts.threads() == 0 {
            self.counts = Arc::new(Counts::of(trace));
        }
        let mut pasts: BTreeMap<ThreadId, Past> = BTreeMap::new();
        let alone = trace
            .iter()
            .take_while(|step| step.thread == ThreadId::MAIN);
        for step in trace.iter().skip(alone.count()) {
            let past = pasts.entry(step.thread).or_default();
            if past.makes_interesting(&step.pending) {
                let site = Site::of(&step.pending);
                if self.known.insert(site.key()) {
                    self.sites.push(site);
                }
            }
        }
    }
}

impl Past {
    fn makes_interesting(&mut self, pending: &Pending) -> bool {
        let object = pending.object.0;
        match pending.operation {
            // After a look at the same: what was seen may be old. A lock inside of another, or taken again.
            Operation::Read if !pending.quiet => !self.read.insert(object),
            Operation::Write => self.read.contains(&object) || !self.holds.is_empty(),
            Operation::Inspect => {
                self.read.insert(object);
                false
            }
            Operation::Acquire => {
                let again = !self.locked.insert(object);
                let inside = !self.holds.is_empty();
                self.holds.push(object);
                again || inside
            }
            Operation::Release => {
                if let Some(place) = self.holds.iter().rposition(|held| *held == object) {
                    self.holds.remove(place);
                }
                true
            }
            Operation::Wait | Operation::Notify | Operation::Receive | Operation::Send => true,
            _ => false,
        }
    }
}
