//! What `--strategy exhaustive` says is proved, on generated programs of two or three threads that look at each other in every way: it knows
//! each output and each mistake that sampling meets.
//!
//! `SANDBOX_CASES=1000 cargo test --test all exhaustive_generated` asks for more of them.

use std::cell::Cell;
use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::test_runner::TestCaseError;

use crate::binary::{File, run};
use crate::generated::{cases, runner};

/// As many programs as `cargo test` has time for.
const USUAL_CASES: u32 = 60;
/// What all programs begin with.
const HEAD: &str = "let l = Lock(); let k = Lock(); let r = RLock(); let q = Queue(); let b = Queue(1); \
    let s = Semaphore(1); let z = Semaphore(0); let e = Event(); let c = Condition(); let g = Barrier(2); \
    let n = 0; let xs = []; let ts = [];";
/// What a thread can do; `ID` stands for its number.
const ACTS: [&str; 33] = [
    "n += 1;",
    "xs.push(n * 10 + ID);",
    "with l { xs.push(ID); }",
    "with l { n += 1; xs.push(n * 10 + ID); }",
    "k.acquire(); xs.push(ID); k.release();",
    "with l { with k { xs.push(ID + 100); } }",
    "with k { with l { xs.push(ID + 200); } }",
    "if l.acquire(false) { xs.push(ID); l.release(); } else { xs.push(-ID); }",
    "xs.push(if l.locked() { -ID } else { ID });",
    "try { k.release(); } catch { xs.push(-90 - ID); }",
    "with r { with r { n += 1; xs.push(ID + 80); } }",
    "q.put(ID);",
    "xs.push(q.get());",
    "try { xs.push(q.get(false)); } catch { xs.push(99); }",
    "xs.push(q.qsize() + 400);",
    "try { q.task_done(); } catch { xs.push(98); }",
    "q.join(); xs.push(ID + 300);",
    "q.shutdown();",
    "b.put(ID); xs.push(ID + 90);",
    "xs.push(b.get());",
    "s.acquire(); xs.push(ID + 20); s.release();",
    "if s.acquire(false) { xs.push(ID + 30); s.release(); }",
    "z.acquire(); xs.push(ID + 30);",
    "z.release();",
    "e.set();",
    "e.clear();",
    "e.wait(); xs.push(ID + 40);",
    "xs.push(if e.is_set() { 50 + ID } else { 60 + ID });",
    "with c { while n == 0 { c.wait(); } n -= 1; xs.push(ID + 70); }",
    "with c { n += 1; c.notify(); }",
    "with c { n += 2; c.notify_all(); }",
    "g.wait(); xs.push(ID + 500);",
    "xs.push(if ts[0].is_alive() { ID } else { 0 });",
];

/// Threads with these acts, one of which the main thread does itself after it has joined the last thread.
fn program(threads: &[Vec<usize>], last: usize) -> String {
    let act = |act: &usize, id: usize| ACTS[*act].replace("ID", &id.to_string());
    let body = |(id, acts): (usize, &Vec<usize>)| {
        let acts: Vec<String> = acts.iter().map(|it| act(it, id + 1)).collect();
        format!("Thread(|| {{ {} }})", acts.join(" "))
    };
    let threads: Vec<String> = threads.iter().enumerate().map(body).collect();
    format!(
        "{HEAD}\nts = [{}];\nfor t in ts {{ t.start(); }} ts[-1].join(); {}\nfor t in ts {{ t.join(); }} print(xs, n);",
        threads.join(",\n    "),
        act(&last, 7)
    )
}

/// The verdict, and what schedules print.
fn explored(file: &str, words: &[&str]) -> (String, BTreeSet<String>) {
    let explore = ["explore", "--time", "0", "--format", "json"];
    let told = run(&[&explore, words, &[file]].concat());
    let report: serde_json::Value = serde_json::from_str(&told.out)
        .unwrap_or_else(|error| panic!("{error}: {}{}", told.out, told.err));
    let outcomes = report["outcomes"].as_array().expect("a list").iter();
    let printed = outcomes.map(|it| it["stdout"].as_str().unwrap_or_default().to_owned());
    let verdict = report["verdict"].as_str().expect("a verdict");
    (verdict.to_owned(), printed.collect())
}

#[test]
fn what_is_proved_of_generated_programs_holds_in_every_sample() {
    let proved = Cell::new(0);
    let threads = vec(vec(0..ACTS.len(), 1..=2), 2..=3);
    let verdict = runner(cases(USUAL_CASES)).run(&(threads, 0..ACTS.len()), |(threads, last)| {
        let source = program(&threads, last);
        let file = File::new("script.rhai", &source);
        let all = explored(
            file.path(),
            &["--strategy", "exhaustive", "--schedules", "2000"],
        );
        if all.0 != "proved" {
            return Ok(());
        }
        proved.set(proved.get() + 1);
        let sampled = explored(
            file.path(),
            &["--strategy", "random", "--schedules", "300", "--seed", "1"],
        );
        let missing: Vec<_> = sampled.1.difference(&all.1).collect();
        match sampled.0 == "none" && missing.is_empty() {
            true => Ok(()),
            false => Err(TestCaseError::fail(format!(
                "sampling says {}, and prints {missing:?} besides {:?}:\n{source}",
                sampled.0, all.1
            ))),
        }
    });
    if let Err(story) = verdict {
        panic!("{story}");
    }
    let proved = proved.get();
    assert!(proved > USUAL_CASES / 4, "only {proved} were proved");
}
