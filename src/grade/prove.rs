//! Proofs of an assignment: every right solution gets full points, every wrong one is refused for the reason that its head says, and who writes
//! nothing gets nothing, whatever the seed.

use super::assignment::{Assignment, Proof, Visible};
use super::bilingual::Bilingual;
use super::class::{Class, Mistake};
use super::job::{Examiner, Failure, Lost};
use super::judge::{Functions, Script};
use super::mark::solution;
use super::points::Points;
use super::property::{Outcomes, Property};
use super::reason::Reason;
use super::results::{CheckResult, Submission, Verdict};
use super::source;
use super::submission::HandIn;
use crate::diagnostics::render::Options;
use crate::messages::Language;
use std::sync::atomic::AtomicBool;

/// What is marked to prove an assignment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tried {
    /// The right solution at this place.
    Right(usize),
    /// The wrong solution at this place.
    Wrong(usize),
    /// A program without a word.
    Empty,
    /// What students are given, unchanged.
    Starter,
}

impl Tried {
    /// All that is tried, in the order in which it is told.
    pub fn all(assignment: &Assignment) -> Vec<Tried> {
        let right = (0..assignment.right.len()).map(Tried::Right);
        let wrong = (0..assignment.wrong.len()).map(Tried::Wrong);
        let starter = starter(assignment).map(|_| Tried::Starter);
        (right.chain(wrong))
            .chain([Tried::Empty])
            .chain(starter)
            .collect()
    }

    /// The proof, where there is a file of one.
    pub fn proof(self, assignment: &Assignment) -> Option<&Proof> {
        match self {
            Tried::Right(place) => assignment.right.get(place),
            Tried::Wrong(place) => assignment.wrong.get(place),
            Tried::Empty | Tried::Starter => None,
        }
    }

    fn hand_in(self, assignment: &Assignment) -> HandIn {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let empty = || HandIn::of_text(assignment, String::new());
        match self {
            Tried::Starter => starter(assignment).unwrap_or_else(empty),
            _ => match self.proof(assignment) {
                Some(proof) => HandIn::of_text(assignment, text(&proof.file.bytes)),
                None => empty(),
            },
        }
    }
}

/// What a student hands in who changes nothing; none when there is no program among the starter's files.
fn starter(assignment: &Assignment) -> Option<HandIn> {
    let text = |name: &String| {
        let mut files = assignment.starter.iter();
        let file = files.find(|file| file.name == *name)?;
        Some(String::from_utf8_lossy(&file.bytes).into_owned())
    };
    let (program, others) = assignment.submit.split_first()?;
    let mut hand_in = HandIn::of_text(assignment, text(program)?);
    let others = others
        .iter()
        .filter_map(|name| Some((name.clone(), text(name)?)));
    hand_in.scripts.extend(others);
    Some(hand_in)
}

/// What came of one proof with one seed.
#[derive(Clone, Debug)]
pub struct Proved {
    pub tried: Tried,
    pub seed: u64,
    pub refuted: Option<Refuted>,
}

/// Why a proof does not hold.
#[derive(Clone, Debug)]
pub enum Refuted {
    /// A right solution loses points.
    Loses(Vec<Lacking>),
    /// A wrong solution gets full points.
    Accepted,
    /// A wrong solution is refused for these reasons, and its head says another.
    Otherwise(Vec<Lacking>),
    /// Nothing was written, and these checks give points for it; the first check that does not is what they should need.
    Earns {
        checks: Vec<String>,
        gate: Option<String>,
    },
}

/// A check that does not hold.
#[derive(Clone, Debug)]
pub struct Lacking {
    pub check: String,
    pub run: String,
    pub reason: Option<Reason>,
    pub message: Bilingual,
    pub line: u32,
}

/// Why nothing is proved.
#[derive(Debug)]
pub enum Stopped {
    Mistake(Mistake),
    Lost(Lost),
    /// `"solution"` is asked for in this run, and not all of its outcomes are known.
    NotExhaustive(String),
    Interrupted,
}

/// How proofs are marked.
pub struct Proving<'p> {
    pub assignment: &'p Assignment,
    pub jobs: usize,
    pub language: Language,
    pub interrupted: &'p AtomicBool,
    pub examiner: &'p (dyn Fn() -> Box<dyn Examiner> + Sync),
}

