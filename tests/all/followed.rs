//! Every hint of every mistake in the collections is followed: what it says to type is put where it says, and the mistake must be gone. What the
//! mended script then prints is told beside the mistakes themselves (`mistakes`).

use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::Range;
use std::path::Path;
use std::time::Duration;

use sandbox::cli::names;
use sandbox::diagnostics::hints::{Problem, advise, hints};
use sandbox::diagnostics::render::{Options, render};
use sandbox::lang::{Scan, offset_of};
use sandbox::library::LIBRARY;
use sandbox::messages::Language;
use sandbox::objects::error::Error;
use sandbox::session::{Limits, Runtime, evaluate};

/// The scripts of both collections, by the names of their cases.
fn scripts() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (path, end) in [
        ("tests/cases/mistakes.txt", "\n--- says"),
        ("src/diagnostics/hints/cases.txt", "\n--- en"),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let text = std::fs::read_to_string(path).expect("the collection can be read");
        for case in format!("\n{text}").split("\n=== ").skip(1) {
            let (name, rest) = case.split_once('\n').expect("a case has a script");
            let script = rest.split(end).next().unwrap_or(rest);
            all.push((name.to_string(), format!("{}\n", script.trim_end())));
        }
    }
    all
}

fn error(script: &str) -> Option<Error> {
    let limits = Limits {
        time: Some(Duration::from_secs(20)),
        ..Limits::default()
    };
    evaluate(script, Runtime::Controlled { seed: 1 }, limits, LIBRARY)
        .result
        .err()
}

/// The hint of an error: its row, what it says to type, and the bytes that it speaks of.
fn hint(error: &Error, script: &str) -> Option<(&'static str, Vec<String>, Range<usize>)> {
    let problem = match (error.as_language(), error.as_raised()) {
        (Some(kind), _) => Problem::from(kind),
        (_, Some(raised)) => Problem::Raised(&raised.message),
        _ => return None,
    };
    let offset = offset_of(script, error.body().at).unwrap_or(script.len());
    let scan = Scan::new(script);
    let advice = advise(problem, script, &scan, offset, names(), Language::English)?;
    let place = advice.at.unwrap_or(offset..offset);
    let said = advice.text.split("type `").skip(1);
    // Texts between backticks are said without marks around them.
    let codes = said.filter_map(|rest| Some(rest.split('`').next()?.to_string()));
    Some((
        advice.id,
        codes.filter(|code| !code.is_empty()).collect(),
        place,
    ))
}

/// The script with the code in every place on the line that holds what the hint speaks of.
fn followed(script: &str, code: &str, place: &Range<usize>) -> BTreeSet<String> {
    let scan = Scan::new(script);
    let line_start = script[..place.start].rfind('\n').map_or(0, |end| end + 1);
    let line_end = script[place.end..]
        .find('\n')
        .map_or(script.len(), |length| place.end + length);
    let tokens: Vec<Range<usize>> = scan
        .tokens
        .iter()
        .map(|token| token.range.clone())
        .filter(|range| (line_start..line_end.max(line_start + 1)).contains(&range.start))
        .collect();
    let starts = tokens
        .iter()
        .map(|token| token.start)
        .filter(|start| *start <= place.start);
    let starts: Vec<usize> = starts.chain([place.start]).collect();
    let ends = tokens
        .iter()
        .map(|token| token.end)
        .filter(|end| *end >= place.end);
    // What is meant may stand in what the parser takes for a comment.
    let is_end = |end: &usize| {
        let letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        script.is_char_boundary(*end)
            && letter(script[..*end].chars().next_back())
            && !letter(script[*end..].chars().next())
    };
    let words = (place.end..line_end).filter(is_end);
    let ends: Vec<usize> = ends.chain([place.end]).chain(words).collect();
    // Parts left open are for the reader to fill.
    let code = code.replace('…', "0");
    let mut all = BTreeSet::new();
    for start in &starts {
        for end in ends.iter().filter(|end| *end >= start) {
            let text = format!("{}{code}{}", &script[..*start], &script[*end..]);
            // A block that the code begins is closed by whoever types it.
            all.insert(format!("{text}\n}}"));
            all.insert(format!("{}{code} }}{}", &script[..*start], &script[*end..]));
            all.insert(text);
        }
    }
    all
}

/// Is the mistake gone: no error, one further down, or another one?
fn is_gone(before: &Error, script: &str, after: &str) -> bool {
    let Some(now) = error(after) else {
        return true;
    };
    match (before.is_syntax(), now.is_syntax()) {
        (true, true) => {
            let left = |text: &str, error: &Error| {
                text.len() - offset_of(text, error.body().at).unwrap_or(text.len())
            };
            left(after, &now) < left(script, before)
        }
        (true, false) => true,
        (false, true) => false,
        (false, false) => title(&now) != title(before),
    }
}

fn title(error: &Error) -> String {
    let text = render(error, &Options::default());
    text.lines().next().unwrap_or_default().to_string()
}

#[test]
fn what_every_hint_says_to_type_makes_the_mistake_go() {
    let mut objections = String::new();
    let mut rows = BTreeSet::new();
    for (name, script) in scripts() {
        let Some(error) = error(&script) else {
            continue;
        };
        let Some((id, codes, place)) = hint(&error, &script) else {
            continue;
        };
        rows.insert(id);
        if codes.is_empty() {
            continue;
        }
        let helps = codes.iter().any(|code| {
            followed(&script, code, &place)
                .iter()
                .any(|after| is_gone(&error, &script, after))
        });
        if !helps {
            let _ = writeln!(
                objections,
                "{name} ({id}): {codes:?} does not mend\n{script}"
            );
        }
    }
    assert!(objections.is_empty(), "{objections}");
    // All but those whose errors the library gives a hint of its own.
    let all = hints().count();
    assert!(
        rows.len() * 10 >= all * 9,
        "{} rows of {all} are followed",
        rows.len()
    );
}
