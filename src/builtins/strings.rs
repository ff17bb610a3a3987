//! Functions of strings that scripts use most, directly on our values, with exactly the behaviour of Rhai's `string_more.rs`.

use super::searching::{find, has_char, replace, split};
use super::slices::{Span, char_at};
use crate::objects::abi::size::{check_array, made_text};
use crate::objects::abi::{Word, check_text, meter};
use crate::objects::error::Error;
use crate::objects::value::{Iteration, Text, Value};
use rhai::Position;

/// Replacing in shorter texts needs no look in advance.
const SHORT: usize = 1 << 12;

/// Does the function change the string? Those refuse a constant.
fn changes(word: Word) -> bool {
    use Word::{Append, Clear, MakeLower, MakeUpper, Pad, Pop, Remove, Replace, Trim};
    matches!(
        word,
        Append | Clear | MakeLower | MakeUpper | Pad | Pop | Remove | Replace | Trim
    )
}

/// Does the function take hardly longer for a long string?
fn is_quick(word: Word) -> bool {
    use Word::{Append, Bytes, EndsWith, Get, IsEmpty, Len, Pop, StartsWith, SubString};
    matches!(
        word,
        Len | Get | SubString | Bytes | IsEmpty | Append | Pop | StartsWith | EndsWith
    )
}

