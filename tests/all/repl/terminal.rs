//! A person at a terminal: keys go in, and what the screen shows is looked at until it is what one waits for.

use crate::binary::{package, sandbox};
use rexpect::process::{PtyProcess, WaitStatus};
use rustix::termios::{Winsize, tcsetwinsize};
use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Long enough for a busy machine; a test that works never waits so long.
const PATIENCE: Duration = Duration::from_secs(180);

/// How often a question is asked whose answer takes a moment to become the wanted one.
const MOST_ASKED: usize = 1000;

pub const ENTER: &str = "\r";
pub const TAB: &str = "\t";
pub const UP: &str = "\x1b[A";
pub const RIGHT: &str = "\x1b[C";
pub const CTRL_C: &str = "\x03";
pub const CTRL_D: &str = "\x04";
pub const CTRL_L: &str = "\x0c";
pub const CTRL_R: &str = "\x12";

/// A program in a pseudo-terminal.
pub struct Terminal {
    process: PtyProcess,
    keys: File,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// All that was ever written.
    pub written: Vec<u8>,
}

impl Terminal {
    /// `sandbox` with these words, on a terminal of so many rows and columns, with this file of history and these variables of the
    /// environment.
    #[expect(
        clippy::disallowed_methods,
        reason = "the reader of the pseudo-terminal"
    )]
    pub fn open(
        words: &[&str],
        (rows, columns): (u16, u16),
        history: &Path,
        variables: &[(&str, &str)],
    ) -> Terminal {
        let mut command = sandbox();
        command
            .args(words)
            .env("SANDBOX_HISTORY", history)
            .env("TERM", "xterm-256color")
            .envs(variables.iter().copied())
            .current_dir(package())
            // The pseudo-terminal is its standard input, output and error.
            .stdin(Stdio::inherit());
        let process = PtyProcess::new(command).expect("a pseudo-terminal");
        let keys = process
            .get_file_handle()
            .expect("the terminal's other side");
        let size = Winsize {
            ws_row: rows,
            ws_col: columns,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        tcsetwinsize(&keys, size).expect("a terminal has a size");
        let mut reader = keys.try_clone().expect("a second handle");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(length) = reader.read(&mut bytes) {
                if length == 0 || sender.send(bytes[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        Terminal {
            process,
            keys,
            output,
            screen: vt100::Parser::new(
                NonZeroU16::new(rows).expect("a terminal has rows"),
                NonZeroU16::new(columns).expect("a terminal has columns"),
                0,
            ),
            written: Vec::new(),
        }
    }

    pub fn press(&mut self, keys: &str) {
        self.press_bytes(keys.as_bytes());
    }

    pub fn press_bytes(&mut self, keys: &[u8]) {
        self.keys.write_all(keys).expect("somebody reads the keys");
    }

    /// Type a line and Enter.
    pub fn enter(&mut self, line: &str) {
        self.press(line);
        self.press(ENTER);
    }

    /// Look at the screen until it is as wanted.
    pub fn until(&mut self, what: &str, wanted: impl Fn(&str) -> bool) {
        self.until_so(what, |terminal| wanted(&terminal.shown()));
    }

    /// Press Ctrl-C when a line of a program has printed this row and its end: what has been printed and not yet been read, the
    /// terminal drops at Ctrl-C.
    pub fn interrupt_after(&mut self, row: &str) {
        self.until_so(&format!("the row `{row}`"), |terminal| {
            let (_, column) = terminal.screen.screen().cursor_position();
            column == 0 && terminal.shown().lines().any(|shown| shown == row)
        });
        self.press(CTRL_C);
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "only to give up, on a test that fails"
    )]
    fn until_so(&mut self, what: &str, wanted: impl Fn(&Terminal) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !wanted(self) {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => {
                    self.screen.process(&bytes);
                    self.written.extend_from_slice(&bytes);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("waited for {what}; the screen shows:\n{}", self.shown());
                }
            }
        }
    }

    pub fn shows(&mut self, text: &str) {
        self.until(&format!("`{text}`"), |screen| screen.contains(text));
    }

    /// Type the question until what the screen shows after it is as wanted.
    pub fn until_asked(&mut self, question: &str, wanted: impl Fn(&str) -> bool) {
        let answer = |screen: &str| -> Option<String> {
            let (_, after) = screen.rsplit_once(&format!("> {question}\n"))?;
            after.trim_end().ends_with('>').then(|| after.to_string())
        };
        for _ in 0..MOST_ASKED {
            self.press(CTRL_L);
            self.until("an empty screen", |screen| !screen.contains(question));
            self.enter(question);
            self.until(&format!("an answer to `{question}`"), |screen| {
                answer(screen).is_some()
            });
            if answer(&self.shown()).is_some_and(|answer| wanted(&answer)) {
                return;
            }
        }
        panic!(
            "asked `{question}` in vain; the screen shows:\n{}",
            self.shown()
        );
    }

    /// The last row that is not empty is this.
    pub fn ends_with(&mut self, row: &str) {
        self.until(&format!("the last row `{row}`"), |screen| {
            screen.trim_end().rsplit('\n').next().map(str::trim_end) == Some(row)
        });
    }

    /// The rows of the screen, without blanks at their ends.
    pub fn shown(&self) -> String {
        let contents = self.screen.screen().contents();
        let rows: Vec<&str> = contents.lines().map(str::trim_end).collect();
        rows.join("\n")
    }

    /// Wait for the program's end; gives its exit code.
    pub fn exit_code(&mut self) -> i32 {
        while let Ok(bytes) = self.output.recv_timeout(PATIENCE) {
            self.screen.process(&bytes);
            self.written.extend_from_slice(&bytes);
        }
        match self.process.wait().expect("it has ended") {
            WaitStatus::Exited(_, code) => code,
            other => panic!("it ended by {other:?}"),
        }
    }
}
