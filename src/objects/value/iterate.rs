//! What `for` walks over: arrays, strings, maps, ranges with and without steps, bits, bytes. Each item costs the same; only of a map the
//! keys and values are copied first.

use crate::objects::error::{Error, ErrorKind, Indexed, Trouble};
use crate::objects::value::{Array, Text, Value, equal, type_name};
use rhai::{Blob, Dynamic, Position};
use std::sync::Arc;

/// A walk over the items of a value. A copy goes on from the same place on its own.
#[derive(Clone)]
pub struct Iteration(Walk);

#[derive(Clone)]
enum Walk {
    Items {
        items: Array,
        next: usize,
    },
    Chars {
        text: Text,
        /// In bytes.
        next: usize,
        left: usize,
    },
    Ints {
        next: i64,
        last: i64,
        done: bool,
    },
    Steps {
        next: i64,
        end: i64,
        step: i64,
        direction: i8,
    },
    FloatSteps {
        next: f64,
        end: f64,
        step: f64,
        direction: i8,
    },
    Bits {
        bits: i64,
        left: usize,
    },
    Bytes {
        bytes: Arc<Blob>,
        next: usize,
    },
    /// Keys, and as many values that belong to them.
    Pairs {
        keys: Array,
        values: Array,
        next: usize,
    },
}

/// Start a walk over a value. Errors: `ErrorFor` for what has no items.
pub fn iterate(value: Value, at: Position) -> Result<Iteration, Error> {
    let walk = match value {
        Value::Array(items) => Walk::Items { items, next: 0 },
        Value::Str(text) => return Ok(Iteration::chars(text, 0, i64::MAX)),
        Value::Iterator(iteration) => return Ok(*iteration),
        Value::Foreign(dynamic) => {
            if let Some(range) = dynamic.read_lock::<std::ops::Range<i64>>() {
                Walk::Ints {
                    next: range.start,
                    last: range.end.wrapping_sub(1),
                    done: range.is_empty(),
                }
            } else if let Some(range) = dynamic.read_lock::<std::ops::RangeInclusive<i64>>() {
                Walk::Ints {
                    next: *range.start(),
                    last: *range.end(),
                    done: range.is_empty(),
                }
            } else if let Some(bytes) = dynamic.read_lock::<Blob>() {
                Walk::Bytes {
                    bytes: Arc::new(bytes.clone()),
                    next: 0,
                }
            } else {
                return Err(no_items(&Value::Foreign(dynamic), at));
            }
        }
        Value::Map(map) => {
            let keys = map.keys().map(|key| Value::Str(key.text())).collect();
            return Ok(Iteration::pairs(keys, map.values().cloned().collect()));
        }
        Value::Cell(cell) => return iterate(cell.load().unwrap_or_default(), at),
        other => return Err(no_items(&other, at)),
    };
    Ok(Iteration(walk))
}

fn no_items(value: &Value, at: Position) -> Error {
    Error::language(ErrorKind::NotIterable(type_name(value))).at(at)
}

impl Iteration {
    /// The arrays that it walks over.
    pub fn arrays(&self) -> impl Iterator<Item = &Array> {
        let (first, second) = match &self.0 {
            Walk::Items { items, .. } => (Some(items), None),
            Walk::Pairs { keys, values, .. } => (Some(keys), Some(values)),
            _ => (None, None),
        };
        first.into_iter().chain(second)
    }

    /// A walk over these items.
    pub fn of(items: Vec<Value>) -> Self {
        Iteration::over(Array::new(items))
    }

    /// A walk over keys, each with the value that belongs to it.
    pub fn pairs(keys: Vec<Value>, values: Vec<Value>) -> Self {
        Iteration(Walk::Pairs {
            keys: Array::new(keys),
            values: Array::new(values),
            next: 0,
        })
    }

    /// What belongs to the item that came last, in a walk over pairs.
    pub fn companion(&self) -> Option<&Value> {
        match &self.0 {
            Walk::Pairs { values, next, .. } => values.get(next.checked_sub(1)?),
            _ => None,
        }
    }

    /// A walk over an array.
    pub fn over(items: Array) -> Self {
        Iteration(Walk::Items { items, next: 0 })
    }

    /// Put the next item of a walk over an array in the place of the last one. False when there is none, or the walk is another one.
    /// The items of an array that nobody else holds are moved: nobody will see them again.
    #[inline(always)]
    pub fn put_element(&mut self, place: &mut Value) -> bool {
        let Walk::Items { items, next } = &mut self.0 else {
            return false;
        };
        let number = *next;
        match items.own_items() {
            Some(items) => match items.get_mut(number) {
                Some(item) => place.take_from(item),
                None => return false,
            },
            None => match items.item(number) {
                Some(item) => place.set_copy(item),
                None => return false,
            },
        }
        *next = number + 1;
        true
    }

