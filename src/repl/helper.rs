//! What rustyline asks while a line is typed: completion, hints, colours, whether it is finished. The answers are in the other files.

use super::complete::complete;
use super::screen::Screen;
use super::unfinished::{indent_after, is_unfinished};
use crate::catalogue::{Paint, Role, highlight};
use crate::session::Interactive;
use rustyline::completion::{Completer, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hinter, HistoryHinter};
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Cmd, ConditionalEventHandler, Context, Event, EventContext, Helper, RepeatCount};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

/// The session that the prompt belongs to; another one after `:reset`.
pub type Current = Rc<RefCell<Option<Arc<Interactive>>>>;

/// Answers rustyline.
pub struct Assistant {
    pub current: Current,
    pub screen: Screen,
    pub paint: Paint,
    /// Was the line empty when it was painted last? For Ctrl-C.
    pub was_empty: Rc<Cell<bool>>,
    /// The line is being accepted or left: no bracket shall stay marked.
    pub leaving: Cell<bool>,
}

impl Helper for Assistant {}

impl Completer for Assistant {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        pos: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        let current = self.current.borrow();
        let Some(session) = &*current else {
            return Ok((pos, Vec::new()));
        };
        let completion = complete(line, pos, session);
        let pairs = completion.candidates.into_iter().map(|candidate| Pair {
            display: candidate.shown,
            replacement: candidate.text,
        });
        Ok((completion.start, pairs.collect()))
    }
}

impl Hinter for Assistant {
    type Hint = String;

    /// The rest of the latest line that began so. Without colours it would look as if it had been typed.
    fn hint(&self, line: &str, pos: usize, context: &Context<'_>) -> Option<String> {
        self.was_empty.set(line.trim().is_empty());
        if !self.paint.is_on() || line.contains('\n') {
            return None;
        }
        let hint = HistoryHinter {}.hint(line, pos, context)?;
        let first = hint.split('\n').next()?;
        (!first.is_empty()).then(|| first.to_string())
    }
}

impl Highlighter for Assistant {
    fn highlight<'l>(&self, line: &'l str, pos: usize) -> Cow<'l, str> {
        if !self.paint.is_on() {
            return Cow::Borrowed(line);
        }
        let cursor = (!self.leaving.get()).then_some(pos);
        Cow::Owned(highlight(line, cursor, self.paint))
    }

    /// What threads have printed meanwhile goes above the prompt, wherever that is painted.
    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, _: bool) -> Cow<'b, str> {
        match self.screen.above() {
            Some(lines) => Cow::Owned(lines + prompt),
            None => Cow::Borrowed(prompt),
        }
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(self.paint.role(Role::Dim, hint))
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        self.leaving.set(kind == CmdKind::ForcedRefresh);
        self.paint.is_on()
    }
}

impl Validator for Assistant {
    fn validate(&self, context: &mut ValidationContext) -> rustyline::Result<ValidationResult> {
        Ok(match is_unfinished(context.input()) {
            true => ValidationResult::Incomplete,
            false => ValidationResult::Valid(None),
        })
    }
}

/// Enter in an unfinished block: the next row is indented.
pub struct NextRow;

impl ConditionalEventHandler for NextRow {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext) -> Option<Cmd> {
        let line = context.line();
        let unfinished = context.pos() == line.len() && is_unfinished(line);
        unfinished.then(|| Cmd::Insert(1, format!("\n{}", " ".repeat(indent_after(line)))))
    }
}
