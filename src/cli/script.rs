//! Where a script's text comes from: a file, standard input, a word; and what is said when it cannot be read.

use crate::engine::error::{Language, Source, hints::closest};
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
    pub message: String,
    pub hint: Option<String>,
}

/// The script of a file; `-` is standard input.
pub fn read(file: &str, language: Language) -> Result<Script, Unreadable> {
    if file == "-" {
        let mut bytes = Vec::new();
        std::io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .map_err(|error| cannot_read(file, &reason(&error, language), language))?;
        let text = decoded(file, bytes, language)?;
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
        let reason = match language {
            Language::English => "it is a folder",
            Language::French => "c'est un dossier",
        };
        return Err(cannot_read(file, reason, language));
    } else {
        std::fs::read(path).map_err(|error| Unreadable {
            hint: similar(path, language),
            ..cannot_read(file, &reason(&error, language), language)
        })?
    };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    };
    Ok(Script {
        source: Source {
            name: file.to_string(),
            text: decoded(file, bytes, language)?,
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

fn cannot_read(file: &str, reason: &str, language: Language) -> Unreadable {
    Unreadable {
        message: match language {
            Language::English => format!("cannot read `{file}`: {reason}"),
            Language::French => format!("impossible de lire `{file}` : {reason}"),
        },
        hint: None,
    }
}

fn reason(error: &std::io::Error, language: Language) -> String {
    let known = match error.kind() {
        std::io::ErrorKind::NotFound => Some(("there is no such file", "ce fichier n'existe pas")),
        std::io::ErrorKind::PermissionDenied => Some(("permission denied", "permission refusée")),
        _ => None,
    };
    match (known, language) {
        (Some((english, _)), Language::English) => english.to_string(),
        (Some((_, french)), Language::French) => french.to_string(),
        (None, _) => error.to_string(),
    }
}

/// The text without a byte order mark; a first line `#!…` becomes a comment.
fn decoded(file: &str, bytes: Vec<u8>, language: Language) -> Result<String, Unreadable> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = 1 + error.as_bytes()[..valid]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        let mut unreadable = cannot_read(
            file,
            &match language {
                Language::English => format!("line {line} is not UTF-8 text"),
                Language::French => format!("la ligne {line} n'est pas du texte UTF-8"),
            },
            language,
        );
        unreadable.hint = Some(
            match language {
                Language::English => "save the file as UTF-8",
                Language::French => "enregistrez le fichier en UTF-8",
            }
            .to_string(),
        );
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
fn similar(path: &Path, language: Language) -> Option<String> {
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
        .copied()
        .or_else(|| closest(wanted, known.iter().copied()))?;
    let name = folder.map_or(PathBuf::from(name), |folder| folder.join(name));
    Some(match language {
        Language::English => format!("did you mean `{}`?", name.display()),
        Language::French => format!("vouliez-vous dire `{}` ?", name.display()),
    })
}
