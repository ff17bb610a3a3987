//! The two sides talking: the worker's over a socket, and the supervisor's with programs that are no good workers.

use super::say::{Asked, Kept, Told};
use super::{Bounds, Sealed, Served, exit, frame, serve};
use crate::grade::job::{
    Clock, Cost, Ended, Evidence, Examiner, Job, Judge, Limits, Lost, Opinion, Outcome, Report,
    RunJob, RunReport,
};
use crate::grade::reason::Reason;
use crate::seal::{Layer, Reach, Sealing};
use std::collections::BTreeMap;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

fn run(name: &str) -> RunJob {
    RunJob {
        name: name.to_owned(),
        arguments: Vec::new(),
        stdin: String::new(),
        files: BTreeMap::new(),
        programs: None,
        environment: BTreeMap::new(),
        companions: Vec::new(),
        schedules: 3,
        exhaustive: false,
        clock: Clock::Virtual,
        is_called: false,
        limits: Limits::default(),
        properties: Vec::new(),
        of: Vec::new(),
        real: None,
        pieces: false,
    }
}

fn job(runs: &[&str]) -> Job {
    Job {
        main: "a.rhai".to_owned(),
        scripts: BTreeMap::from([("a.rhai".to_owned(), "print(1);".to_owned())]),
        seed: 7,
        start_time: Default::default(),
        programs: String::new(),
        runs: runs.iter().map(|name| run(name)).collect(),
    }
}

fn outcome(stdout: &str) -> Outcome {
    Outcome {
        ended: Ended::Ended,
        exit: 0,
        stdout: stdout.to_owned(),
        stderr: String::new(),
        files: BTreeMap::new(),
        duration: 0.5,
        lines: Vec::new(),
        threads: Vec::new(),
        companions: BTreeMap::new(),
    }
}

fn report(schedules: u64) -> RunReport {
    RunReport {
        evidence: Evidence::Proved {
            executions: schedules,
        },
        facts: Vec::new(),
        outcomes: Vec::new(),
        refused: Vec::new(),
        cost: Cost::default(),
    }
}

/// Tells as outcomes of each run its name and then one more, until it is enough; counts what was answered.
struct Telling;

impl Examiner for Telling {
    fn examine(&mut self, job: &Job, judge: &mut dyn Judge) -> Result<Report, Lost> {
        let mut whole = Report::default();
        for (number, run) in job.runs.iter().enumerate() {
            let mut told = 0;
            let mut is_enough = false;
            while !is_enough && told < run.schedules {
                told += 1;
                let opinion = judge.outcome(number, &outcome(&format!("{} {told}", run.name)));
                is_enough = opinion.enough;
            }
            whole.runs.push(report(told));
        }
        Ok(whole)
    }
}

/// Has no opinion, and remembers.
#[derive(Default)]
struct Hearing {
    heard: Vec<(usize, String)>,
    enough: bool,
}

impl Judge for Hearing {
    fn outcome(&mut self, run: usize, outcome: &Outcome) -> Opinion {
        self.heard.push((run, outcome.stdout.clone()));
        Opinion {
            broken: Vec::new(),
            enough: self.enough,
        }
    }
}

/// A worker's life with these frames to read, in a thread; gives how it ended and what it told.
fn served(asked: &[Asked]) -> (Served, Vec<Told>) {
    let bytes: Vec<u8> = asked
        .iter()
        .flat_map(|asked| frame::framed(asked).expect("it is short"))
        .collect();
    served_bytes(&bytes)
}

fn served_bytes(bytes: &[u8]) -> (Served, Vec<Told>) {
    let mut out = Vec::new();
    let sealing = Sealing {
        in_force: Layer::ALL.to_vec(),
        missing: Vec::new(),
    };
    let served = serve(
        bytes,
        &mut out,
        |reach| {
            assert!(matches!(reach, Reach::Nothing { processor: 9 }));
            sealing
        },
        &mut Telling,
    );
    let mut rest = &out[..];
    let mut told = Vec::new();
    while let Some(one) = frame::read(&mut rest).expect("it writes frames") {
        told.push(one);
    }
    (served, told)
}

