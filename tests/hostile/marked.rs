//! A hostile submission between two honest ones, marked through `sandbox grade`: whatever it does, the results are whole, and the others get
//! what they deserve.

use super::case::Grade;
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use zip::write::SimpleFileOptions;

/// Where results go, beside the class.
pub const RESULTS: &str = "results.json";

/// Who hands in the case's script, and who the one that is right: before it and behind it.
const HOSTILE: &str = "mallory";
const HONEST: [&str; 2] = ["anna", "nora"];

/// What an honest submission gets.
const FULL: f64 = 20.0;

/// Write the assignment and the class.
pub fn lay(grade: &Grade, folder: &Path, script: &str) {
    let read = |path: &Path| std::fs::read_to_string(path).expect("it can be read");
    let write = |name: &str, text: &str| std::fs::write(open(folder, name), text).expect("a file");
    write("tp/assignment.toml", &read(&grade.assignment));
    if let Some(judge) = &grade.judge {
        write("tp/judge.rhai", &read(judge));
    }
    let honest = read(&grade.honest);
    write("tp/proof/right/solution.rhai", &honest);
    write(&format!("class/{HOSTILE}/script.rhai"), script);
    for name in HONEST {
        write(&format!("class/{name}/script.rhai"), &honest);
    }
    for (name, entries) in &grade.zips {
        let bytes = packed(entries);
        std::fs::write(open(folder, name), bytes).expect("a file");
    }
    for (name, bytes) in &grade.sparse {
        let file = std::fs::File::create(open(folder, name)).expect("a file");
        file.set_len(*bytes).expect("a sparse file");
    }
    for name in &grade.fifos {
        let kind = rustix::fs::FileType::Fifo;
        let path = open(folder, name);
        rustix::fs::mknodat(rustix::fs::CWD, path, kind, 0o600.into(), 0).expect("a pipe");
    }
}

/// The path of a file whose folder is there.
fn open(folder: &Path, name: &str) -> std::path::PathBuf {
    let path = folder.join(name);
    let parent = path.parent().expect("it lies in a folder");
    std::fs::create_dir_all(parent).expect("it can be made");
    path
}

/// An archive with entries of so many blanks.
fn packed(entries: &std::collections::BTreeMap<String, u64>) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = SimpleFileOptions::default();
        archive.start_file(name, options).expect("an entry");
        let piece = vec![b' '; 1 << 20];
        let mut left = *bytes as usize;
        while left > 0 {
            let count = left.min(piece.len());
            archive.write_all(&piece[..count]).expect("an entry");
            left -= count;
        }
    }
    archive.finish().expect("an archive").into_inner()
}

/// The command.
pub fn words(grade: &Grade) -> Vec<String> {
    let words = ["grade", "--lang", "en", "--jobs", "1"].map(str::to_owned);
    let results = ["-f".to_owned(), format!("json={RESULTS}")];
    let (more, rest) = (grade.words.clone(), ["tp", "class"].map(str::to_owned));
    words
        .into_iter()
        .chain(results)
        .chain(more)
        .chain(rest)
        .collect()
}

/// What is wrong with the results.
pub fn complaints(grade: &Grade, folder: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(folder.join(RESULTS)).unwrap_or_default();
    let Some(mark) = grade.mark else {
        // A mistake of the assignment: no mark may be believed.
        let is_empty = text.is_empty() || marks(&text).is_ok_and(|marks| marks.is_empty());
        return (!is_empty)
            .then(|| format!("it was marked: {text}"))
            .into_iter()
            .collect();
    };
    let marks = match marks(&text) {
        Ok(marks) => marks,
        Err(wrong) => return vec![format!("no results: {wrong}")],
    };
    let mut wrong = Vec::new();
    let of = |name: &str| marks.iter().find(|(student, ..)| student == name);
    for name in HONEST {
        // Who comes behind an interruption is not there.
        match of(name) {
            Some((_, note, _)) if *note == FULL => {}
            None if grade.interrupt.is_some() && name != HONEST[0] => {}
            other => wrong.push(format!("honest: {name}: {other:?}")),
        }
    }
    match of(HOSTILE) {
        Some((_, note, reasons)) => {
            if *note != mark {
                wrong.push(format!("{HOSTILE} gets {note}, not {mark}"));
            }
            for reason in grade
                .reasons
                .iter()
                .filter(|reason| !reasons.contains(reason))
            {
                wrong.push(format!("no check says {reason}: {reasons:?}"));
            }
        }
        None if grade.interrupt.is_some() => {}
        None => wrong.push(format!("{HOSTILE} is not there")),
    }
    wrong
}

type Mark = (String, f64, Vec<String>);

/// Each student's mark, and the reasons of checks.
fn marks(text: &str) -> Result<Vec<Mark>, String> {
    let results: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    if results["schema"] != "sandbox-results.v1" {
        return Err(format!("schema {}", results["schema"]));
    }
    let mark = |submission: &Value| {
        let reasons = list(&submission["checks"])
            .iter()
            .map(|check| text(&check["reason"]))
            .collect();
        let note = submission["note"].as_f64().unwrap_or(-1.0);
        (text(&submission["student"]), note, reasons)
    };
    Ok(list(&results["submissions"]).iter().map(mark).collect())
}
