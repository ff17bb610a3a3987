//! The dialect's own syntax → nodes: `with`, `class`, `super`, comprehensions and calls of values.

use std::collections::{HashMap, HashSet};

use rhai::{CustomExpr, Expr as Source, ImmutableString, Position, Stmt};

use super::closure::anonymous;
use super::lowering::{Header, Lowering, doc_lines};
use super::scope::Builder;
use super::statement::node;
use super::tree::{Call, Callee, Class, ClassId, Clause, Expr, FunctionKind, Node};
use super::{LowerError, LowerErrorKind};
use crate::lang::syntax::{class_doc, keyword};

/// A class as it is written.
pub struct SourceClass {
    name: ImmutableString,
    base: Option<ImmutableString>,
    methods: Vec<SourceMethod>,
    doc: Vec<String>,
}

struct SourceMethod {
    name: ImmutableString,
    parameters: Vec<ImmutableString>,
    /// What the parser calls the function of the body.
    body: ImmutableString,
    doc: Vec<String>,
    at: Position,
}

/// How many calls of what a call has given may nest: the parser counts the depth of all else.
const MAX_CALLS_OF_RESULTS: usize = 32;

impl Lowering<'_> {
    pub fn custom(&mut self, custom: &CustomExpr, at: Position) -> Result<Expr, LowerError> {
        match custom.tokens[0].as_str() {
            keyword::WITH => self.with(custom),
            keyword::COMPREHENSION => self.comprehension(custom),
            keyword::VALUE => self.value_call(custom, at),
            keyword::SUPER => self.super_call(custom, at),
            keyword::CLASS => {
                let class = read_class(custom);
                let top_level = self.is_top_level();
                match self.class_ids.get(&class.name) {
                    Some(&id) if top_level && self.classes[id].at == at => {
                        Ok(Expr::ClassDefinition(id))
                    }
                    _ => Err(LowerError {
                        kind: LowerErrorKind::ClassInBlock(class.name),
                        at,
                    }),
                }
            }
            keyword => unreachable!("`{keyword}` is no custom syntax of the parser"),
        }
    }

    pub fn is_top_level(&mut self) -> bool {
        let builder = self.builder();
        builder.kind == FunctionKind::Main && builder.is_outermost()
    }

    fn with(&mut self, custom: &CustomExpr) -> Result<Expr, LowerError> {
        let subject = self.expression(&custom.inputs[0])?;
        let body = self.expression(&custom.inputs[1])?;
        Ok(Expr::With(Box::new((subject, body))))
    }

    fn super_call(&mut self, custom: &CustomExpr, at: Position) -> Result<Expr, LowerError> {
        let Some(class) = self.builder().class else {
            return Err(LowerError {
                kind: LowerErrorKind::SuperOutsideClass,
                at,
            });
        };
        if self.classes[class].base.is_none() {
            let name = self.classes[class].name.clone();
            return Err(LowerError {
                kind: LowerErrorKind::SuperWithoutBase(name),
                at,
            });
        }
        self.mention_this();
        let method = identifier(&custom.inputs[0]).0;
        let args = self.expressions(&custom.inputs[1..])?;
        Ok(Expr::Super {
            class,
            method,
            args,
        })
    }

    /// `(value)(…)(…)`: each call is of what the one before has given.
    fn value_call(&mut self, custom: &CustomExpr, at: Position) -> Result<Expr, LowerError> {
        let ends = |token: &&ImmutableString| matches!(token.as_str(), ")" | keyword::NO_ARGUMENTS);
        // The word, the value and its `)` stand before the arguments.
        let of_results = custom.tokens.iter().skip(3).filter(ends).count() - 1;
        self.calls_of_results += of_results;
        let call = match self.calls_of_results <= MAX_CALLS_OF_RESULTS {
            true => self.value_calls(custom, at),
            false => Err(LowerError {
                kind: LowerErrorKind::TooLarge,
                at,
            }),
        };
        self.calls_of_results -= of_results;
        call
    }

    fn value_calls(&mut self, custom: &CustomExpr, at: Position) -> Result<Expr, LowerError> {
        let [value, args @ ..] = custom.inputs.as_slice() else {
            unreachable!("the value comes first");
        };
        let mut value = self.expression(value)?;
        let mut args = args.iter();
        let mut given = Vec::new();
        for token in custom.tokens.iter().skip(3) {
            match token.as_str() {
                "$expr$" => {
                    let argument = args.next().expect("the parser has read all arguments");
                    given.push(self.expression(argument)?);
                }
                ")" | keyword::NO_ARGUMENTS => {
                    let mut args = vec![value];
                    args.append(&mut given);
                    let callee = Callee::Value;
                    value = node(Expr::Call(Box::new(Call { callee, args })), at);
                }
                _ => (),
            }
        }
        Ok(value.expr)
    }

    /// The item comes first in the text and last in time.
    fn comprehension(&mut self, custom: &CustomExpr) -> Result<Expr, LowerError> {
        self.builder().enter();
        let parts = self.comprehension_parts(custom);
        self.builder().leave();
        let (item, clauses) = parts?;
        Ok(Expr::Comprehension {
            item: Box::new(item),
            clauses,
        })
    }

    fn comprehension_parts(
        &mut self,
        custom: &CustomExpr,
    ) -> Result<(Node, Vec<Clause>), LowerError> {
        let mut inputs = custom.inputs.iter();
        let mut input = || inputs.next().expect("the parser has read all parts");
        let item = input();
        let mut clauses = Vec::new();
        for token in &custom.tokens {
            match token.as_str() {
                "for" => {
                    let (name, _) = identifier(input());
                    let iterable = self.expression(input())?;
                    let item = self.builder().declare(&name, false);
                    clauses.push(Clause::For { item, iterable });
                }
                "if" => clauses.push(Clause::If(self.expression(input())?)),
                _ => (),
            }
        }
        Ok((self.expression(item)?, clauses))
    }

    /// All classes are known before any function is lowered.
    pub fn declare_classes(&mut self, statements: &[Stmt]) -> Result<Vec<SourceClass>, LowerError> {
        let mut sources = Vec::new();
        for statement in statements {
            let Stmt::Expr(expr) = statement else {
                continue;
            };
            let Source::Custom(custom, at) = &**expr else {
                continue;
            };
            if custom.tokens[0] != keyword::CLASS {
                continue;
            }
            let source = read_class(custom);
            if self
                .class_ids
                .insert(source.name.clone(), self.classes.len())
                .is_some()
            {
                let kind = LowerErrorKind::DuplicateClass(source.name);
                return Err(LowerError { kind, at: *at });
            }
            self.classes.push(Class {
                name: source.name.clone(),
                base: source.base.clone(),
                methods: Vec::new(),
                doc: source.doc.clone(),
                at: *at,
            });
            sources.push(source);
        }
        Ok(sources)
    }

    pub fn methods(&mut self, class: ClassId, source: &SourceClass) -> Result<(), LowerError> {
        let mut forms = HashMap::new();
        for method in &source.methods {
            let error = |kind| {
                Err(LowerError {
                    kind,
                    at: method.at,
                })
            };
            let name = &method.name;
            let parameters = method.parameters.len();
            if let Some(first) = forms.insert((name, parameters), method.at) {
                return error(LowerErrorKind::DuplicateMethod {
                    class: source.name.clone(),
                    method: name.clone(),
                    parameters,
                    first,
                });
            }
            let mut parameters = HashSet::new();
            for parameter in &method.parameters {
                if !parameters.insert(parameter) {
                    let (name, parameter) = (name.clone(), parameter.clone());
                    return error(LowerErrorKind::DuplicateParameter(name, parameter));
                }
            }
            let body = self
                .source
                .closures
                .get(&method.body)
                .expect("the parser keeps all bodies");
            let header = Header {
                name: name.clone(),
                parameters: method.parameters.clone(),
                doc: method.doc.clone(),
                at: method.at,
                ..Header::default()
            };
            let function = self.reserve();
            self.classes[class].methods.push((name.clone(), function));
            let builder = Builder::new(FunctionKind::Method, body.by_name, Some(class));
            self.function(function, header, builder, &body.body)?;
        }
        Ok(())
    }
}

