//! Every snippet of the corpus does on our engine what it does on Rhai's evaluator.

use crate::corpus::{Snippet, snippets};
use crate::oracle::{Oracle, on_a_deep_stack};
use crate::ours;
use crate::outcome::{Failure, Outcome};

/// Run ours; a panic of the engine is a failure like another.
pub fn ours_or_panic(source: &str) -> Outcome {
    let program = source.to_string();
    std::panic::catch_unwind(move || ours::evaluate(&program)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("no message");
        Outcome {
            printed: vec![],
            result: Err(Failure {
                kind: format!("panic: {text}"),
                line: None,
            }),
        }
    })
}

/// The story of a difference, or nothing when both did the same.
pub fn difference(oracle: &Oracle, Snippet { name, source }: &Snippet) -> Option<String> {
    if std::env::var_os("SANDBOX_VERBOSE").is_some() {
        eprintln!("{name}");
    }
    let expected = oracle.evaluate(source);
    let found = ours_or_panic(source);
    (expected != found).then(|| report(name, source, &expected, &found))
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
