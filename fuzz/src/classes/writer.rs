//! A tape of numbers, read as classes and as the statements that use them. Choice 0 is the simplest, and an empty tape answers 0.

use super::super::tape::Tape;
use super::text::class;
use super::{Body, Class, Expr, Init, Key, Model, NAMES};

/// How often a program does all it does, with new objects: what a place in the code has met before is remembered there.
const ROUNDS: usize = 3;

/// A script, and the lines that it prints.
pub struct Program {
    pub source: String,
    pub output: Vec<String>,
}

/// Nothing when the program would compute for too long.
pub fn program(tape: Tape) -> Option<Program> {
    let mut writer = Writer {
        tape,
        model: Model::default(),
        source: String::new(),
        output: Vec::new(),
    };
    for number in 0..2 + writer.choose(3) {
        writer.class(number);
    }
    writer
        .source
        .push_str(&format!("for round in 0..{ROUNDS} {{\n"));
    let objects = 1 + writer.choose(3);
    for object in 0..objects {
        writer.object(object);
    }
    for _ in 0..4 + writer.choose(12) {
        writer.statement();
    }
    for object in 0..objects {
        let [a, b] = writer.model.objects[object].attributes;
        writer.prints(&format!("o{object}.a, o{object}.b"), format!("{a} {b}"));
    }
    writer.source.push_str("}\n");
    (!writer.model.is_too_large).then_some(Program {
        source: writer.source,
        output: vec![writer.output; ROUNDS].concat(),
    })
}

/// What an expression may name.
#[derive(Clone, Copy)]
struct Scope {
    class: usize,
    parameters: usize,
    /// Does a closure stand around it?
    item: bool,
    /// Methods from here on are not called: nothing calls itself.
    below: Key,
    /// The method that it stands in: its base's form may be called.
    within: Option<Key>,
    /// May it call anything?
    calls: bool,
}

pub(super) struct Writer {
    tape: Tape,
    pub model: Model,
    pub source: String,
    pub output: Vec<String>,
}

impl Writer {
    pub fn choose(&mut self, count: usize) -> usize {
        self.tape.choose(count)
    }

    pub fn int(&mut self) -> i64 {
        self.choose(9) as i64 - 2
    }

    pub fn ints(&mut self) -> Vec<i64> {
        (0..self.choose(4)).map(|_| self.int()).collect()
    }

    fn class(&mut self, number: usize) {
        let base = match self.choose(3) {
            0 => None,
            _ if number == 0 => None,
            _ => Some(self.choose(number)),
        };
        let own = Class {
            base,
            ..Class::default()
        };
        self.model.classes.push(own);
        // The first of a line sets all attributes.
        let first = base.is_none_or(|base| self.model.made_by(base).is_none());
        for count in 0..3 {
            if first && count == 0 || self.choose(3) == 1 {
                let init = self.init(number, count, first);
                self.model.classes[number].inits.insert(count, init);
            }
        }
        for name in 0..NAMES.len() {
            for count in 0..=3 {
                if self.choose(3) == 1 {
                    let key = (name, count);
                    let scope = self.scope(number, count, key, Some(key));
                    let body = self.body(scope);
                    self.model.classes[number].methods.insert(key, body);
                }
            }
        }
        let all = (NAMES.len(), 0);
        if self.choose(2) == 1 {
            let body = self.body(self.scope(number, 0, all, None));
            self.model.classes[number].text = Some(body);
        }
        if self.choose(2) == 1 {
            let mut scope = self.scope(number, 1, all, None);
            (scope.item, scope.calls) = (true, false);
            self.model.classes[number].maker = Some(self.expression(scope, 2));
        }
        self.source += &class(number, &self.model.classes[number]);
    }

    fn scope(&self, class: usize, parameters: usize, below: Key, within: Option<Key>) -> Scope {
        Scope {
            class,
            parameters,
            item: false,
            below,
            within,
            calls: true,
        }
    }

