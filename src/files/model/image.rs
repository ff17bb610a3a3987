//! What every run finds: a folder that was read once.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Entries that an image has at most.
const MOST_ENTRIES: usize = 1_000;
/// Bytes that the files of an image have at most, together.
const MOST_BYTES: u64 = 64 << 20;

/// Folders and files by their paths: `a.txt`, `photos/b.jpg`. Clones are the same image.
#[derive(Clone, Debug, Default)]
pub struct Image(pub(super) Arc<BTreeMap<String, Entry>>);

#[derive(Clone, Debug)]
pub(super) enum Entry {
    Folder,
    File(Arc<Vec<u8>>),
}

/// An entry of a folder that is not in the image.
#[derive(Debug, PartialEq, Eq)]
pub struct Skipped {
    pub path: PathBuf,
    pub why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// A link may lead anywhere.
    Link,
    /// A pipe, a socket, a device.
    Special,
    /// Scripts cannot say its name.
    Name,
}

/// Why a folder makes no image.
#[derive(Debug)]
pub enum Unreadable {
    /// What the system says of this path.
    System(PathBuf, io::Error),
    NoFolder,
    /// More than so many entries.
    TooMany(usize),
    /// More than so many bytes.
    TooLarge(u64),
}

impl Image {
    /// Read a folder with all that is below it. Gives what was left out, too.
    ///
    /// # Errors
    /// What cannot be read; more than an image may have.
    pub fn read(folder: &Path) -> Result<(Image, Vec<Skipped>), Unreadable> {
        let about = std::fs::metadata(folder);
        let about = about.map_err(|error| Unreadable::System(folder.to_path_buf(), error))?;
        if !about.is_dir() {
            return Err(Unreadable::NoFolder);
        }
        let mut reading = Reading::default();
        reading.folder(folder, "")?;
        Ok((Image(Arc::new(reading.entries)), reading.skipped))
    }
}

#[derive(Default)]
struct Reading {
    entries: BTreeMap<String, Entry>,
    skipped: Vec<Skipped>,
    bytes: u64,
}

impl Reading {
    fn folder(&mut self, folder: &Path, name: &str) -> Result<(), Unreadable> {
        let failed = |path: &Path, error| Unreadable::System(path.to_path_buf(), error);
        let listed = std::fs::read_dir(folder).map_err(|error| failed(folder, error))?;
        for entry in listed {
            let entry = entry.map_err(|error| failed(folder, error))?;
            let path = entry.path();
            let kind = entry.file_type().map_err(|error| failed(&path, error))?;
            let why = match entry.file_name().to_str() {
                None => Why::Name,
                Some(_) if kind.is_symlink() => Why::Link,
                Some(_) if !kind.is_dir() && !kind.is_file() => Why::Special,
                Some(own) => {
                    let name = match name {
                        "" => own.to_owned(),
                        folder => format!("{folder}/{own}"),
                    };
                    if self.entries.len() >= MOST_ENTRIES {
                        return Err(Unreadable::TooMany(MOST_ENTRIES));
                    }
                    if kind.is_dir() {
                        self.entries.insert(name.clone(), Entry::Folder);
                        self.folder(&path, &name)?;
                    } else {
                        let bytes = self.file(&path)?;
                        self.entries.insert(name, Entry::File(Arc::new(bytes)));
                    }
                    continue;
                }
            };
            self.skipped.push(Skipped { path, why });
        }
        self.skipped.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(())
    }

    fn file(&mut self, path: &Path) -> Result<Vec<u8>, Unreadable> {
        use std::io::Read;
        let left = MOST_BYTES - self.bytes;
        let mut bytes = Vec::new();
        let opened = std::fs::File::open(path);
        // One byte more tells that there are too many.
        let read = opened.and_then(|file| file.take(left + 1).read_to_end(&mut bytes));
        read.map_err(|error| Unreadable::System(path.to_path_buf(), error))?;
        if bytes.len() as u64 > left {
            return Err(Unreadable::TooLarge(MOST_BYTES));
        }
        self.bytes += bytes.len() as u64;
        Ok(bytes)
    }
}

/// Files of this text at these paths; their folders are there too. For assignments that say in one place what their scripts find.
impl FromIterator<(String, Vec<u8>)> for Image {
    fn from_iter<I: IntoIterator<Item = (String, Vec<u8>)>>(files: I) -> Self {
        let mut entries = BTreeMap::new();
        for (path, bytes) in files {
            for (end, _) in path.match_indices('/') {
                entries.insert(path[..end].to_owned(), Entry::Folder);
            }
            entries.insert(path, Entry::File(Arc::new(bytes)));
        }
        Image(Arc::new(entries))
    }
}
