//! `set`: each value once, in the order in which they came.

use super::key::Key;
use super::keyed::Keyed;
use super::{made, point, shown};
use crate::library::Answer;
use crate::library::declare::{native, natives};
use crate::messages::message;
use crate::objects::abi::{Call, NativeClass};
use crate::objects::code::BinaryOp;
use crate::objects::error::Error;
use crate::objects::value::{Contents, Handle, Iteration, Object, Value, to_debug};
use crate::runtime::Identity;
use parking_lot::Mutex;

type Values = Keyed<()>;

/// A set in the hands of a script.
struct SetHandle {
    values: Mutex<Values>,
    /// None for one that an operator has made, which no thread has seen yet.
    identity: Option<Identity>,
}

impl SetHandle {
    fn of(values: Values, identity: Option<Identity>) -> Object {
        Object::new(SetHandle {
            values: Mutex::new(values),
            identity,
        })
    }

    /// The values now.
    fn copy(&self) -> Values {
        self.values.lock().clone()
    }
}

/// What of two sets is wanted.
#[derive(Clone, Copy)]
enum Part {
    Either,
    Both,
    First,
    One,
}

/// The part of two sets, in the order of the first, then of the second.
fn part(what: Part, first: &Values, second: &Values) -> Result<Values, Error> {
    let mut result = Values::default();
    let mut add = |values: &Values, wanted: &dyn Fn(&Key) -> bool| {
        for name in values.names() {
            let key = Key::of(name)?;
            if wanted(&key) {
                result.put(key, name.clone(), ())?;
            }
        }
        Ok::<(), Error>(())
    };
    match what {
        Part::Either => {
            add(first, &|_| true)?;
            add(second, &|_| true)?;
        }
        Part::Both => add(first, &|key| second.holds(key))?,
        Part::First => add(first, &|key| !second.holds(key))?,
        Part::One => {
            add(first, &|key| !second.holds(key))?;
            add(second, &|key| !first.holds(key))?;
        }
    }
    Ok(result)
}

/// The values of anything that a `for` can walk over.
fn values_of(call: &mut Call, index: usize) -> Result<Values, Error> {
    let mut values = Values::default();
    call.visit_items(index, |item| {
        values.put(Key::of(item)?, item.clone(), ())?;
        Ok(())
    })?;
    Ok(values)
}

fn looked_at<'c>(call: &Call<'c>, writes: bool) -> Result<&'c SetHandle, Error> {
    let handle = call.handle::<SetHandle>()?;
    if let Some(identity) = &handle.identity {
        point(call, identity, writes)?;
    }
    Ok(handle)
}

fn new_set(call: &Call, values: Values) -> Value {
    let identity = call.host.shared().world.new_identity("set");
    made(call, SetHandle::of(values, Some(identity)))
}

/// `union(others…)` and the like: a new set.
fn combined(call: &mut Call, what: Part) -> Answer {
    let mut values = looked_at(call, false)?.copy();
    for index in 0..call.args.len() {
        values = part(what, &values, &values_of(call, index)?)?;
    }
    Ok(new_set(call, values))
}

/// `update(others…)` and the like: this set.
fn change(call: &mut Call, what: Part) -> Answer {
    let others = (0..call.args.len()).map(|index| values_of(call, index));
    let others = others.collect::<Result<Vec<_>, _>>()?;
    let handle = looked_at(call, true)?;
    let mut values = handle.values.lock();
    for other in &others {
        *values = part(what, &values, other)?;
    }
    Ok(Value::Unit)
}

/// Are all values of the first in the second?
fn is_part_of(first: &Values, second: &Values) -> bool {
    first.len() <= second.len() && first.keys().all(|key| second.holds(key))
}

impl Contents for SetHandle {
    fn each(&self, look: &mut dyn FnMut(&Value)) -> bool {
        let Some(values) = self.values.try_lock() else {
            return false;
        };
        values.names().for_each(look);
        true
    }

    fn let_go(&self) {
        let values = std::mem::take(&mut *self.values.lock());
        drop(values);
    }
}

