//! Where a script's text comes from: a file, standard input, a word; and what is said when it cannot be read.

use crate::messages::{Message, closest, message, system_reason};
use crate::objects::error::Source;
use crate::vm::modules::too_large;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A script and its place.
#[derive(Debug)]
pub struct Script {
    pub source: Source,
    /// What it finds in `argv[0]`.
    pub name: String,
    /// The folder that `import` stays inside of.
    pub folder: Option<PathBuf>,
}

/// Why a script cannot be read: the message, and what to do.
#[derive(Debug)]
pub struct Unreadable {
    pub message: Message,
    pub hint: Option<Message>,
    /// Is it refused for its size?
    pub is_too_large: bool,
}

/// The script of a file; `-` is standard input. It may have so many bytes.
pub fn read(file: &str, most: usize) -> Result<Script, Unreadable> {
    if file == "-" {
        let bytes = bytes(std::io::stdin().lock(), file, most)?
            .map_err(|error| cannot_read(file, system_reason(&error)))?;
        let text = decoded(file, bytes)?;
        return Ok(Script {
            source: Source {
                name: "<stdin>".to_string(),
                text,
            },
            name: "-".to_string(),
            folder: std::env::current_dir().ok(),
        });
    }
    let path = Path::new(file);
    let bytes = if path.is_dir() {
        return Err(cannot_read(file, message!("file-is-folder")));
    } else {
        let unreadable = |error| Unreadable {
            hint: similar(path),
            ..cannot_read(file, system_reason(&error))
        };
        let opened = std::fs::File::open(path).map_err(unreadable)?;
        bytes(opened, file, most)?.map_err(unreadable)?
    };
    // Modules lie beside the file itself, not beside links to it.
    let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let folder = match real.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    };
    Ok(Script {
        source: Source {
            name: file.to_string(),
            text: decoded(file, bytes)?,
        },
        name: file.to_string(),
        folder: Some(folder),
    })
}

/// The script of `-e CODE`.
pub fn given(code: &str) -> Script {
    Script {
        source: Source {
            name: "<code>".to_string(),
            text: code.to_string(),
        },
        name: "-e".to_string(),
        folder: std::env::current_dir().ok(),
    }
}

/// All that can be read, unless it is more than so many bytes. What the system says against it is given as it is.
fn bytes(from: impl Read, file: &str, most: usize) -> Result<std::io::Result<Vec<u8>>, Unreadable> {
    let mut bytes = Vec::new();
    // One byte more tells that there are too many.
    let read = from
        .take((most as u64).saturating_add(1))
        .read_to_end(&mut bytes);
    if bytes.len() > most {
        return Err(Unreadable {
            hint: Some(message!("source-too-large.hint")),
            is_too_large: true,
            ..cannot_read(file, too_large(most))
        });
    }
    Ok(read.map(|_| bytes))
}

fn cannot_read(file: &str, reason: Message) -> Unreadable {
    Unreadable {
        message: message!("file-unreadable", file, reason),
        hint: None,
        is_too_large: false,
    }
}

/// The text without a byte order mark; a first line `#!…` becomes a comment.
fn decoded(file: &str, bytes: Vec<u8>) -> Result<String, Unreadable> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes()[..valid]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        let mut unreadable = cannot_read(file, message!("file-not-text", line));
        unreadable.hint = Some(message!("file-not-text.hint"));
        unreadable
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(match text.strip_prefix("#!") {
        // A space, since `///` begins the documentation of a function.
        Some(rest) => format!("// {rest}"),
        None => text.to_string(),
    })
}

/// The file of the same folder that was probably meant.
fn similar(path: &Path) -> Option<Message> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let names: Vec<String> = std::fs::read_dir(folder.unwrap_or(Path::new(".")))
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    let wanted = path.file_name()?.to_str()?;
    let with_extension = format!("{wanted}.rhai");
    let mut known: Vec<&str> = names.iter().map(String::as_str).collect();
    known.sort_unstable();
    let name = known
        .iter()
        .find(|name| **name == with_extension)
        .map(|name| name.to_string())
        .or_else(|| nearest(wanted, &known))?;
    let name = folder.map_or(PathBuf::from(&name), |folder| folder.join(&name));
    Some(message!("did-you-mean", name = name.display().to_string()))
}

/// Of scripts, the extension says nothing.
fn nearest(wanted: &str, known: &[&str]) -> Option<String> {
    const EXTENSION: &str = ".rhai";
    match wanted.strip_suffix(EXTENSION) {
        Some(stem) => {
            let stems = known.iter().filter_map(|name| name.strip_suffix(EXTENSION));
            closest(stem, stems).map(|stem| format!("{stem}{EXTENSION}"))
        }
        None => closest(wanted, known.iter().copied()).map(str::to_string),
    }
}
