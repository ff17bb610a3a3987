//! The execution that runs, and what is still to be tried at each of its steps.

use super::dependence::{Done, depend_done};
use super::loops::Loops;
use crate::runtime::{Candidate, Gate, Policy, ThreadId};
use parking_lot::Mutex;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Steps from the beginning on, each with what else could have been done.
#[derive(Default)]
pub struct Path {
    pub nodes: Vec<Node>,
    /// So many steps are given by what was decided before.
    given: usize,
    /// Steps taken by the execution that runs.
    taken: usize,
    /// All that could go on has been gone through elsewhere.
    is_redundant: bool,
    /// Whoever could go on would only look again at what it has seen.
    only_looks: bool,
    /// Those who could have gone on when the execution was given up.
    left: Vec<ThreadId>,
    loops: Loops,
    /// What would have to wait now.
    gates: Arc<Vec<Gate>>,
    /// Are threads asked to begin to wait, too?
    pub begins_waits: bool,
}

/// The state before a step.
pub struct Node {
    /// Who could take it, and would do what.
    pub enabled: Vec<Candidate>,
    pub step: Done,
    /// Threads whose step is to be tried here, or was.
    pub backtrack: Vec<ThreadId>,
    /// The steps that were tried.
    done: Vec<Done>,
    /// Those that lead to nothing new from here on.
    sleep: Vec<Done>,
    /// What would have to wait.
    gates: Arc<Vec<Gate>>,
}

impl Path {
    /// A new execution begins.
    pub fn begin(&mut self) {
        self.given = self.nodes.len();
        self.taken = 0;
        (self.is_redundant, self.only_looks) = (false, false);
        self.left.clear();
        self.loops = Loops::default();
    }

    /// Note with which steps of the execution threads ended.
    pub fn note_ends(&mut self) {
        let mut last: BTreeMap<ThreadId, usize> = BTreeMap::new();
        for (place, node) in self.nodes.iter().enumerate() {
            last.insert(node.step.thread, place);
        }
        for (place, node) in self.nodes.iter_mut().enumerate() {
            let thread = node.step.thread;
            // In doubt it has: of a thread that waits when the run is cut.
            let ends = last[&thread] == place && !self.left.contains(&thread);
            node.step.ends = ends;
            if let Some(tried) = node.done.last_mut() {
                tried.ends = ends;
            }
        }
    }

    /// Did the execution end where threads could do nothing but look again at what they had seen?
    pub fn only_looks(&self) -> bool {
        self.only_looks
    }

    pub fn is_redundant(&self) -> bool {
        self.is_redundant
    }

    /// Go back to the last step at which something is left to try, and choose it. False when there is none.
    pub fn turn_back(&mut self) -> bool {
        while let Some(node) = self.nodes.last_mut() {
            let is_new = |thread: &&ThreadId| {
                let known = |steps: &[Done]| steps.iter().any(|other| other.thread == **thread);
                !known(&node.done) && !known(&node.sleep)
            };
            let next = node.backtrack.iter().find(is_new).copied();
            let next = next.and_then(|thread| {
                node.enabled
                    .iter()
                    .find(|candidate| candidate.thread == thread)
                    .copied()
            });
            if let Some(next) = next {
                node.step = Done::of(&next);
                node.done.push(node.step);
                return true;
            }
            self.nodes.pop();
        }
        false
    }

    /// Take the next step; gives who takes it.
    fn step(&mut self, enabled: &[Candidate], current: Option<ThreadId>) -> ThreadId {
        let place = self.taken;
        self.taken += 1;
        if self.is_redundant || self.only_looks {
            return enabled[0].thread;
        }
        let chosen = self.chosen(place, enabled, current);
        if let Some(step) = enabled.iter().find(|candidate| candidate.thread == chosen) {
            self.loops.took(step);
        }
        chosen
    }

