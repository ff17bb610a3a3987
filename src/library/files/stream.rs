//! A file that is read ahead and written at once: characters, lines, positions. Knows no script; one thread at a time uses it.

use crate::files::{File, Lent};
use crate::objects::abi::size::BYTES;
use memchr::{memchr, memchr2};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};

/// An open file. Writing goes out whole and at once: nothing is lost when nobody closes it.
pub struct Stream {
    file: File,
    /// What was read and not asked for yet.
    ahead: Vec<u8>,
    /// Where in `ahead` the next byte is.
    start: usize,
    /// Text: lines may end in `\r\n` or `\r` and are given with `\n`.
    text: bool,
    /// Can it be asked where it is? A pipe cannot.
    seekable: bool,
}

/// Bytes read at once.
const BLOCK: usize = 1 << 16;

/// Bytes that one call gives at most.
pub const LONGEST: usize = BYTES;

/// Why nothing could be read.
#[derive(Debug)]
pub enum ReadError {
    System(io::Error),
    /// Not UTF-8: the first byte that does not fit, and its place in the file, from 0, if that is known.
    NotText {
        byte: u8,
        at: Option<u64>,
    },
    TooLong,
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        ReadError::System(error)
    }
}

impl Stream {
    pub fn new(mut file: File, text: bool) -> Self {
        let seekable = file.stream_position().is_ok();
        Stream {
            file,
            ahead: Vec::new(),
            start: 0,
            text,
            seekable,
        }
    }

    /// Up to `count` bytes, or characters of a text; all that is left without a count. Empty at the end.
    pub fn read(&mut self, count: Option<usize>) -> Result<Vec<u8>, ReadError> {
        let wanted = count.unwrap_or(usize::MAX);
        let mut taken = Vec::new();
        if !self.text {
            while taken.len() < wanted && self.fill(1)? > 0 {
                let length = self.left().len().min(wanted - taken.len());
                self.move_to(&mut taken, length)?;
            }
            return Ok(taken);
        }
        let at = self.position();
        let mut chars = 0;
        while chars < wanted {
            let line = self.line_length()?;
            if line == 0 {
                break;
            }
            let text = self.checked(line, at, taken.len())?;
            // Count characters of this line only as far as they are wanted.
            let ending = ending_of(&self.left()[..line]);
            let body = line - ending;
            let in_body = text[..body].chars().count();
            if chars + in_body < wanted {
                chars += in_body + usize::from(ending > 0);
                self.move_to(&mut taken, body)?;
                self.start += ending;
                if ending > 0 {
                    taken.push(b'\n');
                }
            } else {
                let length = text[..body]
                    .char_indices()
                    .nth(wanted - chars)
                    .map_or(body, |(at, _)| at);
                chars = wanted;
                self.move_to(&mut taken, length)?;
            }
        }
        Ok(taken)
    }

    /// The next line with its end; empty at the end of the file.
    pub fn line(&mut self) -> Result<Vec<u8>, ReadError> {
        if self.text {
            return self.text_line(|line| line.as_bytes().to_vec());
        }
        let length = self.line_length()?;
        let mut line = Vec::new();
        self.move_to(&mut line, length)?;
        Ok(line)
    }

    /// What is made of the next line of a text, with its end; of an empty one at the end of the file.
    pub fn text_line<R>(&mut self, take: impl FnOnce(&str) -> R) -> Result<R, ReadError> {
        let length = self.line_length()?;
        if length > LONGEST {
            return Err(ReadError::TooLong);
        }
        // Where the line begins is asked only for the error: it takes a system call.
        let Ok(line) = self.checked(length, None, 0) else {
            let at = self.position();
            return self.checked(length, at, 0).map(take);
        };
        let taken = match ending_of(line.as_bytes()) {
            0 => take(line),
            1 if line.ends_with('\n') => take(line),
            ending => {
                let mut whole = line[..length - ending].to_string();
                whole.push('\n');
                take(&whole)
            }
        };
        self.start += length;
        Ok(taken)
    }

