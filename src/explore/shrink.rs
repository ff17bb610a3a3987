//! The same mistake with as few preemptions, switches and steps as can be found, so that a person can follow it.

use super::search::Found;
use super::subject::{Note, Subject, Trial};
use super::verdict::Bug;
use crate::runtime::{Played, Recording, Schedule, Stacks, Turn};

/// A mistake with a schedule that can be read, typed and replayed.
pub struct Counterexample {
    pub bug: Bug,
    /// Turns that lead to the mistake; what follows them needs no say.
    pub schedule: Schedule,
    pub played: Played,
    pub recording: Recording,
    /// What the run printed.
    pub stdout: String,
    pub stderr: String,
    /// Of ten replays, how many showed the mistake.
    pub replayed: u32,
}

/// So many turns further on, a turn may be moved from.
const NEAR: usize = 3;

/// Replays of a counterexample.
pub const REPLAYS: u32 = 10;

struct Shrinking<'s> {
    subject: &'s Subject,
    /// What a run must show.
    holds: &'s dyn Fn(&Trial) -> bool,
    note: Note,
    stacks: Stacks,
    /// Runs that may still be made.
    left: usize,
    best: Played,
}

/// Shrink the schedule of a mistake, in at most so many runs: it must show the same mistake at the same place.
pub fn shrink(subject: &Subject, found: &Found, most: usize) -> Counterexample {
    let same = |trial: &Trial| (trial.outcome.bug()).is_some_and(|bug| bug.is_same(&found.bug));
    let schedule = shrink_while(subject, &found.schedule, Note::Nothing, &same, most);
    counterexample(subject, schedule, &found.bug)
}

/// Shrink a schedule, in at most so many runs of which this is noted, as long as what comes out of it `holds`.
pub fn shrink_while(
    subject: &Subject,
    schedule: &Schedule,
    note: Note,
    holds: &dyn Fn(&Trial) -> bool,
    most: usize,
) -> Schedule {
    let stacks = Stacks::default();
    let first = subject.replay(schedule, Note::Nothing, &stacks);
    let mut shrinking = Shrinking {
        subject,
        holds,
        note,
        stacks,
        left: most,
        best: first.played,
    };
    shrinking.drop_pieces();
    while shrinking.left > 0 && (shrinking.change_turns() || shrinking.reorder_turns()) {}
    shrinking.head()
}

/// The mistake that the schedule shows, with what happens.
fn counterexample(subject: &Subject, schedule: Schedule, bug: &Bug) -> Counterexample {
    let stacks = Stacks::default();
    let shows_it = |trial: &Trial| {
        let shown = trial.outcome.bug();
        shown.is_some_and(|shown| shown.is_same(bug))
    };
    let again = || subject.replay(&schedule, Note::Nothing, &stacks);
    let replayed = (0..REPLAYS).filter(|_| shows_it(&again())).count() as u32;
    let trial = subject.replay(&schedule, Note::Events, &stacks);
    Counterexample {
        bug: trial.outcome.bug().unwrap_or(bug).clone(),
        schedule,
        played: trial.played,
        recording: trial.recording.unwrap_or_default(),
        stdout: trial.outcome.stdout,
        stderr: trial.outcome.stderr,
        replayed,
    }
}

/// What makes a schedule hard to follow, the worst first.
fn cost(played: &Played) -> (u32, u32, u32, u64) {
    (
        played.fires,
        played.preemptions,
        played.switches,
        played.steps,
    )
}

