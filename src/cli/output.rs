//! The standard streams of a run: lines at once on a terminal, blocks otherwise, in the order in which they were written; and the
//! quiet end when nobody reads any more (`| head`).

use crate::engine::natives::Console;
use crate::runtime::{Stop, World};
use parking_lot::Mutex;
use std::io::{BufReader, BufWriter, ErrorKind, IsTerminal, Result, Stderr, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

/// What a shell shows for a program that wrote into a closed pipe: 128 + SIGPIPE.
pub const CLOSED_PIPE: i32 = 141;

/// The streams, shared with the run.
#[derive(Clone)]
pub struct Streams(Arc<Inner>);

struct Inner {
    out: Mutex<BufWriter<Stdout>>,
    by_line: bool,
    closed: AtomicBool,
    world: OnceLock<Arc<World>>,
}

impl Streams {
    pub fn of_process() -> Streams {
        let out = std::io::stdout();
        Streams(Arc::new(Inner {
            by_line: out.is_terminal(),
            out: Mutex::new(BufWriter::with_capacity(1 << 16, out)),
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
        .with_input(Box::new(BufReader::new(std::io::stdin())))
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

    pub fn print(&self, text: &str) {
        let _ = self.0.write(text.as_bytes());
        let _ = self.0.flush();
    }
}

impl Inner {
    fn write(&self, bytes: &[u8]) -> Result<()> {
        let mut out = self.out.lock();
        let written = out.write_all(bytes);
        let written = match self.by_line && bytes.contains(&b'\n') {
            true => written.and_then(|()| out.flush()),
            false => written,
        };
        drop(out);
        self.quietly(written)
    }

    fn flush(&self) -> Result<()> {
        let flushed = self.out.lock().flush();
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
        self.streams.flush()?;
        self.err.write_all(bytes).map(|()| bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        self.err.flush()
    }
}
