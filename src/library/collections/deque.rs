//! `deque`: a row of items that is quick at both ends, and may have a greatest length.

use super::{check_room_for, made, point, shown};
use crate::builtins::same_item;
use crate::library::Answer;
use crate::library::declare::{native, natives, properties};
use crate::messages::message;
use crate::objects::abi::{Call, Host, NativeClass, meter};
use crate::objects::error::Error;
use crate::objects::value::{
    Contents, Handle, Iteration, Object, Value, equal, to_debug, type_name,
};
use crate::runtime::{Identity, Operation, Pending};
use parking_lot::Mutex;
use rhai::Position;
use std::collections::VecDeque;

/// A deque in the hands of a script.
struct DequeHandle {
    items: Mutex<VecDeque<Value>>,
    most: Option<usize>,
    identity: Identity,
}

impl DequeHandle {
    /// Add an item at one end; one too many goes out at the other.
    fn add(&self, item: Value, at_front: bool) -> Result<(), Error> {
        let mut items = self.items.lock();
        check_room_for(items.len())?;
        match at_front {
            true => items.push_front(item),
            false => items.push_back(item),
        }
        let gone = match self.most.is_some_and(|most| items.len() > most) {
            true if at_front => items.pop_back(),
            true => items.pop_front(),
            false => None,
        };
        drop(items);
        drop(gone);
        Ok(())
    }

    fn copy(&self) -> Vec<Value> {
        self.items.lock().iter().cloned().collect()
    }

    /// The place that an index names, from the end if it is negative.
    fn place(length: usize, key: &Value) -> Result<usize, Error> {
        let Value::Int(index) = key else {
            let kind = type_name(key);
            return Err(Error::type_error(message!("deque-index", kind)));
        };
        let place = match *index < 0 {
            true => length.checked_sub(index.unsigned_abs() as usize),
            false => usize::try_from(*index).ok().filter(|place| *place < length),
        };
        place.ok_or_else(|| {
            let index = index.to_string();
            Error::raised("IndexError", message!("deque-range", index, length))
        })
    }
}

fn looked_at<'c>(call: &Call<'c>, writes: bool) -> Result<&'c DequeHandle, Error> {
    let handle = call.handle::<DequeHandle>()?;
    point(call, &handle.identity, writes)?;
    Ok(handle)
}

fn new_deque(call: &Call, items: Vec<Value>, most: Option<usize>) -> Answer {
    let handle = DequeHandle {
        items: Mutex::default(),
        most,
        identity: call.host.shared().world.new_identity("deque"),
    };
    for item in items {
        handle.add(item, false)?;
    }
    Ok(made(call, Object::new(handle)))
}

fn pop(call: &mut Call, from_front: bool) -> Answer {
    let mut items = looked_at(call, true)?.items.lock();
    let item = match from_front {
        true => items.pop_front(),
        false => items.pop_back(),
    };
    item.ok_or_else(|| {
        Error::raised("IndexError", message!("deque-empty", name = call.name))
            .with_hint(message!("deque-empty.hint"))
    })
}

fn extend(call: &mut Call, at_front: bool) -> Answer {
    let items = call.all_items(0)?;
    let handle = looked_at(call, true)?;
    meter::walk(items.len())?;
    for item in items {
        handle.add(item, at_front)?;
    }
    Ok(Value::Unit)
}

