//! Which lock is meant where: by a variable, a parameter, an attribute, a place in a list, or a condition that was made of it.

use super::kinds::Kind;
use super::program::{MethodCall, Place, Program, Thing, method_calls};
use super::uses::Flow;
use super::walk::visit;
use crate::lang::hir::tree::{Callee, Chain, Expr, FunctionId, Node, Root, Step, StepKind};

/// A lock as it is named in a function.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lock {
    pub thing: Thing,
    /// Of an attribute: whose it is. Two objects of a class have a lock each.
    owner: Owner,
    /// Of a list of locks: which of them.
    element: Option<Element>,
}

/// A place in a list, as it is written, with the variables in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Element {
    written: String,
    names: Vec<Thing>,
}

/// The object that an attribute belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Owner {
    /// The lock is no attribute.
    Nobody,
    This,
    Held(Thing),
}

/// How deeply a variable may stand for another.
const MAX_ALIASES: usize = 8;

impl Lock {
    /// What a chain's first steps name: a variable or an attribute.
    fn of_chain(
        program: &Program,
        function: FunctionId,
        chain: &Chain,
        steps: usize,
    ) -> Option<Lock> {
        let thing = program.receiver(function, chain, steps)?;
        let owner = match (&thing, &chain.root) {
            (Thing::Attribute(..), Root::This) => Owner::This,
            (Thing::Attribute(..), Root::Var(var)) => {
                let holder = program.thing(function, var)?;
                Owner::Held(origin_of_holder(program, holder, MAX_ALIASES))
            }
            _ => Owner::Nobody,
        };
        Some(Lock {
            thing,
            owner,
            element: None,
        })
    }

    fn of_node(program: &Program, function: FunctionId, node: &Node) -> Option<Lock> {
        match &node.expr {
            Expr::Var(var) => Some(Lock {
                thing: program.thing(function, var)?,
                owner: Owner::Nobody,
                element: None,
            }),
            Expr::Chain(chain) => Lock::of_chain(program, function, chain, chain.steps.len()),
            _ => None,
        }
    }

