//! Small forms for platforms: Gradescope, Classroom 50, PrairieLearn, check50.

use super::{Look, json_text, plain, seen, words};
use crate::grade::assignment::Visible;
use crate::grade::mark::SYNTAX;
use crate::grade::points::Points;
use crate::grade::reason::Reason;
use crate::grade::results::{CheckResult, Results, Status, Submission, Verdict};
use crate::messages::{Language, message, visible};
use serde_json::{Value, json};

fn is_good(check: &CheckResult) -> bool {
    matches!(check.verdict, Verdict::Pass | Verdict::Inconclusive)
}

/// The checks that are told: the one that is always there only when it says why there are no others.
fn told(submission: &Submission) -> impl Iterator<Item = &CheckResult> {
    submission
        .checks
        .iter()
        .filter(|check| check.id != SYNTAX || !is_good(check))
}

/// Text in a fence that nothing in it closes.
fn fenced(text: &str) -> String {
    let longest = text
        .split(|letter| letter != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{text}\n{fence}")
}

/// Gradescope's `results.json`.
pub fn gradescope(submission: Option<&Submission>, language: Language) -> String {
    let Some(submission) = submission else {
        let output = message!("marks-not-marked").in_language(language);
        return json_text(&json!({ "score": 0, "output": output, "tests": [] }));
    };
    let test = |check: &CheckResult| {
        let visibility = match check.visible {
            Visible::Always => "visible",
            Visible::Later => "after_due_date",
            Visible::Never => "hidden",
        };
        let text = plain::whole(check, language);
        json!({
            "name": visible(check.title.in_language(language)),
            "score": check.points,
            "max_score": check.max,
            "status": if is_good(check) { "passed" } else { "failed" },
            "output": if text.is_empty() { String::new() } else { fenced(&text) },
            "output_format": "md",
            "visibility": visibility,
        })
    };
    let output = words::status(submission.status).map(|said| said.in_language(language));
    json_text(&json!({
        "score": submission.note,
        "output": output.unwrap_or_default(),
        "tests": told(submission).map(test).collect::<Vec<_>>(),
    }))
}

/// Classroom 50 takes whole numbers: hundredths where points are none.
fn whole(points: Points, factor: i64) -> i64 {
    Points(points.0 * factor).rounded(Points::ONE).0 / 1000
}

/// `classroom50/result/v1`; who and what is in the environment of its runner.
#[expect(
    clippy::disallowed_methods,
    reason = "the date of marking, whatever time submissions have"
)]
pub fn classroom50(submission: Option<&Submission>, look: Look) -> String {
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let checks: Vec<CheckResult> =
        submission.map_or_else(Vec::new, |submission| told(submission).map(seen).collect());
    let is_whole = checks
        .iter()
        .all(|check| check.points.0 % 1000 == 0 && check.max.0 % 1000 == 0);
    let factor = if is_whole { 1 } else { 100 };
    let test = |check: &CheckResult| {
        json!({
            "test-name": format!("{}: {}", check.id, visible(check.title.in_language(look.language))),
            "passed": is_good(check),
            "score": whole(check.points, factor),
            "max-score": whole(check.max, factor),
        })
    };
    let sum = |of: fn(&CheckResult) -> Points| {
        checks
            .iter()
            .map(|check| whole(of(check), factor))
            .sum::<i64>()
    };
    let review = Some(variable("REVIEW_URL")).filter(|url| !url.is_empty());
    let mut value = json!({
        "schema": "classroom50/result/v1",
        "classroom": variable("CLASSROOM"),
        "assignment": variable("ASSIGNMENT"),
        "submission": variable("SUBMISSION_TAG"),
        "commit": variable("COMMIT_URL"),
        "release": variable("RELEASE_URL"),
        "review": review.unwrap_or_else(|| variable("COMMIT_URL")),
        "score": sum(|check| check.points).max(0),
        "max-score": sum(|check| check.max),
        "tests": checks.iter().map(test).collect::<Vec<_>>(),
    });
    let user = variable("USERNAME");
    if let Value::Object(map) = &mut value {
        if !user.is_empty() {
            map.insert("owner".to_string(), user.into());
        }
        if !look.stable {
            let now = chrono::Utc::now().format("%Y-%m-%dT%H:%M:%SZ");
            map.insert("datetime".to_string(), now.to_string().into());
        }
    }
    json_text(&value)
}

/// What a student reads on the page of the release.
pub fn release_body(results: &Results, look: Look) -> String {
    let Some(submission) = results.submissions.first() else {
        return String::new();
    };
    let language = look.language;
    let mark = message!(
        "marks-mark",
        note = words::number(submission.note, language),
        of = words::number(results.assignment.out_of, language)
    );
    let mut text = format!("**{}**\n\n", mark.in_language(language));
    for check in told(submission).map(seen) {
        let title = visible(check.title.in_language(language));
        text += &format!(
            "- {} {} {title}\n",
            words::sign(&check),
            words::points(&check, language)
        );
        let body = plain::whole(&check, language);
        if !body.is_empty() {
            let block = fenced(&body).replace('\n', "\n  ");
            text += &format!("\n  {block}\n\n");
        }
    }
    text
}

/// PrairieLearn's `results.json`.
pub fn prairielearn(submission: Option<&Submission>, language: Language) -> String {
    let Some(submission) = submission else {
        let output = message!("marks-not-marked").in_language(language);
        return json_text(
            &json!({ "gradable": false, "score": 0, "message": output, "tests": [] }),
        );
    };
    let has_crashed = submission
        .checks
        .iter()
        .any(|check| check.reason == Some(Reason::Crash));
    let test = |check: CheckResult| {
        json!({
            "name": visible(&check.id),
            "description": visible(check.title.in_language(language)),
            "points": check.points,
            "max_points": check.max,
            "message": plain::sentence(&check, language),
            "output": plain::whole(&check, language),
        })
    };
    let score = match submission.total.0 {
        0 => 1.0,
        total => (submission.points.0 as f64 / total as f64).clamp(0.0, 1.0),
    };
    let message = words::status(submission.status).map(|said| said.in_language(language));
    json_text(&json!({
        "gradable": submission.status != Status::Empty && !has_crashed,
        "score": score,
        "message": message.unwrap_or_default(),
        "tests": told(submission).map(seen).map(test).collect::<Vec<_>>(),
    }))
}

/// What `check50 --output json` prints.
pub fn check50(results: &Results, language: Language) -> String {
    let checks = results
        .submissions
        .first()
        .map_or(&[][..], |submission| &submission.checks[..]);
    let result = |check: CheckResult| {
        let passed = match check.verdict {
            Verdict::Pass | Verdict::Inconclusive => json!(true),
            Verdict::Fail | Verdict::Error => json!(false),
            Verdict::Skipped => Value::Null,
        };
        let cause = json!({ "rationale": plain::body(&check, language), "help": plain::hint(&check, language) });
        json!({
            "name": visible(&check.id),
            "description": visible(check.title.in_language(language)),
            "passed": passed,
            "log": [],
            "cause": if passed == json!(true) { Value::Null } else { cause },
            "data": {},
            "dependency": null,
        })
    };
    json_text(&json!({
        "slug": visible(&results.assignment.id),
        "results": checks.iter().map(seen).map(result).collect::<Vec<_>>(),
        "version": results.tool.version,
    }))
}
