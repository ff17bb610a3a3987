//! Colours of the line being typed: keywords, texts, numbers, comments, and the bracket that belongs to the one at the cursor.

use super::paint::{Paint, Role};
use super::words::KEYWORDS;
use crate::lang::{Scan, Token, TokenKind};

/// The text with colours; it takes as many columns as before. `cursor` is a byte of the text.
pub fn highlight(text: &str, cursor: Option<usize>, paint: Paint) -> String {
    if !paint.is_on() {
        return text.to_string();
    }
    if text.trim_start().starts_with(':') {
        let end = text
            .find(char::is_whitespace)
            .filter(|end| *end > 0)
            .unwrap_or(text.len());
        return format!(
            "{}{}",
            paint.role(Role::Command, &text[..end]),
            &text[end..]
        );
    }
    let scan = Scan::new(text);
    let pair = cursor.and_then(|cursor| pair_at(text, &scan, cursor));
    let mut pieces: Vec<(&Token, Option<Role>)> = scan
        .comments
        .iter()
        .map(|token| (token, Some(Role::Comment)))
        .chain(scan.tokens.iter().map(|token| {
            let is_of_pair = pair
                .is_some_and(|(one, other)| token.range.start == one || token.range.start == other);
            let role = if is_of_pair {
                Some(Role::Bracket)
            } else {
                role(text, token)
            };
            (token, role)
        }))
        .collect();
    pieces.sort_by_key(|(token, _)| token.range.start);
    let mut out = String::with_capacity(text.len() * 2);
    let mut done = 0;
    for (token, role) in pieces {
        let Some(role) = role else { continue };
        out.push_str(&text[done..token.range.start]);
        for (index, row) in text[token.range.clone()].split('\n').enumerate() {
            if index > 0 {
                out.push('\n');
            }
            out.push_str(&paint.role(role, row));
        }
        done = token.range.end;
    }
    out.push_str(&text[done..]);
    out
}

fn role(text: &str, token: &Token) -> Option<Role> {
    match token.kind {
        TokenKind::Number => Some(Role::Number),
        TokenKind::Text => Some(Role::Text),
        TokenKind::Word => KEYWORDS
            .contains(&&text[token.range.clone()])
            .then_some(Role::Keyword),
        TokenKind::Symbol => None,
    }
}

/// The bracket at the cursor, or before it, and the one that belongs to it: where they begin.
fn pair_at(text: &str, scan: &Scan, cursor: usize) -> Option<(usize, usize)> {
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut pairs = Vec::new();
    for token in scan
        .tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Symbol)
    {
        let symbol = &text[token.range.clone()];
        let wanted = match symbol {
            "(" => Some(")"),
            "[" | "?[" => Some("]"),
            "{" | "#{" => Some("}"),
            _ => None,
        };
        if let Some(wanted) = wanted {
            open.push((token.range.start, wanted));
        } else if open.last().is_some_and(|(_, wanted)| *wanted == symbol)
            && let Some((start, _)) = open.pop()
        {
            pairs.push((start, token.range.start));
        }
    }
    let at = |place: usize| {
        pairs
            .iter()
            .copied()
            .find(|(one, other)| *one == place || *other == place)
    };
    at(cursor).or_else(|| at(cursor.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(start) = rest.find('\x1b') {
            out.push_str(&rest[..start]);
            rest = rest[start..].split_once('m').map_or("", |(_, rest)| rest);
        }
        out + rest
    }

    #[test]
    fn colours_change_no_character() {
        let paint = Paint::new(true);
        for text in [
            "let x = f(1, \"é\") // fin",
            "`a\nb` + [1, 2.5]",
            ":load x",
            "",
            "#{a: (1)}",
            "let s = \"open",
        ] {
            for cursor in 0..=text.len() {
                assert_eq!(plain(&highlight(text, Some(cursor), paint)), text);
            }
        }
        assert_eq!(highlight("let", None, Paint::new(false)), "let");
        assert!(highlight("let", None, paint).contains("\x1b["));
    }

    #[test]
    fn the_bracket_at_the_cursor_finds_its_pair() {
        let text = "f(a[1], \")\")";
        let scan = Scan::new(text);
        assert_eq!(pair_at(text, &scan, 1), Some((1, 11)));
        assert_eq!(pair_at(text, &scan, 12), Some((1, 11)));
        assert_eq!(pair_at(text, &scan, 6), Some((3, 5)));
        assert_eq!(pair_at(text, &scan, 8), None);
    }
}