    /// The lock that a method is called on, with what it is.
    pub fn of_call<'a>(program: &Program<'a>, call: &MethodCall<'a>) -> Option<(Lock, Kind)> {
        let kind = program.kinds.of_receiver(program, call);
        if !kind.is_lock() {
            return None;
        }
        let function = call.place.function;
        if let Some(lock) = Lock::of_chain(program, function, call.chain, call.index) {
            return Some((origin(program, lock, MAX_ALIASES), kind));
        }
        let Root::Var(var) = &call.chain.root else {
            return None;
        };
        let list = Lock {
            thing: program.thing(function, var)?,
            owner: Owner::Nobody,
            element: None,
        };
        let lock = Lock {
            element: Some(Element {
                written: call.receiver_text(program).to_string(),
                names: indices(program, function, &call.chain.steps[..call.index])?,
            }),
            ..origin(program, list, MAX_ALIASES)
        };
        Some((lock, kind))
    }

    /// The lock of `with lock`, with what it is.
    pub fn of_subject<'a>(
        program: &Program<'a>,
        function: FunctionId,
        subject: &'a Node,
    ) -> Option<(Lock, Kind)> {
        let node = subject;
        let kind = program.kinds.of_node(program, Place { function, node });
        if !kind.is_lock() {
            return None;
        }
        let lock = Lock::of_node(program, function, subject)?;
        Some((origin(program, lock, MAX_ALIASES), kind))
    }

    /// May this be the other lock? What is given, found in a list or replaced may be any.
    pub fn may_be(&self, program: &Program, other: &Lock) -> bool {
        self.thing == other.thing || self.may_be_any(program) || other.may_be_any(program)
    }

    fn may_be_any(&self, program: &Program) -> bool {
        let flows = program.kinds.flows(&self.thing);
        let is_made = |flow: &Flow| matches!(flow, Flow::Value(place) if matches!(place.node.expr, Expr::Call(_)));
        self.element.is_some() || !flows.iter().all(is_made)
    }

    /// Is it the same lock wherever the function names it so, and one that its holder cannot take again? A condition is as
    /// re-entrant as its lock.
    pub fn is_plain(&self, program: &Program) -> bool {
        self.element.is_none()
            && program.kinds.of(program, &self.thing) == Kind::Handle("Lock")
            && self.is_steady(program)
    }

    /// Is what it is named by never set to something else?
    pub fn is_steady(&self, program: &Program) -> bool {
        let holder = match &self.owner {
            Owner::Held(holder) => program.uses.is_steady(holder),
            Owner::Nobody | Owner::This => true,
        };
        let names = self.element.iter().flat_map(|element| &element.names);
        let index = names.into_iter().all(|name| program.uses.is_steady(name));
        holder && index && !program.evaluates() && program.uses.is_steady(&self.thing)
    }

    /// What the lock is called in a function that is called here. A local of the caller has a name there when it is handed over;
    /// `this` is the same when the method is called on it.
    pub fn inside(&self, program: &Program, call: &Entered) -> Vec<Lock> {
        let mut found = Vec::new();
        let is_known = |thing: &Thing| matches!(thing, Thing::Global(_));
        let with_owner = |owner| Lock {
            owner,
            ..self.clone()
        };
        match &self.owner {
            Owner::Nobody if is_known(&self.thing) => found.push(self.clone()),
            Owner::Held(holder) if is_known(holder) => found.push(self.clone()),
            _ => {}
        }
        let is_receiver = match (&self.owner, &call.on) {
            (Owner::This, On::This) => true,
            (Owner::Held(holder), On::Thing(thing)) => holder == thing,
            _ => false,
        };
        if is_receiver {
            found.push(with_owner(Owner::This));
        }
        for (index, given) in call.args.iter().enumerate() {
            let parameter = Thing::Local(call.callee, index);
            let Some(given) = Lock::of_node(program, call.caller, given) else {
                if self.owner == Owner::This && matches!(given.expr, Expr::This) {
                    found.push(with_owner(Owner::Held(parameter)));
                }
                continue;
            };
            if matches!(&self.owner, Owner::Held(holder) if *holder == given.thing) {
                found.push(with_owner(Owner::Held(parameter)));
            } else if origin(program, given, MAX_ALIASES) == *self {
                found.push(Lock {
                    thing: parameter,
                    owner: Owner::Nobody,
                    element: None,
                });
            }
        }
        found
    }

    /// The lock as it is written.
    pub fn name(&self, program: &Program) -> String {
        let name = program.name(&self.thing);
        match &self.owner {
            Owner::Held(holder) => {
                let attribute = name.strip_prefix("this.").unwrap_or(&name);
                format!("{}.{attribute}", program.name(holder))
            }
            Owner::Nobody | Owner::This => name.to_string(),
        }
    }
}

/// A call of a function of the script.
pub struct Entered<'a> {
    pub caller: FunctionId,
    pub callee: FunctionId,
    on: On,
    args: &'a [Node],
}

/// The variables in indices; nothing when these call something, which may give another place each time.
fn indices(program: &Program, function: FunctionId, steps: &[Step]) -> Option<Vec<Thing>> {
    let mut names = Vec::new();
    let mut is_certain = true;
    for step in steps {
        if let StepKind::Index(index) = &step.kind {
            visit(index, &mut |node, _| match &node.expr {
                Expr::Var(var) => names.extend(program.thing(function, var)),
                Expr::Call(_) | Expr::Chain(_) => is_certain = false,
                _ => {}
            });
        }
    }
    is_certain.then_some(names)
}

/// What a method is called on.
enum On {
    This,
    Thing(Thing),
    Nothing,
}

