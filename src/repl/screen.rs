//! What the session prints, on the same terminal as the prompt: straight out while a line runs, above the line being typed while the
//! prompt is open. What is printed is not known here.

use crate::messages::{READABLE, drives_terminal};
use parking_lot::{Condvar, Mutex};
use rustyline::ExternalPrinter;
use std::io::{self, Write};
use std::sync::Arc;

/// What makes rustyline paint the prompt anew: up one row and down again, which shows nothing at any row of the screen. The text itself
/// is put above the prompt by `Screen::above`, whenever it is painted, so that none is lost or late when the line is accepted meanwhile.
const PAINT: &str = "\x1bM\n";

/// Bytes held back for an open prompt before those who print have to wait.
const MOST_HELD: usize = 1 << 20;

/// The terminal, shared by the prompt and by all that print.
#[derive(Clone)]
pub struct Screen(Arc<Inner>);

struct Inner {
    state: Mutex<State>,
    /// Told when the prompt opens or closes, and when held text was taken.
    changed: Condvar,
}

struct State {
    out: Box<dyn Write + Send>,
    open: bool,
    /// Printed while the prompt is open.
    held: Vec<u8>,
    /// There are lines to show above the prompt.
    asked: bool,
    /// How often the prompt was painted.
    paints: u64,
    /// Where the cursor is, as far as we wrote it.
    at_line_start: bool,
    /// Something was printed that may have changed more than the text.
    driven: bool,
    /// Somebody has the terminal to themselves.
    silent: bool,
    ended: bool,
}

/// Until it is dropped, nobody prints and no prompt opens.
pub struct Silence<'a>(&'a Screen);

impl Drop for Silence<'_> {
    fn drop(&mut self) {
        self.0.0.state.lock().silent = false;
        self.0.0.changed.notify_all();
    }
}

impl Screen {
    pub fn new(out: Box<dyn Write + Send>) -> Screen {
        Screen(Arc::new(Inner {
            state: Mutex::new(State {
                out,
                open: false,
                held: Vec::new(),
                asked: false,
                paints: 0,
                at_line_start: true,
                driven: false,
                silent: false,
                ended: false,
            }),
            changed: Condvar::new(),
        }))
    }

    /// Text of the prompt's own, between two lines.
    pub fn say(&self, text: &str) {
        // A terminal that is gone is noticed when the next line is read.
        let _ = self.print(text.as_bytes(), true);
    }

    /// The next text begins on a line of its own.
    pub fn fresh_line(&self) {
        let mut state = self.0.state.lock();
        if !state.at_line_start {
            let _ = state.write(b"\n");
        }
    }

    fn print(&self, bytes: &[u8], is_own: bool) -> io::Result<()> {
        let mut state = self.0.state.lock();
        while state.silent || state.open && state.held.len() > MOST_HELD {
            self.0.changed.wait(&mut state);
        }
        if is_own && state.is_driven() {
            let readable = READABLE.as_bytes();
            match state.open {
                true => state.held.extend_from_slice(readable),
                false => state.write(readable)?,
            }
        }
        state.driven |= !is_own && drives_terminal(bytes);
        if state.open {
            state.held.extend_from_slice(bytes);
            if bytes.contains(&b'\n') && !state.asked {
                state.asked = true;
                self.0.changed.notify_all();
            }
            return Ok(());
        }
        state.write(bytes)
    }

    /// The prompt will be painted: it begins on a line of its own.
    pub fn open(&self) {
        let mut state = self.0.state.lock();
        while state.silent {
            self.0.changed.wait(&mut state);
        }
        if !state.at_line_start {
            let _ = state.write(b"\n");
        }
        if state.is_driven() {
            let _ = state.write(READABLE.as_bytes());
        }
        state.open = true;
    }

    /// The line was accepted: what was held back comes out before anything that the line prints.
    pub fn close(&self) {
        let mut state = self.0.state.lock();
        state.open = false;
        state.asked = false;
        let held = std::mem::take(&mut state.held);
        let _ = state.write(&held);
        self.0.changed.notify_all();
    }

    /// Have the terminal alone, while the prompt is closed.
    pub fn silence(&self) -> Silence<'_> {
        let mut state = self.0.state.lock();
        while state.silent || state.open {
            self.0.changed.wait(&mut state);
        }
        state.silent = true;
        Silence(self)
    }

    /// Wait until the prompt is closed, at most for a moment: true then.
    pub fn is_closed_soon(&self, moment: std::time::Duration) -> bool {
        let mut state = self.0.state.lock();
        if state.open {
            self.0.changed.wait_for(&mut state, moment);
        }
        !state.open
    }

    /// Do something short while no prompt is open and none can open; not at all when one is.
    pub fn if_closed<T>(&self, act: impl FnOnce() -> T) -> Option<T> {
        let state = self.0.state.lock();
        (!state.open).then(act)
    }

    /// The whole lines that shall stand above the prompt, which is being painted now.
    pub fn above(&self) -> Option<String> {
        let mut state = self.0.state.lock();
        state.asked = false;
        state.paints += 1;
        self.0.changed.notify_all();
        let end = state.held.iter().rposition(|byte| *byte == b'\n')? + 1;
        let rest = state.held.split_off(end);
        let lines = std::mem::replace(&mut state.held, rest);
        let mut text = String::from_utf8_lossy(&lines).into_owned();
        if drives_terminal(&lines) {
            text.push_str(READABLE);
        }
        Some(text)
    }

    /// Ask `printer` to paint whenever there is something to show above the prompt, until the screen ends.
    pub fn keep_painting(&self, mut printer: impl ExternalPrinter) {
        loop {
            let mut state = self.0.state.lock();
            while !(state.ended || state.open && state.asked) {
                self.0.changed.wait(&mut state);
            }
            if state.ended {
                return;
            }
            let before = state.paints;
            drop(state);
            if printer.print(PAINT.to_string()).is_err() {
                return;
            }
            let mut state = self.0.state.lock();
            while state.open && state.paints == before && !state.ended {
                self.0.changed.wait(&mut state);
            }
        }
    }

    pub fn end(&self) {
        self.0.state.lock().ended = true;
        self.0.changed.notify_all();
    }
}

impl State {
    /// Is there something to put in order? It will be.
    fn is_driven(&mut self) -> bool {
        std::mem::take(&mut self.driven)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes == READABLE.as_bytes() {
            self.out.write_all(bytes)?;
            return self.out.flush();
        }
        if let Some(last) = bytes.last() {
            self.at_line_start = *last == b'\n';
        }
        self.out.write_all(bytes)?;
        self.out.flush()
    }
}

/// What the session says of threads, among what they print.
pub struct Said(pub Screen);

impl Write for Said {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.print(bytes, true).map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.print(bytes, false).map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::objects::abi::Captured;

    #[test]
    fn whole_lines_go_above_an_open_prompt_and_the_rest_when_it_closes() {
        let paper = Captured::default();
        let screen = Screen::new(Box::new(paper.clone()));
        let written = || paper.text();
        screen.say("a");
        screen.open();
        assert_eq!(written(), "a\n");
        screen.say("b\nc");
        assert_eq!(screen.above().as_deref(), Some("b\n"));
        assert_eq!(screen.above(), None);
        screen.close();
        assert_eq!(written(), "a\nc");
        screen.open();
        assert_eq!(written(), "a\nc\n");
    }
}
