//! Methods on receivers of all types, variable and constant.

use super::*;
use crate::objects::code::SiteCache;
use crate::objects::value::Value;
use rhai::Position;

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
    ("ceiling", &[]),
    ("round", &[]),
    ("sin", &[]),
    ("cos", &[]),
    ("is_even", &[]),
    ("max", &["1"]),
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
