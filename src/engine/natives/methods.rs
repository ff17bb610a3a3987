//! Methods and functions on the language's own types that never call script code: our own for the common ones, else Rhai's.

use super::bridge::{SiteCache, call_rhai};
use crate::engine::error::Error;
use crate::engine::value::Value;
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
    let mut all: SmallVec<[&mut Value; 4]> = SmallVec::with_capacity(args.len() + 1);
    all.push(receiver);
    all.extend(args.iter_mut());
    call_rhai(name, &mut all, true, constant, cache, at)
}
