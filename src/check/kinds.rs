//! What a variable holds, as far as every value that flows into it agrees: a lock, a condition, a thread, a list of them.

use super::program::{Place, Program, Thing};
use super::uses::{Flow, Flows};
use crate::lang::hir::tree::{Callee, ClassId, Expr, FunctionId, Node, Root, StepKind};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Made by this class of the library: `Lock`, `Queue` …
    Handle(&'static str),
    /// `Thread(f)`, with what it runs.
    Thread(Option<FunctionId>),
    /// An instance of a class of the script.
    Instance(ClassId),
    List(Box<Kind>),
    /// `()`, or the elements of an empty list: agrees with everything.
    Nothing,
    Unknown,
}

/// The classes of the library whose handles the passes know.
const HANDLES: &[&str] = &[
    "Lock",
    "RLock",
    "Condition",
    "Semaphore",
    "BoundedSemaphore",
    "Event",
    "Barrier",
    "Queue",
    "LifoQueue",
    "PriorityQueue",
    "SimpleQueue",
    "Timer",
    "ThreadPoolExecutor",
    "socket",
    "Popen",
    "open",
];

/// `Thread(f, [arguments])` where it is made.
#[derive(Debug, Clone, Copy)]
pub struct Spawn<'a> {
    pub target: Option<FunctionId>,
    /// As far as they are written out.
    pub arguments: Option<&'a [Node]>,
}

/// What each variable holds, asked for when needed.
#[derive(Debug, Default)]
pub struct Kinds<'a> {
    flows: Flows<'a>,
    known: RefCell<HashMap<Thing, Kind>>,
}

impl Kind {
    /// Held by one thread at a time.
    pub fn is_lock(&self) -> bool {
        matches!(self, Kind::Handle("Lock" | "RLock" | "Condition"))
    }

    pub fn is_condition(&self) -> bool {
        matches!(self, Kind::Handle("Condition"))
    }

    fn and(self, other: Kind) -> Kind {
        match (self, other) {
            (Kind::Nothing, kind) | (kind, Kind::Nothing) => kind,
            (Kind::List(one), Kind::List(other)) => Kind::List(Box::new(one.and(*other))),
            (Kind::Thread(_), Kind::Thread(_)) => Kind::Thread(None),
            (one, other) if one == other => one,
            _ => Kind::Unknown,
        }
    }
}

impl<'a> Kinds<'a> {
    pub fn new(flows: Flows<'a>) -> Self {
        Kinds {
            flows,
            known: RefCell::default(),
        }
    }

    pub fn flows(&self, thing: &Thing) -> &[Flow<'a>] {
        self.flows.get(thing)
    }

    pub fn of(&self, program: &Program<'a>, thing: &Thing) -> Kind {
        if let Some(kind) = self.known.borrow().get(thing) {
            return kind.clone();
        }
        // While it is being found out.
        self.known.borrow_mut().insert(thing.clone(), Kind::Unknown);
        let flows = self.flows(thing).iter();
        let kind = flows.fold(Kind::Nothing, |kind, flow| {
            kind.and(match flow {
                Flow::Value(place) => self.of_node(program, *place),
                Flow::ElementOf(place) => match self.of_node(program, *place) {
                    Kind::List(element) => *element,
                    _ => Kind::Unknown,
                },
                Flow::Pushed(place) => Kind::List(Box::new(self.of_node(program, *place))),
                Flow::Unknown => Kind::Unknown,
            })
        });
        self.known.borrow_mut().insert(thing.clone(), kind.clone());
        kind
    }

    /// The class of the script that the thing is an instance of.
    pub fn class(&self, program: &Program<'a>, thing: &Thing) -> Option<ClassId> {
        match self.of(program, thing) {
            Kind::Instance(class) => Some(class),
            _ => None,
        }
    }

