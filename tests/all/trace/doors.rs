//! The words: where a trace goes, in which form, and what is said when it cannot.

use std::io::Read;

use serde_json::Value;

use super::{list, number, traced, word};
use crate::binary::{File, Run, command, interrupt, run};

const SLEEPS: &str = "let v = Lock();
fn dort(n) { with v { sleep(n); } print(n); }
let a = Thread(dort, [1]);
let b = Thread(dort, [2]);
a.start(); b.start(); a.join(); b.join();
";

#[test]
fn a_table_of_80_columns_tells_who_waited_when() {
    let file = File::new("dort.rhai", SLEEPS);
    let told = run(&[
        "run",
        "--schedule",
        "main,T1,T2",
        "--trace",
        "-",
        file.path(),
    ]);
    let table: Vec<&str> = told.out.lines().skip(2).collect();
    assert!(
        table.iter().all(|line| line.chars().count() <= 80),
        "{}",
        told.out
    );
    for (row, parts) in [
        (0, &["0 s", "1 s", "2 s"][..]),
        (1, &["MainThread", "█join─"]),
        (2, &["Thread-1 (dort)", "█sleep─"]),
        (3, &["Thread-2 (dort)", "█lock─", "█sleep─"]),
        (4, &["v", "▌▌▌▌"]),
        (5, &["█ runs", "─ waits", "▌ lock is held"]),
    ] {
        for part in parts {
            assert!(
                table[row].contains(part),
                "no `{part}` in row {row} of\n{}",
                told.out
            );
        }
    }
    assert_eq!(table.len(), 6, "{}", told.out);
    let french = run(&[
        "--lang",
        "fr",
        "run",
        "--virtual-time",
        "--trace",
        "-",
        file.path(),
    ]);
    assert!(french.out.contains("█verrou─"), "{}", french.out);
    assert!(french.out.contains("▌ verrou tenu"), "{}", french.out);
    let steps = run(&[
        "run",
        "--seed",
        "1",
        "--trace",
        "-",
        "--trace-axis",
        "steps",
        file.path(),
    ]);
    assert!(
        steps.out.contains(" 10 ") && !steps.out.contains(" s "),
        "{}",
        steps.out
    );
}

#[test]
fn the_ending_or_the_word_says_the_form() {
    let script = File::new("x.rhai", "print(1);");
    let folder = script.folder().to_str().expect("the path is text");
    let cases: &[(&str, &[&str], &str)] = &[
        ("a.json", &[], "{\n\"schema\": \"sandbox-trace.v1\""),
        ("a", &[], "{\n\"schema\": \"sandbox-trace.v1\""),
        ("a.txt", &[], "  "),
        (
            "a.txt",
            &["--trace-format", "chrome"],
            "{\"displayTimeUnit\"",
        ),
        ("a.html", &["--trace-format", "text"], "  "),
    ];
    for (name, flags, start) in cases {
        let path = format!("{folder}/{name}");
        let words = [&["run", "--trace", &path][..], flags, &[script.path()]].concat();
        let told = run(&words);
        assert_eq!((told.code, &*told.out, &*told.err), (Some(0), "1\n", ""));
        let text = std::fs::read_to_string(&path).expect("it was written");
        assert!(text.starts_with(start), "{name} {flags:?}: {text}");
    }
    let told = run(&[
        "run",
        "--trace",
        "-",
        "--trace-format",
        "json",
        script.path(),
    ]);
    assert!(
        told.out
            .starts_with("1\n{\n\"schema\": \"sandbox-trace.v1\""),
        "{}",
        told.out
    );
}

#[test]
fn what_cannot_be_is_said_before_the_script_runs() {
    let script = File::new("x.rhai", "print(1);");
    let folder = script.folder().to_str().expect("the path is text");
    let (html, missing) = (format!("{folder}/a.html"), format!("{folder}/no/a.json"));
    let own = script.path();
    let cases: &[(&[&str], &str)] = &[
        (&["--trace", folder], "cannot write the trace to"),
        (&["--trace", &missing], "cannot write the trace to"),
        (&["--trace", ""], "--trace needs the name of a file"),
        (
            &["--trace", &html],
            "no trace is written as .html\nhint: name it .json or .txt",
        ),
        (
            &["--trace", own],
            "is a script: a trace would take its place",
        ),
        (
            &["--trace", "a", "--trace", "b"],
            "cannot be used multiple times",
        ),
        (
            &["--trace", "a", "--trace-format", "xml"],
            "[possible values: json, chrome, text]",
        ),
        (
            &["--trace", "a", "--trace-limit", "much"],
            "`much` is no size",
        ),
        (&["--trace-format", "json"], "--trace <FILE>"),
        (
            &["--trace", "a", "-i"],
            "--trace does not go with the prompt",
        ),
    ];
    for (flags, message) in cases {
        for action in ["run", "explore"] {
            if action == "explore" && flags.contains(&"-i") {
                continue;
            }
            let told = run(&[&[action][..], flags, &[own]].concat());
            assert_eq!(
                (told.code, &*told.out),
                (Some(2), ""),
                "{action} {flags:?}\n{}",
                told.err
            );
            assert!(
                told.err.contains(message),
                "{action} {flags:?}\n{}",
                told.err
            );
        }
    }
    assert_eq!(
        std::fs::read_to_string(own).expect("it is there"),
        "print(1);"
    );
    assert!(!std::path::Path::new(&html).exists());
    let both = run(&["explore", "--format", "json", "--trace", "-", own]);
    assert_eq!((both.code, &*both.out), (Some(2), ""));
}

