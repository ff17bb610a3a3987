//! One run: its threads, its clock, its chance, its stop word. Which vehicle carries the threads is told here, how is not.

use std::any::Any;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant, SystemTime};

use parking_lot::{Condvar, Mutex};

use super::chance::Chance;
use super::controlled::{self, Controlled, Policy, Random, Stacks, Step, WayBack};
use super::real::{self, Census, Workers};
use super::roster::Roster;
use super::{
    DeadlockReport, Identity, Nanos, ObjectId, Operation, Pending, Stop, Task, Thread, ThreadId,
    Wait, Wake, time,
};

/// What a thread does from start to end.
pub type Body = Box<dyn FnOnce(&Task<'_>) + Send>;

/// What a world is made with.
#[derive(Clone, Debug)]
pub struct Options {
    /// Stack of the main thread, in bytes of address space; only what is touched takes memory.
    pub main_stack: usize,
    /// Stack of every other thread, likewise.
    pub thread_stack: usize,
    /// How many threads besides main may be alive at once.
    pub max_threads: usize,
    /// Wall time after which the run is stopped, under both runtimes.
    pub time_limit: Option<Duration>,
    /// Where chance starts: the scheduler's (controlled runtime) and the script's. None: from the machine, or 0 when controlled.
    pub seed: Option<u64>,
    /// Where controlled worlds take their stacks from: the same for all that are made with clones of these options.
    pub stacks: Stacks,
    /// Keep the steps of a controlled run.
    pub trace: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            main_stack: 64 << 20,
            thread_stack: 2 << 20,
            max_threads: 1000,
            time_limit: None,
            seed: None,
            trace: false,
            stacks: Stacks::default(),
        }
    }
}

/// Why a thread could not be started.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SpawnError {
    /// As many threads as allowed are alive.
    Limit(usize),
    /// The system refused.
    System(String),
    /// The run is ending.
    Stopped(Stop),
}

impl std::fmt::Display for SpawnError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            SpawnError::Limit(limit) => write!(f, "thread limit ({limit}) reached"),
            SpawnError::System(error) => write!(f, "can't start new thread: {error}"),
            SpawnError::Stopped(_) => f.write_str("can't start new thread: the run is ending"),
        }
    }
}

/// A thread whose body panicked: a bug of ours, never of a script.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Panicked {
    pub thread: ThreadId,
    pub name: Arc<str>,
    pub message: String,
}

/// How a run ended.
#[derive(Debug)]
pub struct Outcome<R> {
    /// What the main thread's body gave; none if it panicked or was left behind in a call outside of the runtime.
    pub value: Option<R>,
    /// Why the run was stopped, if it did not end by itself.
    pub stopped: Option<Stop>,
    /// Who waited for whom, if the run was stopped by a deadlock.
    pub deadlock: Option<DeadlockReport>,
    pub panics: Vec<Panicked>,
    /// What was done in which order, if the controlled run was asked to keep it.
    pub trace: Vec<Step>,
    /// Threads started, main included.
    pub threads: u32,
}

/// One run, shared by all its threads.
pub struct World {
    pub(super) options: Options,
    start: Instant,
    stop_flag: Arc<AtomicBool>,
    stop_reason: OnceLock<Stop>,
    pub(super) roster: Mutex<Roster>,
    /// Told when the roster changed in a way that the host waits for.
    pub(super) changed: Condvar,
    pub(super) census: Census,
    pub(super) workers: Workers,
    vehicle: Vehicle,
    deadlock: OnceLock<DeadlockReport>,
    chance: Chance,
    objects: AtomicU64,
}

/// What carries the threads.
enum Vehicle {
    Real,
    Controlled(Box<Controlled>),
}

/// When a controlled world starts: 2026-01-01, 00:00 UTC, in seconds since 1970.
const VIRTUAL_START: u64 = 1_767_225_600;

impl World {
    /// A world whose threads are OS threads.
    pub fn real(options: Options) -> Arc<World> {
        let seed = options.seed.unwrap_or_else(rand::random);
        World::new(options, seed, Vehicle::Real)
    }

    /// A world whose threads take turns as chance from `options.seed` decides, in virtual time.
    pub fn controlled(options: Options) -> Arc<World> {
        let seed = options.seed.unwrap_or(0);
        World::controlled_by(options, Box::new(Random::new(seed)))
    }

    /// A world whose threads take turns as `policy` decides, in virtual time.
    pub fn controlled_by(options: Options, policy: Box<dyn Policy>) -> Arc<World> {
        let seed = options.seed.unwrap_or(0);
        let vehicle = Vehicle::Controlled(Box::new(Controlled::new(
            policy,
            options.trace,
            options.stacks.clone(),
        )));
        World::new(options, seed, vehicle)
    }