    pub fn of_node(&self, program: &Program<'a>, place: Place<'a>) -> Kind {
        let function = place.function;
        let inner = |node: &'a Node| self.of_node(program, Place { function, node });
        match &place.node.expr {
            Expr::Unit => Kind::Nothing,
            Expr::Call(call) => match &call.callee {
                Callee::Class(class) => Kind::Instance(*class),
                Callee::Named(name) | Callee::Qualified(_, name) => match spawn(program, place) {
                    Some(spawn) => Kind::Thread(spawn.target),
                    None => {
                        let handle = HANDLES.iter().find(|handle| **handle == name.as_str());
                        handle.map_or(Kind::Unknown, |handle| Kind::Handle(handle))
                    }
                },
                _ => Kind::Unknown,
            },
            Expr::Var(var) => match program.thing(function, var) {
                Some(thing) => self.of(program, &thing),
                None => Kind::Unknown,
            },
            Expr::Array(items) => {
                let kinds = items.iter().map(inner);
                Kind::List(Box::new(kinds.fold(Kind::Nothing, Kind::and)))
            }
            Expr::Comprehension { item, .. } => Kind::List(Box::new(inner(item))),
            Expr::Binary(operator, left, right) if operator.name == "+" => {
                match inner(left).and(inner(right)) {
                    Kind::List(element) => Kind::List(element),
                    _ => Kind::Unknown,
                }
            }
            Expr::If(parts) => match &parts.2 {
                Some(branch) => last(&parts.1)
                    .map_or(Kind::Unknown, inner)
                    .and(last(branch).map_or(Kind::Unknown, inner)),
                None => Kind::Unknown,
            },
            Expr::Chain(chain) => {
                if let Some(thing) = program.receiver(function, chain, chain.steps.len()) {
                    return self.of(program, &thing);
                }
                match chain.steps.split_last() {
                    Some((step, [])) if matches!(step.kind, StepKind::Index(_)) => {
                        let root = match &chain.root {
                            Root::Var(var) => program
                                .thing(function, var)
                                .map(|thing| self.of(program, &thing)),
                            _ => None,
                        };
                        match root {
                            Some(Kind::List(element)) => *element,
                            _ => Kind::Unknown,
                        }
                    }
                    _ => Kind::Unknown,
                }
            }
            _ => Kind::Unknown,
        }
    }

    /// What the receiver of a chain's step is.
    pub fn of_receiver(
        &self,
        program: &Program<'a>,
        call: &super::program::MethodCall<'a>,
    ) -> Kind {
        let function = call.place.function;
        if let Some(thing) = call.receiver(program) {
            return self.of(program, &thing);
        }
        match (&call.chain.root, &call.chain.steps[..call.index]) {
            (Root::Value(node), []) => self.of_node(program, Place { function, node }),
            (Root::Var(var), [step]) if matches!(step.kind, StepKind::Index(_)) => {
                match program
                    .thing(function, var)
                    .map(|thing| self.of(program, &thing))
                {
                    Some(Kind::List(element)) => *element,
                    _ => Kind::Unknown,
                }
            }
            (Root::This, []) => program
                .class_of(function)
                .map_or(Kind::Unknown, Kind::Instance),
            _ => Kind::Unknown,
        }
    }
}

/// The last statement of a block: its value.
fn last(node: &Node) -> Option<&Node> {
    match &node.expr {
        Expr::Block(nodes) => nodes.last(),
        _ => Some(node),
    }
}

/// The thread that a node makes.
pub fn spawn<'a>(program: &Program<'a>, place: Place<'a>) -> Option<Spawn<'a>> {
    let Expr::Call(call) = &place.node.expr else {
        return None;
    };
    let (Callee::Named(name) | Callee::Qualified(_, name)) = &call.callee else {
        return None;
    };
    if name != "Thread" {
        return None;
    }
    let arguments = match call.args.get(1).map(|node| &node.expr) {
        Some(Expr::Array(items)) => Some(items.as_slice()),
        None => Some(&[][..]),
        _ => None,
    };
    let first = call.args.first()?;
    let place = Place {
        node: first,
        ..place
    };
    Some(Spawn {
        target: target(program, place, arguments.map(<[Node]>::len)),
        arguments,
    })
}

/// The function that a value stands for.
pub fn target(program: &Program, place: Place, arguments: Option<usize>) -> Option<FunctionId> {
    match &place.node.expr {
        Expr::Closure { function, .. } => Some(*function),
        Expr::FunctionValue(name) => {
            let mut named = program
                .functions()
                .filter(|(_, function)| function.name == *name);
            match arguments {
                Some(count) => named.find(|(_, function)| function.params == count),
                None => named.next(),
            }
            .map(|(id, _)| id)
        }
        Expr::Chain(chain) => match (&chain.root, &chain.steps[..]) {
            (Root::This, [step]) => match &step.kind {
                StepKind::Property(name) => {
                    let class = program.class_of(place.function)?;
                    program.method(class, name, arguments.unwrap_or_default())
                }
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// The functions that threads begin with.
pub fn thread_functions(program: &Program) -> HashSet<FunctionId> {
    let mut found = HashSet::new();
    program.visit(&mut |place, _| {
        found.extend(spawn(program, place).and_then(|spawn| spawn.target));
    });
    for class in 0..program.unit.classes.len() {
        if program.is_thread_class(class) {
            found.extend(program.method(class, "run", 0));
        }
    }
    found
}
