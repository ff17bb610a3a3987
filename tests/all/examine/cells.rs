//! Variables that threads share: guarded by a lock, ordered by something, or neither.

use super::{Nobody, fails, holds, job, looked_at, refused_in};
use sandbox::grade::job::Failure;
use sandbox::grade::property::Property;
use sandbox::grade::reason::Reason;

fn guarded(name: &str, lock: Option<&str>) -> Property {
    Property::Guarded(vec![(name.into(), lock.map(str::to_owned))])
}

fn ordered(names: &[&str]) -> Property {
    Property::Ordered(Some(names.iter().map(|name| name.to_string()).collect()))
}

/// Two threads with this body, and then the main thread prints.
fn two(body: &str) -> String {
    format!(
        "let n = 0;\nlet m = Lock(); let autre = Lock();\nfn f() {{\n{body}\n}}\nlet t = Thread(f); let u = Thread(f);\nt.start(); u.start(); t.join(); u.join();\nprint(n);\n"
    )
}

#[test]
fn a_variable_is_guarded_when_one_lock_is_held_wherever_threads_use_it() {
    let locked = two("    m.acquire();\n    n += 1;\n    m.release();");
    holds(&locked, guarded("n", None));
    holds(&locked, guarded("n", Some("m")));
    fails(&locked, guarded("n", Some("autre")), "unguarded-access", 5);
    fails(
        &two("    n += 1;"),
        guarded("n", None),
        "unguarded-access",
        4,
    );
    // Read outside: the line that has no lock is told, and where there is one.
    let outside = two("    m.acquire();\n    n += 1;\n    m.release();\n    print(n);");
    let failure = fails(&outside, guarded("n", None), "unguarded-access", 7);
    assert!(
        failure
            .hint
            .is_some_and(|hint| hint.fr.contains("`m`") && hint.fr.contains("ligne 5"))
    );
    fails(&outside, guarded("n", Some("m")), "unguarded-access", 7);
    let said = |failure: &Failure| failure.sentence().expect("it has a reason").en;
    let bare = fails(
        &two("    n += 1;"),
        guarded("n", None),
        "unguarded-access",
        4,
    );
    assert_eq!(
        said(&bare),
        "`n` is used here by several threads, and no lock protects it"
    );
    // Each its own lock.
    let own = two("    let mine = Lock(); mine.acquire();\n    n += 1;\n    mine.release();");
    let own = fails(&own, guarded("n", None), "unguarded-access", 5);
    assert!(said(&own).contains("another lock"), "{}", said(&own));
    assert!(own.hint.is_some_and(|hint| !hint.en.contains("line")));
}

#[test]
fn what_is_handed_over_needs_no_lock() {
    let queue = "let q = Queue(); let n = 0;\nfn f() {\n    n += 1;\n    q.put(1);\n}\nlet t = Thread(f);\nt.start();\nq.get();\nn += 1;\nt.join();\n";
    holds(queue, guarded("n", None));
    holds(queue, ordered(&["n"]));
    fails(
        &queue.replace("q.get();\n", ""),
        guarded("n", None),
        "unguarded-access",
        3,
    );
    for (make, signal, wait) in [
        ("Semaphore(0)", "s.release();", "s.acquire();"),
        ("Event()", "s.set();", "s.wait();"),
        ("Barrier(2)", "s.wait();", "s.wait();"),
    ] {
        let text = format!(
            "let s = {make}; let n = 0;\nfn f() {{\n    n += 1;\n    {signal}\n}}\nlet t = Thread(f);\nt.start();\n{wait}\nn += 1;\nt.join();\n"
        );
        holds(&text, guarded("n", None));
    }
    // Two signals of a semaphore, and who waits for both.
    let both = "let s = Semaphore(0); let n = 0; let k = 0;\nfn f() { n = 1; s.release(); }\nfn g() { k = 1; s.release(); }\nlet t = Thread(f); let u = Thread(g);\nt.start(); u.start();\ns.acquire(); s.acquire();\nprint(n, k);\nt.join(); u.join();\n";
    holds(both, Property::Ordered(None));
    let condition = "let c = Condition(); let pret = false; let n = 0;\nfn f() {\n    n = 1;\n    c.acquire(); pret = true; c.notify(); c.release();\n}\nlet t = Thread(f);\nt.start();\nc.acquire();\nwhile !pret { c.wait(); }\nc.release();\nprint(n);\nt.join();\n";
    holds(condition, Property::Ordered(None));
}

