//! The pairs of steps of an execution whose order may matter and was free, and where their other order is to be tried.

use super::dependence::Done;
use super::dependence::depend_done;
use super::path::{Node, Path};
use crate::runtime::ThreadId;
use std::collections::BTreeMap;

/// For each thread, how many steps of the execution come before.
type Clock = BTreeMap<ThreadId, usize>;

fn join(clock: &mut Clock, other: &Clock) {
    for (thread, steps) in other {
        let own = clock.entry(*thread).or_default();
        *own = (*own).max(*steps);
    }
}

/// Does the step at this place come before what the clock belongs to?
fn is_before(place: usize, step: &Done, clock: &Clock) -> bool {
    clock.get(&step.thread).is_some_and(|steps| *steps > place)
}

/// Note at each step of the path what else is to be tried there.
pub fn plan(path: &mut Path) {
    path.note_ends();
    let steps: Vec<Done> = path.nodes.iter().map(|node| node.step).collect();
    let mut clocks: Vec<Clock> = Vec::with_capacity(steps.len());
    let mut latest: BTreeMap<ThreadId, usize> = BTreeMap::new();
    for (place, step) in steps.iter().enumerate() {
        let mut clock = match latest.get(&step.thread) {
            Some(before) => clocks[*before].clone(),
            None => {
                starter(path, step.thread).map_or_else(Clock::new, |spawn| clocks[spawn].clone())
            }
        };
        let mut races = Vec::new();
        let mut openers = Vec::new();
        for earlier in (0..place).rev() {
            let other = &steps[earlier];
            if other.thread == step.thread || !depend_done(other, step) {
                continue;
            }
            if path.nodes[earlier].holds_up(step) {
                openers.push(earlier);
                continue;
            }
            if !is_before(earlier, other, &clock) {
                races.push(earlier);
            }
            join(&mut clock, &clocks[earlier]);
        }
        for earlier in openers {
            join(&mut clock, &clocks[earlier]);
        }
        clock.insert(step.thread, place + 1);
        clocks.push(clock);
        latest.insert(step.thread, place);
        for earlier in races {
            try_other_order(path, &steps, &clocks, earlier, place);
        }
    }
}

/// The step that has started the thread: the one before it could run for the first time. It comes before all that the thread does.
fn starter(path: &Path, thread: ThreadId) -> Option<usize> {
    let can_run = |node: &Node| node.enabled.iter().any(|other| other.thread == thread);
    path.nodes.iter().position(can_run)?.checked_sub(1)
}

/// Have the later step, or what leads to it, tried before the earlier one.
fn try_other_order(
    path: &mut Path,
    steps: &[Done],
    clocks: &[Clock],
    earlier: usize,
    later: usize,
) {
    // What does not come after the earlier step, and then the later one.
    let mut between: Vec<usize> = (earlier + 1..later)
        .filter(|place| !is_before(earlier, &steps[earlier], &clocks[*place]))
        .collect();
    between.push(later);
    let mut initials: Vec<ThreadId> = Vec::new();
    for (index, place) in between.iter().enumerate() {
        let thread = steps[*place].thread;
        let comes_first = between[..index].iter().all(|before| {
            let is_own = steps[*before].thread == thread;
            // The later step is known to come after the earlier one: only what else leads to it counts.
            let leads = match *place == later {
                true => depend_done(&steps[*before], &steps[later]),
                false => is_before(*before, &steps[*before], &clocks[*place]),
            };
            !is_own && !leads
        });
        if comes_first && !initials.contains(&thread) {
            initials.push(thread);
        }
    }
    let node = &mut path.nodes[earlier];
    if initials
        .iter()
        .any(|thread| node.backtrack.contains(thread))
    {
        return;
    }
    let can_run = |thread: &&ThreadId| node.enabled.iter().any(|other| other.thread == **thread);
    let wanted = steps[later].thread;
    let chosen = initials
        .iter()
        .find(|thread| **thread == wanted)
        .filter(can_run)
        .or_else(|| initials.iter().find(can_run));
    match chosen {
        Some(thread) => node.backtrack.push(*thread),
        None => {
            let all = node.enabled.iter().map(|candidate| candidate.thread);
            let new: Vec<ThreadId> = all.filter(|one| !node.backtrack.contains(one)).collect();
            node.backtrack.extend(new);
        }
    }
}
