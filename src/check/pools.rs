//! Pools: a result that nobody asks for, a pool that nobody shuts down, a task that waits for another one of its own pool.

use super::Finding;
use super::kinds::{Kind, target};
use super::program::{MethodCall, Place, Program, Thing, method_calls};
use super::starts::is_dropped;
use super::uses::{Flow, How};
use super::walk::any;
use crate::lang::hir::tree::{Expr, FunctionId, Node, StepKind};
use crate::messages::message;

pub fn look(program: &Program) -> Vec<Finding> {
    if program.evaluates() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut tasks: Vec<(Thing, FunctionId)> = Vec::new();
    program.visit(&mut |place, around| {
        for call in method_calls(place) {
            let Some((pool, task)) = handed_over(program, &call) else {
                continue;
            };
            tasks.extend(task.map(|task| (pool, task)));
            let is_last = call.index + 1 == call.chain.steps.len();
            let is_lost = is_last && is_dropped(place, around);
            if let Some(task) = task.filter(|task| is_lost && gives_value(program, *task)) {
                findings.push(not_asked(program, &call, task));
            }
        }
    });
    findings.extend(not_shut_down(program));
    let mut waits: Vec<Finding> = Vec::new();
    for (pool, task) in &tasks {
        for finding in waits_inside(program, pool, *task) {
            if !waits.iter().any(|known| known.at == finding.at) {
                waits.push(finding);
            }
        }
    }
    findings.extend(waits);
    findings
}

/// The pool that a call hands a task to, and the function of that task, where the script says both.
fn handed_over(program: &Program, call: &MethodCall) -> Option<(Thing, Option<FunctionId>)> {
    if !matches!(call.name, "submit" | "map") {
        return None;
    }
    let pool = call.receiver(program)?;
    if !is_pool(&program.kinds.of(program, &pool)) {
        return None;
    }
    let node = call.args.first()?;
    let function = call.place.function;
    Some((pool, target(program, Place { function, node }, None)))
}

fn is_pool(kind: &Kind) -> bool {
    matches!(kind, Kind::Handle("ThreadPoolExecutor"))
}

/// Does the function plainly give something?
fn gives_value(program: &Program, function: FunctionId) -> bool {
    let body = &program.function(function).body;
    let last = match &body.expr {
        Expr::Block(nodes) => nodes.last(),
        _ => Some(body),
    };
    let is_value = |node: &Node| {
        matches!(
            node.expr,
            Expr::Binary(..) | Expr::Int(_) | Expr::Float(_) | Expr::Str(_) | Expr::Array(_)
        )
    };
    last.is_some_and(is_value)
        || any(
            body,
            &|node| matches!(&node.expr, Expr::Return(Some(value)) if is_value(value)),
        )
}

fn not_asked(program: &Program, call: &MethodCall, task: FunctionId) -> Finding {
    let pool = call.receiver_text(program);
    let name = match program.function(task).name.as_str() {
        name if name.starts_with("anon$") => "|…|",
        name => name,
    };
    let hint = match call.name {
        "map" => message!("check-map-not-asked", pool, name),
        _ => message!("check-result-not-asked.hint", pool, name),
    };
    let title = message!("check-result-not-asked", name);
    Finding::new(call.span(program), title, hint)
}

/// Pools that get tasks and nothing else: what else is done with one may shut it down.
fn not_shut_down(program: &Program) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (thing, place) in &program.uses.declared {
        let uses = program.uses.get(thing);
        let only_fed = (uses.iter()).all(|it| matches!(it.how, How::Method("submit" | "map")));
        if uses.is_empty() || !only_fed || !is_pool(&program.kinds.of(program, thing)) {
            continue;
        }
        let name = program.name(thing);
        findings.push(Finding::new(
            program.name_after(place.node.at, &name),
            message!("check-pool-not-shut-down", name = name.as_str()),
            message!("check-pool-not-shut-down.hint", name = name.as_str()),
        ));
    }
    findings
}

/// Where the function of a task asks for the result of another task of its pool.
fn waits_inside(program: &Program, pool: &Thing, task: FunctionId) -> Vec<Finding> {
    let mut findings = Vec::new();
    program.visit(&mut |place, around| {
        if place.function != task {
            return;
        }
        for call in method_calls(place) {
            let waits = match call.name {
                "result" | "exception" => is_of_pool(program, pool, &call),
                // Results that are walked over, or kept for that.
                "map" => {
                    call.receiver(program).as_ref() == Some(pool) && !is_dropped(place, around)
                }
                _ => false,
            };
            if waits {
                let name = program.name(pool);
                findings.push(Finding::new(
                    call.span(program),
                    message!("check-waits-in-own-pool", name = name.as_str()),
                    message!("check-waits-in-own-pool.hint"),
                ));
            }
        }
    });
    findings
}

/// Is what the method is called on the future of a task of this pool?
fn is_of_pool(program: &Program, pool: &Thing, call: &MethodCall) -> bool {
    let submits = |place: Place, before: usize| {
        method_calls(place).any(|other| {
            other.index < before
                && other.name == "submit"
                && other.receiver(program).as_ref() == Some(pool)
        })
    };
    if submits(call.place, call.index) {
        return true;
    }
    let Some(future) = call.receiver(program) else {
        return false;
    };
    let comes_from = |flow: &Flow| match flow {
        Flow::Value(place) => {
            let steps = match &place.node.expr {
                Expr::Chain(chain) => chain.steps.len(),
                _ => 0,
            };
            let ends = match &place.node.expr {
                Expr::Chain(chain) => chain.steps.last().map(|step| &step.kind),
                _ => None,
            };
            matches!(ends, Some(StepKind::Method { name, .. }) if name == "submit")
                && submits(*place, steps)
        }
        _ => false,
    };
    program.kinds.flows(&future).iter().any(comes_from)
}
