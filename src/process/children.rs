//! All children of one run: started here, counted here, and ended here when the run is over, whatever ended it.

use std::collections::HashSet;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{Pid, Signal};

use super::command::{Command, Started};
use super::family::{self, Relative};
use super::keeper::Keeper;
use super::model::{Modelled, Process, Programs};
use super::real::Real;
use super::{Child, Error};
use crate::runtime::Task;

/// The children of one run.
#[derive(Default)]
pub struct Children {
    inner: Mutex<Inner>,
    /// Who starts them, from the first on; none where the system has no keepers.
    keeper: Mutex<Option<Arc<Keeper>>>,
    /// The only programs that there are, if the run's children are modelled.
    programs: OnceLock<Programs>,
}

struct Inner {
    /// Started and not known to have ended.
    living: Vec<Arc<Real>>,
    modelled: Vec<Arc<Process>>,
    /// Being started by some thread at this moment.
    starting: usize,
    /// How many may be alive at once.
    limit: usize,
    starts: usize,
}

/// Children alive at once, unless the run says otherwise.
const DEFAULT_LIMIT: usize = 256;
/// What is counted up from for the numbers of modelled processes.
const FIRST_MODELLED: i32 = 1_000;
/// After so many starts, look for orphans that have ended.
const STARTS_PER_SWEEP: usize = 64;

/// An interrupt in a terminal reaches the children too: how long they may take to end by themselves. As Python.
const OWN_END: Duration = Duration::from_millis(250);
/// How long a child may take to end in order when it is asked to.
const IN_ORDER: Duration = Duration::from_millis(150);
/// Between two looks at who is still there after a kill, and how often to look: five seconds in all.
const NEXT_LOOK: Duration = Duration::from_millis(50);
const LOOKS: usize = 100;

/// Does this process take in the orphans that its children leave behind?
static ADOPTS: AtomicBool = AtomicBool::new(false);
/// The children that the process had before the first run started one: not ours to end.
static FOREIGN: OnceLock<HashSet<Pid>> = OnceLock::new();

/// Let orphans of children become children of this process (Linux), so that `Children::end` finds them. For a program that has one run at a
/// time and starts no children but by it.
pub fn adopt_orphans() {
    #[cfg(target_os = "linux")]
    if rustix::process::set_child_subreaper(Some(rustix::process::getpid())).is_ok() {
        ADOPTS.store(true, SeqCst);
    }
}

impl Default for Inner {
    fn default() -> Self {
        Inner {
            living: Vec::new(),
            modelled: Vec::new(),
            starting: 0,
            limit: DEFAULT_LIMIT,
            starts: 0,
        }
    }
}

impl Children {
    /// Let at most so many be alive at once.
    pub fn set_limit(&self, limit: usize) {
        self.inner.lock().limit = limit;
    }

    /// From now on there are these programs and no others. To be said before the run begins.
    pub fn set_programs(&self, programs: Programs) {
        let _ = self.programs.set(programs);
    }

    /// The programs that there are, if the run's children are modelled.
    pub fn programs(&self) -> Option<&Programs> {
        self.programs.get()
    }

    /// Start a modelled child.
    ///
    /// # Errors
    /// `TooMany`; a stop of the run.
    pub fn start_modelled(&self, task: &Task<'_>, command: Modelled) -> Result<Started, Error> {
        let mut inner = self.inner.lock();
        inner.modelled.retain(|process| !process.has_ended());
        if inner.modelled.len() >= inner.limit {
            return Err(Error::TooMany(inner.limit));
        }
        inner.starts += 1;
        let pid = FIRST_MODELLED + i32::try_from(inner.starts).unwrap_or(0);
        drop(inner);
        let (process, started) = command.start(task, pid)?;
        self.inner.lock().modelled.push(process);
        Ok(started)
    }

