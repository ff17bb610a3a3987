//! The collection of mistakes: `tests/cases/mistakes.txt` holds scripts as beginners type them, the words that the answer must have in both
//! languages, and what follows from typing it: the mended script and what that prints. With the library, as `run` and `check` answer.
//!
//! ```text
//! === name            let i = 0; i++;            the script
//! --- says: i += 1 | …                           in both languages
//! --- keeps: i -= 1 | …                          to itself: what would mean something else
//! --- then: let i = 0; i += 1; print(i);         the script as the answer has it
//! --- prints: 1
//! ```

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sandbox::check::warnings;
use sandbox::cli::names;
use sandbox::diagnostics::render::{Options, render};
use sandbox::library::LIBRARY;
use sandbox::messages::Language;
use sandbox::objects::error::Source;
use sandbox::session::{Evaluation, Limits, Runtime, evaluate};

struct Case {
    name: String,
    script: String,
    says: Vec<String>,
    keeps: Vec<String>,
    then: Option<String>,
    prints: Option<String>,
}

fn cases() -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/mistakes.txt");
    let text = std::fs::read_to_string(path).expect("the collection can be read");
    let mut cases = Vec::new();
    for part in text.split("\n=== ").skip(1) {
        let (name, rest) = part.split_once('\n').expect("a case has a script");
        let mut case = Case {
            name: name.to_string(),
            script: String::new(),
            says: Vec::new(),
            keeps: Vec::new(),
            then: None,
            prints: None,
        };
        for line in rest.trim_end().lines() {
            let field = line
                .strip_prefix("--- ")
                .and_then(|line| line.split_once(": "));
            match field {
                Some(("says", words)) => {
                    case.says = words.split(" | ").map(str::to_string).collect()
                }
                Some(("keeps", words)) => {
                    case.keeps = words.split(" | ").map(str::to_string).collect()
                }
                Some(("then", script)) => case.then = Some(script.replace("\\n", "\n")),
                Some(("prints", output)) => case.prints = Some(output.replace("\\n", "\n")),
                Some((other, _)) => panic!("{name}: what is `{other}`?"),
                None => case.script.push_str(&format!("{line}\n")),
            }
        }
        cases.push(case);
    }
    cases
}

fn evaluated(script: &str) -> Evaluation {
    let limits = Limits {
        time: Some(Duration::from_secs(20)),
        ..Limits::default()
    };
    evaluate(script, Runtime::Controlled { seed: 1 }, limits, LIBRARY)
}

/// What is said of a script: the error of its run, else the warnings of `check`.
fn answer(script: &str, language: Language) -> String {
    let options = Options {
        language,
        names,
        ..Options::default()
    };
    let ended = evaluated(script);
    if let Err(error) = ended.result {
        return render(&error, &options);
    }
    let source = Arc::new(Source {
        name: "exercice.rhai".to_string(),
        text: script.to_string(),
    });
    let mut said = ended.errors;
    for found in warnings(&source, names()) {
        let _ = writeln!(
            said,
            "{}\n{}",
            found.title.in_language(language),
            found.hint.in_language(language)
        );
    }
    said
}

#[test]
fn every_mistake_gets_its_answer_in_both_languages() {
    let mut objections = String::new();
    for case in cases() {
        for language in [Language::English, Language::French] {
            let said = answer(&case.script, language);
            for words in case.says.iter().filter(|words| !said.contains(*words)) {
                let _ = writeln!(
                    objections,
                    "{} ({language:?}): no `{words}` in\n{said}",
                    case.name
                );
            }
            for words in case.keeps.iter().filter(|words| said.contains(*words)) {
                let _ = writeln!(
                    objections,
                    "{} ({language:?}): `{words}` in\n{said}",
                    case.name
                );
            }
        }
        assert!(!case.says.is_empty(), "{}: what must it say?", case.name);
    }
    assert!(objections.is_empty(), "{objections}");
}

#[test]
fn what_the_answers_say_to_type_does_what_was_meant() {
    let mut objections = String::new();
    for case in cases() {
        let (Some(then), Some(prints)) = (case.then, case.prints) else {
            continue;
        };
        let ended = evaluated(&then);
        let failed = ended
            .result
            .err()
            .map(|error| render(&error, &Options::default()));
        if failed.is_some() || ended.output.trim_end() != prints.trim_end() {
            let _ = writeln!(
                objections,
                "{}: {then}\nprints {:?}\n{}",
                case.name,
                ended.output,
                failed.unwrap_or_default()
            );
        }
        // What is to be typed stands in the mended script.
        let code = case
            .says
            .iter()
            .filter(|words| words.contains(['(', '=', '{', '[']) && !words.contains('…'));
        for code in code.filter(|code| !then.contains(*code)) {
            let _ = writeln!(objections, "{}: `{code}` is not what was typed", case.name);
        }
    }
    assert!(objections.is_empty(), "{objections}");
}

#[test]
fn the_collection_is_large_enough() {
    let hints = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostics/hints/cases.txt"),
    );
    let hints = hints
        .expect("the cases can be read")
        .matches("=== ")
        .count();
    let all = cases().len() + hints;
    assert!(all >= 300, "only {all} mistakes");
}
