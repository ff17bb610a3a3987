//! Operations: what a thread takes of the budget of the run, uses and gives back. Each loop turn and each call is one; the dispatch counts
//! them down in `Machine::fuel`.

use super::{BATCH, Machine, Outcome};
use crate::objects::abi;
use crate::runtime::Stop;
use rhai::Position;

impl Machine<'_> {
    /// Take a first batch of operations without a look at the memory: when variables hold too much, a line of a session must be able
    /// to let them go.
    pub fn begin_line(&mut self) {
        self.until_look = BATCH;
        self.given = self.shared.operations.take(BATCH as u64) as i64;
        self.fuel = self.given;
    }

    /// One more loop turn or call.
    pub(super) fn burn(&mut self) -> Outcome<()> {
        self.fuel -= 1;
        if self.fuel < 0 { self.refuel() } else { Ok(()) }
    }

    /// Take more operations, for one that is being done already; every `BATCH` of them, look for a stop.
    #[inline(never)]
    pub(super) fn refuel(&mut self) -> Outcome<()> {
        self.hand_in();
        if self.until_look <= 0 {
            self.task.set_line(self.line().unwrap_or(0) as u32);
            self.shared.look_for_cycles();
            abi::check_memory()?;
            self.task.tick()?;
            self.until_look = BATCH;
        }
        let operations = &self.shared.operations;
        let taken = operations.take_patiently(self.until_look as u64, self.task.is_controlled());
        if taken == 0 {
            self.task.set_line(self.line().unwrap_or(0) as u32);
            self.shared.world.reach_limit(Stop::OperationLimit);
            self.task.check()?;
            return Err(Stop::OperationLimit.into());
        }
        self.given = taken as i64;
        self.fuel = self.given - 1;
        Ok(())
    }

    /// Give back what is left, so that nothing is counted that has not been done.
    pub(super) fn hand_in(&mut self) {
        let left = self.fuel.max(0);
        self.until_look -= self.given - left;
        self.task.add_work((self.given - left).unsigned_abs());
        self.shared
            .operations
            .give_back(self.given.unsigned_abs(), left.unsigned_abs());
        self.given = 0;
        self.fuel = 0;
    }

    /// To be called before a native that may wait, and before each other chance for other threads to run: note the line for reports, and
    /// keep no operations that others may need.
    #[inline(always)]
    pub(super) fn before_native(&mut self, at: Position) {
        self.task.set_line(at.line().unwrap_or(0) as u32);
        self.keep_nothing();
    }

    #[inline(always)]
    pub(super) fn keep_nothing(&mut self) {
        if self.limited {
            self.hand_in();
        }
    }
}
