//! `sandbox explore` as people meet it: words, first lines, exit codes, both languages.

use std::collections::{BTreeSet, HashSet};
use std::io::Write;
use std::process::Stdio;
use std::sync::Arc;

use rustix::process::{Pid, Signal, kill_process};
use sandbox::explore::{
    Asked, Budget, Evidence, Flow, Follower, Making, Note, Outcome, Strategy, Subject, Trial,
    explore, shrink, shrink_while,
};
use sandbox::library::LIBRARY;
use sandbox::messages::Language;
use sandbox::objects::error::Source;
use sandbox::permissions::Permissions;
use sandbox::runtime::time::Allowance;
use sandbox::runtime::{Clock, Schedule};
use sandbox::session::{Limits, Program, Runtime};

use crate::binary::{Ended, File, Run, command, run};

/// Two threads of which one may lose what the other has added.
pub const LOST: &str = "let n = 0;
fn add() { n += 1; }
let a = Thread(add);
let b = Thread(add);
a.start();
b.start();
a.join();
b.join();
assert(n == 2);
";

#[test]
fn a_lost_update_is_found_named_and_explained() {
    let file = File::new("lost.rhai", LOST);
    let told = run(&["explore", file.path()]);
    assert_eq!(told.code, Some(1), "{}", told.err);
    let first = told.out.lines().next().unwrap_or_default();
    let place = format!("assertion failed at {}:9  `assert(n == 2);`", file.path());
    assert!(first.starts_with("bug after "), "{first}");
    assert!(first.ends_with(&place), "{first}");
    for part in [
        "lost update of n: ",
        "2: fn add() { n += 1; }",
        "1 of them a preemption · reproduced 10/10",
        "hint: line 2 must not be interrupted: hold a lock over it",
    ] {
        assert!(told.out.contains(part), "no `{part}` in\n{}", told.out);
    }
    let french = command(&["--lang", "fr", "explore", file.path()]).ended();
    assert!(
        french.out.contains("mise à jour perdue de n"),
        "{}",
        french.out
    );
}

#[test]
fn the_same_seed_gives_the_same_report_however_many_jobs() {
    let file = File::new("lost.rhai", LOST);
    let first = run(&["explore", "--jobs", "1", file.path()]);
    for jobs in ["1", "2", "5"] {
        let again = run(&["explore", "--jobs", jobs, file.path()]);
        assert_eq!(again.out, first.out);
    }
}

#[test]
fn verdicts_are_never_mixed() {
    let right = LOST.replace("{ n += 1; }", "{ with l { n += 1; } }");
    let right = format!("let l = Lock();\n{right}");
    let endless =
        "let go = false;\nfn wait() { while !go { } }\nlet t = Thread(wait); t.start(); t.join();";
    let cases = [
        (&*right, 0, "no bug in "),
        ("print(1);", 0, "no bug in the only schedule"),
        (
            "let l = Lock(); l.acquire(); l.acquire();",
            3,
            "bug after 1 schedules",
        ),
        (endless, 1, "bug after 1 schedules"),
        (
            "let n = 0; fn f() { n += 1; } loop { f(); }",
            4,
            "nothing is known: ",
        ),
        ("let x = ;", 1, ""),
    ];
    for (script, code, start) in cases {
        let file = File::new("script.rhai", script);
        let told = run(&["explore", "--schedules", "100", file.path()]);
        assert_eq!(told.code, Some(code), "{script}\n{}{}", told.out, told.err);
        assert!(told.out.starts_with(start), "{script}\n{}", told.out);
    }
    let file = File::new("long.rhai", "let n = 0; fn f() { n += 1; } loop { f(); }");
    let told = run(&["explore", "--schedules", "5", file.path()]);
    assert!(
        told.out.contains("let it take more steps: `--points"),
        "{}",
        told.out
    );
    let told = run(&["explore", "no_such_file.rhai"]);
    assert_eq!(told.code, Some(2));
}

