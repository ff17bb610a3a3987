//! Moodle's CodeRunner: the one object that a combinator template grader prints, and that of a grader of one test.

use super::html::escaped;
use super::{plain, seen, words};
use crate::grade::assignment::Visible;
use crate::grade::mark::SYNTAX;
use crate::grade::points::Points;
use crate::grade::results::{CheckResult, Submission, Verdict, file};
use crate::messages::{Language, message, visible};
use serde_json::{Value, json};

/// Text in one of the fields of HTML, in bytes; all together stay below 200 kB.
const LONGEST: usize = 40_000;

/// What a combinator grader prints: only keys that it may have.
pub fn combinator(submission: Option<&Submission>, language: Language) -> String {
    let say = |message: crate::messages::Message| message.in_language(language);
    let Some(submission) = submission else {
        let text = escaped(&say(message!("marks-not-marked")));
        return format!(
            "{}\n",
            json!({ "fraction": 0.0, "prologuehtml": format!("<p>{text}</p>") })
        );
    };
    let checks: Vec<CheckResult> = submission.checks.iter().map(seen).collect();
    let heading = json!([
        "iscorrect",
        say(message!("marks-heading-check")),
        say(message!("marks-heading-result")),
        say(message!("marks-heading-points")),
        "ishidden"
    ]);
    let row = |check: &CheckResult| {
        let hidden = check.visible == Visible::Never;
        json!([
            is_good(check),
            visible(check.title.in_language(language)),
            result(check, language),
            words::points(check, language),
            hidden,
        ])
    };
    let shown = |check: &&CheckResult| check.id != SYNTAX || check.verdict != Verdict::Pass;
    let rows: Vec<Value> = [heading]
        .into_iter()
        .chain(checks.iter().filter(shown).map(row))
        .collect();
    let first = checks.iter().find(|check| check.counterexample.is_some());
    let hints: Vec<String> = checks
        .iter()
        .map(|check| plain::hint(check, language))
        .filter(|hint| !hint.is_empty())
        .collect();
    let hints = hints
        .iter()
        .map(|hint| format!("<li>{}</li>", escaped(&cut(hint)).replace('\n', "<br>")));
    let hidden = submission
        .checks
        .iter()
        .filter(|check| check.visible == Visible::Never && !is_good(check));
    let hidden = hidden.map(|check| block(check, language));
    let value = json!({
        "fraction": fraction(submission.points, submission.total),
        "prologuehtml": first.map_or_else(String::new, |check| block(check, language)),
        "testresults": rows,
        "columnformats": ["%s", "%s", "%s"],
        "epiloguehtml": listed(hints.collect()),
        "instructorhtml": hidden.collect::<String>(),
    });
    file::plain(&format!("{value}\n"))
}

/// What the grader of one test prints.
pub fn row(submission: Option<&Submission>, language: Language) -> String {
    let Some(submission) = submission else {
        let got = message!("marks-not-marked").in_language(language);
        return format!("{}\n", json!({ "fraction": 0.0, "got": got }));
    };
    let checks: Vec<CheckResult> = submission.checks.iter().map(seen).collect();
    let wrong = checks.iter().filter(|check| !is_good(check));
    let got: Vec<String> = wrong
        .map(|check| plain::whole(check, language))
        .filter(|text| !text.is_empty())
        .collect();
    let got = match got.is_empty() {
        true => message!("marks-passed").in_language(language),
        false => cut(&got.join("\n\n")),
    };
    format!(
        "{}\n",
        json!({ "fraction": fraction(submission.points, submission.total), "got": got })
    )
}

fn is_good(check: &CheckResult) -> bool {
    matches!(check.verdict, Verdict::Pass | Verdict::Inconclusive)
}

fn result(check: &CheckResult, language: Language) -> String {
    match check.verdict {
        Verdict::Pass => message!("marks-passed").in_language(language),
        _ => plain::sentence(check, language),
    }
}

/// From 0 to 1.
fn fraction(points: Points, total: Points) -> f64 {
    match total.0 {
        0 => 1.0,
        total => (points.0 as f64 / total as f64).clamp(0.0, 1.0),
    }
}

fn block(check: &CheckResult, language: Language) -> String {
    let title = escaped(&visible(check.title.in_language(language)));
    let body = escaped(&cut(&plain::body(check, language)));
    format!("<h4>{title}</h4><pre>{body}</pre>")
}

fn listed(items: Vec<String>) -> String {
    match items.is_empty() {
        true => String::new(),
        false => format!("<ul>{}</ul>", items.concat()),
    }
}

fn cut(text: &str) -> String {
    let end = (0..=LONGEST.min(text.len()))
        .rev()
        .find(|end| text.is_char_boundary(*end));
    match end.unwrap_or_default() {
        end if end < text.len() => format!("{}…", &text[..end]),
        _ => text.to_string(),
    }
}
