//! Unix sockets at paths. The system takes no descriptor for the folder of such a path, so it is given the name that the descriptor has
//! in `/proc`: no link that is put into the path meanwhile leads elsewhere. Where there is no such name, the path itself is used.

use super::Address;
use rustix::io::Result;
use rustix::net::SocketAddrUnix;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::Arc;

use parking_lot::Mutex;

use super::address::UNIX_PATH_LIMIT;
use crate::held;
use crate::held::Entry;

/// The names that sockets of this process are bound to, with the paths that they mean.
static BOUND: Mutex<BTreeMap<Vec<u8>, Vec<u8>>> = Mutex::new(BTreeMap::new());

/// A socket has its address by this name: the folder stays held for as long as the name is good.
pub(super) struct Bound {
    name: Vec<u8>,
    _folder: Entry,
}

impl Drop for Bound {
    fn drop(&mut self) {
        BOUND.lock().remove(&self.name);
    }
}

/// Bind with `bind` to the path, whose folder has been followed to its end.
pub(super) fn bind(
    path: &[u8],
    bind: impl FnOnce(&SocketAddrUnix) -> Result<()>,
) -> std::io::Result<Option<Arc<Bound>>> {
    if !has_names() {
        bind(&SocketAddrUnix::new(path)?)?;
        return Ok(None);
    }
    let entry = Entry::of(Path::new(OsStr::from_bytes(path)))?;
    let name = name_of(&entry);
    bind(&SocketAddrUnix::new(&name[..])?)?;
    BOUND.lock().insert(name.clone(), path.to_vec());
    Ok(Some(Arc::new(Bound {
        name,
        _folder: entry,
    })))
}

/// Call with the address of the socket at the path, a link of that name as little as one before it.
pub(super) fn with_socket<T>(
    path: &[u8],
    call: impl FnOnce(&SocketAddrUnix) -> Result<T>,
) -> std::io::Result<T> {
    if !has_names() {
        return Ok(call(&SocketAddrUnix::new(path)?)?);
    }
    let socket: OwnedFd = held::hold(Path::new(OsStr::from_bytes(path)))?;
    let name = format!("/proc/self/fd/{}", number(&socket));
    Ok(call(&SocketAddrUnix::new(name)?)?)
}

/// The address as the script knows it.
pub(super) fn known(name: Vec<u8>) -> Address {
    let path = BOUND.lock().get(&name).cloned();
    Address::Unix(path.unwrap_or(name))
}

/// Others can use the name with the process's number too, to answer a message.
fn name_of(entry: &Entry) -> Vec<u8> {
    let process = rustix::process::getpid().as_raw_nonzero();
    let folder = number(&entry.folder());
    let name = entry.name().as_bytes();
    let whole = |process: &str| {
        let start = format!("/proc/{process}/fd/{folder}/");
        [start.as_bytes(), name].concat()
    };
    let public = whole(&process.to_string());
    match public.len() <= UNIX_PATH_LIMIT {
        true => public,
        false => whole("self"),
    }
}

fn number(descriptor: &impl AsFd) -> i32 {
    use std::os::fd::AsRawFd;
    descriptor.as_fd().as_raw_fd()
}

fn has_names() -> bool {
    cfg!(target_os = "linux") && Path::new("/proc/self/fd").is_dir()
}
