//! `t.start(); t.join();` in one loop: the threads run one after the other.

use super::Finding;
use super::kinds::Kind;
use super::program::{MethodCall, Place, Program, method_calls};
use super::walk::any;
use crate::lang::hir::tree::{Callee, Expr, FunctionId, Node, Root};
use crate::messages::message;

pub fn look(program: &Program) -> Vec<Finding> {
    let mut findings = Vec::new();
    program.visit(&mut |place, _| match &place.node.expr {
        Expr::For(parts) => turn(program, place.function, &parts.body, &mut findings),
        Expr::While(parts) => turn(program, place.function, &parts.1, &mut findings),
        Expr::Loop(body) | Expr::DoWhile { body, .. } => {
            turn(program, place.function, body, &mut findings)
        }
        Expr::Chain(_) => {
            for call in method_calls(place).filter(|call| call.name == "for_each") {
                if let [
                    Node {
                        expr: Expr::Closure { function, .. },
                        ..
                    },
                ] = call.args
                {
                    turn(
                        program,
                        *function,
                        &program.function(*function).body,
                        &mut findings,
                    );
                }
            }
        }
        _ => {}
    });
    findings
}

/// One turn of a loop.
fn turn<'a>(
    program: &Program<'a>,
    function: FunctionId,
    body: &'a Node,
    findings: &mut Vec<Finding>,
) {
    let Expr::Block(nodes) = &body.expr else {
        return;
    };
    let alone = |node: &'a Node, name: &str| {
        let call = method_calls(Place { function, node }).last()?;
        let is_last = call.index + 1 == call.chain.steps.len();
        (is_last && call.name == name).then_some(call)
    };
    for (index, node) in nodes.iter().enumerate() {
        let Some(start) = alone(node, "start") else {
            continue;
        };
        let mut rest = nodes[index + 1..].iter().skip_while(|node| is_aside(node));
        let Some(join) = rest.next().and_then(|node| alone(node, "join")) else {
            continue;
        };
        if join.args.is_empty()
            && is_same(program, &start, &join)
            && is_of_turn(program, &start, body)
        {
            let name = start.receiver_text(program).to_string();
            findings.push(Finding::new(
                join.span(program),
                message!("check-join-in-start-loop", name = &name),
                message!("check-join-in-start-loop.hint"),
            ));
        }
    }
}

/// What takes no time that a thread could use.
fn is_aside(node: &Node) -> bool {
    match &node.expr {
        Expr::Unit => true,
        Expr::Call(call) => {
            matches!(&call.callee, Callee::Named(name) if name == "print" || name == "sleep")
        }
        _ => false,
    }
}

fn is_same<'a>(program: &Program<'a>, start: &MethodCall<'a>, join: &MethodCall<'a>) -> bool {
    let is_thread = matches!(
        program.kinds.of_receiver(program, start),
        Kind::Thread(_) | Kind::Instance(_) | Kind::Unknown
    );
    is_thread && start.receiver_text(program) == join.receiver_text(program)
}

/// Is it another thread in each turn?
fn is_of_turn<'a>(program: &Program<'a>, start: &MethodCall<'a>, body: &'a Node) -> bool {
    if matches!(start.chain.root, Root::This) {
        return true;
    }
    let Root::Var(var) = &start.chain.root else {
        return false;
    };
    let function = start.place.function;
    let thing = program.thing(function, var);
    let is_it = |other| thing.is_some() && program.thing(function, other) == thing;
    let is_declared = any(
        body,
        &|node| matches!(&node.expr, Expr::Let { var, .. } if is_it(var)),
    );
    let mut is_item = false;
    program.visit(&mut |place, _| {
        if let Expr::For(parts) = &place.node.expr {
            is_item |= std::ptr::eq(&raw const parts.body, body) && is_it(&parts.item);
        }
    });
    let is_indexed = start.index > 0;
    is_declared || is_item || is_indexed
}
