//! Methods and functions on the language's own types that never call script code: our own for the common ones, else Rhai's.

use super::bridge::{SiteCache, call_rhai};
use super::{arrays, characters, check_memory, maps, meter, numbers, strings};
use crate::engine::error::Error;
use crate::engine::value::{Value, to_debug, to_text};
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
    let own = match receiver {
        Value::Array(array) => arrays::call(name, array, args, constant, at),
        Value::Map(map) => maps::call(name, map, args, constant, at),
        Value::Str(text) => strings::call(name, text, args, constant, at),
        Value::Int(_) | Value::Float(_) => numbers::call(name, receiver, args).map(Ok),
        Value::Char(char) => characters::call(name, *char, args).map(Ok),
        Value::Cell(cell) => {
            let mut value = cell.load().unwrap_or_default();
            return method(name, &mut value, args, constant, cache, at);
        }
        _ => None,
    };
    if let Some(result) = own {
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
