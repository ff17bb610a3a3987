//! Assignments made by hand, and one who runs nothing: its schedules are given.

use sandbox::diagnostics::render::Options;
use sandbox::grade::assignment::{Assignment, Check, Explore, Main, Named, Run, Visible};
use sandbox::grade::bilingual::Bilingual;
use sandbox::grade::job::{
    Clock, Cost, Counterexample, Ended, Evidence, Examiner, Failure, Job, Judge, Limits, Line,
    Lost, Outcome, Report, RunReport,
};
use sandbox::grade::judge::{Functions, JudgeScript, Script};
use sandbox::grade::mark::Marking;
use sandbox::grade::points::Points;
use sandbox::grade::property::Property;
use sandbox::grade::reason::Reason;
use sandbox::grade::results::Submission;
use sandbox::grade::submission::HandIn;
use std::collections::BTreeMap;

pub fn points(value: f64) -> Points {
    Points::of(value).expect("a number of points")
}

pub fn run(name: &str) -> Run {
    Run {
        name: name.into(),
        arguments: Vec::new(),
        stdin: String::new(),
        files: BTreeMap::new(),
        programs: None,
        environment: BTreeMap::new(),
        companions: Vec::new(),
        explore: Explore::Schedules(10),
        clock: Clock::Virtual,
        main: Main::Script,
        limits: Limits::default(),
        real: None,
    }
}

pub fn check(id: &str, value: f64, properties: Vec<Property>) -> Check {
    Check {
        id: id.into(),
        title: Bilingual::same(id),
        runs: vec![0],
        points: points(value),
        bonus: false,
        cap: true,
        needs: Vec::new(),
        visible: Visible::Always,
        hint: None,
        partial: false,
        of: None,
        proof: false,
        properties,
    }
}

pub fn assignment(checks: Vec<Check>) -> Assignment {
    Assignment {
        id: "test".into(),
        typed: "test".into(),
        title: Bilingual::same("Test"),
        submit: vec!["a.rhai".into()],
        extra: Vec::new(),
        out_of: points(20.0),
        round: points(0.01),
        minimum: points(0.0),
        seed: 1,
        start_time: "2026-01-01T00:00:00".parse().expect("a date"),
        programs: String::new(),
        runs: vec![run("main")],
        checks: [check("syntax", 0.0, Vec::new())]
            .into_iter()
            .chain(checks)
            .collect(),
        judge: None,
        right: Vec::new(),
        wrong: Vec::new(),
        statements: Vec::new(),
        starter: Vec::new(),
        digest: "sha256:0".into(),
    }
}

pub fn judge_file(text: &str) -> Option<Named> {
    Some(Named {
        name: "judge.rhai".into(),
        bytes: text.into(),
    })
}

pub fn outcome(stdout: &str) -> Outcome {
    Outcome {
        ended: Ended::Ended,
        exit: 0,
        stdout: stdout.into(),
        stderr: String::new(),
        files: BTreeMap::new(),
        duration: 1.5,
        lines: Vec::new(),
        threads: Vec::new(),
        companions: BTreeMap::new(),
    }
}

/// An outcome in pieces: number of the thread, text; each from a line of its own.
pub fn pieces(pieces: &[(u32, &str)]) -> Outcome {
    let piece = |(place, (number, text)): (usize, &(u32, &str))| Line {
        text: text.to_string(),
        thread: if *number == 0 {
            "MainThread".into()
        } else {
            format!("Thread-{number}")
        },
        number: *number,
        line: place as u32 + 1,
        time: 0.0,
    };
    let text: String = pieces.iter().map(|(_, text)| *text).collect();
    Outcome {
        lines: pieces.iter().enumerate().map(piece).collect(),
        ..outcome(&text)
    }
}

pub fn failure(reason: Option<Reason>) -> Failure {
    Failure {
        reason,
        arguments: BTreeMap::new(),
        hint: None,
        place: None,
        held: None,
        counterexample: None,
    }
}

/// A counterexample in which the time of a wait comes early.
pub fn early() -> Counterexample {
    Counterexample {
        schedule: "main*2,T1@".into(),
        switches: 1,
        preemptions: 0,
        replayed: (10, 10),
        found_at: 1,
        table: vec![[
            "T1".into(),
            "7".into(),
            "sleep(1);".into(),
            "its time is over".into(),
            String::new(),
        ]],
        drawn: Bilingual::default(),
        outcome: None,
    }
}

/// What every run of a name gives.
#[derive(Default, Clone)]
pub struct Given {
    pub outcomes: Vec<Outcome>,
    pub facts: Vec<(Property, Failure)>,
    pub proved: bool,
    /// All of its schedules were cut.
    pub cut: bool,
    pub refused: Vec<(String, sandbox::grade::job::Place)>,
}

