//! Results for people at a terminal: each check of one submission; of a class a line a student and what went wrong most.

use super::words::{self, number};
use super::{Look, plain};
use crate::catalogue::Role;
use crate::grade::mark::SYNTAX;
use crate::grade::points::Points;
use crate::grade::results::{CheckResult, Results, Submission, Verdict};
use crate::messages::{Language, message, visible, visible_lines};
use std::collections::BTreeMap;

/// Reasons of a class that are told.
const MOST_REASONS: usize = 8;

/// Everything: of one submission its checks, of several a table.
pub fn terminal(results: &Results, style: Look) -> String {
    match &results.submissions[..] {
        [one] => submission(one, results.assignment.out_of, style),
        _ => class(results, style),
    }
}

/// One submission as its student reads it.
pub fn submission(submission: &Submission, out_of: Points, style: Look) -> String {
    let say = |message: crate::messages::Message| message.in_language(style.language);
    let mut text = String::new();
    for check in &submission.checks {
        text += &checked(check, submission, style);
    }
    text.push('\n');
    for file in submission
        .files
        .iter()
        .filter(|file| file.encoding != "utf-8" && file.encoding != "binary")
    {
        let (name, encoding) = (visible(&file.name), visible(&file.encoding));
        text += &format!(
            "{}\n",
            say(message!("marks-encoding", file = name, encoding))
        );
    }
    for said in words::files(submission) {
        text += &format!("{}\n", say(said));
    }
    let mark = say(message!(
        "marks-mark",
        note = number(submission.note, style.language),
        of = number(out_of, style.language)
    ));
    text += &style.paint.role(Role::Title, &mark);
    if let Some(said) = words::status(submission.status) {
        text += &format!(" — {}", say(said));
    }
    text.push('\n');
    text
}

fn checked(check: &CheckResult, submission: &Submission, style: Look) -> String {
    let language = style.language;
    let role = match check.verdict {
        Verdict::Pass => Role::Text,
        // Advice.
        _ if check.max == Points(0) && check.points == Points(0) => Role::Dim,
        Verdict::Fail | Verdict::Error => Role::Command,
        Verdict::Skipped | Verdict::Inconclusive => Role::Dim,
    };
    // The check that is always there, and advice that was followed, are worth no line.
    let is_quiet = check.verdict == Verdict::Pass && check.max == Points(0);
    if is_quiet {
        return String::new();
    }
    let sign = style.paint.role(role, words::sign(check));
    let points = words::points(check, language);
    let title = visible(check.title.in_language(language));
    let mut text = format!("{sign} {points:<5} {title}\n");
    let mut line = |said: &str| text += &format!("  {said}\n");
    let message = check.message.in_language(language);
    if !message.is_empty() {
        let place = check.place.as_ref().filter(|place| place.line > 0);
        let place = place.map(|place| {
            // Of several files, which.
            let program = match &submission.files[..] {
                [_] => place.file.as_str(),
                _ => "",
            };
            format!("  ({})", words::place(place, program, language))
        });
        line(&format!(
            "{}{}",
            visible_lines(message),
            place.unwrap_or_default()
        ));
    }
    if let Some(place) = check
        .place
        .as_ref()
        .filter(|place| !place.text.is_empty() && check.counterexample.is_none())
    {
        line(&style.paint.role(
            Role::Dim,
            &format!("{}: {}", place.line, visible(&place.text)),
        ));
    }
    if let Some(example) = &check.counterexample {
        for row in words::drawn(example, language).lines() {
            line(row);
        }
        let found = words::found(example, check.evidence).in_language(language);
        line(&style.paint.role(Role::Dim, &found));
    }
    if let Some(replay) = &check.replay {
        line(&message!("marks-replay", command = visible(replay)).in_language(language));
    }
    if let Some(hint) = &check.hint {
        let mut said = hint.in_language(language).lines();
        let first = said.next().unwrap_or_default();
        line(&message!("marks-hint", hint = visible(first)).in_language(language));
        said.for_each(|more| line(&format!("  {}", visible(more))));
    }
    text
}