fn identifier(source: &Source) -> (ImmutableString, Position) {
    match source {
        Source::Variable(variable, _, at) => (variable.1.clone(), *at),
        _ => unreachable!("`$ident$` gives a variable"),
    }
}

/// Read the parts of a class in the order in which the parser met them.
fn read_class(custom: &CustomExpr) -> SourceClass {
    let mut inputs = custom.inputs.iter();
    let mut input = || inputs.next().expect("the parser has read all parts");
    let (name, _) = identifier(input());
    let doc = class_doc(&custom.state);
    let mut class = SourceClass {
        name,
        base: None,
        methods: Vec::new(),
        doc: doc_lines(&doc).collect(),
    };
    let mut tokens = custom.tokens.iter().skip(2).map(ImmutableString::as_str);
    let mut doc = Vec::new();
    let mut header: Option<(ImmutableString, Position)> = None;
    let mut parameters = Vec::new();
    while let Some(token) = tokens.next() {
        match token {
            ":" => {
                class.base = Some(identifier(input()).0);
                tokens.next();
            }
            "::" => {
                let module = class.base.take().unwrap_or_default();
                let (name, _) = identifier(input());
                class.base = Some(format!("{module}::{name}").into());
                tokens.next();
            }
            "$token$" => match input() {
                Source::StringConstant(comment, _) => doc.extend(doc_lines(comment)),
                _ => unreachable!("`$token$` gives a string"),
            },
            "$ident$" if header.is_none() => header = Some(identifier(input())),
            "$ident$" => parameters.push(identifier(input()).0),
            "$func$" => {
                let (body, ..) = anonymous(input()).expect("`$func$` gives a function");
                let (name, at) = header.take().expect("a method has a name");
                let (parameters, doc) = (std::mem::take(&mut parameters), std::mem::take(&mut doc));
                class.methods.push(SourceMethod {
                    name,
                    parameters,
                    body,
                    doc,
                    at,
                });
            }
            _ => (),
        }
    }
    class
}
