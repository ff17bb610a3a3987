//! Indices, properties and what `for` walks over, on all types.

use super::*;
use crate::objects::code::SiteCache;
use crate::objects::value::{Text, Value, iterate};
use rhai::Position;

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
            cases += 1;
            if name == "tag" && !a.starts_with("#{") {
                // Ours refuse a tag, for which they have no room: `tests/all/differences.rs`.
                continue;
            }
            let script = format!("let a = {a}; a.{name} = 5; a");
            let mut object = literal(&engine, a);
            let found = set_property(
                &mut object,
                &Text::from(name),
                Value::Int(5),
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
    report(differences, cases);
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
            // The dialect's own: maps give their keys.
            if *name == "iter" && a.starts_with("#{") {
                continue;
            }
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
