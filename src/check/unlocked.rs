//! A counter that threads change under a lock, and that one of them reads without.

use super::Finding;
use super::kinds::thread_functions;
use super::program::{Place, Program, Thing, method_calls};
use super::uses::How;
use super::walk::any;
use crate::lang::hir::tree::{Expr, FunctionId, Node};
use crate::messages::message;
use std::collections::{BTreeSet, HashMap, HashSet};

pub fn look(program: &Program) -> Vec<Finding> {
    let mut search = Search {
        program,
        under: HashSet::new(),
        between: HashSet::new(),
        entered: HashMap::new(),
    };
    program.visit(&mut |place, around| search.see(place, around));
    let begin = thread_functions(program).into_iter();
    let mut threads: BTreeSet<FunctionId> =
        begin.flat_map(|function| program.reach(function)).collect();
    threads.retain(|function| !joins(program, *function));
    let mut findings = Vec::new();
    for thing in program.uses.all() {
        search.thing(thing, &threads, &mut findings);
    }
    findings
}

struct Search<'p, 'a> {
    program: &'p Program<'a>,
    /// The nodes that stand under a lock in their own function.
    under: HashSet<*const Node>,
    /// Statements between `lock.acquire();` and `lock.release();`.
    between: HashSet<*const Node>,
    /// Where each function is called, or made as a closure.
    entered: HashMap<FunctionId, Vec<Place<'a>>>,
}

impl<'a> Search<'_, 'a> {
    fn see(&mut self, place: Place<'a>, around: &[&'a Node]) {
        if let Expr::Block(nodes) = &place.node.expr {
            self.between.extend(between(place.function, nodes));
        }
        let mut inner = place.node;
        let mut holds = self.between.contains(&std::ptr::from_ref(inner));
        for outer in around.iter().rev() {
            let is_body =
                matches!(&outer.expr, Expr::With(parts) if std::ptr::eq(&raw const parts.1, inner));
            holds |= is_body || self.between.contains(&std::ptr::from_ref(*outer));
            inner = outer;
        }
        if holds {
            self.under.insert(std::ptr::from_ref(place.node));
        }
        let mut entered = self.program.called(place);
        if let Expr::Closure { function, .. } = &place.node.expr {
            entered.push(*function);
        }
        for function in entered {
            self.entered.entry(function).or_default().push(place);
        }
    }

    /// Is a lock held here, as far as can be seen? `open` are the functions that are being asked about.
    fn is_under(&self, place: Place<'a>, open: &mut Vec<FunctionId>) -> bool {
        if self.under.contains(&std::ptr::from_ref(place.node)) {
            return true;
        }
        if open.contains(&place.function) {
            return false;
        }
        open.push(place.function);
        let entered = self.entered.get(&place.function);
        entered.is_some_and(|places| places.iter().all(|place| self.is_under(*place, open)))
    }

    fn thing(&self, thing: &Thing, threads: &BTreeSet<FunctionId>, findings: &mut Vec<Finding>) {
        let program = self.program;
        let uses = program.uses.get(thing).iter();
        let uses: Vec<_> = uses
            .filter(|it| threads.contains(&it.place.function))
            .collect();
        let is_under = |place| self.is_under(place, &mut Vec::new());
        let mut updates = uses.iter().filter(|it| it.how == How::Update).peekable();
        let is_local = matches!(thing, Thing::Local(owner, _) if threads.contains(owner));
        if is_local || updates.peek().is_none() || !updates.all(|it| is_under(it.place)) {
            return;
        }
        for read in uses
            .iter()
            .filter(|it| it.how == How::Read || it.how == How::Part)
        {
            let in_constructor = program.function(read.place.function).name == "init";
            if !in_constructor && !is_under(read.place) {
                let name = program.name(thing);
                findings.push(Finding::new(
                    program.span_of(read.place.node),
                    message!("check-unlocked-read", name = name.as_str()),
                    message!("check-unlocked-read.hint"),
                ));
            }
        }
    }
}

/// The statements of a block after an `acquire` and before a `release`.
fn between(function: FunctionId, nodes: &[Node]) -> Vec<*const Node> {
    let mut found = Vec::new();
    let mut held = false;
    for node in nodes {
        let calls =
            |node, name: &str| method_calls(Place { function, node }).any(|call| call.name == name);
        held &= !calls(node, "release");
        if held {
            found.push(std::ptr::from_ref(node));
        }
        held |= any(node, &|node| calls(node, "acquire"));
    }
    found
}

/// After a `join` there may be nobody left to fear.
fn joins(program: &Program, function: FunctionId) -> bool {
    any(&program.function(function).body, &|node| {
        method_calls(Place { function, node }).any(|call| call.name == "join")
    })
}
