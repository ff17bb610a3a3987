//! One run: its threads, its chance, its stop word. What carries the threads and makes time pass is the vehicle's business.

use std::any::Any;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock, Weak};
use std::time::{Duration, Instant};

use parking_lot::{Condvar, Mutex};

use super::chance::Chance;
use super::names::Names;
use super::options::{Body, OnDeadlock, Options, SpawnError};
use super::orders::Orders;
use super::outcome::{Outcome, Panicked};
use super::pause::Pauses;
use super::real::{Census, Recorder, Workers};
use super::resources::Resources;
use super::roster::Roster;
use super::vehicle::Vehicle;
use super::{
    DeadlockReport, Failed, Identity, Inversion, Nanos, ObjectId, Operation, Pending, Policy,
    Random, Recording, Resource, Stop, Task, Thread, ThreadId,
};

/// So many threads that an error ended are remembered.
const MOST_FAILED: usize = 5;
/// The numbers of what models are made of begin here, above those of all objects that scripts make.
const FIRST_OF_MODELS: u64 = 1 << 31;

/// One run, shared by all its threads.
pub struct World {
    pub(super) options: Options,
    pub(super) start: Instant,
    stop_flag: Arc<AtomicBool>,
    stop_reason: OnceLock<Stop>,
    /// Was a thread started besides main?
    has_others: AtomicBool,
    /// Somebody has to look closer: the run was stopped, or a thread is interrupted.
    pub(super) alarm: AtomicBool,
    /// Threads with an interrupt that they have not heard of. Taken while `alarm` changes.
    pub(super) interrupted: Mutex<usize>,
    pub(super) roster: Mutex<Roster>,
    /// Told when the roster changed in a way that the host waits for.
    pub(super) changed: Condvar,
    /// Has the last thread that the run waits for ended?
    over: AtomicBool,
    pub(super) census: Census,
    pub(super) workers: Workers,
    pub(super) vehicle: Vehicle,
    /// What real threads note of what happens, if somebody wants to know.
    pub(super) recorder: Option<Arc<Recorder>>,
    /// What the objects are called of which something is noted.
    names: Option<Arc<Names>>,
    deadlock: OnceLock<DeadlockReport>,
    /// Why the running line of a session was ended: who could never continue.
    line_deadlock: Mutex<Option<DeadlockReport>>,
    /// When the running line of a session is ended for lack of time.
    end_of_line: Mutex<Option<Instant>>,
    chance: Chance,
    objects: AtomicU64,
    parts_of_models: AtomicU64,
    /// Threads that an error ended, the first of them.
    failed: Mutex<Vec<Failed>>,
    pub(super) orders: Orders,
    /// Variables that threads share, as far as they have a number.
    cells: AtomicU32,
    pub(super) pauses: Pauses,
    pub(super) knot_listener: OnceLock<super::knot::Listener>,
    /// What threads can wait for, where somebody wants to know.
    resources: Resources,
}

impl World {
    /// A world whose threads are OS threads.
    pub fn real(options: Options) -> Arc<World> {
        let seed = options.seed.unwrap_or_else(rand::random);
        World::new(options, seed, Vehicle::Real, Resources::default())
    }

    /// A world whose threads take turns as chance from `options.seed` decides, in virtual time.
    pub fn controlled(options: Options) -> Arc<World> {
        let seed = options.seed.unwrap_or(0);
        World::controlled_by(options, Box::new(Random::new(seed)))
    }

    /// A world whose threads take turns as `policy` decides, in virtual time.
    pub fn controlled_by(mut options: Options, policy: Box<dyn Policy>) -> Arc<World> {
        options.counts_work |= policy.wants_work();
        let seed = options.seed.unwrap_or(0);
        let resources = Resources::default();
        let vehicle = Vehicle::controlled(policy, &options, &resources);
        World::new(options, seed, vehicle, resources)
    }

