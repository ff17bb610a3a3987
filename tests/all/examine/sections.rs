//! Threads inside of functions: how many at once, with whom, and who passes whom.

use super::{fails, holds};
use sandbox::grade::property::{Number, Property};

fn inside(function: &str, most: Option<u64>, reaches: Option<u64>) -> Property {
    Property::Inside {
        functions: vec![function.into()],
        most,
        reaches,
        excludes: Vec::new(),
    }
}

/// Three threads that drink, with what stands around it.
fn bar(before: &str, after: &str) -> String {
    format!(
        "let places = Semaphore(2); let verrou = Lock();\nfn boit(n) {{\n    if n > 9 {{ return 0; }}\n    sleep(1);\n    n\n}}\nfn client(n) {{ {before} boit(n); {after} }}\nlet ts = [];\nfor i in 0..3 {{ let t = Thread(client, [i]); t.start(); ts.push(t); }}\nfor t in ts {{ t.join(); }}\n"
    )
}

#[test]
fn more_threads_than_allowed_are_told_and_as_many_as_allowed_are_not() {
    let two = bar("places.acquire();", "places.release();");
    holds(&two, inside("boit", Some(2), Some(2)));
    let failure = fails(
        &bar("", ""),
        inside("boit", Some(2), None),
        "too-many-inside",
        2,
    );
    assert_eq!(failure.arguments["given"], "3");
    assert_eq!(failure.arguments["function"], "boit");
    let failure = fails(&two, inside("boit", None, Some(3)), "too-strict", 2);
    assert!(failure.arguments["what"].contains("3 threads"));
    let one = bar("verrou.acquire();", "verrou.release();");
    fails(&one, inside("boit", Some(2), Some(2)), "too-strict", 2);
    fails(&one, inside("mange", Some(2), None), "missing-construct", 0);
}

#[test]
fn functions_give_the_same_whether_they_are_watched_or_not() {
    // The value of the last statement, an early return, an error that is caught outside, a recursion.
    let text = "fn f(n) { if n == 0 { return 1; } if n == 3 { throw \"non\"; } n * f(n - 1) }\nprint(f(2));\ntry { f(3); } catch (e) { print(e); }\nlet t = Thread(|| f(1)); t.start(); t.join();\n";
    holds(text, inside("f", Some(1), Some(1)));
    let class = "class Bar {\n    init() { this.n = 0; }\n    entre() { this.n += 1; this }\n}\nlet b = Bar();\nprint(b.entre().entre().n);\n";
    holds(class, inside("Bar.entre", Some(1), Some(1)));
    holds(class, inside("entre", Some(1), Some(1)));
    fails(class, inside("entre", Some(1), Some(2)), "too-strict", 3);
}

#[test]
fn readers_and_writers_exclude_each_other() {
    let excludes = || Property::Inside {
        functions: vec!["lit".into()],
        most: None,
        reaches: Some(2),
        excludes: vec!["ecrit".into()],
    };
    let text = "let m = Lock(); let n = 0; let ecriture = Lock();\nfn lit() { sleep(1); }\nfn ecrit() { sleep(1); }\n\
        fn lecteur() {\n    m.acquire(); n += 1; if n == 1 { ecriture.acquire(); } m.release();\n    lit();\n    m.acquire(); n -= 1; if n == 0 { ecriture.release(); } m.release();\n}\n\
        fn redacteur() { ecriture.acquire(); ecrit(); ecriture.release(); }\n\
        let ts = [Thread(lecteur), Thread(lecteur), Thread(redacteur)];\nfor t in ts { t.start(); }\nfor t in ts { t.join(); }\n";
    holds(text, excludes());
    let unlocked = text.replace(
        "ecriture.acquire(); ecrit(); ecriture.release();",
        "ecrit();",
    );
    fails(&unlocked, excludes(), "too-many-inside", 3);
    let one_lock = text
        .replace(
            "m.acquire(); n += 1; if n == 1 { ecriture.acquire(); } m.release();",
            "ecriture.acquire();",
        )
        .replace(
            "m.acquire(); n -= 1; if n == 0 { ecriture.release(); } m.release();",
            "ecriture.release();",
        );
    fails(&one_lock, excludes(), "too-strict", 2);
}

#[test]
fn who_waits_is_not_passed_more_often_than_allowed() {
    let fair = |overtaken| Property::Fair {
        function: "ecrit".into(),
        overtaken,
    };
    // A lock serves in the order of asking.
    let queue = "let m = Lock();\nfn ecrit() { sleep(1); }\nfn f() {\n    m.acquire();\n    ecrit();\n    m.release();\n}\nlet ts = [Thread(f), Thread(f), Thread(f)];\nfor t in ts { t.start(); }\nfor t in ts { t.join(); }\n";
    holds(queue, fair(0));
    // Whoever looks first gets in, whatever it is that waits longer.
    let looks = "let m = Lock(); let libre = true;\nfn ecrit() { sleep(1); }\nfn f() {\n    loop {\n        m.acquire();\n        if libre { libre = false; m.release(); break; }\n        m.release();\n        sleep(1);\n    }\n    ecrit();\n    m.acquire(); libre = true; m.release();\n}\nlet ts = [Thread(f), Thread(f), Thread(f)];\nfor t in ts { t.start(); }\nfor t in ts { t.join(); }\n";
    fails(looks, fair(0), "overtaken", 5);
    holds(looks, fair(2));
}

#[test]
fn threads_that_are_woken_for_nothing_are_counted() {
    let text = "let c = Condition(); let n = 0;\nfn prend() {\n    c.acquire();\n    while n == 0 { c.wait(); }\n    n -= 1;\n    c.release();\n}\nlet ts = [Thread(prend), Thread(prend), Thread(prend)];\nfor t in ts { t.start(); }\nfor i in 0..3 { c.acquire(); n += 1; c.notify_all(); c.release(); }\nfor t in ts { t.join(); }\n";
    let none = Property::WokenForNothing(Number::Exactly(0.0));
    fails(text, none.clone(), "needless-wakes", 4);
    holds(text, Property::WokenForNothing(Number::AtMost(6.0)));
    // One signal for one who waits, in the same hands: whoever is woken finds what it waited for, unless another came first.
    let alone = "let c = Condition(); let pret = false;\nfn prend() {\n    c.acquire();\n    while !pret { c.wait(); }\n    c.release();\n}\nlet t = Thread(prend);\nt.start();\nc.acquire(); pret = true; c.notify(); c.release();\nt.join();\n";
    holds(alone, none);
}