/// One who runs nothing.
#[derive(Default)]
pub struct Fake {
    pub broken: Vec<Failure>,
    /// By the name of the run, with its clock.
    pub runs: BTreeMap<(String, bool), Given>,
    /// How often it is lost before it answers, at the run of this name.
    pub losses: Vec<(String, Reason)>,
    pub jobs: Vec<Job>,
}

impl Fake {
    pub fn of(outcomes: Vec<Outcome>) -> Fake {
        let mut fake = Fake::default();
        let given = Given {
            outcomes,
            ..Given::default()
        };
        fake.runs.insert(("main".into(), false), given);
        fake
    }

    pub fn with_fact(mut self, property: Property, failure: Failure) -> Fake {
        let given = self.runs.entry(("main".into(), false)).or_default();
        given.facts.push((property, failure));
        self
    }
}

impl Examiner for Fake {
    fn examine(&mut self, job: &Job, judge: &mut dyn Judge) -> Result<Report, Lost> {
        self.jobs.push(job.clone());
        let mut report = Report {
            broken: self.broken.clone(),
            runs: Vec::new(),
        };
        if !report.broken.is_empty() {
            return Ok(report);
        }
        for (number, run) in job.runs.iter().enumerate() {
            let lost = self.losses.iter().position(|(name, _)| *name == run.name);
            if let Some(place) = lost {
                let (_, reason) = self.losses.remove(place);
                let what = "signal 9".into();
                return Err(Lost {
                    reason,
                    what,
                    report,
                });
            }
            let given = self.runs.get(&(run.name.clone(), run.clock == Clock::Any));
            let given = given.cloned().unwrap_or_default();
            let mut outcomes: Vec<(usize, Failure)> = Vec::new();
            for outcome in &given.outcomes {
                for broken in judge.outcome(number, outcome).broken {
                    if outcomes.iter().all(|(other, _)| *other != broken) {
                        let example = Counterexample {
                            outcome: Some(outcome.clone()),
                            ..early()
                        };
                        let example = Counterexample {
                            schedule: if run.clock == Clock::Any {
                                example.schedule
                            } else {
                                "T1*2".into()
                            },
                            ..example
                        };
                        let failure = Failure {
                            counterexample: Some(example),
                            ..failure(None)
                        };
                        outcomes.push((broken, failure));
                    }
                }
            }
            let place = |(property, failure): &(Property, Failure)| {
                let place = run.properties.iter().position(|other| other == property)?;
                Some((place, failure.clone()))
            };
            report.runs.push(RunReport {
                evidence: match given.proved {
                    true => Evidence::Proved { executions: 3 },
                    false => Evidence::Sampled {
                        schedules: 10,
                        distinct: 4,
                        cut: if given.cut { 10 } else { 0 },
                    },
                },
                facts: given.facts.iter().filter_map(place).collect(),
                outcomes,
                refused: given.refused,
                cost: Cost {
                    schedules: 10,
                    operations: 100,
                    points: 20,
                },
            });
        }
        Ok(report)
    }
}

pub fn hand_in(text: &str) -> HandIn {
    HandIn {
        student: "DUPONT Amélie".into(),
        id: String::new(),
        folder: "a.rhai".into(),
        files: Vec::new(),
        ignored: Vec::new(),
        main: "a.rhai".into(),
        typed: "a.rhai".into(),
        scripts: BTreeMap::from([("a.rhai".to_string(), text.to_string())]),
        problem: None,
    }
}

/// Its functions, in this process.
pub fn judge_script(assignment: &Assignment) -> JudgeScript {
    let script = Script::of(assignment, &Options::default());
    JudgeScript::new(assignment, Box::new(Functions::new(script)))
}

/// Mark a submission.
pub fn marked(assignment: &Assignment, fake: &mut Fake) -> Submission {
    let mut caller = judge_script(assignment);
    let submission = marked_by(assignment, fake, &mut caller);
    assert!(caller.mistake().is_none(), "{:?}", caller.mistake());
    submission
}

pub fn marked_by(assignment: &Assignment, fake: &mut Fake, caller: &mut JudgeScript) -> Submission {
    let marking = Marking {
        assignment,
        seed: 1,
        solution: &|_| vec!["a\n".into(), "b\n".into()],
        text: &|_, _| None,
    };
    let hand_in = hand_in("let a = 1;\nprint(a);\n");
    marking
        .mark(&hand_in, fake, caller)
        .expect("all expressions compile")
}