#[test]
fn what_nothing_orders_is_told_and_a_look_of_main_has_its_own_reason() {
    let early = "let total = 0;\nfn f() { total = 42; }\nlet t = Thread(f);\nt.start();\nprint(total);\nt.join();\n";
    let failure = fails(early, ordered(&["total"]), "read-before-end", 5);
    assert_eq!(failure.arguments["thread"], "T1 (f)");
    holds(
        &early.replace("print(total);\nt.join();", "t.join();\nprint(total);"),
        ordered(&["total"]),
    );
    fails(
        &two("    n += 1;"),
        Property::Ordered(None),
        "unordered-access",
        4,
    );
    // A sleep orders nothing.
    fails(
        &early.replace("print(total);", "sleep(1); print(total);"),
        Property::Ordered(None),
        "read-before-end",
        5,
    );
}

#[test]
fn two_changes_of_an_array_are_ordered_enough_and_not_guarded() {
    let pushes = "let xs = [];\nfn f() {\n    xs.push(1);\n}\nlet t = Thread(f); let u = Thread(f);\nt.start(); u.start(); t.join(); u.join();\nprint(xs.len());\n";
    holds(pushes, ordered(&["xs"]));
    fails(pushes, guarded("xs", None), "unguarded-access", 3);
    fails(
        &pushes.replace("t.join(); u.join();\n", ""),
        ordered(&["xs"]),
        "read-before-end",
        6,
    );
}

#[test]
fn attributes_are_variables_of_every_instance() {
    let text = "class Compte {\n    init() { this.solde = 0; this.verrou = Lock(); }\n    depose(n) {\n        this.solde += n;\n    }\n}\nlet c = Compte();\nlet t = Thread(|| c.depose(1)); let u = Thread(|| c.depose(2));\nt.start(); u.start(); t.join(); u.join();\nprint(c.solde);\n";
    fails(text, guarded("Compte.solde", None), "unguarded-access", 4);
    let locked = text.replace(
        "this.solde += n;",
        "this.verrou.acquire(); this.solde += n; this.verrou.release();",
    );
    holds(&locked, guarded("Compte.solde", None));
    holds(&locked, guarded("Compte.solde", Some("verrou")));
}

#[test]
fn a_name_that_the_submission_does_not_have_is_missing() {
    let failure = fails(
        "print(1);\n",
        guarded("compteur", None),
        "missing-construct",
        0,
    );
    assert_eq!(failure.arguments["what"], "compteur");
    fails(
        "print(1);\n",
        ordered(&["compteur"]),
        "missing-construct",
        0,
    );
    holds("print(1);\n", Property::Ordered(None));
    // Of a list, what holds is told.
    let text = two("    m.acquire();\n    n += 1;\n    m.release();");
    let property = Property::Guarded(vec![("n".into(), None), ("k".into(), None)]);
    let report = looked_at(&job(&text, vec![property]), &mut Nobody);
    assert_eq!(report.facts[0].1.held, Some((1, 2)));
}

#[test]
fn elements_are_told_apart_where_their_index_is_known() {
    let slots = "let sommes = [0, 0];\nfn f(i) {\n    for k in 0..2 { sommes[i] += k; }\n}\nlet t = Thread(f, [0]); let u = Thread(f, [1]);\nt.start(); u.start(); t.join(); u.join();\nprint(sommes);\n";
    holds(slots, ordered(&["sommes"]));
    holds(slots, guarded("sommes", None));
    let same = slots.replace("Thread(f, [1])", "Thread(f, [0])");
    fails(&same, ordered(&["sommes"]), "unordered-access", 3);
    let keys = slots
        .replace("[0, 0]", "#{a: 0, b: 0}")
        .replace("[0])", "[\"a\"])")
        .replace("[1])", "[\"b\"])");
    holds(&keys, ordered(&["sommes"]));
    fails(
        &slots.replace("t.join(); u.join();\n", "t.join();\n"),
        ordered(&["sommes"]),
        "read-before-end",
        7,
    );
}

