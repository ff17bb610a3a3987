//! How runs end, what they print, and what is known of it.

use super::{
    Nobody, Wanted, companion, examined, fails, fails_in, holds, is_proved, job, looked_at,
};
use sandbox::grade::job::{Clock, Ended, Evidence, Start};
use sandbox::grade::property::{Number, Property};

/// Two threads that each add one to a counter, with what stands around the addition.
fn counter(before: &str, after: &str) -> String {
    format!(
        "let compteur = 0;\nlet mutex = Lock();\nfn ajoute() {{\n    {before}\n    compteur += 1;\n    {after}\n}}\n\
         let a = Thread(ajoute); let b = Thread(ajoute);\na.start(); b.start(); a.join(); b.join();\nprint(compteur);\n"
    )
}

#[test]
fn errors_are_told_with_the_thread_and_the_line_in_both_languages() {
    let main = "let t = Thread(|| print(1));\nt.start();\nt.join();\nthrow \"non\";\n";
    let failure = fails(main, Property::NoError, "runtime-error", 4);
    let said = failure.sentence().expect("it has a reason");
    assert!(
        said.en.contains("non, line 4") && said.fr.contains("non, ligne 4"),
        "{said:?}"
    );
    let thread = "fn rate() { [1][3] }\nlet t = Thread(rate);\nt.start();\nt.join();\n";
    let failure = fails(thread, Property::NoError, "thread-error", 1);
    assert_eq!(failure.arguments["thread"], "T1 (rate)");
    // Who catches what goes wrong ends well.
    holds(
        "try { throw \"non\"; } catch (e) { print(e); }\n",
        Property::NoError,
    );
    // An error that only some schedules show.
    let sometimes =
        "let n = 0;\nlet t = Thread(|| n = 1);\nt.start();\nassert(n == 0);\nt.join();\n";
    fails(sometimes, Property::NoError, "runtime-error", 4);
}

#[test]
fn deadlocks_are_told_from_threads_that_wait_and_are_served() {
    let crossed = "let a = Lock(); let b = Lock();\nfn un() {\n    a.acquire();\n    b.acquire();\n    b.release(); a.release();\n}\n\
        fn deux() {\n    b.acquire();\n    a.acquire();\n    a.release(); b.release();\n}\n\
        let t = Thread(un); let u = Thread(deux);\nt.start(); u.start(); t.join(); u.join();\n";
    let failure = fails(crossed, Property::NoDeadlock, "deadlock", 4);
    let said = failure.sentence().expect("it has a reason");
    assert_eq!(
        said.en,
        "deadlock: 2 threads wait for each other for ever (T1 (un), T2 (deux)); main only waits because of that"
    );
    assert!(
        failure
            .hint
            .is_some_and(|hint| hint.fr.contains("même ordre"))
    );
    holds(
        &crossed.replace(
            "b.acquire();\n    a.acquire();",
            "a.acquire();\n    b.acquire();",
        ),
        Property::NoDeadlock,
    );
    let forgotten =
        "let q = Queue();\nfn lit() { q.get(); }\nlet t = Thread(lit);\nt.start();\nt.join();\n";
    let failure = fails(forgotten, Property::NoDeadlock, "deadlock", 2);
    let said = failure.sentence().expect("it has a reason");
    assert_eq!(
        said.fr,
        "interblocage : T1 (lit) attend pour toujours ce que personne ne fera ; main n'attend que pour cette raison"
    );
    let again = "let m = Lock();\nm.acquire();\nm.acquire();\n";
    let failure = fails(again, Property::NoDeadlock, "deadlock", 3);
    let said = failure.sentence().expect("it has a reason");
    assert_eq!(said.en, "deadlock: main waits for itself for ever");
    // A daemon that waits for ever does not keep the program from its end.
    let daemon = "let q = Queue();\nfn lit() { q.get(); }\nlet t = Thread(lit, [], #{daemon: true});\nt.start();\n";
    holds(daemon, Property::NoDeadlock);
}

