//! `map`, `filter`, `reduce` … of arrays. The callback sees the array as it was at the start.

use super::callback::Callback;
use crate::builtins::arrays::index_of as index_of_value;
use crate::builtins::slices::part;
use crate::objects::abi::each::{Form, Visit};
use crate::objects::abi::{Args, Each, Host};
use crate::objects::error::Error;
use crate::objects::value::{Array, Value};
use rhai::{FnPtr, Position};

/// The array of the receiver: a second reference to its items, which stay as they are while callbacks run.
fn items_of(receiver: &Value) -> Array {
    match receiver {
        Value::Array(array) => array.clone(),
        _ => Array::default(),
    }
}

/// Call the function for each item from `start` on, the item at `place` of the arguments; gives the loop as it ended. What has become of
/// the items that the function got as `this` is in the receiver, also after an error.
fn run(
    host: &mut dyn Host,
    function: Value,
    receiver: &mut Value,
    (start, place): (usize, Option<u8>),
    visit: Visit,
    way: Way,
) -> Result<Ended, Error> {
    let ended = go_through(host, function, receiver, (start, place), visit, way)?;
    end(receiver, ended)
}

/// As [`run`]; the array is in the loop afterwards, and the receiver is empty. Errors: of a name that no function can have.
fn go_through(
    host: &mut dyn Host,
    function: Value,
    receiver: &mut Value,
    (start, place): (usize, Option<u8>),
    visit: Visit,
    way: Way,
) -> Result<(Each, Result<(), Error>), Error> {
    let args = u8::from(matches!(visit, Visit::Fold(_)));
    if let Some((count, prepared)) = host.steady(&function)
        && let form = Form::of_count(count, args, place)
        && usize::from(form.count) == count
    {
        let each = Each::new(taken(receiver), start, form, visit);
        return Ok(host.run_each(&prepared, way.of(each)));
    }
    let mut callback = Callback::new(host, function)?;
    let form = callback.form(args, place);
    let each = Each::new(taken(receiver), start, form.unwrap_or(Form::UNKNOWN), visit);
    let each = way.of(each);
    Ok(match form {
        Some(_) => callback.run(each),
        None => callback.search_each(each, place.map(usize::from)),
    })
}

/// What a closure with one parameter gives for each item. Nothing when the function is something else.
pub fn results(
    host: &mut dyn Host,
    function: &Value,
    items: &Array,
) -> Option<Result<Vec<Value>, Error>> {
    let (1, prepared) = host.steady(function)? else {
        return None;
    };
    let mapped = Visit::Map(Vec::with_capacity(items.len()));
    let each = Each::new(items.clone(), 0, Form::of_count(1, 0, Some(0)), mapped);
    let (each, outcome) = host.run_each(&prepared, each);
    Some(outcome.map(|()| match each.visit {
        Visit::Map(results) => results,
        _ => Vec::new(),
    }))
}

/// How a loop has ended.
struct Ended {
    visit: Visit,
    /// The place of the item that was asked about last.
    at: usize,
    has_found: bool,
}

/// Put back what the loop has made of the receiver.
fn end(receiver: &mut Value, (each, outcome): (Each, Result<(), Error>)) -> Result<Ended, Error> {
    receiver.put(Value::Array(each.receiver));
    outcome.map(|()| Ended {
        visit: each.visit,
        at: each.at,
        has_found: each.has_found,
    })
}

fn taken(receiver: &mut Value) -> Array {
    match std::mem::take(receiver) {
        Value::Array(array) => array,
        _ => Array::default(),
    }
}

fn length_of(receiver: &Value) -> usize {
    match receiver {
        Value::Array(array) => array.len(),
        _ => 0,
    }
}

enum Way {
    Forwards,
    Backwards,
}

impl Way {
    fn of(self, mut each: Each) -> Each {
        if let Way::Backwards = self {
            each.go_backwards();
        }
        each
    }
}

fn first(args: &mut Args) -> Value {
    args.first_mut().map(std::mem::take).unwrap_or_default()
}

/// Where the optional second argument says to start.
fn start(receiver: &Value, args: &Args) -> usize {
    match args.get(1) {
        Some(Value::Int(start)) => part(length_of(receiver), *start, 0).0,
        _ => 0,
    }
}

/// The item as it is now: a callback may have changed it as `this`.
fn now(receiver: &Value, index: usize) -> Value {
    match receiver {
        Value::Array(array) => array.get(index).cloned().unwrap_or_default(),
        _ => Value::Unit,
    }
}

pub(super) fn for_each(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let function = first(&mut args);
    run(
        host,
        function,
        receiver,
        (0, None),
        Visit::Nothing,
        Way::Forwards,
    )?;
    Ok(Value::Unit)
}

pub(super) fn map(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let function = first(&mut args);
    let mapped = Visit::Map(Vec::with_capacity(length_of(receiver)));
    let each = run(
        host,
        function,
        receiver,
        (0, Some(0)),
        mapped,
        Way::Forwards,
    )?;
    Ok(gathered(each.visit))
}

pub(super) fn filter(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let function = first(&mut args);
    let kept = Visit::Filter(Vec::new());
    let each = run(host, function, receiver, (0, Some(0)), kept, Way::Forwards)?;
    Ok(gathered(each.visit))
}

/// The array that the loop has made.
fn gathered(visit: Visit) -> Value {
    match visit {
        Visit::Map(items) | Visit::Filter(items) => Value::array(items),
        _ => Value::Unit,
    }
}

