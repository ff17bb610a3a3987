//! Which names and constructs occur in a script, and where.

use crate::lang::hir::tree::{
    Callee, Chain, Expr, Function, FunctionKind, Node, Root, StepKind, Target, Unit, Var,
};
use crate::lang::hir::{Environment, lower, parts};
use crate::lang::{offset_of, syntax};
use rhai::{FnPtr, Position};
use std::collections::HashMap;

/// The byte at which something occurs.
pub type Occurrence = usize;

/// Names and constructs of a script, each with its first place.
#[derive(Default)]
pub struct Occurrences {
    first: HashMap<String, Occurrence>,
    hidden: Option<Occurrence>,
}

impl Occurrences {
    /// Empty for a text that does not parse.
    pub fn of(text: &str) -> Occurrences {
        let parsed = syntax::parse(text).ok();
        let unit = parsed.and_then(|parsed| lower(&parsed, &Environment::default()).ok());
        let Some(unit) = unit else {
            return Occurrences::default();
        };
        let mut looking = Looking {
            text,
            unit: &unit,
            found: Occurrences::default(),
        };
        looking.look();
        looking.found
    }

    /// Where a name, a keyword or a `Type.method` occurs first. A method is a type's when it is called and the type occurs.
    pub fn find(&self, name: &str) -> Option<Occurrence> {
        let name = name.trim_end_matches("()");
        if let Some(at) = self.first.get(name) {
            return Some(*at);
        }
        let (of, method) = name.split_once('.')?;
        self.first.get(of).and(self.first.get(method)).copied()
    }

    /// Where it runs texts, or calls what only the run can name.
    pub fn hidden(&self) -> Option<Occurrence> {
        self.hidden
    }
}

struct Looking<'l> {
    text: &'l str,
    unit: &'l Unit,
    found: Occurrences,
}

impl Looking<'_> {
    fn look(&mut self) {
        let unit = self.unit;
        for class in &unit.classes {
            self.add("class", class.at);
            if let Some(base) = &class.base {
                self.add(base.rsplit("::").next().unwrap_or_default(), class.at);
            }
        }
        for function in &unit.functions {
            if function.kind == FunctionKind::Named {
                self.add("fn", function.at);
            }
            self.node(function, &function.body);
        }
    }

    fn add(&mut self, name: &str, at: Position) {
        let Some(at) = offset_of(self.text, at) else {
            return;
        };
        let first = self.found.first.entry(name.to_owned()).or_insert(at);
        *first = (*first).min(at);
    }

    fn hide(&mut self, at: Position) {
        let at = offset_of(self.text, at);
        self.found.hidden = self.found.hidden.or(at);
    }

    fn variable(&mut self, function: &Function, var: &Var, at: Position) {
        // What the script declares hides what is called the same.
        if let Var::Qualified(path, name) = var {
            for part in path {
                self.add(part, at);
            }
            self.add(name, at);
        } else if function.by_name
            && let Var::Named(name) = var
        {
            self.add(name, at);
        }
    }

    fn node(&mut self, function: &Function, node: &Node) {
        let keyword = match &node.expr {
            Expr::If(_) => Some("if"),
            Expr::Switch(_) => Some("switch"),
            Expr::While(_) => Some("while"),
            Expr::Loop(_) => Some("loop"),
            Expr::DoWhile { .. } => Some("do"),
            Expr::For(_) => Some("for"),
            Expr::Return(_) => Some("return"),
            Expr::Throw(_) => Some("throw"),
            Expr::Break(_) => Some("break"),
            Expr::Continue => Some("continue"),
            Expr::Try(_) => Some("try"),
            Expr::Import { .. } => Some("import"),
            Expr::Export => Some("export"),
            Expr::With(_) => Some("with"),
            Expr::Comprehension { .. } => Some("list["),
            Expr::Let { constant: true, .. } => Some("const"),
            Expr::Let { .. } => Some("let"),
            Expr::Super { .. } => Some("super"),
            Expr::This => Some("this"),
            _ => None,
        };
        if let Some(keyword) = keyword {
            self.add(keyword, node.at);
        }
        match &node.expr {
            Expr::Var(var) => self.variable(function, var, node.at),
            Expr::Unknown(name) | Expr::FunctionValue(name) => self.add(name, node.at),
            Expr::ClassValue(class) => self.add(&self.unit.classes[*class].name, node.at),
            Expr::Constant(value) => {
                // `Fn("name")` with a literal is a value already.
                if let Some(pointer) = value.clone().try_cast::<FnPtr>() {
                    self.add(pointer.fn_name(), node.at);
                }
            }
            Expr::Super { method, .. } => self.add(method, node.at),
            Expr::Call(call) => self.call(function, &call.callee, &call.args, node.at),
            Expr::Chain(chain) => self.chain(function, chain),
            Expr::Assign(assign) => {
                if let Target::Chain(chain) = &assign.target {
                    self.chain(function, chain);
                }
            }
            _ => {}
        }
        for part in parts(node) {
            self.node(function, part);
        }
    }

    fn call(&mut self, function: &Function, callee: &Callee, args: &[Node], at: Position) {
        match callee {
            Callee::Script(id) | Callee::ScriptInScope(id) => {
                self.add(&self.unit.functions[*id].name, at);
            }
            Callee::Class(id) => self.add(&self.unit.classes[*id].name, at),
            Callee::Variable(var) => self.variable(function, var, at),
            Callee::Qualified(path, name) => {
                for part in path {
                    self.add(part, at);
                }
                self.add(name, at);
            }
            Callee::Value => {}
            Callee::Named(name) => {
                self.add(name, at);
                let first = args.first().map(|first| &first.expr);
                match (name.as_str(), first) {
                    ("eval", _) => self.hide(at),
                    ("Fn", Some(Expr::Str(name))) => self.add(name, at),
                    ("Fn", _) => self.hide(at),
                    _ => {}
                }
            }
        }
    }

    fn chain(&mut self, function: &Function, chain: &Chain) {
        match &chain.root {
            Root::Var(var) => self.variable(function, var, chain.root_at),
            Root::This => self.add("this", chain.root_at),
            Root::Value(_) => {}
        }
        for step in &chain.steps {
            match &step.kind {
                StepKind::Property(name) | StepKind::Method { name, .. } => {
                    self.add(name, step.at);
                }
                StepKind::Index(_) => {}
            }
        }
    }
}
