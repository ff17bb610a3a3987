//! The run's side of its keeper: a process between the run and its children. All that children start is below the keeper, also what has
//! left its parents; when the run is gone, even by `kill -9`, the keeper ends all of it. It is started with the first child.

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::Duration;

use parking_lot::Mutex;
use rustix::process::{Pid, PidfdFlags, getpgrp, getpid, pidfd_open};

use super::children::wait_for_all;
pub use super::keeping::keep;
pub(super) use super::wire::Start;
use super::wire::{Request, answered, ask};

/// The word that makes of this program a keeper.
pub const WORD: &str = "__keep_children";

/// How long an answer may take: starting a program from a slow disk.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long the keeper may take to end when nothing is left.
const LAST: Duration = Duration::from_millis(500);

/// Is this process a program that becomes a keeper when it is called by `WORD`?
static KEEPS: AtomicBool = AtomicBool::new(false);

/// Let children be kept from now on. For a program that gives `WORD` to `keep`.
pub fn keep_children() {
    KEEPS.store(true, SeqCst);
}

/// Does the system have what a keeper takes?
///
/// # Errors
/// What it lacks, as it says it.
pub fn keeps_children() -> io::Result<()> {
    pidfd_open(getpid(), PidfdFlags::empty())?;
    rustix::process::child_subreaper()?;
    std::fs::metadata("/proc/self/exe").map(drop)
}

/// The keeper of one run.
pub(super) struct Keeper {
    /// None once it is given up.
    line: Mutex<Option<UnixStream>>,
    process: Mutex<std::process::Child>,
    pid: Pid,
}

/// A child that the keeper has started.
pub(super) struct Kept {
    pub pid: Pid,
    /// Readable when it has ended; never another process.
    pub process: Arc<OwnedFd>,
    keeper: Arc<Keeper>,
}

/// Why nothing was started.
pub(super) enum Unstarted {
    /// There is no keeper any more.
    Lost,
    System(io::Error),
}

impl Keeper {
    /// Start one, if this program can be one and the system has what it takes.
    pub fn start() -> Option<Arc<Keeper>> {
        if !KEEPS.load(SeqCst) {
            return None;
        }
        pidfd_open(getpid(), PidfdFlags::empty()).ok()?;
        let (ours, theirs) = UnixStream::pair().ok()?;
        ours.set_read_timeout(Some(PATIENCE)).ok()?;
        ours.set_write_timeout(Some(PATIENCE)).ok()?;
        // The file of this process, also when another has been put in its place. A group of its own: Ctrl-C is not for it.
        let process = std::process::Command::new("/proc/self/exe")
            .arg0("sandbox")
            .arg(WORD)
            .env_clear()
            .stdin(OwnedFd::from(theirs))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .ok()?;
        Some(Arc::new(Keeper {
            line: Mutex::new(Some(ours)),
            pid: Pid::from_child(&process),
            process: Mutex::new(process),
        }))
    }

    pub fn pid(&self) -> Pid {
        self.pid
    }

    pub fn is_lost(&self) -> bool {
        self.line.lock().is_none()
    }

    /// Start a child in the run's process group.
    pub fn begin(
        self: &Arc<Self>,
        mut start: Start,
        streams: &[OwnedFd; 3],
    ) -> Result<Kept, Unstarted> {
        start.group = getpgrp().as_raw_nonzero().get();
        let streams = streams.each_ref().map(AsFd::as_fd);
        match self.exchange(&Request::Start(start), &streams) {
            Some(((0, pid), Some(process))) => match Pid::from_raw(pid) {
                Some(pid) => Ok(Kept {
                    pid,
                    process: Arc::new(process),
                    keeper: self.clone(),
                }),
                None => Err(Unstarted::Lost),
            },
            Some(((error, _), None)) if error != 0 => {
                Err(Unstarted::System(io::Error::from_raw_os_error(error)))
            }
            _ => Err(Unstarted::Lost),
        }
    }

    /// Let it forget the orphans that have ended.
    pub fn sweep(&self) {
        self.exchange(&Request::Sweep, &[]);
    }

    fn exchange(
        &self,
        request: &Request,
        streams: &[std::os::fd::BorrowedFd<'_>],
    ) -> Option<((i32, i32), Option<OwnedFd>)> {
        let mut line = self.line.lock();
        let open = line.as_ref()?;
        let answer = ask(open, request, streams).and_then(|()| answered(open));
        if answer.is_err() {
            // What comes now could be the answer to another question.
            *line = None;
        }
        answer.ok()
    }

    /// Give it up: it ends whoever is left, then itself.
    pub fn close(&self) {
        *self.line.lock() = None;
        let mut process = self.process.lock();
        if let Ok(None) = process.try_wait()
            && let Ok(end) = pidfd_open(self.pid, PidfdFlags::empty())
        {
            wait_for_all(vec![end.as_fd()], LAST);
            let _ = process.try_wait();
        }
    }
}

impl Kept {
    /// How the child ended, once it has; then its process is gone.
    pub fn status(&self) -> io::Result<Option<ExitStatus>> {
        if !has_ended(&self.process)? {
            return Ok(None);
        }
        let pid = self.pid.as_raw_nonzero().get();
        match self.keeper.exchange(&Request::Status(pid), &[]) {
            Some(((0, status), _)) => Ok(Some(ExitStatus::from_raw(status))),
            // The keeper is gone; perhaps the child has become one of this process.
            _ => Ok(Some(own_status(&self.process))),
        }
    }
}

fn has_ended(process: &OwnedFd) -> io::Result<bool> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let mut polled = [PollFd::new(process, PollFlags::IN)];
    loop {
        match poll(&mut polled, Some(&Timespec::default())) {
            Err(rustix::io::Errno::INTR) => continue,
            ready => return Ok(ready? > 0),
        }
    }
}

/// The status of a child that has become ours; that of one that was killed when nobody knows.
fn own_status(process: &OwnedFd) -> ExitStatus {
    use rustix::process::{WaitId, WaitIdOptions, waitid};
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG;
    let status = waitid(WaitId::PidFd(process.as_fd()), options);
    let status = status.ok().flatten();
    let code = status.as_ref().and_then(|status| status.exit_status());
    let signal = status
        .as_ref()
        .and_then(|status| status.terminating_signal());
    ExitStatus::from_raw(match (code, signal) {
        (Some(code), _) => code << 8,
        (None, Some(signal)) => signal,
        (None, None) => 9,
    })
}
