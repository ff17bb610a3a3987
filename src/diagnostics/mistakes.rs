//! More than one mistake of syntax at once. The parser stops at the first; here it is mended in a copy of the text, or what holds it is blanked
//! out, and the copy is parsed again. What may only follow from an earlier mistake is not told.

use crate::diagnostics::braces::missing_braces;
use crate::diagnostics::hints::{Edit, python_file, repair_error};
use crate::lang::hir::Environment;
use crate::lang::watch::{goes_on, watched};
use crate::lang::{Scan, Token, TokenKind, offset_of, position_of};
use crate::objects::error::{Error, ErrorKind, Mistake, Source};
use crate::runtime::time::Allowance;
use crate::vm::modules::lowered;
use std::ops::Range;
use std::sync::Arc;

/// So many are enough for one sitting.
const MOST: usize = 20;

/// So many mistakes of one line are mended.
const MOST_OF_LINE: usize = 3;

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

/// The mistake that kept a script from being compiled, and those that have nothing to do with it, in the order of the text. A file of Python
/// gets one answer as a whole.
///
/// `time` is what may be spent on looking for more than the first.
pub fn mistakes(first: Error, time: Allowance) -> Vec<Error> {
    if let Some(source) = first.body().source.clone().filter(|_| first.is_syntax())
        && let Some(python) = python_file(&source.text)
    {
        return vec![python.error(&source)];
    }
    single_mistakes(first, time)
}

/// As [`mistakes`], of a text that may be half Python.
pub fn single_mistakes(first: Error, time: Allowance) -> Vec<Error> {
    let mut found = vec![first];
    let _ = watched(Box::new(move || time.check()), || more_mistakes(&mut found));
    found.sort_by_key(|error| error.body().at);
    found
}

fn more_mistakes(found: &mut Vec<Error>) -> Result<(), Error> {
    let Some(source) = found[0].body().source.clone() else {
        return Ok(());
    };
    let items = items(&source.text);
    let mut copy = Copy::of(&source.text);
    let mut place = offset_of(&source.text, found[0].body().at);
    if let Some((errors, mended, next)) = with_braces(&copy, &source) {
        *found = errors;
        let Some((offset, mut error)) = next else {
            return Ok(());
        };
        let original = mended.origin_of(offset);
        if !is_on_new_line(original, found, &source) {
            return Ok(());
        }
        error.body_mut().at = position_of(&source.text, original);
        found.push(error);
        (copy, place) = (mended, Some(offset));
    }
    let mut cause = Mended::Repaired;
    // A mistake on the line of one that is told: it is mended, and not told.
    let mut untold: Option<Error> = None;
    // What is mended may move the same mistake along its line, for ever.
    let mut on_this_line = 0;
    while found.len() < MOST
        && let Some(at) = place
        && let Some(last) = untold.as_ref().or(found.last())
    {
        let is_open_to_the_end = last.body().instead.is_some();
        if is_open_to_the_end || items.is_none() && is_of_blocks(last, &copy.text, at) {
            break;
        }
        let Some(next) = next_mistake(last, &copy, at, items.as_deref(), &source) else {
            break;
        };
        let Some((mended, offset, mut error)) = next.mistake else {
            break;
        };
        cause = cause.max(mended);
        let original = next.copy.origin_of(offset);
        let follows = cause == Mended::Blanked && may_follow(&error)
            || is_end_of_text(last, original, &source);
        if follows {
            break;
        }
        (copy, place) = (next.copy, Some(offset));
        if !is_on_new_line(original, found, &source) {
            // Of a line that was not mended for certain, more would be guessing.
            on_this_line += 1;
            if mended == Mended::Blanked || on_this_line > MOST_OF_LINE {
                break;
            }
            untold = Some(error);
            continue;
        }
        error.body_mut().at = position_of(&source.text, original);
        found.push(error);
        (untold, on_this_line) = (None, 0);
    }
    Ok(())
}

/// The errors of the braces that the indentation misses, the copy with them, and the first mistake that is left in it, with its byte there.
type Braced = (Vec<Error>, Copy, Option<(usize, Error)>);

