//! Functions of arrays and maps that call a function value of the script: `map`, `filter`, `sort` …
//! Which there are, for which arguments; what they do is in `arrays`, `maps` and `order`, how they call in `callback`.

mod arrays;
mod callback;
mod maps;
mod order;
#[cfg(test)]
mod tests;

pub use arrays::results;
pub use order::{by_method, compare_by_method};

use crate::objects::abi::{Args, Host, Word};
use crate::objects::error::Error;
use crate::objects::value::Value;
use rhai::Position;

/// A function that calls script code. `receiver` is a private copy; the machine writes it back when [`changes_receiver`] says so, or when
/// the copy is no longer the data that it was.
pub type Calling =
    fn(&mut dyn Host, receiver: &mut Value, args: Args, at: Position) -> Result<Value, Error>;

/// A row of the table: the function's name, what its arguments are, what runs.
struct Entry {
    name: Word,
    takes: Takes,
    /// Refused for a constant, unless the callback is given by name: those of Rhai differ in that.
    changes: bool,
    /// May the callback be given as the name of a function?
    by_name: Name,
    run: Calling,
}

#[derive(Clone, Copy, PartialEq)]
enum Name {
    No,
    /// As harmless as with a function value.
    Pure,
    /// Rhai refuses this form for constants, whatever it does.
    Changing,
}

#[derive(Clone, Copy)]
enum Takes {
    /// `(f)`.
    Callback,
    /// `(f, start)`.
    CallbackAndStart,
    /// `(f, initial)`.
    CallbackAndAny,
    /// `(array, f)`.
    ArrayAndCallback,
    /// Nothing, of an array of objects that have an order.
    Objects,
}

const fn entry(name: Word, takes: Takes, changes: bool, by_name: Name, run: Calling) -> Entry {
    Entry {
        name,
        takes,
        changes,
        by_name,
        run,
    }
}

const OF_ARRAYS: &[Entry] = &[
    entry(
        Word::ForEach,
        Takes::Callback,
        true,
        Name::No,
        arrays::for_each,
    ),
    entry(
        Word::Map,
        Takes::Callback,
        false,
        Name::Changing,
        arrays::map,
    ),
    entry(
        Word::Filter,
        Takes::Callback,
        false,
        Name::Changing,
        arrays::filter,
    ),
    entry(
        Word::IndexOf,
        Takes::Callback,
        false,
        Name::Pure,
        arrays::index_of,
    ),
    entry(
        Word::IndexOf,
        Takes::CallbackAndStart,
        false,
        Name::Pure,
        arrays::index_of,
    ),
    entry(Word::Find, Takes::Callback, false, Name::No, arrays::find),
    entry(
        Word::Find,
        Takes::CallbackAndStart,
        false,
        Name::No,
        arrays::find,
    ),
    entry(
        Word::FindMap,
        Takes::Callback,
        false,
        Name::No,
        arrays::find_map,
    ),
    entry(
        Word::FindMap,
        Takes::CallbackAndStart,
        false,
        Name::No,
        arrays::find_map,
    ),
    entry(Word::Some, Takes::Callback, false, Name::Pure, arrays::some),
    entry(Word::All, Takes::Callback, false, Name::Pure, arrays::all),
    entry(
        Word::Reduce,
        Takes::Callback,
        false,
        Name::Pure,
        arrays::reduce,
    ),
    entry(
        Word::Reduce,
        Takes::CallbackAndAny,
        false,
        Name::Pure,
        arrays::reduce,
    ),
    entry(
        Word::ReduceRev,
        Takes::Callback,
        false,
        Name::Pure,
        arrays::reduce_rev,
    ),
    entry(
        Word::ReduceRev,
        Takes::CallbackAndAny,
        false,
        Name::Pure,
        arrays::reduce_rev,
    ),
    entry(
        Word::Zip,
        Takes::ArrayAndCallback,
        false,
        Name::No,
        arrays::zip,
    ),
    entry(
        Word::Drain,
        Takes::Callback,
        true,
        Name::Changing,
        arrays::drain,
    ),
    entry(
        Word::Retain,
        Takes::Callback,
        true,
        Name::Changing,
        arrays::retain,
    ),
    entry(
        Word::Dedup,
        Takes::Callback,
        true,
        Name::Changing,
        order::dedup,
    ),
    entry(
        Word::Sort,
        Takes::Callback,
        true,
        Name::Changing,
        order::sort,
    ),
    entry(Word::SortBy, Takes::Callback, true, Name::No, order::sort),
    entry(Word::Order, Takes::Callback, true, Name::No, order::order),
    entry(Word::OrderBy, Takes::Callback, true, Name::No, order::order),
    entry(
        Word::Sort,
        Takes::Objects,
        true,
        Name::No,
        order::sort_objects,
    ),
    entry(
        Word::SortDesc,
        Takes::Objects,
        true,
        Name::No,
        order::sort_objects_desc,
    ),
    entry(
        Word::Order,
        Takes::Objects,
        false,
        Name::No,
        order::order_objects,
    ),
    entry(
        Word::OrderDesc,
        Takes::Objects,
        false,
        Name::No,
        order::order_objects_desc,
    ),
];

