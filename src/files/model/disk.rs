//! The folders and files of one run, and what can be done with their names. It says what Linux says of the same mistakes.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use parking_lot::Mutex;
use rustix::io::Errno;

use super::image::{Entry, Image};
use super::open::{Inode, Open};
use crate::runtime::{ObjectId, World};

/// The folder that scripts work in.
pub const HOME: &str = "/files";

/// Folders and files that a run may have.
const MOST_ENTRIES: usize = 10_000;
/// Bytes that the files of a run may have together.
pub(super) const MOST_BYTES: u64 = 128 << 20;

/// The files of one run.
pub struct Disk {
    /// For policies all operations concern the disk as a whole: any two of them may depend on each other.
    object: ObjectId,
    image: Image,
    /// Made of the image when somebody first asks: most runs ask late, or never.
    entries: Mutex<Option<Entries>>,
    used: Arc<AtomicU64>,
}

type Entries = BTreeMap<String, Node>;

enum Node {
    Folder,
    File(Arc<Inode>),
}

/// What is at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    pub is_folder: bool,
    /// In bytes; 0 for a folder.
    pub size: u64,
}

/// How a file is opened.
#[derive(Debug, Clone, Copy, Default)]
pub struct How {
    pub read: bool,
    pub write: bool,
    pub append: bool,
    pub truncate: bool,
    pub create: bool,
    pub create_new: bool,
}

impl Disk {
    pub fn new(world: &World, image: Image) -> Arc<Disk> {
        Arc::new(Disk {
            object: world.new_part_of_model(),
            image,
            entries: Mutex::new(None),
            used: Arc::default(),
        })
    }

    pub fn object(&self) -> ObjectId {
        self.object
    }

    fn with<T>(&self, act: impl FnOnce(&mut Entries) -> io::Result<T>) -> io::Result<T> {
        let mut entries = self.entries.lock();
        act(entries.get_or_insert_with(|| self.all_of_image()))
    }

    fn all_of_image(&self) -> Entries {
        let node = |entry: &Entry| match entry {
            Entry::Folder => Node::Folder,
            Entry::File(bytes) => Node::File(Arc::new(Inode::new(bytes.clone(), &self.used))),
        };
        let entries = self.image.0.iter();
        entries
            .map(|(path, entry)| (path.clone(), node(entry)))
            .collect()
    }

    /// The files that hold something else than at the beginning, by their paths from the home folder on.
    pub fn written(&self) -> BTreeMap<String, Arc<Vec<u8>>> {
        let entries = self.entries.lock();
        let files = entries.iter().flatten().filter_map(|(path, node)| {
            let Node::File(inode) = node else {
                return None;
            };
            let bytes = inode.bytes();
            let before = self.image.0.get(path);
            let is_same = matches!(before, Some(Entry::File(before)) if *before == bytes);
            (!is_same).then(|| (path.clone(), bytes))
        });
        files.collect()
    }

    /// Open a file, or make it.
    ///
    /// # Errors
    /// What Linux would say.
    pub fn open(&self, path: &str, how: How) -> io::Result<Open> {
        self.with(|entries| {
            let name = locate(entries, path)?;
            let inode = match entries.get(&name) {
                Some(Node::File(_)) if how.create_new => return Err(Errno::EXIST.into()),
                Some(Node::File(_)) if path.ends_with('/') => return Err(Errno::NOTDIR.into()),
                Some(Node::File(inode)) => inode.clone(),
                _ if is_folder(entries, &name) || path.ends_with('/') => {
                    return Err(match how.create_new && is_folder(entries, &name) {
                        true => Errno::EXIST.into(),
                        false => Errno::ISDIR.into(),
                    });
                }
                _ if how.create || how.create_new => {
                    check_room(entries)?;
                    let inode = Arc::new(Inode::new(Arc::default(), &self.used));
                    entries.insert(name, Node::File(inode.clone()));
                    inode
                }
                _ => return Err(Errno::NOENT.into()),
            };
            let mut open = Open::new(inode, how.append);
            if how.truncate {
                open.set_len(0)?;
            }
            Ok(open)
        })
    }

    /// What is there.
    ///
    /// # Errors
    /// What Linux would say.
    pub fn about(&self, path: &str) -> io::Result<About> {
        self.with(|entries| {
            let name = locate(entries, path)?;
            match entries.get(&name) {
                _ if is_folder(entries, &name) => Ok(About {
                    is_folder: true,
                    size: 0,
                }),
                Some(Node::File(_)) if path.ends_with('/') => Err(Errno::NOTDIR.into()),
                Some(Node::File(inode)) => Ok(About {
                    is_folder: false,
                    size: inode.size(),
                }),
                _ => Err(Errno::NOENT.into()),
            }
        })
    }

    /// The names in a folder, sorted.
    ///
    /// # Errors
    /// What Linux would say.
    pub fn names(&self, path: &str) -> io::Result<Vec<String>> {
        self.with(|entries| {
            let name = locate(entries, path)?;
            match is_folder(entries, &name) {
                true => Ok(children(entries, &name).map(str::to_owned).collect()),
                false if entries.contains_key(&name) => Err(Errno::NOTDIR.into()),
                false => Err(Errno::NOENT.into()),
            }
        })
    }

