//! The audit: one line of JSON for each decision, with Deno's keys and two of ours, `thread` and `allowed`.

use super::Denied;
use crate::messages::deceives;
use crate::runtime::Task;
use chrono::{DateTime, SecondsFormat, Utc};
use parking_lot::Mutex;
use serde_json::json;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The file that decisions are written to (`SANDBOX_AUDIT_PERMISSIONS`). No script may write to it.
pub struct Audit {
    path: PathBuf,
    file: Mutex<File>,
}

impl Audit {
    /// Add to the file, or make it.
    ///
    /// # Errors
    /// What the system says.
    pub fn open(path: &Path) -> io::Result<Audit> {
        let file = OpenOptions::new().append(true).create(true).open(path)?;
        Ok(Audit {
            path: path.to_path_buf(),
            file: Mutex::new(file),
        })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn write(
        &self,
        wanted: &Denied,
        task: &Task,
        allowed: bool,
        stack: &[String],
    ) -> io::Result<()> {
        let now: DateTime<Utc> = task.world().wall_clock().into();
        let mut line = json!({
            "v": 1,
            "datetime": now.to_rfc3339_opts(SecondsFormat::Millis, true),
            "permission": wanted.permission.name(),
            "value": wanted.leads_to.as_ref().or(wanted.value.as_ref()),
            "thread": &*task.thread().name(),
            "allowed": allowed,
        });
        if !stack.is_empty() {
            line["stack"] = json!(stack);
        }
        // In one piece, so that lines of several threads and runs do not mix.
        let line = plain(&line.to_string());
        self.file.lock().write_all(format!("{line}\n").as_bytes())
    }
}

/// JSON spells control characters; who reads the file on a terminal shall not be deceived by the others.
fn plain(json: &str) -> String {
    let mut line = String::with_capacity(json.len());
    for char in json.chars() {
        match deceives(char) || char.is_control() {
            // Such a character stands only in a text.
            true => {
                let units = char.encode_utf16(&mut [0; 2]).to_vec();
                line.extend(units.iter().map(|unit| format!("\\u{unit:04x}")));
            }
            false => line.push(char),
        }
    }
    line
}
