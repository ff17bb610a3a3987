//! Functions of arrays that call no script code, directly on our values, with exactly the behaviour of Rhai's `array_basic.rs`.

use super::equality::{equal, position, same_item};
use super::slices::{Span, part};
use super::sorting::{in_order, sort_numbers};
use crate::messages::message;
use crate::objects::abi::size::{ITEMS, check_array};
use crate::objects::abi::{Word, check_growth, meter};
use crate::objects::error::{Error, ErrorKind};
use crate::objects::value::iterate::place;
use crate::objects::value::{Array, Value, to_debug, type_id, type_name};
use rhai::Position;
use std::cmp::Ordering;

/// Does the function leave the array alone? All others refuse a constant.
fn is_pure(word: Word) -> bool {
    use Word::{Contains, Count, Index, IndexOf, IsEmpty, Len};
    matches!(word, Len | IsEmpty | Contains | Count | Index | IndexOf)
}

/// Does the function take no longer for a large array, in a buffer that is never copied?
fn is_quick(word: Word) -> bool {
    use Word::{Clear, Get, IsEmpty, Len, Pop, Push, Set, Shift, Truncate};
    matches!(
        word,
        Len | IsEmpty | Push | Pop | Shift | Get | Set | Truncate | Clear
    )
}

/// First item and number of items that a range names, for functions that take a range.
fn ranged(span: Span) -> (i64, i64) {
    let start = span.start.max(0);
    if span.inclusive {
        let end = span.end.max(start).min(i64::MAX - 1);
        (start, end - start + 1)
    } else {
        (start, span.end.max(start) - start)
    }
}

/// The part that `(range)` or `(start, length)` names.
fn chosen(args: &[Value]) -> Option<(i64, i64)> {
    match args {
        [Value::Int(start), Value::Int(count)] => Some((*start, *count)),
        [range] => Span::of(range).map(ranged),
        _ => None,
    }
}

/// The items from `start` to `stop`, as Python counts them; nothing for what are no indices.
fn python_span(length: usize, bounds: &[Value]) -> Option<std::ops::Range<usize>> {
    let place = |bound: Option<&Value>, missing| match bound {
        None | Some(Value::Unit) => Some(missing),
        Some(Value::Int(index)) if *index < 0 => {
            Some(length.saturating_sub(index.unsigned_abs() as usize))
        }
        Some(Value::Int(index)) => Some(length.min(usize::try_from(*index).unwrap_or(usize::MAX))),
        Some(_) => None,
    };
    let start = place(bounds.first(), 0)?;
    let stop = place(bounds.get(1), length)?;
    Some(start..stop.max(start))
}

#[cold]
fn not_in_array(value: &Value, at: Position) -> Error {
    Error::value_error(message!("not-in-array", value = to_debug(value)))
        .with_hint(message!("not-in-array.hint"))
        .at(at)
}

