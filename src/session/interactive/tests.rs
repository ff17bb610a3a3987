//! What a session answers, line after line, on both runtimes; and how one thread of it is interrupted.

use super::*;
use crate::border::errors;
use crate::library::LIBRARY;
use crate::objects::abi::{Captured, Console};
use crate::objects::error::Kind;
use crate::objects::value::to_debug;
use crate::permissions::Permissions;
use crate::session::Limits;

struct Sitting {
    session: Interactive,
    screen: Captured,
}

const BOTH: [Runtime; 2] = [Runtime::Real, Runtime::Controlled { seed: 7 }];

fn sit_down(runtime: Runtime) -> Sitting {
    let screen = Captured::default();
    let options = Options {
        source: Source::default(),
        arguments: vec!["<session>".into()],
        runtime,
        limits: Limits::default(),
        console: Console::new(Box::new(screen.clone()), Box::new(screen.clone())),
        library: LIBRARY,
        folder: None,
        permissions: Permissions::default(),
        language: crate::messages::Language::English,
    };
    Sitting {
        session: Interactive::open(options).expect("the system has threads"),
        screen,
    }
}

impl Sitting {
    fn answer(&self, text: &str) -> Answer {
        let source = Source {
            name: "<session>".into(),
            text: text.into(),
        };
        self.session.run(text, source).expect("the session lives")
    }

    /// The value of a line as the prompt shows it, or the error.
    fn says(&self, text: &str) -> String {
        match self.answer(text).result {
            Ok(value) => {
                self.session.remember(&value);
                to_debug(&value)
            }
            Err(error) => match error.kind() {
                Kind::Stop(stop) => format!("{stop:?}"),
                Kind::Raised(raised) => format!("{}: {}", raised.kind, raised.message),
                Kind::Language(kind) => errors::words(kind),
                Kind::Thrown(value) => format!("thrown {value:?}"),
            },
        }
    }

    fn printed(&self) -> String {
        self.screen.take()
    }
}

/// Each line and what it says, on both runtimes.
fn dialogue(lines: &[(&str, &str)]) {
    for runtime in BOTH {
        let sitting = sit_down(runtime);
        for (line, said) in lines {
            assert_eq!(sitting.says(line), *said, "{line} ({runtime:?})");
        }
        sitting.session.close();
    }
}

#[test]
fn the_last_value_is_a_variable_but_not_in_switches_and_texts() {
    for (typed, meant) in [
        ("_ + 1", "ـ + 1"),
        ("f(_, a_b, _c)", "f(ـ, a_b, _c)"),
        ("\"_\" + `_`", "\"_\" + `_`"),
        ("switch x { 1 => 2, _ => 3 }", "switch x { 1 => 2, _ => 3 }"),
        ("_.len() // _", "ـ.len() // _"),
    ] {
        assert_eq!(with_last_value(typed), meant);
    }
    dialogue(&[("_", "()"), ("6 * 7", "42"), ("_ + 1", "43"), ("_", "43")]);
}

#[test]
fn variables_functions_and_classes_live_on() {
    dialogue(&[
        ("let x = 1", "()"),
        ("x += 2; x", "3"),
        ("fn double(n) { 2 * n + x }", "()"),
        ("double(5)", "13"),
        ("x = 10; double(5)", "20"),
        ("let x = \"text\"; x", "\"text\""),
        ("const K = 3", "()"),
        ("let add = |n| n + K; add.call(4)", "7"),
        ("add(5)", "8"),
        (
            "class Point { init(a) { this.a = a; } twice() { this.a * 2 } }",
            "()",
        ),
        ("let p = Point(4); p.twice()", "8"),
        ("class Far : Point { thrice() { this.a * 3 } }", "()"),
        ("Far(5).thrice() + p.a", "19"),
        ("[1, 2, 3].map(double)", "[\"2text\", \"4text\", \"6text\"]"),
    ]);
}