#[test]
fn a_thread_that_can_never_go_on_is_stuck_while_the_others_go_on() {
    let text = "let a = Lock(); let b = Lock();\nfn un() {\n    a.acquire();\n    sleep(1);\n    b.acquire();\n}\n\
        fn deux() {\n    b.acquire();\n    sleep(1);\n    a.acquire();\n}\n\
        let t = Thread(un, [], #{daemon: true}); let u = Thread(deux, [], #{daemon: true});\nt.start(); u.start();\nsleep(3);\nprint(\"fini\");\n";
    let failure = fails(text, Property::NoDeadlock, "stuck-thread", 5);
    assert_eq!(failure.arguments["thread"], "T1 (un)");
    // Who waits for a lock that is let go later is not stuck.
    let waits = "let a = Lock();\nfn f() { a.acquire(); sleep(5); a.release(); }\nlet t = Thread(f, [], #{daemon: true}); let u = Thread(f, [], #{daemon: true});\nt.start(); u.start();\nsleep(1);\n";
    holds(waits, Property::NoDeadlock);
}

#[test]
fn what_never_ends_is_refused_and_what_takes_long_is_not() {
    let shared = "let n = 0;\nlet t = Thread(|| n = 1);\nt.start();\nloop { n += 1; }\n";
    let failure = fails(shared, Property::Ends, "endless", 4);
    assert_eq!(failure.arguments["thread"], "main");
    // A loop that others cannot see takes no steps, but operations.
    let mut alone = job("let n = 0;\nloop { n += 1; }\n", vec![Property::Ends]);
    alone.runs[0].limits.operations = 1_000_000;
    fails_in(&alone, "operation-limit", 2);
    fails(
        "while true {\n    sleep(100);\n}\n",
        Property::Ends,
        "endless",
        2,
    );
    holds("for i in 0..90 { sleep(100); }\n", Property::Ends);
    holds(
        "let n = 0;\nfor i in 0..20_000 { n += 1; }\n",
        Property::Ends,
    );
}

#[test]
fn limits_are_told_apart() {
    let recursion = "fn f(n) { f(n + 1) }\nf(0);\n";
    let failure = fails(recursion, Property::WithinLimits, "depth-limit", 1);
    assert_eq!(failure.arguments["limit"], "1000");
    let printing =
        "loop { print(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"); }\n";
    fails(printing, Property::WithinLimits, "output-limit", 1);
    let bomb = "fn f() { sleep(1000); }\nfor i in 0..400 { Thread(f).start(); }\n";
    fails(bomb, Property::WithinLimits, "thread-limit", 2);
    holds("for i in 0..1000 { print(i); }\n", Property::WithinLimits);
    let mut few = job(
        "let n = 0;\nfor i in 0..100_000 { n += 1; }\n",
        vec![Property::WithinLimits],
    );
    few.runs[0].limits.operations = 5_000;
    fails_in(&few, "operation-limit", 2);
}

#[test]
fn threads_that_the_end_cuts_are_left() {
    let working = "fn f() { for i in 0..10 { sleep(1); print(i); } }\nlet t = Thread(f, [], #{daemon: true});\nt.start();\nsleep(0.5);\n";
    // It only slept: but it was not done. A daemon that idles is no work left.
    holds(working, Property::LeftRunning(0));
    let busy = "let n = 0;\nfn f() { for i in 0..100 { n += 1; } }\nlet t = Thread(f, [], #{daemon: true});\nt.start();\n";
    fails(busy, Property::LeftRunning(0), "thread-left", 4);
    holds(busy, Property::LeftRunning(1));
    let waits = "let q = Queue();\nfn f() { loop { q.get(); q.task_done(); } }\nlet t = Thread(f, [], #{daemon: true});\nt.start();\nq.put(1); q.join();\n";
    holds(waits, Property::LeftRunning(0));
}

#[test]
fn outcomes_go_to_the_judge_and_a_lost_update_has_its_name() {
    let mut judge = Wanted::new(&["2\n"]);
    let unlocked = counter("", "");
    let report = looked_at(&job(&unlocked, vec![]), &mut judge);
    let (number, failure) = &report.outcomes[0];
    assert_eq!(
        (*number, failure.reason.map(|reason| reason.name())),
        (0, Some("lost-update"))
    );
    assert_eq!(failure.arguments["cell"], "compteur");
    assert_eq!(failure.arguments["value"], "0");
    assert_eq!(failure.place.as_ref().map(|place| place.line), Some(5));
    let shown = failure
        .counterexample
        .as_ref()
        .expect("a schedule shows it");
    assert_eq!(shown.replayed, (10, 10));
    assert_eq!(
        shown
            .outcome
            .as_ref()
            .map(|outcome| outcome.stdout.as_str()),
        Some("1\n")
    );
    assert!(
        shown.drawn.fr.contains("lit compteur = 0")
            && shown.drawn.en.contains("reads compteur = 0"),
        "{}",
        shown.drawn.fr
    );
    assert!(
        shown
            .table
            .iter()
            .any(|row| row[1] == "5" && row[2] == "compteur += 1;")
    );
    // Each outcome is told once.
    let mut outputs: Vec<&str> = judge.seen.iter().map(|seen| seen.stdout.as_str()).collect();
    outputs.sort_unstable();
    assert_eq!(outputs, ["1\n", "2\n"]);
    // With the lock it is proved.
    let mut judge = Wanted::new(&["2\n"]);
    let locked = counter("mutex.acquire();", "mutex.release();");
    let report = looked_at(&job(&locked, vec![]), &mut judge);
    assert!(
        is_proved(&report) && report.outcomes.is_empty(),
        "{:?}",
        report.evidence
    );
}

