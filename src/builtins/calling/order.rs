//! `sort`, `order` and `dedup` with a comparer of the script.

use super::callback::Callback;
use crate::objects::abi::answers::{is_no_answer, is_true};
use crate::objects::abi::each::{Form, Visit};
use crate::objects::abi::sorter::Sorter;
use crate::objects::abi::{Args, Each, Host};
use crate::objects::error::Error;
use crate::objects::value::{Array, Value};
use rhai::Position;

pub(super) fn sort(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let Value::Array(array) = receiver else {
        return Ok(Value::Unit);
    };
    let comparer = args.first_mut().map(std::mem::take).unwrap_or_default();
    if array.len() <= 1 {
        return Callback::new(host, comparer).map(|_| Value::Unit);
    }
    let each = || {
        let sorter = Visit::Sort(Box::new(Sorter::new(array.to_vec())));
        Each::new(array.clone(), 0, Form::PAIR, sorter)
    };
    let (each, outcome) = match host.steady(&comparer) {
        Some((2, prepared)) => host.run_each(&prepared, each()),
        _ => Callback::new(host, comparer)?.run(each()),
    };
    outcome?;
    if let Visit::Sort(sorter) = each.visit {
        *array = Array::new(sorter.into_items());
    }
    Ok(Value::Unit)
}

pub(super) fn order(
    host: &mut dyn Host,
    receiver: &mut Value,
    args: Args,
    at: Position,
) -> Result<Value, Error> {
    let mut copy = receiver.clone();
    sort(host, &mut copy, args, at)?;
    Ok(copy)
}

/// `dedup(f)`: of neighbours for which `f(first, next)` is true, the first stays.
pub(super) fn dedup(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let Value::Array(array) = receiver else {
        return Ok(Value::Unit);
    };
    let comparer = args.first_mut().map(std::mem::take).unwrap_or_default();
    let mut callback = Callback::new(host, comparer)?;
    let mut kept: Vec<Value> = Vec::with_capacity(array.len());
    for item in array.iter() {
        let same = match kept.last() {
            Some(last) => match callback.call_with_pair(last, item) {
                Ok(same) => is_true(&same),
                Err(error) if is_no_answer(&error) => false,
                Err(error) => return Err(error),
            },
            None => false,
        };
        if !same {
            kept.push(item.clone());
        }
    }
    *array = Array::new(kept);
    Ok(Value::Unit)
}
