//! What two schedules of their own tell of a program: how much of it can be done at once, and which of its loops wait by looking.

use sandbox::explore::{Ending, IdleLoop};
use sandbox::runtime::Stacks;

use crate::binary::{File, run};
use crate::explore::subject;

fn parallelism(text: &str) -> f64 {
    let (trial, work) = subject(text).run_balanced(&Stacks::default());
    let again = subject(text).run_balanced(&Stacks::default());
    assert_eq!(work, again.1, "the same everywhere");
    assert_eq!(trial.outcome.ending, Ending::Ended(0), "{text}");
    assert!(work.total >= work.span && work.span > 0, "{work:?}");
    work.parallelism()
}

/// Two threads that count for themselves, with these lines before and after the loop.
fn two(threads: usize, before: &str, after: &str) -> String {
    format!(
        "let lock = Lock(); let done = Queue();
fn f() {{ {before} let n = 0; for i in 0..20000 {{ n += i; }} {after} done.put(n); }}
let ts = list[Thread(f) for i in 0..{threads}];
for t in ts {{ t.start(); }}
for t in ts {{ t.join(); }}
print(done.qsize());"
    )
}

#[test]
fn threads_that_share_nothing_keep_as_many_processors_busy() {
    let free = parallelism(&two(2, "", ""));
    assert!((1.97..=2.0).contains(&free), "{free}");
    let five = parallelism(&two(5, "", ""));
    assert!((4.8..=5.0).contains(&five), "{five}");
}

#[test]
fn a_lock_around_the_loop_makes_it_one_after_the_other() {
    let locked = parallelism(&two(2, "lock.acquire();", "lock.release();"));
    assert!((1.0..1.01).contains(&locked), "{locked}");
    // With the semaphore, two of four at a time.
    let halved = two(4, "gate.acquire();", "gate.release();");
    let halved = parallelism(&format!("let gate = Semaphore(2); {halved}"));
    assert!((1.95..2.05).contains(&halved), "{halved}");
    let joined = "fn f() { let n = 0; for i in 0..20000 { n += i; } }
for i in 0..3 { let t = Thread(f); t.start(); t.join(); }";
    let joined = parallelism(joined);
    assert!((1.0..1.01).contains(&joined), "{joined}");
}

#[test]
fn small_pieces_of_a_queue_are_shared_out() {
    let pieces = "let work = Queue();
for i in 0..40 { work.put(i); }
fn f() { while true { try { work.get(false); } catch { return; } let n = 0; for i in 0..500 { n += i; } } }
let a = Thread(f); let b = Thread(f);
a.start(); b.start(); a.join(); b.join();";
    let shared = parallelism(pieces);
    assert!((1.9..=2.0).contains(&shared), "{shared}");
}

fn idle(text: &str) -> Vec<IdleLoop> {
    subject(text).idle_loops(&Stacks::default())
}

#[test]
fn loops_that_only_look_are_told_with_their_line_and_what_they_look_at() {
    let spins = [
        "let ready = false;
fn f() { ready = true; }
let t = Thread(f); t.start();
while !ready { }
t.join();",
        "let ready = false; let lock = Lock();
fn f() { with lock { ready = true; } }
let t = Thread(f); t.start();
while true { with lock { if ready { break; } } }
t.join();",
        "let ready = false; let turns = 0;
fn f() { sleep(1); ready = true; }
let t = Thread(f); t.start();
fn wait() { let turns = 0; while !ready { turns += 1; } turns } wait();
t.join();",
        "let ready = Event();
fn f() { ready.set(); }
let t = Thread(f); t.start();
while !ready.is_set() { }
t.join();",
        "let gate = Lock(); gate.acquire();
fn f() { gate.release(); }
let t = Thread(f); t.start();
while !gate.acquire(false) { }
t.join();",
        "let ready = false;
fn f() { if ready { print(1); } }
let t = Thread(f); t.start();
while !ready { }
t.join();",
    ];
    for text in spins {
        let [spin] = &idle(text)[..] else {
            panic!("{:?} in {text}", idle(text));
        };
        assert_eq!((spin.line, spin.every), (4, None), "{text}");
        assert!(spin.turns >= 50, "{spin:?}");
        let names = ["ready", "gate"];
        let named = names
            .iter()
            .any(|name| spin.looks_at.iter().any(|at| at == name));
        assert!(named, "{spin:?} in {text}");
    }
}

