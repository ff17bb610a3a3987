//! A row a student, for spreadsheets.

use super::words::number;
use crate::grade::results::csv::quoted;
use crate::grade::results::{Results, Status};
use crate::messages::{Language, visible};

/// French spreadsheets want a semicolon, a decimal comma, and a mark that says UTF-8.
pub fn csv(results: &Results, language: Language) -> String {
    let (separator, begin) = match language {
        Language::French => (';', "\u{feff}"),
        Language::English => (',', ""),
    };
    // All submissions have the same checks; without one there are none.
    let ids: Vec<&str> = results.submissions.first().map_or_else(Vec::new, |first| {
        let ids = first.checks.iter().map(|check| check.id.as_str());
        ids.filter(|id| *id != crate::grade::mark::SYNTAX).collect()
    });
    let heading = ["id", "student", "file", "note", "points", "total", "status"];
    let mut rows: Vec<Vec<String>> = vec![
        heading
            .iter()
            .map(|cell| cell.to_string())
            // No two columns have the same name.
            .chain(ids.iter().map(|id| match heading.contains(id) {
                true => format!("check:{id}"),
                false => id.to_string(),
            }))
            .collect(),
    ];
    for submission in &results.submissions {
        let file = submission
            .files
            .first()
            .map_or(submission.folder.as_str(), |file| file.name.as_str());
        let status = match submission.status {
            Status::Marked => "marked",
            Status::Empty => "empty",
            Status::Review => "review",
        };
        let number = |points| number(points, language);
        let mut row = vec![
            submission.id.clone(),
            submission.student.clone(),
            file.to_string(),
            number(submission.note),
            number(submission.points),
            number(submission.total),
            status.to_string(),
        ];
        let checks = submission
            .checks
            .iter()
            .filter(|check| check.id != crate::grade::mark::SYNTAX);
        row.extend(checks.map(|check| number(check.points)));
        rows.push(row);
    }
    let row = |row: &Vec<String>| {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| quoted(&visible(cell), separator))
            .collect();
        cells.join(&separator.to_string()) + "\r\n"
    };
    begin.to_string() + rows.iter().map(row).collect::<String>().as_str()
}
