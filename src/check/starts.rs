//! Threads that are made and never started.

use super::Finding;
use super::kinds::{Kind, spawn};
use super::program::{MAIN, Place, Program, Thing, method_calls};
use super::uses::{Flow, How, Use};
use super::walk::any;
use crate::lang::hir::tree::{Callee, ClassId, Expr, Node, Root, StepKind};
use crate::messages::message;
use std::collections::HashMap;

pub fn look(program: &Program) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (thing, place) in &program.uses.declared {
        let name = program.name(thing);
        if !is_thread(program, &program.kinds.of(program, thing)) || program.evaluates() {
            continue;
        }
        let uses = program.uses.get(thing);
        if !uses.iter().any(|it| may_start(it.how) || is_meant(it)) {
            findings.push(Finding::new(
                program.name_after(place.node.at, &name),
                message!("check-thread-never-started", name = name.as_str()),
                message!("check-thread-never-started.hint", name = name.as_str()),
            ));
        }
    }
    findings.extend(lists(program));
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

/// Lists of threads that are made in their place, gone through, and none of which is started.
fn lists(program: &Program) -> Vec<Finding> {
    let mut items = HashMap::new();
    program.visit(&mut |place, _| {
        if let Expr::For(parts) = &place.node.expr {
            let item = program.thing(place.function, &parts.item);
            items.insert(std::ptr::from_ref(&parts.iterable), item);
        }
    });
    let is_left = |thing: &Thing| {
        let uses = program.uses.get(thing);
        let harmless = |it: &Use| match it.how {
            How::Method("push" | "len") => true,
            How::Read => match items.get(&std::ptr::from_ref(it.place.node)) {
                Some(Some(item)) => program.uses.get(item).iter().all(|it| !may_start(it.how)),
                _ => false,
            },
            _ => false,
        };
        uses.iter().any(|it| it.how == How::Read) && uses.iter().all(harmless)
    };
    let declared = program.uses.declared.iter();
    let left = declared.filter(|(thing, _)| are_made_here(program, thing) && is_left(thing));
    left.map(|(thing, place)| {
        let name = program.name(thing);
        Finding::new(
            program.name_after(place.node.at, &name),
            message!("check-thread-never-started.list", name = name.as_str()),
            message!("check-thread-never-started.each", name = name.as_str()),
        )
    })
    .collect()
}

/// Is every element a thread that is made where it is put into the list? One with a name may have been started by it.
fn are_made_here(program: &Program, thing: &Thing) -> bool {
    let flows = program.kinds.flows(thing);
    let makes = |node, function| makes_thread(program, Place { function, node });
    let mut some = false;
    flows.iter().all(|flow| match flow {
        Flow::Value(place) => match &place.node.expr {
            Expr::Comprehension { item, .. } => {
                some = true;
                makes(item, place.function)
            }
            Expr::Array(nodes) => {
                some |= !nodes.is_empty();
                nodes.iter().all(|node| makes(node, place.function))
            }
            _ => false,
        },
        Flow::Pushed(place) => {
            some = true;
            makes(place.node, place.function)
        }
        Flow::ElementOf(_) | Flow::Unknown => false,
    }) && some
}

/// `t.start;`: what is said of that says it all.
fn is_meant(it: &Use) -> bool {
    match &it.place.node.expr {
        Expr::Chain(chain) => chain
            .steps
            .last()
            .is_some_and(|step| matches!(&step.kind, StepKind::Property(name) if name == "start")),
        _ => false,
    }
}

/// May a use like this start the thread?
fn may_start(how: How) -> bool {
    matches!(how, How::Read | How::Call | How::Method("start" | "run"))
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
