//! `push`, `pop` and `len`, which need no look-up.

use super::change::{At, change};
use super::{Reach, look};
use crate::objects::abi;
use crate::objects::abi::meter;
use crate::objects::code::{Intrinsic, MethodSite, Reg};
use crate::objects::value::Value;
use crate::vm::machine::quick_data::has_own;
use crate::vm::machine::{Outcome, WINDOW};

/// `push`, `pop` and `len` of an array, and `len` of a text, wherever it stands. The result goes to the first register. Nothing when it
/// is something else.
#[inline(never)]
pub fn intrinsic(
    window: &mut [Value; WINDOW],
    reach: &Reach,
    base: Reg,
    site: &MethodSite,
) -> Option<Outcome<()>> {
    let path = &site.path;
    let done = match site.intrinsic? {
        Intrinsic::Len => {
            let length = look(window, reach, base, path, |value: &Value| {
                length(value, site)
            })?;
            window[base as usize].set_int(length);
            return Some(meter::settle());
        }
        Intrinsic::Push => change(window, reach, base, path, &mut At(push))?,
        Intrinsic::Pop => change(window, reach, base, path, &mut At(pop))?,
    };
    // The result replaces the first index.
    let indices = path.indices();
    if indices > 0 {
        let first = base as usize;
        if let Ok([base, result]) = window.get_disjoint_mut([first, first + indices]) {
            base.take_from(result);
        }
    }
    Some(done)
}

#[inline(always)]
fn length(value: &Value, site: &MethodSite) -> Option<i64> {
    match value {
        Value::Map(entries) if !has_own(entries, &site.key) => Some(entries.len() as i64),
        Value::Array(items) => Some(items.len() as i64),
        Value::Str(text) => Some(text.length() as i64),
        _ => None,
    }
}

#[inline(always)]
fn push(place: &mut Value, args: &mut [Value]) -> Option<Outcome<()>> {
    let (Value::Array(array), [item, ..]) = (place, args) else {
        return None;
    };
    if !array.push_from(item) {
        if let Err(error) = abi::check_growth(array) {
            return Some(Err(error));
        }
        array.push(item.transfer());
    }
    item.set_unit();
    Some(Ok(()))
}

#[inline(always)]
fn pop(place: &mut Value, args: &mut [Value]) -> Option<Outcome<()>> {
    let (Value::Array(array), [result, ..]) = (place, args) else {
        return None;
    };
    result.set(array.pop().unwrap_or_default());
    Some(meter::settle())
}
