//! What the keeper does: a process of its own that starts the children of a run, so that all of them are below it, and ends them when the
//! run is gone, whatever has ended that. It ends when nobody is left.

use std::collections::BTreeMap;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::Child;

use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, pidfd_open};

use super::children::kill_below;
use super::family;
use super::wire::{Reply, Request, Start, answer, asked};

/// The keeper's life: its standard input is the line to the run.
///
/// # Errors
/// What the system says.
pub fn keep() -> io::Result<()> {
    crate::seal::close_the_inherited();
    // Who has lost their parent comes here and not to the system.
    rustix::process::set_child_subreaper(Some(rustix::process::getpid()))?;
    // A request to end is for the run; the keeper ends after it.
    let _ = ctrlc::set_handler(|| {});
    let line = UnixStream::from(io::stdin().as_fd().try_clone_to_owned()?);
    serve(&line);
    if has_children() {
        kill_below(rustix::process::getpid());
        has_children();
    }
    Ok(())
}

/// Does somebody live who is a child of this process? Who has ended is forgotten.
fn has_children() -> bool {
    loop {
        match rustix::process::wait(rustix::process::WaitOptions::NOHANG) {
            Ok(Some(_)) | Err(Errno::INTR) => {}
            Ok(None) => return true,
            Err(_) => return false,
        }
    }
}

fn serve(line: &UnixStream) {
    let mut children = BTreeMap::new();
    while let Ok(Some((request, streams))) = asked(line) {
        let (reply, process) = match request {
            Request::Start(start) => match begin(start, streams) {
                Ok((child, process)) => {
                    let pid = Pid::from_child(&child).as_raw_nonzero().get();
                    children.insert(pid, child);
                    ((0, pid), Some(process))
                }
                Err(error) => (failed(&error), None),
            },
            Request::Status(pid) => (status(&mut children, pid), None),
            Request::Sweep => {
                sweep(&children);
                ((0, 0), None)
            }
        };
        let process = process.as_ref().map(AsFd::as_fd);
        if answer(line, reply, process).is_err() {
            return;
        }
    }
}

fn failed(error: &io::Error) -> Reply {
    (error.raw_os_error().unwrap_or(Errno::IO.raw_os_error()), 0)
}

fn begin(start: Start, streams: Vec<OwnedFd>) -> io::Result<(Child, OwnedFd)> {
    let [input, output, errors] = <[OwnedFd; 3]>::try_from(streams).map_err(|_| Errno::INVAL)?;
    let mut command = std::process::Command::new(&start.program);
    if let Some((name, arguments)) = start.words.split_first() {
        command.arg0(name).args(arguments);
    }
    if let Some(folder) = &start.folder {
        command.current_dir(folder);
    }
    command.env_clear().envs(start.environment);
    command.stdin(input).stdout(output).stderr(errors);
    let mut child = command.process_group(start.group).spawn()?;
    // Their streams are theirs alone, as soon as may be.
    drop(command);
    match pidfd_open(Pid::from_child(&child), PidfdFlags::empty()) {
        Ok(process) => Ok((child, process)),
        Err(error) => {
            let _ = child.kill();
            let _ = child.wait();
            Err(error.into())
        }
    }
}

/// The status of a child that has ended: only now its number may become another's.
fn status(children: &mut BTreeMap<i32, Child>, pid: i32) -> Reply {
    let Some(child) = children.get_mut(&pid) else {
        return (Errno::CHILD.raw_os_error(), 0);
    };
    match child.try_wait() {
        Ok(Some(status)) => {
            children.remove(&pid);
            (0, status.into_raw())
        }
        Ok(None) => (Errno::AGAIN.raw_os_error(), 0),
        Err(error) => failed(&error),
    }
}

fn sweep(children: &BTreeMap<i32, Child>) {
    let own = family::own_children().into_iter();
    for orphan in own.filter(|pid| !children.contains_key(&pid.as_raw_nonzero().get())) {
        if let Some(orphan) = family::hold_own(orphan) {
            orphan.reap();
        }
    }
}
