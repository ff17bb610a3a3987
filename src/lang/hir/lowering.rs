//! The pass over a text: top-level names and classes first, then functions, then the top level.

use std::collections::{HashMap, HashSet};

use rhai::{ASTFlags, FnAccess, ImmutableString, Position, Stmt};

use super::scope::{self, Builder, Slot};
use super::source::{Source, SourceFunction};
use super::tree::{
    Class, ClassId, Expr, Function, FunctionId, FunctionKind, Global, GlobalId, Node, Unit, Var,
};
use super::{Environment, LowerError, LowerErrorKind, Mode};

pub struct Lowering<'a> {
    pub environment: &'a Environment<'a>,
    pub source: &'a Source,
    /// The session's variables: is each constant?
    existing: HashMap<ImmutableString, bool>,
    session_functions: HashSet<(ImmutableString, usize)>,
    session_classes: HashSet<ImmutableString>,
    /// Function 0 is the top level; a slot is empty while its function is under way.
    functions: Vec<Option<Function>>,
    /// Functions without a type for `this`, by name and number of parameters.
    by_signature: HashMap<(ImmutableString, usize), FunctionId>,
    function_names: HashSet<ImmutableString>,
    globals: Vec<Global>,
    /// The names under which each global is exported.
    exported: HashSet<(GlobalId, ImmutableString)>,
    global_ids: HashMap<ImmutableString, GlobalId>,
    /// The names that the outermost scope declares: constant when all its declarations are.
    top_level: HashMap<ImmutableString, bool>,
    pub classes: Vec<Class>,
    pub class_ids: HashMap<ImmutableString, ClassId>,
    pub builders: Vec<Builder>,
    /// Guards that are being lowered once more, for another pattern of their case.
    pub repeating: usize,
    /// Nodes made while repeating.
    pub repeated: usize,
    /// Calls of what a call has given, `(f)(1)(2)`, around what is being lowered.
    pub calls_of_results: usize,
}

/// What a name is where it stands.
pub enum Named {
    Variable(Var),
    Function,
    Class(ClassId),
    Nothing,
}

impl<'a> Lowering<'a> {
    pub fn new(source: &'a Source, environment: &'a Environment<'a>) -> Result<Self, LowerError> {
        let mut functions = vec![None];
        let mut by_signature = HashMap::new();
        let mut function_names = HashSet::new();
        for function in &source.functions {
            let definition = &function.definition;
            function_names.insert(definition.name.clone());
            if definition.this_type.is_none() {
                let signature = (definition.name.clone(), definition.params.len());
                by_signature.insert(signature, functions.len());
            }
            functions.push(None);
        }
        function_names.extend(environment.functions.iter().map(|(name, _)| name.clone()));
        if environment.mode == Mode::Eval && (functions.len() > 1 || !source.closures.is_empty()) {
            return Err(LowerError {
                kind: LowerErrorKind::FunctionInEval,
                at: Position::NONE,
            });
        }
        Ok(Self {
            environment,
            source,
            functions,
            by_signature,
            function_names,
            globals: Vec::new(),
            exported: HashSet::new(),
            existing: environment.globals.iter().cloned().collect(),
            session_functions: environment.functions.iter().cloned().collect(),
            session_classes: environment.classes.iter().cloned().collect(),
            global_ids: HashMap::new(),
            top_level: HashMap::new(),
            classes: Vec::new(),
            class_ids: HashMap::new(),
            builders: Vec::new(),
            repeating: 0,
            repeated: 0,
            calls_of_results: 0,
        })
    }

    pub fn unit(mut self, statements: &[Stmt]) -> Result<Unit, LowerError> {
        self.declare_top_level(statements);
        let classes = self.declare_classes(statements)?;
        for (index, function) in self.source.functions.iter().enumerate() {
            self.named_function(index + 1, function)?;
        }
        for (class, source) in classes.iter().enumerate() {
            self.methods(class, source)?;
        }
        self.main(statements)?;
        Ok(Unit {
            functions: self
                .functions
                .into_iter()
                .map(|function| function.expect("every function has been lowered"))
                .collect(),
            globals: self.globals,
            classes: self.classes,
        })
    }

