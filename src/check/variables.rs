//! Variables that nobody reads, and variables that hide the one that was meant.

use super::Finding;
use super::kinds::Kind;
use super::program::{MAIN, Place, Program, Thing};
use super::uses::How;
use super::walk::{any, parts};
use crate::lang::hir::tree::{Expr, Node};
use crate::messages::{closest, message};
use rhai::{ImmutableString, Position};
use std::collections::HashMap;

/// The names of a scope, each with its declaration.
type Names = HashMap<ImmutableString, (Thing, Position)>;

pub fn look(program: &Program) -> Vec<Finding> {
    if program.evaluates() {
        return Vec::new();
    }
    let mut search = Search {
        program,
        top: Names::new(),
        scopes: Vec::new(),
        findings: Vec::new(),
        unused: Vec::new(),
        hidden: Vec::new(),
    };
    let main = &program.function(MAIN).body;
    for node in parts(main) {
        if let Expr::Let { var, .. } = &node.expr
            && let Some(thing) = program.thing(MAIN, var)
        {
            search.top.insert(program.name(&thing), (thing, node.at));
        }
    }
    for (function, body) in program.functions() {
        search.go(Place {
            function,
            node: &body.body,
        });
    }
    search.findings()
}

struct Search<'p, 'a> {
    program: &'p Program<'a>,
    /// The variables of the top level.
    top: Names,
    /// The scopes that are open in a function, the innermost last.
    scopes: Vec<Names>,
    findings: Vec<Finding>,
    /// Variables that nobody reads, and those that are hidden by others.
    unused: Vec<(Thing, Finding)>,
    hidden: Vec<Thing>,
}

impl<'a> Search<'_, 'a> {
    /// To delete a variable is no advice where its name is meant elsewhere: hidden by another, or misspelt.
    fn findings(self) -> Vec<Finding> {
        let mut misspelt = Vec::new();
        self.program.visit(&mut |place, _| {
            if let Expr::Unknown(name) = &place.node.expr {
                misspelt.push(name);
            }
        });
        let is_meant = |thing: &Thing| {
            let name = self.program.name(thing);
            let is_it =
                |word: &&ImmutableString| closest(word, std::iter::once(name.as_str())).is_some();
            // In double quotes it is no use, but meant as one: `value-in-quotes` says that.
            let is_quoted = self.program.source.text.contains(&format!("${{{name}}}"));
            self.hidden.contains(thing) || is_quoted || misspelt.iter().any(is_it)
        };
        let unused = self.unused.iter().filter(|(thing, _)| !is_meant(thing));
        let unused = unused.map(|(_, finding)| finding.clone());
        self.findings.iter().cloned().chain(unused).collect()
    }

    fn go(&mut self, place: Place<'a>) {
        let opens = matches!(place.node.expr, Expr::Block(_));
        if opens {
            self.scopes.push(Names::new());
        }
        for node in parts(place.node) {
            self.go(Place { node, ..place });
        }
        if opens {
            self.scopes.pop();
        }
        if let Expr::Let { var, value, .. } = &place.node.expr
            && let Some(thing) = self.program.thing(place.function, var)
        {
            self.declared(place, &thing, value);
            let name = self.program.name(&thing);
            if let Some(scope) = self.scopes.last_mut() {
                scope.insert(name, (thing, place.node.at));
            }
        }
    }

    fn declared(&mut self, place: Place<'a>, thing: &Thing, value: &'a Node) {
        let program = self.program;
        let name = program.name(thing);
        let at = || program.name_after(place.node.at, &name);
        if let Some((hidden, line)) = self.hidden(place, thing, value) {
            self.hidden.push(hidden);
            self.findings.push(Finding::new(
                at(),
                message!("check-shadowed-variable", name = name.as_str(), line),
                message!("check-shadowed-variable.hint", name = name.as_str()),
            ));
        } else if self.is_unused(thing, &name) {
            let title = message!("check-unused-variable", name = name.as_str());
            let hint = message!("check-unused-variable.hint", name = name.as_str());
            self.unused
                .push((thing.clone(), Finding::new(at(), title, hint)));
        }
    }

    fn is_unused(&self, thing: &Thing, name: &str) -> bool {
        let program = self.program;
        let is_exported = match thing {
            Thing::Global(global) => !program.unit.globals[*global].exported_as.is_empty(),
            _ => false,
        };
        // What is said of a thread that nobody starts says it all.
        let is_thread = match program.kinds.of(program, thing) {
            Kind::Thread(_) => true,
            Kind::Instance(class) => program.is_thread_class(class),
            _ => false,
        };
        let mut uses = program.uses.get(thing).iter();
        !name.starts_with('_') && !is_exported && !is_thread && uses.all(|it| it.how == How::Set)
    }

    /// The variable that this one hides, and its line, when that one was meant.
    fn hidden(&self, place: Place<'a>, thing: &Thing, value: &'a Node) -> Option<(Thing, usize)> {
        let program = self.program;
        let name = program.name(thing);
        let mut uses = program.uses.get(thing).iter();
        let is_read = uses.any(|it| !matches!(it.how, How::Set | How::Update));
        let (_, outer) = self.scopes.split_last()?;
        let nested = outer.iter().rev().find_map(|scope| scope.get(&name));
        let (hidden, at) = match nested {
            Some(hidden) => hidden,
            None if place.function != MAIN => self.top.get(&name)?,
            None => return None,
        };
        if hidden == thing {
            return None;
        }
        let is_hidden = |node: &Node| {
            let found = match &node.expr {
                Expr::Var(var) => program.thing(place.function, var),
                _ => None,
            };
            found.as_ref() == Some(hidden)
        };
        // `let i = i;` keeps a copy, for a closure.
        if is_hidden(value) {
            return None;
        }
        let changed_elsewhere = || {
            let mut functions = program.functions().map(|(id, _)| id);
            functions.any(|other| {
                other != MAIN
                    && other != place.function
                    && program
                        .uses
                        .written_in(other)
                        .any(|written| written == hidden)
            })
        };
        let is_top = nested.is_none();
        let meant = !is_read || (is_top && (any(value, &is_hidden) || changed_elsewhere()));
        meant.then(|| Some((hidden.clone(), at.line()?))).flatten()
    }
}
