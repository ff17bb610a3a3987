//! An open file of a modelled disk. Its bytes are the image's until they are first changed.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use parking_lot::Mutex;
use rustix::io::Errno;

/// A file: what it holds, whatever its name.
pub(super) struct Inode {
    bytes: Mutex<Arc<Vec<u8>>>,
    /// What all files of the disk have together.
    used: Arc<AtomicU64>,
}

impl Inode {
    pub fn new(bytes: Arc<Vec<u8>>, used: &Arc<AtomicU64>) -> Self {
        used.fetch_add(bytes.len() as u64, Relaxed);
        Inode {
            bytes: Mutex::new(bytes),
            used: used.clone(),
        }
    }

    pub fn size(&self) -> u64 {
        self.bytes.lock().len() as u64
    }

    pub fn bytes(&self) -> Arc<Vec<u8>> {
        self.bytes.lock().clone()
    }

    fn set_size(&self, size: u64) -> io::Result<()> {
        let mut bytes = self.bytes.lock();
        let before = bytes.len() as u64;
        match size.checked_sub(before) {
            Some(0) => return Ok(()),
            Some(more) => Inode::grow(&self.used, more)?,
            None => drop(self.used.fetch_sub(before - size, Relaxed)),
        }
        // It fits: the limit on all bytes is far below.
        Arc::make_mut(&mut bytes).resize(size as usize, 0);
        Ok(())
    }
}

impl Drop for Inode {
    fn drop(&mut self) {
        self.used
            .fetch_sub(self.bytes.get_mut().len() as u64, Relaxed);
    }
}

/// An open file. Clones are the same open file, with one place in it.
#[derive(Clone)]
pub struct Open {
    inode: Arc<Inode>,
    place: Arc<Mutex<u64>>,
    /// Each write goes to the end.
    append: bool,
}

impl Open {
    pub(super) fn new(inode: Arc<Inode>, append: bool) -> Self {
        Open {
            inode,
            place: Arc::default(),
            append,
        }
    }

    /// As `File::set_len`.
    ///
    /// # Errors
    /// `ENOSPC`.
    pub fn set_len(&mut self, size: u64) -> io::Result<()> {
        self.inode.set_size(size)
    }
}

impl Read for Open {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut place = self.place.lock();
        let bytes = self.inode.bytes.lock();
        let start = usize::try_from(*place).map_or(bytes.len(), |start| start.min(bytes.len()));
        let count = into.len().min(bytes.len() - start);
        into[..count].copy_from_slice(&bytes[start..start + count]);
        *place += count as u64;
        Ok(count)
    }
}

impl Write for Open {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut place = self.place.lock();
        if self.append {
            *place = self.inode.size();
        }
        let end = place.checked_add(bytes.len() as u64).ok_or(Errno::FBIG)?;
        if bytes.is_empty() {
            return Ok(0);
        }
        if end > self.inode.size() {
            self.inode.set_size(end)?;
        }
        let mut all = self.inode.bytes.lock();
        // Both lie inside: the file is as long as `end` now.
        let (start, end_at) = (*place as usize, end as usize);
        Arc::make_mut(&mut all)[start..end_at].copy_from_slice(bytes);
        *place = end;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Open {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let mut place = self.place.lock();
        let (from, by) = match to {
            SeekFrom::Start(start) => (start, 0),
            SeekFrom::Current(by) => (*place, by),
            SeekFrom::End(by) => (self.inode.size(), by),
        };
        let to = from.checked_add_signed(by);
        *place = to
            .filter(|to| i64::try_from(*to).is_ok())
            .ok_or(Errno::INVAL)?;
        Ok(*place)
    }
}
