//! The standard streams of a run: lines at once on a terminal, blocks otherwise, in the order in which they were written; and the
//! quiet end when nobody reads any more (`| head`). While a question is asked, the script's threads neither write nor read.

use crate::engine::natives::Console;
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
    closed: AtomicBool,
    world: OnceLock<Arc<World>>,
}

struct Output {
    writer: BufWriter<Stdout>,
    /// A question is being asked.
    held: bool,
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

impl Streams {
    pub fn of_process() -> Streams {
        let out = std::io::stdout();
        Streams(Arc::new(Inner {
            by_line: out.is_terminal(),
            out: Mutex::new(Output {
                writer: BufWriter::with_capacity(1 << 16, out),
                held: false,
            }),
            answered: Condvar::new(),
            reading: Mutex::new(()),
            closed: AtomicBool::new(false),
            world: OnceLock::new(),
        }))
    }

    /// What the run reads from and writes to.
    pub fn console(&self) -> Console {
        Console::new(
            Box::new(Out(self.0.clone())),
            Box::new(Err {
                streams: self.0.clone(),
                err: std::io::stderr(),
            }),
        )
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

    /// Did somebody close the pipe that standard output goes to?
    pub fn is_closed(&self) -> bool {
        self.0.closed.load(Ordering::SeqCst)
    }

    /// Write out what is still held back, then the message on standard error. A closed standard error is nobody's trouble.
    pub fn say(&self, message: &str) {
        let _ = self.0.flush();
        let _ = std::io::stderr().write_all(message.as_bytes());
    }

    /// [`say`](Self::say) for a thread that must wait for nothing: what is held back is left out when somebody else is writing.
    pub fn last_words(&self, message: &str) {
        if let Some(mut out) = self.0.out.try_lock() {
            let _ = out.writer.flush();
        }
        let _ = std::io::stderr().write_all(message.as_bytes());
    }

    pub fn print(&self, text: &str) {
        let _ = self.0.write(text.as_bytes());
        let _ = self.0.flush();
    }
}

impl Inner {
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

    /// A closed pipe ends the run; its threads need not know.
    fn quietly(&self, result: Result<()>) -> Result<()> {
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
        self.0.write(bytes).map(|()| bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        self.0.flush()
    }
}

/// Standard error: what was printed before comes out before.
struct Err {
    streams: Arc<Inner>,
    err: Stderr,
}

impl Write for Err {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let mut out = self.streams.out();
        let flushed = out.writer.flush();
        let written = self.err.write_all(bytes).map(|()| bytes.len());
        drop(out);
        self.streams.quietly(flushed)?;
        written
    }

    fn flush(&mut self) -> Result<()> {
        self.err.flush()
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
