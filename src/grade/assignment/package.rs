//! The files of an assignment, from a folder or from a zip that is not unpacked to the disk.

use super::mistake::Mistake;
use crate::messages::{Message, message, system_reason};
use crate::objects::error::Source;
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zip::ZipArchive;

/// The file that says what is run and checked.
pub const MAIN: &str = "assignment.toml";

/// Files and folders that an assignment may have.
const MOST_ENTRIES: usize = 1_000;
/// Bytes of all its files together, unpacked.
const MOST_BYTES: u64 = 64 << 20;

/// What an assignment's folder may hold; all else in it is left alone.
const FOLDERS: &[&str] = &["starter", "files", "with", "proof", "messages"];
const FILES: &[&str] = &[MAIN, "judge.rhai", "statement.en.md", "statement.fr.md"];

/// Files with their names inside of the assignment, `/` between folders.
#[derive(Clone, Debug, Default)]
pub struct Package {
    /// As people named it.
    pub label: String,
    /// The name of the folder, or of the zip without `.zip`.
    pub name: String,
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Package {
    /// # Errors
    /// What cannot be read, or may not be in an assignment.
    pub fn read(path: &Path) -> Result<Package, Vec<Mistake>> {
        let mut package = Package {
            label: path.display().to_string(),
            name: name_of(path),
            files: BTreeMap::new(),
        };
        let label = package.label.clone();
        let about =
            fs::metadata(path).map_err(|error| vec![unreadable(&label, system_reason(&error))])?;
        if about.is_dir() {
            package.read_folder(path)?;
            if !package.files.contains_key(MAIN) {
                let hint = message!("assignment-none.hint");
                let none = message!("assignment-none", folder = label);
                return Err(vec![Mistake::plain(none, Some(hint))]);
            }
            return Ok(package);
        }
        if path.file_name().is_some_and(|name| name == MAIN) {
            let wrong = message!("assignment-file", file = label);
            let folder = path.parent().map(|folder| folder.display().to_string());
            let folder = folder.filter(|folder| !folder.is_empty());
            let folder = folder.unwrap_or_else(|| ".".to_owned());
            let hint = message!("assignment-file.hint", folder);
            return Err(vec![Mistake::plain(wrong, Some(hint))]);
        }
        if !about.is_file() {
            let special = message!("assignment-special", file = label);
            return Err(vec![Mistake::plain(special, None)]);
        }
        if about.len() > MOST_BYTES {
            return Err(vec![package.too_large()]);
        }
        let bytes =
            fs::read(path).map_err(|error| vec![unreadable(&label, system_reason(&error))])?;
        package.read_zip(&bytes).map_err(|mistake| vec![mistake])?;
        Ok(package)
    }

    /// A text of it, for excerpts.
    ///
    /// # Errors
    /// It is no UTF-8.
    pub fn source(&self, name: &str) -> Option<Result<Arc<Source>, Mistake>> {
        let bytes = self.files.get(name)?;
        let label = format!("{}/{name}", self.label.trim_end_matches('/'));
        Some(match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Arc::new(Source {
                name: label,
                text: text
                    .strip_prefix('\u{feff}')
                    .unwrap_or(text)
                    .replace("\r\n", "\n"),
            })),
            Err(error) => {
                let valid = &bytes[..error.valid_up_to()];
                let line = 1 + valid.iter().filter(|byte| **byte == b'\n').count();
                Err(unreadable(&label, message!("file-not-text", line)))
            }
        })
    }

    /// The files of one folder, by their names in it.
    pub fn below(&self, folder: &str) -> impl Iterator<Item = (&str, &[u8])> {
        let prefix = format!("{folder}/");
        self.files
            .iter()
            .filter_map(move |(name, bytes)| Some((name.strip_prefix(&prefix)?, bytes.as_slice())))
    }

    fn read_folder(&mut self, root: &Path) -> Result<(), Vec<Mistake>> {
        let mut found = Vec::new();
        for name in FILES {
            if root.join(name).symlink_metadata().is_ok() {
                found.push(((*name).to_owned(), root.join(name)));
            }
        }
        for folder in FOLDERS {
            if root.join(folder).symlink_metadata().is_ok() {
                self.walk(root, folder, &mut found)?;
            }
        }
        let mut mistakes = Vec::new();
        let mut left = MOST_BYTES;
        for (name, path) in found {
            match inside(root, &path).and_then(|path| file(&path, &mut left)) {
                Ok(Some(bytes)) => {
                    self.files.insert(name, bytes);
                }
                Ok(None) => return Err(vec![self.too_large()]),
                Err(mistake) => mistakes.push(mistake),
            }
        }
        match mistakes.is_empty() {
            true => Ok(()),
            false => Err(mistakes),
        }
    }

    fn walk(
        &self,
        root: &Path,
        folder: &str,
        found: &mut Vec<(String, PathBuf)>,
    ) -> Result<(), Vec<Mistake>> {
        let path = root.join(folder);
        inside(root, &path).map_err(|mistake| vec![mistake])?;
        let told = |error| {
            vec![unreadable(
                &path.display().to_string(),
                system_reason(&error),
            )]
        };
        let entries: Result<Vec<_>, _> = fs::read_dir(&path).map_err(told)?.collect();
        let mut entries = entries.map_err(told)?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
                let file = path.display().to_string();
                let title = message!("assignment-name", file);
                return Err(vec![Mistake::plain(title, None)]);
            };
            if is_ignored(&name) {
                continue;
            }
            let name = format!("{folder}/{name}");
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => self.walk(root, &name, found)?,
                _ => found.push((name, path)),
            }
            if found.len() > MOST_ENTRIES {
                return Err(vec![self.too_many()]);
            }
        }
        Ok(())
    }

    fn read_zip(&mut self, bytes: &[u8]) -> Result<(), Mistake> {
        let label = self.label.clone();
        let no_zip = |reason: String| {
            let title = message!("assignment-no-zip", file = &label, reason);
            Mistake::plain(title, Some(message!("assignment-no-zip.hint")))
        };
        let mut archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| no_zip(error.to_string()))?;
        if archive.len() > MOST_ENTRIES {
            return Err(self.too_many());
        }
        let mut left = MOST_BYTES;
        for index in 0..archive.len() {
            let mut entry = archive
                .by_index(index)
                .map_err(|error| no_zip(error.to_string()))?;
            let name = entry.name().map_err(|error| no_zip(error.to_string()))?;
            let name = name.into_owned();
            if entry.is_symlink() || !is_inside(&name) {
                let title = message!("assignment-outside", file = format!("{label}/{name}"));
                return Err(Mistake::plain(
                    title,
                    Some(message!("assignment-outside.hint")),
                ));
            }
            if entry.is_dir() || name.split('/').any(is_ignored) {
                continue;
            }
            let mut unpacked = Vec::new();
            let read = (&mut entry).take(left + 1).read_to_end(&mut unpacked);
            read.map_err(|error| no_zip(error.to_string()))?;
            left = match left.checked_sub(unpacked.len() as u64) {
                Some(left) => left,
                None => return Err(self.too_large()),
            };
            if self.files.insert(name.clone(), unpacked).is_some() {
                return Err(no_zip(format!("{name} × 2")));
            }
        }
        self.open_single_folder();
        let is_known = |name: &String| {
            let first = name.split('/').next().unwrap_or_default();
            FILES.contains(&name.as_str()) || FOLDERS.contains(&first) && first != name
        };
        self.files.retain(|name, _| is_known(name));
        if !self.files.contains_key(MAIN) {
            let title = message!("assignment-zip-none", file = label);
            let hint = message!("assignment-zip-none.hint");
            return Err(Mistake::plain(title, Some(hint)));
        }
        Ok(())
    }

    /// An archive of a folder rather than of what is in it.
    fn open_single_folder(&mut self) {
        let first = |name: &String| Some(name.split_once('/')?.0.to_owned());
        let Some(folder) = self.files.keys().next().and_then(first) else {
            return;
        };
        let prefix = format!("{folder}/");
        let is_alone = self.files.keys().all(|name| name.starts_with(&prefix));
        if is_alone && self.files.contains_key(&format!("{prefix}{MAIN}")) {
            let files = std::mem::take(&mut self.files);
            let bare = |name: String| name[prefix.len()..].to_owned();
            self.files = (files.into_iter().map(|(name, bytes)| (bare(name), bytes))).collect();
        }
    }

    fn too_large(&self) -> Mistake {
        let most = MOST_BYTES >> 20;
        Mistake::plain(message!("assignment-large", file = &self.label, most), None)
    }

    fn too_many(&self) -> Mistake {
        let title = message!("assignment-many", file = &self.label, most = MOST_ENTRIES);
        Mistake::plain(title, None)
    }
}