/// The place of the first item that is equal.
fn find(call: &Call, writes: bool) -> Result<Option<usize>, Error> {
    let items = looked_at(call, writes)?.copy();
    meter::walk(items.len())?;
    for (place, item) in items.iter().enumerate() {
        if same_item(item, &call.args[0], call.at)? {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

fn missing(call: &Call) -> Error {
    Error::value_error(message!("deque-missing", value = to_debug(&call.args[0])))
}

impl Contents for DequeHandle {
    fn each(&self, look: &mut dyn FnMut(&Value)) -> bool {
        let Some(items) = self.items.try_lock() else {
            return false;
        };
        items.iter().for_each(look);
        true
    }

    fn let_go(&self) {
        let items = std::mem::take(&mut *self.items.lock());
        drop(items);
    }
}

impl Handle for DequeHandle {
    fn class(&self) -> &'static NativeClass {
        &DEQUE
    }

    fn name_it(&self, name: &str) {
        self.identity.set_name(name);
    }

    /// `deque([1, 2], 5)`
    fn describe(&self) -> String {
        let items = shown(self.copy().into_iter());
        match self.most {
            None => format!("deque([{items}])"),
            Some(most) => format!("deque([{items}], {most})"),
        }
    }

    fn equals(&self, other: &Object) -> Option<bool> {
        let other = other.downcast::<DequeHandle>()?.copy();
        let own = self.copy();
        Some(own.len() == other.len() && own.iter().zip(&other).all(|(a, b)| equal(a, b)))
    }

    fn length(&self) -> Option<usize> {
        Some(self.items.lock().len())
    }

    fn holds(&self, item: &Value) -> Option<Result<bool, Error>> {
        let items = self.copy();
        let found = items.iter().try_fold(false, |found, other| {
            Ok(found || same_item(other, item, Position::NONE)?)
        });
        Some(meter::walk(items.len()).and(found))
    }

    fn item(&self, host: &mut dyn Host, key: &Value) -> Option<Result<Value, Error>> {
        let read = || {
            host.task()
                .point(Pending::on(Operation::Read, self.identity.id()))?;
            let items = self.items.lock();
            Ok(items[DequeHandle::place(items.len(), key)?].clone())
        };
        Some(read())
    }

    fn set_item(
        &self,
        host: &mut dyn Host,
        key: &Value,
        value: Value,
    ) -> Option<Result<(), Error>> {
        let write = || {
            host.task()
                .point(Pending::on(Operation::Write, self.identity.id()))?;
            let mut items = self.items.lock();
            let place = DequeHandle::place(items.len(), key)?;
            let before = std::mem::replace(&mut items[place], value);
            drop(items);
            drop(before);
            Ok(())
        };
        Some(write())
    }

    fn change_item(&self, key: &Value, change: &mut dyn FnMut(&mut Value)) -> bool {
        let mut items = self.items.lock();
        match DequeHandle::place(items.len(), key) {
            Ok(place) => {
                change(&mut items[place]);
                true
            }
            Err(_) => false,
        }
    }

    fn walk(&self) -> Option<Iteration> {
        Some(Iteration::of(self.copy()))
    }

    fn contents(&self) -> Option<&dyn Contents> {
        Some(self)
    }
}

pub static DEQUE: NativeClass = NativeClass {
    name: "deque",
    module: "collections",
    doc: "A row of items that is quick at both ends. It is a reference, as in Python; each operation is safe by itself.",
    parent: None,
    constructor: Some(&native! {
        /// Make a deque of the items. With `maxlen` it keeps so many at most: what is added at one end pushes out at the other.
        ///
        /// `d[i]` gives and sets an item, `x in d` asks, `for x in d` walks, `len(d)` counts. A loop walks over the items that are there when it
        /// begins: it may change the deque, which is a `RuntimeError` in Python. Threads that shall wait for items use a `Queue`.
        ///
        /// ```
        /// let last = deque([], 3);
        /// for n in range(5) { last.append(n); }
        /// print(last, last[0], len(last));            // prints deque([2, 3, 4], 3) 2 3
        /// ```
        fn deque(iterable = [], maxlen = ()) |call| {
            let most = match call.optional(1) {
                None => None,
                Some(_) => match usize::try_from(call.int(1, "maxlen")?) {
                    Ok(most) => Some(most),
                    Err(_) => return Err(Error::value_error(message!("deque-maxlen"))),
                },
            };
            let items = match call.optional(0) {
                None => Vec::new(),
                Some(_) => call.all_items(0)?,
            };
            new_deque(call, items, most)
        }
    }),
    methods: natives! {
        /// Add an item at the end.
        ///
        /// ```
        /// let d = deque([1]);
        /// d.append(2);
        /// print(d);                                   // prints deque([1, 2])
        /// ```
        fn append(item) |call| {
            let item = call.take(0);
            looked_at(call, true)?.add(item, false)?;
            Ok(Value::Unit)
        }

        /// Add an item at the front.
        ///
        /// ```
        /// let d = deque([1]);
        /// d.appendleft(0);
        /// print(d);                                   // prints deque([0, 1])
        /// ```
        fn appendleft(item) |call| {
            let item = call.take(0);
            looked_at(call, true)?.add(item, true)?;
            Ok(Value::Unit)
        }

        /// Take the last item out and give it. Fails with `IndexError` when there is none.
        ///
        /// ```
        /// let d = deque([1, 2]);
        /// print(d.pop(), d);                          // prints 2 deque([1])
        /// ```
        fn pop() |call| { pop(call, false) }

        /// Take the first item out and give it. Fails with `IndexError` when there is none.
        ///
        /// ```
        /// let d = deque([1, 2]);
        /// print(d.popleft(), d);                      // prints 1 deque([2])
        /// ```
        fn popleft() |call| { pop(call, true) }

        /// Add all items at the end.
        ///
        /// ```
        /// let d = deque([1]);
        /// d.extend([2, 3]);
        /// print(d);                                   // prints deque([1, 2, 3])
        /// ```
        fn extend(iterable) |call| { extend(call, false) }

        /// Add the items at the front, one after the other: the last one comes to stand first.
        ///
        /// ```
        /// let d = deque([1]);
        /// d.extendleft([2, 3]);
        /// print(d);                                   // prints deque([3, 2, 1])
        /// ```
        fn extendleft(iterable) |call| { extend(call, true) }

        /// Turn the row by `n` places to the right; to the left when `n` is negative.
        ///
        /// ```
        /// let d = deque([1, 2, 3]);
        /// d.rotate(1);
        /// print(d);                                   // prints deque([3, 1, 2])
        /// ```
        fn rotate(n = 1) |call| {
            let n = call.int_or(0, "n", 1)?;
            let mut items = looked_at(call, true)?.items.lock();
            if !items.is_empty() {
                let places = n.rem_euclid(items.len() as i64) as usize;
                items.rotate_right(places);
            }
            Ok(Value::Unit)
        }

        /// Take all items out.
        ///
        /// ```
        /// let d = deque([1]);
        /// d.clear();
        /// print(len(d));                              // prints 0
        /// ```
        fn clear() |call| {
            let items = std::mem::take(&mut *looked_at(call, true)?.items.lock());
            drop(items);
            Ok(Value::Unit)
        }

        /// Give another deque of the same items.
        ///
        /// ```
        /// print(deque([1, 2]).copy() == deque([1, 2]));   // prints true
        /// ```
        fn copy() |call| {
            let handle = looked_at(call, false)?;
            new_deque(call, handle.copy(), handle.most)
        }

        /// Count the items that are equal to the value.
        ///
        /// ```
        /// print(deque([1, 2, 1]).count(1));           // prints 2
        /// ```
        fn count(value) |call| {
            let items = looked_at(call, false)?.copy();
            meter::walk(items.len())?;
            let mut count = 0;
            for item in &items {
                count += i64::from(same_item(item, &call.args[0], call.at)?);
            }
            Ok(Value::Int(count))
        }

        /// Give the place of the first item that is equal to the value. Fails with `ValueError` when there is none.
        ///
        /// ```
        /// print(deque(["a", "b"]).index("b"));        // prints 1
        /// ```
        fn index(value) |call| {
            let place = find(call, false)?.ok_or_else(|| missing(call))?;
            Ok(Value::Int(place as i64))
        }

        /// Put an item before the one at `index`. Fails with `IndexError` when the deque has as many items as it may.
        ///
        /// ```
        /// let d = deque([1, 3]);
        /// d.insert(1, 2);
        /// print(d);                                   // prints deque([1, 2, 3])
        /// ```
        fn insert(index, item) |call| {
            let index = call.int(0, "index")?;
            let item = call.take(1);
            let handle = looked_at(call, true)?;
            let mut items = handle.items.lock();
            if handle.most.is_some_and(|most| items.len() >= most) {
                return Err(Error::raised("IndexError", message!("deque-full")));
            }
            let place = match index < 0 {
                true => items.len().saturating_sub(index.unsigned_abs() as usize),
                false => items.len().min(index as usize),
            };
            items.insert(place, item);
            Ok(Value::Unit)
        }

        /// Take the first item out that is equal to the value. Fails with `ValueError` when there is none.
        ///
        /// ```
        /// let d = deque([1, 2, 1]);
        /// d.remove(1);
        /// print(d);                                   // prints deque([2, 1])
        /// ```
        fn remove(value) |call| {
            // Items may be collections that hold this one: none is compared under the guard.
            loop {
                let place = find(call, true)?.ok_or_else(|| missing(call))?;
                let mut items = call.handle::<DequeHandle>()?.items.lock();
                if items.get(place).is_some_and(|item| equal(item, &call.args[0])) {
                    let gone = items.remove(place);
                    drop(items);
                    drop(gone);
                    return Ok(Value::Unit);
                }
            }
        }

        /// Turn the order of the items around.
        ///
        /// ```
        /// let d = deque([1, 2]);
        /// d.reverse();
        /// print(d);                                   // prints deque([2, 1])
        /// ```
        fn reverse() |call| {
            looked_at(call, true)?.items.lock().make_contiguous().reverse();
            Ok(Value::Unit)
        }

        /// Give the number of items, as `len(d)` does.
        ///
        /// ```
        /// print(deque([1, 2]).len());                 // prints 2
        /// ```
        fn len() |call| { Ok(Value::Int(looked_at(call, false)?.items.lock().len() as i64)) }

        /// Tell whether an item is equal to the value, as `value in d` does.
        ///
        /// ```
        /// print(deque([1, 2]).contains(2));           // prints true
        /// ```
        fn contains(value) |call| { Ok(find(call, false)?.is_some().into()) }
    },
    properties: properties! {
        /// How many items it keeps at most; `()` for any number.
        ///
        /// ```
        /// print(deque([], 5).maxlen);                 // prints 5
        /// ```
        maxlen get |call| {
            let most = call.handle::<DequeHandle>()?.most;
            Ok(most.map_or(Value::Unit, |most| Value::Int(most as i64)))
        }
    },
    blank: None,
};
