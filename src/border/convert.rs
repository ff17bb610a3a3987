//! Values to Rhai's `Dynamic` and back, at the border to Rhai's native functions.

use crate::objects::abi::size::{PARTS, too_deep};
use crate::objects::abi::{meter, too_large};
use crate::objects::error::Error;
use crate::objects::value::{Closure, FunctionTarget, Map, Opaque, Value};
use rhai::{Dynamic, Engine, FnPtr, ImmutableString, ScriptFuncDef};
use std::sync::{Arc, LazyLock};

/// Data nested deeper than this does not cross the border, so that Rhai's recursive functions keep within the native stack.
pub(crate) const DEPTH: usize = 200;

/// The `Dynamic` for a value, with everything inside it.
///
/// Objects become a type of their own, functions become `FnPtr` with the value as first curried argument: [`from_dynamic`] recovers both.
pub fn to_dynamic(value: Value) -> Dynamic {
    match value {
        Value::Unit => Dynamic::UNIT,
        Value::Bool(truth) => Dynamic::from_bool(truth),
        Value::Int(int) => Dynamic::from_int(int),
        Value::Float(float) => Dynamic::from_float(float),
        Value::Char(char) => Dynamic::from_char(char),
        Value::Str(text) => ImmutableString::from(text).into(),
        Value::Array(array) => {
            Dynamic::from_array(array.into_items().into_iter().map(to_dynamic).collect())
        }
        Value::Map(map) => Dynamic::from_map(
            map.into_iter()
                .map(|(key, value)| (key.as_str().into(), to_dynamic(value)))
                .collect(),
        ),
        Value::Function(closure) => Dynamic::from(function_pointer(closure)),
        Value::Cell(cell) => cell.load().map_or(Dynamic::UNIT, to_dynamic),
        Value::Foreign(dynamic) => *dynamic,
        Value::Object(_) | Value::Iterator(_) => Dynamic::from(Opaque(value)),
    }
}

/// [`to_dynamic`], refusing data that is nested too deeply for Rhai's functions.
pub fn try_to_dynamic(value: Value) -> Result<Dynamic, Error> {
    check_depth(&value)?;
    Ok(to_dynamic(value))
}

/// Is the data shallow and small enough for functions that recurse over it?
/// What crosses the border is copied with all its items: that is counted here.
pub(crate) fn check_depth(value: &Value) -> Result<(), Error> {
    if items_of(value).is_none() {
        return match value {
            Value::Str(text) => meter::walk_bytes(text.len()),
            _ => Ok(()),
        };
    }
    let mut left = PARTS;
    if is_shallow(value, DEPTH, &mut left) {
        meter::walk(4 * (PARTS - left))
    } else if left == 0 {
        Err(too_large())
    } else {
        Err(too_deep())
    }
}

enum Items<'v> {
    Array(&'v [Value]),
    Map(&'v Map),
}

impl Items<'_> {
    fn len(&self) -> usize {
        match self {
            Items::Array(items) => items.len(),
            Items::Map(entries) => entries.len(),
        }
    }
}

#[inline]
fn items_of(value: &Value) -> Option<Items<'_>> {
    match value {
        Value::Array(items) => Some(Items::Array(items)),
        Value::Map(entries) => Some(Items::Map(entries)),
        Value::Function(closure) if matches!(closure.target, FunctionTarget::Named(_)) => {
            Some(Items::Array(&closure.curried))
        }
        _ => None,
    }
}

fn is_shallow(value: &Value, depth: usize, left: &mut usize) -> bool {
    let Some(items) = items_of(value) else {
        return true;
    };
    if depth == 0 || *left < items.len() {
        if depth > 0 {
            *left = 0;
        }
        return false;
    }
    *left -= items.len();
    match items {
        Items::Array(items) => items.iter().all(|item| is_shallow(item, depth - 1, left)),
        Items::Map(entries) => entries
            .unordered()
            .all(|(_, item)| is_shallow(item, depth - 1, left)),
    }
}