#[test]
fn loops_that_look_every_so_often_are_told_with_the_time() {
    let polls = [
        (
            "let ready = false;
fn f() { sleep(1); ready = true; }
let t = Thread(f); t.start();
while !ready { sleep(0.1); }
t.join();",
            100,
        ),
        (
            "let ready = false;
fn f() { sleep(2); ready = true; }
let t = Thread(f); t.start();
while !ready { print(\"still\"); sleep(0.25); }
t.join();",
            250,
        ),
        (
            "let q = Queue();
fn f() { sleep(3); q.put(1); }
let t = Thread(f); t.start();
while true { try { q.get(true, 0.5); break; } catch { } }
t.join();",
            500,
        ),
    ];
    for (text, milliseconds) in polls {
        let [poll] = &idle(text)[..] else {
            panic!("{:?} in {text}", idle(text));
        };
        assert_eq!(poll.line, 4, "{text}");
        assert_eq!(poll.every, Some(milliseconds * 1_000_000), "{text}");
        assert!(poll.turns >= 3, "{poll:?}");
    }
}

#[test]
fn loops_that_work_or_are_woken_are_not_told() {
    let busy = [
        // It looks at the same, and would end without the others.
        "let N = 3; fn set() { N = 3; } let t = Thread(set); t.start(); t.join();
let n = 0; for i in 0..200 { n += N; } print(n);",
        "let q = Queue(); fn f() { for i in 0..100 { q.put(1); } q.put(0); }
let t = Thread(f); t.start(); while q.get() != 0 { } t.join();",
        "let n = 0; let lock = Lock(); fn f() { for i in 0..100 { with lock { n += 1; } } }
let ts = [Thread(f), Thread(f)]; for t in ts { t.start(); } for t in ts { t.join(); }",
        "let ready = false; let c = Condition();
fn f() { for i in 0..60 { with c { c.notify(); } } with c { ready = true; c.notify(); } }
let t = Thread(f); t.start(); with c { while !ready { c.wait(); } } t.join();",
        // A clock that ticks for itself.
        "let period = 1; fn f() { for i in 0..10 { print(i); sleep(period); } } let t = Thread(f); t.start(); t.join();",
    ];
    for text in busy {
        assert_eq!(idle(text), [], "{text}");
    }
}

#[test]
fn the_two_strategies_say_what_they_measure() {
    let free = File::new("free.rhai", two(2, "", ""));
    let told = run(&["explore", "--strategy", "balanced", free.path()]);
    assert!(told.out.contains("parallelism 2.00: 40 0"), "{}", told.out);
    let french = ["--lang", "fr", "explore", "--strategy", "balanced"];
    let told = run(&[&french[..], &[free.path()]].concat());
    assert!(
        told.out.contains("parallélisme 2,00 : 40 0"),
        "{}",
        told.out
    );
    let polls = "let ready = false;
fn f() { sleep(1); ready = true; }
let t = Thread(f); t.start();
while !ready { sleep(0.25); }
t.join();";
    let polls = File::new("polls.rhai", polls);
    let told = run(&["explore", "--strategy", "patient", polls.path()]);
    let line = "main waits by looking, at line 4: every 0.25 s at ready";
    assert!(told.out.contains(line), "{}", told.out);
    // Its producer, which is older, comes first in the other patient schedule.
    let spins = "let q = Queue();
let t = Thread(|| q.put(1));
let u = Thread(|| { while q.empty() { } });
t.start(); u.start(); t.join(); u.join();";
    let spins = File::new("spins.rhai", spins);
    let told = run(&["explore", "--strategy", "patient", spins.path()]);
    let line = "T2 waits by looking, at line 3";
    assert!(told.out.contains(line), "{}", told.out);
    let endless = File::new("endless.rhai", "while true { }");
    let bounds = ["--schedules", "1", "--max-time", "0.1", "--points", "100m"];
    let told = run(&[&["explore"], &bounds[..], &[endless.path()]].concat());
    let hint = "look for a loop that never ends";
    assert!(told.out.contains(hint), "{}", told.out);
}
