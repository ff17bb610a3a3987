//! The parent: starts workers, listens to them, and reports the program that one of them panicked, died or fell silent at.

use std::io::{BufRead, BufReader, Result};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::Options;
use crate::sandbox_fuzz::series::Series;
use crate::worker::{EXHAUSTED, MARK};

/// What a worker's run came to.
enum End {
    /// The time was over, at this number.
    Done(u64),
    /// This program met the memory limit in one piece, as it should.
    Exhausted(u64),
    /// This program ended the process or the parent's patience.
    Lost(u64, String),
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long to look for findings is a matter of the machine's own time"
)]
pub fn watch(source: &Series, options: &Options) -> ExitCode {
    let end = Instant::now() + Duration::from_secs_f64(options.minutes * 60.0);
    let (mut first, mut findings) = (0, 0);
    loop {
        let left = end.saturating_duration_since(Instant::now());
        match listen(source, options, first, left, &mut findings) {
            Ok(End::Done(number)) => {
                println!(
                    "{number} programs of seed {}: {findings} findings",
                    options.seed
                );
                return if findings == 0 {
                    ExitCode::SUCCESS
                } else {
                    ExitCode::FAILURE
                };
            }
            Ok(End::Exhausted(number)) => first = number + 1,
            Ok(End::Lost(number, reason)) => {
                findings += 1;
                report(source, options, number, &reason);
                first = number + 1;
            }
            Err(error) => {
                eprintln!("error: no worker can be started: {error}");
                return ExitCode::from(2);
            }
        }
    }
}

/// Run a worker from this number on, until its time is over or it is lost.
fn listen(
    source: &Series,
    options: &Options,
    first: u64,
    left: Duration,
    findings: &mut u64,
) -> Result<End> {
    let mut worker = start(options, first, left)?;
    let lines = lines_of(&mut worker);
    let patience = Duration::from_secs_f64(options.hang_seconds);
    let mut number = first;
    loop {
        match lines.recv_timeout(patience) {
            Ok(line) => match line.strip_prefix("finding ") {
                Some(finding) => {
                    *findings += 1;
                    report(source, options, number, finding);
                }
                None => number = line.parse().unwrap_or(number),
            },
            Err(RecvTimeoutError::Timeout) => {
                worker.kill()?;
                worker.wait()?;
                return Ok(End::Lost(
                    number,
                    format!("hangs for more than {} s", options.hang_seconds),
                ));
            }
            Err(RecvTimeoutError::Disconnected) => {
                let status = worker.wait()?;
                let is_done = status.success();
                return Ok(if is_done {
                    End::Done(number)
                } else if status.code() == Some(EXHAUSTED) {
                    End::Exhausted(number)
                } else {
                    End::Lost(number, status.to_string())
                });
            }
        }
    }
}

fn start(options: &Options, first: u64, left: Duration) -> Result<Child> {
    let mut command = Command::new(std::env::current_exe()?);
    if let Some(recipe) = &options.recipe {
        command.args(["--recipe", recipe]);
    }
    command
        .arg((left.as_secs_f64() / 60.0).to_string())
        .args([
            "--seed",
            &options.seed.to_string(),
            "--work-from",
            &first.to_string(),
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
}

/// What the worker says, without what its scripts write to stderr.
#[expect(
    clippy::disallowed_methods,
    reason = "the parent runs no script: it has no runtime to start threads"
)]
fn lines_of(worker: &mut Child) -> Receiver<String> {
    let stderr = worker
        .stderr
        .take()
        .expect("stderr was asked for as a pipe");
    let (to, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stderr).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            let said = line
                .find(MARK)
                .map(|start| line[start + MARK.len()..].to_owned());
            if said.is_some_and(|said| to.send(said).is_err()) {
                break;
            }
        }
    });
    lines
}

fn report(source: &Series, options: &Options, number: u64, reason: &str) {
    println!("==== {reason}");
    println!(
        "---- again: cargo run --example fuzz_minutes -- --seed {}{} --only {number}",
        options.seed,
        (options.recipe.as_ref()).map_or(String::new(), |recipe| format!(" --recipe {recipe}")),
    );
    println!("{}\n", source.case(number));
}
