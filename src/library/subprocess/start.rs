//! The start of a child: the one place that asks for permission, hands on what was printed before, and starts.

use super::options::{Wanted, Words};
use super::{failure, modelled};
use crate::objects::abi::Call;
use crate::objects::error::Error;
use crate::process::{Children, Command, Redirect, Started, find_program};
use crate::runtime::{Operation, Pending};
use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::PathBuf;

/// Where POSIX has it.
const SHELL: &str = "/bin/sh";

/// Start what is wanted.
///
/// # Errors
/// `NotCapable` without permission; `NotFound`, `PermissionDenied`, `OSError` when it cannot be started.
pub fn start(call: &Call, wanted: &mut Wanted) -> Result<Started, Error> {
    let children = call.host.shared().state::<Children>();
    if let Some(programs) = children.programs() {
        return modelled::start(call, wanted, &children, programs);
    }
    call.task().point(Pending::of(Operation::Spawn))?;
    let words = match &wanted.words {
        Words::Program(words) => words.clone(),
        Words::Name(name) => vec![name.clone()],
        Words::Shell(line) => vec![SHELL.into(), "-c".into(), line.clone()],
    };
    call.task().note_value(|| words.join(" "));
    let program = permitted(call, &words[0], wanted)?;
    let environment = environment(call, wanted);
    if let Some(folder) = &wanted.folder {
        // A program that is allowed by name must not tell what is there.
        if call.host.shared().permissions.runs_only_some() {
            call.check_read(folder)?;
        }
        failure::check_folder(folder)?;
    }
    let take = |redirect: &mut Redirect| std::mem::take(redirect);
    let command = Command {
        program,
        words: words.into_iter().map(OsString::from).collect(),
        folder: wanted.folder.clone(),
        environment: Some(environment),
        input: take(&mut wanted.input),
        output: take(&mut wanted.output),
        errors: take(&mut wanted.errors),
    };
    let shared = call.host.shared();
    // What was printed before the child speaks comes out before.
    shared.console.flush()?;
    call.task().check()?;
    let started = children.start(command);
    started.map_err(|error| failure::not_started(wanted, error))
}

/// The file to execute, if the script may start it: the one question about permission for children.
fn permitted(call: &Call, name: &str, wanted: &Wanted) -> Result<PathBuf, Error> {
    let folder = wanted.folder.clone().unwrap_or_default();
    let path = path_of(wanted);
    let found = find_program(name.as_ref(), path.as_deref(), &folder);
    // A path from the child's own folder, or a program that only the child's `PATH` leads to, is asked for by where it is.
    let own = wanted.environment.is_some() || wanted.folder.is_some() && name.contains('/');
    let asked = match &found {
        Ok(file) if own => std::path::absolute(file).unwrap_or_else(|_| file.clone()),
        _ => PathBuf::from(name),
    };
    let file = call.check_run(name, &asked.to_string_lossy())?;
    check_environment(call, wanted)?;
    if let Err(error) = found {
        return Err(failure::not_found(wanted, name, &error));
    }
    if !file.is_absolute() {
        return Err(failure::not_found(
            wanted,
            name,
            &ErrorKind::NotFound.into(),
        ));
    }
    Ok(file)
}

/// Each variable that the script gives takes permission.
fn check_environment(call: &Call, wanted: &Wanted) -> Result<(), Error> {
    for (name, value) in wanted.environment.iter().flatten() {
        let name = name.to_string_lossy();
        // It would turn a program that is allowed into one that is not.
        if call.host.shared().permissions.would_load(&name) {
            return Err(failure::loader_variable(&name));
        }
        call.check_passed(&name, &value.to_string_lossy())?;
    }
    Ok(())
}

/// The variables of a child: those that the script gives, or what the run passes on of its own.
fn environment(call: &Call, wanted: &mut Wanted) -> Vec<(OsString, OsString)> {
    let permissions = &call.host.shared().permissions;
    wanted.environment.take().unwrap_or_else(|| {
        let own = std::env::vars_os();
        own.filter(|(name, _)| permissions.passes_on(&name.to_string_lossy()))
            .collect()
    })
}

/// Where programs are looked for: the child's `PATH`, as in Python.
fn path_of(wanted: &Wanted) -> Option<OsString> {
    match &wanted.environment {
        None => std::env::var_os("PATH"),
        Some(variables) => variables
            .iter()
            .find(|(name, _)| name == OsStr::new("PATH"))
            .map(|(_, path)| path.clone()),
    }
}
