//! Locks that stay held: never released, not on every way out, not when something fails in between; or acquired by who holds them.

use super::Finding;
use super::kinds::Kind;
use super::locks::{Act, Entered, Lock, acts, entered};
use super::program::{MAIN, Place, Program, method_calls};
use super::risks::Risks;
use super::walk::{always, any, visit};
use super::ways::{Found, Trouble, follow};
use crate::lang::hir::tree::{Expr, FunctionId, FunctionKind, Node};
use crate::messages::{Message, message};
use std::collections::BTreeMap;

/// The acts of a function on each lock.
type Acts<'a> = BTreeMap<Lock, Vec<(Act, &'a Node)>>;

pub fn look(program: &Program) -> Vec<Finding> {
    let mut all: Vec<Acts> = Vec::new();
    // Somebody releases a lock that is not known.
    let mut unknown = false;
    for (function, _) in program.functions() {
        let (found, releases_unknown) = acts(program, function);
        let mut by_lock = Acts::new();
        for (lock, act, node) in found {
            by_lock.entry(lock).or_default().push((act, node));
        }
        all.push(by_lock);
        unknown |= releases_unknown;
    }
    let risks = Risks::new(program);
    let mut findings = Vec::new();
    for (function, by_lock) in all.iter().enumerate() {
        for (lock, acts) in by_lock {
            let count = |wanted: Act| acts.iter().filter(|(act, _)| *act == wanted).count();
            if count(Act::Acquire) == 0 {
                continue;
            }
            // Acquires and releases of what may be the same lock, elsewhere.
            let others = all.iter().enumerate().flat_map(|(other, acts)| {
                let not_here = move |of: &Lock| other != function || of != lock;
                acts.iter().filter(move |(of, _)| not_here(of))
            });
            let mut others = others.filter(|(of, _)| of.may_be(program, lock));
            if count(Act::Release) > 0 {
                let is_handed_over = others.any(|(_, acts)| balance(acts) < 0) || unknown;
                let found = follow(program, &risks, function, lock, is_handed_over);
                let name = written(program, lock, acts);
                findings.extend(told(program, function, &name, &found));
            } else {
                let is_released = others.any(|(_, acts)| acts.iter().any(is_release)) || unknown;
                findings.extend(never(program, lock, acts).filter(|_| !is_released));
            }
        }
        again(program, &all, function, &mut findings);
    }
    findings
}

fn is_release((act, _): &(Act, &Node)) -> bool {
    *act == Act::Release
}

/// How many more acquires than releases.
fn balance(acts: &[(Act, &Node)]) -> isize {
    acts.iter()
        .map(|(act, _)| match act {
            Act::Acquire => 1,
            Act::Release => -1,
            Act::With => 0,
        })
        .sum()
}

/// Nobody releases it.
fn never(program: &Program, lock: &Lock, acts: &[(Act, &Node)]) -> Option<Finding> {
    let (_, node) = acts.iter().find(|(act, _)| *act == Act::Acquire)?;
    let name = written(program, lock, acts);
    Some(Finding::new(
        acquire_at(program, node),
        message!("check-lock-not-released.never", lock = &name),
        message!("check-lock-not-released.add", lock = &name),
    ))
}

/// The lock as it is written where it is acquired first.
fn written(program: &Program, lock: &Lock, acts: &[(Act, &Node)]) -> String {
    let calls = acts.iter().filter(|(act, _)| *act == Act::Acquire);
    let mut calls = calls.flat_map(|(_, node)| {
        method_calls(Place {
            function: MAIN,
            node,
        })
    });
    let acquire = calls.find(|call| call.name == "acquire");
    acquire.map_or_else(
        || lock.name(program),
        |call| call.receiver_text(program).to_string(),
    )
}

/// From the lock's name to `acquire`.
fn acquire_at(program: &Program, node: &Node) -> std::ops::Range<usize> {
    let mut calls = method_calls(Place {
        function: MAIN,
        node,
    });
    let call = calls.find(|call| call.name == "acquire");
    call.map_or_else(|| program.span_of(node), |call| call.span(program))
}