fn index_where(
    host: &mut dyn Host,
    function: Value,
    receiver: &mut Value,
    start: usize,
    wanted: bool,
) -> Result<Option<usize>, Error> {
    let wanted = Visit::Until(wanted);
    let each = run(
        host,
        function,
        receiver,
        (start, Some(0)),
        wanted,
        Way::Forwards,
    )?;
    Ok(each.has_found.then_some(each.at))
}

/// `index_of(f)`, `index_of(f, start)`; a text is the name of a function if there is such a function, else the value to look for.
pub(super) fn index_of(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    at: Position,
) -> Result<Value, Error> {
    let start = start(receiver, &args);
    let function = first(&mut args);
    let by_name = function.as_str().map(str::to_string);
    if length_of(receiver) == 0 {
        return Ok(Value::Int(-1));
    }
    if let Some(name) = &by_name
        && FnPtr::new(name.as_str()).is_err()
    {
        return index_of_value(&items_of(receiver), &function, start, at).map(Value::Int);
    }
    let found = index_where(host, function.clone(), receiver, start, true);
    match (found, by_name) {
        (Err(error), Some(name)) if error.is_unknown_function(&name) => {
            index_of_value(&items_of(receiver), &function, start, at).map(Value::Int)
        }
        (found, _) => Ok(Value::Int(found?.map_or(-1, |index| index as i64))),
    }
}

pub(super) fn find(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let start = start(receiver, &args);
    let found = index_where(host, first(&mut args), receiver, start, true)?;
    Ok(found.map_or(Value::Unit, |index| now(receiver, index)))
}

pub(super) fn find_map(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let start = start(receiver, &args);
    let function = first(&mut args);
    let wanted = Visit::UntilSome(Value::Unit);
    let each = run(
        host,
        function,
        receiver,
        (start, Some(0)),
        wanted,
        Way::Forwards,
    )?;
    Ok(match each.visit {
        Visit::UntilSome(found) => found,
        _ => Value::Unit,
    })
}

pub(super) fn some(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let found = index_where(host, first(&mut args), receiver, 0, true)?;
    Ok(Value::Bool(found.is_some()))
}

pub(super) fn all(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let refused = index_where(host, first(&mut args), receiver, 0, false)?;
    Ok(Value::Bool(refused.is_none()))
}

pub(super) fn reduce(
    host: &mut dyn Host,
    receiver: &mut Value,
    args: Args,
    _: Position,
) -> Result<Value, Error> {
    fold(host, receiver, args, Way::Forwards)
}

pub(super) fn reduce_rev(
    host: &mut dyn Host,
    receiver: &mut Value,
    args: Args,
    _: Position,
) -> Result<Value, Error> {
    fold(host, receiver, args, Way::Backwards)
}

fn fold(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    way: Way,
) -> Result<Value, Error> {
    let function = first(&mut args);
    let initial = args.get_mut(1).map(std::mem::take).unwrap_or_default();
    let each = run(
        host,
        function,
        receiver,
        (0, Some(1)),
        Visit::Fold(initial),
        way,
    )?;
    Ok(match each.visit {
        Visit::Fold(result) => result,
        _ => Value::Unit,
    })
}

/// `zip(array, f)`: `f(x, y)` or `f(x, y, index)`, as far as both arrays go.
pub(super) fn zip(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    _: Position,
) -> Result<Value, Error> {
    let other = items_of(&first(&mut args));
    let function = args.get_mut(1).map(std::mem::take).unwrap_or_default();
    let mut callback = Callback::new(host, function)?;
    let name = callback.name.clone();
    let count = callback.takes_pair_or_more();
    let items = items_of(receiver);
    let mut zipped = Vec::with_capacity(items.len().min(other.len()));
    for (index, (x, y)) in items.iter().zip(other.iter()).enumerate() {
        let mut call = |count| {
            let mut args = [x.clone(), y.clone(), Value::Int(index as i64)];
            callback.call(&mut args[..count])
        };
        let result = match count {
            Some(count) => call(count),
            None => match call(2) {
                Err(error) if error.is_unknown_function(&name) => call(3),
                result => result,
            },
        };
        zipped.push(result?);
    }
    Ok(Value::array(zipped))
}

pub(super) fn drain(
    host: &mut dyn Host,
    receiver: &mut Value,
    args: Args,
    _: Position,
) -> Result<Value, Error> {
    separate(host, receiver, args, true)
}

pub(super) fn retain(
    host: &mut dyn Host,
    receiver: &mut Value,
    args: Args,
    _: Position,
) -> Result<Value, Error> {
    separate(host, receiver, args, false)
}

/// Take out the items for which the callback's answer is `removed`; gives them. After an error, the items that were not asked about stay.
fn separate(
    host: &mut dyn Host,
    receiver: &mut Value,
    mut args: Args,
    removed: bool,
) -> Result<Value, Error> {
    let function = first(&mut args);
    let separate = Visit::Separate {
        removed,
        taken: Vec::new(),
        kept: Vec::new(),
    };
    let all = (0, Some(0));
    let (mut each, outcome) = go_through(host, function, receiver, all, separate, Way::Forwards)?;
    let visit = std::mem::replace(&mut each.visit, Visit::Nothing);
    let Visit::Separate {
        taken, mut kept, ..
    } = visit
    else {
        return Ok(Value::Unit);
    };
    kept.extend_from_slice(each.rest());
    receiver.put(Value::array(kept));
    outcome.map(|()| Value::array(taken))
}
