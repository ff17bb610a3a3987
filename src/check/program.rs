//! A program as the passes see it: its tree, its text, and what each name stands for wherever it is reached from.

use super::kinds::Kinds;
use super::uses::{Flows, Uses};
use super::walk::visit;
use crate::diagnostics::hints::Names;
use crate::lang::hir::tree::{
    Callee, Chain, ClassId, Expr, Function, FunctionId, GlobalId, LocalId, Node, Root, Step,
    StepKind, Unit, Var,
};
use crate::lang::{Scan, Token, TokenKind, offset_of};
use crate::objects::error::Source;
use rhai::{ImmutableString, Position};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// The top level is the first function.
pub const MAIN: FunctionId = 0;

/// A variable or an attribute, the same wherever it is reached from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Thing {
    Global(GlobalId),
    Local(FunctionId, LocalId),
    /// An attribute of the instances of a class and of those derived from it.
    Attribute(ClassId, ImmutableString),
}

/// A node and the function that it stands in.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    pub function: FunctionId,
    pub node: &'a Node,
}

/// `receiver.name(args)`: one step of a chain.
#[derive(Debug, Clone, Copy)]
pub struct MethodCall<'a> {
    pub place: Place<'a>,
    pub chain: &'a Chain,
    pub index: usize,
    pub name: &'a str,
    pub args: &'a [Node],
}

/// Everything that is known before the passes look.
pub struct Program<'a> {
    pub source: &'a Source,
    pub scan: Scan,
    pub unit: &'a Unit,
    /// What scripts can call.
    pub names: &'a Names,
    /// Closures: the function outside, and what the captures are there.
    outer: HashMap<FunctionId, (FunctionId, &'a [Var])>,
    /// The class of each method.
    classes: HashMap<FunctionId, ClassId>,
    /// What each function calls, and the closures that it makes.
    entered: Vec<Vec<FunctionId>>,
    pub kinds: Kinds<'a>,
    pub uses: Uses<'a>,
}

impl<'a> Program<'a> {
    pub fn new(unit: &'a Unit, source: &'a Source, names: &'a Names) -> Program<'a> {
        let mut program = Program {
            source,
            scan: Scan::new(&source.text),
            unit,
            names,
            outer: HashMap::new(),
            classes: HashMap::new(),
            entered: Vec::new(),
            kinds: Kinds::default(),
            uses: Uses::default(),
        };
        for (class, methods) in unit.classes.iter().map(|class| &class.methods).enumerate() {
            let ids = methods.iter().map(|(_, function)| (*function, class));
            program.classes.extend(ids);
        }
        for (function, body) in unit.functions.iter().enumerate() {
            visit(&body.body, &mut |node, _| {
                if let Expr::Closure {
                    function: closure,
                    captures,
                } = &node.expr
                {
                    program.outer.insert(*closure, (function, captures));
                }
            });
        }
        program.kinds = Kinds::new(Flows::of(&program));
        program.uses = Uses::of(&program);
        let functions = 0..unit.functions.len();
        program.entered = functions
            .map(|function| program.entered_from(function))
            .collect();
        program
    }

    pub fn functions(&self) -> impl Iterator<Item = (FunctionId, &'a Function)> + use<'a> {
        self.unit.functions.iter().enumerate()
    }

    pub fn function(&self, id: FunctionId) -> &'a Function {
        &self.unit.functions[id]
    }

    /// Does the script run texts, or ask for variables by name? Then any variable may be meant anywhere.
    pub fn evaluates(&self) -> bool {
        // A call with a literal name is gone from the tree; a comment is no token.
        let says = |token: &Token| self.source.text[token.range.clone()].contains("is_def_var");
        let asks = self.scan.tokens.iter().any(says);
        asks || self.unit.functions.iter().any(|function| function.by_name)
    }

    /// Every node of every function, with those around it.
    pub fn visit(&self, see: &mut dyn FnMut(Place<'a>, &[&'a Node])) {
        for (function, body) in self.functions() {
            visit(&body.body, &mut |node, around| {
                see(Place { function, node }, around);
            });
        }
    }

    /// What a name is; nothing when only the run will tell.
    pub fn thing(&self, function: FunctionId, var: &Var) -> Option<Thing> {
        match var {
            Var::Local(local) => Some(Thing::Local(function, *local)),
            Var::Global(global) => Some(Thing::Global(*global)),
            Var::Capture(index) => {
                let (outer, captures) = self.outer.get(&function)?;
                self.thing(*outer, captures.get(*index)?)
            }
            Var::Named(_) | Var::Qualified(..) => None,
        }
    }

