//! A tolerant look at a script's text for messages: words, numbers, texts, symbols, also where they are Python's.
//! Nothing here decides what a script means.

use crate::lang::syntax::{comment_length, raw_text_length};
use rhai::Position;
use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    Word,
    Number,
    /// In quotes of any kind.
    Text,
    Symbol,
}

#[derive(Debug, Clone)]
pub struct Token {
    pub kind: TokenKind,
    /// Bytes of the source.
    pub range: Range<usize>,
    /// From 0.
    pub line: usize,
}

/// The tokens of a text, and its comments (`//…`, `/*…*/`, Python's `#…`) apart.
#[derive(Debug, Default)]
pub struct Scan {
    pub tokens: Vec<Token>,
    pub comments: Vec<Token>,
}

const SYMBOLS: &[&str] = &[
    "===", "!==", "..=", "<<=", ">>=", "**=", "//=", "++", "--", "==", "!=", "<=", ">=", "<>",
    "&&", "||", "+=", "-=", "*=", "/=", "%=", "**", "->", "=>", "::", "..", "?.", "??", "?[", "#{",
    "<<", ">>", ":=",
];

impl Scan {
    pub fn new(text: &str) -> Scan {
        let mut scan = Scan::default();
        let mut start = 0;
        let mut line = 0;
        while let Some(first) = text[start..].chars().next() {
            let rest = &text[start..];
            if first.is_whitespace() {
                line += usize::from(first == '\n');
                start += first.len_utf8();
                continue;
            }
            let (kind, length) = measure(rest, first);
            let token = Token {
                kind: kind.unwrap_or(TokenKind::Symbol),
                range: start..start + length,
                line,
            };
            match kind {
                Some(_) => scan.tokens.push(token),
                None => scan.comments.push(token),
            }
            line += rest[..length].matches('\n').count();
            start += length;
        }
        scan
    }

    /// The token that holds this byte.
    pub fn at(&self, offset: usize) -> Option<&Token> {
        let index = self
            .tokens
            .partition_point(|token| token.range.end <= offset);
        self.tokens
            .get(index)
            .filter(|token| token.range.contains(&offset))
    }
}

/// Kind (none: a comment) and length in bytes of the token at the start of `rest`.
fn measure(rest: &str, first: char) -> (Option<TokenKind>, usize) {
    if rest.starts_with("//") {
        return (None, line_length(rest));
    }
    if rest.starts_with("/*") {
        return (None, comment_length(rest).unwrap_or(rest.len()));
    }
    if first == '#'
        && let Some(length) = raw_text_length(rest)
    {
        return (Some(TokenKind::Text), length);
    }
    if first == '#' && !rest.starts_with("#{") {
        return (None, line_length(rest));
    }
    if first.is_alphabetic() || first == '_' {
        return (Some(TokenKind::Word), length_while(rest, is_word));
    }
    if first.is_ascii_digit() {
        return (Some(TokenKind::Number), number_length(rest));
    }
    if let '"' | '\'' | '`' = first {
        return (Some(TokenKind::Text), text_length(rest, first));
    }
    let length = SYMBOLS
        .iter()
        .find(|symbol| rest.starts_with(**symbol))
        .map_or(first.len_utf8(), |symbol| symbol.len());
    (Some(TokenKind::Symbol), length)
}

pub fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

fn length_while(text: &str, accept: impl Fn(char) -> bool) -> usize {
    text.find(|char| !accept(char)).unwrap_or(text.len())
}

fn line_length(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

fn number_length(rest: &str) -> usize {
    let whole = length_while(rest, is_word);
    let tail = &rest[whole..];
    let mut digits = tail.chars();
    if digits.next() == Some('.') && digits.next().is_some_and(|char| char.is_ascii_digit()) {
        return whole + 1 + length_while(&tail[1..], is_word);
    }
    whole
}

fn text_length(rest: &str, quote: char) -> usize {
    for long in ["\"\"\"", "'''"] {
        if let Some(inside) = rest.strip_prefix(long) {
            return inside.find(long).map_or(rest.len(), |end| end + 6);
        }
    }
    let mut escaped = false;
    for (index, char) in rest.char_indices().skip(1) {
        match char {
            '\n' if quote != '`' => return index,
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if char == quote => return index + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The byte that Rhai's position speaks of; none without a position.
pub fn offset_of(text: &str, at: Position) -> Option<usize> {
    let line = at.line()?;
    let start = match line {
        1 => 0,
        _ => text
            .match_indices('\n')
            .nth(line - 2)
            .map(|(index, _)| index + 1)?,
    };
    let line = &text[start..start + line_length(&text[start..])];
    // A line without a column: its first word.
    let first = line.chars().take_while(|char| char.is_whitespace()).count();
    let column = at.position().map_or(first, |column| column - 1);
    let length = line
        .char_indices()
        .nth(column)
        .map_or(line.len(), |(index, _)| index);
    Some(start + length)
}

/// Rhai's position of a byte, as far as one can say it.
pub fn position_of(text: &str, offset: usize) -> Position {
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |index| index + 1);
    let line = 1 + before.matches('\n').count();
    let column = 1 + before[start..].chars().count();
    match (u16::try_from(line), u16::try_from(column)) {
        (Ok(line), Ok(column)) => Position::new(line, column),
        (Ok(line), _) => Position::new(line, 0),
        _ => Position::NONE,
    }
}

/// What to underline for an error at this byte: the token there, else the one place.
pub fn span_at(text: &str, scan: &Scan, offset: usize) -> Range<usize> {
    match scan.at(offset) {
        Some(token) if token.kind == TokenKind::Text => {
            offset..offset + line_length(&text[offset..token.range.end])
        }
        Some(token) => offset..token.range.end,
        None => {
            if text[offset..].starts_with("/*") {
                return offset..offset + 2;
            }
            let width = text[offset..]
                .chars()
                .next()
                .filter(|char| *char != '\n')
                .map_or(0, char::len_utf8);
            offset..offset + width
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        Scan::new(text)
            .tokens
            .iter()
            .map(|token| &text[token.range.clone()])
            .collect()
    }

    #[test]
    fn words_numbers_texts_and_symbols_come_apart() {
        assert_eq!(
            words("délai += 1.5 * f(\"a;b\", 'c'); // fin"),
            [
                "délai", "+=", "1.5", "*", "f", "(", "\"a;b\"", ",", "'c'", ")", ";"
            ]
        );
        assert_eq!(
            words("for i in 0..3 { # boucle"),
            ["for", "i", "in", "0", "..", "3", "{"]
        );
        assert_eq!(words("#{a: 1}"), ["#{", "a", ":", "1", "}"]);
    }

    #[test]
    fn a_position_leads_to_its_byte() {
        let text = "let é = 1;\nfoo";
        assert_eq!(offset_of(text, Position::new(1, 7)), Some(7));
        assert_eq!(offset_of(text, Position::new(2, 1)), Some(12));
        assert_eq!(offset_of(text, Position::new(2, 40)), Some(15));
        assert_eq!(offset_of(text, Position::new(3, 1)), None);
        assert_eq!(offset_of(text, Position::NONE), None);
    }

    #[test]
    fn an_open_text_ends_with_its_line() {
        assert_eq!(words("let s = 'abc\nfoo"), ["let", "s", "=", "'abc", "foo"]);
    }
}
