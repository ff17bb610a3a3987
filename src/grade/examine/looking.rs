//! Which schedules of a run are looked at, and until when: the exhaustive search first, which proves what it can finish; else the portfolio.

use super::condition::{Condition, Finding, Judged};
use super::conditions::idle;
use super::conditions::invariant::Known;
use super::example::{example, shown_as_found};
use super::outcome::{key, outcome};
use super::pattern::{early, pattern};
use super::scene::{Scene, Whose};
use super::world::text_of;
use crate::explore::{Ending, IdleLoop, Next, Note, Sampling, Search, Subject, Trial, idle_loops};
use crate::grade::job::{
    Cost, Counterexample, Evidence, Failure, Job, Judge, Opinion, Outcome, Place, RunJob, RunReport,
};
use crate::runtime::{Schedule, Stacks};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Executions of the exhaustive search before schedules are sampled.
const SEARCHED: u64 = 2_000;
/// After so many schedules that were cut no more is looked at: each takes as long as hundreds that come to their end.
const MOST_CUT: u64 = 4;
/// All schedules together may take so many times the operations that one may take.
const OPERATIONS: u64 = 4;

/// The schedule that first showed something.
#[derive(Clone)]
pub struct Found {
    pub schedule: Schedule,
    /// Which of the schedules; from 1.
    pub at: u64,
    /// Did a bound end it, or does it go on for ever?
    pub is_cut: bool,
}

/// A condition, and what is known of it.
struct Watched {
    condition: Condition,
    /// The place of its property, and whose threads are meant.
    property: usize,
    of: Option<String>,
    state: State,
}

enum State {
    /// Nothing says that it does not hold.
    Open,
    /// One schedule shows it: of a condition for one.
    Shown,
    /// The finding of the schedule that says most.
    Failed(Box<Finding>, f64, Found),
}

/// A run that is looked at.
pub struct Looking<'j> {
    job: &'j Job,
    run: &'j RunJob,
    subject: &'j Subject,
    /// Of the run among those of the job.
    place: usize,
    opinions: Opinions<'j>,
    known: Known,
    watched: Vec<Watched>,
    /// The first schedules that broke a condition of the judge's.
    broken: BTreeMap<usize, Found>,
    is_enough: bool,
    timelines: HashSet<u64>,
    evidence: Option<Evidence>,
    ended: u64,
    cut: u64,
    cost: Cost,
    /// What was asked for outside and was not there, and the lines.
    missed: BTreeSet<(String, u32)>,
}

/// What the judge has said of outcomes.
struct Opinions<'j>(RefCell<(&'j mut dyn Judge, HashMap<u64, Opinion>)>);

impl Opinions<'_> {
    fn of(&self, run: usize, key: u64, outcome: impl FnOnce() -> Outcome) -> Opinion {
        let (judge, known) = &mut *self.0.borrow_mut();
        let opinion = known
            .entry(key)
            .or_insert_with(|| judge.outcome(run, &outcome()));
        opinion.clone()
    }
}

impl<'j> Looking<'j> {
    pub fn new(
        job: &'j Job,
        run: &'j RunJob,
        subject: &'j Subject,
        place: usize,
        judge: &'j mut dyn Judge,
    ) -> Self {
        let of = |place: usize| {
            let mut named = run.of.iter().filter(|(property, _)| *property == place);
            named.next().map(|(_, name)| name.clone())
        };
        let watched = run.properties.iter().enumerate();
        let watched = watched.flat_map(|(property, asked)| {
            let conditions = Condition::all_of(asked).into_iter();
            conditions.map(move |condition| Watched {
                condition,
                property,
                of: of(property),
                state: State::Open,
            })
        });
        Looking {
            job,
            run,
            subject,
            place,
            opinions: Opinions(RefCell::new((judge, HashMap::new()))),
            known: Known::default(),
            watched: watched.collect(),
            broken: BTreeMap::new(),
            is_enough: false,
            timelines: HashSet::new(),
            evidence: None,
            ended: 0,
            cut: 0,
            cost: Cost::default(),
            missed: BTreeSet::new(),
        }
    }

    fn scene<'s>(&'s self, trial: &'s Trial) -> Scene<'s> {
        Scene::new(self.job, self.run, self.subject, &self.known, trial)
    }