    fn chosen(
        &mut self,
        place: usize,
        runnable: &[Candidate],
        current: Option<ThreadId>,
    ) -> ThreadId {
        if place < self.given {
            return self.nodes[place].step.thread;
        }
        let can_go_on = |candidate: &&Candidate| {
            !self.loops.goes_round(candidate) && !holds_up(&self.gates, &Done::of(candidate))
        };
        let mut enabled: Vec<Candidate> = runnable.iter().filter(can_go_on).copied().collect();
        if enabled.is_empty() {
            // Nobody is left who could open a gate: those before one wait for ever, or until time or the outside changes something. In
            // which order they begin to makes no difference.
            let waits = |candidate: &&Candidate| holds_up(&self.gates, &Done::of(candidate));
            enabled.extend(runnable.iter().find(waits));
        }
        if enabled.is_empty() {
            self.only_looks = true;
            self.left = runnable.iter().map(|one| one.thread).collect();
            return runnable[0].thread;
        }
        let sleep = match place.checked_sub(1) {
            Some(before) => self.nodes[before].asleep_after(runnable),
            None => Vec::new(),
        };
        let is_awake =
            |candidate: &&Candidate| sleep.iter().all(|other| other.thread != candidate.thread);
        let mut awake = enabled.iter().filter(is_awake);
        let goes_on = awake
            .clone()
            .find(|candidate| Some(candidate.thread) == current);
        let Some(chosen) = goes_on.or_else(|| awake.next()) else {
            self.is_redundant = true;
            self.left = runnable.iter().map(|one| one.thread).collect();
            return enabled[0].thread;
        };
        self.nodes.push(Node {
            step: Done::of(chosen),
            backtrack: vec![chosen.thread],
            done: vec![Done::of(chosen)],
            sleep,
            enabled: enabled.clone(),
            gates: self.gates.clone(),
        });
        chosen.thread
    }
}

/// Would this step have to wait?
fn holds_up(gates: &[Gate], step: &Done) -> bool {
    let mut gates = gates.iter();
    gates.any(|gate| gate.holds_up(step.thread, &step.pending))
}

impl Node {
    /// Would this step have to wait here?
    pub fn holds_up(&self, step: &Done) -> bool {
        holds_up(&self.gates, step)
    }

    /// Those who sleep after the step: who slept, or was tried before, and does not depend on it. `runnable` can go on after it: a
    /// thread that is not among them may have ended, which others can see.
    fn asleep_after(&self, runnable: &[Candidate]) -> Vec<Done> {
        let goes_on = |candidate: &Candidate| candidate.thread == self.step.thread;
        let step = Done {
            ends: !runnable.iter().any(goes_on),
            ..self.step
        };
        let tried = self
            .done
            .iter()
            .filter(|done| done.thread != self.step.thread);
        let asleep = self.sleep.iter().chain(tried);
        asleep
            .filter(|other| other.thread != self.step.thread && !depend_done(other, &step))
            .copied()
            .collect()
    }
}

impl Done {
    fn of(candidate: &Candidate) -> Self {
        Done {
            thread: candidate.thread,
            pending: candidate.pending,
            ends: false,
        }
    }
}

/// The policy that follows a path and makes it longer.
pub struct Walk(Arc<Mutex<Path>>);

impl Walk {
    pub fn new(path: Arc<Mutex<Path>>) -> Self {
        Walk(path)
    }
}

impl Policy for Walk {
    fn next(&mut self, runnable: &[Candidate], current: Option<ThreadId>) -> ThreadId {
        self.0.lock().step(runnable, current)
    }

    fn shut(&mut self, gates: Vec<Gate>) {
        let mut path = self.0.lock();
        if !path.begins_waits && *path.gates != gates {
            path.gates = Arc::new(gates);
        }
    }

    fn forced(&mut self, only: &Candidate) {
        self.0.lock().step(std::slice::from_ref(only), None);
    }

    fn gives_up(&self) -> bool {
        let path = self.0.lock();
        path.is_redundant || path.only_looks
    }
}