#[test]
fn a_test_and_an_action_that_are_not_one_have_their_name() {
    let text = "let stock = 60;\nfn vend(n) {\n    if stock >= n {\n        stock -= n;\n    }\n}\n\
        let a = Thread(vend, [45]); let b = Thread(vend, [45]);\na.start(); b.start(); a.join(); b.join();\nprint(stock);\n";
    let report = looked_at(&job(text, vec![]), &mut Wanted::new(&["15\n"]));
    let (_, failure) = &report.outcomes[0];
    assert_eq!(
        failure.reason.map(|reason| reason.name()),
        Some("check-then-act")
    );
    assert_eq!(failure.place.as_ref().map(|place| place.line), Some(4));
    assert!(failure.hint.is_some());
    // Two critical sections are no better.
    let apart = "let stock = 60;\nlet m = Lock();\nfn vend(n) {\n    let assez = false;\n    m.acquire();\n    if stock >= n { assez = true; }\n    m.release();\n    if assez {\n        m.acquire();\n        stock -= n;\n        m.release();\n    }\n}\n\
        let a = Thread(vend, [45]); let b = Thread(vend, [45]);\na.start(); b.start(); a.join(); b.join();\nprint(stock);\n";
    let report = looked_at(&job(apart, vec![]), &mut Wanted::new(&["15\n"]));
    let (_, failure) = &report.outcomes[0];
    assert_eq!(
        failure.reason.map(|reason| reason.name()),
        Some("check-then-act")
    );
}

#[test]
fn what_is_read_too_early_and_what_is_simply_wrong_are_told_apart() {
    let early = "let total = 0;\nfn calcule() { total = 42; }\nlet t = Thread(calcule);\nt.start();\nprint(total);\n";
    let report = looked_at(&job(early, vec![]), &mut Wanted::new(&["42\n"]));
    let failure = &report.outcomes[0].1;
    assert_eq!(
        failure.reason.map(|reason| reason.name()),
        Some("read-before-end")
    );
    assert_eq!(failure.arguments["cell"], "total");
    assert_eq!(failure.place.as_ref().map(|place| place.line), Some(5));
    let wrong = "let total = 0;\nfn calcule() { total = 41; }\nlet t = Thread(calcule);\nt.start();\nt.join();\nprint(total);\n";
    let report = looked_at(&job(wrong, vec![]), &mut Wanted::new(&["42\n"]));
    let failure = &report.outcomes[0].1;
    assert_eq!((failure.reason, failure.place.is_some()), (None, false));
    assert!(
        failure
            .counterexample
            .as_ref()
            .is_some_and(|shown| shown.schedule.is_empty())
    );
}

#[test]
fn a_sleep_in_the_place_of_a_join_is_right_until_the_clock_is_any() {
    let text = "let total = 0;\nfn calcule() { total = 42; }\nlet t = Thread(calcule);\nt.start();\nsleep(1);\nprint(total);\n";
    let mut asked = job(text, vec![]);
    assert!(
        looked_at(&asked, &mut Wanted::new(&["42\n"]))
            .outcomes
            .is_empty()
    );
    asked.runs[0].clock = Clock::Any;
    let report = looked_at(&asked, &mut Wanted::new(&["42\n"]));
    let failure = &report.outcomes[0].1;
    assert_eq!(
        failure.reason.map(|reason| reason.name()),
        Some("sleep-as-synchronisation")
    );
    assert_eq!(failure.arguments["line"], "5");
    // A sleep that stands for work may end whenever it likes.
    let works = text.replace("sleep(1);", "sleep(1); t.join();");
    let mut asked = job(&works, vec![]);
    asked.runs[0].clock = Clock::Any;
    assert!(
        looked_at(&asked, &mut Wanted::new(&["42\n"]))
            .outcomes
            .is_empty()
    );
}