    /// How many bytes the next line takes, its end included; they are in `ahead` then.
    fn line_length(&mut self) -> Result<usize, ReadError> {
        let mut seen = 0;
        loop {
            let left = self.left();
            let found = match self.text {
                true => memchr2(b'\n', b'\r', &left[seen..]),
                false => memchr(b'\n', &left[seen..]),
            };
            match found.map(|at| seen + at) {
                Some(at) if left[at] == b'\n' => return Ok(at + 1),
                // Is it `\r` or `\r\n`? The next byte tells.
                Some(at) if at + 1 < left.len() => {
                    return Ok(at + 1 + usize::from(left[at + 1] == b'\n'));
                }
                Some(at) => {
                    if self.fill(at + 2)? < at + 2 {
                        return Ok(at + 1);
                    }
                }
                None => {
                    seen = left.len();
                    if seen > LONGEST {
                        return Err(ReadError::TooLong);
                    }
                    if self.fill(seen + 1)? == seen {
                        return Ok(seen);
                    }
                }
            }
        }
    }

    /// The next bytes as text. A character may go on behind them only at the end of the file.
    fn checked(&self, length: usize, at: Option<u64>, before: usize) -> Result<&str, ReadError> {
        let bytes = &self.left()[..length];
        std::str::from_utf8(bytes).map_err(|error| {
            let wrong = error.valid_up_to();
            ReadError::NotText {
                byte: bytes[wrong],
                at: at.map(|at| at + (before + wrong) as u64),
            }
        })
    }

    fn left(&self) -> &[u8] {
        &self.ahead[self.start..]
    }

    fn move_to(&mut self, taken: &mut Vec<u8>, length: usize) -> Result<(), ReadError> {
        if taken.len() + length > LONGEST {
            return Err(ReadError::TooLong);
        }
        taken.extend_from_slice(&self.ahead[self.start..self.start + length]);
        self.start += length;
        Ok(())
    }

    /// Read ahead until so many bytes are there, or the end; gives how many there are.
    fn fill(&mut self, wanted: usize) -> io::Result<usize> {
        if self.start == self.ahead.len() {
            self.ahead.clear();
            self.start = 0;
        }
        while self.left().len() < wanted {
            self.ahead.drain(..self.start);
            self.start = 0;
            let before = self.ahead.len();
            self.ahead.resize(before + BLOCK, 0);
            let read = loop {
                match self.file.read(&mut self.ahead[before..]) {
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    read => break read,
                }
            };
            self.ahead
                .truncate(before + read.as_ref().copied().unwrap_or(0));
            if read? == 0 {
                break;
            }
        }
        Ok(self.left().len())
    }

    /// Write all of it, from where reading has come to.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.forget_ahead()?;
        self.file.write_all(bytes)
    }

    fn forget_ahead(&mut self) -> io::Result<()> {
        let unread = self.left().len() as i64;
        self.ahead.clear();
        self.start = 0;
        if unread > 0 {
            self.file.seek(SeekFrom::Current(-unread))?;
        }
        Ok(())
    }

    /// Where the next byte is read or written.
    pub fn tell(&mut self) -> io::Result<u64> {
        let unread = self.left().len() as u64;
        Ok(self.file.stream_position()?.saturating_sub(unread))
    }

    fn position(&mut self) -> Option<u64> {
        self.seekable.then(|| self.tell().ok()).flatten()
    }

    pub fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.forget_ahead()?;
        self.file.seek(to)
    }

    /// The same open file for a child, which goes on where reading and writing have come to.
    pub fn lend(&mut self) -> io::Result<Lent> {
        self.forget_ahead()?;
        self.file.lend()
    }

    /// Cut the file off where it is now, or at `size`.
    pub fn truncate(&mut self, size: Option<u64>) -> io::Result<u64> {
        self.forget_ahead()?;
        let size = match size {
            Some(size) => size,
            None => self.file.stream_position()?,
        };
        self.file.set_len(size)?;
        Ok(size)
    }
}

/// How many bytes at the end of a line end it.
fn ending_of(line: &[u8]) -> usize {
    match line {
        [.., b'\r', b'\n'] => 2,
        [.., b'\n' | b'\r'] => 1,
        _ => 0,
    }
}
