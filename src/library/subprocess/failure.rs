//! What goes wrong with children, in Python's kinds, fields and words, with a hint for who does not know them yet.

use super::options::{Wanted, Words};
use crate::library::signal;
use crate::library::text::{Encoding, Faults};
use crate::messages::{Message, message};
use crate::objects::error::{Error, NOT_CAPABLE};
use crate::objects::value::{Value, to_debug, to_text};
use crate::process;
use crate::process::model::Programs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// No such program, or none that can be executed.
pub fn not_found(wanted: &Wanted, name: &str, error: &io::Error) -> Error {
    let path = name.contains('/');
    match error.kind() {
        ErrorKind::PermissionDenied => {
            let error = Error::raised(
                "PermissionDenied",
                message!("subprocess-not-executable", name),
            )
            .with_field("errno", Value::Int(13));
            match path {
                true => error.with_hint(message!("subprocess-not-executable.hint", name)),
                false => error,
            }
        }
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            let message = match path {
                true => message!("subprocess-no-file", name),
                false => message!("subprocess-no-program", name),
            };
            let error = Error::raised("NotFound", message).with_field("errno", Value::Int(2));
            match &wanted.words {
                Words::Name(text) if text.trim().contains(' ') => {
                    error.with_hint(message!("subprocess-no-program.line"))
                }
                _ if path => error.with_hint(message!("subprocess-no-file.hint")),
                _ => error.with_hint(message!("subprocess-no-program.hint")),
            }
        }
        _ => system(error),
    }
}

/// A modelled run has no such program.
pub fn undeclared(wanted: &Wanted, name: &str, programs: &Programs) -> Error {
    let error = not_found(wanted, name, &ErrorKind::NotFound.into());
    match &wanted.words {
        Words::Name(text) if text.trim().contains(' ') => error,
        _ => {
            let known: Vec<String> = programs.names().map(|name| format!("`{name}`")).collect();
            error.with_hint(match known.is_empty() {
                true => message!("subprocess-undeclared.none", name),
                false => message!("subprocess-undeclared", name, known = known.join(", ")),
            })
        }
    }
}

/// A line for the shell that a modelled run does not understand.
pub fn strange_line(what: &str) -> Error {
    Error::raised(
        "UnsupportedOperation",
        message!("subprocess-shell-modelled", what),
    )
    .with_hint(message!("subprocess-shell-modelled.hint"))
}

/// A variable of `env` that a program which is allowed by name must not get.
pub fn loader_variable(name: &str) -> Error {
    Error::raised(NOT_CAPABLE, message!("subprocess-loader", name))
        .with_hint(message!("subprocess-loader.hint", name))
        .with_field("permission", "run".into())
        .with_field("value", name.into())
}

/// The folder that the child shall work in.
pub fn check_folder(folder: &Path) -> Result<(), Error> {
    check_found_folder(folder, folder.metadata().map(|about| about.is_dir()))
}

/// The same, of what was found there: is it a folder?
pub fn check_found_folder(folder: &Path, found: io::Result<bool>) -> Result<(), Error> {
    let path = folder.display().to_string();
    let (kind, message) = match found {
        Ok(true) => return Ok(()),
        Ok(_) => ("NotADirectory", message!("subprocess-cwd-file", path)),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            ("NotFound", message!("subprocess-cwd-missing", path))
        }
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            ("PermissionDenied", message!("subprocess-cwd-rights", path))
        }
        Err(error) => return Err(system(&error)),
    };
    Err(Error::raised(kind, message))
}

