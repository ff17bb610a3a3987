//! What is known of a thread of a recorded run although its events were left out.

use super::{Nanos, ThreadId};

/// When a thread lived, and who started it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lifetime {
    pub parent: Option<ThreadId>,
    /// Where it was started; 0 when unknown.
    pub line: u32,
    /// None: it has not begun.
    pub from: Option<Nanos>,
    /// None: it has not ended.
    pub to: Option<Nanos>,
    /// By an error that nobody caught.
    pub failed: bool,
    /// The run was stopped before.
    pub cut: bool,
}

impl Lifetime {
    /// As traces tell it.
    pub fn end(&self) -> &'static str {
        match self.to {
            _ if self.failed => "failed",
            Some(_) if !self.cut => "returned",
            _ => "cut",
        }
    }
}
