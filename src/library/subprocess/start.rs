//! The start of a child: the one place that asks for permission, hands on what was printed before, and starts.

use super::failure;
use super::options::{Wanted, Words};
use crate::engine::error::Error;
use crate::engine::natives::Call;
use crate::permissions::is_loader_variable;
use crate::process::{Child, Children, Command, Reader, Redirect, Writer, find_program};
use crate::runtime::{Operation, Pending};
use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;

/// Where POSIX has it.
const SHELL: &str = "/bin/sh";

/// A child that runs, and what a script needs to deal with it.
pub struct Running {
    pub child: Arc<Child>,
    pub input: Option<Writer>,
    pub output: Option<Reader>,
    pub errors: Option<Reader>,
}

/// Start what is wanted.
///
/// # Errors
/// `NotCapable` without permission; `NotFound`, `PermissionDenied`, `OSError` when it cannot be started.
pub fn start(call: &Call, wanted: &mut Wanted) -> Result<Running, Error> {
    call.task().point(Pending::of(Operation::Spawn))?;
    let words = match &wanted.words {
        Words::Program(words) => words.clone(),
        Words::Name(name) => vec![name.clone()],
        Words::Shell(line) => vec![SHELL.into(), "-c".into(), line.clone()],
    };
    let program = permitted(call, &words[0], wanted)?;
    if let Some(folder) = &wanted.folder {
        failure::check_folder(folder)?;
    }
    let take = |redirect: &mut Redirect| std::mem::take(redirect);
    let command = Command {
        program,
        words: words.into_iter().map(OsString::from).collect(),
        folder: wanted.folder.clone(),
        environment: wanted.environment.take(),
        cleared: cleared(call),
        input: take(&mut wanted.input),
        output: take(&mut wanted.output),
        errors: take(&mut wanted.errors),
    };
    let shared = call.host.shared();
    // What was printed before the child speaks comes out before.
    shared.console.flush()?;
    call.task().check()?;
    let started = shared
        .state::<Children>()
        .start(command)
        .map_err(|error| failure::not_started(wanted, error))?;
    Ok(Running {
        child: started.child,
        input: started.input,
        output: started.output,
        errors: started.errors,
    })
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
    let file = call.check_run(&asked.to_string_lossy())?;
    check_loader(call, wanted)?;
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

/// A variable that makes the loader run other code would turn a program that is allowed into one that is not.
fn check_loader(call: &Call, wanted: &Wanted) -> Result<(), Error> {
    let Some(variables) = wanted.environment.as_ref().filter(|_| is_scoped(call)) else {
        return Ok(());
    };
    let loads = |(name, _): &&(OsString, OsString)| is_loader_variable(&name.to_string_lossy());
    match variables.iter().find(loads) {
        Some((name, _)) => Err(failure::loader_variable(&name.to_string_lossy())),
        None => Ok(()),
    }
}

/// The loader's variables that the run itself was started with, for a child that must not get them.
fn cleared(call: &Call) -> Vec<OsString> {
    if !is_scoped(call) {
        return Vec::new();
    }
    let names = std::env::vars_os().map(|(name, _)| name);
    names
        .filter(|name| is_loader_variable(&name.to_string_lossy()))
        .collect()
}

/// May only some programs be started?
fn is_scoped(call: &Call) -> bool {
    call.host.shared().permissions.runs_only_some()
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
