//! Running submissions for marking: each property holds where it should, and does not where it should not, with its reason and its place.

mod calls;
mod cells;
mod ending;
mod hostile;
mod idle;
mod invariant;
mod locks;
mod same;
mod sections;

use sandbox::grade::examine::InProcess;
use sandbox::grade::job::{
    Clock, CompanionJob, Evidence, Examiner, Failure, Job, Judge, Limits, Opinion, Outcome, Report,
    RunJob, RunReport, Start,
};
use sandbox::grade::property::Property;
use std::collections::BTreeMap;

/// A job with one run.
pub fn job(text: &str, properties: Vec<Property>) -> Job {
    Job {
        main: "devoir.rhai".to_owned(),
        scripts: BTreeMap::from([("devoir.rhai".to_owned(), text.to_owned())]),
        seed: 7,
        start_time: "2026-01-01T00:00:00".parse().expect("it is a date"),
        programs: String::new(),
        runs: vec![RunJob {
            name: "main".to_owned(),
            arguments: Vec::new(),
            stdin: String::new(),
            files: BTreeMap::new(),
            programs: None,
            environment: BTreeMap::new(),
            companions: Vec::new(),
            schedules: 300,
            exhaustive: false,
            clock: Clock::Virtual,
            is_called: false,
            limits: Limits::default(),
            properties,
            of: Vec::new(),
            real: None,
            pieces: false,
        }],
    }
}

/// A companion that begins with the program.
pub fn companion(name: &str, text: &str) -> CompanionJob {
    CompanionJob {
        name: name.to_owned(),
        script: format!("{name}.rhai"),
        text: text.to_owned(),
        arguments: Vec::new(),
        start: Start::With,
        ends: true,
    }
}

/// Nobody judges outcomes.
pub struct Nobody;

impl Judge for Nobody {
    fn outcome(&mut self, _: usize, _: &Outcome) -> Opinion {
        Opinion {
            broken: Vec::new(),
            enough: true,
        }
    }
}

/// Condition 0 is that the output is one of these.
pub struct Wanted<'w> {
    pub outputs: &'w [&'w str],
    pub seen: Vec<Outcome>,
}

impl<'w> Wanted<'w> {
    pub fn new(outputs: &'w [&'w str]) -> Self {
        Wanted {
            outputs,
            seen: Vec::new(),
        }
    }
}

impl Judge for Wanted<'_> {
    fn outcome(&mut self, _: usize, outcome: &Outcome) -> Opinion {
        self.seen.push(outcome.clone());
        let holds = self.outputs.contains(&outcome.stdout.as_str());
        Opinion {
            broken: if holds { Vec::new() } else { vec![0] },
            enough: false,
        }
    }
}

pub fn examined(job: &Job, judge: &mut dyn Judge) -> Report {
    let report = InProcess::default().examine(job, judge);
    report.expect("no mistake of ours")
}

/// The report of the only run.
pub fn looked_at(job: &Job, judge: &mut dyn Judge) -> RunReport {
    let mut report = examined(job, judge);
    assert!(report.broken.is_empty(), "{:?}", report.broken);
    report.runs.remove(0)
}

pub fn refused_in(job: &Job) -> Option<Failure> {
    let report = looked_at(job, &mut Nobody);
    report.facts.into_iter().next().map(|(_, failure)| failure)
}

/// The property holds.
#[track_caller]
pub fn holds(text: &str, property: Property) {
    holds_in(&job(text, vec![property]));
}

#[track_caller]
pub fn holds_in(job: &Job) {
    if let Some(failure) = refused_in(job) {
        let counterexample = failure.counterexample.as_ref().map(|shown| &shown.drawn.en);
        panic!(
            "{:?} {:?}\n{}",
            failure.reason,
            failure.arguments,
            counterexample.cloned().unwrap_or_default()
        );
    }
}

/// It does not, for this reason, which shows at this line; the counterexample came again each time.
#[track_caller]
pub fn fails(text: &str, property: Property, reason: &str, line: u32) -> Failure {
    fails_in(&job(text, vec![property]), reason, line)
}

#[track_caller]
pub fn fails_in(job: &Job, reason: &str, line: u32) -> Failure {
    let failure = refused_in(job).expect("it does not hold");
    let given = failure.reason.map(|reason| reason.name());
    let place = failure.place.as_ref().map_or(0, |place| place.line);
    assert_eq!(
        (given, place),
        (Some(reason), line),
        "{:?}",
        failure.arguments
    );
    let shown = failure
        .counterexample
        .as_ref()
        .expect("a schedule shows it");
    let (shows, of) = shown.replayed;
    assert!(shows == of && of > 1, "{shows} of {of}");
    let said = failure.sentence().expect("it has a reason");
    assert!(!said.en.contains('$') && !said.fr.contains('$'), "{said:?}");
    assert!(!said.en.contains('{') && !said.fr.contains('{'), "{said:?}");
    failure
}

pub fn is_proved(report: &RunReport) -> bool {
    matches!(report.evidence, Evidence::Proved { .. })
}
