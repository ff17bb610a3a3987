//! `os_path`: taking paths apart and putting them together, and looking whether something is there.

use super::failure::{check_path, failure};
use super::modelled::{modelled, working_folder};
use crate::held;
use crate::library::declare::natives;
use crate::objects::abi::{Call, Native};
use crate::objects::error::Error;
use crate::objects::value::Value;
use crate::runtime::Operation;
use std::io;
use std::path::{Component, Path, PathBuf};

pub static FUNCTIONS: &[Native] = natives! {
    /// Give the file's name at the end of a path.
    ///
    /// A path that ends with `/` gives an empty text.
    ///
    /// ```
    /// print(basename("scripts/ping.rhai"));    // prints ping.rhai
    /// ```
    fn basename(path) |call| {
        let path = call.text(0, "path")?;
        Ok(path.rsplit('/').next().unwrap_or_default().into())
    }

    /// Give the folder that a path speaks of: all before its last `/`.
    ///
    /// ```
    /// print(dirname("scripts/ping.rhai"));     // prints scripts
    /// ```
    fn dirname(path) |call| {
        let path = call.text(0, "path")?;
        let Some((folder, _)) = path.rsplit_once('/') else {
            return Ok("".into());
        };
        match folder.trim_end_matches('/') {
            "" => Ok("/".into()),
            folder => Ok(folder.into()),
        }
    }

    /// Put parts of a path together with `/` between them; a part that starts with `/` starts anew.
    ///
    /// Bare, `join` puts the texts of an array together.
    ///
    /// ```
    /// print(os_path::join("data", "foot_2020.txt"));   // prints data/foot_2020.txt
    /// ```
    fn join(path, parts...) |call| {
        let mut path = call.text(0, "path")?.to_string();
        for index in 1..call.args.len() {
            let part = call.text(index, "parts")?;
            if part.starts_with('/') {
                path.clear();
            } else if !path.is_empty() && !path.ends_with('/') {
                path.push('/');
            }
            path.push_str(&part);
        }
        Ok(path.into())
    }

    /// Part a path from the ending of its file's name: `[root, ".txt"]`.
    ///
    /// Python gives a tuple.
    ///
    /// ```
    /// print(splitext("data/foot_2020.txt"));   // prints ["data/foot_2020", ".txt"]
    /// ```
    fn splitext(path) |call| {
        let path = call.text(0, "path")?;
        let name = path.rsplit('/').next().unwrap_or_default();
        let stem = name.trim_start_matches('.');
        let ending = stem.rfind('.').map_or("", |at| &stem[at..]);
        let root = &path[..path.len() - ending.len()];
        Ok(Value::array(vec![root.into(), ending.into()]))
    }

    /// Give the path from `/` on, without `.` and `..`; it need not exist.
    ///
    /// ```
    /// print(abspath("/data/../notes.txt"));              // prints /notes.txt
    /// print(abspath("notes.txt") == os_path::join(getcwd(), "notes.txt"));   // prints true
    /// ```
    fn abspath(path) |call| {
        let path = call.text(0, "path")?;
        let here = working_folder(call)?;
        let mut whole = PathBuf::new();
        for part in here.join(path.as_str()).components() {
            match part {
                Component::CurDir => {}
                Component::ParentDir => {
                    whole.pop();
                }
                part => whole.push(part),
            }
        }
        Ok(whole.to_string_lossy().into_owned().into())
    }

    /// Tell whether there is a file at `path`; links are followed.
    ///
    /// ```
    /// open("notes.txt", "w").close();
    /// print(isfile("notes.txt"), isfile("absent.txt"));  // prints true false
    /// ```
    fn isfile(path) |call| { Ok(there(call)?.is_some_and(|about| about.is_file).into()) }

    /// Tell whether there is a folder at `path`; links are followed.
    ///
    /// ```
    /// mkdir("photos");
    /// print(isdir("photos"), isdir("absent"));           // prints true false
    /// ```
    fn isdir(path) |call| { Ok(there(call)?.is_some_and(|about| about.is_folder).into()) }

    /// Tell whether there is a file or a folder at `path`.
    ///
    /// ```
    /// mkdir("photos");
    /// print(exists("photos"), exists("absent.txt"));     // prints true false
    /// ```
    fn exists(path) |call| { Ok(there(call)?.is_some().into()) }

    /// Give the size of a file in bytes.
    ///
    /// Fails with `NotFound` when there is none.
    ///
    /// ```
    /// let notes = open("notes.txt", "w");
    /// notes.write("été");
    /// print(getsize("notes.txt"));                       // prints 5
    /// ```
    fn getsize(path) |call| {
        let path = call.text(0, "path")?;
        check_path(&path)?;
        let about = look(call, &path)?.map_err(|error| failure(&error, &path))?;
        Ok(Value::Int(about.size as i64))
    }
};

/// What is at a path.
struct About {
    is_file: bool,
    is_folder: bool,
    size: u64,
}

/// Look at what is there.
fn look(call: &Call, path: &str) -> Result<io::Result<About>, Error> {
    if let Some(disk) = modelled(call, Operation::Inspect)? {
        return Ok(disk.about(path).map(|about| About {
            is_file: !about.is_folder,
            is_folder: about.is_folder,
            size: about.size,
        }));
    }
    let real = call.check_read(Path::new(path))?;
    Ok(held::metadata(&real).map(|about| About {
        is_file: about.is_file(),
        is_folder: about.is_dir(),
        size: about.len(),
    }))
}

/// What is at the path, if anything is. What cannot be looked at is not there, as in Python.
fn there(call: &Call) -> Result<Option<About>, Error> {
    let path = call.text(0, "path")?;
    match check_path(&path) {
        Err(_) => Ok(None),
        Ok(()) => Ok(look(call, &path)?.ok()),
    }
}
