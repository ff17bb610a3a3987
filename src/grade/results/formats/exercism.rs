//! Exercism's `results.json`, version 3.

use super::{json_text, plain, seen, words};
use crate::grade::mark::SYNTAX;
use crate::grade::results::{CheckResult, Submission, Verdict};
use crate::messages::{Language, message, visible, visible_lines};
use serde_json::{Value, json};

/// An output may be so long, in characters, with the sentence that says that it was cut.
const LONGEST: usize = 500;

pub fn exercism(submission: Option<&Submission>, language: Language) -> String {
    let checks: Vec<CheckResult> = submission.map_or_else(Vec::new, |submission| {
        submission.checks.iter().map(seen).collect()
    });
    let syntax = checks
        .iter()
        .find(|check| check.id == SYNTAX && check.verdict == Verdict::Error);
    let value = match (submission, syntax) {
        (None, _) => {
            json!({ "version": 3, "status": "error", "message": message!("marks-not-marked").in_language(language), "tests": [] })
        }
        (_, Some(syntax)) => {
            json!({ "version": 3, "status": "error", "message": plain::whole(syntax, language), "tests": [] })
        }
        (Some(_), None) => {
            let counted: Vec<&CheckResult> =
                checks.iter().filter(|check| check.id != SYNTAX).collect();
            let is_good = counted
                .iter()
                .all(|check| check.max.0 == 0 || passed(check));
            json!({
                "version": 3,
                "status": if is_good { "pass" } else { "fail" },
                "message": null,
                "tests": counted.iter().map(|check| test(check, language)).collect::<Vec<_>>(),
            })
        }
    };
    json_text(&value)
}

fn passed(check: &CheckResult) -> bool {
    matches!(check.verdict, Verdict::Pass | Verdict::Inconclusive)
}

fn test(check: &CheckResult, language: Language) -> Value {
    let status = match check.verdict {
        Verdict::Pass | Verdict::Inconclusive => "pass",
        Verdict::Fail | Verdict::Skipped => "fail",
        Verdict::Error => "error",
    };
    let message = plain::whole(check, language);
    let output = check
        .output
        .as_ref()
        .map(|output| limited(&visible_lines(&output.stdout), language));
    json!({
        "name": visible(check.title.in_language(language)),
        "status": status,
        "message": (!passed(check)).then_some(message),
        "output": output.filter(|output| !output.is_empty()),
        "test_code": check.replay.as_deref().map_or_else(|| words::points(check, language), visible),
    })
}

fn limited(text: &str, language: Language) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_string();
    }
    let told = format!("\n{}", message!("marks-output-cut").in_language(language));
    let kept = LONGEST - told.chars().count();
    text.chars().take(kept).collect::<String>() + told.as_str()
}
