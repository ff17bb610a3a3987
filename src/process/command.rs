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
    /// Start it, by the keeper if there is one.
    pub(super) fn start(self, keeper: Option<&Arc<Keeper>>) -> io::Result<Started> {
        let (theirs, input) = input_of(self.input)?;
        let (output_theirs, output) = output_of(self.output, || own(&io::stdout()))?;
        let (errors_theirs, errors) = match self.errors {
            Redirect::ToOutput => (output_theirs.try_clone()?, None),
            errors => output_of(errors, || own(&io::stderr()))?,
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
            Some(Ok(kept)) => Child::kept(kept),
            Some(Err(Unstarted::System(error))) => return Err(error),
            // Without a keeper it is a child of the run itself.
            Some(Err(Unstarted::Lost)) | None => Child::new(spawn(start, streams)?),
        };
        Ok(Started {
            child: Arc::new(child),
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
        Redirect::Inherit | Redirect::ToOutput => (own(&io::stdin())?, None),
        Redirect::Null => (nowhere(false)?, None),
        Redirect::File(file) => (file, None),
        Redirect::Pipe => {
            let (reads, writes) = io::pipe()?;
            (reads.into(), Some(Writer::new(writes.into())?))
        }
    })
}

/// Their end, and ours.
fn output_of(
    redirect: Redirect,
    inherited: impl FnOnce() -> io::Result<OwnedFd>,
) -> io::Result<(OwnedFd, Option<Reader>)> {
    Ok(match redirect {
        Redirect::Inherit | Redirect::ToOutput => (inherited()?, None),
        Redirect::Null => (nowhere(true)?, None),
        Redirect::File(file) => (file, None),
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
