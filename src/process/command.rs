//! What to start and how: the program, its arguments, its folder and environment, and where its three streams lead.

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;

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
    /// For standard error: to where standard output leads.
    ToOutput,
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
    pub child: Arc<Child>,
    pub input: Option<Writer>,
    pub output: Option<Reader>,
    pub errors: Option<Reader>,
}

impl Command {
    /// Start it. Nothing is set that keeps the standard library from `posix_spawn`, which copies no page table.
    pub(super) fn start(self) -> io::Result<Started> {
        let (name, arguments) = self
            .words
            .split_first()
            .map_or((OsStr::new(""), &[][..]), |(name, rest)| (name, rest));
        let mut command = std::process::Command::new(&self.program);
        command.arg0(name).args(arguments);
        if let Some(folder) = &self.folder {
            command.current_dir(folder);
        }
        if let Some(environment) = self.environment {
            command.env_clear().envs(environment);
        }
        let (theirs, input) = input_of(self.input)?;
        command.stdin(theirs);
        let joined = matches!(self.errors, Redirect::ToOutput);
        let (theirs, copy, output) = output_of(self.output, joined, || {
            io::stdout().as_fd().try_clone_to_owned()
        })?;
        command.stdout(theirs);
        let errors = match copy {
            Some(copy) => {
                command.stderr(copy);
                None
            }
            None => {
                let (theirs, _, errors) = output_of(self.errors, false, || {
                    io::stderr().as_fd().try_clone_to_owned()
                })?;
                command.stderr(theirs);
                errors
            }
        };
        let record = command.spawn()?;
        // Only now their ends of the pipes are closed here.
        drop(command);
        Ok(Started {
            child: Arc::new(Child::new(record)),
            input,
            output,
            errors,
        })
    }
}

fn input_of(redirect: Redirect) -> io::Result<(Stdio, Option<Writer>)> {
    Ok(match redirect {
        Redirect::Inherit | Redirect::ToOutput => (Stdio::inherit(), None),
        Redirect::Null => (Stdio::null(), None),
        Redirect::File(file) => (file.into(), None),
        Redirect::Pipe => {
            let (reads, writes) = io::pipe()?;
            (reads.into(), Some(Writer::new(writes.into())?))
        }
    })
}

/// Their end, a copy of it for standard error if that is `joined`, and ours.
fn output_of(
    redirect: Redirect,
    joined: bool,
    own: impl FnOnce() -> io::Result<OwnedFd>,
) -> io::Result<(Stdio, Option<Stdio>, Option<Reader>)> {
    let copy_of = |end: &OwnedFd| match joined {
        true => end.try_clone().map(|end| Some(Stdio::from(end))),
        false => Ok(None),
    };
    Ok(match redirect {
        Redirect::Inherit | Redirect::ToOutput if joined => {
            (Stdio::inherit(), Some(own()?.into()), None)
        }
        Redirect::Inherit | Redirect::ToOutput => (Stdio::inherit(), None, None),
        Redirect::Null => (Stdio::null(), joined.then(Stdio::null), None),
        Redirect::File(file) => {
            let copy = copy_of(&file)?;
            (file.into(), copy, None)
        }
        Redirect::Pipe => {
            let (reads, writes) = io::pipe()?;
            let writes = OwnedFd::from(writes);
            let copy = copy_of(&writes)?;
            (writes.into(), copy, Some(Reader::new(reads.into())?))
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
