//! A descriptor that becomes readable when a child has ended: the system's own where there is one, else the end of a pipe whose
//! other end a thread holds that waits for the child.

use std::io;
use std::os::fd::OwnedFd;

use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};

/// Make such a descriptor for a child that nobody has reaped.
pub fn end_of(pid: Pid) -> io::Result<OwnedFd> {
    #[cfg(target_os = "linux")]
    if let Ok(descriptor) = rustix::process::pidfd_open(pid, rustix::process::PidfdFlags::empty()) {
        return Ok(descriptor);
    }
    watched(pid)
}

/// As `end_of`, with a thread that watches.
#[expect(
    clippy::disallowed_methods,
    reason = "it waits in the system for the child and touches nothing of the run"
)]
pub(super) fn watched(pid: Pid) -> io::Result<OwnedFd> {
    let (reads, writes) = io::pipe()?;
    std::thread::Builder::new()
        .name("end of child".to_owned())
        .stack_size(64 << 10)
        .spawn(move || {
            // The status stays for whoever reaps the child.
            let only_look = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
            while matches!(
                waitid(WaitId::Pid(pid), only_look),
                Err(rustix::io::Errno::INTR)
            ) {}
            drop(writes);
        })?;
    Ok(reads.into())
}
