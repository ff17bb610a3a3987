//! More than one mistake of syntax at once. The parser stops at the first; here the statement or function that holds it is blanked out and
//! the rest is parsed again. What may only follow from the first mistake is not told.

use super::lowered;
use crate::engine::error::{Error, Scan, Token, TokenKind, offset_of};
use crate::engine::lower::Environment;
use crate::engine::watch::{goes_on, watched};
use crate::runtime::time::Allowance;
use std::ops::Range;

/// So many are enough for one sitting.
const MOST: usize = 10;

/// Words that begin a statement which ends with its last block.
const BLOCKS: &[&str] = &[
    "class", "do", "fn", "for", "if", "loop", "private", "switch", "try", "while", "with",
];

/// Words that go on after a block.
const GO_ON: &[&str] = &["else", "catch"];

/// A statement, function or class of the top level.
struct Item {
    /// From the end of the one before it.
    range: Range<usize>,
    /// Where its first token is.
    first: usize,
}

/// The mistake that kept a script from being compiled, and those that have nothing to do with it, in the order of the text.
///
/// `time` is what may be spent on looking for more than the first.
pub fn mistakes(first: Error, time: Allowance) -> Vec<Error> {
    let mut found = vec![first];
    let _ = watched(Box::new(move || time.check()), || more_mistakes(&mut found));
    found.sort_by_key(|error| error.body().at);
    found
}

fn more_mistakes(found: &mut Vec<Error>) -> Result<(), Error> {
    let Some(source) = found[0].body().source.clone() else {
        return Ok(());
    };
    let items = items(&source.text).unwrap_or_default();
    let mut blanked = vec![false; items.len()];
    while found.len() < MOST
        && let Some(last) = found.last()
        && let Some(place) = offset_of(&source.text, last.body().at)
        && blank(&items, &mut blanked, place)
    {
        let rest = without(&source.text, &items, &blanked);
        let error = lowered(&rest, &source, &Environment::default()).err();
        if !goes_on() {
            break;
        }
        match error {
            Some(error) if is_independent(&error, found, &items, &blanked) => found.push(error),
            _ => break,
        }
    }
    Ok(())
}

/// The top level cut into its items; nothing when the text does not show clearly where they end.
fn items(text: &str) -> Option<Vec<Item>> {
    // Texts in raw quotes may hold anything.
    if text.contains("#\"") {
        return None;
    }
    let scan = Scan::new(text);
    let mut items = Vec::new();
    let mut start = 0;
    let mut opening: Option<&Token> = None;
    let mut depth = 0_usize;
    let mut has_block = false;
    for (index, token) in scan.tokens.iter().enumerate() {
        let word = |token: &Token| &text[token.range.clone()];
        if begins_function(text, token) {
            if depth > 0 {
                return None;
            }
            // The statement before it is not finished.
            if let Some(open) = opening.take() {
                items.push(Item {
                    range: start..token.range.start,
                    first: open.range.start,
                });
                start = token.range.start;
                has_block = false;
            }
        }
        let first = *opening.get_or_insert(token);
        let mut ends = false;
        match word(token) {
            "{" | "#{" => depth += 1,
            "}" => {
                depth = depth.checked_sub(1)?;
                has_block |= depth == 0;
                let next = scan.tokens.get(index + 1).map(word).unwrap_or_default();
                let goes_on = GO_ON.contains(&next)
                    || (word(first) == "do" && matches!(next, "while" | "until"));
                ends =
                    depth == 0 && !goes_on && (BLOCKS.contains(&word(first)) || word(first) == "{");
            }
            // `for (let i = 0; …` is one item, if a wrong one.
            ";" => ends = depth == 0 && (has_block || !BLOCKS.contains(&word(first))),
            _ => {}
        }
        if ends {
            items.push(Item {
                range: start..token.range.end,
                first: first.range.start,
            });
            start = token.range.end;
            opening = None;
            has_block = false;
        }
    }
    if depth > 0 {
        return None;
    }
    let first = opening.map_or(text.len(), |token| token.range.start);
    items.push(Item {
        range: start..text.len(),
        first,
    });
    Some(items)
}

/// `fn` or `class` at the start of a line.
fn begins_function(text: &str, token: &Token) -> bool {
    let at = token.range.start;
    token.kind == TokenKind::Word
        && matches!(&text[token.range.clone()], "fn" | "private" | "class")
        && (at == 0 || text[..at].ends_with('\n'))
}