fn begin() -> Asked {
    Asked::Begin {
        job: job(&[]),
        bounds: Kept { processor: 9 },
    }
}

fn enough() -> Asked {
    Asked::Opinion(Opinion {
        broken: vec![4],
        enough: true,
    })
}

#[test]
fn a_worker_seals_itself_then_tells_outcomes_and_a_report() {
    let (end, told) = served(&[begin(), Asked::Run(Some(run("one"))), enough()]);
    assert_eq!(end, Served(0));
    let [
        Told::Ready(sealing),
        Told::Outcome(first),
        Told::Report(report),
    ] = &told[..]
    else {
        panic!("{told:?}");
    };
    assert_eq!(sealing.in_force, Layer::ALL);
    assert_eq!(first.stdout, "one 1");
    assert_eq!(report.runs.len(), 1);
}

#[test]
fn what_no_supervisor_says_ends_a_worker() {
    let wrong = [
        vec![enough()],
        vec![begin(), begin()],
        vec![begin(), enough()],
        vec![begin(), Asked::Run(Some(run("one"))), begin()],
        // Its supervisor is gone in the middle.
        vec![begin(), Asked::Run(Some(run("one")))],
    ];
    for asked in wrong {
        let (end, _) = served(&asked);
        assert_eq!(end, Served(exit::MALFORMED), "{asked:?}");
    }
    let (end, told) = served_bytes(b"\xff\xff\xff\x7fno frame");
    assert_eq!((end, told.len()), (Served(exit::MALFORMED), 0));
    assert_eq!(served(&[]).0, Served(0));
    assert_eq!(served(&[begin()]).0, Served(0));
}

#[test]
fn an_outcome_that_no_frame_holds_ends_a_worker_with_its_reason() {
    struct Long;
    impl Examiner for Long {
        fn examine(&mut self, _: &Job, judge: &mut dyn Judge) -> Result<Report, Lost> {
            judge.outcome(0, &outcome(&"x".repeat(frame::LONGEST)));
            // Nobody hears it: it is asked no more.
            assert!(judge.outcome(0, &outcome("y")).enough);
            Ok(Report::default())
        }
    }
    let (ours, theirs) = UnixStream::pair().expect("sockets");
    let input = [begin(), Asked::Run(Some(run("one")))]
        .iter()
        .flat_map(|asked| frame::framed(asked).expect("it is short"))
        .collect::<Vec<u8>>();
    let end = serve(&input[..], theirs, |_| Sealing::default(), &mut Long);
    drop(ours);
    assert_eq!(end, Served(exit::OUTPUT));
}

/// What comes of a job with a program that is no worker of ours.
fn with(program: &str, wall: u64) -> Lost {
    let program = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/programs/workers")
        .join(program);
    let bounds = Bounds {
        wall: Duration::from_millis(wall),
        processor: 1,
        memory: 64 << 20,
    };
    let mut sealed = Sealed::of(program).within(bounds);
    let lost = sealed.examine(&job(&["one", "two"]), &mut Hearing::default());
    lost.expect_err("it is no worker")
}

#[test]
fn whatever_a_lost_worker_does_it_is_named() {
    const LONG: u64 = 20_000;
    let cases = [
        ("says_nothing", LONG, Reason::Crash, "exit code 0"),
        ("says_html", LONG, Reason::Crash, "a malformed frame"),
        ("says_too_much", LONG, Reason::Crash, "a malformed frame"),
        ("kills_itself", LONG, Reason::Machine, "signal 9 (SIGKILL)"),
        ("complains", LONG, Reason::Crash, "exit code 3: what a day"),
        ("sleeps", 100, Reason::Machine, "wall time"),
        ("reads_nothing", 100, Reason::Machine, "wall time"),
        ("takes_memory", LONG, Reason::MemoryLimit, "resident memory"),
        (
            "is_missing",
            LONG,
            Reason::Machine,
            "No such file or directory (os error 2)",
        ),
    ];
    for (program, wall, reason, what) in cases {
        let lost = with(program, wall);
        assert_eq!((lost.reason, &*lost.what), (reason, what), "{program}");
    }
}
