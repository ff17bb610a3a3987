//! The controlled runtime: threads are coroutines in the host's OS thread, one runs at a time, a policy decides which.

mod outside;
mod policies;
mod recorder;
mod scheduler;
mod stacks;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Instant;

use corosensei::stack::DefaultStack;
use corosensei::{Coroutine, CoroutineResult, Yielder};
use parking_lot::Mutex;

use self::outside::{Outside, wait_outside};
use self::scheduler::{Decision, Parking, Scheduler};
use super::events::{EventKind, Recording};
use super::knot::Knots;
use super::options::{Body, Options};
use super::resources::Resources;
use super::room::Room;
use super::{
    Nanos, Operation, Pending, Played, SpawnError, Stop, Task, Thread, ThreadId, Wait, Wake, World,
};

pub use policies::{
    Balanced, Candidate, Choice, Gate, Gauge, Manual, Misfit, NotReady, Patient, Policy, Random,
    Replay, Stepper, Work,
};
pub use scheduler::Step;
pub(super) use stacks::Stack;
pub use stacks::Stacks;

/// The way back from a thread's coroutine to the host.
pub(super) type WayBack = Yielder<(), ()>;
type Carrier = Coroutine<(), (), (), DefaultStack>;

/// The value of an event by which the time of a wait came while others could run.
pub const FIRED: &str = "early";

/// Scheduling points between two looks at the wall time.
const LOOK_AT_LIMIT: u32 = 1024;

/// What a controlled world has besides what all worlds have.
pub(super) struct Controlled {
    scheduler: Mutex<Scheduler>,
    outside: Outside,
    /// Started, but not running on their stacks yet.
    newborn: Mutex<Vec<(Arc<Thread>, Stack, Body)>>,
    stacks: Stacks,
    /// What happened, if somebody wants to know.
    recording: Option<Mutex<Recording>>,
    /// Scheduling points until the next look at the wall time.
    points: AtomicU32,
    /// Whose turn it is.
    running: AtomicU32,
    knots: Mutex<LookForKnots>,
}

/// Virtual time between two looks for threads that wait for each other while others go on.
const LOOK_FOR_KNOTS: Nanos = 40_000_000;

/// Looks at the limit, of a thread that works while no time passes, until the next look for such threads.
const LOOKS_AT_LIMIT: u32 = 16;

#[derive(Default)]
struct LookForKnots {
    knots: Knots,
    /// When to look again, at the latest.
    next: Nanos,
    looks_at_limit: u32,
}

impl Controlled {
    pub fn new(policy: Box<dyn Policy>, options: &Options, resources: &Resources) -> Self {
        Controlled {
            scheduler: Mutex::new(Scheduler::new(policy, options, resources)),
            outside: Outside::default(),
            newborn: Mutex::default(),
            stacks: options.stacks.clone(),
            recording: (options.events).map(|most| Mutex::new(Recording::of_at_most(most))),
            points: AtomicU32::new(LOOK_AT_LIMIT),
            running: AtomicU32::new(0),
            knots: Mutex::default(),
        }
    }

    pub fn running(&self) -> ThreadId {
        ThreadId(self.running.load(Relaxed))
    }

    pub fn now(&self) -> Nanos {
        self.scheduler.lock().now()
    }

    pub fn look_at_clock(&self) -> Nanos {
        self.scheduler.lock().look_at_clock()
    }

    pub fn hold_to_time(&self, thread: ThreadId) {
        self.scheduler.lock().hold_to_time(thread);
    }

    pub fn next_of(&self, thread: ThreadId) -> Option<Operation> {
        self.scheduler.lock().next_of(thread)
    }

    pub fn is_blocked(&self, thread: ThreadId) -> bool {
        self.scheduler.lock().is_blocked(thread)
    }

    pub fn take_trace(&self) -> Vec<Step> {
        self.scheduler.lock().take_trace()
    }

    pub fn take_played(&self) -> Option<Played> {
        self.scheduler.lock().take_played()
    }

