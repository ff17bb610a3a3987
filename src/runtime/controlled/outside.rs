//! What a controlled world waits for outside: descriptors that its threads wait for, wake-ups by other OS threads, real time.
//! Such a run cannot be replayed: who outside answers first is not the policy's choice.

use std::collections::BTreeMap;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::{Duration, Instant};

use parking_lot::{Condvar, Mutex};

use super::{Controlled, WayBack};
use crate::runtime::ready::Alarm;
use crate::runtime::{
    Interest, Nanos, Operation, Pending, Ready, Source, Stop, Task, ThreadId, Wait, Wake, World,
    ready, time,
};

/// The outside of a controlled world.
#[derive(Default)]
pub(super) struct Outside {
    /// Told when a thread outside of the world gave a permit or stopped the run.
    pub changed: Condvar,
    /// The threads that wait for descriptors. Only the host's OS thread touches it.
    waited: Mutex<BTreeMap<ThreadId, Waited>>,
    alarm: OnceLock<Option<Alarm>>,
    /// Is the host in a `poll`, which only the alarm ends? Set under the scheduler's guard.
    polling: AtomicBool,
}

/// What one thread waits for. Copies of the descriptors, which stay valid whoever closes what meanwhile.
struct Waited {
    sources: Vec<(OwnedFd, Interest)>,
    ready: bool,
}

impl Waited {
    fn sources(&self) -> impl Iterator<Item = Source<'_>> {
        self.sources
            .iter()
            .map(|(fd, interest)| Source::new(fd.as_fd(), *interest))
    }
}

impl Outside {
    /// Something changed that the host, if it waits, shall look at. The scheduler's guard was held since.
    pub fn tell(&self) {
        self.changed.notify_one();
        if self.polling.load(SeqCst)
            && let Some(Some(alarm)) = self.alarm.get()
        {
            alarm.ring();
        }
    }

    pub fn has_sources(&self) -> bool {
        !self.waited.lock().is_empty()
    }

    /// Let those run whose descriptors are ready.
    pub fn wake_ready(&self, controlled: &Controlled) {
        let mut waited = self.waited.lock();
        let sources: Vec<Source<'_>> = waited.values().flat_map(Waited::sources).collect();
        let mut ready = ready::ready_now(&sources).into_iter();
        let mut scheduler = controlled.scheduler.lock();
        for (&thread, waited) in waited.iter_mut() {
            let mut any = false;
            for _ in &waited.sources {
                any |= ready.next().unwrap_or_default();
            }
            if any && !waited.ready && scheduler.is_parked(thread) {
                waited.ready = true;
                scheduler.unpark(thread);
            }
        }
    }

    fn poll(&self, until: Option<Instant>) {
        let waited = self.waited.lock();
        let sources: Vec<Source<'_>> = waited.values().flat_map(Waited::sources).collect();
        ready::wait(&sources, self.alarm.get().and_then(Option::as_ref), until);
        self.polling.store(false, SeqCst);
    }
}

impl Controlled {
    /// Wait for descriptors; others run meanwhile.
    pub fn wait_ready(
        &self,
        task: &Task<'_>,
        back: &WayBack,
        what: &'static str,
        sources: &[Source<'_>],
        deadline: Option<Nanos>,
    ) -> Result<Ready, Stop> {
        task.check()?;
        let copies: std::io::Result<_> = sources
            .iter()
            .map(|source| Ok((source.descriptor.try_clone_to_owned()?, source.interest)))
            .collect();
        let Ok(sources) = copies else {
            // No descriptor left: let others run and try again.
            self.point(task, back, Pending::of(Operation::Yield))?;
            return Ok(Ready::Woken);
        };
        let waited = Waited {
            sources,
            ready: false,
        };
        self.outside.waited.lock().insert(task.id(), waited);
        let wake = self.park(task, back, Wait::External(what), deadline);
        let waited = self.outside.waited.lock().remove(&task.id());
        Ok(match wake? {
            Wake::TimedOut => Ready::TimedOut,
            Wake::Woken if waited.is_some_and(|waited| waited.ready) => Ready::Ready,
            Wake::Woken => Ready::Woken,
        })
    }
}

/// Everybody waits, and somebody for the outside: wait for that, at most for `nearest`. Virtual time follows the machine's.
pub(super) fn wait_outside(world: &World, controlled: &Controlled, nearest: Option<Nanos>) {
    let outside = &controlled.outside;
    let began = Instant::now();
    let by_deadline = nearest.map(|nearest| began + Duration::from_nanos(nearest));
    let end = world.end_of_time();
    let until = by_deadline.into_iter().chain(end).min();
    // While a session's prompt waits nobody runs, whatever is ready.
    let polls = outside.has_sources() && !controlled.scheduler.lock().is_at_prompt();
    if polls {
        outside.alarm.get_or_init(|| Alarm::new().ok());
    }
    let mut scheduler = controlled.scheduler.lock();
    if world.is_stopped() || scheduler.can_go_on() {
        return;
    }
    if polls {
        outside.polling.store(true, SeqCst);
        drop(scheduler);
        outside.poll(until);
        outside.wake_ready(controlled);
        scheduler = controlled.scheduler.lock();
    } else {
        match until {
            None => outside.changed.wait(&mut scheduler),
            Some(until) => drop(outside.changed.wait_until(&mut scheduler, until)),
        }
    }
    let passed = time::nanos(began.elapsed());
    scheduler.follow(nearest.map_or(passed, |nearest| passed.min(nearest)));
    drop(scheduler);
    if end.is_some_and(|end| Instant::now() >= end) {
        world.end_by_time();
    }
}
