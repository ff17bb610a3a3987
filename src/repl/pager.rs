//! Long pages on a terminal: by the program that `$PAGER` names, or a screen at a time. Where nobody looks, all at once.

use crate::messages::{Language, message};
use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcgetwinsize, tcsetattr,
};
use std::io::{self, IsTerminal, Stdin, Write, stdin, stdout};
use std::process::{Command, Stdio};

/// Show a page; `print` is how anything is shown.
pub fn show(page: &str, language: Language, print: &dyn Fn(&str)) {
    let fits = |size: &Size| rows_of(page.lines(), size.columns) < size.rows;
    match Size::of_terminal() {
        Some(size) if !fits(&size) => {
            if !by_program(page) {
                by_screens(page, &size, language, print);
            }
        }
        _ => print(page),
    }
}

struct Size {
    rows: usize,
    columns: usize,
}

impl Size {
    /// Nothing where no keys can be asked for, or nothing be drawn over.
    fn of_terminal() -> Option<Size> {
        let is_dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        if is_dumb || !stdin().is_terminal() || !stdout().is_terminal() {
            return None;
        }
        let size = tcgetwinsize(stdout()).ok()?;
        (size.ws_row > 2 && size.ws_col > 0).then_some(Size {
            rows: size.ws_row.into(),
            columns: size.ws_col.into(),
        })
    }
}

/// How many rows the lines take on a screen of so many columns.
fn rows_of<'t>(lines: impl Iterator<Item = &'t str>, columns: usize) -> usize {
    lines.map(|line| width(line).div_ceil(columns).max(1)).sum()
}

/// The columns of a line, without the codes of its colours.
fn width(line: &str) -> usize {
    let mut in_code = false;
    line.chars()
        .filter(|letter| {
            let is_of_code = in_code || *letter == '\x1b';
            in_code = is_of_code && !(in_code && letter.is_ascii_alphabetic());
            !is_of_code
        })
        .count()
}

/// Has the user's own program shown it?
fn by_program(page: &str) -> bool {
    let Some(program) = std::env::var_os("PAGER").filter(|program| !program.is_empty()) else {
        return false;
    };
    let mut command = Command::new("sh");
    command.arg("-c").arg(program).stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        // Colours as they are; a page that fits stays on the screen.
        command.env("LESS", "FRX");
    }
    let Ok(mut child) = command.spawn() else {
        return false;
    };
    if let Some(mut input) = child.stdin.take() {
        // Who leaves it early has seen enough.
        let _ = input.write_all(page.as_bytes());
    }
    // 126 and 127: the shell has found no such program.
    let status = child.wait();
    status.is_ok_and(|status| !matches!(status.code(), Some(126 | 127)))
}

/// What a key asks for.
#[derive(Debug, PartialEq, Eq)]
enum Key {
    Page,
    Line,
    End,
    Other,
}

fn by_screens(page: &str, size: &Size, language: Language, print: &dyn Fn(&str)) {
    let mut lines = page.lines().peekable();
    let mut room = size.rows - 1;
    let more = message!("pager-more").in_language(language);
    loop {
        let mut shown = String::new();
        while let Some(line) = lines.peek() {
            let rows = rows_of([*line].into_iter(), size.columns);
            // A line that is longer than the screen goes alone.
            if rows > room && !shown.is_empty() {
                break;
            }
            shown.push_str(&format!("{line}\n"));
            room = room.saturating_sub(rows);
            lines.next();
            if room == 0 {
                break;
            }
        }
        print(&shown);
        if lines.peek().is_none() {
            return;
        }
        print(&format!("\x1b[7m{more}\x1b[0m"));
        let key = loop {
            match key() {
                Ok(Key::Other) => {}
                key => break key.unwrap_or(Key::End),
            }
        };
        print("\r\x1b[K");
        room = match key {
            Key::Page => size.rows - 1,
            Key::Line => 1,
            _ => return,
        };
    }
}

/// Wait for a key.
fn key() -> io::Result<Key> {
    let terminal = stdin();
    let mode = Raw::of(terminal)?;
    let mut bytes = [0; 1];
    if rustix::io::read(&mode.terminal, &mut bytes)? == 0 {
        return Ok(Key::End);
    }
    if bytes != *b"\x1b" {
        return Ok(meant(&bytes));
    }
    // The rest of what an arrow key sends is there already.
    mode.waits(false)?;
    let mut rest = [0; 8];
    let count = rustix::io::read(&mode.terminal, &mut rest)?;
    Ok(meant(&[b"\x1b", &rest[..count]].concat()))
}

fn meant(keys: &[u8]) -> Key {
    match keys {
        b" " | b"f" | b"\x1b[6~" => Key::Page,
        b"\r" | b"\n" | b"j" | b"\x1b[B" | b"\x1bOB" => Key::Line,
        // Ctrl-C and Ctrl-D too.
        b"q" | b"Q" | b"\x1b" | b"\x03" | b"\x04" => Key::End,
        _ => Key::Other,
    }
}

/// The terminal gives each key at once and unseen, until this is dropped.
struct Raw {
    terminal: Stdin,
    before: Termios,
}

impl Raw {
    fn of(terminal: Stdin) -> io::Result<Raw> {
        let before = tcgetattr(&terminal)?;
        let raw = Raw { terminal, before };
        raw.waits(true)?;
        Ok(raw)
    }

    /// Does a read wait for a key?
    fn waits(&self, waits: bool) -> io::Result<()> {
        let mut mode = self.before.clone();
        mode.local_modes -= LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG;
        mode.special_codes[SpecialCodeIndex::VMIN] = u8::from(waits);
        mode.special_codes[SpecialCodeIndex::VTIME] = 0;
        Ok(tcsetattr(&self.terminal, OptionalActions::Now, &mode)?)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = tcsetattr(&self.terminal, OptionalActions::Now, &self.before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_take_no_room_and_long_lines_more_than_a_row() {
        assert_eq!(width("\x1b[1;32mété\x1b[0m"), 3);
        assert_eq!(rows_of(["", "12345", "123456"].into_iter(), 5), 4);
    }

    #[test]
    fn keys_are_told_apart() {
        for (keys, wanted) in [
            (&b" "[..], Key::Page),
            (b"\r", Key::Line),
            (b"\x1b[B", Key::Line),
            (b"\x1b", Key::End),
            (b"\x03", Key::End),
            (b"x", Key::Other),
        ] {
            assert_eq!(meant(keys), wanted);
        }
    }
}