const OF_MAPS: &[Entry] = &[
    entry(Word::Map, Takes::Callback, false, Name::No, maps::map),
    entry(Word::Filter, Takes::Callback, false, Name::No, maps::filter),
    entry(Word::Drain, Takes::Callback, true, Name::No, maps::drain),
    entry(Word::Retain, Takes::Callback, true, Name::No, maps::retain),
];

#[inline]
fn find(receiver: &Value, name: &str, args: &[Value]) -> Option<&'static Entry> {
    if !may_call_back(args) && !has_objects(receiver, args) {
        return None;
    }
    find_word(receiver, Word::of(name)?, args)
}

/// Is it called without arguments on an array that begins with an object which has an order?
#[inline]
fn has_objects(receiver: &Value, args: &[Value]) -> bool {
    let first = match receiver {
        Value::Array(items) if args.is_empty() => items.first(),
        _ => None,
    };
    first.is_some_and(|first| matches!(first, Value::Object(_)) && compare_by_method([first]))
}

fn find_word(receiver: &Value, name: Word, args: &[Value]) -> Option<&'static Entry> {
    let table = match receiver {
        Value::Array(_) => OF_ARRAYS,
        Value::Map(_) => OF_MAPS,
        _ => return None,
    };
    table
        .iter()
        .find(|entry| entry.name == name && entry.accepts(args))
}

impl Entry {
    fn accepts(&self, args: &[Value]) -> bool {
        let callback = |value: &Value| match value {
            Value::Function(_) => true,
            Value::Str(_) => self.by_name != Name::No,
            // A class makes an instance of each item; `index_of` looks for the class itself.
            Value::Object(object) => object.is_class() && self.name != Word::IndexOf,
            _ => false,
        };
        match (self.takes, args) {
            (Takes::Callback, [function]) => callback(function),
            (Takes::CallbackAndStart, [function, Value::Int(_)])
            | (Takes::CallbackAndAny, [function, _]) => callback(function),
            (Takes::ArrayAndCallback, [Value::Array(_), function]) => callback(function),
            (Takes::Objects, []) => true,
            _ => false,
        }
    }
}

/// Is there anything among the arguments that could be called? Most calls hand over no function at all.
#[inline]
pub fn may_call_back(args: &[Value]) -> bool {
    args.iter()
        .any(|arg| matches!(arg, Value::Function(_) | Value::Str(_) | Value::Object(_)))
}

/// The words of both tables, a bit for each.
const CALLING: u128 = words_of(OF_ARRAYS) | words_of(OF_MAPS);

const fn words_of(table: &[Entry]) -> u128 {
    let (mut words, mut row) = (0, 0);
    while row < table.len() {
        words |= 1 << table[row].name as u32;
        row += 1;
    }
    words
}

/// Does a function of this name call script code, for some arguments?
#[inline(always)]
pub fn is_calling(name: Word) -> bool {
    CALLING >> name as u32 & 1 != 0
}

/// As [`calling`], of a word.
#[inline]
pub fn calling_word(receiver: &Value, name: Word, args: &[Value]) -> Option<Calling> {
    if !is_calling(name) || !may_call_back(args) && !has_objects(receiver, args) {
        return None;
    }
    find_word(receiver, name, args).map(|entry| entry.run)
}

/// The function for this receiver, name and arguments; nothing when no function of that name calls back.
pub fn calling(receiver: &Value, name: &str, args: &[Value]) -> Option<Calling> {
    find(receiver, name, args).map(|entry| entry.run)
}

/// Does Rhai refuse the call for a constant receiver? (`ErrorNonPureMethodCallOnConstant`)
pub fn changes_receiver(receiver: &Value, name: &str, args: &[Value]) -> bool {
    find(receiver, name, args).is_some_and(|entry| {
        entry.changes
            || entry.by_name == Name::Changing && matches!(args.first(), Some(Value::Str(_)))
    })
}