/// Blank the item at this place, and the one before when that one may be meant: at its start a token is missed. False when it is blank
/// already, or no item holds the place.
fn blank(items: &[Item], blanked: &mut [bool], place: usize) -> bool {
    let Some(index) = item_at(items, place).filter(|index| !blanked[*index]) else {
        return false;
    };
    blanked[index] = true;
    if index > 0 && place == items[index].first {
        blanked[index - 1] = true;
    }
    true
}

fn item_at(items: &[Item], place: usize) -> Option<usize> {
    let holds = |item: &Item| item.range.contains(&place);
    let last = || {
        items
            .last()
            .filter(|last| place >= last.range.end)
            .map(|_| items.len() - 1)
    };
    items.iter().position(holds).or_else(last)
}

/// The text with spaces in the place of the items that are blanked, so that all else keeps its place.
fn without(text: &str, items: &[Item], blanked: &[bool]) -> String {
    let mut rest = String::with_capacity(text.len());
    for (item, blanked) in items.iter().zip(blanked) {
        let part = &text[item.range.clone()];
        match blanked {
            true => rest.extend(
                part.chars()
                    .map(|char| if char.is_whitespace() { char } else { ' ' }),
            ),
            false => rest.push_str(part),
        }
    }
    rest
}

/// A mistake at the very place where something was blanked out may be ours, and one of the same line may follow from the other.
fn is_independent(error: &Error, found: &[Error], items: &[Item], blanked: &[bool]) -> bool {
    let line = |error: &Error| error.body().at.line();
    if found.iter().any(|other| line(other) == line(error)) {
        return false;
    }
    let Some(source) = &error.body().source else {
        return false;
    };
    let Some(place) = offset_of(&source.text, error.body().at) else {
        return false;
    };
    match item_at(items, place) {
        Some(index) => {
            let follows_a_gap = index > 0 && blanked[index - 1] && place <= items[index].first;
            !blanked[index] && !follows_a_gap
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::error::Source;
    use crate::engine::modules::compile_source;
    use std::sync::Arc;

    /// The lines of the mistakes.
    fn lines(text: &str) -> Vec<usize> {
        let source = Arc::new(Source {
            name: "x.rhai".to_string(),
            text: text.to_string(),
        });
        match compile_source(&source, &Environment::default(), false) {
            Ok(_) => Vec::new(),
            Err(first) => mistakes(first, Allowance::begin(None))
                .iter()
                .filter_map(|error| error.body().at.line())
                .collect(),
        }
    }

    #[test]
    fn each_function_with_a_mistake_is_told_in_order() {
        let text = "fn a() {\n    let x = ;\n}\n\nfn b(n {\n    n\n}\nfn sound() { 1 }\nfn c() {\n    print(\"c\"\n}\nprint(a());\n";
        assert_eq!(lines(text), [2, 5, 11]);
    }

    #[test]
    fn statements_and_classes_count_too() {
        let text = "let a = 1 +;\nlet b = 2;\nclass C {\n    let x = 1;\n}\nif a == 1: { print(1); }\nclass D { f() { } f() { } }\n";
        assert_eq!(lines(text), [1, 4, 6, 7]);
    }

    #[test]
    fn a_missing_semicolon_spoils_no_neighbour() {
        assert_eq!(lines("print(1)\nfn f() {\n    1\n}\nlet x = 3;\n"), [2]);
        assert_eq!(lines("let x = 1\nlet y = 2;\nlet z = 3;\n"), [2]);
        assert_eq!(
            lines("let x = if a { 1 } else { 2 }\nlet y = 2;\nlet z = ;\n"),
            [2, 3]
        );
    }

    #[test]
    fn what_the_braces_leave_open_is_told_once() {
        assert_eq!(
            lines("fn a() {\n    if x {\n        print(1);\n}\n\nfn b() {\n    let = 1;\n}\n")
                .len(),
            1
        );
        assert_eq!(lines("fn a() { } }\nfn b() { let = 1; }\n").len(), 1);
        assert_eq!(lines("let s = \"abc;\nlet t = 1;\n").len(), 1);
    }

    #[test]
    fn there_are_ten_at_most() {
        assert_eq!(lines(&"let = 1;\n".repeat(30)).len(), MOST);
    }

    #[test]
    fn a_comment_of_a_function_goes_with_it() {
        assert_eq!(lines("/// Says a.\nfn a() { let = 1; }\nlet x = 1;\n"), [2]);
    }
}
