//! The warnings of `sandbox check`. Cases lie under `tests/cases/check`, a file for each warning: `//// name` opens a case, `//~ name` stands
//! in the line that a warning of this name underlines; lines without it have none. Programs in `sound` raise none at all.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use sandbox::check::{errors, names, warnings};
use sandbox::engine::error::Source;
use sandbox::engine::error::hints::Names;
use sandbox::library::LIBRARY;

use crate::corpus::{Snippet, cases, scripts_under, split};

fn source(name: &str, text: &str) -> Arc<Source> {
    Arc::new(Source {
        name: name.to_owned(),
        text: text.to_owned(),
    })
}

/// What scripts can call, as the command knows it.
fn known() -> &'static Names {
    sandbox::cli::names()
}

/// Line (from 1) and name of each warning.
fn found(source: &Arc<Source>) -> BTreeSet<(usize, String)> {
    let line = |offset: usize| 1 + source.text[..offset].matches('\n').count();
    let found = warnings(source, known()).into_iter();
    found
        .map(|warning| (line(warning.at.start), warning.name().to_owned()))
        .collect()
}

fn expected(text: &str) -> BTreeSet<(usize, String)> {
    let marked = text.lines().enumerate();
    marked
        .filter_map(|(index, line)| Some((index + 1, line.split_once("//~ ")?.1)))
        .flat_map(|(line, names)| names.split(", ").map(move |name| (line, name.to_owned())))
        .collect()
}

/// The files of programs without a warning.
const SOUND: [&str; 2] = ["classics", "locks"];

/// The cases of each file, with the name of the warning that it is about.
fn files() -> Vec<(String, Vec<Snippet>)> {
    let paths = scripts_under(&cases().join("check"));
    let read = |path: &Path| {
        let text = fs::read_to_string(path).expect("a case can be read");
        let name = path
            .file_stem()
            .expect("a case has a name")
            .to_string_lossy()
            .into_owned();
        (name.clone(), split(&name, &text))
    };
    paths.iter().map(|path| read(path)).collect()
}

#[test]
fn warnings_stand_where_the_cases_say_and_nowhere_else() {
    let mut objections = Vec::new();
    for Snippet { name, source: text } in files().into_iter().flat_map(|(_, cases)| cases) {
        let source = source(&name, &text);
        for error in errors(&source, LIBRARY) {
            objections.push(format!(
                "{name}: line {:?}: {:?}",
                error.body().at.line(),
                error.kind()
            ));
        }
        let (found, expected) = (found(&source), expected(&text));
        objections.extend(
            expected
                .difference(&found)
                .map(|it| format!("{name}: missing {it:?}")),
        );
        objections.extend(
            found
                .difference(&expected)
                .map(|it| format!("{name}: false alarm {it:?}")),
        );
    }
    assert!(objections.is_empty(), "{}", objections.join("\n"));
}

#[test]
fn every_warning_has_cases_with_and_without_it() {
    let files = files();
    let known: BTreeSet<&str> = names().collect();
    let about_one = files
        .iter()
        .filter(|(name, _)| !SOUND.contains(&name.as_str()));
    let tested: BTreeSet<&str> = about_one.clone().map(|(name, _)| name.as_str()).collect();
    assert_eq!(known, tested);
    for (name, cases) in about_one {
        let has = |case: &Snippet| {
            expected(&case.source)
                .iter()
                .any(|(_, other)| other == name)
        };
        assert!(cases.iter().any(has), "no case shows `{name}`");
        assert!(
            cases.iter().any(|case| expected(&case.source).is_empty()),
            "no case is near `{name}` and without it"
        );
    }
}

#[test]
fn every_warning_is_explained_in_the_book() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page =
        fs::read_to_string(root.join("book/src/checking-scripts.md")).expect("the page is there");
    let missing: Vec<&str> = names()
        .filter(|name| !page.contains(&format!("### `{name}`")))
        .collect();
    assert!(missing.is_empty(), "the book says nothing of {missing:?}");
    let headings = page
        .lines()
        .filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`'));
    let unknown: Vec<&str> = headings
        .filter(|heading| !names().any(|name| name == *heading))
        .collect();
    assert!(unknown.is_empty(), "no warning is called {unknown:?}");
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
        let snippets = split(&name, &text);
        match snippets.is_empty() {
            true => found.push((name, text)),
            false => found.extend(snippets.into_iter().map(|it| (it.name, it.source))),
        }
    }
    let hints = fs::read_to_string(root.join("src/engine/error/hints/cases.txt"));
    for case in hints.expect("the cases can be read").split("=== ").skip(1) {
        let (id, rest) = case.split_once('\n').expect("a case has a source");
        let text = rest.split("\n--- en\n").next().unwrap_or(rest);
        found.push((format!("hint {id}"), text.to_owned()));
    }
    found.retain(|(name, text)| !errors(&source(name, text), LIBRARY).is_empty());
    found
}

/// Cases with two mistakes that have nothing to do with each other.
const TWO: [&str; 2] = ["coalesce_assign_is_a_parse_error", "print_as_method"];

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
