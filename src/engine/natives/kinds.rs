//! Which of Python's exception classes an error of the language belongs to: what a script reads in `error.kind`.

use crate::engine::error::{Body, Source};
use crate::engine::value::Map;
use rhai::{EvalAltResult, Position};

/// Python's name for an error of the language.
///
/// | kind | when |
/// |---|---|
/// | `ZeroDivisionError`, `OverflowError`, `ValueError` | arithmetic: by zero, out of range, a text that is no number |
/// | `NameError` | no variable or function has the name |
/// | `AttributeError` | the value has no such property or method |
/// | `IndexError`, `KeyError` | an index out of bounds, a missing key where one is needed |
/// | `TypeError` | a value of the wrong type, a constant that would change |
/// | `ModuleNotFoundError`, `ImportError`, `SyntaxError` | `import` and `eval` |
/// | `MemoryError`, `RecursionError`, `RuntimeError` | too large, too deep, the rest |
pub fn python_kind(error: &EvalAltResult, body: &Body) -> &'static str {
    use EvalAltResult as E;
    match error {
        E::ErrorArithmetic(text, _) => arithmetic(text),
        E::ErrorVariableNotFound(..)
        | E::ErrorVariableExists(..)
        | E::ErrorForbiddenVariable(..) => "NameError",
        E::ErrorUnboundThis(..) => "NameError",
        E::ErrorFunctionNotFound(..) if is_after_dot(body) => "AttributeError",
        E::ErrorFunctionNotFound(signature, _) => {
            let name = signature.split(' ').next().unwrap_or_default();
            match super::bridge::is_rhai_name(name) || is_defined(name, body) {
                true => "TypeError",
                false => "NameError",
            }
        }
        E::ErrorDotExpr(..) | E::ErrorPropertyNotFound(..) => "AttributeError",
        E::ErrorArrayBounds(..) | E::ErrorStringBounds(..) | E::ErrorBitFieldBounds(..) => {
            "IndexError"
        }
        E::ErrorIndexNotFound(..) => "KeyError",
        E::ErrorIndexingType(..)
        | E::ErrorMismatchDataType(..)
        | E::ErrorMismatchOutputType(..)
        | E::ErrorFor(..)
        | E::ErrorAssignmentToConstant(..)
        | E::ErrorNonPureMethodCallOnConstant(..) => "TypeError",
        E::ErrorModuleNotFound(..) => "ModuleNotFoundError",
        E::ErrorInModule(..) => "ImportError",
        E::ErrorParsing(..) => "SyntaxError",
        E::ErrorDataTooLarge(..) => "MemoryError",
        E::ErrorStackOverflow(..) => "RecursionError",
        _ => "RuntimeError",
    }
}

fn arithmetic(text: &str) -> &'static str {
    let text = text.to_ascii_lowercase();
    if text.contains("division by zero") {
        "ZeroDivisionError"
    } else if text.contains("overflow") || text.contains("too large") {
        "OverflowError"
    } else {
        "ValueError"
    }
}

/// Does the script define a function with the name, for other arguments?
fn is_defined(name: &str, body: &Body) -> bool {
    let head = format!("fn {name}(");
    body.source
        .as_ref()
        .is_some_and(|source| source.text.contains(&head))
}

/// Does the error stand at a method: is there a dot before the place, or at it?
fn is_after_dot(body: &Body) -> bool {
    let Some(source) = &body.source else {
        return false;
    };
    before(source, body.at).is_some_and(|text| {
        let text = text.trim_end();
        text.ends_with('.') && !text.ends_with("..")
    })
}

/// The text of the line before a place.
fn before(source: &Source, at: Position) -> Option<&str> {
    let line = source.text.lines().nth(at.line()?.checked_sub(1)?)?;
    let column = at.position()?.checked_sub(1)?;
    let end = line
        .char_indices()
        .nth(column)
        .map_or(line.len(), |(index, _)| index);
    Some(&line[..end])
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
