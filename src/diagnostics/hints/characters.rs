//! Hints about characters and numbers as books and word processors write them, and texts that stand for comments.

use super::Found;
use super::cause::Problem;
use super::look::{Look, when};
use super::problem::{parse, unknown_function};
use crate::lang::TokenKind;
use crate::messages::Argument;
use std::ops::Range;

/// What is typed in place of a character that looks alike.
const ALIKE: &[(char, &str)] = &[
    ('“', "\""),
    ('”', "\""),
    ('„', "\""),
    ('«', "\""),
    ('»', "\""),
    ('‘', "\""),
    ('’', "\""),
    ('–', "-"),
    ('—', "-"),
    ('−', "-"),
    ('×', "*"),
    ('÷', "/"),
    ('≤', "<="),
    ('≥', ">="),
    ('≠', "!="),
    ('…', "..."),
    ('；', ";"),
    ('（', "("),
    ('）', ")"),
    ('\u{a0}', " "),
    ('\u{2009}', " "),
    ('\u{202f}', " "),
    ('\u{200b}', ""),
    ('\u{feff}', ""),
];

fn typed(character: char) -> Option<&'static str> {
    let (_, typed) = ALIKE.iter().find(|(alike, _)| *alike == character)?;
    Some(typed)
}

/// `“bonjour”`, `3 × 4`, a no-break space in the code.
pub fn look_alike(look: &Look) -> Option<Found> {
    parse(look)?;
    let character = look.source.get(look.offset..)?.chars().next()?;
    typed(character)?;
    let code = format!("U+{:04X}", character as u32);
    let shown = match character.is_whitespace() || matches!(character, '\u{200b}' | '\u{feff}') {
        true => code,
        false => format!("{character} ({code})"),
    };
    let line = line_of(look);
    let mut written = String::new();
    let mut end = line.start;
    for (range, typed) in alike_of_line(look) {
        written.push_str(&look.source[end..range.start]);
        written.push_str(typed);
        end = range.end;
    }
    written.push_str(&look.source[end..line.end]);
    let range = look.offset..look.offset + character.len_utf8();
    Some(Found::words([shown, written.trim().to_string()]).at(range))
}

/// The bytes of the line that holds the mistake.
fn line_of(look: &Look) -> Range<usize> {
    let start = look.source[..look.offset]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let end = look.source[look.offset..].find('\n');
    start..end.map_or(look.source.len(), |length| look.offset + length)
}

/// The characters of the line that look like others, with what is typed in their place. What stands in a text or a comment is meant.
pub fn alike_of_line(look: &Look) -> Vec<(Range<usize>, &'static str)> {
    let is_quoted = |at: usize| look.source[at..].starts_with(['"', '`', '\'']);
    let is_meant = |at: usize| {
        let mut comments = look.scan.comments.iter();
        comments.any(|comment| comment.range.contains(&at))
            || look.tokens().iter().any(|token| {
                token.kind == TokenKind::Text
                    && token.range.contains(&at)
                    && is_quoted(token.range.start)
            })
    };
    let line = line_of(look);
    let characters = look.source[line.clone()].char_indices();
    let places = characters.map(|(index, character)| {
        let at = line.start + index;
        (at..at + character.len_utf8(), character)
    });
    places
        .filter(|(range, _)| !is_meant(range.start))
        .filter_map(|(range, character)| Some((range, typed(character)?)))
        .collect()
}

/// `5 000 000`
pub fn spaced_number(look: &Look) -> Option<Found> {
    parse(look)?;
    when(look.is_whole(-1) && !look.starts_line())?;
    let mut number = look.near(-1).to_string();
    let mut delta = 0;
    while look.is_whole(delta) && look.near(delta).len() == 3 {
        number = format!("{number}_{}", look.near(delta));
        delta += 1;
    }
    when(delta > 0)?;
    let range = look.token(-1)?.range.start..look.token(delta - 1)?.range.end;
    Some(Found::words([number]).at(range))
}

/// `sleep(0,5)`: two whole numbers where one number is wanted.
pub fn decimal_comma(look: &Look) -> Option<Found> {
    let wants_one = match look.problem {
        Problem::Raised(message) => {
            matches!(message.id(), Some("arity" | "arity-most"))
                && matches!(message.argument("count"), Some(Argument::Count(1)))
        }
        Problem::Run(_) => {
            let call = unknown_function(look)?;
            call.given() == 2 && call.defined().first()?.parameters == 1
        }
        Problem::Parse(_) => false,
    };
    when(wants_one && look.near(1) == "(" && is_decimal(look, 3) && look.near(5) == ")")?;
    let code = format!("{}({}.{})", look.near(0), look.near(2), look.near(4));
    Some(Found::words([code]))
}

/// `let price = 3,5;`
pub fn comma_in_number(look: &Look) -> Option<Found> {
    parse(look)?;
    when(is_decimal(look, 0))?;
    let bracket = look.open_bracket().map(|open| look.at(open));
    when(!matches!(bracket, Some("(" | "[" | "#{")))?;
    let range = look.token(-1)?.range.start..look.token(1)?.range.end;
    let code = format!("{}.{}", look.near(-1), look.near(1));
    Some(Found::words([code]).at(range))
}

/// Is it the comma of `0,5`, that many places after the mistake?
fn is_decimal(look: &Look, comma: isize) -> bool {
    look.near(comma) == ","
        && look.is_whole(comma - 1)
        && look.is_whole(comma + 1)
        && look.touches(comma)
        && look.touches(comma + 1)
}

/// `""" doc """`
pub fn documentation(look: &Look) -> Option<Found> {
    parse(look)?;
    let start = look.line_before().first()?.range.start;
    let rest = look.source[start..].strip_prefix("\"\"\"")?;
    let text = rest.lines().next().unwrap_or_default();
    let text = text.trim().trim_end_matches(['"', ';']).trim();
    Some(Found::words([format!("// {text}").trim().to_string()]).at(start..start + 3))
}
