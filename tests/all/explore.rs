//! `sandbox explore` as people meet it: words, first lines, exit codes, both languages.

use std::io::Write;
use std::process::Stdio;

use rustix::process::{Pid, Signal, kill_process};

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
    for (language, passed, stopped) in [
        ("en", "no bug in ", "stopped by Ctrl-C"),
        ("fr", "aucun bug dans ", "arrêté par Ctrl-C"),
    ] {
        let bounds = [
            "--lang",
            language,
            "explore",
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