    /// Put the next character of a text in the place of the last one, if it is one of ASCII. False when it is not, or there is none.
    #[inline(always)]
    pub fn put_char(&mut self, place: &mut Value) -> bool {
        let Walk::Chars { text, next, left } = &mut self.0 else {
            return false;
        };
        match text.as_bytes().get(*next) {
            Some(byte) if byte.is_ascii() && *left > 0 => {
                *next += 1;
                *left -= 1;
                place.set_char(char::from(*byte));
                true
            }
            _ => false,
        }
    }

    /// Put the next item of any walk in the place of the last one. False when there is none.
    #[inline(never)]
    pub fn put_next(&mut self, place: &mut Value) -> bool {
        match self.step() {
            Some(item) => {
                place.set(item);
                true
            }
            None => false,
        }
    }

    /// Will both give the same items, as far as their kind tells?
    pub fn gives_the_same(&self, other: &Iteration) -> bool {
        match (&self.0, &other.0) {
            (Walk::Items { items: a, next: i }, Walk::Items { items: b, next: j }) => {
                let (a, b) = (
                    a.get(*i..).unwrap_or_default(),
                    b.get(*j..).unwrap_or_default(),
                );
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
            }
            (Walk::Chars { .. }, Walk::Chars { .. }) => self.rest_of_text() == other.rest_of_text(),
            (
                Walk::Ints {
                    next: a,
                    last: b,
                    done: c,
                },
                Walk::Ints {
                    next: d,
                    last: e,
                    done: f,
                },
            ) => c & f || !c & !f && (a, b) == (d, e),
            (
                Walk::Steps {
                    next: a,
                    end: b,
                    step: c,
                    direction: d,
                },
                Walk::Steps {
                    next: e,
                    end: f,
                    step: g,
                    direction: h,
                },
            ) => (d, h) == (&0, &0) || (a, b, c, d) == (e, f, g, h),
            (
                Walk::FloatSteps {
                    next: a,
                    end: b,
                    step: c,
                    direction: d,
                },
                Walk::FloatSteps {
                    next: e,
                    end: f,
                    step: g,
                    direction: h,
                },
            ) => (d, h) == (&0, &0) || (a, b, c, d) == (e, f, g, h),
            (Walk::Bits { bits: a, left: b }, Walk::Bits { bits: c, left: d }) => (a, b) == (c, d),
            (Walk::Bytes { bytes: a, next: b }, Walk::Bytes { bytes: c, next: d }) => {
                a.get(*b..) == c.get(*d..)
            }
            _ => false,
        }
    }

    /// The characters that are left of a text, and how many of them may come.
    fn rest_of_text(&self) -> Option<(&str, usize)> {
        match &self.0 {
            Walk::Chars { text, next, left } => {
                let rest = text.get(*next..).unwrap_or_default();
                let end = rest
                    .char_indices()
                    .nth(*left)
                    .map_or(rest.len(), |(end, _)| end);
                Some((&rest[..end], 0))
            }
            _ => None,
        }
    }

    /// The characters of a text: at most `length`, from `start` (negative: from the end).
    pub fn chars(text: Text, start: i64, length: i64) -> Self {
        let skipped = if start >= 0 {
            usize::try_from(start).unwrap_or(usize::MAX)
        } else {
            let back = usize::try_from(start.unsigned_abs()).unwrap_or(usize::MAX);
            text.chars().count().saturating_sub(back)
        };
        let next = if skipped == 0 {
            0
        } else {
            text.char_indices()
                .nth(skipped)
                .map_or(text.len(), |(index, _)| index)
        };
        Iteration(Walk::Chars {
            text,
            next,
            left: usize::try_from(length.max(0)).unwrap_or(usize::MAX),
        })
    }

    /// From `start` towards `end`, without it, in steps. Errors: a step of zero.
    pub fn steps(start: i64, end: i64, step: i64) -> Result<Self, Error> {
        let mut direction = 0;
        if let Some(second) = start.checked_add(step) {
            if second == start {
                return Err(zero_step());
            }
            if start < end && second > start {
                direction = 1;
            } else if start > end && second < start {
                direction = -1;
            }
        }
        Ok(Iteration(Walk::Steps {
            next: start,
            end,
            step,
            direction,
        }))
    }

    /// As [`Iteration::steps`], for floats.
    pub fn float_steps(start: f64, end: f64, step: f64) -> Result<Self, Error> {
        let second = start + step;
        if second == start {
            return Err(zero_step());
        }
        let direction = if start < end && second > start {
            1
        } else if start > end && second < start {
            -1
        } else {
            0
        };
        Ok(Iteration(Walk::FloatSteps {
            next: start,
            end,
            step,
            direction,
        }))
    }

