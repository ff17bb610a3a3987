//! The text of values: what `print` shows, what shows inside arrays, the names of types. Nesting is followed to a fixed depth.
//!
//! An instance whose class has a `to_string` is asked, by who can run it: the machine hands in a `Teller`.

use super::{Map, Object, Text, Value};
use crate::objects::error::Error;
use rhai::Engine;
use std::fmt::Write;
use std::sync::LazyLock;

/// Deeper data is shown as `…`.
const DEPTH: usize = 100;

/// Bytes of the text that data is shown as; what follows is shown as `…`. Arrays that share their items can look exponentially large.
pub const SHOWN: usize = 1 << 24;

/// Room that a text has before it grows.
const SHORT: usize = 32;

/// Who is asked while a text is written.
pub trait Teller {
    /// The text of an object that has one of its own; the level tells how deep in other values it lies.
    ///
    /// # Errors
    /// What goes wrong in the object's own method.
    fn tell(&mut self, object: &Object, level: usize) -> Result<Option<Text>, Error>;

    /// So many more items are shown.
    ///
    /// # Errors
    /// Each reason to show no more of them.
    fn step(&mut self, items: usize) -> Result<(), Error>;
}

/// No object is asked, and nothing ends the writing early: for reports, also of a run that was stopped.
struct Silent;

impl Teller for Silent {
    fn tell(&mut self, _: &Object, _: usize) -> Result<Option<Text>, Error> {
        Ok(None)
    }

    fn step(&mut self, _: usize) -> Result<(), Error> {
        Ok(())
    }
}

/// What `print` shows, where no script code can run: instances as `<Name object>`.
pub fn to_text(value: &Value) -> Text {
    match value {
        Value::Str(text) => text.clone(),
        Value::Int(int) => itoa::Buffer::new().format(*int).into(),
        Value::Char(char) => Text::from(*char),
        _ => {
            let mut text = String::with_capacity(SHORT);
            let _ = write_text(&mut text, value, &mut Silent);
            text.into()
        }
    }
}

/// Add what [`to_text`] gives.
#[inline]
pub fn add_text(out: &mut String, value: &Value) {
    match value {
        Value::Str(text) => out.push_str(text),
        Value::Int(int) => out.push_str(itoa::Buffer::new().format(*int)),
        Value::Char(char) => out.push(*char),
        Value::Unit => {}
        _ => {
            let _ = write_text(out, value, &mut Silent);
        }
    }
}

/// What shows inside arrays and maps: strings in quotes. As for `to_text`, no script code runs.
pub fn to_debug(value: &Value) -> String {
    let mut text = String::new();
    let _ = write_debug(&mut text, value, DEPTH, &mut Silent);
    text
}

/// What `print` shows, objects by what they tell.
///
/// # Errors
/// Those of the teller.
pub fn told_text(value: &Value, teller: &mut dyn Teller) -> Result<Text, Error> {
    let mut text = String::new();
    write_text(&mut text, value, teller)?;
    Ok(text.into())
}

/// What shows inside arrays, objects by what they tell.
///
/// # Errors
/// Those of the teller.
pub fn told_debug(value: &Value, teller: &mut dyn Teller) -> Result<String, Error> {
    let mut text = String::new();
    write_debug(&mut text, value, DEPTH, teller)?;
    Ok(text)
}

/// A float as Rhai shows it: `1.0`, and with an exponent when it is very large or small.
pub fn float_text(float: f64) -> String {
    let mut text = String::with_capacity(SHORT);
    write_float(&mut text, float);
    text
}

/// As Rhai's type for floats writes itself; these are its bounds.
fn write_float(out: &mut String, float: f64) {
    let size = float.abs();
    if size == 0.0 {
        out.push_str("0.0");
    } else if size > f64::from(1e13_f32) || size < f64::from(1e-13_f32) {
        let _ = write!(out, "{float:e}");
    } else {
        let _ = write!(out, "{float}");
        if size.fract() == 0.0 {
            out.push_str(".0");
        }
    }
}

/// The text in quotes, as Rust shows it.
fn write_quoted(out: &mut String, text: &str) {
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
    if text.as_bytes().iter().all(is_plain) {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        let _ = write!(out, "{text:?}");
    }
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
        Value::Foreign(dynamic) => rhai_type_name(dynamic.type_name()).into(),
    }
}

