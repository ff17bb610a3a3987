//! What goes through items: `len`, `range`, `enumerate`, `zip`, `sorted`, `reversed`, `any`, `all`.

use super::order::{sort_by_key, sort_on};
use crate::builtins::results;
use crate::library::Answer;
use crate::library::arguments::{check_call_back, check_options, is_true};
use crate::library::declare::natives;
use crate::messages::message;
use crate::objects::abi::{Call, Native, meter, size};
use crate::objects::error::{Error, Trouble};
use crate::objects::value::{Array, Value, type_name};
use rhai::Dynamic;

pub static FUNCTIONS: &[Native] = natives! {
    /// Give the number of items.
    ///
    /// Of an array, a map, a text (characters), a blob (bytes), or an object whose class has a method `len`. Fails with `TypeError` for the rest.
    ///
    /// ```
    /// print(len([1, 2, 3]), len("été"), len(#{a: 1}));   // prints 3 3 1
    /// ```
    fn len(value) |call| {
        if let Value::Object(object) = &call.args[0]
            && object.as_instance().is_some_and(|instance| instance.class.find("len", 0).is_some())
        {
            let value = call.take(0);
            return call.host.call_method(&value, "len", Default::default());
        }
        if let Value::Object(object) = &call.args[0]
            && let Some(length) = object.handle().and_then(|handle| handle.length())
        {
            return Ok(Value::Int(length as i64));
        }
        match call.take(0) {
            Value::Str(text) => {
                let length = text.length();
                meter::settle()?;
                Ok(Value::Int(length as i64))
            }
            value @ (Value::Array(_) | Value::Map(_) | Value::Foreign(_)) => {
                let items = call.items_of(value)?;
                Ok(Value::Int(match items.size_hint() {
                    (least, Some(most)) if least == most => least as i64,
                    _ => {
                        let mut length = 0;
                        for item in items {
                            item?;
                            length += 1;
                            meter::step(1)?;
                        }
                        length
                    }
                }))
            }
            other => Err(Error::type_error(message!("no-length", kind = type_name(&other)))),
        }
    }

    /// Count from 0 up to `stop`, which is left out. With two or three arguments it is Rhai's `range(start, stop, step)`.
    ///
    /// ```
    /// let total = 0;
    /// for i in range(3) { total += i; }
    /// print(total);                        // prints 3
    /// ```
    fn range(stop) |call| {
        Ok(Value::foreign(Dynamic::from(0..call.int(0, "stop")?)))
    }

    /// Number the items: an array of `[number, item]`, counted from `start`.
    ///
    /// `threading::enumerate()` is another function: it lists the threads.
    ///
    /// Python gives pairs one by one, and takes them apart in the `for`; here a pair is an array.
    ///
    /// `iterable` is what a `for` can walk over; fails with `TypeError` for the rest, and with `OverflowError` for a number beyond `maxsize`.
    ///
    /// ```
    /// for pair in enumerate(["ping", "pong"], 1) { print(pair[0], pair[1]); }
    /// // prints 1 ping
    /// // prints 2 pong
    /// ```
    fn enumerate(iterable, start = 0) |call| {
        let start = call.int_or(1, "start", 0)?;
        let items = call.items(0)?;
        let pairs = items.zip(0_i64..).map(move |(item, index)| {
            let number = start.checked_add(index).ok_or_else(|| {
                let operation = format!("{start} + {index}");
                Error::arithmetic(Trouble::Overflow, "Addition overflow", Some(operation))
            })?;
            Ok(Value::array(vec![Value::Int(number), item?]))
        });
        Ok(Value::array(call.collect(Box::new(pairs))?))
    }

    /// Pair up the items of several arrays; ends with the shortest.
    ///
    /// `iterables` are what a `for` can walk over; fails with `TypeError` for the rest.
    ///
    /// ```
    /// print(zip([1, 2], ["a", "b"]));   // prints [[1, "a"], [2, "b"]]
    /// print(len(zip([1, 2, 3], ["a"])));   // prints 1
    /// ```
    fn zip(iterables...) |call| {
        let mut columns = Vec::new();
        for index in 0..call.args.len() {
            columns.push(call.items(index)?);
        }
        let mut rows = Vec::new();
        while !columns.is_empty() {
            call.count(rows.len())?;
            size::check_item(&rows)?;
            match columns.iter_mut().map(Iterator::next).collect::<Option<Result<Vec<_>, _>>>() {
                Some(row) => rows.push(Value::array(row?)),
                None => break,
            }
        }
        Ok(Value::array(rows))
    }

    /// Give the items in ascending order, in a new array.
    ///
    /// `options` may have `key`, a function that says what to compare of an item, and `reverse: true`; a function alone is the key. Equals keep their
    /// order. Fails with `TypeError` for items that cannot be compared.
    ///
    /// Python writes `sorted(items, key=f, reverse=True)`.
    ///
    /// `iterable` is what a `for` can walk over; a text gives its characters, a map its keys.
    ///
    /// ```
    /// print(sorted([3, 1, 2]));                          // prints [1, 2, 3]
    /// print(sorted(["bb", "a"], |s| s.len()));           // prints ["a", "bb"]
    /// print(sorted([3, 1, 2], #{reverse: true}));        // prints [3, 2, 1]
    /// ```
    fn sorted(iterable, options = #{}) |call| {
        let (key, reverse) = match call.take(1) {
            Value::Unit => (Value::Unit, false),
            key @ (Value::Function(_) | Value::Object(_)) => (key, false),
            Value::Map(map) => {
                check_options(&map, "sorted", &["key", "reverse"])?;
                let option = |name: &str| map.get(name).cloned().unwrap_or_default();
                (option("key"), is_true(&option("reverse")))
            }
            _ => return Err(Error::type_error(message!("sorted-options"))),
        };
        if !key.is_unit() {
            check_call_back(&*call.host, &key, 1)?;
        }
        let items = match call.take(0) {
            Value::Array(items) => items,
            other => {
                let items = call.items_of(other)?;
                Array::new(call.collect(items)?)
            }
        };
        if key.is_unit() {
            return Ok(Value::array(sort_on(call.host, items.into_items(), reverse)?));
        }
        let ranks = match results(call.host, &key, &items) {
            Some(ranks) => ranks?,
            None => {
                let rank = |item: &Value| call.host.call(&key, [item.clone()].into_iter().collect());
                items.iter().map(rank).collect::<Result<_, _>>()?
            }
        };
        let ranked = ranks.into_iter().zip(items.into_items()).collect();
        let ranked = sort_by_key(call.host, ranked, reverse)?;
        Ok(Value::array(ranked.into_iter().map(|(_, item)| item).collect()))
    }

    /// Give the items from the last to the first, in a new array.
    ///
    /// `iterable` is what a `for` can walk over; fails with `TypeError` for the rest.
    ///
    /// ```
    /// print(reversed([1, 2, 3]));   // prints [3, 2, 1]
    /// ```
    fn reversed(iterable) |call| {
        let mut items = call.all_items(0)?;
        items.reverse();
        Ok(Value::array(items))
    }

    /// Tell whether at least one item is true.
    ///
    /// True is what `bool` takes for true.
    ///
    /// ```
    /// print(any([false, true]), any([]));   // prints true false
    /// ```
    fn any(iterable) |call| {
        some_item(call, true)
    }

    /// Tell whether all items are true.
    ///
    /// True is what `bool` takes for true.
    ///
    /// ```
    /// print(all([true, true]), all([]));    // prints true true
    /// ```
    fn all(iterable) |call| {
        Ok((!matches!(some_item(call, false)?, Value::Bool(true))).into())
    }
};

/// Is there an item that is true, or false?
fn some_item(call: &mut Call, wanted: bool) -> Answer {
    for (index, item) in call.items(0)?.enumerate() {
        call.count(index)?;
        if is_true(&item?) == wanted {
            return Ok(true.into());
        }
    }
    Ok(false.into())
}
