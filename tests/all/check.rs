//! The warnings of `sandbox check`: each has its cases, a file of `tests/cases/check`, and its place in the book. Programs in `sound` raise none.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sandbox::check::{errors, names};
use sandbox::library::LIBRARY;

use crate::case::{Case, cases, parse, scripts_under, under};
use crate::shared::warnings::{found, source};

/// The files of programs without a warning.
const SOUND: [&str; 2] = ["classics", "locks"];

#[test]
fn every_warning_has_cases_with_and_without_it() {
    let all = under("check");
    let file = |case: &Case| case.name.rsplit('/').nth(1).unwrap_or_default().to_string();
    let known: BTreeSet<String> = names().map(str::to_string).collect();
    let mut tested: BTreeSet<String> = all.iter().map(file).collect();
    tested.retain(|name| !SOUND.contains(&name.as_str()));
    assert_eq!(known, tested);
    for name in &tested {
        let mut cases = all.iter().filter(|case| file(case) == *name);
        let shows = |case: &Case| case.warnings.iter().any(|(_, other)| other == name);
        assert!(cases.clone().any(shows), "no case shows `{name}`");
        let is_without = |case: &Case| case.warnings.is_empty();
        assert!(
            cases.any(is_without),
            "no case is near `{name}` and without it"
        );
    }
}

#[test]
fn every_warning_is_explained_in_the_book() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for page in ["book/en/checking-scripts.md", "book/fr/checking-scripts.md"] {
        let text = fs::read_to_string(root.join(page)).expect("the page is there");
        let missing: Vec<&str> = names()
            .filter(|name| !text.contains(&format!("### `{name}`")))
            .collect();
        assert!(missing.is_empty(), "{page} says nothing of {missing:?}");
        let headings = text
            .lines()
            .filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`'));
        let unknown: Vec<&str> = headings
            .filter(|heading| !names().any(|name| name == *heading))
            .collect();
        assert!(unknown.is_empty(), "no warning is called {unknown:?}");
    }
}

#[test]
fn what_the_house_ships_raises_no_alarm() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for folder in ["scripts", "benches/programs", "tests/cases/doors/course"] {
        for path in scripts_under(&root.join(folder)) {
            let name = path.display().to_string();
            let text = fs::read_to_string(&path).expect("a script can be read");
            let source = source(&name, &text);
            assert!(errors(&source, LIBRARY).is_empty(), "{name}");
            assert_eq!(found(&source), BTreeSet::new(), "{name}");
            seen += 1;
        }
    }
    assert!(seen > 50, "only {seen} scripts");
}

/// The sources of all cases in which something is wrong with the syntax.
fn broken() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for path in scripts_under(&cases()) {
        let name = path.display().to_string();
        let text = fs::read_to_string(&path).expect("a case can be read");
        let cases = parse(&name, &name, &text).expect("a case is well formed");
        found.extend(cases.into_iter().map(|case| (case.name, case.source)));
    }
    let hints = fs::read_to_string(root.join("src/diagnostics/hints/cases.txt"));
    for case in hints.expect("the cases can be read").split("=== ").skip(1) {
        let (id, rest) = case.split_once('\n').expect("a case has a source");
        let text = rest.split("\n--- en\n").next().unwrap_or(rest);
        found.push((format!("hint {id}"), text.to_owned()));
    }
    found.retain(|(name, text)| !errors(&source(name, text), LIBRARY).is_empty());
    found
}

/// Cases with two mistakes that have nothing to do with each other.
const TWO: [&str; 3] = [
    "coalesce_assign_is_a_parse_error",
    "print_as_method",
    "class_is_a_keyword",
];

#[test]
fn one_mistake_is_told_once() {
    let broken = broken();
    assert!(
        broken.len() > 60,
        "only {} cases with a mistake of syntax",
        broken.len()
    );
    let mut objections = Vec::new();
    for (name, text) in &broken {
        let lines: Vec<_> = errors(&source(name, text), LIBRARY)
            .iter()
            .map(|error| error.body().at.line())
            .collect();
        let most = 1 + usize::from(TWO.iter().any(|two| name.ends_with(two)));
        if lines.len() > most {
            objections.push(format!("{name}: lines {lines:?}\n{text}"));
        }
    }
    assert!(objections.is_empty(), "{}", objections.join("\n"));
}
