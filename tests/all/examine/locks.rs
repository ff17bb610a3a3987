//! Locks that are kept, crossed, or held while somebody waits for something else.

use super::{fails, holds};
use sandbox::grade::property::Property;

fn two(body: &str, other: &str) -> String {
    format!(
        "let a = Lock(); let b = Lock();\nfn un() {{\n{body}\n}}\nfn deux() {{\n{other}\n}}\nlet t = Thread(un); let u = Thread(deux);\nt.start(); u.start(); t.join(); u.join();\n"
    )
}

#[test]
fn a_lock_that_its_thread_keeps_is_left() {
    let kept = "let m = Lock();\nfn f() {\n    m.acquire();\n}\nlet t = Thread(f);\nt.start(); t.join();\n";
    let failure = fails(kept, Property::Released, "lock-left-held", 3);
    assert_eq!(
        (
            failure.arguments["lock"].as_str(),
            failure.arguments["thread"].as_str()
        ),
        ("m", "T1 (f)")
    );
    holds(
        &kept.replace("m.acquire();", "m.acquire(); m.release();"),
        Property::Released,
    );
    let error = kept.replace(
        "m.acquire();",
        "m.acquire(); if true { throw \"non\"; } m.release();",
    );
    fails(&error, Property::Released, "lock-left-held", 3);
    // Who gives up a lock in every way out keeps none, whatever happens.
    let finally = kept.replace(
        "m.acquire();",
        "m.acquire(); try { throw \"non\"; } catch { } m.release();",
    );
    holds(&finally, Property::Released);
    // A lock that one takes and another lets go is no lock any more.
    let passed = "let m = Lock();\nm.acquire();\nfn f() {\n    m.release();\n}\nlet t = Thread(f);\nt.start(); t.join();\n";
    let failure = fails(passed, Property::Released, "lock-left-held", 4);
    assert!(failure.hint.is_some_and(|hint| hint.en.contains("line 4")));
}

#[test]
fn locks_in_both_orders_are_crossed_unless_an_outer_one_is_around() {
    let both = "    a.acquire();\n    b.acquire();\n    b.release(); a.release();";
    let crossed = "    b.acquire();\n    a.acquire();\n    a.release(); b.release();";
    let failure = fails(&two(both, crossed), Property::OrderOfLocks, "lock-order", 4);
    assert_eq!(
        (
            failure.arguments["a"].as_str(),
            failure.arguments["line"].as_str()
        ),
        ("a", "9")
    );
    holds(&two(both, both), Property::OrderOfLocks);
    let around = |body: &str| format!("    c.acquire();\n{body}\n    c.release();");
    let guarded = format!("let c = Lock();\n{}", two(&around(both), &around(crossed)));
    holds(&guarded, Property::OrderOfLocks);
    // Queues are no locks.
    let queues = "let p = Queue(); let q = Queue();\np.put(1); q.put(1);\nfn un() { p.get(); q.get(); p.put(1); q.put(1); }\nfn deux() { q.get(); p.get(); q.put(1); p.put(1); }\nun(); let t = Thread(deux);\nt.start(); t.join();\n";
    holds(queues, Property::OrderOfLocks);
}

#[test]
fn a_lock_that_is_held_while_its_thread_waits_keeps_the_others_from_going_on() {
    let asked = |calls: &[&str], lock: Option<&str>| Property::NotHeldWhile {
        calls: calls.iter().map(|call| call.to_string()).collect(),
        lock: lock.map(str::to_owned),
    };
    let sleeps = two(
        "    a.acquire();\n    sleep(1);\n    a.release();",
        "    a.acquire(); a.release();",
    );
    let failure = fails(
        &sleeps,
        asked(&["join", "sleep"], None),
        "held-while-waiting",
        4,
    );
    assert_eq!(
        (
            failure.arguments["lock"].as_str(),
            failure.arguments["what"].as_str()
        ),
        ("a", "sleep")
    );
    assert_eq!(failure.held, Some((1, 2)));
    fails(
        &sleeps,
        asked(&["sleep"], Some("a")),
        "held-while-waiting",
        4,
    );
    holds(&sleeps, asked(&["sleep"], Some("b")));
    // Who prints under a lock waits for nobody, and who waits for a condition lets its lock go.
    let prints = two(
        "    a.acquire();\n    print(1);\n    a.release();\n    sleep(1);",
        "    a.acquire(); a.release();",
    );
    holds(
        &prints,
        asked(&["sleep", "call", "recv", "accept", "join"], None),
    );
    let condition = "let c = Condition();\nlet pret = false;\nfn f() { c.acquire(); while !pret { c.wait(); } c.release(); }\nlet t = Thread(f);\nt.start();\nc.acquire(); pret = true; c.notify_all(); c.release();\nt.join();\n";
    holds(condition, asked(&["wait", "join"], None));
    let queue = "let q = Queue(); let m = Lock();\nfn f() {\n    m.acquire();\n    q.get();\n    m.release();\n}\nlet t = Thread(f);\nt.start();\nq.put(1);\nt.join();\n";
    fails(queue, asked(&["get"], None), "held-while-waiting", 4);
    // What is there need not be waited for.
    holds(
        &queue.replace("let m = Lock();", "let m = Lock(); q.put(0);"),
        asked(&["get"], None),
    );
}
