//! The fake programs of an assignment: `[program.NAME]`.

use super::table::Table;
use crate::messages::message;
use crate::session::programs_in;
use toml_edit::{DocumentMut, Item, TableLike, Value};
use wildmatch::WildMatch;

/// What a case is chosen by.
const PATTERNS: &[&str] = &["first", "last", "args", "stdin"];

/// Names, and the tables as a text of their own. What is wrong in them is written down.
pub fn read(top: &Table) -> (Vec<String>, String) {
    let Some(entry) = top.get("program") else {
        return (Vec::new(), String::new());
    };
    let (Some(table), Some(item)) = (entry.table("program"), top.table.get("program")) else {
        return (Vec::new(), String::new());
    };
    let source = &top.notes.source;
    if let Err(mistake) = programs_in(&source.text, item) {
        let at = line_at(&source.text, mistake.line);
        top.notes.wrong(Some(at), mistake.message, mistake.hint);
    }
    let mut names = Vec::new();
    for program in table.entries() {
        if let Some(cases) = program
            .table("program")
            .and_then(|table| table.get("cases"))
        {
            shadowed(&cases.list(message!("model-tables")).unwrap_or_default());
        }
        names.push(program.key.clone());
    }
    (names, alone(&source.text))
}

/// The tables of programs without the rest of the text, which parses.
fn alone(text: &str) -> String {
    let Ok(mut document) = text.parse::<DocumentMut>() else {
        return String::new();
    };
    document.as_table_mut().retain(|key, _| key == "program");
    document.to_string()
}

/// The words of a line.
fn line_at(text: &str, line: usize) -> std::ops::Range<usize> {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let rest = text[before..].lines().next().unwrap_or_default();
    let words = rest.trim();
    let start = before + rest.len() - rest.trim_start().len();
    start..start + words.len()
}

/// Write down the cases that an earlier one always answers.
fn shadowed(cases: &[super::table::Entry]) {
    let tables: Vec<_> = cases.iter().map(|case| case.table("cases")).collect();
    for (index, later) in tables.iter().enumerate() {
        let Some(later) = later else { continue };
        let earlier = tables[..index].iter().flatten();
        let covers = |other: &&Table| covers(other.table, later.table);
        if let Some(other) = earlier.clone().find(covers) {
            let text = &cases[index].notes.source.text;
            let at = other.at.as_ref().map_or(0, |at| at.start);
            let line = 1 + text[..at].matches('\n').count();
            cases[index].wrong(
                message!("assignment-shadowed", line),
                Some(message!("assignment-shadowed.hint")),
            );
        }
    }
}

/// Does the first fit whenever the second does?
fn covers(first: &dyn TableLike, second: &dyn TableLike) -> bool {
    PATTERNS
        .iter()
        .all(|key| match (first.get(key), second.get(key)) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(first), Some(second)) => match (patterns(first), patterns(second)) {
                (Some(first), Some(second)) => {
                    first.len() == second.len()
                        && first
                            .iter()
                            .zip(&second)
                            .all(|(first, second)| glob_covers(first, second))
                }
                _ => false,
            },
        })
}

fn patterns(item: &Item) -> Option<Vec<&str>> {
    match item.as_value()? {
        Value::String(text) => Some(vec![text.value()]),
        Value::Array(array) => array.iter().map(Value::as_str).collect(),
        _ => None,
    }
}

/// Does the first pattern fit every text that the second fits? Decided by texts that stand for all others: what `*` takes is nothing, or
/// letters that nobody writes; what `?` takes is such a letter.
fn glob_covers(first: &str, second: &str) -> bool {
    let fits = WildMatch::new(first);
    let most = 2 * first.chars().count() + 1;
    (0..=most).all(|count| {
        let taken = "\u{f8ff}".repeat(count);
        fits.matches(&second.replace('*', &taken).replace('?', "\u{f8fe}"))
    })
}

#[cfg(test)]
mod tests {
    use super::glob_covers;

    #[test]
    fn a_pattern_covers_those_that_say_more() {
        for (first, second, wanted) in [
            ("*", "mort*", true),
            ("mort*", "mort*", true),
            ("m*", "mort*", true),
            ("mort?", "mort*", false),
            ("mort*", "mort", true),
            ("mort", "mort*", false),
            ("*1", "mort*", false),
            ("?ort", "mort", true),
            ("a*b", "a?b", true),
            ("a?b", "a*b", false),
        ] {
            assert_eq!(glob_covers(first, second), wanted, "{first} {second}");
        }
    }
}
