//! What `catch (error)` binds: a thrown value itself, Rhai's map with Python's `kind` for an error of the language, an `Error` for one of
//! our natives.

use crate::border::{caught_message, errors};
use crate::messages::{Language, message};
use crate::objects::abi::{Call, Host, NativeClass, Property};
use crate::objects::error::{Body, Error, ErrorKind, Kind, NOT_CAPABLE, Raised};
use crate::objects::value::{Handle, Map, Object, Value};
use rhai::Position;

/// The value that a script sees of an error.
///
/// For an error of the language this is the map of Rhai's `catch`: `message`, `source`, `line`, `position`, `error` and what the kind adds;
/// and `kind`, as all errors have it.
pub fn catch_value(error: &Error, language: Language) -> Value {
    let body = error.body();
    match &body.kind {
        Kind::Thrown(value) => value.clone(),
        Kind::Language(kind) => language_map(kind, body, language),
        Kind::Raised(raised) => Value::Object(Object::new(Caught {
            raised: raised.clone(),
            at: body.at,
            language,
        })),
        Kind::Stop(_) => Value::Unit,
    }
}

/// What a caught error of a native says, if the value is one: for reports of an error that a script throws on.
pub fn caught(value: &Value) -> Option<&Raised> {
    let caught = value.as_object()?.downcast::<Caught>()?;
    Some(&caught.raised)
}

fn language_map(kind: &ErrorKind, body: &Body, language: Language) -> Value {
    let (name, fields) = errors::fields(kind);
    let mut map = Map::default();
    let mut put = |name: &str, value: Value| map.set(name, value);
    put("kind", kind.python().into());
    put("message", caught_message(kind, language).into());
    put("error", name.into());
    if let Some(source) = &body.source {
        put("source", source.name.as_str().into());
    }
    if let Some(line) = body.at.line() {
        put("line", Value::Int(line as i64));
        put(
            "position",
            Value::Int(body.at.position().unwrap_or(0) as i64),
        );
    }
    for (name, value) in fields {
        put(name, value);
    }
    Value::Map(map)
}

/// An error of a native in the hands of a script.
struct Caught {
    raised: Raised,
    at: Position,
    /// The run's, for those who read `message` and `hint`.
    language: Language,
}

impl Handle for Caught {
    fn class(&self) -> &'static NativeClass {
        &ERROR
    }

    fn describe(&self) -> String {
        let message = self.raised.message.in_language(self.language);
        format!("{}: {message}", self.raised.kind)
    }

    fn attribute(&self, _host: &dyn Host, name: &str) -> Option<Value> {
        let (_, value) = self
            .raised
            .fields
            .iter()
            .find(|(field, _)| *field == name)?;
        Some(value.clone())
    }
}

/// The class of what `catch` binds for an error of a native.
pub static ERROR: NativeClass = NativeClass {
    name: "Error",
    module: "",
    doc: "An error of a function, as `catch` binds it. Its fields depend on the kind: `returncode`, `errno` …",
    parent: None,
    constructor: None,
    methods: &[],
    properties: &[
        Property {
            name: "kind",
            doc: "The kind of error, named as Python's exception class: `\"ValueError\"`, `\"Empty\"`.",
            get: |call| Ok(receiver(call)?.raised.kind.into()),
            set: None,
        },
        Property {
            name: "message",
            doc: "What went wrong, in words.",
            get: |call| {
                let caught = receiver(call)?;
                Ok(caught.raised.message.in_language(caught.language).into())
            },
            set: None,
        },
        Property {
            name: "error",
            doc: "The same as `kind`, as errors of the language name theirs.",
            get: |call| Ok(receiver(call)?.raised.kind.into()),
            set: None,
        },
        Property {
            name: "hint",
            doc: "What to do about it, or `()`.",
            get: |call| {
                let caught = receiver(call)?;
                let hint = caught.raised.hint.as_ref();
                Ok(hint.map_or(Value::Unit, |hint| hint.in_language(caught.language).into()))
            },
            set: None,
        },
        Property {
            name: "line",
            doc: "The line where it happened, from 1, or `()`.",
            get: |call| {
                let line = receiver(call)?.at.line();
                Ok(line.map_or(Value::Unit, |line| Value::Int(line as i64)))
            },
            set: None,
        },
    ],
    blank: None,
};

fn receiver<'c>(call: &'c Call) -> Result<&'c Caught, Error> {
    call.receiver
        .and_then(Object::downcast)
        .ok_or_else(|| Error::type_error(message!("not-an-error")))
}

impl Error {
    /// What a native said of it, also when the script has caught that and thrown it again.
    pub fn as_raised(&self) -> Option<&Raised> {
        match self.kind() {
            Kind::Raised(raised) => Some(raised),
            Kind::Thrown(value) => caught(value),
            _ => None,
        }
    }

    /// A permission was refused, and the script did not go on without it.
    pub fn is_refusal(&self) -> bool {
        self.as_raised()
            .is_some_and(|raised| raised.kind == NOT_CAPABLE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::border::from_dynamic;
    use crate::objects::value::{to_debug, to_text};
    use rhai::EvalAltResult;

    fn rhai_catch(script: &str) -> String {
        let engine = crate::builtins::oracle::engine();
        let script = format!("let error = (); try {{ {script} }} catch (e) {{ error = e }} error");
        to_debug(&from_dynamic(
            engine.eval::<rhai::Dynamic>(&script).unwrap(),
        ))
    }

    #[test]
    fn errors_of_the_language_are_caught_as_rhais_map() {
        let at = Position::new(1, 24);
        for (script, error) in [
            (
                "1/0",
                EvalAltResult::ErrorArithmetic("Division by zero: 1 / 0".into(), at),
            ),
            (
                "f()",
                EvalAltResult::ErrorFunctionNotFound("f ()".into(), Position::new(1, 23)),
            ),
            (
                "(1).x",
                EvalAltResult::ErrorDotExpr(
                    "Unknown property 'x' - a getter is not registered for type 'i64'".into(),
                    Position::new(1, 27),
                ),
            ),
            (
                "[1][3]",
                EvalAltResult::ErrorArrayBounds(1, 3, Position::new(1, 27)),
            ),
            (
                "let x = \"a\"; [1][x]",
                EvalAltResult::ErrorMismatchDataType(
                    "i64".into(),
                    "string".into(),
                    Position::new(1, 40),
                ),
            ),
            ("missing", {
                EvalAltResult::ErrorVariableNotFound("missing".into(), Position::new(1, 23))
            }),
        ] {
            let error = Error::from(Box::new(error));
            let Value::Map(mut caught) = catch_value(&error, Language::English) else {
                panic!("{script} is caught as no map");
            };
            assert!(caught.remove("kind").is_some(), "{script}");
            assert_eq!(
                to_debug(&Value::Map(caught)),
                rhai_catch(script),
                "{script}"
            );
        }
    }

    #[test]
    fn a_thrown_value_is_caught_as_itself() {
        let error = Error::new(Kind::Thrown(Value::Int(42)));
        assert!(matches!(
            catch_value(&error, Language::English),
            Value::Int(42)
        ));
    }

    #[test]
    fn an_error_of_a_native_shows_its_kind_and_message() {
        let error = Error::value_error("the count must not be negative").at(Position::new(3, 1));
        let value = catch_value(&error, Language::English);
        assert_eq!(
            to_text(&value).as_str(),
            "ValueError: the count must not be negative"
        );
        assert_eq!(caught(&value).map(|raised| raised.kind), Some("ValueError"));
    }
}
