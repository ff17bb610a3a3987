//! What a running thread holds: who it is, and every way it has to wait or to let others run.

mod noting;
mod order;

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::os::fd::BorrowedFd;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use super::controlled::WayBack;
use super::epoch::{Epoch, Sign};
use super::events::EventKind;
use super::orders::Held;
use super::real::{Log, noted};
use super::room::{NoRoom, Room};
use super::{
    Interest, Nanos, ObjectId, Operation, Pending, Ready, Source, Stop, Thread, ThreadId, Wait,
    Wake, World, time,
};

/// The right to act as one thread of a world. Stays on that thread's own stack.
pub struct Task<'a> {
    world: Arc<World>,
    thread: Arc<Thread>,
    way: Way<'a>,
    room: Room,
    /// The thread's number + 1 in the upper half: see `holder_word`.
    holder: u64,
    /// The lock that the thread took last.
    last: Cell<*const ()>,
    held: RefCell<Held>,
    epoch: Epoch,
    /// Operations that the policy has not heard of.
    work: Cell<u64>,
    /// The value that is said later of what was done last.
    later: RefCell<Option<Later>>,
    stays_here: PhantomData<*const ()>,
}

/// Puts a value into words.
type Later = Box<dyn FnOnce() -> String>;

/// How the thread is carried, and whether somebody looks on.
#[derive(Clone, Copy)]
enum Way<'a> {
    Real,
    /// By a real thread that notes what it does.
    Noted(&'a Log),
    /// The way back out of the coroutine, in the controlled runtime.
    Controlled(&'a WayBack),
}

impl<'a> Task<'a> {
    pub(super) fn real(
        world: Arc<World>,
        thread: Arc<Thread>,
        room: Room,
        log: Option<&'a Log>,
    ) -> Self {
        Task::new(world, thread, room, log.map_or(Way::Real, Way::Noted))
    }

    pub(super) fn controlled(
        world: Arc<World>,
        thread: Arc<Thread>,
        room: Room,
        back: &'a WayBack,
    ) -> Self {
        Task::new(world, thread, room, Way::Controlled(back))
    }

    fn new(world: Arc<World>, thread: Arc<Thread>, room: Room, way: Way<'a>) -> Self {
        Task {
            holder: (u64::from(thread.id().0) + 1) << 32,
            world,
            thread,
            way,
            room,
            last: Cell::new(std::ptr::null()),
            held: RefCell::default(),
            epoch: Epoch::default(),
            work: Cell::new(0),
            later: RefCell::default(),
            stays_here: PhantomData,
        }
    }

    #[inline]
    pub fn id(&self) -> ThreadId {
        self.thread.id()
    }

    #[inline]
    pub fn world(&self) -> &Arc<World> {
        &self.world
    }

    /// The record by which others wake or join this thread.
    #[inline]
    pub fn thread(&self) -> &Arc<Thread> {
        &self.thread
    }

    /// Do other threads run only where this one lets them? True in the controlled runtime: spinning is useless there.
    #[inline]
    pub fn is_controlled(&self) -> bool {
        matches!(self.way, Way::Controlled(_))
    }

    fn back(&self) -> Option<&'a WayBack> {
        match self.way {
            Way::Controlled(back) => Some(back),
            _ => None,
        }
    }

    #[inline]
    fn log(&self) -> Option<&'a Log> {
        match self.way {
            Way::Noted(log) => Some(log),
            _ => None,
        }
    }

    /// Is the native stack too short for what may come until a native calls back the next time? Then go on by `on_more_stack`.
    #[inline(always)]
    pub fn is_short_of_stack(&self) -> bool {
        self.room.is_short()
    }

    /// Call where there is native stack until the next look: here, or on another piece of stack.
    ///
    /// # Errors
    /// There is none to be had.
    pub fn on_more_stack<R>(&self, call: impl FnOnce() -> R) -> Result<R, NoRoom> {
        self.room.make(call)
    }

    /// Call what needs so many bytes of native stack: more than are kept free.
    ///
    /// # Errors
    /// There is no such stack to be had.
    pub fn on_stack_of<R>(&self, bytes: usize, call: impl FnOnce() -> R) -> Result<R, NoRoom> {
        self.room.make_of(bytes, call)
    }

    /// Has the run been stopped, or this thread been interrupted? One load when not.
    #[inline]
    pub fn check(&self) -> Result<(), Stop> {
        match self.world.is_alarmed() {
            false => Ok(()),
            true => self.world.heard_by(&self.thread),
        }
    }

    /// Would `check` refuse? An interrupt is still to be heard then: for calls outside of the runtime that can look meanwhile.
    pub fn must_stop(&self) -> bool {
        // Nobody else can see the end of the time while the only thread that runs is in such a call.
        if self.is_controlled()
            && (self.world.end_of_time()).is_some_and(|end| Instant::now() >= end)
        {
            self.world.end_by_time();
        }
        self.world.is_stopped() || self.thread.is_interrupted()
    }

    /// What `check` does, for work that outlasts no borrow of the task: the parser's, the compiler's.
    pub fn look(&self) -> impl Fn() -> Result<(), Stop> + 'static {
        let (world, thread) = (self.world.clone(), self.thread.clone());
        let controlled = self.is_controlled();
        move || {
            // As in `must_stop`.
            if controlled && world.end_of_time().is_some_and(|end| Instant::now() >= end) {
                world.end_by_time();
            }
            match world.is_alarmed() {
                false => Ok(()),
                true => world.heard_by(&thread),
            }
        }
    }

    /// Has no other thread ever been started, so that nobody can come between two steps? Never in a controlled run, whose steps are looked at.
    #[inline]
    pub fn is_alone(&self) -> bool {
        !self.is_controlled() && !self.world.has_others()
    }

    /// Hear of this interrupt again at the next look: for a wait that was interrupted in the moment in which it ended well.
    pub fn interrupt_later(&self, reason: Stop) {
        self.world.raise(&self.thread, reason);
    }

    /// Scheduling point: to be called before every operation on state that threads share. Free in the real runtime.
    #[inline]
    pub fn point(&self, pending: Pending) -> Result<(), Stop> {
        match self.way {
            Way::Real => Ok(()),
            Way::Noted(log) => {
                log.did(pending.operation, pending.object.0, self.line());
                Ok(())
            }
            Way::Controlled(back) => self.controlled_point(back, pending),
        }
    }

    /// A point that a policy looks at.
    #[cold]
    #[inline(never)]
    fn controlled_point(&self, back: &WayBack, pending: Pending) -> Result<(), Stop> {
        if self.world.options.values {
            self.note_what_was_later();
        }
        self.world.controlled_point(self, back, pending)
    }

    /// To be called by a loop every few thousand operations, so that others run even if it reaches no scheduling point.
    #[inline]
    pub fn tick(&self) -> Result<(), Stop> {
        match self.way {
            Way::Controlled(back) => self.world.controlled_tick(self, back),
            way => {
                if let Way::Noted(log) = way {
                    log.look();
                }
                self.world.pause_if_wanted(&self.thread);
                self.check()
            }
        }
    }

    /// Let others run.
    pub fn yield_now(&self) -> Result<(), Stop> {
        if !self.is_controlled() {
            std::thread::yield_now();
            return self.check();
        }
        self.point(Pending::of(Operation::Yield))
    }

    /// Wait for a permit (`World::unpark`, `wake`), at most until `deadline`. A permit given since the last park ends it
    /// at once, and may be an old one: look at your own state again.
    pub fn park(&self, wait: Wait, deadline: Option<Nanos>) -> Result<Wake, Stop> {
        if self.world.options.values {
            self.note_what_was_later();
        }
        let park = |wait| self.world.park(self, self.back(), wait, deadline);
        match self.log() {
            Some(log) => noted(log, &self.thread, wait, park),
            None => park(wait),
        }
    }

    /// Give `thread` a permit: its park, or else its next one, ends.
    pub fn wake(&self, thread: &Thread) {
        if let Some(log) = self.log() {
            log.wakes(thread);
        }
        self.world.wake(thread);
    }

    /// What this thread did last is what `thread` waits for, which somebody else will wake: for those who look on.
    pub fn notifies(&self, thread: &Thread) {
        match self.way {
            Way::Real => {}
            Way::Noted(log) => log.notifies(thread),
            Way::Controlled(_) => self.world.with_recording(|recording| {
                recording.note_notice(thread.id(), self.id());
            }),
        }
    }

    /// Wait for at least `duration`.
    pub fn sleep(&self, duration: Duration) -> Result<(), Stop> {
        if duration.is_zero() {
            return self.yield_now();
        }
        self.point(Pending::of(Operation::Sleep))?;
        let deadline = self.deadline(duration);
        while self.park(Wait::Sleep, Some(deadline))? == Wake::Woken {}
        Ok(())
    }

    /// Wait for the end of `thread`, at most until `deadline`. Did it end?
    pub fn join(&self, thread: &Arc<Thread>, deadline: Option<Nanos>) -> Result<bool, Stop> {
        self.point(self.joins(thread, deadline.is_none()))?;
        self.note_thread(thread.id());
        if !thread.add_joiner(&self.thread) {
            // A thread that a stop ended is no answer to who joins it.
            self.check()?;
            self.note_joined(thread);
            self.hear(Sign::End(thread.id()));
            return Ok(true);
        }
        while thread.is_alive() {
            match self.park(Wait::Join(thread.clone()), deadline) {
                Ok(Wake::Woken) => continue,
                Ok(Wake::TimedOut) => break,
                Err(stop) => {
                    thread.remove_joiner(&self.thread);
                    return Err(stop);
                }
            }
        }
        thread.remove_joiner(&self.thread);
        self.check()?;
        let has_ended = !thread.is_alive();
        if has_ended {
            self.note_joined(thread);
            self.hear(Sign::End(thread.id()));
        }
        Ok(has_ended)
    }

    /// What it is about to do. Which thread it waits for matters only where all schedules are searched through.
    fn joins(&self, thread: &Thread, waits: bool) -> Pending {
        match self.world.options.proves {
            true => Pending::on(Operation::Join, ObjectId::of_thread(thread.id())),
            false => Pending::of(Operation::Join),
        }
        .that_waits(waits)
    }

    fn note_joined(&self, thread: &Thread) {
        if self.world.options.lives {
            self.world.roster.lock().lives.set_joined(thread.id());
        }
    }

    /// Wait until `descriptor` is ready for what is of interest, at most until `deadline`; a permit or a stop ends the wait too.
    /// Somebody outside of the world is waited for, so this is never part of a deadlock. Readiness is a hint: try the
    /// operation without blocking, and wait again if it would block. `what` is for reports.
    pub fn wait_ready(
        &self,
        what: &'static str,
        descriptor: BorrowedFd<'_>,
        interest: Interest,
        deadline: Option<Nanos>,
    ) -> Result<Ready, Stop> {
        self.wait_any_ready(what, &[Source::new(descriptor, interest)], deadline)
    }

    /// As `wait_ready`, until any of the sources is ready. Without a source, until a permit, the deadline or a stop.
    pub fn wait_any_ready(
        &self,
        what: &'static str,
        sources: &[Source<'_>],
        deadline: Option<Nanos>,
    ) -> Result<Ready, Stop> {
        let wait = || (self.world).wait_ready(self, self.back(), what, sources, deadline);
        let Some(log) = self.log() else {
            return wait();
        };
        let outside = Wait::External(what);
        log.waits(&self.thread, &outside);
        let ready = wait()?;
        let wake = match ready {
            Ready::TimedOut => Wake::TimedOut,
            Ready::Ready | Ready::Woken => Wake::Woken,
        };
        log.goes_on(&self.thread, &outside, wake);
        Ok(ready)
    }

    /// Call something that waits outside of the runtime: a terminal, a child. No stop can end the call, so when the run
    /// ends meanwhile, this thread is left behind. `what` is for reports.
    pub fn outside<R>(&self, what: &'static str, call: impl FnOnce() -> R) -> Result<R, Stop> {
        self.check()?;
        let outside = Wait::External(what);
        self.note_wait(EventKind::Wait, &outside);
        self.thread.set_outside(true);
        (self.thread).publish_wait(outside.clone(), self.world.now());
        self.world.stand_still(&self.thread);
        let answer = call();
        self.world.resume(&self.thread);
        self.thread.publish(None);
        self.thread.set_outside(false);
        self.check()?;
        self.note_wait(EventKind::Wake, &outside);
        Ok(answer)
    }

    /// The clock as a script reads it: time since the start of the world. In the controlled runtime a script that only
    /// looks at the clock sees it move after a thousand looks, or it would wait for ever.
    pub fn now(&self) -> Nanos {
        self.world.look_at_clock()
    }

    /// The moment `duration` from now.
    pub fn deadline(&self, duration: Duration) -> Nanos {
        self.world.now().saturating_add(time::nanos(duration))
    }

    /// The date and time as a script reads it: of the machine, or the virtual one.
    pub fn wall_clock(&self) -> SystemTime {
        self.world.look_at_clock();
        self.world.wall_clock()
    }

    /// Note the line of the script that the thread is at, for reports. One plain store.
    #[inline]
    pub fn set_line(&self, line: u32) {
        self.thread.set_line(line);
    }

    #[inline]
    pub fn line(&self) -> u32 {
        self.thread.line()
    }

    /// This thread and its line in one word, for what is held: the thread's number + 1 in the upper half, the line in the lower one.
    #[inline]
    pub fn holder_word(&self) -> u64 {
        self.holder | u64::from(self.line())
    }

    /// Is it noted which cells are read and written? Then `note_value` and `note_name` say more of it.
    #[inline]
    pub fn is_recorded(&self) -> bool {
        self.is_controlled() && self.world.is_recorded()
    }

    /// Is it noted what happens?
    fn is_noted(&self) -> bool {
        self.log().is_some() || self.is_recorded()
    }

    /// Shall the points of this thread say in which state it is (`Pending::state`)?
    #[inline]
    pub fn tells_state(&self) -> bool {
        self.is_controlled() && self.world.options.proves
    }

    /// Shall the operations of this thread be counted (`add_work`)?
    #[inline]
    pub fn counts_work(&self) -> bool {
        self.is_controlled() && self.world.options.counts_work
    }

    /// So many operations were done since the last time.
    #[inline]
    pub fn add_work(&self, operations: u64) {
        self.work.set(self.work.get() + operations);
    }

    /// What is to be told to the policy, and so many more.
    pub(super) fn take_work(&self, more: u64) -> u64 {
        self.work.take() + more
    }
}
