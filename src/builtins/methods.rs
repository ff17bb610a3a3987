//! Methods and functions on the language's own types that never call script code: our own for the common ones, else Rhai's.

use super::containing::is_in;
use super::short_texts::of_short_text;
use super::{arrays, characters, maps, numbers, strings};
use crate::border::call_rhai;
use crate::objects::abi::{Word, check_memory, meter};
use crate::objects::code::SiteCache;
use crate::objects::error::Error;
use crate::objects::value::{Value, to_debug, to_text};
use rhai::Position;
use smallvec::SmallVec;

/// `receiver.name(args)` or `name(receiver, args)`: the receiver is changed in place, the arguments are consumed.
///
/// Errors: Rhai's for the function, `ErrorNonPureMethodCallOnConstant` when a function that changes its receiver meets a constant.
pub fn method(
    name: &str,
    receiver: &mut Value,
    args: &mut [Value],
    constant: bool,
    cache: &SiteCache,
    at: Position,
) -> Result<Value, Error> {
    check_memory()?;
    if let Value::Cell(cell) = receiver {
        let mut value = cell.load().unwrap_or_default();
        return method(name, &mut value, args, constant, cache, at);
    }
    if let Some(word) = Word::of(name)
        && let Some(result) = own(word, receiver, args, constant, at)
    {
        meter::settle()?;
        return result;
    }
    match (name, &*args) {
        ("to_string", []) => {
            let text = to_text(receiver);
            meter::walk_bytes(4 * text.len())?;
            return Ok(Value::Str(text));
        }
        ("to_debug", []) => {
            let text = to_debug(receiver);
            meter::walk_bytes(4 * text.len())?;
            return Ok(Value::string(text));
        }
        ("take", []) if !constant => return Ok(std::mem::take(receiver)),
        _ => {}
    }
    let mut all: SmallVec<[&mut Value; 4]> = SmallVec::with_capacity(args.len() + 1);
    all.push(receiver);
    all.extend(args.iter_mut());
    call_rhai(name, &mut all, true, constant, cache, at)
}

/// The function of ours, if there is one of this name for these types; else nothing has been done. A function of data on the heap
/// may owe work to the `meter`.
#[inline(always)]
fn own(
    word: Word,
    receiver: &mut Value,
    args: &mut [Value],
    constant: bool,
    at: Position,
) -> Option<Result<Value, Error>> {
    match receiver {
        Value::Array(array) => arrays::call(word, array, args, constant, at),
        Value::Map(map) => maps::call(word, map, args, constant, at),
        Value::Str(text) => strings::call(word, text, args, constant, at),
        Value::Int(_) | Value::Float(_) => numbers::call(word, receiver, args).map(Ok),
        Value::Char(char) => characters::call(word, *char, args).map(Ok),
        _ => None,
    }
}

/// Call our own function of data, if there is one of this name for these types; else nothing has been done. The receiver is no constant.
///
/// Errors: those of the function, and each limit and stop that natives look at.
pub fn known_method(
    word: Word,
    receiver: &mut Value,
    args: &mut [Value],
    at: Position,
) -> Option<Result<Value, Error>> {
    if let Value::Str(text) = receiver
        && let Some(value) = of_short_text(word, text, args)
    {
        return Some(Ok(value));
    }
    if let Err(stop) = check_memory() {
        return Some(Err(stop));
    }
    let result = own(word, receiver, args, false, at)?;
    Some(meter::settle().and(result))
}

/// A function that only looks at data or computes with a number, as far as that takes no walk that must be counted.
#[inline]
pub fn look(word: Word, value: &Value, args: &[Value]) -> Option<Value> {
    match (word, value, args) {
        (_, Value::Int(_) | Value::Float(_), args) => known_of_number(word, value, args),
        (Word::Contains, container, [item]) => is_in(container, item).map(Value::Bool),
        (Word::Len, Value::Array(items), []) => Some(Value::Int(items.len() as i64)),
        (Word::Len, Value::Str(text), []) if text.is_known() => {
            Some(Value::Int(text.length() as i64))
        }
        (Word::Len, Value::Map(entries), []) => Some(Value::Int(entries.len() as i64)),
        _ => None,
    }
}

/// As [`known_method`], of a number: neither it nor the arguments are changed.
#[inline]
pub fn known_of_number(word: Word, number: &Value, args: &[Value]) -> Option<Value> {
    if let (Word::ToString, Value::Int(_), []) = (word, number, args) {
        return Some(Value::Str(to_text(number)));
    }
    numbers::call(word, number, args)
}
