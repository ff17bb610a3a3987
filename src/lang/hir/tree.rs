//! The tree between Rhai's AST and our code: every name is resolved to a slot, a capture, a global or a function.
//! Statements are expressions here, as they are in Rhai. Nothing in this file runs or compiles anything.

use rhai::{Dynamic, ImmutableString, Position};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// One compiled source text: a script, a module, a line of the REPL or the text of an `eval`.
#[derive(Debug, Default)]
pub struct Unit {
    /// All functions; the top level is the first.
    pub functions: Vec<Function>,
    /// The top-level variables that live in cells which functions can reach.
    pub globals: Vec<Global>,
    pub classes: Vec<Class>,
}

impl Unit {
    /// Name the closures after the text and the order in which they stand in it. The parser's names are hashes with another key in each
    /// process; closures that it calls the same, because they are, stay so.
    pub fn name_closures(&mut self, text: &str) {
        let mut names: HashMap<ImmutableString, ImmutableString> = HashMap::new();
        let closures = self
            .functions
            .iter_mut()
            .filter(|function| function.kind == FunctionKind::Closure);
        let mut of_text = None;
        for function in closures {
            let of_text = *of_text.get_or_insert_with(|| hash_of(text));
            let number = names.len();
            let name = names
                .entry(function.name.clone())
                .or_insert_with(|| format!("anon${:016x}", hash_of(&(of_text, number))).into());
            function.name = name.clone();
        }
    }
}