    pub fn name(&self, thing: &Thing) -> ImmutableString {
        match thing {
            Thing::Global(global) => self.unit.globals[*global].name.clone(),
            Thing::Local(function, local) => self.function(*function).locals[*local].name.clone(),
            Thing::Attribute(_, name) => format!("this.{name}").into(),
        }
    }

    /// The class that a method, or a closure in it, belongs to.
    pub fn class_of(&self, function: FunctionId) -> Option<ClassId> {
        match self.outer.get(&function) {
            Some((outer, _)) => self.class_of(*outer),
            None => self.classes.get(&function).copied(),
        }
    }

    /// The base that is a class of this script.
    pub fn base(&self, class: ClassId) -> Option<ClassId> {
        let base = self.unit.classes[class].base.as_ref()?;
        let is_it = |other: &ClassId| self.unit.classes[*other].name == *base;
        (0..self.unit.classes.len())
            .filter(|other| *other != class)
            .find(is_it)
    }

    /// The class and its bases, itself first.
    pub fn lineage(&self, class: ClassId) -> Vec<ClassId> {
        let mut found = vec![class];
        while let Some(base) = self
            .base(found[found.len() - 1])
            .filter(|base| !found.contains(base))
        {
            found.push(base);
        }
        found
    }

    /// Is it derived from `Thread`?
    pub fn is_thread_class(&self, class: ClassId) -> bool {
        let is_thread = |class: ClassId| {
            let base = &self.unit.classes[class].base;
            base.as_ref().is_some_and(|base| base == "Thread")
        };
        self.lineage(class).into_iter().any(is_thread)
    }

    /// The method that a call with so many arguments means; where none takes so many, one of that name.
    pub fn method(&self, class: ClassId, name: &str, arguments: usize) -> Option<FunctionId> {
        let mut forms = self.forms(class, name);
        let fits = |function: &FunctionId| self.function(*function).params == arguments;
        let any = forms.clone().next();
        forms.find(fits).or(any)
    }

    /// The methods of this name, those of the class itself first.
    pub fn forms(&self, class: ClassId, name: &str) -> impl Iterator<Item = FunctionId> + Clone {
        let lineage = self.lineage(class).into_iter();
        let methods = lineage.flat_map(|class| &self.unit.classes[class].methods);
        methods
            .filter(move |(own, _)| own == name)
            .map(|(_, function)| *function)
    }

    /// Does a class derived from this one have a method of this name of its own?
    pub fn is_overridden(&self, class: ClassId, name: &str) -> bool {
        let derived = (0..self.unit.classes.len()).filter(|other| *other != class);
        let mut derived = derived.filter(|other| self.is_kind_of(*other, class));
        derived.any(|other| {
            self.unit.classes[other]
                .methods
                .iter()
                .any(|(own, _)| own == name)
        })
    }

    /// Is the class the other one, or derived from it?
    pub fn is_kind_of(&self, class: ClassId, other: ClassId) -> bool {
        self.lineage(class).contains(&other)
    }

    /// The attribute of this name of the instances of a class.
    pub fn attribute(&self, class: ClassId, name: &ImmutableString) -> Thing {
        let lineage = self.lineage(class);
        Thing::Attribute(lineage[lineage.len() - 1], name.clone())
    }

    /// What the root of a chain and its first steps stand for, when these are a variable or an attribute: the receiver of the step that
    /// follows them.
    pub fn receiver(&self, function: FunctionId, chain: &Chain, steps: usize) -> Option<Thing> {
        let class = match (&chain.root, steps) {
            (Root::Var(var), 0) => return self.thing(function, var),
            (Root::This, 1) => self.class_of(function)?,
            (Root::Var(var), 1) => self.kinds.class(self, &self.thing(function, var)?)?,
            _ => return None,
        };
        match &chain.steps[0].kind {
            StepKind::Property(name) => Some(self.attribute(class, name)),
            _ => None,
        }
    }

    /// What a chain begins with, when that is a variable or an attribute, and how many steps name it.
    pub fn head(&self, function: FunctionId, chain: &Chain) -> Option<(Thing, usize)> {
        let attribute = |steps| Some((self.receiver(function, chain, steps)?, steps));
        let has_step = usize::from(!chain.steps.is_empty());
        attribute(has_step).or_else(|| attribute(0))
    }