    /// # Errors
    /// What Linux would say.
    pub fn make_folder(&self, path: &str) -> io::Result<()> {
        self.with(|entries| {
            let name = locate(entries, path)?;
            if is_folder(entries, &name) || entries.contains_key(&name) {
                return Err(Errno::EXIST.into());
            }
            check_room(entries)?;
            entries.insert(name, Node::Folder);
            Ok(())
        })
    }

    /// # Errors
    /// What Linux would say; for a folder `EISDIR`.
    pub fn remove_file(&self, path: &str) -> io::Result<()> {
        self.with(|entries| {
            let name = locate(entries, path)?;
            match entries.get(&name) {
                _ if is_folder(entries, &name) => Err(Errno::ISDIR.into()),
                None => Err(Errno::NOENT.into()),
                Some(_) if path.ends_with('/') => Err(Errno::NOTDIR.into()),
                Some(_) => {
                    entries.remove(&name);
                    Ok(())
                }
            }
        })
    }

    /// # Errors
    /// What Linux would say.
    pub fn remove_folder(&self, path: &str) -> io::Result<()> {
        self.with(|entries| {
            let name = locate(entries, path)?;
            if !is_folder(entries, &name) {
                return Err(match entries.contains_key(&name) {
                    true => Errno::NOTDIR.into(),
                    false => Errno::NOENT.into(),
                });
            }
            if name.is_empty() {
                return Err(Errno::BUSY.into());
            }
            if children(entries, &name).next().is_some() {
                return Err(Errno::NOTEMPTY.into());
            }
            entries.remove(&name);
            Ok(())
        })
    }

    /// Give what is at one path another; what was there is replaced.
    ///
    /// # Errors
    /// What Linux would say.
    pub fn rename(&self, old: &str, new: &str) -> io::Result<()> {
        self.with(|entries| {
            let (from, to) = (locate(entries, old)?, locate(entries, new)?);
            let moves_folder = is_folder(entries, &from);
            if !moves_folder && !entries.contains_key(&from) {
                return Err(Errno::NOENT.into());
            }
            if from.is_empty() || to.is_empty() {
                return Err(Errno::BUSY.into());
            }
            if from == to {
                return Ok(());
            }
            if to.starts_with(&format!("{from}/")) {
                return Err(Errno::INVAL.into());
            }
            let onto_folder = is_folder(entries, &to);
            match (moves_folder, onto_folder) {
                (false, true) => return Err(Errno::ISDIR.into()),
                (false, false) if old.ends_with('/') || new.ends_with('/') => {
                    return Err(Errno::NOTDIR.into());
                }
                (true, false) if entries.contains_key(&to) => return Err(Errno::NOTDIR.into()),
                (true, true) if children(entries, &to).next().is_some() => {
                    return Err(Errno::NOTEMPTY.into());
                }
                _ => {}
            }
            let below = format!("{from}/");
            let moved: Vec<String> = entries
                .keys()
                .filter(|name| **name == from || name.starts_with(&below))
                .cloned()
                .collect();
            for name in moved {
                if let Some(node) = entries.remove(&name) {
                    entries.insert(format!("{to}{}", &name[from.len()..]), node);
                }
            }
            Ok(())
        })
    }
}

/// Where a path leads: from the home folder on, without `.` and `..`; empty for that folder. All folders on the way are there.
fn locate(entries: &Entries, path: &str) -> io::Result<String> {
    let inside = match path.strip_prefix('/') {
        None => path,
        // Outside of the home folder there is nothing.
        Some(_) => match path.strip_prefix(HOME) {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => rest,
            _ => return Err(Errno::NOENT.into()),
        },
    };
    let mut name = String::new();
    for part in inside.split('/').filter(|part| !part.is_empty()) {
        if !is_folder(entries, &name) {
            return Err(match entries.contains_key(&name) {
                true => Errno::NOTDIR.into(),
                false => Errno::NOENT.into(),
            });
        }
        match part {
            "." => {}
            ".." if name.is_empty() => return Err(Errno::NOENT.into()),
            ".." => name.truncate(name.rfind('/').unwrap_or(0)),
            part => {
                if !name.is_empty() {
                    name.push('/');
                }
                name.push_str(part);
            }
        }
    }
    Ok(name)
}

fn is_folder(entries: &Entries, name: &str) -> bool {
    name.is_empty() || matches!(entries.get(name), Some(Node::Folder))
}

/// The names in a folder.
fn children<'e>(entries: &'e Entries, folder: &str) -> impl Iterator<Item = &'e str> {
    let before = match folder {
        "" => String::new(),
        folder => format!("{folder}/"),
    };
    let below = entries.range(before.clone()..);
    let below = below.map_while({
        let before = before.clone();
        move |(name, _)| name.strip_prefix(&before)
    });
    below.filter(|name| !name.contains('/'))
}

fn check_room(entries: &Entries) -> io::Result<()> {
    match entries.len() >= MOST_ENTRIES {
        true => Err(Errno::NOSPC.into()),
        false => Ok(()),
    }
}

impl Inode {
    pub(super) fn grow(used: &AtomicU64, by: u64) -> io::Result<()> {
        let room = |used: u64| used.checked_add(by).filter(|all| *all <= MOST_BYTES);
        match used.fetch_update(Relaxed, Relaxed, room) {
            Ok(_) => Ok(()),
            Err(_) => Err(Errno::NOSPC.into()),
        }
    }
}
