//! Writing to standard output and error as long as somebody may still read it: a pipe that nobody reads holds nobody up once the time of
//! the run is over or a signal has asked for its end.

use crate::runtime::Stop;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{FileType, fstat};
use rustix::io::Errno;
use std::io::{ErrorKind, Result, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::{Duration, Instant};

use parking_lot::Mutex;

/// So many bytes go into a pipe that is ready without waiting (POSIX's `PIPE_BUF` on Linux).
const PIECE: usize = 4096;
/// How often a writer looks whether it shall give up.
const LOOK: Duration = Duration::from_millis(20);

/// How long the writers of a run wait for their readers.
#[derive(Clone, Default)]
pub struct Patience(Arc<Inner>);

#[derive(Default)]
struct Inner {
    /// When the time of the run is over.
    end: Mutex<Option<Instant>>,
    interrupted: AtomicBool,
    /// Why somebody gave up.
    gave_up: Mutex<Option<Stop>>,
}

impl Patience {
    /// Wait for readers until then.
    pub fn ends_at(&self, end: Instant) {
        *self.0.end.lock() = Some(end);
    }

    /// Wait for readers no longer.
    pub fn interrupt(&self) {
        self.0.interrupted.store(true, SeqCst);
    }

    /// Why something could not be written, if somebody has given up.
    pub fn gave_up(&self) -> Option<Stop> {
        *self.0.gave_up.lock()
    }

    #[expect(clippy::disallowed_methods, reason = "the limit is one of wall time")]
    fn is_over(&self) -> Option<Stop> {
        if self.0.interrupted.load(SeqCst) {
            return Some(Stop::Interrupted);
        }
        let end = *self.0.end.lock();
        end.is_some_and(|end| Instant::now() >= end)
            .then_some(Stop::TimeLimit)
    }
}

/// One of the process's standard streams.
pub struct Outlet<S> {
    stream: S,
    patience: Patience,
    /// Files take what they are given.
    waits: bool,
}

impl<S: AsFd> Outlet<S> {
    pub fn new(stream: S, patience: Patience) -> Self {
        let kind = fstat(&stream).map(|about| FileType::from_raw_mode(about.st_mode));
        Outlet {
            waits: !matches!(kind, Ok(FileType::RegularFile)),
            stream,
            patience,
        }
    }
}

impl<S: AsFd> Write for Outlet<S> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let stream = self.stream.as_fd();
        loop {
            let piece = if self.waits {
                if !is_ready(stream, Duration::ZERO) {
                    self.wait()?;
                }
                &bytes[..bytes.len().min(PIECE)]
            } else {
                bytes
            };
            match rustix::io::write(stream, piece) {
                Err(Errno::INTR | Errno::AGAIN) => {}
                other => return Ok(other?),
            }
        }
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

impl<S: AsFd> Outlet<S> {
    fn wait(&self) -> Result<()> {
        loop {
            if let Some(stop) = self.patience.is_over() {
                *self.patience.0.gave_up.lock() = Some(stop);
                return Err(ErrorKind::TimedOut.into());
            }
            if is_ready(self.stream.as_fd(), LOOK) {
                return Ok(());
            }
        }
    }
}

/// Will a write take a piece at once, or fail at once?
fn is_ready(stream: BorrowedFd<'_>, within: Duration) -> bool {
    let within = Timespec {
        tv_sec: within.as_secs() as i64,
        tv_nsec: within.subsec_nanos().into(),
    };
    match poll(
        &mut [PollFd::from_borrowed_fd(stream, PollFlags::OUT)],
        Some(&within),
    ) {
        Ok(0) | Err(Errno::INTR) => false,
        // What cannot be polled is written to as it is.
        Ok(_) | Err(_) => true,
    }
}