impl Handle for SetHandle {
    fn class(&self) -> &'static NativeClass {
        &SET
    }

    /// `{1, "a"}`, and `set()` for none, as in Python.
    fn describe(&self) -> String {
        let values = self.copy();
        match values.len() {
            0 => "set()".to_string(),
            _ => format!("{{{}}}", shown(values.names().cloned())),
        }
    }

    fn operate(&self, op: BinaryOp, other: &Value) -> Option<Result<Value, Error>> {
        let what = match op {
            BinaryOp::Or => Part::Either,
            BinaryOp::And => Part::Both,
            BinaryOp::Sub => Part::First,
            BinaryOp::Xor => Part::One,
            _ => return None,
        };
        let other = other.as_object()?.downcast::<SetHandle>()?.copy();
        let result = part(what, &self.copy(), &other);
        Some(result.map(|values| Value::Object(SetHandle::of(values, None))))
    }

    fn equals(&self, other: &Object) -> Option<bool> {
        let other = other.downcast::<SetHandle>()?;
        let (first, second) = (self.copy(), other.copy());
        Some(first.len() == second.len() && is_part_of(&first, &second))
    }

    fn length(&self) -> Option<usize> {
        Some(self.values.lock().len())
    }

    fn holds(&self, item: &Value) -> Option<Result<bool, Error>> {
        Some(Key::of(item).map(|key| self.values.lock().holds(&key)))
    }

    fn walk(&self) -> Option<Iteration> {
        Some(Iteration::of(self.values.lock().names().cloned().collect()))
    }

    fn contents(&self) -> Option<&dyn Contents> {
        Some(self)
    }
}

