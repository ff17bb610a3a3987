//! What a process promises of itself, and the limits that the system keeps for it.

use super::Reach;
use rustix::process::{
    DumpableBehavior, Pid, Resource, Rlimit, Signal, getppid, getrlimit, set_dumpable_behavior,
    set_parent_process_death_signal, setrlimit,
};
use rustix::thread::set_no_new_privs;
use std::io;

/// Descriptors below this: the three streams, and what the layers need on their way.
const DESCRIPTORS: u64 = 8;

/// From now on this process is killed when its parent ends, whatever ends it.
///
/// # Errors
/// What the system says; the parent, who was `parent`, has ended already.
pub fn die_with_parent(parent: Option<Pid>) -> io::Result<()> {
    set_parent_process_death_signal(Some(Signal::KILL))?;
    match parent.is_none() || getppid() == parent {
        true => Ok(()),
        false => Err(io::ErrorKind::NotConnected.into()),
    }
}

/// What this process has inherited besides its three streams is not for it. To be called while nothing else is open yet.
pub fn close_the_inherited() {
    let open = std::fs::read_dir("/proc/self/fd").into_iter().flatten();
    let numbers: Vec<i32> = open
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|number| *number > 2)
        .collect();
    for number in numbers {
        // Fails for the one that the list was read by.
        let _ = nix::unistd::close(number);
    }
}

pub fn limit(reach: &Reach) -> Result<(), String> {
    let failed = |error: rustix::io::Errno| error.to_string();
    set_no_new_privs(true).map_err(failed)?;
    // No picture of it is written, and nobody of the same user looks into its memory.
    set(Resource::Core, 0).map_err(failed)?;
    let Reach::Nothing { processor } = reach else {
        return Ok(());
    };
    set_dumpable_behavior(DumpableBehavior::NotDumpable).map_err(failed)?;
    set(Resource::Nofile, DESCRIPTORS).map_err(failed)?;
    set(Resource::Fsize, 0).map_err(failed)?;
    set(Resource::Nproc, 0).map_err(failed)?;
    set(Resource::Memlock, 0).map_err(failed)?;
    set(Resource::Msgqueue, 0).map_err(failed)?;
    // The first says why, the second is not to be survived.
    let seconds = (*processor).max(1);
    set_both(Resource::Cpu, seconds, seconds + 1).map_err(failed)
}

fn set(resource: Resource, most: u64) -> Result<(), rustix::io::Errno> {
    set_both(resource, most, most)
}

/// Never more than there was.
fn set_both(resource: Resource, soft: u64, hard: u64) -> Result<(), rustix::io::Errno> {
    let before = getrlimit(resource).maximum.unwrap_or(u64::MAX);
    let limit = Rlimit {
        current: Some(soft.min(before)),
        maximum: Some(hard.min(before)),
    };
    setrlimit(resource, limit)
}
