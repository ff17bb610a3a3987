//! The real runtime: every thread on an OS thread of its own, true parallelism, the machine's clock.

mod census;
mod log;
mod looks;
mod merge;
mod parker;
mod recorder;
mod workers;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::{Duration, Instant};

use self::parker::Given;
use self::workers::{Job, Worker};
use super::knot::Knots;
use super::look;
use super::options::Body;
use super::room::{self, Room};
use super::{Nanos, Ready, Source, SpawnError, Stop, Task, Thread, ThreadId, Wait, Wake, World};

pub(crate) use census::Census;
pub(in crate::runtime) use log::{Log, noted};
pub(crate) use looks::Looks;
pub(crate) use parker::Parker;
pub(in crate::runtime) use recorder::Recorder;
pub(crate) use workers::Workers;

/// How long the host waits before it looks again at threads that are blocked or that a stop does not reach.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// What the system and the standard library take of a thread's stack before it begins to work, with its own variables.
const USED: usize = 32 << 10;

pub(super) fn spawn(
    world: &Arc<World>,
    thread: &Arc<Thread>,
    stack: usize,
    body: Body,
) -> Result<(), SpawnError> {
    world.census.born();
    let mut job = Job {
        thread: thread.clone(),
        body,
    };
    // The main thread's stack is larger than the others'.
    let is_main = thread.id() == ThreadId::MAIN;
    if !is_main {
        match world.workers.give(job) {
            Ok(()) => return Ok(()),
            Err(back) => job = back,
        }
    }
    let inside = world.clone();
    let started = std::thread::Builder::new()
        .name(
            if is_main {
                "main of script"
            } else {
                "thread of script"
            }
            .to_owned(),
        )
        .stack_size(stack)
        .spawn(move || work(&inside, job, stack, !is_main));
    started.map(drop).map_err(|error| {
        world.census.died();
        SpawnError::System(error.to_string())
    })
}

/// The life of one OS thread, with so much stack.
fn work(world: &Arc<World>, first: Job, stack: usize, again: bool) {
    let end = room::here().saturating_sub(stack.saturating_sub(USED));
    let worker = Worker::here();
    let mut job = Some(first);
    while let Some(Job { thread, body }) = job {
        live(world, &thread, end, body);
        // Offered before anybody learns of the end: who joins a thread and starts another finds this worker.
        let rests = again && world.workers.rest(&worker);
        finish(world, &thread);
        drop(thread);
        crate::memory::settle();
        job = if rests { worker.next_job() } else { None };
    }
}

/// The life of one thread of the script, whose stack ends there.
fn live(world: &Arc<World>, thread: &Arc<Thread>, end: usize, body: Body) {
    thread.parker.settle();
    // Passing through the roster's lock orders `settle` before or after a concurrent `stop`: one of the two sees the other.
    drop(world.roster.lock());
    if !world.is_stopped() {
        look::carry(Some(thread.clone()));
        world.resume(thread);
        let log = (world.recorder.as_ref()).map(|recorder| Log::begin(recorder, thread));
        let room = Room::fixed(end, &world.options);
        let task = Task::real(world.clone(), thread.clone(), room, log.as_ref());
        task.begins();
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| body(&task))) {
            world.note_panic(thread, panic.as_ref());
        }
        task.ends();
        if let Some(log) = &log {
            log.end(thread, world.is_stopped());
        }
        world.stand_still(thread);
        look::carry(None);
    }
}

fn finish(world: &World, thread: &Thread) {
    // The place is free before the joiners hear of it. The roster keeps the thread until they do, for `host` to count on.
    world.roster.lock().leave_place(thread);
    for joiner in thread.set_ended() {
        // Where its end is noted, if it is.
        joiner.cause.store(thread.cause.load(Relaxed), Relaxed);
        unpark(world, &joiner);
    }
    let suspect = world.census.died();
    let mut roster = world.roster.lock();
    roster.remove(thread);
    world.forget_interrupt(thread);
    roster.suspect |= suspect;
    if suspect || roster.foreground() == 0 {
        world.changed.notify_all();
    }
}

pub(super) fn unpark(world: &World, thread: &Thread) {
    if thread.parker.give_permit() == Given::Blocked {
        world.census.woken();
    }
}

pub(super) fn park(
    world: &World,
    thread: &Thread,
    wait: Wait,
    deadline: Option<Nanos>,
) -> Result<Wake, Stop> {
    world.check()?;
    let found = || thread.parker.take_permit();
    let woken = match wait.is_internal() {
        true => thread.looks.look(found),
        false => found(),
    };
    if woken {
        // A stop before a permit: threads that unwind give permits that mean nothing any more.
        world.check()?;
        return Ok(Wake::Woken);
    }
    if let Some(interrupt) = world.take_interrupt(thread) {
        return Err(interrupt);
    }
    let blocked = deadline.is_none() && wait.is_internal();
    thread.publish_wait(wait, world.now());
    let suspect = blocked && world.census.block();
    if blocked && world.census.watch() {
        drop(world.roster.lock());
        world.changed.notify_all();
    }
    let answer = if thread.parker.begin(blocked) {
        if suspect {
            world.roster.lock().suspect = true;
            world.changed.notify_all();
        }
        world.stand_still(thread);
        let answer = wait_in_kernel(
            world,
            thread,
            blocked,
            deadline.map(|nanos| world.instant(nanos)),
        );
        world.resume(thread);
        answer
    } else {
        if blocked {
            world.census.unblock();
        }
        world.check().map(|()| Wake::Woken)
    };
    thread.publish(None);
    answer
}

