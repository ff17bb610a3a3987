//! Slips of the hand that run, but not as meant: `Thread(f())`, `lock.acquire;`, a lock of one's own, `7 / 2`.

use super::Finding;
use super::kinds::{Kind, spawn, thread_functions};
use super::locks::thing_of;
use super::program::{Place, Program, Thing};
use super::starts::is_dropped;
use super::uses::How;
use super::walk::any;
use crate::lang::hir::tree::{Callee, Expr, FunctionId, Node, StepKind};
use crate::messages::message;

pub fn look(program: &Program) -> Vec<Finding> {
    let mut findings = Vec::new();
    program.visit(&mut |place, around| {
        findings.extend(of_thread(program, place));
        findings.extend(not_called(program, place, around));
        findings.extend(division(program, place.node));
    });
    findings.extend(locks_of_one(program));
    findings
}

/// `Thread(f())`, `Thread(f, 3)`.
fn of_thread(program: &Program, place: Place) -> Option<Finding> {
    let Expr::Call(call) = &place.node.expr else {
        return None;
    };
    spawn(program, place)?;
    let first = call.args.first()?;
    if let Expr::Call(inner) = &first.expr
        && let Callee::Script(function) = inner.callee
        && !gives_function(program, function)
    {
        let name = program.function(function).name.to_string();
        let hint = match inner.args.is_empty() {
            true => message!("check-thread-of-call.hint", name = &name),
            false => message!("check-thread-of-call.arguments", name = &name),
        };
        let title = message!("check-thread-of-call", name = &name);
        return Some(Finding::new(program.span_of(first), title, hint));
    }
    let second = call.args.get(1)?;
    let is_plain = matches!(
        second.expr,
        Expr::Int(_)
            | Expr::Float(_)
            | Expr::Bool(_)
            | Expr::Char(_)
            | Expr::Str(_)
            | Expr::Interpolate(_)
    );
    is_plain.then(|| {
        let at = program.span_of(second);
        let value = program.source.text[at.clone()].to_string();
        Finding::new(
            at,
            message!("check-thread-arguments"),
            message!("check-thread-arguments.hint", value = &value),
        )
    })
}

/// May the function give a function?
fn gives_function(program: &Program, function: FunctionId) -> bool {
    any(&program.function(function).body, &|node| {
        matches!(node.expr, Expr::Closure { .. } | Expr::FunctionValue(_))
            || matches!(&node.expr, Expr::Call(call) if matches!(&call.callee, Callee::Named(name) if name == "Fn"))
    })
}

/// Methods without arguments that nobody names for their value.
const ACTIONS: &[&str] = &[
    "acquire",
    "join",
    "notify",
    "notify_all",
    "release",
    "start",
    "task_done",
];

/// `lock.acquire;`
fn not_called<'a>(program: &Program<'a>, place: Place<'a>, around: &[&Node]) -> Option<Finding> {
    let Expr::Chain(chain) = &place.node.expr else {
        return None;
    };
    let step = chain.steps.last()?;
    let StepKind::Property(name) = &step.kind else {
        return None;
    };
    if !ACTIONS.contains(&name.as_str()) {
        return None;
    }
    let receiver = program.receiver(place.function, chain, chain.steps.len() - 1);
    let kind = receiver.map_or(Kind::Unknown, |thing| program.kinds.of(program, &thing));
    let is_handle = matches!(kind, Kind::Handle(_) | Kind::Thread(_));
    let is_statement = matches!(around.last().map(|node| &node.expr), Some(Expr::Block(_)));
    let is_own = matches!(kind, Kind::Instance(_));
    (is_statement && !is_own && (is_handle || is_dropped(place, around))).then(|| {
        let at = program.span_of(place.node);
        let written = program.source.text[at.clone()].to_string();
        let title = message!("check-method-not-called", name = name.as_str());
        Finding::new(at, title, message!("check-method-not-called.hint", written))
    })
}

/// `7 / 2`
fn division(program: &Program, node: &Node) -> Option<Finding> {
    let Expr::Binary(operator, left, right) = &node.expr else {
        return None;
    };
    let (Expr::Int(a), Expr::Int(b)) = (&left.expr, &right.expr) else {
        return None;
    };
    let quotient = a.checked_div(*b)?;
    if operator.name != "/" || a.checked_rem(*b)? == 0 {
        return None;
    }
    let at = program.span(left.at, right.at);
    let written = program.source.text[at.clone()].to_string();
    let title = message!(
        "check-integer-division",
        written,
        value = quotient.to_string()
    );
    let hint = message!(
        "check-integer-division.hint",
        a = a.to_string(),
        b = b.to_string()
    );
    Some(Finding::new(at, title, hint))
}

/// Locks that are made in the function of a thread and stay there: each thread has its own.
fn locks_of_one(program: &Program) -> Vec<Finding> {
    let targets = thread_functions(program);
    // Uses as `with lock`.
    let mut subjects: Vec<Thing> = Vec::new();
    program.visit(&mut |place, _| {
        if let Expr::With(parts) = &place.node.expr {
            subjects.extend(thing_of(program, place.function, &parts.0));
        }
    });
    let is_own = |thing: &Thing| {
        let uses = program.uses.get(thing);
        let guards = |how: How| {
            matches!(
                how,
                How::Read | How::Method("acquire" | "release" | "locked")
            )
        };
        let reads = uses.iter().filter(|it| it.how == How::Read).count();
        let as_subject = subjects.iter().filter(|subject| *subject == thing).count();
        let stays = |function| {
            uses.iter()
                .all(|it| guards(it.how) && it.place.function == function)
        };
        match thing {
            // Each read is that of a `with`: it goes nowhere.
            Thing::Local(function, _) => {
                !uses.is_empty() && stays(*function) && reads == as_subject
            }
            _ => false,
        }
    };
    let is_made = |place: &Place| match &place.node.expr {
        Expr::Let { value, .. } => matches!(value.expr, Expr::Call(_)),
        _ => false,
    };
    let locks = program.uses.declared.iter().filter(|(thing, place)| {
        let kind = program.kinds.of(program, thing);
        let is_lock = matches!(kind, Kind::Handle("Lock" | "RLock"));
        targets.contains(&place.function) && is_lock && is_made(place)
    });
    let told = |(thing, place): &(Thing, Place)| {
        let name = program.name(thing);
        Finding::new(
            program.name_after(place.node.at, &name),
            message!("check-lock-per-thread", name = name.as_str()),
            message!("check-lock-per-thread.hint", name = name.as_str()),
        )
    };
    locks.filter(|(thing, _)| is_own(thing)).map(told).collect()
}
