//! Schedules per second of `sandbox explore` on one core, for threads that each add to a counter under a lock. `cargo bench --bench
//! schedules`.
//!
//! The goals are those of shuttle's class: its coroutines switch in well under a microsecond, but it runs compiled Rust. Loom runs 10 to 19
//! thousand a second, Python's tools 57 to 165. What the start of the program takes is subtracted: a run of few schedules from one of many.

#![expect(
    clippy::disallowed_methods,
    reason = "schedules per second, on the machine's clock"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Threads, increments of each, schedules, the goal per second.
const ROWS: [(u32, u32, u32, f64); 3] = [
    (2, 1, 20_000, 60_000.0),
    (3, 5, 10_000, 30_000.0),
    (5, 20, 4_000, 8_000.0),
];
const TURNS: usize = 5;
/// So few schedules take as good as no time.
const FEW: u32 = 64;

fn main() {
    println!(
        "{:<34} {:>14} {:>10} {:>6}",
        "locked increments, random", "schedules/s", "goal", "ratio"
    );
    for (threads, times, schedules, goal) in ROWS {
        let folder = tempfile::tempdir().expect("the machine has room for a script");
        let script = folder.path().join("increments.rhai");
        fs::write(&script, program(threads, times)).expect("the script can be written");
        let mut rates: Vec<f64> = (0..TURNS)
            .map(|_| {
                let all = explored(&script, schedules) - explored(&script, FEW);
                f64::from(schedules - FEW) / all.as_secs_f64()
            })
            .collect();
        rates.sort_by(f64::total_cmp);
        let rate = rates[TURNS / 2];
        let name = format!("{threads} threads, {times} each");
        println!("{name:<34} {rate:>14.0} {goal:>10.0} {:>6.2}", rate / goal);
    }
}

fn program(threads: u32, times: u32) -> String {
    format!(
        "let count = 0;
let lock = Lock();
fn add() {{ for i in 0..{times} {{ with lock {{ count += 1; }} }} }}
let threads = list[Thread(add) for i in 0..{threads}];
for t in threads {{ t.start(); }}
for t in threads {{ t.join(); }}
assert(count == {});
",
        threads * times
    )
}

/// How long so many schedules take.
fn explored(script: &Path, schedules: u32) -> Duration {
    let begin = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_sandbox"))
        .args([
            "explore",
            "--strategy",
            "random",
            "--jobs",
            "1",
            "--time",
            "0",
        ])
        .args(["--schedules", &schedules.to_string()])
        .arg(script)
        .stdout(Stdio::null())
        .status()
        .expect("the program can be started");
    assert!(status.success(), "the program is right in every schedule");
    begin.elapsed()
}
