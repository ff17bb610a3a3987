//! One look at all that could be part of a cycle. What is referred to from where the look does not reach (a register, a global, a native
//! that waits) has more references than were met; it lives, and so does what can be reached from it. All else is kept by cycles alone.
//!
//! Nobody may change counts or cells meanwhile. Where somebody did, the look gives up.

use super::Cycles;
use super::graph::Graph;
use super::held::{Busy, Node};

/// Nodes between two questions whether to go on.
const STEP: usize = 1024;

/// Instead of a number of references that were met.
const LIVES: u32 = u32::MAX;

/// What nothing but cycles keeps.
pub struct Garbage(Vec<Node>);

impl Garbage {
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Free it. Runs what its drop runs: to be called without any lock, when threads may run again.
    pub fn free(self) {
        self.0.iter().for_each(Node::empty);
    }
}

struct Look<'g> {
    graph: Graph,
    /// For each node, the references to it that were met, or `LIVES`.
    met: Vec<u32>,
    go_on: &'g dyn Fn() -> bool,
}

/// Find what only cycles keep, and how many nodes live; nothing when the look was given up.
pub(super) fn look(cycles: &Cycles, go_on: &dyn Fn() -> bool) -> Option<(Garbage, usize)> {
    let graph = Graph::of(cycles);
    let met = vec![0; graph.nodes.len()];
    let mut look = Look { graph, met, go_on };
    look.count().ok()?;
    look.mark().ok()?;
    let look_at = look.met.len();
    let garbage = look.garbage().ok()?;
    let living = look_at.saturating_sub(garbage.len());
    Some((Garbage(garbage), living))
}

impl Look<'_> {
    fn may_go_on(&self, turn: usize) -> Result<(), Busy> {
        match turn.is_multiple_of(STEP) && !(self.go_on)() {
            true => Err(Busy),
            false => Ok(()),
        }
    }

    /// Count the references between all nodes. Those that were not noted are added as they are met.
    fn count(&mut self) -> Result<(), Busy> {
        let mut at = 0;
        while at < self.graph.nodes.len() {
            self.may_go_on(at)?;
            if let Some(node) = self.graph.nodes[at].take() {
                let (graph, met) = (&mut self.graph, &mut self.met);
                let seen = node.each(&mut |held| {
                    let number = graph.number_or_add(held);
                    if number >= met.len() {
                        met.resize(number + 1, 0);
                    }
                    met[number] += 1;
                });
                self.graph.nodes[at] = Some(node);
                seen?;
            }
            at += 1;
        }
        self.met.resize(self.graph.nodes.len(), 0);
        Ok(())
    }

    /// Mark what is referred to from elsewhere, and all that can be reached from it.
    fn mark(&mut self) -> Result<(), Busy> {
        let mut open: Vec<u32> = Vec::new();
        for root in 0..self.graph.nodes.len() {
            self.may_go_on(root)?;
            let Some(node) = &self.graph.nodes[root] else {
                continue;
            };
            let met = self.met[root];
            if met == LIVES || node.references() == met as usize {
                continue;
            }
            self.met[root] = LIVES;
            open.push(root as u32);
            self.mark_from(&mut open)?;
        }
        Ok(())
    }

    fn mark_from(&mut self, open: &mut Vec<u32>) -> Result<(), Busy> {
        let mut turn = 0;
        while let Some(at) = open.pop() {
            turn += 1;
            self.may_go_on(turn)?;
            let Some(node) = &self.graph.nodes[at as usize] else {
                continue;
            };
            let (graph, met) = (&self.graph, &mut self.met);
            let mut all_known = true;
            node.each(&mut |held| match graph.number(held) {
                Some(number) if met[number] != LIVES => {
                    met[number] = LIVES;
                    open.push(number as u32);
                }
                Some(_) => {}
                None => all_known = false,
            })?;
            if !all_known {
                return Err(Busy);
            }
        }
        Ok(())
    }

    /// What was not marked. Its counts must still be those that were met.
    fn garbage(self) -> Result<Vec<Node>, Busy> {
        let nodes = self.graph.nodes.into_iter().zip(self.met);
        let unmarked = nodes.filter(|(_, met)| *met != LIVES);
        let unmarked = unmarked.filter_map(|(node, met)| Some((node?, met)));
        let checked = unmarked.map(|(node, met)| match node.references() == met as usize {
            true => Ok(node),
            false => Err(Busy),
        });
        checked.collect()
    }
}
