//! A page for one submission: marks, checks with their counterexamples, the program with the lines that were named. It runs nothing and
//! loads nothing.

use super::words::{self, number};
use super::{plain, seen};
use crate::grade::points::Points;
use crate::grade::results::{CheckResult, Submission, Verdict};
use crate::grade::submission::HandIn;
use crate::messages::{Language, message, visible, visible_lines};
use std::collections::{BTreeMap, BTreeSet};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}\
h1{font-size:1.4rem}h2{font-size:1.1rem;margin:1.6rem 0 .2rem}.mark{font-size:1.6rem;font-weight:600}\
pre{background:#f4f4f2;padding:.6rem .8rem;overflow-x:auto;font:13px/1.45 ui-monospace,monospace;border-radius:4px}\
.pass{color:#176b2c}.fail,.error{color:#a3160f}.skipped,.inconclusive{color:#555}.hint{border-left:3px solid #c9a227;padding-left:.7rem}\
.quiet{color:#555;font-size:.9rem}ol.source{background:#f4f4f2;font:13px/1.45 ui-monospace,monospace;padding:.6rem 0 .6rem 3.6rem;overflow-x:auto}\
ol.source li{white-space:pre}ol.source li.named{background:#fbe3e1}@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}\
pre,ol.source{background:#242424}.pass{color:#6fce86}.fail,.error{color:#ff8f87}.skipped,.inconclusive,.quiet{color:#aaa}ol.source li.named{background:#54231f}}";

/// Text that is only text.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// The page, for its student.
pub fn page(
    submission: &Submission,
    title: &str,
    out_of: Points,
    hand_in: Option<&HandIn>,
    language: Language,
) -> String {
    let say = |message: crate::messages::Message| escaped(&message.in_language(language));
    let checks: Vec<CheckResult> = submission.checks.iter().map(seen).collect();
    let mut body = format!("<h1>{}</h1>\n", escaped(&visible(title)));
    if !submission.student.is_empty() {
        body += &format!("<p>{}</p>\n", escaped(&visible(&submission.student)));
    }
    let mark = message!(
        "marks-mark",
        note = number(submission.note, language),
        of = number(out_of, language)
    );
    body += &format!("<p class=\"mark\">{}</p>\n", say(mark));
    if let Some(said) = words::status(submission.status) {
        body += &format!("<p>{}</p>\n", say(said));
    }
    for check in checks
        .iter()
        .filter(|check| check.verdict != Verdict::Pass || check.max > Points(0))
    {
        body += &section(check, language);
    }
    for file in submission
        .files
        .iter()
        .filter(|file| file.encoding != "utf-8" && file.encoding != "binary")
    {
        let (file, encoding) = (visible(&file.name), visible(&file.encoding));
        body += &format!(
            "<p class=\"quiet\">{}</p>\n",
            say(message!("marks-encoding", file, encoding))
        );
    }
    for said in words::files(submission) {
        body += &format!("<p class=\"quiet\">{}</p>\n", say(said));
    }
    if let Some(hand_in) = hand_in {
        body += &sources(hand_in, &checks);
    }
    let code = language.code();
    let title = escaped(&visible(title));
    format!(
        "<!doctype html>\n<html lang=\"{code}\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style></head>\n<body>\n{body}</body></html>\n"
    )
}

fn section(check: &CheckResult, language: Language) -> String {
    let class = match check.verdict {
        Verdict::Pass => "pass",
        Verdict::Fail => "fail",
        Verdict::Error => "error",
        Verdict::Skipped => "skipped",
        Verdict::Inconclusive => "inconclusive",
    };
    let title = escaped(&visible(check.title.in_language(language)));
    let points = escaped(&words::points(check, language));
    let mut text = format!(
        "<h2><span class=\"{class}\">{}</span> {title} <span class=\"quiet\">{points}</span></h2>\n",
        words::sign(check)
    );
    let sentence = plain::sentence(check, language);
    if !sentence.is_empty() {
        text += &format!("<p>{}</p>\n", escaped(&sentence));
    }
    if let Some(example) = &check.counterexample {
        let drawn = words::drawn(example, language);
        if !drawn.is_empty() {
            text += &format!("<pre>{}</pre>\n", escaped(&drawn));
        }
        let found = words::found(example, check.evidence).in_language(language);
        text += &format!("<p class=\"quiet\">{}</p>\n", escaped(&found));
    } else if let Some(evidence) = check.evidence {
        text += &format!(
            "<p class=\"quiet\">{}</p>\n",
            escaped(&words::evidence(evidence).in_language(language))
        );
    }
    if let Some(replay) = &check.replay {
        let replay = message!("marks-replay", command = visible(replay)).in_language(language);
        text += &format!("<p><code>{}</code></p>\n", escaped(&replay));
    }
    let hint = plain::hint(check, language);
    if !hint.is_empty() {
        text += &format!(
            "<p class=\"hint\">{}</p>\n",
            escaped(&hint).replace('\n', "<br>")
        );
    }
    if let Some(output) = check
        .output
        .as_ref()
        .filter(|output| !output.stdout.is_empty())
    {
        let name = message!("marks-heading-output").in_language(language);
        text += &format!(
            "<details><summary>{}</summary><pre>{}</pre></details>\n",
            escaped(&name),
            escaped(&visible_lines(&output.stdout))
        );
    }
    text
}

/// The scripts, with the lines that checks named.
fn sources(hand_in: &HandIn, checks: &[CheckResult]) -> String {
    let mut named: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for place in checks.iter().filter_map(|check| check.place.as_ref()) {
        named.entry(&place.file).or_default().insert(place.line);
    }
    let mut text = String::new();
    for (name, script) in &hand_in.scripts {
        let lines = script.lines().zip(1..).map(|(line, number)| {
            let is_named = named
                .get(name.as_str())
                .is_some_and(|lines| lines.contains(&number));
            let class = if is_named { " class=\"named\"" } else { "" };
            format!("<li{class}>{}</li>\n", escaped(&visible_lines(line)))
        });
        let lines: String = lines.collect();
        text += &format!(
            "<h2>{}</h2>\n<ol class=\"source\">\n{lines}</ol>\n",
            escaped(&visible(name))
        );
    }
    text
}
