//! Paths that have been followed to their end, reached without following a link: what is opened, changed or looked at is what the path
//! named when it was judged, whatever is renamed or linked meanwhile. Who may reach what is not known here.

use rustix::fs::{AtFlags, Dir, Mode, OFlags, mkdirat, openat, renameat, unlinkat};
use rustix::io::Errno;
use std::ffi::{OsStr, OsString};
use std::fs::{File, Metadata};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStringExt;
use std::path::{Component, Path};

/// Only to name what lies there; no right to read is needed.
#[cfg(any(target_os = "linux", target_os = "android"))]
const NAMED: OFlags = OFlags::PATH.union(OFlags::CLOEXEC);
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const NAMED: OFlags = OFlags::RDONLY
    .union(OFlags::CLOEXEC)
    .union(OFlags::NONBLOCK);

/// Open what the absolute path names. A link anywhere on it is an error.
///
/// # Errors
/// What the system says; `ELOOP` or `ENOTDIR` for a link.
pub fn open(path: &Path, flags: OFlags, mode: Mode) -> io::Result<OwnedFd> {
    let flags = flags | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, ResolveFlags, openat2};
        match openat2(CWD, path, flags, mode, ResolveFlags::NO_SYMLINKS) {
            // Kernels before 5.6, and boxes that forbid the call.
            Err(Errno::NOSYS | Errno::PERM) => {}
            opened => return Ok(opened?),
        }
    }
    walk(path, flags, mode)
}

/// The same from folder to folder, for systems without `openat2`.
fn walk(path: &Path, flags: OFlags, mode: Mode) -> io::Result<OwnedFd> {
    use rustix::fs::CWD;
    let mut names = Vec::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => names.push(name),
            Component::RootDir | Component::CurDir | Component::Prefix(_) => {}
            Component::ParentDir => return Err(Errno::INVAL.into()),
        }
    }
    let root = OsStr::new(if path.is_absolute() { "/" } else { "." });
    let folder = NAMED | OFlags::DIRECTORY | OFlags::NOFOLLOW;
    let Some(last) = names.pop() else {
        return Ok(openat(CWD, root, flags, mode)?);
    };
    let mut at = openat(CWD, root, folder, Mode::empty())?;
    for name in names {
        at = openat(&at, name, folder, Mode::empty())?;
    }
    Ok(openat(&at, last, flags, mode)?)
}

/// Hold what the path names, a link as a link.
///
/// # Errors
/// What the system says.
pub fn hold(path: &Path) -> io::Result<OwnedFd> {
    open(path, NAMED, Mode::empty())
}

/// What the path names; a link leads nowhere, so it counts as nothing.
///
/// # Errors
/// What the system says.
pub fn metadata(path: &Path) -> io::Result<Metadata> {
    let about = File::from(hold(path)?).metadata()?;
    match about.is_symlink() {
        true => Err(io::ErrorKind::NotFound.into()),
        false => Ok(about),
    }
}

/// The names in a folder.
///
/// # Errors
/// What the system says.
pub fn names(folder: &Path) -> io::Result<Vec<OsString>> {
    let opened = open(folder, OFlags::RDONLY | OFlags::DIRECTORY, Mode::empty())?;
    let mut names = Vec::new();
    for entry in Dir::new(opened)? {
        let name = entry?.file_name().to_bytes().to_vec();
        if name != b"." && name != b".." {
            names.push(OsString::from_vec(name));
        }
    }
    Ok(names)
}

/// A name in a folder that is held.
#[derive(Debug)]
pub struct Entry {
    folder: OwnedFd,
    name: OsString,
}

impl Entry {
    /// Hold the folder of the path.
    ///
    /// # Errors
    /// What the system says.
    pub fn of(path: &Path) -> io::Result<Entry> {
        let (folder, name) = match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) => (folder, name),
            // The root of the file system.
            _ => (path, OsStr::new(".")),
        };
        Ok(Entry {
            folder: open(folder, NAMED | OFlags::DIRECTORY, Mode::empty())?,
            name: name.to_owned(),
        })
    }

    pub fn folder(&self) -> BorrowedFd<'_> {
        self.folder.as_fd()
    }

    pub fn name(&self) -> &OsStr {
        &self.name
    }

    /// # Errors
    /// What the system says.
    pub fn make_folder(&self) -> io::Result<()> {
        Ok(mkdirat(
            &self.folder,
            &self.name,
            Mode::from_raw_mode(0o777),
        )?)
    }

    /// # Errors
    /// What the system says; for a folder `EISDIR`.
    pub fn remove_file(&self) -> io::Result<()> {
        Ok(unlinkat(&self.folder, &self.name, AtFlags::empty())?)
    }

    /// # Errors
    /// What the system says.
    pub fn remove_folder(&self) -> io::Result<()> {
        Ok(unlinkat(&self.folder, &self.name, AtFlags::REMOVEDIR)?)
    }

    /// # Errors
    /// What the system says.
    pub fn rename(&self, new: &Entry) -> io::Result<()> {
        Ok(renameat(&self.folder, &self.name, &new.folder, &new.name)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn no_link_is_followed_with_openat2_or_without() {
        let here = tempfile::tempdir().expect("a folder for the test can be made");
        let here = here.path().canonicalize().expect("it is there");
        std::fs::create_dir(here.join("d")).expect("it can be made");
        std::fs::write(here.join("d/file"), "18").expect("it can be written");
        symlink("d", here.join("link")).expect("it can be made");
        symlink("file", here.join("d/last")).expect("it can be made");
        for way in [open, walk] {
            let reads = |path: &str| {
                let flags = OFlags::RDONLY | OFlags::NOFOLLOW;
                way(&here.join(path), flags, Mode::empty()).is_ok()
            };
            assert!(reads("d/file") && reads("d") && reads(""));
            assert!(!reads("link/file") && !reads("d/last") && !reads("d/none"));
        }
        assert!(Entry::of(&here.join("link/file")).is_err());
        assert!(names(&here.join("link")).is_err());
        assert!(metadata(&here.join("d/last")).is_err());
        assert_eq!(
            metadata(&here.join("d/file")).expect("it is there").len(),
            2
        );
        // A folder that is held is the same under every name.
        let held = Entry::of(&here.join("d/file")).expect("it is there");
        std::fs::rename(here.join("d"), here.join("e")).expect("it can be renamed");
        std::fs::create_dir(here.join("d")).expect("it can be made");
        std::fs::write(here.join("d/file"), "19").expect("it can be written");
        held.remove_file().expect("it is there");
        assert!(here.join("d/file").exists() && !here.join("e/file").exists());
    }
}
