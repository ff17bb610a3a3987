//! Who decides the turns of a controlled run, and what is noted of them.

use super::{Limits, Runtime};
use crate::runtime::time::nanos;
use crate::runtime::{Clock, Misfit, OnDeadlock, Options, Policy, Replay, Schedule, Stacks, World};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// So many steps in a row that only look, and time passes, in runs whose schedule is noted or given: they are short.
const PATIENCE: u32 = 1_000;

/// Stacks of a controlled run, in bytes of address space: 200 threads fit into the 400 MB that a marking server gives. A chain of natives
/// that call back goes on on further pieces of the same size.
const CONTROLLED_THREAD: usize = if IS_OPTIMISED { 256 << 10 } else { 2 << 20 };
const CONTROLLED_MAIN: usize = if IS_OPTIMISED { 8 << 20 } else { 64 << 20 };

/// What is left of a stack at least where a native calls back. The most that was measured between two calls back is the text of data nested a
/// hundred deep: 182 KiB. Each call back by `map` takes 2.8 KiB more.
const RESERVE: usize = if IS_OPTIMISED { 208 << 10 } else { 1 << 20 };

/// Without optimisation, stacks are used up much faster.
const IS_OPTIMISED: bool = !cfg!(debug_assertions);

/// A say in the turns of a controlled run. By default chance has it, from the seed, and nothing is noted.
#[derive(Default)]
pub struct Play {
    /// Replay this.
    pub schedule: Option<Schedule>,
    /// Let this decide.
    pub policy: Option<Box<dyn Policy>>,
    /// Note the schedule.
    pub record: bool,
    /// Note the steps, with what each was about to do.
    pub trace: bool,
    /// Note what happens, in at most so many bytes.
    pub events: Option<usize>,
    /// For a search through all schedules: see `runtime::Options::proves`.
    pub proves: bool,
    /// Do not note in which orders locks are taken.
    pub ignores_orders: bool,
    /// When time passes. A schedule in which the time of a wait comes early says so itself.
    pub clock: Clock,
    /// What is done about threads that can never continue.
    pub on_deadlock: OnDeadlock,
    /// Scheduling points after which the run is stopped.
    pub max_points: Option<u64>,
    /// Virtual time after which it is stopped likewise.
    pub max_time: Option<Duration>,
    /// Leave out the values of variables.
    pub outline: bool,
    /// Note the values of variables after changes in place, too.
    pub values: bool,
    /// Note who lived when.
    pub lives: bool,
    /// What the virtual clock says at the start, since 1970.
    pub virtual_start: Option<Duration>,
    /// Reach nothing of the machine: no file, program, host or address of it.
    pub sealed: bool,
    /// Where stacks come from: runs with clones of the same store share theirs.
    pub stacks: Stacks,
}

impl Play {
    /// The world of a run, and where it notes that the schedule does not fit.
    pub(super) fn world(
        self,
        runtime: Runtime,
        limits: &Limits,
    ) -> (Arc<World>, Arc<OnceLock<Misfit>>) {
        let mut options = world_options(runtime, limits);
        options.events = self.events;
        options.on_deadlock = self.on_deadlock;
        if runtime == Runtime::Real {
            return (World::real(options), Arc::default());
        }
        options.record = self.record;
        options.trace = self.trace;
        options.proves = self.proves;
        options.max_points = self.max_points;
        options.max_time = self.max_time.map(nanos);
        options.lives = self.lives;
        options.outline = self.outline;
        options.values = self.values;
        options.virtual_start = self.virtual_start;
        options.lock_orders = !self.ignores_orders;
        options.sealed = self.sealed;
        options.stacks = self.stacks;
        options.clock = match &self.schedule {
            Some(schedule) if schedule.fires() => Clock::Explored,
            _ => self.clock,
        };
        if self.record || self.schedule.is_some() {
            options.patience = PATIENCE;
        }
        let (policy, misfit): (Option<Box<dyn Policy>>, _) = match &self.schedule {
            Some(schedule) => {
                let (replay, misfit) = Replay::new(schedule);
                (Some(Box::new(replay)), misfit)
            }
            None => (self.policy, Arc::default()),
        };
        let world = match policy {
            Some(policy) => World::controlled_by(options, policy),
            None => World::controlled(options),
        };
        (world, misfit)
    }
}

/// What the world of a run is made with when nothing else is said.
pub(super) fn world_options(runtime: Runtime, limits: &Limits) -> Options {
    let mut world = Options {
        time_limit: limits.time,
        ..Options::default()
    };
    if let Some(threads) = limits.threads {
        world.max_threads = threads;
    }
    if let Runtime::Controlled { seed } = runtime {
        world.seed = Some(seed);
        (world.main_stack, world.thread_stack) = (CONTROLLED_MAIN, CONTROLLED_THREAD);
        world.stack_reserve = RESERVE;
    }
    world
}
