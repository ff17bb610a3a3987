//! The parts of a node, in the order in which they run: for walks over the tree.

use super::tree::{Chain, Clause, Expr, Node, Root, StepKind, Target};

/// The nodes directly inside, in the order in which they run. The body of a closure is a function of its own.
pub fn parts(node: &Node) -> Vec<&Node> {
    match &node.expr {
        Expr::Interpolate(nodes)
        | Expr::Array(nodes)
        | Expr::And(nodes)
        | Expr::Or(nodes)
        | Expr::Coalesce(nodes)
        | Expr::Block(nodes)
        | Expr::Super { args: nodes, .. } => nodes.iter().collect(),
        Expr::Map(entries) => entries.iter().map(|(_, value)| value).collect(),
        Expr::Unary(_, operand) => vec![operand],
        Expr::Binary(_, left, right) => vec![left, right],
        Expr::Call(call) => call.args.iter().collect(),
        Expr::Chain(chain) => parts_of_chain(chain),
        Expr::Assign(assign) => {
            let mut found = vec![&assign.value];
            if let Target::Chain(chain) = &assign.target {
                found.extend(parts_of_chain(chain));
            }
            found
        }
        Expr::If(parts) => {
            let (condition, body, branch) = &**parts;
            [condition, body].into_iter().chain(branch).collect()
        }
        Expr::Switch(switch) => {
            let cases = switch.cases.iter();
            let cases = cases.flat_map(|case| case.guard.iter().chain([&case.block]));
            [&switch.value]
                .into_iter()
                .chain(cases)
                .chain(&switch.default)
                .collect()
        }
        Expr::While(parts) | Expr::With(parts) => vec![&parts.0, &parts.1],
        Expr::Loop(body) => vec![body],
        Expr::DoWhile {
            body, condition, ..
        } => vec![body, condition],
        Expr::For(parts) => vec![&parts.iterable, &parts.body],
        Expr::Let { value, .. } => vec![value],
        Expr::Return(value) | Expr::Throw(value) | Expr::Break(value) => {
            value.iter().map(|value| &**value).collect()
        }
        Expr::Try(parts) => vec![&parts.body, &parts.handler],
        Expr::Import { path, .. } => vec![path],
        Expr::Comprehension { item, clauses } => {
            let clauses = clauses.iter().map(|clause| match clause {
                Clause::For { iterable, .. } => iterable,
                Clause::If(condition) => condition,
            });
            clauses.chain([&**item]).collect()
        }
        Expr::Unit
        | Expr::Bool(_)
        | Expr::Int(_)
        | Expr::Float(_)
        | Expr::Char(_)
        | Expr::Str(_)
        | Expr::Constant(_)
        | Expr::Var(_)
        | Expr::This
        | Expr::FunctionValue(_)
        | Expr::ClassValue(_)
        | Expr::Unknown(_)
        | Expr::Closure { .. }
        | Expr::Continue
        | Expr::Export
        | Expr::ClassDefinition(_) => Vec::new(),
    }
}

fn parts_of_chain(chain: &Chain) -> Vec<&Node> {
    let mut found = Vec::new();
    if let Root::Value(root) = &chain.root {
        found.push(&**root);
    }
    for step in &chain.steps {
        match &step.kind {
            StepKind::Property(_) => {}
            StepKind::Index(index) => found.push(index),
            StepKind::Method { args, .. } => found.extend(args),
        }
    }
    found
}
