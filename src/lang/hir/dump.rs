//! The tree as text, for tests and for those who debug the engine: one function per line, in brackets.
//!
//! `%0:x` is local 0, `^0:x` capture 0, `@x` a global, `$x` a name for run time, `?x` a name that nothing has.
//! In a function's head, `x*` is captured and `x!` constant.

use std::fmt::{self, Display, Formatter, Write};

use super::tree::{
    Assign, Call, Callee, Chain, Clause, Expr, Function, Node, Pattern, Root, StepKind, Switch,
    Target, Unit, Var,
};

impl Display for Unit {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for global in &self.globals {
            write!(
                f,
                "global {}{}",
                global.name,
                if global.constant { "!" } else { "" }
            )?;
            f.write_str(if global.existing { " existing" } else { "" })?;
            for alias in &global.exported_as {
                write!(f, " export {alias}")?;
            }
            f.write_char('\n')?;
        }
        for class in &self.classes {
            write!(f, "class {}", class.name)?;
            if let Some(base) = &class.base {
                write!(f, " : {base}")?;
            }
            for (name, function) in &class.methods {
                write!(f, " {name}={function}")?;
            }
            f.write_char('\n')?;
        }
        for (id, function) in self.functions.iter().enumerate() {
            writeln!(
                f,
                "{}",
                Dump {
                    unit: self,
                    function
                }
                .function(id)
            )?;
        }
        Ok(())
    }
}

struct Dump<'a> {
    unit: &'a Unit,
    function: &'a Function,
}