/// A line a student, then what went wrong most.
fn class(results: &Results, style: Look) -> String {
    let language = style.language;
    let name = |submission: &Submission| visible(&submission.student);
    let widest = results
        .submissions
        .iter()
        .map(|submission| name(submission).chars().count())
        .max();
    let widest = widest.unwrap_or_default().min(32);
    let mut text = String::new();
    for submission in &results.submissions {
        let note = number(submission.note, language);
        let said = match words::status(submission.status) {
            Some(said) => said.in_language(language),
            None => String::new(),
        };
        let wrong = wrong(submission);
        let files = words::files(submission).into_iter();
        let files: Vec<String> = files.map(|said| said.in_language(language)).collect();
        let parts: Vec<&str> = [said.as_str(), wrong.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .chain(files.iter().map(String::as_str))
            .collect();
        let name = name(submission);
        let blanks = " ".repeat(widest.saturating_sub(name.chars().count()));
        let row = format!("{note:>6}  {name}{blanks}  {}", parts.join("; "));
        text += row.trim_end();
        text.push('\n');
    }
    text.push('\n');
    text += &frequent(results, style);
    text
}

/// The checks that did not pass, with their reasons.
fn wrong(submission: &Submission) -> String {
    let told = |check: &&CheckResult| {
        check.reason.is_some() && check.max > Points(0) || check.points < Points(0)
    };
    let one = |check: &CheckResult| match check.reason {
        Some(reason) => format!("{} {} ({})", words::sign(check), check.id, reason.name()),
        None => format!("{} {}", words::sign(check), check.id),
    };
    let parts: Vec<String> = submission.checks.iter().filter(told).map(one).collect();
    match parts.is_empty()
        && submission
            .checks
            .iter()
            .any(|check| check.id == SYNTAX && check.reason.is_some())
    {
        true => submission
            .checks
            .iter()
            .find_map(|check| check.reason)
            .map_or_else(String::new, |reason| reason.name().to_string()),
        false => parts.join(", "),
    }
}

/// The reasons by which most submissions lost something, and the marks.
fn frequent(results: &Results, style: Look) -> String {
    let language = style.language;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for submission in &results.submissions {
        let costs = |check: &&CheckResult| {
            check.max > Points(0) || check.points < Points(0) || check.id == SYNTAX
        };
        let reasons = submission
            .checks
            .iter()
            .filter(costs)
            .filter_map(|check| check.reason);
        let mut reasons: Vec<&str> = reasons.map(|reason| reason.name()).collect();
        reasons.sort_unstable();
        reasons.dedup();
        reasons
            .into_iter()
            .for_each(|reason| *counts.entry(reason).or_default() += 1);
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(reason, count)| (std::cmp::Reverse(*count), *reason));
    let rows = counts
        .iter()
        .take(MOST_REASONS)
        .map(|(reason, count)| format!("{count:>6} × {reason}\n"));
    let rows: String = rows.collect();
    let count = results.submissions.len();
    let sum: Points = results
        .submissions
        .iter()
        .map(|submission| submission.note)
        .sum();
    let mean = sum.scaled_to(Points(1), Points(count as i64), Points(10));
    let summary = message!(
        "marks-class",
        count,
        mean = number(mean, language),
        of = number(results.assignment.out_of, language)
    );
    let summary = style
        .paint
        .role(Role::Title, &summary.in_language(language));
    match rows.is_empty() {
        true => format!("{summary}\n"),
        false => format!(
            "{}\n{rows}\n{summary}\n",
            message!("marks-frequent").in_language(language)
        ),
    }
}

/// A check in one line, for cells of sheets.
pub fn line(check: &CheckResult, language: Language) -> String {
    let title = visible(check.title.in_language(language));
    let points = words::points(check, language);
    let parts = [words::sign(check), &points, &title];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let line = parts.join(" ");
    match plain::sentence(check, language) {
        sentence if sentence.is_empty() => line,
        sentence => format!("{line}{}: {}", language.before_colon(), visible(&sentence)),
    }
}