/// The same in every process.
fn hash_of(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

pub type FunctionId = usize;
pub type GlobalId = usize;
pub type ClassId = usize;
pub type LocalId = usize;

/// A top-level variable that a function (or another unit) reaches by name.
#[derive(Debug, Clone)]
pub struct Global {
    pub name: ImmutableString,
    /// Declared by `const`.
    pub constant: bool,
    /// Defined before this unit started: a variable of the session that this unit refers to.
    pub existing: bool,
    /// Names under which the variable is exported from a module.
    pub exported_as: Vec<ImmutableString>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionKind {
    Main,
    /// `fn name(…)` at the top level.
    Named,
    /// `|x| …`; its captures come with the closure value.
    Closure,
    /// A method of a class: `this` is the instance.
    Method,
}

#[derive(Debug)]
pub struct Function {
    pub name: ImmutableString,
    pub kind: FunctionKind,
    /// `fn int.double()`: the type that `this` must have.
    pub this_type: Option<ImmutableString>,
    pub private: bool,
    /// The first `params` locals are the parameters, in order.
    pub params: usize,
    pub locals: Vec<Local>,
    /// Closures: the names captured, in the order of `Expr::Closure::captures` and of `Var::Capture`.
    pub captures: Vec<Capture>,
    /// A closure of a method that mentions `this`: it takes the method's along.
    pub holds_this: bool,
    pub body: Node,
    /// Variables are found by name at run time, because the body calls `eval`, asks `is_def_var` of a computed name, or is called as `f!(…)`.
    /// Such a function declares with `Var::Named` only.
    pub by_name: bool,
    /// Its blocks import modules, which end with them. Imports of the top level outside of all blocks do not count.
    pub imports: bool,
    /// The lines of its `///` comment.
    pub doc: Vec<String>,
    pub at: Position,
}

#[derive(Debug, Clone)]
pub struct Local {
    pub name: ImmutableString,
    pub constant: bool,
    /// Captured by a closure: the variable lives in a cell from its declaration on, a fresh cell each time the declaration runs.
    pub captured: bool,
}

#[derive(Debug, Clone)]
pub struct Capture {
    pub name: ImmutableString,
    pub constant: bool,
}

/// `class Name : Base { … }`.
#[derive(Debug)]
pub struct Class {
    pub name: ImmutableString,
    /// The base as it is written: a class of this unit or a native one (`Thread`), or one of a module (`shapes::Circle`).
    pub base: Option<ImmutableString>,
    /// Method name and the function that runs it.
    pub methods: Vec<(ImmutableString, FunctionId)>,
    pub doc: Vec<String>,
    pub at: Position,
}

/// Where a variable lives.
#[derive(Debug, Clone, PartialEq)]
pub enum Var {
    Local(LocalId),
    /// The n-th capture of the closure that is running.
    Capture(usize),
    Global(GlobalId),
    /// Looked up by name in the scope of a `by_name` function, then among the globals of the session.
    Named(ImmutableString),
    /// `module::CONST` of an imported module; `global::X` is a `Global`.
    Qualified(Vec<ImmutableString>, ImmutableString),
}

#[derive(Debug)]
pub struct Node {
    pub expr: Expr,
    /// Where the expression starts in the source; what an error there shows.
    pub at: Position,
}

#[derive(Debug)]
pub enum Expr {
    Unit,
    Bool(bool),
    Int(i64),
    Float(f64),
    Char(char),
    Str(ImmutableString),
    /// Any other constant that the parser folded (a range, a `Fn` pointer without captures …).
    Constant(Dynamic),
    Interpolate(Vec<Node>),
    Array(Vec<Node>),
    Map(Vec<(ImmutableString, Node)>),
    Var(Var),
    This,
    /// A name that no variable has but a script function does: the function as a value (dialect), as `Fn("name")`.
    FunctionValue(ImmutableString),
    /// A name that no variable or function has, but a class does.
    ClassValue(ClassId),
    /// A name nothing has at compile time: a native function or constant by that name (`PIPE`), else the error *variable not found*.
    Unknown(ImmutableString),
    Closure {
        function: FunctionId,
        captures: Vec<Var>,
    },
    Unary(Operator, Box<Node>),
    Binary(Operator, Box<Node>, Box<Node>),
    And(Vec<Node>),
    Or(Vec<Node>),
    Coalesce(Vec<Node>),
    Call(Box<Call>),
    Chain(Box<Chain>),
    /// Value: `()`.
    Assign(Box<Assign>),
    Block(Vec<Node>),
    If(Box<(Node, Node, Option<Node>)>),
    Switch(Box<Switch>),
    While(Box<(Node, Node)>),
    /// `loop { }`.
    Loop(Box<Node>),
    /// `do { body } while cond` or, when the flag is set, `until cond`.
    DoWhile {
        body: Box<Node>,
        condition: Box<Node>,
        until: bool,
    },
    For(Box<For>),
    /// `let`/`const`. For a captured local a fresh cell is made.
    Let {
        var: Var,
        constant: bool,
        value: Box<Node>,
    },
    Return(Option<Box<Node>>),
    Throw(Option<Box<Node>>),
    Break(Option<Box<Node>>),
    Continue,
    Try(Box<Try>),
    /// `import path as alias`; no alias: only its methods for types (`fn int.double()`) are there.
    Import {
        path: Box<Node>,
        alias: Option<ImmutableString>,
    },
    /// `export name as alias` (of a variable that is no `Global`: does nothing here).
    Export,
    /// `with subject { body }` (dialect).
    With(Box<(Node, Node)>),
    /// `list[item for x in xs if c …]` (dialect).
    Comprehension {
        item: Box<Node>,
        clauses: Vec<Clause>,
    },
    /// `class Name … ` where it stands: the class becomes usable from here on (all of them are known from the start; value `()`).
    ClassDefinition(ClassId),
    /// `super.name(args)` in a method of the class.
    Super {
        class: ClassId,
        method: ImmutableString,
        args: Vec<Node>,
    },
}

/// An operator by its spelling (`+`, `..=`, a custom one).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    pub name: ImmutableString,
    pub at: Position,
}

#[derive(Debug)]
pub struct Call {
    pub callee: Callee,
    pub args: Vec<Node>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Callee {
    /// A function of this unit with this name and number of parameters.
    Script(FunctionId),
    /// `f!(…)`: the function (a `by_name` one) sees the caller's variables.
    ScriptInScope(FunctionId),
    /// A class of this unit: make an instance.
    Class(ClassId),
    /// A variable that holds a closure, when no function of the name exists (dialect).
    Variable(Var),
    /// Everything else by name: natives, functions of a session, keywords such as `call`, `curry`, `Fn`, `eval`,
    /// `is_def_var`, `is_def_fn`, `is_shared`, `type_of`, `print`, `debug`.
    Named(ImmutableString),
    /// `a::b::f(…)`.
    Qualified(Vec<ImmutableString>, ImmutableString),
    /// `(value)(…)`: the value is the first of the arguments (dialect).
    Value,
}

/// `root.step.step[…]…`
#[derive(Debug)]
pub struct Chain {
    pub root: Root,
    pub root_at: Position,
    pub steps: Vec<Step>,
}

#[derive(Debug)]
pub enum Root {
    Var(Var),
    This,
    Value(Box<Node>),
}

#[derive(Debug)]
pub struct Step {
    pub kind: StepKind,
    /// `?.` or `?[`: when the value so far is `()`, the whole chain is `()`.
    pub elvis: bool,
    /// The position of the property, the method name or the index expression.
    pub at: Position,
    /// The position of the `.` or `[`.
    pub operator_at: Position,
}

#[derive(Debug)]
pub enum StepKind {
    Property(ImmutableString),
    Index(Node),
    Method {
        name: ImmutableString,
        args: Vec<Node>,
    },
}

impl Step {
    /// `.name` or `[index]`, without `?`: what leads to a part.
    pub fn leads_to_part(&self) -> bool {
        !self.elvis && matches!(self.kind, StepKind::Property(_) | StepKind::Index(_))
    }

    /// The expression between brackets.
    pub fn index(&self) -> Option<&Node> {
        match &self.kind {
            StepKind::Index(index) => Some(index),
            _ => None,
        }
    }
}

/// `target = value` or `target op= value`. The value is evaluated first, then the target's indices.
#[derive(Debug)]
pub struct Assign {
    pub target: Target,
    /// `+` of `+=`.
    pub operator: Option<Operator>,
    pub value: Node,
    /// The position of the `=` or `op=`.
    pub operator_at: Position,
}

#[derive(Debug)]
pub enum Target {
    Var(Var, Position),
    This(Position),
    /// Its last step is a property or an index.
    Chain(Chain),
}

#[derive(Debug)]
pub struct Switch {
    pub value: Node,
    /// In the order in which Rhai tries them: all hashed cases of a value, then the ranges.
    pub cases: Vec<Case>,
    pub default: Option<Node>,
}

#[derive(Debug)]
pub struct Case {
    pub pattern: Pattern,
    pub guard: Option<Node>,
    /// Cases that share a block (`1 | 2 => …`) have equal ids.
    pub id: usize,
    /// The first case of an id carries its block; in the others this is `Expr::Unit`.
    pub block: Node,
}

#[derive(Debug)]
pub enum Pattern {
    Value(Dynamic),
    /// Start, end, end included.
    Range(i64, i64, bool),
}

#[derive(Debug)]
pub struct For {
    pub item: Var,
    pub counter: Option<Var>,
    pub iterable: Node,
    pub body: Node,
}

#[derive(Debug)]
pub struct Try {
    pub body: Node,
    pub error: Option<Var>,
    pub handler: Node,
}

#[derive(Debug)]
pub enum Clause {
    For { item: Var, iterable: Node },
    If(Node),
}
