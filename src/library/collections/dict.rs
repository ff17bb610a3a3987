//! `defaultdict`: entries under keys of any kind, and a value for keys that are missing. A `Counter` is one whose missing values are 0.

use super::key::Key;
use super::keyed::Keyed;
use super::{made, point, shown};
use crate::library::Answer;
use crate::library::declare::{native, natives};
use crate::library::threading::check_target;
use crate::messages::message;
use crate::objects::abi::{Call, Host, NativeClass};
use crate::objects::code::BinaryOp;
use crate::objects::error::Error;
use crate::objects::value::{
    Contents, Handle, Iteration, Object, ObjectKind, Value, equal, to_debug,
};
use crate::runtime::{Identity, Operation, Pending};
use parking_lot::Mutex;

/// A dictionary in the hands of a script.
pub struct DictHandle {
    pub entries: Mutex<Keyed<Value>>,
    pub missing: Missing,
    identity: Option<Identity>,
}

/// What stands for a key that is not there.
#[derive(Clone)]
pub enum Missing {
    /// It is made by a call, and kept.
    Made(Value),
    /// A copy of this is kept.
    Copied(Value),
    /// It is 0, and not kept: of a counter.
    Zero,
    /// It is an error.
    Refused,
}

impl DictHandle {
    pub fn of(entries: Keyed<Value>, missing: Missing, identity: Option<Identity>) -> Object {
        Object::new(DictHandle {
            entries: Mutex::new(entries),
            missing,
            identity,
        })
    }

    pub fn copy(&self) -> Keyed<Value> {
        self.entries.lock().clone()
    }

    fn point(&self, host: &dyn Host, operation: Operation) -> Result<(), Error> {
        match &self.identity {
            Some(identity) => Ok((host.task()).point(Pending::on(operation, identity.id()))?),
            None => Ok(()),
        }
    }

    /// The value of a key; one that is missing is made.
    fn get(&self, host: &mut dyn Host, name: &Value) -> Result<Value, Error> {
        self.point(host, Operation::Read)?;
        let key = Key::of(name)?;
        if let Some(value) = self.entries.lock().get(&key) {
            return Ok(value.clone());
        }
        let made = match &self.missing {
            Missing::Zero => return Ok(Value::Int(0)),
            Missing::Refused => {
                let key = to_debug(name);
                return Err(Error::raised("KeyError", message!("dict-missing", key))
                    .with_hint(message!("dict-missing.hint")));
            }
            Missing::Copied(value) => value.clone(),
            Missing::Made(function) => host.call(function, Default::default())?,
        };
        let mut entries = self.entries.lock();
        // Another thread may have been quicker while the function ran.
        if let Some(value) = entries.get(&key) {
            return Ok(value.clone());
        }
        entries.put(key, name.clone(), made.clone())?;
        Ok(made)
    }

    fn set(&self, host: &dyn Host, name: &Value, value: Value) -> Result<(), Error> {
        self.point(host, Operation::Write)?;
        let key = Key::of(name)?;
        let before = self.entries.lock().put(key, name.clone(), value)?;
        drop(before);
        Ok(())
    }
}

pub fn looked_at<'c>(call: &Call<'c>, writes: bool) -> Result<&'c DictHandle, Error> {
    let handle = call.handle::<DictHandle>()?;
    if let Some(identity) = &handle.identity {
        point(call, identity, writes)?;
    }
    Ok(handle)
}

pub fn new_dict(call: &Call, entries: Keyed<Value>, missing: Missing, kind: &'static str) -> Value {
    let identity = call.host.shared().world.new_identity(kind);
    made(call, DictHandle::of(entries, missing, Some(identity)))
}

/// Keys and values of an argument: of a map, a dictionary, or pairs.
fn pairs_of(call: &mut Call, index: usize) -> Result<Keyed<Value>, Error> {
    let mut entries = Keyed::default();
    match call.take(index) {
        Value::Unit => {}
        Value::Map(map) => {
            for (key, value) in map.iter() {
                let name = Value::Str(key.text());
                entries.put(Key::of(&name)?, name, value.clone())?;
            }
        }
        Value::Object(object) if object.downcast::<DictHandle>().is_some() => {
            if let Some(other) = object.downcast::<DictHandle>() {
                entries = other.copy();
            }
        }
        other => {
            for item in call.items_of(other)? {
                let pair = item?;
                let Value::Array(pair) = &pair else {
                    return Err(Error::type_error(message!("dict-pairs", name = call.name)));
                };
                let [name, value] = &pair[..] else {
                    return Err(Error::type_error(message!("dict-pairs", name = call.name)));
                };
                entries.put(Key::of(name)?, name.clone(), value.clone())?;
            }
        }
    }
    Ok(entries)
}

fn new(call: &mut Call) -> Answer {
    let entries = match call.args.len() {
        2 => pairs_of(call, 1)?,
        _ => Keyed::default(),
    };
    let missing = match call.take(0) {
        Value::Unit => Missing::Refused,
        function @ Value::Function(_) => {
            check_target(&function, false)?;
            crate::library::arguments::check_call_back(&*call.host, &function, 0)?;
            Missing::Made(function)
        }
        Value::Object(object) if matches!(object.kind(), ObjectKind::Class(_)) => {
            Missing::Made(Value::Object(object))
        }
        value => Missing::Copied(value),
    };
    Ok(new_dict(call, entries, missing, "defaultdict"))
}

