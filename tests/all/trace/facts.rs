//! What holds of every trace, whatever the script: asked of the events again, with rules of its own.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use super::schema::faults;
use super::{Traced, list, number, traced, word, written};

/// Scripts with their arguments; those of `tests/checking` with their mistakes.
const SCRIPTS: [&[&str]; 24] = [
    &["scripts/ping_pong.rhai", "3"],
    &["scripts/ping_pong_cond.rhai", "3"],
    &["scripts/ping_pong_sem.rhai", "3"],
    &["scripts/producteur_consommateur.rhai", "3", "2"],
    &["scripts/philosophes.rhai", "3"],
    &["scripts/barbier.rhai", "3", "2"],
    &["scripts/lecteurs_redacteurs.rhai", "2", "1"],
    &["scripts/barriere.rhai", "3"],
    &["scripts/incremente.rhai", "20"],
    &["scripts/incremente_sans_verrou.rhai", "20"],
    &["scripts/incremente_with.rhai", "20"],
    &["scripts/daemon_vs_non_daemon.rhai"],
    &["scripts/listes_en_comprehension.rhai"],
    &["tests/checking/bank_transfer_crossed.rhai"],
    &["tests/checking/circular_buffer_with_lock.rhai"],
    &["tests/checking/event_never_set.rhai"],
    &["tests/checking/join_each_other.rhai"],
    &["tests/checking/queue_one_end_mark_for_two.rhai"],
    &["tests/checking/queue_with_end_mark.rhai"],
    &["tests/checking/rendezvous_right.rhai"],
    &["tests/checking/rlock_taken_twice.rhai"],
    &["tests/checking/released_by_another.rhai"],
    &["tests/checking/semaphore_right.rhai"],
    &["tests/checking/turnstile_right.rhai"],
];

/// Ways to run a script: real threads, and two seeds.
const WAYS: [&[&str]; 3] = [&[], &["--seed", "1"], &["--seed", "2"]];

struct Event<'t> {
    time: u64,
    thread: u64,
    kind: &'t str,
    object: Option<u64>,
    value: &'t Value,
    cause: Option<u64>,
}

fn events(trace: &Value) -> Vec<Event<'_>> {
    let events = list(trace, "events").iter().enumerate();
    events
        .map(|(place, event)| {
            assert_eq!(number(&event[0]), place as u64, "{event}");
            Event {
                time: number(&event[1]),
                thread: number(&event[2]),
                kind: word(&event[3]),
                object: event[4].as_u64(),
                value: &event[6],
                cause: event[7].as_u64(),
            }
        })
        .collect()
}

fn kind_of_object(trace: &Value, object: u64) -> &str {
    word(&list(trace, "objects")[object as usize]["kind"])
}

/// What may stand for a wait: by its object, or by what it was asked for.
fn state(trace: &Value, wait: &Event, asked: &str) -> &'static [&'static str] {
    match wait.object.map(|object| kind_of_object(trace, object)) {
        Some("lock" | "rlock") => &["lock"],
        Some("queue" | "lifoqueue" | "priorityqueue" | "simplequeue") => &["queue"],
        Some("condition") => &["condition"],
        Some("semaphore" | "boundedsemaphore") => &["semaphore"],
        Some("barrier") => &["barrier"],
        Some("event") => &["event"],
        Some(other) => panic!("nobody waits for {other}"),
        None if wait.value.is_u64() => &["join"],
        None if asked == "sleep" => &["sleep"],
        None => &["child", "input", "socket", "file"],
    }
}