    fn new(options: Options, seed: u64, vehicle: Vehicle, resources: Resources) -> Arc<World> {
        let start = Instant::now();
        let is_noted = options.events.is_some();
        let most = options.events.filter(|_| matches!(vehicle, Vehicle::Real));
        Arc::new(World {
            roster: Mutex::new(Roster::new(options.lives)),
            options,
            start,
            recorder: most.map(|most| Arc::new(Recorder::new(start, most))),
            names: is_noted.then(Arc::default),
            stop_flag: Arc::default(),
            stop_reason: OnceLock::new(),
            has_others: AtomicBool::new(false),
            alarm: AtomicBool::new(false),
            interrupted: Mutex::new(0),
            changed: Condvar::new(),
            over: AtomicBool::new(false),
            census: Census::default(),
            workers: Workers::default(),
            vehicle,
            deadlock: OnceLock::new(),
            line_deadlock: Mutex::new(None),
            end_of_line: Mutex::new(None),
            chance: Chance::new(seed),
            objects: AtomicU64::new(1),
            parts_of_models: AtomicU64::new(0),
            failed: Mutex::default(),
            orders: Orders::default(),
            cells: AtomicU32::new(0),
            pauses: Pauses::default(),
            knot_listener: OnceLock::new(),
            resources,
        })
    }

    /// Run `body` as the main thread, wait for it and for all non-daemon threads, end the daemons. Once per world.
    pub fn run_main<R: Send + 'static>(
        self: &Arc<Self>,
        name: &str,
        body: impl FnOnce(&Task<'_>) -> R + Send + 'static,
    ) -> Outcome<R> {
        let value = Arc::new(Mutex::new(None));
        let value_inside = value.clone();
        let body: Body = Box::new(move |task| {
            let answer = body(task);
            *value_inside.lock() = Some(answer);
        });
        let started = self
            .enroll(name, false, None)
            .and_then(|main| self.put_on_stack(&main, self.options.main_stack, body));
        let mut panics = match started {
            Ok(()) => Vec::new(),
            Err(error) => vec![Panicked {
                thread: ThreadId::MAIN,
                name: name.into(),
                message: error.to_string(),
            }],
        };
        self.host();
        self.over.store(true, Ordering::SeqCst);
        let mut roster = self.roster.lock();
        panics.append(&mut roster.panics);
        Outcome {
            value: value.lock().take(),
            stopped: self.stop_reason().filter(|&reason| reason != Stop::Ended),
            deadlock: self.deadlock.get().cloned(),
            inversions: self.take_inversions(self.deadlock.get()),
            panics,
            trace: self.take_trace(),
            played: self.take_played(),
            recording: self.recording(),
            threads: roster.started(),
            lives: roster.lives.take(),
        }
    }

    /// Start a thread. Daemons are ended with the run.
    pub fn spawn(
        self: &Arc<Self>,
        by: &Task<'_>,
        name: &str,
        daemon: bool,
        body: Body,
    ) -> Result<Arc<Thread>, SpawnError> {
        self.begin(by, name, daemon, Some(self.options.max_threads), body)
    }

    /// Start a thread that is none of the script's: a modelled child, the main thread of another program. The limit on threads does not
    /// count it.
    pub fn spawn_apart(
        self: &Arc<Self>,
        by: &Task<'_>,
        name: &str,
        daemon: bool,
        body: Body,
    ) -> Result<Arc<Thread>, SpawnError> {
        self.begin(by, name, daemon, None, body)
    }

    fn begin(
        self: &Arc<Self>,
        by: &Task<'_>,
        name: &str,
        daemon: bool,
        limit: Option<usize>,
        body: Body,
    ) -> Result<Arc<Thread>, SpawnError> {
        by.point(Pending::of(Operation::Spawn))
            .and(by.check())
            .map_err(SpawnError::Stopped)?;
        let thread = self.enroll(name, daemon, limit)?;
        if self.options.lives {
            self.roster.lock().lives.set_line(thread.id(), by.line());
        }
        by.note_start(&thread);
        self.has_others.store(true, Ordering::Relaxed);
        self.put_on_stack(&thread, self.options.thread_stack, body)?;
        Ok(thread)
    }

    fn enroll(
        &self,
        name: &str,
        daemon: bool,
        limit: Option<usize>,
    ) -> Result<Arc<Thread>, SpawnError> {
        self.roster.lock().add(name, daemon, limit)
    }

    /// Give a living thread a permit: its park, or else its next one, ends.
    pub fn unpark(&self, id: ThreadId) {
        let thread = self.roster.lock().get(id).cloned();
        if let Some(thread) = thread {
            self.wake(&thread);
        }
    }

