//! A stop (deadlock, limit, Ctrl-C, the end of the program for a daemon) outranks every error: each of them against each way to be inside of
//! something, on both runtimes. Nothing of the script runs on the way out, and nothing is said about it.

use sandbox::library::LIBRARY;
use sandbox::messages::Language;
use sandbox::objects::abi::{Captured, Console};
use sandbox::objects::error::{Kind, Source};
use sandbox::permissions::Permissions;
use sandbox::runtime::{Stop, ThreadId};
use sandbox::session::{Interactive, Limits, Options, Runtime, Session, exit_code};
use std::sync::Arc;
use std::time::Duration;

/// How the thread that is stopped got where it is.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// It waits for another thread, for ever.
    Waits,
    /// It waits for the clock.
    Clock,
    /// It runs.
    Runs,
    /// It waits for somebody outside of the program.
    Outside,
}

use Place::{Clock, Outside, Runs, Waits};

const BODIES: &[(Place, &str)] = &[
    (Waits, "with lock { lock.acquire(); }"),
    (Waits, "with changed { changed.wait(); }"),
    (Clock, "with changed { changed.wait(100); }"),
    (Waits, "with changed { changed.wait_for(|| false); }"),
    (Runs, "with changed { changed.wait_for(|| { loop { } }); }"),
    (Waits, "with lock { with changed { changed.wait(); } }"),
    (Waits, "with changed { with changed { changed.wait(); } }"),
    (Waits, "with lock { lock.release(); queue.get(); }"),
    (Runs, "with lock { lock.release(); loop { } }"),
    (Waits, "with Room() { queue.get(); }"),
    (Runs, "with Room() { loop { } }"),
    (Waits, "with Broken() { queue.get(); }"),
    (
        Waits,
        "with Broken() { with Room() { with lock { lock.release(); queue.get(); } } }",
    ),
    (Waits, "try { throw 1; } catch (e) { queue.get(); }"),
    (Runs, "try { throw 1; } catch (e) { loop { } }"),
    (Runs, "loop { try { loop { } } catch (e) { } }"),
    (
        Waits,
        "try { try { queue.get(); } catch (e) { throw; } } catch (e) { throw 3; }",
    ),
    (Waits, "queue.get();"),
    (Clock, "queue.get(true, 100);"),
    (Waits, "full.put(1); full.put(2);"),
    (Waits, "barrier.wait();"),
    (Clock, "barrier.wait(100);"),
    (Waits, "Barrier(1, || queue.get()).wait();"),
    (Waits, "semaphore.acquire();"),
    (Waits, "with semaphore { }"),
    (Waits, "event.wait();"),
    (Clock, "sleep(100);"),
    (
        Waits,
        "let other = Thread(|| with changed { changed.wait(); }, [], #{daemon: true}); other.start(); other.join();",
    ),
    (Waits, "[1].map(|x| queue.get());"),
    (Runs, "[2, 1].sort(|a, b| { loop { } });"),
    (Waits, "[2, 1].sort(|a, b| queue.get());"),
    (Waits, "sorted([2, 1], |a| queue.get());"),
    (Runs, "`${Endless()}`.len(); loop { }"),
    (
        Outside,
        "let s = socket(); s.bind([\"127.0.0.1\", 0]); s.listen(); with s { s.accept(); }",
    ),
    (Outside, "with Popen([\"sleep\", \"100\"]) { sleep(100); }"),
    (Outside, "Popen([\"sleep\", \"100\"]).wait();"),
];

const NAMES: &str = r#"
    let lock = Lock();
    let changed = Condition();
    let queue = Queue();
    let full = Queue(1);
    let barrier = Barrier(2);
    let semaphore = Semaphore(0);
    let event = Event();
    class Room { enter() { } leave() { print("left"); loop { } } }
    class Broken { enter() { } leave() { throw "broken"; } }
    class Endless { to_string() { "endless" } }
    excepthook(|failed| print("told", failed.exc_value));
    fn body() {
        try { BODY } catch (e) { print("caught", e); }
        print("went on");
    }
"#;

/// What ends the run, with what main does meanwhile.
#[derive(Clone, Copy, PartialEq, Debug)]
enum End {
    Deadlock,
    Time,
    Operations,
    Interrupt,
    OfProgram,
}

