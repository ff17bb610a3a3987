//! `sandbox run --schedule`: turns that are shown, typed and replayed.

use std::process::Command;

use crate::binary::{Ended, File, run, sandbox, without_preferences};
use crate::explore::LOST;

#[test]
fn a_schedule_is_shown_and_replayed() {
    let file = File::new("lost.rhai", LOST.replace("assert", "print"));
    for seed in ["1", "2", "3", "4", "5", "6"] {
        let told = run(&["run", "--seed", seed, "--show-schedule", file.path()]);
        assert_eq!(told.code, Some(0), "{}", told.err);
        let schedule = told.err.trim_end().strip_prefix("schedule: ");
        let schedule = schedule.unwrap_or_else(|| panic!("{}", told.err));
        for _ in 0..10 {
            let again = run(&[
                "run",
                "--schedule",
                schedule,
                "--show-schedule",
                file.path(),
            ]);
            assert_eq!((again.out, again.err), (told.out.clone(), told.err.clone()));
        }
    }
}

#[test]
fn a_schedule_can_be_typed() {
    let file = File::new("lost.rhai", LOST.replace("assert(n == 2)", "print(n)"));
    let patient = run(&["run", "--schedule", "main", file.path()]);
    assert_eq!((&*patient.out, &*patient.err), ("2\n", ""));
    let told = run(&["run", "--schedule", "main,T1*3,T2,T1", file.path()]);
    assert_eq!((&*told.out, &*told.err), ("1\n", ""));
    let misfit = run(&["run", "--schedule", "main*1,T7*3", file.path()]);
    assert!(
        misfit.err.contains("step 2 is to be taken by T7"),
        "{}",
        misfit.err
    );
    let wrong = run(&["run", "--schedule", "T1*x", file.path()]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("`T1*x` is no turn"), "{}", wrong.err);
}

/// Started with so little address space as a marking server may give, in KiB.
fn run_within(kib: u32, words: &[&str]) -> Ended {
    let limited = format!("ulimit -v {kib}; exec \"$0\" \"$@\"");
    let told = without_preferences(Command::new("sh"))
        .args(["-c", &limited])
        .arg(sandbox().get_program())
        .args(words)
        .output();
    told.expect("there is a shell").into()
}

#[test]
fn many_threads_take_little_address_space_and_too_many_are_an_error() {
    let file = File::new(
        "many.rhai",
        "let gate = Event(); let n = 0; let lock = Lock();
fn f() { gate.wait(); with lock { n += 1; } }
let ts = list[Thread(f) for i in 0..int(argv[1])];
for t in ts { t.start(); }
gate.set();
for t in ts { t.join(); }
print(n);
",
    );
    // Without optimisation, stacks are larger.
    let many = if cfg!(debug_assertions) { "100" } else { "200" };
    let told = run_within(400_000, &["run", "--seed", "1", file.path(), many]);
    assert_eq!(
        (told.code, &*told.out),
        (Some(0), &*format!("{many}\n")),
        "{}",
        told.err
    );
    let bounds = [
        "explore",
        "--jobs",
        "1",
        "--schedules",
        "5",
        file.path(),
        many,
    ];
    let told = run_within(400_000, &bounds);
    assert_eq!(told.code, Some(0), "{}{}", told.out, told.err);
    let told = run_within(400_000, &["run", "--seed", "1", file.path(), "900"]);
    assert!(told.err.contains("can't start new thread"), "{}", told.err);
    // Main has failed, and nobody opens the gate for those that were started.
    assert_eq!(told.code, Some(3), "{}", told.err);
}

/// Natives that call back, each inside the last, then a text of nested data and a text to compile: more than the stack of a thread holds.
const DEEP: &str = "fn nested(n) { let v = 1; for i in 0..n { v = [v]; } v }
fn down(n) { if n == 0 { `${nested(100)}`.len() + eval(\"(((((((((((((((1)))))))))))))))\") } else { [n].map(|x| down(x - 1))[0] } }
let ts = list[Thread(|| { sleep(0.1); print(down(45)); }) for i in 0..int(argv[1])];
for t in ts { t.start(); }
for t in ts { t.join(); }
";

#[test]
fn a_chain_of_natives_outgrows_the_stack_of_its_thread() {
    let file = File::new("deep.rhai", DEEP);
    let told = run(&["run", "--seed", "1", file.path(), "20"]);
    assert_eq!((told.code, &*told.err), (Some(0), ""));
    assert_eq!(told.out, "202\n".repeat(20));
    // A thread that cannot be started and a chain that finds no more stack are errors of the script, never the end of the process.
    for kib in [60_000, 80_000, 120_000, 200_000] {
        let told = run_within(kib, &["run", "--seed", "1", file.path(), "400"]);
        assert!(told.code.is_some(), "{kib}: {}", told.err);
        assert!(told.code != Some(134), "{kib}: {}", told.err);
        let lines = told.out.lines().all(|line| line == "202");
        assert!(lines, "{kib}: {}", told.out);
    }
}
