//! Paths: where they really lead, and opening exactly what was checked.
//!
//! A path is judged by where it leads when all links are followed. Opening then follows no link at all, so that nobody can put one in
//! between.

use super::decision::{Decision, Grant};
use super::rule::{Pattern, Verdict};
use super::{Asker, Permission, Permissions, Reason, Refused};
use crate::held;
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

    pub fn path(&self) -> PathBuf {
        self.0.clone()
    }

    /// Does the pattern name the path, or something below it?
    pub fn lies_in(&self, path: &Path) -> bool {
        self.0.starts_with(path)
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

/// The path as it is written, from the root on, with no link followed.
fn as_written(given: &Path) -> PathBuf {
    let whole = match given.is_absolute() {
        true => given.to_path_buf(),
        false => follow(Path::new("."), 40).join(given),
    };
    let mut plain = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
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

    /// May it be read and changed? Gives where the path leads.
    ///
    /// # Errors
    /// The refusal.
    pub fn check_both(&self, asker: &Asker, path: &Path) -> Result<PathBuf, Refused> {
        let real = self.check_read(asker, path)?;
        self.check_path(asker, Permission::Write, path, real, None)
    }

    /// As `check_write` for the entry in its folder: a link at the end of the path is not followed.
    ///
    /// # Errors
    /// The refusal.
    pub fn check_entry(&self, asker: &Asker, path: &Path) -> Result<PathBuf, Refused> {
        self.check_path(asker, Permission::Write, path, entry_reached(path), None)
    }

    /// As `check_entry` for what is to go away: not what a rule names, nor a folder with such a thing in it.
    ///
    /// # Errors
    /// The refusal.
    pub fn check_removal(&self, asker: &Asker, path: &Path) -> Result<PathBuf, Refused> {
        let real = entry_reached(path);
        self.check_unfixed(asker, path, &real, Change::Removed)?;
        self.check_path(asker, Permission::Write, path, real, None)
    }

    /// May `old` be called `new`? What is moved can be read at its new place, so it must be readable at the old one. Gives where
    /// both are.
    ///
    /// # Errors
    /// The refusal.
    pub fn check_rename(
        &self,
        asker: &Asker,
        old: &Path,
        new: &Path,
    ) -> Result<(PathBuf, PathBuf), Refused> {
        let (from, to) = (entry_reached(old), entry_reached(new));
        self.check_path(asker, Permission::Read, old, from.clone(), None)?;
        self.check_unfixed(asker, old, &from, Change::Moved)?;
        let from = self.check_path(asker, Permission::Write, old, from, None)?;
        self.check_unfixed(asker, new, &to, Change::Removed)?;
        let to = self.check_path(asker, Permission::Write, new, to, None)?;
        Ok((from, to))
    }

    /// Rules are about paths: what they name must stay where it is.
    fn check_unfixed(
        &self,
        asker: &Asker,
        path: &Path,
        real: &Path,
        change: Change,
    ) -> Result<(), Refused> {
        if !self.state.lock().is_fixed(real, change) {
            return Ok(());
        }
        self.decide(
            asker,
            Decision {
                because: Some(&|_| Some(Reason::Fixed)),
                ..Decision::about(Permission::Write, path, real, &|_| Verdict::Forbidden)
            },
        )
    }

    /// May the module be loaded? What lies in `home`, the script's folder as `reached` gives it, may unless it is denied. Gives where
    /// the path leads.
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
        // Followed once: both questions are about the file that is opened.
        let mut real = reached(path);
        if access.read {
            real = self.check_path(asker, Permission::Read, path, real, None)?;
        }
        if access.write || access.append || access.create || access.truncate {
            real = self.check_path(asker, Permission::Write, path, real, None)?;
        }
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
        if is_special(&real) {
            // Where a link leads is not told: then the permission that was asked for is missing.
            let wanted = match is_special(&as_written(path)) {
                true => Permission::All,
                false => permission,
            };
            let judge = |state: &super::decision::State| match state.all {
                true => Verdict::Allowed,
                false => Verdict::Forbidden,
            };
            self.decide(
                asker,
                Decision {
                    because: Some(&|_| Some(Reason::NotGranted)),
                    ..Decision::about(wanted, path, &real, &judge)
                },
            )?;
            return Ok(real);
        }
        let at_home = home.is_some_and(|home| real.starts_with(home));
        let judge = |state: &super::decision::State| match state.paths(permission).judge(&real) {
            Verdict::Open if at_home => Verdict::Allowed,
            verdict => verdict,
        };
        self.decide(
            asker,
            Decision {
                grant: Grant::Path(PathPattern::exactly(real.clone())),
                ..Decision::about(permission, path, &real, &judge)
            },
        )?;
        Ok(real)
    }
}

impl<'a> Decision<'a> {
    /// A decision about a path: refusals show it as it was written, whatever is there; questions and the audit tell where it leads.
    fn about(
        permission: Permission,
        path: &Path,
        real: &Path,
        judge: &'a dyn Fn(&super::decision::State) -> Verdict,
    ) -> Self {
        let led = as_written(path) != *real;
        // `..` is taken as it reads, so that the words are the same whatever the folders before it are.
        let has_dots = path.components().any(|part| part == Component::ParentDir);
        let typed = match has_dots {
            true => as_written(path),
            false => path.to_path_buf(),
        };
        let typed = typed.to_string_lossy().into_owned();
        Decision {
            leads_to: led.then(|| real.to_string_lossy().into_owned()),
            ..Decision::of(permission, Some(typed), judge)
        }
    }
}

/// What happens to what a path names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Moved,
    /// Or replaced by something else.
    Removed,
}

/// Where the folder of the path is, and the name in it; a link of that name is not followed.
fn entry_reached(path: &Path) -> PathBuf {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if folder.as_os_str().is_empty() => {
            reached(Path::new(".")).join(name)
        }
        (Some(folder), Some(name)) => reached(folder).join(name),
        _ => reached(path),
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
    Ok(held::open(path, flags, mode)?.into())
}