    /// Start a child.
    ///
    /// # Errors
    /// `TooMany`, and what the system says.
    pub fn start(&self, command: Command) -> Result<Started, Error> {
        self.reserve()?;
        let keeper = self.keeper();
        let started = command.start(keeper.as_ref());
        let mut inner = self.inner.lock();
        inner.starting -= 1;
        let started = started?;
        inner.living.extend(started.child.real().cloned());
        Ok(started)
    }

    /// The keeper, which is started when there is none, or none any more.
    fn keeper(&self) -> Option<Arc<Keeper>> {
        let mut keeper = self.keeper.lock();
        if keeper.as_ref().is_none_or(|keeper| keeper.is_lost()) {
            *keeper = Keeper::start();
        }
        keeper.clone()
    }

    fn kept_by(&self) -> Option<Arc<Keeper>> {
        self.keeper.lock().clone()
    }

    fn reserve(&self) -> Result<(), Error> {
        let mut inner = self.inner.lock();
        let keeper = self.kept_by();
        inner.sweep(keeper.as_deref());
        if inner.living.len() + inner.starting >= inner.limit {
            return Err(Error::TooMany(inner.limit));
        }
        inner.starting += 1;
        inner.starts += 1;
        Ok(())
    }

    /// End all children that are still there, and theirs: first in order, then at once. `interrupted`: they may have been told already.
    pub fn end(&self, interrupted: bool) {
        end_in_order(|| self.family(), interrupted);
        self.give_up_keeper();
    }

    fn give_up_keeper(&self) {
        if let Some(keeper) = self.keeper.lock().take() {
            keeper.close();
        }
    }

    /// The same for one child, whose caller can wait for it no longer.
    pub fn end_one(&self, child: &Child, interrupted: bool) {
        // A modelled one ends with the run.
        if let Some(child) = child.real() {
            end_in_order(|| Family::of(child), interrupted);
        }
    }

    /// End all children and theirs at once.
    pub fn kill_all(&self) {
        kill(|| self.family());
        self.give_up_keeper();
    }

    fn family(&self) -> Family {
        let keeper = self.kept_by().map(|keeper| keeper.pid());
        let mut inner = self.inner.lock();
        inner
            .living
            .retain(|child| matches!(child.poll(), Ok(None)));
        let children = inner.living.clone();
        let pids: Vec<Pid> = children.iter().map(|child| child.raw_pid()).collect();
        let orphans = if inner.starts > 0 {
            orphans(&pids, keeper)
        } else {
            Vec::new()
        };
        drop(inner);
        let known = pids.clone();
        let keeper = keeper.filter(|keeper| !family::is_childless(*keeper, None));
        let roots: Vec<Pid> = orphans.iter().copied().chain(pids).chain(keeper).collect();
        let mut relatives = if roots.is_empty() {
            Vec::new()
        } else {
            family::below(&roots, &known)
        };
        relatives.extend(orphans.into_iter().filter_map(family::hold_own));
        Family {
            children,
            relatives,
        }
    }
}

impl Inner {
    /// Forget those that have ended; their handles keep the exit code. Whoever has no handle any more is reaped by it too.
    fn sweep(&mut self, keeper: Option<&Keeper>) {
        FOREIGN.get_or_init(|| family_of_before(ADOPTS.load(SeqCst)));
        self.living.retain(|child| matches!(child.poll(), Ok(None)));
        // While nobody is being started, every child of this process that is not in the list is an orphan taken in.
        if self.starting == 0 && self.starts % STARTS_PER_SWEEP == STARTS_PER_SWEEP - 1 {
            let pids: Vec<Pid> = self.living.iter().map(|child| child.raw_pid()).collect();
            let kept_by = keeper.map(Keeper::pid);
            for orphan in orphans(&pids, kept_by)
                .into_iter()
                .filter_map(family::hold_own)
            {
                orphan.reap();
            }
            if let Some(keeper) = keeper {
                keeper.sweep();
            }
        }
    }
}

fn family_of_before(adopts: bool) -> HashSet<Pid> {
    match adopts {
        true => family::own_children().into_iter().collect(),
        false => HashSet::new(),
    }
}

