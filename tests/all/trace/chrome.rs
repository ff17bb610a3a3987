//! The trace event format, checked by rules of our own: types, spans that nest, arrows that go forward and lie within spans.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::{list, number, read, word};
use crate::binary::{File, package, sandbox_in, search_path};

/// What is wrong with a trace.
fn faults(trace: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let mut spans: BTreeMap<u64, Vec<(f64, f64)>> = BTreeMap::new();
    let mut arrows: HashMap<u64, Vec<&Value>> = HashMap::new();
    for event in list(trace, "traceEvents") {
        let is_number = |name: &str| event[name].is_number();
        let typed = event["name"].is_string()
            && event["pid"].is_u64()
            && event["tid"].is_u64()
            && is_number("ts")
            && event["ts"].as_f64() >= Some(0.0);
        let fits = typed
            && match word(&event["ph"]) {
                "M" => event["args"].is_object(),
                "X" => {
                    is_number("dur")
                        && event["dur"].as_f64() >= Some(0.0)
                        && event["cat"].is_string()
                }
                "s" => event["id"].is_u64() && event["cat"].is_string(),
                "f" => event["id"].is_u64() && event["cat"].is_string() && event["bp"] == "e",
                "C" => event["args"]
                    .as_object()
                    .is_some_and(|args| args.values().all(Value::is_number)),
                "i" => ["t", "p", "g"].contains(&word(&event["s"])),
                _ => false,
            };
        if !fits {
            faults.push(format!("not as it should be: {event}"));
            continue;
        }
        let ts = event["ts"].as_f64().expect("a number");
        match word(&event["ph"]) {
            "X" => {
                let end = ts + event["dur"].as_f64().expect("a number");
                spans
                    .entry(number(&event["tid"]))
                    .or_default()
                    .push((ts, end));
            }
            "s" | "f" => arrows.entry(number(&event["id"])).or_default().push(event),
            _ => {}
        }
    }
    // What is lost of a number when it is written.
    const NOISE: f64 = 0.002;
    for (thread, spans) in &mut spans {
        spans.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
        let mut open: Vec<(f64, f64)> = Vec::new();
        for span in spans.iter() {
            open.retain(|outer| outer.1 > span.0 + NOISE);
            if open.iter().any(|outer| span.1 > outer.1 + NOISE) {
                faults.push(format!("{span:?} of {thread} does not nest in {open:?}"));
            }
            open.push(*span);
        }
    }
    for (id, ends) in &arrows {
        let [start, end] = ends[..] else {
            faults.push(format!("arrow {id} has {} ends", ends.len()));
            continue;
        };
        if start["ph"] != "s" || end["ph"] != "f" || start["ts"].as_f64() > end["ts"].as_f64() {
            faults.push(format!("arrow {id} goes back: {start} {end}"));
        }
        for end in [start, end] {
            let ts = end["ts"].as_f64().expect("a number");
            let own = spans.get(&number(&end["tid"]));
            let within = |span: &(f64, f64)| span.0 <= ts + NOISE && ts <= span.1 + NOISE;
            if !own.is_some_and(|own| own.iter().any(within)) {
                faults.push(format!("an end of arrow {id} lies in no span: {end}"));
            }
        }
    }
    faults
}

fn chrome(flags: &[&str], script: &[&str]) -> Value {
    let file = File::new("chrome.json", "");
    let mut command = sandbox_in(package());
    command
        .args(["run", "--max-time", "60", "--trace-format", "chrome"])
        .args(flags);
    command.args(["--trace", file.path()]);
    read(command.args(script), file.path()).trace
}

#[test]
fn it_is_what_perfetto_opens() {
    let scripts: [&[&str]; 8] = [
        &["scripts/ping_pong_cond.rhai", "3"],
        &["scripts/producteur_consommateur.rhai", "3", "2"],
        &["scripts/philosophes.rhai", "3"],
        &["scripts/barriere.rhai", "3"],
        &["scripts/incremente.rhai", "10"],
        &["tests/checking/bank_transfer_crossed.rhai"],
        &["tests/checking/rlock_taken_twice.rhai"],
        &["tests/checking/lock_taken_twice.rhai"],
    ];
    for script in scripts {
        for flags in [
            &[][..],
            &["--seed", "1"],
            &["--seed", "1", "--trace-axis", "steps"],
        ] {
            let trace = chrome(flags, script);
            let wrong = faults(&trace);
            assert!(wrong.is_empty(), "{script:?} {flags:?}: {wrong:#?}");
            let has = |phase: &str| {
                list(&trace, "traceEvents")
                    .iter()
                    .any(|event| event["ph"] == phase)
            };
            assert!(has("M") && has("X"), "{script:?}");
        }
    }
}

