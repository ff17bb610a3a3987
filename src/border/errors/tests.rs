//! What is taken apart at the border is written as it was.

use super::*;
use crate::objects::error::{Mistake, Trouble};
use rhai::{Dynamic, Engine, OptimizationLevel};

fn engine() -> Engine {
    let mut engine = Engine::new();
    engine.set_optimization_level(OptimizationLevel::None);
    engine
}

/// Scripts that Rhai ends by an error of each kind that has fields here.
const SCRIPTS: &[&str] = &[
    "missing",
    "missing(1, \"a\", [])",
    "(1).missing",
    "let x = 1; x.missing = \"a\"",
    "let x = (); x[1]",
    "let x = (); x[1] = 2",
    "[1][3]",
    "[][0]",
    "\"abc\"[9]",
    "1[99]",
    "let x = \"a\"; [1][x]",
    "let n = 1; if n { }",
    "let n = 1; for i in n { }",
    "const C = 1; C += 1",
    "const C = [1]; C.push(2)",
    "fn f() { this } f()",
    "import \"nowhere\" as n;",
    "1 / 0",
    "1 % 0",
    "2 ** -1",
    "9223372036854775807 + 1",
    "-(-9223372036854775807 - 1)",
    "range(1, 5, 0)",
    "parse_int(\"x\")",
    "parse_int(\"1\", 99)",
    "[1, \"a\"].sort()",
    "eval(\"let = 1\")",
    "eval(\"for i in #{} { }\")",
];

#[test]
fn each_error_is_written_as_rhai_writes_it() {
    let engine = engine();
    for script in SCRIPTS {
        let error = engine.eval::<Dynamic>(script).expect_err(script);
        let mut told = error.unwrap_inner().to_string();
        if let Some(place) = told.find(" (line ") {
            told.truncate(place);
        }
        let error = Error::from(error);
        let Some(kind) = error.as_language() else {
            panic!("`{script}` is no error of the language: {error:?}");
        };
        assert_eq!(words(kind), told, "{script}");
    }
}

#[test]
fn what_an_error_says_is_in_its_fields() {
    let engine = engine();
    let kind = |script: &str| {
        let mut error = Error::from(engine.eval::<Dynamic>(script).expect_err(script));
        match std::mem::replace(&mut error.body_mut().kind, Kind::Thrown(Value::Unit)) {
            Kind::Language(kind) => kind,
            other => panic!("{other:?}"),
        }
    };
    assert!(
        matches!(kind("missing(1, \"a\")"), ErrorKind::UnknownFunction(call)
            if call.path == "missing" && call.types == ["i64", "string"])
    );
    assert!(matches!(
        kind("let x = 1; x.y = \"a\""),
        ErrorKind::UnknownProperty { name, receiver, value: Some(value) }
            if name == "y" && receiver == "i64" && value == "string"
    ));
    assert!(matches!(
        kind("let x = (); x[1]"),
        ErrorKind::NoIndex { receiver, index, value: None } if receiver == "()" && index == "i64"
    ));
    assert!(matches!(
        kind("const C = [1]; C.push(2)"),
        ErrorKind::ChangedConstant(changed) if changed.by == Change::Method("push".to_string())
    ));
    assert!(matches!(
        kind("eval(\"for i in #{} { }\")"),
        ErrorKind::Syntax(syntax) if syntax.mistake == Mistake::NotIterable("map")
    ));
}

#[test]
fn a_calculation_says_what_kept_it_from_a_result() {
    for (sentence, trouble, operation) in [
        ("Division by zero: 1 / 0", Trouble::ByZero, Some("1 / 0")),
        (
            "Modulo division by zero or overflow: 1 % 0",
            Trouble::Remainder,
            Some("1 % 0"),
        ),
        (
            "Modulo division by zero or overflow: -9 % -1",
            Trouble::Overflow,
            Some("-9 % -1"),
        ),
        ("Addition overflow: 1 + 2", Trouble::Overflow, Some("1 + 2")),
        ("integer overflow", Trouble::Overflow, None),
        (
            "Error taking the square root of -1",
            Trouble::SquareRoot,
            Some("-1"),
        ),
        ("Invalid radix: '99'", Trouble::Radix, Some("'99'")),
        ("Error parsing integer number 'x'", Trouble::Other, None),
    ] {
        let taken = arithmetic::taken_apart(sentence.to_string());
        assert_eq!(taken.trouble, trouble, "{sentence}");
        assert_eq!(taken.operation.as_deref(), operation, "{sentence}");
        assert_eq!(arithmetic::sentence(&taken), sentence);
    }
}

#[test]
fn a_text_that_is_no_number_is_known_by_itself() {
    for (sentence, refused) in [
        (
            "Error parsing integer number 'l'an': invalid digit found in string",
            Some(("l'an", true)),
        ),
        (
            "Error parsing integer number '99': number too large to fit in target type",
            Some(("99", true)),
        ),
        (
            "Error parsing floating-point number 'x': invalid float literal",
            Some(("x", false)),
        ),
        ("Division by zero: 1 / 0", None),
    ] {
        let taken = arithmetic::taken_apart(sentence.to_string());
        assert_eq!(arithmetic::refused_number(&taken), refused, "{sentence}");
        assert_eq!(arithmetic::sentence(&taken), sentence);
    }
}
