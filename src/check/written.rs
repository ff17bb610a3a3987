//! The top-level variables that are changed while threads run: by a thread, or by the main program after it has started one.

use super::kinds::thread_functions;
use super::program::{MAIN, Place, Program, Thing, method_calls};
use super::walk::{any, visit};
use crate::diagnostics::hints::Names;
use crate::lang::hir::tree::{Expr, FunctionId, Node};
use crate::lang::hir::{Environment, lower};
use crate::lang::syntax;
use crate::objects::error::Source;
use std::collections::HashSet;

/// Their names, in the order in which the text declares them; none for a text that does not parse.
pub fn changed_while_threads_run(source: &Source) -> Vec<String> {
    let Ok(ast) = syntax::parse(&source.text) else {
        return Vec::new();
    };
    let Ok(unit) = lower(&ast, &Environment::default()) else {
        return Vec::new();
    };
    let names = Names::default();
    let program = Program::new(&unit, source, &names);
    let mut changed = HashSet::new();
    for function in begins(&program) {
        changed.extend(program.uses.written_by(&program, function));
    }
    after_a_start(&program, &mut changed);
    let globals = unit.globals.iter().enumerate();
    let named = globals.filter(|(place, _)| changed.contains(&Thing::Global(*place)));
    named.map(|(_, global)| global.name.to_string()).collect()
}

/// The functions that threads begin with; one that is handed on as a value may be such.
fn begins(program: &Program) -> HashSet<FunctionId> {
    let mut found = thread_functions(program);
    program.visit(&mut |place, _| {
        if let Expr::FunctionValue(name) = &place.node.expr {
            let named = program.functions();
            let named = named.filter(|(_, function)| function.name == *name);
            found.extend(named.map(|(id, _)| id));
        }
    });
    found
}

/// What the statements of the main program change from the first one on that starts a thread.
fn after_a_start(program: &Program, changed: &mut HashSet<Thing>) {
    let body = &program.function(MAIN).body;
    let statements: Vec<&Node> = match &body.expr {
        Expr::Block(nodes) => nodes.iter().collect(),
        _ => vec![body],
    };
    let starting: HashSet<FunctionId> = (program.functions().map(|(id, _)| id))
        .filter(|id| *id != MAIN)
        .filter(|id| {
            let reached = program.reach(*id).into_iter();
            reached
                .map(|id| (id, &program.function(id).body))
                .any(|(id, body)| any(body, &|node| is_start(Place { function: id, node })))
        })
        .collect();
    let starts = |node: &Node| {
        let place = Place {
            function: MAIN,
            node,
        };
        let mut called = program.called(place).into_iter();
        is_start(place) || called.any(|function| starting.contains(&function))
    };
    let mut nodes: HashSet<*const Node> = HashSet::new();
    for statement in statements
        .into_iter()
        .skip_while(|node| !any(node, &starts))
    {
        visit(statement, &mut |node, _| {
            nodes.insert(std::ptr::from_ref(node));
            let place = Place {
                function: MAIN,
                node,
            };
            for function in program.called(place) {
                changed.extend(program.uses.written_by(program, function));
            }
        });
    }
    for thing in program.uses.all() {
        let mut uses = program.uses.get(thing).iter();
        let is_there = |node: &Node| nodes.contains(&std::ptr::from_ref(node));
        if uses.any(|used| used.how.changes() && is_there(used.place.node)) {
            changed.insert(thing.clone());
        }
    }
}

fn is_start(place: Place) -> bool {
    method_calls(place).any(|call| call.name == "start")
}