#[test]
fn what_is_defined_again_replaces_the_old_for_later_calls() {
    dialogue(&[
        ("fn g() { 1 } fn f() { g() + 10 }", "()"),
        ("f()", "11"),
        ("fn g() { 2 }", "()"),
        ("f()", "12"),
        (
            "fn fact(n) { if n < 2 { 1 } else { n * fact(n - 1) } } fact(10)",
            "3628800",
        ),
        ("fn later() { total + helper(1) }", "()"),
        ("let total = 5", "()"),
        ("fn helper(n) { n }", "()"),
        ("later()", "6"),
        ("let count = 0", "()"),
        ("fn tick() { count += 1; count }", "()"),
        ("tick(); tick()", "2"),
        ("let count = 40", "()"),
        ("tick()", "41"),
        ("fn set() { mark = 7; }", "()"),
        ("let mark = 0", "()"),
        ("set(); mark", "7"),
        ("class A { name() { \"old\" } } fn make() { A() }", "()"),
        ("let old = make()", "()"),
        ("class A { name() { \"new\" } }", "()"),
        ("old.name() + make().name()", "\"oldnew\""),
        ("fn int.half() { this / 2 }", "()"),
        ("8.half()", "4"),
        ("fn len(x) { 99 }", "()"),
        ("len([1])", "99"),
        ("let f = Fn(\"g\"); f.call()", "2"),
        ("eval(\"f() + total\")", "17"),
    ]);
}

#[test]
fn a_line_that_fails_changes_only_what_it_had_done() {
    dialogue(&[
        (
            "let a = 1; let b = a / 0; let c = 3",
            "Division by zero: 1 / 0",
        ),
        ("a", "1"),
        ("b", "Variable not found: b"),
        ("c", "Variable not found: c"),
        ("let b = 2; a + b", "3"),
        ("const a = 5; throw \"no\"", "thrown \"no\""),
        ("a = 6; a", "6"),
        (
            "fn f( {",
            "Syntax error: Expecting ')' to close the parameters list of function 'f'",
        ),
        ("f()", "Function not found: f ()"),
        ("const K = 1", "()"),
        ("K = 2", "Cannot modify constant K"),
        ("let K = 2", "()"),
        ("K = 3; K", "3"),
    ]);
}

#[test]
fn threads_of_earlier_lines_go_on() {
    dialogue(&[
        ("let done = Event(); let gate = Event(); let seen = 0", "()"),
        (
            "fn work(n) { gate.wait(); seen = n + extra(); done.set(); }",
            "()",
        ),
        ("let t = Thread(work, [5]); t.start()", "()"),
        ("t.is_alive()", "true"),
        ("fn extra() { 100 }", "()"),
        ("gate.set(); done.wait(); seen", "105"),
        ("t.join()", "true"),
    ]);
}

#[test]
fn an_error_in_a_thread_is_shown_and_the_session_goes_on() {
    for runtime in BOTH {
        let sitting = sit_down(runtime);
        assert_eq!(
            sitting.says("let t = Thread(|| 1 / 0); t.start(); t.join()"),
            "true"
        );
        assert!(sitting.printed().contains("Division by zero"));
        assert_eq!(sitting.says("1 + 1"), "2");
        sitting.session.close();
    }
}

#[test]
fn a_line_that_can_never_continue_is_ended_and_its_locks_are_let_go() {
    for runtime in BOTH {
        let sitting = sit_down(runtime);
        assert_eq!(sitting.says("let lock = Lock(); let other = Lock()"), "()");
        let answer = sitting.answer("with other { lock.acquire(); lock.acquire(); }");
        assert!(matches!(
            answer.result.map_err(|error| format!("{:?}", error.kind())),
            Err(kind) if kind.contains("Deadlock")
        ));
        let report = answer.deadlock.expect("a table");
        assert_eq!(report.threads.len(), 1);
        assert_eq!(report.threads[0].waits_for.to_string(), "lock");
        assert_eq!(
            sitting.says("[lock.locked(), other.locked()]"),
            "[true, false]"
        );
        assert_eq!(sitting.says("lock.release(); lock.locked()"), "false");
        sitting.session.close();
    }
}

#[test]
fn threads_that_are_stuck_with_a_line_stay_when_it_ends() {
    dialogue(&[
        ("let a = Lock(); let got = false", "()"),
        (
            "a.acquire(); let t = Thread(|| { a.acquire(); got = true; a.release(); }); t.start()",
            "()",
        ),
        ("t.join()", "Deadlock"),
        ("t.is_alive()", "true"),
        ("a.release(); t.join()", "true"),
        ("got", "true"),
    ]);
}

/// Run a line that waits for ever while a daemon could wake it, and interrupt it once it waits.
#[expect(clippy::disallowed_methods, reason = "the test's own threads")]
fn interrupted(sitting: &Sitting, line: &str) -> String {
    let world = sitting.session.world().clone();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let main = world.threads().remove(0);
            loop {
                if let crate::runtime::ThreadState::Waiting { wait, .. } = main.state()
                    && !matches!(wait, crate::runtime::Wait::Prompt)
                {
                    break;
                }
                std::thread::yield_now();
            }
            sitting.session.interrupt();
        });
        sitting.says(line)
    })
}

