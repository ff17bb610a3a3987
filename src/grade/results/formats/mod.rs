//! What other programs and people read. All of it is made from results and loses nothing that its reader can show; what students wrote
//! is data in each of them.
//!
//! ```text
//! seen        what a student may see of a check
//! words       sentences around results
//! terminal    people at a terminal
//! ```

mod seen;
pub mod terminal;
mod words;

pub use seen::seen;