/// The spans of a thread, computed from the events again.
fn spans(trace: &Value, events: &[Event], thread: u64) -> Vec<(Vec<u64>, Vec<&'static str>)> {
    let controlled = trace["run"]["runtime"] == "controlled";
    let own: Vec<usize> = (0..events.len())
        .filter(|at| events[*at].thread == thread)
        .collect();
    let mut spans = Vec::new();
    let mut first = own[0];
    let span = |first: usize, last: usize, states: &[&'static str]| {
        let (from, to) = (events[first].time, events[last].time);
        (
            vec![thread, from, to, first as u64, last as u64],
            states.to_vec(),
        )
    };
    for pair in own.windows(2) {
        let (at, next) = (pair[0], pair[1]);
        if events[at].kind == "wait" {
            let before = own[..own.iter().position(|own| *own == at).expect("one of them")].last();
            let asked = before.map_or("", |before| events[*before].kind);
            spans.push(span(first, at, &["run"]));
            spans.push(span(at, next, state(trace, &events[at], asked)));
            first = next;
        } else if controlled && next > at + 1 {
            spans.push(span(first, at, &["run"]));
            spans.push(span(at, next, &["ready"]));
            first = next;
        }
    }
    let last = *own.last().expect("it did something");
    if events[last].kind == "wait" {
        spans.push(span(first, last, &["run"]));
        spans.push(span(last, last, &[]));
    } else {
        spans.push(span(first, last, &["run"]));
    }
    spans
}

/// May an event of this kind have one of that kind as its cause?
fn fits(kind: &str, cause: &str) -> bool {
    match kind {
        "begin" => cause == "start",
        // A wait for a condition lets its lock go.
        "acquire" => ["release", "try", "wake"].contains(&cause),
        "get" => cause == "put",
        "put" => cause == "get",
        "join" => cause == "end",
        // Of a condition, an event, the last task of a queue, a queue or a barrier that is no more; of a lock that another took meanwhile.
        "wake" => ["notify", "set", "task_done", "shutdown", "release", "try"].contains(&cause),
        "leave" => cause == "arrive",
        _ => false,
    }
}

fn check(script: &[&str], flags: &[&str], traced: &Traced) {
    let Traced { ended, trace, .. } = traced;
    let who = format!("{script:?} {flags:?}\n{}", ended.err);
    let schema: Value = serde_json::from_str(include_str!("../../../data/schemas/trace.v1.json"))
        .expect("a schema");
    let wrong = faults(&schema, trace);
    assert!(wrong.is_empty(), "{who}{wrong:#?}");
    let events = events(trace);
    assert_eq!(trace["dropped"], 0);
    assert!(events.is_sorted_by_key(|event| event.time), "{who}");
    for (at, event) in events.iter().enumerate() {
        let Some(cause) = event.cause else {
            let needs_one = ["begin", "join", "leave"].contains(&event.kind) && event.thread != 0;
            assert!(!needs_one, "{who}event {at} has no cause");
            continue;
        };
        assert!(
            (cause as usize) < at,
            "{who}event {at} comes before its cause {cause}"
        );
        let by = &events[cause as usize];
        assert_ne!(by.thread, event.thread, "{who}event {at}");
        assert!(
            fits(event.kind, by.kind),
            "{who}event {at}: {} of {}",
            event.kind,
            by.kind
        );
    }
    let mut given: BTreeMap<u64, Vec<&Value>> = BTreeMap::new();
    for span in list(trace, "spans") {
        given.entry(number(&span[0])).or_default().push(span);
    }
    for thread in list(trace, "threads") {
        let id = number(&thread["id"]);
        let computed = spans(trace, &events, id);
        let given = &given[&id];
        assert_eq!(computed.len(), given.len(), "{who}thread {id}: {given:#?}");
        let mut life = 0;
        for (place, ((numbers, states), span)) in computed.iter().zip(given).enumerate() {
            let is_last_of_left = states.is_empty() && place + 1 == given.len();
            let same: Vec<u64> = (0..5).map(|column| number(&span[column])).collect();
            life += same[2] - same[1];
            if is_last_of_left {
                continue;
            }
            let is_last = place + 1 == given.len() && thread["end"] == "cut";
            if !is_last {
                assert_eq!(numbers, &same, "{who}thread {id}");
            }
            assert!(
                states.contains(&word(&span[5])),
                "{who}{span} is none of {states:?}"
            );
        }
        assert_eq!(
            life,
            number(&thread["to"]) - number(&thread["from"]),
            "{who}thread {id}"
        );
    }
    let of = |stream: &str| -> String {
        let pieces = list(trace, "output")
            .iter()
            .filter(|piece| piece[2] == stream);
        pieces.map(|piece| word(&piece[3])).collect()
    };
    assert_eq!(of("stdout"), ended.out, "{who}");
    for piece in list(trace, "output") {
        let event = &events[number(&piece[0]) as usize];
        assert_eq!(
            (event.kind, event.value, event.thread),
            ("output", &piece[3], number(&piece[1]))
        );
    }
    assert_eq!(trace["verdict"]["exit"], json!(ended.code), "{who}");
}

