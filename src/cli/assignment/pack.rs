//! The archive for students.

use super::words::PackWords;
use crate::cli::MISUSE;
use crate::cli::output::{CLOSED_PIPE, Streams};
use crate::diagnostics::render::{Options as Style, render_plain};
use crate::grade::assignment::{Assignment, Pack, Package};
use crate::messages::{Message, message, system_reason, visible};
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

fn package_of(pack: &Pack, id: &str) -> Package {
    Package {
        label: format!("{id}.zip"),
        name: id.to_owned(),
        files: pack.files.clone(),
    }
}
