//! Hints for known mistakes: which habit a mistake comes from, and what to type instead. One row of data each (`table`).

mod habits;
mod look;
mod rewrite;
mod running;
mod similar;
mod syntax;
mod table;
#[cfg(test)]
mod tests;

pub use look::Problem;
pub use similar::closest;
pub use table::hints;

use super::language::{Language, Text};
use super::scan::{Scan, Token};
use look::Look;
use std::ops::Range;

/// The modules of Python that scripts know, as namespaces.
const MODULES: &[&str] = &[
    "threading",
    "queue",
    "socket",
    "subprocess",
    "time",
    "random",
];

/// A known mistake.
pub struct Hint {
    pub id: &'static str,
    /// What is wrong, where the parser's own words would mislead a beginner.
    pub title: Option<Text>,
    /// What to do. `{0}`, `{1}` … are words found at the place of the mistake.
    pub text: Text,
    when: fn(&Look) -> Option<Found>,
}

/// What a row found: the words that fill its text, and a better place than the parser's.
#[derive(Debug, Default)]
struct Found {
    words: Vec<String>,
    at: Option<Range<usize>>,
}

impl Found {
    fn words<const N: usize>(words: [String; N]) -> Found {
        Found {
            words: words.into(),
            at: None,
        }
    }

    fn at(mut self, range: Range<usize>) -> Found {
        self.at = Some(range);
        self
    }

    fn spanning(mut self, tokens: &[Token]) -> Found {
        if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
            self.at = Some(first.range.start..last.range.end);
        }
        self
    }
}

/// Names that scripts can use, for *did you mean*; those of the script itself are found in its text.
#[derive(Debug, Clone, Default)]
pub struct Names {
    pub functions: Vec<String>,
    pub methods: Vec<String>,
}

/// A hint with its words filled in.
#[derive(Debug, PartialEq, Eq)]
pub struct Advice {
    pub id: &'static str,
    pub title: Option<String>,
    pub text: String,
    /// The bytes to underline, where that is not what the error speaks of.
    pub at: Option<Range<usize>>,
}

/// The first row that fits.
pub fn advise(
    problem: Problem,
    source: &str,
    scan: &Scan,
    offset: usize,
    names: &Names,
    language: Language,
) -> Option<Advice> {
    let look = Look::new(problem, source, scan, names, offset);
    hints().find_map(|hint| {
        let found = (hint.when)(&look)?;
        let fill = |text: &str| filled(text, &found.words);
        Some(Advice {
            id: hint.id,
            title: hint.title.map(|title| fill(title.get(language))),
            text: fill(hint.text.get(language)),
            at: found.at.clone(),
        })
    })
}

/// The text with `{0}`, `{1}` … replaced; the words themselves are left as they are.
fn filled(text: &str, words: &[String]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let word = rest
            .strip_prefix('{')
            .and_then(|rest| rest.split_once('}'))
            .and_then(|(index, _)| index.parse::<usize>().ok())
            .and_then(|index| words.get(index));
        match word {
            Some(word) => {
                out.push_str(word);
                rest = rest.split_once('}').map_or("", |(_, rest)| rest);
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}
