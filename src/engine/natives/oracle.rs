//! Tests of the natives against Rhai's own evaluator: every operator, index and method on values of all types.

use super::*;
use crate::engine::code::{BinaryOp, Test};
use crate::engine::error::Kind;
use crate::engine::value::{to_debug, type_name};
use rhai::{Dynamic, Engine, EvalAltResult, OptimizationLevel};

pub(super) const LITERALS: &[&str] = &[
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

pub(super) fn engine() -> Engine {
    let mut engine = Engine::new();
    engine.set_optimization_level(OptimizationLevel::None);
    engine
}

pub(super) fn literal(engine: &Engine, text: &str) -> Value {
    from_dynamic(engine.eval::<Dynamic>(text).unwrap())
}

pub(super) fn show(result: Result<Value, Error>) -> String {
    match result {
        Ok(value) => format!("{} {}", type_name(&value), to_debug(&value)),
        Err(error) => match error.kind() {
            Kind::Language(error) => show_error(error),
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

pub(super) fn expected(engine: &Engine, script: &str) -> String {
    match engine.eval::<Dynamic>(script) {
        Ok(value) => {
            let value = from_dynamic(value);
            format!("{} {}", type_name(&value), to_debug(&value))
        }
        Err(error) => show_error(&error),
    }
}

pub(super) fn report(differences: Vec<String>, cases: usize) {
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

const OPERATORS: &[BinaryOp] = &[
    BinaryOp::Add,
    BinaryOp::Sub,
    BinaryOp::Mul,
    BinaryOp::Div,
    BinaryOp::Rem,
    BinaryOp::Power,
    BinaryOp::ShiftLeft,
    BinaryOp::ShiftRight,
    BinaryOp::And,
    BinaryOp::Or,
    BinaryOp::Xor,
    BinaryOp::Equal,
    BinaryOp::NotEqual,
    BinaryOp::Less,
    BinaryOp::LessEqual,
    BinaryOp::Greater,
    BinaryOp::GreaterEqual,
    BinaryOp::Range,
    BinaryOp::RangeInclusive,
    BinaryOp::In,
];

/// The dialect's own: `text * n`.
fn is_repetition(op: BinaryOp, a: &Value, b: &Value) -> bool {
    op == BinaryOp::Mul
        && matches!(
            (a, b),
            (Value::Str(_), Value::Int(_)) | (Value::Int(_), Value::Str(_))
        )
}

#[test]
fn operators_on_all_pairs_of_types_are_rhais() {
    let engine = engine();
    let mut differences = Vec::new();
    let mut cases = 0;
    for op in OPERATORS {
        for a in LITERALS {
            for b in LITERALS {
                let (x, y) = (literal(&engine, a), literal(&engine, b));
                if is_repetition(*op, &x, &y) {
                    continue;
                }
                let script = format!("let a = {a}; let b = {b}; a {} b", operator_name(*op));
                let found = show(binary(*op, "", &x, &y, Position::NONE));
                compare_case(&mut differences, &script, expected(&engine, &script), found);
                cases += 1;
            }
        }
    }
    report(differences, cases);
}

#[test]
fn assigning_operators_on_all_pairs_of_types_are_rhais() {
    let engine = engine();
    let mut differences = Vec::new();
    let mut cases = 0;
    for op in &OPERATORS[..11] {
        for a in LITERALS {
            for b in LITERALS {
                let (mut x, y) = (literal(&engine, a), literal(&engine, b));
                if is_repetition(*op, &x, &y) {
                    continue;
                }
                let script = format!("let a = {a}; let b = {b}; a {}= b; a", operator_name(*op));
                let found = update(*op, "", &mut x, y, Position::NONE).map(|()| x);
                compare_case(
                    &mut differences,
                    &script,
                    expected(&engine, &script),
                    show(found),
                );
                cases += 1;
            }
        }
    }
    report(differences, cases);
}

#[test]
fn operators_before_their_operand_are_rhais() {
    let engine = engine();
    let mut differences = Vec::new();
    for a in LITERALS {
        for (operator, found) in [
            ("-", negate(&literal(&engine, a), Position::NONE)),
            ("!", not(&literal(&engine, a), Position::NONE)),
            ("+", unary("+", literal(&engine, a), Position::NONE)),
        ] {
            let script = format!("let a = {a}; {operator}a");
            compare_case(
                &mut differences,
                &script,
                expected(&engine, &script),
                show(found),
            );
        }
    }
    report(differences, LITERALS.len());
}

#[test]
fn reading_an_index_is_rhais_on_all_pairs_of_types() {
    let engine = engine();
    let mut differences = Vec::new();
    let mut cases = 0;
    for a in LITERALS {
        for b in LITERALS {
            let script = format!("let a = {a}; let b = {b}; a[b]");
            let found = get_index(
                &literal(&engine, a),
                &literal(&engine, b),
                Position::NONE,
                Position::NONE,
            );
            compare_case(
                &mut differences,
                &script,
                expected(&engine, &script),
                show(found),
            );
            cases += 1;
        }
    }
    report(differences, cases);
}

#[test]
fn writing_an_index_is_rhais_on_all_pairs_of_types() {
    let engine = engine();
    let mut differences = Vec::new();
    let mut cases = 0;
    for a in LITERALS {
        for b in LITERALS {
            for c in ["7", "true", "'z'", "\"zz\"", "()", "[1]"] {
                let script = format!("let a = {a}; let b = {b}; a[b] = {c}; a");
                let mut object = literal(&engine, a);
                let found = set_index(
                    &mut object,
                    &literal(&engine, b),
                    literal(&engine, c),
                    Position::NONE,
                    Position::NONE,
                )
                .map(|()| object);
                compare_case(
                    &mut differences,
                    &script,
                    expected(&engine, &script),
                    show(found),
                );
                cases += 1;
            }
        }
    }
    report(differences, cases);
}

#[test]
fn properties_are_rhais_on_all_types() {
    let engine = engine();
    let mut differences = Vec::new();
    let mut cases = 0;
    let names = [
        "len",
        "is_empty",
        "bits",
        "chars",
        "start",
        "end",
        "is_inclusive",
        "is_exclusive",
        "is_zero",
        "is_odd",
        "is_even",
        "name",
        "is_anonymous",
        "bytes",
        "a",
        "nothing",
        "floor",
        "int",
        "is_nan",
        "tag",
    ];
    for a in LITERALS {
        for name in names {
            let script = format!("let a = {a}; a.{name}");
            let found = get_property(&literal(&engine, a), name, Position::NONE);
            compare_case(
                &mut differences,
                &script,
                expected(&engine, &script),
                show(found),
            );
            let script = format!("let a = {a}; a.{name} = 5; a");
            let mut object = literal(&engine, a);
            let found = set_property(&mut object, &name.into(), Value::Int(5), Position::NONE)
                .map(|()| object);
            compare_case(
                &mut differences,
                &script,
                expected(&engine, &script),
                show(found),
            );
            cases += 2;
        }
    }
    report(differences, cases);
}

#[test]
fn comparisons_and_binary_agree() {
    let engine = engine();
    for a in LITERALS {
        for b in LITERALS {
            let (a, b) = (literal(&engine, a), literal(&engine, b));
            assert_eq!(
                show(compare(Test::Less, &a, &b, Position::NONE)),
                show(binary(BinaryOp::Less, "", &a, &b, Position::NONE))
            );
        }
    }
}

/// Everything that `for` walks over, and what it refuses.
#[test]
fn walks_give_rhais_items() {
    let engine = engine();
    let mut differences = Vec::new();
    let calls: &[(&str, &[&str])] = &[
        ("chars", &[]),
        ("chars", &["2"]),
        ("chars", &["-3"]),
        ("chars", &["-100"]),
        ("chars", &["1", "3"]),
        ("chars", &["1", "-3"]),
        ("chars", &["-4", "2"]),
        ("chars", &["1..4"]),
        ("chars", &["1..=4"]),
        ("chars", &["-1..4"]),
        ("bits", &[]),
        ("bits", &["3"]),
        ("bits", &["-3"]),
        ("bits", &["64"]),
        ("bits", &["1", "5"]),
        ("bits", &["60", "50"]),
        ("bits", &["2..6"]),
        ("bits", &["2..=6"]),
        ("range", &["5"]),
        ("range", &["7", "2"]),
        ("range", &["7", "0"]),
        ("range", &["-7", "-3"]),
        ("range", &["7", "-3"]),
        ("range", &["7.5", "1.5"]),
        ("range", &["-3.0", "-0.5"]),
        ("range", &["2.0", "0.0"]),
        ("range", &["2"]),
        ("iter", &[]),
    ];
    let mut cases = 0;
    for a in LITERALS.iter().chain(&["\"aéb𝄞c dé\"", "10", "0b101101"]) {
        for (name, args) in calls {
            let source = if *name == "iter" {
                (*a).to_string()
            } else {
                format!("{name}({})", [&[*a], *args].concat().join(", "))
            };
            let script = format!(
                "let items = []; let source = {source}; for x in source {{ items.push(x); }} items"
            );
            let mut values: Vec<Value> = [&[*a], *args]
                .concat()
                .iter()
                .map(|text| literal(&engine, text))
                .collect();
            if source.contains("9223372036854775807") || source == "(-9223372036854775807 - 1)" {
                continue;
            }
            let walked = if *name == "iter" {
                Ok(values.remove(0))
            } else {
                let mut values: Vec<&mut Value> = values.iter_mut().collect();
                let cache = SiteCache::default();
                call_rhai(name, &mut values, false, false, &cache, Position::NONE)
            };
            let found = walked
                .and_then(|value| iterate(value, Position::NONE))
                .and_then(|walk| walk.collect::<Result<Vec<_>, _>>())
                .map(Value::array);
            compare_case(
                &mut differences,
                &script,
                expected(&engine, &script),
                show(found),
            );
            cases += 1;
        }
    }
    report(differences, cases);
}

/// Functions with their arguments: tried on receivers of every type, each also on a constant.
const METHODS: &[(&str, &[&str])] = &[
    ("len", &[]),
    ("is_empty", &[]),
    ("to_string", &[]),
    ("to_debug", &[]),
    ("push", &["7"]),
    ("push", &["[1]"]),
    ("append", &["[7, 8]"]),
    ("append", &["\"xy\""]),
    ("append", &["'x'"]),
    ("append", &["7"]),
    ("append", &["[]"]),
    ("insert", &["1", "'n'"]),
    ("insert", &["-1", "'n'"]),
    ("insert", &["-9", "'n'"]),
    ("insert", &["9", "'n'"]),
    ("remove", &["1"]),
    ("remove", &["-1"]),
    ("remove", &["9"]),
    ("remove", &["-9"]),
    ("remove", &["\"a\""]),
    ("remove", &["'l'"]),
    ("get", &["0"]),
    ("get", &["-1"]),
    ("get", &["-9"]),
    ("get", &["3"]),
    ("get", &["\"a\""]),
    ("get", &["\"q\""]),
    ("set", &["1", "'n'"]),
    ("set", &["-1", "'n'"]),
    ("set", &["-9", "'n'"]),
    ("set", &["9", "'n'"]),
    ("set", &["\"a\"", "5"]),
    ("set", &["\"q\"", "[5]"]),
    ("pop", &[]),
    ("pop", &["2"]),
    ("shift", &[]),
    ("clear", &[]),
    ("reverse", &[]),
    ("truncate", &["1"]),
    ("truncate", &["-1"]),
    ("truncate", &["0"]),
    ("truncate", &["100"]),
    ("chop", &["1"]),
    ("chop", &["-1"]),
    ("chop", &["0"]),
    ("chop", &["100"]),
    ("pad", &["7", "'x'"]),
    ("pad", &["7", "\"xy\""]),
    ("pad", &["-7", "'x'"]),
    ("pad", &["2", "0"]),
    ("contains", &["1"]),
    ("contains", &["\"a\""]),
    ("contains", &["'l'"]),
    ("contains", &["[1]"]),
    ("contains", &["()"]),
    ("index_of", &["1"]),
    ("index_of", &["\"x\""]),
    ("index_of", &["\"wor\""]),
    ("index_of", &["\"\""]),
    ("index_of", &["'é'"]),
    ("index_of", &["()"]),
    ("index_of", &["()", "1"]),
    ("index_of", &["'l'", "3"]),
    ("index_of", &["'l'", "-2"]),
    ("index_of", &["2.0", "-9"]),
    ("extract", &["1"]),
    ("extract", &["-2"]),
    ("extract", &["0", "2"]),
    ("extract", &["-3", "2"]),
    ("extract", &["1..3"]),
    ("extract", &["1..=3"]),
    ("extract", &["-1..=3"]),
    ("extract", &["9..3"]),
    ("splice", &["1", "2", "[8, 9]"]),
    ("splice", &["-2", "1", "[8, 9]"]),
    ("splice", &["9", "1", "[8, 9]"]),
    ("splice", &["1..3", "[8]"]),
    ("splice", &["0..=0", "[]"]),
    ("split", &[]),
    ("split", &["1"]),
    ("split", &["-1"]),
    ("split", &["0"]),
    ("split", &["9"]),
    ("split", &["\"o\""]),
    ("split", &["\"\""]),
    ("split", &["\"q\""]),
    ("split", &["'o'"]),
    ("split", &["'q'"]),
    ("split", &["\"o\"", "2"]),
    ("split_rev", &["\"o\""]),
    ("drain", &["1..3"]),
    ("drain", &["0..=1"]),
    ("drain", &["-2", "1"]),
    ("drain", &["1", "-1"]),
    ("retain", &["1..3"]),
    ("retain", &["0..=1"]),
    ("retain", &["-2", "1"]),
    ("retain", &["1", "-1"]),
    ("dedup", &[]),
    ("sort", &[]),
    ("sort_desc", &[]),
    ("order", &[]),
    ("order_desc", &[]),
    ("keys", &[]),
    ("values", &[]),
    ("mixin", &["#{a: 9, z: 1}"]),
    ("mixin", &["#{}"]),
    ("fill_with", &["#{a: 9, z: 1}"]),
    ("fill_with", &["#{}"]),
    ("to_json", &[]),
    ("bytes", &[]),
    ("to_upper", &[]),
    ("to_lower", &[]),
    ("make_upper", &[]),
    ("make_lower", &[]),
    ("trim", &[]),
    ("starts_with", &["\"h\""]),
    ("starts_with", &["'a'"]),
    ("ends_with", &["\"d\""]),
    ("ends_with", &["'é'"]),
    ("replace", &["\"l\"", "\"LL\""]),
    ("replace", &["'l'", "'L'"]),
    ("replace", &["'l'", "\"\""]),
    ("replace", &["\"o\"", "'0'"]),
    ("sub_string", &["1"]),
    ("sub_string", &["-1"]),
    ("sub_string", &["-90"]),
    ("sub_string", &["1", "3"]),
    ("sub_string", &["1", "-3"]),
    ("sub_string", &["-3", "2"]),
    ("sub_string", &["90", "2"]),
    ("sub_string", &["1..3"]),
    ("sub_string", &["1..=3"]),
    ("sub_string", &["-2..=3"]),
    ("crop", &["1"]),
    ("crop", &["1..3"]),
    ("to_chars", &[]),
    ("to_blob", &[]),
    ("as_string", &[]),
    ("take", &[]),
    ("abs", &[]),
    ("sign", &[]),
    ("to_int", &[]),
    ("to_float", &[]),
    ("floor", &[]),
    ("sqrt", &[]),
    ("min", &["1"]),
    ("max", &["1.5"]),
    ("max", &["\"m\""]),
    ("to_hex", &[]),
    ("is_odd", &[]),
    ("get_bit", &["1"]),
    ("set_bit", &["1", "true"]),
    ("get_bits", &["1..3"]),
    ("start", &[]),
    ("name", &[]),
    ("is_anonymous", &[]),
    ("type_of", &[]),
    ("nothing", &[]),
    ("nothing", &["1", "'c'", "\"s\"", "()"]),
    ("parse_int", &[]),
    ("parse_float", &[]),
    ("==", &["[1]"]),
    ("!=", &["#{a: 1}"]),
];

#[test]
fn methods_are_rhais_on_all_types() {
    let engine = engine();
    let mut differences = Vec::new();
    let mut cases = 0;
    for (name, args) in METHODS {
        let caches = [SiteCache::default(), SiteCache::default()];
        for a in LITERALS.iter().chain(&[
            "[1, 1, 2, 2.0, 2]",
            "[3, 1, 2]",
            "[\"b\", \"a\"]",
            "[2.5, -1.0, 9.0]",
            "\"  x  \"",
            "\"12\"",
        ]) {
            for (constant, declaration) in [(false, "let"), (true, "const")] {
                let operator = !name
                    .chars()
                    .all(|char| char.is_alphanumeric() || char == '_');
                if operator || *name == "type_of" {
                    continue;
                }
                let list = args.join(", ");
                let script = if constant {
                    format!("const A = {a}; A.{name}({list})")
                } else {
                    format!("{declaration} a = {a}; [a.{name}({list}), a]")
                };
                let mut receiver = literal(&engine, a);
                let mut values: Vec<Value> =
                    args.iter().map(|text| literal(&engine, text)).collect();
                let found = method(
                    name,
                    &mut receiver,
                    &mut values,
                    constant,
                    &caches[usize::from(constant)],
                    Position::NONE,
                );
                let found = if constant {
                    found
                } else {
                    found.map(|result| Value::array(vec![result, receiver]))
                };
                compare_case(
                    &mut differences,
                    &script,
                    expected(&engine, &script),
                    show(found),
                );
                cases += 1;
            }
        }
    }
    report(differences, cases);
}