    fn init(&mut self, class: usize, count: usize, first: bool) -> Init {
        let scope = self.scope(class, count, (0, 0), None);
        let base = self.model.classes[class].base.filter(|_| !first);
        let above = base.map(|base| {
            let counts = self.model.init_counts(base);
            let count = counts[self.choose(counts.len())];
            // Attributes are not there yet.
            let simple = |writer: &mut Self| match writer.choose(2) * scope.parameters {
                0 => Expr::Int(writer.int()),
                _ => Expr::Parameter(0),
            };
            (0..count).map(|_| simple(self)).collect()
        });
        let mut changes = Vec::new();
        for attribute in 0..2 {
            if first || self.choose(2) == 1 {
                // What is not set yet cannot be read.
                let simple = Expr::Int(self.int());
                let value = match (first, count) {
                    (true, 0) => simple,
                    (true, _) => Expr::Sum(Box::new(simple), Box::new(Expr::Parameter(0))),
                    (false, _) => self.expression(scope, 2),
                };
                changes.push((attribute, value));
            }
        }
        Init { above, changes }
    }

    fn body(&mut self, scope: Scope) -> Body {
        let changes = (0..self.choose(3))
            .map(|_| (self.choose(2), self.expression(scope, 2)))
            .collect();
        Body {
            changes,
            result: self.expression(scope, 3),
        }
    }

    fn expression(&mut self, scope: Scope, depth: usize) -> Expr {
        let simple = if depth == 0 { 4 } else { 11 };
        match self.choose(simple) {
            1 if scope.parameters > 0 => Expr::Parameter(self.choose(scope.parameters)),
            2 => Expr::Attribute(self.choose(2)),
            3 if scope.item => Expr::Item,
            4 => Expr::Sum(self.boxed(scope, depth), self.boxed(scope, depth)),
            5 => Expr::Difference(self.boxed(scope, depth), self.boxed(scope, depth)),
            6 => Expr::Product(self.boxed(scope, depth), self.boxed(scope, depth)),
            7 | 8 if scope.calls => self.call(scope, depth),
            9 => {
                let items = self.ints();
                let inside = Scope {
                    item: true,
                    ..scope
                };
                Expr::Mapped(items, self.boxed(inside, depth))
            }
            10 if scope.calls => self.mapped_method(scope),
            _ => Expr::Int(self.int()),
        }
    }

    fn boxed(&mut self, scope: Scope, depth: usize) -> Box<Expr> {
        Box::new(self.expression(scope, depth - 1))
    }

    fn call(&mut self, scope: Scope, depth: usize) -> Expr {
        let base = self.model.classes[scope.class].base;
        let above = scope
            .within
            .filter(|key| base.is_some_and(|base| self.model.find(base, *key).is_some()));
        if let Some(key) = above
            && self.choose(2) == 0
        {
            return Expr::Super(key, self.arguments(key.1, scope, depth));
        }
        let keys = (0..NAMES.len()).flat_map(|name| (0..=3).map(move |count| (name, count)));
        let known: Vec<Key> = keys
            .filter(|key| *key < scope.below && self.model.find(scope.class, *key).is_some())
            .collect();
        if known.is_empty() {
            return Expr::Int(self.int());
        }
        let key = known[self.choose(known.len())];
        Expr::This(key, self.arguments(key.1, scope, depth))
    }

    fn arguments(&mut self, count: usize, scope: Scope, depth: usize) -> Vec<Expr> {
        (0..count)
            .map(|_| self.expression(scope, depth - 1))
            .collect()
    }

    /// Whatever forms a derived class adds, `f` is called by none of those before it.
    fn mapped_method(&mut self, scope: Scope) -> Expr {
        let counts = self.model.counts(scope.class, 0);
        let fits = Model::item_arguments(&counts, &[], 0, 0).is_some();
        match scope.below.0 > 0 && fits {
            true => Expr::MappedMethod(self.ints(), 0),
            false => Expr::Int(self.int()),
        }
    }
}