/// Nothing where the text does not read better with such braces.
fn with_braces(copy: &Copy, source: &Arc<Source>) -> Option<Braced> {
    let missing = missing_braces(&source.text);
    if missing.is_empty() {
        return None;
    }
    let edits: Vec<Edit> = missing.iter().map(|missing| missing.edit()).collect();
    let mended = copy.with(&edits);
    let next = match lowered(&mended.text, source, &Environment::default()).err() {
        Some(error) if names_brace(&error) => return None,
        Some(error) => Some((offset_of(&mended.text, error.body().at)?, error)),
        None => None,
    };
    let errors = missing.iter().filter_map(|missing| missing.error(source));
    Some((errors.collect(), mended, next))
}

/// Is it the end of a text that was not closed on an earlier line?
fn is_end_of_text(last: &Error, at: usize, source: &Source) -> bool {
    let is_open = matches!(last.as_language(), Some(ErrorKind::Syntax(syntax)) if syntax.mistake == Mistake::OpenText);
    is_open && source.text[line_at(&source.text, at)].matches('"').count() % 2 == 1
}

/// What was done to a copy of the text, the surest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mended {
    /// It reads as was meant.
    Repaired,
    /// A line or an item has gone; what stood there is not known.
    Blanked,
}

/// A copy of the text without the mistakes found so far, and where each of its bytes stands in the original.
#[derive(Clone)]
struct Copy {
    text: String,
    origins: Vec<usize>,
}

impl Copy {
    fn of(text: &str) -> Copy {
        Copy {
            text: text.to_string(),
            origins: (0..=text.len()).collect(),
        }
    }

    fn origin_of(&self, offset: usize) -> usize {
        self.origins[offset.min(self.text.len())]
    }

    /// With these changes, which are in the order of the text.
    fn with(&self, edits: &[Edit]) -> Copy {
        let mut copy = self.clone();
        for Edit { range, text } in edits.iter().rev() {
            copy.text.replace_range(range.clone(), text);
            let origin = copy.origins[range.start];
            copy.origins
                .splice(range.clone(), std::iter::repeat_n(origin, text.len()));
        }
        copy
    }

    /// With blanks in the place of these bytes; braces stay, and keep other blocks closed, if that is asked for.
    fn without(&self, range: Range<usize>, keeps_braces: bool) -> Copy {
        let part = self.text[range.clone()]
            .char_indices()
            .map(|(_, letter)| match letter {
                '{' | '}' if keeps_braces => letter.to_string(),
                letter if letter.is_whitespace() => letter.to_string(),
                letter => " ".repeat(letter.len_utf8()),
            });
        let part: String = part.collect();
        let mut copy = self.clone();
        copy.text.replace_range(range, &part);
        copy
    }
}

/// What is left of the text, and the mistake that shows in it: how sure its cause is, its byte there, itself.
struct Next {
    copy: Copy,
    mistake: Option<(Mended, usize, Error)>,
}

/// Mend the mistake at this byte and parse on: by the change that is certain; else without its line, else without the whole item. What
/// leads to no mistake further down has not mended it.
fn next_mistake(
    last: &Error,
    copy: &Copy,
    at: usize,
    items: Option<&[Item]>,
    source: &Arc<Source>,
) -> Option<Next> {
    let edits = last
        .as_language()
        .and_then(|kind| repair_error(kind, &copy.text, at));
    let repaired = edits.map(|edits| copy.with(&edits));
    let misses = matches!(last.as_language(), Some(ErrorKind::Syntax(syntax)) if matches!(syntax.mistake, Mistake::Missing(_) | Mistake::NoBody));
    let line = || {
        let range = match misses {
            true => lines_at(&copy.text, at),
            false => line_at(&copy.text, at),
        };
        Some(copy.without(range, true))
    };
    let item = || {
        let items = items?;
        let place = copy.origin_of(at);
        let index = item_at(items, place)?;
        // At its start a token is missed: the item before may be meant.
        let first = index - usize::from(index > 0 && place == items[index].first);
        let bounds = |origin: usize| copy.origins.partition_point(|other| *other < origin);
        let range = bounds(items[first].range.start)..bounds(items[index].range.end);
        Some(copy.without(range, false))
    };
    let end_of_line = line_at(&copy.text, at).end;
    let attempts: [(&dyn Fn() -> Option<Copy>, Mended); 3] = [
        (&|| repaired.clone(), Mended::Repaired),
        (&line, Mended::Blanked),
        (&item, Mended::Blanked),
    ];
    for (attempt, mended) in attempts {
        let Some(text) = attempt() else { continue };
        let error = lowered(&text.text, source, &Environment::default()).err();
        if !goes_on() {
            return None;
        }
        let Some(error) = error else {
            return Some(Next {
                copy: text,
                mistake: None,
            });
        };
        let offset = offset_of(&text.text, error.body().at)?;
        let behind = match mended {
            Mended::Repaired => at,
            Mended::Blanked => end_of_line,
        };
        if offset > behind {
            return Some(Next {
                copy: text,
                mistake: Some((mended, offset, error)),
            });
        }
    }
    None
}

