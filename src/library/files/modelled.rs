//! The disk in memory of a controlled run, for natives: whether there is one, and its files in the hands of modelled children. Nobody is asked
//! for permission: nothing real is reached.

use super::failure::failure;
use crate::files::Files;
use crate::files::model::{Disk, HOME, Open};
use crate::objects::abi::Call;
use crate::objects::error::Error;
use crate::process;
use crate::process::model::{Input, Output, Stream};
use crate::runtime::{ObjectId, Operation, Pending, Task};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::Arc;

/// The modelled disk, if the run has one. An operation on it is a scheduling point.
pub fn modelled(call: &Call, operation: Operation) -> Result<Option<Arc<Disk>>, Error> {
    let Some(disk) = call.host.shared().state::<Files>().disk().cloned() else {
        return Ok(None);
    };
    call.task().point(Pending::on(operation, disk.object()))?;
    Ok(Some(disk))
}

/// The folder that relative paths start at.
pub fn working_folder(call: &Call) -> Result<PathBuf, Error> {
    match call.host.shared().state::<Files>().disk() {
        Some(_) => Ok(PathBuf::from(HOME)),
        None => std::env::current_dir().map_err(|error| failure(&error, ".")),
    }
}

/// A file of a modelled disk as a child has it.
pub fn lent_to_child(file: Open, disk: ObjectId, to_read: bool) -> Stream {
    let lent = Arc::new(Lent { file, disk });
    match to_read {
        true => Stream::Input(lent),
        false => Stream::Output(lent),
    }
}

struct Lent {
    file: Open,
    disk: ObjectId,
}

/// Bytes read at once.
const BLOCK: usize = 1 << 16;

impl Input for Lent {
    fn read(&self, task: &Task<'_>) -> Result<Vec<u8>, process::Error> {
        task.point(Pending::on(Operation::Receive, self.disk))?;
        let mut block = vec![0; BLOCK];
        let count = self.file.clone().read(&mut block)?;
        block.truncate(count);
        Ok(block)
    }
}

impl Output for Lent {
    fn write(&self, task: &Task<'_>, bytes: &[u8]) -> Result<(), process::Error> {
        task.point(Pending::on(Operation::Send, self.disk))?;
        Ok(self.file.clone().write_all(bytes)?)
    }
}