    /// The functions of this script that a node calls.
    pub fn called(&self, place: Place) -> Vec<FunctionId> {
        match &place.node.expr {
            Expr::Call(call) => match &call.callee {
                Callee::Script(function) | Callee::ScriptInScope(function) => vec![*function],
                Callee::Class(class) => {
                    let init = self.method(*class, "init", call.args.len());
                    init.into_iter().collect()
                }
                _ => Vec::new(),
            },
            Expr::Super {
                class,
                method,
                args,
            } => {
                let base = self.base(*class);
                base.and_then(|base| self.method(base, method, args.len()))
                    .into_iter()
                    .collect()
            }
            Expr::Chain(_) => method_calls(place)
                .filter_map(|call| {
                    let class = self.class_of_receiver(&call)?;
                    self.method(class, call.name, call.args.len())
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The class of this script that the receiver of a call is an instance of.
    pub fn class_of_receiver(&self, call: &MethodCall) -> Option<ClassId> {
        match (&call.chain.root, call.index) {
            (Root::This, 0) => self.class_of(call.place.function),
            _ => {
                let function = call.place.function;
                let receiver = self.receiver(function, call.chain, call.index)?;
                self.kinds.class(self, &receiver)
            }
        }
    }

    /// The function and all that it calls, directly or not, with the closures that they make.
    pub fn reach(&self, function: FunctionId) -> BTreeSet<FunctionId> {
        let mut found = BTreeSet::new();
        let mut open = vec![function];
        while let Some(function) = open.pop() {
            if found.insert(function) {
                open.extend(&self.entered[function]);
            }
        }
        found
    }

    /// What a function calls itself, and the closures that it makes.
    fn entered_from(&self, function: FunctionId) -> Vec<FunctionId> {
        let mut found = Vec::new();
        visit(&self.function(function).body, &mut |node, _| {
            found.extend(self.called(Place { function, node }));
            if let Expr::Closure { function, .. } = &node.expr {
                found.push(*function);
            }
        });
        found
    }

    /// The byte that a position speaks of.
    pub fn offset(&self, at: Position) -> usize {
        offset_of(&self.source.text, at).unwrap_or(self.source.text.len())
    }

    /// From one token to another, as far as they stand in one line.
    pub fn span(&self, from: Position, to: Position) -> Range<usize> {
        let (start, last) = (self.offset(from), self.offset(to));
        match from.line() == to.line() && start <= last {
            true => start..self.end_of(last),
            false => last..self.end_of(last),
        }
    }

    /// A chain from its root to its last step, of other nodes the first token.
    pub fn span_of(&self, node: &Node) -> Range<usize> {
        match &node.expr {
            Expr::Chain(chain) => {
                let last = chain.steps.last().map_or(chain.root_at, |step| step.at);
                self.span(chain.root_at, last)
            }
            _ => self.span(node.at, node.at),
        }
    }

    /// The end of the token at this byte; in a text with `${…}`, of the word.
    fn end_of(&self, offset: usize) -> usize {
        match self.scan.at(offset) {
            Some(token) if token.kind == TokenKind::Text && token.range.start < offset => {
                let text = &self.source.text[offset..token.range.end];
                let word = text.find(|char: char| !char.is_alphanumeric() && char != '_');
                offset + word.unwrap_or(text.len()).max(1)
            }
            Some(token) => token.range.end,
            None => offset,
        }
    }

    /// The name in `let name`, `for name`.
    pub fn name_after(&self, at: Position, name: &str) -> Range<usize> {
        let start = self.offset(at);
        let tokens = &self.scan.tokens;
        let from = tokens.partition_point(|token| token.range.start < start);
        let found = tokens[from..]
            .iter()
            .find(|token| &self.source.text[token.range.clone()] == name);
        found.map_or(start..start, |token| token.range.clone())
    }
}

impl MethodCall<'_> {
    pub fn step(&self) -> &Step {
        &self.chain.steps[self.index]
    }

    /// From the start of the receiver to the name of the method.
    pub fn span(&self, program: &Program) -> Range<usize> {
        program.span(self.chain.root_at, self.step().at)
    }

    pub fn receiver(&self, program: &Program) -> Option<Thing> {
        program.receiver(self.place.function, self.chain, self.index)
    }

    /// The receiver as it is written.
    pub fn receiver_text<'p>(&self, program: &'p Program) -> &'p str {
        let start = program.offset(self.chain.root_at);
        let end = program.offset(self.step().operator_at);
        let text = program.source.text.get(start..end).unwrap_or_default();
        // Some operators are placed at the start of the method's name.
        text.trim_end_matches(['.', '?', ' ', '\n', '\t'])
    }
}

/// The method calls of a chain, in their order; none of another node.
pub fn method_calls(place: Place) -> impl Iterator<Item = MethodCall> {
    let chain = match &place.node.expr {
        Expr::Chain(chain) => Some(&**chain),
        _ => None,
    };
    chain.into_iter().flat_map(move |chain| {
        let steps = chain.steps.iter().enumerate();
        steps.filter_map(move |(index, step)| match &step.kind {
            StepKind::Method { name, args } => Some(MethodCall {
                place,
                chain,
                index,
                name: name.as_str(),
                args,
            }),
            _ => None,
        })
    })
}
