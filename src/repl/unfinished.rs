//! Is the text that was typed finished? A block, bracket or text that is still open goes on with the next row.

use crate::lang::syntax::unclosed;
use crate::lang::{Scan, TokenKind};
use std::collections::BTreeSet;

/// How many columns a block is indented.
const INDENT: usize = 4;

/// The brackets that are open at the end of the text, and whether a text or a comment is.
struct Open {
    brackets: Vec<Bracket>,
    text: bool,
}

struct Bracket {
    closing: &'static str,
    /// Where the row begins that the bracket stands in.
    row: usize,
}

fn open(text: &str) -> Open {
    let scan = Scan::new(text);
    let mut brackets: Vec<Bracket> = Vec::new();
    let nothing_open = || Open {
        brackets: Vec::new(),
        text: false,
    };
    for token in &scan.tokens {
        if token.kind == TokenKind::Text && ends_with_its_row(&text[token.range.clone()]) {
            return nothing_open();
        }
        if token.kind != TokenKind::Symbol {
            continue;
        }
        let closing = match text.get(token.range.clone()).unwrap_or_default() {
            "(" => ")",
            "[" | "?[" => "]",
            "{" | "#{" => "}",
            // Another closing bracket is a mistake, which more rows will not mend.
            closing @ (")" | "]" | "}")
                if brackets.pop().map(|bracket| bracket.closing) != Some(closing) =>
            {
                return nothing_open();
            }
            _ => continue,
        };
        let row = text[..token.range.start].rfind('\n').unwrap_or_default();
        brackets.push(Bracket { closing, row });
    }
    Open {
        brackets,
        text: unclosed(text).is_some(),
    }
}

/// Is it a text in quotes without its end? No further row can end it.
fn ends_with_its_row(text: &str) -> bool {
    let mut letters = text.chars();
    let quote = letters.next().filter(|quote| matches!(quote, '"' | '\''));
    let Some(quote) = quote else {
        return false;
    };
    let mut escaped = false;
    !letters.any(|letter| {
        let ends = letter == quote && !escaped;
        escaped = letter == '\\' && !escaped;
        ends
    })
}

/// One step for each row in which brackets were opened, however many.
fn indent<'a>(brackets: impl Iterator<Item = &'a Bracket>) -> usize {
    let rows: BTreeSet<usize> = brackets.map(|bracket| bracket.row).collect();
    rows.len() * INDENT
}

/// Does the text lack an end?
pub fn is_unfinished(text: &str) -> bool {
    if text.trim_start().starts_with(':') {
        return false;
    }
    let open = open(text);
    open.text || !open.brackets.is_empty()
}

/// How far the row after this text is indented.
pub fn indent_after(text: &str) -> usize {
    let open = open(text);
    if open.text {
        0
    } else {
        indent(open.brackets.iter())
    }
}

/// How far a row after this text is indented that begins with the closing bracket. None where the character closes nothing: in a text, in
/// a comment, behind another bracket.
pub fn indent_of_closing(text: &str, bracket: char) -> Option<usize> {
    let open = open(text);
    let closed = open.brackets.last()?;
    let closes = !open.text && closed.closing.starts_with(bracket);
    let outer = open.brackets.iter().filter(|one| one.row < closed.row);
    closes.then(|| indent(outer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_blocks_brackets_texts_and_comments_go_on() {
        for text in [
            "fn f() {",
            "let a = [1,",
            "print(",
            "let m = #{ a: 1,",
            "let t = `one",
            "`a ${",
            "`a ${ `b` ",
            "/* a /* b */",
            "let r = #\"raw",
            "/* remark",
            "while true { if x {\n}",
            "with lock {",
        ] {
            assert!(is_unfinished(text), "{text}");
        }
        for text in [
            "",
            "let a = 1",
            "f() }",
            "(]",
            "\"(\"",
            "// {",
            "`a{b`",
            "`a ${ `b` }`",
            "/* a /* b */ */",
            "# it`s",
            "\"/*\"",
            "let x = \"open",
            ":load {",
            "fn f() { [1, (2)] }",
        ] {
            assert!(!is_unfinished(text), "{text}");
        }
        assert_eq!(indent_after("fn f() {\n    if x {"), 8);
        assert_eq!(indent_after("Thread(|| {"), 4);
    }

    #[test]
    fn a_closing_bracket_stands_below_its_block() {
        assert_eq!(indent_of_closing("fn f() {\n    if x {", '}'), Some(4));
        assert_eq!(indent_of_closing("let a = [", ']'), Some(0));
        assert_eq!(indent_of_closing("Thread(|| {\n    f();", '}'), Some(0));
        for (text, bracket) in [
            ("let a = [", '}'),
            ("let t = `{", '}'),
            ("/* {", '}'),
            ("", '}'),
        ] {
            assert_eq!(indent_of_closing(text, bracket), None, "{text}");
        }
    }
}
