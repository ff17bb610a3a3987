//! Walking over the tree: the parts of a node in the order in which they run, and every node with those around it.

use crate::engine::lower::tree::{Chain, Clause, Expr, Node, Root, StepKind, Target};

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

/// Every node, the outer one before its parts; with it, those that it stands in, the outermost first.
pub fn visit<'a>(node: &'a Node, see: &mut dyn FnMut(&'a Node, &[&'a Node])) {
    fn go<'a>(
        node: &'a Node,
        around: &mut Vec<&'a Node>,
        see: &mut dyn FnMut(&'a Node, &[&'a Node]),
    ) {
        see(node, around);
        around.push(node);
        for part in parts(node) {
            go(part, around, see);
        }
        around.pop();
    }
    go(node, &mut Vec::new(), see);
}

/// Is there such a node?
pub fn any<'a>(node: &'a Node, is_it: &dyn Fn(&'a Node) -> bool) -> bool {
    is_it(node) || parts(node).into_iter().any(|part| any(part, is_it))
}

/// The nodes that run each time, in their order, up to the first that may end the function.
pub fn always(node: &Node) -> Vec<&Node> {
    fn go<'a>(node: &'a Node, found: &mut Vec<&'a Node>) -> bool {
        found.push(node);
        let certain = match &node.expr {
            Expr::If(parts) => vec![&parts.0],
            Expr::Switch(switch) => vec![&switch.value],
            Expr::While(parts) => vec![&parts.0],
            Expr::For(parts) => vec![&parts.iterable],
            Expr::And(nodes) | Expr::Or(nodes) | Expr::Coalesce(nodes) => {
                nodes.first().into_iter().collect()
            }
            Expr::Try(_) | Expr::Comprehension { .. } => Vec::new(),
            Expr::Chain(chain) if chain.steps.iter().any(|step| step.elvis) => Vec::new(),
            _ => parts(node),
        };
        let goes_on = certain.into_iter().all(|part| go(part, found));
        goes_on
            && !any(node, &|node| {
                matches!(node.expr, Expr::Return(_) | Expr::Throw(_) | Expr::Break(_))
            })
    }
    let mut found = Vec::new();
    go(node, &mut found);
    found
}
