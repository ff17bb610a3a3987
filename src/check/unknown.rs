//! Names that nothing has: a misspelt variable, a function called with too many arguments. What the run would say, it says now.

use super::program::{Place, Program};
use super::{Finding, methods};
use crate::diagnostics::hints::Names;
use crate::lang::hir::tree::{Callee, Expr, Root, Target, Var};
use crate::messages::message;
use crate::objects::error::{ErrorKind, UnknownFunction};
use rhai::Position;

/// What the engine itself answers to when it is called.
const KEYWORDS: &[&str] = &[
    "Fn",
    "call",
    "curry",
    "debug",
    "eval",
    "is_def_fn",
    "is_def_var",
    "is_shared",
    "print",
    "type_of",
];

pub fn look(program: &Program) -> Vec<Finding> {
    // Names may come from a text that is run.
    if program.evaluates() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    program.visit(&mut |place, _| findings.extend(unknown(program, place)));
    findings
}

fn unknown(program: &Program, place: Place) -> Option<Finding> {
    match &place.node.expr {
        Expr::Unknown(name) => variable(program, name, place.node.at),
        Expr::Assign(assign) => match &assign.target {
            Target::Var(Var::Named(name), at) => variable(program, name, *at),
            Target::Chain(chain) => match &chain.root {
                Root::Var(Var::Named(name)) => variable(program, name, chain.root_at),
                _ => None,
            },
            _ => None,
        },
        Expr::Call(call) => match &call.callee {
            Callee::Named(name) => function(program, name, call.args.len(), place.node.at),
            Callee::Class(class) => methods::of_class(program, *class, call, place.node.at),
            _ => None,
        },
        Expr::Super {
            class,
            method,
            args,
        } => methods::of_super(program, *class, method, args.len(), place.node.at),
        Expr::Chain(_) => methods::of_calls(program, place),
        _ => None,
    }
}

fn is_known(names: &Names, name: &str) -> bool {
    names.functions.iter().any(|known| known == name) || KEYWORDS.contains(&name)
}

fn variable(program: &Program, name: &str, at: Position) -> Option<Finding> {
    (!is_known(program.names, name)).then(|| {
        let title = message!("check-unknown-name", name);
        let hint = message!("check-unknown-name.hint", name);
        Finding::new(program.span(at, at), title, hint)
            .foretelling(ErrorKind::UnknownVariable(name.to_string()), at)
    })
}

fn function(program: &Program, name: &str, arguments: usize, at: Position) -> Option<Finding> {
    if is_known(program.names, name) {
        return None;
    }
    let own = program.functions().map(|(_, function)| function);
    let own = own.filter(|function| function.name == name && function.this_type.is_none());
    let counts: Vec<usize> = own.map(|function| function.params).collect();
    if !counts.is_empty() {
        return Some(methods::wrong(program, name, counts, arguments, at));
    }
    let title = message!("check-unknown-name", name);
    let hint = message!("check-unknown-name.function", name);
    let call = UnknownFunction::new(name, Vec::new());
    Some(
        Finding::new(program.span(at, at), title, hint)
            .foretelling(ErrorKind::UnknownFunction(call), at),
    )
}
