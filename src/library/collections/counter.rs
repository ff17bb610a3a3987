//! `Counter`: how often each value was counted.

use super::dict::{DEFAULT_DICT, DictHandle, Missing, looked_at, new_dict};
use super::key::Key;
use super::keyed::Keyed;
use crate::builtins::update;
use crate::library::Answer;
use crate::library::builtins::compare;
use crate::library::declare::{native, natives};
use crate::messages::message;
use crate::objects::abi::{Call, NativeClass, size};
use crate::objects::code::{BinaryOp, operator_name};
use crate::objects::error::Error;
use crate::objects::value::Value;
use rhai::Position;

type Counts = Keyed<Value>;

/// `count op more`, of numbers.
fn count(op: BinaryOp, count: Value, more: &Value) -> Answer {
    let mut count = count;
    update(
        op,
        operator_name(op),
        &mut count,
        more.clone(),
        Position::NONE,
    )?;
    Ok(count)
}

/// Count more: each item once, or as often as a map or a counter says.
fn add_all(counts: &mut Counts, op: BinaryOp, more: &Counts) -> Result<(), Error> {
    for (name, value) in more.entries() {
        let key = Key::of(name)?;
        let before = counts.get(&key).cloned().unwrap_or(Value::Int(0));
        counts.put(key, name.clone(), count(op, before, value)?)?;
    }
    Ok(())
}

/// What an argument counts.
fn counts_of(call: &mut Call, index: usize) -> Result<Counts, Error> {
    let mut counts = Counts::default();
    match call.take(index) {
        Value::Unit => {}
        Value::Map(map) => {
            for (key, value) in map.iter() {
                let name = Value::Str(key.text());
                counts.put(Key::of(&name)?, name, value.clone())?;
            }
        }
        Value::Object(object) if object.downcast::<DictHandle>().is_some() => {
            if let Some(other) = object.downcast::<DictHandle>() {
                counts = other.copy();
            }
        }
        other => {
            for (seen, item) in call.items_of(other)?.enumerate() {
                call.count(seen)?;
                let item = item?;
                let key = Key::of(&item)?;
                match counts.get_mut(&key) {
                    Some(Value::Int(count)) => *count += 1,
                    _ => drop(counts.put(key, item, Value::Int(1))?),
                }
            }
        }
    }
    Ok(counts)
}

/// `a + b`, `a - b`, `a & b`, `a | b`: what is left above 0.
pub fn combined(op: BinaryOp, first: &Counts, second: &Counts) -> Option<Result<Counts, Error>> {
    let wanted = |a: Value, b: Value| -> Answer {
        Ok(match op {
            BinaryOp::Add | BinaryOp::Sub => count(op, a, &b)?,
            BinaryOp::And if compare(&a, &b)?.is_gt() => b,
            BinaryOp::Or if compare(&a, &b)?.is_lt() => b,
            _ => a,
        })
    };
    if !matches!(
        op,
        BinaryOp::Add | BinaryOp::Sub | BinaryOp::And | BinaryOp::Or
    ) {
        return None;
    }
    let mut result = Counts::default();
    let mut add = |names: &Counts| {
        for name in names.names() {
            let key = Key::of(name)?;
            if result.holds(&key) {
                continue;
            }
            let of = |counts: &Counts| counts.get(&key).cloned().unwrap_or(Value::Int(0));
            let value = wanted(of(first), of(second))?;
            if compare(&value, &Value::Int(0))?.is_gt() {
                result.put(key, name.clone(), value)?;
            }
        }
        Ok(())
    };
    Some(add(first).and_then(|()| add(second)).map(|()| result))
}

/// The pairs, the largest counts first; among equals those that came first.
fn most_common(call: &mut Call) -> Answer {
    let most = match call.optional(0) {
        None => usize::MAX,
        Some(_) => usize::try_from(call.int(0, "n")?).unwrap_or(0),
    };
    let counts = looked_at(call, false)?.copy();
    let pairs: Vec<(Value, Value)> = (counts.entries())
        .map(|(name, value)| (value.clone(), name.clone()))
        .collect();
    let sorted = crate::library::builtins::sort_by_key(call.host, pairs, true)?;
    let pairs = sorted.into_iter().take(most);
    Ok(Value::array(
        pairs
            .map(|(value, name)| Value::array(vec![name, value]))
            .collect(),
    ))
}