#[test]
fn ctrl_c_ends_the_line_whatever_it_waits_for() {
    for line in [
        "lock.acquire()",
        "with other { lock.acquire() }",
        "try { lock.acquire() } catch { print(\"caught\") }",
        "sleep(100000)",
        "t.join()",
        "condition.wait()",
        "with condition { condition.wait() }",
        "event.wait(100000)",
        "Semaphore(0).acquire()",
        "Barrier(2).wait()",
        "[1, 2].map(|x| lock.acquire())",
    ] {
        let sitting = sit_down(Runtime::Real);
        sitting.says("let lock = Lock(); let other = Lock(); let event = Event(); let condition = Condition()");
        sitting.says(
            "let t = Thread(|| { lock.acquire(); event.wait(100000) }, #{daemon: true}); t.start()",
        );
        sitting.says("while !lock.locked() { sleep(0.001) } condition.acquire()");
        if line.starts_with("with") {
            sitting.says("condition.release()");
        }
        assert_eq!(interrupted(&sitting, line), "Interrupted", "{line}");
        assert_eq!(sitting.says("other.locked()"), "false", "{line}");
        assert_eq!(sitting.printed(), "", "{line}");
        assert_eq!(sitting.says("1 + 1"), "2", "{line}");
        assert_eq!(sitting.says("t.is_alive()"), "true", "{line}");
        sitting.session.world().stop(Stop::Ended);
        sitting.session.close();
    }
}

#[test]
fn a_loop_is_interrupted_and_an_early_interrupt_is_forgotten() {
    for runtime in BOTH {
        let sitting = sit_down(runtime);
        sitting.session.interrupt();
        assert_eq!(sitting.says("let n = 0; 1"), "1");
        let world = sitting.session.world().clone();
        let lines = sitting.session.lines.clone();
        #[expect(clippy::disallowed_methods, reason = "the test's own thread")]
        let presser = std::thread::spawn(move || {
            let running = |value: Option<Value>| matches!(value, Some(Value::Int(n)) if n > 1000);
            while !running(lines.variable("n").and_then(|(cell, _)| cell.load())) {
                std::hint::spin_loop();
            }
            world.interrupt(ThreadId::MAIN, Stop::Interrupted);
        });
        assert_eq!(sitting.says("loop { n += 1; }"), "Interrupted");
        presser.join().expect("the presser ends");
        assert_eq!(sitting.says("n > 1000"), "true");
        sitting.session.close();
    }
}

#[test]
fn a_thread_that_is_ended_by_name_lets_its_locks_go() {
    for runtime in BOTH {
        let sitting = sit_down(runtime);
        sitting.says("let lock = Lock(); let inside = Event(); let never = Event()");
        sitting.says("let t = Thread(|| { with lock { inside.set(); never.wait(); } }); t.start()");
        assert_eq!(sitting.says("inside.wait()"), "true");
        let thread = sitting.session.world().threads().remove(1);
        assert!(
            sitting
                .session
                .world()
                .interrupt(thread.id(), Stop::Interrupted)
        );
        assert_eq!(sitting.says("t.join()"), "true");
        assert_eq!(sitting.says("lock.locked()"), "false");
        assert_eq!(sitting.printed(), "");
        sitting.session.close();
    }
}

#[test]
fn a_controlled_session_stands_still_between_lines_and_repeats_itself() {
    let run = || {
        let sitting = sit_down(Runtime::Controlled { seed: 3 });
        let mut seen = Vec::new();
        sitting.says("let n = 0; let log = []");
        sitting.says("for i in 0..3 { Thread(|| { loop { n += 1; sleep(0.1); if n > 200 { break } } }).start() }");
        for _ in 0..5 {
            let before = sitting.says("n");
            assert_eq!(
                sitting
                    .session
                    .lines()
                    .variable("n")
                    .map(|(cell, _)| to_debug(&cell.load().unwrap_or_default())),
                Some(before.clone())
            );
            seen.push(before);
            sitting.says("sleep(1)");
        }
        sitting.session.world().stop(Stop::Ended);
        sitting.session.close();
        seen
    };
    let first = run();
    assert_ne!(first[0], first[4]);
    assert_eq!(first, run());
}

#[test]
fn exit_is_told_to_the_prompt() {
    dialogue(&[("exit(3)", "Exit(3)"), ("1", "1")]);
}
