//! Paths: where they really lead, and opening exactly what was checked.
//!
//! A path is judged by where it leads when all links are followed. Opening then follows no link at all, so that nobody can put one in
//! between.

use super::decision::{Decision, Grant};
use super::rule::{Pattern, Verdict};
use super::{Asker, Permission, Permissions, Refused};
use crate::messages::Message;
use std::fs::File;
use std::io;
use std::path::{Component, Path, PathBuf};

/// A file or a folder with all that lies below it.
#[derive(Debug, Clone)]
pub struct PathPattern(PathBuf);

impl PathPattern {
    pub fn parse(word: &str) -> Result<Self, Message> {
        Ok(PathPattern(reached(Path::new(word))))
    }

    pub fn exactly(path: PathBuf) -> Self {
        PathPattern(path)
    }
}

impl Pattern for PathPattern {
    type Subject = PathBuf;

    fn covers(&self, subject: &PathBuf) -> bool {
        subject.starts_with(&self.0)
    }
}

/// Where a path leads when all links are followed; what does not exist is taken as it is written.
pub fn reached(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    follow(&absolute, 40)
}

fn follow(path: &Path, links: usize) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let Some(parent) = path.parent() else {
        return path.to_path_buf();
    };
    match path.components().next_back() {
        Some(Component::Normal(name)) => {
            let place = follow(parent, links).join(name);
            match place.read_link() {
                // A link to something that does not exist: writing would make it there.
                Ok(target) if links > 0 => {
                    let target = place.parent().unwrap_or(Path::new("/")).join(target);
                    follow(&target, links - 1)
                }
                _ => place,
            }
        }
        Some(Component::ParentDir) => {
            let below = follow(parent, links);
            below.parent().unwrap_or(&below).to_path_buf()
        }
        _ => path.to_path_buf(),
    }
}

/// Folders that show and change the machine itself.
const SPECIAL: [&str; 3] = ["/proc", "/sys", "/dev"];

/// What lies in them and is harmless.
const HARMLESS: [&str; 5] = [
    "/dev/null",
    "/dev/zero",
    "/dev/full",
    "/dev/random",
    "/dev/urandom",
];

fn is_special(path: &Path) -> bool {
    SPECIAL.iter().any(|folder| path.starts_with(folder))
        && !HARMLESS.iter().any(|file| path == Path::new(file))
}

/// The path as it was written, or where it leads when that shows something else.
fn shown(given: &Path, reached: &Path) -> String {
    let plain = match given.is_absolute() {
        true => given.to_path_buf(),
        false => follow(Path::new("."), 40).join(given),
    };
    let as_written = plain.components().eq(reached.components());
    let path = if as_written { given } else { reached };
    path.to_string_lossy().into_owned()
}

/// How a file is opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Access {
    pub read: bool,
    pub write: bool,
    /// Each write goes to the end.
    pub append: bool,
    /// Empty it first.
    pub truncate: bool,
    /// Make it if there is none.
    pub create: bool,
    /// Fail if there is one.
    pub create_new: bool,
}

/// Why a file was not opened.
#[derive(Debug)]
pub enum OpenError {
    Refused(Refused),
    System(io::Error),
}

impl From<Refused> for OpenError {
    fn from(refused: Refused) -> Self {
        OpenError::Refused(refused)
    }
}

impl Permissions {
    /// May the file or folder be read? Gives where the path leads.
    ///
    /// # Errors
    /// The refusal.
    pub fn check_read(&self, asker: &Asker, path: &Path) -> Result<PathBuf, Refused> {
        self.check_path(asker, Permission::Read, path, reached(path), None)
    }

    /// May the file or folder be made, changed, removed? Gives where the path leads.
    ///
    /// # Errors
    /// The refusal.
    pub fn check_write(&self, asker: &Asker, path: &Path) -> Result<PathBuf, Refused> {
        self.check_path(asker, Permission::Write, path, reached(path), None)
    }