fn wait_in_kernel(
    world: &World,
    thread: &Thread,
    blocked: bool,
    deadline: Option<Instant>,
) -> Result<Wake, Stop> {
    loop {
        thread.parker.wait(deadline);
        // Again, a stop before a permit.
        let stopped = world.check();
        if stopped.is_ok() && thread.parker.take_permit() {
            return Ok(Wake::Woken);
        }
        let interrupted = world.is_alarmed() && thread.is_interrupted();
        let late = deadline.is_some_and(|deadline| Instant::now() >= deadline);
        if stopped.is_err() || interrupted || late {
            let no_permit = thread.parker.give_up();
            if no_permit && blocked {
                world.census.unblock();
            }
            stopped?;
            if !no_permit {
                return Ok(Wake::Woken);
            }
            return match world.take_interrupt(thread) {
                Some(interrupt) => Err(interrupt),
                None => Ok(Wake::TimedOut),
            };
        }
    }
}

/// Wait for descriptors in the kernel; the census does not count the thread as blocked.
pub(super) fn wait_ready(
    world: &World,
    thread: &Thread,
    what: &'static str,
    sources: &[Source<'_>],
    deadline: Option<Nanos>,
) -> Result<Ready, Stop> {
    world.check()?;
    if thread.parker.take_permit() {
        world.check()?;
        return Ok(Ready::Woken);
    }
    thread.publish_wait(Wait::External(what), world.now());
    let answer = if thread.parker.begin_to_poll() {
        world.stand_still(thread);
        let answer = poll(
            world,
            thread,
            sources,
            deadline.map(|nanos| world.instant(nanos)),
        );
        world.resume(thread);
        answer
    } else {
        world.check().map(|()| Ready::Woken)
    };
    thread.publish(None);
    answer
}

fn poll(
    world: &World,
    thread: &Thread,
    sources: &[Source<'_>],
    deadline: Option<Instant>,
) -> Result<Ready, Stop> {
    let mut ready = false;
    loop {
        let stopped = world.check();
        let late = !ready && deadline.is_some_and(|deadline| Instant::now() >= deadline);
        let interrupted = !ready && world.is_alarmed() && thread.is_interrupted();
        if stopped.is_err() || ready || late || interrupted || thread.parker.has_permit() {
            let no_permit = thread.parker.give_up();
            // As for every wait, a stop before a permit. A permit before readiness: it must not be lost, and who waits tries again.
            stopped?;
            if no_permit
                && interrupted
                && let Some(interrupt) = world.take_interrupt(thread)
            {
                return Err(interrupt);
            }
            return Ok(match (no_permit, ready) {
                (false, _) => Ready::Woken,
                (true, true) => Ready::Ready,
                (true, false) => Ready::TimedOut,
            });
        }
        ready = thread.parker.poll(sources, deadline);
    }
}

/// How often the host looks for knots while threads are blocked.
const LOOK_FOR_KNOTS: Duration = Duration::from_millis(40);

/// Watch over a world from outside until its last non-daemon thread has ended: time limit, deadlock. Then end the daemons.
/// Threads in calls outside of the runtime, which no stop can reach, are left behind.
pub(super) fn host(world: &World) {
    let mut knots = Knots::default();
    let mut roster = world.roster.lock();
    while roster.foreground() > 0 && !(world.is_stopped() && roster.only_outside_left()) {
        let end = world.end_of_time();
        if end.is_some_and(|end| Instant::now() >= end) && !world.is_stopped() {
            drop(roster);
            world.end_by_time();
            roster = world.roster.lock();
            continue;
        }
        if std::mem::take(&mut roster.suspect) && world.census.all_blocked() && !world.is_stopped()
        {
            let wakings = world.census.wakings();
            let certain = (roster.living())
                .all(|thread| thread.parker.is_blocked() && !thread.is_interrupted())
                && world.census.wakings() == wakings;
            if certain {
                drop(roster);
                world.end_by_deadlock();
                roster = world.roster.lock();
            } else {
                // Somebody was on the way into or out of a park.
                roster.suspect = true;
                world.changed.wait_for(&mut roster, LOOK_AGAIN);
            }
            continue;
        }
        match (world.is_stopped(), end) {
            (true, _) => drop(world.changed.wait_for(&mut roster, LOOK_AGAIN)),
            (false, end) if world.serves_prompt() || world.census.is_watched() => {
                let look = Instant::now() + LOOK_FOR_KNOTS;
                let until = end.map_or(look, |end| end.min(look));
                world.changed.wait_until(&mut roster, until);
                if !world.serves_prompt() {
                    world.census.rest();
                }
                if let Some(report) = knots.look(world, &roster) {
                    drop(roster);
                    world.meet_knot(report);
                    roster = world.roster.lock();
                }
            }
            (false, Some(end)) => drop(world.changed.wait_until(&mut roster, end)),
            (false, None) => world.changed.wait(&mut roster),
        }
    }
    drop(roster);
    world.stop(Stop::Ended);
    let mut roster = world.roster.lock();
    while !roster.only_outside_left() {
        world.changed.wait_for(&mut roster, LOOK_AGAIN);
    }
    drop(roster);
    world.workers.close();
}
