//! `--clock explored`: waits for time that end before the others have come as far as the script counts on.

use crate::binary::{File, run};

/// A sleep in the place of a join, with the line of the sleep.
const JOIN: (&str, u64) = (
    "let n = 0;
let t = Thread(|| { for i in 0..3 { n += 1; } });
t.start();
sleep(0.1);
assert(n == 3);
t.join();
",
    4,
);

/// A sleep in the place of an event.
const EVENT: (&str, u64) = (
    "let message = ();
fn writer() { message = 41; }
fn reader() {
    sleep(2);
    assert(message == 41);
}
let r = Thread(reader); let w = Thread(writer);
r.start(); w.start(); r.join(); w.join();
",
    4,
);

/// A sleep before a signal, so that somebody waits for it by then.
const SIGNAL: (&str, u64) = (
    "let ready = Condition();
let t = Thread(|| { with ready { ready.wait(); } });
t.start();
sleep(0.5);
with ready { ready.notify(); }
t.join();
",
    4,
);

/// A timeout that is taken for the end of the others.
const TIMEOUT: (&str, u64) = (
    "let q = Queue();
let t = Thread(|| q.put(1)); t.start();
let got = 0;
try { got = q.get(true, 0.5); } catch { }
assert(got == 1);
t.join();
",
    4,
);

/// Right, however long anything takes.
const RIGHT: [&str; 3] = [
    "let q = Queue();
let t = Thread(|| { sleep(0.2); q.put(1); }); t.start();
let got = ();
while got == () { try { got = q.get(true, 0.5); } catch (e) { if e.kind != \"Empty\" { throw e; } } }
assert(got == 1);
t.join();
",
    "let n = 0; let lock = Lock();
fn f() { for i in 0..2 { sleep(0.01); with lock { n += 1; } } }
let ts = list[Thread(f) for i in 0..2];
for t in ts { t.start(); } for t in ts { t.join(); }
assert(n == 4);
",
    "let done = false;
let t = Thread(|| { while !done { sleep(0.1); } }); t.start();
sleep(1);
done = true;
t.join();
",
];

fn explored(file: &File, clock: &[&str]) -> (serde_json::Value, Option<i32>) {
    let bounds = [
        "explore",
        "--time",
        "0",
        "--schedules",
        "300",
        "--format",
        "json",
    ];
    let told = run(&[&bounds[..], clock, &[file.path()]].concat());
    let report = serde_json::from_str(&told.out).unwrap_or_else(|e| panic!("{e}: {}", told.err));
    (report, told.code)
}

#[test]
fn what_is_right_only_because_of_a_sleep_is_found_and_named() {
    let sleep = "sleep-as-synchronisation";
    for ((script, line), name) in [
        (JOIN, sleep),
        (EVENT, sleep),
        (SIGNAL, sleep),
        (TIMEOUT, "timeout-as-synchronisation"),
    ] {
        let file = File::new("sleeps.rhai", script);
        let (virtually, code) = explored(&file, &[]);
        assert_eq!(
            (&virtually["bug"], code),
            (&serde_json::Value::Null, Some(0))
        );
        for seed in ["0", "1", "2"] {
            let (report, code) = explored(&file, &["--clock", "explored", "--seed", seed]);
            let bug = &report["bug"];
            assert!([Some(1), Some(3)].contains(&code), "{script}\n{report}");
            assert_eq!(bug["pattern"]["name"], name, "{script}\n{report}");
            assert_eq!(bug["pattern"]["lines"][0], line, "{script}");
            assert_eq!(bug["replayed"], 10);
            let schedule = bug["schedule"].as_str().expect("a text");
            assert_eq!(schedule.matches('@').count(), 1, "{schedule}");
            let again: Vec<_> = (0..10)
                .map(|_| run(&["run", "--schedule", schedule, file.path()]))
                .collect();
            for told in &again {
                assert_eq!(told.code, code, "{}", told.err);
                assert!(!told.err.contains("does not fit"), "{}", told.err);
                assert_eq!((&told.out, &told.err), (&again[0].out, &again[0].err));
            }
        }
    }
}

#[test]
fn the_report_names_the_sleep() {
    let file = File::new("sleeps.rhai", JOIN.0);
    for (language, told) in [
        (
            "en",
            "the script is right only because of `sleep(0.1);` at line 4",
        ),
        (
            "fr",
            "le script n'est correct que grâce à `sleep(0.1);`, ligne 4",
        ),
    ] {
        let words = [
            "--lang",
            language,
            "explore",
            "--clock",
            "explored",
            file.path(),
        ];
        let report = run(&words);
        assert!(report.out.contains(told), "{}", report.out);
        assert!(!report.out.contains("--clock"), "{}", report.out);
    }
}

#[test]
fn what_is_right_however_long_it_takes_is_not_accused() {
    for script in RIGHT {
        let file = File::new("right.rhai", script);
        let (report, code) = explored(&file, &["--clock", "explored"]);
        assert_eq!(
            (&report["bug"], code),
            (&serde_json::Value::Null, Some(0)),
            "{script}"
        );
        assert_eq!(report["evidence"]["cut"], 0, "{script}\n{report}");
    }
}

#[test]
fn a_run_can_let_time_come_early_too() {
    let file = File::new("sleeps.rhai", JOIN.0.replace("assert(n == 3)", "print(n)"));
    let mut printed = std::collections::BTreeSet::new();
    for seed in 0..20 {
        let seed = seed.to_string();
        let words = [
            "run",
            "--seed",
            &seed,
            "--clock",
            "explored",
            "--show-schedule",
            file.path(),
        ];
        let told = run(&words);
        let schedule = told.err.trim_end().strip_prefix("schedule: ");
        let schedule = schedule.unwrap_or_else(|| panic!("{}", told.err));
        let again = run(&[
            "run",
            "--schedule",
            schedule,
            "--show-schedule",
            file.path(),
        ]);
        assert_eq!((&again.out, &again.err), (&told.out, &told.err));
        printed.insert(told.out);
    }
    assert!(printed.contains("3\n") && printed.len() > 1, "{printed:?}");
    let told = run(&["run", "--clock", "virtual", file.path()]);
    assert_eq!(told.out, "3\n");
    let early = run(&["run", "--schedule", "T1@", file.path()]);
    assert!(early.err.contains("does not fit"), "{}", early.err);
}
