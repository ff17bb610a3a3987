//! Descriptors that a thread waits for (sockets, pipes, children), the alarm that ends such a wait, and the one call of `poll(2)`.
//! Which thread waits, and what else could run meanwhile, is the vehicles' business.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, read, write};

/// What a descriptor shall be ready for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Interest {
    /// Bytes, a connection or the end can be read. For a descriptor of a process: it has ended.
    Readable,
    /// Bytes can be written, or a connection has been made or refused.
    Writable,
}

/// A descriptor that a thread waits for.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    pub descriptor: BorrowedFd<'a>,
    pub interest: Interest,
}

/// Why a wait for descriptors ended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Ready {
    /// A source is ready, or has failed or was closed by the other side: try the operation.
    Ready,
    /// Somebody called `unpark`, now or since the last park.
    Woken,
    /// The deadline passed.
    TimedOut,
}

impl<'a> Source<'a> {
    pub fn new(descriptor: BorrowedFd<'a>, interest: Interest) -> Self {
        Source {
            descriptor,
            interest,
        }
    }
}

/// How long a wait lasts at most when no descriptor is left to make an alarm of.
const WITHOUT_ALARM: Duration = Duration::from_millis(10);

/// A descriptor of our own by which one OS thread ends another one's `poll`.
#[derive(Debug)]
pub(super) struct Alarm {
    reads: OwnedFd,
    /// The other end of a pipe, where the system has nothing lighter.
    writes: Option<OwnedFd>,
}

impl Alarm {
    #[cfg(target_os = "linux")]
    pub fn new() -> io::Result<Self> {
        use rustix::event::{EventfdFlags, eventfd};
        let reads = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?;
        Ok(Alarm {
            reads,
            writes: None,
        })
    }

    #[cfg(not(target_os = "linux"))]
    pub fn new() -> io::Result<Self> {
        let (reads, writes) = io::pipe()?;
        let (reads, writes) = (OwnedFd::from(reads), OwnedFd::from(writes));
        rustix::io::ioctl_fionbio(&reads, true)?;
        rustix::io::ioctl_fionbio(&writes, true)?;
        Ok(Alarm {
            reads,
            writes: Some(writes),
        })
    }

    /// End the wait of whoever polls this alarm, now or next.
    pub fn ring(&self) {
        // Fails only when it rings so often already that its count is full.
        let _ = write(
            self.writes.as_ref().unwrap_or(&self.reads),
            &1_u64.to_ne_bytes(),
        );
    }

    fn silence(&self) {
        let mut bytes = [0; 64];
        while read(&self.reads, &mut bytes).is_ok_and(|length| length == bytes.len()) {}
    }
}

/// Wait until a source is ready (then true), the alarm rings, or `until` has come. May also return early for no reason.
/// Without an alarm, which would need a descriptor more than the process may have, it returns now and then, to look.
pub(super) fn wait(sources: &[Source<'_>], alarm: Option<&Alarm>, until: Option<Instant>) -> bool {
    let mut polled: Vec<PollFd<'_>> = sources
        .iter()
        .map(|source| PollFd::from_borrowed_fd(source.descriptor, flags(source.interest)))
        .collect();
    polled.extend(alarm.map(|alarm| PollFd::from_borrowed_fd(alarm.reads.as_fd(), PollFlags::IN)));
    let left = until.map(|until| until.saturating_duration_since(Instant::now()));
    let left = match alarm {
        Some(_) => left,
        None => Some(left.unwrap_or(WITHOUT_ALARM).min(WITHOUT_ALARM)),
    };
    let timeout = left.map(timespec);
    match poll(&mut polled, timeout.as_ref()) {
        Ok(_) => {}
        Err(Errno::INTR | Errno::AGAIN) => return false,
        // No memory, or more descriptors than the process may have: whoever waits finds out by trying.
        Err(_) => return true,
    }
    let (polled, alarm_polled) = polled.split_at(sources.len());
    if let (Some(alarm), Some(rang)) = (alarm, alarm_polled.first())
        && !rang.revents().is_empty()
    {
        alarm.silence();
    }
    polled.iter().any(|polled| !polled.revents().is_empty())
}

/// Which of the sources are ready now.
pub(super) fn ready_now(sources: &[Source<'_>]) -> Vec<bool> {
    let mut polled: Vec<PollFd<'_>> = sources
        .iter()
        .map(|source| PollFd::from_borrowed_fd(source.descriptor, flags(source.interest)))
        .collect();
    let now = timespec(Duration::ZERO);
    match poll(&mut polled, Some(&now)) {
        Ok(_) => polled
            .iter()
            .map(|polled| !polled.revents().is_empty())
            .collect(),
        Err(Errno::INTR | Errno::AGAIN) => vec![false; sources.len()],
        Err(_) => vec![true; sources.len()],
    }
}

fn flags(interest: Interest) -> PollFlags {
    match interest {
        Interest::Readable => PollFlags::IN,
        Interest::Writable => PollFlags::OUT,
    }
}

fn timespec(duration: Duration) -> Timespec {
    Timespec {
        tv_sec: i64::try_from(duration.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: duration.subsec_nanos().into(),
    }
}
