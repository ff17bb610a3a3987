//! `open`: what its arguments mean.

use super::failure::{check_path, failure};
use super::file::{FileHandle, Opened};
use super::mode::Mode;
use super::modelled::modelled;
use super::stream::Stream;
use crate::files::File;
use crate::library::declare::natives;
use crate::library::missed::miss;
use crate::messages::message;
use crate::objects::abi::Native;
use crate::objects::error::Error;
use crate::objects::value::{Object, Value};
use crate::places::{FilePlaces, Full};
use crate::runtime::Operation;
use std::path::Path;

pub static FUNCTIONS: &[Native] = natives! {
    /// Open a file and give it as an object: to read it (`"r"`), write it anew (`"w"`), add to it (`"a"`), or make it (`"x"`).
    ///
    /// A `b` in the mode reads and writes bytes (blobs) in place of text in UTF-8, a `+` both reads and writes. `with file { … }` closes it. What is
    /// written goes out at once. Needs the permission to read or to write the file. Option: `encoding`, only `"utf-8"`.
    ///
    /// Fails with `NotFound`, `PermissionDenied`, `FileExists`, `IsADirectory`, `NotCapable`, and with `ValueError` for a mode that does not exist.
    ///
    /// Python asks nobody, and keeps what is written until the file is closed.
    ///
    /// ```
    /// let results = open("resultats.txt", "w");
    /// with results { results.write("localhost : VIVANT\n"); }
    /// for line in open("resultats.txt") { print(line.strip()); }   // prints localhost : VIVANT
    /// try { open("absent.txt"); } catch (e) { print(e.kind); }     // prints NotFound
    /// ```
    fn open(path, mode = "r", options = #{}) |call| {
        let path = call.text(0, "path")?;
        let mode = Mode::parse(&call.optional_text(1, "mode")?.unwrap_or_else(|| "r".into()))?;
        let options = call.options(2, "open", &["encoding", "newline", "buffering", "errors"])?;
        check_encoding(options.get("encoding"), mode)?;
        check_path(&path)?;
        let places = call.host.shared().state::<FilePlaces>();
        let place = places.0.take().map_err(|full| too_many(full, &path))?;
        let disk = match mode.writes() {
            true => modelled(call, Operation::Send)?,
            false => modelled(call, Operation::Inspect)?,
        };
        let (file, regular) = match &disk {
            Some(disk) => {
                let opened = disk.open(&path, mode.how()).inspect_err(|error| {
                    if error.kind() == std::io::ErrorKind::NotFound {
                        miss(call, &path);
                    }
                });
                (File::Modelled(opened.map_err(|error| failure(&error, &path))?), true)
            }
            None => {
                let opened = call.open(Path::new(path.as_str()), mode.access())?;
                let file = opened.map_err(|error| failure(&error, &path))?;
                let about = file.metadata().map_err(|error| failure(&error, &path))?;
                if about.is_dir() {
                    return Err(failure(&std::io::ErrorKind::IsADirectory.into(), &path));
                }
                (File::System(file), about.is_file())
            }
        };
        let opened = Opened { stream: Stream::new(file, !mode.binary), _place: place };
        let world = &call.host.shared().world;
        let handle = FileHandle::new(opened, &path, mode, regular, disk.as_deref(), world);
        Ok(Value::Object(Object::new(handle)))
    }
};

fn too_many(Full(limit): Full, path: &str) -> Error {
    Error::raised("OSError", message!("files-limit", limit, path))
        .with_hint(message!("files-limit.hint"))
        .with_field("filename", path.into())
        // Python's `errno.EMFILE`.
        .with_field("errno", Value::Int(24))
}

fn check_encoding(encoding: Option<&Value>, mode: Mode) -> Result<(), Error> {
    let name = match encoding {
        None | Some(Value::Unit) => return Ok(()),
        Some(name) => crate::objects::value::to_text(name),
    };
    if mode.binary {
        return Err(Error::value_error(message!("files-binary-encoding")));
    }
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    match plain.to_ascii_lowercase().as_str() {
        "utf8" => Ok(()),
        _ => {
            let encoding = name.as_str();
            let error = Error::raised("LookupError", message!("files-encoding", encoding));
            Err(error.with_hint(message!("files-encoding.hint")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_are_pythons() {
        for (text, reads, writes, binary) in [
            ("r", true, false, false),
            ("rt", true, false, false),
            ("wb", false, true, true),
            ("r+", true, true, false),
            ("ab+", true, true, true),
            ("x", false, true, false),
        ] {
            let mode = Mode::parse(text).unwrap();
            assert_eq!(
                (mode.reads(), mode.writes(), mode.binary),
                (reads, writes, binary),
                "{text}"
            );
        }
        for text in ["", "b", "q", "rw", "rr", "rbt", "++r", "R"] {
            assert!(Mode::parse(text).is_err(), "{text}");
        }
    }
}