impl Contents for DictHandle {
    fn each(&self, look: &mut dyn FnMut(&Value)) -> bool {
        let Some(entries) = self.entries.try_lock() else {
            return false;
        };
        for (name, value) in entries.entries() {
            look(name);
            look(value);
        }
        if let Missing::Made(value) | Missing::Copied(value) = &self.missing {
            look(value);
        }
        true
    }

    fn let_go(&self) {
        let entries = std::mem::take(&mut *self.entries.lock());
        drop(entries);
    }
}

impl Handle for DictHandle {
    fn class(&self) -> &'static NativeClass {
        match self.missing {
            Missing::Zero => &super::counter::COUNTER,
            _ => &DEFAULT_DICT,
        }
    }

    /// `defaultdict(#{"a": 1})`, `Counter(#{"a": 2})`
    fn describe(&self) -> String {
        let entries = self.copy();
        let pair = |(name, value): &(Value, Value)| {
            let (name, value) = (name.clone(), value.clone());
            let name = shown(std::iter::once(name));
            format!("{name}: {}", shown(std::iter::once(value)))
        };
        let pairs: Vec<String> = entries.entries().map(pair).collect();
        format!("{}(#{{{}}})", self.class().name, pairs.join(", "))
    }

    fn operate(&self, op: BinaryOp, other: &Value) -> Option<Result<Value, Error>> {
        let other = other.as_object()?.downcast::<DictHandle>()?;
        match (&self.missing, &other.missing) {
            (Missing::Zero, Missing::Zero) => {
                let counts = super::counter::combined(op, &self.copy(), &other.copy())?;
                let object = |counts| DictHandle::of(counts, Missing::Zero, None);
                Some(counts.map(|counts| Value::Object(object(counts))))
            }
            _ => None,
        }
    }

    fn equals(&self, other: &Object) -> Option<bool> {
        let other = other.downcast::<DictHandle>()?.copy();
        let own = self.copy();
        let same = |(name, value): &(Value, Value)| {
            let found = Key::of(name).ok().and_then(|key| other.get(&key).cloned());
            found.is_some_and(|found| equal(value, &found))
        };
        Some(own.len() == other.len() && own.entries().all(same))
    }

    fn length(&self) -> Option<usize> {
        Some(self.entries.lock().len())
    }

    fn holds(&self, item: &Value) -> Option<Result<bool, Error>> {
        Some(Key::of(item).map(|key| self.entries.lock().holds(&key)))
    }

    fn item(&self, host: &mut dyn Host, key: &Value) -> Option<Result<Value, Error>> {
        Some(self.get(host, key))
    }

    fn set_item(
        &self,
        host: &mut dyn Host,
        key: &Value,
        value: Value,
    ) -> Option<Result<(), Error>> {
        Some(self.set(host, key, value))
    }

    fn change_item(&self, key: &Value, change: &mut dyn FnMut(&mut Value)) -> bool {
        let Ok(key) = Key::of(key) else {
            return false;
        };
        match self.entries.lock().get_mut(&key) {
            Some(value) => {
                change(value);
                true
            }
            None => false,
        }
    }

    fn walk(&self) -> Option<Iteration> {
        let entries = self.entries.lock();
        let (names, values) = entries.entries().cloned().unzip();
        Some(Iteration::pairs(names, values))
    }

    fn contents(&self) -> Option<&dyn Contents> {
        Some(self)
    }
}

