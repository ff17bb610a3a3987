//! The words of the language: Rhai's, and what the dialect adds. Their texts are `word-…` in `data/messages`, the examples are in
//! `examples`.

use super::entry::{Entry, Kind};
use super::examples::example_of;
use crate::messages::{Language, text};

/// The words that the parser keeps for itself.
pub const KEYWORDS: &[&str] = &[
    "as", "break", "catch", "class", "const", "continue", "do", "else", "export", "false", "fn",
    "for", "if", "import", "in", "let", "list", "loop", "private", "return", "super", "switch",
    "this", "throw", "true", "try", "until", "while", "with",
];

/// Words that are called, with what they are called with.
const CALLED: &[(&str, &[&str])] = &[
    ("type_of", &["value"]),
    ("eval", &["code"]),
    ("Fn", &["name"]),
    ("call", &["function, arguments..."]),
    ("curry", &["function, arguments..."]),
    ("is_def_fn", &["name, parameters"]),
    ("is_def_var", &["name"]),
    ("is_shared", &["variable"]),
];

pub fn entries() -> Vec<Entry> {
    let words = KEYWORDS.iter().map(|word| (*word, &[][..]));
    let all = words.chain(CALLED.iter().copied());
    all.map(|(word, calls)| entry_of(word, calls)).collect()
}

fn entry_of(word: &str, calls: &[&str]) -> Entry {
    let id = format!("word-{word}");
    let said = text(Language::English, &id, &[]).unwrap_or_default();
    let example = example_of(word).unwrap_or_default();
    Entry {
        kind: Kind::Word,
        path: vec![word.to_string()],
        before: String::new(),
        calls: calls.iter().map(|call| call.to_string()).collect(),
        is_bare: true,
        is_fixed: false,
        doc: format!("{said}\n\n```\n{example}\n```\n"),
        id,
        parent: None,
    }
}
