//! As `process`, where the system has none of it.

use rustix::process::Pid;
use std::io;

/// # Errors
/// Always: the system cannot do it.
pub fn die_with_parent(_: Option<Pid>) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Left open.
pub fn close_the_inherited() {}