    pub fn spawn(&self, thread: &Arc<Thread>, size: usize, body: Body) -> Result<(), SpawnError> {
        let stack = self
            .stacks
            .take(size)
            .map_err(|e| SpawnError::System(e.to_string()))?;
        self.newborn.lock().push((thread.clone(), stack, body));
        self.scheduler.lock().add(thread.id());
        self.record_cause(thread.id());
        Ok(())
    }

    pub fn unpark(&self, thread: ThreadId) {
        self.record_cause(thread);
        self.scheduler.lock().unpark(thread);
        self.outside.tell();
    }

    /// The thread has done so much.
    pub fn worked(&self, thread: ThreadId, operations: u64) {
        self.scheduler.lock().worked(thread, operations);
    }

    pub fn take_recording(&self) -> Option<Recording> {
        let recording = self.recording.as_ref()?;
        let recording = std::mem::take(&mut *recording.lock());
        Some(recording.finished(self.now()))
    }

    /// Change what is noted, if anything is.
    pub fn with_recording(&self, change: impl FnOnce(&mut Recording)) {
        if let Some(recording) = &self.recording {
            change(&mut recording.lock());
        }
    }

    pub fn is_recorded(&self) -> bool {
        self.recording.is_some()
    }

    /// The run was stopped, maybe from another OS thread.
    pub fn stopped(&self) {
        // Taking the guard: the host is now either before its look at the stop word or waiting.
        drop(self.scheduler.lock());
        self.outside.tell();
    }

    /// Scheduling point of the running thread.
    pub fn point(&self, task: &Task<'_>, back: &WayBack, mut pending: Pending) -> Result<(), Stop> {
        task.check()?;
        self.look_at_limit(task.world());
        pending.line = task.line();
        let mut scheduler = self.scheduler.lock();
        scheduler.worked(task.id(), task.take_work(1));
        let gives_way = scheduler.point(task.id(), pending);
        let (is_over, is_useless) = (scheduler.is_over_limit(), scheduler.is_useless());
        drop(scheduler);
        if is_useless {
            task.world().stop(Stop::PointLimit);
        } else if is_over {
            task.world().end_by_points();
        } else if gives_way {
            back.suspend(());
        }
        task.check()?;
        self.record_step(task, pending);
        Ok(())
    }

    pub fn tick(&self, task: &Task<'_>, back: &WayBack) -> Result<(), Stop> {
        self.points.store(1, Relaxed);
        self.scheduler.lock().tick();
        self.point(task, back, Pending::of(Operation::Yield))
    }

    pub fn park(
        &self,
        task: &Task<'_>,
        back: &WayBack,
        wait: Wait,
        deadline: Option<Nanos>,
    ) -> Result<Wake, Stop> {
        let world = task.world();
        world.check()?;
        let mut scheduler = self.scheduler.lock();
        scheduler.worked(task.id(), task.take_work(0));
        let answer = scheduler.park(
            task.id(),
            Parking {
                internal: wait.is_internal(),
                at_prompt: matches!(wait, Wait::Prompt),
                interrupted: world.is_alarmed() && task.thread().is_interrupted(),
                deadline,
            },
        );
        drop(scheduler);
        match answer {
            Some(Some(wake)) => return Ok(wake),
            Some(None) => return task.check().map(|()| Wake::Woken),
            None => {}
        }
        self.record_wait(task, EventKind::Wait, &wait);
        let waited = self.is_recorded().then(|| wait.clone());
        task.thread().publish_wait(wait, self.now());
        back.suspend(());
        task.thread().publish(None);
        world.check()?;
        let wake = self.scheduler.lock().wake_of(task.id());
        if let Some(waited) = waited {
            let kind = match wake {
                Some(Wake::TimedOut) => EventKind::Deadline,
                _ => EventKind::Wake,
            };
            self.record_wait(task, kind, &waited);
            if self.scheduler.lock().has_fired(task.id()) {
                self.with_recording(|recording| recording.set_value(task.id(), FIRED.to_string()));
            }
        }
        match wake {
            Some(wake) => Ok(wake),
            // Woken to look at an interrupt.
            None => task.check().map(|()| Wake::Woken),
        }
    }

    pub fn wake_to_look(&self, thread: ThreadId) {
        self.scheduler.lock().wake_to_look(thread);
        self.outside.tell();
    }

