//! An open file, whoever keeps it.

use std::fs;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::fd::OwnedFd;

use super::model::Open;

/// An open file.
pub enum File {
    System(fs::File),
    Modelled(Open),
}

/// The same open file, in other hands: reading and writing go on where the other has come to.
pub enum Lent {
    System(OwnedFd),
    Modelled(Open),
}

impl File {
    /// Cut it off, or fill it with zeros, to be of this size.
    ///
    /// # Errors
    /// What the system says.
    pub fn set_len(&mut self, size: u64) -> io::Result<()> {
        match self {
            File::System(file) => file.set_len(size),
            File::Modelled(file) => file.set_len(size),
        }
    }

    /// # Errors
    /// What the system says.
    pub fn lend(&self) -> io::Result<Lent> {
        Ok(match self {
            File::System(file) => Lent::System(file.try_clone()?.into()),
            File::Modelled(file) => Lent::Modelled(file.clone()),
        })
    }
}

impl Read for File {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        match self {
            File::System(file) => file.read(bytes),
            File::Modelled(file) => file.read(bytes),
        }
    }
}

impl Write for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            File::System(file) => file.write(bytes),
            File::Modelled(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            File::System(file) => file.flush(),
            File::Modelled(_) => Ok(()),
        }
    }
}

impl Seek for File {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            File::System(file) => file.seek(to),
            File::Modelled(file) => file.seek(to),
        }
    }
}
