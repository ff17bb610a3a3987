//! Methods of short texts that change nothing: they take no work worth counting, and cannot fail. All else is in `strings`.

use super::searching::{find, has_char, split};
use super::slices::char_at;
use super::strings::{place_of, whole};
use crate::objects::abi::Word;
use crate::objects::value::{Text, Value};

/// Bytes of the longest text that is looked at here.
const SHORT: usize = 256;

/// What the method gives, for the commonest arguments; nothing for others.
#[inline]
pub fn of_short_text(word: Word, text: &Text, args: &[Value]) -> Option<Value> {
    if text.len() > SHORT {
        return None;
    }
    match args {
        [] => alone(word, text),
        [Value::Str(part)] => with_text(word, text, part),
        [Value::Char(part)] => match word {
            Word::Contains => Some(Value::Bool(has_char(text, *part))),
            Word::StartsWith => Some(Value::Bool(text.starts_with(*part))),
            Word::EndsWith => Some(Value::Bool(text.ends_with(*part))),
            _ => None,
        },
        [Value::Int(start)] => match word {
            Word::Get => Some(char_at(text, *start).map_or(Value::Unit, Value::Char)),
            Word::SubString => part_of(text, *start, text.len() as i64),
            _ => None,
        },
        [Value::Int(start), Value::Int(count)] if word == Word::SubString => {
            part_of(text, *start, *count)
        }
        _ => None,
    }
}

#[inline(always)]
fn alone(word: Word, text: &Text) -> Option<Value> {
    Some(match word {
        Word::Len => Value::Int(text.length() as i64),
        Word::IsEmpty => Value::Bool(text.is_empty()),
        Word::ToUpper if text.is_ascii() => Value::Str(text.to_ascii_uppercase()),
        Word::ToLower if text.is_ascii() => Value::Str(text.to_ascii_lowercase()),
        _ => return None,
    })
}

#[inline(always)]
fn with_text(word: Word, text: &Text, part: &Text) -> Option<Value> {
    Some(match word {
        Word::Contains => Value::Bool(find(text, part).is_some()),
        Word::StartsWith => Value::Bool(text.starts_with(part.as_str())),
        Word::EndsWith => Value::Bool(text.ends_with(part.as_str())),
        Word::IndexOf => place_of(text, find(text, part)),
        Word::Split if !text.is_empty() && !part.is_empty() => {
            split(text, part).map_or_else(|| whole(text), Value::array)
        }
        _ => return None,
    })
}

fn part_of(text: &Text, start: i64, count: i64) -> Option<Value> {
    if !text.is_ascii() {
        return None;
    }
    let (start, count) = super::slices::part(text.len(), start, count);
    Some(Value::from(&text[start..start + count]))
}
