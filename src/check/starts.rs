//! Threads that are made and never started.

use super::Finding;
use super::kinds::{Kind, spawn};
use super::program::{MAIN, Place, Program, method_calls};
use super::uses::How;
use super::walk::any;
use crate::engine::lower::tree::{Callee, ClassId, Expr, Node, Root};
use crate::messages::message;

pub fn look(program: &Program) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (thing, place) in &program.uses.declared {
        let name = program.name(thing);
        if !is_thread(program, &program.kinds.of(program, thing)) || program.evaluates() {
            continue;
        }
        let uses = program.uses.get(thing);
        let may_start =
            |how: How| matches!(how, How::Read | How::Call | How::Method("start" | "run"));
        if !uses.iter().any(|it| may_start(it.how)) {
            findings.push(Finding::new(
                program.name_after(place.node.at, &name),
                message!("check-thread-never-started", name = name.as_str()),
                message!("check-thread-never-started.hint", name = name.as_str()),
            ));
        }
    }
    program.visit(&mut |place, around| {
        if is_dropped(place, around) && makes_thread(program, place) {
            let at = program.span_of(place.node);
            let name = program.source.text[at.clone()].to_string();
            let title = message!("check-thread-never-started", name = format!("{name}(…)"));
            let hint = message!("check-thread-never-started.unnamed", name);
            findings.push(Finding::new(at, title, hint));
        }
    });
    findings
}

/// Is the node a statement whose value goes nowhere?
pub fn is_dropped(place: Place, around: &[&Node]) -> bool {
    let Some((block, outside)) = around.split_last() else {
        return false;
    };
    let Expr::Block(nodes) = &block.expr else {
        return false;
    };
    let is_last = nodes
        .last()
        .is_some_and(|last| std::ptr::eq(last, place.node));
    let is_body = match outside.last().map(|node| &node.expr) {
        Some(Expr::For(_) | Expr::While(_) | Expr::Loop(_)) => true,
        Some(_) => false,
        None => place.function == MAIN,
    };
    !is_last || is_body
}

fn makes_thread(program: &Program, place: Place) -> bool {
    match &place.node.expr {
        Expr::Call(call) => match &call.callee {
            Callee::Class(class) => is_thread(program, &Kind::Instance(*class)),
            _ => spawn(program, place).is_some(),
        },
        _ => false,
    }
}

/// Is it a thread that somebody must start?
fn is_thread(program: &Program, kind: &Kind) -> bool {
    match kind {
        Kind::Thread(_) => true,
        Kind::Instance(class) => program.is_thread_class(*class) && !starts_itself(program, *class),
        _ => false,
    }
}

/// `this.start()`, or `this` handed to somebody, in a method.
fn starts_itself(program: &Program, class: ClassId) -> bool {
    let methods = program.lineage(class).into_iter();
    let mut methods = methods.flat_map(|class| &program.unit.classes[class].methods);
    methods.any(|(_, function)| {
        any(&program.function(*function).body, &|node| {
            let place = Place {
                function: *function,
                node,
            };
            matches!(node.expr, Expr::This)
                || method_calls(place).any(|call| {
                    call.name == "start" && call.index == 0 && matches!(call.chain.root, Root::This)
                })
        })
    })
}
