//! Files that were handed in, from folders and archives, without following a link and without reading what cannot count.

use super::name::{base, is_junk};
use crate::messages::{Message, message, system_reason};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Seek};
use std::path::Path;

/// No more files are looked at, in an archive or a folder.
const MOST_FILES: usize = 20_000;
/// An archive of a class may unpack to so many bytes that are looked at.
const MOST_BYTES: u64 = 1 << 30;
/// Folders in folders.
const DEEPEST: usize = 12;

/// What is below a folder: paths with `/`, in order.
#[derive(Clone, Default, Debug)]
pub struct Tree {
    pub files: BTreeMap<String, Content>,
    /// What is not looked at, and is told.
    pub ignored: Vec<String>,
}

/// A file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Content {
    Bytes(Vec<u8>),
    /// So large that it cannot count.
    Large(u64),
}

/// Which files are read, and how much of them.
#[derive(Clone, Copy)]
pub struct Reading<'r> {
    /// Names of interest: others are only named.
    pub wanted: &'r dyn Fn(&str) -> bool,
    /// Larger files are not read.
    pub most: u64,
}

/// An archive may be so large.
const LARGEST_ARCHIVE: u64 = 256 << 20;

impl Reading<'_> {
    /// Files below a folder. The folder itself may be a link; nothing in it is followed.
    ///
    /// # Errors
    /// What the system says, of the folder itself.
    pub fn folder(&self, folder: &Path) -> Result<Tree, Message> {
        let mut tree = Tree::default();
        self.add_folder(folder, "", 0, &mut tree).map_err(|error| {
            let folder = folder.display().to_string();
            message!(
                "marks-unreadable",
                file = folder,
                reason = system_reason(&error)
            )
        })?;
        self.expand(&mut tree);
        Ok(tree)
    }

    /// Files in an archive.
    ///
    /// # Errors
    /// It is none.
    pub fn archive(&self, name: &str, bytes: Vec<u8>) -> Result<Tree, Message> {
        let mut tree = Tree::default();
        self.unpack(Cursor::new(bytes), "", &mut tree)
            .map_err(|error| {
                message!("marks-no-archive", file = name, reason = error.to_string())
            })?;
        self.expand(&mut tree);
        Ok(tree)
    }

    fn add_folder(
        &self,
        folder: &Path,
        before: &str,
        depth: usize,
        tree: &mut Tree,
    ) -> std::io::Result<()> {
        let mut entries: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = format!("{before}{}", entry.file_name().to_string_lossy());
            // Of the entry itself, not of what a link names.
            let Ok(about) = entry.metadata() else {
                tree.ignored.push(name);
                continue;
            };
            if is_junk(&name) {
                continue;
            }
            let is_full = tree.files.len() >= MOST_FILES;
            if about.is_dir() && depth < DEEPEST && !is_full {
                let before = tree.files.len() + tree.ignored.len();
                let added = self.add_folder(&entry.path(), &format!("{name}/"), depth + 1, tree);
                match added {
                    Err(_) => tree.ignored.push(name),
                    // Somebody handed in nothing.
                    Ok(()) if before == tree.files.len() + tree.ignored.len() => {
                        tree.ignored.push(format!("{name}/"));
                    }
                    Ok(()) => {}
                }
            } else if !about.is_file() || is_full || !(self.wanted)(&name) {
                tree.ignored.push(name);
            } else {
                let most = if is_archive(&name) {
                    LARGEST_ARCHIVE
                } else {
                    self.most
                };
                match about.len() > most {
                    true => _ = tree.files.insert(name, Content::Large(about.len())),
                    false => match read(&entry.path(), most) {
                        Ok(bytes) => _ = tree.files.insert(name, Content::Bytes(bytes)),
                        Err(_) => tree.ignored.push(name),
                    },
                }
            }
        }
        Ok(())
    }

    /// Archives that lie among the files, one level deep.
    fn expand(&self, tree: &mut Tree) {
        let archives: Vec<String> = tree
            .files
            .keys()
            .filter(|name| is_archive(name))
            .cloned()
            .collect();
        for name in archives {
            let Some(Content::Bytes(bytes)) = tree.files.remove(&name) else {
                tree.ignored.push(name);
                continue;
            };
            let stem = &name[..name.len() - ".zip".len()];
            let mut inner = Tree::default();
            match self.unpack(Cursor::new(bytes), &format!("{stem}/"), &mut inner) {
                Ok(()) => {
                    let (archives, files): (Vec<_>, Vec<_>) = inner
                        .files
                        .into_iter()
                        .partition(|(name, _)| is_archive(name));
                    tree.files.extend(files);
                    tree.ignored
                        .extend(archives.into_iter().map(|(name, _)| name));
                    tree.ignored.extend(inner.ignored);
                }
                Err(_) => tree.ignored.push(name),
            }
        }
        tree.ignored.sort();
    }

    fn unpack(
        &self,
        archive: impl Read + Seek,
        before: &str,
        tree: &mut Tree,
    ) -> zip::result::ZipResult<()> {
        let mut archive = zip::ZipArchive::new(archive)?;
        let mut left = MOST_BYTES;
        for place in 0..archive.len().min(MOST_FILES) {
            // An entry that is damaged or enciphered is one that cannot count.
            let Ok(mut entry) = archive.by_index(place) else {
                continue;
            };
            let raw = entry.name_raw();
            let name = std::str::from_utf8(raw).map_or_else(
                |_| String::from_utf8_lossy(raw).into_owned(),
                str::to_string,
            );
            let name = name.replace('\\', "/");
            if entry.is_dir() || is_junk(&name) {
                continue;
            }
            let full = format!("{before}{name}");
            let leaves = name.starts_with('/')
                || name
                    .split('/')
                    .any(|part| part == ".." || part.contains(':'));
            let is_file = entry.is_file() && !entry.is_symlink();
            if leaves || !is_file || !(self.wanted)(&full) {
                tree.ignored.push(full);
                continue;
            }
            let most = if is_archive(&full) {
                LARGEST_ARCHIVE
            } else {
                self.most
            }
            .min(left);
            let mut bytes = Vec::new();
            // What the archive says of its size is not believed.
            let content = match entry.by_ref().take(most + 1).read_to_end(&mut bytes) {
                Ok(count) if count as u64 > most => Content::Large(entry.size().max(most + 1)),
                Ok(_) => Content::Bytes(bytes),
                Err(_) => {
                    tree.ignored.push(full);
                    continue;
                }
            };
            if let Content::Bytes(bytes) = &content {
                left -= bytes.len() as u64;
            }
            tree.files.insert(full, content);
        }
        Ok(())
    }
}

/// By its name.
pub fn is_archive(name: &str) -> bool {
    let name = base(name);
    name.len() > 4
        && name
            .get(name.len() - 4..)
            .is_some_and(|end| end.eq_ignore_ascii_case(".zip"))
}

/// A file of at most so many bytes. A file that is no file any more is not waited for.
pub fn read(path: &Path, most: u64) -> std::io::Result<Vec<u8>> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = fs::File::from(rustix::fs::open(path, flags, Mode::empty())?);
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
