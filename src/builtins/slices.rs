//! Characters and slices of strings, bits and bit fields of integers: what `text[1..3]` and `n[0]` read and write.

use crate::objects::abi::{check_text, meter};
use crate::objects::error::{Error, ErrorKind, Indexed};
use crate::objects::value::iterate::place;
use crate::objects::value::{Text, Value, to_text, type_name};
use rhai::Position;

const BITS: usize = 64;

/// A range used as an index.
#[derive(Clone, Copy)]
pub(crate) struct Span {
    pub start: i64,
    pub end: i64,
    pub inclusive: bool,
}

impl Span {
    /// The range, if the value is one.
    pub fn of(value: &Value) -> Option<Span> {
        let Value::Foreign(dynamic) = value else {
            return None;
        };
        if let Some(range) = dynamic.read_lock::<std::ops::Range<i64>>() {
            return Some(Span {
                start: range.start,
                end: range.end,
                inclusive: false,
            });
        }
        let range = dynamic.read_lock::<std::ops::RangeInclusive<i64>>()?;
        Some(Span {
            start: *range.start(),
            end: *range.end(),
            inclusive: true,
        })
    }
}

/// The character at an index that counts from the end when negative.
#[inline]
pub(crate) fn char_at(text: &Text, index: i64) -> Option<char> {
    if index >= 0 {
        return text.character(usize::try_from(index).ok()?);
    }
    text.character(place(text.length(), index)?)
}

/// `text[index]`, of places that the text has; nothing for others.
#[inline]
pub fn part_of_text(text: &Text, index: &Value) -> Option<Value> {
    match index {
        Value::Int(index) => char_at(text, *index).map(Value::Char),
        index => slice(text, Span::of(index)?, Position::NONE).ok(),
    }
}

/// `text[start..end]`, of places that the text has; nothing for others.
pub fn slice_of_text(text: &Text, start: i64, end: i64, inclusive: bool) -> Option<Value> {
    let span = Span {
        start,
        end,
        inclusive,
    };
    slice(text, span, Position::NONE).ok()
}

pub(crate) fn out_of_bounds(text: &Text, index: i64, at: Position) -> Error {
    Error::language(ErrorKind::out_of_bounds(
        Indexed::Text,
        text.length(),
        index,
    ))
    .at(at)
}

/// First and last-plus-one (or last, for an inclusive range) as Rhai counts them in so many characters; else the index that is not there.
fn bounds(count: usize, span: Span) -> Result<(usize, usize), i64> {
    let start = if span.start >= 0 {
        usize::try_from(span.start).unwrap_or(usize::MAX)
    } else {
        place(count, span.start).ok_or(span.start)?
    };
    let end = if span.end >= 0 {
        usize::try_from(span.end).unwrap_or(usize::MAX)
    } else {
        place(count, span.end).unwrap_or(0)
    };
    Ok((start, end))
}

/// `text[range]`.
pub(crate) fn slice(text: &Text, span: Span, at: Position) -> Result<Value, Error> {
    if text.is_empty() {
        return Ok(Value::Str(text.clone()));
    }
    let count = text.length();
    let (start, end) = bounds(count, span).map_err(|index| out_of_bounds(text, index, at))?;
    let (all, take) = if span.inclusive {
        let take = if end > start {
            (end - start).saturating_add(1)
        } else {
            0
        };
        (start == 0 && end >= count - 1, take)
    } else {
        (start == 0 && end >= count, end.saturating_sub(start))
    };
    if all {
        return Ok(Value::Str(text.clone()));
    }
    let characters = start..start.saturating_add(take);
    // As many bytes as characters: their places are the same.
    let bytes = match count == text.len() {
        true => start.min(count)..characters.end.min(count).max(start.min(count)),
        false => text.bytes_of(characters),
    };
    meter::owe_bytes(bytes.len());
    Ok(Value::from(&text[bytes]))
}

/// `text[range] = value`.
pub(crate) fn set_slice(
    text: &mut Text,
    span: Span,
    value: &Value,
    at: Position,
) -> Result<(), Error> {
    let (start, skip) = if text.is_empty() {
        (0, 0)
    } else {
        let count = text.length();
        let (start, end) = bounds(count, span).map_err(|index| out_of_bounds(text, index, at))?;
        let skip = if span.inclusive {
            end.min(count - 1) + 1
        } else {
            end.min(count)
        };
        (start, skip)
    };
    let inserted = to_text(value);
    check_text(text.len() + inserted.len()).map_err(|error| error.at(at))?;
    // What is left out ends where it begins at the earliest, but a range that goes backwards shows some of the text twice.
    let first = text.bytes_of(0..start);
    let rest = text.bytes_of(skip..usize::MAX);
    let changed = [&text[first], inserted.as_str(), &text[rest]].concat();
    *text = changed.into();
    Ok(())
}

