//! Mutants of a solution: which are made, and which the checks see.

use super::package;
use sandbox::grade::assignment::Assignment;
use sandbox::grade::examine::InProcess;
use sandbox::grade::mutants::{Fate, Measured, Measuring, mutants};
use sandbox::grade::prove::Proving;
use sandbox::messages::Language;
use std::sync::atomic::AtomicBool;

fn made(text: &str) -> Vec<String> {
    let told = |mutant: &sandbox::grade::mutants::Mutant| {
        format!(
            "{}: {}",
            mutant.line,
            mutant.what.in_language(Language::English)
        )
    };
    mutants(text).iter().map(told).collect()
}

#[test]
fn each_operator_changes_each_place() {
    let text = "let n = 0;\nlet m = Lock();\nlet other = Lock();\nlet c = Condition(m);\nlet ok = false;\n\
        fn f() {\n    with m { n += 1; ok = true; c.notify_all(); }\n}\n\
        fn g() {\n    m.acquire();\n    while !ok { c.wait(); }\n    m.release();\n}\n\
        let s = Semaphore(2);\nlet q = Queue(1);\nlet t = Thread(f, [], #{daemon: true});\nt.start();\nt.join();\nq.put(());\n";
    let made = made(text);
    for wanted in [
        "7: without the lock `m`",
        "7: `n += 1;` before `m` is taken",
        "7: `c.notify_all();` after `m` is released",
        "7: `m` released and taken again before `ok = true;`",
        "7: `other` in the place of `m`",
        "7: `n` read before the lock is taken",
        "7: wakes only one: `c.notify_all();`",
        "7: `c.notify_all();` removed",
        "6: a lock `m` of its own for each call",
        "10: without the lock `m`",
        "11: `if` in the place of `while`: `while !ok { c.wait(); }`",
        "11: a loop that only looks, in the place of `c.wait();`",
        "12: `m.release();` removed",
        "14: 3 in `Semaphore(2)`",
        "14: 1 in `Semaphore(2)`",
        "15: without a bound: `Queue(1)`",
        "16: daemon is false",
        "17: waits at once: `t.start();`",
        "17: called in the place of started: `t.start();`",
        "18: `t.join();` removed",
        "18: `sleep(1)` in the place of `t.join();`",
        "19: `q.put(());` removed",
    ] {
        assert!(
            made.iter().any(|made| made == wanted),
            "{wanted}\n{made:#?}"
        );
    }
    assert!(made.is_sorted_by_key(|made| {
        made.split(':')
            .next()
            .and_then(|line| line.parse::<usize>().ok())
    }));
}

#[test]
fn a_thread_without_a_name_has_mutants_too() {
    let text = "fn f(i) { print(i); }\nfor i in 0..2 {\n    Thread(f, [i]).start();\n}\n";
    let made = made(text);
    for wanted in [
        "3: `Thread(f, [i]).start();` removed",
        "3: called in the place of started: `Thread(f, [i]).start();`",
        "3: waits at once: `Thread(f, [i]).start();`",
    ] {
        assert!(
            made.iter().any(|made| made == wanted),
            "{wanted}\n{made:#?}"
        );
    }
}

#[test]
fn a_program_without_threads_has_no_mutants() {
    assert!(made("let x = 1; print(x); if x > 0 { print(\"with m { }\"); }").is_empty());
}

/// The mutants of a counter with a lock, marked by this assignment.
fn measured(toml: &str) -> Measured {
    let solution = "let n = 0;\nlet m = Lock();\nfn f() { with m { n += 1; } }\nlet a = Thread(f);\nlet b = Thread(f);\n\
                    a.start();\nb.start();\na.join();\nb.join();\nwith m { print(n); }\n";
    let files = package(toml, &[("proof/right/solution.rhai", solution)]);
    let (assignment, _) = Assignment::of(&files).expect("it is right");
    let proving = Proving {
        assignment: &assignment,
        jobs: 1,
        language: Language::English,
        interrupted: &AtomicBool::new(false),
        examiner: &|| Box::new(InProcess::default()),
    };
    let measuring = Measuring {
        proving: &proving,
        seed: 1,
    };
    measuring.measure(solution).expect("it can be measured")
}

#[test]
fn mutants_are_refused_pass_or_are_no_other_program() {
    let toml = "format = 1\nsubmit = \"a.rhai\"\n[[check]]\nsound = true\nstdout = \"2\"\n";
    let measured = measured(toml);
    let fate = |line: usize, what: &str| {
        let mut found = measured
            .mutants
            .iter()
            .filter(|(mutant, _)| mutant.line == line);
        let found = found.find(|(mutant, _)| mutant.what.to_string().starts_with(what));
        found
            .unwrap_or_else(|| panic!("{line}: {what}: {:#?}", measured.mutants))
            .1
    };
    // Without the lock an increment is lost; the last section guards nothing from anybody.
    assert_eq!(fate(3, "without the lock"), Fate::Refused);
    assert_eq!(fate(8, "`a.join();` removed"), Fate::Refused);
    assert_eq!(fate(10, "without the lock"), Fate::Equivalent);
    // Nothing is asked about threads.
    assert_eq!(fate(6, "waits at once"), Fate::Passes);
}

#[test]
fn an_equivalent_mutant_is_known_where_marking_looks_at_few_schedules() {
    let toml = "format = 1\nsubmit = \"a.rhai\"\n[run.main]\nexplore = 2\n[[check]]\nsound = true\nstdout = \"2\"\n";
    let measured = measured(toml);
    let of = |line: usize| {
        let mut found = measured.mutants.iter();
        let found = found.find(|(mutant, _)| mutant.line == line);
        found.expect("there is one").1
    };
    assert_eq!(of(10), Fate::Equivalent);
    assert_eq!(of(6), Fate::Passes);
}
