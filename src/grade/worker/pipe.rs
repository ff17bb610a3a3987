//! A worker as its supervisor holds it: its pipes, which nobody waits at for longer than the time allows, its memory, and its end.

use super::ended::{Last, Loss};
use super::say::{Asked, Told};
use super::sealed::Bounds;
use super::{WORD, frame};
use crate::memory;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, ioctl_fionbio};
use std::io::{self, PipeReader, Read};
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::{Duration, Instant};

/// How often its memory is looked at.
const LOOK: Duration = Duration::from_millis(10);

/// What the C library and Rust say when a process ends badly fits in.
const LAST_WORDS: u64 = 4096;

/// What a worker needs of our environment: other texts for messages, and what builds for tests leave off.
const KEPT: [&str; 2] = ["SANDBOX_MESSAGES", crate::seal::DISABLE];

/// A worker. Nobody is left when it is dropped.
pub struct Worker {
    child: Child,
    input: ChildStdin,
    output: ChildStdout,
    /// What is said by others than the worker itself: a panic, the C library.
    errors: PipeReader,
    end: Instant,
    looked: Instant,
    most: u64,
    interrupted: Option<Arc<AtomicBool>>,
}

impl Worker {
    /// Start one.
    ///
    /// # Errors
    /// What the system says.
    #[expect(clippy::disallowed_methods, reason = "the bound is one of wall time")]
    pub fn start(
        program: &Path,
        bounds: &Bounds,
        interrupted: Option<Arc<AtomicBool>>,
    ) -> io::Result<Worker> {
        let (errors, theirs) = io::pipe()?;
        // A worker that panics a thousand times is not held up by it.
        ioctl_fionbio(&theirs, true)?;
        let mut command = Command::new(program);
        command
            .arg0("sandbox")
            .args([WORD, &std::process::id().to_string()])
            .env_clear()
            .envs(
                KEPT.iter()
                    .filter_map(|name| Some((name, std::env::var_os(name)?))),
            )
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(theirs)
            // Ctrl-C is for the supervisor.
            .process_group(0);
        let mut child = command.spawn()?;
        let (input, output) = match (child.stdin.take(), child.stdout.take()) {
            (Some(input), Some(output)) => (input, output),
            _ => unreachable!("both were asked for"),
        };
        let now = Instant::now();
        let worker = Worker {
            child,
            input,
            output,
            errors,
            end: now + bounds.wall,
            looked: now,
            most: bounds.memory,
            interrupted,
        };
        ioctl_fionbio(&worker.input, true)?;
        ioctl_fionbio(&worker.output, true)?;
        Ok(worker)
    }

    /// From now on it has so much time, by the clock on the wall.
    #[expect(clippy::disallowed_methods, reason = "the bound is one of wall time")]
    pub fn give(&mut self, wall: Duration) {
        self.end = Instant::now() + wall;
    }

    /// Say something.
    ///
    /// # Errors
    /// The worker is lost.
    pub fn say(&mut self, said: &Asked) -> Result<(), Loss> {
        let bytes = frame::framed(said).map_err(|_| Loss::TooMuchToSay)?;
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            match rustix::io::write(&self.input, rest) {
                Ok(written) => rest = &rest[written..],
                Err(Errno::AGAIN | Errno::INTR) => self.wait(PollFlags::OUT)?,
                Err(_) => return Err(Loss::Ended),
            }
        }
        self.look()
    }

    /// Hear what it says next.
    ///
    /// # Errors
    /// The worker is lost.
    pub fn hear(&mut self) -> Result<Told, Loss> {
        let mut head = [0; 4];
        self.fill(&mut head)?;
        let length = frame::length(head).map_err(|_| Loss::Malformed)?;
        let mut bytes = vec![0; length];
        self.fill(&mut bytes)?;
        self.look()?;
        frame::parsed(&bytes).map_err(|_| Loss::Malformed)
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), Loss> {
        let mut got = 0;
        while got < bytes.len() {
            match rustix::io::read(&self.output, &mut bytes[got..]) {
                Ok(0) => return Err(Loss::Ended),
                Ok(count) => got += count,
                Err(Errno::AGAIN | Errno::INTR) => self.wait(PollFlags::IN)?,
                Err(_) => return Err(Loss::Ended),
            }
        }
        Ok(())
    }

    fn wait(&mut self, flags: PollFlags) -> Result<(), Loss> {
        let pipe = match flags {
            PollFlags::OUT => self.input.as_fd(),
            _ => self.output.as_fd(),
        };
        let soon = Timespec {
            tv_sec: 0,
            tv_nsec: LOOK.subsec_nanos().into(),
        };
        match poll(&mut [PollFd::from_borrowed_fd(pipe, flags)], Some(&soon)) {
            Ok(_) | Err(Errno::INTR) => self.look(),
            Err(_) => Err(Loss::Ended),
        }
    }

    /// Has it had its time, and does it hold more memory than it may?
    #[expect(clippy::disallowed_methods, reason = "the bound is one of wall time")]
    fn look(&mut self) -> Result<(), Loss> {
        let now = Instant::now();
        if now < self.looked + LOOK {
            return Ok(());
        }
        self.looked = now;
        let is_interrupted = |flag: &Arc<AtomicBool>| flag.load(SeqCst);
        if self.interrupted.as_ref().is_some_and(is_interrupted) {
            return Err(Loss::Interrupted);
        }
        if now >= self.end {
            return Err(Loss::TooLong);
        }
        match memory::resident(self.child.id()) {
            Some(bytes) if bytes > self.most => Err(Loss::TooLarge),
            _ => Ok(()),
        }
    }

    /// It is lost: end it, if it has not ended by itself, and see how it ended.
    pub fn last(mut self, loss: &Loss) -> Last {
        if !matches!(loss, Loss::Ended) {
            let _ = self.child.kill();
        }
        let mut words = Vec::new();
        let status = self.reap();
        // The worker had no children: with it the pipe's other end is closed.
        if ioctl_fionbio(&self.errors, true).is_ok() {
            let _ = (&mut self.errors).take(LAST_WORDS).read_to_end(&mut words);
        }
        Last {
            status,
            words: String::from_utf8_lossy(&words).into_owned(),
        }
    }

    /// Its standard output is closed, so it is about to end; who is not has to.
    fn reap(&mut self) -> Option<std::process::ExitStatus> {
        for _ in 0..20 {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some(status);
            }
            let pause = Timespec {
                tv_sec: 0,
                tv_nsec: LOOK.subsec_nanos().into(),
            };
            let _ = poll(&mut [], Some(&pause));
        }
        let _ = self.child.kill();
        self.child.wait().ok()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
