//! Text laid out for a terminal or a pipe: lines no wider than asked for.

use super::paint::Paint;
use crate::messages::Language;

/// How what is said shall look.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub language: Language,
    pub paint: Paint,
    /// Columns.
    pub width: usize,
}

/// Wider lines are hard to read.
const WIDEST: usize = 100;
const NARROWEST: usize = 40;

impl Look {
    /// `columns` are those that there are.
    pub fn new(language: Language, paint: Paint, columns: usize) -> Look {
        Look {
            language,
            paint,
            width: columns.clamp(NARROWEST, WIDEST),
        }
    }

    /// Without colours, as wide as lines should be.
    pub fn plain(language: Language) -> Look {
        Look::new(language, Paint::new(false), WIDEST)
    }
}

/// The words in lines of at most `width` columns; `first` stands before the first line, `rest` before the others. A word that is wider
/// gets a line of its own; code between backticks stays together where it fits.
pub fn wrap(text: &str, width: usize, first: &str, rest: &str) -> String {
    let mut out = String::new();
    let mut line = first.to_string();
    let mut is_empty = true;
    for word in words(text) {
        let wide = columns(&line) + columns(&word) + usize::from(!is_empty);
        if !is_empty && wide > width {
            out.push_str(line.trim_end());
            out.push('\n');
            line = rest.to_string();
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(&word);
        is_empty = false;
    }
    if !is_empty {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

pub fn columns(text: &str) -> usize {
    text.chars().count()
}

/// The words of a text; spaces inside of backticks, and before French `:`, `;`, `?`, `!`, part nothing.
fn words(text: &str) -> Vec<String> {
    const LONGEST: usize = 48;
    let mut found: Vec<String> = Vec::new();
    let mut inside = false;
    for word in text.split_whitespace() {
        let ticks = word.matches('`').count();
        let is_sign = matches!(word, ":" | ";" | "?" | "!" | "»");
        let joins = is_sign || inside;
        match found.last_mut() {
            Some(last) if joins && columns(last) + columns(word) < LONGEST => {
                last.push(' ');
                last.push_str(word);
            }
            _ => found.push(word.to_string()),
        }
        inside ^= ticks % 2 == 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_where_they_must_and_code_stays_together() {
        let text = "Attend que `a b` soit libre : puis le prend.";
        let lines = wrap(text, 16, "* ", "  ");
        assert_eq!(
            lines,
            "* Attend que\n  `a b` soit\n  libre : puis\n  le prend.\n"
        );
        assert_eq!(wrap("", 10, "", ""), "");
        assert_eq!(wrap("abcdefghijkl m", 5, "", ""), "abcdefghijkl\nm\n");
    }
}