    /// The bits of an integer, lowest first: at most `length`, from bit `start` (negative: from the highest).
    pub fn bits(value: i64, start: i64, length: i64) -> Result<Self, Error> {
        let Some(from) = place(64, start) else {
            let outside = ErrorKind::out_of_bounds(Indexed::Bits, 64, start);
            return Err(Error::language(outside));
        };
        let left = usize::try_from(length.max(0))
            .unwrap_or(usize::MAX)
            .min(64 - from);
        Ok(Iteration(Walk::Bits {
            bits: value >> from,
            left,
        }))
    }
}

/// Does a walk in steps, not of zero, come to this number? As in Rhai, not to one from which no further step can be taken.
#[inline(always)]
pub fn stepped(number: i64, end: i64, step: i64) -> bool {
    let is_before = match step > 0 {
        true => number < end,
        false => number > end,
    };
    is_before && number.checked_add(step).is_some()
}

fn zero_step() -> Error {
    Error::arithmetic(Trouble::ZeroStep, "step value cannot be zero", None)
}

impl Iterator for Iteration {
    type Item = Result<Value, Error>;

    /// Exact where that is known without a walk.
    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = match &self.0 {
            Walk::Items { items, next } => items.len().saturating_sub(*next),
            Walk::Bytes { bytes, next } => bytes.len().saturating_sub(*next),
            Walk::Pairs { keys, next, .. } => keys.len().saturating_sub(*next),
            Walk::Bits { left, .. } => *left,
            Walk::Ints { done: true, .. } => 0,
            Walk::Ints { next, last, .. } => {
                let more = last.abs_diff(*next);
                match usize::try_from(more)
                    .ok()
                    .and_then(|more| more.checked_add(1))
                {
                    Some(left) => left,
                    None => return (usize::MAX, None),
                }
            }
            Walk::Chars { .. } | Walk::Steps { .. } | Walk::FloatSteps { .. } => return (0, None),
        };
        (left, Some(left))
    }

    #[inline]
    fn next(&mut self) -> Option<Result<Value, Error>> {
        self.step().map(Ok)
    }
}

impl Iteration {
    #[inline(always)]
    fn step(&mut self) -> Option<Value> {
        Some(match &mut self.0 {
            Walk::Items { items, next } => {
                let item = items.get(*next)?.clone();
                *next += 1;
                item
            }
            Walk::Ints { next, last, done } => {
                if *done {
                    return None;
                }
                let item = *next;
                if item >= *last {
                    *done = true;
                } else {
                    *next += 1;
                }
                Value::Int(item)
            }
            Walk::Chars { text, next, left } => {
                if *left == 0 {
                    return None;
                }
                let byte = *text.as_bytes().get(*next)?;
                let char = match byte.is_ascii() {
                    true => char::from(byte),
                    false => text.get(*next..)?.chars().next()?,
                };
                *next += char.len_utf8();
                *left -= 1;
                Value::Char(char)
            }
            Walk::Steps {
                next,
                end,
                step,
                direction,
            } => {
                if *direction == 0 {
                    return None;
                }
                let item = *next;
                *next = next.checked_add(*step)?;
                if (*direction > 0 && *next >= *end) || (*direction < 0 && *next <= *end) {
                    *direction = 0;
                }
                Value::Int(item)
            }
            Walk::FloatSteps {
                next,
                end,
                step,
                direction,
            } => {
                if *direction == 0 {
                    return None;
                }
                let item = *next;
                *next += *step;
                if (*direction > 0 && *next >= *end) || (*direction < 0 && *next <= *end) {
                    *direction = 0;
                }
                Value::Float(item)
            }
            Walk::Bits { bits, left } => {
                if *left == 0 {
                    return None;
                }
                let bit = *bits & 1 != 0;
                *bits >>= 1;
                *left -= 1;
                Value::Bool(bit)
            }
            Walk::Pairs { keys, next, .. } => {
                let key = keys.get(*next)?.clone();
                *next += 1;
                key
            }
            Walk::Bytes { bytes, next } => {
                let byte = *bytes.get(*next)?;
                *next += 1;
                // As in Rhai, a byte of a blob is a `u8` here, and an integer when it is read by index.
                Value::foreign(Dynamic::from(byte))
            }
        })
    }
}

/// The index that a script means, counting from the end when negative; nothing out of bounds.
#[inline]
pub(crate) fn place(length: usize, index: i64) -> Option<usize> {
    let index = if index < 0 {
        length.checked_sub(usize::try_from(index.unsigned_abs()).ok()?)?
    } else {
        usize::try_from(index).ok()?
    };
    (index < length).then_some(index)
}
