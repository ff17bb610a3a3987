//! Invariants: an expression over the top-level variables of a submission.

use super::context::Context;
use super::table::Entry;
use crate::lang::hir::tree::{Expr, Node};
use crate::lang::hir::{Environment, lower, parts};
use crate::lang::syntax;
use crate::messages::{closest, message};

/// Write down what is wrong with it.
pub fn check(entry: &Entry, text: &str, context: &Context) {
    let no_expression = |reason: Option<String>| {
        let title = match reason {
            Some(reason) => message!("assignment-invariant-syntax", text, reason),
            None => message!("assignment-invariant-statement", text),
        };
        entry.wrong(title, Some(message!("assignment-invariant.hint")));
    };
    let parsed = match syntax::parse(text) {
        Ok(parsed) => parsed,
        Err(error) => return no_expression(Some(error.err_type().to_string())),
    };
    let unit = match lower(&parsed, &Environment::default()) {
        Ok(unit) => unit,
        Err(error) => return no_expression(Some(error.message().to_string())),
    };
    let body = &unit.functions[0].body;
    let whole = match &body.expr {
        Expr::Block(nodes) => match nodes.as_slice() {
            [node] => node,
            _ => return no_expression(None),
        },
        _ => body,
    };
    if unit.functions.len() > 1 || !unit.classes.is_empty() || changes(whole) {
        return no_expression(None);
    }
    let mut names = Vec::new();
    unknown(whole, &mut names);
    if names.is_empty() {
        entry.wrong(message!("assignment-invariant-constant", text), None);
    }
    let Some(solution) = &context.solution else {
        return;
    };
    for name in names {
        if !solution.variables.contains(&name) {
            let variables = solution.variables.iter().map(String::as_str);
            let hint = closest(&name, variables).map_or_else(
                || message!("assignment-no-cell.hint"),
                |name| message!("did-you-mean", name),
            );
            entry.wrong(message!("assignment-no-cell", name), Some(hint));
        }
    }
}

/// Does it do anything but look?
fn changes(node: &Node) -> bool {
    let is_statement = matches!(
        node.expr,
        Expr::Assign(_)
            | Expr::Let { .. }
            | Expr::While(_)
            | Expr::Loop(_)
            | Expr::DoWhile { .. }
            | Expr::For(_)
            | Expr::Return(_)
            | Expr::Throw(_)
            | Expr::Break(_)
            | Expr::Continue
            | Expr::Try(_)
            | Expr::Import { .. }
            | Expr::With(_)
    );
    is_statement || parts(node).into_iter().any(changes)
}

/// The names that stand for no value of the expression itself.
fn unknown(node: &Node, found: &mut Vec<String>) {
    if let Expr::Unknown(name) = &node.expr
        && !found.iter().any(|other| other == name.as_str())
    {
        found.push(name.to_string());
    }
    for part in parts(node) {
        unknown(part, found);
    }
}