#[test]
fn what_does_not_parse_is_told_and_nothing_is_run() {
    let report = examined(&job("let a = ;\n", vec![Property::NoError]), &mut Nobody);
    assert!(report.runs.is_empty());
    let broken = &report.broken[0];
    assert_eq!(broken.reason.map(|reason| reason.name()), Some("syntax"));
    assert_eq!(
        broken
            .place
            .as_ref()
            .map(|place| (place.line, place.text.as_str())),
        Some((1, "let a = ;"))
    );
}

#[test]
fn imports_find_the_other_files_of_the_submission_and_nothing_else() {
    let mut asked = job(
        "import \"outils\" as o;\nprint(o::double(21));\n",
        vec![Property::NoError],
    );
    asked
        .scripts
        .insert("outils.rhai".into(), "fn double(n) { n * 2 }\n".into());
    let mut judge = Wanted::new(&["42\n"]);
    let report = looked_at(&asked, &mut judge);
    assert!(report.facts.is_empty() && report.outcomes.is_empty() && is_proved(&report));
    fails_in(
        &job("import \"/etc/passwd\" as o;\n", vec![Property::NoError]),
        "runtime-error",
        1,
    );
    fails_in(
        &job("import \"Cargo\" as o;\n", vec![Property::NoError]),
        "runtime-error",
        1,
    );
    // A mistake in another file is told there.
    asked.scripts.insert(
        "outils.rhai".into(),
        "fn double(n) {\n    throw \"non\";\n}\n".into(),
    );
    let failure = fails_in(&asked, "runtime-error", 2);
    assert_eq!(
        failure.place.map(|place| (place.file, place.text)),
        Some(("outils.rhai".into(), "throw \"non\";".into()))
    );
}

#[test]
fn companions_call_the_submission_or_talk_to_it() {
    let mut called = job(
        "fn double(n) { n * 2 }\n",
        vec![Property::NoError, Property::Ends],
    );
    called.runs[0].is_called = true;
    called.runs[0].companions = vec![companion(
        "essai",
        "import \"submission\" as s;\nprint(s::double(21));\n",
    )];
    let mut judge = Wanted::new(&[""]);
    let report = looked_at(&called, &mut judge);
    assert!(report.facts.is_empty(), "{:?}", report.facts);
    assert_eq!(judge.seen[0].companions["essai"].stdout, "42\n");
    assert_eq!(judge.seen[0].companions["essai"].ended, Ended::Ended);
    called.scripts.insert(
        "devoir.rhai".into(),
        "fn double(n) {\n    throw \"non\";\n}\n".into(),
    );
    let failure = fails_in(&called, "thread-error", 2);
    assert_eq!(
        failure.place.map(|place| place.file).as_deref(),
        Some("devoir.rhai")
    );
    // A server, and a client that it never answers.
    let server = "let s = create_server([\"\", 50007]);\nlet c = s.accept()[0];\nfn garde() { c }\nprint(\"vu\");\nsleep(1);\n";
    let client =
        "let c = create_connection([\"localhost\", 50007]);\nc.recv(10);\nprint(\"servi\");\n";
    let mut served = job(server, vec![Property::NoDeadlock, Property::NoDeadlock]);
    served.runs[0].companions = vec![companion("client", client)];
    served.runs[0].companions[0].start = Start::Listening(50007);
    served.runs[0].of = vec![(1, "client".into())];
    let report = looked_at(&served, &mut Nobody);
    let failed: Vec<(usize, Option<&str>)> = report
        .facts
        .iter()
        .map(|(place, failure)| (*place, failure.reason.map(|reason| reason.name())))
        .collect();
    assert_eq!(failed, [(1, Some("stuck-thread"))]);
}

#[test]
fn files_programs_variables_and_the_date_are_the_jobs() {
    let text = "print(open(\"a.txt\").read());\nopen(\"b.txt\", \"w\").write(\"vu\");\nprint(getenv(\"QUI\", \"?\"), getenv(\"PATH\", \"?\"));\n\
        print(call([\"ping\", \"bon\"]));\nprint(strftime(\"%Y-%m-%d\"));\nprint(input());\n";
    let mut asked = job(text, vec![Property::NoError]);
    asked.start_time = "2027-03-04T10:00:00".parse().expect("it is a date");
    asked.programs = "[program.ping]\ncases = [{ last = \"bon\", exit = 3 }]\n".into();
    let run = &mut asked.runs[0];
    run.files.insert("a.txt".into(), b"lu".to_vec());
    run.environment.insert("QUI".into(), "moi".into());
    run.stdin = "tape\n".into();
    let mut judge = Wanted::new(&[]);
    let report = looked_at(&asked, &mut judge);
    assert!(report.facts.is_empty(), "{:?}", report.facts);
    assert_eq!(judge.seen[0].stdout, "lu\nmoi ?\n3\n2027-03-04\ntape\n");
    assert_eq!(judge.seen[0].files["b.txt"], "vu");
    asked.runs[0].programs = Some(Vec::new());
    fails_in(&asked, "runtime-error", 4);
}

