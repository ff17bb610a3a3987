//! Where a modelled process reads from and writes to.

use std::fmt;
use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::sync::Arc;

use parking_lot::Mutex;

use super::super::Error;
use crate::messages::message_id;
use crate::runtime::Task;

/// What a process can read from.
pub trait Input: Send + Sync {
    /// Wait for more; empty at the end.
    ///
    /// # Errors
    /// A stop of the run, what the system says.
    fn read(&self, task: &Task<'_>) -> Result<Vec<u8>, Error>;
}

/// What a process can write to.
pub trait Output: Send + Sync {
    /// Write all of it, in one piece as far as it fits.
    ///
    /// # Errors
    /// A broken pipe, a stop of the run, what the system says.
    fn write(&self, task: &Task<'_>, bytes: &[u8]) -> Result<(), Error>;
}

/// A stream that a process can be given.
#[derive(Clone)]
pub enum Stream {
    Input(Arc<dyn Input>),
    Output(Arc<dyn Output>),
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Stream::Input(_) => "Input",
            Stream::Output(_) => "Output",
        })
    }
}

/// `/dev/null`.
pub struct Nowhere;

impl Input for Nowhere {
    fn read(&self, _: &Task<'_>) -> Result<Vec<u8>, Error> {
        Ok(Vec::new())
    }
}

impl Output for Nowhere {
    fn write(&self, _: &Task<'_>, _: &[u8]) -> Result<(), Error> {
        Ok(())
    }
}

/// A real file, in a run whose files are not modelled.
pub(super) struct SystemFile(Mutex<File>);

/// Bytes read at once.
const BLOCK: usize = 1 << 16;

impl SystemFile {
    pub fn new(descriptor: OwnedFd) -> Arc<Self> {
        Arc::new(SystemFile(Mutex::new(descriptor.into())))
    }
}

impl Input for SystemFile {
    fn read(&self, task: &Task<'_>) -> Result<Vec<u8>, Error> {
        let mut block = vec![0; BLOCK];
        let read = task.outside(message_id!("wait-file"), || self.0.lock().read(&mut block))?;
        block.truncate(read?);
        Ok(block)
    }
}

impl Output for SystemFile {
    fn write(&self, task: &Task<'_>, bytes: &[u8]) -> Result<(), Error> {
        Ok(task.outside(message_id!("wait-file"), || self.0.lock().write_all(bytes))??)
    }
}