    fn new(options: Options, seed: u64, vehicle: Vehicle) -> Arc<World> {
        Arc::new(World {
            options,
            start: Instant::now(),
            stop_flag: Arc::default(),
            stop_reason: OnceLock::new(),
            roster: Mutex::default(),
            changed: Condvar::new(),
            census: Census::default(),
            workers: Workers::default(),
            vehicle,
            deadlock: OnceLock::new(),
            chance: Chance::new(seed),
            objects: AtomicU64::new(1),
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
            .enroll(name, false)
            .and_then(|main| self.put_on_stack(&main, self.options.main_stack, body));
        let mut panics = match started {
            Ok(()) => Vec::new(),
            Err(error) => vec![Panicked {
                thread: ThreadId::MAIN,
                name: name.into(),
                message: error.to_string(),
            }],
        };
        match &self.vehicle {
            Vehicle::Real => real::host(self),
            Vehicle::Controlled(controlled) => controlled::host(self, controlled),
        }
        let mut roster = self.roster.lock();
        panics.append(&mut roster.panics);
        Outcome {
            value: value.lock().take(),
            stopped: self.stop_reason().filter(|&reason| reason != Stop::Ended),
            deadlock: self.deadlock.get().cloned(),
            panics,
            trace: match &self.vehicle {
                Vehicle::Real => Vec::new(),
                Vehicle::Controlled(controlled) => controlled.take_trace(),
            },
            threads: roster.started(),
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
        by.point(Pending::of(Operation::Spawn))
            .and(by.check())
            .map_err(SpawnError::Stopped)?;
        let thread = self.enroll(name, daemon)?;
        self.put_on_stack(&thread, self.options.thread_stack, body)?;
        Ok(thread)
    }

    fn put_on_stack(
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

    fn enroll(&self, name: &str, daemon: bool) -> Result<Arc<Thread>, SpawnError> {
        self.roster
            .lock()
            .add(name, daemon, self.options.max_threads)
    }

    /// Give a living thread a permit: its park, or else its next one, ends.
    pub fn unpark(&self, id: ThreadId) {
        let thread = self.roster.lock().get(id).cloned();
        if let Some(thread) = thread {
            self.wake(&thread);
        }
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

    #[cold]
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

    #[cold]
    pub(super) fn controlled_tick(&self, task: &Task<'_>, back: &WayBack) -> Result<(), Stop> {
        match &self.vehicle {
            Vehicle::Controlled(controlled) => controlled.tick(task, back),
            Vehicle::Real => Ok(()),
        }
    }

    /// End the whole run, from any thread of the machine: every wait, point and check of its threads answers `Err(reason)`
    /// from now on. Only the first reason counts.
    pub fn stop(&self, reason: Stop) {
        if self.stop_reason.set(reason).is_err() {
            return;
        }
        self.stop_flag.store(true, Ordering::SeqCst);
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

    /// True once the run has been stopped; the reason is known then. For loops to poll.
    #[inline]
    pub fn stop_flag(&self) -> &Arc<AtomicBool> {
        &self.stop_flag
    }

    #[inline]
    pub fn is_stopped(&self) -> bool {
        self.stop_flag.load(Ordering::Acquire)
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
                let start = SystemTime::UNIX_EPOCH + Duration::from_secs(VIRTUAL_START);
                start + Duration::from_nanos(controlled.now())
            }
        }
    }

    /// Is time virtual?
    pub fn is_controlled(&self) -> bool {
        matches!(self.vehicle, Vehicle::Controlled(_))
    }

    /// When the run is stopped for lack of time.
    pub(super) fn end_of_time(&self) -> Option<Instant> {
        self.options.time_limit.map(|limit| self.start + limit)
    }

    pub(super) fn note_deadlock(&self, roster: &Roster) {
        let _ = self.deadlock.set(DeadlockReport::of(roster.living()));
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

    /// A number for a new object that threads share.
    pub fn new_object(&self) -> ObjectId {
        ObjectId(self.objects.fetch_add(1, Ordering::Relaxed))
    }

    /// Number and kind for a new object that threads share.
    pub fn new_identity(&self, kind: &'static str) -> Identity {
        Identity::new(self.new_object(), kind)
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

    pub(super) fn note_panic(&self, thread: &Thread, panic: &(dyn Any + Send)) {
        let message = match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
            (Some(text), _) => (*text).to_owned(),
            (_, Some(text)) => text.clone(),
            _ => "panic without a message".to_owned(),
        };
        self.roster.lock().panics.push(Panicked {
            thread: thread.id(),
            name: thread.name(),
            message,
        });
    }
}
