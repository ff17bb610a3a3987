//! `sandbox explore --strategy exhaustive` leaves out no schedule that makes a difference: it knows every output that sampling finds, on
//! programs that print what depends on the order.

use std::collections::BTreeSet;

use crate::binary::{File, run};

const PROGRAMS: [(&str, &str); 14] = [
    (
        "two lines",
        "let a = Thread(|| print(1)); let b = Thread(|| print(2)); a.start(); b.start(); a.join(); b.join();",
    ),
    (
        "two updates",
        "let n = 0; fn f() { n += 1; } let a = Thread(f); let b = Thread(f); a.start(); b.start(); a.join(); b.join(); print(n);",
    ),
    (
        "three updates",
        "let n = 0; fn f() { n += 1; } let ts = list[Thread(f) for i in 0..3]; for t in ts { t.start(); } for t in ts { t.join(); } print(n);",
    ),
    (
        "two by two",
        "let n = 0; fn f() { n += 1; n += 1; } let a = Thread(f); let b = Thread(f); a.start(); b.start(); a.join(); b.join(); print(n);",
    ),
    (
        "locked log",
        "let xs = []; let l = Lock(); fn f(i) { with l { xs.push(i); } } let ts = list[Thread(f, [i]) for i in 0..3]; for t in ts { t.start(); } for t in ts { t.join(); } print(xs);",
    ),
    (
        "queue",
        "let q = Queue(); fn f(i) { q.put(i); q.put(i + 10); } let ts = list[Thread(f, [i]) for i in 0..2]; for t in ts { t.start(); } print(q.get(), q.get(), q.get(), q.get());",
    ),
    (
        "full queue",
        "let q = Queue(1); let xs = []; fn f(i) { q.put(i); xs.push(i); } let ts = list[Thread(f, [i]) for i in 0..2]; for t in ts { t.start(); } print(q.get(), xs.len(), q.get()); for t in ts { t.join(); } print(xs);",
    ),
    (
        "condition",
        "let c = Condition(); let ready = 0; let xs = []; fn w(i) { with c { while ready == 0 { c.wait(); } ready -= 1; xs.push(i); } } fn s() { with c { ready += 2; c.notify_all(); } } let ts = [Thread(w, [1]), Thread(w, [2]), Thread(s)]; for t in ts { t.start(); } for t in ts { t.join(); } print(xs);",
    ),
    (
        "tried lock",
        "let l = Lock(); let xs = []; fn f(i) { if l.acquire(false) { xs.push(i); l.release(); } } let ts = list[Thread(f, [i]) for i in 0..2]; for t in ts { t.start(); } for t in ts { t.join(); } print(xs);",
    ),
    (
        "flag",
        "let ready = false; let data = 0; let t = Thread(|| { data = 1; ready = true; data = 2; }); t.start(); while !ready { } print(data); t.join();",
    ),
    (
        "alive",
        "let t = Thread(|| ()); t.start(); print(t.is_alive()); t.join(); print(t.is_alive());",
    ),
    (
        "last step of a thread that is looked at",
        "let xs = []; let t = Thread(|| xs.push(1)); let u = Thread(|| xs.push(if t.is_alive() { 2 } else { 3 })); t.start(); u.start(); t.join(); u.join(); print(xs);",
    ),
    (
        "semaphore",
        "let s = Semaphore(1); let xs = []; fn f(i) { s.acquire(); xs.push(i); s.release(); xs.push(-i); } let ts = [Thread(f, [1]), Thread(f, [2])]; for t in ts { t.start(); } for t in ts { t.join(); } print(xs);",
    ),
    (
        "attribute",
        "class C { init() { this.n = 0; } f() { this.n += 1; } } let c = C(); let a = Thread(|| c.f()); let b = Thread(|| c.f()); a.start(); b.start(); print(c.n); a.join(); b.join(); print(c.n);",
    ),
];

/// What schedules print, and the verdict.
fn explored(file: &str, words: &[&str]) -> (BTreeSet<String>, String) {
    let told = run(&[
        &["explore", "--time", "0", "--format", "json"],
        words,
        &[file],
    ]
    .concat());
    let report: serde_json::Value = serde_json::from_str(&told.out).expect("it is JSON");
    let outcomes = report["outcomes"].as_array().expect("a list").iter();
    let printed =
        outcomes.map(|outcome| outcome["stdout"].as_str().unwrap_or_default().to_string());
    (printed.collect(), report["verdict"].to_string())
}

#[test]
fn every_output_that_sampling_finds_is_known() {
    for (name, script) in PROGRAMS {
        let file = File::new("script.rhai", script);
        let (all, verdict) = explored(file.path(), &["--strategy", "exhaustive"]);
        assert_eq!(verdict, "\"proved\"", "{name}");
        for seed in ["1", "2"] {
            let (some, _) = explored(file.path(), &["--schedules", "1000", "--seed", seed]);
            let missing: Vec<_> = some.difference(&all).collect();
            assert!(missing.is_empty(), "{name}: {all:?} lacks {missing:?}");
        }
    }
}

#[test]
fn waiting_by_looking_is_told_from_looking_for_ever() {
    let peterson = include_str!("../checking/peterson_right.rhai");
    let file = File::new("peterson.rhai", peterson);
    let told = run(&["explore", "--strategy", "exhaustive", file.path()]);
    assert!(
        told.out.starts_with("no bug in all schedules"),
        "{}",
        told.out
    );
    let endless = include_str!("../checking/both_want_for_ever.rhai");
    let file = File::new("endless.rhai", endless);
    let told = run(&["explore", "--strategy", "exhaustive", file.path()]);
    assert!(told.out.contains("never ends at "), "{}", told.out);
}

/// Two ways to write one access have the same schedules.
#[test]
fn asking_with_in_is_the_access_that_contains_is() {
    let proved = |asks: &str| {
        let code = format!(
            "let m = #{{}}; fn make() {{ if !({asks}) {{ m.a = 1; }} }}
             let a = Thread(make); let b = Thread(make); a.start(); b.start(); a.join(); b.join();"
        );
        let file = File::new("asks.rhai", &code);
        let ended = run(&["explore", "--strategy", "exhaustive", file.path()]);
        assert_eq!(ended.code, Some(0), "{}", ended.err);
        ended.out
    };
    let by_name = proved("m.contains(\"a\")");
    assert!(by_name.contains("proved in"), "{by_name}");
    assert_eq!(proved("\"a\" in m"), by_name);
}
