//! Ctrl-C and `:kill`: whatever a line or a thread waits for.

use super::{USUAL, sit_down};

/// Waits that nobody ends, by name, as an expression each.
const WAITS: [(&str, &str); 12] = [
    ("lock", "taken.acquire()"),
    ("queue", "queue.get()"),
    ("items", "for item in queue { }"),
    ("accept", "server.accept()"),
    ("receive", "pair[0].recv(10)"),
    ("join", "patient.join()"),
    ("condition", "with condition { condition.wait() }"),
    ("event", "event.wait(100000)"),
    ("sleep", "sleep(100000)"),
    ("child", "call([\"sleep\", \"100000\"])"),
    ("loop", "loop { }"),
    ("input", "input()"),
];

/// What they wait for; the daemon could end some of the waits, for all that the runtime knows.
const WORLD: &str = "let taken = Lock(); taken.acquire(); let queue = Queue(); let server = create_server([\"127.0.0.1\", 0]); \
    let pair = socketpair(); let condition = Condition(); let event = Event(); \
    let patient = Thread(|| sleep(100000), #{daemon: true}); patient.start()";

/// The terminal interrupts children as well; this one does not end by that.
const STUBBORN: &str = "let stubborn = Popen(\"trap '' INT; echo ready; exec sleep 100000\", #{shell: true, stdout: PIPE}); \
    stubborn.stdout.readline(); ()";

#[test]
fn ctrl_c_ends_a_line_whatever_it_waits_for() {
    let mut sitting = sit_down(&["--color", "never", "-A"], (60, 200));
    let terminal = &mut sitting.terminal;
    terminal.enter(&format!("{WORLD}; {STUBBORN}"));
    terminal.ends_with("2>");
    for (number, (name, line)) in (3..).zip(WAITS) {
        let line = match name {
            "child" => "stubborn.wait()",
            _ => line,
        };
        terminal.enter(&format!("print(\"{name} begins\"); {line}"));
        terminal.interrupt_after(&format!("{name} begins"));
        terminal.shows(&format!("{name} begins\ninterrupted\n{number}>"));
    }
    sitting.dialogue(&[
        ("1 + 1", "2\n"),
        ("[taken.locked(), patient.is_alive()]", "[true, true]\n"),
    ]);
    sitting.leave();
}

#[test]
fn a_thread_is_ended_by_name_whatever_it_waits_for() {
    let mut sitting = sit_down(&["--color", "never", "-A"], (60, 200));
    sitting.terminal.enter(WORLD);
    sitting.terminal.ends_with("2>");
    for (name, line) in WAITS {
        let start = format!(
            "let begun = Event(); Thread(|| {{ begun.set(); {line} }}, #{{name: \"{name}\"}}).start(); begun.wait()"
        );
        let (kill, ends) = (
            format!(":kill {name}"),
            format!("{name} ends at its next step"),
        );
        sitting.dialogue(&[
            (&start, "true"),
            (":threads", name),
            (&kill, &ends),
            (":join", "all threads have ended"),
        ]);
    }
    sitting.dialogue(&[("patient.is_alive()", "true\n")]);
    sitting.leave();
}

#[test]
fn threads_are_shown_with_what_they_wait_for() {
    let mut sitting = sit_down(&["--color", "never", "-A"], USUAL);
    let waits = [
        ("lock", "taken (held by MainThread), for"),
        ("queue", "queue \"queue\" (empty), for"),
        ("child", "a child process, for"),
        ("sleep", "sleeps, for"),
        ("loop", "runs"),
    ];
    sitting
        .terminal
        .enter("let taken = Lock(); taken.acquire(); let queue = Queue()");
    sitting.terminal.ends_with("2>");
    for (name, seen) in waits {
        let (_, line) = WAITS
            .into_iter()
            .find(|(known, _)| *known == name)
            .expect("it is there");
        sitting.terminal.enter(&format!(
            "Thread(|| {line}, #{{name: \"{name}\", daemon: true}}).start()"
        ));
        // It may still be on its way there.
        sitting.terminal.until_asked(":threads", |answer| {
            let mut rows = answer.lines();
            rows.any(|row| row.starts_with(&format!("{name} (daemon)")) && row.contains(seen))
        });
    }
    sitting.dialogue(&[(":locks", "lock"), (":queues", "0 items")]);
    sitting.leave();
}
