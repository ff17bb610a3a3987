//! Sealed workers as marking uses them: the binary itself, sealed, examines what is sent to it; whatever the submission does, its supervisor
//! gets a report or a reason.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use sandbox::grade::examine::InProcess;
use sandbox::grade::job::{Ended, Examiner, Job, Judge, Lost, Opinion, Outcome, Report, RunJob};
use sandbox::grade::mark::Marking;
use sandbox::grade::property::{Property, Text};
use sandbox::grade::reason::Reason;
use sandbox::grade::results::Status;
use sandbox::grade::worker::{Bounds, Sealed};
use sandbox::seal::Layer;

use crate::binary::BINARY;
use crate::grade::fake;

fn job(script: &str) -> Job {
    let sound = vec![Property::NoError, Property::NoDeadlock, Property::Ends];
    let mut job = crate::examine::job(script, sound);
    job.runs[0].schedules = 20;
    job
}

fn run(name: &str, arguments: &[&str]) -> RunJob {
    let mut run = job("").runs.remove(0);
    run.name = name.to_owned();
    run.arguments = arguments.iter().map(ToString::to_string).collect();
    run
}

/// Remembers what is told, and does something at each outcome.
struct Hearing<'h> {
    outcomes: Vec<(usize, Outcome)>,
    then: &'h dyn Fn(usize),
}

impl Judge for Hearing<'_> {
    fn outcome(&mut self, run: usize, outcome: &Outcome) -> Opinion {
        self.outcomes.push((run, outcome.clone()));
        (self.then)(run);
        Opinion::default()
    }
}

fn examined(
    examiner: &mut dyn Examiner,
    job: &Job,
) -> (Result<Report, Lost>, Vec<(usize, Outcome)>) {
    let mut judge = Hearing {
        outcomes: Vec::new(),
        then: &|_| {},
    };
    let report = examiner.examine(job, &mut judge);
    (report, judge.outcomes)
}

fn sealed() -> Sealed {
    Sealed::of(PathBuf::from(BINARY))
}

fn within(wall: u64, processor: u64) -> Sealed {
    sealed().within(Bounds {
        wall: Duration::from_millis(wall),
        processor,
        memory: 256 << 20,
    })
}

/// Has the machine what a worker seals itself with?
fn has_layers() -> bool {
    let sealing = sealed().try_out().expect("a worker starts");
    let has_all = Layer::ALL
        .iter()
        .all(|layer| sealing.in_force.contains(layer));
    if !has_all {
        println!("skipped: {:?}", sealing.missing);
    }
    has_all
}

const COUNTER: &str = r#"
let n = 0;
let ts = [];
for i in 0..2 { ts.push(Thread(|| { n += 1; })); }
for t in ts { t.start(); }
for t in ts { t.join(); }
print(n);
"#;

const PHILOSOPHERS: &str = r#"
let a = Lock(); let b = Lock();
let t = Thread(|| { with a { with b { print("T"); } } });
t.start();
with b { with a { print("main"); } }
t.join();
"#;

#[test]
fn a_sealed_worker_reports_what_this_process_would() {
    let scripts = [
        COUNTER,
        PHILOSOPHERS,
        "print(\"\u{1b}[2J\u{202e}é\n\");",
        "let x = ;",
        "throw 1;",
        "import \"time\" as time; sleep(5); print(time::time());",
        "print(open(\"/etc/passwd\").read());",
        "call([\"true\"]);",
        "exit(3);",
        // What the machine would tell is not there to be found.
        "print(os::getpid()); print(os::getenv(\"PATH\")); print(argv); print(os::getcwd());",
        // As the frames of the worker itself would look.
        "print(\"\\x04\\x00\\x00\\x00null\\x0d\\x00\\x00\\x00{\\\"Report\\\":{}}\");",
    ];
    let json = |report: Result<Report, Lost>| {
        let report = report.unwrap_or_else(|lost| panic!("{:?}: {}", lost.reason, lost.what));
        serde_json::to_string(&report).expect("it is plain data")
    };
    for script in scripts {
        let job = job(script);
        let (report, outcomes) = examined(&mut sealed(), &job);
        let (own, own_outcomes) = examined(&mut InProcess::default(), &job);
        assert_eq!(json(report), json(own), "{script}");
        assert_eq!(outcomes, own_outcomes, "{script}");
    }
}

#[test]
fn each_run_is_told_by_its_number() {
    let mut job = job("print(argv[1]);");
    job.runs = vec![run("one", &["first"]), run("two", &["second"])];
    let (report, outcomes) = examined(&mut sealed(), &job);
    assert_eq!(report.expect("it is well").runs.len(), 2);
    let told: Vec<_> = outcomes.iter().map(|(run, o)| (*run, &*o.stdout)).collect();
    assert_eq!(told, [(0, "first\n"), (1, "second\n")]);
}

/// The children of this thread.
fn children() -> Vec<Pid> {
    let list = std::fs::read_to_string("/proc/thread-self/children").expect("Linux tells");
    let numbers = list.split_whitespace();
    numbers
        .filter_map(|number| Pid::from_raw(number.parse().ok()?))
        .collect()
}