/// The calls of a node whose function is certain: not those of a method that a derived class has anew.
pub fn entered<'a>(program: &Program<'a>, place: Place<'a>) -> Vec<Entered<'a>> {
    let caller = place.function;
    let one = |callee, on, args| Entered {
        caller,
        callee,
        on,
        args,
    };
    match &place.node.expr {
        Expr::Call(call) => match &call.callee {
            Callee::Script(callee) | Callee::ScriptInScope(callee) => {
                vec![one(*callee, On::Nothing, &call.args[..])]
            }
            _ => Vec::new(),
        },
        Expr::Super { args, .. } => {
            let called = program.called(place).into_iter();
            called
                .map(|callee| one(callee, On::This, &args[..]))
                .collect()
        }
        Expr::Chain(_) => {
            let calls = method_calls(place).filter_map(|call| {
                let class = program.class_of_receiver(&call)?;
                let callee = program.method(class, call.name, call.args.len())?;
                let on = match (&call.chain.root, call.index) {
                    (Root::This, 0) if program.is_overridden(class, call.name) => return None,
                    (Root::This, 0) => On::This,
                    (Root::Var(var), 0) => {
                        let thing = program.thing(caller, var)?;
                        On::Thing(origin_of_holder(program, thing, MAX_ALIASES))
                    }
                    _ => On::Nothing,
                };
                Some(one(callee, on, call.args))
            });
            calls.collect()
        }
        _ => Vec::new(),
    }
}

/// The variable or attribute that an expression is.
pub fn thing_of(program: &Program, function: FunctionId, node: &Node) -> Option<Thing> {
    Lock::of_node(program, function, node).map(|lock| lock.thing)
}

/// Follow a variable that only ever stands for another, and a condition to its lock, as far as it is the same lock in every call.
fn origin(program: &Program, lock: Lock, depth: usize) -> Lock {
    let Some((place, node)) = stands_for(program, &lock.thing) else {
        return lock;
    };
    let Some(other) = Lock::of_node(program, place.function, node).filter(|_| depth > 0) else {
        return lock;
    };
    let is_attribute = matches!(lock.thing, Thing::Attribute(..));
    let same_call = matches!(lock.thing, Thing::Local(home, _) if home == place.function)
        && !is_parameter(program, &lock.thing);
    let other = match (&other.owner, &other.thing) {
        (Owner::Nobody, Thing::Global(_)) | (Owner::Held(Thing::Global(_)), _) => other,
        // `this.filled = Condition(this.lock)`
        (Owner::This, _) if is_attribute => Lock {
            owner: lock.owner.clone(),
            ..other
        },
        _ if same_call => other,
        _ => return lock,
    };
    match other.is_steady(program) {
        true => origin(program, other, depth - 1),
        false => lock,
    }
}

/// The same for a variable that holds an object.
fn origin_of_holder(program: &Program, holder: Thing, depth: usize) -> Thing {
    let Some((place, node)) = stands_for(program, &holder) else {
        return holder;
    };
    let Expr::Var(var) = &node.expr else {
        return holder;
    };
    let same_call = matches!(holder, Thing::Local(home, _) if home == place.function)
        && !is_parameter(program, &holder);
    match program.thing(place.function, var) {
        Some(other)
            if depth > 0
                && (same_call || matches!(other, Thing::Global(_)))
                && program.uses.is_steady(&other) =>
        {
            origin_of_holder(program, other, depth - 1)
        }
        _ => holder,
    }
}

fn is_parameter(program: &Program, thing: &Thing) -> bool {
    matches!(thing, Thing::Local(function, local) if *local < program.function(*function).params)
}

/// The only value that flows into a variable; of a condition, its lock.
fn stands_for<'a>(program: &Program<'a>, thing: &Thing) -> Option<(Place<'a>, &'a Node)> {
    let [Flow::Value(place)] = program.kinds.flows(thing) else {
        return None;
    };
    if !program.uses.is_steady(thing) {
        return None;
    }
    match &place.node.expr {
        Expr::Call(call) => match (&call.callee, &call.args[..]) {
            (Callee::Named(name) | Callee::Qualified(_, name), [lock]) if name == "Condition" => {
                Some((*place, lock))
            }
            _ => None,
        },
        _ => Some((*place, place.node)),
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
                    let is_lock = kind == Kind::Unknown || kind.is_lock();
                    releases_unknown |= act == Act::Release && is_lock;
                }
            }
        }
    });
    (acts, releases_unknown)
}
