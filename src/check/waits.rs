//! Waiting for a condition without looking again, without its lock; waiting by looking again and again.

use super::Finding;
use super::kinds::{Kind, thread_functions};
use super::locks::{Act, acts};
use super::program::{MAIN, MethodCall, Place, Program, Thing, method_calls};
use super::walk::{any, visit};
use crate::lang::hir::tree::{Callee, Expr, FunctionId, Node, Target};
use crate::messages::{Message, message};
use std::collections::HashSet;

pub fn look(program: &Program) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut called = HashSet::new();
    let targets = thread_functions(program);
    program.visit(&mut |place, _| called.extend(program.called(place)));
    program.visit(&mut |place, around| {
        for call in method_calls(place) {
            if !program.kinds.of_receiver(program, &call).is_condition() {
                continue;
            }
            let is_called = called.contains(&place.function);
            if call.name == "wait" && call.args.is_empty() {
                findings.extend(unchecked(program, &call, around, is_called));
            }
            let begins = place.function == MAIN || targets.contains(&place.function);
            let stands_alone = begins && !is_called;
            if matches!(call.name, "wait" | "notify" | "notify_all") && stands_alone {
                findings.extend(not_held(program, &call));
            }
        }
        findings.extend(busy(program, place));
    });
    findings
}

/// How a `wait` stands in its function.
#[derive(PartialEq)]
enum Checked {
    Yes,
    /// Looked at once, before.
    Once,
    Never,
}

fn unchecked<'a>(
    program: &Program<'a>,
    call: &MethodCall<'a>,
    around: &[&'a Node],
    is_called: bool,
) -> Option<Finding> {
    let at = call.span(program);
    let name = call.receiver_text(program);
    match checked(call.place.node, around) {
        Checked::Yes => None,
        Checked::Once => Some(Finding::new(
            at,
            message!("check-wait-without-while", name),
            message!("check-wait-without-while.if"),
        )),
        // Whoever calls the function may look.
        Checked::Never if is_called => None,
        Checked::Never => Some(Finding::new(
            at,
            message!("check-wait-without-while", name),
            message!("check-wait-without-while.hint", name),
        )),
    }
}

/// From the inside out: does the way lead from the `wait` to another look?
fn checked(node: &Node, around: &[&Node]) -> Checked {
    let mut inner = node;
    let mut under_if = false;
    let mut followed = false;
    for outer in around.iter().rev() {
        match &outer.expr {
            Expr::Block(nodes) => {
                let index = nodes.iter().position(|node| std::ptr::eq(node, inner));
                let mut rest = nodes[index.map_or(nodes.len(), |index| index + 1)..].iter();
                let next = rest.find(|node| !matches!(node.expr, Expr::Unit));
                match next.map(|node| &node.expr) {
                    // Another look follows.
                    Some(Expr::If(_) | Expr::While(_)) => return Checked::Yes,
                    Some(_) => followed = true,
                    None => {}
                }
            }
            Expr::If(_) => under_if = true,
            Expr::DoWhile { .. } => return Checked::Yes,
            Expr::While(_) if !under_if || !followed => return Checked::Yes,
            Expr::Loop(_) => {
                let leaves = any(outer, &|node| {
                    matches!(node.expr, Expr::Break(_) | Expr::Return(_))
                });
                if leaves && (!under_if || !followed) {
                    return Checked::Yes;
                }
                break;
            }
            Expr::While(_) | Expr::For(_) => break,
            _ => {}
        }
        inner = outer;
    }
    match under_if {
        true => Checked::Once,
        false => Checked::Never,
    }
}

/// The function begins without a lock and takes none.
fn not_held<'a>(program: &Program<'a>, call: &MethodCall<'a>) -> Option<Finding> {
    let function = call.place.function;
    let (acts, _) = acts(program, function);
    let takes_none = !acts.iter().any(|(_, act, _)| *act != Act::Release)
        && !any(&program.function(function).body, &|node| {
            matches!(node.expr, Expr::With(_))
                || method_calls(Place { function, node }).any(|call| call.name == "acquire")
        });
    let calls_nobody = {
        let mut calls = false;
        visit(&program.function(function).body, &mut |node, _| {
            calls |= !program.called(Place { function, node }).is_empty();
        });
        !calls
    };
    let name = call.receiver_text(program);
    (takes_none && (calls_nobody || function == MAIN)).then(|| {
        Finding::new(
            call.span(program),
            message!("check-condition-not-held", name, method = call.name),
            message!("check-condition-not-held.hint", name, method = call.name),
        )
    })
}

