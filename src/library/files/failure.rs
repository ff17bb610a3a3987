//! What the system says about files, as errors that scripts tell apart: the kind, the path, what to do.

use crate::messages::message;
use crate::objects::error::Error;
use crate::objects::value::Value;
use std::io::{self, ErrorKind};

/// The error of an operation on the file or folder at `path`.
pub fn failure(error: &io::Error, path: &str) -> Error {
    let (kind, message, hint) = match error.kind() {
        ErrorKind::NotFound => (
            "NotFound",
            message!("files-not-found", path),
            Some(message!("files-not-found.hint")),
        ),
        ErrorKind::PermissionDenied => (
            "PermissionDenied",
            message!("files-no-rights", path),
            Some(message!("files-no-rights.hint")),
        ),
        ErrorKind::AlreadyExists => (
            "FileExists",
            message!("files-exists", path),
            Some(message!("files-exists.hint")),
        ),
        ErrorKind::IsADirectory => (
            "IsADirectory",
            message!("files-is-folder", path),
            Some(message!("files-is-folder.hint")),
        ),
        ErrorKind::NotADirectory => ("NotADirectory", message!("files-not-folder", path), None),
        ErrorKind::DirectoryNotEmpty => ("OSError", message!("files-folder-full", path), None),
        ErrorKind::StorageFull => ("OSError", message!("files-no-space", path), None),
        ErrorKind::FileTooLarge => ("OSError", message!("files-too-large", path), None),
        ErrorKind::BrokenPipe => ("BrokenPipe", message!("files-broken-pipe", path), None),
        _ => (
            "OSError",
            message!("files-failed", reason = plain(error), path),
            None,
        ),
    };
    let mut raised = Error::raised(kind, message).with_field("filename", path.into());
    if let Some(number) = error.raw_os_error() {
        raised = raised.with_field("errno", Value::Int(i64::from(number)));
    }
    match hint {
        Some(hint) => raised.with_hint(hint),
        None => raised,
    }
}

/// The system's words, without the number at the end.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or(&text);
    let mut chars = words.chars();
    let first: String = chars
        .next()
        .into_iter()
        .flat_map(char::to_lowercase)
        .collect();
    first + chars.as_str()
}

/// A path from a script.
///
/// # Errors
/// `NotFound` for an empty one, `ValueError` for one with a zero byte.
pub fn check_path(path: &str) -> Result<(), Error> {
    if path.is_empty() {
        return Err(Error::raised("NotFound", message!("files-empty-path"))
            .with_field("filename", path.into())
            .with_hint(message!("files-empty-path.hint")));
    }
    if path.contains('\0') {
        return Err(Error::value_error(message!("files-zero-byte")));
    }
    Ok(())
}