#[test]
fn small_programs_are_proved() {
    let right = LOST.replace("{ n += 1; }", "{ with l { n += 1; } }");
    let file = File::new("right.rhai", format!("let l = Lock();\n{right}"));
    let told = run(&["explore", "--strategy", "exhaustive", file.path()]);
    assert!(
        told.out.starts_with("no bug in all schedules"),
        "{}",
        told.out
    );
    assert_eq!(told.code, Some(0));
    let file = File::new("lost.rhai", LOST);
    let told = run(&["explore", "--strategy", "exhaustive", file.path()]);
    assert_eq!(told.code, Some(1), "{}", told.out);
}

#[test]
fn an_expected_output_is_asked_of_every_schedule() {
    let two = "let a = Thread(|| print(\"a\")); let b = Thread(|| print(\"b\"));
a.start(); b.start(); a.join(); b.join();";
    let file = File::new("two.rhai", two);
    let told = run(&["explore", file.path()]);
    assert_eq!(told.code, Some(0));
    assert!(
        told.out.contains("print 2 different things"),
        "{}",
        told.out
    );
    let expected = File::new("expected.txt", "a\nb\n");
    let told = run(&["explore", "--expect", expected.path(), file.path()]);
    let first = told.out.lines().next().unwrap_or_default().to_string();
    assert!(
        first.contains(&format!("assertion failed at {}:1", expected.path())),
        "{first}"
    );
    assert_eq!(told.code, Some(1));
}

#[test]
fn tools_read_json() {
    let file = File::new("lost.rhai", LOST);
    let told = run(&["explore", "--format", "json", file.path()]);
    let report: serde_json::Value = serde_json::from_str(&told.out).expect("it is JSON");
    assert_eq!(report["schema"], "sandbox-explore.v1");
    assert_eq!(report["verdict"], "bug");
    assert_eq!(report["bug"]["kind"], "assertion failed");
    assert_eq!(report["bug"]["line"], 9);
    assert_eq!(report["bug"]["pattern"]["name"], "lost-update");
    let events = report["bug"]["events"].as_array().expect("a list");
    for (index, event) in events.iter().enumerate() {
        assert_eq!(event[0], index);
        assert!(
            event[7]
                .as_u64()
                .is_none_or(|cause| (cause as usize) < index)
        );
    }
}

#[test]
fn ctrl_c_ends_an_exploration_with_what_is_known() {
    let reads = format!(
        "let line = input();\n{}",
        LOST.replace("assert(n == 2)", "print(line)")
    );
    let file = File::new("reads.rhai", reads);
    for (language, format, passed, stopped) in [
        ("en", "text", "no bug in ", "stopped by Ctrl-C"),
        ("fr", "text", "aucun bug dans ", "arrêté par Ctrl-C"),
        ("en", "json", "{", "\"stopped\":\"interrupted\""),
    ] {
        let bounds = [
            "--lang",
            language,
            "explore",
            "--format",
            format,
            "--time",
            "0",
            "--schedules",
            "1g",
        ];
        let mut command = command(&[&bounds[..], &[file.path()]].concat());
        let mut child = command.stdin(Stdio::piped()).started();
        let mut pipe = child.stdin.take().expect("standard input is a pipe");
        // More than a pipe holds: it is gone when the first schedule has read it.
        let line = "a\n".repeat(1 << 20);
        pipe.write_all(line.as_bytes()).expect("it is read");
        drop(pipe);
        let pid = Pid::from_child(&child);
        kill_process(pid, Signal::INT).expect("it lives");
        let told: Ended = child.wait_with_output().expect("it was started").into();
        assert_eq!(told.code, Some(130), "{}{}", told.out, told.err);
        assert!(told.out.starts_with(passed), "{}", told.out);
        assert!(told.out.contains(stopped), "{}", told.out);
    }
}

/// Whoever calls `explore`: keeps each outcome, until there is enough of them.
struct Outcomes {
    seen: Vec<Outcome>,
    enough: usize,
}

impl Follower for Outcomes {
    fn outcome(&mut self, outcome: &Outcome, _schedule: &Schedule) -> Flow {
        self.seen.push(outcome.clone());
        match self.seen.len() < self.enough {
            true => Flow::GoOn,
            false => Flow::Enough,
        }
    }
}