    /// What must be noted of each schedule.
    fn note(&self) -> Note {
        let watched = self.watched.iter();
        let notes = watched.map(|watched| watched.condition.note());
        match self.run.pieces {
            true => notes.fold(Note::Outline, larger),
            false => notes.fold(Note::Nothing, larger),
        }
    }

    /// Look at schedules until all is known or the budget is used up.
    ///
    /// # Errors
    /// A mistake of ours ended a thread.
    pub fn look(&mut self) -> Result<(), String> {
        let (note, budget) = (self.note(), self.run.schedules.max(1));
        let mut sampling = Sampling::new(self.job.seed);
        let first = sampling.next(self.subject, note);
        let is_only = first.played.choices == 0;
        let is_searchable = first.played.time == 0 && !first.played.cuts_others;
        self.take(&first)?;
        self.look_in_own_schedules()?;
        if is_only {
            let is_proved = !is_cut(&first);
            self.evidence = is_proved.then_some(Evidence::Proved { executions: 1 });
            return Ok(());
        }
        if self.run.exhaustive {
            return self.search(budget, note);
        }
        if is_searchable {
            self.search(budget.min(SEARCHED), note)?;
        }
        while sampling.count() < budget && !self.is_over() {
            let trial = sampling.next(self.subject, note);
            self.take(&trial)?;
        }
        Ok(())
    }

    /// Judge the conditions that are asked of one schedule only.
    fn look_in_own_schedules(&mut self) -> Result<(), String> {
        let stacks = Stacks::default();
        for place in 0..self.watched.len() {
            let watched = &self.watched[place];
            let (trial, judged) = match watched.condition {
                Condition::Parallelism(number) => {
                    let (trial, work) = self.subject.run_balanced(&stacks);
                    (trial, idle::parallelism(work, number))
                }
                Condition::NoBusyWait => {
                    // Whether a loop has to look depends on who comes first.
                    match self.judge_loops(watched, self.subject.run_patiently(&stacks)) {
                        (_, Judged::Holds) => {
                            self.judge_loops(watched, self.subject.run_youngest_first(&stacks))
                        }
                        found => found,
                    }
                }
                _ => continue,
            };
            let found = self.found(&trial);
            self.watched[place].learn(judged, &found);
            // It counts like the others when the same is noted of it. One that was cut may only have been unfair.
            let is_noted = self.note() == Note::Nothing || trial.recording.is_some();
            if is_noted && !matches!(trial.outcome.ending, Ending::Cut(_)) {
                self.take(&trial)?;
            }
        }
        Ok(())
    }

    fn judge_loops(
        &self,
        watched: &Watched,
        (trial, loops): (Trial, Vec<IdleLoop>),
    ) -> (Trial, Judged) {
        let judged = idle::no_busy_wait(&self.scene(&trial), watched.whose(), &loops);
        (trial, judged)
    }

    /// A schedule that was cut may have been cut in a loop that only looks.
    fn look_for_idle_loops(&mut self, trial: &Trial, found: &Found) {
        let is_open =
            |watched: &Watched| watched.condition == Condition::NoBusyWait && !watched.has_failed();
        let Some(place) = self.watched.iter().position(is_open) else {
            return;
        };
        let schedule = &trial.played.schedule;
        let again = self
            .subject
            .replay(schedule, Note::Events, &Stacks::default());
        let loops = again.recording.as_ref().map(idle_loops).unwrap_or_default();
        let judged = idle::no_busy_wait(&self.scene(&again), self.watched[place].whose(), &loops);
        self.watched[place].learn(judged, found);
    }

    fn found(&self, trial: &Trial) -> Found {
        Found {
            schedule: trial.played.schedule.clone(),
            at: self.cost.schedules,
            is_cut: is_cut(trial),
        }
    }

    /// Look at all schedules that can make a difference, if they are no more than so many.
    fn search(&mut self, budget: u64, note: Note) -> Result<(), String> {
        let mut watched = self.watched.iter();
        let mut search = match watched.any(|watched| watched.condition.looks_at_waits()) {
            true => Search::with_waits(),
            false => Search::default(),
        };
        while search.executions < budget && !search.is_incomplete && !self.is_over() {
            let trial = match search.next(self.subject, note) {
                Next::New(trial) => trial,
                Next::Repeated => continue,
                Next::All => {
                    let executions = search.executions.max(1);
                    self.evidence = Some(Evidence::Proved { executions });
                    return Ok(());
                }
            };
            if matches!(trial.outcome.ending, Ending::Cut(_)) {
                // The search is unfair: who was never given a turn might have ended it. But who spins, spins.
                let found = self.found(&trial);
                self.look_for_idle_loops(&trial, &found);
                return Ok(());
            }
            self.take(&trial)?;
        }
        Ok(())
    }