#[test]
fn a_trace_that_is_lost_is_an_error_and_nothing_else_is_lost() {
    if !std::path::Path::new("/dev/full").exists() {
        return;
    }
    let script = File::new("x.rhai", "print(1); if argv.len() > 1 { exit(7); }");
    let told = run(&["run", "--trace", "/dev/full", script.path()]);
    assert_eq!((told.code, &*told.out), (Some(1), "1\n"));
    assert!(
        told.err
            .contains("the trace in `/dev/full` is not complete: "),
        "{}",
        told.err
    );
    let told = run(&["run", "--trace", "/dev/full", script.path(), "x"]);
    assert_eq!(told.code, Some(7));
}

#[test]
fn whatever_ends_the_run_the_trace_is_written() {
    let cases: &[(&str, &[&str], i32, Option<&str>)] = &[
        (
            "let l = Lock(); l.acquire(); l.acquire();",
            &[],
            3,
            Some("deadlock"),
        ),
        (
            "let n = 0; loop { n += 1; }",
            &["--max-time", "0.2"],
            4,
            Some("time-limit"),
        ),
        (
            "let n = 0; loop { n += 1; }",
            &["--max-operations", "10k"],
            4,
            Some("operation-limit"),
        ),
        (
            "let xs = []; loop { xs.push(\"x\" * 1000); }",
            &["--max-memory", "64m"],
            4,
            Some("memory-limit"),
        ),
        (
            "fn f(n) { f(n + 1) } f(0);",
            &[],
            4,
            Some("call-depth-limit"),
        ),
        ("Thread(|| sleep(0.05)).start(); exit(9);", &[], 9, None),
        ("throw 1;", &[], 1, Some("error")),
        (
            "let t = Thread(|| throw 1); t.start(); t.join();",
            &[],
            1,
            Some("error"),
        ),
        (
            "let t = Thread(|| loop { sleep(0.01); }); t.daemon = true; t.start();",
            &[],
            0,
            None,
        ),
    ];
    for (code, flags, exit, reason) in cases {
        let file = File::new("x.rhai", code);
        for seed in [&[][..], &["--seed", "1"]] {
            let told = traced(&[seed, flags].concat(), &[file.path()]);
            let verdict = &told.trace["verdict"];
            assert_eq!(
                told.ended.code,
                Some(*exit),
                "{code} {seed:?}\n{}",
                told.ended.err
            );
            assert_eq!(verdict["exit"], *exit, "{code} {seed:?}");
            assert_eq!(verdict["reason"].as_str(), *reason, "{code} {seed:?}");
            assert!(!list(&told.trace, "threads").is_empty());
        }
    }
}

#[test]
fn ctrl_c_ends_the_run_with_its_trace() {
    for waits in ["sleep(1000)", "loop { }", "Event().wait(1000)", "input()"] {
        let script = File::new(
            "x.rhai",
            format!("print(\"ready\"); stdout.flush(); {waits};"),
        );
        let path = script.folder().join("t.json");
        let path = path.to_str().expect("the path is text");
        let mut child = command(&["run", "--trace", path, script.path()]);
        // Somebody could still type.
        let mut child = child.stdin(std::process::Stdio::piped()).started();
        let mut ready = [0; 6];
        let mut out = child.stdout.take().expect("it is a pipe");
        out.read_exact(&mut ready)
            .expect("it says that it is ready");
        interrupt(&child);
        let ended = child.wait().expect("it ends");
        assert_eq!(ended.code(), Some(130), "{waits}");
        let text = std::fs::read_to_string(path).expect("the trace was written");
        let trace: serde_json::Value = serde_json::from_str(&text).expect("the trace is complete");
        assert_eq!(trace["verdict"]["reason"], "interrupted", "{waits}");
        // A machine that is busy may end the run by force; who sleeps or reads has handed in before what it had noted.
        if ["sleep(1000)", "input()"].contains(&waits) {
            assert_eq!(word(&list(&trace, "output")[0][3]), "ready\n", "{waits}");
        }
    }
}

