//! Small programs with classes, and what they print, found by a model of classes that shares nothing with the engine.
//!
//! ```text
//! mod          classes, methods, expressions, and what they mean
//! text         how they are written
//! writer       a tape of numbers, read as a program with the lines that it prints
//! statements   what a program does with its objects
//! ```

mod statements;
mod text;
mod writer;

pub use writer::{Program, program};

use std::collections::BTreeMap;

/// What attributes and results are kept below, so that nothing overflows.
const SMALL: i64 = 997;

/// The names of methods, two of which arrays have too; a method calls only those before it, with its own base's form apart.
const NAMES: [&str; 3] = ["f", "push", "len"];

/// A method: its place among `NAMES`, and how many arguments it takes.
type Key = (usize, usize);

#[derive(Debug, Clone)]
enum Expr {
    Int(i64),
    Parameter(usize),
    /// The argument of the closure that it stands in.
    Item,
    /// `this.a`, `this.b`
    Attribute(usize),
    Sum(Box<Expr>, Box<Expr>),
    Difference(Box<Expr>, Box<Expr>),
    /// The product, kept small.
    Product(Box<Expr>, Box<Expr>),
    This(Key, Vec<Expr>),
    Super(Key, Vec<Expr>),
    /// `[…].map(|x| …).reduce(|s, x| s + x, 0)`: a closure that sees `this`.
    Mapped(Vec<i64>, Box<Expr>),
    /// `[…].map(this.name).reduce(|s, x| s + x, 0)`
    MappedMethod(Vec<i64>, usize),
}

/// Changes of attributes in their order, then a result.
#[derive(Debug, Clone)]
struct Body {
    changes: Vec<(usize, Expr)>,
    result: Expr,
}

#[derive(Debug, Clone)]
struct Init {
    /// `super.init(…)`
    above: Option<Vec<Expr>>,
    changes: Vec<(usize, Expr)>,
}

#[derive(Debug, Clone, Default)]
struct Class {
    base: Option<usize>,
    /// By the number of parameters.
    inits: BTreeMap<usize, Init>,
    methods: BTreeMap<Key, Body>,
    /// What `to_string` says after the class's name.
    text: Option<Body>,
    /// `make(p)`: gives a closure of one argument.
    maker: Option<Expr>,
}

#[derive(Debug, Clone)]
struct Object {
    class: usize,
    attributes: [i64; 2],
}

/// Where an expression is evaluated.
#[derive(Clone, Copy)]
struct Place<'a> {
    object: usize,
    /// The class whose code runs.
    class: usize,
    parameters: &'a [i64],
    item: i64,
}

/// Programs that compute longer, or call back deeper, are left out.
const MOST_STEPS: usize = 5_000;
const DEEPEST: usize = 30;

#[derive(Debug, Default)]
struct Model {
    classes: Vec<Class>,
    objects: Vec<Object>,
    steps: usize,
    /// Calls from natives that are open.
    depth: usize,
    is_too_large: bool,
}

