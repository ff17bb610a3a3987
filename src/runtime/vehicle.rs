//! Which vehicle carries the threads of a world: everything that the two do differently forks here.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::controlled::{self, Controlled, WayBack};
use super::events::{EventKind, Recording};
use super::options::{Body, Options, SpawnError};
use super::resources::Resources;
use super::{
    Nanos, Operation, Pending, Played, Policy, Ready, Source, Step, Stop, Task, Thread, ThreadId,
    Wait, Wake, World, real, time,
};

/// What carries the threads.
pub(super) enum Vehicle {
    Real,
    Controlled(Box<Controlled>),
}

/// When a controlled world starts: 2026-01-01, 00:00 UTC, in seconds since 1970.
const VIRTUAL_START: u64 = 1_767_225_600;

impl Vehicle {
    pub fn controlled(policy: Box<dyn Policy>, options: &Options, resources: &Resources) -> Self {
        let controlled = Controlled::new(policy, options, resources);
        Vehicle::Controlled(Box::new(controlled))
    }
}

impl World {
    /// Carry the threads until the run is over.
    pub(super) fn host(self: &Arc<Self>) {
        match &self.vehicle {
            Vehicle::Real => real::host(self),
            Vehicle::Controlled(controlled) => controlled::host(self, controlled),
        }
    }

    pub(super) fn put_on_stack(
        self: &Arc<Self>,
        thread: &Arc<Thread>,
        size: usize,
        body: Body,
    ) -> Result<(), SpawnError> {
        let started = match &self.vehicle {
            Vehicle::Real => real::spawn(self, thread, size, body),
            Vehicle::Controlled(controlled) => controlled.spawn(thread, size, body),
        };
        started.inspect_err(|_| {
            let mut roster = self.roster.lock();
            roster.leave_place(thread);
            roster.remove(thread);
        })
    }

    /// As `unpark`, for who has the thread's record at hand.
    pub fn wake(&self, thread: &Thread) {
        match &self.vehicle {
            Vehicle::Real => real::unpark(self, thread),
            Vehicle::Controlled(controlled) => controlled.unpark(thread.id()),
        }
    }

    pub(super) fn park(
        &self,
        task: &Task<'_>,
        back: Option<&WayBack>,
        wait: Wait,
        deadline: Option<Nanos>,
    ) -> Result<Wake, Stop> {
        match (&self.vehicle, back) {
            (Vehicle::Controlled(controlled), Some(back)) => {
                controlled.park(task, back, wait, deadline)
            }
            _ => real::park(self, task.thread(), wait, deadline),
        }
    }

    /// Does the thread wait, without end, for what only threads of this world can do?
    pub(super) fn is_blocked(&self, thread: &Thread) -> bool {
        match &self.vehicle {
            Vehicle::Real => thread.parker.is_blocked(),
            Vehicle::Controlled(controlled) => controlled.is_blocked(thread.id()),
        }
    }

