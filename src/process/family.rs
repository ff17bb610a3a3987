//! Who descends from whom among the processes of the machine, as `/proc` tells it: to end what children started. Empty elsewhere than on Linux.

use std::collections::HashMap;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::io::Errno;
use rustix::process::{
    Pid, PidfdFlags, Signal, WaitId, WaitIdOptions, pidfd_open, pidfd_send_signal, waitid,
};

/// A process that is no child of ours, held so that its number cannot become another's meanwhile.
pub struct Relative {
    process: OwnedFd,
}

impl Relative {
    pub fn terminate(&self) {
        // Who has ended needs no signal.
        let _ = pidfd_send_signal(&self.process, Signal::TERM);
    }

    pub fn kill(&self) {
        let _ = pidfd_send_signal(&self.process, Signal::KILL);
    }

    /// Readable when it has ended.
    pub fn end(&self) -> BorrowedFd<'_> {
        self.process.as_fd()
    }

    /// Take its status, if it has become our child and has ended.
    pub fn reap(&self) {
        let _ = waitid(
            WaitId::PidFd(self.process.as_fd()),
            WaitIdOptions::EXITED | WaitIdOptions::NOHANG,
        );
    }
}

/// Everybody below `roots` who has not ended, without them and without those in `known`.
pub fn below(roots: &[Pid], known: &[Pid]) -> Vec<Relative> {
    let children = children_of_all();
    let mut found = Vec::new();
    let mut work: Vec<Pid> = roots.to_vec();
    while let Some(parent) = work.pop() {
        for &child in children.get(&parent).map_or(&[][..], Vec::as_slice) {
            work.push(child);
            if !known.contains(&child)
                && !roots.contains(&child)
                && let Some(relative) = hold(child, parent)
                && about(child).is_some_and(|(has_ended, _)| !has_ended)
            {
                found.push(relative);
            }
        }
    }
    found
}

/// Has the process no children but, perhaps, this one? False when the system does not tell it at once.
pub fn is_childless(process: Pid, but: Option<Pid>) -> bool {
    let Ok(threads) = std::fs::read_dir(format!("/proc/{}/task", process.as_raw_nonzero())) else {
        return false;
    };
    let but = but.map(|pid| pid.as_raw_nonzero().to_string());
    threads.flatten().all(|thread| {
        let children = std::fs::read_to_string(thread.path().join("children"));
        children.is_ok_and(|list| {
            list.split_whitespace()
                .all(|pid| but.as_deref() == Some(pid))
        })
    })
}

/// The children that this process has now.
pub fn own_children() -> Vec<Pid> {
    let any = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    if matches!(waitid(WaitId::All, any), Err(Errno::CHILD)) {
        return Vec::new();
    }
    let own = rustix::process::getpid();
    children_of_all().remove(&own).unwrap_or_default()
}

/// Hold a child of ours that nobody else will reap.
pub fn hold_own(pid: Pid) -> Option<Relative> {
    hold(pid, rustix::process::getpid())
}

/// The parent is looked at again once the process is held: the number may have changed its owner in between.
fn hold(pid: Pid, parent: Pid) -> Option<Relative> {
    let process = pidfd_open(pid, PidfdFlags::empty()).ok()?;
    (parent_of(pid)? == parent).then_some(Relative { process })
}

fn children_of_all() -> HashMap<Pid, Vec<Pid>> {
    let mut children: HashMap<Pid, Vec<Pid>> = HashMap::new();
    let Ok(entries) = std::fs::read_dir("/proc") else {
        return children;
    };
    let numbers = entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    for pid in numbers.filter_map(Pid::from_raw) {
        if let Some(parent) = parent_of(pid) {
            children.entry(parent).or_default().push(pid);
        }
    }
    children
}

fn parent_of(pid: Pid) -> Option<Pid> {
    about(pid).map(|(_, parent)| parent)
}

/// Has it ended, though nobody has reaped it, and who is its parent? From `number (name) state parent …`, where the name may have any
/// character in it.
fn about(pid: Pid) -> Option<(bool, Pid)> {
    let line = std::fs::read(format!("/proc/{}/stat", pid.as_raw_nonzero())).ok()?;
    let after_name = line.iter().rposition(|&byte| byte == b')')?;
    let rest = std::str::from_utf8(&line[after_name + 1..]).ok()?;
    let mut words = rest.split_whitespace();
    let has_ended = matches!(words.next()?, "Z" | "X");
    Some((has_ended, Pid::from_raw(words.next()?.parse().ok()?)?))
}