    /// As `check_write` for the entry in its folder: a link at the end of the path is not followed.
    ///
    /// # Errors
    /// The refusal.
    pub fn check_entry(&self, asker: &Asker, path: &Path) -> Result<PathBuf, Refused> {
        let real = match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) if folder.as_os_str().is_empty() => {
                reached(Path::new(".")).join(name)
            }
            (Some(folder), Some(name)) => reached(folder).join(name),
            _ => reached(path),
        };
        self.check_path(asker, Permission::Write, path, real, None)
    }

    /// May the module be loaded? What lies in `home`, the script's folder, may unless it is denied. Gives where the path leads.
    ///
    /// # Errors
    /// The refusal.
    pub fn check_import(
        &self,
        asker: &Asker,
        path: &Path,
        home: &Path,
    ) -> Result<PathBuf, Refused> {
        self.check_path(asker, Permission::Import, path, reached(path), Some(home))
    }

    /// Open a file for what `access` says, if it may be; what is opened is what was checked. Blocks on a pipe without a
    /// partner: to be called by `Task::outside` when that matters.
    ///
    /// # Errors
    /// The refusal, or what the system says.
    pub fn open(&self, asker: &Asker, path: &Path, access: Access) -> Result<File, OpenError> {
        let mut real = None;
        if access.read {
            real = Some(self.check_read(asker, path)?);
        }
        if access.write || access.append || access.create || access.truncate {
            real = Some(self.check_write(asker, path)?);
        }
        let real = real.unwrap_or_else(|| reached(path));
        open_reached(&real, access).map_err(OpenError::System)
    }

    fn check_path(
        &self,
        asker: &Asker,
        permission: Permission,
        path: &Path,
        real: PathBuf,
        home: Option<&Path>,
    ) -> Result<PathBuf, Refused> {
        let value = Some(shown(path, &real));
        if is_special(&real) {
            self.decide(
                asker,
                Decision::of(Permission::All, value, &|state| match state.all {
                    true => Verdict::Allowed,
                    false => Verdict::Forbidden,
                }),
            )?;
            return Ok(real);
        }
        let at_home = home.is_some_and(|home| real.starts_with(reached(home)));
        let judge = |state: &super::decision::State| match state.paths(permission).judge(&real) {
            Verdict::Open if at_home => Verdict::Allowed,
            verdict => verdict,
        };
        self.decide(
            asker,
            Decision {
                grant: Grant::Path(PathPattern::exactly(real.clone())),
                ..Decision::of(permission, value, &judge)
            },
        )?;
        Ok(real)
    }
}

/// Open a path that has been followed to its end; a link that has come into it meanwhile is not followed.
pub fn open_reached(path: &Path, access: Access) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let mut flags = OFlags::CLOEXEC | OFlags::NOCTTY | OFlags::NOFOLLOW;
    flags |= match (access.read, access.write || access.append) {
        (true, true) => OFlags::RDWR,
        (false, true) => OFlags::WRONLY,
        _ => OFlags::RDONLY,
    };
    for (wanted, flag) in [
        (access.append, OFlags::APPEND),
        (access.truncate, OFlags::TRUNC),
        (access.create || access.create_new, OFlags::CREATE),
        (access.create_new, OFlags::EXCL),
    ] {
        if wanted {
            flags |= flag;
        }
    }
    let mode = match flags.contains(OFlags::CREATE) {
        true => Mode::from_raw_mode(0o666),
        false => Mode::empty(),
    };
    open_without_links(path, flags, mode)
}

#[cfg(target_os = "linux")]
fn open_without_links(
    path: &Path,
    flags: rustix::fs::OFlags,
    mode: rustix::fs::Mode,
) -> io::Result<File> {
    use rustix::fs::{CWD, ResolveFlags, openat2};
    use rustix::io::Errno;
    let opened = openat2(CWD, path, flags, mode, ResolveFlags::NO_SYMLINKS);
    match opened {
        // Kernels before 5.6, and boxes that forbid the call.
        Err(Errno::NOSYS | Errno::PERM) => open_and_compare(path, flags, mode),
        opened => Ok(opened?.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn open_without_links(
    path: &Path,
    flags: rustix::fs::OFlags,
    mode: rustix::fs::Mode,
) -> io::Result<File> {
    open_and_compare(path, flags, mode)
}

/// Open the folder, see that it is the one that was checked, then the file in it without following a link.
fn open_and_compare(
    path: &Path,
    flags: rustix::fs::OFlags,
    mode: rustix::fs::Mode,
) -> io::Result<File> {
    use rustix::fs::{CWD, Mode, OFlags, fstat, openat, stat};
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Ok(openat(CWD, path, flags, mode)?.into());
    };
    let opened = openat(
        CWD,
        folder,
        OFlags::DIRECTORY | OFlags::CLOEXEC | OFlags::RDONLY,
        Mode::empty(),
    )?;
    let (seen, real) = (fstat(&opened)?, stat(&folder.canonicalize()?)?);
    let same = (seen.st_dev, seen.st_ino) == (real.st_dev, real.st_ino);
    if !same || folder.canonicalize()? != folder {
        return Err(io::Error::other("the path changed while it was opened"));
    }
    Ok(openat(&opened, name, flags, mode)?.into())
}