/// Call the function, if it is one of arrays for arguments of these types.
pub(crate) fn call(
    word: Word,
    array: &mut Array,
    args: &mut [Value],
    constant: bool,
    at: Position,
) -> Option<Result<Value, Error>> {
    if constant && !is_pure(word) {
        return None;
    }
    let length = array.len();
    if !is_quick(word)
        && let Err(stop) = meter::walk(length)
    {
        return Some(Err(stop));
    }
    Some(Ok(match (word, &mut *args) {
        (Word::Push, [item]) => {
            if let Err(error) = check_growth(array) {
                return Some(Err(error.at(at)));
            }
            array.push(std::mem::take(item));
            Value::Unit
        }
        (Word::Len, []) => Value::Int(length as i64),
        (Word::IsEmpty, []) => Value::Bool(length == 0),
        (Word::Pop, []) => {
            if length == 0 {
                Value::Unit
            } else {
                array.pop().unwrap_or_default()
            }
        }
        (Word::Shift, []) => {
            if length == 0 {
                Value::Unit
            } else {
                array.shift().unwrap_or_default()
            }
        }
        (Word::Get, [Value::Int(index)]) => {
            let (index, _) = part(length, *index, 0);
            array.get(index).cloned().unwrap_or_default()
        }
        (Word::Set, [Value::Int(index), value]) => {
            let (index, _) = part(length, *index, 0);
            if index < length {
                array.items_mut()[index] = std::mem::take(value);
            }
            Value::Unit
        }
        (Word::Index, [value, bounds @ ..]) if bounds.len() < 3 => {
            let span = python_span(length, bounds)?;
            match position(&array[span.clone()], value, at) {
                Ok(Some(index)) => Value::Int((span.start + index) as i64),
                Ok(None) => return Some(Err(not_in_array(value, at))),
                Err(error) => return Some(Err(error)),
            }
        }
        (Word::Count, [value]) => {
            let mut count = 0;
            for item in array.iter() {
                match same_item(item, value, at) {
                    Ok(is_same) => count += i64::from(is_same),
                    Err(error) => return Some(Err(error)),
                }
            }
            Value::Int(count)
        }
        (Word::Insert, [Value::Int(index), item]) => {
            let (index, _) = part(length, *index, 0);
            if let Err(error) = check_growth(array) {
                return Some(Err(error.at(at)));
            }
            array.items_mut().insert(index, std::mem::take(item));
            Value::Unit
        }
        (Word::Remove, [Value::Int(index)]) => match place(length, *index) {
            Some(0) => array.shift().unwrap_or_default(),
            Some(index) => array.items_mut().remove(index),
            None => Value::Unit,
        },
        (Word::Append, [more @ Value::Array(_)]) => {
            let Value::Array(more) = std::mem::take(more) else {
                return None;
            };
            if length == 0 {
                *array = more;
            } else if !more.is_empty() {
                if let Err(error) = check_array(length + more.len()) {
                    return Some(Err(error.at(at)));
                }
                array.items_mut().extend(more.into_items());
            }
            Value::Unit
        }
        (Word::Contains, [value]) => {
            return Some(position(array, value, at).map(|found| Value::Bool(found.is_some())));
        }
        (Word::IndexOf, [value]) if !is_callback(value) => {
            return Some(index_of(array, value, 0, at).map(Value::Int));
        }
        (Word::IndexOf, [value, Value::Int(start)]) if !is_callback(value) => {
            let (start, _) = part(length, *start, 0);
            return Some(index_of(array, value, start, at).map(Value::Int));
        }
        (Word::Clear, []) => {
            if length > 0 {
                *array = Array::default();
            }
            Value::Unit
        }
        (Word::Reverse, []) => {
            if length > 1 {
                array.items_mut().reverse();
            }
            Value::Unit
        }
        (Word::Truncate, [Value::Int(kept)]) => {
            let kept = usize::try_from((*kept).max(0)).unwrap_or(usize::MAX);
            if kept < length {
                array.items_mut().truncate(kept);
            }
            Value::Unit
        }
        (Word::Chop, [Value::Int(kept)]) => {
            let kept = usize::try_from((*kept).max(0)).unwrap_or(usize::MAX);
            if kept < length {
                array.items_mut().drain(..length - kept);
            }
            Value::Unit
        }
        (Word::Pad, [Value::Int(wanted), item]) => {
            let wanted = usize::try_from(*wanted).unwrap_or(0);
            if wanted > length {
                if let Err(error) = check_array(wanted) {
                    return Some(Err(error.at(at)));
                }
                if let Err(stop) = meter::walk(wanted) {
                    return Some(Err(stop));
                }
                array.items_mut().resize(wanted, std::mem::take(item));
            }
            Value::Unit
        }
        (Word::Extract, [Value::Int(start)]) => {
            let (start, count) = part(length, *start, i64::MAX);
            Value::array(array[start..start + count].to_vec())
        }
        (Word::Extract, args) => {
            let (start, count) = chosen(args)?;
            let (start, count) = part(length, start, count);
            Value::array(array[start..start + count].to_vec())
        }
        (Word::Splice, [.., Value::Array(more)]) if length + more.len() > ITEMS => {
            return Some(Err(check_array(length + more.len()).err()?.at(at)));
        }
        (Word::Splice, [Value::Int(start), Value::Int(count), Value::Array(more)]) => {
            splice(array, *start, *count, std::mem::take(more))
        }
        (Word::Splice, [range, Value::Array(more)]) => {
            let (start, count) = ranged(Span::of(range)?);
            splice(array, start, count, std::mem::take(more))
        }
        (Word::Split, [Value::Int(index)]) => {
            let (start, _) = part(length, *index, i64::MAX);
            if start >= length {
                Value::array(Vec::new())
            } else if start == 0 {
                Value::Array(std::mem::take(array))
            } else {
                Value::array(array.items_mut().split_off(start))
            }
        }
        (Word::Drain, args) => {
            let (start, count) = chosen(args)?;
            let (start, count) = part(length, start, count);
            if count == 0 {
                Value::array(Vec::new())
            } else {
                Value::array(array.items_mut().drain(start..start + count).collect())
            }
        }
        (Word::Retain, args) => {
            let (start, count) = chosen(args)?;
            let (start, count) = part(length, start, count);
            if count == 0 {
                return Some(Ok(Value::array(Vec::new())));
            }
            let items = array.items_mut();
            let mut removed: Vec<Value> = items.drain(..start).collect();
            removed.extend(items.drain(count..));
            Value::array(removed)
        }
        (Word::Dedup, []) => {
            let mut stopped = None;
            if length > 1 {
                array.items_mut().dedup_by(|next, last| {
                    stopped.is_none()
                        && equal(last, next, at).unwrap_or_else(|error| {
                            stopped = (!error.is_catchable()).then_some(error);
                            false
                        })
                });
            }
            return Some(stopped.map_or(Ok(Value::Unit), Err));
        }
        (Word::Sort, []) => return Some(sort(array, false, at).map(|()| Value::Unit)),
        (Word::SortDesc, []) => return Some(sort(array, true, at).map(|()| Value::Unit)),
        (Word::Order, []) => return Some(ordered(array, false, at)),
        (Word::OrderDesc, []) => return Some(ordered(array, true, at)),
        _ => return None,
    }))
}

