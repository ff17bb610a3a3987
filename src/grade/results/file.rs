//! Results in files: written whole or not at all, and read again.

use super::Results;
use crate::messages::{Message, deceives, message, system_reason, visible};
use serde::Serialize;
use serde_json::Value;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The name of the form.
pub const SCHEMA: &str = "sandbox-results.v1";

#[derive(Serialize)]
struct WithSchema<'r> {
    schema: &'static str,
    #[serde(flatten)]
    results: &'r Results,
}

/// As JSON.
pub fn to_json(results: &Results) -> String {
    let schema = SCHEMA;
    // Nothing in results is without a form.
    let mut text =
        serde_json::to_string_pretty(&WithSchema { schema, results }).unwrap_or_default();
    text.push('\n');
    plain(&text)
}

/// The same JSON without a character that could drive or deceive who looks at it in a terminal.
pub fn plain(json: &str) -> String {
    let mut plain = String::with_capacity(json.len());
    for letter in json.chars() {
        let is_harmless = letter == '\n' || !(letter.is_control() || deceives(letter));
        match is_harmless {
            true => plain.push(letter),
            false => {
                let mut units = [0; 2];
                for unit in letter.encode_utf16(&mut units) {
                    plain += &format!("\\u{unit:04x}");
                }
            }
        }
    }
    plain
}

/// Results that were written before.
///
/// # Errors
/// The text is something else.
pub fn from_json(text: &str, name: &str) -> Result<Results, Message> {
    let wrong = |what: String| message!("marks-no-results", file = name, reason = visible(&what));
    let value: Value = serde_json::from_str(text).map_err(|error| wrong(error.to_string()))?;
    match value.get("schema").and_then(Value::as_str) {
        Some(SCHEMA) => serde_json::from_value(value).map_err(|error| wrong(error.to_string())),
        other => Err(wrong(format!("schema: {}", other.unwrap_or("?")))),
    }
}

/// Put these bytes in the place of a file, at once: who reads it finds the old ones or the new ones.
///
/// # Errors
/// What the system says; the file is as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // What a link names, or a device, is written itself.
    let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    if real.metadata().is_ok_and(|about| !about.is_file()) {
        return std::fs::OpenOptions::new()
            .write(true)
            .open(&real)?
            .write_all(bytes);
    }
    let beside = beside(&real);
    let written = std::fs::File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_data()
    });
    let replaced = written.and_then(|()| std::fs::rename(&beside, &real));
    if replaced.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    replaced
}

/// A file of this process in the same folder.
fn beside(path: &Path) -> PathBuf {
    let name = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

/// Why a file cannot be written.
pub fn unwritable(path: &Path, error: &io::Error) -> Message {
    message!(
        "marks-unwritable",
        file = path.display().to_string(),
        reason = system_reason(error)
    )
}