/// Call the function, if it is one of strings for arguments of these types.
pub(crate) fn call(
    word: Word,
    text: &mut Text,
    args: &mut [Value],
    constant: bool,
    at: Position,
) -> Option<Result<Value, Error>> {
    if constant && changes(word) {
        return None;
    }
    if !is_quick(word)
        && let Err(stop) = meter::walk_bytes(4 * text.len())
    {
        return Some(Err(stop));
    }
    Some(Ok(match (word, &*args) {
        (Word::Len, []) => Value::Int(text.length() as i64),
        (Word::Bytes, []) => Value::Int(text.len() as i64),
        (Word::IsEmpty, []) => Value::Bool(text.is_empty()),
        (Word::Contains, [Value::Str(part)]) => Value::Bool(find(text, part).is_some()),
        (Word::Contains, [Value::Char(part)]) => Value::Bool(has_char(text, *part)),
        (Word::StartsWith, [Value::Str(part)]) => Value::Bool(text.starts_with(part.as_str())),
        (Word::StartsWith, [Value::Char(part)]) => Value::Bool(text.starts_with(*part)),
        (Word::EndsWith, [Value::Str(part)]) => Value::Bool(text.ends_with(part.as_str())),
        (Word::EndsWith, [Value::Char(part)]) => Value::Bool(text.ends_with(*part)),
        (Word::IndexOf, [Value::Str(part)]) => place_of(text, find(text, part)),
        (Word::IndexOf, [Value::Char(part)]) => place_of(text, text.find(*part)),
        (Word::Get, [Value::Int(index)]) => char_at(text, *index).map_or(Value::Unit, Value::Char),
        (Word::ToUpper, []) => {
            if text.is_ascii() {
                Value::Str(text.to_ascii_uppercase())
            } else if text.chars().all(char::is_uppercase) {
                Value::Str(text.clone())
            } else {
                return Some(made_text(text.to_uppercase()));
            }
        }
        (Word::ToLower, []) => {
            if text.is_ascii() {
                Value::Str(text.to_ascii_lowercase())
            } else if text.chars().all(char::is_lowercase) {
                Value::Str(text.clone())
            } else {
                return Some(made_text(text.to_lowercase()));
            }
        }
        (Word::MakeUpper, []) => {
            return Some(changed(text, str::to_uppercase));
        }
        (Word::MakeLower, []) => {
            return Some(changed(text, str::to_lowercase));
        }
        (Word::Trim, []) => {
            let trimmed = text.trim();
            if trimmed.len() != text.len() {
                *text = trimmed.into();
            }
            Value::Unit
        }
        (Word::Clear, []) => {
            *text = Text::new();
            Value::Unit
        }
        (Word::Pop, []) => text.pop().map_or(Value::Unit, Value::Char),
        (Word::Append, [Value::Str(more)]) => {
            if let Err(error) = check_text(text.len() + more.len()) {
                return Some(Err(error.at(at)));
            }
            text.append(more);
            Value::Unit
        }
        (Word::Append, [Value::Char(more)]) => {
            if let Err(error) = check_text(text.len() + more.len_utf8()) {
                return Some(Err(error.at(at)));
            }
            text.append(more.encode_utf8(&mut [0; 4]));
            Value::Unit
        }
        (Word::Replace, [old, new]) => {
            let mut buffers = ([0; 4], [0; 4]);
            let old = letters(old, &mut buffers.0)?;
            let new = letters(new, &mut buffers.1)?;
            if !text.is_empty() {
                if let Err(error) = check_replaced(text, old, new) {
                    return Some(Err(error.at(at)));
                }
                *text = replace(text, old, new);
            }
            Value::Unit
        }
        (Word::SubString, [Value::Int(start)]) => sub_string(text, *start, text.len() as i64),
        (Word::SubString, [Value::Int(start), Value::Int(count)]) => {
            sub_string(text, *start, *count)
        }
        (Word::SubString, [range]) => {
            let span = Span::of(range)?;
            let start = span.start.max(0);
            if span.inclusive {
                let end = span.end.max(start).min(i64::MAX - 1);
                sub_string(text, start, end - start + 1)
            } else {
                sub_string(text, start, span.end.max(start) - start)
            }
        }
        (Word::Split, []) => {
            if text.is_empty() {
                whole(text)
            } else {
                return Some(pieces(text, text.split_whitespace()));
            }
        }
        (Word::Split, [Value::Str(between)]) => {
            if text.is_empty() {
                whole(text)
            } else if between.is_empty() {
                return Some(pieces(text, text.split("")));
            } else if let Err(error) = check_pieces(text, between) {
                return Some(Err(error.at(at)));
            } else {
                split(text, between).map_or_else(|| whole(text), Value::array)
            }
        }
        (Word::Split, [Value::Char(between)]) => {
            let mut buffer = [0; 4];
            let between = between.encode_utf8(&mut buffer);
            if let Err(error) = check_pieces(text, between) {
                return Some(Err(error.at(at)));
            }
            split(text, between).map_or_else(|| whole(text), Value::array)
        }
        (Word::Split, [Value::Str(between), Value::Int(most)]) => {
            split_most(text, between, *most).map_or_else(|| whole(text), Value::array)
        }
        (Word::Split, [Value::Char(between), Value::Int(most)]) => {
            let mut buffer = [0; 4];
            let between = between.encode_utf8(&mut buffer);
            split_most(text, between, *most).map_or_else(|| whole(text), Value::array)
        }
        (Word::Chars, []) => chars(text, 0, i64::MAX),
        (Word::Chars, [Value::Int(start)]) => chars(text, *start, i64::MAX),
        (Word::Chars, [Value::Int(start), Value::Int(count)]) => chars(text, *start, *count),
        (Word::ToChars, []) => {
            if let Err(error) = check_array(text.length()) {
                return Some(Err(error.at(at)));
            }
            Value::array(text.chars().map(Value::Char).collect())
        }
        (Word::Pad, [Value::Int(wanted), padding]) => {
            let mut buffer = [0; 4];
            let padding = letters(padding, &mut buffer)?.to_string();
            return Some(pad(text, *wanted, &padding).map_err(|error| error.at(at)));
        }
        // What is no number is Rhai's to refuse.
        (Word::ParseInt, []) => Value::Int(text.trim().parse().ok()?),
        (Word::ParseFloat, []) => Value::Float(text.trim().parse().ok()?),
        _ => return None,
    }))
}

