//! Which lock is meant where: by a variable, a parameter, an attribute, a place in a list, or a condition that was made of it.

use super::kinds::Kind;
use super::program::{MethodCall, Place, Program, Thing, method_calls};
use super::uses::Flow;
use super::walk::visit;
use crate::engine::lower::tree::{Callee, Expr, FunctionId, Node, Root};

/// A lock, the same wherever it is reached from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lock {
    pub thing: Thing,
    /// Of a list of locks: which of them, as it is written.
    element: Option<String>,
}

/// How deeply a variable may stand for another.
const MAX_ALIASES: usize = 8;

impl Lock {
    fn of_thing(program: &Program, thing: Thing) -> Lock {
        Lock {
            thing: origin(program, thing, MAX_ALIASES),
            element: None,
        }
    }

    /// The lock that a method is called on, with what it is.
    pub fn of_call<'a>(program: &Program<'a>, call: &MethodCall<'a>) -> Option<(Lock, Kind)> {
        let kind = program.kinds.of_receiver(program, call);
        if !kind.is_lock() {
            return None;
        }
        if let Some(thing) = call.receiver(program) {
            return Some((Lock::of_thing(program, thing), kind));
        }
        let Root::Var(var) = &call.chain.root else {
            return None;
        };
        let lock = Lock {
            thing: origin(
                program,
                program.thing(call.place.function, var)?,
                MAX_ALIASES,
            ),
            element: Some(call.receiver_text(program).to_string()),
        };
        Some((lock, kind))
    }

    /// The lock of `with lock`, with what it is.
    pub fn of_subject<'a>(
        program: &Program<'a>,
        function: FunctionId,
        subject: &'a Node,
    ) -> Option<(Lock, Kind)> {
        let kind = program.kinds.of_node(
            program,
            Place {
                function,
                node: subject,
            },
        );
        if !kind.is_lock() {
            return None;
        }
        let thing = thing_of(program, function, subject)?;
        Some((Lock::of_thing(program, thing), kind))
    }

    /// May this be the other lock? A parameter may be any, and so may an element of a list.
    pub fn may_be(&self, program: &Program, other: &Lock) -> bool {
        self.thing == other.thing || self.may_be_any(program) || other.may_be_any(program)
    }

    fn may_be_any(&self, program: &Program) -> bool {
        let is_parameter = match &self.thing {
            Thing::Local(function, local) => *local < program.function(*function).params,
            _ => false,
        };
        let flows = program.kinds.flows(&self.thing);
        let is_item = flows.iter().any(|flow| matches!(flow, Flow::ElementOf(_)));
        is_parameter || is_item || self.element.is_some()
    }

    /// What the lock is at bottom: a condition is as re-entrant as its lock.
    pub fn is_plain(&self, program: &Program) -> bool {
        self.element.is_none() && program.kinds.of(program, &self.thing) == Kind::Handle("Lock")
    }
}

/// The variable or attribute that an expression is.
pub fn thing_of(program: &Program, function: FunctionId, node: &Node) -> Option<Thing> {
    match &node.expr {
        Expr::Var(var) => program.thing(function, var),
        Expr::Chain(chain) => program.receiver(function, chain, chain.steps.len()),
        _ => None,
    }
}

/// Follow a variable that only ever stands for another, and a condition to its lock.
fn origin(program: &Program, thing: Thing, depth: usize) -> Thing {
    let [Flow::Value(place)] = program.kinds.flows(&thing) else {
        return thing;
    };
    let node = match &place.node.expr {
        Expr::Call(call) => match (&call.callee, &call.args[..]) {
            (Callee::Named(name) | Callee::Qualified(_, name), [lock]) if name == "Condition" => {
                lock
            }
            _ => return thing,
        },
        _ => place.node,
    };
    match thing_of(program, place.function, node) {
        Some(other) if depth > 0 => origin(program, other, depth - 1),
        _ => thing,
    }
}

/// What a function does with locks itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Acquire,
    Release,
    /// `with lock { … }`
    With,
}

/// Every act of a function on locks that are known; and whether it releases something that is not.
pub fn acts<'a>(program: &Program<'a>, function: FunctionId) -> (Vec<(Lock, Act, &'a Node)>, bool) {
    let mut acts = Vec::new();
    let mut releases_unknown = false;
    visit(&program.function(function).body, &mut |node, _| {
        if let Expr::With(parts) = &node.expr
            && let Some((lock, _)) = Lock::of_subject(program, function, &parts.0)
        {
            acts.push((lock, Act::With, node));
        }
        for call in method_calls(Place { function, node }) {
            let act = match call.name {
                "acquire" => Act::Acquire,
                "release" => Act::Release,
                _ => continue,
            };
            match Lock::of_call(program, &call) {
                Some((lock, _)) => acts.push((lock, act, node)),
                None => {
                    let kind = program.kinds.of_receiver(program, &call);
                    releases_unknown |= act == Act::Release && kind == Kind::Unknown;
                }
            }
        }
    });
    (acts, releases_unknown)
}
