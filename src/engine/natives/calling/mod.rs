//! Functions of arrays and maps that call a function value of the script: `map`, `filter`, `sort` …
//! Which there are, for which arguments; what they do is in `arrays`, `maps` and `order`, how they call in `callback`.

mod arrays;
mod callback;
mod maps;
mod order;
#[cfg(test)]
mod tests;

use super::{Args, Host};
use crate::engine::error::Error;
use crate::engine::value::Value;
use rhai::Position;

/// A function that calls script code. `receiver` is a private copy; the machine writes it back when [`changes_receiver`] says so, or when
/// the copy is no longer the data that it was.
pub type Calling =
    fn(&mut dyn Host, receiver: &mut Value, args: Args, at: Position) -> Result<Value, Error>;

/// A row of the table: the function's name, what its arguments are, what runs.
struct Entry {
    name: &'static str,
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
}

const fn entry(
    name: &'static str,
    takes: Takes,
    changes: bool,
    by_name: Name,
    run: Calling,
) -> Entry {
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
        "for_each",
        Takes::Callback,
        true,
        Name::No,
        arrays::for_each,
    ),
    entry("map", Takes::Callback, false, Name::Changing, arrays::map),
    entry(
        "filter",
        Takes::Callback,
        false,
        Name::Changing,
        arrays::filter,
    ),
    entry(
        "index_of",
        Takes::Callback,
        false,
        Name::Pure,
        arrays::index_of,
    ),
    entry(
        "index_of",
        Takes::CallbackAndStart,
        false,
        Name::Pure,
        arrays::index_of,
    ),
    entry("find", Takes::Callback, false, Name::No, arrays::find),
    entry(
        "find",
        Takes::CallbackAndStart,
        false,
        Name::No,
        arrays::find,
    ),
    entry(
        "find_map",
        Takes::Callback,
        false,
        Name::No,
        arrays::find_map,
    ),
    entry(
        "find_map",
        Takes::CallbackAndStart,
        false,
        Name::No,
        arrays::find_map,
    ),
    entry("some", Takes::Callback, false, Name::Pure, arrays::some),
    entry("all", Takes::Callback, false, Name::Pure, arrays::all),
    entry("reduce", Takes::Callback, false, Name::Pure, arrays::reduce),
    entry(
        "reduce",
        Takes::CallbackAndAny,
        false,
        Name::Pure,
        arrays::reduce,
    ),
    entry(
        "reduce_rev",
        Takes::Callback,
        false,
        Name::Pure,
        arrays::reduce_rev,
    ),
    entry(
        "reduce_rev",
        Takes::CallbackAndAny,
        false,
        Name::Pure,
        arrays::reduce_rev,
    ),
    entry("zip", Takes::ArrayAndCallback, false, Name::No, arrays::zip),
    entry(
        "drain",
        Takes::Callback,
        true,
        Name::Changing,
        arrays::drain,
    ),
    entry(
        "retain",
        Takes::Callback,
        true,
        Name::Changing,
        arrays::retain,
    ),
    entry("dedup", Takes::Callback, true, Name::Changing, order::dedup),
    entry("sort", Takes::Callback, true, Name::Changing, order::sort),
    entry("sort_by", Takes::Callback, true, Name::No, order::sort),
    entry("order", Takes::Callback, true, Name::No, order::order),
    entry("order_by", Takes::Callback, true, Name::No, order::order),
];

const OF_MAPS: &[Entry] = &[
    entry("map", Takes::Callback, false, Name::No, maps::map),
    entry("filter", Takes::Callback, false, Name::No, maps::filter),
    entry("drain", Takes::Callback, true, Name::No, maps::drain),
    entry("retain", Takes::Callback, true, Name::No, maps::retain),
];

#[inline]
fn find(receiver: &Value, name: &str, args: &[Value]) -> Option<&'static Entry> {
    // Most calls hand over no function at all.
    if !args
        .iter()
        .any(|arg| matches!(arg, Value::Function(_) | Value::Str(_) | Value::Object(_)))
    {
        return None;
    }
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
            Value::Object(object) => object.is_class() && self.name != "index_of",
            _ => false,
        };
        match (self.takes, args) {
            (Takes::Callback, [function]) => callback(function),
            (Takes::CallbackAndStart, [function, Value::Int(_)])
            | (Takes::CallbackAndAny, [function, _]) => callback(function),
            (Takes::ArrayAndCallback, [Value::Array(_), function]) => callback(function),
            _ => false,
        }
    }
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