const ENDS: [End; 5] = [
    End::Deadlock,
    End::Time,
    End::Operations,
    End::Interrupt,
    End::OfProgram,
];

const SOON: Duration = Duration::from_millis(60);

impl End {
    /// Does it make sense for what waits there?
    fn meets(self, place: Place, on_main: bool) -> bool {
        match self {
            End::Deadlock => place == Waits,
            // A deadlock would come first.
            End::Time | End::Interrupt => !on_main || place != Waits,
            End::Operations => !on_main || place == Runs,
            End::OfProgram => !on_main,
        }
    }

    /// The main thread, beside `t`.
    fn main(self) -> &'static str {
        match self {
            End::Deadlock => "t.start(); t.join();",
            End::Time | End::Operations | End::Interrupt => "t.start(); loop { }",
            End::OfProgram => "t.start(); sleep(0.02);",
        }
    }

    fn limits(self) -> Limits {
        Limits {
            time: (self == End::Time).then_some(SOON),
            operations: (self == End::Operations).then_some(2_000_000),
            ..Limits::default()
        }
    }

    fn code(self) -> i32 {
        match self {
            End::Deadlock => 3,
            End::Time | End::Operations => 4,
            End::Interrupt => 130,
            End::OfProgram => 0,
        }
    }
}

fn options(text: String, runtime: Runtime, limits: Limits, screen: &Captured) -> Options {
    Options {
        source: Source {
            name: "<test>".into(),
            text,
        },
        arguments: vec!["<test>".into()],
        runtime,
        limits,
        console: Console::new(Box::new(screen.clone()), Box::new(screen.clone())),
        library: LIBRARY,
        folder: None,
        permissions: Permissions::all(),
        language: Language::English,
    }
}

#[expect(clippy::disallowed_methods, reason = "presses Ctrl-C from outside")]
fn stopped(script: &str, end: End, runtime: Runtime) {
    let screen = Captured::default();
    let session = loop {
        match Session::new(options(script.to_string(), runtime, end.limits(), &screen)) {
            Ok(session) => break session,
            // On a busy machine the time can be up before the script is compiled: that is another test's.
            Err(error) if matches!(error.kind(), Kind::Stop(Stop::TimeLimit)) => (),
            Err(error) => panic!("{error:?}\n{script}"),
        }
    };
    if end == End::Interrupt {
        let world = session.world();
        std::thread::spawn(move || {
            std::thread::sleep(SOON);
            world.stop(Stop::Interrupted);
        });
    }
    let outcome = session.run();
    let said = screen.text();
    let what = format!("{end:?} {runtime:?}\n{script}\n{said}\n{:?}", outcome.error);
    assert_eq!(said, "", "{what}");
    assert!(outcome.error.is_none(), "{what}");
    assert_eq!(exit_code(&outcome), end.code(), "{what}");
    assert!(
        outcome.panics.is_empty(),
        "{what}{}",
        outcome.panics[0].message
    );
}

fn each(only: End) {
    for (place, body) in BODIES {
        for on_main in [false, true] {
            if !only.meets(*place, on_main) {
                continue;
            }
            let names = NAMES.replace("BODY", body);
            let script = match on_main {
                true => format!("{names}\nbody();"),
                false => format!(
                    "{names}\nlet t = Thread(body, [], #{{daemon: {}}}); {}",
                    only == End::OfProgram,
                    only.main()
                ),
            };
            let runtimes: &[Runtime] = match place {
                // Virtual time passes at once.
                Outside | Clock => &[Runtime::Real],
                _ => &[Runtime::Real, Runtime::Controlled { seed: 1 }],
            };
            for runtime in runtimes {
                stopped(&script, only, *runtime);
            }
        }
    }
}

#[test]
fn a_deadlock_outranks_what_goes_wrong_on_the_way_out() {
    each(ENDS[0]);
}

#[test]
fn the_time_limit_outranks_what_goes_wrong_on_the_way_out() {
    each(ENDS[1]);
}

#[test]
fn the_operation_limit_outranks_what_goes_wrong_on_the_way_out() {
    each(ENDS[2]);
}