    /// End the whole run, from any thread of the machine: every wait, point and check of its threads answers `Err(reason)`
    /// from now on. Only the first reason counts.
    pub fn stop(&self, reason: Stop) {
        if self.stop_reason.set(reason).is_err() {
            return;
        }
        if self.options.lives {
            let Roster { lives, threads, .. } = &mut *self.roster.lock();
            lives.cut(threads.values(), |thread| self.next_of(thread));
        }
        let interrupted = self.interrupted.lock();
        self.stop_flag.store(true, Ordering::SeqCst);
        self.alarm.store(true, Ordering::SeqCst);
        drop(interrupted);
        self.wake_all_to_look();
    }

    /// True once the run has been stopped; the reason is known then. For loops to poll.
    #[inline]
    pub fn stop_flag(&self) -> &Arc<AtomicBool> {
        &self.stop_flag
    }

    #[inline]
    pub fn is_stopped(&self) -> bool {
        self.stop_flag.load(Ordering::Acquire)
    }

    /// May the run reach nothing of the machine?
    pub fn is_sealed(&self) -> bool {
        self.options.sealed
    }

    /// Have all threads ended, as far as they can be waited for?
    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }

    pub fn stop_reason(&self) -> Option<Stop> {
        self.stop_reason.get().copied()
    }

    #[inline]
    pub fn check(&self) -> Result<(), Stop> {
        if self.is_stopped() {
            Err(self.stop_reason().unwrap_or(Stop::Ended))
        } else {
            Ok(())
        }
    }

    /// Was a thread started besides main? What it sees comes after the start, so that no order is needed here.
    #[inline]
    pub(super) fn has_others(&self) -> bool {
        self.has_others.load(Ordering::Relaxed)
    }

    /// Does the main thread serve a prompt?
    pub fn serves_prompt(&self) -> bool {
        self.options.prompt
    }

    /// When the run, or the running line of a session, is ended for lack of time.
    pub(super) fn end_of_time(&self) -> Option<Instant> {
        match self.options.prompt {
            true => *self.end_of_line.lock(),
            false => self.options.time_limit.map(|limit| self.start + limit),
        }
    }

    /// The time is up: that ends the run, or the line that a session's main thread is in.
    pub(super) fn end_by_time(&self) {
        if self.options.prompt {
            *self.end_of_line.lock() = None;
            self.interrupt(ThreadId::MAIN, Stop::TimeLimit);
        } else {
            self.stop(Stop::TimeLimit);
        }
    }

    /// A line of the session begins, and its time with it.
    pub(super) fn begin_line(&self) {
        if let Some(limit) = self.options.time_limit {
            *self.end_of_line.lock() = Some(Instant::now() + limit);
            // The host counts on the end that it saw last.
            let _roster = self.roster.lock();
            self.changed.notify_all();
        }
    }

    pub(super) fn end_line(&self) {
        *self.end_of_line.lock() = None;
    }

    /// The calling thread has reached a limit and gives up: that ends the whole run. A session goes on, with its other threads.
    pub fn reach_limit(&self, reason: Stop) {
        if !self.options.prompt {
            self.stop(reason);
        }
    }

    /// No thread can ever continue: that ends the run, or the line that a session's main thread is in.
    pub(super) fn end_by_deadlock(&self) {
        let report = DeadlockReport::of(self.roster.lock().living(), &self.failed.lock());
        if self.options.prompt {
            *self.line_deadlock.lock() = Some(report);
            self.interrupt(ThreadId::MAIN, Stop::Deadlock);
        } else if self.options.on_deadlock == OnDeadlock::Throw {
            self.throw_deadlock(report);
        } else {
            let _ = self.deadlock.set(report);
            self.stop(Stop::Deadlock);
        }
    }

    /// A controlled run has taken all the steps that it may. Those of its threads that wait for each other would never have continued.
    pub(super) fn end_by_points(&self) {
        let knot = self.knot(&self.roster.lock());
        let Some((_, report)) = knot else {
            return self.stop(Stop::PointLimit);
        };
        let _ = self.deadlock.set(report);
        self.stop(Stop::Deadlock);
    }

    /// Threads wait for each other while others go on.
    pub(super) fn meet_knot(&self, report: DeadlockReport) {
        match self.options.on_deadlock {
            OnDeadlock::Throw if !self.options.prompt => self.throw_deadlock(report),
            _ => self.tell_of_knot(&report),
        }
    }

    /// End the wait of one of these threads by an error, so that the others can go on.
    fn throw_deadlock(&self, report: DeadlockReport) {
        self.tell_of_knot(&report);
        if let Some(youngest) = report.youngest() {
            self.interrupt(youngest, Stop::DeadlockHere);
        }
        let _ = self.deadlock.set(report);
    }

    /// Who waited for whom when the last line of the session was ended by a deadlock.
    pub fn take_line_deadlock(&self) -> Option<DeadlockReport> {
        self.line_deadlock.lock().take()
    }

    /// Locks that threads have taken in different orders since the last call, without those of a deadlock that was told.
    pub fn take_inversions(&self, told: Option<&DeadlockReport>) -> Vec<Inversion> {
        let mut inversions = self.orders.take_inversions();
        if let Some(told) = told {
            let locks: Vec<&str> = told.threads.iter().map(|row| row.object.as_str()).collect();
            inversions.retain(|inversion| !inversion.is_among(&locks));
        }
        inversions
    }

    pub(super) fn instant(&self, moment: Nanos) -> Instant {
        self.start + Duration::from_nanos(moment)
    }

    /// The script's next random number, uniform in `0.0..1.0`.
    pub fn random(&self) -> f64 {
        self.chance.unit()
    }

    /// The script's next random number, uniform in `0..bound`; 0 for a bound of 0.
    pub fn random_below(&self, bound: u64) -> u64 {
        self.chance.below(bound)
    }

    /// Start the script's random numbers again from `seed`.
    pub fn seed(&self, seed: u64) {
        self.chance.seed(seed);
    }

    /// A source of chance apart from the script's and the scheduler's, from the same seed: for models of the outside.
    pub fn own_chance(&self) -> Chance {
        Chance::of_model(self.options.seed.unwrap_or(0))
    }

    /// A number for a new object that threads share.
    pub fn new_object(&self) -> ObjectId {
        ObjectId(self.objects.fetch_add(1, Ordering::Relaxed))
    }

    /// A number for what a model of the world is made of. Those that scripts make are called the same with and without a model.
    pub fn new_part_of_model(&self) -> ObjectId {
        ObjectId(FIRST_OF_MODELS + self.parts_of_models.fetch_add(1, Ordering::Relaxed))
    }

    /// A number, from 1 on, for a variable that threads share.
    pub fn new_cell(&self) -> u32 {
        self.cells.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Number and kind for a new object that threads share.
    pub fn new_identity(&self, kind: &'static str) -> Identity {
        Identity::new(self.new_object(), kind, self.names.clone())
    }

    /// Tell a session, or a search through all schedules, of something that threads can wait for. Nothing to do in other runs.
    pub fn register<R: Resource + 'static>(&self, resource: &Arc<R>) {
        if self.options.prompt || self.options.proves {
            let weak: Weak<R> = Arc::downgrade(resource);
            self.resources.add(weak);
        }
    }

    /// What threads can wait for, as far as it lives and the session was told.
    pub fn resources(&self) -> Vec<Arc<dyn Resource>> {
        self.resources.living()
    }

    /// Living threads, in the order in which they were started.
    pub fn threads(&self) -> Vec<Arc<Thread>> {
        self.roster
            .lock()
            .living()
            .filter(|thread| thread.is_alive())
            .cloned()
            .collect()
    }

    /// An error has ended the calling thread at this line: reports of deadlocks tell it.
    pub fn note_failure(&self, thread: &Thread, line: u32) {
        let mut failed = self.failed.lock();
        if failed.len() < MOST_FAILED {
            failed.push(Failed {
                thread: thread.id(),
                label: thread.label(),
                line,
            });
        }
    }

    /// What happened so far, if it is noted; from then on it is not there any more.
    pub fn recording(&self) -> Option<Recording> {
        let mut recording = self.take_recording()?;
        if let Some(names) = &self.names {
            names.tell(&mut recording);
        }
        Some(recording)
    }

    pub(super) fn note_panic(&self, thread: &Thread, panic: &(dyn Any + Send)) {
        self.roster.lock().panics.push(Panicked::new(thread, panic));
    }
}
