//! Texts in registers, for the dispatch: their characters, sums, templates and comparisons, where nothing has to be asked of a script. What is
//! anything else is left, untouched, to `step`.

use super::{Outcome, WINDOW};
use crate::builtins;
use crate::objects::code::{Piece, Reg};
use crate::objects::value::{Cell, Text, Value};

/// Work that texts of less than this make is not worth to be accounted for.
const SMALL: usize = 1 << 12;

/// `text[index]`, of a place that the text has.
#[inline(never)]
pub(super) fn part(window: &[Value; WINDOW], object: Reg, index: Reg) -> Option<Value> {
    match &window[object as usize] {
        Value::Str(text) if text.is_known() => {
            builtins::part_of_text(text, &window[index as usize])
        }
        _ => None,
    }
}

/// `text[a..b]`, of places that the text has.
#[inline(never)]
pub(super) fn slice(
    window: &[Value; WINDOW],
    object: Reg,
    first: Reg,
    inclusive: bool,
) -> Option<Value> {
    let [first, last] = [first as usize, first as usize + 1];
    match (&window[object as usize], &window[first], &window[last]) {
        (Value::Str(text), start, end) if text.is_known() => {
            let (start, end) = match (start, end) {
                (Value::Int(start), Value::Int(end)) => (*start, *end),
                // `text[a..]`, `text[..b]`
                (Value::Int(start), Value::Unit) => (*start, i64::MAX),
                (Value::Unit, Value::Int(end)) => (0, *end),
                _ => return None,
            };
            builtins::slice_of_text(text, start, end, inclusive)
        }
        _ => None,
    }
}

/// The number of characters of a text, where no long walk is needed to find it.
#[inline(never)]
pub(super) fn length(value: &Value) -> Option<i64> {
    match value {
        Value::Str(text) if text.is_known() => Some(text.length() as i64),
        _ => None,
    }
}

/// `text += more`, where the sum is small: no limit is near.
#[inline(never)]
pub(super) fn append(window: &mut [Value; WINDOW], to: Reg, b: Reg) -> bool {
    let Ok([Value::Str(text), more]) = window.get_disjoint_mut([to as usize, b as usize]) else {
        return false;
    };
    add(text, more)
}

#[inline(always)]
fn add(text: &mut Text, more: &Value) -> bool {
    if text.len() >= SMALL {
        return false;
    }
    match more {
        Value::Str(more) if text.is_empty() => *text = more.clone(),
        Value::Str(more) if more.len() < SMALL => text.append(more),
        Value::Char(more) => text.append(more.encode_utf8(&mut [0; 4])),
        _ => return false,
    }
    true
}

/// `object.name += more`, where the attribute holds a small text and nobody can come between reading and writing it.
#[inline(never)]
pub(super) fn append_in(cell: &Cell, more: &Value) -> bool {
    let is_text = matches!(more, Value::Str(_) | Value::Char(_));
    let added = |place: &mut Value| match place {
        Value::Str(text) => add(text, more),
        _ => false,
    };
    is_text && cell.update_data(added) == Some(true)
}

/// `text + more`, where the sum is small.
#[inline(never)]
pub(super) fn joined(window: &[Value; WINDOW], a: Reg, b: Reg) -> Option<Text> {
    match (&window[a as usize], &window[b as usize]) {
        (Value::Str(text), Value::Str(more)) if text.len() + more.len() < SMALL => {
            Some(Text::joined(text, more))
        }
        (Value::Str(text), Value::Char(more)) if text.len() < SMALL => {
            Some(Text::joined(text, more.encode_utf8(&mut [0; 4])))
        }
        _ => None,
    }
}

/// `text * times`, where the result is small.
#[inline(never)]
pub(super) fn repeated(text: &Value, times: i64) -> Option<Value> {
    match text {
        Value::Str(text) => {
            let times = usize::try_from(times.max(0)).ok()?;
            let is_small = text.len().saturating_mul(times) < SMALL;
            is_small.then(|| Value::Str(text.repeat(times)))
        }
        _ => None,
    }
}

/// The text of a template whose parts say nothing themselves.
#[inline(never)]
pub(super) fn interpolate(window: &[Value; WINDOW], template: &[Piece]) -> Option<Outcome<Text>> {
    let part = |piece: &'_ Piece| -> Option<usize> {
        match piece {
            Piece::Text(_) => None,
            Piece::Register(register) => Some(*register as usize),
        }
    };
    let says_itself = |value: &Value| {
        matches!(
            value,
            Value::Object(_) | Value::Array(_) | Value::Map(_) | Value::Cell(_)
        )
    };
    let mut registers = template.iter().filter_map(part);
    if registers.any(|register| says_itself(&window[register])) {
        return None;
    }
    let parts = template.iter().map(|piece| match piece {
        Piece::Text(text) => text,
        Piece::Register(register) => &window[*register as usize],
    });
    Some(builtins::interpolate(parts))
}