#[test]
fn sampled_and_proved_are_told_apart() {
    let long = "let n = 0;\nfn f() { for i in 0..30 { n += 1; } }\nlet a = Thread(f); let b = Thread(f); let c = Thread(f);\na.start(); b.start(); c.start(); a.join(); b.join(); c.join();\n";
    let report = looked_at(&job(long, vec![Property::NoError]), &mut Nobody);
    assert!(
        matches!(
            report.evidence,
            Evidence::Sampled {
                schedules: 300..,
                cut: 0,
                ..
            }
        ),
        "{:?}",
        report.evidence
    );
    let mut all = job(long, vec![Property::NoError]);
    (all.runs[0].exhaustive, all.runs[0].schedules) = (true, 100);
    let report = looked_at(&all, &mut Nobody);
    assert!(
        matches!(report.evidence, Evidence::Sampled { .. }),
        "{:?}",
        report.evidence
    );
    assert!(report.cost.schedules <= 101);
}

#[test]
fn threads_and_virtual_time_are_counted() {
    let all = "fn f() { sleep(3); }\nlet ts = [];\nfor i in 0..3 {\n    let t = Thread(f);\n    t.start();\n    ts.push(t);\n}\nfor t in ts { t.join(); }\n";
    let threads = |started, peak| Property::Threads {
        started,
        daemon: None,
        peak,
    };
    let three = Some(Number::Exactly(3.0));
    holds(all, threads(three, three));
    holds(all, Property::Duration(Number::AtMost(3.5)));
    let one_by_one = all.replace("t.start();", "t.start(); t.join();");
    let failure = fails(&one_by_one, threads(three, three), "sequential", 5);
    assert_eq!(failure.arguments["given"], "1");
    let failure = fails(
        &one_by_one,
        Property::Duration(Number::AtMost(3.5)),
        "too-slow",
        0,
    );
    assert_eq!(
        (
            failure.arguments["given"].as_str(),
            failure.arguments["expected"].as_str()
        ),
        ("9", "3.5")
    );
    fails(all, Property::Duration(Number::AtLeast(3.5)), "too-fast", 0);
    fails(
        all,
        threads(Some(Number::AtLeast(4.0)), None),
        "wrong-thread-count",
        5,
    );
    fails(
        all,
        Property::Threads {
            started: None,
            daemon: Some(Number::Exactly(1.0)),
            peak: None,
        },
        "wrong-thread-count",
        0,
    );
}

#[test]
fn what_is_right_is_not_told_as_the_mistake_behind_a_wrong_output() {
    let reason = |text: &str| {
        let report = looked_at(&job(text, Vec::new()), &mut Wanted::new(&["other\n"]));
        report.outcomes[0].1.reason.map(|reason| reason.name())
    };
    // A loop that looks again when it is woken.
    let waits = "let pret = false; let c = Condition();\nfn attend() {\n    c.acquire();\n    while !pret { c.wait(); } pret = false;\n    c.release();\n    print(1);\n}\nlet t = Thread(attend);\nt.start();\nsleep(1);\nc.acquire(); pret = true; c.notify(); c.release();\nt.join();\n";
    assert_eq!(reason(waits), None);
    // One that does not look again.
    let once = waits.replace("while !pret { c.wait(); }", "if !pret { c.wait(); }\n   ");
    assert_eq!(reason(&once), Some("check-then-act"));
    // What the main thread looks at and does not show explains no output.
    let looks = "let reste = 1; let m = Lock();\nfn f() {\n    with m { reste -= 1; }\n    print(1);\n}\nlet t = Thread(f);\nt.start();\nwith m { if reste == 7 { exit(1); } }\nt.join();\n";
    assert_eq!(reason(looks), None);
    let shows = looks.replace("t.join();", "print(reste);");
    assert_eq!(reason(&shows), Some("read-before-end"));
}