/// The troubles of one lock in one function, in words; of what can fail, the first.
fn told(program: &Program, function: FunctionId, name: &str, found: &[Found]) -> Vec<Finding> {
    let line = |at: rhai::Position| at.line().unwrap_or_default();
    let mut findings = Vec::new();
    let mut fails = false;
    for Found { trouble, acquired } in found {
        let acquired_span = program.span(acquired.from, acquired.to);
        let acquired_line = line(acquired.to);
        let (span, title, hint): (_, Message, Message) = match trouble {
            Trouble::Leaves { at, with } => (
                program.span(*at, *at),
                message!("check-lock-not-released", lock = name),
                match *with {
                    "continue" => message!(
                        "check-lock-not-released.next",
                        lock = name,
                        line = acquired_line
                    ),
                    _ => message!(
                        "check-lock-not-released.leaves",
                        lock = name,
                        line = acquired_line,
                        with = *with
                    ),
                },
            ),
            Trouble::Ends { in_loop } => (
                acquired_span,
                message!("check-lock-not-released", lock = name),
                match (in_loop, program.function(function).kind) {
                    (true, _) => message!("check-lock-not-released.turn", lock = name),
                    (false, FunctionKind::Main) => {
                        message!("check-lock-not-released.script", lock = name)
                    }
                    (false, _) => message!("check-lock-not-released.end", lock = name),
                },
            ),
            Trouble::Fails { .. } if fails => continue,
            Trouble::Fails { at, what } => {
                fails = true;
                (
                    acquired_span,
                    message!("check-lock-held-on-error", lock = name, line = line(*at)),
                    message!("check-lock-held-on-error.hint", lock = name, what),
                )
            }
            Trouble::Twice { at } => (
                program.span(*at, *at),
                message!("check-lock-acquired-twice", lock = name),
                message!("check-lock-acquired-twice.hint", line = acquired_line),
            ),
        };
        findings.push(Finding::new(span, title, hint));
    }
    findings
}

/// `with lock { … }` that acquires the lock once more, itself or through a function that it calls.
fn again<'a>(
    program: &Program<'a>,
    all: &[Acts<'a>],
    function: FunctionId,
    findings: &mut Vec<Finding>,
) {
    for (lock, acts) in &all[function] {
        if !lock.is_plain(program) {
            continue;
        }
        let takes = |act: &Act| *act != Act::Release;
        for (_, with) in acts.iter().filter(|(act, _)| *act == Act::With) {
            let Expr::With(parts) = &with.expr else {
                continue;
            };
            let is_inside = |inner: &Node| any(&parts.1, &|node| std::ptr::eq(node, inner));
            if gives_back(program, all, function, &parts.1, lock) {
                continue;
            }
            let line = with.at.line().unwrap_or_default();
            let name = lock.name(program);
            let title = || message!("check-lock-acquired-twice", lock = &name);
            for (act, node) in acts
                .iter()
                .filter(|(act, node)| takes(act) && is_inside(node))
            {
                let at = match act {
                    Act::Acquire => acquire_at(program, node),
                    _ => program.span_of(node),
                };
                findings.push(Finding::new(
                    at,
                    title(),
                    message!("check-lock-acquired-twice.hint", line),
                ));
            }
            visit(&parts.1, &mut |node, _| {
                for call in entered(program, Place { function, node }) {
                    if !takes_it(program, &call, lock, &mut Vec::new()) {
                        continue;
                    }
                    let inner = program.function(call.callee).name.to_string();
                    let hint = message!("check-lock-acquired-twice.call", line, function = inner);
                    findings.push(Finding::new(program.span_of(node), title(), hint));
                }
            });
        }
    }
}

/// Is what may be this lock released in a part of a function, or by one that is called there?
fn gives_back<'a>(
    program: &Program<'a>,
    all: &[Acts<'a>],
    function: FunctionId,
    body: &'a Node,
    lock: &Lock,
) -> bool {
    let released = |function: FunctionId, is_there: &dyn Fn(&Node) -> bool| {
        let mut acts = all[function].iter();
        acts.any(|(other, acts)| {
            let mut here = acts.iter().filter(|(_, node)| is_there(node));
            other.may_be(program, lock) && here.any(is_release)
        })
    };
    if released(function, &|inner| {
        any(body, &|node| std::ptr::eq(node, inner))
    }) {
        return true;
    }
    let mut found = false;
    visit(body, &mut |node, _| {
        for called in program.called(Place { function, node }) {
            let mut reach = program.reach(called).into_iter();
            found = found || reach.any(|function| released(function, &|_| true));
        }
    });
    found
}

/// Does the function that is called take the lock for certain, itself or through one that it calls?
fn takes_it<'a>(
    program: &Program<'a>,
    call: &Entered<'a>,
    lock: &Lock,
    seen: &mut Vec<FunctionId>,
) -> bool {
    if seen.contains(&call.callee) {
        return false;
    }
    seen.push(call.callee);
    let function = call.callee;
    let mut locks = lock.inside(program, call);
    locks.retain(|lock| lock.is_steady(program));
    if locks.is_empty() {
        return false;
    }
    let is_it = |found: Option<(Lock, Kind)>| found.is_some_and(|(lock, _)| locks.contains(&lock));
    always(&program.function(function).body)
        .into_iter()
        .any(|node| {
            let place = Place { function, node };
            if let Expr::With(parts) = &node.expr
                && is_it(Lock::of_subject(program, function, &parts.0))
            {
                return true;
            }
            let mut acquires = method_calls(place).filter(|call| call.name == "acquire");
            if acquires.any(|call| call.args.is_empty() && is_it(Lock::of_call(program, &call))) {
                return true;
            }
            let mut inner = entered(program, place).into_iter();
            inner.any(|inner| {
                locks
                    .iter()
                    .any(|lock| takes_it(program, &inner, lock, seen))
            })
        })
}