fn elements(call: &Call) -> Answer {
    let mut items = Vec::new();
    for (name, value) in looked_at(call, false)?.copy().entries() {
        let Value::Int(times) = value else {
            return Err(Error::type_error(message!("counter-elements")));
        };
        let times = usize::try_from(*times).unwrap_or(0);
        size::check_array(items.len().saturating_add(times))?;
        items.extend(std::iter::repeat_n(name.clone(), times));
    }
    Ok(Value::array(items))
}

pub static COUNTER: NativeClass = NativeClass {
    name: "Counter",
    module: "collections",
    doc: "A dictionary that counts: a key that is missing counts 0.",
    parent: Some(&DEFAULT_DICT),
    constructor: Some(&native! {
        /// Count the items, or begin with the counts of a map.
        ///
        /// `c[k]` gives 0 for what was not counted, and `c[k] += 1` counts. `a + b` and `a - b` add and take away, `a & b` and `a | b` give the smaller and the larger
        /// counts; they keep what is above 0. `c[k] += 1` is read, add, write, as for all variables: threads that count together need a lock. A loop walks over what is
        /// there when it begins, and may count meanwhile.
        ///
        /// ```
        /// let letters = Counter("banana");
        /// print(letters["a"], letters["z"], letters.most_common(2));   // prints 3 0 [[a, 3], [n, 2]]
        /// let both = Counter(["x"]) + Counter(["x", "y"]);
        /// print(both["x"], both["y"]);                // prints 2 1
        /// ```
        fn Counter(iterable = []) |call| {
            let counts = match call.args.is_empty() {
                true => Counts::default(),
                false => counts_of(call, 0)?,
            };
            Ok(new_dict(call, counts, Missing::Zero, "Counter"))
        }
    }),
    methods: natives! {
        /// Give pairs of values and counts, the largest counts first; at most `n` of them.
        ///
        /// ```
        /// for (word, n) in Counter(["a", "b", "b"]).most_common() { print(word, n); }
        /// // prints b 2
        /// // prints a 1
        /// ```
        fn most_common(n = ()) |call| { most_common(call) }

        /// Give each value as often as it was counted, in an array.
        ///
        /// ```
        /// print(Counter(#{a: 2, b: 1}).elements());   // prints ["a", "a", "b"]
        /// ```
        fn elements() |call| { elements(call) }

        /// Give the sum of all counts.
        ///
        /// ```
        /// print(Counter("banana").total());           // prints 6
        /// ```
        fn total() |call| {
            let counts = looked_at(call, false)?.copy();
            let mut total = Value::Int(0);
            for (_, value) in counts.entries() { total = count(BinaryOp::Add, total, value)?; }
            Ok(total)
        }

        /// Count more items, or add the counts of a map or another counter, in one step.
        ///
        /// ```
        /// let c = Counter("ab");
        /// c.update("a"); c.update(#{b: 5});
        /// print(c["a"], c["b"]);                      // prints 2 6
        /// ```
        fn update(iterable) |call| {
            let more = counts_of(call, 0)?;
            let mut counts = looked_at(call, true)?.entries.lock();
            add_all(&mut counts, BinaryOp::Add, &more)?;
            Ok(Value::Unit)
        }

        /// Take counts away, as `update` adds them, in one step; they may go below 0.
        ///
        /// ```
        /// let c = Counter("aab");
        /// c.subtract("ab");
        /// print(c["a"], c["b"]);                      // prints 1 0
        /// ```
        fn subtract(iterable) |call| {
            let more = counts_of(call, 0)?;
            let mut counts = looked_at(call, true)?.entries.lock();
            add_all(&mut counts, BinaryOp::Sub, &more)?;
            Ok(Value::Unit)
        }
    },
    properties: &[],
    blank: None,
};
