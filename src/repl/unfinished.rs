//! Is the text that was typed finished? A block, bracket or text that is still open goes on with the next row.

use crate::lang::syntax::unclosed;
use crate::lang::{Scan, TokenKind};

/// How many columns a block is indented.
const INDENT: usize = 4;

/// The brackets that are open at the end of the text, and whether a text or a comment is.
struct Open {
    brackets: usize,
    text: bool,
}

fn open(text: &str) -> Open {
    let scan = Scan::new(text);
    let mut brackets = Vec::new();
    let word = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default();
    for token in &scan.tokens {
        if token.kind != TokenKind::Symbol {
            continue;
        }
        match word(token.range.clone()) {
            "(" => brackets.push(')'),
            "[" | "?[" => brackets.push(']'),
            "{" | "#{" => brackets.push('}'),
            // Another closing bracket is a mistake, which more rows will not mend.
            closing @ (")" | "]" | "}")
                if brackets.pop().map(String::from).as_deref() != Some(closing) =>
            {
                return Open {
                    brackets: 0,
                    text: false,
                };
            }
            _ => {}
        }
    }
    Open {
        brackets: brackets.len(),
        text: unclosed(text).is_some(),
    }
}

/// Does the text lack an end?
pub fn is_unfinished(text: &str) -> bool {
    if text.trim_start().starts_with(':') {
        return false;
    }
    let open = open(text);
    open.text || open.brackets > 0
}

/// How far the row after this text is indented.
pub fn indent_after(text: &str) -> usize {
    let open = open(text);
    if open.text { 0 } else { open.brackets * INDENT }
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
    }
}
