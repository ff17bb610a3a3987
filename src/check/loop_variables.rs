//! Closures for threads that hold the variable of a `for`: all turns share it, and it has moved on when the thread looks.

use super::Finding;
use super::program::{Place, Program};
use super::walk::visit;
use crate::lang::hir::tree::{Callee, Expr, Var};
use crate::messages::message;

pub fn look(program: &Program) -> Vec<Finding> {
    let mut findings = Vec::new();
    program.visit(&mut |place, _| {
        let Expr::For(parts) = &place.node.expr else {
            return;
        };
        let variables = [Some(&parts.item), parts.counter.as_ref()];
        visit(&parts.body, &mut |node, _| {
            let Expr::Call(call) = &node.expr else {
                return;
            };
            let (Callee::Named(name) | Callee::Qualified(_, name)) = &call.callee else {
                return;
            };
            if name != "Thread" && name != "Timer" {
                return;
            }
            for argument in &call.args {
                for var in variables.into_iter().flatten() {
                    if let Expr::Closure { captures, .. } = &argument.expr
                        && captures.contains(var)
                    {
                        let place = Place {
                            node: argument,
                            ..place
                        };
                        findings.push(told(program, place, var));
                    }
                }
            }
        });
    });
    findings
}

fn told(program: &Program, place: Place, var: &Var) -> Finding {
    let thing = program.thing(place.function, var);
    let name = thing.map(|thing| program.name(&thing)).unwrap_or_default();
    Finding::new(
        program.span_of(place.node),
        message!("check-loop-variable-in-thread", name = name.as_str()),
        message!("check-loop-variable-in-thread.hint", name = name.as_str()),
    )
}
