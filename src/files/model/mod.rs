//! Files in memory. Scripts find them in the folder `/files`, where relative paths start; nothing else exists. What a run writes is gone with
//! the run.
//!
//! ```text
//! Image   folders and files as every run finds them: read once, shared by all
//! Disk    those of one run: an image until something is changed
//! Open    an open file: its place in it; the bytes are copied when they are first written
//! ```

mod disk;
mod image;
mod open;

pub use disk::{About, Disk, HOME, How};
pub use image::{Image, Skipped, Unreadable, Why};
pub use open::Open;
