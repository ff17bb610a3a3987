//! What we write for other programs, against what is publicly known of their forms: `schemas/` says of each where it is written. JUnit's is
//! the table below, from the XSD of Ant's JUnit reports (windyroad/JUnit-Schema, `JUnit.xsd`), with `skipped` counted as Jenkins and GitLab do.

use super::formats::{look, results, text};
use crate::trace::schema::faults;
use regex::Regex;
use sandbox::grade::results::Results;
use sandbox::grade::results::formats::{Format, rendered};
use sandbox::messages::Language;
use serde_json::Value;

/// JSON forms, and the schema of each.
const SCHEMAS: [(Format, &str); 6] = [
    (Format::Exercism, include_str!("schemas/exercism.v3.json")),
    (Format::Gradescope, include_str!("schemas/gradescope.json")),
    (Format::CodeRunner, include_str!("schemas/coderunner.json")),
    (
        Format::CodeRunnerRow,
        include_str!("schemas/coderunner-row.json"),
    ),
    (
        Format::PrairieLearn,
        include_str!("schemas/prairielearn.json"),
    ),
    (Format::Check50, include_str!("schemas/check50.json")),
];

/// In both languages, of a class and before anything is marked.
fn documents(format: Format) -> Vec<String> {
    let nothing = Results {
        submissions: Vec::new(),
        left: 1,
        ..results()
    };
    let mut documents = vec![text(format)];
    for language in [Language::English, Language::French] {
        for results in [&results(), &nothing] {
            documents.push(rendered(format, results, look(language), &[]));
        }
    }
    documents
}

#[test]
fn json_forms_are_as_they_are_published() {
    for (format, schema) in SCHEMAS {
        let schema: Value = serde_json::from_str(schema).expect("a schema");
        for document in documents(format) {
            let value: Value = serde_json::from_str(&document).expect("JSON");
            let wrong = faults(&schema, &value);
            assert!(
                wrong.is_empty(),
                "{}: {wrong:#?}\n{document}",
                format.name()
            );
            lengths(format, &value, &document);
        }
    }
}

/// What a schema of ours cannot say.
fn lengths(format: Format, value: &Value, document: &str) {
    let tests = value["tests"].as_array().cloned().unwrap_or_default();
    let longest = |name: &str| {
        let texts = tests.iter().filter_map(|test| test[name].as_str());
        texts
            .map(|text| text.chars().count())
            .max()
            .unwrap_or_default()
    };
    match format {
        Format::Exercism => assert!(longest("output") <= 500 && longest("message") <= 65_535),
        Format::PrairieLearn => {
            assert!(
                value["score"].as_f64().is_some_and(|score| score <= 1.0)
                    && document.len() <= 1 << 20
            );
        }
        Format::CodeRunner | Format::CodeRunnerRow => {
            assert!(
                value["fraction"]
                    .as_f64()
                    .is_some_and(|fraction| fraction <= 1.0)
            );
        }
        _ => {}
    }
}

/// An element of JUnit: its parent, the attributes that it must have, and those that it may.
const ELEMENTS: [(&str, &str, &[&str], &[&str]); 6] = [
    (
        "testsuites",
        "",
        &[],
        &[
            "name",
            "tests",
            "failures",
            "errors",
            "skipped",
            "time",
            "uuid",
            "timestamp",
        ],
    ),
    (
        "testsuite",
        "testsuites",
        &["name", "tests", "failures", "errors"],
        &[
            "skipped",
            "disabled",
            "time",
            "timestamp",
            "hostname",
            "id",
            "package",
        ],
    ),
    (
        "testcase",
        "testsuite",
        &["name", "classname"],
        &["time", "assertions"],
    ),
    ("skipped", "testcase", &[], &["message", "type"]),
    ("error", "testcase", &["type"], &["message"]),
    ("failure", "testcase", &["type"], &["message"]),
];

#[test]
fn junit_is_as_its_schema_says() {
    let tag = Regex::new(r#"<(/?)([A-Za-z-]+)((?:\s+[A-Za-z-]+="[^"<]*")*)\s*(/?)>"#)
        .expect("it compiles");
    let attribute = Regex::new(r#"([A-Za-z-]+)="([^"]*)""#).expect("it compiles");
    let entity = Regex::new(r"&(?:amp|lt|gt|quot|apos|#x?[0-9A-Fa-f]+);").expect("it compiles");
    for document in documents(Format::Junit) {
        let body = document
            .strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
            .expect("it says what it is");
        // Outside of tags no character that would begin one, and of C0 what XML allows.
        let rest = entity
            .replace_all(&tag.replace_all(body, ""), "")
            .into_owned();
        assert!(!rest.contains(['<', '&']), "{rest}");
        assert!(
            body.chars()
                .all(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r'))
        );
        let mut open: Vec<&str> = Vec::new();
        let mut counted: Vec<[u64; 4]> = Vec::new();
        for found in tag.captures_iter(body) {
            let name = found.get(2).expect("a name").as_str();
            if &found[1] == "/" {
                assert_eq!(open.pop(), Some(name), "{document}");
                continue;
            }
            let (_, parent, needed, allowed) = ELEMENTS
                .iter()
                .find(|(known, ..)| *known == name)
                .unwrap_or_else(|| panic!("<{name}> is unknown"));
            assert_eq!(
                open.last().copied().unwrap_or_default(),
                *parent,
                "{document}"
            );
            let attributes: Vec<(&str, &str)> = attribute
                .captures_iter(found.get(3).expect("attributes").as_str())
                .map(|found| {
                    let [name, value] =
                        [1, 2].map(|place| found.get(place).expect("it is there").as_str());
                    (name, value)
                })
                .collect();
            let has = |name: &&&str| attributes.iter().any(|(other, _)| other == *name);
            assert!(
                needed.iter().all(|name| has(&name)),
                "<{name}>: {attributes:?}"
            );
            assert!(
                attributes
                    .iter()
                    .all(|(name, _)| needed.contains(name) || allowed.contains(name)),
                "<{name}>: {attributes:?}"
            );
            let number = |name: &str| {
                attributes
                    .iter()
                    .find(|(other, _)| *other == name)
                    .and_then(|(_, value)| value.parse().ok())
                    .unwrap_or_default()
            };
            match (name, counted.last_mut()) {
                ("testsuite", _) => {
                    counted.push(["tests", "failures", "errors", "skipped"].map(number))
                }
                ("testcase", Some([tests, ..])) => *tests -= 1,
                ("failure", Some([_, failures, ..])) => *failures -= 1,
                ("error", Some([_, _, errors, _])) => *errors -= 1,
                ("skipped", Some([.., skipped])) => *skipped -= 1,
                _ => {}
            }
            if &found[4] != "/" {
                open.push(name);
            }
        }
        assert_eq!(open, [""; 0], "{document}");
        assert!(
            counted.iter().all(|left| *left == [0; 4]),
            "{counted:?}\n{document}"
        );
    }
}
