//! Braces that are missing: the parser notices far behind, and then speaks of what is right. Where a script is indented, the indentation tells
//! the one place.

use crate::diagnostics::hints::Edit;
use crate::lang::{Scan, Token, TokenKind, position_of};
use crate::messages::{Message, message};
use crate::objects::error::{Error, Source};
use std::sync::Arc;

/// Of more than so many, the indentation is not to be trusted.
const MOST: usize = 4;

/// Words that begin a line with a block.
const BLOCKS: &[&str] = &[
    "catch", "class", "do", "else", "fn", "for", "if", "loop", "private", "switch", "try", "while",
    "with",
];

/// A brace that is missing.
pub struct Missing {
    /// The byte where it must be put in.
    at: usize,
    kind: Kind,
}

enum Kind {
    /// `{` at the end of this line; is the `}` of its block missing too?
    Open { line: String, is_whole: bool },
    /// `}` on a line of its own, for the block of the line with this number.
    Close { opened: usize },
    /// The `}` of a block whose `{` is missing, which tells of both.
    Other,
}

impl Missing {
    pub fn edit(&self) -> Edit {
        let text = match self.kind {
            Kind::Open { .. } => " {",
            Kind::Close { .. } | Kind::Other => "\n}",
        };
        Edit {
            range: self.at..self.at,
            text: text.to_string(),
        }
    }

    /// What is said of it, at the end of the line where it belongs.
    pub fn error(&self, source: &Arc<Source>) -> Option<Error> {
        let (title, hint): (Message, Message) = match &self.kind {
            Kind::Other => return None,
            Kind::Open { line, is_whole } => {
                let code = format!("{line} {{");
                let hint = match is_whole {
                    true => message!("brace-open-missing.whole", code),
                    false => message!("brace-open-missing.hint", code),
                };
                (message!("brace-open-missing"), hint)
            }
            Kind::Close { opened } => (
                message!("brace-close-missing"),
                message!("brace-close-missing.hint", line = opened.to_string()),
            ),
        };
        let mut error = Error::raised("SyntaxError", message!("brace-open-missing"))
            .at(position_of(&source.text, self.at))
            .within(source);
        error.body_mut().instead = Some((title, hint));
        Some(error)
    }
}

/// A bracket that is open.
struct Open<'a> {
    word: &'a str,
    /// Of the line that it stands on, counted from 0.
    line: usize,
    /// How far that line is indented.
    indentation: usize,
    is_class: bool,
    /// Of a brace that is missing: its place among those.
    missing: Option<usize>,
    /// Does it end its line? Other braces are closed on it, or hold no lines of their own.
    ends_line: bool,
}

/// The lines of a text, and the brackets that are open.
struct Reading<'a> {
    text: &'a str,
    lines: Vec<&'a [Token]>,
    open: Vec<Open<'a>>,
    found: Vec<Missing>,
}

/// The braces that are missing, in the order of the text; nothing where the indentation does not show them.
pub fn missing_braces(text: &str) -> Vec<Missing> {
    let scan = Scan::new(text);
    let is_open = |comment: &Token| {
        let text = &text[comment.range.clone()];
        text.starts_with("/*") && text.matches("/*").count() > text.matches("*/").count()
    };
    if scan.comments.iter().any(is_open) {
        // What is missing may stand in the comment, which is told of.
        return Vec::new();
    }
    let mut reading = Reading {
        text,
        lines: lines_of(&scan.tokens),
        open: Vec::new(),
        found: Vec::new(),
    };
    match reading.read() {
        Some(()) if reading.found.len() <= MOST => reading.found,
        _ => Vec::new(),
    }
}

fn lines_of(tokens: &[Token]) -> Vec<&[Token]> {
    tokens
        .chunk_by(|first, second| first.line == second.line)
        .collect()
}