    fn declare_top_level(&mut self, statements: &[Stmt]) {
        if self.environment.mode == Mode::Eval {
            return;
        }
        for statement in statements {
            if let Stmt::Var(definition, flags, _) = statement {
                let constant = flags.contains(ASTFlags::CONSTANT);
                let name = definition.0.name.clone();
                self.top_level
                    .entry(name)
                    .and_modify(|all| *all &= constant)
                    .or_insert(constant);
            }
        }
        let all = self.environment.mode == Mode::Session || self.source.functions_evaluate;
        // What `global::name` means must be known before the declaration is met, and a text that is evaluated may say it.
        let said = |name: &str, flags: &ASTFlags| {
            self.source.said_global.contains(name)
                || self.source.by_name && flags.contains(ASTFlags::CONSTANT)
        };
        for statement in statements {
            match statement {
                Stmt::Var(definition, flags, _) => {
                    let name = &definition.0.name;
                    let exported = flags.contains(ASTFlags::EXPORTED);
                    if all || exported || said(name, flags) {
                        self.global(name);
                    }
                    if exported {
                        self.export(name, name);
                    }
                }
                Stmt::Export(names, _) => {
                    let (name, alias) = &**names;
                    let alias = if alias.name.is_empty() { name } else { alias };
                    self.export(&name.name, &alias.name);
                }
                _ => (),
            }
        }
    }

    fn export(&mut self, name: &ImmutableString, alias: &ImmutableString) {
        if let Some(global) = self.global(name)
            && self.exported.insert((global, alias.clone()))
        {
            self.globals[global].exported_as.push(alias.clone());
        }
    }

    /// The global of this name, made when the session or the top level has such a variable.
    fn global(&mut self, name: &ImmutableString) -> Option<GlobalId> {
        if let Some(&global) = self.global_ids.get(name) {
            return Some(global);
        }
        if self.environment.mode == Mode::Eval {
            return None;
        }
        let existing = self.existing(name);
        let constant = *self.top_level.get(name).or(existing.as_ref())?;
        self.globals.push(Global {
            name: name.clone(),
            constant,
            existing: existing.is_some(),
            exported_as: Vec::new(),
        });
        let global = self.globals.len() - 1;
        self.global_ids.insert(name.clone(), global);
        Some(global)
    }

    /// Is the name a variable of the session; is it constant?
    fn existing(&self, name: &str) -> Option<bool> {
        self.existing.get(name).copied()
    }

    /// The functions that take this many arguments when called by name.
    pub fn script_function(&self, name: &ImmutableString, arguments: usize) -> Option<FunctionId> {
        self.by_signature.get(&(name.clone(), arguments)).copied()
    }

    /// Is the function looked up when it is called?
    pub fn is_found_late(&self, function: FunctionId) -> bool {
        let is_private = |source: &SourceFunction| source.definition.access == FnAccess::Private;
        self.environment.mode == Mode::Session
            && !self
                .source
                .functions
                .get(function - 1)
                .is_some_and(is_private)
    }

    pub fn session_function(&self, name: &ImmutableString, arguments: usize) -> bool {
        self.session_functions.contains(&(name.clone(), arguments))
    }

    /// `this` is mentioned, or may be: the closures from here up to the method that they are written in take its `this` along.
    pub fn mention_this(&mut self) {
        let closures = self.builders.iter_mut().rev();
        for builder in closures.take_while(|builder| builder.kind == FunctionKind::Closure) {
            builder.holds_this = builder.class.is_some();
        }
    }

    pub fn builder(&mut self) -> &mut Builder {
        self.builders.last_mut().expect("a function is under way")
    }

    /// The variable of this name that can be seen from here.
    pub fn variable(&mut self, name: &ImmutableString) -> Option<Var> {
        if let Some(var) = scope::find(&mut self.builders, name) {
            return Some(var);
        }
        let in_main = self.builder().kind == FunctionKind::Main;
        if in_main && self.existing(name).is_none() {
            return None;
        }
        let global = self.global(name)?;
        let by_name = self.builder().by_name;
        Some(if by_name {
            Var::Named(name.clone())
        } else {
            Var::Global(global)
        })
    }

    /// `global::name`.
    pub fn top_level_variable(&mut self, name: &ImmutableString) -> Option<Var> {
        self.global(name).map(Var::Global)
    }

    pub fn named(&mut self, name: &ImmutableString) -> Named {
        if let Some(var) = self.variable(name) {
            Named::Variable(var)
        } else if self.environment.mode == Mode::Eval {
            // The caller's variables are found when the text runs, and hide functions and classes.
            Named::Variable(Var::Named(name.clone()))
        } else if self.function_names.contains(name) {
            Named::Function
        } else if let Some(&class) = self.class_ids.get(name)
            && self.environment.mode != Mode::Session
        {
            Named::Class(class)
        } else if self.session_classes.contains(name) || self.class_ids.contains_key(name) {
            Named::Nothing
        } else if let Some(var) = scope::find_by_name(&mut self.builders, name) {
            Named::Variable(var)
        } else {
            Named::Nothing
        }
    }