/// A function value, or a text that may name a function: `calling` is asked about these first.
fn is_callback(value: &Value) -> bool {
    matches!(value, Value::Function(_))
}

/// The first place of the value from `start` on, or -1.
pub(crate) fn index_of(
    array: &Array,
    value: &Value,
    start: usize,
    at: Position,
) -> Result<i64, Error> {
    let rest = array.get(start..).unwrap_or_default();
    let found = position(rest, value, at)?;
    Ok(found.map_or(-1, |index| (start + index) as i64))
}

fn splice(array: &mut Array, start: i64, count: i64, more: Array) -> Value {
    if array.is_empty() {
        *array = more;
        return Value::Unit;
    }
    let (start, count) = part(array.len(), start, count);
    array
        .items_mut()
        .splice(start..start + count, more.into_items());
    Value::Unit
}

fn ordered(array: &Array, descending: bool, at: Position) -> Result<Value, Error> {
    let mut copy = array.clone();
    sort(&mut copy, descending, at)?;
    Ok(Value::Array(copy))
}

/// Sort items of one type that has an order.
fn sort(array: &mut Array, descending: bool, at: Position) -> Result<(), Error> {
    let Some(first) = array.first() else {
        return Ok(());
    };
    if array.len() == 1 {
        return Ok(());
    }
    let kind = std::mem::discriminant(first);
    let same_kind = array
        .iter()
        .all(|item| std::mem::discriminant(item) == kind && type_id(item) == type_id(first));
    let refused = |items| Err(Error::language(ErrorKind::NoOrder(items)).at(at));
    if !same_kind {
        return refused(None);
    }
    match first {
        Value::Unit => return Ok(()),
        Value::Int(_) | Value::Float(_) | Value::Bool(_) | Value::Char(_) | Value::Str(_) => {}
        Value::Foreign(dynamic) => return refused(Some(dynamic.type_name().to_string())),
        other => return refused(Some(type_name(other))),
    }
    if sort_numbers(array.items_mut(), descending)? {
        return Ok(());
    }
    in_order(array.items_mut(), |a, b| {
        let order = natural(a, b);
        if descending { order.reverse() } else { order }
    })
}

fn natural(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Float(a), Value::Float(b)) => a.partial_cmp(b).unwrap_or(Ordering::Equal),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Char(a), Value::Char(b)) => a.cmp(b),
        (Value::Str(a), Value::Str(b)) => a.as_str().cmp(b.as_str()),
        _ => Ordering::Equal,
    }
}
