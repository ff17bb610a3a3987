//! What the system says about files, as errors that scripts tell apart: the kind, the path, what to do.

use crate::engine::error::Error;
use crate::engine::value::Value;
use std::io::{self, ErrorKind};

/// The error of an operation on the file or folder at `path`.
pub fn failure(error: &io::Error, path: &str) -> Error {
    let (kind, what, hint) = match error.kind() {
        ErrorKind::NotFound => (
            "NotFound",
            "no such file or folder",
            Some("relative paths start at the folder where `sandbox` was started"),
        ),
        ErrorKind::PermissionDenied => (
            "PermissionDenied",
            "the system does not let you at",
            Some("look at the rights of the file and of its folder: `ls -l`"),
        ),
        ErrorKind::AlreadyExists => (
            "FileExists",
            "there is already a file or folder",
            Some("mode \"w\" writes over a file, mode \"a\" adds to it"),
        ),
        ErrorKind::IsADirectory => (
            "IsADirectory",
            "this is a folder, not a file:",
            Some("`listdir` tells what is in it"),
        ),
        ErrorKind::NotADirectory => (
            "NotADirectory",
            "a part of the path is a file, not a folder:",
            None,
        ),
        ErrorKind::DirectoryNotEmpty => ("OSError", "the folder is not empty:", None),
        ErrorKind::StorageFull => ("OSError", "no space is left for", None),
        ErrorKind::FileTooLarge => ("OSError", "it would get too large:", None),
        ErrorKind::BrokenPipe => ("BrokenPipe", "nobody reads any more from", None),
        _ => ("OSError", "", None),
    };
    let message = match what {
        "" => format!("{}: `{path}`", plain(error)),
        what => format!("{what} `{path}`"),
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
        return Err(Error::raised("NotFound", "the path is empty")
            .with_field("filename", path.into())
            .with_hint("give the name of a file: `\"foot_2020.txt\"`"));
    }
    if path.contains('\0') {
        return Err(Error::value_error("the path has a zero byte in it"));
    }
    Ok(())
}
