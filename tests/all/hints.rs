//! Every known mistake, word for word in both languages: `cases.txt` holds sources and the messages they get. A line `=== id` names the
//! row that answers; after a wanted change of words, `BLESS=1 cargo test known_mistakes` writes the file anew.

use sandbox::diagnostics::hints::{Names, hints};
use sandbox::diagnostics::render::{Options, render};
use sandbox::messages::{Language, text};
use sandbox::objects::abi::NoLibrary;
use sandbox::session::{Limits, Runtime, evaluate};
use std::fmt::Write;
use std::sync::LazyLock;

const PATH: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/src/diagnostics/hints/cases.txt"
);

/// Read when the tests run: new cases need no new build.
static CASES: LazyLock<String> =
    LazyLock::new(|| std::fs::read_to_string(PATH).expect("the cases can be read"));

fn names() -> &'static Names {
    static NAMES: LazyLock<Names> = LazyLock::new(|| Names {
        functions: list(&["Lock", "Thread", "print", "len", "range", "sleep"]),
        methods: list(&["acquire", "release", "push", "start", "join"]),
        modules: sandbox::cli::names().modules.clone(),
        contents: sandbox::cli::names().contents,
        members: sandbox::cli::names().members,
        calls: Some(|name| match name {
            "set" => list(&["iterable = []"]),
            "get" => list(&["block = true, timeout = ()", "key"]),
            "acquire" => list(&["blocking = true, timeout = -1"]),
            _ => Vec::new(),
        }),
        pythons: Some(|name, language| {
            let known = matches!(
                name,
                "dir"
                    | "frozenset"
                    | "dict.popitem"
                    | "None"
                    | "logging.StreamHandler"
                    | "Logger.addHandler"
            );
            known.then(|| format!("{name}, {language:?}"))
        }),
    });
    &NAMES
}

fn list(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| name.to_string()).collect()
}

fn message(text: &str, language: Language) -> String {
    let options = Options {
        language,
        names,
        ..Options::default()
    };
    match evaluate(text, Runtime::Real, Limits::default(), &NoLibrary).result {
        Err(error) => render(&error, &options).replace("<test>", "exercice.rhai"),
        Ok(_) => "no error\n".to_string(),
    }
}

/// The cases: id, source.
fn cases() -> Vec<(&'static str, &'static str)> {
    CASES
        .split("=== ")
        .skip(1)
        .map(|case| {
            let (id, rest) = case.split_once('\n').expect("a case has a source");
            let source = rest.split("\n--- en\n").next().unwrap_or(rest);
            (id, source.trim_end_matches('\n'))
        })
        .collect()
}

#[test]
fn known_mistakes_are_answered_word_for_word() {
    let mut text = String::new();
    for (id, source) in cases() {
        let english = message(source, Language::English);
        let french = message(source, Language::French);
        let _ = write!(
            text,
            "=== {id}\n{source}\n--- en\n{english}--- fr\n{french}\n"
        );
    }
    let text = text.trim_end().to_string() + "\n";
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(PATH, &text).expect("the checkout can be written");
        return;
    }
    for (got, wanted) in text.split("=== ").zip(CASES.split("=== ")) {
        assert_eq!(got, wanted);
    }
    assert_eq!(text, *CASES);
}

#[test]
fn every_known_mistake_has_a_case_that_its_row_answers() {
    for hint in hints() {
        assert!(
            cases().iter().any(|(id, _)| *id == hint.id),
            "no case for the hint `{}`",
            hint.id
        );
    }
    for (id, source) in cases() {
        let hint = hints().find(|hint| hint.id == id);
        let hint = hint.unwrap_or_else(|| panic!("no hint `{id}`"));
        for language in [Language::English, Language::French] {
            let text = text(language, &hint.message_id(), &[]).expect("the hint has a text");
            let start = text.split('{').next().unwrap_or(&text);
            let answer = message(source, language);
            assert!(answer.contains(start), "{id}: `{source}` gets\n{answer}");
        }
    }
}
