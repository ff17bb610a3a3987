//! Moodle's grading worksheet: the sheet that a teacher downloaded, with marks and comments filled in and all else as it was. Its columns
//! are found by what stands in them, since their names are in the words of the site.

use super::csv::{Cell, enclosed, quoted, rows, separator};
use super::formats::{html, seen, terminal, words};
use super::{Results, Submission, Verdict};
use crate::grade::points::Points;
use crate::messages::{Language, Message, message};
use std::collections::HashMap;

/// Where things stand in a sheet.
struct Columns {
    id: usize,
    grade: usize,
    most: Option<usize>,
    comment: Option<usize>,
}

/// Names of the columns, where their cells do not tell.
const GRADES: &[&str] = &["grade", "note"];
const MOST: &[&str] = &["maximum grade", "note maximale"];
const COMMENTS: &[&str] = &[
    "feedback comments",
    "feedback par commentaires",
    "commentaires de feedback",
    "comments",
    "commentaires",
];

fn columns(rows: &[Vec<Cell>]) -> Option<Columns> {
    let heading = rows.first()?;
    let named = |names: &[&str]| {
        let is_it = |cell: &Cell| names.contains(&cell.value.trim().to_lowercase().as_str());
        heading.iter().position(is_it)
    };
    let is_participant = |column: &usize| {
        rows[1..].iter().all(|row| {
            row.get(*column)
                .is_some_and(|cell| number_of(&cell.value).is_some())
        })
    };
    let id = (0..heading.len())
        .find(is_participant)
        .filter(|_| rows.len() > 1)?;
    Some(Columns {
        id,
        grade: named(GRADES)?,
        most: named(MOST),
        comment: named(COMMENTS),
    })
}

/// Of `Participant 123456`.
fn number_of(cell: &str) -> Option<&str> {
    let digits = cell
        .trim()
        .trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let word = &cell.trim()[..cell.trim().len() - digits.len()];
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && word.trim().chars().any(char::is_alphabetic)).then_some(digits)
}

fn parts(text: &str) -> (&str, &str, char, &'static str) {
    let (mark, rest) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let end = if rest.contains("\r\n") { "\r\n" } else { "\n" };
    (mark, rest, separator(rest), end)
}

/// Is it such a sheet?
///
/// # Errors
/// What is missing.
pub fn check(text: &str) -> Result<(), Message> {
    let (_, rest, separator, _) = parts(text);
    match columns(&rows(rest, separator)) {
        Some(_) => Ok(()),
        None => Err(message!("marks-sheet-columns")),
    }
}

/// The sheet with the marks and comments of those who are in it.
pub fn filled(text: &str, results: &Results, language: Language) -> String {
    let (mark, rest, separator, end) = parts(text);
    let mut rows = rows(rest, separator);
    let Some(columns) = columns(&rows) else {
        return text.to_string();
    };
    let cell = |row: &[Cell], column: Option<usize>| {
        column
            .and_then(|column| row.get(column))
            .map(|cell| cell.value.clone())
            .unwrap_or_default()
    };
    let has_comma = rows[1..].iter().any(|row| {
        cell(row, columns.most).contains(',') || cell(row, Some(columns.grade)).contains(',')
    });
    let by_id: HashMap<&str, &Submission> = (results.submissions.iter().rev())
        .filter(|submission| !submission.id.is_empty())
        .map(|submission| (submission.id.as_str(), submission))
        .collect();
    for row in rows.iter_mut().skip(1) {
        let number = number_of(&cell(row, Some(columns.id))).map(str::to_string);
        let Some(submission) = number.and_then(|number| by_id.get(number.as_str()).copied()) else {
            continue;
        };
        let most = cell(row, columns.most)
            .replace(',', ".")
            .parse()
            .ok()
            .and_then(Points::of);
        let note = scaled(submission, results.assignment.out_of, most);
        let note = if has_comma {
            note.replace('.', ",")
        } else {
            note
        };
        row[columns.grade].raw = quoted(&note, separator);
        if let Some(column) = columns.comment.filter(|column| *column < row.len()) {
            let ours = comment(submission, language);
            let theirs = row[column].value.clone();
            row[column].raw = match theirs.trim() {
                "" => quoted(&ours, separator),
                // The sheet was filled in before.
                _ if theirs.contains(&ours) => continue,
                // What the teacher wrote stays, and stays first.
                _ => enclosed(&format!("{theirs}{LINE}{ours}"), separator),
            };
        }
    }
    let line = |row: &Vec<Cell>| {
        let cells: Vec<&str> = row.iter().map(|cell| cell.raw.as_str()).collect();
        cells.join(&separator.to_string()) + end
    };
    mark.to_string() + rows.iter().map(line).collect::<String>().as_str()
}

/// The mark in the points of the sheet.
fn scaled(submission: &Submission, out_of: Points, most: Option<Points>) -> String {
    let most = most.filter(|most| most.0 > 0 && *most != out_of);
    let note = most.map_or(submission.note, |most| {
        most.scaled_to(submission.note, out_of, Points(10))
    });
    format!("{:.2}", note.as_f64())
}

/// Moodle reads comments as HTML.
const LINE: &str = "<br>\n";

/// A line for each check that did not pass, as HTML.
fn comment(submission: &Submission, language: Language) -> String {
    let wrong = submission.checks.iter().map(seen);
    let wrong = wrong.filter(|check| check.verdict != Verdict::Pass);
    let lines: Vec<String> = wrong
        .map(|check| terminal::line(&check, language))
        .flat_map(|line| line.lines().map(html::escaped).collect::<Vec<_>>())
        .collect();
    let files = words::files(submission).into_iter();
    let files = files.map(|said| html::escaped(&said.in_language(language)));
    let lines = match lines.is_empty() {
        true => vec![html::escaped(
            &message!("marks-all-passed").in_language(language),
        )],
        false => lines,
    };
    lines
        .into_iter()
        .chain(files)
        .collect::<Vec<_>>()
        .join(LINE)
}
