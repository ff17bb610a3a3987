//! What is asked of a person. Who asks and how, on which terminal, comes from outside.

use super::Denied;

/// Somebody who can ask a person.
pub trait Prompter: Send + Sync {
    /// Ask, and wait for the answer. `stopped` becomes true when the run ends meanwhile: then any answer will do, soon.
    fn ask(&self, question: &Question, stopped: &dyn Fn() -> bool) -> Answer;
}

/// What a script wants to do.
pub struct Question<'a> {
    /// What will be said if it is refused: the wanted thing, the flag, what the script says it needs.
    pub denied: &'a Denied,
    /// The native that was called.
    pub native: &'a str,
    /// The thread's name.
    pub thread: &'a str,
    /// The line of the script, 0 when unknown.
    pub line: u32,
    /// The open calls, when `SANDBOX_TRACE_PERMISSIONS` asks for them.
    pub stack: &'a [String],
}

/// What the person says. It counts for the rest of the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Yes,
    No,
    /// Yes, and to everything of this permission.
    All,
}
