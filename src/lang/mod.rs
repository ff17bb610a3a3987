//! The language: what the parser accepts, and what it means before there is code.
//!
//! ```text
//! syntax   the dialect on Rhai's parser
//! hir      names resolved to slots, cells, globals
//! scan     a tolerant look at a text, also where it is Python's
//! watch    what may end the reading of a text
//! ```

pub mod hir;
pub mod scan;
pub mod syntax;
pub mod watch;

pub use scan::{Scan, Token, TokenKind, offset_of, position_of};
