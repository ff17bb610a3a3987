//! What a repetition shows: how it ended, what it printed and wrote, and who lived when, as its trace tells.

use super::once::{Ended as Process, Folder};
use crate::grade::job::{Ended, Job, Line, Outcome, RunJob, ThreadFact};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// So many files that it wrote are looked at.
const MOST_FILES: usize = 256;

/// A repetition.
pub struct Seen {
    pub outcome: Outcome,
    /// Seconds by the clock on the wall.
    pub seconds: f64,
    /// A limit of time ended it.
    pub is_cut: bool,
    /// Why it ended, as its trace says it: `deadlock`, `memory-limit` …
    pub reason: String,
    /// What it said of that.
    pub said: String,
    /// Of what ended it; 0 when unknown.
    pub line: u32,
    /// Besides its main thread.
    pub threads: Vec<Thread>,
    /// Programs that were started.
    pub started: Vec<String>,
}

/// A thread of the script.
pub struct Thread {
    pub name: String,
    pub number: u64,
    pub daemon: bool,
    pub line: u32,
    /// Nanoseconds.
    pub from: u64,
    pub to: u64,
    /// `returned`, `failed`, `cut`
    pub end: String,
}

/// Read what it left behind.
///
/// # Errors
/// It left no trace: it was lost.
pub fn seen(process: &Process, folder: &Folder, job: &Job, run: &RunJob) -> Result<Seen, String> {
    let trace: Value = match serde_json::from_str(&process.trace) {
        Ok(trace) => trace,
        // It was ended from outside.
        Err(_) if process.is_flood => Value::Null,
        Err(_) => return Err(lost(process)),
    };
    let reason = match trace["verdict"]["reason"].as_str() {
        _ if process.is_flood => "output-limit",
        reason => reason.unwrap_or_default(),
    };
    let threads = threads(&trace);
    let last = threads.iter().map(|thread| thread.to).max();
    let ended = ended(reason);
    let outcome = Outcome {
        ended,
        exit: process.code.unwrap_or(-1),
        stdout: process.stdout.clone(),
        stderr: process.stderr.clone(),
        files: written(folder, job, run),
        // The clock on the wall tells outcomes apart that are the same.
        duration: 0.0,
        lines: match run.pieces {
            true => lines(&trace, &threads),
            false => Vec::new(),
        },
        threads: threads.iter().map(fact).collect(),
        companions: BTreeMap::new(),
    };
    let first = trace["verdict"]["lines"][0].as_u64().unwrap_or_default();
    let line = pointed_at(&process.stderr, &job.main).unwrap_or(first as u32);
    Ok(Seen {
        outcome,
        seconds: last.unwrap_or_default() as f64 / 1e9,
        is_cut: reason == "time-limit",
        said: said(&process.stderr),
        reason: reason.to_owned(),
        line,
        threads: threads
            .into_iter()
            .filter(|thread| thread.number > 0)
            .collect(),
        started: started(&trace),
    })
}

fn lost(process: &Process) -> String {
    let last = process
        .stderr
        .trim()
        .lines()
        .next_back()
        .unwrap_or_default();
    match process.code {
        Some(code) => format!("exit code {code}: {last}"),
        None => format!("ended by a signal: {last}"),
    }
}

fn ended(reason: &str) -> Ended {
    match reason {
        "" => Ended::Ended,
        "deadlock" => Ended::Deadlock,
        "time-limit" => Ended::Endless,
        reason if reason.ends_with("-limit") => Ended::Limit,
        _ => Ended::Error,
    }
}

/// The first line of a report, without that it is one.
fn said(stderr: &str) -> String {
    let mut lines = stderr.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    first.strip_prefix("error: ").unwrap_or(first).to_owned()
}

/// The line of the program that a report points at.
fn pointed_at(stderr: &str, main: &str) -> Option<u32> {
    let mut arrows = stderr
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("--> "));
    let place = arrows.find_map(|place| place.strip_prefix(main)?.strip_prefix(':'))?;
    place.split(':').next()?.parse().ok()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn threads(trace: &Value) -> Vec<Thread> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let number = |value: &Value| value.as_u64().unwrap_or_default();
    let thread = |value: &Value| Thread {
        name: text(&value["name"]),
        number: number(&value["id"]),
        daemon: value["daemon"] == true,
        line: number(&value["line"]) as u32,
        from: number(&value["from"]),
        to: number(&value["to"]),
        end: text(&value["end"]),
    };
    list(&trace["threads"]).map(thread).collect()
}

fn fact(thread: &Thread) -> ThreadFact {
    ThreadFact {
        name: thread.name.clone(),
        daemon: thread.daemon,
        started: true,
        ended: thread.end != "cut",
        joined: false,
    }
}

/// The pieces of standard output. When they were written is luck, and is not told.
fn lines(trace: &Value, threads: &[Thread]) -> Vec<Line> {
    let events: Vec<&Value> = list(&trace["events"]).collect();
    let line_of = |event: u64| {
        let event = events.iter().find(|row| row[0].as_u64() == Some(event));
        event.and_then(|row| row[5].as_u64()).unwrap_or_default()
    };
    let pieces = list(&trace["output"]).filter(|piece| piece[2] == "stdout");
    let piece = |piece: &Value| {
        let number = piece[1].as_u64().unwrap_or_default();
        let thread = threads.iter().find(|thread| thread.number == number);
        Line {
            text: piece[3].as_str().unwrap_or_default().to_owned(),
            thread: thread.map_or_else(String::new, |thread| thread.name.clone()),
            number: number as u32,
            line: line_of(piece[0].as_u64().unwrap_or_default()) as u32,
            time: 0.0,
        }
    };
    pieces.map(piece).collect()
}

/// What was started, as it was called.
fn started(trace: &Value) -> Vec<String> {
    let spawns = list(&trace["events"]).filter(|row| row[3] == "spawn");
    let called = spawns.filter_map(|row| row[6].as_str());
    called.map(str::to_owned).collect()
}

/// Files that were not there before, or are different now.
fn written(folder: &Folder, job: &Job, run: &RunJob) -> BTreeMap<String, String> {
    let world = folder.world();
    let is_looked_at = |bytes, found| bytes <= run.limits.memory && found < MOST_FILES;
    let mut found = BTreeMap::new();
    let mut work = vec![world.clone()];
    while let Some(folder) = work.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            // Of the entry itself, not of what a link names.
            match entry.metadata() {
                Ok(about) if about.is_dir() => work.push(path),
                Ok(about) if about.is_file() && is_looked_at(about.len(), found.len()) => {
                    take(&path, &world, job, run, &mut found);
                }
                _ => {}
            }
        }
    }
    found
}

fn take(path: &Path, world: &Path, job: &Job, run: &RunJob, found: &mut BTreeMap<String, String>) {
    let (Ok(bytes), Ok(name)) = (std::fs::read(path), path.strip_prefix(world)) else {
        return;
    };
    let name = name.to_string_lossy().into_owned();
    let script = job.scripts.get(&name).map(String::as_bytes);
    let before = script.or(run.files.get(&name).map(Vec::as_slice));
    if before != Some(&bytes[..]) {
        found.insert(name, String::from_utf8_lossy(&bytes).into_owned());
    }
}
