//! Functions whose entries and exits are noted: the body of each is put into a `with` on its section, which is left in whatever way the
//! function ends.

use crate::lang::hir::tree::{Expr, FunctionKind, Node, Unit};

/// As the library knows sections.
const SECTION: &str = "section ";

/// Note the entries and exits of these functions: `f`, `method`, `Class.method`.
pub fn watch(unit: &mut Unit, functions: &[String]) {
    let mut named = Vec::new();
    for (place, function) in unit.functions.iter().enumerate() {
        let is_meant = |wanted: &&String| wanted.as_str() == function.name.as_str();
        if function.kind == FunctionKind::Named {
            named.extend(functions.iter().find(is_meant).map(|name| (place, name)));
        }
    }
    for class in &unit.classes {
        for (method, place) in &class.methods {
            let is_meant = |wanted: &&String| match wanted.split_once('.') {
                Some((owner, name)) => owner == class.name.as_str() && name == method.as_str(),
                None => wanted.as_str() == method.as_str(),
            };
            named.extend(functions.iter().find(is_meant).map(|name| (*place, name)));
        }
    }
    for (place, name) in named {
        let function = &mut unit.functions[place];
        let at = function.at;
        let nothing = Node {
            expr: Expr::Unit,
            at,
        };
        let body = std::mem::replace(&mut function.body, nothing);
        let section = Node {
            expr: Expr::Unknown(format!("{SECTION}{name}").into()),
            at,
        };
        function.body = Node {
            at: body.at,
            expr: Expr::With(Box::new((section, body))),
        };
    }
}