/// `text[index] = value`. A negative index is checked from the end and written from the start, as Rhai 1.27 does.
pub(crate) fn set_char(
    text: &mut Text,
    index: i64,
    value: &Value,
    at: Position,
    operator_at: Position,
) -> Result<(), Error> {
    if char_at(text, index).is_none() {
        return Err(out_of_bounds(text, index, at));
    }
    let Value::Char(char) = value else {
        return Err(mismatch("char", value, operator_at));
    };
    let place = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
    let old = text.bytes_of(place..place.saturating_add(1));
    if !old.is_empty() {
        let mut changed = String::with_capacity(text.len() + 4);
        changed.push_str(&text[..old.start]);
        changed.push(*char);
        changed.push_str(&text[old.end..]);
        *text = changed.into();
    }
    Ok(())
}

fn no_such_bit(index: i64, at: Position) -> Error {
    Error::language(ErrorKind::out_of_bounds(Indexed::Bits, BITS, index)).at(at)
}

/// `n[index]`.
pub(crate) fn get_bit(bits: i64, index: i64, at: Position) -> Result<bool, Error> {
    let bit = place(BITS, index).ok_or_else(|| no_such_bit(index, at))?;
    Ok(bits & (1 << bit) != 0)
}

/// `n[index] = value`.
pub(crate) fn set_bit(
    bits: &mut i64,
    index: i64,
    value: &Value,
    at: Position,
    operator_at: Position,
) -> Result<(), Error> {
    let bit = place(BITS, index).ok_or_else(|| no_such_bit(index, at))?;
    let Value::Bool(on) = value else {
        return Err(mismatch("bool", value, operator_at));
    };
    if *on {
        *bits |= 1 << bit;
    } else {
        *bits &= !(1 << bit);
    }
    Ok(())
}

/// The mask of a bit field and how far it is shifted. Negative places are out of bounds.
fn field(span: Span, at: Position) -> Result<(i64, u32), Error> {
    let inside = |bit: i64, limit: usize| {
        usize::try_from(bit)
            .ok()
            .filter(|bit| *bit <= limit)
            .ok_or_else(|| no_such_bit(bit, at))
    };
    let start = inside(span.start, BITS - 1)?;
    let end = match (span.inclusive, span.end) {
        (_, i64::MAX) => BITS,
        (true, end) => inside(end, BITS - 1)? + 1,
        (false, end) => inside(end, BITS)?,
    };
    if end <= start {
        return Ok((0, 0));
    }
    if end - start == BITS {
        return Ok((-1, 0));
    }
    let mask = ((1u64 << (end - start)) - 1) << start;
    Ok((mask as i64, start as u32))
}

/// `n[range]`.
pub(crate) fn get_bits(bits: i64, span: Span, at: Position) -> Result<i64, Error> {
    let (mask, shift) = field(span, at)?;
    Ok((bits & mask) >> shift)
}

/// `n[range] = value`.
pub(crate) fn set_bits(
    bits: &mut i64,
    span: Span,
    value: &Value,
    at: Position,
    operator_at: Position,
) -> Result<(), Error> {
    let (mask, shift) = field(span, at)?;
    let Value::Int(value) = value else {
        return Err(mismatch("integer", value, operator_at));
    };
    *bits = (*bits & !mask) | ((value << shift) & mask);
    Ok(())
}

/// Where a part begins and how many items it has, within an array: `start` counts from the end when negative.
pub(crate) fn part(length: usize, start: i64, count: i64) -> (usize, usize) {
    let start = if start < 0 {
        usize::try_from(start.unsigned_abs()).map_or(0, |back| length - back.min(length))
    } else {
        match usize::try_from(start) {
            Ok(start) if start < length => start,
            _ => return (length, 0),
        }
    };
    let count = usize::try_from(count.max(0)).unwrap_or(usize::MAX);
    (start, count.min(length - start))
}

/// `wanted` was needed and `value` is there.
pub(crate) fn mismatch(wanted: &str, value: &Value, at: Position) -> Error {
    let found = match value {
        Value::Foreign(dynamic) => dynamic.type_name().to_string(),
        value => type_name(value),
    };
    Error::language(ErrorKind::wrong_type(wanted, found)).at(at)
}