#[test]
fn ctrl_c_outranks_what_goes_wrong_on_the_way_out() {
    each(ENDS[3]);
}

#[test]
fn the_end_of_the_program_outranks_what_goes_wrong_in_daemons() {
    each(ENDS[4]);
}

/// Lines of a session: each ends by a stop, and the next one finds the locks free.
#[test]
fn a_line_that_is_stopped_at_the_prompt_ends_and_lets_its_locks_go() {
    let lines = [
        "with lock { loop { } }",
        "with lock { lock.release(); loop { } }",
        "try { with lock { lock.release(); loop { } } } catch (e) { print(e); }",
        "with lock { with lock2 { with changed { sleep(100); } } }",
        "with changed { changed.wait(100); }",
        "with Room() { with lock { loop { } } }",
        "loop { try { loop { } } catch (e) { } }",
        "with Popen([\"sleep\", \"100\"]) { loop { } }",
        "[2, 1].sort(|a, b| { with lock { loop { } } });",
    ];
    for runtime in [Runtime::Real, Runtime::Controlled { seed: 1 }] {
        for by_time in [true, false] {
            let screen = Captured::default();
            let limits = Limits {
                time: by_time.then_some(SOON),
                ..Limits::default()
            };
            let session = Interactive::open(options(String::new(), runtime, limits, &screen))
                .expect("the system has threads");
            let run = |text: &str| {
                let source = Source {
                    name: "<session>".into(),
                    text: text.into(),
                };
                session.run(text, source).expect("the session lives").result
            };
            run("let lock = Lock(); let lock2 = RLock(); let changed = Condition();").unwrap();
            run("class Room { enter() { } leave() { loop { } } }").unwrap();
            for line in lines {
                if runtime != Runtime::Real && (line.contains("100)") || line.contains("Popen")) {
                    continue;
                }
                if !by_time {
                    interrupt_soon(session.world().clone());
                }
                let error = run(line).unwrap_err();
                let wanted = match by_time {
                    true => Stop::TimeLimit,
                    false => Stop::Interrupted,
                };
                assert!(
                    matches!(error.kind(), Kind::Stop(stop) if *stop == wanted),
                    "{runtime:?} {line}: {error:?}"
                );
                let free = run("[lock.locked(), lock2.locked(), changed.locked()].some(|x| x)");
                assert!(
                    matches!(free, Ok(sandbox::objects::value::Value::Bool(false))),
                    "{runtime:?} {line}: {free:?}"
                );
            }
            assert_eq!(screen.text(), "");
            session.close();
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "presses Ctrl-C from outside")]
fn interrupt_soon(world: Arc<sandbox::runtime::World>) {
    std::thread::spawn(move || {
        std::thread::sleep(SOON);
        world.interrupt(ThreadId::MAIN, Stop::Interrupted);
    });
}

/// Does a program with twenty threads end well when so many operations are allowed?
fn ends_within(operations: u64, runtime: Runtime) -> bool {
    let script = "
        let lock = Lock();
        let n = 0;
        fn count() { for i in 0..100 { with lock { n += 1; } } }
        let threads = [];
        for i in 0..20 { let t = Thread(count); t.start(); threads.push(t); }
        for t in threads { t.join(); }
    ";
    let limits = Limits {
        operations: Some(operations),
        ..Limits::default()
    };
    let session = Session::new(options(
        script.into(),
        runtime,
        limits,
        &Captured::default(),
    ))
    .unwrap();
    exit_code(&session.run()) == 0
}

#[test]
fn operations_are_counted_when_they_are_done_and_alike_on_both_runtimes() {
    let controlled = Runtime::Controlled { seed: 1 };
    // 20 threads of 100 turns, the call of each, and two loops of main.
    let (mut fails, mut passes) = (2000, 3000);
    while passes - fails > 1 {
        let middle = (fails + passes) / 2;
        match ends_within(middle, controlled) {
            true => passes = middle,
            false => fails = middle,
        }
    }
    assert!((2020..2100).contains(&passes), "{passes}");
    for _ in 0..10 {
        assert!(ends_within(passes, Runtime::Real));
        assert!(!ends_within(fails, Runtime::Real));
        assert!(ends_within(passes, Runtime::Controlled { seed: 2 }));
    }
}