impl Model {
    /// The class and those above it.
    fn line(&self, class: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(class), |class| self.classes[*class].base)
    }

    /// What the first class of the line has that has it.
    fn above<T>(&self, class: usize, of: impl Fn(&Class) -> Option<T>) -> Option<(usize, T)> {
        let mut line = self.line(class);
        line.find_map(|class| Some((class, of(&self.classes[class])?)))
    }

    fn find(&self, class: usize, key: Key) -> Option<usize> {
        let mut line = self.line(class);
        line.find(|class| self.classes[*class].methods.contains_key(&key))
    }

    /// The numbers of arguments that a method takes, the least first.
    fn counts(&self, class: usize, name: usize) -> Vec<usize> {
        (0..=3)
            .filter(|count| self.find(class, (name, *count)).is_some())
            .collect()
    }

    /// The class whose forms of `init` make an instance.
    fn made_by(&self, class: usize) -> Option<usize> {
        let mut line = self.line(class);
        line.find(|class| !self.classes[*class].inits.is_empty())
    }

    fn init_counts(&self, class: usize) -> Vec<usize> {
        let own = self.made_by(class);
        own.map_or(vec![0], |own| {
            self.classes[own].inits.keys().copied().collect()
        })
    }

    fn construct(&mut self, class: usize, arguments: &[i64]) -> usize {
        self.objects.push(Object {
            class,
            attributes: [0, 0],
        });
        let object = self.objects.len() - 1;
        if let Some(own) = self.made_by(class) {
            self.init(object, own, arguments);
        }
        object
    }

    fn init(&mut self, object: usize, class: usize, parameters: &[i64]) {
        let init = self.classes[class].inits[&parameters.len()].clone();
        let place = Place {
            object,
            class,
            parameters,
            item: 0,
        };
        let base = self.classes[class].base.and_then(|base| self.made_by(base));
        if let (Some(above), Some(base)) = (&init.above, base) {
            let arguments = self.all(above, place);
            self.init(object, base, &arguments);
        }
        self.change(&init.changes, place);
    }

    fn call(&mut self, object: usize, key: Key, arguments: &[i64]) -> i64 {
        let class = self.find(self.objects[object].class, key);
        self.run(object, class.expect("the method exists"), key, arguments)
    }

    fn run(&mut self, object: usize, class: usize, key: Key, parameters: &[i64]) -> i64 {
        let body = self.classes[class].methods[&key].clone();
        self.body(&body, object, class, parameters)
    }

    fn body(&mut self, body: &Body, object: usize, class: usize, parameters: &[i64]) -> i64 {
        let place = Place {
            object,
            class,
            parameters,
            item: 0,
        };
        self.change(&body.changes, place);
        self.value(&body.result, place) % SMALL
    }

    fn change(&mut self, changes: &[(usize, Expr)], place: Place) {
        for (attribute, value) in changes {
            let value = self.value(value, place);
            self.objects[place.object].attributes[*attribute] = value % SMALL;
        }
    }

    fn all(&mut self, expressions: &[Expr], place: Place) -> Vec<i64> {
        let values = expressions.iter();
        values.map(|value| self.value(value, place)).collect()
    }

    fn value(&mut self, expression: &Expr, place: Place) -> i64 {
        self.steps += 1;
        self.is_too_large |= self.steps > MOST_STEPS || self.depth > DEEPEST;
        if self.is_too_large {
            return 0;
        }
        match expression {
            Expr::Int(int) => *int,
            Expr::Parameter(index) => place.parameters[*index],
            Expr::Item => place.item,
            Expr::Attribute(index) => self.objects[place.object].attributes[*index],
            Expr::Sum(a, b) => self.value(a, place) + self.value(b, place),
            Expr::Difference(a, b) => self.value(a, place) - self.value(b, place),
            Expr::Product(a, b) => {
                self.value(a, place) % SMALL * (self.value(b, place) % SMALL) % SMALL
            }
            Expr::This(key, arguments) => {
                let arguments = self.all(arguments, place);
                self.call(place.object, *key, &arguments)
            }
            Expr::Super(key, arguments) => {
                let arguments = self.all(arguments, place);
                let base = self.classes[place.class].base.expect("there is a base");
                let class = self.find(base, *key).expect("the base has the method");
                self.run(place.object, class, *key, &arguments)
            }
            Expr::Mapped(items, body) => {
                self.depth += 1;
                let results = items.iter();
                let results = results.map(|item| {
                    self.value(
                        body,
                        Place {
                            item: *item,
                            ..place
                        },
                    )
                });
                let sum = results.sum();
                self.depth -= 1;
                sum
            }
            Expr::MappedMethod(items, name) => self.mapped(place.object, *name, items).iter().sum(),
        }
    }

    /// What a call-back of arrays hands to a method of these counts: the item, the item and its index, or nothing.
    fn item_arguments(
        counts: &[usize],
        before: &[i64],
        item: i64,
        index: usize,
    ) -> Option<Vec<i64>> {
        let mut arguments = before.to_vec();
        let has = |more: usize| counts.contains(&(before.len() + more));
        if has(1) || has(2) {
            arguments.push(item);
        }
        if !has(1) && has(2) {
            arguments.push(index as i64);
        }
        (has(0) || has(1) || has(2)).then_some(arguments)
    }

    /// `items.map(object.name)`, where the method can be called so.
    fn mapped(&mut self, object: usize, name: usize, items: &[i64]) -> Vec<i64> {
        self.depth += 1;
        let counts = self.counts(self.objects[object].class, name);
        let results = items.iter().enumerate().map(|(index, item)| {
            let arguments = Self::item_arguments(&counts, &[], *item, index);
            let arguments = arguments.expect("the method can be called so");
            self.call(object, (name, arguments.len()), &arguments)
        });
        let results = results.collect();
        self.depth -= 1;
        results
    }

    /// What `print(object)` shows.
    fn shown(&mut self, object: usize) -> String {
        let class = self.objects[object].class;
        let text = self.above(class, |class| class.text.clone());
        match text {
            Some((owner, body)) => {
                format!("C{owner}:{}", self.body(&body, object, owner, &[]))
            }
            None => format!("<C{class} object>"),
        }
    }
}
