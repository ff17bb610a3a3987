//! Wrong solutions made from a right one, by the operators of ConMAn (Bradbury, Cordy, Dingel 2006) as they are in this language: each at
//! every place. Which of them would a class get full points for?
//!
//! ```text
//! tree      statements and blocks with their places
//! sections  operators on locks and critical sections
//! signals   operators on waiting, waking, joining
//! amounts   operators on counts and flags
//! measure   mutants, marked
//! ```

mod amounts;
mod measure;
mod sections;
mod signals;
mod tree;

pub use measure::{Fate, Measured, Measuring};
pub use tree::functions;

use crate::lang::syntax;
use crate::messages::Message;
use std::ops::Range;
use tree::{Statement, statements};

/// So many are made of a program.
pub const MOST: usize = 200;

/// A program with one mistake.
#[derive(Clone, Debug)]
pub struct Mutant {
    pub text: String,
    /// Of the program that it was made from; from 1.
    pub line: usize,
    /// What was done to it.
    pub what: Message,
    /// The property that would see it: its key, and how it is written.
    pub remedy: &'static str,
}

/// Replaces bytes.
type Edit = (Range<usize>, String);

/// All mutants of a program, in the order of its text.
pub fn mutants(text: &str) -> Vec<Mutant> {
    let statements = statements(text);
    let mut making = Making {
        text,
        statements: &statements,
        found: Vec::new(),
    };
    sections::make(&mut making);
    signals::make(&mut making);
    amounts::make(&mut making);
    let mut found = making.found;
    found.sort_by_key(|mutant| mutant.line);
    let mut seen = vec![text.to_owned()];
    found.retain(|mutant| {
        let is_new = !seen.contains(&mutant.text) && syntax::parse(&mutant.text).is_ok();
        seen.push(mutant.text.clone());
        is_new
    });
    found.truncate(MOST);
    found
}

/// The program, and what was made of it.
struct Making<'t> {
    text: &'t str,
    statements: &'t [Statement],
    found: Vec<Mutant>,
}

impl<'t> Making<'t> {
    fn of(&self, statement: &Statement) -> &'t str {
        &self.text[statement.range.clone()]
    }

    /// One more mutant: `edits` in any order, not overlapping.
    fn add(&mut self, at: usize, mut edits: Vec<Edit>, what: Message, remedy: &'static str) {
        edits.sort_by_key(|(range, _)| range.start);
        let mut text = String::new();
        let mut end = 0;
        for (range, with) in edits {
            let Some(kept) = self.text.get(end..range.start) else {
                return;
            };
            text += kept;
            text += &with;
            end = range.end;
        }
        text += &self.text[end..];
        self.found.push(Mutant {
            text,
            line: 1 + self.text[..at].matches('\n').count(),
            what,
            remedy,
        });
    }

    /// Every list of statements.
    fn blocks(&self) -> Vec<&'t [Statement]> {
        let mut found = Vec::new();
        tree::visit(self.statements, &mut |statements| found.push(statements));
        found
    }
}

/// `receiver.method(arguments);` as a statement of its own.
struct MethodCall<'t> {
    receiver: &'t str,
    method: &'t str,
    arguments: &'t str,
}

impl<'t> MethodCall<'t> {
    fn of(statement: &'t str) -> Option<MethodCall<'t>> {
        let call = statement.strip_suffix(';').unwrap_or(statement).trim_end();
        let (head, arguments) = call.strip_suffix(')')?.split_once('(')?;
        let (receiver, method) = head.rsplit_once('.')?;
        let is_path = |text: &str| {
            text.chars()
                .all(|char| char.is_alphanumeric() || "_.[]+-* %".contains(char))
        };
        (is_path(receiver) && !receiver.is_empty()).then_some(MethodCall {
            receiver: receiver.trim(),
            method: method.trim(),
            arguments: arguments.trim(),
        })
    }
}

/// The first line of a statement, for people.
fn short(text: &str) -> String {
    const MOST: usize = 50;
    let line = text.lines().next().unwrap_or_default();
    let short: String = line.chars().take(MOST).collect();
    if short.len() < text.len() {
        format!("{} …", short.trim_end())
    } else {
        short
    }
}
