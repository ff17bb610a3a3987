//! A script of the dialect with single mistakes: each that is certain is mended, and the script read again. Names that nothing declares
//! are looked at once it parses.

use crate::border::errors;
use crate::diagnostics::hints::{Edit, repair_error};
use crate::lang::{Scan, TokenKind, offset_of, syntax};
use crate::objects::error::ErrorKind;
use std::collections::{BTreeMap, BTreeSet};

/// So many mistakes are mended at once.
const MOST: usize = 500;

/// The text with the certain mistakes mended, as far as the parser gets.
pub fn rewritten(source: &str) -> Option<String> {
    let mut text = source.to_string();
    for _ in 0..MOST {
        let Err(error) = syntax::parse(&text) else {
            break;
        };
        let place = offset_of(&text, error.1).unwrap_or(text.len());
        let kind = ErrorKind::Syntax(errors::syntax(*error.0));
        let Some(edits) = repair_error(&kind, &text, place) else {
            break;
        };
        let next = edited(&text, &edits);
        let left = syntax::parse(&next).err().map(|error| {
            let place = offset_of(&next, error.1).unwrap_or(next.len());
            next.len() - place
        });
        // Nothing was mended if the parser has as much left to read: what was put in may have moved the same mistake.
        if left.is_some_and(|left| left >= text.len() - place) {
            break;
        }
        text = next;
    }
    // Names are known for certain where all of the text can be read.
    if syntax::parse(&text).is_ok() {
        let named = edited(&text, &names(&text));
        if syntax::parse(&named).is_ok() {
            text = named;
        }
    }
    (text != source).then_some(text)
}

/// The text with these changes, which are in its order.
fn edited(text: &str, edits: &[Edit]) -> String {
    let mut text = text.to_string();
    for Edit { range, text: new } in edits.iter().rev() {
        text.replace_range(range.clone(), new);
    }
    text
}

/// Python's constants.
const CONSTANTS: &[(&str, &str)] = &[("True", "true"), ("False", "false"), ("None", "()")];

/// Where a word stands: its byte, the blocks around it, and whether it begins an assignment.
struct Place {
    at: usize,
    blocks: Vec<usize>,
    assigns: bool,
}

/// The changes that declare what nothing declares, and write Python's constants as they are here.
fn names(text: &str) -> Vec<Edit> {
    let scan = Scan::new(text);
    let tokens = &scan.tokens;
    let word = |index: usize| {
        tokens
            .get(index)
            .map_or("", |token| &text[token.range.clone()])
    };
    let is_word = |index: usize| {
        tokens
            .get(index)
            .is_some_and(|token| token.kind == TokenKind::Word)
    };
    let mut declared: BTreeSet<&str> = BTreeSet::new();
    let mut places: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    let mut blocks = Vec::new();
    for (index, _) in tokens.iter().enumerate() {
        let before = match index {
            0 => "",
            index => word(index - 1),
        };
        match word(index) {
            "{" | "#{" => blocks.push(index),
            "}" => {
                blocks.pop();
            }
            // A text that is run may declare anything.
            "eval" | "import" => return Vec::new(),
            name if is_word(index) && !matches!(before, "." | "?." | "::") => {
                let is_key = word(index + 1) == ":" && matches!(before, "#{" | ",");
                if matches!(before, "let" | "const" | "for" | "fn" | "class") || binds(&word, index)
                {
                    declared.insert(name);
                } else if !is_key {
                    let begins = matches!(before, "" | ";" | "{" | "}");
                    places.entry(name).or_default().push(Place {
                        at: tokens[index].range.start,
                        blocks: blocks.clone(),
                        assigns: begins && word(index + 1) == "=",
                    });
                }
            }
            _ => {}
        }
    }
    let mut edits = Vec::new();
    for (name, places) in places.iter().filter(|(name, _)| !declared.contains(*name)) {
        if let Some((_, ours)) = CONSTANTS.iter().find(|(python, _)| python == name) {
            edits.extend(places.iter().map(|place| Edit {
                range: place.at..place.at + name.len(),
                text: (*ours).to_string(),
            }));
            continue;
        }
        let first = &places[0];
        let sees = |other: &Place| other.blocks.starts_with(&first.blocks);
        if *name != "this" && first.assigns && places.iter().all(sees) {
            edits.push(Edit {
                range: first.at..first.at,
                text: "let ".to_string(),
            });
        }
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

/// Is it a parameter of a function, method or closure, the error of a `catch`, a name of `for (x, i)`? A name within brackets that a `{`
/// or a closure follows is taken for one.
fn binds<'t>(word: &dyn Fn(usize) -> &'t str, index: usize) -> bool {
    if !matches!(word(index + 1), "," | ")" | "|") {
        return false;
    }
    let mut open = index;
    while open > 0 && !matches!(word(open), "(" | "|" | "{" | "}" | ";") {
        open -= 1;
    }
    let mut close = index;
    while !matches!(word(close), ")" | "|" | "{" | "}" | ";" | "") {
        close += 1;
    }
    match (word(open), word(close)) {
        ("|", "|") => true,
        ("(", ")") => {
            matches!(word(close + 1), "{" | "in") || open > 0 && word(open - 1) == "catch"
        }
        _ => false,
    }
}
