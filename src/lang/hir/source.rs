//! The functions of an AST with their bodies, and which of them need their variables by name.

use std::collections::{HashMap, HashSet};

use super::{LowerError, LowerErrorKind};
use crate::lang::syntax::Parsed;
use crate::lang::watch;
use rhai::{
    AST, ASTNode, Expr, FnCallExpr, ImmutableString, Module, Position, ScriptFuncDef, Shared, Stmt,
};

/// What Rhai's parser calls the functions it makes of closures.
const ANONYMOUS: &str = "anon$";

/// The module of the top level's own variables.
pub const GLOBAL: &str = "global";

/// Rhai's walk enters a `switch` case once for each of its patterns, so that nested ones multiply.
const MAX_VISITS: usize = 4_000_000;

pub struct SourceFunction {
    pub definition: Shared<ScriptFuncDef>,
    pub body: Vec<Stmt>,
    pub at: Position,
    pub by_name: bool,
}

pub struct Source {
    /// `fn name(…)`, in the order of the text.
    pub functions: Vec<SourceFunction>,
    /// Closures and methods, by the name that the parser made up.
    pub closures: HashMap<ImmutableString, SourceFunction>,
    /// The top level needs names at run time.
    pub by_name: bool,
    /// A function or closure evaluates text, which may mention any top-level variable.
    pub functions_evaluate: bool,
    /// The names in `global::name`.
    pub said_global: HashSet<ImmutableString>,
    /// The places of all `?[`.
    pub optional_indices: HashSet<Position>,
}

impl Source {
    /// # Errors
    /// `TooLarge` when looking at every statement would take too long.
    pub fn new(ast: &Parsed) -> Result<Self, LowerError> {
        let mut survey = Survey::default();
        let by_name = survey.statements(ast.statements());
        let mut functions = Vec::new();
        let mut closures = HashMap::new();
        for definition in ast.iter_fn_def() {
            let body = survey.body(definition);
            let function = SourceFunction {
                by_name: survey.statements(&body),
                definition: definition.clone(),
                body,
                at: definition.body.start_position(),
            };
            if definition.name.starts_with(ANONYMOUS) {
                closures.insert(definition.name.clone(), function);
            } else {
                functions.push(function);
            }
        }
        if survey.visits > MAX_VISITS || !watch::goes_on() {
            return Err(LowerError {
                kind: LowerErrorKind::TooLarge,
                at: Position::START,
            });
        }
        functions.sort_by_key(|function| function.at);
        let functions_evaluate = functions.iter().chain(closures.values()).any(|f| f.by_name);
        for function in &mut functions {
            let definition = &function.definition;
            let key = (definition.name.clone(), definition.params.len());
            function.by_name |= survey.in_scope.contains(&key);
        }
        Ok(Self {
            functions,
            closures,
            by_name,
            functions_evaluate,
            said_global: survey.said_global,
            optional_indices: ast.optional_indices.clone(),
        })
    }
}

#[derive(Default)]
struct Survey {
    /// What is called as `f!(…)`, with the number of arguments.
    in_scope: HashSet<(ImmutableString, usize)>,
    visits: usize,
    said_global: HashSet<ImmutableString>,
}

impl Survey {
    /// The statements of a function. The type of `ScriptFuncDef::body` has no public path; walking an AST that
    /// holds this function alone shows them, as the nodes without a parent.
    fn body(&mut self, definition: &Shared<ScriptFuncDef>) -> Vec<Stmt> {
        let mut module = Module::new();
        module.set_script_fn(definition.clone());
        let mut statements = Vec::new();
        AST::new(std::iter::empty(), module).walk(&mut |path| {
            if let [ASTNode::Stmt(statement)] = path {
                statements.push((*statement).clone());
            }
            self.visit()
        });
        statements
    }

    /// Count a node; is there time for more?
    fn visit(&mut self) -> bool {
        self.visits += 1;
        self.visits <= MAX_VISITS && watch::goes_on()
    }

    /// Do these statements need variables by name?
    fn statements(&mut self, statements: &[Stmt]) -> bool {
        let mut by_name = false;
        // Rhai's walk does not enter the value of a `break`.
        let mut values = Vec::new();
        for statement in statements {
            statement.walk(&mut Vec::new(), &mut |path| {
                self.node(path, &mut by_name, &mut values)
            });
        }
        while let Some(value) = values.pop() {
            value.walk(&mut Vec::new(), &mut |path| {
                self.node(path, &mut by_name, &mut values)
            });
        }
        by_name
    }

    fn node(&mut self, path: &[ASTNode], by_name: &mut bool, values: &mut Vec<Expr>) -> bool {
        match path.last() {
            Some(ASTNode::Expr(Expr::FnCall(call, _)) | ASTNode::Stmt(Stmt::FnCall(call, _))) => {
                if call.capture_parent_scope {
                    self.in_scope.insert((call.name.clone(), call.args.len()));
                }
                *by_name |= needs_names(call);
            }
            Some(ASTNode::Expr(Expr::Variable(variable, ..))) => {
                if let [root] = variable.2.path.as_slice()
                    && root.name == GLOBAL
                {
                    self.said_global.insert(variable.1.clone());
                }
            }
            Some(ASTNode::Stmt(Stmt::BreakLoop(Some(value), ..))) => {
                values.push((**value).clone());
            }
            _ => (),
        }
        self.visit()
    }
}

fn needs_names(call: &FnCallExpr) -> bool {
    if call.is_qualified() || call.is_operator_call() {
        return false;
    }
    match (call.name.as_str(), call.args.as_slice()) {
        ("eval", [_]) => true,
        ("is_def_var", [Expr::StringConstant(..)]) => false,
        ("is_def_var", [_]) => true,
        _ => call.capture_parent_scope,
    }
}
