//! The text of values: what `print` shows, what shows inside arrays, the names of types. Nesting is followed to a fixed depth.

use super::Value;
use crate::engine::natives::caught_text;
use rhai::{Dynamic, ImmutableString};
use std::fmt::Write;

/// Deeper data is shown as `…`.
const DEPTH: usize = 100;

/// So is what follows when the text has become this long: arrays that share their items can look exponentially large.
const LONGEST: usize = 1 << 24;

/// What `print` shows.
pub fn to_text(value: &Value) -> ImmutableString {
    match value {
        Value::Str(text) => text.clone(),
        Value::Int(int) => int.to_string().into(),
        _ => {
            let mut text = String::new();
            write_text(&mut text, value, DEPTH);
            text.into()
        }
    }
}

/// What shows inside arrays and maps: strings in quotes.
pub fn to_debug(value: &Value) -> String {
    let mut text = String::new();
    write_debug(&mut text, value, DEPTH);
    text
}

/// A float as Rhai shows it: `1.0`, and with an exponent when it is very large or small.
pub fn float_text(float: f64) -> String {
    Dynamic::from_float(float).to_string()
}

/// The name that `type_of` gives.
pub fn type_name(value: &Value) -> String {
    match value {
        Value::Unit => "()".into(),
        Value::Bool(_) => "bool".into(),
        Value::Int(_) => "i64".into(),
        Value::Float(_) => "f64".into(),
        Value::Char(_) => "char".into(),
        Value::Str(_) => "string".into(),
        Value::Array(_) => "array".into(),
        Value::Map(_) => "map".into(),
        Value::Function(_) => "Fn".into(),
        Value::Object(object) => object.class_name(),
        Value::Cell(cell) => cell.load().map_or("()".into(), |value| type_name(&value)),
        Value::Iterator(_) => "range".into(),
        Value::Foreign(dynamic) => {
            crate::engine::natives::rhai_type_name(dynamic.type_name()).into()
        }
    }
}

fn write_text(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Unit => {}
        Value::Str(text) => out.push_str(text),
        Value::Float(float) => out.push_str(&float_text(*float)),
        Value::Foreign(dynamic) => {
            let text = dynamic.to_string();
            out.push_str(crate::engine::natives::rhai_type_name(&text));
        }
        Value::Map(map) if let Some(text) = caught_text(map) => out.push_str(&text),
        _ => write_debug(out, value, depth),
    }
}

fn write_debug(out: &mut String, value: &Value, depth: usize) {
    if depth == 0 || out.len() > LONGEST {
        out.push('…');
        return;
    }
    let _ = match value {
        Value::Unit => write!(out, "()"),
        Value::Bool(truth) => write!(out, "{truth}"),
        Value::Int(int) => write!(out, "{int}"),
        Value::Float(float) => write!(out, "{float:?}"),
        Value::Char(char) => write!(out, "{char}"),
        Value::Str(text) => write!(out, "{:?}", text.as_str()),
        Value::Array(array) => {
            out.push('[');
            for (index, item) in array.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                write_debug(out, item, depth - 1);
            }
            out.push(']');
            Ok(())
        }
        Value::Map(map) => {
            out.push_str("#{");
            for (index, (key, item)) in map.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                let _ = write!(out, "{key:?}: ");
                write_debug(out, item, depth - 1);
            }
            out.push('}');
            Ok(())
        }
        Value::Function(closure) => write!(out, "Fn({})", closure.name),
        Value::Object(object) => write!(out, "{}", object.describe()),
        Value::Cell(cell) => {
            if let Some(value) = cell.load() {
                write_debug(out, &value, depth - 1);
            }
            Ok(())
        }
        Value::Iterator(_) => write!(out, "range"),
        Value::Foreign(dynamic) => {
            let text = format!("{dynamic:?}");
            out.push_str(crate::engine::natives::rhai_type_name(&text));
            Ok(())
        }
    };
}
