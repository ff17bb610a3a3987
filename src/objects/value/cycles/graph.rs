//! The things of a run that can be part of a cycle, numbered. What they hold is in `held`.

use super::Cycles;
use super::held::{Held, Node};
use super::places::Numbers;
use crate::objects::value::Object;
use foldhash::fast::FixedState;
use std::collections::HashMap;

/// The nodes of a run, by numbers.
pub(super) struct Graph {
    pub nodes: Vec<Option<Node>>,
    objects: Numbers,
    closures: Numbers,
    /// Closures stand behind the objects.
    first_closure: usize,
    /// The numbers of what is noted nowhere and was met on the way, by addresses.
    met: HashMap<usize, u32, FixedState>,
}

impl Graph {
    /// All that is noted and lives.
    pub fn of(cycles: &Cycles) -> Self {
        let (objects, object_numbers) = cycles.objects.all();
        let (closures, closure_numbers) = cycles.closures.all();
        let first_closure = objects.len();
        let objects = objects.into_iter();
        let objects = objects.map(|object| Some(Node::Object(Object::of(object?))));
        let closures = closures.into_iter();
        let closures = closures.map(|closure| closure.map(Node::Closure));
        let mut graph = Graph {
            nodes: objects.chain(closures).collect(),
            objects: object_numbers,
            closures: closure_numbers,
            first_closure,
            met: HashMap::default(),
        };
        for handle in cycles.living_handles() {
            graph.number_or_add(Held::Object(&handle));
        }
        graph
    }

    /// The number of something that the graph knows.
    pub fn number(&self, held: Held) -> Option<usize> {
        let met = || self.met.get(&held.address()).map(|at| *at as usize);
        self.noted(held).or_else(met)
    }

    pub fn number_or_add(&mut self, held: Held) -> usize {
        if let Some(number) = self.noted(held) {
            return number;
        }
        let next = self.nodes.len();
        let number = *self.met.entry(held.address()).or_insert(next as u32) as usize;
        if number == next {
            self.nodes.push(Some(held.to_node()));
        }
        number
    }

    fn noted(&self, held: Held) -> Option<usize> {
        match held {
            Held::Object(object) => self.objects.of(&object.as_instance()?.place),
            Held::Closure(closure) => Some(self.first_closure + self.closures.of(&closure.place)?),
            Held::Cell(_) | Held::Array(_) | Held::Map(_) => None,
        }
    }
}
