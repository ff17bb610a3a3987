//! The archive for students.

use super::words::PackWords;
use crate::cli::MISUSE;
use crate::cli::output::{CLOSED_PIPE, Streams};
use crate::diagnostics::render::{Options as Style, render_plain, render_plain_warning};
use crate::grade::assignment::{Assignment, Named, Pack, Package};
use crate::messages::{Language, Message, message, system_reason, visible};
use std::fs;
use std::path::{Path, PathBuf};

/// Write it; gives the exit code.
pub fn pack(words: &PackWords, style: &Style, streams: &Streams) -> i32 {
    let refuse = |message: &Message| {
        streams.say(&render_plain(message, None, style));
        MISUSE
    };
    let assignment = match super::read(&words.assignment, style, streams) {
        Ok(assignment) => assignment,
        Err(code) => return code,
    };
    let packed = Package::read(Path::new(&words.assignment))
        .and_then(|package| Pack::new(&package, &assignment).map_err(|mistake| vec![mistake]));
    let packed = packed.and_then(|pack| {
        // What students get must be an assignment, too.
        Assignment::of(&package_of(&pack, &assignment.id)).map(|_| pack)
    });
    let pack = match packed {
        Ok(pack) => pack,
        Err(mistakes) => {
            let reports: Vec<String> = mistakes
                .iter()
                .map(|mistake| mistake.render(style))
                .collect();
            streams.say(&reports.join("\n"));
            return MISUSE;
        }
    };
    for statement in unwritten(&assignment) {
        let warning = message!("pack-statement", file = visible(statement));
        let hint = message!("pack-statement.hint");
        streams.say(&render_plain_warning(&warning, Some(&hint), style));
    }
    let file = match &words.output {
        Some(file) => PathBuf::from(file),
        None => PathBuf::from(format!("{}.zip", assignment.id)),
    };
    let label = file.display().to_string();
    if fs::canonicalize(&file).is_ok_and(|file| {
        fs::canonicalize(&words.assignment).is_ok_and(|assignment| assignment == file)
    }) {
        return refuse(&message!("pack-itself", file = visible(&label)));
    }
    let bytes = match pack.archive() {
        Ok(bytes) => bytes,
        Err(error) => return refuse(&message!("pack-failed", reason = error.to_string())),
    };
    // Never half of it: a reader finds the old one or the new one.
    let beside = file.with_extension("zip.part");
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, &file));
    if let Err(error) = written {
        let _ = fs::remove_file(&beside);
        return refuse(&message!(
            "pack-unwritable",
            file = visible(&label),
            reason = system_reason(&error)
        ));
    }
    let hidden = pack.left_out.len();
    let told = message!(
        "pack-written",
        file = visible(&label),
        count = pack.files.len(),
        hidden
    );
    streams.print(&(told.in_language(style.language) + "\n"));
    if streams.is_closed() { CLOSED_PIPE } else { 0 }
}

/// Statements that still say what `sandbox assignment new` wrote.
fn unwritten(assignment: &Assignment) -> impl Iterator<Item = &str> {
    let is_unwritten = |statement: &&Named| {
        let text = String::from_utf8_lossy(&statement.bytes);
        let said = message!("draft-statement");
        let languages = [Language::English, Language::French];
        let mut said = languages
            .map(|language| said.in_language(language))
            .into_iter();
        said.any(|said| text.contains(&said))
    };
    let found = assignment.statements.iter().filter(is_unwritten);
    found.map(|statement| statement.name.as_str())
}

fn package_of(pack: &Pack, id: &str) -> Package {
    Package {
        label: format!("{id}.zip"),
        name: id.to_owned(),
        files: pack.files.clone(),
    }
}