#[test]
fn a_worker_that_is_killed_in_one_run_leaves_the_runs_before_it_their_results() {
    let mut job = job("print(argv[1]);");
    job.runs = ["1", "2", "3"].map(|name| run(name, &[name])).to_vec();
    let mut judge = Hearing {
        outcomes: Vec::new(),
        then: &|run| {
            if run == 1 {
                let [worker] = children()[..] else {
                    panic!("{:?}", children());
                };
                kill_process(worker, Signal::KILL).expect("it is ours");
            }
        },
    };
    let lost = sealed().examine(&job, &mut judge).expect_err("it is gone");
    assert_eq!(
        (lost.reason, &*lost.what),
        (Reason::Machine, "signal 9 (SIGKILL)")
    );
    assert_eq!(lost.report.runs.len(), 1);
    assert_eq!(children(), []);
}

/// Examines in workers, of which so many are killed from outside while they do it.
struct Killed {
    left: Cell<u32>,
}

struct Killing<'k, 'j> {
    killed: &'k Killed,
    judge: &'j mut dyn Judge,
}

impl Judge for Killing<'_, '_> {
    fn outcome(&mut self, run: usize, outcome: &Outcome) -> Opinion {
        if let Some(left) = self.killed.left.get().checked_sub(1) {
            self.killed.left.set(left);
            for worker in children() {
                kill_process(worker, Signal::KILL).expect("it is ours");
            }
        }
        self.judge.outcome(run, outcome)
    }
}

impl Examiner for Killed {
    fn examine(&mut self, job: &Job, judge: &mut dyn Judge) -> Result<Report, Lost> {
        let mut killing = Killing {
            killed: self,
            judge,
        };
        sealed().examine(job, &mut killing)
    }
}

#[test]
fn a_worker_that_is_killed_from_outside_is_tried_again_and_costs_no_student_a_point() {
    let is_one = Property::Stdout(Text::Equal("1\n".into()));
    let assignment = fake::assignment(vec![fake::check("out", 1.0, vec![is_one])]);
    let marked = |times: u32| {
        let marking = Marking {
            assignment: &assignment,
            seed: 1,
            solution: &|_| Vec::new(),
            text: &|_, _| None,
        };
        let mut examiner = Killed {
            left: Cell::new(times),
        };
        let mut judge = fake::judge_script(&assignment);
        let hand_in = fake::hand_in("print(1);\n");
        let marked = marking.mark(&hand_in, &mut examiner, &mut judge);
        let marked = marked.expect("all expressions compile");
        let reason = marked.checks[1].reason;
        (
            marked.status,
            marked.note,
            reason,
            marked.spent.worker_restarts,
        )
    };
    let full = fake::points(20.0);
    assert_eq!(marked(1), (Status::Marked, full, None, 1));
    let twice = (Status::Review, full, Some(Reason::Machine), 2);
    assert_eq!(marked(2), twice);
}

#[test]
fn what_breaks_a_worker_has_its_reason() {
    // It computes for ever and keeps nothing, and nothing that is counted ends it.
    let mut endless = job("let n = 0; loop { n += 1; }");
    let limits = &mut endless.runs[0].limits;
    (limits.operations, limits.points) = (1 << 60, 1 << 60);
    let (report, _) = examined(&mut within(1_500, 60), &endless);
    let lost = report.expect_err("nobody waits for it");
    assert_eq!((lost.reason, &*lost.what), (Reason::Machine, "wall time"));
    let (report, _) = examined(&mut within(60_000, 1), &endless);
    let lost = report.expect_err("nobody waits for it");
    assert_eq!(
        (lost.reason, &*lost.what),
        (Reason::Endless, "processor time")
    );
}

#[test]
fn a_layer_that_is_required_and_missing_runs_nothing() {
    let required = ["cgroup".to_owned()];
    let (report, outcomes) = examined(&mut sealed().requiring(&required), &job("print(1);"));
    let lost = report.expect_err("nothing has it");
    assert_eq!(lost.reason, Reason::Machine);
    assert!(lost.what.contains("`cgroup`"), "{}", lost.what);
    assert_eq!(outcomes, []);
    if has_layers() {
        let required = Layer::ALL.map(|layer| layer.name().to_owned());
        let (report, _) = examined(&mut sealed().requiring(&required), &job("print(1);"));
        assert_eq!(report.expect("all are there").runs.len(), 1);
    }
}

fn program(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/programs/workers")
        .join(name)
}

/// What a worker may ask the system for once it is sealed, as the specification lists it.
const ALLOWED: [&str; 23] = [
    "read",
    "write",
    "close",
    "mmap",
    "munmap",
    "mprotect",
    "mremap",
    "madvise",
    "brk",
    "futex",
    "sigaltstack",
    "rt_sigreturn",
    "rt_sigprocmask",
    "sched_yield",
    "clock_gettime",
    "clock_nanosleep",
    "getrandom",
    "getpid",
    "gettid",
    "tgkill",
    "exit",
    "exit_group",
    "restart_syscall",
];

