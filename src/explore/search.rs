//! The whole of an exploration: which schedules, within which bounds, and what is known at the end.

use super::exhaustive::{Next, Search};
use super::idle::IdleLoop;
use super::knowledge::Knowledge;
use super::portfolio::Strategy;
use super::rounds::{Round, round};
use super::subject::{Note, Subject, Trial};
use super::verdict::{Bug, Cut, Ending, Outcome};
use crate::border::Summary;
use crate::runtime::{Schedule, Stacks, Work};
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Bounds of an exploration. They are counts, so that the same exploration ends alike everywhere; who has only so much time says so by
/// `given_up`.
pub struct Budget<'a> {
    pub strategy: Strategy,
    pub seed: u64,
    pub schedules: u64,
    /// Schedules that are run side by side.
    pub jobs: usize,
    /// Go on after a mistake, to know all outcomes?
    pub goes_on: bool,
    pub given_up: &'a (dyn Fn() -> bool + Sync),
}

/// How hard it was looked, and what that says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Evidence {
    /// All schedules that can make a difference were run, in so many executions.
    Proved { executions: u64 },
    /// Not all of them could be run: so many came to their end, so many were cut.
    Partial { ended: u64, cut: u64 },
    /// So many schedules came to their end, with so many different timelines; so many were cut by a bound, of which nothing is known.
    Sampled { ended: u64, distinct: u64, cut: u64 },
}

/// What an exploration has found.
pub struct Exploration {
    /// Schedules that were run.
    pub schedules: u64,
    /// Was it ended by who asked for it, before the bounds?
    pub given_up: bool,
    pub evidence: Evidence,
    /// Which bound cut the first schedule that was cut.
    pub cut: Option<Cut>,
    /// Of the balanced schedule, when that was asked for.
    pub work: Option<Work>,
    /// Loops that wait by looking, of the patient schedule, when that was asked for.
    pub idle: Vec<IdleLoop>,
    /// The first mistake.
    pub found: Option<Found>,
    /// Of each mistake at each place, the first schedule: more than one only when the exploration went on (`Budget::goes_on`).
    pub mistakes: Vec<Found>,
    /// What runs that ended well have printed, the commonest first.
    pub outcomes: Vec<Seen>,
    /// What the script wanted and was not allowed.
    pub refused: Option<Summary>,
}

/// A mistake, and the schedule that shows it.
#[derive(Clone)]
pub struct Found {
    /// Schedules that were run, this one included.
    pub after: u64,
    pub bug: Bug,
    pub schedule: Schedule,
}

/// An output, and how often it came.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen {
    pub stdout: String,
    pub exit: i32,
    pub count: u64,
    /// A schedule that gives it.
    pub schedule: Schedule,
}

/// How far an exploration is.
pub struct Progress {
    pub schedules: u64,
    pub distinct: u64,
    pub cut: u64,
}

/// Who follows an exploration while it lasts.
pub trait Follower {
    /// So far it is.
    fn progress(&mut self, _progress: &Progress) {}

    /// This has not come out before, and this schedule shows it. What is told depends on the seed alone, not on the machine.
    fn outcome(&mut self, _outcome: &Outcome, _schedule: &Schedule) -> Flow {
        Flow::GoOn
    }
}

/// Nobody follows.
impl Follower for () {}

/// Does an exploration go on?
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
    GoOn,
    /// What was to be known is known.
    Enough,
}

/// Schedules whose steps are learned from.
const LEARNED: u64 = 64;
/// Schedules of a round, once there is nothing more to learn.
const ROUND: u64 = 512;

/// Where the round ends that begins with this schedule. All schedules of a round know the same.
pub(super) fn end_of_round(next: u64) -> u64 {
    match next {
        0 => 1,
        1 => LEARNED / 4,
        next if next < LEARNED => LEARNED,
        next => next + ROUND,
    }
}

/// Is something learned from this schedule?
pub(super) fn is_learned_from(index: u64) -> bool {
    index < LEARNED
}

/// Run the program under many schedules.
pub fn explore(subject: &Subject, budget: &Budget, follower: &mut dyn Follower) -> Exploration {
    if budget.strategy == Strategy::Exhaustive {
        return explore_all(subject, budget, follower);
    }
    let workers: Vec<Stacks> = (0..budget.jobs.max(1)).map(|_| Stacks::default()).collect();
    let mut state = State::default();
    let schedules = budget.schedules.min(budget.strategy.most_schedules());
    while state.next < schedules && !state.is_over(budget) && !(budget.given_up)() {
        let range = state.next..end_of_round(state.next).min(schedules);
        let wanted = range.end;
        let knowledge = &state.knowledge;
        let run = |index: u64, stacks: &Stacks| {
            let policy = budget.strategy.policy(budget.seed, index, knowledge);
            let note = match is_learned_from(index) {
                true => Note::Trace,
                false => Note::Nothing,
            };
            subject.run(policy, note, stacks)
        };
        let ends = |trial: &Trial| match &trial.outcome.ending {
            Ending::Bug(_) => !budget.goes_on,
            Ending::Refused(_) => true,
            _ => false,
        };
        let trials = round(
            range,
            &workers,
            &Round {
                run: &run,
                ends: &ends,
                given_up: budget.given_up,
            },
        );
        for trial in trials {
            state.take(trial, follower);
            if state.is_enough {
                break;
            }
        }
        follower.progress(&state.progress());
        if state.next < wanted {
            // Time was up, or the round was ended.
            break;
        }
    }
    let mut exploration = Exploration {
        given_up: (budget.given_up)(),
        ..state.into_exploration()
    };
    match budget.strategy {
        Strategy::Balanced => exploration.work = Some(subject.run_balanced(&workers[0]).1),
        Strategy::Patient => exploration.idle = subject.idle_loops(&workers[0]),
        _ => {}
    }
    exploration
}