impl Shrinking<'_> {
    fn shows_it(&self, trial: &Trial) -> bool {
        (self.holds)(trial)
    }

    /// Is the mistake still there with these turns, and the schedule easier to follow?
    fn try_turns(&mut self, turns: Vec<Turn>) -> bool {
        self.try_for(turns, cost)
    }

    /// Is the mistake still there with these turns, and this of the schedule less?
    fn try_for<C: Ord>(&mut self, turns: Vec<Turn>, cost: impl Fn(&Played) -> C) -> bool {
        if self.left == 0 {
            return false;
        }
        self.left -= 1;
        let schedule = Schedule::new(turns);
        let trial = self.subject.replay(&schedule, self.note, &self.stacks);
        let is_better = self.shows_it(&trial) && cost(&trial.played) < cost(&self.best);
        if is_better {
            self.best = trial.played;
        }
        is_better
    }

    fn turns(&self) -> Vec<Turn> {
        self.best.schedule.turns().to_vec()
    }

    /// Leave out the end, then pieces that become smaller and smaller.
    fn drop_pieces(&mut self) {
        self.try_turns(Vec::new());
        let mut size = self.turns().len() / 2;
        while size > 1 && self.left > 0 {
            let mut start = 0;
            while start < self.turns().len() {
                let mut turns = self.turns();
                let end = (start + size).min(turns.len());
                turns.drain(start..end);
                if !self.try_turns(turns) {
                    start += size;
                }
            }
            size /= 2;
        }
    }

    /// Try each small change of a turn; true when one of them has made the schedule easier.
    fn change_turns(&mut self) -> bool {
        let mut has_changed = false;
        let mut place = 0;
        while place < self.turns().len() && self.left > 0 {
            let turns = self.turns();
            let changes = [
                without(&turns, place),
                to_its_end(&turns, place),
                earlier(&turns, place),
                later(&turns, place),
                cut_after(&turns, place),
            ];
            let mut changed = false;
            for change in changes.into_iter().flatten() {
                changed = self.try_turns(change);
                if changed {
                    break;
                }
            }
            has_changed |= changed;
            if !changed {
                place += 1;
            }
        }
        has_changed
    }

    /// Another order of the turns, where it has fewer preemptions: what has fewer switches alone may be another story.
    fn reorder_turns(&mut self) -> bool {
        let preemptions = |played: &Played| (played.fires, played.preemptions);
        if self.best.preemptions == 0 {
            return false;
        }
        let turns = self.turns();
        let mut changes = (0..turns.len()).flat_map(|place| reordered(&turns, place));
        changes.any(|change| self.try_for(change, preemptions))
    }

    /// As few of the first turns as lead to the same run.
    fn head(&mut self) -> Schedule {
        let turns = self.turns();
        let (timeline, steps) = (self.best.timeline, self.best.steps);
        for length in 0..turns.len() {
            let head = Schedule::new(turns[..length].to_vec());
            let trial = self.subject.replay(&head, self.note, &self.stacks);
            let is_same = (trial.played.timeline, trial.played.steps) == (timeline, steps);
            if is_same && self.shows_it(&trial) {
                return head;
            }
        }
        self.best.schedule.clone()
    }
}

/// Without the turn: its steps are taken later.
fn without(turns: &[Turn], place: usize) -> Option<Vec<Turn>> {
    let mut turns = turns.to_vec();
    turns.remove(place);
    Some(turns)
}

/// The thread runs until it waits.
fn to_its_end(turns: &[Turn], place: usize) -> Option<Vec<Turn>> {
    let mut turns = turns.to_vec();
    if turns[place].fires {
        return None;
    }
    turns[place].steps.take()?;
    Some(turns)
}

/// The next turn of the same thread joins this one.
fn earlier(turns: &[Turn], place: usize) -> Option<Vec<Turn>> {
    let later = next_of_same(turns, place)?;
    let mut turns = turns.to_vec();
    let moved = turns.remove(later);
    let steps = turns[place].steps.zip(moved.steps);
    turns[place].steps = steps.map(|(one, other)| one.saturating_add(other));
    Some(turns)
}

/// The turn joins the next one of the same thread.
fn later(turns: &[Turn], place: usize) -> Option<Vec<Turn>> {
    let next = next_of_same(turns, place)?;
    let mut turns = turns.to_vec();
    let steps = turns[place].steps.zip(turns[next].steps);
    turns[next].steps = steps.map(|(one, other)| one.saturating_add(other));
    turns.remove(place);
    Some(turns)
}

/// A turn of another thread comes before this one, and each of the two lasts as it did, or until its thread waits. Who comes first may find
/// nothing in its way, and who comes later has to wait where it was interrupted before.
fn reordered(turns: &[Turn], place: usize) -> Vec<Vec<Turn>> {
    let end = turns.len().min(place + 1 + NEAR);
    let others = (place + 1..end).filter(|other| turns[*other].thread != turns[place].thread);
    let mut changes = Vec::new();
    for other in others {
        let mut turns = turns.to_vec();
        let moved = turns.remove(other);
        turns.insert(place, moved);
        changes.push(turns.clone());
        if !turns[place].fires && !turns[place + 1].fires {
            (turns[place].steps, turns[place + 1].steps) = (None, None);
            changes.push(turns);
        }
    }
    changes
}

/// The next turn of the thread, when the two can be one.
fn next_of_same(turns: &[Turn], place: usize) -> Option<usize> {
    let thread = turns[place].thread;
    let later = &turns[place + 1..];
    let next = later.iter().position(|turn| turn.thread == thread)? + place + 1;
    (!turns[place].fires && !turns[next].fires).then_some(next)
}

/// Everything after the turn is left to those who can run.
fn cut_after(turns: &[Turn], place: usize) -> Option<Vec<Turn>> {
    (place + 1 < turns.len()).then(|| turns[..place + 1].to_vec())
}
