//! Pages for a class: in a folder, or packed as Moodle takes feedback files back.

use super::{Look, html};
use crate::grade::results::{Results, Submission};
use crate::grade::submission::HandIn;
use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn page(results: &Results, submission: &Submission, look: Look, hand_ins: &[HandIn]) -> String {
    let is_it =
        |hand_in: &&HandIn| hand_in.folder == submission.folder && hand_in.id == submission.id;
    let title = results.assignment.title.in_language(look.language);
    html::page(
        submission,
        title,
        results.assignment.out_of,
        hand_ins.iter().find(is_it),
        look.language,
    )
}

/// The page of the first submission.
pub fn first(results: &Results, look: Look, hand_ins: &[HandIn]) -> String {
    let first = results.submissions.first();
    first.map_or_else(String::new, |submission| {
        page(results, submission, look, hand_ins)
    })
}

/// A page each, by names for files.
pub fn pages(results: &Results, look: Look, hand_ins: &[HandIn]) -> Vec<(String, String)> {
    let mut taken = BTreeSet::new();
    let page = |submission: &Submission| {
        let name = unique(&file_name(&submission.folder), &mut taken);
        (
            format!("{name}.html"),
            page(results, submission, look, hand_ins),
        )
    };
    results.submissions.iter().map(page).collect()
}

/// `Full name_ID_assignsubmission_file_/feedback.html` for each student.
pub fn feedback(results: &Results, look: Look, hand_ins: &[HandIn]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut taken = BTreeSet::new();
    for submission in &results.submissions {
        let folder = match submission.folder.split_once("_assignsubmission_") {
            // Files may have lain flat.
            Some((who, _)) => format!("{who}_assignsubmission_file_"),
            None => submission.folder.clone(),
        };
        let folder = unique(&file_name(&folder), &mut taken);
        let page = page(results, submission, look, hand_ins);
        // Into memory: nothing of it fails.
        let begun = archive.start_file(
            format!("{folder}/feedback.html"),
            SimpleFileOptions::default(),
        );
        let _ = begun.map(|()| archive.write_all(page.as_bytes()));
    }
    archive
        .finish()
        .map_or_else(|_| Vec::new(), Cursor::into_inner)
}

/// A name that stays inside of a folder, on every system.
fn file_name(name: &str) -> String {
    let bad = |letter: char| letter.is_control() || r#"/\:*?"<>|"#.contains(letter);
    let name: String = name
        .chars()
        .map(|letter| if bad(letter) { '_' } else { letter })
        .collect();
    match name.trim_matches(['.', ' ']) {
        "" => "_".to_string(),
        name => name.to_string(),
    }
}

fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut free = name.to_string();
    let mut count = 1;
    while !taken.insert(free.to_lowercase()) {
        count += 1;
        free = format!("{name}-{count}");
    }
    free
}