/// A loop that does nothing but look.
fn busy(program: &Program, place: Place) -> Option<Finding> {
    let (condition, body) = match &place.node.expr {
        Expr::While(parts) => (Some(&parts.0), &parts.1),
        Expr::Loop(body) => (None, &**body),
        _ => return None,
    };
    let Expr::Block(nodes) = &body.expr else {
        return None;
    };
    let nodes: Vec<&Node> = nodes
        .iter()
        .filter(|node| !matches!(node.expr, Expr::Unit))
        .collect();
    let at = program.span_of(place.node);
    let is_pause = |node: &&&Node| is_sleep(node) || is_lock_step(place.function, node);
    if let Some(condition) = condition
        && nodes.iter().all(|node| is_pause(&node))
    {
        let hint = looked_at(program, place.function, condition)?;
        return Some(Finding::new(at, message!("check-busy-wait"), hint));
    }
    spins(place, condition, &nodes).then(|| {
        Finding::new(
            at,
            message!("check-busy-wait"),
            message!("check-busy-wait.lock"),
        )
    })
}

/// What to do in place of looking at what somebody else changes; nothing when the condition does more than look.
fn looked_at<'a>(
    program: &Program<'a>,
    function: FunctionId,
    condition: &'a Node,
) -> Option<Message> {
    let mut found = None;
    let mut only_looks = true;
    let variable = |thing: Option<Thing>| {
        let thing = thing.filter(|thing| changes_elsewhere(program, function, thing))?;
        Some(message!(
            "check-busy-wait.variable",
            name = program.name(&thing).as_str()
        ))
    };
    visit(condition, &mut |node, _| {
        let place = Place { function, node };
        let seen = match &node.expr {
            Expr::Call(_) | Expr::Closure { .. } => {
                only_looks = false;
                None
            }
            Expr::Chain(chain) => method_calls(place).last().map_or_else(
                || variable(program.head(function, chain).map(|(thing, _)| thing)),
                |call| {
                    let name = call.receiver_text(program);
                    match (program.kinds.of_receiver(program, &call), call.name) {
                        (Kind::Thread(_), "is_alive") => {
                            Some(message!("check-busy-wait.join", name))
                        }
                        (Kind::Handle("Event"), "is_set") => {
                            Some(message!("check-busy-wait.event", name))
                        }
                        (_, "len" | "is_empty") => variable(call.receiver(program)),
                        _ => {
                            only_looks = false;
                            None
                        }
                    }
                },
            ),
            Expr::Var(var) => variable(program.thing(function, var)),
            _ => None,
        };
        found = found.take().or(seen);
    });
    found.filter(|_| only_looks)
}

fn changes_elsewhere(program: &Program, function: FunctionId, thing: &Thing) -> bool {
    let mut functions = program.functions().map(|(id, _)| id);
    functions.any(|other| {
        other != function
            && program
                .uses
                .written_in(other)
                .any(|written| written == thing)
    })
}

fn is_sleep(node: &Node) -> bool {
    match &node.expr {
        Expr::Call(call) => {
            matches!(&call.callee, Callee::Named(name) | Callee::Qualified(_, name) if name == "sleep")
        }
        _ => false,
    }
}

/// `lock.acquire();` or `lock.release();`
fn is_lock_step(function: FunctionId, node: &Node) -> bool {
    is_step(function, node, "acquire") || is_step(function, node, "release")
}

fn is_step(function: FunctionId, node: &Node, name: &str) -> bool {
    method_calls(Place { function, node }).any(|call| call.name == name && call.args.is_empty())
}

fn is_call(function: FunctionId, node: &Node, name: &str) -> bool {
    method_calls(Place { function, node }).any(|call| call.name == name)
}

/// `loop { lock.acquire(); if … { … break; } lock.release(); }`, and the same with `with`.
fn spins(place: Place, condition: Option<&Node>, nodes: &[&Node]) -> bool {
    let function = place.function;
    let nodes: Vec<&&Node> = nodes.iter().filter(|node| !is_sleep(node)).collect();
    // To try another lock is more than to look.
    let tries = |node: &Node| any(node, &|node| is_call(function, node, "acquire"));
    let looks = |node: &Node| match &node.expr {
        Expr::If(parts) if parts.2.is_none() && !tries(&parts.0) => any(&parts.1, &|node| {
            matches!(node.expr, Expr::Break(_) | Expr::Return(_)) || ends(node, condition)
        }),
        _ => false,
    };
    match nodes[..] {
        [acquire, choice, release] => {
            is_step(function, acquire, "acquire")
                && looks(choice)
                && is_step(function, release, "release")
        }
        [with] => match &with.expr {
            Expr::With(parts) => match &parts.1.expr {
                Expr::Block(nodes) => matches!(&nodes[..], [choice] if looks(choice)),
                _ => false,
            },
            _ => false,
        },
        _ => false,
    }
}

/// Does the node set what the loop's condition looks at?
fn ends(node: &Node, condition: Option<&Node>) -> bool {
    let (Expr::Assign(assign), Some(condition)) = (&node.expr, condition) else {
        return false;
    };
    match &assign.target {
        Target::Var(var, _) => any(
            condition,
            &|node| matches!(&node.expr, Expr::Var(other) if other == var),
        ),
        _ => false,
    }
}
