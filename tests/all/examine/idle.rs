//! Loops that wait by looking, and how much can be done at once.

use super::{fails, holds};
use sandbox::grade::property::{Number, Property};

#[test]
fn a_loop_that_only_looks_is_told_with_its_line() {
    let flag = "let pret = false;\nfn attend() {\n    while !pret { }\n}\nlet t = Thread(attend);\nt.start();\nsleep(1);\npret = true;\nt.join();\n";
    let failure = fails(flag, Property::NoBusyWait, "busy-wait", 3);
    assert!(failure.hint.is_some_and(|hint| hint.fr.contains("`pret`")));
    let polls = flag.replace("while !pret { }", "while !pret { sleep(0.1); }");
    let failure = fails(&polls, Property::NoBusyWait, "polling", 3);
    assert_eq!(failure.arguments["seconds"], "0.1");
    // The real ping-pong: a lock that is taken and let go until it is one's turn.
    let turns = "let tour = 0; let m = Lock();\nfn joue(moi) {\n    for i in 0..3 {\n        loop {\n            m.acquire();\n            if tour == moi { tour = 1 - moi; m.release(); break; }\n            m.release();\n        }\n    }\n}\nlet t = Thread(joue, [0]); let u = Thread(joue, [1]);\nt.start(); u.start(); t.join(); u.join();\n";
    let failure = fails(turns, Property::NoBusyWait, "busy-wait", 5);
    assert!(
        failure.arguments["turns"]
            .parse::<u32>()
            .is_ok_and(|turns| turns >= 50)
    );
}

#[test]
fn loops_that_wait_or_work_are_no_busy_waits() {
    // An event loop, a loop that waits for a condition, and one that reads the same again and again because it works.
    let events = "let q = Queue();\nfn sert() { loop { let x = q.get(); if x == () { break; } print(x); } }\nlet t = Thread(sert);\nt.start();\nfor i in 0..80 { q.put(i); }\nq.put(());\nt.join();\n";
    holds(events, Property::NoBusyWait);
    let condition = "let c = Condition(); let pret = false;\nfn attend() { c.acquire(); while !pret { c.wait(); } c.release(); }\nlet t = Thread(attend);\nt.start();\nsleep(1);\nc.acquire(); pret = true; c.notify(); c.release();\nt.join();\n";
    holds(condition, Property::NoBusyWait);
    let works = "let poids = 3; let total = 0;\nfn f() { let s = 0; for i in 0..200 { s += poids; } total = s; }\nlet t = Thread(f);\nt.start(); t.join();\nprint(total);\n";
    holds(works, Property::NoBusyWait);
}

#[test]
fn threads_that_work_one_after_the_other_are_not_parallel() {
    let work = "let m = Lock();\nfn f() {\n    let s = 0;\n    for i in 0..4000 { s += i; }\n}\nlet t = Thread(f); let u = Thread(f);\nt.start(); u.start(); t.join(); u.join();\n";
    holds(work, Property::Parallelism(Number::AtLeast(1.8)));
    let locked = work.replace(
        "    for i in 0..4000 { s += i; }\n",
        "    m.acquire();\n    for i in 0..4000 { s += i; }\n    m.release();\n",
    );
    let failure = fails(
        &locked,
        Property::Parallelism(Number::AtLeast(1.8)),
        "not-parallel",
        0,
    );
    assert!(
        failure.arguments["given"]
            .parse::<f64>()
            .is_ok_and(|given| given < 1.2)
    );
}

#[test]
fn a_schedule_of_its_own_shows_nothing_that_was_not_noted_of_it() {
    use super::{Nobody, job, looked_at};
    let text = "let m = Lock();\nfn f() {\n    m.acquire();\n    sleep(1);\n    m.release();\n}\nlet t = Thread(f); let u = Thread(f);\nt.start(); u.start(); t.join(); u.join();\n";
    let inside = Property::Inside {
        functions: vec!["f".into()],
        most: None,
        reaches: Some(3),
        excludes: Vec::new(),
    };
    let asked = job(
        text,
        vec![inside, Property::Parallelism(Number::AtLeast(0.0))],
    );
    let report = looked_at(&asked, &mut Nobody);
    assert_eq!(
        report
            .facts
            .iter()
            .map(|(place, _)| *place)
            .collect::<Vec<_>>(),
        [0]
    );
}

#[test]
fn a_right_script_that_spins_is_no_endless_one() {
    let text = "let n = 0; let m = Lock();\nfn f() {\n    for i in 0..2 {\n        while !m.acquire(false) { }\n        n += 1;\n        m.release();\n    }\n}\nlet t = Thread(f); let u = Thread(f);\nt.start(); u.start(); t.join(); u.join();\nprint(n);\n";
    holds(text, Property::Ends);
}

#[test]
fn every_look_at_what_another_thread_does_is_known_as_spinning() {
    // The one that spins is started first, last, or is the main thread.
    for (make, looks, does) in [
        ("Queue()", "while e.empty() { }", "e.put(1);"),
        ("Queue()", "while e.qsize() == 0 { }", "e.put(1);"),
        ("Queue(1)", "while !e.full() { }", "e.put(1);"),
        (
            "Queue()",
            "loop { try { e.get(false); break; } catch { } }",
            "e.put(1);",
        ),
        ("Event()", "while !e.is_set() { }", "e.set();"),
        ("Event()", "while !e.wait(0.0) { }", "sleep(1); e.set();"),
        ("Lock()", "while !e.locked() { }", "e.acquire();"),
        (
            "Semaphore(0)",
            "while !e.acquire(false) { }",
            "e.release();",
        ),
        ("Barrier(2)", "while !e.broken { }", "e.abort();"),
        ("#{pret: false}", "while !e.pret { }", "e.pret = true;"),
        (
            "ThreadPoolExecutor(1)",
            "let f = e.submit(|| sleep(1)); while !f.done() { }",
            "",
        ),
        (
            "Thread(|| sleep(1))",
            "while !e.is_alive() { }",
            "e.start();",
        ),
    ] {
        let threads =
            format!("let e = {make};\nfn attend() {{\n    {looks}\n}}\nfn fait() {{ {does} }}\n");
        let [t, u] = ["attend", "fait"];
        for (first, second) in [(t, u), (u, t)] {
            let text = format!(
                "{threads}let t = Thread({first}); let u = Thread({second});\nt.start(); u.start(); t.join(); u.join();\n"
            );
            fails(&text, Property::NoBusyWait, "busy-wait", 3);
        }
    }
}
