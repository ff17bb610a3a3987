//! Open files in plain Rust: the system's, and modelled ones for controlled runs. Knows no script and asks for no permission.
//!
//! ```text
//! File    an open file: of the system, or of a modelled disk
//! Files   the modelled disk of a run, if it has one
//! model   files in memory: the image that all runs share, and the disk of one run
//! ```

mod file;
pub mod model;

pub use file::{File, Lent};

use model::Disk;
use std::sync::{Arc, OnceLock};

/// The files of a run: the system's, unless it was given a disk of its own.
#[derive(Default)]
pub struct Files(OnceLock<Arc<Disk>>);

impl Files {
    /// From now on there are only the files of this disk. To be said before the run begins.
    pub fn set_disk(&self, disk: Arc<Disk>) {
        let _ = self.0.set(disk);
    }

    pub fn disk(&self) -> Option<&Arc<Disk>> {
        self.0.get()
    }
}