impl Dump<'_> {
    fn function(&self, id: usize) -> String {
        let function = self.function;
        let mut text = format!("{id} {:?}", function.kind).to_lowercase();
        if let Some(this_type) = &function.this_type {
            let _ = write!(text, " {this_type}.");
        }
        if !function.name.is_empty() && !function.name.starts_with("anon$") {
            let _ = write!(text, " {}", function.name);
        }
        let _ = write!(text, "/{}", function.params);
        text += if function.private { " private" } else { "" };
        text += if function.by_name { " by-name" } else { "" };
        text += if function.holds_this { " ^this" } else { "" };
        for local in &function.locals {
            let _ = write!(text, " {}", local.name);
            text += if local.constant { "!" } else { "" };
            text += if local.captured { "*" } else { "" };
        }
        for capture in &function.captures {
            let _ = write!(
                text,
                " ^{}{}",
                capture.name,
                if capture.constant { "!" } else { "" }
            );
        }
        text += ": ";
        text += &self.node(&function.body);
        text
    }

    fn nodes(&self, nodes: &[Node]) -> String {
        nodes
            .iter()
            .map(|node| format!(" {}", self.node(node)))
            .collect()
    }

    fn optional(&self, node: Option<&Node>) -> String {
        node.map_or(String::new(), |node| format!(" {}", self.node(node)))
    }

    fn node(&self, node: &Node) -> String {
        let one = |node: &Node| self.node(node);
        match &node.expr {
            Expr::Unit => "()".into(),
            Expr::Bool(value) => value.to_string(),
            Expr::Int(value) => value.to_string(),
            Expr::Float(value) => format!("{value:?}"),
            Expr::Char(value) => format!("{value:?}"),
            Expr::Str(value) => format!("{:?}", value.as_str()),
            Expr::Constant(value) => format!("<{value:?}>"),
            Expr::Interpolate(parts) => format!("(text{})", self.nodes(parts)),
            Expr::Array(items) => format!("[{}]", self.nodes(items).trim_start()),
            Expr::Map(entries) => {
                let entries: Vec<_> = entries
                    .iter()
                    .map(|(name, value)| format!("{name}: {}", one(value)))
                    .collect();
                format!("#{{{}}}", entries.join(", "))
            }
            Expr::Var(var) => self.var(var),
            Expr::This => "this".into(),
            Expr::FunctionValue(name) => format!("fn:{name}"),
            Expr::ClassValue(class) => format!("class:{}", self.unit.classes[*class].name),
            Expr::Unknown(name) => format!("?{name}"),
            Expr::Closure { function, captures } => {
                let captures: String = captures
                    .iter()
                    .map(|var| format!(" {}", self.var(var)))
                    .collect();
                format!("(closure {function}{captures})")
            }
            Expr::Unary(operator, operand) => format!("({} {})", operator.name, one(operand)),
            Expr::Binary(operator, left, right) => {
                format!("({} {} {})", operator.name, one(left), one(right))
            }
            Expr::And(operands) => format!("(&&{})", self.nodes(operands)),
            Expr::Or(operands) => format!("(||{})", self.nodes(operands)),
            Expr::Coalesce(operands) => format!("(??{})", self.nodes(operands)),
            Expr::Call(call) => self.call(call),
            Expr::Chain(chain) => self.chain(chain),
            Expr::Assign(assign) => self.assign(assign),
            Expr::Block(nodes) => format!("{{{}}}", self.nodes(nodes).trim_start()),
            Expr::If(parts) => {
                let (condition, body, branch) = &**parts;
                format!(
                    "(if {} {}{})",
                    one(condition),
                    one(body),
                    self.optional(branch.as_ref())
                )
            }
            Expr::Switch(switch) => self.switch(switch),
            Expr::While(parts) => format!("(while {} {})", one(&parts.0), one(&parts.1)),
            Expr::Loop(body) => format!("(loop {})", one(body)),
            Expr::DoWhile {
                body,
                condition,
                until,
            } => {
                let word = if *until { "until" } else { "while" };
                format!("(do {} {word} {})", one(body), one(condition))
            }
            Expr::For(parts) => {
                let counter = parts
                    .counter
                    .as_ref()
                    .map(|var| format!(" {}", self.var(var)));
                let (counter, item) = (counter.unwrap_or_default(), self.var(&parts.item));
                format!(
                    "(for {item}{counter} in {} {})",
                    one(&parts.iterable),
                    one(&parts.body)
                )
            }
            Expr::Let {
                var,
                constant,
                value,
            } => {
                let word = if *constant { "const" } else { "let" };
                format!("({word} {} {})", self.var(var), one(value))
            }
            Expr::Return(value) => format!("(return{})", self.optional(value.as_deref())),
            Expr::Throw(value) => format!("(throw{})", self.optional(value.as_deref())),
            Expr::Break(value) => format!("(break{})", self.optional(value.as_deref())),
            Expr::Continue => "(continue)".into(),
            Expr::Try(parts) => {
                let error = parts
                    .error
                    .as_ref()
                    .map(|var| format!(" {}", self.var(var)));
                let error = error.unwrap_or_default();
                format!(
                    "(try {} catch{error} {})",
                    one(&parts.body),
                    one(&parts.handler)
                )
            }
            Expr::Import { path, alias } => {
                let alias = alias
                    .as_ref()
                    .map(|name| format!(" as {name}"))
                    .unwrap_or_default();
                format!("(import {}{alias})", one(path))
            }
            Expr::Export => "(export)".into(),
            Expr::With(parts) => format!("(with {} {})", one(&parts.0), one(&parts.1)),
            Expr::Comprehension { item, clauses } => {
                let clauses: String = clauses
                    .iter()
                    .map(|clause| match clause {
                        Clause::For { item, iterable } => {
                            format!(" for {} in {}", self.var(item), one(iterable))
                        }
                        Clause::If(condition) => format!(" if {}", one(condition)),
                    })
                    .collect();
                format!("(list {}{clauses})", one(item))
            }
            Expr::ClassDefinition(class) => format!("(class {})", self.unit.classes[*class].name),
            Expr::Super {
                class,
                method,
                args,
            } => {
                let class = &self.unit.classes[*class].name;
                format!("(super {class}.{method}{})", self.nodes(args))
            }
        }
    }

    fn var(&self, var: &Var) -> String {
        match var {
            Var::Local(local) => format!("%{local}:{}", self.function.locals[*local].name),
            Var::Capture(index) => format!("^{index}:{}", self.function.captures[*index].name),
            Var::Global(global) => format!("@{}", self.unit.globals[*global].name),
            Var::Named(name) => format!("${name}"),
            Var::Qualified(path, name) => format!("{}::{name}", path.join("::")),
        }
    }

    fn call(&self, call: &Call) -> String {
        let callee = match &call.callee {
            Callee::Script(function) => {
                format!("{}={function}", self.unit.functions[*function].name)
            }
            Callee::ScriptInScope(function) => {
                format!("{}!={function}", self.unit.functions[*function].name)
            }
            Callee::Class(class) => format!("class:{}", self.unit.classes[*class].name),
            Callee::Variable(var) => self.var(var),
            Callee::Named(name) => name.to_string(),
            Callee::Qualified(path, name) => format!("{}::{name}", path.join("::")),
            Callee::Value => "value".into(),
        };
        format!("({callee}{})", self.nodes(&call.args))
    }

    fn chain(&self, chain: &Chain) -> String {
        let mut text = match &chain.root {
            Root::Var(var) => self.var(var),
            Root::This => "this".into(),
            Root::Value(value) => self.node(value),
        };
        for step in &chain.steps {
            text += if step.elvis { "?" } else { "" };
            let _ = match &step.kind {
                StepKind::Property(name) => write!(text, ".{name}"),
                StepKind::Index(index) => write!(text, "[{}]", self.node(index)),
                StepKind::Method { name, args } => {
                    write!(text, ".{name}({})", self.nodes(args).trim_start())
                }
            };
        }
        text
    }

    fn assign(&self, assign: &Assign) -> String {
        let target = match &assign.target {
            Target::Var(var, _) => self.var(var),
            Target::This(_) => "this".into(),
            Target::Chain(chain) => self.chain(chain),
        };
        let operator = assign
            .operator
            .as_ref()
            .map_or("", |operator| operator.name.as_str());
        format!("({operator}= {target} {})", self.node(&assign.value))
    }

    fn switch(&self, switch: &Switch) -> String {
        let mut text = format!("(switch {}", self.node(&switch.value));
        for case in &switch.cases {
            let _ = match &case.pattern {
                Pattern::Value(value) => write!(text, " {value:?}"),
                Pattern::Range(start, end, false) => write!(text, " {start}..{end}"),
                Pattern::Range(start, end, true) => write!(text, " {start}..={end}"),
            };
            if let Some(guard) = &case.guard {
                let _ = write!(text, " if {}", self.node(guard));
            }
            let _ = write!(text, " =>{} {}", case.id, self.node(&case.block));
        }
        if let Some(default) = &switch.default {
            let _ = write!(text, " _ => {}", self.node(default));
        }
        text + ")"
    }
}
