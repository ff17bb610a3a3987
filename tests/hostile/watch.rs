//! A process between the tests and one run: who loses their parent becomes its child, so that who is left behind can be counted. It writes
//! a line on its standard error, after the run's own, that says how the run ended.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, WaitOptions, kill_process, set_child_subreaper, wait};
use wait4::Wait4;

/// The word that makes of the tests a watcher; then the line after which the run is killed, or nothing; the file of results that interrupts it
/// when an honest submission is marked in it, or nothing; and the run's own words.
pub const WORD: &str = "__watch";

/// What it writes after the run's own messages.
pub const MARK: &str = "\u{1}ended ";

/// So much of what a run prints is handed on.
const MOST: u64 = 1 << 20;
/// Who is being killed may take so long to be gone.
const GONE: Duration = Duration::from_secs(1);
/// What interrupts a run comes no later.
const PATIENCE: Duration = Duration::from_secs(20);

pub fn watch(mut words: impl Iterator<Item = OsString>) -> ExitCode {
    set_child_subreaper(Some(rustix::process::getpid())).expect("Linux has it");
    let marker = words.next().expect("a marker").into_string().expect("text");
    let results = words.next().expect("a file, or nothing");
    let program = words.next().expect("a program");
    let began = Instant::now();
    let mut run = Command::new(program)
        .args(words)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it can be started");
    let out = run.stdout.take().expect("a pipe");
    let pid = Pid::from_child(&run);
    let reader = std::thread::spawn(move || hand_on(out, &marker, pid));
    if !results.is_empty() {
        interrupt(Path::new(&results), pid);
    }
    let ended = run.wait4().expect("it was started");
    let took = began.elapsed();
    let left = left();
    reader.join().expect("it reads to the end");
    let peak = ended.rusage.maxrss >> 20;
    let code = ended.status.code().unwrap_or(-1);
    eprintln!("\n{MARK}{code} {} {peak} {left}", took.as_secs_f64());
    ExitCode::SUCCESS
}

/// Print what the run prints, up to so much, and kill it at the marker.
fn hand_on(out: impl Read, marker: &str, run: Pid) {
    let mut out = BufReader::new(out);
    let mut told = 0;
    let mut line = Vec::new();
    loop {
        line.clear();
        match (&mut out).take(MOST).read_until(b'\n', &mut line) {
            Ok(0) | Err(_) => return,
            Ok(count) => told += count as u64,
        }
        if !marker.is_empty() && line.trim_ascii() == marker.as_bytes() {
            let _ = kill_process(run, Signal::KILL);
        }
        if told <= MOST {
            let _ = std::io::stdout().write_all(&line);
        }
    }
}

/// Do what Ctrl-C does as soon as the results speak of an honest submission.
fn interrupt(results: &Path, run: Pid) {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        let text = std::fs::read_to_string(results).unwrap_or_default();
        if text.contains("\"anna\"") {
            let _ = kill_process(run, Signal::INT);
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// How many processes the run has left behind; they are ended.
fn left() -> usize {
    let began = Instant::now();
    // Who was just killed is a child of this process until it is reaped.
    while began.elapsed() < GONE {
        match wait(WaitOptions::NOHANG) {
            Ok(None) => std::thread::sleep(Duration::from_millis(10)),
            Ok(Some(_)) => {}
            Err(_) => return 0,
        }
    }
    let mut left = 0;
    for child in children() {
        left += 1;
        let _ = kill_process(child, Signal::KILL);
    }
    left.max(1)
}

fn children() -> Vec<Pid> {
    let own = std::process::id();
    let list = std::fs::read_to_string(format!("/proc/{own}/task/{own}/children"));
    let list = list.unwrap_or_default();
    let numbers = list.split_whitespace();
    numbers
        .filter_map(|number| Pid::from_raw(number.parse().ok()?))
        .collect()
}
