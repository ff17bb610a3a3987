//! Names that nothing has: a misspelt variable, a function called with too many arguments. What the run would say, it says now.

use super::Finding;
use super::program::{Place, Program};
use super::walk::any;
use crate::engine::error::hints::Names;
use crate::engine::lower::tree::{Callee, Expr, Node, Root, Target, Var};
use crate::messages::message;
use rhai::{EvalAltResult, Position};

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
    // Names may come from a text that is run, or from a module.
    let imports = |node: &Node| matches!(node.expr, Expr::Import { .. });
    if program.evaluates()
        || program
            .functions()
            .any(|(_, function)| any(&function.body, &imports))
    {
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
            _ => None,
        },
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
            .foretelling(EvalAltResult::ErrorVariableNotFound(name.to_string(), at))
    })
}

fn function(program: &Program, name: &str, arguments: usize, at: Position) -> Option<Finding> {
    if is_known(program.names, name) {
        return None;
    }
    let mut own = program.functions().map(|(_, function)| function);
    let own = own.find(|function| function.name == name && function.this_type.is_none());
    if let Some(own) = own {
        let title = message!("check-wrong-arguments", name, count = own.params);
        let hint = message!("check-wrong-arguments.hint", count = arguments);
        return Some(Finding::new(program.span(at, at), title, hint));
    }
    let title = message!("check-unknown-name", name);
    let hint = message!("check-unknown-name.function", name);
    let signature = format!("{name} ()");
    Some(
        Finding::new(program.span(at, at), title, hint)
            .foretelling(EvalAltResult::ErrorFunctionNotFound(signature, at)),
    )
}
