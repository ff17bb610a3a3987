//! The standard streams of a run: lines at once on a terminal, blocks otherwise, in the order in which they were written; and the
//! quiet end when nobody reads any more (`| head`). While a question is asked, the script's threads neither write nor read.

use super::patience::{Outlet, Patience};
use crate::messages::{CLEAR_BELOW, Message, READABLE, drives_terminal, message, system_reason};
use crate::objects::abi::Console;
use crate::runtime::{Stop, World};
use parking_lot::{Condvar, Mutex, MutexGuard};
use std::io::{
    BufRead, BufReader, BufWriter, ErrorKind, IsTerminal, Read, Result, Stderr, Stdin, Stdout,
    Write,
};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

/// What a shell shows for a program that wrote into a closed pipe: 128 + SIGPIPE.
pub const CLOSED_PIPE: i32 = 141;

/// The streams, shared with the run.
#[derive(Clone)]
pub struct Streams(Arc<Inner>);

struct Inner {
    out: Mutex<Output>,
    /// Told when a question has been answered.
    answered: Condvar,
    /// Whoever waits for a line of standard input.
    reading: Mutex<()>,
    by_line: bool,
    /// Is standard error a terminal that knows more than text?
    on_terminal: bool,
    closed: AtomicBool,
    /// Has the script written anything to standard output?
    has_printed: AtomicBool,
    /// Why standard output could not be written.
    failed: Mutex<Option<Failed>>,
    world: OnceLock<Arc<World>>,
    patience: Patience,
}

/// What was printed is lost.
struct Failed {
    reason: Message,
    /// The script got it as an error.
    is_raised: bool,
}

struct Output {
    writer: BufWriter<Outlet<Stdout>>,
    /// On a terminal: where the cursor is, as far as we wrote it.
    at_line_start: bool,
    /// On a terminal: the script may have changed more of it than the text.
    driven: bool,
    /// A question is being asked.
    held: bool,
}

/// How the program ends.
pub enum Ended {
    As(i32),
    /// Something was printed and is lost.
    OutputLost {
        message: Message,
        code: i32,
    },
}

/// The streams belong to one question until this is dropped.
pub struct Silence<'a> {
    streams: &'a Inner,
    _reading: MutexGuard<'a, ()>,
}

impl Drop for Silence<'_> {
    fn drop(&mut self) {
        self.streams.out.lock().held = false;
        self.streams.answered.notify_all();
    }
}

impl Silence<'_> {
    /// What to write before the question, so that it can be read whatever was done to the terminal before, by children too.
    pub fn readable(&self) -> String {
        let mut out = self.streams.out.lock();
        out.driven = true;
        self.streams.readable(&mut out)
    }
}

impl Streams {
    pub fn of_process() -> Streams {
        let out = std::io::stdout();
        let is_dumb = std::env::var_os("TERM").is_none_or(|name| name == "dumb");
        let patience = Patience::default();
        Streams(Arc::new(Inner {
            by_line: out.is_terminal(),
            out: Mutex::new(Output {
                writer: BufWriter::with_capacity(1 << 16, Outlet::new(out, patience.clone())),
                at_line_start: true,
                driven: false,
                held: false,
            }),
            answered: Condvar::new(),
            reading: Mutex::new(()),
            on_terminal: !is_dumb && std::io::stderr().is_terminal(),
            closed: AtomicBool::new(false),
            has_printed: AtomicBool::new(false),
            failed: Mutex::new(None),
            world: OnceLock::new(),
            patience,
        }))
    }

    /// Has the script written anything to standard output?
    pub fn has_printed(&self) -> bool {
        self.0.has_printed.load(Ordering::Relaxed)
    }

    /// What the run reads from and writes to.
    pub fn console(&self) -> Console {
        Console::new(
            Box::new(Out(self.0.clone())),
            Box::new(Err {
                streams: self.0.clone(),
                is_report: false,
            }),
        )
        .with_reports(Box::new(Err {
            streams: self.0.clone(),
            is_report: true,
        }))
        .with_input(Box::new(Input {
            streams: self.0.clone(),
            stdin: BufReader::new(std::io::stdin()),
        }))
    }