#[test]
fn its_arrows_counters_and_locks_are_there() {
    let trace = chrome(
        &["--seed", "1"],
        &["scripts/producteur_consommateur.rhai", "3", "2"],
    );
    let events = list(&trace, "traceEvents");
    let count = |phase: &str| events.iter().filter(|event| event["ph"] == phase).count();
    assert!(count("s") > 5 && count("s") == count("f"), "{}", count("s"));
    assert!(count("C") > 5 && count("i") > 5);
    assert_eq!(trace["otherData"]["seed"], 1);
    let trace = chrome(&["--seed", "1"], &["scripts/incremente.rhai", "10"]);
    let held = list(&trace, "traceEvents")
        .iter()
        .filter(|event| event["cat"] == "held");
    let held: Vec<&Value> = held.collect();
    assert_eq!(held.len(), 20);
    assert!(held.iter().all(|event| number(&event["tid"]) >= 10_000));
}

#[test]
fn the_rules_find_what_is_wrong() {
    let wrong = serde_json::json!({"traceEvents": [
        {"ph": "X", "name": "a", "cat": "c", "pid": 1, "tid": 0, "ts": 0, "dur": 5, "args": {}},
        {"ph": "X", "name": "b", "cat": "c", "pid": 1, "tid": 0, "ts": 3, "dur": 5, "args": {}},
        {"ph": "s", "name": "x", "cat": "c", "pid": 1, "tid": 0, "ts": 4, "id": 1},
        {"ph": "f", "bp": "e", "name": "x", "cat": "c", "pid": 1, "tid": 1, "ts": 2, "id": 1},
        {"ph": "i", "s": "x", "name": "z", "pid": 1, "tid": 0, "ts": 2},
    ]});
    assert_eq!(faults(&wrong).len(), 4, "{:#?}", faults(&wrong));
}

/// From the start of a child to the moment in which its thread knows of its end, in microseconds: one child for each thread, or all for one.
fn children(trace: &Value) -> Vec<(f64, f64)> {
    let mut started: BTreeMap<u64, f64> = BTreeMap::new();
    let mut children = Vec::new();
    for event in list(trace, "traceEvents") {
        let ts = event["ts"].as_f64().expect("a number");
        match event["name"].as_str() {
            Some("spawn") => drop(started.insert(number(&event["tid"]), ts)),
            Some("exit-child") => {
                let start = started.remove(&number(&event["tid"]));
                children.push((start.expect("it was started"), ts));
            }
            _ => {}
        }
    }
    children
}

/// How many pairs of them overlap.
fn overlaps(spans: &[(f64, f64)]) -> usize {
    let pairs = (0..spans.len()).flat_map(|a| (a + 1..spans.len()).map(move |b| (a, b)));
    pairs
        .filter(|(a, b)| spans[*a].0 < spans[*b].1 && spans[*b].0 < spans[*a].1)
        .count()
}

#[test]
fn the_children_of_threads_overlap_and_those_of_a_loop_do_not() {
    let traced = |script: &str, together: &str| {
        let folder = tempfile::tempdir().expect("the folder for temporary files can be written");
        let gate = folder.path().join("gate");
        let made = std::process::Command::new("mkfifo").arg(&gate).status();
        assert!(
            made.is_ok_and(|status| status.success()),
            "there is `mkfifo`"
        );
        let _gate = std::fs::OpenOptions::new()
            .read(true)
            .write(true)
            .open(&gate);
        let path = folder.path().join("trace.json");
        let path = path.to_str().expect("the path is text");
        let (ours, others) = (package().join("tests/programs"), search_path());
        let folders = std::iter::once(ours).chain(std::env::split_paths(&others));
        let mut command = sandbox_in(package());
        command
            .args([
                "run",
                "--max-time",
                "60",
                "--allow-run=ping",
                "--allow-env=FAKE_PING_*",
            ])
            .args(["--trace", path, "--trace-format", "chrome"])
            .args([script, "google.fr", "localhost", "taratata"])
            .env(
                "PATH",
                std::env::join_paths(folders).expect("no colon in the package's path"),
            )
            .env("FAKE_PING_FOLDER", folder.path());
        if together != "1" {
            command.env("FAKE_PING_TOGETHER", together);
        }
        read(&mut command, path).trace
    };
    let threads = traced("scripts/threaded_ping.rhai", "3");
    let one_by_one = traced("scripts/no_thread_ping_call.rhai", "1");
    for trace in [&threads, &one_by_one] {
        assert!(faults(trace).is_empty(), "{:#?}", faults(trace));
    }
    let (threads, one_by_one) = (children(&threads), children(&one_by_one));
    assert_eq!((threads.len(), overlaps(&threads)), (3, 3), "{threads:?}");
    assert_eq!(
        (one_by_one.len(), overlaps(&one_by_one)),
        (3, 0),
        "{one_by_one:?}"
    );
}