pub static DEFAULT_DICT: NativeClass = NativeClass {
    name: "defaultdict",
    module: "collections",
    doc: "A dictionary with a value for keys that are missing. Keys may be of any kind, entries keep the order in which they came. It is a reference, as in Python.",
    parent: None,
    constructor: Some(&native! {
        /// Make a dictionary in which a key that is missing gets what `default_factory()` gives, or a copy of a value that is no function.
        ///
        /// `d[k]` makes and keeps the entry; `k in d` and `d.get(k)` do not. `for k in d` walks over the keys, `for (k, v) in d` over the pairs, `len(d)` counts. A loop walks over the
        /// entries that are there when it begins: it may change the dictionary, which is a `RuntimeError` in Python.
        /// `entries` may be a map or pairs. A list and a set of Python are no keys; here arrays are, which stand for tuples. Fails with `TypeError` for a map as a key.
        ///
        /// Python writes `defaultdict(list)` and `defaultdict(int)`.
        ///
        /// ```
        /// let by_length = defaultdict([]);
        /// for word in ["un", "deux", "et"] { by_length[word.len()].push(word); }
        /// for (length, words) in by_length { print(length, words); }
        /// // prints 2 ["un", "et"]
        /// // prints 4 ["deux"]
        /// ```
        fn defaultdict(default_factory = (), entries = #{}) |call| { new(call) }
    }),
    methods: natives! {
        /// Give the pairs of keys and values, an array of arrays, in the order in which the keys came.
        ///
        /// ```
        /// let d = defaultdict(0, #{a: 1});
        /// print(d.items());                           // prints [["a", 1]]
        /// ```
        fn items() |call| {
            let entries = looked_at(call, false)?.copy();
            let pair = |(name, value): &(Value, Value)| Value::array(vec![name.clone(), value.clone()]);
            Ok(Value::array(entries.entries().map(pair).collect()))
        }

        /// Give the keys, in the order in which they came.
        ///
        /// ```
        /// let d = defaultdict(0);
        /// d["b"] += 1; d["a"] += 2;
        /// print(d.keys());                            // prints ["b", "a"]
        /// ```
        fn keys() |call| {
            let entries = looked_at(call, false)?.copy();
            Ok(Value::array(entries.names().cloned().collect()))
        }

        /// Give the values, in the order of the keys.
        ///
        /// ```
        /// let d = defaultdict(0);
        /// d["b"] += 1; d["a"] += 2;
        /// print(d.values());                          // prints [1, 2]
        /// ```
        fn values() |call| {
            let entries = looked_at(call, false)?.copy();
            Ok(Value::array(entries.entries().map(|(_, value)| value.clone()).collect()))
        }

        /// Give the value of a key, and `default` when it is missing. Nothing is made.
        ///
        /// ```
        /// let d = defaultdict(0);
        /// print(d.get("a", "none"), len(d));          // prints none 0
        /// ```
        fn get(key, default = ()) |call| {
            let key = Key::of(&call.args[0])?;
            let found = looked_at(call, false)?.entries.lock().get(&key).cloned();
            Ok(found.unwrap_or_else(|| call.take(1)))
        }

        /// Take an entry out and give its value; `default` when it is missing. Fails with `KeyError` when no default is given.
        ///
        /// ```
        /// let d = defaultdict(0, #{a: 1});
        /// print(d.pop("a"), d.pop("a", 7), len(d));   // prints 1 7 0
        /// ```
        fn pop(key, default = ()) |call| {
            let key = Key::of(&call.args[0])?;
            let removed = looked_at(call, true)?.entries.lock().remove(&key);
            match removed {
                Some((_, value)) => Ok(value),
                None if call.args.len() > 1 => Ok(call.take(1)),
                None => {
                    let key = to_debug(&call.args[0]);
                    Err(Error::raised("KeyError", message!("dict-missing", key)).with_hint(message!("dict-missing.hint")))
                }
            }
        }

        /// Give the value of a key; one that is missing gets `default` first.
        ///
        /// ```
        /// let d = defaultdict(0);
        /// print(d.setdefault("a", 5), d.setdefault("a", 6));   // prints 5 5
        /// ```
        fn setdefault(key, default = ()) |call| {
            let (name, default) = (call.take(0), call.take(1));
            let key = Key::of(&name)?;
            let mut entries = looked_at(call, true)?.entries.lock();
            if let Some(value) = entries.get(&key) {
                return Ok(value.clone());
            }
            entries.put(key, name, default.clone())?;
            Ok(default)
        }

        /// Put all entries of a map, a dictionary, or an array of pairs in.
        ///
        /// ```
        /// let d = defaultdict(0, #{a: 1});
        /// d.update(#{a: 2, b: 3});
        /// print(d.items());                           // prints [["a", 2], ["b", 3]]
        /// ```
        fn update(entries) |call| {
            let more = pairs_of(call, 0)?;
            let mut entries = looked_at(call, true)?.entries.lock();
            for (name, value) in more.entries() {
                entries.put(Key::of(name)?, name.clone(), value.clone())?;
            }
            Ok(Value::Unit)
        }

        /// Take all entries out.
        ///
        /// ```
        /// let d = defaultdict(0, #{a: 1});
        /// d.clear();
        /// print(len(d));                              // prints 0
        /// ```
        fn clear() |call| {
            let entries = std::mem::take(&mut *looked_at(call, true)?.entries.lock());
            drop(entries);
            Ok(Value::Unit)
        }

        /// Give another dictionary of the same entries.
        ///
        /// ```
        /// let d = defaultdict(0, #{a: 1});
        /// print(d.copy() == d);                       // prints true
        /// ```
        fn copy() |call| {
            let handle = looked_at(call, false)?;
            Ok(new_dict(call, handle.copy(), handle.missing.clone(), handle.class().name))
        }

        /// Give the number of entries, as `len(d)` does.
        ///
        /// ```
        /// print(defaultdict(0, #{a: 1}).len());       // prints 1
        /// ```
        fn len() |call| { Ok(Value::Int(looked_at(call, false)?.entries.lock().len() as i64)) }

        /// Tell whether there is an entry of this key, as `key in d` does.
        ///
        /// ```
        /// print(defaultdict(0, #{a: 1}).contains("a"));   // prints true
        /// ```
        fn contains(key) |call| {
            let key = Key::of(&call.args[0])?;
            Ok(looked_at(call, false)?.entries.lock().holds(&key).into())
        }
    },
    properties: &[],
    blank: None,
};