    /// Write out what was printed, then keep the streams for a question: no thread of the script writes or reads until the
    /// answer is dropped. Waits for a line that a thread is reading; the wait is outside of the runtime.
    pub fn hold(&self) -> Silence<'_> {
        let reading = self.0.reading.lock();
        let mut out = self.0.out();
        let _ = out.writer.flush();
        out.held = true;
        Silence {
            streams: &self.0,
            _reading: reading,
        }
    }

    /// The run to stop when nobody reads what it writes.
    pub fn belong_to(&self, world: Arc<World>) {
        let _ = self.0.world.set(world);
    }

    /// How long writers wait for readers.
    pub fn patience(&self) -> &Patience {
        &self.0.patience
    }

    /// Did somebody close the pipe that standard output goes to?
    pub fn is_closed(&self) -> bool {
        self.0.closed.load(Ordering::SeqCst)
    }

    /// Write out what is still held back, then the message on standard error. A closed standard error is nobody's trouble.
    pub fn say(&self, message: &str) {
        let _ = self.0.write_error(message.as_bytes(), true);
    }

    /// The exit code, once nothing more will be printed: output that is lost is an error, unless the run ended with it.
    pub fn end(&self, code: i32) -> Ended {
        let _ = self.0.flush();
        match self.0.failed.lock().take() {
            // Who gave up waiting for a reader was told to stop, and that is what the run ends with.
            _ if self.is_closed() || self.0.patience.gave_up().is_some() => Ended::As(code),
            Some(failed) if code == 0 || !failed.is_raised => Ended::OutputLost {
                message: message!("output-lost", reason = failed.reason),
                code: if code == 0 { 1 } else { code },
            },
            _ => Ended::As(code),
        }
    }

    /// [`say`](Self::say) for a thread that must wait for nothing: what is held back is left out when somebody else is writing.
    pub fn last_words(&self, message: &str) {
        let before = match self.0.out.try_lock() {
            Some(mut out) => {
                let _ = out.writer.flush();
                self.0.readable(&mut out)
            }
            None => String::new(),
        };
        let _ = self.0.error().write_all((before + message).as_bytes());
    }

    /// Standard output, for more than is put into one text.
    pub fn out(&self) -> impl Write {
        Out(self.0.clone())
    }

    pub fn print(&self, text: &str) {
        let _ = self.0.write(text.as_bytes());
        let _ = self.0.flush();
    }
}

impl Output {
    /// What is being written to the terminal.
    fn note(&mut self, bytes: &[u8]) {
        if let Some(last) = bytes.last() {
            self.at_line_start = *last == b'\n';
        }
        self.driven |= drives_terminal(bytes);
    }
}

impl Inner {
    fn error(&self) -> Outlet<Stderr> {
        Outlet::new(std::io::stderr(), self.patience.clone())
    }

    /// The script gets the error, if there is one.
    fn raising(&self, result: Result<()>) -> Result<()> {
        if result.is_err()
            && let Some(failed) = &mut *self.failed.lock()
        {
            failed.is_raised = true;
        }
        result
    }

    /// Standard output, once no question is being asked.
    fn out(&self) -> MutexGuard<'_, Output> {
        let mut out = self.out.lock();
        while out.held {
            self.answered.wait(&mut out);
        }
        out
    }

    fn write(&self, bytes: &[u8]) -> Result<()> {
        let mut out = self.out();
        if self.by_line {
            out.note(bytes);
        }
        let written = out.writer.write_all(bytes);
        let written = match self.by_line && bytes.contains(&b'\n') {
            true => written.and_then(|()| out.writer.flush()),
            false => written,
        };
        drop(out);
        self.quietly(written)
    }

    fn flush(&self) -> Result<()> {
        let flushed = self.out().writer.flush();
        self.quietly(flushed)
    }

    /// Standard error: what was printed before comes out before. Reports begin on a line of their own and can be read.
    fn write_error(&self, bytes: &[u8], is_report: bool) -> Result<()> {
        let mut out = self.out();
        let flushed = out.writer.flush();
        let mut text = Vec::new();
        if self.on_terminal {
            if is_report {
                text.extend_from_slice(self.readable(&mut out).as_bytes());
            }
            out.note(bytes);
            // The colours of a report are ours.
            out.driven &= !is_report;
        }
        text.extend_from_slice(bytes);
        let written = self.error().write_all(&text);
        drop(out);
        // That standard output is lost is no trouble of who writes here.
        let _ = self.quietly(flushed);
        written
    }

    /// What puts the terminal in order before a report, if there is need to.
    fn readable(&self, out: &mut Output) -> String {
        if !self.on_terminal {
            return String::new();
        }
        let line = if out.at_line_start { "" } else { "\n" };
        out.at_line_start = true;
        match std::mem::take(&mut out.driven) {
            true => format!("{READABLE}{line}{CLEAR_BELOW}"),
            false => line.to_string(),
        }
    }

    /// A closed pipe ends the run; its threads need not know. Another trouble is told at the end, if by nobody before.
    fn quietly(&self, result: Result<()>) -> Result<()> {
        if let Result::Err(error) = &result
            && error.kind() != ErrorKind::BrokenPipe
        {
            self.failed.lock().get_or_insert_with(|| Failed {
                reason: system_reason(error),
                is_raised: false,
            });
        }
        match result {
            Result::Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.closed.store(true, Ordering::SeqCst);
                if let Some(world) = self.world.get() {
                    world.stop(Stop::Exit(CLOSED_PIPE));
                }
                Ok(())
            }
            other => other,
        }
    }
}

struct Out(Arc<Inner>);

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.0.has_printed.store(true, Ordering::Relaxed);
        self.0.raising(self.0.write(bytes))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        self.0.flush()
    }
}

/// Standard error, for the script or for reports.
struct Err {
    streams: Arc<Inner>,
    is_report: bool,
}

impl Write for Err {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.streams.write_error(bytes, self.is_report)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

/// Standard input: one reader at a time, and none while a question is asked.
struct Input {
    streams: Arc<Inner>,
    stdin: BufReader<Stdin>,
}

impl Read for Input {
    fn read(&mut self, bytes: &mut [u8]) -> Result<usize> {
        let _turn = self.streams.reading.lock();
        self.stdin.read(bytes)
    }
}

impl BufRead for Input {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        let _turn = self.streams.reading.lock();
        self.stdin.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.stdin.consume(amount);
    }
}
