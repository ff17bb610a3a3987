//! Stable sorts that count their work, and end when the run does.

use crate::objects::abi::meter;
use crate::objects::error::Error;
use crate::objects::value::Value;
use std::cmp::Ordering;

/// So many items are sorted at once, without a look.
const PIECE: usize = 1 << 14;

/// Numbers, up to so many, are sorted at once: that takes less than a tenth of a second.
const NUMBERS: usize = 1 << 20;

/// Sort by the size of the numbers, when all items are integers, or all are floats that have an order. False when they are not.
///
/// # Errors
/// As [`in_order`].
pub fn sort_numbers(items: &mut [Value], descending: bool) -> Result<bool, Error> {
    if items.len() > NUMBERS {
        return Ok(false);
    }
    let ints = items.iter().map(|item| match item {
        Value::Int(int) => Some(*int),
        _ => None,
    });
    if let Some(mut ints) = ints.collect::<Option<Vec<i64>>>() {
        meter::walk(8 * ints.len())?;
        match descending {
            true => ints.sort_unstable_by(|a, b| b.cmp(a)),
            false => ints.sort_unstable(),
        }
        for (item, int) in items.iter_mut().zip(ints) {
            item.set_int(int);
        }
        return Ok(true);
    }
    let floats = items.iter().map(|item| match item {
        Value::Float(float) if !float.is_nan() => Some(*float),
        _ => None,
    });
    let Some(mut floats) = floats.collect::<Option<Vec<f64>>>() else {
        return Ok(false);
    };
    meter::walk(8 * floats.len())?;
    // Stable: 0.0 and -0.0 are equal, and show differently.
    let order = |a: &f64, b: &f64| a.partial_cmp(b).unwrap_or(Ordering::Equal);
    match descending {
        true => floats.sort_by(|a, b| order(b, a)),
        false => floats.sort_by(order),
    }
    for (item, float) in items.iter_mut().zip(floats) {
        item.set_float(float);
    }
    Ok(true)
}

/// Sort by an order that cannot fail.
pub fn in_order(
    items: &mut Vec<Value>,
    order: impl Fn(&Value, &Value) -> Ordering,
) -> Result<(), Error> {
    if items.len() <= PIECE && !items.iter().any(is_long) {
        items.sort_by(order);
        return Ok(());
    }
    let long = items.iter().any(is_long);
    let all = std::mem::take(items);
    *items = sort(all, !long, &mut |a, b| {
        if let (Value::Str(a), Value::Str(b)) = (a, b) {
            meter::walk_bytes(a.len().min(b.len()))?;
        }
        Ok(order(a, b))
    })?;
    Ok(())
}

/// Texts that are long enough to count each comparison.
fn is_long(value: &Value) -> bool {
    matches!(value, Value::Str(text) if text.len() > 1 << 12)
}

/// What says which of two comes first, or that it cannot.
pub type Order<'f, T> = &'f mut dyn FnMut(&T, &T) -> Result<Ordering, Error>;

/// Sort by an order that may fail; the first error ends it.
pub fn try_in_order<T>(items: Vec<T>, order: Order<T>) -> Result<Vec<T>, Error> {
    sort(items, false, order)
}

/// Sort by an order that cannot fail, and of which each comparison is quick.
pub fn sure_in_order<T>(
    items: Vec<T>,
    order: &mut dyn FnMut(&T, &T) -> Ordering,
) -> Result<Vec<T>, Error> {
    sort(items, true, &mut |a, b| Ok(order(a, b)))
}