    /// Does a variable of this name exist here? Captures nothing.
    pub fn is_defined(&mut self, name: &str) -> bool {
        let existing = self.existing(name).is_some();
        let top_level = self.top_level.contains_key(name);
        let builder = self.builder();
        builder.find(name).is_some()
            || builder.capture_place(name).is_some()
            || existing
            || (top_level && builder.kind != FunctionKind::Main)
    }

    /// `let` or `const` where it stands.
    pub fn declare(&mut self, name: &ImmutableString, constant: bool) -> Var {
        let builder = self.builder();
        let top_level = builder.kind == FunctionKind::Main && builder.is_outermost();
        if top_level && let Some(&global) = self.global_ids.get(name) {
            return self.builder().bind(name, Slot::Global(global));
        }
        self.builder().declare(name, constant)
    }

    pub fn reserve(&mut self) -> FunctionId {
        self.functions.push(None);
        self.functions.len() - 1
    }

    /// Lower a function's body and put the function into its slot; gives what its captures are outside.
    pub fn function(
        &mut self,
        id: FunctionId,
        header: Header,
        builder: Builder,
        body: &[Stmt],
    ) -> Result<Vec<Var>, LowerError> {
        let Header {
            name,
            this_type,
            private,
            parameters,
            doc,
            at,
        } = header;
        self.builders.push(builder);
        for parameter in &parameters {
            self.builder().declare_parameter(parameter);
        }
        let statements = self.statements(body);
        let builder = self.builders.pop().expect("the function is under way");
        self.functions[id] = Some(Function {
            name,
            kind: builder.kind,
            this_type,
            private,
            params: parameters.len(),
            locals: builder.locals,
            captures: builder.captures,
            holds_this: builder.holds_this,
            body: Node {
                expr: Expr::Block(statements?),
                at,
            },
            by_name: builder.by_name,
            imports: builder.imports,
            doc,
            at,
        });
        Ok(builder.captured)
    }

    fn named_function(
        &mut self,
        id: FunctionId,
        source: &SourceFunction,
    ) -> Result<(), LowerError> {
        let definition = &source.definition;
        let header = Header {
            name: definition.name.clone(),
            this_type: definition.this_type.clone(),
            private: definition.access == FnAccess::Private,
            parameters: definition.params.to_vec(),
            doc: definition
                .comments
                .iter()
                .flat_map(|text| doc_lines(text))
                .collect(),
            at: source.at,
        };
        let builder = Builder::new(FunctionKind::Named, source.by_name, None);
        self.function(id, header, builder, &source.body)?;
        Ok(())
    }

    fn main(&mut self, statements: &[Stmt]) -> Result<(), LowerError> {
        let at = statements.first().map_or(Position::START, Stmt::position);
        let header = Header {
            at,
            ..Header::default()
        };
        let by_name = self.source.by_name || self.environment.mode == Mode::Eval;
        let builder = Builder::new(FunctionKind::Main, by_name, None);
        self.function(0, header, builder, statements)?;
        Ok(())
    }
}

/// What is known of a function before its body.
#[derive(Default)]
pub struct Header {
    pub name: ImmutableString,
    pub this_type: Option<ImmutableString>,
    pub private: bool,
    pub parameters: Vec<ImmutableString>,
    pub doc: Vec<String>,
    pub at: Position,
}

/// The lines of a `///` or `/** */` comment, without their marks.
pub fn doc_lines(comment: &str) -> impl Iterator<Item = String> {
    let text = comment
        .strip_prefix("/**")
        .map_or(comment, |text| text.trim_end_matches("*/"));
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            let line = line.trim();
            let line = line
                .strip_prefix("///")
                .or(line.strip_prefix('*'))
                .unwrap_or(line);
            line.strip_prefix(' ').unwrap_or(line).to_owned()
        })
        .collect();
    let first = lines
        .iter()
        .position(|line| !line.is_empty())
        .unwrap_or(lines.len());
    let last = lines
        .iter()
        .rposition(|line| !line.is_empty())
        .map_or(first, |last| last + 1);
    lines.into_iter().take(last).skip(first)
}
