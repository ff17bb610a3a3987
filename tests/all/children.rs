//! Nobody is left behind: however a run ends, its children, their children, and those that left their parents are gone after it.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use crate::binary::{BINARY, Run, command};

/// Starts a child with a child, one in a session of its own, and an orphan; prints their numbers, then ends as `end` says.
fn family(end: &str) -> String {
    let shell =
        "sleep 1000 & echo $!; setsid sleep 1000 & echo $!; (sleep 1000 & echo $!); echo $$; wait";
    format!(
        r#"let p = Popen("{shell}", #{{shell: true, stdout: PIPE, text: true}});
        for i in range(0, 4) {{ stdout.write(p.stdout.readline()); }}
        stdout.flush();
        {end}"#
    )
}

/// How a run ends, after its children are there.
enum Push {
    Nothing,
    Signal(Signal),
    /// Nobody reads its output any more.
    Close,
}

fn start(flags: &[&str], code: &str) -> Child {
    let mut command = command(&["run", "--allow-run"]);
    command.args(flags).args(["-e", code]).started()
}

/// The processes that a run of `family` names.
fn numbers_of(out: &mut impl BufRead, what: &str) -> Vec<String> {
    let mut numbers = Vec::new();
    for _ in 0..4 {
        let mut line = String::new();
        out.read_line(&mut line).expect("numbers are text");
        numbers.push(line.trim().to_owned());
    }
    assert!(
        numbers.iter().all(|number| number.parse::<u32>().is_ok()),
        "{what}: {numbers:?}"
    );
    numbers
}

/// Run it to its end; gives the exit code and which of the processes that it named are still there.
fn survivors(flags: &[&str], end: &str, push: Push) -> (Option<i32>, Vec<String>) {
    let mut run = start(flags, &family(end));
    let mut out = BufReader::new(run.stdout.take().expect("a pipe"));
    let mut numbers = numbers_of(&mut out, end);
    match push {
        Push::Nothing => {}
        Push::Signal(signal) => {
            kill_process(Pid::from_child(&run), signal).expect("it runs");
        }
        Push::Close => drop(out),
    }
    let mut messages = String::new();
    let mut err = run.stderr.take().expect("a pipe");
    err.read_to_string(&mut messages)
        .expect("messages are text");
    let code = run.wait().expect("it was started").code();
    numbers.retain(|number| Path::new("/proc").join(number).exists());
    (code, numbers)
}

#[test]
fn whatever_ends_a_run_its_children_and_theirs_end_too() {
    if !Path::new("/proc/self").exists() {
        println!("skipped: without /proc nobody tells who descends from whom");
        return;
    }
    let waits = "p.wait();";
    let ways = [
        ("its end", &[][..], "", Push::Nothing, 0),
        ("an error", &[], "throw 1;", Push::Nothing, 1),
        ("exit", &[], "exit(7);", Push::Nothing, 7),
        (
            "a thread's error",
            &[],
            "Thread(|| throw 1).start();",
            Push::Nothing,
            1,
        ),
        (
            "a deadlock",
            &[],
            "let l = Lock(); l.acquire(); l.acquire();",
            Push::Nothing,
            3,
        ),
        (
            "a limit of time",
            &["--max-time", "3"],
            waits,
            Push::Nothing,
            4,
        ),
        (
            "a limit of operations",
            &["--max-operations", "100k"],
            "loop {}",
            Push::Nothing,
            4,
        ),
        ("Ctrl-C", &[], waits, Push::Signal(Signal::INT), 130),
        (
            "Ctrl-C in a call",
            &[],
            "call([\"sleep\", \"1000\"]);",
            Push::Signal(Signal::INT),
            130,
        ),
        (
            "Ctrl-C in a read",
            &[],
            "p.stdout.read();",
            Push::Signal(Signal::INT),
            130,
        ),
        (
            "Ctrl-C on a schedule",
            &["--seed", "1"],
            waits,
            Push::Signal(Signal::INT),
            130,
        ),
        (
            "the end of the terminal",
            &[],
            waits,
            Push::Signal(Signal::HUP),
            130,
        ),
        (
            "a request to end",
            &[],
            waits,
            Push::Signal(Signal::TERM),
            130,
        ),
        ("a closed pipe", &[], "loop { print(1); }", Push::Close, 141),
    ];
    for (name, flags, end, push, code) in ways {
        let (ended_with, left) = survivors(flags, end, push);
        assert_eq!((ended_with, left), (Some(code), Vec::new()), "{name}");
    }
}