/// The value for a `Dynamic`; variables that Rhai shares give what they hold.
pub fn from_dynamic(value: Dynamic) -> Value {
    let value = value.flatten();
    if let Ok(int) = value.as_int() {
        return Value::Int(int);
    }
    if value.is_unit() {
        return Value::Unit;
    }
    if let Ok(truth) = value.as_bool() {
        return Value::Bool(truth);
    }
    if let Ok(float) = value.as_float() {
        return Value::Float(float);
    }
    if let Ok(char) = value.as_char() {
        return Value::Char(char);
    }
    if value.is_string() {
        return value
            .into_immutable_string()
            .map_or(Value::Unit, Value::string);
    }
    if value.is_array() {
        let items = value.into_array().unwrap_or_default();
        return Value::array(items.into_iter().map(from_dynamic).collect());
    }
    if value.is_map() {
        let entries = value.try_cast::<rhai::Map>().unwrap_or_default();
        let entries = entries.into_iter();
        return Value::Map(
            entries
                .map(|(key, value)| (key, from_dynamic(value)))
                .collect(),
        );
    }
    if value.is_fnptr() {
        return value
            .try_cast::<FnPtr>()
            .map_or(Value::Unit, function_value);
    }
    if value.is::<Opaque>() {
        return value
            .try_cast::<Opaque>()
            .map_or(Value::Unit, |opaque| opaque.0);
    }
    Value::foreign(value)
}

/// A pointer to a function of any name; one made from a name alone refuses `anon$…`.
fn named_pointer(name: ImmutableString) -> FnPtr {
    static TEMPLATE: LazyLock<ScriptFuncDef> = LazyLock::new(|| {
        let script = Engine::new_raw()
            .compile("fn f() {}")
            .expect("a function without a body is valid");
        let definition = script
            .iter_fn_def()
            .next()
            .expect("the script defines one function");
        (**definition).clone()
    });
    let mut definition = TEMPLATE.clone();
    definition.name = name;
    FnPtr::from(definition)
}

fn function_pointer(closure: Arc<Closure>) -> FnPtr {
    let mut pointer = named_pointer(closure.name.clone());
    if matches!(closure.target, FunctionTarget::Named(_)) {
        // In Rhai's own terms, so that its functions show it as theirs. Where the name comes from is lost: what gives values back is ours.
        for value in &closure.curried {
            pointer.add_curry(to_dynamic(value.clone()));
        }
    } else {
        pointer.add_curry(Dynamic::from(Opaque(Value::Function(closure))));
    }
    pointer
}

fn function_value(pointer: FnPtr) -> Value {
    if let Some(first) = pointer.curry().first()
        && let Some(Opaque(value)) = first.clone().try_cast::<Opaque>()
    {
        return value;
    }
    let mut closure = Closure::named(ImmutableString::from(pointer.fn_name()));
    closure.curried = pointer.iter_curry().cloned().map(from_dynamic).collect();
    Value::Function(Arc::new(closure))
}

/// A small value of the same type.
pub(crate) fn sample(value: &Value) -> Dynamic {
    match value {
        Value::Unit => Dynamic::UNIT,
        Value::Bool(_) => Dynamic::FALSE,
        Value::Int(_) => Dynamic::ZERO,
        Value::Float(_) => Dynamic::from_float(0.0),
        Value::Char(_) => Dynamic::from_char('a'),
        Value::Str(_) => ImmutableString::new().into(),
        Value::Array(_) => Dynamic::from_array(rhai::Array::new()),
        Value::Map(_) => Dynamic::from_map(rhai::Map::new()),
        Value::Function(_) => Dynamic::from(named_pointer("f".into())),
        Value::Object(_) | Value::Iterator(_) => Dynamic::from(Opaque(Value::Unit)),
        Value::Cell(cell) => cell.load().map_or(Dynamic::UNIT, |value| sample(&value)),
        Value::Foreign(dynamic) if dynamic.is_blob() => Dynamic::from_blob(rhai::Blob::new()),
        Value::Foreign(dynamic) => (**dynamic).clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_given_in_advance_are_not_followed_without_end() {
        let mut function = Value::Unit;
        for _ in 0..100_000 {
            let mut closure = Closure::named("f".into());
            closure.curried.push(function);
            function = Value::Function(Arc::new(closure));
        }
        assert!(try_to_dynamic(function).is_err());
    }

    #[test]
    fn pointers_to_named_functions_are_rhais() {
        let mut closure = Closure::named("f".into());
        closure.curried.push(Value::Int(1));
        let dynamic = to_dynamic(Value::Function(Arc::new(closure)));
        let pointer = dynamic.clone().cast::<FnPtr>();
        assert_eq!(pointer.fn_name(), "f");
        assert_eq!(pointer.curry()[0].as_int(), Ok(1));
        let Value::Function(back) = from_dynamic(dynamic) else {
            panic!("a pointer is a function again");
        };
        assert_eq!(back.curried.len(), 1);
    }
}
