//! The statements and blocks of a script that parses, with their places in its text.

use crate::lang::{Scan, Token, TokenKind};
use std::ops::Range;

/// A statement, with the blocks in it.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Bytes, with its `;`.
    pub range: Range<usize>,
    pub blocks: Vec<Block>,
}

/// `{ … }`.
#[derive(Clone, Debug)]
pub struct Block {
    /// Bytes, with the braces.
    pub range: Range<usize>,
    pub statements: Vec<Statement>,
}

/// Words whose statement ends with its last block.
const BLOCKS: &[&str] = &[
    "class", "do", "fn", "for", "if", "loop", "private", "switch", "try", "while", "with",
];

/// The top level of a script.
pub fn statements(text: &str) -> Vec<Statement> {
    let scan = Scan::new(text);
    let mut reading = Reading {
        text,
        tokens: &scan.tokens,
        next: 0,
    };
    let mut found = Vec::new();
    while reading.next < reading.tokens.len() {
        let before = reading.next;
        found.extend(reading.statement(false));
        if reading.next == before {
            // A `}` that nothing has opened: not in a text that parses.
            reading.next += 1;
        }
    }
    found
}

/// Every block, the outer ones first, the top level (no block) before all.
pub fn visit<'t>(statements: &'t [Statement], see: &mut dyn FnMut(&'t [Statement])) {
    see(statements);
    for statement in statements {
        for block in &statement.blocks {
            visit(&block.statements, see);
        }
    }
}

/// The functions of a text that have these names, and those that they speak of: without what stands between functions.
pub fn functions(text: &str, wanted: Vec<String>) -> String {
    let named: Vec<(String, String)> = (statements(text).iter())
        .filter_map(|statement| {
            let said = &text[statement.range.clone()];
            let rest = said.strip_prefix("private ").unwrap_or(said);
            let (name, _) = rest.strip_prefix("fn ")?.split_once('(')?;
            Some((name.trim().to_owned(), said.to_owned()))
        })
        .collect();
    let mut kept = wanted;
    let mut place = 0;
    while place < kept.len() {
        for (name, body) in &named {
            if *name == kept[place] {
                let scan = Scan::new(body);
                let words = scan.tokens.iter().map(|token| &body[token.range.clone()]);
                for word in words {
                    // In a text with `${ … }` calls are found as words, too.
                    for (other, _) in &named {
                        if word.contains(other.as_str()) && !kept.contains(other) {
                            kept.push(other.clone());
                        }
                    }
                }
            }
        }
        place += 1;
    }
    let kept = named.iter().filter(|(name, _)| kept.contains(name));
    kept.map(|(_, text)| format!("{text}\n\n")).collect()
}

struct Reading<'t> {
    text: &'t str,
    tokens: &'t [Token],
    next: usize,
}

impl Reading<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| match token.kind {
            TokenKind::Text => "",
            _ => &self.text[token.range.clone()],
        })
    }

    /// From here to its `;`, to the end of its last block, or to the `}` that ends the block around it.
    fn statement(&mut self, is_member: bool) -> Option<Statement> {
        let first = self.next;
        let start = self.tokens.get(first)?.range.start;
        let word = self.word(first).to_owned();
        let ends_with_block = is_member || BLOCKS.contains(&word.as_str());
        let is_class = word == "class";
        let mut blocks = Vec::new();
        let mut open = 0;
        while self.next < self.tokens.len() {
            let symbol = self.word(self.next).to_owned();
            match symbol.as_str() {
                "(" | "[" | "#{" | "?[" => open += 1,
                ")" | "]" => open -= 1,
                "}" if open > 0 => open -= 1,
                "}" => break,
                "{" => {
                    blocks.push(self.block(is_class && blocks.is_empty()));
                    let goes_on = matches!(self.word(self.next), "else" | "catch")
                        || word == "do" && matches!(self.word(self.next), "while" | "until");
                    if ends_with_block && open == 0 && !goes_on {
                        break;
                    }
                    continue;
                }
                ";" if open == 0 => {
                    self.next += 1;
                    break;
                }
                _ => {}
            }
            self.next += 1;
        }
        if self.next == first {
            return None;
        }
        let end = self.tokens[self.next - 1].range.end;
        Some(Statement {
            range: start..end,
            blocks,
        })
    }

    fn block(&mut self, is_class: bool) -> Block {
        let start = self.tokens[self.next].range.start;
        self.next += 1;
        let mut statements = Vec::new();
        while self.next < self.tokens.len() && self.word(self.next) != "}" {
            let before = self.next;
            statements.extend(self.statement(is_class));
            if self.next == before {
                self.next += 1;
            }
        }
        self.next = (self.next + 1).min(self.tokens.len());
        Block {
            range: start..self.tokens[self.next - 1].range.end,
            statements,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_end_where_the_parser_ends_them() {
        let text = "let m = #{a: 1, b: || { f(); g() }};\nif a { b(); } else if c { d() } else { }\n\
                    with m { x += 1; }\nclass A { init() { this.x = 1; } run() { } }\nlet y = if a { 1 } else { 2 };\ndo { z(); } while t;\nlast()";
        let found = statements(text);
        let firsts: Vec<&str> = found
            .iter()
            .map(|found| &text[found.range.clone()])
            .collect();
        assert_eq!(firsts.len(), 7, "{firsts:#?}");
        assert_eq!(firsts[0], "let m = #{a: 1, b: || { f(); g() }};");
        assert_eq!(firsts[2], "with m { x += 1; }");
        assert_eq!(firsts[4], "let y = if a { 1 } else { 2 };");
        assert_eq!(firsts[5], "do { z(); } while t;");
        assert_eq!(found[1].blocks.len(), 3);
        assert_eq!(found[3].blocks[0].statements.len(), 2);
        let mut blocks = 0;
        visit(&found, &mut |_| blocks += 1);
        assert_eq!(blocks, 1 + 1 + 3 + 1 + 3 + 2 + 1);
    }
}