/// How a run is ended that can do nothing about it.
const CRASHES: [(&str, &[&str], &str); 5] = [
    ("kill -9", &[], "p.wait();"),
    ("abort", &[], "p.wait();"),
    ("a crash", &[], "p.wait();"),
    (
        "a file that is too large",
        &["--allow-write"],
        "let f = open(\"FILE\", \"w\"); loop { f.write(\"x\" * 100000); }",
    ),
    (
        "the hard limit of memory",
        &["--max-memory", "30M"],
        "let a = []; a.pad(20000000, 0);",
    ),
];

#[test]
fn whatever_crashes_a_run_nobody_survives_it() {
    if !Path::new("/proc/self").exists() {
        println!("skipped: without /proc nobody tells who descends from whom");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("output").display().to_string();
    for (name, flags, end) in CRASHES {
        let end = end.replace("FILE", &file);
        let mut run = Command::new("sh")
            .args(["-c", "ulimit -c 0; ulimit -f 100; exec \"$0\" \"$@\""])
            .arg(BINARY)
            .args(["run", "--allow-run"])
            .args(flags)
            .args(["-e", &family(&end)])
            .env("SANDBOX_LANG", "en")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("there is a shell");
        let mut out = BufReader::new(run.stdout.take().expect("a pipe"));
        let mut numbers = numbers_of(&mut out, name);
        let signal = match name {
            "kill -9" => Some(Signal::KILL),
            "abort" => Some(Signal::ABORT),
            "a crash" => Some(Signal::ILL),
            _ => None,
        };
        if let Some(signal) = signal {
            kill_process(Pid::from_child(&run), signal).expect("it runs");
        }
        run.wait().expect("it was started");
        let is_there = |number: &String| {
            // Who has ended but was not reaped by the system yet is gone.
            let stat = std::fs::read_to_string(format!("/proc/{number}/stat"));
            stat.is_ok_and(|stat| !stat.contains(") Z "))
        };
        for _ in 0..500 {
            numbers.retain(is_there);
            if numbers.is_empty() {
                break;
            }
            let _ = Command::new("sleep").arg("0.02").status();
        }
        assert_eq!(numbers, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_child_that_ignores_requests_is_ended_all_the_same() {
    let code = r#"let p = Popen("trap '' INT TERM HUP; echo ready; while :; do sleep 1000; done", #{shell: true, stdout: PIPE});
        p.stdout.readline();
        print(p.pid, #{flush: true});
        p.wait();"#;
    let mut run = start(&[], code);
    let mut line = String::new();
    let mut out = BufReader::new(run.stdout.take().expect("a pipe"));
    out.read_line(&mut line).expect("a number is text");
    kill_process(Pid::from_child(&run), Signal::INT).expect("it runs");
    assert_eq!(run.wait().expect("it was started").code(), Some(130));
    assert!(!Path::new("/proc").join(line.trim()).exists(), "{line}");
}

#[test]
fn a_script_without_children_ends_none() {
    // The sleeper was there before the run, as a child of the same process.
    let code = "exec \"$0\" run --allow-run -e 'call([\"true\"]); print(1);'";
    let before = Command::new("sh")
        .args([
            "-c",
            &format!("sleep 1000 >/dev/null & echo $!; {code}"),
            BINARY,
        ])
        .stderr(Stdio::null())
        .output();
    let told = String::from_utf8(before.expect("there is a shell").stdout).expect("a number");
    let (sleeper, printed) = told.split_once('\n').expect("two lines");
    assert_eq!(printed, "1\n");
    let sleeper: i32 = sleeper.parse().expect("a number");
    let sleeper = Pid::from_raw(sleeper).expect("a number of a process");
    kill_process(sleeper, Signal::KILL).expect("nobody has ended it");
}