/// The program is there, and the system did not start it.
pub fn not_started(wanted: &Wanted, error: process::Error) -> Error {
    let name = match &wanted.words {
        Words::Program(words) => &words[0],
        Words::Name(name) => name,
        Words::Shell(_) => "/bin/sh",
    };
    match error {
        process::Error::System(error) => match error.kind() {
            ErrorKind::NotFound => match name.contains('/') {
                // It was there: what its first line names is not.
                true => not_found(wanted, name, &error)
                    .with_hint(message!("subprocess-no-file.first-line")),
                false => not_found(wanted, name, &error),
            },
            ErrorKind::PermissionDenied => not_found(wanted, name, &error),
            // The file lives in this process.
            ErrorKind::Unsupported => Error::raised(
                "UnsupportedOperation",
                message!("subprocess-modelled-file", name),
            )
            .with_hint(message!("subprocess-modelled-file.hint", name)),
            ErrorKind::ArgumentListTooLong => {
                Error::raised("OSError", message!("subprocess-long-words"))
                    .with_hint(message!("subprocess-long-words.hint"))
                    .with_field("errno", Value::Int(7))
            }
            _ if error.raw_os_error() == Some(8) => {
                Error::raised("OSError", message!("subprocess-format", name))
                    .with_hint(message!("subprocess-format.hint"))
                    .with_field("errno", Value::Int(8))
            }
            _ => system(&error),
        },
        other => of_process(other),
    }
}

/// The time of `wanted` is over. What was heard so far goes with the error.
pub fn timed_out(args: &Value, timeout: &Value, output: Value, errors: Value) -> Error {
    Error::raised(
        "TimeoutExpired",
        message!(
            "subprocess-timed-out",
            command = to_debug(args),
            seconds = to_text(timeout).to_string()
        ),
    )
    .with_field("cmd", args.clone())
    .with_field("timeout", timeout.clone())
    .with_field("output", output.clone())
    .with_field("stdout", output)
    .with_field("stderr", errors)
}

/// The child failed, and that is an error.
pub fn failed(args: &Value, code: i32, output: Value, errors: Value) -> Error {
    let command = to_debug(args);
    let message = match code < 0 {
        true => {
            let signal = match signal::name_of(-code) {
                Some(name) => Message::from(name),
                None => message!("subprocess-signal-number", number = (-code).to_string()),
            };
            message!("subprocess-killed", command, signal)
        }
        false => message!("subprocess-failed", command, code = code.to_string()),
    };
    Error::raised("CalledProcess", message)
        .with_field("returncode", Value::Int(code.into()))
        .with_field("cmd", args.clone())
        .with_field("output", output.clone())
        .with_field("stdout", output)
        .with_field("stderr", errors)
}

/// Text that a child said.
pub fn text_of(bytes: Vec<u8>, encoding: Encoding, faults: Faults) -> Result<Value, Error> {
    let text = encoding.decode(bytes, faults);
    Ok(
        match text.map_err(|error| error.with_hint(message!("subprocess-as-bytes")))? {
            Value::Str(text) if text.contains('\r') => {
                text.replace("\r\n", "\n").replace('\r', "\n").into()
            }
            text => text,
        },
    )
}

/// All that can go wrong with a child that runs.
pub fn of_process(error: process::Error) -> Error {
    match error {
        process::Error::Stop(stop) => stop.into(),
        process::Error::Closed => Error::value_error(message!("subprocess-closed"))
            .with_hint(message!("subprocess-closed.hint")),
        process::Error::Busy => Error::runtime_error(message!("subprocess-busy")),
        process::Error::TooMany(limit) => {
            Error::runtime_error(message!("subprocess-too-many", limit = limit.to_string()))
                .with_hint(message!("subprocess-too-many.hint"))
        }
        process::Error::TooLong(most) => {
            let size = (most >> 20).to_string();
            Error::raised("MemoryError", message!("subprocess-too-long", size))
                .with_hint(message!("subprocess-too-long.hint"))
        }
        process::Error::TimedOut => Error::raised("TimeoutExpired", message!("subprocess-late")),
        process::Error::System(error) => system(&error),
    }
}

/// What the system says, in its own words where there are none of ours.
pub fn system(error: &io::Error) -> Error {
    let kind = match error.kind() {
        ErrorKind::BrokenPipe => "BrokenPipe",
        ErrorKind::PermissionDenied => "PermissionDenied",
        ErrorKind::NotFound => "NotFound",
        ErrorKind::InvalidInput => "ValueError",
        _ => "OSError",
    };
    let said = match error.kind() {
        ErrorKind::BrokenPipe => message!("subprocess-broken-pipe"),
        _ => Message::from(error.to_string()),
    };
    let raised = Error::raised(kind, said);
    match error.raw_os_error() {
        Some(number) => raised.with_field("errno", Value::Int(number.into())),
        None => raised,
    }
}