/// A thread that adds, and then does this; then the main thread sees that, and adds too.
fn seen(before: &str, thread: &str, main: &str) -> String {
    format!(
        "let n = 0; {before}\nlet t = Thread(|| {{ n += 1; {thread} }}); t.start();\n{main}\nn += 1;\nprint(n);\n"
    )
}

#[test]
fn whoever_sees_what_another_thread_has_done_comes_after_it() {
    let pool = "let p = ThreadPoolExecutor(1); let f = p.submit(|| { n += 1; });";
    let futures = [
        "while !f.done() { sleep(0.1); }",
        "f.result();",
        "loop { try { f.result(0.1); break; } catch { } }",
        "f.exception();",
        "while futures::wait([f], 0.1)[0].len() == 0 { }",
        "for one in as_completed([f]) { }",
        "p.shutdown();",
        "let done = Event(); f.add_done_callback(|f| done.set()); done.wait();",
    ]
    .map(|wait| format!("let n = 0; {pool}\n{wait}\nn += 1;\np.shutdown();\n"));
    let threads = [
        "while t.is_alive() { t.join(0.5); }",
        "while t.is_alive() { sleep(0.1); }",
        "t.join(5); if t.is_alive() { exit(0); }",
        "while active_count() > 1 { sleep(0.1); }",
        "while threading::enumerate().len() > 1 { sleep(0.1); }",
    ]
    .map(|wait| seen("", "", wait));
    let objects = [
        ("Event()", "e.set();", "while !e.is_set() { sleep(0.1); }"),
        ("Event()", "e.set();", "while !e.wait(0.1) { }"),
        ("Queue()", "e.put(1);", "while e.empty() { sleep(0.1); }"),
        (
            "Queue()",
            "e.put(1);",
            "loop { try { e.get(true, 0.1); break; } catch { } }",
        ),
        ("Queue()", "e.shutdown();", "try { e.get(); } catch { }"),
        (
            "Semaphore(0)",
            "e.release();",
            "while !e.acquire(false) { sleep(0.1); }",
        ),
        (
            "Barrier(2)",
            "e.abort();",
            "while !e.broken { sleep(0.1); }",
        ),
        (
            "Lock()",
            "e.acquire();",
            "while !e.locked() { sleep(0.1); }",
        ),
        (
            "Lock()",
            "e.acquire();",
            "while e.acquire(false) { e.release(); sleep(0.1); }",
        ),
    ]
    .map(|(make, thread, main)| seen(&format!("let e = {make};"), thread, main));
    let begun = [
        (
            "let e = Lock(); e.acquire();",
            "e.release();",
            "while e.locked() { sleep(0.1); }",
        ),
        (
            "let e = Event(); e.set();",
            "e.clear();",
            "while e.is_set() { sleep(0.1); }",
        ),
        (
            "let e = Queue(); e.put(1);",
            "e.get();",
            "while !e.empty() { sleep(0.1); }",
        ),
        ("let e = Queue(1); e.put(1);", "e.get();", "e.put(2);"),
    ]
    .map(|(before, thread, main)| seen(before, thread, main));
    for text in futures.iter().chain(&threads).chain(&objects).chain(&begun) {
        holds(text, guarded("n", None));
        holds(text, ordered(&["n"]));
    }
}

#[test]
fn a_look_that_shows_nothing_orders_nothing() {
    for (before, thread, main) in [
        ("", "", "t.is_alive();"),
        ("", "", "t.join(0.0);"),
        (
            "let u = Thread(|| 1); u.start();",
            "",
            "while u.is_alive() { sleep(0.1); }",
        ),
        ("let e = Event();", "e.set();", "e.is_set();"),
        ("let e = Queue();", "e.put(1);", "e.empty();"),
        ("let e = Queue(); e.put(1);", "e.get();", "e.put(2);"),
        ("let e = Lock();", "", "e.locked();"),
        ("let e = Semaphore(2);", "e.acquire();", "e.acquire();"),
    ] {
        let text = seen(before, thread, main);
        let failure = refused_in(&job(&text, vec![guarded("n", None)]));
        let reason = failure.and_then(|failure| failure.reason);
        assert_eq!(reason, Some(Reason::UnguardedAccess), "{text}");
    }
}
