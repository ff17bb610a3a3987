//! What students hand in: scripts, folders of them, what a learning management system packs for download.
//!
//! ```text
//! tree     files, from folders and archives
//! class    students, from files
//! pick     the files of a student that count
//! name     names of students and of files
//! text     encodings
//! roster   names from a sheet
//! ```

mod class;
mod name;
mod pick;
mod roster;
mod text;
mod tree;

pub use roster::Roster;

use crate::grade::assignment::Assignment;
use crate::grade::bilingual::Bilingual;
use crate::grade::reason::Reason;
use crate::grade::results::HandedIn;
use crate::messages::{Message, message, system_reason};
use pick::Picking;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use tree::{Content, Reading, is_archive};

/// What one student handed in, read.
#[derive(Clone, Debug)]
pub struct HandIn {
    pub student: String,
    /// Of the learning management system; empty when there is none.
    pub id: String,
    /// As it is called where it was found.
    pub folder: String,
    pub files: Vec<HandedIn>,
    pub ignored: Vec<String>,
    /// The name under which the program is run: as the assignment says it.
    pub main: String,
    /// The program as a person in its folder would type it: for commands that run it again.
    pub typed: String,
    /// All scripts by name, the program among them.
    pub scripts: BTreeMap<String, String>,
    /// Why nothing of it can be run.
    pub problem: Option<Problem>,
}

/// Something that cannot be run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// `MissingFile` or `Syntax`.
    pub reason: Reason,
    pub message: Bilingual,
    pub hint: Option<Bilingual>,
}

impl HandIn {
    /// A program that lies in no file: a proof, a mutant.
    pub fn of_text(assignment: &Assignment, text: String) -> HandIn {
        let main = assignment.submit.first().cloned().unwrap_or_default();
        HandIn {
            student: String::new(),
            id: String::new(),
            folder: main.clone(),
            files: Vec::new(),
            ignored: Vec::new(),
            typed: main.clone(),
            scripts: BTreeMap::from([(main.clone(), text)]),
            main,
            problem: None,
        }
    }

    /// Is it the same program, byte for byte?
    pub fn is_same(&self, other: &HandIn) -> bool {
        let digests = |hand_in: &HandIn| -> Vec<String> {
            hand_in
                .files
                .iter()
                .map(|file| file.digest.clone())
                .collect()
        };
        !self.files.is_empty()
            && digests(self) == digests(other)
            && self.scripts == other.scripts
            && self.problem == other.problem
    }
}

/// An archive of a class may be so large.
const LARGEST: u64 = 1 << 30;

/// Read submissions: a script, a student's folder, a folder of folders, an archive of one; `-` is the text of standard input.
///
/// # Errors
/// A name that is no file, or cannot be read: nothing is marked then.
pub fn read(name: &str, assignment: &Assignment, roster: &Roster) -> Result<Vec<HandIn>, Message> {
    let picking = Picking::new(assignment);
    let wanted = |path: &str| picking.is_wanted(path);
    let reading = Reading {
        wanted: &wanted,
        most: picking.most(),
    };
    let unreadable = |error: std::io::Error| {
        message!(
            "marks-unreadable",
            file = name,
            reason = system_reason(&error)
        )
    };
    if name == "-" {
        let mut bytes = Vec::new();
        let most = picking.most() + 1;
        std::io::stdin()
            .lock()
            .take(most)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        let content = sized(bytes, picking.most());
        return Ok(vec![class::of_file(
            picking.program(),
            content,
            &picking,
            roster,
        )]);
    }
    let path = Path::new(name);
    // What a person types may be a link.
    let real = path.canonicalize().map_err(unreadable)?;
    let about = real.metadata().map_err(unreadable)?;
    let called = real
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    if about.is_dir() {
        let tree = reading.folder(&real)?;
        return Ok(class::students(tree, &called, &picking, roster));
    }
    if !about.is_file() {
        return Err(message!("marks-no-file-there", file = name));
    }
    if is_archive(&called) {
        let bytes = tree::read(&real, LARGEST).map_err(unreadable)?;
        let tree = reading.archive(name, bytes)?;
        let stem = called[..called.len() - ".zip".len()].to_string();
        return Ok(class::students(tree, &stem, &picking, roster));
    }
    let content = match about.len() > picking.most() {
        true => Content::Large(about.len()),
        false => sized(
            tree::read(&real, picking.most()).map_err(unreadable)?,
            picking.most(),
        ),
    };
    Ok(vec![class::of_file(name, content, &picking, roster)])
}

fn sized(bytes: Vec<u8>, most: u64) -> Content {
    match bytes.len() as u64 > most {
        true => Content::Large(bytes.len() as u64),
        false => Content::Bytes(bytes),
    }
}