/// Children of this process that no run started by itself.
fn orphans(started: &[Pid], keeper: Option<Pid>) -> Vec<Pid> {
    // Orphans go to the keeper while there is one.
    let has_none = || keeper.is_some() && family::is_childless(rustix::process::getpid(), keeper);
    if !ADOPTS.load(SeqCst) || has_none() {
        return Vec::new();
    }
    let mut own = family::own_children();
    own.retain(|pid| {
        !started.contains(pid)
            && keeper != Some(*pid)
            && !FOREIGN.get().is_some_and(|foreign| foreign.contains(pid))
    });
    own
}

/// Children that are to be ended, and everybody below them.
struct Family {
    children: Vec<Arc<Real>>,
    relatives: Vec<Relative>,
}

/// End everybody below the process at once.
#[cfg(target_os = "linux")]
pub(super) fn kill_below(process: Pid) {
    kill(|| Family {
        children: Vec::new(),
        relatives: family::below(&[process], &[]),
    });
}

/// `look` says who is still there.
fn end_in_order(look: impl Fn() -> Family, interrupted: bool) {
    let mut family = look();
    if family.is_empty() {
        return;
    }
    if interrupted {
        family.wait(OWN_END);
    }
    family.terminate();
    family.wait(IN_ORDER);
    kill(look);
}

fn kill(look: impl Fn() -> Family) {
    for _ in 0..LOOKS {
        let mut family = look();
        if family.is_empty() {
            return;
        }
        family.kill();
        family.wait(NEXT_LOOK);
    }
}

impl Family {
    fn of(child: &Arc<Real>) -> Family {
        Family {
            children: match child.poll() {
                Ok(None) => vec![child.clone()],
                _ => Vec::new(),
            },
            relatives: family::below(&[child.raw_pid()], &[]),
        }
    }

    fn is_empty(&self) -> bool {
        self.children.is_empty() && self.relatives.is_empty()
    }

    fn terminate(&self) {
        self.signal(Signal::TERM);
        self.relatives.iter().for_each(Relative::terminate);
    }

    fn kill(&self) {
        self.signal(Signal::KILL);
        self.relatives.iter().for_each(Relative::kill);
    }

    fn signal(&self, signal: Signal) {
        for child in &self.children {
            // Fails for a child that has changed its user: nothing more can be done about it.
            let _ = child.signal(signal.as_raw());
        }
    }

    /// Wait for the end of all, at most so long; and take the status of those who are ours to take.
    fn wait(&mut self, patience: Duration) {
        let ends: Vec<Arc<OwnedFd>> = self
            .children
            .iter()
            .filter_map(|child| child.end())
            .collect();
        let own = ends.iter().map(|end| end.as_fd());
        let relatives = self.relatives.iter().map(Relative::end);
        wait_for_all(own.chain(relatives).collect(), patience);
        self.children
            .retain(|child| matches!(child.poll(), Ok(None)));
        self.relatives.iter().for_each(Relative::reap);
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the run is over: this is the machine's time"
)]
pub(super) fn wait_for_all(mut ends: Vec<BorrowedFd<'_>>, patience: Duration) {
    let until = Instant::now() + patience;
    while !ends.is_empty() {
        let left = until.saturating_duration_since(Instant::now());
        let timeout = Timespec {
            tv_sec: left.as_secs() as i64,
            tv_nsec: left.subsec_nanos().into(),
        };
        let mut polled: Vec<PollFd<'_>> = ends
            .iter()
            .map(|end| PollFd::from_borrowed_fd(*end, PollFlags::IN))
            .collect();
        match poll(&mut polled, Some(&timeout)) {
            Ok(0) => return,
            Err(Errno::INTR) => continue,
            Err(_) => return,
            Ok(_) => {}
        }
        let living: Vec<bool> = polled.iter().map(|end| end.revents().is_empty()).collect();
        let mut living = living.into_iter();
        ends.retain(|_| living.next().unwrap_or_default());
    }
}