pub fn subject(text: &str) -> Subject {
    let source = Source {
        name: "<test>".into(),
        text: text.into(),
    };
    let (limits, runtime) = (Limits::default(), Runtime::Controlled { seed: 0 });
    let program = Program::new(source, runtime, LIBRARY, &limits, Allowance::begin(None));
    let making = Making {
        model: Default::default(),
        arguments: vec!["<test>".into()],
        limits,
        folder: None,
        permissions: Arc::new(Permissions::default()),
        language: Language::English,
        clock: Clock::Virtual,
        max_time: None,
        asked: Asked::default(),
        input: Arc::new(|| Arc::new([])),
    };
    let program = program.expect("it has no mistake of syntax");
    Subject::new(program, making, None, 5_000).expect("it can be started")
}

const TWO_MISTAKES: &str = "let n = 0; let order = [];
fn f(i) { n += 1; order.push(i); }
let a = Thread(f, [1]); let b = Thread(f, [2]);
a.start(); b.start(); a.join(); b.join();
assert(n == 2);
assert(order == [1, 2]);
print(n, order);
";

fn budget<'b>(goes_on: bool, given_up: &'b (dyn Fn() -> bool + Sync)) -> Budget<'b> {
    Budget {
        strategy: Strategy::Portfolio,
        seed: 0,
        schedules: 300,
        jobs: 2,
        goes_on,
        given_up,
    }
}

#[test]
fn a_call_goes_on_after_a_mistake_and_hears_of_each_outcome_once() {
    let subject = subject(TWO_MISTAKES);
    let mut all = Outcomes {
        seen: Vec::new(),
        enough: usize::MAX,
    };
    let explored = explore(&subject, &budget(true, &|| false), &mut all);
    assert_eq!(explored.schedules, 300);
    let lines: BTreeSet<usize> = explored
        .mistakes
        .iter()
        .map(|found| found.bug.line)
        .collect();
    assert_eq!(lines, BTreeSet::from([5, 6]));
    assert_eq!(
        explored.found.map(|found| found.after),
        Some(explored.mistakes[0].after)
    );
    let sampled = matches!(
        explored.evidence,
        Evidence::Sampled {
            ended: 300,
            cut: 0,
            ..
        }
    );
    assert!(sampled, "{:?}", explored.evidence);
    let distinct: HashSet<&Outcome> = all.seen.iter().collect();
    assert_eq!((all.seen.len(), distinct.len()), (3, 3), "{:?}", all.seen);
    for found in &explored.mistakes {
        let example = shrink(&subject, found, 200);
        assert_eq!((example.replayed, example.bug.line), (10, found.bug.line));
    }
}

#[test]
fn a_call_ends_at_the_first_mistake_or_when_enough_is_known() {
    let subject = subject(TWO_MISTAKES);
    let explored = explore(&subject, &budget(false, &|| false), &mut ());
    assert_eq!(explored.mistakes.len(), 1);
    assert!(explored.schedules < 300 && !explored.given_up);
    let mut two = Outcomes {
        seen: Vec::new(),
        enough: 2,
    };
    let explored = explore(&subject, &budget(true, &|| false), &mut two);
    assert_eq!(two.seen.len(), 2);
    assert!(explored.schedules < 300 && !explored.given_up);
    let explored = explore(&subject, &budget(true, &|| true), &mut ());
    assert!(explored.given_up && explored.schedules == 0);
}

#[test]
fn a_schedule_is_shrunk_for_any_wish() {
    let subject = subject(&TWO_MISTAKES.replace("assert", "print"));
    let explored = explore(&subject, &budget(true, &|| false), &mut ());
    let reversed = |printed: &str| printed.contains("2 [2, 1]");
    let seen = explored.outcomes.iter().find(|seen| reversed(&seen.stdout));
    let schedule = &seen.expect("it comes in one of many schedules").schedule;
    let holds = |trial: &Trial| reversed(&trial.outcome.stdout);
    let shrunk = shrink_while(&subject, schedule, Note::Nothing, &holds, 300);
    assert!(shrunk.turns().len() <= 2, "{shrunk}");
}
