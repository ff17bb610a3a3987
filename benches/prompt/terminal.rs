//! The prompt in a pseudo-terminal: keys go in, and what the screen shows is waited for.

use rexpect::process::PtyProcess;
use rustix::termios::{Winsize, tcsetwinsize};
use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::Command;

const ROWS: u16 = 24;
const COLUMNS: u16 = 100;

pub struct Terminal {
    _process: PtyProcess,
    keys: File,
    screen: vt100::Parser,
    written: Vec<u8>,
}

impl Terminal {
    pub fn open() -> Terminal {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sandbox"));
        command
            .env("SANDBOX_HISTORY", "")
            .env("SANDBOX_LANG", "en")
            .env("TERM", "xterm-256color");
        let process = PtyProcess::new(command).expect("a pseudo-terminal");
        let keys = process
            .get_file_handle()
            .expect("the terminal's other side");
        let size = Winsize {
            ws_row: ROWS,
            ws_col: COLUMNS,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        tcsetwinsize(&keys, size).expect("a terminal has a size");
        let side = |count| NonZeroU16::new(count).expect("a screen has rows and columns");
        Terminal {
            _process: process,
            keys,
            screen: vt100::Parser::new(side(ROWS), side(COLUMNS), 0),
            written: Vec::new(),
        }
    }

    pub fn press(&mut self, keys: &str) {
        self.keys
            .write_all(keys.as_bytes())
            .expect("somebody reads the keys");
    }

    /// Read until the screen, without blanks at the ends of its rows and below them, is as wanted.
    pub fn until(&mut self, wanted: impl Fn(&str) -> bool) {
        while !wanted(&self.shown()) {
            self.read_more();
        }
    }

    /// Read until the text has been written, wherever it is by then.
    pub fn until_written(&mut self, text: &str) {
        while !self.written().contains(text) {
            self.read_more();
        }
    }

    fn read_more(&mut self) {
        let mut bytes = [0; 1 << 14];
        let length = self.keys.read(&mut bytes).expect("the program writes");
        assert!(length > 0, "the program has ended:\n{}", self.shown());
        self.screen.process(&bytes[..length]);
        self.written.extend_from_slice(&bytes[..length]);
    }

    fn shown(&self) -> String {
        let contents = self.screen.screen().contents();
        let rows: Vec<&str> = contents.lines().map(str::trim_end).collect();
        rows.join("\n").trim_end().to_string()
    }

    /// All that was ever written.
    pub fn written(&self) -> String {
        String::from_utf8_lossy(&self.written).into_owned()
    }
}