impl Proving<'_> {
    /// What came of all that is tried with a seed, in the order of [`Tried::all`].
    ///
    /// # Errors
    /// Nothing can be proved.
    pub fn prove(&self, seed: u64) -> Result<Vec<Proved>, Stopped> {
        let all = Tried::all(self.assignment);
        let hand_ins: Vec<HandIn> = (all.iter())
            .map(|tried| tried.hand_in(self.assignment))
            .collect();
        let marked = self.mark(&hand_ins, seed)?;
        let refuted = |tried: Tried, marked: &Submission| match tried {
            Tried::Right(_) => right_solution(marked),
            Tried::Wrong(_) => wrong_solution(marked, tried.proof(self.assignment)?),
            Tried::Empty | Tried::Starter => nothing_written(marked),
        };
        Ok(all
            .into_iter()
            .zip(&marked)
            .map(|(tried, marked)| Proved {
                tried,
                seed,
                refuted: refuted(tried, marked),
            })
            .collect())
    }

    /// Mark programs with a seed.
    ///
    /// # Errors
    /// As [`Proving::prove`].
    pub fn mark(&self, hand_ins: &[HandIn], seed: u64) -> Result<Vec<Submission>, Stopped> {
        let printed = solution::printed(self.assignment, seed, (self.examiner)().as_mut())
            .map_err(Stopped::Lost)?;
        if let Some(run) = self.exhausted_runs().find(|run| {
            let known = printed.get(run);
            known.is_some_and(|printed| !printed.is_proved)
        }) {
            let run = self.assignment.runs[run].name.clone();
            return Err(Stopped::NotExhaustive(run));
        }
        let style = Options {
            language: self.language,
            ..Options::default()
        };
        let class = Class {
            assignment: self.assignment,
            seed,
            verify: &[],
            jobs: self.jobs,
            stable: true,
            interrupted: self.interrupted,
            examiner: self.examiner,
            judge: &|| Box::new(Functions::new(Script::of(self.assignment, &style))),
            solution: &|run| (printed.get(&run)).map_or_else(Vec::new, |known| known.texts.clone()),
            text: &by_the_text,
        };
        let nothing = vec![None; hand_ins.len()];
        let marked = class.mark(hand_ins, nothing, &mut |_, _| {});
        let marked = marked.map_err(Stopped::Mistake)?;
        let marked: Option<Vec<Submission>> = marked.into_iter().collect();
        marked.ok_or(Stopped::Interrupted)
    }

    /// The runs in which all outcomes of the solution must be known.
    fn exhausted_runs(&self) -> impl Iterator<Item = usize> {
        let of_solution = |property: &Property| {
            let outcomes = match property {
                Property::Outcomes(outcomes) | Property::Reaches(outcomes) => outcomes,
                _ => return false,
            };
            *outcomes == Outcomes::OfTheSolution
        };
        let checks = self.assignment.checks.iter();
        let checks = checks.filter(move |check| check.properties.iter().any(of_solution));
        checks.flat_map(|check| check.runs.iter().copied())
    }
}

/// What a property of the text has against a submission.
pub fn by_the_text(property: &Property, hand_in: &HandIn) -> Option<Failure> {
    source::judge(property, &hand_in.main, &hand_in.scripts)
}

/// Does it get all points?
pub fn is_full(marked: &Submission) -> bool {
    let lost = |check: &CheckResult| {
        let is_held = matches!(check.verdict, Verdict::Pass | Verdict::Inconclusive);
        !is_held && (check.max > Points(0) || check.points < Points(0)) && !check.bonus
    };
    !marked.checks.iter().any(lost) && marked.points >= marked.total
}

fn right_solution(marked: &Submission) -> Option<Refuted> {
    match is_full(marked) {
        true => None,
        false => Some(Refuted::Loses(lacking(marked))),
    }
}

fn wrong_solution(marked: &Submission, proof: &Proof) -> Option<Refuted> {
    if is_full(marked) {
        return Some(Refuted::Accepted);
    }
    let lacking = lacking(marked);
    let is_named = |found: &Lacking| {
        found
            .reason
            .is_some_and(|reason| proof.refused.contains(&reason))
    };
    match lacking.iter().any(is_named) {
        true => None,
        false => Some(Refuted::Otherwise(lacking)),
    }
}

fn nothing_written(marked: &Submission) -> Option<Refuted> {
    let gives = |check: &&CheckResult| check.points > Points(0);
    let checks: Vec<String> = (marked.checks.iter().filter(gives))
        .map(|check| check.id.clone())
        .collect();
    (!checks.is_empty()).then(|| Refuted::Earns {
        checks,
        gate: gate(marked),
    })
}

/// The check that others should need: the first that is worth points, always shown, and gives none here.
pub fn gate(marked: &Submission) -> Option<String> {
    let mut checks = marked.checks.iter();
    let found = checks.find(|check| {
        let lacks = matches!(check.verdict, Verdict::Fail | Verdict::Error);
        lacks && check.max > Points(0) && !check.bonus && check.visible == Visible::Always
    });
    found.map(|check| check.id.clone())
}

/// The checks that do not hold; not those that were skipped.
pub fn lacking(marked: &Submission) -> Vec<Lacking> {
    let failed = |check: &&CheckResult| matches!(check.verdict, Verdict::Fail | Verdict::Error);
    let lacking = |check: &CheckResult| Lacking {
        check: check.id.clone(),
        run: check.run.clone(),
        reason: check.reason,
        message: check.message.clone(),
        line: check.place.as_ref().map_or(0, |place| place.line),
    };
    marked.checks.iter().filter(failed).map(lacking).collect()
}
