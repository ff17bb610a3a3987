//! A map as JSON, as Rhai writes it; what JSON has no form for is its text, where Rhai shows names of Rust's types.

use super::convert::from_dynamic;
use crate::messages::message;
use crate::objects::error::Error;
use crate::objects::value::{FunctionTarget, Value, to_text};
use rhai::{Dynamic, EvalAltResult, Map};
use std::collections::BTreeMap;

/// The error of a text that is no JSON, where Rhai throws the English words of its reader.
pub(crate) fn malformed(error: &EvalAltResult) -> Option<Error> {
    let EvalAltResult::ErrorRuntime(said, _) = error else {
        return None;
    };
    let said = said.to_string();
    let (said, place) = said.rsplit_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    let what = match said {
        said if said.starts_with("EOF") => message!("json-ends"),
        "key must be a string" => message!("json-key"),
        "expected value" | "expected ident" => message!("json-value"),
        "trailing characters" => message!("json-more"),
        "trailing comma" => message!("json-comma"),
        "invalid number" | "number out of range" => message!("json-number"),
        said => match said.strip_prefix("expected ") {
            Some(signs) => message!("json-expected", signs = signs.replace(" or ", " ")),
            None => message!("json-other"),
        },
    };
    Some(Error::raised(
        "ValueError",
        message!("json-malformed", line, column, what),
    ))
}

/// The text of a map.
pub(crate) fn to_json(map: Map) -> String {
    let plain: BTreeMap<String, Dynamic> = map
        .into_iter()
        .map(|(key, value)| (key.to_string(), plain(value)))
        .collect();
    serde_json::to_string(&plain).unwrap_or_else(|_| "ERROR".into())
}

/// The value with nothing in it but what JSON has, and pointers to functions, which Rhai writes by their names.
fn plain(value: Dynamic) -> Dynamic {
    let value = value.flatten();
    if value.is_array() {
        let items = value.into_array().unwrap_or_default();
        return Dynamic::from_array(items.into_iter().map(plain).collect());
    }
    if value.is_map() {
        let entries = value.try_cast::<Map>().unwrap_or_default().into_iter();
        return Dynamic::from_map(entries.map(|(key, value)| (key, plain(value))).collect());
    }
    let is_data = value.is_unit()
        || value.is_bool()
        || value.is_int()
        || value.is_float()
        || value.is_char()
        || value.is_string()
        || value.is_blob();
    if is_data {
        return value;
    }
    match from_dynamic(value.clone()) {
        Value::Function(closure) if !matches!(closure.target, FunctionTarget::Named(_)) => {
            closure.name.clone().into()
        }
        // By its name, with the arguments that it already has.
        Value::Function(closure) if !closure.curried.is_empty() => {
            let name: Dynamic = closure.name.clone().into();
            let arguments = closure.curried.iter().cloned();
            let arguments = arguments.map(|value| plain(super::convert::to_dynamic(value)));
            Dynamic::from_array([name].into_iter().chain(arguments).collect())
        }
        Value::Function(closure) => closure.name.clone().into(),
        other => to_text(&other).into(),
    }
}
