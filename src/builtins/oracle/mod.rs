//! Tests of the natives against Rhai's own evaluator: every operator, index and method on values of all types. Here: the values, and how
//! results are compared.

mod indices;
mod methods;
mod operators;

use crate::border::{errors, *};
use crate::builtins::*;
use crate::objects::error::{Error, Kind};
use crate::objects::value::{Value, to_debug, type_name};
use rhai::{Dynamic, Engine, EvalAltResult, OptimizationLevel};

pub(crate) const LITERALS: &[&str] = &[
    "()",
    "true",
    "false",
    "0",
    "1",
    "2",
    "-1",
    "-3",
    "63",
    "64",
    "-70",
    "9223372036854775807",
    "(-9223372036854775807 - 1)",
    "0.0",
    "1.0",
    "1.5",
    "-2.0",
    "(0.1 + 0.2)",
    "0.3",
    "(0.0/0.0)",
    "'a'",
    "'é'",
    "\"\"",
    "\"a\"",
    "\"aé\"",
    "\"hello world\"",
    "[]",
    "[1]",
    "[1, 2.0, \"x\", 'c', ()]",
    "[[1], #{a: 2}]",
    "[Fn(\"f\")]",
    "#{}",
    "#{a: 1}",
    "#{a: 1.0, b: [2]}",
    "blob()",
    "blob(3, 65)",
    "0..3",
    "1..2",
    "-2..-1",
    "-3..1",
    "3..1",
    "0..=3",
    "1..=2",
    "-2..=-1",
    "70..=80",
    "0..=63",
    "Fn(\"f\")",
];

pub(crate) fn engine() -> Engine {
    let mut engine = Engine::new();
    engine.set_optimization_level(OptimizationLevel::None);
    engine
}

pub(crate) fn literal(engine: &Engine, text: &str) -> Value {
    from_dynamic(engine.eval::<Dynamic>(text).unwrap())
}

pub(crate) fn show(result: Result<Value, Error>) -> String {
    match result {
        Ok(value) => format!("{} {}", type_name(&value), to_debug(&value)),
        Err(error) => match error.kind() {
            Kind::Language(kind) => errors::words(kind),
            Kind::Thrown(value) => format!("thrown {value:?}"),
            other => format!("{other:?}"),
        },
    }
}

fn show_error(error: &EvalAltResult) -> String {
    match error {
        EvalAltResult::ErrorInFunctionCall(_, _, inner, _) => show_error(inner),
        EvalAltResult::ErrorRuntime(value, _) => format!("thrown {value:?}"),
        error => {
            let mut error = error.unwrap_inner().to_string();
            if let Some(place) = error.find(" (line ") {
                error.truncate(place);
            }
            error
        }
    }
}

pub(crate) fn expected(engine: &Engine, script: &str) -> String {
    match engine.eval::<Dynamic>(script) {
        Ok(value) => {
            let value = from_dynamic(value);
            format!("{} {}", type_name(&value), to_debug(&value))
        }
        Err(error) => show_error(&error),
    }
}

pub(crate) fn report(differences: Vec<String>, cases: usize) {
    assert!(cases > 0);
    assert!(
        differences.is_empty(),
        "{} of {cases} differ:\n{}",
        differences.len(),
        differences[..differences.len().min(60)].join("\n")
    );
}

fn compare_case(differences: &mut Vec<String>, script: &str, expected: String, found: String) {
    if expected != found {
        differences.push(format!("{script}\n    Rhai: {expected}\n    ours: {found}"));
    }
}