impl<'a> Reading<'a> {
    fn word(&self, token: &Token) -> &'a str {
        &self.text[token.range.clone()]
    }

    /// How far the line of this token is indented; nothing where tabs and blanks are mixed.
    fn indentation(&self, token: &Token) -> Option<usize> {
        let start = self.text[..token.range.start]
            .rfind('\n')
            .map_or(0, |end| end + 1);
        let blanks = &self.text[start..token.range.start];
        let is_pure =
            blanks.chars().all(|blank| blank == ' ') || blanks.chars().all(|blank| blank == '\t');
        is_pure.then_some(blanks.len())
    }

    fn read(&mut self) -> Option<()> {
        for index in 0..self.lines.len() {
            let line = self.lines[index];
            let first = line.first()?;
            let in_brackets = self
                .open
                .last()
                .is_some_and(|open| matches!(open.word, "(" | "[" | "#{"));
            let indentation = match in_brackets {
                // A line of a longer expression stands where it likes.
                true => 0,
                false => self.indentation(first)?,
            };
            if !in_brackets {
                self.close_blocks(index, indentation)?;
            }
            self.take(line, indentation)?;
            if !in_brackets && self.lacks_brace(index, indentation)? {
                let last = line.last()?;
                let start = first.range.start;
                self.found.push(Missing {
                    at: last.range.end,
                    kind: Kind::Open {
                        line: self.text[start..last.range.end].to_string(),
                        is_whole: false,
                    },
                });
                self.open.push(Open {
                    word: "{",
                    line: last.line,
                    indentation,
                    is_class: self.word(first) == "class",
                    missing: Some(self.found.len() - 1),
                    ends_line: true,
                });
            }
        }
        // What is open at the end is closed there.
        while let Some(open) = self.open.pop() {
            if open.word != "{" || !open.ends_line {
                return None;
            }
            self.close(self.lines.len(), &open);
        }
        Some(())
    }

    /// The blocks that a line must have left, by its indentation.
    fn close_blocks(&mut self, index: usize, indentation: usize) -> Option<()> {
        let begins_with_brace = self.word(&self.lines[index][0]) == "}";
        while let Some(open) = self.open.last() {
            let is_behind = match begins_with_brace {
                // It closes one of the blocks around this one.
                true => {
                    indentation < open.indentation
                        && self
                            .open
                            .iter()
                            .any(|outer| outer.word == "{" && outer.indentation == indentation)
                }
                false => indentation <= open.indentation,
            };
            if open.word != "{" || !open.ends_line || !is_behind {
                break;
            }
            // A block whose first line is not indented tells nothing.
            if self.lines[index - 1][0].line == open.line {
                return None;
            }
            let open = self.open.pop()?;
            self.close(index, &open);
        }
        Some(())
    }

    /// Its `}` belongs behind the line before the one with this index.
    fn close(&mut self, index: usize, open: &Open) {
        let last = self.lines[index - 1].last();
        let opened = open.missing.and_then(|place| self.found.get_mut(place));
        let kind = match opened.map(|opened| &mut opened.kind) {
            Some(Kind::Open { is_whole, .. }) => {
                *is_whole = true;
                Kind::Other
            }
            _ => Kind::Close {
                opened: open.line + 1,
            },
        };
        self.found.push(Missing {
            at: last.map_or(0, |last| last.range.end),
            kind,
        });
    }

    /// The brackets of a line.
    fn take(&mut self, line: &'a [Token], indentation: usize) -> Option<()> {
        let is_class = self.word(&line[0]) == "class";
        for (at, token) in line.iter().enumerate() {
            let word = self.word(token);
            match word {
                "(" | "[" | "{" | "#{" | "?[" => self.open.push(Open {
                    word,
                    line: token.line,
                    indentation,
                    is_class,
                    missing: None,
                    ends_line: at + 1 == line.len(),
                }),
                ")" | "]" | "}" => {
                    let open = self.open.pop()?;
                    let fits = match word {
                        ")" => open.word == "(",
                        "]" => matches!(open.word, "[" | "?["),
                        _ => matches!(open.word, "{" | "#{"),
                    };
                    if !fits {
                        return None;
                    }
                }
                _ => {}
            }
        }
        Some(())
    }

    /// Does the line begin a block, without a brace, and are the lines behind it indented?
    fn lacks_brace(&self, index: usize, indentation: usize) -> Option<bool> {
        let line = self.lines[index];
        let Some(next) = self.lines.get(index + 1) else {
            return Some(false);
        };
        let word = |at: usize| line.get(at).map_or("", |token| self.word(token));
        let begins = match word(0) {
            "}" => matches!(word(1), "else" | "catch"),
            first => BLOCKS.contains(&first),
        };
        let in_class = self
            .open
            .last()
            .is_some_and(|open| open.is_class && open.ends_line);
        let is_method = in_class
            && line[0].kind == TokenKind::Word
            && word(1) == "("
            && word(line.len() - 1) == ")";
        if !begins && !is_method {
            return Some(false);
        }
        let last = line.last()?;
        // Its brackets are closed, it is not ended, and holds no block already.
        let is_open = self.open.last().is_some_and(|open| open.line == last.line);
        let ends = last.kind != TokenKind::Symbol || matches!(self.word(last), ")" | "]");
        let has_block = line.iter().any(|token| self.word(token) == "{");
        let goes_on = next[0].kind == TokenKind::Symbol
            && !matches!(self.word(&next[0]), "(" | "[" | "-" | "!");
        let is_deeper = self.indentation(&next[0])? > indentation;
        Some(!is_open && ends && !has_block && !goes_on && is_deeper)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines, from 1, behind which braces are missing.
    fn lines(text: &str) -> Vec<(usize, &'static str)> {
        let found = missing_braces(text);
        let line = |missing: &Missing| text[..missing.at].matches('\n').count() + 1;
        let told = found.iter().map(|missing| match missing.kind {
            Kind::Open { .. } => (line(missing), "{"),
            Kind::Close { .. } => (line(missing), "}"),
            Kind::Other => (line(missing), "both"),
        });
        told.collect()
    }

    #[test]
    fn a_closing_brace_belongs_where_the_indentation_ends() {
        let text = "fn f(x) {\n    if x > 1 {\n        print(1);\n    print(2);\n}\nf(1);\n";
        assert_eq!(lines(text), [(3, "}")]);
        let text = "fn f(x) {\n    while x > 1 {\n        x -= 1;\n}\nfn g() {\n    1\n}\n";
        assert_eq!(lines(text), [(3, "}")]);
        let text = "class A {\n    init() {\n        this.x = 1;\n\n    get() {\n        this.x\n    }\n}\n";
        assert_eq!(lines(text), [(3, "}")]);
        assert_eq!(lines("for i in 0..3 {\n    print(i);\n"), [(2, "}")]);
        let text = "for i in 0..3 {\n    if i > 1 {\n        print(i);\n";
        assert_eq!(lines(text), [(3, "}"), (3, "}")]);
    }

    #[test]
    fn an_opening_brace_belongs_to_the_line_of_its_block() {
        assert_eq!(lines("fn f(x)\n    print(x);\n}\nf(1);\n"), [(1, "{")]);
        let text = "class A {\n    init(x)\n        this.x = x;\n    }\n}\n";
        assert_eq!(lines(text), [(2, "{")]);
        let text = "if a > 1 {\n    print(1);\n} else\n    print(2);\n}\n";
        assert_eq!(lines(text), [(3, "{")]);
    }

    #[test]
    fn both_braces_of_a_block_are_told_together() {
        assert_eq!(
            lines("fn f(a)\n    a + 1\nprint(f(1));\n"),
            [(1, "{"), (2, "both")]
        );
    }

    #[test]
    fn what_is_right_or_not_indented_is_left_alone() {
        for text in [
            "fn f(x) {\n    if x\n        && true {\n        print(x);\n    }\n}\n",
            "let m = #{\n    a: 1,\n    b: 2\n};\nprint(m);\n",
            "fn f()\n{\n    print(1);\n}\n",
            "while true { if a { b(); }\nc(); }\n",
            "foo(|x| {\n    x + 1\n});\n",
            "if a {\nprint(1);\nprint(2);\n",
        ] {
            assert_eq!(lines(text), [], "{text}");
        }
    }
}
