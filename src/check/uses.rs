//! What happens to each variable and attribute: which values flow into it, and where it is read, set, or has a method called.

use super::kinds::spawn;
use super::program::{Place, Program, Thing, method_calls};
use crate::lang::hir::tree::{
    Assign, Callee, Chain, Clause, Expr, FunctionId, Node, Root, StepKind, Target, Var,
};
use rhai::ImmutableString;
use std::collections::{HashMap, HashSet};

/// One value that a variable may hold.
#[derive(Debug, Clone, Copy)]
pub enum Flow<'a> {
    Value(Place<'a>),
    /// An element of this list.
    ElementOf(Place<'a>),
    /// The variable is a list and got this element.
    Pushed(Place<'a>),
    Unknown,
}

/// The values that flow into each variable.
#[derive(Debug, Default)]
pub struct Flows<'a>(HashMap<Thing, Vec<Flow<'a>>>);

/// What is done with a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How<'a> {
    /// Its value goes somewhere.
    Read,
    /// `x.name(…)`
    Method(&'a str),
    /// `x.name`, `x[…]`
    Part,
    /// `x = …`
    Set,
    /// `x += …`
    Update,
    /// `x[…] = …`, `x.name = …`
    SetPart,
    /// `x(…)`
    Call,
}

impl How<'_> {
    /// Does it change the variable, or what is in it?
    pub fn changes(self) -> bool {
        match self {
            How::Set | How::Update | How::SetPart => true,
            How::Method(name) => CHANGING.contains(&name),
            _ => false,
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Use<'a> {
    pub how: How<'a>,
    pub place: Place<'a>,
}

/// Every use of each variable, in the order of the text of each function.
#[derive(Debug, Default)]
pub struct Uses<'a> {
    uses: HashMap<Thing, Vec<Use<'a>>>,
    /// What each function changes itself.
    writes: HashMap<FunctionId, HashSet<Thing>>,
    /// Where each variable is declared.
    pub declared: Vec<(Thing, Place<'a>)>,
    /// The attributes that are set otherwise than by `this.name = …` in `init`, of whatever object.
    replaced: HashSet<ImmutableString>,
    redeclared: HashSet<Thing>,
}

/// Methods of lists and maps that change their receiver.
const CHANGING: &[&str] = &[
    "append", "clear", "drain", "insert", "pad", "pop", "push", "remove", "retain", "reverse",
    "set", "shift", "sort", "splice", "truncate",
];

impl<'a> Flows<'a> {
    pub fn of(program: &Program<'a>) -> Flows<'a> {
        let mut flows = Flows::default();
        let mut spawned = HashSet::new();
        program.visit(&mut |place, _| flows.see(program, place, &mut spawned));
        // Functions that are used as values otherwise may be called with anything.
        program.visit(&mut |place, _| {
            if spawned.contains(&std::ptr::from_ref(place.node)) {
                return;
            }
            let names = |name: &str| {
                program
                    .functions()
                    .filter(move |(_, f)| f.name == name)
                    .map(|(id, _)| id)
                    .collect()
            };
            let known: Vec<FunctionId> = match &place.node.expr {
                Expr::FunctionValue(name) => names(name),
                Expr::Closure { function, .. } => vec![*function],
                _ => return,
            };
            for function in known {
                flows.anything(function, program.function(function).params);
            }
        });
        for (_, method) in program.unit.classes.iter().flat_map(|class| &class.methods) {
            let function = program.function(*method);
            if function.name != "init" {
                flows.anything(*method, function.params);
            }
        }
        flows
    }

    /// The function may be called with anything.
    fn anything(&mut self, function: FunctionId, parameters: usize) {
        for parameter in 0..parameters {
            self.add(Some(Thing::Local(function, parameter)), Flow::Unknown);
        }
    }

    pub fn get(&self, thing: &Thing) -> &[Flow<'a>] {
        self.0.get(thing).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, thing: Option<Thing>, flow: Flow<'a>) {
        if let Some(thing) = thing {
            self.0.entry(thing).or_default().push(flow);
        }
    }

    fn see(&mut self, program: &Program<'a>, place: Place<'a>, spawned: &mut HashSet<*const Node>) {
        let function = place.function;
        let value = |node: &'a Node| Flow::Value(Place { function, node });
        let element = |node: &'a Node| Flow::ElementOf(Place { function, node });
        let thing = |var: &Var| program.thing(function, var);
        match &place.node.expr {
            Expr::Let {
                var, value: given, ..
            } => self.add(thing(var), value(given)),
            Expr::Assign(assign) if assign.operator.is_none() => {
                self.add(assigned(program, function, assign), value(&assign.value));
            }
            Expr::For(parts) => {
                self.add(thing(&parts.item), element(&parts.iterable));
                self.add(parts.counter.as_ref().and_then(thing), Flow::Unknown);
            }
            Expr::Comprehension { clauses, .. } => {
                for clause in clauses {
                    if let Clause::For { item, iterable } = clause {
                        self.add(thing(item), element(iterable));
                    }
                }
            }
            Expr::Try(parts) => self.add(parts.error.as_ref().and_then(thing), Flow::Unknown),
            Expr::Chain(_) => {
                for call in method_calls(place) {
                    if let ("push" | "append", [item]) = (call.name, call.args) {
                        self.add(
                            call.receiver(program),
                            Flow::Pushed(Place {
                                function,
                                node: item,
                            }),
                        );
                    }
                }
            }
            Expr::Super { args, .. } => {
                for function in program.called(place) {
                    self.arguments(function, args, value);
                }
            }
            Expr::Call(call) => {
                for function in program.called(place) {
                    self.arguments(function, &call.args, value);
                }
                if let Some(spawn) = spawn(program, place)
                    && let Some(target) = spawn.target
                {
                    spawned.insert(std::ptr::from_ref(&call.args[0]));
                    self.arguments(target, spawn.arguments.unwrap_or_default(), value);
                }
            }
            _ => {}
        }
    }

    fn arguments(
        &mut self,
        function: FunctionId,
        given: &'a [Node],
        value: impl Fn(&'a Node) -> Flow<'a>,
    ) {
        for (parameter, node) in given.iter().enumerate() {
            self.add(Some(Thing::Local(function, parameter)), value(node));
        }
    }
}

/// The variable or attribute that an assignment sets as a whole.
fn assigned(program: &Program, function: FunctionId, assign: &Assign) -> Option<Thing> {
    match &assign.target {
        Target::Var(var, _) => program.thing(function, var),
        Target::Chain(chain) if matches!(chain.steps[..], [ref step] if matches!(step.kind, StepKind::Property(_))) => {
            program.receiver(function, chain, 1)
        }
        _ => None,
    }
}

/// `this.name = …` in `init`
fn is_first_value(program: &Program, function: FunctionId, chain: &Chain) -> bool {
    let is_own = matches!((&chain.root, &chain.steps[..]), (Root::This, [_]));
    is_own && program.function(function).name == "init"
}

impl<'a> Uses<'a> {
    pub fn of(program: &Program<'a>) -> Uses<'a> {
        let mut uses = Uses::default();
        program.visit(&mut |place, _| uses.see(program, place));
        uses
    }

    pub fn get(&self, thing: &Thing) -> &[Use<'a>] {
        self.uses.get(thing).map_or(&[], Vec::as_slice)
    }

    /// Does it keep its first value? Of an attribute, from the end of `init` on; of a variable in a loop, for the turn.
    pub fn is_steady(&self, thing: &Thing) -> bool {
        match thing {
            Thing::Attribute(_, name) => !self.replaced.contains(name),
            Thing::Global(_) | Thing::Local(..) => {
                let is_set = |used: &Use| matches!(used.how, How::Set | How::Update);
                !self.get(thing).iter().any(is_set) && !self.redeclared.contains(thing)
            }
        }
    }

    /// Every variable that is used.
    pub fn all(&self) -> impl Iterator<Item = &Thing> {
        self.uses.keys()
    }

    /// What the function itself changes.
    pub fn written_in(&self, function: FunctionId) -> impl Iterator<Item = &Thing> {
        self.writes.get(&function).into_iter().flatten()
    }

    /// What the function changes, or one that it calls.
    pub fn written_by(&self, program: &Program, function: FunctionId) -> HashSet<Thing> {
        let functions = program.reach(function).into_iter();
        functions
            .flat_map(|function| self.written_in(function).cloned())
            .collect()
    }

    fn add(&mut self, thing: Option<Thing>, how: How<'a>, place: Place<'a>) {
        let Some(thing) = thing else {
            return;
        };
        if how.changes() {
            self.writes
                .entry(place.function)
                .or_default()
                .insert(thing.clone());
        }
        self.uses.entry(thing).or_default().push(Use { how, place });
    }

    fn see(&mut self, program: &Program<'a>, place: Place<'a>) {
        let function = place.function;
        match &place.node.expr {
            Expr::Var(var) => self.add(program.thing(function, var), How::Read, place),
            Expr::Let { var, .. } => {
                if let Some(thing) = program.thing(function, var) {
                    if self.declared.iter().any(|(other, _)| *other == thing) {
                        self.redeclared.insert(thing.clone());
                    }
                    self.declared.push((thing, place));
                }
            }
            Expr::Chain(chain) => self.chain(program, place, chain, None),
            Expr::Call(call) => {
                if let Callee::Variable(var) = &call.callee {
                    self.add(program.thing(function, var), How::Call, place);
                }
            }
            Expr::Assign(assign) => {
                let how = match assign.operator {
                    Some(_) => How::Update,
                    None => How::Set,
                };
                if let Target::Chain(chain) = &assign.target
                    && let Some(StepKind::Property(name)) =
                        chain.steps.last().map(|step| &step.kind)
                    && !is_first_value(program, function, chain)
                {
                    self.replaced.insert(name.clone());
                }
                match &assign.target {
                    Target::Var(var, _) => self.add(program.thing(function, var), how, place),
                    Target::Chain(chain) => self.chain(program, place, chain, Some(how)),
                    Target::This(_) => {}
                }
            }
            _ => {}
        }
    }

    fn chain(
        &mut self,
        program: &Program<'a>,
        place: Place<'a>,
        chain: &'a Chain,
        set: Option<How<'a>>,
    ) {
        let Some((thing, steps)) = program.head(place.function, chain) else {
            return;
        };
        let how = match (chain.steps.get(steps).map(|step| &step.kind), set) {
            (None, Some(how)) => how,
            (None, None) => How::Read,
            (Some(_), Some(_)) => How::SetPart,
            (Some(StepKind::Method { name, .. }), None) => How::Method(name),
            (Some(_), None) => How::Part,
        };
        if steps > 0 {
            self.add(program.receiver(place.function, chain, 0), How::Part, place);
        }
        self.add(Some(thing), how, place);
    }
}