#[test]
fn once_sealed_a_worker_makes_the_listed_calls_and_no_other() {
    let path = std::env::var_os("PATH").unwrap_or_default();
    if !std::env::split_paths(&path).any(|folder| folder.join("strace").exists()) || !has_layers() {
        println!("skipped: there is no `strace`, or not every layer");
        return;
    }
    // Threads, time, dates, chance, files, programs, sockets, errors, a text of errors in both languages.
    let script = r#"
        import "time" as time; import "random" as random; import "datetime" as datetime;
        let q = Queue(); let l = RLock(); let c = Condition();
        let ts = [];
        for i in 0..20 { ts.push(Thread(|| { with l { q.put(i); } sleep(random::random()); })); }
        for t in ts { t.start(); }
        for t in ts { t.join(); }
        print(time::ctime()); print(datetime::datetime::now());
        try { open("x.txt").read(); } catch (e) { print(e); }
        open("y.txt", "w").write("text");
        try { call(["ls"]); } catch (e) { print(e); }
        try { let s = socket(); s.connect(["192.0.2.1", 80]); } catch (e) { print(e); }
        try { import "os" as os; print(os::listdir(".")); print(os::getenv("HOME")); } catch (e) { print(e); }
        let big = []; for i in 0..100000 { big.push("text " + i); }
        big.sort();
        throw "over";
    "#;
    let mut job = job(script);
    job.runs.push(run("two", &[]));
    let (report, _) = examined(&mut Sealed::of(program("traced")), &job);
    let calls = format!("/tmp/sandbox-calls-{}", std::process::id());
    let told = std::fs::read_to_string(&calls).expect("strace writes");
    let _ = std::fs::remove_file(&calls);
    let report = report.unwrap_or_else(|lost| panic!("{}\n{told}", lost.what));
    assert_eq!(report.runs.len(), 2);
    let (_, sealed) = told
        .rsplit_once("SECCOMP_SET_MODE_FILTER")
        .expect("it seals itself");
    let after: Vec<&str> = sealed.lines().skip(1).collect();
    assert!(after.len() > 10, "{told}");
    let wrong: Vec<&&str> = after.iter().filter(|line| !is_allowed(line)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A line of strace's: a number, a call, what it gave.
fn is_allowed(line: &str) -> bool {
    let call = line.split_whitespace().nth(1).unwrap_or_default();
    let name = call.split('(').next().unwrap_or_default();
    // Its end, and the tracer's remarks.
    let is_remark = ["+++", "---", "<..."].contains(&name);
    is_remark || ALLOWED.contains(&name) && !line.contains("EPERM")
}

#[test]
fn two_hundred_threads_are_marked_in_the_address_space_of_a_server() {
    // Without optimisation each stack takes twice as much.
    let threads = if cfg!(debug_assertions) { 80 } else { 200 };
    let script = format!(
        "let b = Barrier({threads}); let ts = [];
        for i in 0..{threads} {{ ts.push(Thread(|| {{ b.wait(); }})); }}
        for t in ts {{ t.start(); }}
        for t in ts {{ t.join(); }}
        print(\"all\");"
    );
    let mut job = job(&script);
    job.runs[0].schedules = 5;
    let (report, outcomes) = examined(&mut Sealed::of(program("narrow")), &job);
    report.unwrap_or_else(|lost| panic!("{:?}: {}", lost.reason, lost.what));
    assert!(!outcomes.is_empty());
    for (_, outcome) in outcomes {
        assert_eq!((outcome.ended, &*outcome.stdout), (Ended::Ended, "all\n"));
    }
}

#[test]
fn the_limits_of_a_script_are_its_own_and_the_worker_lives() {
    let cases = [
        (
            "let s = \"xxxxxxxxxxxxxxxx\"; for i in 0..8 { s += s; } let a = []; loop { a.push(s + a.len()); }",
            Reason::MemoryLimit,
        ),
        ("loop {}", Reason::OperationLimit),
        (
            "loop { print(\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"); }",
            Reason::OutputLimit,
        ),
        ("fn f(n) { f(n + 1) } f(0);", Reason::DepthLimit),
        (
            "loop { Thread(|| { sleep(1); }).start(); }",
            Reason::ThreadLimit,
        ),
    ];
    for (script, reason) in cases {
        let mut job = job(script);
        job.runs[0].schedules = 2;
        job.runs[0].limits.operations = 300_000;
        job.runs[0].limits.memory = 64 << 20;
        job.runs[0].limits.output = 32 << 10;
        job.runs[0].properties = vec![Property::WithinLimits];
        let (report, _) = examined(&mut sealed(), &job);
        let report = report.unwrap_or_else(|lost| panic!("{script}: {}", lost.what));
        let facts = &report.runs[0].facts;
        let found: Vec<_> = facts.iter().map(|(_, failure)| failure.reason).collect();
        assert_eq!(found, [Some(reason)], "{script}");
    }
}
