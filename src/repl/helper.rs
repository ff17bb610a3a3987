//! What rustyline asks while a line is typed: completion, hints, colours, whether it is finished. The answers are in the other files.

use super::complete::{complete, signature};
use super::screen::Screen;
use super::unfinished::{indent_after, indent_of_closing, is_unfinished};
use crate::catalogue::{Paint, Role, highlight};
use crate::messages::{Language, message};
use crate::session::Interactive;
use parking_lot::Mutex;
use rustix::termios::tcgetwinsize;
use rustyline::completion::{Completer, Pair};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter, HistoryHinter};
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
    pub asked: Asked,
    pub language: Language,
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
        if let Some(ClosingRow { start, text }) = self.asked.take_closing(line, pos) {
            let row = Pair {
                display: text.clone(),
                replacement: text,
            };
            return Ok((start, vec![row]));
        }
        let current = self.current.borrow();
        let Some(session) = &*current else {
            return Ok((pos, Vec::new()));
        };
        let completion = complete(line, pos, session);
        let pairs = completion.candidates.into_iter().map(|candidate| Pair {
            display: candidate.shown,
            replacement: candidate.text,
        });
        let window = tcgetwinsize(std::io::stdout()).ok();
        let window = window.map(|size| (size.ws_row.into(), size.ws_col.into()));
        let pairs = fitting(pairs.collect(), window.unwrap_or((24, 80)), self.language);
        Ok((completion.start, pairs))
    }
}

/// As many candidates as the window of so many rows and columns holds, and how many more there are: rustyline's own pager asks in English.
fn fitting(mut pairs: Vec<Pair>, window: (usize, usize), language: Language) -> Vec<Pair> {
    let (rows, columns) = window;
    let widths = pairs.iter().map(|pair| pair.display.chars().count());
    let widest = widths.max().unwrap_or_default() + 2;
    // The line being typed and the one of the prompt stay in sight.
    let room = (columns / widest.min(columns.max(1))).max(1) * rows.saturating_sub(3).max(1);
    if pairs.len() <= room {
        return pairs;
    }
    // What all of them begin with is still what Tab writes.
    let shared = pairs
        .iter()
        .skip(1)
        .fold(pairs[0].replacement.clone(), |shared, pair| {
            let same = shared.chars().zip(pair.replacement.chars());
            same.take_while(|(one, other)| one == other)
                .map(|(one, _)| one)
                .collect()
        });
    let count = pairs.len() - (room - 1);
    pairs.truncate(room - 1);
    pairs.push(Pair {
        display: message!("repl-more-candidates", count).in_language(language),
        replacement: shared,
    });
    pairs
}

/// What stands dimly behind the cursor.
pub enum Ahead {
    /// The rest of a line; the right arrow takes it.
    Rest(String),
    /// How the function is called whose arguments are being typed.
    Signature(String),
}

impl Hint for Ahead {
    fn display(&self) -> &str {
        match self {
            Ahead::Rest(text) | Ahead::Signature(text) => text,
        }
    }

    fn completion(&self) -> Option<&str> {
        match self {
            Ahead::Rest(text) => Some(text),
            Ahead::Signature(_) => None,
        }
    }
}

impl Hinter for Assistant {
    type Hint = Ahead;

    /// The signature of the function whose arguments are typed, or the rest of the latest line that began so. Without colours it would
    /// look as if it had been typed.
    fn hint(&self, line: &str, pos: usize, context: &Context<'_>) -> Option<Ahead> {
        self.was_empty.set(line.trim().is_empty());
        if !self.paint.is_on() || pos < line.len() {
            return None;
        }
        let signature = || {
            let current = self.current.borrow();
            let signature = signature(line, current.as_ref()?)?;
            Some(Ahead::Signature(format!("   {signature}")))
        };
        let rest = || {
            let hint = HistoryHinter {}.hint(line, pos, context)?;
            let first = hint.split('\n').next()?;
            (!first.is_empty() && !line.contains('\n')).then(|| Ahead::Rest(first.to_string()))
        };
        match line.trim_end().ends_with(['(', ',']) {
            true => signature().or_else(rest),
            false => rest().or_else(signature),
        }
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

/// Enter in an unfinished block, or inside of one from the history: the next row is indented.
pub struct NextRow;

impl ConditionalEventHandler for NextRow {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext) -> Option<Cmd> {
        let line = context.line();
        let (before, after) = line.split_at(context.pos());
        let is_inside = after.contains('\n') && !line.starts_with(':');
        let goes_on = is_inside || is_unfinished(line);
        goes_on.then(|| Cmd::Insert(1, format!("\n{}", " ".repeat(indent_after(before)))))
    }
}

/// What the keys and the completer tell each other. A key gives one command, and of these only completion puts a text in the place of
/// another one with the cursor behind it (`Cmd::Replace` leaves it before).
#[derive(Clone, Default)]
pub struct Asked(Arc<Mutex<LastAsked>>);

#[derive(Default)]
struct LastAsked {
    /// The closing bracket that waits for its completion.
    closing: Option<char>,
    /// The line and the cursor that were completed last: while Tab waits for a second one, a bracket cannot be completed.
    completed: Option<(String, usize)>,
}

/// The row that a closing bracket makes of blanks, and where it starts in the text.
struct ClosingRow {
    start: usize,
    text: String,
}

/// The closing bracket as the first thing of a row that is indented further than where its block began.
fn closing_row(line: &str, pos: usize, bracket: char) -> Option<ClosingRow> {
    let before = line.get(..pos)?;
    let (above, row) = before.rsplit_once('\n')?;
    let indent = indent_of_closing(above, bracket)?;
    let is_too_far = row.len() > indent && row.bytes().all(|byte| byte == b' ');
    is_too_far.then(|| ClosingRow {
        start: above.len() + 1,
        text: format!("{}{bracket}", " ".repeat(indent)),
    })
}

impl Asked {
    /// What a bracket's key has asked for. Else it was Tab, which is remembered.
    fn take_closing(&self, line: &str, pos: usize) -> Option<ClosingRow> {
        let mut last = self.0.lock();
        match last.closing.take() {
            Some(bracket) => closing_row(line, pos, bracket),
            None => {
                last.completed = Some((line.to_string(), pos));
                None
            }
        }
    }
}

/// A closing bracket as the first thing of a row goes back to where its block began.
pub struct ClosingBracket {
    pub bracket: char,
    pub asked: Asked,
}

impl ConditionalEventHandler for ClosingBracket {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext) -> Option<Cmd> {
        let (line, pos) = (context.line(), context.pos());
        closing_row(line, pos, self.bracket)?;
        let mut last = self.asked.0.lock();
        let completed = last.completed.take();
        if completed.is_some_and(|(text, cursor)| text == line && cursor == pos) {
            return None;
        }
        last.closing = Some(self.bracket);
        Some(Cmd::Complete)
    }
}