/// The name that Rhai shows for a type of Rust.
fn rhai_type_name(name: &str) -> &str {
    // Names are all that it knows.
    static NAMES: LazyLock<Engine> = LazyLock::new(Engine::new_raw);
    NAMES.map_type_name(name)
}

fn write_text(out: &mut String, value: &Value, teller: &mut dyn Teller) -> Result<(), Error> {
    match value {
        Value::Unit => {}
        Value::Str(text) => out.push_str(text),
        Value::Float(float) => write_float(out, *float),
        Value::Foreign(dynamic) => {
            let text = dynamic.to_string();
            out.push_str(rhai_type_name(&text));
        }
        Value::Map(map) if let Some(text) = caught_text(map) => out.push_str(&text),
        _ => write_debug(out, value, DEPTH, teller)?,
    }
    Ok(())
}

fn write_debug(
    out: &mut String,
    value: &Value,
    depth: usize,
    teller: &mut dyn Teller,
) -> Result<(), Error> {
    if depth == 0 || out.len() > SHOWN {
        out.push('…');
        return Ok(());
    }
    let _ = match value {
        Value::Unit => write!(out, "()"),
        Value::Bool(truth) => write!(out, "{truth}"),
        Value::Int(int) => {
            out.push_str(itoa::Buffer::new().format(*int));
            Ok(())
        }
        Value::Float(float) => write!(out, "{float:?}"),
        Value::Char(char) => write!(out, "{char}"),
        Value::Str(text) => {
            write_quoted(out, text);
            Ok(())
        }
        Value::Array(array) => {
            teller.step(array.len())?;
            out.push('[');
            for (index, item) in array.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                write_debug(out, item, depth - 1, teller)?;
            }
            out.push(']');
            Ok(())
        }
        Value::Map(map) => {
            teller.step(map.len())?;
            out.push_str("#{");
            for (index, (key, item)) in map.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                write_quoted(out, key);
                out.push_str(": ");
                write_debug(out, item, depth - 1, teller)?;
            }
            out.push('}');
            Ok(())
        }
        Value::Function(closure) => write!(out, "Fn({})", closure.name),
        Value::Object(object) => {
            match teller.tell(object, DEPTH - depth)? {
                Some(text) => out.push_str(&text),
                None => out.push_str(&object.describe()),
            }
            Ok(())
        }
        Value::Cell(cell) => {
            if let Some(value) = cell.load() {
                write_debug(out, &value, depth - 1, teller)?;
            }
            Ok(())
        }
        Value::Iterator(_) => write!(out, "range"),
        Value::Foreign(dynamic) => {
            let text = format!("{dynamic:?}");
            out.push_str(rhai_type_name(&text));
            Ok(())
        }
    };
    Ok(())
}

/// `kind: message`, if the map is what `catch` binds for an error of the language: what `print` shows of it.
pub fn caught_text(map: &Map) -> Option<String> {
    let text = |name: &str| map.get(name)?.as_str();
    let (kind, message) = (text("kind")?, text("message")?);
    text("error")?.starts_with("Error").then(|| match message {
        "" => kind.to_string(),
        message => format!("{kind}: {message}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rhai::Dynamic;

    #[test]
    fn floats_are_written_as_rhai_writes_them() {
        let edges = [
            1e13,
            1e13_f32.into(),
            1e-13,
            1e-13_f32.into(),
            1e-7,
            123456.789,
            1e100,
        ];
        let odd = [
            0.0,
            -0.0,
            0.1,
            1.0 / 3.0,
            5e-324,
            f64::MAX,
            f64::NAN,
            f64::INFINITY,
        ];
        for float in edges.into_iter().chain(odd) {
            for float in [
                float,
                -float,
                float * 1.000001,
                float * 0.999999,
                float.trunc(),
            ] {
                assert_eq!(float_text(float), Dynamic::from_float(float).to_string());
            }
        }
    }

    #[test]
    fn texts_in_quotes_are_written_as_rust_writes_them() {
        for text in [
            "", "plain ~", "a\"b", "a\\b", "it's", "\n", "\u{7f}", "é", "\0", "a\u{301}",
        ] {
            let mut written = String::new();
            write_quoted(&mut written, text);
            assert_eq!(written, format!("{text:?}"));
        }
    }
}