#[test]
fn every_trace_agrees_with_itself_and_with_the_run() {
    for script in SCRIPTS {
        for flags in WAYS {
            let flags = [flags, &["--max-time", "60"]].concat();
            check(script, &flags, &traced(&flags, script));
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    for script in [SCRIPTS[0], SCRIPTS[3], SCRIPTS[13], SCRIPTS[20]] {
        let first = traced(&["--seed", "5"], script).text;
        for _ in 0..3 {
            assert!(traced(&["--seed", "5"], script).text == first, "{script:?}");
        }
    }
}

#[test]
fn tracing_does_not_change_a_controlled_run() {
    use crate::binary::{Run, package, sandbox_in};
    for script in &SCRIPTS[..8] {
        let mut plain = sandbox_in(package());
        let plain = plain.args(["run", "--seed", "7"]).args(*script).ended();
        let with = traced(&["--seed", "7"], script).ended;
        assert_eq!(
            (plain.code, plain.out, plain.err),
            (with.code, with.out, with.err)
        );
    }
}

#[test]
fn a_counterexample_is_traced_with_its_schedule() {
    let script = ["tests/checking/account_without_lock.rhai"];
    let found = written("explore", &[], &script);
    let trace = &found.trace;
    assert_eq!(found.ended.code, Some(1), "{}", found.ended.err);
    assert_eq!(trace["verdict"]["status"], "fail");
    let schedule = word(&trace["run"]["schedule"]);
    assert!(
        found.ended.out.contains(&format!("--schedule {schedule} ")),
        "{}",
        found.ended.out
    );
    let replayed = traced(&["--schedule", schedule], &script);
    let kinds = |trace: &Value| -> Vec<String> {
        list(trace, "events")
            .iter()
            .map(|event| event[3].to_string())
            .collect()
    };
    assert_eq!(kinds(trace), kinds(&replayed.trace));
    assert!(replayed.ended.code == Some(1));
}

#[test]
fn the_deadlocked_threads_and_their_lines_are_told() {
    let script = ["tests/checking/bank_transfer_crossed.rhai"];
    let stuck = written("explore", &[], &script).trace;
    let waits = stuck["verdict"]["events"].as_array().expect("a list");
    assert!(waits.len() >= 2, "{}", stuck["verdict"]);
    for wait in waits {
        let event = &list(&stuck, "events")[number(wait) as usize];
        assert_eq!(event[3], "wait");
    }
}

#[test]
fn values_of_variables_are_there_under_a_seed() {
    let file = crate::binary::File::new(
        "n.rhai",
        "let n = 1; fn f() { n += 4; } let t = Thread(f); t.start(); t.join();",
    );
    let trace = traced(&["--seed", "1"], &[file.path()]).trace;
    let names: HashMap<u64, &Value> = (list(&trace, "objects").iter())
        .map(|object| (number(&object["id"]), &object["name"]))
        .collect();
    let of_n: Vec<(&str, &Value)> = (events(&trace).iter())
        .filter(|event| event.object.is_some_and(|object| names[&object] == "n"))
        .map(|event| (event.kind, event.value))
        .collect();
    assert_eq!(
        of_n,
        [
            ("write", &json!("1")),
            ("read", &json!("1")),
            ("write", &json!("5"))
        ]
    );
}
