//! Programs: found once, by absolute path, and never where the script may write.

use super::decision::{Decision, Grant, State};
use super::files::reached;
use super::rule::{Pattern, Scope, Verdict};
use super::{Asker, Permission, Permissions, Refused};
use crate::messages::Message;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// A program as it was named, and the file that it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    pub name: String,
    /// None: there is no such program.
    pub file: Option<ProgramFile>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgramFile {
    /// What is started: some programs look at the name they were called by.
    pub path: PathBuf,
    /// Where it leads when links are followed.
    pub real: PathBuf,
}

impl Program {
    pub fn find(name: &str, search: Option<&OsStr>) -> Program {
        Program {
            name: name.to_string(),
            file: find(name, search),
        }
    }
}

fn find(name: &str, search: Option<&OsStr>) -> Option<ProgramFile> {
    let candidate = if name.contains('/') {
        Some(PathBuf::from(name)).filter(|path| is_program(path))
    } else {
        std::env::split_paths(search?)
            .filter(|folder| folder.is_absolute())
            .map(|folder| folder.join(name))
            .find(|path| is_program(path))
    }?;
    let path = match (candidate.parent(), candidate.file_name()) {
        (Some(folder), Some(name)) if folder.as_os_str().is_empty() => {
            reached(Path::new(".")).join(name)
        }
        (Some(folder), Some(name)) => reached(folder).join(name),
        _ => candidate.clone(),
    };
    Some(ProgramFile {
        real: reached(&path),
        path,
    })
}

fn is_program(path: &Path) -> bool {
    let Ok(about) = path.metadata() else {
        return false;
    };
    let may_run = rustix::fs::access(path, rustix::fs::Access::EXEC_OK).is_ok();
    about.is_file() && may_run
}

/// A program of `--allow-run`, looked for when the run started.
#[derive(Debug, Clone)]
pub struct ProgramPattern(Program);

impl ProgramPattern {
    pub fn parse(word: &str, search: Option<&OsStr>) -> Result<Self, Message> {
        Ok(ProgramPattern(Program::find(word, search)))
    }
}

impl Pattern for ProgramPattern {
    type Subject = Program;

    fn covers(&self, subject: &Program) -> bool {
        match (&self.0.file, &subject.file) {
            (Some(own), Some(other)) => own == other,
            (None, None) => self.0.name == subject.name,
            _ => false,
        }
    }
}

/// Variables that make the loader run other code in a program: a child that is allowed by name must not get them.
pub fn is_loader_variable(name: &str) -> bool {
    name.starts_with("LD_") || name.starts_with("DYLD_")
}

impl Permissions {
    /// May the program be started? Gives the absolute path to start it by, or the name as given when there is no such
    /// program: starting that fails with the system's own words.
    ///
    /// # Errors
    /// The refusal. A program that is allowed by name but lies where the script may write is refused too.
    pub fn check_run(&self, asker: &Asker, program: &str) -> Result<PathBuf, Refused> {
        let subject = Program::find(program, self.path.as_deref());
        let judge = |state: &State| match state.run.judge(&subject) {
            Verdict::Allowed if state.could_replace(&subject) => Verdict::Forbidden,
            verdict => verdict,
        };
        self.decide(
            asker,
            Decision {
                grant: Grant::Program(ProgramPattern(subject.clone())),
                replaceable: Some(&|state| {
                    state.run.judge(&subject) == Verdict::Allowed && state.could_replace(&subject)
                }),
                ..Decision::of(Permission::Run, Some(program.to_string()), &judge)
            },
        )?;
        Ok(match subject.file {
            Some(file) => file.path,
            None => PathBuf::from(program),
        })
    }

    /// Are only some programs allowed? Then a child gets none of the loader's variables (`is_loader_variable`).
    pub fn runs_only_some(&self) -> bool {
        let state = self.state.lock();
        !state.all && !state.run.allow.is_everything()
    }
}

impl State {
    /// Is the program allowed by name, and could the script put another in its place?
    fn could_replace(&self, program: &Program) -> bool {
        let Some(file) = &program.file else {
            return false;
        };
        let by_name = matches!(self.run.allow, Scope::Only(_)) && !self.all;
        by_name
            && [&file.path, &file.real]
                .iter()
                .any(|path| self.write.judge(path) == Verdict::Allowed)
    }
}