fn name_of(path: &Path) -> String {
    // `.` and `devoir/..` have a name, too.
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let name = whole
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    name.strip_suffix(".zip").unwrap_or(&name).to_owned()
}

fn unreadable(file: &str, reason: Message) -> Mistake {
    Mistake::plain(message!("file-unreadable", file, reason), None)
}

/// What file managers and editors leave behind.
fn is_ignored(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || name.ends_with('~') || name == "__MACOSX"
}

/// Is it relative, and does it stay inside?
fn is_inside(name: &str) -> bool {
    let mut parts = name.trim_end_matches('/').split('/');
    !name.contains(['\\', '\0']) && parts.all(|part| !matches!(part, "" | "." | ".."))
}

/// The path without links, when it stays below the root.
fn inside(root: &Path, path: &Path) -> Result<PathBuf, Mistake> {
    let file = || path.display().to_string();
    let whole = |path: &Path| {
        let real = path.canonicalize();
        real.map_err(|error| unreadable(&file(), system_reason(&error)))
    };
    let real = whole(path)?;
    match real.starts_with(whole(root)?) {
        true => Ok(real),
        false => Err(Mistake::plain(
            message!("assignment-outside", file = file()),
            Some(message!("assignment-outside.hint")),
        )),
    }
}

/// Its bytes; nothing when there are more than `left`.
fn file(path: &Path, left: &mut u64) -> Result<Option<Vec<u8>>, Mistake> {
    let label = path.display().to_string();
    let told = |error| unreadable(&label, system_reason(&error));
    // A pipe would be waited for.
    if !fs::metadata(path).map_err(told)?.is_file() {
        let title = message!("assignment-special", file = &label);
        return Err(Mistake::plain(title, None));
    }
    let mut bytes = Vec::new();
    let opened = fs::File::open(path).map_err(told)?;
    opened
        .take(*left + 1)
        .read_to_end(&mut bytes)
        .map_err(told)?;
    let rest = left.checked_sub(bytes.len() as u64);
    *left = rest.unwrap_or(0);
    Ok(rest.map(|_| bytes))
}
