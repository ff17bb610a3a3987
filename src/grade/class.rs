//! Many submissions, several at once, with results that do not depend on how fast they are.

use super::assignment::Assignment;
use super::job::{Examiner, Failure};
use super::judge::{Calls, JudgeScript, Mistake as JudgeMistake};
use super::mark::Marking;
use super::points::Points;
use super::property::Property;
use super::reason::Reason;
use super::results::{Status, Submission};
use super::submission::HandIn;
use parking_lot::Mutex;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::time::Instant;

/// What is wrong with the assignment, found while it was used.
#[derive(Debug)]
pub enum Mistake {
    Judge(JudgeMistake),
    /// An expression of this check does not compile.
    Expression(String, regex::Error),
}

/// How a class is marked.
pub struct Class<'c> {
    pub assignment: &'c Assignment,
    pub seed: u64,
    /// Further seeds: a mark that is another with one of them is for a person.
    pub verify: &'c [u64],
    pub jobs: usize,
    /// Leave out what depends on the machine.
    pub stable: bool,
    pub interrupted: &'c AtomicBool,
    pub examiner: &'c (dyn Fn() -> Box<dyn Examiner> + Sync),
    /// Who runs the functions of the teacher's: anew for each submission, since nothing is kept.
    pub judge: &'c (dyn Fn() -> Box<dyn Calls> + Sync),
    /// What the solution prints in a run.
    pub solution: &'c (dyn Fn(usize) -> Vec<String> + Sync),
    /// What a property of the text has against it.
    pub text: &'c (dyn Fn(&Property, &HandIn) -> Option<Failure> + Sync),
}

/// Who is told of each result as it comes: the place of the submission, and all results so far.
pub type Follower<'f> = &'f mut (dyn FnMut(usize, &[Option<Submission>]) + Send);

impl Class<'_> {
    /// Mark what is not marked yet (`done`). What was not marked when it was interrupted stays without a result.
    ///
    /// # Errors
    /// A mistake of the assignment; nobody is marked by it.
    #[expect(
        clippy::disallowed_methods,
        reason = "who marks runs no script: those of submissions have a runtime of their own"
    )]
    pub fn mark(
        &self,
        hand_ins: &[HandIn],
        done: Vec<Option<Submission>>,
        follower: Follower,
    ) -> Result<Vec<Option<Submission>>, Mistake> {
        let first_like = first_like(hand_ins);
        let is_open = |place: &usize| done[*place].is_none() && first_like[*place].is_none();
        let open: Vec<usize> = (0..hand_ins.len()).filter(is_open).collect();
        let state = Mutex::new((done.clone(), follower, None));
        let next = AtomicUsize::new(0);
        let jobs = self.jobs.clamp(1, open.len().max(1));
        std::thread::scope(|scope| {
            for _ in 0..jobs {
                scope.spawn(|| self.work(hand_ins, &open, &next, &state));
            }
        });
        let (mut results, follower, mistake) = state.into_inner();
        if let Some(mistake) = mistake {
            return Err(mistake);
        }
        for place in 0..hand_ins.len() {
            if results[place].is_some() {
                continue;
            }
            let Some(first) = first_like[place].and_then(|first| results[first].clone()) else {
                continue;
            };
            results[place] = Some(copied(first, &hand_ins[place]));
            follower(place, &results);
        }
        Ok(results)
    }

    /// Take one submission after the other until none is left.
    fn work(
        &self,
        hand_ins: &[HandIn],
        open: &[usize],
        next: &AtomicUsize,
        state: &Mutex<State<'_>>,
    ) {
        let mut examiner = (self.examiner)();
        while !self.interrupted.load(SeqCst) && state.lock().2.is_none() {
            let Some(&place) = open.get(next.fetch_add(1, SeqCst)) else {
                return;
            };
            let marked = self.one(&hand_ins[place], examiner.as_mut());
            let mut state = state.lock();
            match marked {
                // What was interrupted in the middle is no result.
                Ok(_) if self.interrupted.load(SeqCst) => return,
                Ok(submission) => {
                    let (results, follower, _) = &mut *state;
                    results[place] = Some(submission);
                    follower(place, results);
                }
                Err(mistake) => _ = state.2.get_or_insert(mistake),
            }
        }
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "how long marking takes on this machine"
    )]
    fn one(&self, hand_in: &HandIn, examiner: &mut dyn Examiner) -> Result<Submission, Mistake> {
        let begun = Instant::now();
        let mut submission = self.by_seed(hand_in, self.seed, examiner)?;
        for seed in self.verify {
            let again = self.by_seed(hand_in, *seed, examiner)?;
            submission.verified.push(again.note);
        }
        let differs = |note: &Points| *note != submission.note;
        if submission.verified.iter().any(differs) && submission.status == Status::Marked {
            submission.status = Status::Review;
        }
        if !self.stable {
            submission.spent.wall_ms = u64::try_from(begun.elapsed().as_millis()).ok();
        }
        Ok(submission)
    }

    fn by_seed(
        &self,
        hand_in: &HandIn,
        seed: u64,
        examiner: &mut dyn Examiner,
    ) -> Result<Submission, Mistake> {
        let marking = Marking {
            assignment: self.assignment,
            seed,
            solution: self.solution,
            text: self.text,
        };
        let mut judge = JudgeScript::new(self.assignment, (self.judge)());
        let marked = marking.mark(hand_in, examiner, &mut judge);
        if let Some(mistake) = judge.into_mistake() {
            return Err(Mistake::Judge(mistake));
        }
        marked.map_err(|(check, error)| {
            Mistake::Expression(self.assignment.checks[check].id.clone(), error)
        })
    }
}

type State<'f> = (Vec<Option<Submission>>, Follower<'f>, Option<Mistake>);

/// For each submission the first one that is the same.
fn first_like(hand_ins: &[HandIn]) -> Vec<Option<usize>> {
    let mut firsts: HashMap<Vec<&str>, Vec<usize>> = HashMap::new();
    let mut found = Vec::with_capacity(hand_ins.len());
    for (place, hand_in) in hand_ins.iter().enumerate() {
        let digests = hand_in.files.iter().map(|file| file.digest.as_str());
        let before = firsts.entry(digests.collect()).or_default();
        // Who handed in nothing is like nobody.
        let is_same = |before: &&usize| hand_ins[**before].is_same(hand_in);
        let first = match hand_in.files.is_empty() {
            true => None,
            false => before.iter().find(is_same).copied(),
        };
        if first.is_none() && !hand_in.files.is_empty() {
            before.push(place);
        }
        found.push(first);
    }
    found
}

/// The result of the same bytes.
fn copied(first: Submission, hand_in: &HandIn) -> Submission {
    Submission {
        same_as: Some(first.folder.clone()),
        student: hand_in.student.clone(),
        id: hand_in.id.clone(),
        folder: hand_in.folder.clone(),
        files: hand_in.files.clone(),
        ignored: hand_in.ignored.clone(),
        ..first
    }
}

/// Does a result need a person to look?
pub fn needs_person(submission: &Submission) -> bool {
    let reasons = submission.checks.iter().filter_map(|check| check.reason);
    let mut reasons = reasons.filter(|reason| matches!(reason, Reason::Crash | Reason::Machine));
    submission.status == Status::Review || reasons.next().is_some()
}