#[test]
fn a_long_run_keeps_its_end_within_the_limit() {
    let script = File::new(
        "x.rhai",
        "let l = Lock(); for i in 0..30000 { l.acquire(); l.release(); } print(\"end\");",
    );
    for seed in [&[][..], &["--seed", "1"]] {
        let flags = [seed, &["--trace-limit", "1m"]].concat();
        let trace = traced(&flags, &[script.path()]).trace;
        let events = list(&trace, "events");
        assert!(number(&trace["dropped"]) > 30_000, "{seed:?}");
        assert!(
            events.len() > 2_000 && events.len() < 12_000,
            "{seed:?}: {}",
            events.len()
        );
        assert_eq!(word(&events.last().expect("some are kept")[3]), "end");
        assert_eq!(
            word(&list(&trace, "output").last().expect("it printed")[3]),
            "end\n"
        );
    }
}

#[test]
fn threads_are_known_whose_events_were_left_out() {
    let script = File::new(
        "x.rhai",
        "fn child() { }
fn early() { let t = Thread(child); t.start(); t.join(); }
let gate = Event();
let first = Thread(early); first.start(); first.join();
let second = Thread(|| gate.wait(), [], #{name: \"second\", daemon: true}); second.start();
let l = Lock(); for i in 0..30000 { l.acquire(); l.release(); }
gate.set(); second.join();",
    );
    for seed in [&[][..], &["--seed", "1"]] {
        let flags = [seed, &["--trace-limit", "1m"]].concat();
        let trace = traced(&flags, &[script.path()]).trace;
        assert!(number(&trace["dropped"]) > 30_000, "{seed:?}");
        let known = |thread: &Value| {
            let number = |name: &str| thread[name].as_u64();
            assert!(number("to") >= number("from"), "{thread}");
            let name = word(&thread["name"]).to_owned();
            let daemon = thread["daemon"].as_bool().unwrap_or_default();
            (
                name,
                number("parent"),
                number("line"),
                word(&thread["end"]).to_owned(),
                daemon,
            )
        };
        let threads: Vec<_> = list(&trace, "threads").iter().map(known).collect();
        let returned = "returned".to_owned();
        let expected = [
            (
                "MainThread".to_owned(),
                None,
                Some(1),
                returned.clone(),
                false,
            ),
            (
                "Thread-1 (early)".to_owned(),
                Some(0),
                Some(4),
                returned.clone(),
                false,
            ),
            (
                "Thread-2 (child)".to_owned(),
                Some(1),
                Some(2),
                returned.clone(),
                false,
            ),
            ("second".to_owned(), Some(0), Some(5), returned, true),
        ];
        assert_eq!(threads, expected, "{seed:?}");
        let ends: Vec<u64> = (list(&trace, "threads").iter())
            .map(|thread| number(&thread["to"]))
            .collect();
        assert!(ends[1] <= ends[0], "{ends:?}");
    }
    // The table has a row for each of them too.
    let words = [
        "run",
        "--seed",
        "1",
        "--trace",
        "-",
        "--trace-limit",
        "1m",
        script.path(),
    ];
    let told = run(&words);
    for name in [
        "MainThread",
        "Thread-1 (early)",
        "Thread-2 (child)",
        "second",
    ] {
        assert!(
            told.err.contains(name) || told.out.contains(name),
            "{}{}",
            told.out,
            told.err
        );
    }
}

#[test]
fn who_is_left_waiting_is_shown_with_what_it_waits_for_at_last() {
    let script = File::new(
        "dead.rhai",
        "let a = Lock(); let b = Lock();
fn left() { with a { sleep(0.1); with b { print(1); } } }
fn right() { with b { sleep(0.1); with a { print(2); } } }
let ts = [Thread(left), Thread(right)]; for t in ts { t.start(); } for t in ts { t.join(); }",
    );
    let told = run(&["run", "--seed", "1", "--trace", "-", script.path()]);
    let text = format!("{}{}", told.out, told.err);
    for name in ["Thread-1 (left)", "Thread-2 (right)"] {
        let row = text.lines().find(|line| line.starts_with(name));
        let row = row.unwrap_or_else(|| panic!("{text}"));
        assert!(row.contains("sleep─") && row.ends_with("█lock"), "{text}");
    }
}

#[test]
fn without_a_bug_no_file_appears() {
    let script = File::new("x.rhai", "print(1);");
    let path = script.folder().join("t.json");
    let told = run(&[
        "explore",
        "--trace",
        path.to_str().expect("text"),
        script.path(),
    ]);
    assert_eq!(told.code, Some(0));
    assert!(
        told.err
            .contains("no bug was found: there is no counterexample to trace"),
        "{}",
        told.err
    );
    assert!(!path.exists());
}

#[test]
fn the_replay_of_an_exploration_does_not_write_a_trace() {
    let script = File::new("lost.rhai", crate::explore::LOST);
    let told = run(&[
        "explore",
        "--trace",
        "-",
        "--trace-axis",
        "steps",
        script.path(),
    ]);
    let replay = told
        .out
        .lines()
        .find(|line| line.starts_with("replay: "))
        .expect("it can be replayed");
    assert!(!replay.contains("--trace"), "{replay}");
}
