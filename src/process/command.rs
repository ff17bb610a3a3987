//! What to start and how: the program, its arguments, its folder and environment, and where its three streams lead.

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::keeper::{Keeper, Start, Unstarted};
use super::model::Stream;
use super::real::Real;
use super::{Child, Reader, Writer};

/// Where a stream of a child leads.
#[derive(Debug, Default)]
pub enum Redirect {
    /// To the run's own stream.
    #[default]
    Inherit,
    /// To `/dev/null`.
    Null,
    /// To a pipe whose other end the run holds.
    Pipe,
    /// To an open file, a pipe of another child …
    File(OwnedFd),
    /// To a stream of the run, which may be another one than its own.
    Own(Own),
    /// To what lives in the process: only for modelled children.
    Modelled(Stream),
    /// For standard error: to where standard output leads.
    ToOutput,
}

/// The streams of the run itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    Input,
    Output,
    Errors,
}

/// What to start.
#[derive(Debug)]
pub struct Command {
    /// Its path; no folder is searched any more.
    pub program: PathBuf,
    /// The name it was called by, then its arguments.
    pub words: Vec<OsString>,
    /// Where it works; the run's own folder without.
    pub folder: Option<PathBuf>,
    /// All its variables; the run's own without.
    pub environment: Option<Vec<(OsString, OsString)>>,
    pub input: Redirect,
    pub output: Redirect,
    pub errors: Redirect,
}

/// A child that runs, with our ends of its pipes.
pub struct Started {
    pub child: Child,
    pub input: Option<Writer>,
    pub output: Option<Reader>,
    pub errors: Option<Reader>,
}

impl Command {
    /// Start it, by the keeper if there is one.
    pub(super) fn start(self, keeper: Option<&Arc<Keeper>>) -> io::Result<Started> {
        let (theirs, input) = input_of(self.input)?;
        let (output_theirs, output) = output_of(self.output, Own::Output)?;
        let (errors_theirs, errors) = match self.errors {
            Redirect::ToOutput => (output_theirs.try_clone()?, None),
            errors => output_of(errors, Own::Errors)?,
        };
        let streams = [theirs, output_theirs, errors_theirs];
        let start = Start {
            program: self.program.into_os_string(),
            words: self.words,
            folder: self.folder.map(PathBuf::into_os_string),
            environment: match self.environment {
                Some(environment) => environment,
                None => std::env::vars_os().collect(),
            },
            group: 0,
        };
        let kept = keeper.map(|keeper| keeper.begin(start.clone(), &streams));
        let child = match kept {
            Some(Ok(kept)) => Real::kept(kept),
            Some(Err(Unstarted::System(error))) => return Err(error),
            // Without a keeper it is a child of the run itself.
            Some(Err(Unstarted::Lost)) | None => Real::new(spawn(start, streams)?),
        };
        Ok(Started {
            child: child.into(),
            input,
            output,
            errors,
        })
    }
}

/// Start it as a child of this process. Nothing is set that keeps the standard library from `posix_spawn`, which copies no page table.
fn spawn(start: Start, streams: [OwnedFd; 3]) -> io::Result<std::process::Child> {
    let mut command = std::process::Command::new(&start.program);
    if let Some((name, arguments)) = start.words.split_first() {
        command.arg0(name).args(arguments);
    }
    if let Some(folder) = &start.folder {
        command.current_dir(folder);
    }
    command.env_clear().envs(start.environment);
    let [input, output, errors] = streams;
    command.stdin(input).stdout(output).stderr(errors).spawn()
}

fn own(stream: &impl AsFd) -> io::Result<OwnedFd> {
    stream.as_fd().try_clone_to_owned()
}

impl Own {
    fn descriptor(self) -> io::Result<OwnedFd> {
        match self {
            Own::Input => own(&io::stdin()),
            Own::Output => own(&io::stdout()),
            Own::Errors => own(&io::stderr()),
        }
    }
}

/// A program of the machine has no way to what lives in this process.
fn unreachable() -> io::Error {
    io::ErrorKind::Unsupported.into()
}

fn nowhere(writes: bool) -> io::Result<OwnedFd> {
    let opened = std::fs::OpenOptions::new()
        .read(!writes)
        .write(writes)
        .open("/dev/null")?;
    Ok(opened.into())
}

/// Their end, and ours.
fn input_of(redirect: Redirect) -> io::Result<(OwnedFd, Option<Writer>)> {
    Ok(match redirect {
        Redirect::Inherit | Redirect::ToOutput => (Own::Input.descriptor()?, None),
        Redirect::Own(stream) => (stream.descriptor()?, None),
        Redirect::Null => (nowhere(false)?, None),
        Redirect::File(file) => (file, None),
        Redirect::Modelled(_) => return Err(unreachable()),
        Redirect::Pipe => {
            let (reads, writes) = io::pipe()?;
            (reads.into(), Some(Writer::new(writes.into())?))
        }
    })
}

/// Their end, and ours.
fn output_of(redirect: Redirect, inherited: Own) -> io::Result<(OwnedFd, Option<Reader>)> {
    Ok(match redirect {
        Redirect::Inherit | Redirect::ToOutput => (inherited.descriptor()?, None),
        Redirect::Own(stream) => (stream.descriptor()?, None),
        Redirect::Null => (nowhere(true)?, None),
        Redirect::File(file) => (file, None),
        Redirect::Modelled(_) => return Err(unreachable()),
        Redirect::Pipe => {
            let (reads, writes) = io::pipe()?;
            (writes.into(), Some(Reader::new(reads.into())?))
        }
    })
}

/// Where the system finds the program `name`: in the folders of `path`, or, when there is a `/` in it, from `folder` on.
///
/// # Errors
/// `NotFound`; `PermissionDenied` when all that is there cannot be executed.
pub fn find_program(name: &OsStr, path: Option<&OsStr>, folder: &Path) -> io::Result<PathBuf> {
    if name.as_bytes().contains(&b'/') {
        let program = folder.join(name);
        return check_executable(&program).map(|()| program);
    }
    if name.is_empty() {
        return Err(io::ErrorKind::NotFound.into());
    }
    let mut refused = None;
    let path = path
        .map(OsStr::to_owned)
        .unwrap_or_else(|| DEFAULT_PATH.into());
    for place in std::env::split_paths(&path) {
        let program = folder.join(place).join(name);
        match check_executable(&program) {
            Ok(()) => return Ok(program),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => refused = Some(error),
            _ => {}
        }
    }
    Err(refused.unwrap_or_else(|| io::ErrorKind::NotFound.into()))
}

/// Where programs are looked for when no `PATH` says it, as Python's `os.defpath`.
const DEFAULT_PATH: &str = "/bin:/usr/bin";

fn check_executable(program: &Path) -> io::Result<()> {
    let file = program.metadata()?;
    if file.is_file() && file.permissions().mode() & 0o111 != 0 {
        return Ok(());
    }
    Err(io::ErrorKind::PermissionDenied.into())
}