    /// Tell of threads that wait for each other while others go on, if it is time to look for them.
    fn look_for_knots(&self, world: &World, at_limit: bool) {
        if !world.is_told_of_knots() || world.serves_prompt() {
            return;
        }
        let now = self.now();
        let mut look = self.knots.lock();
        look.looks_at_limit += u32::from(at_limit);
        if now < look.next && look.looks_at_limit < LOOKS_AT_LIMIT {
            return;
        }
        (look.next, look.looks_at_limit) = (now.saturating_add(LOOK_FOR_KNOTS), 0);
        let report = look.knots.look(world, &world.roster.lock());
        drop(look);
        if let Some(report) = report {
            world.meet_knot(report);
        }
    }

    fn look_at_limit(&self, world: &World) {
        let points = self.points.load(Relaxed) - 1;
        if points > 0 {
            self.points.store(points, Relaxed);
            return;
        }
        self.points.store(LOOK_AT_LIMIT, Relaxed);
        self.look_for_knots(world, true);
        if world.end_of_time().is_some_and(|end| Instant::now() >= end) {
            world.end_by_time();
        }
        // While others run on and on, those who wait outside get their turn too.
        if self.outside.has_sources() {
            self.outside.wake_ready(self);
        }
    }
}

/// Run the threads of `world`, one after the other, until none is left.
pub(super) fn host(world: &Arc<World>, controlled: &Controlled) {
    let mut carriers: BTreeMap<ThreadId, (Carrier, usize)> = BTreeMap::new();
    loop {
        let decision = controlled.scheduler.lock().decide(world.is_stopped());
        match decision {
            Decision::Run(thread) => {
                if !carriers.contains_key(&thread) {
                    for (newborn, stack, body) in controlled.newborn.lock().drain(..) {
                        let id = newborn.id();
                        carriers.insert(id, carry(world, newborn, stack, body));
                    }
                }
                let (carrier, _) = carriers
                    .get_mut(&thread)
                    .expect("a living thread has a stack");
                controlled.look_for_knots(world, false);
                controlled.running.store(thread.0, Relaxed);
                if let CoroutineResult::Return(()) = carrier.resume(()) {
                    if let Some((carrier, size)) = carriers.remove(&thread) {
                        let stack = Stack::left(carrier.into_stack(), size);
                        controlled.stacks.give_back(stack);
                    }
                    finish(world, controlled, thread);
                }
            }
            Decision::WaitOutside(nearest) => wait_outside(world, controlled, nearest),
            Decision::Deadlock => {
                world.end_by_deadlock();
            }
            Decision::Over => return controlled.scheduler.lock().let_policy_go(),
        }
    }
}

/// The coroutine of a thread, and the size of its stack.
fn carry(world: &Arc<World>, thread: Arc<Thread>, stack: Stack, body: Body) -> (Carrier, usize) {
    let world = world.clone();
    let end = stack.end();
    let (stack, size) = stack.into_parts();
    let carrier = Coroutine::with_stack(stack, move |back, ()| {
        if world.is_stopped() {
            return;
        }
        let room = Room::growing(end, &world.options);
        let task = Task::controlled(world.clone(), thread.clone(), room, back);
        task.begins();
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| body(&task))) {
            world.note_panic(&thread, panic.as_ref());
        }
        task.ends();
        world.controlled_worked(thread.id(), task.take_work(0));
    });
    (carrier, size)
}

fn finish(world: &World, controlled: &Controlled, id: ThreadId) {
    let mut roster = world.roster.lock();
    let thread = roster
        .get(id)
        .cloned()
        .expect("a living thread is in the roster");
    roster.leave_place(&thread);
    roster.remove(&thread);
    world.forget_interrupt(&thread);
    roster.lives.end(&thread, world.is_stopped());
    let over = roster.foreground() == 0;
    drop(roster);
    controlled.record_end(&thread, world.is_stopped());
    for joiner in thread.set_ended() {
        world.wake(&joiner);
    }
    controlled.scheduler.lock().remove(id);
    if over {
        world.stop(Stop::Ended);
    }
}