/// A text or a character as text.
fn letters<'a>(value: &'a Value, buffer: &'a mut [u8; 4]) -> Option<&'a str> {
    match value {
        Value::Str(text) => Some(text.as_str()),
        Value::Char(char) => Some(char.encode_utf8(buffer)),
        _ => None,
    }
}

/// The place in characters of a place in bytes; -1 for none, and in an empty string.
pub(crate) fn place_of(text: &Text, found: Option<usize>) -> Value {
    Value::Int(match found {
        Some(byte) if !text.is_empty() => text.characters_before(byte) as i64,
        _ => -1,
    })
}

/// Refuse a replacement whose result would be too large.
pub fn check_replaced(text: &str, old: &str, new: &str) -> Result<(), Error> {
    if new.len() <= old.len() || (text.len() < SHORT && new.len() < SHORT) {
        return Ok(());
    }
    let more = text
        .matches(old)
        .count()
        .saturating_mul(new.len() - old.len());
    check_text(text.len().saturating_add(more))?;
    meter::walk_bytes(more)
}

/// Put in the place of the text what the function makes of it.
fn changed(text: &mut Text, change: fn(&str) -> String) -> Result<Value, Error> {
    let new = change(text);
    check_text(new.len())?;
    *text = new.into();
    Ok(Value::Unit)
}

pub(crate) fn whole(text: &Text) -> Value {
    Value::array(vec![Value::Str(text.clone())])
}

/// The pieces of a text in an array: a text of few bytes cannot have too many.
fn pieces<'a>(text: &str, pieces: impl Iterator<Item = &'a str> + Clone) -> Result<Value, Error> {
    if text.len() >= crate::objects::abi::size::ITEMS {
        check_array(pieces.clone().count())?;
    }
    Ok(Value::array(pieces.map(Value::from).collect()))
}

/// Refuse a text that has too many pieces; one of few bytes cannot have them.
fn check_pieces(text: &str, between: &str) -> Result<(), Error> {
    match text.len() >= crate::objects::abi::size::ITEMS {
        true => check_array(text.matches(between).count() + 1),
        false => Ok(()),
    }
}

/// At most so many pieces; nothing where the text stays whole.
fn split_most(text: &str, between: &str, most: i64) -> Option<Vec<Value>> {
    let is_split = most > 1 && !text.is_empty() && find(text, between).is_some();
    let most = usize::try_from(most).unwrap_or(0);
    is_split.then(|| text.splitn(most, between).map(Value::from).collect())
}

fn chars(text: &Text, start: i64, count: i64) -> Value {
    Value::Iterator(Box::new(Iteration::chars(text.clone(), start, count)))
}

fn sub_string(text: &Text, start: i64, count: i64) -> Value {
    if text.is_short_ascii() {
        let (start, count) = super::slices::part(text.len(), start, count);
        return Value::from(&text[start..start + count]);
    }
    let total = text.length();
    let (start, count) = super::slices::part(total, start, count);
    if count == 0 {
        return Value::Str(Text::new());
    }
    let bytes = text.bytes_of(start..start + count);
    meter::owe_bytes(bytes.len());
    Value::from(&text[bytes])
}

/// Bytes of so many characters of the padding, which is used again and again.
fn padded_length(missing: usize, padding: &str) -> usize {
    let characters = padding.chars().count();
    let rest: usize = (padding.chars().take(missing % characters))
        .map(char::len_utf8)
        .sum();
    (missing / characters).saturating_mul(padding.len()) + rest
}

fn pad(text: &mut Text, wanted: i64, padding: &str) -> Result<Value, Error> {
    let wanted = usize::try_from(wanted).unwrap_or(0);
    let missing = wanted.saturating_sub(text.length());
    if missing > 0 && !padding.is_empty() {
        check_text(text.len().saturating_add(padded_length(missing, padding)))?;
        meter::walk(missing)?;
        let added: String = padding.chars().cycle().take(missing).collect();
        text.append(&added);
    }
    Ok(Value::Unit)
}
