//! The file of what was typed: kept whole when a byte of it is broken, and told once when it cannot be written.

use crate::messages::{Message, message, system_reason};
use rustyline::history::FileHistory;
use rustyline::{Editor, Helper};
use std::io;
use std::path::Path;

/// Read the history; gives what there is to say about it. A history that cannot be kept is no reason to have no prompt.
pub fn load<H: Helper>(editor: &mut Editor<H, FileHistory>, file: &Path) -> Option<Message> {
    if let Some(folder) = file.parent() {
        // What is wrong with the folder shows when a line is kept.
        let _ = std::fs::create_dir_all(folder);
    }
    let name = || file.display().to_string();
    let told = match mend(file) {
        Ok(0) => None,
        Ok(count) => Some(message!("repl-history-mended", file = name(), count)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => Some(untold(file, &error)),
    };
    let _ = editor.load_history(file);
    told
}

/// Put a mark in the place of bytes that are no text, in a new file that takes the place of the old one; gives the number of lines that had some.
fn mend(file: &Path) -> io::Result<usize> {
    let bytes = std::fs::read(file)?;
    if std::str::from_utf8(&bytes).is_ok() {
        return Ok(0);
    }
    let lines = bytes.split(|byte| *byte == b'\n');
    let broken = lines
        .filter(|line| std::str::from_utf8(line).is_err())
        .count();
    let new = file.with_extension("mended");
    std::fs::write(&new, String::from_utf8_lossy(&bytes).as_bytes())?;
    std::fs::set_permissions(&new, std::fs::metadata(file)?.permissions())?;
    std::fs::rename(&new, file)?;
    Ok(broken)
}

/// Why what is typed will not be there next time.
pub fn untold(file: &Path, error: &io::Error) -> Message {
    let reason = system_reason(error);
    message!(
        "repl-history-lost",
        file = file.display().to_string(),
        reason
    )
}
