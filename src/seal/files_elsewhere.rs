//! As `files`, where there is no Landlock: only what is said of files.

use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// What can be reached.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Files {
    pub read: Vec<PathBuf>,
    pub write: Vec<PathBuf>,
    pub execute: Vec<PathBuf>,
}
