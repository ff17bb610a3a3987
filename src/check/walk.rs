//! Walking over the tree: the parts of a node in the order in which they run, and every node with those around it.

pub use crate::lang::hir::parts;
use crate::lang::hir::tree::{Expr, Node};

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