/// Run all schedules that can make a difference.
fn explore_all(subject: &Subject, budget: &Budget, follower: &mut dyn Follower) -> Exploration {
    let mut search = Search::default();
    let mut state = State::default();
    let mut is_complete = false;
    while search.executions < budget.schedules && !state.is_over(budget) && !(budget.given_up)() {
        match search.next(subject, Note::Nothing) {
            Next::New(trial) => {
                state.take(*trial, follower);
                if state.next % ROUND == 0 {
                    follower.progress(&state.progress());
                }
            }
            Next::Repeated => {}
            Next::All => {
                is_complete = !search.is_incomplete;
                break;
            }
        }
    }
    let is_proved = is_complete || state.is_only;
    let (ended, cut) = (state.ended, state.cut);
    let exploration = state.into_exploration();
    Exploration {
        evidence: match is_proved {
            true => Evidence::Proved {
                executions: search.executions.max(1),
            },
            false => Evidence::Partial { ended, cut },
        },
        schedules: search.executions,
        given_up: (budget.given_up)(),
        ..exploration
    }
}

#[derive(Default)]
struct State {
    /// The next schedule's number: so many have been looked at.
    next: u64,
    ended: u64,
    cut: u64,
    cut_by: Option<Cut>,
    timelines: HashSet<u64>,
    knowledge: Knowledge,
    mistakes: Vec<Found>,
    /// Hashes of the outcomes that were seen.
    seen: HashSet<u64>,
    /// Whoever follows knows enough.
    is_enough: bool,
    refused: Option<Summary>,
    outcomes: Vec<Seen>,
    places: HashMap<(String, i32), usize>,
    /// There was nothing to choose in the first schedule: it is the only one.
    is_only: bool,
}

impl State {
    fn is_over(&self, budget: &Budget) -> bool {
        let has_ended = !self.mistakes.is_empty() && !budget.goes_on;
        self.refused.is_some() || self.is_only || self.is_enough || has_ended
    }

    fn progress(&self) -> Progress {
        Progress {
            schedules: self.next,
            distinct: self.timelines.len() as u64,
            cut: self.cut,
        }
    }

    fn take(&mut self, trial: Trial, follower: &mut dyn Follower) {
        let Trial {
            outcome,
            played,
            trace,
            ..
        } = trial;
        self.next += 1;
        let mut hasher = DefaultHasher::new();
        outcome.hash(&mut hasher);
        if self.seen.insert(hasher.finish()) {
            self.is_enough |= follower.outcome(&outcome, &played.schedule) == Flow::Enough;
        }
        self.timelines.insert(played.timeline);
        if !trace.is_empty() {
            self.knowledge.learn(&trace);
        }
        match &outcome.ending {
            Ending::Ended(exit) => {
                self.ended += 1;
                self.is_only = self.next == 1 && played.choices == 0;
                let key = (outcome.stdout, *exit);
                match self.places.get(&key) {
                    Some(place) => self.outcomes[*place].count += 1,
                    None => {
                        self.places.insert(key.clone(), self.outcomes.len());
                        self.outcomes.push(Seen {
                            stdout: key.0,
                            exit: key.1,
                            count: 1,
                            schedule: played.schedule,
                        });
                    }
                }
            }
            Ending::Bug(bug) => {
                self.ended += 1;
                if !self.mistakes.iter().any(|known| known.bug.is_same(bug)) {
                    self.mistakes.push(Found {
                        after: self.next,
                        bug: bug.clone(),
                        schedule: played.schedule,
                    });
                }
            }
            Ending::Cut(by) => {
                self.cut += 1;
                self.cut_by.get_or_insert(*by);
            }
            Ending::Refused(error) => self.refused = Some(error.clone()),
        }
    }

    fn into_exploration(mut self) -> Exploration {
        // The first of those that came as often stays the first.
        self.outcomes
            .sort_by_key(|seen| std::cmp::Reverse(seen.count));
        Exploration {
            given_up: false,
            schedules: self.next,
            cut: self.cut_by,
            work: None,
            idle: Vec::new(),
            evidence: match self.is_only && self.ended == 1 {
                true => Evidence::Proved { executions: 1 },
                false => Evidence::Sampled {
                    ended: self.ended,
                    distinct: self.timelines.len() as u64,
                    cut: self.cut,
                },
            },
            found: self.mistakes.first().cloned(),
            mistakes: self.mistakes,
            outcomes: self.outcomes,
            refused: self.refused,
        }
    }
}
