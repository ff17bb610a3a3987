//! Every snippet of the corpus does on our engine what it does on Rhai's evaluator.

use crate::corpus::{Snippet, snippets};
use crate::oracle::{Oracle, on_a_deep_stack};
use crate::outcome::{Failure, Outcome};
use crate::{differences, open, ours};

/// Run ours; a panic of the engine is a failure like another.
pub fn ours_or_panic(source: &str) -> Outcome {
    let program = source.to_string();
    std::panic::catch_unwind(move || ours::evaluate(&program)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("no message");
        let kind = format!("panic: {text}");
        Outcome::new("", Err(Failure { kind, line: None }))
    })
}

/// The story of a difference, or nothing when both did the same.
fn difference(oracle: &Oracle, Snippet { name, source }: &Snippet) -> Option<String> {
    if std::env::var_os("SANDBOX_VERBOSE").is_some() {
        eprintln!("{name}");
    }
    let expected = oracle.evaluate(source);
    let found = ours_or_panic(source);
    let same = expected.agrees_with(&found);
    match (same, known(name)) {
        (true, None) | (false, Some(_)) => None,
        (false, None) => Some(report(name, source, &expected, &found)),
        (true, Some(reason)) => Some(format!(
            "== {name}\n  differs no more: take it from the list ({reason})\n"
        )),
    }
}

/// Why the snippet is expected to differ: by design, or by a mistake that is not yet mended.
fn known(snippet: &str) -> Option<&'static str> {
    let mut lists = differences::SNIPPETS.iter().chain(open::OPEN);
    lists.find_map(|(reason, names)| names.contains(&snippet).then_some(*reason))
}

/// A snippet with numbered lines and both outcomes.
pub fn report(name: &str, source: &str, expected: &Outcome, found: &Outcome) -> String {
    let lines = source.lines().enumerate();
    let listing: String = lines
        .map(|(at, line)| format!("{:>4} | {line}\n", at + 1))
        .collect();
    format!("== {name}\n{listing}  rhai:\n{expected}\n  ours:\n{found}\n")
}

#[test]
fn every_snippet_gives_what_rhai_gives() {
    let (count, differences) = on_a_deep_stack(|| {
        let oracle = Oracle::new();
        let filter = std::env::var("SANDBOX_SNIPPET").unwrap_or_default();
        let mut snippets = snippets();
        snippets.retain(|snippet| snippet.name.contains(&filter));
        let differences: Vec<_> = snippets
            .iter()
            .filter_map(|snippet| difference(&oracle, snippet))
            .collect();
        (snippets.len(), differences)
    });
    assert!(
        differences.is_empty(),
        "{}\n{} of {count} snippets differ from Rhai",
        differences.join("\n"),
        differences.len(),
    );
}

#[test]
fn every_listed_snippet_exists_once() {
    let lists = differences::SNIPPETS.iter().chain(open::OPEN);
    let mut listed: Vec<&str> = lists.flat_map(|(_, names)| names.iter().copied()).collect();
    listed.sort_unstable();
    let corpus = snippets();
    for pair in listed.windows(2) {
        assert_ne!(pair[0], pair[1], "a snippet is listed twice");
    }
    for name in listed {
        assert!(
            corpus.iter().any(|snippet| snippet.name == name),
            "no snippet is called `{name}`"
        );
    }
}

/// What a writer of snippets reads: both outcomes of one file, or what Rhai does with the corpus:
/// `SANDBOX_SHOW=file.rhai cargo test --test all show -- --nocapture`, `SANDBOX_SHOW=corpus …`.
#[test]
fn show() {
    let Ok(what) = std::env::var("SANDBOX_SHOW") else {
        return;
    };
    on_a_deep_stack(move || {
        let oracle = Oracle::new();
        if what != "corpus" {
            let source = std::fs::read_to_string(&what).unwrap_or_else(|e| panic!("{what}: {e}"));
            let (rhai, ours) = (oracle.evaluate(&source), ours_or_panic(&source));
            return println!("{}", report(&what, &source, &rhai, &ours));
        }
        for Snippet { name, source } in snippets() {
            println!("== {name}\n{}", oracle.evaluate(&source));
        }
    });
}