    /// Is all known that can be known, or has it taken too long?
    fn is_over(&self) -> bool {
        let most = self.run.limits.operations.saturating_mul(OPERATIONS);
        let is_proved = matches!(self.evidence, Some(Evidence::Proved { .. }));
        let is_used_up = self.cut >= MOST_CUT || self.cost.operations > most;
        let mut properties = 0..self.run.properties.len();
        is_proved || is_used_up || self.is_enough && properties.all(|one| self.is_decided(one))
    }

    /// Is all known of a property? Of a list, how much of it holds.
    fn is_decided(&self, property: usize) -> bool {
        let own = || {
            let watched = self.watched.iter();
            watched.filter(|watched| watched.property == property)
        };
        let is_list = Condition::is_list(&self.run.properties[property]);
        let has_failed = |watched: &Watched| watched.has_failed() && watched.is_decided();
        !is_list && own().any(has_failed) || own().all(Watched::is_decided)
    }

    fn take(&mut self, trial: &Trial) -> Result<(), String> {
        if let Some(what) = &trial.facts.panic {
            return Err(what.clone());
        }
        self.cost.schedules += 1;
        self.cost.operations += trial.facts.operations;
        self.cost.points += trial.played.steps;
        self.timelines.insert(trial.played.timeline);
        self.missed.extend(trial.facts.missed.iter().cloned());
        match is_cut(trial) {
            true => self.cut += 1,
            false => self.ended += 1,
        }
        let scene = self.scene(trial);
        let opinion = self
            .opinions
            .of(self.place, key(&scene), || outcome(&scene));
        let news: Vec<usize> = (opinion.broken.iter().copied())
            .filter(|number| !self.broken.contains_key(number))
            .collect();
        let judged: Vec<(usize, Judged)> = (self.watched.iter().enumerate())
            .filter(|(_, watched)| !watched.is_decided() && !watched.condition.has_own_schedule())
            .map(|(place, watched)| (place, watched.judge(&scene)))
            .collect();
        let found = self.found(trial);
        self.is_enough |= opinion.enough;
        for number in news {
            self.broken.insert(number, found.clone());
        }
        for (place, judged) in judged {
            self.watched[place].learn(judged, &found);
        }
        if found.is_cut {
            self.look_for_idle_loops(trial, &found);
        }
        Ok(())
    }

    /// What was found out.
    pub fn report(self) -> RunReport {
        let evidence = self.evidence.unwrap_or(Evidence::Sampled {
            schedules: self.ended + self.cut,
            distinct: self.timelines.len() as u64,
            cut: self.cut,
        });
        let outcomes = self.broken.iter().map(|(number, found)| {
            let holds = |trial: &Trial| {
                let scene = self.scene(trial);
                let opinion = self
                    .opinions
                    .of(self.place, key(&scene), || outcome(&scene));
                opinion.broken.contains(number)
            };
            (*number, self.failure_of_outcome(found, &holds))
        });
        let outcomes = outcomes.collect();
        RunReport {
            facts: self.facts(),
            outcomes,
            evidence,
            refused: self.refused(),
            cost: self.cost,
        }
    }

    fn refused(&self) -> Vec<(String, Place)> {
        let place = |line| {
            let text = self.job.scripts.get(&self.job.main);
            Place {
                file: self.job.main.clone(),
                line,
                column: 0,
                text: text_of(text.map_or("", String::as_str), line).to_owned(),
            }
        };
        let missed = self.missed.iter();
        missed
            .map(|(name, line)| (name.clone(), place(*line)))
            .collect()
    }

    fn failure_of_outcome(&self, found: &Found, holds: &dyn Fn(&Trial) -> bool) -> Failure {
        let note = match self.run.pieces {
            true => Note::Outline,
            false => Note::Nothing,
        };
        let shown = example(self.subject, found, note, holds);
        let scene = self.scene(&shown.trial);
        let counterexample = Counterexample {
            outcome: Some(outcome(&scene)),
            ..shown.counterexample
        };
        match pattern(&scene) {
            Some(finding) => failure(finding, counterexample),
            None => Failure {
                reason: None,
                arguments: BTreeMap::new(),
                hint: None,
                place: None,
                held: None,
                counterexample: Some(counterexample),
            },
        }
    }