    pub(super) fn wait_ready(
        &self,
        task: &Task<'_>,
        back: Option<&WayBack>,
        what: &'static str,
        sources: &[Source<'_>],
        deadline: Option<Nanos>,
    ) -> Result<Ready, Stop> {
        match (&self.vehicle, back) {
            (Vehicle::Controlled(controlled), Some(back)) => {
                controlled.wait_ready(task, back, what, sources, deadline)
            }
            _ => real::wait_ready(self, task.thread(), what, sources, deadline),
        }
    }

    pub(super) fn controlled_point(
        &self,
        task: &Task<'_>,
        back: &WayBack,
        pending: Pending,
    ) -> Result<(), Stop> {
        match &self.vehicle {
            Vehicle::Controlled(controlled) => controlled.point(task, back, pending),
            Vehicle::Real => Ok(()),
        }
    }

    /// The thread has done so much, before it ends.
    pub(super) fn controlled_worked(&self, thread: ThreadId, operations: u64) {
        if let Vehicle::Controlled(controlled) = &self.vehicle {
            controlled.worked(thread, operations);
        }
    }

    #[cold]
    pub(super) fn controlled_tick(&self, task: &Task<'_>, back: &WayBack) -> Result<(), Stop> {
        match &self.vehicle {
            Vehicle::Controlled(controlled) => controlled.tick(task, back),
            Vehicle::Real => Ok(()),
        }
    }

    /// Let every thread that waits look at the stop word.
    pub(super) fn wake_all_to_look(&self) {
        match &self.vehicle {
            Vehicle::Controlled(controlled) => controlled.stopped(),
            Vehicle::Real => {
                let roster = self.roster.lock();
                for thread in roster.living() {
                    thread.parker.wake_to_look();
                }
                self.changed.notify_all();
            }
        }
    }

    /// Let one thread, if it waits, look at its interrupt.
    pub(super) fn wake_to_look(&self, thread: &Thread) {
        match &self.vehicle {
            Vehicle::Controlled(controlled) => controlled.wake_to_look(thread.id()),
            Vehicle::Real => thread.parker.wake_to_look(),
        }
    }

    /// Time since the start of the world.
    pub fn now(&self) -> Nanos {
        match &self.vehicle {
            Vehicle::Real => time::nanos(self.start.elapsed()),
            Vehicle::Controlled(controlled) => controlled.now(),
        }
    }

    pub(super) fn look_at_clock(&self) -> Nanos {
        match &self.vehicle {
            Vehicle::Real => self.now(),
            Vehicle::Controlled(controlled) => controlled.look_at_clock(),
        }
    }

    /// The date and time: of the machine, or the virtual one.
    pub fn wall_clock(&self) -> SystemTime {
        match &self.vehicle {
            Vehicle::Real => SystemTime::now(),
            Vehicle::Controlled(controlled) => {
                let start = self.options.virtual_start;
                let start = start.unwrap_or(Duration::from_secs(VIRTUAL_START));
                SystemTime::UNIX_EPOCH + start + Duration::from_nanos(controlled.now())
            }
        }
    }

    /// The thread whose turn it is, in the controlled runtime.
    pub(super) fn running(&self) -> Option<Arc<Thread>> {
        match &self.vehicle {
            Vehicle::Real => None,
            Vehicle::Controlled(controlled) => {
                self.roster.lock().get(controlled.running()).cloned()
            }
        }
    }

    /// The times of this thread, and of those that it will start, never come early (`Clock::Explored`).
    pub fn hold_to_time(&self, thread: ThreadId) {
        if let Vehicle::Controlled(controlled) = &self.vehicle {
            controlled.hold_to_time(thread);
        }
    }

    /// What a thread that can run is about to do, in the controlled runtime.
    pub(super) fn next_of(&self, thread: ThreadId) -> Option<Operation> {
        match &self.vehicle {
            Vehicle::Real => None,
            Vehicle::Controlled(controlled) => controlled.next_of(thread),
        }
    }

    /// Is time virtual?
    pub fn is_controlled(&self) -> bool {
        matches!(self.vehicle, Vehicle::Controlled(_))
    }

    pub(super) fn take_trace(&self) -> Vec<Step> {
        match &self.vehicle {
            Vehicle::Real => Vec::new(),
            Vehicle::Controlled(controlled) => controlled.take_trace(),
        }
    }

    pub(super) fn take_played(&self) -> Option<Played> {
        match &self.vehicle {
            Vehicle::Real => None,
            Vehicle::Controlled(controlled) => controlled.take_played(),
        }
    }

    pub(super) fn take_recording(&self) -> Option<Recording> {
        match &self.vehicle {
            Vehicle::Real => Some(self.recorder.as_ref()?.take()),
            Vehicle::Controlled(controlled) => controlled.take_recording(),
        }
    }

    /// Is it noted what happens?
    #[inline]
    pub fn is_recorded(&self) -> bool {
        matches!(&self.vehicle, Vehicle::Controlled(controlled) if controlled.is_recorded())
    }

    /// Change what is noted, if anything is.
    pub(super) fn with_recording(&self, change: impl FnOnce(&mut Recording)) {
        if let Vehicle::Controlled(controlled) = &self.vehicle {
            controlled.with_recording(change);
        }
    }

    pub(super) fn record(&self, thread: &Thread, kind: EventKind) {
        if let Vehicle::Controlled(controlled) = &self.vehicle {
            controlled.record(thread.id(), kind, thread.line());
        }
    }

    pub(super) fn record_wait(&self, task: &Task<'_>, kind: EventKind, wait: &Wait) {
        if let Vehicle::Controlled(controlled) = &self.vehicle {
            controlled.record_wait(task, kind, wait);
        }
    }
}