/// Merge sort: pieces first, of what `sure` orders at once, then pairs of neighbours until one is left.
fn sort<T>(items: Vec<T>, sure: bool, order: Order<T>) -> Result<Vec<T>, Error> {
    let mut runs: Vec<Vec<T>> = Vec::new();
    let mut items = items.into_iter();
    loop {
        let mut run: Vec<T> = items.by_ref().take(if sure { PIECE } else { 8 }).collect();
        if run.is_empty() {
            break;
        }
        match sure {
            true => {
                meter::walk(8 * run.len())?;
                run.sort_by(|a, b| order(a, b).unwrap_or(Ordering::Equal));
            }
            false => run = by_insertion(run, order)?,
        }
        runs.push(run);
    }
    while runs.len() > 1 {
        let mut merged = Vec::with_capacity(runs.len().div_ceil(2));
        let mut pairs = runs.into_iter();
        while let Some(left) = pairs.next() {
            merged.push(match pairs.next() {
                Some(right) => merge(left, right, order)?,
                None => left,
            });
        }
        runs = merged;
    }
    Ok(runs.pop().unwrap_or_default())
}

fn by_insertion<T>(items: Vec<T>, order: Order<T>) -> Result<Vec<T>, Error> {
    let mut sorted: Vec<T> = Vec::with_capacity(items.len());
    for item in items {
        let mut place = sorted.len();
        while place > 0 && order(&item, &sorted[place - 1])?.is_lt() {
            place -= 1;
        }
        sorted.insert(place, item);
    }
    Ok(sorted)
}

fn merge<T>(left: Vec<T>, right: Vec<T>, order: Order<T>) -> Result<Vec<T>, Error> {
    let mut merged = Vec::with_capacity(left.len() + right.len());
    if let (Some(last), Some(first)) = (left.last(), right.first())
        && order(first, last)?.is_ge()
    {
        merged.extend(left);
        merged.extend(right);
        return Ok(merged);
    }
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        meter::step(1)?;
        let next = match order(b, a)?.is_lt() {
            true => right.next(),
            false => left.next(),
        };
        merged.extend(next);
    }
    merged.extend(left);
    merged.extend(right);
    Ok(merged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorted_like_the_standard_library_whatever_the_size() {
        for size in [0usize, 1, 7, 8, 9, 100, 5000, 40_000] {
            let numbers: Vec<usize> = (0..size)
                .map(|n| (n * 7919 + 13) % (size / 3 + 1))
                .collect();
            let pairs = || {
                numbers
                    .iter()
                    .copied()
                    .zip(0..)
                    .collect::<Vec<(usize, usize)>>()
            };
            let mut expected = pairs();
            expected.sort_by_key(|(number, _)| *number);
            for sure in [true, false] {
                let sorted = sort(pairs(), sure, &mut |a, b| Ok(a.0.cmp(&b.0))).unwrap();
                assert_eq!(sorted, expected);
            }
        }
    }

    #[test]
    fn numbers_are_sorted_by_themselves_and_mixed_items_are_left_alone() {
        let shown =
            |items: &[Value]| crate::objects::value::to_debug(&Value::array(items.to_vec()));
        let mut ints: Vec<Value> = [3, -1, 2].map(Value::Int).into();
        assert!(sort_numbers(&mut ints, true).unwrap());
        assert_eq!(shown(&ints), "[3, 2, -1]");
        let mut floats: Vec<Value> = [0.0, 2.5, -0.0, -1.0].map(Value::Float).into();
        assert!(sort_numbers(&mut floats, false).unwrap());
        assert_eq!(shown(&floats), "[-1.0, 0.0, -0.0, 2.5]");
        let mut mixed = vec![Value::Int(2), Value::Float(1.0)];
        assert!(!sort_numbers(&mut mixed, false).unwrap());
        let mut none = vec![Value::Float(2.0), Value::Float(f64::NAN)];
        assert!(!sort_numbers(&mut none, false).unwrap());
    }

    #[test]
    fn the_first_error_ends_it() {
        let mut asked = 0;
        let sorted = try_in_order(vec![3, 2, 1, 5], &mut |_, _| {
            asked += 1;
            Err(Error::value_error("no order"))
        });
        assert!(sorted.is_err());
        assert_eq!(asked, 1);
    }
}