pub static SET: NativeClass = NativeClass {
    name: "set",
    module: "builtins",
    doc: "A set: each value once, in the order in which they came. It is a reference, as in Python; each operation is safe by itself.",
    parent: None,
    constructor: Some(&native! {
        /// Make a set of the items; each value is there once.
        ///
        /// `a | b`, `a & b`, `a - b` and `a ^ b` give new sets: what is in one of them, in both, in the first alone, in one alone. `x in s` asks, `for x in s` walks
        /// over the values in the order in which they came, `len(s)` counts them. Equal values are one: `1`, `1.0` and `true`. Fails with `TypeError` for a
        /// map, a set or a deque as a value.
        ///
        /// A loop walks over the values that are there when it begins: it may change the set, which is a `RuntimeError` in Python.
        ///
        /// Python writes `{1, 2}` and `{x for x in xs}` too; its sets have no order.
        ///
        /// ```
        /// let seen = set([3, 1, 3]);
        /// print(seen, len(seen), 1 in seen);          // prints {3, 1} 2 true
        /// print(seen | set([5]), seen & set([1]), seen - set([1]));   // prints {3, 1, 5} {1} {3}
        /// ```
        fn set(iterable = []) |call| {
            let values = match call.optional(0) {
                None => Values::default(),
                Some(_) => values_of(call, 0)?,
            };
            Ok(new_set(call, values))
        }
    }),
    methods: natives! {
        /// Put a value in; nothing happens when it is there.
        ///
        /// ```
        /// let s = set();
        /// s.add("a"); s.add("a");
        /// print(s);                                   // prints {"a"}
        /// ```
        fn add(value) |call| {
            let value = call.take(0);
            let key = Key::of(&value)?;
            looked_at(call, true)?.values.lock().put(key, value, ())?;
            Ok(Value::Unit)
        }

        /// Take a value out. Fails with `KeyError` when it is not there.
        ///
        /// ```
        /// let s = set([1, 2]);
        /// s.remove(1);
        /// print(s);                                   // prints {2}
        /// try { s.remove(1); } catch (e) { print(e.kind); }   // prints KeyError
        /// ```
        fn remove(value) |call| {
            let key = Key::of(&call.args[0])?;
            let removed = looked_at(call, true)?.values.lock().remove(&key);
            match removed {
                Some(_) => Ok(Value::Unit),
                None => {
                    let value = to_debug(&call.args[0]);
                    Err(Error::raised("KeyError", message!("set-missing", value)).with_hint(message!("set-missing.hint")))
                }
            }
        }

        /// Take a value out if it is there.
        ///
        /// ```
        /// let s = set([1, 2]);
        /// s.discard(1); s.discard(9);
        /// print(s);                                   // prints {2}
        /// ```
        fn discard(value) |call| {
            let key = Key::of(&call.args[0])?;
            let removed = looked_at(call, true)?.values.lock().remove(&key);
            drop(removed);
            Ok(Value::Unit)
        }

        /// Take a value out and give it: the one that came first. Fails with `KeyError` when there is none.
        ///
        /// ```
        /// let s = set(["a", "b"]);
        /// print(s.pop(), s);                          // prints a {"b"}
        /// ```
        fn pop() |call| {
            let first = looked_at(call, true)?.values.lock().take_first();
            match first {
                Some((value, ())) => Ok(value),
                None => Err(Error::raised("KeyError", message!("set-empty"))),
            }
        }

        /// Take all values out.
        ///
        /// ```
        /// let s = set([1]);
        /// s.clear();
        /// print(s);                                   // prints set()
        /// ```
        fn clear() |call| {
            let values = std::mem::take(&mut *looked_at(call, true)?.values.lock());
            drop(values);
            Ok(Value::Unit)
        }

        /// Give another set of the same values.
        ///
        /// ```
        /// let s = set([1]);
        /// let t = s.copy();
        /// t.add(2);
        /// print(s, t);                                // prints {1} {1, 2}
        /// ```
        fn copy() |call| {
            let values = looked_at(call, false)?.copy();
            Ok(new_set(call, values))
        }

        /// Give a new set of what is in this one or in one of the others. `a | b` is the same.
        ///
        /// ```
        /// print(set([1]).union([2], [3, 1]));          // prints {1, 2, 3}
        /// ```
        fn union(others...) |call| { combined(call, Part::Either) }

        /// Give a new set of what is in this one and in all others. `a & b` is the same.
        ///
        /// ```
        /// print(set([1, 2, 3]).intersection([2, 3], [3]));   // prints {3}
        /// ```
        fn intersection(others...) |call| { combined(call, Part::Both) }

        /// Give a new set of what is in this one and in none of the others. `a - b` is the same.
        ///
        /// ```
        /// print(set([1, 2, 3]).difference([2]));       // prints {1, 3}
        /// ```
        fn difference(others...) |call| { combined(call, Part::First) }

        /// Give a new set of what is in one of the two alone. `a ^ b` is the same.
        ///
        /// ```
        /// print(set([1, 2]).symmetric_difference([2, 3]));   // prints {1, 3}
        /// ```
        fn symmetric_difference(other) |call| { combined(call, Part::One) }

        /// Put all items of the others in.
        ///
        /// ```
        /// let s = set([1]);
        /// s.update([2, 1], [3]);
        /// print(s);                                   // prints {1, 2, 3}
        /// ```
        fn update(others...) |call| { change(call, Part::Either) }

        /// Keep only what is in all others too.
        ///
        /// ```
        /// let s = set([1, 2]);
        /// s.intersection_update([2]);
        /// print(s);                                   // prints {2}
        /// ```
        fn intersection_update(others...) |call| { change(call, Part::Both) }

        /// Take out what is in one of the others.
        ///
        /// ```
        /// let s = set([1, 2]);
        /// s.difference_update([2]);
        /// print(s);                                   // prints {1}
        /// ```
        fn difference_update(others...) |call| { change(call, Part::First) }

        /// Keep what is in one of the two alone.
        ///
        /// ```
        /// let s = set([1, 2]);
        /// s.symmetric_difference_update([2, 3]);
        /// print(s);                                   // prints {1, 3}
        /// ```
        fn symmetric_difference_update(other) |call| { change(call, Part::One) }

        /// Tell whether all its values are in the other one.
        ///
        /// ```
        /// print(set([1]).issubset([1, 2]));            // prints true
        /// ```
        fn issubset(other) |call| {
            let other = values_of(call, 0)?;
            Ok(is_part_of(&looked_at(call, false)?.copy(), &other).into())
        }

        /// Tell whether all values of the other one are in it.
        ///
        /// ```
        /// print(set([1, 2]).issuperset([3]));          // prints false
        /// ```
        fn issuperset(other) |call| {
            let other = values_of(call, 0)?;
            Ok(is_part_of(&other, &looked_at(call, false)?.copy()).into())
        }

        /// Tell whether the two have no value in common.
        ///
        /// ```
        /// print(set([1, 2]).isdisjoint([3]));          // prints true
        /// ```
        fn isdisjoint(other) |call| {
            let other = values_of(call, 0)?;
            let values = looked_at(call, false)?.copy();
            let are_apart = other.keys().all(|key| !values.holds(key));
            Ok(are_apart.into())
        }

        /// Give the number of values, as `len(s)` does.
        ///
        /// ```
        /// print(set([1, 1, 2]).len());                 // prints 2
        /// ```
        fn len() |call| { Ok(Value::Int(looked_at(call, false)?.values.lock().len() as i64)) }

        /// Tell whether the value is there, as `value in s` does.
        ///
        /// ```
        /// print(set(["a"]).contains("a"));             // prints true
        /// ```
        fn contains(value) |call| {
            let key = Key::of(&call.args[0])?;
            Ok(looked_at(call, false)?.values.lock().holds(&key).into())
        }
    },
    properties: &[],
    blank: None,
};
