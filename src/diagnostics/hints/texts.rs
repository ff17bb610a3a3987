//! Python's way of writing texts and comments.

use super::Found;
use super::look::{Look, when};
use super::problem::parse;
use super::rewrite::{double_quoted, prefixed};
use crate::objects::error::Mistake;

pub fn comment(look: &Look) -> Option<Found> {
    parse(look)?;
    let rest = look.source.get(look.offset..)?.strip_prefix('#')?;
    when(!rest.starts_with('{') && !rest.starts_with("include"))?;
    let line = rest.lines().next().unwrap_or("");
    Some(Found::words([format!("// {}", line.trim())]))
}

pub fn single_quotes(look: &Look) -> Option<Found> {
    when(matches!(
        parse(look)?,
        Mistake::MalformedChar | Mistake::OpenText
    ))?;
    let text = look.near(0);
    when(text.starts_with('\''))?;
    Some(Found::words([double_quoted(text)]))
}

/// The letter before a text: `f"…"`.
fn text_prefix<'a>(look: &Look<'a>, accepted: &str) -> Option<(&'a str, &'a str)> {
    parse(look)?;
    when(look.is_text(0) && look.is_word(-1))?;
    when(look.token(-1)?.range.end == look.token(0)?.range.start)?;
    let prefix = look.near(-1);
    when(prefix.len() == 1 && accepted.contains(&prefix.to_ascii_lowercase()))?;
    Some((prefix, look.near(0)))
}

pub fn formatted_text(look: &Look) -> Option<Found> {
    let (prefix, text) = text_prefix(look, "f")?;
    Some(Found::words([prefixed(prefix, text)]).at(prefix_range(look)?))
}

pub fn bytes(look: &Look) -> Option<Found> {
    let (prefix, text) = text_prefix(look, "b")?;
    Some(Found::words([prefixed(prefix, text)]).at(prefix_range(look)?))
}

pub fn raw_text(look: &Look) -> Option<Found> {
    let (prefix, text) = text_prefix(look, "ru")?;
    // Backslashes that stand for themselves are doubled.
    let code = match prefix.eq_ignore_ascii_case("r") {
        true => prefixed(prefix, text).replace('\\', "\\\\"),
        false => prefixed(prefix, text),
    };
    Some(Found::words([prefix.to_string(), code]).at(prefix_range(look)?))
}

fn prefix_range(look: &Look) -> Option<std::ops::Range<usize>> {
    Some(look.token(-1)?.range.start..look.token(0)?.range.end)
}