    /// For each property that does not hold, its first condition that does not.
    fn facts(&self) -> Vec<(usize, Failure)> {
        let count = self.run.properties.len();
        let failed = (0..count).filter_map(|property| {
            let conditions = || {
                let own = self.watched.iter();
                own.filter(move |watched| watched.property == property)
            };
            let watched = conditions().find(|watched| watched.has_failed())?;
            let asked = match Condition::is_list(&self.run.properties[property]) {
                true => conditions().count() as u64,
                false => 1,
            };
            let held = conditions().filter(|watched| !watched.has_failed()).count() as u64;
            let State::Failed(finding, _, found) = &watched.state else {
                return None;
            };
            let failure = self.failure(watched, finding, found);
            let held = (asked > 1).then_some((held, asked));
            Some((property, Failure { held, ..failure }))
        });
        failed.collect()
    }

    fn failure(&self, watched: &Watched, finding: &Finding, found: &Found) -> Failure {
        let condition = &watched.condition;
        if condition.has_own_schedule() {
            let shown = shown_as_found(self.subject, found);
            return failure(finding.clone(), shown.counterexample);
        }
        let holds = |trial: &Trial| match watched.judge(&self.scene(trial)) {
            Judged::Holds => false,
            Judged::Fails(other, _) => other.reason == finding.reason,
        };
        let shown = example(self.subject, found, condition.note(), &holds);
        let scene = self.scene(&shown.trial);
        let own = match watched.judge(&scene) {
            Judged::Fails(own, _) => *own,
            Judged::Holds => finding.clone(),
        };
        // A race elsewhere in the same schedule explains nothing.
        let explains = |pattern: &Finding| {
            !matches!(condition, Condition::Invariant { .. }) || pattern.place == own.place
        };
        let told = match condition.may_have_pattern() {
            true => pattern(&scene).filter(explains),
            false => early(&scene),
        };
        let told = told.unwrap_or(own);
        failure(told, shown.counterexample)
    }
}

fn failure(finding: Finding, counterexample: Counterexample) -> Failure {
    Failure {
        reason: Some(finding.reason),
        arguments: finding.arguments,
        hint: finding.hint,
        place: finding.place,
        held: None,
        counterexample: Some(counterexample),
    }
}

fn larger(one: Note, other: Note) -> Note {
    match (one, other) {
        (Note::Events, _) | (_, Note::Events) => Note::Events,
        (Note::Outline, _) | (_, Note::Outline) => Note::Outline,
        _ => Note::Nothing,
    }
}

/// Did a bound end it, or does it go on for ever?
fn is_cut(trial: &Trial) -> bool {
    match &trial.outcome.ending {
        Ending::Cut(_) => true,
        Ending::Bug(bug) => bug.kind == crate::explore::BugKind::NeverEnds,
        Ending::Ended(_) | Ending::Refused(_) => false,
    }
}

impl Watched {
    fn whose(&self) -> Whose<'_> {
        self.of
            .as_deref()
            .map_or(Whose::Submission, Whose::Companion)
    }

    fn judge(&self, scene: &Scene) -> Judged {
        self.condition.judge(scene, self.whose())
    }

    /// Can nothing more be learned of it?
    fn is_decided(&self) -> bool {
        match self.state {
            State::Open => self.condition.has_own_schedule(),
            State::Shown => true,
            State::Failed(..) => !self.condition.is_for_one(),
        }
    }

    fn has_failed(&self) -> bool {
        matches!(self.state, State::Failed(..))
    }

    fn learn(&mut self, judged: Judged, found: &Found) {
        match (judged, &self.state) {
            (Judged::Holds, _) if self.condition.is_for_one() => self.state = State::Shown,
            (Judged::Holds, _) => {}
            // The schedule that comes nearest, and of those that come as near the first.
            (Judged::Fails(_, near), State::Failed(_, known, _)) if near <= *known => {}
            (Judged::Fails(finding, near), _) => {
                self.state = State::Failed(finding, near, found.clone());
            }
        }
    }
}
