//! A program on both engines: what ours does, panics included, and the story of a difference.

use super::oracle::{Oracle, on_a_deep_stack};
use super::ours;
use super::outcome::{Failure, Outcome};

/// Run ours; a panic of the engine is a failure like another.
pub fn ours_or_panic(source: &str) -> Outcome {
    let program = source.to_string();
    std::panic::catch_unwind(move || ours::evaluate(&program)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
        let kind = format!("panic: {}", text.unwrap_or("no message"));
        Outcome::new("", Err(Failure { kind, line: None }))
    })
}

/// A program with numbered lines and both outcomes.
pub fn report(name: &str, source: &str, expected: &Outcome, found: &Outcome) -> String {
    let lines = source.lines().enumerate();
    let listing: String = lines
        .map(|(at, line)| format!("{:>4} | {line}\n", at + 1))
        .collect();
    format!("== {name}\n{listing}  rhai:\n{expected}\n  ours:\n{found}\n")
}

/// What a writer of cases reads: both outcomes of a file.
pub fn show(file: &str) -> String {
    let source = std::fs::read_to_string(file).unwrap_or_else(|e| panic!("{file}: {e}"));
    on_a_deep_stack(|| {
        let rhai = Oracle::new().evaluate(&source);
        report(file, &source, &rhai, &ours_or_panic(&source))
    })
}
