//! What can fail at run time as a matter of course: conversions, indices, files, sockets, programs, and functions that do such things or
//! `throw`. Arithmetic and `print` do not count.

use super::locks::{Act, Lock, acts};
use super::program::{Place, Program, method_calls};
use super::uses::Flow;
use super::walk::parts;
use crate::lang::hir::tree::{
    Assign, Callee, Chain, Expr, FunctionId, Node, Root, StepKind, Target,
};
use rhai::Position;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Functions of the library that fail when the world is not as hoped.
const FUNCTIONS: &[&str] = &[
    "Popen",
    "call",
    "check_call",
    "check_output",
    "create_connection",
    "create_server",
    "eval",
    "open",
    "parse_float",
    "parse_int",
    "run",
];

/// Conversions, which fail on texts that are no numbers.
const CONVERSIONS: &[&str] = &["int", "float"];

/// Methods of sockets, files, queues that do.
const METHODS: &[&str] = &[
    "accept",
    "bind",
    "connect",
    "get_nowait",
    "listen",
    "put_nowait",
    "read",
    "readline",
    "readlines",
    "recv",
    "recv_text",
    "send",
    "sendall",
    "sendto",
];

pub struct Risks<'p, 'a> {
    program: &'p Program<'a>,
    /// Functions that may fail; none while it is being found out.
    known: RefCell<HashMap<FunctionId, bool>>,
    /// The locks that each function itself acquires or releases.
    locks: RefCell<HashMap<FunctionId, Rc<HashSet<Lock>>>>,
}

impl<'p, 'a> Risks<'p, 'a> {
    pub fn new(program: &'p Program<'a>) -> Self {
        Risks {
            program,
            known: RefCell::default(),
            locks: RefCell::default(),
        }
    }

    /// What can fail in this node itself, its parts left aside: where, and how it is called.
    pub fn of(&self, place: Place<'a>) -> Option<(Position, String)> {
        let node = place.node;
        let call = |at, name: &str| Some((at, format!("{name}(…)")));
        for called in method_calls(place) {
            let fails = match self.program.class_of_receiver(&called) {
                Some(class) => self
                    .program
                    .method(class, called.name, called.args.len())
                    .is_some_and(|method| self.may_fail(method)),
                None => METHODS.contains(&called.name) && !is_console(called.chain),
            };
            if fails {
                return call(called.step().at, called.name);
            }
        }
        match &node.expr {
            Expr::Call(called) => match &called.callee {
                Callee::Script(function) | Callee::ScriptInScope(function)
                    if self.may_fail(*function) =>
                {
                    call(node.at, &self.program.function(*function).name)
                }
                Callee::Named(name) | Callee::Qualified(_, name)
                    if FUNCTIONS.contains(&name.as_str()) =>
                {
                    call(node.at, name)
                }
                Callee::Named(name)
                    if CONVERSIONS.contains(&name.as_str())
                        && called.args.iter().any(may_be_text) =>
                {
                    call(node.at, name)
                }
                _ => None,
            },
            Expr::Chain(chain) => self.index(place, chain),
            Expr::Assign(assign) => match &**assign {
                Assign {
                    target: Target::Chain(chain),
                    ..
                } => self.index(place, chain),
                _ => None,
            },
            _ => None,
        }
    }

    /// An index that is computed: it may be out of bounds.
    fn index(&self, place: Place<'a>, chain: &Chain) -> Option<(Position, String)> {
        let root = self
            .program
            .head(place.function, chain)
            .map(|(thing, _)| thing);
        let flows = root
            .iter()
            .flat_map(|thing| self.program.kinds.flows(thing));
        let is_map = flows.into_iter().any(|flow| match flow {
            Flow::Value(place) => matches!(place.node.expr, Expr::Map(_)),
            _ => true,
        });
        let is_list = root.is_some() && !is_map;
        // The locks of a list are counted by who made it.
        let is_of_lock = chain.steps.iter().any(|step| match &step.kind {
            StepKind::Method { name, .. } => name == "acquire" || name == "release",
            _ => false,
        });
        let mut steps = chain.steps.iter().filter(|_| !is_of_lock);
        steps.find_map(|step| match &step.kind {
            StepKind::Index(index)
                if is_list && matches!(index.expr, Expr::Var(_) | Expr::Binary(..)) =>
            {
                Some((step.at, self.indexed(chain, step.at)))
            }
            _ => None,
        })
    }

    /// `list[i]` as it is written, unless that is long.
    fn indexed(&self, chain: &Chain, index: Position) -> String {
        let text = &self.program.source.text;
        let start = self.program.offset(chain.root_at);
        let end = text[self.program.offset(index)..].find(']');
        let end = end.map(|end| self.program.offset(index) + end + 1);
        match end.and_then(|end| text.get(start..end)) {
            Some(written) if written.len() < 40 && !written.contains('\n') => written.to_string(),
            _ => "[…]".to_string(),
        }
    }

    fn may_fail(&self, function: FunctionId) -> bool {
        if let Some(known) = self.known.borrow().get(&function) {
            return *known;
        }
        self.known.borrow_mut().insert(function, false);
        let fails = self.fails(Place {
            function,
            node: &self.program.function(function).body,
        });
        self.known.borrow_mut().insert(function, fails);
        fails
    }

    fn fails(&self, place: Place<'a>) -> bool {
        let inner = |node: &'a Node| self.fails(Place { node, ..place });
        match &place.node.expr {
            Expr::Try(parts) => inner(&parts.handler),
            Expr::Throw(_) => true,
            _ => self.of(place).is_some() || parts(place.node).into_iter().any(inner),
        }
    }

    /// Does the function, or one that it calls, acquire or release the lock?
    pub fn acts_on(&self, function: FunctionId, lock: &Lock) -> bool {
        let mut reach = self.program.reach(function).into_iter();
        reach.any(|function| {
            self.locks_of(function)
                .iter()
                .any(|other| other.thing == lock.thing)
        })
    }

    fn locks_of(&self, function: FunctionId) -> Rc<HashSet<Lock>> {
        let mut known = self.locks.borrow_mut();
        let found = known.entry(function).or_insert_with(|| {
            let acts = acts(self.program, function).0.into_iter();
            let acts = acts.filter(|(_, act, _)| *act != Act::With);
            Rc::new(acts.map(|(lock, ..)| lock).collect())
        });
        found.clone()
    }
}

/// `stdout.write(…)`
fn is_console(chain: &Chain) -> bool {
    match &chain.root {
        Root::Value(node) => matches!(&node.expr, Expr::Unknown(name) if name.starts_with("std")),
        _ => false,
    }
}

/// May the argument of a conversion be a text?
fn may_be_text(node: &Node) -> bool {
    !matches!(
        node.expr,
        Expr::Int(_) | Expr::Float(_) | Expr::Bool(_) | Expr::Binary(..)
    )
}
