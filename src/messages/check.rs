//! The files of texts inside the program, what stands in them, and what is wrong with a file. How texts are shown is `catalogue`'s.

use super::language::Language;
use super::{Message, message};
use fluent_syntax::ast::{Attribute, Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::{ParserError, parse};
use std::collections::BTreeSet;

macro_rules! files {
    ($($language:ident $code:literal: $($name:literal)+;)+) => {
        &[$($((
            Language::$language,
            $name,
            include_str!(concat!("../../data/messages/", $code, "/", $name, ".ftl")),
        ),)+)+]
    };
}

/// Every file: its language, its name, its text.
pub const FILES: &[(Language, &str, &str)] = files! {
    English "en": "arguments" "assignment" "builtins" "catalogue" "check" "command-line" "dis" "explore" "files" "futures" "grade" "hints" "language" "logging" "marks" "model" "packages" "permissions" "primitives" "python" "repl" "reports" "seal" "sockets" "subprocess" "text" "texts" "threading" "time-and-random" "trace" "words";
    French "fr": "arguments" "assignment" "builtins" "catalogue" "check" "command-line" "command-line-help" "dis" "explore" "files" "futures" "grade" "help" "hints" "language" "logging" "marks" "model" "packages" "permissions" "primitives" "python" "repl" "reports" "rhai" "seal" "sockets" "subprocess" "text" "texts" "threading" "time-and-random" "trace" "words";
};

/// One text of a file: a message's, or that of one of its attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// `id`, or `id.attribute`
    pub id: String,
    /// The names of what fills it.
    pub places: BTreeSet<String>,
    pub is_empty: bool,
    /// From 1.
    pub line: usize,
}

/// What is wrong with a file, and where.
#[derive(Debug)]
pub struct Fault {
    /// From 1.
    pub line: usize,
    pub what: Message,
    pub hint: Option<Message>,
}

/// The texts of a file in their order.
///
/// # Errors
/// The lines that Fluent cannot read, and why.
pub fn shapes(source: &str) -> Result<Vec<Shape>, Vec<(usize, String)>> {
    let resource = parse(source).map_err(|(_, errors)| {
        let told = |error: ParserError| {
            // Where the text that cannot be read begins, rather than where reading it failed.
            let start = error.slice.map_or(error.pos.start, |slice| {
                let text = &source[slice.clone()];
                slice.start + text.len() - text.trim_start().len()
            });
            (line_of(source, start), error.kind.to_string())
        };
        errors.into_iter().map(told).collect::<Vec<_>>()
    })?;
    let mut found = Vec::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else {
            continue;
        };
        let name = message.id.name;
        let line = place_of(source, name);
        if let Some(value) = &message.value {
            found.push(shape(name.to_string(), value, line));
        }
        for Attribute { id, value } in &message.attributes {
            found.push(shape(format!("{name}.{}", id.name), value, line));
        }
    }
    Ok(found)
}

/// What keeps a teacher's file from standing in for the program's own texts.
pub(super) fn faults(language: Language, source: &str) -> Vec<Fault> {
    let shapes = match shapes(source) {
        Ok(shapes) => shapes,
        Err(errors) => {
            let fault = |(line, reason): (usize, String)| Fault {
                line,
                what: message!("texts-syntax", reason),
                hint: Some(message!("texts-syntax.hint")),
            };
            return errors.into_iter().map(fault).collect();
        }
    };
    let mine = FILES.iter().filter(|(of, ..)| *of == language);
    let known: Vec<Shape> = mine
        .flat_map(|(.., text)| self::shapes(text).unwrap_or_default())
        .collect();
    let mut found = Vec::new();
    for shape in shapes {
        let Some(own) = known.iter().find(|own| own.id == shape.id) else {
            found.push(Fault {
                line: shape.line,
                what: message!("texts-unknown", id = &shape.id),
                hint: nearest(&shape.id, &known),
            });
            continue;
        };
        if let Some(place) = shape.places.difference(&own.places).next() {
            let places: Vec<String> = own.places.iter().map(|name| format!("${name}")).collect();
            found.push(Fault {
                line: shape.line,
                what: message!("texts-place", place = format!("${place}"), id = &shape.id),
                hint: match places.is_empty() {
                    true => Some(message!("texts-place.none")),
                    false => Some(message!("texts-place.hint", places = places.join(", "))),
                },
            });
        }
    }
    found
}

fn nearest(id: &str, known: &[Shape]) -> Option<Message> {
    let distance = |shape: &&Shape| strsim::damerau_levenshtein(id, &shape.id);
    let nearest = known.iter().min_by_key(distance)?;
    (distance(&nearest) <= 3).then(|| message!("did-you-mean", name = &nearest.id))
}

fn shape(id: String, pattern: &Pattern<&str>, line: usize) -> Shape {
    let mut places = BTreeSet::new();
    places_of(pattern, &mut places);
    Shape {
        id,
        places,
        is_empty: pattern.elements.is_empty(),
        line,
    }
}

fn places_of(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            match expression {
                Expression::Inline(inline) => places_in(inline, found),
                Expression::Select { selector, variants } => {
                    places_in(selector, found);
                    for variant in variants {
                        places_of(&variant.value, found);
                    }
                }
            }
        }
    }
}

fn places_in(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_string());
        }
        InlineExpression::Placeable { expression } => {
            if let Expression::Inline(inline) = &**expression {
                places_in(inline, found);
            }
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                places_in(argument, found);
            }
        }
        _ => {}
    }
}

/// The line on which the message's id begins.
fn place_of(source: &str, id: &str) -> usize {
    let begins = |line: &str| {
        line.strip_prefix(id)
            .is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    source.lines().position(begins).map_or(1, |index| index + 1)
}

fn line_of(source: &str, offset: usize) -> usize {
    let before = source.get(..offset).unwrap_or(source);
    1 + before.matches('\n').count()
}
