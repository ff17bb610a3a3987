//! `os`: folders, removing and renaming, the environment.

use super::failure::{check_path, failure};
use super::modelled::{modelled, working_folder};
use crate::held;
use crate::held::Entry;
use crate::library::Variables;
use crate::library::declare::natives;
use crate::objects::abi::{Call, Native};
use crate::objects::error::Error;
use crate::objects::value::{Key, Value};
use crate::runtime::Operation;
use std::path::Path;

pub static FUNCTIONS: &[Native] = natives! {
    /// Give the names in a folder, sorted.
    ///
    /// Needs the permission to read it. Fails with `NotFound`, `NotADirectory`.
    ///
    /// Python's order is any.
    ///
    /// ```
    /// mkdir("photos");
    /// open("photos/b.txt", "w").close();
    /// open("photos/a.txt", "w").close();
    /// print(listdir("photos"));            // prints ["a.txt", "b.txt"]
    /// ```
    fn listdir(path = ".") |call| {
        if call.args.is_empty() {
            call.args.push(".".into());
        }
        let path = path_of(call, 0, "path")?;
        let fail = |error| failure(&error, &path);
        let mut names: Vec<String> = match modelled(call, Operation::Inspect)? {
            Some(disk) => disk.names(&path).map_err(fail)?,
            None => {
                let real = call.check_read(Path::new(&path))?;
                let names = held::names(&real).map_err(fail)?;
                names.iter().map(|name| name.to_string_lossy().into_owned()).collect()
            }
        };
        names.sort();
        Ok(Value::array(names.into_iter().map(Value::from).collect()))
    }

    /// Make a folder.
    ///
    /// Needs the permission to write there. Fails with `FileExists`, `NotFound`.
    ///
    /// ```
    /// mkdir("photos");
    /// print(isdir("photos"));              // prints true
    /// try { mkdir("photos"); } catch (e) { print(e.kind); }   // prints FileExists
    /// ```
    fn mkdir(path) |call| {
        let path = path_of(call, 0, "path")?;
        let made = match modelled(call, Operation::Send)? {
            Some(disk) => disk.make_folder(&path),
            None => {
                let real = call.check_entry(Path::new(&path))?;
                Entry::of(&real).and_then(|entry| entry.make_folder())
            }
        };
        made.map_err(|error| failure(&error, &path))?;
        Ok(Value::Unit)
    }

    /// Remove a file.
    ///
    /// Needs the permission to write it. Fails with `NotFound`, `IsADirectory`.
    ///
    /// Bare, `remove` is Rhai's, for items of arrays and maps.
    ///
    /// ```
    /// open("vieux.txt", "w").close();
    /// os::remove("vieux.txt");
    /// print(exists("vieux.txt"));          // prints false
    /// ```
    fn remove(path) |call| {
        let path = path_of(call, 0, "path")?;
        let removed = match modelled(call, Operation::Send)? {
            Some(disk) => disk.remove_file(&path),
            None => {
                let real = call.check_removal(Path::new(&path))?;
                Entry::of(&real).and_then(|entry| entry.remove_file())
            }
        };
        removed.map_err(|error| failure(&error, &path))?;
        Ok(Value::Unit)
    }

    /// Remove a folder that is empty.
    ///
    /// Needs the permission to write it. Fails with `NotFound`, `NotADirectory`, and with `OSError` for one that is not empty.
    ///
    /// ```
    /// mkdir("vide");
    /// rmdir("vide");
    /// print(isdir("vide"));                // prints false
    /// ```
    fn rmdir(path) |call| {
        let path = path_of(call, 0, "path")?;
        let removed = match modelled(call, Operation::Send)? {
            Some(disk) => disk.remove_folder(&path),
            None => {
                let real = call.check_removal(Path::new(&path))?;
                Entry::of(&real).and_then(|entry| entry.remove_folder())
            }
        };
        removed.map_err(|error| failure(&error, &path))?;
        Ok(Value::Unit)
    }

    /// Give a file or folder another name or place.
    ///
    /// Needs the permission to read it and to write both places. What was there under the new name is replaced. What a `--deny-…`
    /// flag names stays where it is, and so do the folders above it.
    ///
    /// Fails with `NotFound` when there is no `old`.
    ///
    /// Write `os::rename`: without `os::` there is no such name.
    ///
    /// ```
    /// open("brouillon.txt", "w").close();
    /// os::rename("brouillon.txt", "final.txt");
    /// print(exists("brouillon.txt"), exists("final.txt"));   // prints false true
    /// ```
    fn rename(old, new) |call| {
        let (path, new) = (path_of(call, 0, "old")?, path_of(call, 1, "new")?);
        let moved = match modelled(call, Operation::Send)? {
            Some(disk) => disk.rename(&path, &new),
            None => {
                let (from, to) = call.check_rename(Path::new(&path), Path::new(&new))?;
                Entry::of(&from).and_then(|from| from.rename(&Entry::of(&to)?))
            }
        };
        moved.map_err(|error| failure(&error, &path))?;
        Ok(Value::Unit)
    }

    /// Give the folder that relative paths start at.
    ///
    /// ```
    /// print(getcwd().startswith("/"), isdir(getcwd()));      // prints true true
    /// ```
    fn getcwd() |call| {
        Ok(working_folder(call)?.to_string_lossy().into_owned().into())
    }

    /// Give an environment variable, or `default` when it is not set.
    ///
    /// Needs the permission to read it: `--allow-env=NAME`.
    ///
    /// ```
    /// print(getenv("PATH") != (), getenv("NO_SUCH_VARIABLE", "vi"));   // prints true vi
    /// ```
    fn getenv(name, default = ()) |call| {
        let name = call.text(0, "name")?;
        if let Some(variables) = call.host.shared().state::<Variables>().get() {
            let value = variables.get(name.as_str()).cloned();
            return Ok(value.map_or_else(|| call.take(1), Value::from));
        }
        call.check_env(Some(&name))?;
        let is_name = !name.is_empty() && !name.contains(['=', '\0']);
        match is_name.then(|| std::env::var_os(name.as_str())).flatten() {
            Some(value) => Ok(value.to_string_lossy().into_owned().into()),
            None => Ok(call.take(1)),
        }
    }

    /// Give all environment variables in a map.
    ///
    /// Needs the permission to read them all: `--allow-env`.
    ///
    /// Python's `os.environ` is a map without brackets, and changing it changes the environment; this one is a copy.
    ///
    /// ```
    /// print(type(environ()), "PATH" in environ());           // prints map true
    /// ```
    fn environ() |call| {
        if let Some(variables) = call.host.shared().state::<Variables>().get() {
            let variables = variables.iter();
            let variables = variables.map(|(name, value)| (Key::from(name.as_str()), value.clone().into()));
            return Ok(Value::Map(variables.collect()));
        }
        call.check_env(None)?;
        let variables = std::env::vars_os().map(|(name, value)| {
            (Key::from(name.to_string_lossy().as_ref()), value.to_string_lossy().into_owned().into())
        });
        Ok(Value::Map(variables.collect()))
    }
};

/// The path that an argument is.
fn path_of(call: &Call, index: usize, parameter: &str) -> Result<String, Error> {
    let path = call.text(index, parameter)?;
    check_path(&path)?;
    Ok(path.to_string())
}
