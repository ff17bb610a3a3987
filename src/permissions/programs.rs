//! Programs: found once, by absolute path, and never where the script may write.

use super::decision::{Decision, Grant, State};
use super::files::reached;
use super::rule::{Pattern, Scope, Verdict};
use super::{Asker, Permission, Permissions, Reason, Refused};
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
    /// The links on the way from one to the other.
    links: Vec<PathBuf>,
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
        links: links(&path),
        path,
    })
}

/// The links that lead from the path to the file.
fn links(path: &Path) -> Vec<PathBuf> {
    let mut links = Vec::new();
    let mut place = path.to_path_buf();
    while links.len() < 40
        && let Ok(target) = place.read_link()
        && let Some(folder) = place.parent()
    {
        let target = folder.join(target);
        place = match (target.parent(), target.file_name()) {
            (Some(folder), Some(name)) => reached(folder).join(name),
            _ => break,
        };
        links.push(place.clone());
    }
    links
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

    /// Where the program is, if there is one.
    pub fn file(&self) -> Option<PathBuf> {
        self.0.file.as_ref().map(|file| file.real.clone())
    }

    /// Is the program at the path, or somewhere below it?
    pub fn lies_in(&self, path: &Path) -> bool {
        let Some(file) = &self.0.file else {
            return false;
        };
        file.path.starts_with(path) || file.real.starts_with(path)
    }
}

impl Pattern for ProgramPattern {
    type Subject = Program;

    /// For a refusal: the file counts, whatever link leads to it.
    fn covers(&self, subject: &Program) -> bool {
        match (&self.0.file, &subject.file) {
            (Some(own), Some(other)) => own.real == other.real,
            (None, None) => self.0.name == subject.name,
            _ => false,
        }
    }

    /// For a grant: some programs do what the name says that they are called by.
    fn allow(patterns: &[Self], subject: &Program) -> bool {
        let same = |pattern: &ProgramPattern| match (&pattern.0.file, &subject.file) {
            (Some(own), Some(other)) => own == other,
            (None, None) => pattern.0.name == subject.name,
            _ => false,
        };
        patterns.iter().any(same)
    }
}

impl Permissions {
    /// May the program be started? Gives the absolute path to start it by, or the name as given when there is no such
    /// program: starting that fails with the system's own words.
    ///
    /// # Errors
    /// The refusal. A program that is allowed by name but lies where the script may write is refused too.
    pub fn check_run(&self, asker: &Asker, program: &str) -> Result<PathBuf, Refused> {
        self.check_run_at(asker, program, program)
    }

    /// As `check_run` for the program at `place`, which the script calls `name`: only that name is told.
    ///
    /// # Errors
    /// The refusal.
    pub fn check_run_at(&self, asker: &Asker, name: &str, place: &str) -> Result<PathBuf, Refused> {
        let subject = Program::find(place, self.path.as_deref());
        let judge = |state: &State| match state.run.judge(&subject) {
            Verdict::Allowed if state.could_replace(&subject) => Verdict::Forbidden,
            verdict => verdict,
        };
        let because = |state: &State| {
            let replaceable = state.run.judge(&subject) == Verdict::Allowed;
            (replaceable && state.could_replace(&subject)).then_some(Reason::Replaceable)
        };
        self.decide(
            asker,
            Decision {
                grant: Grant::Program(ProgramPattern(subject.clone())),
                because: Some(&because),
                leads_to: (name != place).then(|| place.to_string()),
                ..Decision::of(Permission::Run, Some(name.to_string()), &judge)
            },
        )?;
        Ok(match subject.file {
            Some(file) => file.path,
            None => PathBuf::from(place),
        })
    }

    /// Are only some programs allowed? Then what they do matters: how they are called, where, with which variables.
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
        let mut places = [&file.path, &file.real].into_iter().chain(&file.links);
        by_name && places.any(|path| self.write.judge(path) == Verdict::Allowed)
    }
}
