//! Many schedules at once, on several cores. A round has a fixed range of schedules, and all of them know the same; so its answer is the
//! same however many cores there are and however fast they are.

use super::subject::Trial;
use crate::runtime::Stacks;
use parking_lot::Mutex;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

/// What a round is made of.
pub struct Round<'a> {
    /// Run the schedule of this number.
    pub run: &'a (dyn Fn(u64, &Stacks) -> Trial + Sync),
    /// Does the round end with such a run? Later schedules are not looked at then.
    pub ends: &'a (dyn Fn(&Trial) -> bool + Sync),
    /// Shall no more be begun?
    pub given_up: &'a (dyn Fn() -> bool + Sync),
}

/// Run these schedules; gives the runs in their order, up to the first that ends the round or was not begun. Each of the stores of
/// stacks is a worker's own.
pub fn round(range: Range<u64>, workers: &[Stacks], round: &Round) -> Vec<Trial> {
    let next = AtomicU64::new(range.start);
    let last = AtomicU64::new(range.end);
    let done = Mutex::new(Vec::new());
    let work = |stacks: &Stacks| {
        loop {
            let index = next.fetch_add(1, SeqCst);
            if index >= last.load(SeqCst) || (round.given_up)() {
                return;
            }
            let trial = (round.run)(index, stacks);
            if (round.ends)(&trial) {
                last.fetch_min(index, SeqCst);
            }
            done.lock().push((index, trial));
        }
    };
    match workers {
        [only] => work(only),
        _ => side_by_side(workers, &work),
    }
    let mut done = done.into_inner();
    done.sort_by_key(|(index, _)| *index);
    let mut trials = Vec::new();
    for (expected, (index, trial)) in range.zip(done) {
        if index != expected {
            break;
        }
        let ends = (round.ends)(&trial);
        trials.push(trial);
        if ends {
            break;
        }
    }
    trials
}

#[expect(
    clippy::disallowed_methods,
    reason = "worlds of their own run on these threads; no script sees them"
)]
fn side_by_side(workers: &[Stacks], work: &(dyn Fn(&Stacks) + Sync)) {
    std::thread::scope(|scope| {
        for stacks in workers {
            scope.spawn(move || work(stacks));
        }
    });
}