/// The bytes of the line that holds this one; with the lines before from the last one that says something, when a token may be missed there.
fn lines_at(text: &str, at: usize) -> Range<usize> {
    let line = line_at(text, at);
    let scan = Scan::new(text);
    let here = scan.tokens.partition_point(|token| token.range.start < at);
    let before = here.checked_sub(1).map(|before| &scan.tokens[before]);
    match before.filter(|before| before.range.end <= line.start) {
        Some(before) => line_at(text, before.range.start).start..line.end,
        None => line,
    }
}

/// The bytes of the line that holds this one.
fn line_at(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..]
        .find('\n')
        .map_or(text.len(), |length| at + length);
    start..end
}

/// Does it speak of a block that is not closed, or closed too early? All that stands behind it is in doubt then.
fn is_of_blocks(error: &Error, text: &str, at: usize) -> bool {
    let line = text[line_at(text, at)].trim_start();
    let begins = ["fn ", "class ", "private ", "else", "catch"]
        .iter()
        .any(|word| line.starts_with(word));
    begins || names_brace(error)
}

/// Does it name a bracket that is missing, or too many? As the other errors that are none of syntax, it says nothing of what stands behind.
fn names_brace(error: &Error) -> bool {
    match error.as_language() {
        Some(ErrorKind::Syntax(syntax)) => match &syntax.mistake {
            Mistake::Missing(token) => matches!(token.as_str(), "}" | ")" | "]"),
            Mistake::Unexpected(symbol) => matches!(symbol.as_str(), "}" | ")" | "]"),
            _ => false,
        },
        _ => true,
    }
}

/// May it come from what was blanked out? The loop around a `break`, the class that another one extends.
fn may_follow(error: &Error) -> bool {
    match error.as_language() {
        Some(ErrorKind::Syntax(syntax)) => {
            use rhai::ParseErrorType as P;
            matches!(
                *syntax.said,
                P::LoopBreak | P::WrongFnDefinition | P::WrongExport | P::UnexpectedEOF
            )
        }
        _ => !error.is_syntax(),
    }
}

/// Two mistakes of one line are one.
fn is_on_new_line(offset: usize, found: &[Error], source: &Source) -> bool {
    let line = position_of(&source.text, offset).line();
    found.iter().all(|other| other.body().at.line() != line)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::modules::compile_source;

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
            lines("fn a() {\n    if x {\n        print(1);\n}\n\nfn b() {\n    let = 1;\n}\n"),
            [3, 7]
        );
        assert_eq!(lines("fn a() { } }\nfn b() { let = 1; }\n").len(), 1);
        assert_eq!(lines("let s = \"abc;\nlet t = 1;\n").len(), 1);
    }

    #[test]
    fn there_are_twenty_at_most() {
        assert_eq!(lines(&"let = 1;\n".repeat(30)).len(), MOST);
    }

    #[test]
    fn a_comment_of_a_function_goes_with_it() {
        assert_eq!(lines("/// Says a.\nfn a() { let = 1; }\nlet x = 1;\n"), [2]);
    }
}
