//! Python's text as logical lines: what stands in brackets, or behind a `\`, goes on in the next line of the text.

use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Word,
    Number,
    /// With the letters before its quotes.
    Text,
    Symbol,
}

#[derive(Debug, Clone)]
pub struct Token {
    pub kind: Kind,
    /// Bytes of the source.
    pub range: Range<usize>,
}

/// A logical line; one without tokens holds a comment, or nothing.
#[derive(Debug, Clone)]
pub struct Line {
    /// From its first blank to the end of what it says, without the line feed.
    pub range: Range<usize>,
    /// The column of its first letter.
    pub indent: usize,
    pub tokens: Vec<Token>,
    /// The comment at its end, from the `#` on.
    pub comment: Option<Range<usize>>,
}

/// Symbols of more than one character, the longest first.
const SYMBOLS: &[&str] = &[
    "**=", "//=", "<<=", ">>=", "...", "==", "!=", "<=", ">=", "->", ":=", "+=", "-=", "*=", "/=",
    "%=", "&=", "|=", "^=", "**", "//", "<<", ">>",
];

/// The lines of a text; nothing when a text in quotes or a bracket is not closed.
pub fn lines(source: &str) -> Option<Vec<Line>> {
    let mut lines = Vec::new();
    let mut at = 0;
    while at < source.len() {
        let line = line(source, at)?;
        at = (line.range.end + 1).min(source.len());
        lines.push(line);
    }
    Some(lines)
}

fn line(source: &str, start: usize) -> Option<Line> {
    let mut line = Line {
        range: start..start,
        indent: 0,
        tokens: Vec::new(),
        comment: None,
    };
    let mut depth = 0_usize;
    let mut at = start;
    while let Some(letter) = source[at..].chars().next() {
        let rest = &source[at..];
        match letter {
            '\n' if depth == 0 => break,
            '#' => {
                let end = at + rest.find('\n').unwrap_or(rest.len());
                line.comment = (depth == 0).then_some(at..end);
                at = end;
                continue;
            }
            '\\' if rest[1..].trim_start_matches([' ', '\r']).starts_with('\n') => {
                at += rest.find('\n').map_or(rest.len(), |length| length + 1);
                continue;
            }
            letter if letter.is_whitespace() => {
                at += letter.len_utf8();
                continue;
            }
            _ => {}
        }
        if line.tokens.is_empty() {
            line.indent = column(&source[start..at]);
        }
        let (kind, length) = measure(rest)?;
        match &rest[..length] {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.checked_sub(1)?,
            _ => {}
        }
        line.tokens.push(Token {
            kind,
            range: at..at + length,
        });
        at += length;
    }
    if line.tokens.is_empty() {
        let comment = line.comment.as_ref().map_or(at, |comment| comment.start);
        line.indent = column(&source[start..comment]);
    }
    line.range.end = at;
    (depth == 0).then_some(line)
}

/// How wide these blanks are; tabs count as to the next eighth column.
fn column(blanks: &str) -> usize {
    blanks.chars().fold(0, |column, letter| match letter {
        '\t' => column / 8 * 8 + 8,
        _ => column + 1,
    })
}

/// Kind and bytes of the token at the start.
fn measure(rest: &str) -> Option<(Kind, usize)> {
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters <= 2
        && rest[..letters]
            .bytes()
            .all(|letter| b"fFbBrRuU".contains(&letter))
        && rest[letters..].starts_with(['"', '\''])
    {
        return Some((Kind::Text, letters + quoted(&rest[letters..])?));
    }
    let first = rest.chars().next()?;
    let while_word = |text: &str| {
        let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
        text.find(|letter| !is_word(letter)).unwrap_or(text.len())
    };
    if first.is_alphabetic() || first == '_' {
        return Some((Kind::Word, while_word(rest)));
    }
    let is_digit = |text: &str| text.starts_with(|letter: char| letter.is_ascii_digit());
    if is_digit(rest) || first == '.' && is_digit(&rest[1..]) {
        let whole = while_word(rest);
        let fraction = match rest[whole..].strip_prefix('.') {
            Some(fraction) => 1 + while_word(fraction),
            None => 0,
        };
        let length = whole + fraction;
        let exponent =
            rest[..length].ends_with(['e', 'E']) && rest[length..].starts_with(['+', '-']);
        let more = match exponent {
            true => 1 + while_word(&rest[length + 1..]),
            false => 0,
        };
        return Some((Kind::Number, length + more));
    }
    let symbol = SYMBOLS.iter().find(|symbol| rest.starts_with(**symbol));
    Some((
        Kind::Symbol,
        symbol.map_or(first.len_utf8(), |symbol| symbol.len()),
    ))
}

/// The bytes of the text in quotes at the start; nothing when it has no end.
fn quoted(rest: &str) -> Option<usize> {
    for long in ["\"\"\"", "'''"] {
        if rest.starts_with(long) {
            return ending(rest, 3, long, true);
        }
    }
    ending(rest, 1, &rest[..1], false)
}

/// Where the text ends; a `\` takes the quote behind it into the text, in raw ones too.
fn ending(rest: &str, opening: usize, quotes: &str, is_long: bool) -> Option<usize> {
    let mut escaped = false;
    for (index, letter) in rest.char_indices().filter(|(index, _)| *index >= opening) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' if !is_long => return None,
            _ if rest[index..].starts_with(quotes) => return Some(index + quotes.len()),
            _ => {}
        }
    }
    None
}
